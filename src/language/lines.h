/* SPDX-License-Identifier: MIT */
/* lines.h - which line breaks were meant.
 *
 * Hard-wrapped text breaks a line where the next word does not fit; any other break was meant
 * and ends a paragraph, as a blank line does. */
#ifndef LINES_H
#define LINES_H
#include <stdbool.h>
#include <stdint.h>

typedef struct {
  const char *text;
  uint32_t len, width; /* width: bytes that a line holds */
} Lines;

Lines lines_measure(const char *text, uint32_t len);
/* The line text[start, end) is followed by one at `next`, its first character that is not white
 * space: was the break between them meant? */
bool lines_break_meant(const Lines *lines, uint32_t start, uint32_t end, uint32_t next);
#endif
