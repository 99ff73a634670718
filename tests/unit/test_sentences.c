/* SPDX-License-Identifier: MIT */
#include "language/lines.h"
#include "language/passes.h"
#include "with_models.h"

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
  check_is_linear(PARTS, sizeof PARTS / sizeof *PARTS, analyse);
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
