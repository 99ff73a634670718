/* SPDX-License-Identifier: MIT */
#include "allege.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static const char TEXT[] = "Norland accused Sudria of spying. Sudria denied it.";

static void reports_an_article(void **state) {
  (void)state;
  AllegeError error = {0};
  AllegeEngine *engine = allege_engine_open(NULL, &error);
  assert_non_null(engine);
  AllegeArticle article = {.text = TEXT, .len = sizeof TEXT - 1, .id = "7", .path = "a.txt"};
  AllegeReport *report = allege_analyze(engine, &article, &error);
  assert_non_null(report);
  assert_non_null(
      strstr(allege_report_print(report, ALLEGE_NDJSON), "{\"id\":7,\"path\":\"a.txt\""));
  assert_null(allege_report_show(report, "nonsense"));
  allege_report_free(report);
  allege_engine_close(engine);
}

static void names_the_missing_file(void **state) {
  (void)state;
  AllegeError error = {0};
  AllegeOptions options = {.data_dir = "/nowhere"};
  assert_null(allege_engine_open(&options, &error));
  assert_int_equal(error.status, ALLEGE_ERROR_FILE);
  assert_non_null(strstr(error.message, "/nowhere/"));
}

static void refuses_a_text_over_the_limit(void **state) {
  (void)state;
  AllegeError error = {0};
  AllegeEngine *engine = allege_engine_open(&(AllegeOptions){.max_bytes = 10}, &error);
  assert_non_null(engine);
  assert_null(
      allege_analyze(engine, &(AllegeArticle){.text = TEXT, .len = sizeof TEXT - 1}, &error));
  assert_int_equal(error.status, ALLEGE_ERROR_LIMIT);
  allege_engine_close(engine);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reports_an_article),
      cmocka_unit_test(names_the_missing_file),
      cmocka_unit_test(refuses_a_text_over_the_limit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
