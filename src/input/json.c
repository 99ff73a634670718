/* SPDX-License-Identifier: MIT */
/* json.c - a strict reader: RFC 8259, linear time; every value is checked as it is passed over. */
#include "input/json.h"
#include "base/utf8.h"
#include <stdio.h>

enum { MAX_DEPTH = 1000 };

static bool fail(JsonReader *r, const char *what) {
  if (r->reason) return false;
  char *reason = NEW_ARRAY(r->arena, char, 100);
  snprintf(reason, 100, "not JSON: %s at byte %u", what, r->at + 1);
  r->reason = reason;
  return false;
}

static int peek(const JsonReader *r) {
  return r->at < r->text.len ? (unsigned char)r->text.bytes[r->at] : -1;
}

static void skip_space(JsonReader *r) {
  for (int c; c = peek(r), c == ' ' || c == '\t' || c == '\n' || c == '\r';) r->at++;
}

static bool expect(JsonReader *r, int c, const char *what) {
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
static bool skip_string(JsonReader *r, Str *raw, bool *escapes) {
  if (!expect(r, '"', "a string is expected")) return false;
  uint32_t start = r->at;
  *escapes = false;
  for (int c; (c = peek(r)) != '"'; r->at++) {
    if (c < 0) return fail(r, "the text ends in a string");
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
  *raw = (Str){r->text.bytes + start, r->at - start};
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

static bool read_string(JsonReader *r, Str *decoded) {
  bool escapes;
  if (!skip_string(r, decoded, &escapes)) return false;
  if (escapes) *decoded = decode_string(*decoded, r->arena);
  return true;
}

static bool skip_digits(JsonReader *r) {
  uint32_t start = r->at;
  for (int c; c = peek(r), c >= '0' && c <= '9';) r->at++;
  return r->at > start;
}

static bool skip_number(JsonReader *r) {
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

static bool skip_word(JsonReader *r, Str word) {
  if (r->text.len - r->at < word.len || memcmp(r->text.bytes + r->at, word.bytes, word.len))
    return fail(r, "a value is expected");
  r->at += word.len;
  return true;
}

/* A value that is neither object nor array. */
static bool skip_scalar(JsonReader *r) {
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

static bool skip_key(JsonReader *r) {
  Str raw;
  bool escapes;
  skip_space(r);
  if (!skip_string(r, &raw, &escapes)) return false;
  skip_space(r);
  return expect(r, ':', "':' is expected");
}

/* Steps into a value: past its opening bracket, or over the whole of a scalar or empty one. */
static bool enter_value(JsonReader *r, char *closers, uint32_t *depth) {
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

static bool skip_value(JsonReader *r) {
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

/* Past '{' or '[' on the first call, past ',' or at the closing bracket on later ones. */
static bool next_place(JsonReader *r, int open, int close) {
  skip_space(r);
  if (!r->inside) {
    if (!expect(r, open, open == '{' ? "an object is expected" : "an array is expected"))
      return false;
    r->inside = true;
    skip_space(r);
    if (peek(r) != close) return true;
  } else if (peek(r) == ',') {
    r->at++;
    return true;
  }
  if (!expect(r, close, "',' or a closing bracket is expected")) return false;
  skip_space(r);
  if (r->at < r->text.len) fail(r, "more after the end");
  return false;
}

static bool take_value(JsonReader *r, Str *value) {
  skip_space(r);
  uint32_t start = r->at;
  if (!skip_value(r)) return false;
  *value = (Str){r->text.bytes + start, r->at - start};
  return true;
}

bool json_next_member(JsonReader *r, Str *key, Str *value) {
  if (!next_place(r, '{', '}')) return false;
  skip_space(r);
  if (!read_string(r, key)) return false;
  skip_space(r);
  return expect(r, ':', "':' is expected") && take_value(r, value);
}

bool json_next_item(JsonReader *r, Str *value) {
  return next_place(r, '[', ']') && take_value(r, value);
}

bool json_string(Str value, Arena *arena, Str *decoded) {
  JsonReader reader = json_reader(value, arena);
  return peek(&reader) == '"' && read_string(&reader, decoded);
}

JsonReader json_reader(Str text, Arena *arena) {
  return (JsonReader){.text = text, .arena = arena};
}
