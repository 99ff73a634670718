/* SPDX-License-Identifier: MIT */
#include "extract/passes.h"
#include "report/report.h"
#include "sentence.h"
#include "with_models.h"

static void find(Document *d) {
  find_frames(&models, d);
  find_events(&models, d);
}

static const char *actor_name(const Document *d, IndexRange range, uint32_t i) {
  assert_true(i < range.count);
  return d->actors.items[d->event_actors.items[range.first + i]].name.bytes;
}

static const Row SANCTIONS[] = {
    /* Norland will impose sanctions on Sudria */
    {"Norland", "Norland", UPOS_PROPN, XPOS_NNP, 3, REL_NSUBJ},
    {"will", "will", UPOS_AUX, XPOS_MD, 3, REL_AUX},
    {"impose", "impose", UPOS_VERB, XPOS_VB, 0, REL_ROOT},
    {"sanctions", "sanction", UPOS_NOUN, XPOS_NNS, 3, REL_OBJ},
    {"on", "on", UPOS_ADP, XPOS_IN, 6, REL_CASE},
    {"Sudria", "Sudria", UPOS_PROPN, XPOS_NNP, 4, REL_NMOD},
};

static void will_sanction_is_a_threat(void **state) {
  (void)state;
  Document d;
  sentence_build(&d, SANCTIONS, 6);
  sentence_actor(&d, 0, "Norland", "NOR");
  sentence_actor(&d, 5, "Sudria", "SUD");
  find(&d);
  const Event *event = &d.events.items[0];
  assert_int_equal(event->category, EVENT_THREATEN);
  assert_int_equal(event->status, STATUS_ASSERTED);
  assert_string_equal(actor_name(&d, event->source, 0), "Norland");
  assert_string_equal(actor_name(&d, event->target, 0), "Sudria");
  document_free(&d);
}

static void stopping_talks_is_a_sanction(void **state) {
  (void)state;
  static const Row ROWS[] = {
      /* Norland halted talks with Sudria */
      {"Norland", "Norland", UPOS_PROPN, XPOS_NNP, 2, REL_NSUBJ},
      {"halted", "halt", UPOS_VERB, XPOS_VBD, 0, REL_ROOT},
      {"negotiations", "negotiation", UPOS_NOUN, XPOS_NNS, 2, REL_OBJ},
      {"with", "with", UPOS_ADP, XPOS_IN, 5, REL_CASE},
      {"Sudria", "Sudria", UPOS_PROPN, XPOS_NNP, 3, REL_NMOD},
  };
  Document d;
  sentence_build(&d, ROWS, 5);
  sentence_actor(&d, 0, "Norland", "NOR");
  sentence_actor(&d, 4, "Sudria", "SUD");
  find(&d);
  uint32_t asserted = 0;
  for (uint32_t i = 0; i < d.events.count; i++)
    asserted += d.events.items[i].status == STATUS_ASSERTED;
  assert_int_equal(asserted, 1);
  assert_int_equal(d.events.items[0].category, EVENT_SANCTION);
  assert_string_equal(actor_name(&d, d.events.items[0].target, 0), "Sudria");
  document_free(&d);
}

static void negated_and_passive(void **state) {
  (void)state;
  static const Row ROWS[] = {
      /* rebels were not bombed by Norland */
      {"rebels", "rebel", UPOS_NOUN, XPOS_NNS, 4, REL_NSUBJ_PASS},
      {"were", "be", UPOS_AUX, XPOS_VBD, 4, REL_AUX_PASS},
      {"not", "not", UPOS_PART, XPOS_RB, 4, REL_ADVMOD},
      {"bombed", "bomb", UPOS_VERB, XPOS_VBN, 0, REL_ROOT},
      {"by", "by", UPOS_ADP, XPOS_IN, 6, REL_CASE},
      {"Norland", "Norland", UPOS_PROPN, XPOS_NNP, 4, REL_OBL_AGENT},
  };
  Document d;
  sentence_build(&d, ROWS, 6);
  sentence_actor(&d, 0, "rebels", "");
  sentence_actor(&d, 5, "Norland", "NOR");
  find(&d);
  assert_int_equal(d.events.count, 1);
  assert_int_equal(d.events.items[0].category, EVENT_ASSAULT);
  assert_int_equal(d.events.items[0].status, STATUS_NEGATED);
  assert_string_equal(actor_name(&d, d.events.items[0].source, 0), "Norland");
  assert_string_equal(actor_name(&d, d.events.items[0].target, 0), "rebels");
  char *plover = report_plover(&d);
  assert_string_equal(plover, "");
  free(plover);
  document_free(&d);
}

static void prints_csv_and_plover(void **state) {
  (void)state;
  Document d;
  sentence_build(&d, SANCTIONS, 6);
  d.id = STR("\"a,1\"");
  sentence_actor(&d, 0, "Nor\"land", "NOR");
  sentence_actor(&d, 5, "Sudria", "SUD");
  find(&d);
  char *csv = report_csv(&d, true), *plover = report_plover(&d);
  assert_non_null(strstr(csv, "\"a,1\",\"\",\"\",\"e1\",\"THREATEN\""));
  assert_non_null(strstr(csv, ",\"Nor\"\"land\",\"NOR\",\"Sudria\",\"SUD\",\"\"\r\n"));
  assert_non_null(strstr(plover, "\"source\":[{\"actorText\":\"Nor\\\"land\",\"code\":\"NOR\""));
  uint32_t header_cells = 1, row_cells = 0;
  for (const char *c = report_csv_header(true); *c; c++) header_cells += *c == ',';
  bool quoted = false;
  for (const char *c = csv; *c != '\r'; c++) {
    quoted ^= *c == '"';
    row_cells += *c == ',' && !quoted;
  }
  assert_int_equal(row_cells + 1, header_cells);
  free(csv);
  free(plover);
  csv = report_csv(&d, false);
  assert_string_equal(csv, "");
  free(csv);
  document_free(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(will_sanction_is_a_threat),
      cmocka_unit_test(stopping_talks_is_a_sanction),
      cmocka_unit_test(negated_and_passive),
      cmocka_unit_test(prints_csv_and_plover),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
