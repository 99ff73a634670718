/* SPDX-License-Identifier: MIT */
/* headline_features.h - a description that the text before it does not explain, and what speaks
 * for each of those whom the article names elsewhere. */
#ifndef HEADLINE_FEATURES_H
#define HEADLINE_FEATURES_H
#include "extract/actors.h"

enum { TOLD_BITS = 512 };

typedef struct {
  const Resolver *r;
  const Tokens *tokens;
  const Entity *entity; /* the description's */
  uint32_t mention, head, type, sentence;
  TokenRange words;
  const uint32_t *next;          /* of each mention: the next one of its actor, or NONE */
  WordClass class;               /* of the noun */
  uint64_t told[TOLD_BITS / 64]; /* hashes of the words around it */
  uint32_t count;                /* candidates */
  uint32_t most, fits;           /* over them: most mentions, most words in common */
} Described;

typedef struct {
  uint32_t entity;
  uint32_t mention; /* the name's use nearest to the description */
  uint32_t rank;    /* among those on its side, nearest first */
  uint32_t told;    /* words that its sentences share with the description's */
  bool earlier;     /* named before the description as well */
} Candidate;

/* The sentence of a mention. */
uint32_t described_sentence(const Described *described, uint32_t mention);
/* Fills class and told from the fields above them. */
void described_read(Described *described);
/* Words of the description's sentence in the sentences of the actor's first uses. */
uint32_t described_told(const Described *described, uint32_t entity);
bool described_has_noun(const Entity *entity, const Entity *described);
void describe_candidate(const Described *described, const Candidate *candidate, Features *features);
/* That it is none of the candidates. */
void describe_no_candidate(const Described *described, Features *features);

/* A name taken for a person's for want of anything that speaks against it: "Zampa", "Orvane". */
bool is_unsure(const Entity *entity);
bool range_has_word(const Tokens *tokens, TokenRange range, uint32_t hash); /* or its lemma */

#endif
