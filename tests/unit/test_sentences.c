/* SPDX-License-Identifier: MIT */
#include "language/lines.h"
#include "language/passes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static Models models;

static int load(void **state) {
  (void)state;
  AllegeError error;
  return models_load(&models, NULL, &error) ? 0 : -1;
}
static int unload(void **state) {
  (void)state;
  models_free(&models);
  return 0;
}

static void analyse(Document *d, const char *text, uint32_t len) {
  document_init(d, text, len);
  find_tokens(&models, d);
  find_sentences(&models, d);
}

static void check_count(const char *text, uint32_t wanted) {
  Document d;
  analyse(&d, text, (uint32_t)strlen(text));
  if (d.sentences.count != wanted) print_error("%s\n", text);
  assert_int_equal(d.sentences.count, wanted);
  document_free(&d);
}

static void share_out_all_tokens(void **state) {
  (void)state;
  Document d;
  const char *text = "Ek left. Olm stayed!\n\nNobody \"knew\" why: it was (so they said.) late";
  analyse(&d, text, (uint32_t)strlen(text));
  uint32_t next = 0;
  for (uint32_t s = 0; s < d.sentences.count; s++) {
    assert_int_equal(d.sentences.items[s].first, next);
    assert_true(d.sentences.items[s].count > 0);
    next += d.sentences.items[s].count;
    assert_int_equal(d.tokens.sentence[next - 1], s);
  }
  assert_int_equal(next, d.tokens.count);
  document_free(&d);
}

static void knows_what_ends_a_sentence(void **state) {
  (void)state;
  check_count("", 0);
  check_count(" \n ", 0);
  check_count("Dr. Ek met Mrs. Olm in St. Lund.", 1);
  check_count("The firm paid $1.5m to Lund Inc. of Norland.", 1);
  check_count("\"Is it true?\" she asked.", 1);
  check_count("He said: \"It is not true.\" She left.", 2);
  check_count("He lost. U.S. officials won. Sen. Ek wept.", 3);
  check_count("OSLO (Olm) - The king spoke.", 1);
}

static void a_meant_break_ends_a_paragraph(void **state) {
  (void)state;
  check_count("Olm wins\nThe leader of the northern party won by a wide margin on Sunday", 2);
  check_count("The leader of the\nnorthern party won\nby a wide margin", 1);
  check_count("The leader won\r\n\r\non Sunday", 2);
  Lines lines = lines_measure("one\nlonger line\n", 16);
  assert_int_equal(lines.width, 11);
}

static void is_linear(void **state) {
  (void)state;
  static const char *const PARTS[] = {". ",  "A. ",   "\" ", "''",  "( ", ") ",
                                      ".\n", "A\n\n", "a ",  "! A", "” "};
  enum { SIZE = 1 << 18 };
  char *text = must_alloc(SIZE + 16);
  for (size_t p = 0; p < sizeof PARTS / sizeof *PARTS; p++) {
    uint32_t len = 0;
    while (len < SIZE) len += (uint32_t)sprintf(text + len, "%s", PARTS[p]);
    Document d;
    clock_t started = clock();
    analyse(&d, text, len);
    assert_true(clock() - started < 5 * CLOCKS_PER_SEC);
    document_free(&d);
  }
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(share_out_all_tokens),
      cmocka_unit_test(knows_what_ends_a_sentence),
      cmocka_unit_test(a_meant_break_ends_a_paragraph),
      cmocka_unit_test(is_linear),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
