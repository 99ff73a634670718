/* SPDX-License-Identifier: MIT */
/* html.h - the article of a news page. */
#ifndef HTML_H
#define HTML_H
#include "base/arena.h"
#include "base/str.h"

typedef struct {
  Str text, title, date;
} Page; /* empty: none; the date as written there */

/* Paragraphs with a blank line between them, headline first; navigation, footers, scripts and
 * the like are left out. Linear in the length of any input, memory a few times its length. */
Page html_read(Str html, Arena *arena);
#endif
