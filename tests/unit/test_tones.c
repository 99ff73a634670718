/* SPDX-License-Identifier: MIT */
#include "model/tones.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static Arena arena;

static int close_arena(void **state) {
  (void)state;
  arena_free(&arena);
  return 0;
}

static bool parse(const char *text, Tones *tones, AllegeError *error) {
  return tones_parse(&arena, (Data){text, strlen(text)}, "x.tsv", tones, error);
}

static void finds_a_word_as_its_part_of_speech(void **state) {
  (void)state;
  Tones tones;
  AllegeError error;
  assert_true(parse("# word\tpart\tdoer\tdone\tkind\nabuse\tn\t3\t0\td\nabuse\tv\t3\t0\t-\n"
                    "arrest\tv\t0\t2\t-\npraise\tv\t0\t-2\t-\n",
                    &tones, &error));
  Tone noun = tones_find(&tones, str_hash(STR("abuse")), 'n');
  assert_int_equal(noun.doer, 3);
  assert_int_equal(noun.kind, 'd');
  assert_int_equal(tones_find(&tones, str_hash(STR("abuse")), 'v').kind, '-');
  assert_int_equal(tones_find(&tones, str_hash(STR("arrest")), 'v').done, 2);
  assert_int_equal(tones_find(&tones, str_hash(STR("praise")), 'v').done, -2);
  assert_int_equal(tones_find(&tones, str_hash(STR("arrest")), 'n').kind, 0);
  assert_int_equal(tones_find(&tones, str_hash(STR("harbour")), 'n').kind, 0);
}

static void refuses_other_lines(void **state) {
  static const char *const WRONG[] = {
      "abuse\tn\t4\t0\td\n",                   /* too strong */
      "abuse\tn\t-\t0\td\n",                   /* no number */
      "abuse\tx\t1\t0\t-\n",                   /* no part of speech */
      "abuse\tv\t1\t0\td\n",                   /* kinds are of nouns */
      "abuse\tn\t1\t0\t-\n",                   /* and nouns have one */
      "abuse\tn\t1\t0\n",                      /* a column short */
      "abuse\tn\t1\t0\td\nabuse\tn\t2\t0\td\n" /* twice */
  };
  (void)state;
  for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
    Tones tones;
    AllegeError error = {0};
    assert_false(parse(WRONG[i], &tones, &error));
    assert_int_equal(error.status, ALLEGE_ERROR_FORMAT);
    assert_non_null(strstr(error.message, i + 1 < sizeof WRONG / sizeof *WRONG
                                              ? "x.tsv, line 1: "
                                              : "x.tsv, line 2: "));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_a_word_as_its_part_of_speech),
      cmocka_unit_test(refuses_other_lines),
  };
  return cmocka_run_group_tests(tests, NULL, close_arena);
}
