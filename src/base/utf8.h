/* SPDX-License-Identifier: MIT */
/* utf8.h - characters of the text. */
#ifndef UTF8_H
#define UTF8_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The character at `at`, and its length in bytes. */
int32_t utf8_at(const char *text, uint32_t len, uint32_t at, uint32_t *width);

/* Replace every byte that is not valid UTF-8, and NUL, by one SUB (0x1A), so that
 * offsets stay those of the input. Returns how many were not UTF-8: NUL is. */
uint32_t utf8_repair(char *text, uint32_t len);

/* How many bytes stand before the first that is not valid UTF-8: `len` if all are. */
uint32_t utf8_valid(const char *text, uint32_t len);
/* How many bytes a byte order mark takes at the beginning: 3 or 0. */
uint32_t utf8_mark(const char *text, size_t len);

/* Writes the character's bytes (at most 4), returns how many; no check. */
uint32_t utf8_put(char *out, uint32_t c);

bool utf8_is_letter(int32_t c);
bool utf8_is_upper(int32_t c);
bool utf8_is_digit(int32_t c);
bool utf8_is_space(int32_t c);
bool utf8_is_symbol(int32_t c);
bool utf8_is_format(int32_t c); /* soft hyphen, zero-width space, direction marks: not seen */

/* Lower case in normal form C; quotes, apostrophes, dashes and the ellipsis as ASCII marks,
 * format characters gone. `out` has room for 2 * len + 4 bytes; returns the bytes written. */
uint32_t utf8_fold(const char *text, uint32_t len, char *out);
#endif
