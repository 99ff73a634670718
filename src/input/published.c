/* SPDX-License-Identifier: MIT */
#include "input/published.h"
#include "base/calendar.h"
#include <stdio.h>
#include <strings.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

static int month_number(Str word) {
  static const char MONTHS[][10] = {"january",   "february", "march",    "april",
                                    "may",       "june",     "july",     "august",
                                    "september", "october",  "november", "december"};
  for (int i = 0; i < 12 && word.len >= 3; i++)
    if (word.len <= strlen(MONTHS[i]) && !strncasecmp(word.bytes, MONTHS[i], word.len))
      return i + 1;
  return word.len == 4 && !strncasecmp(word.bytes, "sept", 4) ? 9 : 0;
}

/* The next number or word; sets `number` to -1 for a word. Empty: the end. */
static Str next_part(Str *text, long *number) {
  while (text->len && !is_digit(*text->bytes) && !is_letter(*text->bytes))
    text->bytes++, text->len--;
  Str part = {text->bytes, 0};
  bool digits = text->len && is_digit(*text->bytes);
  *number = digits ? 0 : -1;
  while (part.len < text->len &&
         (digits ? is_digit(part.bytes[part.len]) : is_letter(part.bytes[part.len]))) {
    if (digits && *number < 100000000) *number = *number * 10 + (part.bytes[part.len] - '0');
    part.len++;
  }
  if (part.len) text->bytes += part.len; /* an empty text may have no bytes at all */
  text->len -= part.len;
  return part;
}

static uint32_t digits_at(Str text, uint32_t at) {
  uint32_t end = at;
  while (end < text.len && is_digit(text.bytes[end])) end++;
  return end - at;
}

/* The end of a word after blanks that makes the number before it a time; 0: there is none. */
static uint32_t time_word_end(Str text, uint32_t at) {
  static const char WORDS[][9] = {"am",       "pm",  "a.m.", "p.m.",  "a.m",  "p.m",  "noon",
                                  "midnight", "h",   "hrs",  "hours", "gmt",  "utc",  "bst",
                                  "ist",      "cet", "cest", "eet",   "eest", "msk",  "est",
                                  "edt",      "et",  "cst",  "cdt",   "ct",   "mst",  "mdt",
                                  "mt",       "pst", "pdt",  "pt",    "aest", "aedt", "jst"};
  while (at < text.len && (text.bytes[at] == ' ' || text.bytes[at] & 0x80)) at++;
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
    uint32_t end = at + (uint32_t)strlen(WORDS[i]);
    if (end <= text.len && !strncasecmp(text.bytes + at, WORDS[i], end - at) &&
        (end == text.len || !(is_letter(text.bytes[end]) || is_digit(text.bytes[end]))))
      return end;
  }
  return 0;
}

/* The end of a distance from Greenwich, +02:00 or -0500; `at`: there is none. */
static uint32_t offset_end(Str text, uint32_t at) {
  uint32_t sign = at;
  while (sign < text.len && text.bytes[sign] == ' ') sign++;
  if (sign == text.len || (text.bytes[sign] != '+' && text.bytes[sign] != '-')) return at;
  uint32_t end = sign + 1 + digits_at(text, sign + 1);
  if (end - sign == 5) return end;
  bool colon = end - sign == 3 && end < text.len && text.bytes[end] == ':';
  return colon && digits_at(text, end + 1) == 2 ? end + 3 : at;
}

/* The end of the time of day that begins with the number at the start of `text`: 10:15[:30], 8pm,
 * 8.30 pm, 12 noon, 1120 GMT. 0: it is no time. */
static uint32_t time_end(Str text) {
  uint32_t hour = digits_at(text, 0), at = hour;
  bool colon = false;
  if (hour > 4) return 0;
  while (hour <= 2 && at < text.len && text.bytes[at] == ':' && digits_at(text, at + 1))
    colon = true, at += 1 + digits_at(text, at + 1);
  if (hour <= 2 && at < text.len && text.bytes[at] == '.' &&
      (colon || digits_at(text, at + 1) == 2))
    at += 1 + digits_at(text, at + 1);
  uint32_t word = time_word_end(text, at);
  return word || colon ? offset_end(text, word ? word : at) : 0;
}

/* Letters that are joined to a day: of 5th they are taken, of 5May left, 2017-02-27T10 has a T.
 * False: others, so that it may be no day at all, as in 10h15. */
static bool take_day_end(Str *text, bool after_year) {
  static const char ENDS[][3] = {"st", "nd", "rd", "th"};
  if (!text->len || !is_letter(*text->bytes) || after_year) return true;
  long number;
  Str rest = *text, word = next_part(&rest, &number);
  for (int i = 0; i < 4; i++)
    if (word.len == 2 && !strncasecmp(word.bytes, ENDS[i], 2)) return *text = rest, true;
  return month_number(word) != 0;
}

/* What follows the year of 2024-W10-5 or 2024W105. A week without its day is no date. */
static bool take_week(Str text, int32_t year, Civil *date) {
  uint32_t at = text.len && *text.bytes == '-';
  if (at == text.len || (text.bytes[at] | 0x20) != 'w' || !digits_at(text, at + 1)) return false;
  *date = (Civil){0, 0, 0};
  uint32_t count = digits_at(text, ++at), day_at = at + 2 + (count == 2);
  if (count == 2 ? at + 2 == text.len || text.bytes[at + 2] != '-' || digits_at(text, day_at) != 1
                 : count != 3)
    return true;
  int32_t week = (text.bytes[at] - '0') * 10 + text.bytes[at + 1] - '0';
  int32_t day = text.bytes[day_at] - '0', its_year, its_week;
  Civil first = {year, 1, 4}; /* always in week 1 */
  Civil found = civil_add_days(first, (week - 1) * 7 + day - civil_weekday(first));
  civil_iso_week(found, &its_year, &its_week);
  if (day >= 1 && day <= 7 && its_year == year && its_week == week) *date = found;
  return true;
}

enum { MOST_PARTS = 8 };

/* Numbers by their size and place, months by name: no locale, no ambiguity of 03/04. Where two
 * numbers may be the day, or two words the month, nothing is taken: a wrong day shifts every
 * "yesterday" of the article. */
static Civil take_parts(Str text) {
  static const Civil UNCLEAR = {0, 0, 0};
  Civil date = UNCLEAR;
  long number;
  const char *start = text.bytes;
  bool year_before_name = false;
  for (int i = 0; i < MOST_PARTS && !(date.year && date.month && date.day); i++) {
    Str part = next_part(&text, &number);
    if (!part.len) break;
    if (number < 0) {
      int month = month_number(part);
      if (month && date.month) return UNCLEAR;
      if (month) date.month = month, year_before_name = date.year != 0;
      continue;
    }
    char before = part.bytes > start ? part.bytes[-1] : ' ';
    if (before == '+') continue; /* UTC+2 */
    Str rest = {part.bytes, part.len + text.len};
    bool is_joined = before == ':' || before == '.' || before == '/' || before == '-';
    bool is_last_year = part.len == 4 && date.month && date.day;
    uint32_t end = is_joined || is_last_year ? 0 : time_end(rest);
    if (end) {
      text = (Str){rest.bytes + end, rest.len - end};
    } else if (part.len == 8 && !date.year) {
      date = (Civil){(int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100)};
    } else if (part.len == 4 && !date.year) {
      if (take_week(text, (int32_t)number, &date)) return date;
      date.year = (int)number;
    } else if (part.len > 2 || date.day) {
      return UNCLEAR;
    } else if (date.year && !date.month) {
      date.month = (int)number;
    } else {
      date.day = (int)number;
      if (!take_day_end(&text, date.year != 0)) return UNCLEAR;
    }
  }
  /* "2015, May 31, 2024": the first may be an hour. */
  if (year_before_name && next_part(&text, &number).len == 4 && number >= 0) return UNCLEAR;
  return date;
}

bool published_parse(Str text, IsoDate *date) {
  Civil day = take_parts(text);
  if (day.year < 1000 || !civil_is_valid(day)) return false;
  snprintf(date->iso, sizeof date->iso, "%04u-%02u-%02u", (unsigned)day.year % 10000,
           (unsigned)day.month % 100, (unsigned)day.day % 100);
  return true;
}
