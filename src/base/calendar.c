/* SPDX-License-Identifier: MIT */
/* Days are counted in years that begin in March, so that the leap day comes last. */
#include "base/calendar.h"

int32_t days_in_month(int32_t year, int32_t month) {
  static const int8_t DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : DAYS[month - 1];
}

bool civil_is_valid(Civil date) {
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

static int32_t floor_divide(int32_t a, int32_t b) { return a / b - (a % b < 0); }

int32_t civil_to_days(Civil date) {
  int32_t year = date.year - (date.month <= 2);
  int32_t era = floor_divide(year, 400), year_of_era = year - era * 400;
  int32_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

Civil civil_from_days(int32_t days) {
  days += 719468;
  int32_t era = floor_divide(days, 146097), day = days - era * 146097;
  int32_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  int32_t day_of_year = day - (365 * year + year / 4 - year / 100);
  int32_t month = (5 * day_of_year + 2) / 153;
  Civil date = {year + era * 400, month + (month < 10 ? 3 : -9),
                day_of_year - (153 * month + 2) / 5 + 1};
  date.year += date.month <= 2;
  return date;
}

Civil civil_add_days(Civil date, int32_t days) {
  return civil_from_days(civil_to_days(date) + days);
}

Civil civil_add_months(Civil date, int32_t months) {
  int32_t count = date.year * 12 + date.month - 1 + months;
  Civil moved = {floor_divide(count, 12), 0, date.day};
  moved.month = count - moved.year * 12 + 1;
  if (moved.day > days_in_month(moved.year, moved.month))
    moved.day = days_in_month(moved.year, moved.month);
  return moved;
}

int32_t civil_weekday(Civil date) {
  int32_t days = civil_to_days(date) + 3; /* 1970-01-01 was a Thursday */
  return days - floor_divide(days, 7) * 7 + 1;
}

void civil_iso_week(Civil date, int32_t *year, int32_t *week) {
  Civil thursday = civil_add_days(date, 4 - civil_weekday(date));
  *year = thursday.year;
  *week = (civil_to_days(thursday) - civil_to_days((Civil){thursday.year, 1, 1})) / 7 + 1;
}

Civil civil_nth_weekday(int32_t year, int32_t month, int32_t weekday, int32_t n) {
  if (n < 0) {
    Civil last = {year, month, days_in_month(year, month)};
    return civil_add_days(last, -((civil_weekday(last) - weekday + 7) % 7));
  }
  Civil first = {year, month, 1};
  return civil_add_days(first, (weekday - civil_weekday(first) + 7) % 7 + 7 * (n - 1));
}

Civil civil_easter(int32_t year) { /* Meeus/Jones/Butcher */
  int32_t a = year % 19, b = year / 100, c = year % 100;
  int32_t h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  int32_t l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  int32_t m = (a + 11 * h + 22 * l) / 451, sum = h + l - 7 * m + 114;
  return (Civil){year, sum / 31, sum % 31 + 1};
}
