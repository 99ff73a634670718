/* SPDX-License-Identifier: MIT */
/* markup.h - HTML as a flat row of tags and text, as the HTML standard's tokenizer sees it:
 * no tree and no recursion, so nesting costs nothing and every byte is passed once. */
#ifndef MARKUP_H
#define MARKUP_H
#include "base/str.h"
#include <stddef.h>

typedef enum { MARKUP_END, MARKUP_TEXT, MARKUP_OPEN, MARKUP_CLOSE } MarkupKind;

typedef struct {
  MarkupKind kind;
  Str text;       /* TEXT: as written */
  char name[16];  /* OPEN, CLOSE: lower case, cut if longer */
  Str attributes; /* OPEN: as written */
  bool closed;    /* OPEN: it ends in "/>" */
} MarkupItem;

typedef struct {
  Str html;
  uint32_t at;
} Markup;

MarkupItem markup_next(Markup *markup);
/* What stands before the closing tag `name`, raw, and moves behind it. False: it never comes, and
 * nothing was passed. For script, style, title. */
bool markup_raw(Markup *markup, const char *name, Str *raw);
/* The text up to the next tag, without passing it. */
Str markup_peek(const Markup *markup);
/* The value of an attribute as written; false: it is not there. */
bool markup_attribute(Str attributes, const char *name, Str *value);
/* Whether the value of an attribute holds `part`, in any case. */
bool markup_attribute_has(Str attributes, const char *name, const char *part);
#endif
