/* SPDX-License-Identifier: MIT */
/* Denials find what they answer, rows merge, statuses and reporters are told. */
#include "extract/claims.h"
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

/* Neither party nor words of the accusation stand in the denials. */
static void a_denial_may_point_back(void **state) {
  (void)state;
  static const char *const DENIALS[] = {"He denied it.", "Moscow denied it.",
                                        "He rejected the allegations.",
                                        "His spokesman said that was untrue."};
  for (size_t i = 0; i < sizeof DENIALS / sizeof *DENIALS; i++) {
    char text[200];
    snprintf(text, sizeof text, "Rivals accused President Holt of rigging the vote. %s",
             DENIALS[i]);
    read_text(text);
    const Claim *denial = claim_of(CLAIM_DENIAL);
    assert_non_null(denial);
    assert_int_equal(denial->answers.count, 1);
    document_free(&d);
  }
}

static void a_denial_of_something_else_answers_nothing(void **state) {
  (void)state;
  read_text("Rivals accused President Holt of rigging the vote. Moscow denied a cable was cut.");
  const Claim *denial = claim_of(CLAIM_DENIAL);
  assert_true(!denial || denial->answers.count == 0);
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

static uint32_t likeliest(const PieceReading *reading, PartyRole role) {
  uint32_t best = 0;
  while (best < reading->piece.count && reading->word[role][best]) best++;
  assert_true(best < reading->piece.count); /* likelier than nobody, than one elsewhere */
  return reading->piece.first + best;
}

static void the_network_points_at_parties(void **state) {
  static const struct {
    const char *text, *cue, *source, *target;
  } CASES[] = {
      {"Peru accused Chile of bribery.", "accused", "peru", "chile"},
      {"The banks were blamed by farmers for the losses.", "blamed", "farmers", "banks"},
      {"Who paid for it? The mayor criticised the harbour board, which Rossi runs.", "criticised",
       "mayor", "board"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    read_text(CASES[i].text);
    ClaimReader reader = claim_reader_new(&models, &d);
    bool read = false;
    for (uint32_t k = 0; k < reader.cues.count && !read; k++) {
      if (!str_is(d.tokens.folded[reader.cues.items[k].head], CASES[i].cue)) continue;
      read_piece(&reader, k);
      read = true;
    }
    assert_true(read);
    assert_true(str_is(d.tokens.folded[likeliest(reader.reading, PARTY_SOURCE)], CASES[i].source));
    assert_true(str_is(d.tokens.folded[likeliest(reader.reading, PARTY_TARGET)], CASES[i].target));
    document_free(&d);
  }
}

/* Of a sentence that never ends it reads what is near the cue. */
static void a_long_sentence_is_read_in_part(void **state) {
  (void)state;
  static char text[8192];
  uint32_t used = 0;
  for (int i = 0; i < 300; i++)
    used += (uint32_t)sprintf(text + used,
                              i == 200 ? "Peru accused Chile of bribery, " : "and so on, ");
  read_text(text);
  ClaimReader reader = claim_reader_new(&models, &d);
  for (uint32_t k = 0; k < reader.cues.count; k++) {
    read_piece(&reader, k);
    assert_true(reader.reading->piece.count <= PIECE_MAX);
    assert_true(range_has(reader.reading->piece, reader.cues.items[k].head));
  }
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
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_denial_answers),
                                     cmocka_unit_test(a_denial_may_point_back),
                                     cmocka_unit_test(a_denial_of_something_else_answers_nothing),
                                     cmocka_unit_test(reports_of_one_wrong_are_one_row),
                                     cmocka_unit_test(categories_have_codes),
                                     cmocka_unit_test(the_network_points_at_parties),
                                     cmocka_unit_test(a_long_sentence_is_read_in_part),
                                     cmocka_unit_test(an_empty_text_has_none)};
  return cmocka_run_group_tests(tests, load, unload);
}
