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
