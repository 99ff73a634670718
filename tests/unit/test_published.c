/* SPDX-License-Identifier: MIT */
/* test_published.c - the dates that files say they are of. */
#include "input/published.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static Str str(const char *text) { return (Str){text, (uint32_t)strlen(text)}; }

static void is_date(const char *text, const char *wanted) {
  IsoDate date = {""};
  bool ok = published_parse(str(text), &date);
  if (strcmp(ok ? date.iso : "", wanted ? wanted : "")) fail_msg("%s is %s", text, date.iso);
}

static void reads_dates(void **state) {
  (void)state;
  is_date("2017-02-27", "2017-02-27");
  is_date("2017-02-27T10:15:00+01:00", "2017-02-27");
  is_date("20170227", "2017-02-27");
  is_date("2017/2/7 08:00", "2017-02-07");
  is_date("Mon, 27 Feb 2017 10:00:00 GMT", "2017-02-27");
  is_date("February 27, 2017", "2017-02-27");
  is_date("27 Sept. 2017", "2017-09-27");
  is_date("May 5th 2017", "2017-05-05");
  is_date("29 February 2016", "2016-02-29");
  is_date("29 February 2017", NULL);
  is_date("yesterday", NULL);
  is_date("2017", NULL);
  is_date("None", NULL);
  is_date("", NULL);
  is_date("2017-13-01", NULL);
}

static void reads_dates_after_times(void **state) {
  (void)state;
  static const char *const SAME[] = {"11:20 GMT, 31 May 2024",
                                     "11:20:05.25 GMT, 31 May 2024",
                                     "10:15 AM, May 31, 2024",
                                     "10:15 a.m. ET May 31st 2024",
                                     "12 noon May 31, 2024",
                                     "8pm, 31 May 2024",
                                     "8.30pm 31 May 2024",
                                     "8.30 p.m., Friday 31 May 2024",
                                     "8\u202fpm 31 May 2024",
                                     "10:15 +0200 31 May 2024",
                                     "10:15-05:00, 31 May 2024",
                                     "11:20 UTC+2, 31 May 2024",
                                     "2015 GMT, 31 May 2024",
                                     "20.15 BST, 31 May 2024",
                                     "Fri May 31 10:15:00 GMT 2024",
                                     "Fri May 31 10:15:00 2024",
                                     "2024-05-31Z",
                                     "2024:05:31 10:15:00",
                                     "2024.05.31 UTC",
                                     "2024-05-31 ET",
                                     "31May2024",
                                     "2024-W22-5",
                                     "2024W225",
                                     "Published 11:20 GMT on Friday, 31 May 2024"};
  for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++) is_date(SAME[i], "2024-05-31");
  is_date("2024-W10-5", "2024-03-08");
  is_date("2020-W53-7", "2021-01-03");
  is_date("2025-W01-1T10:00", "2024-12-30");
}

static void guesses_no_dates(void **state) {
  (void)state;
  static const char *const UNCLEAR[] = {"at 8 on May 31, 2024",
                                        "20.15, 31 May 2024",
                                        "5 min read, May 31, 2024",
                                        "10h15, 31 May 2024",
                                        "10h15 May 2024",
                                        "2015, May 31, 2024",
                                        "7, 2024-05-31",
                                        "Jan Smith, 31 May 2024",
                                        "2024-W10",
                                        "2024-W54-1",
                                        "2021-W53-1",
                                        "2024-W10-8",
                                        "2024-W1-5",
                                        "2024-W00-1",
                                        "2024-W10-55",
                                        "11:20 GMT",
                                        "12 noon 2024",
                                        "2024-W"};
  for (size_t i = 0; i < sizeof UNCLEAR / sizeof *UNCLEAR; i++) is_date(UNCLEAR[i], NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_dates),
      cmocka_unit_test(reads_dates_after_times),
      cmocka_unit_test(guesses_no_dates),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
