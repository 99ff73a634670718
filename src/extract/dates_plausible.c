/* SPDX-License-Identifier: MIT */
/* dates_plausible.c - what looks like a date and is none. */
#include "extract/dates_inner.h"

#define SEEN(parts, name) (((parts)->seen & CLASS(name)) != 0)

static Str word(const Document *document, uint32_t token) {
  return token < document->tokens.count ? document->tokens.folded[token] : (Str){0};
}

static bool is_any(Str text, const char *const *list) {
  for (; *list; list++)
    if (str_is(text, *list)) return true;
  return false;
}

static bool is_capital(const Document *document, uint32_t token) {
  return token < document->tokens.count &&
         (document->tokens.flags[token] & (TOKEN_CAPITALISED | TOKEN_UPPER));
}

static bool starts_sentence(const Document *document, uint32_t token) {
  return document->sentences.items[document->tokens.sentence[token]].first == token;
}

static Str before(const DateContext *c, uint32_t steps) {
  return c->first >= steps && !starts_sentence(c->document, c->first - steps + 1)
             ? word(c->document, c->first - steps)
             : (Str){0};
}

/* "2001 Elm Road" */
static bool is_house_number(const Document *d, uint32_t end) {
  static const char *const STREETS[] = {"road",      "street",  "avenue",  "lane",    "drive",
                                        "boulevard", "square",  "st.",     "ave.",    "rd.",
                                        "blvd.",     "st",      "ave",     "blvd",    "place",
                                        "court",     "terrace", "highway", "parkway", NULL};
  for (uint32_t i = end; i < end + 3 && is_capital(d, i); i++)
    if (i > end && is_any(word(d, i), STREETS)) return true;
  return false;
}

/* "Bus 1990", "unit 2001": a noun with its number; not "the year 1990", "election 2016". */
static bool is_numbered(const Document *d, uint32_t noun) {
  static const char *const DATED[] = {
      "year",   "season", "election",  "vintage", "end",   "start", "spring",    "summer", "autumn",
      "winter", "fall",   "midsummer", "october", "early", "late",  "beginning", NULL};
  const Tokens *t = &d->tokens;
  return t->tag[noun] == UPOS_NOUN && t->xpos[noun] == XPOS_NN && !is_any(t->folded[noun], DATED);
}

static const char *const COUNTED[] = {"no",         "no.",   "flight",  "route",      "room",
                                      "number",     "page",  "channel", "section",    "article",
                                      "resolution", "model", "highway", "interstate", "fell",
                                      "rose",       NULL};
static const char *const BEFORE_YEARS[] = {"in", "since", "the",   "during",
                                           "by", "its",   "their", NULL};
static const char *const UNITS_OF_MEASURE[] = {
    "euros", "dollars", "pounds",     "yen",    "francs", "people", "men",    "women", "children",
    "miles", "km",      "kilometers", "meters", "feet",   "tons",   "points", "votes", NULL};
static const char *const TIME_PREPOSITIONS[] = {
    "in",     "since",  "by",    "of",      "until", "till", "from",  "to",         "through",
    "during", "before", "after", "between", "and",   "for",  "than",  "on",         "or",
    "around", "about",  "last",  "this",    "next",  "each", "every", "throughout", NULL};

/* A number of four digits alone: not "Orion 1980", "No. 1990", "killed 1997 people". */
static bool is_year(const DateContext *c) {
  const Document *d = c->document;
  const Tokens *t = &d->tokens;
  if (c->parts->year < 1500 || c->parts->year > 2100) return false;
  Str previous = before(c, 1);
  bool after_preposition = is_any(previous, TIME_PREPOSITIONS) || str_is(previous, "the");
  if (is_any(previous, COUNTED) || (str_is(previous, ".") && is_any(before(c, 2), COUNTED)))
    return false;
  bool named = previous.len && is_capital(d, c->first - 1) && !after_preposition;
  if (named && (!starts_sentence(d, c->first - 1) || t->tag[c->first - 1] == UPOS_PROPN))
    return false;
  if (c->end - c->first == 1 &&
      (is_house_number(d, c->end) || (previous.len && is_numbered(d, c->first - 1))))
    return false;
  if (str_is(previous, "'s") && is_capital(d, c->end)) return false;
  bool counts = c->end < t->count && t->xpos[c->end] == XPOS_NNS && !is_any(previous, BEFORE_YEARS);
  return !counts && !is_any(word(d, c->end), UNITS_OF_MEASURE);
}

static const char *const AFTER_MARCH[] = {"for", "of", "on", "against", "to", NULL};

/* "an annual March for Life", "Theresa May" */
static bool is_month(const DateContext *c) {
  const DateParts *p = c->parts;
  if (p->day > 0 || p->ordinal > 0 || p->year >= 0 || c->end - c->first > 1) return true;
  Str previous = before(c, 1);
  if (p->month == 3 || p->month == 5)
    return is_any(previous, TIME_PREPOSITIONS) ||
           (previous.len && !is_any(word(c->document, c->end), AFTER_MARCH) &&
            !is_capital(c->document, c->first - 1));
  bool name_after =
      is_capital(c->document, c->end) && c->document->tokens.tag[c->end] == UPOS_PROPN &&
      (!is_any(previous, TIME_PREPOSITIONS) || str_is(previous, "and")) && !str_is(previous, "the");
  if (name_after) return false; /* "April Jones" */
  bool name_before = previous.len && is_capital(c->document, c->first - 1) &&
                     !is_any(previous, TIME_PREPOSITIONS) &&
                     !starts_sentence(c->document, c->first - 1);
  return !name_before;
}

static const char *const TIMES[] = {"times", "time", "twice", "once", NULL};
static const char *const RATED[] = {"million", "billion", "thousand", "percent", "%",
                                    "hours",   "days",    "cents",    "dollars", "units",
                                    "m",       "bn",      "tn",       "k",       NULL};

/* "twice a week" is a set of times, "$5 a year" only a rate. */
static bool is_frequency(const DateContext *c) { return is_any(before(c, 1), TIMES); }

static bool is_rate(const DateContext *c) {
  Str previous = before(c, 1);
  bool digit = false; /* "1.76", "950m" */
  for (uint32_t i = 0; i < previous.len; i++)
    digit |= previous.bytes[i] >= '0' && previous.bytes[i] <= '9';
  return is_any(previous, RATED) || digit;
}

static bool is_followed_by_noun(const DateContext *c) {
  const Tokens *t = &c->document->tokens;
  return c->end < t->count && (t->kind[c->end] == TOKEN_NUMBER ||
                               (t->kind[c->end] == TOKEN_WORD && t->tag[c->end] == UPOS_NOUN));
}

static bool is_followed_by_hyphen(const DateContext *c) {
  return str_is(word(c->document, c->end), "-") &&
         !(c->document->tokens.flags[c->end] & TOKEN_SPACE_BEFORE);
}

static bool is_fixed(const DateContext *c) {
  const DateParts *p = c->parts;
  static const char *const ORDERING[] = {"after",     "before",     "as",     "thereafter",
                                         "afterward", "afterwards", "enough", NULL};
  if (SEEN(p, OLD)) return false;
  if (SEEN(p, PAST)) return !is_followed_by_noun(c);            /* not "the past governments" */
  if (SEEN(p, FIXED) && is_followed_by_hyphen(c)) return false; /* "now-defunct" */
  if (SEEN(p, FIXED) && c->end - c->first == 1)
    return !is_any(word(c->document, c->end), ORDERING) && !str_is(before(c, 1), "as");
  return true;
}

static bool is_clock(const DateContext *c) {
  static const char *const CLOCK_PREPOSITIONS[] = {"at",     "by",    "until",   "till",   "from",
                                                   "around", "about", "to",      "before", "after",
                                                   "since",  "and",   "between", "(",      NULL};
  const DateParts *p = c->parts;
  if (p->hour < 0) return true;
  if (p->hour > 24 || (p->hour == 24 && p->minute > 0)) return false;
  char last = c->document->text[span_end(c->document->tokens.span[c->end - 1]) - 1];
  bool marked = SEEN(p, FULLDATE) || SEEN(p, ZONE) || SEEN(p, DEICTIC) || SEEN(p, WEEKDAY) ||
                SEEN(p, PART) || p->month > 0;
  bool half_day = last == '.' || last == 'm' || last == 'M';
  return marked || half_day || is_any(before(c, 1), CLOCK_PREPOSITIONS) ||
         starts_sentence(c->document, c->first);
}

/* What makes "a quarter" a fourth. */
static const char *const OF_A_FOURTH[] = {"of",      "point",   "points",  "percentage",
                                          "percent", "final",   "finals",  "century",
                                          "mile",    "million", "billion", NULL};

static bool is_unit(const DateContext *c) {
  const DateParts *p = c->parts;
  Str next = word(c->document, c->end);
  bool units_the = p->operation == DATE_OP_DURATION && SEEN(p, UNITS) && SEEN(p, THE) &&
                   c->end - c->first == 2; /* "over the years", not "the years after" */
  if (units_the && (str_is(next, "before") || str_is(next, "after") || str_is(next, "of")))
    return false;
  bool a_unit = SEEN(p, A) && p->number < 0 && c->end - c->first == 2,
       single = SEEN(p, UNIT) || SEEN(p, YEARUNIT) || SEEN(p, QUARTER);
  if (single && is_followed_by_hyphen(c) && (SEEN(p, A) || SEEN(p, THE))) return false;
  if (a_unit && is_rate(c)) return false;
  if (p->unit == DATE_QUARTER && (SEEN(p, A) || p->number == 3) &&
      is_any(word(c->document, c->end), OF_A_FOURTH))
    return false;
  bool consecutive = SEEN(p, MORE) && !SEEN(p, A) && p->number < 0 && !SEEN(p, FUZZY) &&
                     !str_is(word(c->document, c->first), "another");
  if (consecutive) return false;
  if (SEEN(p, THIS) && p->unit == DATE_DAY) return false;
  if (SEEN(p, IN) && p->unit == DATE_DAY) return false;
  if (SEEN(p, AROUND) && SEEN(p, LAST)) return true; /* "the week before last" */
  if (SEEN(p, AROUND)) /* "the day before", not "the day before the vote" */
    return c->end == c->document->tokens.count || c->document->tokens.kind[c->end] == TOKEN_MARK;
  return p->unit > DATE_HOUR || p->operation != DATE_OP_POINT;
}

/* "for the week", not "the week of talks", "the month that was" */
static bool is_this_unit(const DateContext *c) {
  static const char *const LIMITS[] = {"of",    "after", "before", "when", "that",
                                       "which", "-",     "since",  NULL};
  bool bare = SEEN(c->parts, THE) && SEEN(c->parts, UNIT) && c->end - c->first == 2 &&
              !SEEN(c->parts, YEARUNIT) && c->parts->unit >= DATE_DAY &&
              c->parts->unit != DATE_WEEKEND && c->parts->unit != DATE_QUARTER;
  if (!bare || c->parts->operation != DATE_OP_POINT) return true;
  return (c->parts->unit == DATE_WEEK || c->parts->unit == DATE_MONTH) &&
         is_any(before(c, 1), TIME_PREPOSITIONS) && !is_any(word(c->document, c->end), LIMITS) &&
         !is_followed_by_noun(c);
}

static const char *const OWNERS[] = {"his", "her", "their", "my", "your", "our", "its", NULL};

/* What the words around a duration make of it: "twice a year", "will one day",
 * "the year ended in May". */
void date_reread(const DateContext *c, DateParts *parts) {
  static const char *const MODALS[] = {"will", "would", "may",    "might", "could",
                                       "can",  "'ll",   "should", "to",    NULL};
  Str next = word(c->document, c->end);
  bool year_ended = parts->operation == DATE_OP_POINT && SEEN(parts, YEARUNIT) &&
                    SEEN(parts, THE) && (str_is(next, "ended") || str_is(next, "ending"));
  if (year_ended) parts->operation = DATE_OP_DURATION, parts->seen |= CLASS(A); /* twelve months */
  if (parts->operation != DATE_OP_DURATION) return;
  if (SEEN(parts, A) && parts->number < 0 && c->end - c->first == 2 && is_frequency(c))
    parts->operation = DATE_OP_SET;
  bool one_day = parts->unit == DATE_DAY && parts->number == 1 &&
                 str_is(word(c->document, c->first), "one") && SEEN(parts, UNIT);
  if (one_day && !SEEN(parts, HYPHEN) && is_any(before(c, 1), MODALS))
    parts->operation = DATE_OP_FIXED, parts->fixed = STR("FUTURE_REF");
}

/* "USA Today", "the Daily News", "an epiphany": names, and words that are names of days only when
 * written so. */
static bool is_name_part(const DateContext *c) {
  const DateParts *p = c->parts;
  const Document *d = c->document;
  if (p->holiday.len && c->end - c->first == 1 && !is_capital(d, c->first)) return true;
  bool titled = c->end - c->first == 1 && is_capital(d, c->first) &&
                (p->operation == DATE_OP_SET || SEEN(p, DEICTIC) || SEEN(p, TONIGHT));
  if (!titled) return false;
  bool after = !starts_sentence(d, c->first) && is_capital(d, c->first - 1) &&
               d->tokens.tag[c->first - 1] == UPOS_PROPN;
  return after || (p->operation == DATE_OP_SET && is_capital(d, c->end) &&
                   d->tokens.tag[c->end] == UPOS_PROPN);
}

/* Points whose words need something before or behind them. */
static bool is_time_here(const DateContext *c) {
  static const char *const SINCE[] = {"since",   "until", "by",   "before", "after",  "till", "of",
                                      "through", "past",  "over", "into",   "within", NULL};
  const DateParts *p = c->parts;
  Str next = word(c->document, c->end);
  bool the = SEEN(p, THE) || str_is(before(c, 1), "the");
  if (the && SEEN(p, LAST) && SEEN(p, UNIT) && !SEEN(p, OF) && str_is(next, "of")) return false;
  if (SEEN(p, BOUND) && p->unit == DATE_SEASON && !SEEN(p, OF)) return false; /* "season opener" */
  bool bare_season = p->season.len == 2 && SEEN(p, THE) && c->end - c->first == 2 && p->year < 0;
  if (bare_season && !is_any(before(c, 1), TIME_PREPOSITIONS) && !is_any(before(c, 1), SINCE))
    return false;
  bool short_decade = p->decade >= 0 && !SEEN(p, THE) && !SEEN(p, MOD) &&
                      word(c->document, c->first).len == 3 &&
                      word(c->document, c->first).bytes[0] <= '9';
  if (!short_decade) return true;
  return c->reference->last.unit == DATE_DECADE &&
         c->reference->last_sentence == c->document->tokens.sentence[c->first];
}

bool date_is_plausible(const DateContext *c) {
  const DateParts *p = c->parts;
  if (SEEN(p, OLD) || is_name_part(c)) return false; /* an age */
  if (p->unit == DATE_QUARTER && SEEN(p, FUZZY) && SEEN(p, UNITS) && str_is(before(c, 1), "in"))
    return false; /* "in some quarters" */
  if (p->clockword >= 0 && c->end - c->first == 1 && is_capital(c->document, c->first) &&
      !starts_sentence(c->document, c->first))
    return false;
  if (p->operation == DATE_OP_FIXED) return is_fixed(c);
  if (p->operation == DATE_OP_POINT && SEEN(p, YEAR) && p->month < 0 && !p->holiday.len &&
      !SEEN(p, FULLDATE))
    return is_year(c);
  if (p->month > 0 && p->operation == DATE_OP_POINT && !is_month(c)) return false;
  if (p->unit != DATE_UNIT_COUNT && !is_unit(c)) return false;
  if (p->operation == DATE_OP_POINT && !is_this_unit(c)) return false;
  if (SEEN(p, MOD) && p->part.len && c->end - c->first == 2 && is_followed_by_noun(c))
    return false; /* "early morning raids" */
  if (SEEN(p, TONIGHT) && str_is(word(c->document, c->first), "overnight") &&
      is_followed_by_noun(c))
    return false;
  if (SEEN(p, FULLDATE) && str_is(word(c->document, c->first), "9/11") &&
      c->reference->published.year && c->reference->published.year < 2001)
    return false;
  if (p->operation == DATE_OP_POINT && !is_time_here(c)) return false;
  if (SEEN(p, LONG) && c->end - c->first == 1 && p->unit == DATE_UNIT_COUNT) return false;
  if (p->decade >= 0 && SEEN(p, DECADE) && is_any(before(c, 1), OWNERS))
    return false; /* "in his 30s" */
  return is_clock(c);
}
