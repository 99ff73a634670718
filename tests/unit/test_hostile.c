/* SPDX-License-Identifier: MIT */
/* test_hostile.c - texts made to hurt: four times as long may not cost sixteen times as much. CPU
 * time is measured, and the tolerance is wide, because machines have other things to do. */
#include "allege.h"
#include "base/arena.h"
#include "input/html.h"
#include "input/markdown.h"
#include "input/ndjson.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static AllegeEngine *engine;

static void analyze(Str text) {
  AllegeReport *report =
      allege_analyze(engine, &(AllegeArticle){.text = text.bytes, .len = text.len}, NULL);
  assert_non_null(report);
  allege_report_print(report, ALLEGE_NDJSON);
  allege_report_free(report);
}
static void read_html(Str text) {
  Arena arena = {0};
  html_read(text, &arena);
  arena_free(&arena);
}
static void read_markdown(Str text) {
  Arena arena = {0};
  markdown_read(text, &arena);
  arena_free(&arena);
}
static void read_json(Str text) {
  Arena arena = {0};
  ndjson_parse(text, &DEFAULT_FIELDS, &arena);
  arena_free(&arena);
}

static double seconds_of(void (*run)(Str), Str text) {
  struct timespec before, after;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
  run(text);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
  return (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
}

static Str repeat(const char *unit, size_t size) {
  size_t len = strlen(unit);
  char *text = malloc(size + len);
  size_t at = 0;
  for (; at < size; at += len) memcpy(text + at, unit, len);
  return (Str){text, (uint32_t)at};
}

static void check_linear(void (*run)(Str), const char *unit, size_t size) {
  Str small = repeat(unit, size), large = repeat(unit, 4 * size);
  double first = 0, second = 1;
  for (int i = 0; i < 3 && second > 8 * first + 0.02;
       i++) { /* again: it may have been the machine */
    first = seconds_of(run, small);
    second = seconds_of(run, large);
  }
  free((char *)(uintptr_t)small.bytes);
  free((char *)(uintptr_t)large.bytes);
#ifdef ARENA_CHECK /* every item is a block of its own: memory is checked, times say nothing */
  return;
#endif
  if (second > 8 * first + 0.02)
    fail_msg("%zu bytes of '%.20s' take %.3f s, four times as many %.3f s", size, unit, first,
             second);
}

static void texts_cost_what_they_are_long(void **state) {
  (void)state;
  static const char *const UNITS[] = {"a",
                                      "\"",
                                      "“",
                                      "(",
                                      "said ",
                                      "accused ",
                                      "\n\n",
                                      ". ",
                                      "A. ",
                                      "Mr. ",
                                      "Norland accused Sudria. ",
                                      "'",
                                      "‘",
                                      "He said \"",
                                      "Monday ",
                                      "2016-",
                                      "of the ",
                                      "\xE2\x80\x8B",
                                      "\xC3",
                                      "\xF0\x9F\x98\x80",
                                      "U.S.-",
                                      "http://",
                                      "@",
                                      "Ann Smith ",
                                      "it ",
                                      "and Norland, Sudria ",
                                      "who said that ",
                                      "1,",
                                      "...",
                                      "[",
                                      "he denied it ",
                                      "Russia "};
  for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) check_linear(analyze, UNITS[i], 5000);
}

static void pages_cost_what_they_are_long(void **state) {
  (void)state;
  static const char *const UNITS[] = {"<div>",
                                      "<",
                                      "<a href=\"",
                                      "<a href='x\" ",
                                      "<!--",
                                      "<!-- -->",
                                      "</",
                                      "<p",
                                      "<script>",
                                      "<nav>",
                                      "<title>",
                                      "&",
                                      "&amp",
                                      "&#",
                                      "<article>",
                                      "<a b=",
                                      "</div></p>",
                                      "<svg><p>",
                                      "<script type=\"application/ld+json\">\"headline\"",
                                      "<meta property=x content=\"",
                                      "<ul><li><a href=x>x</a>",
                                      "<div class=nav>",
                                      "<br>",
                                      "<![CDATA[",
                                      "<noscript>",
                                      "<object><template>",
                                      "<svg/>",
                                      "<time>1 May 2020",
                                      "<p itemprop=datePublished>",
                                      "<p style='display:none' class='a b c'>",
                                      "<script type='application/ld+json'>{\"a\":[{}]}</script>",
                                      "\xC2\xAD",
                                      "<meta charset=",
                                      "<time datetime=>"};
  for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
    check_linear(read_html, UNITS[i], 80000);
}

static void markdown_costs_what_it_is_long(void **state) {
  (void)state;
  static const char *const UNITS[] = {
      "[",  "![",  "](",   "[a](b",   "*",        "_a_",  "> ",       "- ",  "#",     "```\n",
      "<",  "`",   "\n\n", "![a](b)", "[[a](b)",  "](b)", "|",        "1. ", "---\n", "&",
      "\\", "<a ", "[][",  "<!--",    "<!-- -->", "[^1]", "[a]: b\n", "[^",  "- [x] "};
  for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
    check_linear(read_markdown, UNITS[i], 80000);
}

static void json_costs_what_it_is_long(void **state) {
  (void)state;
  static const char *const UNITS[] = {
      "[", "{\"a\":", "{\"text\":\"", "\\u0041", "{\"text\":\"a\"},", "\"", "[],", "1"};
  for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
    check_linear(read_json, UNITS[i], 80000);
}

int main(void) {
  AllegeError error;
  engine = allege_engine_open(NULL, &error);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pages_cost_what_they_are_long),
      cmocka_unit_test(markdown_costs_what_it_is_long),
      cmocka_unit_test(json_costs_what_it_is_long),
      cmocka_unit_test(texts_cost_what_they_are_long),
  };
  int failed = engine ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
  allege_engine_close(engine);
  return failed;
}
