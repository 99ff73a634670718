/* SPDX-License-Identifier: MIT */
/* gates.h - the running sums of the grammar network's layers. */
#ifndef GATES_H
#define GATES_H
#include "base/wide.h"
#include <stdint.h>

/* The words of a sentence in both directions: sum = z + f (sum - z); x += o sum, sums being 0 at
 * first. `gates` holds for each word `half` values (a multiple of 16, at most half of
 * NETWORK_WIDTH_MAX) of each of z, f and o before they are bent for the way forward, then as many
 * for the way back; `x` its vector, whose first half takes from the words up to it, the second from
 * those behind. Sums have 14 bits after the point. */
void gates_run(const int16_t *const *gates, int16_t *x, uint32_t count, uint32_t half);

/* The same with registers no wider than wide_registers(): to the bit, whatever they are. */
void gates_run_by(WideRegisters wide, const int16_t *const *gates, int16_t *x, uint32_t count,
                  uint32_t half);

#endif
