/* SPDX-License-Identifier: MIT */
#include "language/shapes.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "model/hyphen.h"

enum { NOTHING = 0, LONGEST_FORM = 12 };

unsigned chunk_class(const Chunk *chunk, uint32_t at, uint32_t *width) {
  *width = 1;
  if (at >= chunk->end) return 0;
  if (!(chunk->text[at] & 0x80)) return ASCII_CLASS[(unsigned char)chunk->text[at]];
  int32_t c = utf8_at(chunk->text, chunk->len, at, width);
  if (utf8_is_upper(c)) return ASCII_UPPER;
  if (utf8_is_letter(c) || utf8_is_format(c)) return ASCII_LOWER;
  if (utf8_is_digit(c)) return ASCII_DIGIT;
  return utf8_is_symbol(c) ? ASCII_SYMBOL : 0;
}

static char byte_at(const Chunk *chunk, uint32_t at) {
  return at < chunk->end ? chunk->text[at] : '\0';
}
static bool is_at(const Chunk *chunk, uint32_t at, unsigned classes) {
  uint32_t width;
  return chunk_class(chunk, at, &width) & classes;
}

uint32_t chunk_apostrophe(const Chunk *chunk, uint32_t at) {
  char c = byte_at(chunk, at);
  if (c == '\'' || c == '`') return 1;
  return c == '\xE2' && at + 2 < chunk->end && chunk->text[at + 1] == '\x80' &&
                 (chunk->text[at + 2] == '\x99' || chunk->text[at + 2] == '\x98')
             ? 3
             : 0;
}

/* Lower case, any apostrophe as '; 0: too long to be a form of the list. */
static uint32_t lower_form(const Chunk *chunk, uint32_t start, uint32_t end, char *form) {
  uint32_t len = 0;
  while (start < end && len < LONGEST_FORM) {
    uint32_t mark = chunk_apostrophe(chunk, start);
    form[len++] = mark ? '\'' : ascii_lower(chunk->text[start]);
    start += mark ? mark : 1;
  }
  return start >= end ? len : 0;
}

Str shape_class(const Chunk *chunk, uint32_t start, uint32_t end) {
  char form[LONGEST_FORM];
  uint32_t len = end - start <= 2 * LONGEST_FORM ? lower_form(chunk, start, end, form) : 0;
  const LexiconEntry *entry =
      len ? lexicon_find(&chunk->models->token_forms, (Str){form, len}) : NULL;
  return entry ? entry->column[0] : (Str){0};
}

/* Past the run of characters of `classes`, at most SHAPE_REACH bytes of it. */
static uint32_t run_end(const Chunk *chunk, uint32_t at, unsigned classes) {
  uint32_t width, limit = at + SHAPE_REACH;
  while (at < limit && (chunk_class(chunk, at, &width) & classes)) at += width;
  return at;
}

/* "can't" may go on after its apostrophe, "dogs'" may not. */
static uint32_t over_apostrophe(const Chunk *chunk, uint32_t at) {
  uint32_t mark = chunk_apostrophe(chunk, at);
  return mark && is_at(chunk, at + mark, ASCII_LETTER) ? at + mark : NOTHING;
}

static bool is_upper_run(const Chunk *chunk, uint32_t start, uint32_t end) {
  for (uint32_t i = start; i < end; i++)
    if (!ascii_is(chunk->text[i], ASCII_UPPER)) return false;
  return end > start;
}

/* AT&T, R&D, l/c, w/o, f*ck: a mark that joins what stands around it. */
static uint32_t over_joint(const Chunk *chunk, uint32_t start, uint32_t at) {
  char joint = byte_at(chunk, at);
  if ((joint != '&' && joint != '/' && joint != '*') || !is_at(chunk, at + 1, ASCII_LETTER))
    return NOTHING;
  uint32_t before = at - start, end = run_end(chunk, at + 1, ASCII_LETTER), after = end - at - 1;
  if (joint == '*') return ascii_is(chunk->text[at - 1], ASCII_LETTER) ? end : NOTHING;
  if (joint == '/')
    return before == 1 && after <= 3 && (after == 1 || ascii_lower(chunk->text[start]) == 'w')
               ? end
               : NOTHING;
  bool upper = is_upper_run(chunk, start, at) && is_upper_run(chunk, at + 1, end) && before <= 4 &&
               after <= 3;
  return upper || (before == 1 && after == 1) ? end : NOTHING;
}

static uint32_t over_hyphen(const Chunk *chunk, uint32_t start, uint32_t at) {
  uint32_t width = byte_at(chunk, at) == '-' ? 1 : 0;
  if (!width && byte_at(chunk, at) == '\xE2' && at + 2 < chunk->end &&
      chunk->text[at + 1] == '\x80' &&
      (chunk->text[at + 2] == '\x90' || chunk->text[at + 2] == '\x91'))
    width = 3; /* hyphen, non-breaking hyphen */
  if (!width || !is_at(chunk, at + width, ASCII_ALNUM)) return NOTHING;
  return hyphen_joins((Str){chunk->text + start, at - start}) ? at + width : NOTHING;
}

/* U.S., a.m.: single letters with full stops, the last one too. */
static uint32_t acronym_end(const Chunk *chunk, uint32_t start) {
  uint32_t at = start, letters = 0, limit = start + SHAPE_REACH;
  while (at < limit && ascii_is(byte_at(chunk, at), ASCII_LETTER) &&
         byte_at(chunk, at + 1) == '.') {
    at += 2;
    letters++;
  }
  if (letters == 0) return NOTHING;
  if (!is_at(chunk, at, ASCII_ALNUM))
    return letters > 1 && byte_at(chunk, at) != '.' ? at : NOTHING;
  if (!is_at(chunk, at + 1, ASCII_ALNUM)) return at + 1; /* U.S without its last one */
  return NOTHING;
}

/* The longest abbreviation of the list from `start`, its full stops with it: "Ph.D.". */
static const LexiconEntry *abbreviation_at(const Chunk *chunk, uint32_t start, uint32_t *end) {
  const LexiconEntry *best = NULL;
  char form[LONGEST_FORM];
  for (uint32_t len = 0; len < LONGEST_FORM && start + len < chunk->end; len++) {
    char c = chunk->text[start + len];
    if (!ascii_is(c, ASCII_LETTER) && c != '.' && c != '\'') break;
    form[len] = ascii_lower(c);
    if (c != '.') continue;
    const LexiconEntry *entry = lexicon_find(&chunk->models->abbreviations, (Str){form, len + 1});
    if (entry) best = entry, *end = start + len + 1;
  }
  return best;
}

/* What follows the chunk: the first character after the white space, by class. */
static unsigned class_after(const Chunk *chunk, uint32_t at, bool *same_line) {
  *same_line = true;
  uint32_t limit = at + SHAPE_REACH, width;
  while (at < limit && at < chunk->len) {
    int32_t c = utf8_at(chunk->text, chunk->len, at, &width);
    if (c == '\n') *same_line = false;
    if (!utf8_is_space(c)) {
      if (utf8_is_upper(c)) return ASCII_UPPER;
      return utf8_is_digit(c) ? ASCII_DIGIT : utf8_is_letter(c) ? ASCII_LOWER : ASCII_SYMBOL;
    }
    at += width;
  }
  return 0;
}

/* An abbreviation that is a word too ("no.", "sun.") is one only where the text goes on as
 * after an abbreviation. */
static bool reads_as_abbreviation(const Chunk *chunk, const LexiconEntry *entry, uint32_t start,
                                  uint32_t end) {
  bool same_line, capital = is_at(chunk, start, ASCII_UPPER);
  if (is_at(chunk, end, ASCII_ALNUM)) return false;
  unsigned next = end < chunk->end ? ASCII_SYMBOL : class_after(chunk, end, &same_line);
  bool comma = byte_at(chunk, end) == ',';
  if (str_is(entry->column[0], "last"))
    return comma || end < chunk->end || (next != ASCII_UPPER && next != 0);
  if (str_is(entry->column[1], "only")) return true;
  if (str_is(entry->column[0], "number")) return next == ASCII_DIGIT;
  if (str_is(entry->column[0], "title")) return capital && next == ASCII_UPPER;
  if (str_is(entry->column[0], "month")) return capital && (next != ASCII_UPPER && next != 0);
  if (str_is(entry->column[0], "place")) return capital && (comma || next == ASCII_LOWER);
  return next == ASCII_LOWER || comma || (capital && next == ASCII_DIGIT);
}

/* J. K. Rowling: a capital with a full stop before a name. */
static bool is_initial(const Chunk *chunk, uint32_t start, uint32_t stop) {
  bool same_line;
  if (stop - start != 1 || !ascii_is(chunk->text[start], ASCII_UPPER)) return false;
  if (stop + 1 < chunk->end)
    return byte_at(chunk, stop + 1) == ',' || is_at(chunk, stop + 1, ASCII_UPPER);
  unsigned next = class_after(chunk, stop + 1, &same_line);
  return next == ASCII_UPPER && chunk->text[start] != 'I';
}

static uint32_t over_full_stop(const Chunk *chunk, uint32_t start, uint32_t at) {
  uint32_t end = NOTHING;
  if (byte_at(chunk, at) != '.' || byte_at(chunk, at + 1) == '.') return NOTHING;
  if (is_initial(chunk, start, at)) return at + 1;
  const LexiconEntry *entry = abbreviation_at(chunk, start, &end);
  return entry && end > at && reads_as_abbreviation(chunk, entry, start, end) ? end : NOTHING;
}

static uint32_t over_currency(const Chunk *chunk, uint32_t start, uint32_t at) { /* US$ */
  return byte_at(chunk, at) == '$' && at - start <= 3 && is_upper_run(chunk, start, at) ? at + 1
                                                                                        : NOTHING;
}

Piece shape_word(const Chunk *chunk, uint32_t at) {
  Piece none = {NOTHING, TOKEN_WORD};
  uint32_t start = at, acronym = acronym_end(chunk, at), next;
  if (acronym) return (Piece){acronym, TOKEN_WORD};
  if (!is_at(chunk, at, ASCII_LETTER)) return none;
  at = run_end(chunk, at, ASCII_ALNUM);
  if ((next = over_currency(chunk, start, at))) return (Piece){next, TOKEN_SYMBOL};
  uint32_t limit = start + SHAPE_REACH;
  while (at < limit) {
    next = over_apostrophe(chunk, at);
    if (!next) next = over_joint(chunk, start, at);
    if (!next && byte_at(chunk, at) == '_' && is_at(chunk, at + 1, ASCII_ALNUM)) next = at + 1;
    if (!next) next = over_hyphen(chunk, start, at);
    if (!next) break;
    at = run_end(chunk, next, ASCII_ALNUM);
  }
  next = over_full_stop(chunk, start, at);
  return (Piece){next ? next : at, TOKEN_WORD};
}

/* -------- numbers -------- */

static uint32_t digits_end(const Chunk *chunk, uint32_t at) {
  return run_end(chunk, at, ASCII_DIGIT);
}

/* 2016-10-16, 713-853-3989, 345-9945: groups that hyphens join; a range like 3-4 is none. */
static uint32_t joined_groups(const Chunk *chunk, uint32_t at) {
  uint32_t groups = 0, size[3] = {0}, end = at;
  for (;;) {
    uint32_t stop = digits_end(chunk, end);
    if (stop == end) return NOTHING;
    if (groups < 3) size[groups] = stop - end;
    groups++;
    end = stop;
    if (byte_at(chunk, end) != '-' || !is_at(chunk, end + 1, ASCII_DIGIT) || groups > 8) break;
    end++;
  }
  if (is_at(chunk, end, ASCII_LETTER)) return NOTHING;
  return groups > 2 || (groups == 2 && size[0] == 3 && size[1] == 4) ? end : NOTHING;
}

static uint32_t decimal_end(const Chunk *chunk, uint32_t at) {
  uint32_t limit = at + SHAPE_REACH;
  at = digits_end(chunk, at);
  while (at < limit) {
    char c = byte_at(chunk, at);
    uint32_t end = digits_end(chunk, at + 1);
    if (end == at + 1 || (c != ',' && c != '.' && c != ':' && c != '/')) break;
    if (c == ',' && end - at - 1 != 3) break;
    at = end;
  }
  return at;
}

static bool is_ordinal(const Chunk *chunk, uint32_t start, uint32_t end) {
  static const char *const ENDINGS[] = {"st", "nd", "rd", "th", "s", "ths", "rds", "nds"};
  char form[LONGEST_FORM];
  uint32_t len = lower_form(chunk, start, end, form);
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
    if (len == strlen(ENDINGS[i]) && !memcmp(form, ENDINGS[i], len)) return true;
  return false;
}

Piece shape_number(const Chunk *chunk, uint32_t at) {
  uint32_t start = at, mark = chunk_apostrophe(chunk, at);
  char c = byte_at(chunk, at);
  bool first = start == chunk->start || !ascii_is(chunk->text[start - 1], ASCII_ALNUM);
  if (first && (mark || c == '.' || c == '+') && is_at(chunk, at + (mark ? mark : 1), ASCII_DIGIT))
    at += mark ? mark : 1;
  if (!is_at(chunk, at, ASCII_DIGIT)) return (Piece){NOTHING, TOKEN_NUMBER};
  uint32_t end = joined_groups(chunk, at);
  if (end) return (Piece){end, TOKEN_NUMBER};
  end = decimal_end(chunk, at);
  uint32_t letters = run_end(chunk, end, ASCII_LETTER);
  uint32_t decade = over_apostrophe(chunk, end); /* 1980's */
  if (decade && run_end(chunk, decade, ASCII_ALNUM) == decade + 1 &&
      ascii_lower(chunk->text[decade]) == 's')
    return (Piece){decade + 1, TOKEN_NUMBER};
  if (letters == end || is_ordinal(chunk, end, letters)) return (Piece){letters, TOKEN_NUMBER};
  uint32_t stopped = acronym_end(chunk, end); /* 5p.m. */
  if (str_is(shape_class(chunk, end, stopped ? stopped : letters), "unit"))
    return (Piece){end, TOKEN_NUMBER};
  return (Piece){run_end(chunk, end, ASCII_ALNUM), TOKEN_NUMBER}; /* 4x4, 3D */
}

/* -------- marks -------- */

static bool repeats(char c) { return c && strchr("-=*_+~#<>|^/\\", c); }

static uint32_t same_run(const Chunk *chunk, uint32_t at) {
  uint32_t end = at;
  while (end < chunk->end && chunk->text[end] == chunk->text[at]) end++;
  return end;
}

static uint32_t smiley_end(const Chunk *chunk, uint32_t at) {
  if (!memchr(":;=8(^<>xX-oOTD", chunk->text[at], 15)) return NOTHING;
  for (uint32_t len = 5; len >= 2; len--) {
    uint32_t end = at + len;
    if (end > chunk->end || (end < chunk->end && !memchr(".,!?)\"", chunk->text[end], 6))) continue;
    if (str_is(shape_class(chunk, at, end), "smiley")) return end;
  }
  return NOTHING;
}

static uint32_t dots_end(const Chunk *chunk, uint32_t at) {
  for (;;) {
    if (byte_at(chunk, at) == '.') at++;
    else if (at + 2 < chunk->end && !memcmp(chunk->text + at, "…", 3)) at += 3;
    else return at;
  }
}

static uint32_t double_mark(const Chunk *chunk, uint32_t at) { /* ``, '', and curly ’’ */
  char c = byte_at(chunk, at);
  if ((c == '`' || c == '\'') && byte_at(chunk, at + 1) == c) return at + 2;
  return at + 5 < chunk->end &&
                 (!memcmp(chunk->text + at, "’’", 6) || !memcmp(chunk->text + at, "‘‘", 6))
             ? at + 6
             : NOTHING;
}

Piece shape_mark(const Chunk *chunk, uint32_t at) {
  uint32_t width, end = smiley_end(chunk, at);
  unsigned class = chunk_class(chunk, at, &width);
  char c = chunk->text[at];
  if (end) return (Piece){end, TOKEN_SYMBOL};
  if ((end = dots_end(chunk, at)) > at) return (Piece){end, TOKEN_MARK};
  if (c == '!' || c == '?') {
    for (end = at; byte_at(chunk, end) == '!' || byte_at(chunk, end) == '?';) end++;
    return (Piece){end, TOKEN_MARK};
  }
  if ((end = double_mark(chunk, at))) return (Piece){end, TOKEN_MARK};
  if (repeats(c))
    return (Piece){same_run(chunk, at), class & ASCII_SYMBOL ? TOKEN_SYMBOL : TOKEN_MARK};
  return (Piece){at + width, class & ASCII_SYMBOL ? TOKEN_SYMBOL : TOKEN_MARK};
}
