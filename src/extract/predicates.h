/* SPDX-License-Identifier: MIT */
/* predicates.h - of whom a description is said. */
#ifndef PREDICATES_H
#define PREDICATES_H
#include "document.h"

/* The head of the words of which the sentence says, as a fact, that they are what the noun is; or
 * NONE. */
uint32_t predicate_subject(const Document *document, uint32_t noun);

/* Neither denied nor only thought of, as far as the words above a predicate tell. */
bool is_fact(const Document *document, uint32_t predicate);

/* "one" of "one of the founders": the founders; or NONE. */
uint32_t one_of(const Tokens *tokens, uint32_t token);
#endif
