/* SPDX-License-Identifier: MIT */
/* with_models.h - the built-in models, loaded once for the tests of a file. */
#ifndef TESTS_WITH_MODELS_H
#define TESTS_WITH_MODELS_H
#include "document.h"
#include "model/models.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static Models models;

static int load(void **state) {
  (void)state;
  return models_load(&models, NULL, NULL) ? 0 : -1;
}

static int unload(void **state) {
  (void)state;
  models_free(&models);
  return 0;
}

/* Each part over and over, a quarter of a MiB: `analyse` takes no more than 5 s (sanitizers see
 * less text and no clock). */
static inline void check_is_linear(const char *const *parts, size_t count,
                                   void (*analyse)(Document *, const char *, uint32_t)) {
#ifdef __SANITIZE_ADDRESS__
  enum { SIZE = 1 << 14 };
#else
  enum { SIZE = 1 << 18 };
#endif
  for (size_t p = 0; p < count; p++) {
    size_t part = strlen(parts[p]);
    uint32_t len = 0;
    char *text = must_alloc(SIZE + part);
    for (; len < SIZE; len += (uint32_t)part) memcpy(text + len, parts[p], part);
    Document d;
    clock_t started = clock();
    analyse(&d, text, len);
#ifndef __SANITIZE_ADDRESS__
    assert_true(clock() - started < 5 * CLOCKS_PER_SEC);
#else
    (void)started;
#endif
    document_free(&d);
    free(text);
  }
}
#endif
