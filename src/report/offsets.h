/* SPDX-License-Identifier: MIT */
/* offsets.h - byte offsets of the text as what the reader counts: code points, or bytes, or
 * units of UTF-16. */
#ifndef OFFSETS_H
#define OFFSETS_H
#include "document.h"

typedef struct {
  const char *text;
  bool utf16;
  uint32_t *before; /* units before each block of OFFSETS_BLOCK bytes; NULL: a unit is a byte */
} Offsets;

Offsets offsets_new(Document *document); /* in the document's unit; lives in its arena */
uint32_t offsets_at(const Offsets *offsets, uint32_t byte);
uint32_t offsets_characters(const Document *document); /* code points of the text */
#endif
