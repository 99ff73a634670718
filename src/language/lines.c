/* SPDX-License-Identifier: MIT */
#include "language/lines.h"
#include "base/ascii.h"
#include <string.h>

enum {
  WIDEST = 255,  /* longer lines count as this long */
  WRAPPED = 160, /* nobody wraps at more */
  OUTLIERS = 20, /* one line in so many may be longer than the width (a URL) */
  SLACK = 3
};

Lines lines_measure(const char *text, uint32_t len) {
  uint32_t count[WIDEST + 1] = {0}, lines = 0, width = WIDEST, above = 0;
  for (uint32_t at = 0; at < len; lines++) {
    const char *stop = memchr(text + at, '\n', len - at);
    uint32_t line = stop ? (uint32_t)(stop - text) - at : len - at;
    count[line < WIDEST ? line : WIDEST]++;
    at += line + 1;
  }
  while (width > 0 && (above += count[width]) <= lines / OUTLIERS) width--;
  return (Lines){text, len, width};
}

/* The last character is a mark that may end a sentence, perhaps in quotation marks or brackets. */
static bool ends_with_stop(const Lines *lines, uint32_t start, uint32_t end) {
  while (end > start && (lines->text[end - 1] & 0x80 || strchr(" \t\r\"')]", lines->text[end - 1])))
    end--;
  return end > start && strchr(".!?:;", lines->text[end - 1]);
}

bool lines_break_meant(const Lines *lines, uint32_t start, uint32_t end, uint32_t next) {
  uint32_t word = next;
  while (word < lines->len && word < next + WIDEST && !ascii_is(lines->text[word], ASCII_SPACE))
    word++;
  bool fits = end - start + 1 + (word - next) + SLACK <= lines->width || lines->width > WRAPPED;
  return fits && (ends_with_stop(lines, start, end) || !ascii_is(lines->text[next], ASCII_LOWER));
}
