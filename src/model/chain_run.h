/* SPDX-License-Identifier: MIT */
/* chain_run.h - the search of chain.h, to be compiled for one table of edges: that takes a third of
 * the time. */
#ifndef CHAIN_RUN_H
#define CHAIN_RUN_H
#include "model/chain.h"
#include <string.h>

#define CHAIN_INLINE static inline __attribute__((always_inline))

enum { CHAIN_IMPOSSIBLE = INT32_MIN / 2, CHAIN_HOPELESS = CHAIN_IMPOSSIBLE / 2 };

/* The columns of a token, the one of CHAIN_NO_COLUMN, which scores nothing, before the first. */
typedef int32_t ChainColumns[CHAIN_STATES_MAX + 1];

CHAIN_INLINE void chain_columns(const Chain *chain, const int32_t *scores, ChainColumns columns) {
  columns[0] = 0;
  memcpy(columns + 1, scores, chain->columns * sizeof *scores);
}

CHAIN_INLINE int32_t chain_column(const ChainColumns columns, int8_t c) {
  return columns[c - CHAIN_NO_COLUMN];
}

/* What cannot be reached stays so: no sum of scores makes up for it. */
CHAIN_INLINE void chain_step(const Chain *chain, const ChainColumns before, const ChainColumns here,
                             const int32_t *reached, int32_t *reach, uint8_t *from) {
#pragma GCC unroll 16
  for (uint32_t s = 0; s < chain->states; s++) reach[s] = CHAIN_IMPOSSIBLE;
#pragma GCC unroll 32
  for (uint32_t e = 0; e < chain->edge_count; e++) {
    ChainEdge edge = chain->edges[e];
    int32_t score =
        reached[edge.from] + chain_column(before, edge.closes) + chain_column(here, edge.opens);
    bool better = score > reach[edge.to];
    reach[edge.to] = better ? score : reach[edge.to];
    from[edge.to] = better ? (uint8_t)edge.from : from[edge.to];
  }
}

CHAIN_INLINE int32_t chain_run(const Chain *chain, Arena *arena, const int32_t *scores,
                               const uint16_t *allowed, uint32_t count, uint8_t *states) {
  if (!count) return 0;
  int32_t reached[CHAIN_STATES_MAX], reach[CHAIN_STATES_MAX];
  ChainColumns columns[2]; /* of even and odd tokens */
  uint8_t *from = NEW_ARRAY(arena, uint8_t, (size_t)count * chain->states);
  chain_columns(chain, scores, columns[0]);
  for (uint32_t s = 0; s < chain->states; s++) {
    int32_t score =
        chain_column(columns[0], chain->opens[s]) + chain_column(columns[0], chain->inside[s]);
    reached[s] = (chain->initial & allowed[0]) >> s & 1 ? score : CHAIN_IMPOSSIBLE;
  }
  for (uint32_t t = 1; t < count; t++) {
    int32_t *here = columns[t % 2];
    chain_columns(chain, scores + (size_t)t * chain->columns, here);
    chain_step(chain, columns[~t % 2], here, reached, reach, from + (size_t)t * chain->states);
#pragma GCC unroll 16
    for (uint32_t s = 0; s < chain->states; s++) {
      bool possible = allowed[t] >> s & 1 && reach[s] > CHAIN_HOPELESS;
      reached[s] = possible ? reach[s] + chain_column(here, chain->inside[s]) : CHAIN_IMPOSSIBLE;
    }
  }
  int32_t best = CHAIN_IMPOSSIBLE;
  uint8_t state = 0;
  for (uint32_t s = 0; s < chain->states; s++) {
    if (!(chain->final >> s & 1) || reached[s] <= CHAIN_HOPELESS) continue;
    int32_t score = reached[s] + chain_column(columns[(count - 1) % 2], chain->closes[s]);
    if (score > best) best = score, state = (uint8_t)s;
  }
  for (uint32_t t = count; t-- > 0;) {
    states[t] = state;
    if (t) state = from[(size_t)t * chain->states + state];
  }
  return best;
}

#endif
