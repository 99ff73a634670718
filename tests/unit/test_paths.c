/* SPDX-License-Identifier: MIT */
/* test_paths.c - a folder that cannot be read to its end; other folders are in tests/cli/batch.sh.
 */
#include "input/paths.h"
#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

/* Instead of that of the system: two entries, then the disk fails. */
struct dirent *readdir(DIR *dir) {
  static struct dirent entry;
  static int calls;
  (void)dir;
  strcpy(entry.d_name, calls ? "etc" : ".");
  errno = ++calls > 2 ? EIO : errno;
  return calls > 2 ? NULL : &entry;
}

static void says_that_a_folder_failed(void **state) {
  (void)state;
  Paths paths = {0};
  const char *exclude = "etc";
  ARRAY_PUSH(&paths.arena, &paths.exclude, exclude);
  paths_add(&paths, "/");
  assert_int_equal(paths.list.count, 1);
  assert_string_equal(paths.list.items[0].path, "/");
  assert_string_equal(paths.list.items[0].reason, strerror(EIO));
  paths_free(&paths);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(says_that_a_folder_failed)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
