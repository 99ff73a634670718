/* SPDX-License-Identifier: MIT */
/* quote_marks.h - what a quotation mark says by itself and by the white space around it. */
#ifndef QUOTE_MARKS_H
#define QUOTE_MARKS_H
#include "document.h"

typedef enum { MARK_NONE, MARK_DOUBLE, MARK_SINGLE } MarkKind;
typedef enum { MARK_OPENS, MARK_CLOSES, MARK_EITHER } MarkSide;

typedef struct {
  MarkKind kind; /* MARK_NONE: no quotation mark, or an apostrophe, or inches */
  MarkSide side;
} QuoteMark;

QuoteMark quote_mark_at(const Document *document, uint32_t token);
#endif
