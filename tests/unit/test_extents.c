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

/* With weights of nought every word is welcome: up to the source, the sentence's end, the next
 * cue; without weights none is. */
static void keeps_within_its_bounds(void **state) {
  (void)state;
  static const int16_t NOUGHT[1];
  const Linear any = {NOUGHT, 0, 1}, missing = {0};
  Document d;
  analyse(&d, "It rained. Olm quietly said on Friday that Ek denies it. It snowed.");
  Setting s = setting_new(&models, &d);
  uint32_t olm = index_of(&d, "olm"), said = index_of(&d, "said"), denies = index_of(&d, "denies");
  Attribution all[] = {{.cue = {said, 1}, .source = {olm, 1}}, {.cue = {denies, 1}}};
  for (uint32_t i = 0; i < 2; i++) all[i].content = (TokenRange){denies + 1, 1};
  widen_cues(&s, &missing, all, 2);
  assert_int_equal(all[0].cue.count, 1);
  widen_cues(&s, &any, all, 2);
  assert_int_equal(all[0].cue.first, olm + 1);
  assert_int_equal(all[0].cue.first + all[0].cue.count, denies);
  assert_int_equal(all[1].cue.first, denies);
  assert_int_equal(all[1].cue.count, 3); /* "denies it." */
  document_free(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(keeps_within_its_bounds)};
  return cmocka_run_group_tests(tests, load, unload);
}
