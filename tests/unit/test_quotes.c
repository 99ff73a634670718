/* SPDX-License-Identifier: MIT */
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
      cmocka_unit_test(tells_the_innermost),
      cmocka_unit_test(links_paragraphs),
      cmocka_unit_test(is_sound_on_any_marks),
      cmocka_unit_test(is_linear),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
