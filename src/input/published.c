/* SPDX-License-Identifier: MIT */
#include "input/published.h"
#include <stdio.h>
#include <strings.h>

typedef struct {
  int year, month, day;
} Parts;

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

/* Numbers by their size and place, months by name: no locale, no ambiguity of 03/04. */
static Parts take_parts(Str text) {
  Parts date = {0, 0, 0};
  long number;
  for (int i = 0; i < 6 && !(date.year && date.month && date.day); i++) {
    Str part = next_part(&text, &number);
    if (!part.len) break;
    if (number < 0) {
      if (!date.month) date.month = month_number(part);
    } else if (part.len == 8 && !date.year)
      date = (Parts){(int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100)};
    else if (part.len == 4 && !date.year) date.year = (int)number;
    else if (part.len > 2) break;
    else if (date.year && !date.month) date.month = (int)number;
    else if (!date.day) date.day = (int)number;
  }
  return date;
}

bool published_parse(Str text, IsoDate *date) {
  static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  Parts parts = take_parts(text);
  if (parts.year < 1000 || parts.year > 9999 || parts.month < 1 || parts.month > 12) return false;
  bool leap = parts.year % 4 == 0 && (parts.year % 100 != 0 || parts.year % 400 == 0);
  if (parts.day < 1 || parts.day > DAYS[parts.month - 1] + (leap && parts.month == 2)) return false;
  snprintf(date->iso, sizeof date->iso, "%04d-%02d-%02d", parts.year % 10000, parts.month % 100,
           parts.day % 100);
  return true;
}
