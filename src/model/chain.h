/* SPDX-License-Identifier: MIT */
/* chain.h - the best labelling of a sequence by spans, with weights of a Linear.
 *
 * A state says what a token lies in. A span scores the `inside` column at each of its
 * tokens, an `opens` column at its first and a `closes` column at its last one, so that
 * its ends are learnt apart from its inside. Which state may follow which is a table of
 * edges. The pass and its trainer (train/chain_train.c) use the same table. */
#ifndef CHAIN_H
#define CHAIN_H
#include "base/arena.h"
#include "model/linear.h"

enum { CHAIN_STATES_MAX = 16, CHAIN_NO_COLUMN = -1 };

typedef struct {
  int8_t from, to;
  int8_t closes; /* column scored at the token before, or CHAIN_NO_COLUMN */
  int8_t opens;  /* column scored at the token, or CHAIN_NO_COLUMN */
} ChainEdge;

typedef struct {
  uint8_t states, columns;
  int8_t inside[CHAIN_STATES_MAX]; /* column of the state, or CHAIN_NO_COLUMN */
  int8_t opens[CHAIN_STATES_MAX];  /* column when it begins the sequence */
  int8_t closes[CHAIN_STATES_MAX]; /* column when it ends the sequence */
  uint16_t initial, final;         /* bits of the states that may begin and end it */
  const ChainEdge *edges;
  uint8_t edge_count;
} Chain;

/* Fills states[0 .. count) with the best path; scores[t * columns + c] are the columns of
 * token t, allowed[t] the bits of the states it may take. Returns the path's score, or
 * INT32_MIN / 2 when no path is allowed. Scratch memory comes from the arena. */
int32_t chain_best(const Chain *chain, Arena *arena, const int32_t *scores, const uint16_t *allowed,
                   uint32_t count, uint8_t *states);
#endif
