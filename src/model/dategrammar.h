/* SPDX-License-Identifier: MIT */
/* dategrammar.h - the words of dates and the patterns that they make.
 *
 * data/dates.tsv gives a word one or more classes; data/date-rules.tsv gives patterns over
 * classes. Patterns are indexed by the classes that they can begin with. */
#ifndef DATEGRAMMAR_H
#define DATEGRAMMAR_H
#include "model/lexicon.h"

/* From YEAR on they are read from digits and marks, or derived from UNIT. */
#define DATE_CLASSES(X)                                                                            \
  X(THE)                                                                                           \
  X(A)                                                                                             \
  X(THIS)                                                                                          \
  X(THAT)                                                                                          \
  X(LAST)                                                                                          \
  X(NEXT)                                                                                          \
  X(PAST)                                                                                          \
  X(FOLLOWING)                                                                                     \
  X(PREVIOUS)                                                                                      \
  X(SAME)                                                                                          \
  X(CURRENT)                                                                                       \
  X(LATEST)                                                                                        \
  X(MOD)                                                                                           \
  X(ER)                                                                                            \
  X(SHIFT)                                                                                         \
  X(BOUND)                                                                                         \
  X(OF)                                                                                            \
  X(IN)                                                                                            \
  X(AT)                                                                                            \
  X(ON)                                                                                            \
  X(AROUND)                                                                                        \
  X(TO)                                                                                            \
  X(UNIT)                                                                                          \
  X(UNITS)                                                                                         \
  X(MONTH)                                                                                         \
  X(WEEKDAY)                                                                                       \
  X(WEEKDAYS)                                                                                      \
  X(SEASON)                                                                                        \
  X(PART)                                                                                          \
  X(CLOCKWORD)                                                                                     \
  X(ZONE)                                                                                          \
  X(NUMBER)                                                                                        \
  X(ORDINAL)                                                                                       \
  X(DEICTIC)                                                                                       \
  X(TONIGHT)                                                                                       \
  X(FUZZY)                                                                                         \
  X(COUPLE)                                                                                        \
  X(HALF)                                                                                          \
  X(APPROX)                                                                                        \
  X(EVERY)                                                                                         \
  X(FREQ)                                                                                          \
  X(OLD)                                                                                           \
  X(LONG)                                                                                          \
  X(FISCAL)                                                                                        \
  X(PERIOD)                                                                                        \
  X(MORE)                                                                                          \
  X(SO)                                                                                            \
  X(RECENT)                                                                                        \
  X(FUTURE)                                                                                        \
  X(FIXED)                                                                                         \
  X(ADJECTIVE)                                                                                     \
  X(ERA)                                                                                           \
  X(HOLIDAY)                                                                                       \
  X(YEAR)                                                                                          \
  X(DAY)                                                                                           \
  X(DECADE) X(CLOCK) X(FULLDATE) X(HYPHEN) X(COMMA) X(QUARTER) X(CENTURY) X(YEARUNIT) X(WEEKEND)
#define DATE_CLASS_ID(name) CLASS_##name,
typedef enum { DATE_CLASSES(DATE_CLASS_ID) DATE_CLASS_COUNT } DateClass;
#define CLASS(name) (UINT64_C(1) << CLASS_##name)

typedef enum {
  DATE_SECOND,
  DATE_MINUTE,
  DATE_HOUR,
  DATE_DAY,
  DATE_WEEKEND,
  DATE_WEEK,
  DATE_FORTNIGHT,
  DATE_MONTH,
  DATE_QUARTER,
  DATE_SEASON,
  DATE_YEAR,
  DATE_DECADE,
  DATE_CENTURY,
  DATE_MILLENNIUM,
  DATE_UNIT_COUNT
} DateUnit;

typedef struct {
  uint64_t classes;
  int32_t value; /* number, DateUnit, month, weekday or offset */
  Str text;      /* TIMEX3 text, season, part of the day, holiday, zone */
} DateWord;

typedef enum {
  DATE_OP_POINT,
  DATE_OP_DURATION,
  DATE_OP_SHIFT,
  DATE_OP_SET,
  DATE_OP_FIXED,
  DATE_OP_COUNT
} DateOperation;

_Static_assert(DATE_CLASS_COUNT <= 64, "a set of classes is one word");

enum { DATE_RULE_LENGTH = 14 };

typedef struct {
  uint64_t classes;
  bool optional, outside; /* outside: context that is not part of the date */
} DateElement;

typedef struct {
  Str name;
  uint8_t operation; /* DateOperation */
  uint8_t length;
  DateElement elements[DATE_RULE_LENGTH];
} DateRule;

typedef struct {
  Lexicon words;
  DateWord *meanings; /* beside words.entries; classes of one key are joined in its first */
  DateRule *rules;
  uint32_t rule_count;
  uint16_t *starting[DATE_CLASS_COUNT]; /* rules that can begin with the class */
  uint16_t starting_count[DATE_CLASS_COUNT];
} DateGrammar;

bool dategrammar_parse(Arena *arena, Data words, Data rules, DateGrammar *grammar,
                       AllegeError *error);

/* The longest known word or phrase at words[0]; NULL: none. */
const DateWord *dategrammar_word(const DateGrammar *grammar, const Str *words,
                                 const uint32_t *hashes, uint32_t available, uint32_t *length);
#endif
