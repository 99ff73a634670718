/* SPDX-License-Identifier: MIT */
/* calendar.h - days of the Gregorian calendar and ISO weeks, without time zone or locale. */
#ifndef CALENDAR_H
#define CALENDAR_H
#include <stdbool.h>
#include <stdint.h>

typedef struct {
  int32_t year, month, day;
} Civil; /* month and day from 1; 0: unknown */

bool civil_is_valid(Civil date); /* a day that exists, years 1 to 9999 */
int32_t days_in_month(int32_t year, int32_t month);
int32_t civil_to_days(Civil date); /* since 1970-01-01; month and day must be known */
Civil civil_from_days(int32_t days);
Civil civil_add_days(Civil date, int32_t days);
/* Keeps the day, or takes the last one of a shorter month. */
Civil civil_add_months(Civil date, int32_t months);
int32_t civil_weekday(Civil date); /* 1 Monday .. 7 Sunday */
/* The ISO 8601 week that holds the date; `year` may differ from the date's own. */
void civil_iso_week(Civil date, int32_t *year, int32_t *week);
/* The n-th given weekday of a month, or the last one for n = -1. */
Civil civil_nth_weekday(int32_t year, int32_t month, int32_t weekday, int32_t n);
Civil civil_easter(int32_t year);
#endif
