/* SPDX-License-Identifier: MIT */
/* dates_digits.c - what is written in digits: 1996, 1990s, 12th, 7:15 p.m., 2016-10-16, 2 1/2. */
#include "extract/dates_inner.h"

static bool digit(char c) { return c >= '0' && c <= '9'; }
static bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* Bytes of the apostrophe, straight or curly; 0: none. Stops at the NUL that ends the text. */
static uint32_t apostrophe_width(const char *at) {
  return *at == '\'' ? 1 : at[0] == '\xe2' && at[1] == '\x80' && at[2] == '\x99' ? 3 : 0;
}

typedef struct {
  int32_t value;
  uint32_t count;
} Digits; /* count of digits; value capped */

/* The text is NUL-ended, so that looking one byte ahead is safe. */
static Digits read_digits(const char *at) {
  Digits d = {0, 0};
  for (; digit(at[d.count]); d.count++)
    if (d.value < 100000000) d.value = d.value * 10 + (at[d.count] - '0');
  return d;
}

uint32_t date_token_from(const Document *document, uint32_t token, uint32_t byte) {
  while (token < document->tokens.count && document->tokens.span[token].start < byte) token++;
  return token;
}

static int32_t full_year(Digits d) {
  return d.count == 2 ? d.value + (d.value < 50 ? 2000 : 1900) : d.value;
}

static bool read_clock(const char *at, uint32_t *len, DateItem *item);

/* 2017-02-27T10:00:00Z; the day alone where the rest is no time. */
static uint32_t read_iso_time(const char *at, DateItem *item) {
  DateItem clock = {0};
  uint32_t len = 0;
  if ((*at != 'T' && *at != 't') || !digit(at[1]) || !read_clock(at + 1, &len, &clock)) return 0;
  item->value = clock.value, item->minute = clock.minute, item->second = clock.second;
  len++;
  if (at[len] == '.' && digit(at[len + 1])) len += 1 + read_digits(at + len + 1).count;
  if (at[len] == 'Z') return item->text = STR("Z"), len + 1;
  if ((at[len] == '+' || at[len] == '-') && read_digits(at + len + 1).count) {
    len += 1 + read_digits(at + len + 1).count;
    if (at[len] == ':') len += 1 + read_digits(at + len + 1).count;
  }
  return len;
}

/* Of 3/4/2016 either number may be the day: the reading that exists, else month first with
 * slashes and day first with dots. */
static bool read_full_date(const char *at, uint32_t *len, DateItem *item) {
  Digits a = read_digits(at);
  char mark = at[a.count];
  if ((mark != '-' && mark != '/' && mark != '.') || a.count == 3 || a.count > 4) return false;
  Digits b = read_digits(at + a.count + 1);
  if (b.count < 1 || b.count > 2 || at[a.count + 1 + b.count] != mark) return false;
  Digits c = read_digits(at + a.count + b.count + 2);
  *len = a.count + b.count + c.count + 2;
  if (a.count == 4 && c.count <= 2) item->date = (Civil){a.value, b.value, c.value};
  else if (a.count > 2 || (c.count != 4 && (c.count != 2 || mark != '/'))) return false;
  else if (b.value > 12 || (mark == '/' && a.value <= 12))
    item->date = (Civil){full_year(c), a.value, b.value};
  else item->date = (Civil){full_year(c), b.value, a.value};
  item->classes = CLASS(FULLDATE);
  if (!civil_is_valid(item->date) || item->date.year < 1000) return false;
  if (a.count == 4) *len += read_iso_time(at + *len, item);
  return true;
}

/* The attacks of 2001, by their day. */
static bool read_september_11(const char *at, uint32_t *len, DateItem *item) {
  if (strncmp(at, "9/11", 4) || digit(at[4]) || (at[4] == '/' && digit(at[5]))) return false;
  item->date = (Civil){2001, 9, 11};
  item->classes = CLASS(FULLDATE);
  return *len = 4, true;
}

/* "am", "p.m." after at most one space; 0: none. */
static uint32_t read_half_day(const char *at, bool *afternoon) {
  uint32_t len = *at == ' ';
  char c = lower(at[len]);
  if (c != 'a' && c != 'p') return 0;
  *afternoon = c == 'p';
  len++;
  bool dotted = at[len] == '.';
  len += dotted;
  if (dotted && at[len] == ' ') len++;
  if (lower(at[len]) != 'm' || letter(at[len + 1]) || digit(at[len + 1])) return 0;
  return len + 1 + (dotted && at[len + 1] == '.');
}

static bool read_clock(const char *at, uint32_t *len, DateItem *item) {
  Digits hour = read_digits(at);
  if (hour.count > 2 || hour.value > 24) return false;
  *len = hour.count;
  item->value = hour.value, item->minute = item->second = -1;
  bool afternoon, marked = at[*len] == ':' || at[*len] == '.';
  bool colon = at[*len] == ':';
  if (marked) {
    Digits minute = read_digits(at + *len + 1);
    if (minute.count != 2 || minute.value > 59) return false;
    item->minute = minute.value;
    *len += 3;
    if (at[*len] == ':' && digit(at[*len + 1])) {
      Digits second = read_digits(at + *len + 1);
      if (second.count != 2 || second.value > 59) return false;
      item->second = second.value;
      *len += 3;
    }
  }
  uint32_t half = read_half_day(at + *len, &afternoon);
  item->classes = CLASS(CLOCK);
  if (!half) return colon && !digit(at[*len]) && at[*len] != ':';
  if (hour.value > 12 || !hour.value) return false;
  item->value = hour.value % 12 + (afternoon ? 12 : 0);
  *len += half;
  return true;
}

static uint32_t read_fraction(const char *at, int32_t *thousandths) {
  if (!digit(at[0]) || at[1] != '/' || !digit(at[2]) || digit(at[3]) || at[2] == '0') return 0;
  *thousandths = (at[0] - '0') * 1000 / (at[2] - '0');
  return *thousandths < 1000 ? 3 : 0;
}

static bool ends_word(const char *at) { return !letter(*at) && !digit(*at); }

/* 1990s, 1990's, '90s, 80s */
static bool read_decade(const char *at, Digits d, bool apostrophe, uint32_t *len, DateItem *item) {
  uint32_t mark = apostrophe_width(at + d.count);
  if (at[d.count + mark] != 's' || !ends_word(at + d.count + mark + 1) || d.value % 10)
    return false;
  if (d.count != 4 && !(d.count == 2 && d.value >= 10)) return false;
  if (d.count == 4 && (d.value < 1000 || d.value > 2100 || apostrophe)) return false;
  item->value = d.value / 10;
  item->classes = CLASS(DECADE);
  item->minute = d.count == 2 && !apostrophe; /* "80s" may also be an age or a grade */
  *len = d.count + mark + 1;
  return true;
}

static bool read_ordinal(const char *at, Digits d, uint32_t *len, DateItem *item) {
  char a = lower(at[d.count]), b = a ? lower(at[d.count + 1]) : 0;
  bool suffix = (a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') ||
                (a == 't' && b == 'h');
  if (!suffix || !ends_word(at + d.count + 2) || d.count > 2 || !d.value) return false;
  item->value = d.value;
  item->classes = CLASS(ORDINAL);
  *len = d.count + 2;
  return true;
}

/* 1,500  2.5  1/2  2 1/2 */
static bool read_number(const char *at, Digits d, uint32_t *len, DateItem *item) {
  bool plain = true;
  *len = d.count;
  item->value = d.value;
  item->classes = CLASS(NUMBER);
  uint32_t fraction = read_fraction(at, &item->thousandths);
  if (fraction) return item->value = 0, *len = fraction, true;
  while (at[*len] == ',' && read_digits(at + *len + 1).count == 3 && item->value < 100000) {
    item->value = item->value * 1000 + read_digits(at + *len + 1).value;
    *len += 4, plain = false;
  }
  if (at[*len] == '.' && digit(at[*len + 1])) {
    Digits tenths = read_digits(at + *len + 1);
    if (tenths.count > 3 || at[*len + 1 + tenths.count] == '.') return false;
    for (uint32_t i = 0; i < 3; i++)
      item->thousandths = item->thousandths * 10 + (i < tenths.count ? at[*len + 1 + i] - '0' : 0);
    *len += 1 + tenths.count, plain = false;
  } else if ((at[*len] == ' ' || at[*len] == '-') &&
             (fraction = read_fraction(at + *len + 1, &item->thousandths)))
    *len += 1 + fraction, plain = false;
  if (!plain) return true;
  if (d.count <= 2 && d.value >= 1 && d.value <= 31) item->classes |= CLASS(DAY);
  if (d.count == 4 && d.value >= 1000 && d.value <= 2999) item->classes |= CLASS(YEAR);
  return true;
}

static const char *const AFTER_MILITARY[] = {"GMT", "UTC", "BST", "CET",   "CEST", "EST",
                                             "EDT", "PST", "PDT", "hours", "hrs",  NULL};

/* "0900 GMT" */
static bool read_four_digit_clock(const char *at, Digits d, uint32_t *len, DateItem *item) {
  if (d.count != 4 || at[4] != ' ' || d.value / 100 > 24 || d.value % 100 > 59) return false;
  for (const char *const *zone = AFTER_MILITARY; *zone; zone++) {
    uint32_t width = (uint32_t)strlen(*zone);
    if (strncmp(at + 5, *zone, width) || letter(at[5 + width])) continue;
    if ((*zone)[0] == 'h' && at[0] != '0') continue; /* "1200 hours" are many hours */
    item->value = d.value / 100, item->minute = d.value % 100, item->second = -1;
    item->classes = CLASS(CLOCK);
    *len = 4 + ((*zone)[0] == 'h' ? 1 + width : 0);
    return true;
  }
  return false;
}

static uint32_t digits_before(const char *text, uint32_t end) {
  uint32_t count = 0;
  while (count < end && count < 5 && digit(text[end - 1 - count])) count++;
  return count;
}

/* Part of a longer code, sum, score or name: $5, F-16, 555-1234, A320, 3-2, 50%. */
static bool is_part_of_other(const Document *document, uint32_t start, uint32_t end, bool is_year) {
  const char *text = document->text, *after = text + end;
  char before = start ? text[start - 1] : ' ', earlier = start > 1 ? text[start - 2] : ' ';
  if (letter(before) || digit(before) || before == '$' || before == '#' || before == '/' ||
      before == '@' || before == '+')
    return true;
  if ((before == '.' || before == ',' || before == ':') && digit(earlier)) return true;
  if (before == '-' && earlier >= 'A' && earlier <= 'Z') return true; /* MD-80s, X-2000 */
  if (before == '-' && digit(earlier) && (!is_year || digits_before(text, start - 1) != 4))
    return true;
  if (*after == '-' && after[1] >= 'A' && after[1] <= 'Z' && is_year) return true; /* 1999-B */
  if (letter(*after) || *after == '%' || *after == '/' || *after == '@' || *after == '_')
    return true;
  if (*after == '-' && digit(after[1])) { /* 1985-1987 are two years, 555-1234 is none */
    Digits d = read_digits(after + 1);
    bool goes_on = after[1 + d.count] == '-' || letter(after[1 + d.count]);
    return !is_year || goes_on || (d.count != 4 && d.count != 2);
  }
  return (*after == ':' || *after == '.' || *after == ',') && digit(after[1]);
}

static bool read_short_year(const char *at, Digits d, uint32_t *len, DateItem *item) {
  if (d.count != 2 || !ends_word(at + 2)) return false;
  item->value = full_year(d), item->classes = CLASS(YEAR), *len = 2;
  return true;
}

bool date_item_read_digits(const Document *document, uint32_t token, uint32_t skip,
                           DateItem *item) {
  uint32_t start = document->tokens.span[token].start + skip, len = 0;
  const char *at = document->text + start;
  uint32_t quote = apostrophe_width(at);
  Digits d = read_digits(at + quote);
  item->start = start - skip, item->token = token, item->next = token + 1;
  if (!d.count) return false;
  bool found = quote
                   ? read_decade(at + quote, d, true, &len, item) ||
                         read_short_year(at + quote, d, &len, item)
                   : read_september_11(at, &len, item) || read_full_date(at, &len, item) ||
                         read_four_digit_clock(at, d, &len, item) || read_clock(at, &len, item) ||
                         read_decade(at, d, false, &len, item) || read_ordinal(at, d, &len, item) ||
                         (item->thousandths = 0, read_number(at, d, &len, item));
  item->end = start + quote + (len ? len : d.count);
  item->next = date_token_from(document, token + 1, item->end);
  if (found && skip && letter(document->text[start - 1]))
    return item->classes & CLASS(YEAR); /* FY2018 */
  return found && !is_part_of_other(document, start, item->end, (item->classes & CLASS(YEAR)) != 0);
}
