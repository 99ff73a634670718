/* SPDX-License-Identifier: MIT */
/* ages.h - ages of people: "Jo Bell, 64, ...", "a 64-year-old man", "the 64-year-old". */
#ifndef EXTRACT_AGES_H
#define EXTRACT_AGES_H
#include "document.h"

enum { OLDEST = 120 };
/* The first token of "64-year-old" that ends at a token; NONE: it does not. */
uint32_t age_start(const Tokens *tokens, uint32_t old);
/* Years of the person whom `words` with that head name or describe; 0: nothing beside them says. */
uint8_t age_beside(const Tokens *tokens, TokenRange words, uint32_t head);
#endif
