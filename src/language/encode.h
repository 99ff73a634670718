/* SPDX-License-Identifier: MIT */
/* encode.h - run the grammar network over one sentence: what it says of every word's tags,
 * names, head and relation, as integers that are the same on every machine. */
#ifndef ENCODE_H
#define ENCODE_H
#include "language/embed.h"

enum { ENCODE_MAX = 160 }; /* words that are analysed at once */

typedef struct {
  const Network *network;
  Embedder embedder;
  uint32_t room;      /* words */
  int16_t *x;         /* [room][width]: token vectors */
  int16_t *u;         /* [room][3 width]: gates */
  int32_t *relations; /* [room][relation_outputs] */
  int32_t *tags;      /* [room][tag_outputs] */
  int16_t *projected; /* [room][2 arc + 2 relation] */
  int16_t *paired;    /* [room][arc] */
  int16_t *heads;     /* as the weights of a matrix: arc x stride */
  int32_t *scores;    /* [room][stride]: of each word for each head; column `count`: the root */
  uint32_t stride;
  int32_t *gaps;  /* what a distance adds to the score: of head - dependent + room */
  void *decoding; /* work space of decode_tree */
} Encoder;

/* `memory` must stay as long as the encoder. */
void encoder_init(Encoder *encoder, WordMemory *memory, uint32_t room, Arena *arena);

/* Fills tags, projected and scores. count <= room. */
void encode_sentence(Encoder *encoder, const TokenText *tokens, uint32_t count);

/* Fills relations: scores of those of each word to its head (`count`: the root). */
void encode_relations(Encoder *encoder, const uint32_t *heads, uint32_t count);

#endif
