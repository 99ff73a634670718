/* SPDX-License-Identifier: MIT */
/* polnear.h - reads articles with attributions: {"id", "text", "attributions": [{"source",
 * "cue", "content": [[start, end], ..]}]}, offsets in code points. */
#ifndef POLNEAR_H
#define POLNEAR_H
#include "base/arena.h"
#include "document.h"

enum { POLNEAR_SOURCE, POLNEAR_CUE, POLNEAR_CONTENT, POLNEAR_PARTS };

typedef struct {
  Span *spans[POLNEAR_PARTS]; /* bytes of the text */
  uint32_t counts[POLNEAR_PARTS];
} GoldAttribution;

typedef struct {
  const char *id, *text;
  GoldAttribution *attributions;
  uint32_t count;
} GoldArticle;

/* All articles of the file, from the arena; exits with a message when it cannot be read. */
GoldArticle *polnear_read(Arena *arena, const char *path, uint32_t *count);

/* The first run of tokens that touch the spans, count 0: none; marks |= mark on all that do. */
TokenRange polnear_tokens(const Document *document, const Span *spans, uint32_t count,
                          uint8_t *marks, uint8_t mark);
#endif
