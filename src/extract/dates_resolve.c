/* SPDX-License-Identifier: MIT */
/* dates_resolve.c - parts of a date to its TIMEX3 type and value. */
#include "extract/dates_inner.h"

#define SEEN(parts, name) (((parts)->seen & CLASS(name)) != 0)

/* Anchored spans ("the past three months") also say where they begin and end. */
static void anchor_duration(const DateContext *c, DateValue *value) {
  const DateParts *p = c->parts;
  int32_t steps = SEEN(p, PAST) || SEEN(p, LAST) ? -1 : SEEN(p, NEXT) ? 1 : 0;
  Civil now = c->reference->published;
  int32_t count = p->number < 0 ? 1 : p->number;
  if (!steps || !now.day || SEEN(p, FUZZY) || p->unit < DATE_DAY || p->unit == DATE_WEEKEND ||
      count > 5000)
    return;
  DatePoint other =
      date_point_move((DatePoint){.unit = DATE_DAY, .date = now}, (DateUnit)p->unit, steps * count);
  if (!other.date.year) return;
  value->begin = steps < 0 ? other.date : now;
  value->end = steps < 0 ? now : other.date;
}

static bool resolve_duration(const DateContext *c, DateValue *value) {
  const DateParts *p = c->parts;
  if (p->number > 100000) return false;
  DateParts parts = *p;
  bool long_word = SEEN(p, LONG) && !SEEN(p, UNITS); /* "weeklong" */
  if (p->number < 0 && !SEEN(p, A) && !SEEN(p, UNIT) && !long_word)
    parts.seen |= CLASS(FUZZY);                                   /* "for weeks" */
  if (SEEN(p, TO) && SEEN(p, NUMBER)) parts.seen |= CLASS(FUZZY); /* "12 to 18 months" */
  value->type = DATE_DURATION;
  date_write_duration(value, &parts);
  anchor_duration(c, value);
  return true;
}

/* "two years ago" is as exact as its unit; "three days later" counts from the date before. "A year
 * earlier" in figures means the last quarter named, or else last year. */
static bool resolve_shift(const DateContext *c, DateValue *value) {
  const DateParts *p = c->parts;
  const DateReference *r = c->reference;
  if (p->number > 9999) return false;
  DatePoint point = {.unit = (DateUnit)p->unit, .date = r->published};
  bool year_before =
      p->unit == DATE_YEAR && p->number <= 1 && !p->thousandths && p->shift < 0 && !SEEN(p, HALF);
  bool bare = p->number < 0 && SEEN(p, UNITS) && !SEEN(p, COUPLE); /* "years ago" */
  if (SEEN(p, FUZZY) || bare) point.fixed = p->shift < 0 ? STR("PAST_REF") : STR("FUTURE_REF");
  else if (year_before && r->quarter.date.year && c->first - r->quarter_token < 120) {
    point = date_point_move(r->quarter, DATE_YEAR, -1);
    point.part = r->quarter.part;
  } else {
    bool from_last = !year_before && SEEN(p, ER) && r->last.date.year;
    int32_t count = p->number < 0 ? SEEN(p, HALF) ? 0 : 1 : p->number;
    if (from_last) point.date = r->last.date;
    point = date_point_move(point, (DateUnit)p->unit, count * p->shift);
    if (p->unit == DATE_YEAR && (p->thousandths || SEEN(p, HALF)))
      point = date_point_move(point, DATE_MONTH, 6 * p->shift), point.unit = DATE_MONTH;
    if (p->unit <= DATE_FORTNIGHT)
      point.unit = p->unit == DATE_WEEK && !from_last ? DATE_WEEK
                   : p->unit == DATE_WEEKEND          ? DATE_WEEKEND
                                                      : DATE_DAY;
    if (p->unit == DATE_DECADE || p->unit == DATE_CENTURY) point.unit = DATE_YEAR;
    if (p->unit == DATE_QUARTER && point.date.month) point.part = (point.date.month + 2) / 3;
  }
  date_write_point(value, &point, p);
  return true;
}

static bool resolve_set(const DateContext *c, DateValue *value) {
  const DateParts *p = c->parts;
  value->type = DATE_SET;
  if (p->frequency.len) date_write(value, "%.*s", (int)p->frequency.len, p->frequency.bytes);
  else if (p->weekday > 0) {
    date_write(value, "XXXX-WXX-%d", p->weekday);
    if (p->part.len) date_write(value, "T%.2s", p->part.bytes);
  } else if (p->month > 0) date_write(value, "XXXX-%02d", p->month);
  else if (p->season.len) date_write(value, "XXXX-%.2s", p->season.bytes);
  else if (p->part.len) date_write(value, "XXXX-XX-XXT%.2s", p->part.bytes);
  else if (p->holiday.len) {
    if (p->holiday.len != 5) return false;
    date_write(value, "XXXX-%.5s", p->holiday.bytes);
  } else {
    DateParts parts = *p;
    if (p->ordinal > 0) parts.number = p->ordinal;
    date_write_duration(value, &parts);
  }
  return true;
}

bool date_resolve(const DateContext *c, DateValue *value) {
  const DateParts *p = c->parts;
  DatePoint point = {.unit = DATE_UNIT_COUNT};
  *value = (DateValue){.type = DATE_DATE};
  switch (p->operation) {
  case DATE_OP_DURATION: return resolve_duration(c, value);
  case DATE_OP_SHIFT: return resolve_shift(c, value);
  case DATE_OP_SET: return resolve_set(c, value);
  case DATE_OP_FIXED: point.fixed = p->fixed; break;
  default:
    if (!date_resolve_point(c, &point)) return false;
  }
  date_write_point(value, &point, p);
  return true;
}
