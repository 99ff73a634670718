/* SPDX-License-Identifier: MIT */
#include "extract/attribution.h"
#include "model/word_classes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static uint16_t ANY[8] = {7, 7, 7, 7, 7, 7, 7, 7};

static void marks_the_span_that_scores(void **state) {
  (void)state;
  Arena arena = {0};
  uint8_t states[4];
  /* columns: inside, opens, closes */
  int32_t scores[4][CUE_COLUMNS] = {{-9, 0, 0}, {5, 1, 0}, {4, -3, 1}, {-9, 0, 0}};
  assert_int_equal(chain_best(&CUE_CHAIN, &arena, scores[0], ANY, 4, states), 11);
  const uint8_t wanted[4] = {CUE_OUTSIDE, CUE_FIRST, CUE_NEXT, CUE_OUTSIDE};
  assert_memory_equal(states, wanted, 4);
  arena_free(&arena);
}

static void may_begin_a_span_at_once_after_another(void **state) {
  (void)state;
  Arena arena = {0};
  uint8_t states[2];
  int32_t scores[2][CUE_COLUMNS] = {{1, 2, 2}, {1, 2, 2}};
  assert_int_equal(chain_best(&CUE_CHAIN, &arena, scores[0], ANY, 2, states), 10);
  assert_int_equal(states[1], CUE_FIRST);
  arena_free(&arena);
}

static void marks_nothing_without_gain(void **state) {
  (void)state;
  Arena arena = {0};
  uint8_t states[3];
  int32_t scores[3][CUE_COLUMNS] = {{-1, 0, 0}, {0, -1, 0}, {-1, 0, 0}};
  assert_int_equal(chain_best(&CUE_CHAIN, &arena, scores[0], ANY, 3, states), 0);
  for (int i = 0; i < 3; i++) assert_int_equal(states[i], CUE_OUTSIDE);
  assert_int_equal(chain_best(&CUE_CHAIN, &arena, scores[0], ANY, 0, states), 0);
  arena_free(&arena);
}

enum {
  OUTSIDE = 1 << OUT_START | 1 << OUT_SOURCE | 1 << OUT_CONTENT | 1 << OUT_BOTH,
  INSIDE = OUTSIDE | 1 << IN_SOURCE | 1 << IN_SOURCE_LATE | 1 << IN_CONTENT | 1 << IN_CONTENT_LATE,
  END = 1 << END_SOURCE | 1 << END_NO_SOURCE
};

static void gives_one_source_and_some_content(void **state) {
  (void)state;
  Arena arena = {0};
  uint8_t states[5];
  const uint16_t allowed[5] = {INSIDE, OUTSIDE, INSIDE, INSIDE, END};
  int32_t scores[5][ROLE_COLUMNS] = {{0}};
  scores[0][ROLE_SOURCE_IN] = 5; /* two tokens would like to be the source */
  scores[2][ROLE_SOURCE_IN] = 4;
  scores[0][ROLE_CONTENT_IN] = -9; /* none would like to be content */
  scores[3][ROLE_CONTENT_IN] = -7;
  scores[2][ROLE_CONTENT_IN] = -3;
  assert_true(chain_best(&ROLE_CHAIN, &arena, scores[0], allowed, 5, states) > INT32_MIN / 2);
  assert_int_equal(states[0], IN_SOURCE);
  assert_true(states[2] == IN_CONTENT_LATE && states[3] == OUT_BOTH);
  assert_int_equal(states[4], END_SOURCE);
  arena_free(&arena);
}

static void finds_no_path_where_none_is_allowed(void **state) {
  (void)state;
  Arena arena = {0};
  uint8_t states[2];
  const uint16_t allowed[2] = {OUTSIDE, END}; /* no place for content */
  int32_t scores[2][ROLE_COLUMNS] = {{0}};
  assert_true(chain_best(&ROLE_CHAIN, &arena, scores[0], allowed, 2, states) <= INT32_MIN / 2);
  arena_free(&arena);
}

static void edges_name_states_and_columns_of_their_chain(void **state) {
  (void)state;
  const Chain *const chains[] = {&CUE_CHAIN, &ROLE_CHAIN};
  for (int c = 0; c < 2; c++) {
    assert_true(chains[c]->states <= CHAIN_STATES_MAX);
    for (int e = 0; e < chains[c]->edge_count; e++) {
      ChainEdge edge = chains[c]->edges[e];
      assert_true(edge.from < chains[c]->states && edge.to < chains[c]->states);
      assert_true(edge.opens < chains[c]->columns && edge.closes < chains[c]->columns);
    }
  }
}

static void refuses_damaged_word_classes(void **state) {
  (void)state;
  WordClasses classes = {0};
  AllegeError error;
  assert_false(word_classes_parse((Data){"ALGWCL1", 7}, "x.model", &classes, &error));
  assert_int_equal(error.status, ALLEGE_ERROR_FORMAT);
  assert_int_equal(word_classes_find(&classes, 77).fine, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(marks_the_span_that_scores),
      cmocka_unit_test(may_begin_a_span_at_once_after_another),
      cmocka_unit_test(marks_nothing_without_gain),
      cmocka_unit_test(gives_one_source_and_some_content),
      cmocka_unit_test(finds_no_path_where_none_is_allowed),
      cmocka_unit_test(edges_name_states_and_columns_of_their_chain),
      cmocka_unit_test(refuses_damaged_word_classes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
