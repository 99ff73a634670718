/* SPDX-License-Identifier: MIT */
/* shapes.h - what a token may look like; used by tokenize.c only.
 *
 * A chunk is a run of text without white space; it is cut into pieces from left to right.
 * No recogniser looks further ahead than SHAPE_REACH bytes unless it takes what it saw, so
 * the work stays linear. */
#ifndef SHAPES_H
#define SHAPES_H
#include "document.h"
#include "model/models.h"

enum { SHAPE_REACH = 256 };

typedef struct {
  const Models *models;
  const char *text;
  uint32_t len;        /* of the text */
  uint32_t start, end; /* the chunk */
  bool quote_open;     /* a single quotation mark was opened and not closed */
} Chunk;

typedef struct {
  uint32_t end; /* 0: nothing of that shape stands here */
  TokenKind kind;
} Piece;

/* Classes of the character at `at`, as in ascii.h; letters of other alphabets are ASCII_LOWER or
 * ASCII_UPPER too. Past the chunk: 0. */
unsigned chunk_class(const Chunk *chunk, uint32_t at, uint32_t *width);
/* An apostrophe at `at` (straight, curly or grave): its bytes, else 0. */
uint32_t chunk_apostrophe(const Chunk *chunk, uint32_t at);

Piece shape_address(const Chunk *chunk, uint32_t at); /* URL, e-mail, handle, domain, file name */
Piece shape_number(const Chunk *chunk, uint32_t at);  /* 1,000.5 7:30 2016-10-16 20th '90s */
Piece shape_word(const Chunk *chunk,
                 uint32_t at); /* with clitics, and a full stop that belongs to it */
Piece shape_mark(const Chunk *chunk, uint32_t at); /* anything else; never nothing */

/* The class of a form in data/tokens.tsv, or an empty string. */
Str shape_class(const Chunk *chunk, uint32_t start, uint32_t end);
#endif
