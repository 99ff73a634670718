/* SPDX-License-Identifier: MIT */
/* ndjson.c - a strict JSON reader for one object a line: RFC 8259, no recursion, linear time.
 * Only four fields are kept; everything else is checked and passed over. */
#include "input/ndjson.h"
#include "base/utf8.h"
#include <stdio.h>

const FieldNames DEFAULT_FIELDS = {"id", "text", "title", "date"};

enum { MAX_DEPTH = 1000 };

typedef struct {
  Str line;
  uint32_t at;
  Arena *arena;
  const char *reason; /* the first error; then everything stops */
} Reader;

static bool fail(Reader *r, const char *what) {
  if (r->reason) return false;
  char *reason = NEW_ARRAY(r->arena, char, 100);
  snprintf(reason, 100, "not JSON: %s at byte %u", what, r->at + 1);
  r->reason = reason;
  return false;
}

static int peek(const Reader *r) {
  return r->at < r->line.len ? (unsigned char)r->line.bytes[r->at] : -1;
}

static void skip_space(Reader *r) {
  for (int c; c = peek(r), c == ' ' || c == '\t' || c == '\n' || c == '\r';) r->at++;
}

static bool expect(Reader *r, int c, const char *what) {
  if (peek(r) != c) return fail(r, what);
  r->at++;
  return true;
}

static int hex_digit(int c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Passes over a string; `escapes` tells whether it must be decoded. */
static bool skip_string(Reader *r, Str *raw, bool *escapes) {
  if (!expect(r, '"', "a string is expected")) return false;
  uint32_t start = r->at;
  *escapes = false;
  for (int c; (c = peek(r)) != '"'; r->at++) {
    if (c < 0) return fail(r, "the line ends in a string");
    if (c < ' ') return fail(r, "a control character in a string");
    if (c != '\\') continue;
    *escapes = true;
    r->at++;
    c = peek(r);
    if (c == 'u') {
      for (int i = 0; i < 4; i++) {
        r->at++;
        if (hex_digit(peek(r)) < 0) return fail(r, "a broken \\u escape");
      }
    } else if (c <= 0 || !strchr("\"\\/bfnrt", c)) return fail(r, "an unknown escape");
  }
  *raw = (Str){r->line.bytes + start, r->at - start};
  r->at++;
  return true;
}

static uint32_t hex4(const char *digits) {
  uint32_t value = 0;
  for (int i = 0; i < 4; i++) value = value * 16 + (uint32_t)hex_digit((unsigned char)digits[i]);
  return value;
}

/* The character of the \u escape at raw[*at] ('u'); a surrogate without its other half
 * becomes U+FFFD, one character for one. */
static uint32_t escaped_character(Str raw, uint32_t *at) {
  uint32_t c = hex4(raw.bytes + *at + 1);
  *at += 4;
  if (c < 0xD800 || c > 0xDFFF) return c;
  const char *next = raw.bytes + *at + 1;
  if (c < 0xDC00 && *at + 6 < raw.len && next[0] == '\\' && next[1] == 'u') {
    uint32_t low = hex4(next + 2);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      *at += 6;
      return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
  }
  return 0xFFFD;
}

static Str decode_string(Str raw, Arena *arena) {
  static const char LETTERS[] = "bfnrt", VALUES[] = "\b\f\n\r\t";
  char *out = NEW_ARRAY(arena, char, raw.len + 1); /* decoding never grows */
  uint32_t len = 0;
  for (uint32_t i = 0; i < raw.len; i++) {
    if (raw.bytes[i] != '\\') {
      out[len++] = raw.bytes[i];
      continue;
    }
    i++;
    const char *letter = strchr(LETTERS, raw.bytes[i]);
    if (raw.bytes[i] == 'u') len += utf8_put(out + len, escaped_character(raw, &i));
    else out[len++] = letter ? VALUES[letter - LETTERS] : raw.bytes[i];
  }
  return (Str){out, len};
}

static bool read_string(Reader *r, Str *decoded) {
  bool escapes;
  if (!skip_string(r, decoded, &escapes)) return false;
  if (escapes) *decoded = decode_string(*decoded, r->arena);
  return true;
}

static bool skip_digits(Reader *r) {
  uint32_t start = r->at;
  for (int c; c = peek(r), c >= '0' && c <= '9';) r->at++;
  return r->at > start;
}

static bool skip_number(Reader *r) {
  if (peek(r) == '-') r->at++;
  if (peek(r) == '0') r->at++;
  else if (!skip_digits(r)) return fail(r, "a value is expected");
  if (peek(r) == '.') {
    r->at++;
    if (!skip_digits(r)) return fail(r, "a broken number");
  }
  if ((peek(r) | 0x20) == 'e') {
    r->at++;
    if (peek(r) == '+' || peek(r) == '-') r->at++;
    if (!skip_digits(r)) return fail(r, "a broken number");
  }
  return true;
}

static bool skip_word(Reader *r, Str word) {
  if (r->line.len - r->at < word.len || memcmp(r->line.bytes + r->at, word.bytes, word.len))
    return fail(r, "a value is expected");
  r->at += word.len;
  return true;
}

/* A value that is neither object nor array. */
static bool skip_scalar(Reader *r) {
  Str raw;
  bool escapes;
  switch (peek(r)) {
  case '"': return skip_string(r, &raw, &escapes);
  case 't': return skip_word(r, STR("true"));
  case 'f': return skip_word(r, STR("false"));
  case 'n': return skip_word(r, STR("null"));
  }
  return skip_number(r);
}

static bool skip_key(Reader *r) {
  Str raw;
  bool escapes;
  skip_space(r);
  if (!skip_string(r, &raw, &escapes)) return false;
  skip_space(r);
  return expect(r, ':', "':' is expected");
}

/* Steps into a value: past its opening bracket, or over the whole of a scalar or empty one. */
static bool enter_value(Reader *r, char *closers, uint32_t *depth) {
  skip_space(r);
  int c = peek(r);
  if (c != '{' && c != '[') return skip_scalar(r);
  if (*depth == MAX_DEPTH) return fail(r, "too deeply nested");
  r->at++;
  skip_space(r);
  closers[(*depth)++] = c == '{' ? '}' : ']';
  if (peek(r) == closers[*depth - 1]) return true; /* the caller sees the closer */
  if (c == '{' && !skip_key(r)) return false;
  return enter_value(r, closers, depth); /* at most MAX_DEPTH deep */
}

static bool skip_value(Reader *r) {
  char closers[MAX_DEPTH];
  uint32_t depth = 0;
  if (!enter_value(r, closers, &depth)) return false;
  while (depth) {
    skip_space(r);
    if (peek(r) == closers[depth - 1]) {
      r->at++;
      depth--;
      continue;
    }
    if (!expect(r, ',', "',' or a closing bracket is expected")) return false;
    if (closers[depth - 1] == '}' && !skip_key(r)) return false;
    if (!enter_value(r, closers, &depth)) return false;
  }
  return true;
}

/* A string field; null counts as absent. */
static bool read_field(Reader *r, Str *value, const char *what) {
  if (peek(r) == '"') return read_string(r, value);
  if (peek(r) != 'n' && !r->reason) r->reason = what;
  *value = (Str){0};
  return skip_value(r);
}

static bool read_member(Reader *r, const FieldNames *fields, JsonRecord *record) {
  Str key;
  skip_space(r);
  if (!read_string(r, &key)) return false;
  skip_space(r);
  if (!expect(r, ':', "':' is expected")) return false;
  skip_space(r);
  uint32_t start = r->at;
  if (str_is(key, fields->id)) {
    if (!skip_value(r)) return false;
    record->id = (Str){r->line.bytes + start, r->at - start};
    return true;
  }
  if (str_is(key, fields->text)) return read_field(r, &record->text, "the text field is no string");
  if (str_is(key, fields->title)) return read_field(r, &record->title, "the title field is no string");
  if (str_is(key, fields->date)) return read_field(r, &record->date, "the date field is no string");
  return skip_value(r);
}

static void read_object(Reader *r, const FieldNames *fields, JsonRecord *record) {
  skip_space(r);
  if (!expect(r, '{', "an object is expected")) return;
  skip_space(r);
  if (peek(r) == '}') r->at++;
  else {
    do {
      if (!read_member(r, fields, record)) return;
      skip_space(r);
    } while (peek(r) == ',' && ++r->at);
    if (!expect(r, '}', "',' or '}' is expected")) return;
  }
  skip_space(r);
  if (r->at < r->line.len) fail(r, "more after the object");
}

JsonRecord ndjson_parse(Str line, const FieldNames *fields, Arena *arena) {
  Reader reader = {line, 0, arena, NULL};
  JsonRecord record = {0};
  read_object(&reader, fields, &record);
  record.reason = reader.reason;
  if (!record.reason && !record.text.bytes) record.reason = "no text field";
  return record;
}

Str ndjson_string(Str json, Arena *arena) {
  Reader reader = {json, 0, arena, NULL};
  Str decoded;
  return read_string(&reader, &decoded) ? decoded : (Str){0};
}
