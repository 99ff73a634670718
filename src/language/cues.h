/* SPDX-License-Identifier: MIT */
/* cues.h - run the network of cues over parsed sentences: which words tell that somebody says
 * something. Integers that are the same on every machine, as in encode.h. */
#ifndef CUES_H
#define CUES_H
#include "base/arena.h"
#include "base/span.h"
#include "model/cue_network.h"

typedef struct {
  const CueNetwork *network; /* NULL: none */
  int16_t *shared;           /* [room][2 width]: for the word itself, for others */
  int16_t *x;                /* [room][width]: token vectors */
  uint8_t *bytes;            /* [room][width]: x for the matrices of bytes */
  int16_t *u;                /* [room][3 width]: gates */
  int32_t *scores;           /* [room][CUE_OUTPUTS]: of the cue labels, 23 bits after the point */
} CueReader;

void cue_reader_init(CueReader *reader, const CueNetwork *network, uint32_t room, Arena *arena);

typedef struct {            /* parsed sentences or pieces of such, at most `room` words */
  const uint8_t *views;     /* [count][network->head.in]: what the grammar network makes of them */
  const uint32_t *heads;    /* [count]: among these words, or NONE */
  const uint8_t *relations; /* [count] */
  const TokenRange *pieces; /* of these words */
  uint32_t piece_count, count;
} CueWords;

/* Fills scores. */
void cue_reader_run(CueReader *reader, const CueWords *words);

#endif
