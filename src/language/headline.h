/* SPDX-License-Identifier: MIT */
/* headline.h - the verb of a headline.
 *
 * Without articles "Union boss slams pay deal" looks like a row of nouns. The network reads such a
 * line again with an unmistakable past tense for the word that may be its verb; if that makes a
 * clause, the line keeps what was read, and the word is a verb in the present. */
#ifndef HEADLINE_H
#define HEADLINE_H
#include "document.h"
#include "model/models.h"

enum { HEADLINE_ROOM = 24 }; /* bytes of a stand-in */

typedef struct {
  uint32_t verb;            /* token that may be the verb of the document's first line; NONE */
  bool plural;              /* of a plural subject: "unions slam" */
  char text[HEADLINE_ROOM]; /* what the network reads in its place, as written, and folded */
  char folded[HEADLINE_ROOM];
} HeadlineVerb;

/* The first sentence is tagged and parsed. */
HeadlineVerb headline_verb(const Models *models, const Document *document);

/* It was read again: is the word the verb of a clause with subject and object? */
bool headline_is_clause(const Document *document, const HeadlineVerb *headline);

/* "Police slammed over arrests": the subject of a past tense without the object that it asks for is
 * that object, and the verb a participle. */
void headline_passive(const Models *models, Document *document);
#endif
