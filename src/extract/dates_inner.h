/* SPDX-License-Identifier: MIT */
/* dates_inner.h - what the dates*.c files share.
 *
 * Tokens become items (a word class with its value); a pattern over items becomes a
 * DateParts; that, the reference date and the dates before it give the TIMEX3 value. */
#ifndef DATES_INNER_H
#define DATES_INNER_H
#include "base/calendar.h"
#include "document.h"
#include "model/dategrammar.h"

typedef struct {
  uint64_t classes;
  int32_t value;          /* number, hour, month, ... */
  int32_t thousandths;    /* of a number */
  int32_t minute, second; /* of a clock time; -1: not said */
  Civil date;             /* of a full date */
  Str text;
  uint32_t start, end;  /* bytes */
  uint32_t token, next; /* token .. next-1 */
} DateItem;

/* dates_items.c: the item at a token; false: no word of dates, `next` is still set. */
bool date_item_read(const DateGrammar *grammar, const Document *document, uint32_t token,
                    DateItem *item);
/* dates_digits.c: the same for a token that, `skip` bytes on, begins with a digit or an apostrophe.
 */
bool date_item_read_digits(const Document *document, uint32_t token, uint32_t skip, DateItem *item);
uint32_t date_token_from(const Document *document, uint32_t token, uint32_t byte);

/* dates_range.c: the item of a day in "May 3-5" or "3-5 May"; false: it is none. */
bool date_range_item(const DateGrammar *grammar, const Document *document, uint32_t token,
                     DateItem *item);
typedef struct {
  uint32_t first, end; /* tokens */
  int32_t day, year;   /* year -1: not said */
} DateRest;
/* The second day of the same month, if the tokens from `after` name one. */
bool date_range_rest(const Document *document, uint32_t after, int32_t day, DateRest *rest);

/* dates_match.c: the longest pattern at items[0]. */
typedef struct {
  const DateRule *rule;
  uint32_t first, end;              /* items of the date itself */
  uint64_t seen;                    /* classes taken by its items */
  uint64_t taken[DATE_RULE_LENGTH]; /* by item: the classes by which it was matched */
} DateMatch;
bool date_match(const DateGrammar *grammar, const DateItem *items, uint32_t count,
                DateMatch *match);

/* What the words of one date say. Numbers that were not said are -1 (year 0 may be said). */
typedef struct {
  uint8_t operation;
  uint64_t seen;
  int32_t year, month, day, weekday, ordinal, number, thousandths, unit, deictic, shift, hour,
      minute, second;
  int32_t clockword, era, er, nth; /* nth: of "the second Monday of May"; -1: the last; 0: none */
  Str part, season, holiday, fixed, zone, frequency, mod, bound;
  int32_t decade;
  Civil full;
} DateParts;

/* A point in time of some size. Unknown parts of the date are 0. */
typedef struct {
  DateUnit unit;   /* DATE_DAY to DATE_CENTURY; DATE_UNIT_COUNT: a bare reference (`fixed`) */
  Civil date;      /* its first day, as far as known */
  int32_t part;    /* quarter 1-4, or half year 5-6, of DATE_QUARTER */
  int32_t weekday; /* known although the day is not */
  Str season;      /* of DATE_SEASON */
  Str fixed;
} DatePoint;

/* dates_reference.c */
typedef struct {
  Civil published;   /* year 0: unknown; month, day 0 likewise */
  DatePoint last;    /* last date resolved, for "the day before"; year 0: none */
  DatePoint quarter; /* last quarter named; year 0: none */
  uint32_t quarter_token, last_sentence;
  int16_t year_of_month[13]; /* year last written out with a day of the month; 0: none */
  int8_t day_of_month[13];   /* that day */
} DateReference;
typedef enum {
  TENSE_UNKNOWN,
  TENSE_ENDED, /* surely before: "since March 31" */
  TENSE_PAST,
  TENSE_PRESENT,
  TENSE_FUTURE
} Tense;
Civil date_parse_iso(Str iso);
Tense date_tense(const Document *document, uint32_t first, uint32_t end);

typedef struct {
  uint8_t type;
  char value[48];
  uint32_t len;
  Civil begin, end; /* of a range; year 0: none */
  DatePoint point;  /* of a DATE or TIME */
} DateValue;

typedef struct {
  const Document *document;
  const DateReference *reference;
  const DateParts *parts;
  uint32_t first, end; /* tokens */
  Tense tense;
} DateContext;

/* dates_plausible.c: false: it only looks like a date. */
bool date_is_plausible(const DateContext *context);
void date_reread(const DateContext *context, DateParts *parts);
/* dates_resolve.c: what the words mean at this place; false: not a date after all. */
bool date_resolve(const DateContext *context, DateValue *value);
/* dates_point.c */
bool date_resolve_point(const DateContext *context, DatePoint *point);
DatePoint date_point_move(DatePoint point, DateUnit unit, int32_t count);
/* dates_value.c */
void date_write_point(DateValue *value, const DatePoint *point, const DateParts *parts);
void date_write_duration(DateValue *value, const DateParts *parts);
void date_write(DateValue *value, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool date_point_range(const DatePoint *point, Civil *begin, Civil *end);
#endif
