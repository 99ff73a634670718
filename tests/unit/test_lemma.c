/* SPDX-License-Identifier: MIT */
#include "language/passes.h"
#include "with_models.h"

/* Lemmas of `text` when all its words have the tag `xpos`, as for words inside a sentence. */
static void check(uint8_t xpos, const char *word, const char *wanted) {
  Document d;
  char text[256];
  snprintf(text, sizeof text, "and %s", word);
  document_init(&d, text, (uint32_t)strlen(text));
  find_tokens(&models, &d);
  find_sentences(&models, &d);
  uint32_t last = d.tokens.count - 1;
  d.tokens.xpos = NEW_ARRAY(&d.arena, uint8_t, d.tokens.count);
  memset(d.tokens.xpos, xpos, d.tokens.count);
  find_lemmas(&models, &d);
  Str got = d.tokens.lemma[last];
  if (!str_is(got, wanted))
    print_error("%s: %.*s, not %s\n", word, (int)got.len, got.bytes, wanted);
  assert_true(str_is(got, wanted));
  document_free(&d);
}

static void undoes_regular_endings(void **state) {
  (void)state;
  check(XPOS_VBZ, "accuses", "accuse");
  check(XPOS_VBD, "denied", "deny");
  check(XPOS_VBG, "planning", "plan");
  check(XPOS_VBN, "criticised", "criticise");
  check(XPOS_NNS, "allegations", "allegation");
  check(XPOS_NNS, "parties", "party");
  check(XPOS_NNS, "attacks", "attack");
  check(XPOS_JJR, "stronger", "strong");
}

static void undoubles_british_l(void **state) {
  (void)state;
  check(XPOS_VBD, "expelled", "expel");
  check(XPOS_VBN, "levelled", "level");
  check(XPOS_VBG, "signalling", "signal");
  check(XPOS_VBD, "dispelled", "dispel");
  check(XPOS_VBD, "patrolled", "patrol");
  check(XPOS_VBN, "recalled", "recall");
  check(XPOS_VBN, "installed", "install");
  check(XPOS_VBD, "unrolled", "unroll");
  check(XPOS_VBD, "yelled", "yell");
  check(XPOS_VBG, "misspelling", "misspell");
}

static void knows_exceptions(void **state) {
  (void)state;
  check(XPOS_VBD, "said", "say");
  check(XPOS_VBD, "was", "be");
  check(XPOS_VBN, "taken", "take");
  check(XPOS_NNS, "men", "man");
  check(XPOS_RB, "n't", "not");
  check(XPOS_JJS, "worst", "bad");
}

static void keeps_capitals_of_names(void **state) {
  (void)state;
  check(XPOS_NNP, "Norland", "Norland");
  check(XPOS_NNP, "iPhone", "iPhone");
  check(XPOS_NNPS, "Americans", "American");
  check(XPOS_JJ, "Russian", "Russian");
  check(XPOS_VBD, "Said", "say");
  check(XPOS_CD, "12,000", "12000");
}

static void never_cuts_a_character(void **state) {
  (void)state;
  check(XPOS_NNS, "£", "£");
  check(XPOS_NNS, "日本", "日本");
  check(XPOS_VBD, "é", "é");
  check(XPOS_NNS, "cafés", "café");
}

static void tells_have_from_be(void **state) {
  (void)state;
  Document d;
  const char *text = "it's not been";
  document_init(&d, text, (uint32_t)strlen(text));
  find_tokens(&models, &d);
  find_sentences(&models, &d);
  uint8_t xpos[] = {XPOS_PRP, XPOS_VBZ, XPOS_RB, XPOS_VBN};
  assert_int_equal(d.tokens.count, 4);
  d.tokens.xpos = xpos;
  find_lemmas(&models, &d);
  assert_true(str_is(d.tokens.lemma[1], "have"));
  assert_int_equal(d.tokens.lemma_hash[1], str_hash(STR("have")));
  xpos[3] = XPOS_JJ;
  find_lemmas(&models, &d);
  assert_true(str_is(d.tokens.lemma[1], "be"));
  document_free(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(undoes_regular_endings), cmocka_unit_test(undoubles_british_l),
      cmocka_unit_test(knows_exceptions),       cmocka_unit_test(keeps_capitals_of_names),
      cmocka_unit_test(never_cuts_a_character), cmocka_unit_test(tells_have_from_be),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
