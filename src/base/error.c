/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "base/arena.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_PATH = 40 };

/* What is wrong stands at the end of a message, so a long path at its start, the first %s of
 * `format`, gives way: "...tail/of/path, line 3: reason". The struct is public and stays as it is.
 */
static void shorten_path(AllegeError *error, size_t len, const char *format, va_list args) {
  const char *first = strchr(format, '%');
  if (!first || first[1] != 's') return;
  va_list again;
  va_copy(again, args);
  const char *path = va_arg(again, const char *);
  size_t path_len = strlen(path), before = (size_t)(first - format);
  va_end(again);
  size_t drop = len + 1 - sizeof error->message + 3;
  if (path_len < LEAST_PATH + 3) return;
  if (drop > path_len - LEAST_PATH) drop = path_len - LEAST_PATH;
  while ((path[drop] & 0xC0) == 0x80) drop++; /* whole characters */
  char *whole = must_alloc(len + 1);
  vsnprintf(whole, len + 1, format, args);
  snprintf(error->message, sizeof error->message, "%.*s...%s", (int)before, whole,
           whole + before + drop);
  free(whole);
}

void error_set(AllegeError *error, AllegeStatus status, const char *format, ...) {
  if (!error) return;
  error->status = status;
  va_list args;
  va_start(args, format);
  int len = vsnprintf(error->message, sizeof error->message, format, args);
  va_end(args);
  if (len < (int)sizeof error->message) return;
  va_start(args, format);
  shorten_path(error, (size_t)len, format, args);
  va_end(args);
}
