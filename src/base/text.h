/* SPDX-License-Identifier: MIT */
/* text.h - a growing text for printing; malloc'd so that it can outlive its document. */
#ifndef TEXT_H
#define TEXT_H
#include "base/str.h"
#include <stddef.h>

typedef struct {
  char *bytes;
  size_t len, capacity;
} Text; /* all-zero is empty; NUL-ended once added to */

void text_add(Text *text, Str str);
void text_add_literal(Text *text, const char *literal);
void text_add_char(Text *text, char c);
void text_add_number(Text *text, uint64_t number);
void text_add_json_string(Text *text, Str str); /* in quotes; `str` is UTF-8 */
void text_add_shown(Text *text, Str str); /* control characters, which a terminal obeys, as '?' */
void text_add_format(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *text_take(Text *text); /* the bytes, NUL-ended, never NULL; free with free() */
void text_free(Text *text);
#endif
