/* SPDX-License-Identifier: MIT */
#include "model/chain.h"

enum { IMPOSSIBLE = INT32_MIN / 2 };

static int32_t column(const int32_t *scores, int8_t c) { return c < 0 ? 0 : scores[c]; }

static void step(const Chain *chain, const int32_t *before, const int32_t *scores,
                 const int32_t *reached, int32_t *reach, uint8_t *from) {
  for (uint32_t s = 0; s < chain->states; s++) reach[s] = IMPOSSIBLE;
  for (uint32_t e = 0; e < chain->edge_count; e++) {
    ChainEdge edge = chain->edges[e];
    if (reached[edge.from] <= IMPOSSIBLE) continue;
    int32_t score = reached[edge.from] + column(before, edge.closes) + column(scores, edge.opens);
    if (score > reach[edge.to]) reach[edge.to] = score, from[edge.to] = (uint8_t)edge.from;
  }
}

int32_t chain_best(const Chain *chain, Arena *arena, const int32_t *scores, const uint16_t *allowed,
                   uint32_t count, uint8_t *states) {
  if (!count) return 0;
  uint32_t columns = chain->columns;
  int32_t reached[CHAIN_STATES_MAX], reach[CHAIN_STATES_MAX];
  uint8_t *from = NEW_ARRAY(arena, uint8_t, (size_t)count * chain->states);
  for (uint32_t s = 0; s < chain->states; s++) {
    bool possible = (chain->initial & allowed[0]) >> s & 1;
    reached[s] =
        possible ? column(scores, chain->opens[s]) + column(scores, chain->inside[s]) : IMPOSSIBLE;
  }
  for (uint32_t t = 1; t < count; t++) {
    const int32_t *here = scores + (size_t)t * columns;
    step(chain, here - columns, here, reached, reach, from + (size_t)t * chain->states);
    for (uint32_t s = 0; s < chain->states; s++)
      reached[s] = reach[s] > IMPOSSIBLE && allowed[t] >> s & 1
                       ? reach[s] + column(here, chain->inside[s])
                       : IMPOSSIBLE;
  }
  int32_t best = IMPOSSIBLE;
  uint8_t state = 0;
  const int32_t *end = scores + (size_t)(count - 1) * columns;
  for (uint32_t s = 0; s < chain->states; s++) {
    if (!(chain->final >> s & 1) || reached[s] <= IMPOSSIBLE) continue;
    int32_t score = reached[s] + column(end, chain->closes[s]);
    if (score > best) best = score, state = (uint8_t)s;
  }
  for (uint32_t t = count; t-- > 0;) {
    states[t] = state;
    if (t) state = from[(size_t)t * chain->states + state];
  }
  return best;
}
