/* SPDX-License-Identifier: MIT */
#include "language/decode.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 60, BRUTE_MAX = 6 };
static uint32_t random_state = 1;

static int32_t random_score(int32_t limit) {
  random_state = random_state * 1664525u + 1013904223u;
  return (int32_t)(random_state >> 8) % limit;
}

static bool is_tree(const uint32_t *heads, uint32_t count) {
  uint32_t roots = 0;
  for (uint32_t d = 0; d < count; d++) {
    uint32_t at = d, steps = 0;
    while (at != count && steps++ <= count) at = heads[at];
    if (at != count) return false;
    roots += heads[d] == count;
  }
  return roots == 1;
}

static bool crosses(const uint32_t *heads, uint32_t count) {
  for (uint32_t d = 0; d < count; d++) {
    if (heads[d] == count) continue;
    uint32_t low = d < heads[d] ? d : heads[d], high = d < heads[d] ? heads[d] : d;
    for (uint32_t k = low + 1; k < high; k++)
      if (heads[k] == count || heads[k] < low || heads[k] > high) return true;
  }
  return false;
}

static int64_t total(const ArcScores *arcs, const uint32_t *heads) {
  int64_t sum = 0;
  for (uint32_t d = 0; d < arcs->count; d++) sum += arcs->scores[d * arcs->stride + heads[d]];
  return sum;
}

/* The best projective tree by trying all head choices. */
static int64_t best_by_force(const ArcScores *arcs) {
  uint32_t count = arcs->count, heads[BRUTE_MAX] = {0};
  int64_t best = INT64_MIN;
  for (;;) {
    if (is_tree(heads, count) && !crosses(heads, count) && total(arcs, heads) > best)
      best = total(arcs, heads);
    uint32_t at = 0;
    while (at < count && heads[at] == count) heads[at++] = 0;
    if (at == count) return best;
    heads[at]++;
  }
}

static void fill(int32_t *scores, uint32_t count, uint32_t stride, int32_t limit) {
  for (uint32_t d = 0; d < count; d++)
    for (uint32_t h = 0; h <= count; h++)
      scores[d * stride + h] = h == d ? -(1 << 24) : random_score(limit) - limit / 2;
}

static void finds_the_best_tree(void **state) {
  (void)state;
  int32_t scores[BRUTE_MAX * 16];
  uint32_t heads[BRUTE_MAX];
  for (int round = 0; round < 400; round++) {
    uint32_t count = 1 + (uint32_t)round % BRUTE_MAX;
    fill(scores, count, 16, round % 3 ? 100000 : 4);
    ArcScores arcs = {scores, count, 16};
    void *work = malloc(decode_size(count));
    decode_tree(&arcs, heads, work);
    assert_true(is_tree(heads, count));
    int64_t best = best_by_force(&arcs);
    if (crosses(heads, count)) assert_true(total(&arcs, heads) >= best);
    else assert_int_equal(total(&arcs, heads), best);
    free(work);
  }
}

static void always_makes_a_tree(void **state) {
  (void)state;
  static int32_t scores[WORDS_MAX * 64];
  uint32_t heads[WORDS_MAX];
  for (uint32_t count = 1; count <= WORDS_MAX; count++) {
    void *work = malloc(decode_size(count));
    for (int round = 0; round < 4; round++) {
      fill(scores, count, 64, round ? 1 << 21 : 1);
      decode_tree(&(ArcScores){scores, count, 64}, heads, work);
      assert_true(is_tree(heads, count));
    }
    free(work);
  }
}

/* a crossing tree that every word wants is kept: 0 <- 2, 1 <- 3, 2 root, 3 <- 2 */
static void keeps_crossing_arcs_that_agree(void **state) {
  (void)state;
  int32_t scores[4 * 16] = {0};
  const uint32_t wanted[4] = {2, 3, 4, 2};
  for (uint32_t d = 0; d < 4; d++) scores[d * 16 + wanted[d]] = 100;
  uint32_t heads[4];
  void *work = malloc(decode_size(4));
  decode_tree(&(ArcScores){scores, 4, 16}, heads, work);
  assert_memory_equal(heads, wanted, sizeof wanted);
  free(work);
}

static void the_first_of_the_best_is_chosen(void **state) {
  (void)state;
  int32_t scores[70];
  for (uint32_t count = 1; count <= 70; count++)
    for (uint32_t best = 0; best < count; best++) {
      for (uint32_t i = 0; i < count; i++) scores[i] = i < best ? -7 - (int32_t)i : -5;
      assert_int_equal(index_of_best(scores, count), best);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_first_of_the_best_is_chosen),
      cmocka_unit_test(finds_the_best_tree),
      cmocka_unit_test(always_makes_a_tree),
      cmocka_unit_test(keeps_crossing_arcs_that_agree),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
