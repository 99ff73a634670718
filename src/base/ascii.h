/* SPDX-License-Identifier: MIT */
/* ascii.h - classes of ASCII characters by table, whatever the locale. */
#ifndef ASCII_H
#define ASCII_H
#include <stdbool.h>
#include <stdint.h>

enum { ASCII_UPPER = 1, ASCII_LOWER = 2, ASCII_DIGIT = 4, ASCII_SPACE = 8, ASCII_SYMBOL = 16 };
enum { ASCII_LETTER = ASCII_UPPER | ASCII_LOWER, ASCII_ALNUM = ASCII_LETTER | ASCII_DIGIT };

extern const uint8_t ASCII_CLASS[128];

static inline unsigned ascii_class(char c) { return c & 0x80 ? 0 : ASCII_CLASS[(unsigned char)c]; }
static inline bool ascii_is(char c, unsigned classes) { return ascii_class(c) & classes; }
static inline char ascii_lower(char c) { return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c); }
#endif
