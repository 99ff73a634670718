/* SPDX-License-Identifier: MIT */
/* dates_value.c - TIMEX3 values in writing, and the days that they cover. */
#include "extract/dates_inner.h"
#include <stdarg.h>
#include <stdio.h>

void date_write(DateValue *value, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int len =
      vsnprintf(value->value + value->len, sizeof value->value - value->len, format, arguments);
  va_end(arguments);
  value->len += (uint32_t)(len > 0 ? len : 0);
  if (value->len >= sizeof value->value) value->len = sizeof value->value - 1;
}

static void write_year(DateValue *value, int32_t year) {
  if (year) date_write(value, "%04d", year);
  else date_write(value, "XXXX");
}

static void write_number(DateValue *value, int32_t number) {
  if (number) date_write(value, "-%02d", number);
  else date_write(value, "-XX");
}

static void write_week(DateValue *value, const DatePoint *point) {
  int32_t year = 0, week = 0;
  if (point->date.year && point->date.month && point->date.day) {
    civil_iso_week(point->date, &year, &week);
    date_write(value, "%04d-W%02d", year, week);
  } else {
    write_year(value, point->date.year);
    date_write(value, "-WXX");
  }
  if (point->unit == DATE_WEEKEND) date_write(value, "-WE");
  else if (point->weekday) date_write(value, "-%d", point->weekday);
}

static void write_day(DateValue *value, const DatePoint *point) {
  if (!point->date.day && point->weekday) {
    write_week(value, point);
    return;
  }
  write_year(value, point->date.year);
  write_number(value, point->date.month);
  write_number(value, point->date.day);
}

static void write_quarter(DateValue *value, const DatePoint *point) {
  write_year(value, point->date.year);
  if (!point->part) date_write(value, "-QX");
  else
    date_write(value, point->part > 4 ? "-H%d" : "-Q%d",
               point->part > 4 ? point->part - 4 : point->part);
}

static void write_date(DateValue *value, const DatePoint *point) {
  int32_t year = point->date.year;
  switch (point->unit) {
  case DATE_WEEK:
  case DATE_FORTNIGHT:
  case DATE_WEEKEND: write_week(value, point); break;
  case DATE_MONTH: write_year(value, year), write_number(value, point->date.month); break;
  case DATE_QUARTER: write_quarter(value, point); break;
  case DATE_SEASON: write_year(value, year), date_write(value, "-%.2s", point->season.bytes); break;
  case DATE_YEAR: write_year(value, year); break;
  case DATE_DECADE:
    if (year) date_write(value, "%03d", year / 10);
    else date_write(value, "XXX");
    break;
  case DATE_CENTURY:
  case DATE_MILLENNIUM:
    if (year) date_write(value, "%02d", year / 100);
    else date_write(value, "XX");
    break;
  default: write_day(value, point);
  }
}

static void write_time(DateValue *value, const DateParts *parts) {
  int32_t hour = parts->hour >= 0 ? parts->hour : parts->clockword;
  value->type = DATE_TIME;
  if (hour < 0) {
    date_write(value, "T%.2s", parts->part.bytes);
    return;
  }
  bool later = hour < 12 && parts->part.len && parts->part.bytes[0] != 'M' && hour > 0;
  if (later && (parts->part.bytes[0] != 'N' || hour > 5)) hour += 12;
  date_write(value, "T%02d:%02d", hour, parts->minute > 0 ? parts->minute : 0);
  if (parts->second >= 0) date_write(value, ":%02d", parts->second);
  if (parts->zone.len == 1) date_write(value, "%.*s", (int)parts->zone.len, parts->zone.bytes);
}

void date_write_point(DateValue *value, const DatePoint *point, const DateParts *parts) {
  DatePoint known = *point;
  if (known.date.year < 1 || known.date.year > 9999)
    known.date = (Civil){0, point->date.month, point->unit > DATE_DAY ? 0 : point->date.day};
  point = &known;
  value->type = DATE_DATE;
  value->point = *point;
  if (point->fixed.len) {
    date_write(value, "%.*s", (int)point->fixed.len, point->fixed.bytes);
    return;
  }
  if (parts->era < 0) date_write(value, "BC");
  write_date(value, point);
  if (parts->part.len || parts->hour >= 0 || parts->clockword >= 0) write_time(value, parts);
  else date_point_range(point, &value->begin, &value->end);
}

/* Half units become the next smaller one: P2Y6M, PT1H30M. */
static void write_amount(DateValue *value, const DateParts *parts, const char *letter,
                         int32_t times, const char *smaller, int32_t in_it) {
  if (parts->seen & CLASS(FUZZY)) {
    date_write(value, "X%s", letter);
    return;
  }
  int32_t number = parts->number < 0 ? parts->seen & CLASS(HALF) ? 0 : 1 : parts->number;
  int32_t fraction = parts->seen & CLASS(HALF) && !number ? 500 : parts->thousandths;
  int32_t rest = fraction * in_it / 1000;
  if (times > 1) number = number * times + fraction * times / 1000, rest = 0;
  if (number || !rest) date_write(value, "%d%s", number, letter);
  if (rest) date_write(value, "%d%s", rest, smaller);
}

void date_write_duration(DateValue *value, const DateParts *parts) {
  date_write(value, parts->unit <= DATE_HOUR ? "PT" : "P");
  switch (parts->unit) {
  case DATE_SECOND: write_amount(value, parts, "S", 1, "S", 0); break;
  case DATE_MINUTE: write_amount(value, parts, "M", 1, "S", 60); break;
  case DATE_HOUR: write_amount(value, parts, "H", 1, "M", 60); break;
  case DATE_DAY: write_amount(value, parts, "D", 1, "TH", 0); break;
  case DATE_WEEKEND: write_amount(value, parts, "D", 2, "", 0); break;
  case DATE_WEEK: write_amount(value, parts, "W", 1, "D", 3); break;
  case DATE_FORTNIGHT: write_amount(value, parts, "W", 2, "", 0); break;
  case DATE_MONTH: write_amount(value, parts, "M", 1, "D", 30); break;
  case DATE_QUARTER: write_amount(value, parts, "Q", 1, "M", 3); break;
  case DATE_SEASON: write_amount(value, parts, "Y", 1, "M", 12); break;
  case DATE_DECADE: write_amount(value, parts, "Y", 10, "", 0); break;
  case DATE_CENTURY: write_amount(value, parts, "Y", 100, "", 0); break;
  case DATE_MILLENNIUM: write_amount(value, parts, "Y", 1000, "", 0); break;
  default: write_amount(value, parts, "Y", 1, "M", 12);
  }
}

static Civil month_end(int32_t year, int32_t month) {
  return (Civil){year, month, days_in_month(year, month)};
}

/* First and last day of a point wider than a day. */
bool date_point_range(const DatePoint *point, Civil *begin, Civil *end) {
  int32_t year = point->date.year, month = point->date.month, span;
  *begin = *end = (Civil){0};
  if (!year || year > 9999) return false;
  switch (point->unit) {
  case DATE_WEEKEND:
  case DATE_WEEK:
    if (!point->date.day) return false;
    *begin = civil_add_days(point->date, 1 - civil_weekday(point->date));
    *end = civil_add_days(*begin, 6);
    if (point->unit == DATE_WEEKEND) *begin = civil_add_days(*begin, 5);
    return true;
  case DATE_MONTH:
    if (!month) return false;
    *begin = (Civil){year, month, 1}, *end = month_end(year, month);
    return true;
  case DATE_QUARTER:
    if (!point->part) return false;
    month = point->part > 4 ? (point->part - 5) * 6 + 1 : point->part * 3 - 2;
    *begin = (Civil){year, month, 1}, *end = month_end(year, month + (point->part > 4 ? 5 : 2));
    return true;
  case DATE_YEAR:
  case DATE_DECADE:
  case DATE_CENTURY:
    span = point->unit == DATE_YEAR ? 1 : point->unit == DATE_DECADE ? 10 : 100;
    *begin = (Civil){year - year % span, 1, 1},
    *end = (Civil){year - year % span + span - 1, 12, 31};
    return true;
  default: return false;
  }
}
