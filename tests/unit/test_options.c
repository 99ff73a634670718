/* SPDX-License-Identifier: MIT */
#include "cli/options.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static AllegeError error;

static bool parse(Options *options, char **argv) {
  int count = 0;
  while (argv[count]) count++;
  return options_parse(options, CMD_BARE, count, argv, &error);
}

static void reads_all_ways_to_write_an_option(void **state) {
  (void)state;
  Options o;
  char *argv[] = {"a.txt",    "-j4",  "--from=html", "-qf", "ndjson:x.ndjson",
                  "--format", "text", "--",          "-b",  NULL};
  assert_true(parse(&o, argv));
  assert_int_equal(o.threads, 4);
  assert_int_equal(o.from, FROM_HTML);
  assert_true(o.quiet);
  assert_int_equal(o.outputs.count, 2);
  assert_string_equal(o.outputs.items[0].format, "ndjson");
  assert_string_equal(o.outputs.items[0].path, "x.ndjson");
  assert_null(o.outputs.items[1].path);
  assert_int_equal(o.operands.count, 2);
  assert_string_equal(o.operands.items[1], "-b");
  options_free(&o);
}

static void is_refused(const char *why, char **argv) {
  Options o;
  assert_false(parse(&o, argv));
  if (!strstr(error.message, why)) fail_msg("'%s' does not say '%s'", error.message, why);
  options_free(&o);
}

static void says_what_is_wrong(void **state) {
  (void)state;
  is_refused("did you mean '--published'", (char *[]){"--publishd", "x", NULL});
  is_refused("did you mean 'conllu'", (char *[]){"-f", "conlu", NULL});
  is_refused("needs a value: FILE", (char *[]){"-o", NULL});
  is_refused("takes no value", (char *[]){"--strict=no", NULL});
  is_refused("is no whole number", (char *[]){"-j", "1x", NULL});
  is_refused("is no number", (char *[]){"--min-confidence", "2", NULL});
  is_refused("is an option of allege check", (char *[]){"--rules", "x", NULL});
  is_refused("is no date", (char *[]){"--published", "soon", NULL});
  is_refused("two formats for one output", (char *[]){"-f", "text", "-f", "json", NULL});
  is_refused("two formats for one file", (char *[]){"-f", "text:new", "-f", "json:new", NULL});
  is_refused("two formats for one file",
             (char *[]){"-f", "text:.//new", "-f", "json", "-o", "new", NULL});
  is_refused("what is -o for", (char *[]){"-f", "text:a", "-o", "b", NULL});
  is_refused("--resume goes with", (char *[]){"--resume", "a", "-f", "json", NULL});
}

static void guesses_near_words_only(void **state) {
  (void)state;
  char nearest[40];
  assert_true(options_nearest("chekc", "check diff", nearest));
  assert_string_equal(nearest, "check");
  assert_false(options_nearest("article", "check diff", nearest));
  assert_false(options_nearest("x", "check diff", nearest));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_all_ways_to_write_an_option),
      cmocka_unit_test(says_what_is_wrong),
      cmocka_unit_test(guesses_near_words_only),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
