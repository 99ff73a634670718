/* SPDX-License-Identifier: MIT */
#include "base/text.h"
#include "base/arena.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static char *room_for(Text *text, size_t more) {
  if (text->capacity - text->len <= more) {
    size_t capacity = text->capacity ? text->capacity : 256;
    while (capacity - text->len <= more) capacity *= 2;
    text->bytes = must_realloc(text->bytes, capacity);
    text->capacity = capacity;
  }
  return text->bytes + text->len;
}

void text_add(Text *text, Str str) {
  char *at = room_for(text, str.len);
  if (str.len) memcpy(at, str.bytes, str.len);
  text->len += str.len;
  text->bytes[text->len] = 0;
}

void text_add_literal(Text *text, const char *literal) {
  text_add(text, (Str){literal, (uint32_t)strlen(literal)});
}

void text_add_char(Text *text, char c) { text_add(text, (Str){&c, 1}); }

void text_add_number(Text *text, uint64_t number) {
  char digits[20];
  uint32_t at = sizeof digits;
  do digits[--at] = (char)('0' + number % 10);
  while (number /= 10);
  text_add(text, (Str){digits + at, (uint32_t)sizeof digits - at});
}

static const char *json_escape(unsigned char c, char code[7]) {
  static const char LETTERS[] = "\b\f\n\r\t\"\\", NAMES[] = "bfnrt\"\\";
  const char *letter = c ? strchr(LETTERS, c) : NULL;
  if (letter) snprintf(code, 7, "\\%c", NAMES[letter - LETTERS]);
  else snprintf(code, 7, "\\u%04x", c);
  return code;
}

void text_add_json_string(Text *text, Str str) {
  uint32_t start = 0;
  char code[7];
  text_add_char(text, '"');
  for (uint32_t i = 0; i < str.len; i++) {
    unsigned char c = (unsigned char)str.bytes[i];
    if (c >= ' ' && c != '"' && c != '\\') continue;
    text_add(text, (Str){str.bytes + start, i - start});
    text_add_literal(text, json_escape(c, code));
    start = i + 1;
  }
  text_add(text, (Str){str.bytes + start, str.len - start});
  text_add_char(text, '"');
}

void text_add_shown(Text *text, Str str) {
  for (uint32_t i = 0; i < str.len; i++) {
    unsigned char c = (unsigned char)str.bytes[i];
    unsigned char next = i + 1 < str.len ? (unsigned char)str.bytes[i + 1] : 0;
    bool wide = c == 0xC2 && next >= 0x80 && next < 0xA0; /* U+0080 to U+009F */
    text_add_char(text, wide || c < ' ' || c == 0x7F ? '?' : (char)c);
    i += wide;
  }
}

void text_add_format(Text *text, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int len = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (len > 0) {
    vsnprintf(room_for(text, (size_t)len), (size_t)len + 1, format, again);
    text->len += (size_t)len;
  }
  va_end(again);
}

char *text_take(Text *text) {
  char *bytes = room_for(text, 0);
  *bytes = 0;
  bytes = text->bytes;
  *text = (Text){0};
  return bytes;
}

void text_free(Text *text) {
  free(text->bytes);
  *text = (Text){0};
}
