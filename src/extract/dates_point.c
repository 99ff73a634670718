/* SPDX-License-Identifier: MIT */
/* dates_point.c - which point in time the words mean: absolute, or from the reference. */
#include "extract/dates_inner.h"

#define SEEN(parts, name) (((parts)->seen & CLASS(name)) != 0)

static bool known(Civil date) { return date.year && date.month && date.day; }

static DatePoint day_point(Civil date) { return (DatePoint){.unit = DATE_DAY, .date = date}; }

/* A point of that size around the date. */
static DatePoint point_around(DateUnit unit, Civil date) {
  DatePoint point = {.unit = unit, .date = date};
  if (unit == DATE_QUARTER && date.month) point.part = (date.month + 2) / 3;
  if (unit == DATE_SEASON) point.unit = DATE_YEAR;
  return point;
}

DatePoint date_point_move(DatePoint point, DateUnit unit, int32_t count) {
  static const int32_t DAYS[DATE_UNIT_COUNT] = {
      [DATE_DAY] = 1, [DATE_WEEKEND] = 7, [DATE_WEEK] = 7, [DATE_FORTNIGHT] = 14};
  static const int32_t MONTHS[DATE_UNIT_COUNT] = {
      [DATE_MONTH] = 1,    [DATE_QUARTER] = 3,    [DATE_SEASON] = 12,       [DATE_YEAR] = 12,
      [DATE_DECADE] = 120, [DATE_CENTURY] = 1200, [DATE_MILLENNIUM] = 12000};
  if (count > 9999 || count < -9999) count = 0;
  Civil date = point.date;
  if (!date.year) return point;
  if (DAYS[unit]) {
    if (known(date)) date = civil_add_days(date, DAYS[unit] * count);
    else date.day = 0;
  } else if (MONTHS[unit] % 12 == 0) {
    date.year += MONTHS[unit] / 12 * count;
    if (date.year >= 1 && known(date) && !civil_is_valid(date)) date.day = 28;
  } else if (date.month) {
    bool day = date.day != 0;
    if (!day) date.day = 1;
    date = civil_add_months(date, MONTHS[unit] * count);
    if (!day) date.day = 0;
  }
  if (date.year < 1 || date.year > 9999) date.year = 0;
  point.date = date;
  if (unit == DATE_QUARTER && date.month) point.part = (date.month + 2) / 3;
  return point;
}

/* What THIS, LAST, NEXT ... say: steps from now, or from the date before (`from_last`). */
static bool direction(const DateParts *parts, int32_t *steps, bool *from_last) {
  *from_last = false;
  if (SEEN(parts, LAST) || SEEN(parts, PAST)) return *steps = -1, true;
  if (SEEN(parts, FOLLOWING)) return *steps = 1, *from_last = true, true;
  if (SEEN(parts, PREVIOUS)) return *steps = -1, *from_last = true, true;
  if (SEEN(parts, NEXT))
    return *steps = 1, *from_last = SEEN(parts, THE) && !SEEN(parts, BOUND), true;
  if (SEEN(parts, THAT) || SEEN(parts, SAME)) return *steps = 0, *from_last = true, true;
  *steps = 0;
  return SEEN(parts, THIS) || SEEN(parts, CURRENT) || SEEN(parts, LATEST) || SEEN(parts, ER);
}

/* Now, or the last date resolved if it is known as exactly as the unit needs. */
static Civil base_date(const DateContext *c, bool from_last) {
  Civil last = c->reference->last.date;
  uint32_t unit = c->parts->unit == DATE_UNIT_COUNT ? DATE_DAY : (uint32_t)c->parts->unit;
  bool exact = unit >= DATE_SEASON ? last.year : unit >= DATE_MONTH ? last.month : last.year;
  return from_last && last.year && exact ? last : c->reference->published;
}

static int32_t months_between(Civil from, int32_t year, int32_t month) {
  return (year - from.year) * 12 + month - from.month;
}

/* The year of a month without one: as the tense says, else the nearest with a leaning to the past.
 */
static int32_t year_of_month(const DateContext *c, int32_t month) {
  Civil now = c->reference->published;
  if (!now.year || !now.month) return now.year;
  int32_t ahead = months_between(now, now.year, month);
  if (ahead == 0) return now.year;
  int32_t to_future = ahead > 0 ? ahead : ahead + 12, to_past = 12 - to_future;
  bool future = c->tense == TENSE_FUTURE                            ? to_past > 2 || to_future < 6
                : c->tense == TENSE_PAST || c->tense == TENSE_ENDED ? false
                                                                    : to_future <= 3;
  return now.year + (future ? ahead < 0 : -(ahead > 0));
}

/* "the Sept. 11 attacks" need no year. */
static bool is_of_2001(const DateContext *c, int32_t month, int32_t day) {
  static const char *const WHAT[] = {"attack",     "attacks",   "terror",     "terrorist",
                                     "terrorists", "hijackers", "hijackings", NULL};
  const Tokens *t = &c->document->tokens;
  if (month != 9 || day != 11 || c->reference->published.year < 2001 || c->end >= t->count)
    return false;
  for (const char *const *word = WHAT; *word; word++)
    if (str_is(t->folded[c->end], *word)) return true;
  return false;
}

static int32_t year_of_day(const DateContext *c, int32_t month, int32_t day) {
  Civil now = c->reference->published;
  if (is_of_2001(c, month, day)) return 2001;
  if (!known(now)) return now.year;
  Civil same = {now.year, month, day};
  if (c->reference->day_of_month[month] == day) return c->reference->year_of_month[month];
  if (!civil_is_valid(same)) same.day = 28;
  int32_t ahead = civil_to_days(same) - civil_to_days(now);
  if (ahead == 0) return now.year;
  int32_t to_future = ahead > 0 ? ahead : ahead + 365, to_past = 365 - to_future;
  bool future = to_future < to_past;
  if (c->tense == TENSE_ENDED) future = false;
  if (c->tense == TENSE_PAST) future = to_past > 300 && to_future < 70;
  if (c->tense == TENSE_FUTURE) future = to_past > 60 || to_future < 270;
  return now.year + (future ? ahead < 0 : -(ahead > 0));
}

static bool resolve_month(const DateContext *c, DatePoint *point) {
  const DateParts *p = c->parts;
  int32_t day = p->day > 0 ? p->day : p->ordinal > 0 ? p->ordinal : 0, year = p->year, steps;
  bool from_last, directed = direction(p, &steps, &from_last);
  Civil base = base_date(c, from_last);
  if (year < 0) {
    if (directed && p->unit == DATE_YEAR) year = base.year ? base.year + steps : 0;
    else if (!directed || !base.month || p->weekday > 0)
      year = day ? year_of_day(c, p->month, day) : year_of_month(c, p->month);
    else {
      int32_t ahead = months_between(base, base.year, p->month);
      year = base.year + (steps < 0 ? -(ahead > -2) : steps > 0 ? ahead <= 0 : 0);
    }
  }
  if (day && (day > days_in_month(year ? year : 2000, p->month) || year > 9999)) return false;
  *point = (DatePoint){.unit = day ? DATE_DAY : DATE_MONTH, .date = {year, p->month, day}};
  if (SEEN(p, BOUND) && p->bound.len && !day) point->unit = DATE_MONTH;
  return true;
}

/* "A Tuesday in March", "one Friday": any of them. */
static bool is_any_weekday(const DateContext *c) {
  static const char *const ANY[] = {"a", "an", "one", "some", "any", NULL};
  const Document *d = c->document;
  uint8_t next = c->end < d->tokens.count ? d->tokens.tag[c->end] : UPOS_PUNCT;
  if (next == UPOS_NOUN || next == UPOS_PROPN || next == UPOS_ADJ)
    return false; /* "a Sunday mass" */
  for (const char *const *word = ANY; *word && c->first; word++)
    if (str_is(d->tokens.folded[c->first - 1], *word)) return true;
  return false;
}

/* "From Monday to Friday": the first Friday after that Monday. */
static bool ends_range(const DateContext *c) {
  static const char *const TO[] = {"to", "through", "till", "until", "-", NULL};
  const Document *d = c->document;
  const DateReference *r = c->reference;
  if (!c->first || r->last_sentence != d->tokens.sentence[c->first] || !known(r->last.date) ||
      !d->dates.count)
    return false;
  TokenRange before = d->dates.items[d->dates.count - 1].range;
  if (before.first + before.count + 1 != c->first || before.count > 2) return false;
  for (uint32_t i = before.first; i < before.first + before.count; i++)
    if (d->tokens.kind[i] == TOKEN_NUMBER) return false; /* "from May 3 to Friday" */
  for (const char *const *word = TO; *word; word++)
    if (str_is(d->tokens.folded[c->first - 1], *word)) return true;
  return false;
}

static bool resolve_weekday(const DateContext *c, DatePoint *point) {
  const DateParts *p = c->parts;
  int32_t steps, weekday = p->weekday;
  bool from_last, directed = direction(p, &steps, &from_last);
  Civil base = base_date(c, from_last);
  *point = (DatePoint){.unit = DATE_DAY, .weekday = weekday};
  if (!directed && p->unit == DATE_UNIT_COUNT && is_any_weekday(c)) return true;
  if (!directed && ends_range(c)) base = c->reference->last.date;
  if (!known(base)) return true;
  int32_t ahead = (weekday - civil_weekday(base) + 7) % 7;
  if (!directed && ends_range(c)) return *point = day_point(civil_add_days(base, ahead)), true;
  if (p->unit == DATE_WEEK) ahead = weekday - civil_weekday(base) + 7 * steps;
  else if (directed && steps < 0) ahead = ahead - 7;
  else if (directed && steps > 0) ahead = ahead ? ahead : 7;
  else if (directed && SEEN(p, THIS)) ahead = weekday - civil_weekday(base);
  else if (c->tense != TENSE_FUTURE && c->tense != TENSE_PRESENT && ahead) ahead -= 7;
  *point = day_point(civil_add_days(base, ahead));
  return true;
}

static bool resolve_quarter(const DateContext *c, DatePoint *point) {
  const DateParts *p = c->parts;
  const DateReference *reference = c->reference;
  Civil now = reference->published;
  int32_t steps, part = p->ordinal;
  bool from_last;
  *point = (DatePoint){.unit = DATE_QUARTER, .date = now};
  if (SEEN(p, HALF)) part = part > 0 ? part + 4 : SEEN(p, LAST) ? 6 : 0;
  if (part > (SEEN(p, HALF) ? 6 : 4)) return false;
  if (SEEN(p, SHIFT)) { /* "the year-ago quarter" */
    DatePoint base =
        reference->quarter.date.year ? reference->quarter : point_around(DATE_QUARTER, now);
    if (part > 0) base.part = part;
    *point = date_point_move(base, DATE_YEAR, -1);
    point->part = base.part;
    return true;
  }
  if (part <= 0 && p->year >= 0 && reference->quarter.date.year)
    part = reference->quarter.part; /* "the 1988 quarter" */
  if (part <= 0) {                  /* "the quarter", "last quarter" */
    bool directed = direction(p, &steps, &from_last);
    bool now_said = SEEN(p, THIS) || SEEN(p, CURRENT);
    if (reference->quarter.date.year && !now_said && !(directed && steps))
      *point = reference->quarter;
    else
      *point = date_point_move(point_around(DATE_QUARTER, now), DATE_QUARTER,
                               SEEN(p, LATEST) ? -1
                               : directed      ? steps
                                               : 0);
    return true;
  }
  point->part = part;
  point->date =
      (Civil){p->year >= 0 ? p->year : now.year, part > 4 ? part * 6 - 29 : part * 3 - 2, 0};
  if (p->year >= 0) return true;
  if (direction(p, &steps, &from_last) && p->unit == DATE_YEAR) point->date.year += steps;
  else if (now.month && part <= 4) {
    int32_t current =
        (now.month + 2) / 3; /* figures told are most often those of the last quarter */
    if (part > current && (c->tense != TENSE_FUTURE || part - current > 2)) point->date.year--;
    if (part < current && c->tense == TENSE_FUTURE && current - part > 2) point->date.year++;
  }
  return true;
}

/* "In the fall", some months before one. */
static bool is_season_ahead(const DateContext *c, int32_t months) {
  if (c->tense == TENSE_PAST || c->tense == TENSE_ENDED) return false;
  return c->tense == TENSE_FUTURE || (months <= 5 && c->tense != TENSE_UNKNOWN);
}

static bool resolve_season(const DateContext *c, DatePoint *point) {
  const DateParts *p = c->parts;
  int32_t steps, year = p->year;
  bool from_last, directed = direction(p, &steps, &from_last);
  Civil now = base_date(c, from_last);
  if (year < 0) {
    static const char ORDER[] = "SPSUFAWI";
    int32_t season = 0;
    while (season < 3 && memcmp(ORDER + 2 * season, p->season.bytes, 2)) season++;
    int32_t first = season * 3 + 3, passed = now.month - first; /* first month of the season */
    year = now.year;
    if (year && now.month && directed && steps < 0) year -= passed < 3;
    else if (year && now.month && directed && steps > 0) year += passed >= 0;
    else if (year && now.month && !directed && passed < 0 && !is_season_ahead(c, -passed)) year--;
    char kind = p->season.bytes[0];
    if (kind == 'Q' || kind == 'H') { /* "Q3": the last one, unless it is to come */
      int32_t part = p->season.bytes[1] - '0', current = now.month > 0 ? (now.month + 2) / 3 : 4;
      if (kind == 'H') current = (current + 1) / 2;
      year = now.year - (now.year && part > current && c->tense != TENSE_FUTURE);
    }
    if (year && season == 3 && kind == 'W' && now.month <= 2 && directed && steps == 0) year--;
  }
  *point = (DatePoint){.unit = DATE_SEASON, .date = {year, 0, 0}, .season = p->season};
  return true;
}

static bool resolve_holiday(const DateContext *c, DatePoint *point) {
  const DateParts *p = c->parts;
  Str rule = p->holiday;
  int32_t numbers[4] = {0, 0, 0, 0}, count = 0, steps;
  for (uint32_t at = 0; at < rule.len && count < 4; at++) {
    bool minus = at && rule.bytes[at] == '-' && rule.bytes[at - 1] == ' ';
    if (rule.bytes[at] < '0' || rule.bytes[at] > '9') {
      if (!minus) continue;
      at++;
    }
    for (; at < rule.len && rule.bytes[at] >= '0' && rule.bytes[at] <= '9'; at++)
      numbers[count] = numbers[count] * 10 + rule.bytes[at] - '0';
    numbers[count] = minus ? -numbers[count] : numbers[count];
    count++;
  }
  bool easter = rule.bytes[0] == 'e', from_last, directed = direction(p, &steps, &from_last);
  Civil now = c->reference->published, date = {0, 0, 0};
  int32_t year = p->year >= 0 ? p->year : now.year;
  for (int32_t turn = 0; year; turn++) {
    if (easter) date = civil_add_days(civil_easter(year), numbers[0]);
    else if (count > 2)
      date =
          civil_add_days(civil_nth_weekday(year, numbers[0], numbers[1], numbers[2]), numbers[3]);
    else date = (Civil){year, numbers[0], numbers[1]};
    if (p->year >= 0 || turn || !known(now)) break;
    int32_t ahead = civil_to_days(date) - civil_to_days(now);
    if (ahead > 0 &&
        ((directed && steps < 0) || (!directed && c->tense != TENSE_FUTURE && ahead > 45)))
      year--;
    else if (ahead < 0 && ((directed && steps > 0) || (!directed && c->tense == TENSE_FUTURE)))
      year++;
    else break;
  }
  if (!year) date = easter || count > 2 ? date : (Civil){0, numbers[0], numbers[1]};
  *point = (DatePoint){.unit = p->unit == DATE_WEEK ? DATE_WEEK : DATE_DAY, .date = date};
  return true;
}

static bool resolve_decade(const DateContext *c, DatePoint *point) {
  int32_t decade = c->parts->decade,
          now = c->reference->published.year ? c->reference->published.year : 1999;
  if (decade < 10) decade += now / 100 * 10 - (now / 100 * 10 + decade > now / 10 ? 10 : 0);
  *point = (DatePoint){.unit = DATE_DECADE, .date = {decade * 10, 0, 0}};
  return true;
}

static bool resolve_unit(const DateContext *c, DatePoint *point) {
  const DateParts *p = c->parts;
  int32_t steps;
  bool from_last;
  if (p->unit < DATE_DAY || p->unit == DATE_UNIT_COUNT) return false;
  bool directed = direction(p, &steps, &from_last);
  if (!directed && SEEN(p, THE) && (p->unit == DATE_WEEK || p->unit == DATE_MONTH))
    from_last = true; /* "for the week" */
  if (SEEN(p, AROUND) && SEEN(p, LAST)) steps = -2, from_last = false;
  else if (SEEN(p, SHIFT) || SEEN(p, AROUND))
    steps = p->shift, from_last = true, directed = true; /* "the day before" */
  Civil base = base_date(c, from_last);
  DateUnit unit = (DateUnit)p->unit;
  if (unit == DATE_WEEKEND && !directed && c->tense != TENSE_FUTURE && base.day &&
      civil_weekday(base) < 6)
    steps = -1;
  *point = date_point_move(point_around(unit, base), unit, steps);
  if (unit == DATE_DAY && !known(point->date)) point->date.day = 0;
  if (unit == DATE_YEAR && SEEN(p, BOUND) && SEEN(p, HYPHEN) && p->bound.bytes[0] == 'E')
    *point = day_point((Civil){point->date.year, 12, 31});
  return true;
}

/* "The second Monday of May", the month being known. */
static bool resolve_nth_weekday(const DateParts *p, DatePoint *point) {
  if (p->nth > 5) return false;
  Civil date = point->date;
  if (date.year)
    date = civil_nth_weekday(date.year, date.month, p->weekday, p->nth > 0 ? p->nth : -1);
  *point = date.year ? day_point(date) : *point;
  return !date.year || date.month == p->month;
}

bool date_resolve_point(const DateContext *c, DatePoint *point) {
  const DateParts *p = c->parts;
  Civil now = c->reference->published;
  if (SEEN(p, FULLDATE)) return *point = day_point(p->full), true;
  if (p->holiday.len) return resolve_holiday(c, point);
  if (p->decade >= 0) return resolve_decade(c, point);
  if (SEEN(p, CENTURY) && p->ordinal > 0) {
    if (p->ordinal > 40) return false;
    return *point = (DatePoint){.unit = DATE_CENTURY,
                                .date = {(p->ordinal - 1) * 100 + (p->ordinal == 1), 0, 0}},
           true;
  }
  if (p->unit == DATE_CENTURY && str_is(p->bound, "TURN"))
    return *point = (DatePoint){.unit = DATE_YEAR,
                                .date = {now.year ? (now.year + 50) / 100 * 100 : 0, 0, 0}},
           true;
  if (SEEN(p, QUARTER) || SEEN(p, PERIOD) || (SEEN(p, HALF) && p->decade < 0))
    return resolve_quarter(c, point);
  if (p->month > 0) {
    if (!resolve_month(c, point)) return false;
    bool nth = p->weekday > 0 && p->day <= 0 && p->ordinal <= 0;
    if (nth) return resolve_nth_weekday(p, point);
    if (p->unit == DATE_WEEK) point->unit = DATE_WEEK; /* "the week of March 6" */
    return true;
  }
  if (p->season.len) return resolve_season(c, point);
  if (SEEN(p, ERA) && p->number > 0) /* "44 B.C.", "A.D. 70" */
    return *point = (DatePoint){.unit = DATE_YEAR, .date = {p->number, 0, 0}}, p->number < 10000;
  if (p->unit == DATE_YEAR && p->number >= 1000)
    return *point = (DatePoint){.unit = DATE_YEAR, .date = {p->number, 0, 0}}, p->number <= 2100;
  if (p->year >= 0) return *point = (DatePoint){.unit = DATE_YEAR, .date = {p->year, 0, 0}}, true;
  if (SEEN(p, DEICTIC) || SEEN(p, TONIGHT))
    return *point = date_point_move(day_point(known(now) ? now : (Civil){0}), DATE_DAY, p->deictic),
           true;
  if (p->weekday > 0) return resolve_weekday(c, point);
  if (p->unit != DATE_UNIT_COUNT) return resolve_unit(c, point);
  int32_t steps;
  bool from_last = false;
  uint32_t sentence = c->document->tokens.sentence[c->first], last = c->reference->last_sentence;
  if (!p->part.len) steps = 0, from_last = last == sentence;
  else if (!direction(p, &steps, &from_last)) /* "in the morning", "by late evening" */
    from_last = last == sentence || (last != NONE && last + 1 == sentence);
  *point = date_point_move(day_point(base_date(c, from_last)), DATE_DAY, steps);
  return true;
}
