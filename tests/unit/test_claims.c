/* SPDX-License-Identifier: MIT */
/* Denials find what they answer, rows merge, statuses and reporters are told. */
#include "extract/passes.h"
#include "language/passes.h"
#include "with_models.h"

static Document d;

static void read_text(const char *text) {
  document_init(&d, text, (uint32_t)strlen(text));
  find_tokens(&models, &d), find_sentences(&models, &d), find_quotes(&models, &d),
      find_tags(&models, &d);
  find_lemmas(&models, &d), find_heads(&models, &d), find_frames(&models, &d),
      find_names(&models, &d);
  find_actors(&models, &d), find_dates(&models, &d), find_statements(&models, &d),
      find_claims(&models, &d);
  find_summary(&models, &d);
}

static const Claim *claim_of(ClaimKind kind) {
  for (uint32_t i = 0; i < d.claims.count; i++)
    if (d.claims.items[i].kind == kind) return &d.claims.items[i];
  return NULL;
}

static void a_denial_answers(void **state) {
  (void)state;
  read_text("Peru accused Chile of bribery. Chile denied bribery.");
  const Claim *denial = claim_of(CLAIM_DENIAL);
  assert_non_null(denial);
  assert_int_equal(denial->answers.count, 1);
  assert_int_equal(d.claims.items[d.answers.items[denial->answers.first]].kind, CLAIM_ACCUSATION);
  assert_true(d.summary.count >= 1);
  const SummaryRow *row = &d.summary.items[0];
  assert_true(str_is(row->accuser, "Peru") && str_is(row->accused, "Chile"));
  assert_int_equal(row->status, SUMMARY_DENIED);
  assert_int_equal(row->denials.count, 1);
  document_free(&d);
}

static void reports_of_one_wrong_are_one_row(void **state) {
  (void)state;
  read_text("Peru accused Chile of bribery. On Monday Peru accused Chile of bribery again.");
  assert_int_equal(d.summary.count, 1);
  assert_int_equal(d.summary.items[0].claims.count, 2);
  assert_int_equal(d.summary.items[0].status, SUMMARY_UNANSWERED);
  document_free(&d);
}

static void categories_have_codes(void **state) {
  (void)state;
  read_text("Peru accused Chile of bribery.");
  const Claim *claim = claim_of(CLAIM_ACCUSATION);
  assert_non_null(claim);
  assert_int_equal(claim->category, WRONG_CORRUPTION);
  assert_string_equal(claim->cameo, "1121");
  assert_true(claim->is_explicit && claim->confidence > 500);
  document_free(&d);
}

static void an_empty_text_has_none(void **state) {
  (void)state;
  read_text("");
  assert_int_equal(d.claims.count, 0);
  assert_int_equal(d.summary.count, 0);
  document_free(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_denial_answers), cmocka_unit_test(reports_of_one_wrong_are_one_row),
      cmocka_unit_test(categories_have_codes), cmocka_unit_test(an_empty_text_has_none)};
  return cmocka_run_group_tests(tests, load, unload);
}
