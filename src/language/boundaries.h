/* SPDX-License-Identifier: MIT */
/* boundaries.h - what a linear model looks at to see whether a sentence begins at a token;
 * used by sentences.c and its trainer. */
#ifndef BOUNDARIES_H
#define BOUNDARIES_H
#include "document.h"
#include "model/models.h"

typedef enum {
  SHAPE_NONE,
  SHAPE_STOP,
  SHAPE_CRY,
  SHAPE_DOTS,
  SHAPE_COLON,
  SHAPE_SEMICOLON,
  SHAPE_COMMA,
  SHAPE_DASH,
  SHAPE_CLOSE_QUOTE,
  SHAPE_OPEN_QUOTE,
  SHAPE_OPEN,
  SHAPE_CLOSE,
  SHAPE_MARK,
  SHAPE_SYMBOL,
  SHAPE_NUMBER,
  SHAPE_LOWER,
  SHAPE_CAPITALISED,
  SHAPE_UPPER,
  SHAPE_INITIAL,
  SHAPE_ABBREVIATION,
  SHAPE_ADDRESS
} TokenShape;

typedef struct {
  const Models *models;
  const Document *document;
  uint8_t *shape;                    /* TokenShape of each token */
  uint32_t paragraph, paragraph_end; /* tokens */
  uint32_t stops;                    /* tokens in the paragraph that may end a sentence */
  bool stopped;                      /* the paragraph's last token is one */
  uint32_t sentence;                 /* first token of the sentence that is open */
  bool last_stopped; /* the sentence before it, in the same paragraph, ended with a stop */
  bool quote_open;
  uint32_t depth; /* of brackets */
} Boundaries;

Boundaries boundaries_new(const Models *models, Document *document);
/* Call for each token in order: keeps up with paragraphs, quotations and brackets. */
void boundaries_pass(Boundaries *b, uint32_t token);
/* Says that a sentence begins at `token`. */
void boundaries_begin(Boundaries *b, uint32_t token);
/* May a sentence begin at `token`, inside a paragraph? Cheap; false for most. */
bool boundaries_possible(const Boundaries *b, uint32_t token);
void boundaries_features(const Boundaries *b, uint32_t token, Features *features);
#endif
