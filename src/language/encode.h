/* SPDX-License-Identifier: MIT */
/* encode.h - run the grammar network over some sentences: what it says of every word's tags,
 * names, head and relation, as integers that are the same on every machine. Sentences do not see
 * each other, but together they read its matrices only once. */
#ifndef ENCODE_H
#define ENCODE_H
#include "language/tree_reader.h"
#include "language/embed.h"

enum { ENCODE_MAX = 160 }; /* words that are analysed at once */

typedef struct Encoder {
  const Network *network;
  Embedder embedder;
  uint32_t room;            /* words */
  int16_t *x;               /* [room][width]: token vectors */
  uint8_t *bytes;           /* [room][width]: x for the matrices of bytes */
  int16_t *u;               /* [room][3 width]: gates */
  const int16_t **gates;    /* [room]: each word's in u */
  const int16_t **embedded; /* [room]: those of the first layer */
  int32_t *relations;       /* [room][relation_outputs] */
  int32_t *tags;            /* [room][tag_outputs] */
  int16_t *projected;       /* [room][2 arc + 2 relation] */
  int16_t *paired;          /* [room][arc] */
  int16_t *heads;           /* as the weights of a matrix: arc x stride */
  int32_t *scores; /* [piece][stride]: of each word for each head; column `count`: the root */
  uint32_t stride;
  int32_t *gaps;   /* what a distance adds to the score: of head - dependent + room */
  void *decoding;  /* work space of decode_tree */
  TreeReader cues; /* network NULL unless lent by encoder_find_cues */
} Encoder;

/* `memory` must stay as long as the encoder. */
void encoder_init(Encoder *encoder, WordMemory *memory, uint32_t room, Arena *arena);

/* The network of cues is to be run as well. */
void encoder_find_cues(Encoder *encoder, const TreeNetwork *network, Arena *arena);

/* Fills tags and projected of sentences or pieces of such, at most `room` words, which lie in
 * `words` one after the other, and `views`: [][2 width], each word's first x and its last, as
 * bytes. */
void encode_words(Encoder *encoder, const TokenText *words, const TokenRange *pieces,
                  uint32_t piece_count, uint8_t *views);

/* Fills scores for one of the pieces. */
void encode_arcs(Encoder *encoder, TokenRange piece);

/* Fills relations: scores of those of each word to its head, which may be NONE: the root. */
void encode_relations(Encoder *encoder, const uint32_t *heads, uint32_t count);

#endif
