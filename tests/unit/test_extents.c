/* SPDX-License-Identifier: MIT */
#include "extract/attribution.h"
#include "extract/passes.h"
#include "language/passes.h"
#include "with_models.h"

static void analyse(Document *d, const char *text) {
  document_init(d, text, (uint32_t)strlen(text));
  find_tokens(&models, d), find_sentences(&models, d), find_quotes(&models, d);
  find_tags(&models, d), find_lemmas(&models, d), find_heads(&models, d), find_frames(&models, d);
}

static uint32_t index_of(const Document *d, const char *word) {
  for (uint32_t t = 0; t < d->tokens.count; t++)
    if (str_is(d->tokens.folded[t], word)) return t;
  fail();
  return NONE;
}

/* With weights of nought every word is welcome: up to the source and the sentence's end; without
 * weights none is. */
static void keeps_within_its_bounds(void **state) {
  (void)state;
  static const int16_t NOUGHT[1];
  const Linear any = {NOUGHT, 0, 1}, missing = {0};
  Document d;
  analyse(&d, "It rained. Olm quietly said on Friday that Ek came. It snowed.");
  Setting s = setting_new(&models, &d);
  uint32_t olm = index_of(&d, "olm"), said = index_of(&d, "said"), came = index_of(&d, "came");
  Attribution all[] = {{.cue = {said, 1}, .source = {olm, 1}, .content = {came - 2, 3}}};
  assert_int_equal(widen_cues(&s, &missing, all, 1), 1);
  assert_int_equal(all[0].cue.count, 1);
  assert_int_equal(widen_cues(&s, &any, all, 1), 1);
  assert_int_equal(all[0].cue.first, olm + 1);
  assert_int_equal(all[0].cue.first + all[0].cue.count, came + 2); /* "came." */
  document_free(&d);
}

/* A cue that takes in another one is one with it: the source of the surer one, what the last one
 * is about, and nothing of the cue in that. */
static void takes_in_other_cues(void **state) {
  (void)state;
  static const int16_t NOUGHT[1];
  const Linear any = {NOUGHT, 0, 1};
  Document d;
  analyse(&d, "Olm raised many questions about the harbour tunnel plan of the old city council.");
  Setting s = setting_new(&models, &d);
  uint32_t olm = index_of(&d, "olm"), raised = index_of(&d, "raised"),
           about = index_of(&d, "about");
  uint32_t council = index_of(&d, "council");
  Attribution all[] = {{.cue = {raised, 1},
                        .source = {olm, 1},
                        .content = {raised + 1, council - raised},
                        .trust = 9},
                       {.cue = {about - 1, 2}, .content = {about + 1, council - about}}};
  assert_int_equal(widen_cues(&s, &any, all, 2), 1);
  assert_int_equal(all[0].cue.first, raised);
  assert_true(all[0].cue.first + all[0].cue.count > about);
  assert_int_equal(all[0].source.first, olm);
  assert_int_equal(all[0].source.count, 1);
  assert_int_equal(all[0].content.first, all[0].cue.first + all[0].cue.count);
  assert_int_equal(all[0].content.first + all[0].content.count, council + 1);
  document_free(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(keeps_within_its_bounds),
                                     cmocka_unit_test(takes_in_other_cues)};
  return cmocka_run_group_tests(tests, load, unload);
}
