/* SPDX-License-Identifier: MIT */
/* cue_network.h - the network that finds the cues of attributions ("said", "according to") in what
 * the grammar network makes of a sentence, as src/train/train_cues.py writes it. */
#ifndef CUE_NETWORK_H
#define CUE_NETWORK_H
#include "model/network.h"

enum { CUE_LAYERS_MAX = 3, CUE_WIDTH_MAX = 128, CUE_OUTPUTS = NETWORK_BLOCK };

/* The first bytes of the file; the arrays follow in the order of CueNetwork's fields. */
typedef struct {
  char magic[8]; /* "ALGCUE1" */
  uint32_t in, width, layers, relations;
} CueNetworkHead;

typedef struct {
  CueNetworkHead head;
  ByteMatrix input;                    /* in -> 2 width: for the word itself, for its dependents */
  const int16_t *relation;             /* [relations][width]: what a word's relation adds */
  ByteMatrix gates[CUE_LAYERS_MAX];    /* width -> 3 width: z f o forward, z f o backward */
  ByteMatrix exchange[CUE_LAYERS_MAX]; /* width -> 2 width: to its dependents, to its head */
  ByteMatrix output;                   /* width -> CUE_OUTPUTS: CUE_LABEL_COUNT of them used */
} CueNetwork;

/* Checks everything, also that it fits the grammar network, and points into `data`, which must
 * stay. */
bool cue_network_parse(Data data, const char *name, const Network *grammar, CueNetwork *network,
                       AllegeError *error);

#endif
