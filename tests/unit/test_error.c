/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

enum { MESSAGE = sizeof((AllegeError *)0)->message - 1, LONG = 300 };

static AllegeError error;
static char path[LONG + 1], reason[LONG + 1];

/* `len` bytes that end in `end`, filled with `unit`. */
static const char *filled(char *out, size_t len, const char *unit, const char *end) {
  size_t width = strlen(unit), body = len - strlen(end);
  for (size_t i = 0; i < body; i++) out[i] = unit[i % width];
  memcpy(out + body, end, strlen(end) + 1);
  return out;
}

static bool ends(const char *text, const char *end) {
  size_t len = strlen(text), end_len = strlen(end);
  return len >= end_len && !strcmp(text + len - end_len, end);
}

static void keeps_short_messages(void **state) {
  (void)state;
  error_set(&error, ALLEGE_ERROR_FORMAT, "%s: rule %u: %s", "rules.json", 2, "no such category");
  assert_string_equal(error.message, "rules.json: rule 2: no such category");
  filled(path, MESSAGE - 5, "d/", "/fits");
  error_set(&error, ALLEGE_ERROR_FORMAT, "%s: why", path);
  assert_int_equal(strlen(error.message), MESSAGE);
  assert_memory_equal(error.message, path, strlen(path));
}

static void shortens_long_paths(void **state) {
  (void)state;
  filled(path, LONG, "folder/", "/actors.tsv");
  error_set(&error, ALLEGE_ERROR_FORMAT, "%s, line %u: %s", path, 7, "no such kind");
  assert_int_equal(strlen(error.message), MESSAGE);
  assert_memory_equal(error.message, "...", 3);
  assert_true(ends(error.message, "/actors.tsv, line 7: no such kind"));
  error_set(&error, ALLEGE_ERROR_FILE, "cannot read %s: %s", path, "Is a directory");
  assert_memory_equal(error.message, "cannot read ...", 15);
  assert_true(ends(error.message, "/actors.tsv: Is a directory"));
  for (size_t len = MESSAGE - 6; len <= LONG; len++) { /* never within a character */
    filled(path, len, "\xC3\xA9", len % 2 ? "/x.tsv" : "/.tsv");
    error_set(&error, ALLEGE_ERROR_FORMAT, "%s: reason", path);
    assert_true(ends(error.message, ".tsv: reason"));
    if (len + 8 > MESSAGE) assert_memory_equal(error.message, "...\xC3\xA9", 5);
  }
}

static void survives_long_reasons(void **state) {
  (void)state;
  filled(path, LONG, "folder/", "/actors.tsv");
  filled(reason, LONG, "why ", "?");
  error_set(&error, ALLEGE_ERROR_FORMAT, "%s: %s", path, reason);
  assert_int_equal(strlen(error.message), MESSAGE);
  assert_non_null(strstr(error.message, "/actors.tsv: why why"));
  error_set(&error, ALLEGE_ERROR_FORMAT, "%s: %s", "a.tsv", reason);
  assert_memory_equal(error.message, "a.tsv: why", 10);
  error_set(&error, ALLEGE_ERROR_FORMAT, "%u is %s", 1, reason);
  assert_memory_equal(error.message, "1 is why", 8);
  error_set(NULL, ALLEGE_ERROR_FORMAT, "%s", reason);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keeps_short_messages),
      cmocka_unit_test(shortens_long_paths),
      cmocka_unit_test(survives_long_reasons),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
