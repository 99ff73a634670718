/* SPDX-License-Identifier: MIT */
/* tree_network.h - a small network over parsed sentences: what the grammar network makes of words
 * goes along the sentence and along the tree. One finds the cues of attributions ("said",
 * "according to"), one the source and the target of a cue. src/train/train_cues.c and
 * train_parties.py write them. */
#ifndef TREE_NETWORK_H
#define TREE_NETWORK_H
#include "model/network.h"

enum { TREE_LAYERS_MAX = 3, TREE_WIDTH_MAX = 128, TREE_OUTPUTS = NETWORK_BLOCK };
enum { TREE_WORD_BITS = 5 }; /* after the point, in the table of words */

/* The first bytes of the file; the arrays follow in the order of TreeNetwork's fields. */
typedef struct {
  char magic[8]; /* "ALGCUE1" */
  uint32_t in, width, layers, relations;
  uint32_t words; /* rows of the table of words, a power of two; 0: none */
} TreeNetworkHead;

typedef struct {
  TreeNetworkHead head;
  ByteMatrix input;                     /* in -> 2 width: for the word itself, for its dependents */
  const int16_t *relation;              /* [relations][width]: what a word's relation adds */
  const int8_t *word;                   /* [words][width]: what it adds itself; the row is told by
                                           its hash, and others may have the same */
  ByteMatrix gates[TREE_LAYERS_MAX];    /* width -> 3 width: z f o forward, z f o backward */
  ByteMatrix exchange[TREE_LAYERS_MAX]; /* width -> 2 width: to its dependents, to its head */
  ByteMatrix output;                    /* width -> TREE_OUTPUTS: the first ones used */
} TreeNetwork;

/* Some words have relations of their own, behind those of others: for the network of cues those
 * inside quotation marks; for that of parties, which reads a sentence for one cue, the cue's. */
enum { TREE_RELATIONS = 2 * NETWORK_RELATIONS };

/* What it says of every word: that it is the source, the target; of the head of the cue, that there
 * is none, or one outside its sentence. */
typedef enum {
  PARTY_LABEL_SOURCE,
  PARTY_LABEL_TARGET,
  PARTY_LABEL_NO_SOURCE,
  PARTY_LABEL_SOURCE_ELSEWHERE,
  PARTY_LABEL_NO_TARGET,
  PARTY_LABEL_TARGET_ELSEWHERE
} PartyLabel;

/* What the network of cues says of every word: no cue, begins one, goes on with one; the same of
 * sources; outside, inside a content. */
typedef enum {
  SAYING_NO_CUE,
  SAYING_CUE_BEGINS,
  SAYING_CUE_GOES_ON,
  SAYING_NO_SOURCE,
  SAYING_SOURCE_BEGINS,
  SAYING_SOURCE_GOES_ON,
  SAYING_NO_CONTENT,
  SAYING_CONTENT
} SayingLabel;

/* Checks everything, also that it fits the grammar network, and points into `data`, which must
 * stay. */
bool tree_network_parse(Data data, const char *name, const Network *grammar, TreeNetwork *network,
                        AllegeError *error);

#endif
