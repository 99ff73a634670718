/* SPDX-License-Identifier: MIT */
/* dates.c - dates, times, durations and sets as TIMEX3.
 *
 * One pass: neighbouring words of the date lexicon make a run; a run with a word that can
 * carry a date is tried with the patterns of the date grammar from left to right. */
#include "extract/datelines.h"
#include "extract/dates_inner.h"
#include "extract/passes.h"

enum { RUN_LENGTH = 48 };

/* Without one of these a run is only "the first of a few". */
static const uint64_t CARRIERS =
    CLASS(UNIT) | CLASS(UNITS) | CLASS(MONTH) | CLASS(WEEKDAY) | CLASS(WEEKDAYS) | CLASS(SEASON) |
    CLASS(PART) | CLASS(CLOCKWORD) | CLASS(DEICTIC) | CLASS(TONIGHT) | CLASS(FREQ) | CLASS(FIXED) |
    CLASS(ADJECTIVE) | CLASS(ERA) | CLASS(HOLIDAY) | CLASS(YEAR) | CLASS(DECADE) | CLASS(CLOCK) |
    CLASS(FULLDATE) | CLASS(PAST) | CLASS(PERIOD) | CLASS(HALF) | CLASS(LONG);

typedef struct {
  const DateGrammar *grammar;
  Document *document;
  DateReference reference;
  DateItem items[RUN_LENGTH];
  uint32_t count;
  uint64_t classes;
  uint32_t taken_until; /* token: those before it are in a date already */
} Finder;

static void take(DateParts *parts, const DateItem *item, uint64_t classes) {
  uint64_t numbers = CLASS(NUMBER) | CLASS(COUPLE), units = CLASS(UNIT) | CLASS(UNITS) |
                                                            CLASS(QUARTER) | CLASS(CENTURY) |
                                                            CLASS(YEARUNIT) | CLASS(WEEKEND);
  uint64_t deictic = CLASS(DEICTIC) | CLASS(TONIGHT);
  if (classes & CLASS(YEAR)) parts->year = item->value;
  else if (classes & numbers) parts->number = item->value, parts->thousandths = item->thousandths;
  else if (classes & CLASS(DAY)) parts->day = item->value;
  else if (classes & CLASS(ORDINAL)) parts->ordinal = item->value;
  else if (classes & CLASS(MONTH)) parts->month = item->value;
  else if (classes & (CLASS(WEEKDAY) | CLASS(WEEKDAYS))) {
    parts->weekday = item->value;
    if (parts->ordinal > 0) parts->nth = parts->ordinal, parts->ordinal = -1;
    if (item->text.len == 4 && item->text.bytes[1] == ' ') /* "7 NI" */
      parts->part = (Str){item->text.bytes + 2, 2};
  } else if (classes & CLASS(QUARTER) && parts->unit != DATE_UNIT_COUNT)
    return; /* "this year's second quarter" */
  else if (classes & units) {
    parts->unit = item->value;
    if (item->thousandths) parts->thousandths = item->thousandths; /* "a year and a half" */
  } else if (classes & deictic) parts->deictic = item->value;
  else if (classes & CLASS(ER)) parts->er = item->value, parts->shift = item->value;
  else if (classes & (CLASS(SHIFT) | CLASS(AROUND))) parts->shift = item->value;
  else if (classes & CLASS(LONG) && item->value) parts->unit = item->value; /* "weeklong" */
  else if (classes & CLASS(PART)) parts->part = item->text;
  else if (classes & CLASS(SEASON)) parts->season = item->text;
  else if (classes & CLASS(HOLIDAY)) parts->holiday = item->text;
  else if (classes & CLASS(FREQ)) parts->frequency = item->text;
  else if (classes & CLASS(MOD)) parts->mod = item->text;
  else if (classes & CLASS(BOUND)) parts->bound = item->text;
  else if (classes & CLASS(ZONE)) parts->zone = item->text;
  else if (classes & CLASS(ERA)) parts->era = item->text.len ? -1 : 0;
  else if (classes & CLASS(DECADE)) parts->decade = item->value;
  else if (classes & CLASS(CLOCKWORD)) parts->clockword = item->value;
  else if (classes & CLASS(CLOCK))
    parts->hour = item->value, parts->minute = item->minute, parts->second = item->second;
  else if (classes & CLASS(FULLDATE)) {
    parts->full = item->date;
    if (item->minute >= 0)
      parts->hour = item->value, parts->minute = item->minute, parts->second = item->second;
    if (item->minute >= 0) parts->zone = item->text;
  } else if (classes & CLASS(EVERY) && item->value > 1) parts->number = item->value;
  else if (classes & (CLASS(FIXED) | CLASS(ADJECTIVE) | CLASS(FUTURE) | CLASS(RECENT)))
    parts->fixed = item->text;
}

static DateParts collect(const DateItem *items, const DateMatch *match) {
  DateParts parts = {.operation = match->rule->operation,
                     .seen = match->seen,
                     .year = -1,
                     .month = -1,
                     .day = -1,
                     .weekday = -1,
                     .ordinal = -1,
                     .number = -1,
                     .unit = DATE_UNIT_COUNT,
                     .hour = -1,
                     .minute = -1,
                     .second = -1,
                     .clockword = -1,
                     .decade = -1};
  for (uint32_t i = match->first; i < match->end; i++) take(&parts, &items[i], match->taken[i]);
  if (parts.seen & CLASS(TONIGHT)) parts.part = STR("NI");
  bool bare_hour = parts.hour < 0 && parts.month < 0 && parts.seen & (CLASS(ZONE) | CLASS(PART)) &&
                   parts.day > 0;
  if (bare_hour) parts.hour = parts.day, parts.day = -1; /* "5 o'clock", "4 in the morning" */
  if (parts.seen & (CLASS(PAST) | CLASS(PREVIOUS)) && parts.operation == DATE_OP_FIXED)
    parts.fixed = STR("PAST_REF");
  if (parts.seen & CLASS(NEXT) && parts.operation == DATE_OP_FIXED) parts.fixed = STR("FUTURE_REF");
  return parts;
}

static void remember(Finder *f, const DateParts *parts, const DateValue *value, uint32_t token) {
  const DatePoint *point = &value->point;
  if (point->unit == DATE_QUARTER && point->date.year && !(parts->seen & CLASS(SHIFT)))
    f->reference.quarter = *point, f->reference.quarter_token = token;
  if (parts->month > 0 && parts->year > 0 && point->unit == DATE_DAY && parts->year < 10000) {
    f->reference.year_of_month[parts->month] = (int16_t)parts->year;
    f->reference.day_of_month[parts->month] = (int8_t)point->date.day;
  }
  if (value->type > DATE_TIME || !point->date.year || point->fixed.len) return;
  f->reference.last = *point;
  f->reference.last_sentence = f->document->tokens.sentence[token];
}

static Str iso_date(Arena *arena, Civil date) {
  if (!date.year) return (Str){0};
  DateValue value = {0};
  date_write(&value, "%04d-%02d-%02d", date.year, date.month, date.day);
  char *copy = NEW_ARRAY(arena, char, value.len);
  memcpy(copy, value.value, value.len);
  return (Str){copy, value.len};
}

static void set_value(Arena *arena, Date *date, const DateValue *value) {
  char *copy = NEW_ARRAY(arena, char, value->len + 1);
  memcpy(copy, value->value, value->len);
  date->value = (Str){copy, value->len};
  date->begin = iso_date(arena, value->begin), date->end = iso_date(arena, value->end);
}

static void add_date(Finder *f, const DateItem *first, const DateItem *last,
                     const DateValue *value) {
  Document *d = f->document;
  Date date = {.range = {first->token, last->next - first->token},
               .span = {first->start, last->end - first->start},
               .type = value->type};
  set_value(&d->arena, &date, value);
  ARRAY_PUSH(&d->arena, &d->dates, date);
}

/* "May 3-5": the second day too. */
static void add_rest(Finder *f, const DateRest *rest, const DateParts *parts) {
  const Tokens *t = &f->document->tokens;
  DatePoint point = {.unit = DATE_DAY, .date = f->reference.last.date};
  point.date.day = rest->day;
  if (!point.date.month || (point.date.year && !civil_is_valid(point.date))) return;
  DateParts none = *parts;
  none.part = (Str){0}, none.hour = none.clockword = -1;
  DateValue value = {0};
  date_write_point(&value, &point, &none);
  DateItem first = {.token = rest->first, .start = t->span[rest->first].start};
  DateItem last = {.next = rest->end, .end = span_end(t->span[rest->end - 1])};
  add_date(f, &first, &last, &value);
  f->reference.last = point;
  f->taken_until = rest->end;
}

/* "The quarter ended March 31": that quarter. */
static void settle_quarter(Finder *f, uint32_t token) {
  Document *d = f->document;
  Civil day = f->reference.last.date;
  if (d->dates.count < 2 || !token || !day.year || !day.month) return;
  Str word = d->tokens.folded[token - 1];
  Date *before = &d->dates.items[d->dates.count - 2];
  if ((!str_is(word, "ended") && !str_is(word, "ending")) ||
      before->range.first + before->range.count + 1 != token ||
      before->range.first != f->reference.quarter_token || before->type != DATE_DATE ||
      before->range.count > 2 || !str_is(d->tokens.folded[before->range.first], "the"))
    return;
  DatePoint quarter = {.unit = DATE_QUARTER, .date = day, .part = (day.month + 2) / 3};
  DateParts none = {.hour = -1, .clockword = -1};
  DateValue value = {0};
  date_write_point(&value, &quarter, &none);
  set_value(&d->arena, before, &value);
  f->reference.quarter = quarter;
}

/* The item after which to go on. */
static uint32_t find_at(Finder *f, uint32_t from) {
  DateMatch match;
  DateValue value;
  const DateItem *items = f->items + from;
  if (items->token < f->taken_until) return from + 1;
  if (!date_match(f->grammar, items, f->count - from, &match)) return from + 1;
  const DateItem *first = &items[match.first], *last = &items[match.end - 1];
  DateParts parts = collect(items, &match);
  DateContext context = {f->document,  &f->reference, &parts,
                         first->token, last->next,    TENSE_UNKNOWN};
  if (!date_is_plausible(&context)) return from + 1;
  date_reread(&context, &parts);
  DateRest rest;
  bool more = parts.month > 0 && parts.day > 0 && parts.year < 0 &&
              date_range_rest(f->document, last->next, parts.day, &rest);
  if (more && rest.year > 0) parts.year = rest.year;
  context.tense = date_tense(f->document, first->token, last->next);
  if (!date_resolve(&context, &value)) return from + match.end; /* "31 February" is no February */
  add_date(f, first, last, &value);
  remember(f, &parts, &value, first->token);
  if (more) add_rest(f, &rest, &parts);
  settle_quarter(f, first->token);
  return from + match.end;
}

static void end_run(Finder *f) {
  if (f->classes & CARRIERS)
    for (uint32_t i = 0; i < f->count;) i = find_at(f, i);
  f->count = 0;
  f->classes = 0;
}

/* A sentence break ends a run, but not behind "Nov." */
static bool breaks_run(const Finder *f, uint32_t token) {
  const Tokens *t = &f->document->tokens;
  if (!f->count || f->count == RUN_LENGTH || (t->flags[token] & TOKEN_PARAGRAPH_BEFORE))
    return true;
  const DateItem *last = &f->items[f->count - 1];
  return t->sentence[token] != t->sentence[last->token] && f->document->text[last->end - 1] != '.';
}

static void find_runs(Finder *f) {
  uint32_t count = f->document->tokens.count;
  for (uint32_t token = 0; token < count;) {
    DateItem item;
    bool found = date_item_read(f->grammar, f->document, token, &item);
    if (!found || breaks_run(f, token)) end_run(f);
    if (found) f->items[f->count++] = item, f->classes |= item.classes;
    token = item.next;
  }
  end_run(f);
}

/* A date on a short line of its own, or one that opens a paragraph as a dateline does. */
static bool is_dateline(const Document *document, uint32_t first, uint32_t end) {
  enum { SHORT_LINE = 14, OPENING = 12 };
  const Tokens *t = &document->tokens;
  uint32_t start = first, stop = end;
  while (start && first - start <= OPENING && !begins_line(t, start)) start--;
  while (stop < t->count && stop - end <= SHORT_LINE && !begins_line(t, stop)) stop++;
  if (!begins_line(t, start)) return false;
  bool alone = stop - start <= SHORT_LINE && (stop == t->count || begins_line(t, stop));
  if (alone && (stop == end || t->folded[stop - 1].bytes[0] != '.')) return true;
  char after = end < t->count ? t->folded[end].bytes[0] : ' ';
  return after == '-' || after == '(' || after == ':';
}

/* The day of the article where the text itself tells it; year 0: it does not. */
static Civil find_dateline(const DateGrammar *grammar, const Document *document) {
  enum { HEAD = 200, WIDTH = 9 };
  for (uint32_t token = 0; token < document->tokens.count && token < HEAD;) {
    DateItem items[WIDTH];
    DateMatch match;
    uint32_t count = 0, at = token;
    while (count < WIDTH && at < document->tokens.count &&
           date_item_read(grammar, document, at, &items[count]))
      at = items[count++].next;
    token = count ? items[0].next : token + 1;
    if (!count || !date_match(grammar, items, count, &match) ||
        match.rule->operation != DATE_OP_POINT)
      continue;
    DateParts parts = collect(items, &match);
    Civil day = parts.seen & CLASS(FULLDATE)
                    ? parts.full
                    : (Civil){parts.year, parts.month, parts.day > 0 ? parts.day : parts.ordinal};
    if (!civil_is_valid(day) || day.year < 1700) continue;
    if (is_dateline(document, items[match.first].token, items[match.end - 1].next)) return day;
    token = items[match.end - 1].next;
  }
  return (Civil){0};
}

void find_dates(const Models *models, Document *document) {
  Finder f = {.grammar = &models->dates, .document = document};
  f.reference.published = date_parse_iso(document->published);
  if (!f.reference.published.year) {
    f.reference.published = find_dateline(f.grammar, document);
    document->published = iso_date(&document->arena, f.reference.published);
  }
  f.reference.last_sentence = NONE;
  find_runs(&f);
}
