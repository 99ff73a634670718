/* SPDX-License-Identifier: MIT */
#include "model/chain.h"
#include <string.h>

enum { IMPOSSIBLE = INT32_MIN / 2, HOPELESS = IMPOSSIBLE / 2 };

/* The columns of a token, the one of CHAIN_NO_COLUMN, which scores nothing, before the first. */
typedef int32_t Columns[CHAIN_STATES_MAX + 1];

static void read_columns(const Chain *chain, const int32_t *scores, Columns columns) {
  columns[0] = 0;
  memcpy(columns + 1, scores, chain->columns * sizeof *scores);
}

static int32_t column(const Columns columns, int8_t c) { return columns[c - CHAIN_NO_COLUMN]; }

/* What cannot be reached stays so: no sum of scores makes up for it. */
static void step(const Chain *chain, const Columns before, const Columns here,
                 const int32_t *reached, int32_t *reach, uint8_t *from) {
  for (uint32_t s = 0; s < chain->states; s++) reach[s] = IMPOSSIBLE;
  for (uint32_t e = 0; e < chain->edge_count; e++) {
    ChainEdge edge = chain->edges[e];
    int32_t score = reached[edge.from] + column(before, edge.closes) + column(here, edge.opens);
    bool better = score > reach[edge.to];
    reach[edge.to] = better ? score : reach[edge.to];
    from[edge.to] = better ? (uint8_t)edge.from : from[edge.to];
  }
}

int32_t chain_best(const Chain *chain, Arena *arena, const int32_t *scores, const uint16_t *allowed,
                   uint32_t count, uint8_t *states) {
  if (!count) return 0;
  int32_t reached[CHAIN_STATES_MAX], reach[CHAIN_STATES_MAX];
  Columns columns[2]; /* of even and odd tokens */
  uint8_t *from = NEW_ARRAY(arena, uint8_t, (size_t)count * chain->states);
  read_columns(chain, scores, columns[0]);
  for (uint32_t s = 0; s < chain->states; s++) {
    int32_t score = column(columns[0], chain->opens[s]) + column(columns[0], chain->inside[s]);
    reached[s] = (chain->initial & allowed[0]) >> s & 1 ? score : IMPOSSIBLE;
  }
  for (uint32_t t = 1; t < count; t++) {
    int32_t *here = columns[t % 2];
    read_columns(chain, scores + (size_t)t * chain->columns, here);
    step(chain, columns[~t % 2], here, reached, reach, from + (size_t)t * chain->states);
    for (uint32_t s = 0; s < chain->states; s++) {
      bool possible = allowed[t] >> s & 1 && reach[s] > HOPELESS;
      reached[s] = possible ? reach[s] + column(here, chain->inside[s]) : IMPOSSIBLE;
    }
  }
  int32_t best = IMPOSSIBLE;
  uint8_t state = 0;
  for (uint32_t s = 0; s < chain->states; s++) {
    if (!(chain->final >> s & 1) || reached[s] <= HOPELESS) continue;
    int32_t score = reached[s] + column(columns[(count - 1) % 2], chain->closes[s]);
    if (score > best) best = score, state = (uint8_t)s;
  }
  for (uint32_t t = count; t-- > 0;) {
    states[t] = state;
    if (t) state = from[(size_t)t * chain->states + state];
  }
  return best;
}
