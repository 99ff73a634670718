/* SPDX-License-Identifier: MIT */
#include "model/lexicon.h"
#include "model/sorted.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

static Arena arena;

static int close_arena(void **state) {
  (void)state;
  arena_free(&arena);
  return 0;
}

static bool parse(const char *text, Lexicon *lexicon, AllegeError *error) {
  return lexicon_parse(&arena, (Data){text, strlen(text)}, "list", lexicon, error);
}

static const LexiconEntry *match(const Lexicon *lexicon, const char *const *words, uint32_t count,
                                 uint32_t *length) {
  Str strings[8];
  uint32_t hashes[8];
  for (uint32_t i = 0; i < count; i++) {
    strings[i] = (Str){words[i], (uint32_t)strlen(words[i])};
    hashes[i] = str_hash(strings[i]);
  }
  return lexicon_match(lexicon, strings, hashes, count, length);
}

static void finds_the_longest_key(void **state) {
  (void)state;
  Lexicon lexicon;
  AllegeError error;
  assert_true(
      parse("# key\tkind\nharbour\tplace\nharbour workers union\tbody\r\n", &lexicon, &error));
  uint32_t length = 0;
  const char *const words[] = {"harbour", "workers", "union", "met"};
  assert_true(str_is(match(&lexicon, words, 4, &length)->column[0], "body"));
  assert_int_equal(length, 3);
  assert_true(str_is(match(&lexicon, words, 2, &length)->column[0], "place"));
  assert_int_equal(length, 1);
  assert_null(match(&lexicon, words + 1, 3, &length));
  assert_null(lexicon_find(&lexicon, STR("harbour workers")));
  assert_non_null(lexicon_find(&lexicon, STR("harbour workers union")));
}

static void takes_keys_apart_as_text_is(void **state) {
  (void)state;
  Lexicon lexicon;
  AllegeError error;
  assert_true(parse("al-nadir\nketch's bay\n", &lexicon, &error));
  uint32_t length = 0;
  assert_non_null(match(&lexicon, (const char *const[]){"al", "-", "nadir"}, 3, &length));
  assert_non_null(match(&lexicon, (const char *const[]){"ketch", "'s", "bay"}, 3, &length));
}

/* Lines that end alike share their columns; a line without has empty ones. */
static void every_line_has_its_columns(void **state) {
  (void)state;
  enum { LINES = 3000 };
  static char text[LINES * 32];
  size_t len = 0;
  for (unsigned i = 0; i < LINES; i++)
    len += (size_t)sprintf(text + len, i % 5 ? "w%04u\tkind%u\t\tx%u\n" : "w%04u\n", i, i % 7,
                           i % 900);
  Lexicon lexicon;
  AllegeError error;
  assert_true(parse(text, &lexicon, &error));
  assert_int_equal(lexicon.count, LINES);
  for (unsigned i = 0; i < LINES; i++) {
    char key[16], kind[16], x[16];
    snprintf(key, sizeof key, "w%04u", i);
    snprintf(kind, sizeof kind, "kind%u", i % 7);
    snprintf(x, sizeof x, "x%u", i % 900);
    const LexiconEntry *entry = lexicon_find(&lexicon, (Str){key, 5});
    assert_ptr_equal(entry, &lexicon.entries[i]);
    assert_int_equal(entry->line, i + 1);
    assert_true(str_is(entry->column[0], i % 5 ? kind : ""));
    assert_int_equal(entry->column[1].len, 0);
    assert_true(str_is(entry->column[2], i % 5 ? x : ""));
    assert_int_equal(entry->column[LEXICON_COLUMNS - 1].len, 0);
  }
}

/* The shared table only spares looks: what is found stays the same. */
static void lists_share_their_beginnings(void **state) {
  (void)state;
  static uint32_t beginnings[LEXICON_BEGINNINGS];
  Lexicon bars, boats;
  AllegeError error;
  assert_true(parse("bar\nbar stool\n", &bars, &error));
  assert_true(parse("boat\nbar boat\n", &boats, &error));
  lexicon_share(&bars, beginnings, 0);
  lexicon_share(&boats, beginnings, 33);
  uint32_t length = 0;
  const char *const words[] = {"bar", "boat"};
  assert_non_null(match(&bars, words, 2, &length));
  assert_int_equal(length, 1);
  assert_non_null(match(&boats, words, 2, &length));
  assert_int_equal(length, 2);
  assert_null(match(&bars, words + 1, 1, &length));
  assert_non_null(match(&boats, words + 1, 1, &length));
}

static void keys_may_stand_twice(void **state) {
  (void)state;
  Lexicon lexicon;
  AllegeError error;
  assert_true(parse("bar\t1\nbar\t2\nbark\t3\n", &lexicon, &error));
  const LexiconEntry *entry = lexicon_find(&lexicon, STR("bar"));
  assert_true(str_is(entry->column[0], "1"));
  entry = lexicon_next(&lexicon, entry);
  assert_true(str_is(entry->column[0], "2"));
  assert_null(lexicon_next(&lexicon, entry));
}

static void refuses_bad_lines(void **state) {
  (void)state;
  Lexicon lexicon;
  AllegeError error;
  assert_true(parse("", &lexicon, &error));
  assert_null(lexicon_find(&lexicon, STR("bar")));
  assert_true(parse("bar\t1\t2\t3\t4\t5\t6\t7\t8", &lexicon, &error));
  assert_false(parse("\nbar\t1\t2\t3\t4\t5\t6\t7\t8\t9\n", &lexicon, &error));
  assert_string_equal(error.message, "list, line 2: no key or too many columns");
  assert_false(parse("\tno key\n", &lexicon, &error));
}

static void finds_lines_where_they_lie(void **state) {
  (void)state;
  const char *text =
      "# key\tname\nabe noor\tAbe Noor\tm\nabe noora\t=abe noor\nzoe\tZoe\t-\tPER\tx";
  Sorted list = sorted_list((Data){text, strlen(text)});
  Str column[SORTED_COLUMNS];
  assert_true(sorted_find(&list, STR("abe noor"), column));
  assert_true(str_is(column[0], "Abe Noor") && str_is(column[1], "m") && !column[2].len);
  assert_true(sorted_find(&list, STR("abe noora"), column));
  assert_true(str_is(column[0], "=abe noor"));
  assert_true(sorted_find(&list, STR("zoe"), column)); /* the last line has no end */
  assert_true(str_is(column[3], "x"));
  assert_false(sorted_find(&list, STR("abe"), column));
  assert_false(sorted_find(&list, STR("zz"), column));
  assert_false(sorted_find(&list, STR(" "), column));
  list = sorted_list((Data){"", 0});
  assert_false(sorted_find(&list, STR("abe"), column));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_the_longest_key),        cmocka_unit_test(takes_keys_apart_as_text_is),
      cmocka_unit_test(every_line_has_its_columns),   cmocka_unit_test(keys_may_stand_twice),
      cmocka_unit_test(lists_share_their_beginnings), cmocka_unit_test(refuses_bad_lines),
      cmocka_unit_test(finds_lines_where_they_lie),
  };
  return cmocka_run_group_tests(tests, NULL, close_arena);
}
