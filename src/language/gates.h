/* SPDX-License-Identifier: MIT */
/* gates.h - the running sums of the grammar network's layers. */
#ifndef GATES_H
#define GATES_H
#include <stdint.h>

/* One word of one direction: sum = z + f (sum - z); x += o sum. `u` holds `half` values (a
 * multiple of 16) of each of z, f and o before they are bent; sums have 14 bits after the point. */
void gates_run(const int16_t *u, int16_t *sum, int16_t *x, uint32_t half);

#endif
