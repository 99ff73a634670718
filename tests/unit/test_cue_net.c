/* SPDX-License-Identifier: MIT */
/* The network of cues learns: what a word is by its head, which the trees alone tell, and in
 * chances that are shares of what was taught. */
#include "train/cue_net.h"
#include "train/random.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

enum { RUNS = 24, WORDS = 16, STEPS = 120, SAYS = 77, OTHERS = 50 };

static CueWord words[RUNS][WORDS];
static CueTaught taught[RUNS][WORDS];
static CueRun runs[RUNS];

/* A word is a cue where its head is "says". */
static bool is_cue(const CueWord *run, uint32_t word) { return run[run[word].head].hash == SAYS; }

static void make_runs(uint64_t seed) {
  for (uint32_t r = 0; r < RUNS; r++) {
    for (uint32_t w = 0; w < WORDS; w++) {
      words[r][w] = (CueWord){.head = (uint32_t)(random_next(&seed) % WORDS),
                              .hash = (uint32_t)(random_next(&seed) % OTHERS)};
      if (random_next(&seed) % 3 == 0) words[r][w].hash = SAYS;
      for (uint32_t i = 0; i < CUE_INPUTS; i++) words[r][w].view[i] = 64;
    }
    for (uint32_t w = 0; w < WORDS; w++) {
      taught[r][w] = (CueTaught){{0}};
      taught[r][w].chance[is_cue(words[r], w) ? SAYING_CUE_BEGINS : SAYING_NO_CUE] = 200;
    }
    runs[r] = (CueRun){words[r], taught[r], WORDS};
  }
}

static uint32_t count_right(CueNet *net) {
  uint32_t right = 0;
  for (uint32_t r = 0; r < RUNS; r++) {
    const float *scores = cue_net_scores(net, &runs[r]);
    for (uint32_t w = 0; w < WORDS; w++) {
      const float *own = scores + (size_t)w * CUE_OUTPUTS;
      right += (own[SAYING_CUE_BEGINS] > own[SAYING_NO_CUE]) == is_cue(words[r], w);
    }
  }
  return right;
}

static void learns_what_a_head_tells(void **state) {
  static CueNet net;
  double first = 0, last = 0;
  (void)state;
  cue_net_init(&net, 1, STEPS);
  for (uint32_t step = 0; step < STEPS; step++) {
    make_runs(step + 1);
    last = cue_net_step(&net, runs, RUNS);
    if (!step) first = last;
  }
  assert_true(last < first / 4);
  cue_net_use_mean(&net);
  make_runs(STEPS + 1); /* not seen yet */
  assert_true(count_right(&net) > RUNS * WORDS * 9 / 10);
}

static void shares_add_up(void **state) {
  const float scores[CUE_OUTPUTS] = {1, 1, -20, 0, 0, 0, 3, 3};
  CueTaught shares;
  (void)state;
  cue_net_shares(scores, &shares);
  assert_int_equal(shares.chance[SAYING_NO_CUE], 100);
  assert_int_equal(shares.chance[SAYING_CUE_BEGINS], 100);
  assert_int_equal(shares.chance[SAYING_CUE_GOES_ON], 0);
  assert_int_equal(shares.chance[SAYING_SOURCE_BEGINS], 67);
  assert_int_equal(shares.chance[SAYING_CONTENT], 100);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(learns_what_a_head_tells),
                                     cmocka_unit_test(shares_add_up)};
  if (!__builtin_cpu_supports("avx2")) {
    puts("test_cue_net: skipped, the trainer needs AVX2");
    return 0;
  }
  return cmocka_run_group_tests(tests, NULL, NULL);
}
