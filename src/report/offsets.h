/* SPDX-License-Identifier: MIT */
/* offsets.h - byte offsets of the text as code points. */
#ifndef OFFSETS_H
#define OFFSETS_H
#include "document.h"

typedef struct {
  const char *text;
  uint32_t *before; /* code points before each block of OFFSETS_BLOCK bytes; NULL: all ASCII */
} Offsets;

Offsets offsets_new(Document *document); /* lives in the document's arena */
uint32_t offsets_at(const Offsets *offsets, uint32_t byte);
#endif
