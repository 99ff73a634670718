/* SPDX-License-Identifier: MIT */
/* tree_reader.h - run a network over parsed sentences: which words tell that somebody says
 * something, who is meant. Integers that are the same on every machine, as in encode.h. */
#ifndef TREE_READER_H
#define TREE_READER_H
#include "base/arena.h"
#include "base/span.h"
#include "model/tree_network.h"

typedef struct {
  const TreeNetwork *network; /* NULL: none */
  int16_t *shared;            /* [room][2 width]: for the word itself, for others */
  int16_t *x;                 /* [room][width]: token vectors */
  uint8_t *bytes;             /* [room][width]: x for the matrices of bytes */
  int16_t *u;                 /* [room][3 width]: gates */
  const int16_t **gates;      /* [room]: each word's in u */
  int32_t *scores;            /* [room][TREE_OUTPUTS]: of the labels, 23 bits after the point */
} TreeReader;

void tree_reader_init(TreeReader *reader, const TreeNetwork *network, uint32_t room, Arena *arena);

typedef struct {            /* parsed sentences or pieces of such, at most `room` words */
  const uint8_t *views;     /* [count][network->head.in]: what the grammar network makes of them */
  const uint32_t *heads;    /* [count]: among these words, or NONE */
  const uint8_t *relations; /* [count] */
  const TokenRange *pieces; /* of these words */
  uint32_t piece_count, count;
  const uint32_t *hashes; /* [count]: of the folded words */
} TreeWords;

/* Fills scores. */
void tree_reader_run(TreeReader *reader, const TreeWords *words);

#endif
