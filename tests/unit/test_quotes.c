/* SPDX-License-Identifier: MIT */
#include "language/passes.h"
#include "with_models.h"

static void analyse(Document *d, const char *text, uint32_t len) {
  document_init(d, text, len);
  find_tokens(&models, d);
  find_sentences(&models, d);
  find_quotes(&models, d);
}

static void tells_the_innermost(void **state) {
  (void)state;
  Document d;
  const char *text = "Ek: \"He said 'never' to us.\" Olm left.";
  analyse(&d, text, (uint32_t)strlen(text));
  assert_int_equal(d.quotes.count, 2);
  assert_int_equal(d.quotes.items[0].outer, NONE);
  assert_int_equal(d.quotes.items[1].outer, 0);
  for (uint32_t i = 0; i < d.tokens.count; i++) {
    uint32_t wanted = NONE;
    for (uint32_t k = 0; k < d.quotes.count; k++)
      if (range_has(d.quotes.items[k].range, i)) wanted = k;
    assert_int_equal(d.tokens.quote[i], wanted);
  }
  document_free(&d);
}

static void links_paragraphs(void **state) {
  (void)state;
  Document d;
  const char *text = "“One. Two.\n\n“Three,” she said.\n\nFour.";
  analyse(&d, text, (uint32_t)strlen(text));
  assert_int_equal(d.quotes.count, 2);
  assert_true(d.quotes.items[0].continues && !d.quotes.items[0].closed);
  assert_true(d.quotes.items[1].closed && !d.quotes.items[1].continues);
  document_free(&d);
}

/* Of a text with two opening marks, whether the first quotation goes on in the second. */
static bool goes_on(const char *text) {
  Document d;
  analyse(&d, text, (uint32_t)strlen(text));
  assert_int_equal(d.quotes.count, 2);
  bool found = d.quotes.items[0].continues;
  assert_int_equal(d.quotes.items[0].range.first + d.quotes.items[0].range.count ==
                       d.quotes.items[1].range.first,
                   found);
  document_free(&d);
  return found;
}

static void goes_on_where_speech_is_opened_again(void **state) {
  (void)state;
  assert_true(goes_on("Ek said: \"It rained. We ran. \"Olm fell.\""));
  assert_true(goes_on("Ek said, “It rained. We ran. “Olm fell.”"));
  assert_true(goes_on("Ek said: \"We ran all over the U.S. last year. \"Olm fell.\""));
  assert_false(goes_on("Ek said it was \"a rain. We ran. \"Olm fell,\" he added."));
  assert_false(goes_on("Ek said: \"It rained. We ran from the \"best\" house."));
  assert_false(goes_on("Ek said: \"It rained.\" We ran. \"Olm fell.\""));
}

/* Any marks in any order: ranges in the text, in order, an inner one within its outer one. */
static void is_sound_on_any_marks(void **state) {
  (void)state;
  static const char *const PARTS[] = {"\"", "'",    "“", "”", "‘",  "’", "``", "''",
                                      " ",  "\n\n", "a", "s", ". ", "(", ")",  "5"};
  enum { PART_COUNT = sizeof PARTS / sizeof *PARTS, ROUNDS = 3000, LENGTH = 30 };
  uint32_t random = 7;
  for (int round = 0; round < ROUNDS; round++) {
    char text[LENGTH * 4] = "";
    for (int i = 0; i < LENGTH; i++) {
      random = random * 1664525u + 1013904223u;
      strcat(text, PARTS[(random >> 16) % PART_COUNT]);
    }
    Document d;
    analyse(&d, text, (uint32_t)strlen(text));
    for (uint32_t k = 0; k < d.quotes.count; k++) {
      const Quote *quote = &d.quotes.items[k];
      assert_true(quote->range.count > 0 &&
                  quote->range.first + quote->range.count <= d.tokens.count);
      if (k) assert_true(quote->range.first >= d.quotes.items[k - 1].range.first);
      if (quote->outer == NONE) continue;
      assert_true(quote->outer < k);
      TokenRange outer = d.quotes.items[quote->outer].range;
      assert_true(range_has(outer, quote->range.first) &&
                  range_has(outer, quote->range.first + quote->range.count - 1));
    }
    document_free(&d);
  }
}

static void is_linear(void **state) {
  (void)state;
  static const char *const PARTS[] = {" \"a", "“a ", " 'a", "`` ", "a” ", " ‘a", "\"", "“ ‘ "};
  check_is_linear(PARTS, sizeof PARTS / sizeof *PARTS, analyse);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tells_the_innermost),
      cmocka_unit_test(links_paragraphs),
      cmocka_unit_test(goes_on_where_speech_is_opened_again),
      cmocka_unit_test(is_sound_on_any_marks),
      cmocka_unit_test(is_linear),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
