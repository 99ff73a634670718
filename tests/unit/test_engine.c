/* SPDX-License-Identifier: MIT */
#include "allege.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cjson/cJSON.h>
#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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
  engine = allege_engine_open(&(AllegeOptions){.max_bytes = SIZE_MAX}, NULL);
  static const size_t TOO_LONG[] = {SIZE_MAX - UINT32_MAX + 10, UINT32_MAX, (1u << 30) + 1};
  for (size_t i = 0; i < 3; i++) { /* the first has 10 bytes if cut to 32 bits */
    error = (AllegeError){0};
    assert_null(allege_analyze(engine, &(AllegeArticle){.text = TEXT, .len = TOO_LONG[i]}, &error));
    assert_int_equal(error.status, ALLEGE_ERROR_LIMIT);
  }
  allege_engine_close(engine);
}

/* Whatever layer an analysis stops after, any layer can be shown; one not made is empty. */
static void shows_layers_that_were_not_made(void **state) {
  (void)state;
  bool tagged = false;
  for (size_t i = 0; allege_layer(i); i++) {
    tagged = tagged || !strcmp(allege_layer(i), "tags");
    AllegeEngine *engine =
        allege_engine_open(&(AllegeOptions){.stop_after = allege_layer(i)}, NULL);
    assert_non_null(engine);
    AllegeReport *report =
        allege_analyze(engine, &(AllegeArticle){.text = TEXT, .len = sizeof TEXT - 1}, NULL);
    assert_non_null(report);
    for (size_t k = 0; allege_layer_name(k); k++) {
      const char *layer = allege_layer_name(k), *shown = allege_report_show(report, layer);
      assert_non_null(shown);
      if (!strcmp(layer, "tags") || !strcmp(layer, "heads")) assert_int_equal(*shown != 0, tagged);
    }
    allege_report_free(report);
    allege_engine_close(engine);
  }
}

/* Once an engine is open, the strings of its options may go. */
static void keeps_no_option(void **state) {
  (void)state;
  char layer[] = "tokens";
  AllegeEngine *engine = allege_engine_open(&(AllegeOptions){.stop_after = layer}, NULL);
  assert_non_null(engine);
  strcpy(layer, "gone");
  AllegeReport *report =
      allege_analyze(engine, &(AllegeArticle){.text = TEXT, .len = sizeof TEXT - 1}, NULL);
  assert_int_equal(allege_report_counts(report).claims, 0);
  allege_report_free(report);
  allege_engine_close(engine);
}

static int allocations;
static void *one_fails(size_t size) { return allocations-- ? malloc(size) : NULL; }

/* Of each allocation of cJSON in turn: prints the report in a child, which must not get there. */
static void stops_when_memory_is_out(void **state) {
  (void)state;
  AllegeEngine *engine = allege_engine_open(NULL, NULL);
  AllegeReport *report =
      allege_analyze(engine, &(AllegeArticle){.text = TEXT, .len = sizeof TEXT - 1}, NULL);
  assert_non_null(report);
  int status = 0;
  for (int kept = 0; kept == 0 || !WIFEXITED(status); kept++) {
    pid_t child = fork();
    if (!child) {
      signal(SIGABRT, SIG_DFL);
      close(STDERR_FILENO);
      allocations = kept;
      cJSON_InitHooks(&(cJSON_Hooks){one_fails, free});
      allege_report_print(report, ALLEGE_NDJSON);
      _exit(allocations >= 0 ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status)) assert_int_equal(WTERMSIG(status), SIGABRT);
  }
  assert_int_equal(WEXITSTATUS(status), 0);
  allege_report_free(report);
  allege_engine_close(engine);
}

static void warns(const AllegeEngine *engine, AllegeArticle article, const char *wanted) {
  AllegeReport *report = allege_analyze(engine, &article, NULL);
  assert_non_null(report);
  const char *warnings = strstr(allege_report_print(report, ALLEGE_NDJSON), "\"warnings\":");
  assert_non_null(warnings);
  assert_string_equal(warnings, wanted);
  allege_report_free(report);
}

static void tells_nul_from_what_is_not_utf8(void **state) {
  (void)state;
  AllegeEngine *engine = allege_engine_open(&(AllegeOptions){.stop_after = "tokens"}, NULL);
  assert_non_null(engine);
  warns(engine, (AllegeArticle){.text = "a b", .len = 3}, "\"warnings\":[]}\n");
  warns(engine, (AllegeArticle){.text = "a\0b", .len = 3},
        "\"warnings\":[\"it holds NUL bytes, read as U+001A\"]}\n");
  warns(engine, (AllegeArticle){.text = "a\0b", .len = 3, .warning = "it holds NUL"},
        "\"warnings\":[\"it holds NUL\"]}\n");
  warns(engine, (AllegeArticle){.text = "a\0b\xFF", .len = 4, .warning = "it holds NUL"},
        "\"warnings\":[\"1 bytes were not UTF-8 and are read as U+001A\",\"it holds NUL\"]}\n");
  allege_engine_close(engine);
}

/* Names point into the engine's lists, and frames are made when they are shown. */
static void outlives_its_engine(void **state) {
  (void)state;
  AllegeEngine *engine = allege_engine_open(&(AllegeOptions){.data_dir = "data"}, NULL);
  assert_non_null(engine);
  AllegeArticle article = {.text = TEXT, .len = sizeof TEXT - 1};
  AllegeReport *report = allege_analyze(engine, &article, NULL),
               *other = allege_analyze(engine, &article, NULL);
  char *printed = strdup(allege_report_print(report, ALLEGE_JSON));
  char *frames = strdup(allege_report_show(report, "frames"));
  assert_true(strlen(frames) > 0);
  allege_engine_close(engine);
  allege_report_free(report);
  assert_string_equal(allege_report_print(other, ALLEGE_JSON), printed);
  assert_string_equal(allege_report_show(other, "frames"), frames);
  allege_report_free(other);
  free(printed), free(frames);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reports_an_article),
      cmocka_unit_test(names_the_missing_file),
      cmocka_unit_test(refuses_a_text_over_the_limit),
      cmocka_unit_test(shows_layers_that_were_not_made),
      cmocka_unit_test(keeps_no_option),
      cmocka_unit_test(stops_when_memory_is_out),
      cmocka_unit_test(tells_nul_from_what_is_not_utf8),
      cmocka_unit_test(outlives_its_engine),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
