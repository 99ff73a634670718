/* SPDX-License-Identifier: MIT */
/* parallel.h - the same work for many numbers, on all processors. */
#ifndef PARALLEL_H
#define PARALLEL_H
#include <stdint.h>

/* work(context, 0), work(context, 1), ... work(context, count - 1), in any order; what one of them
 * writes no other may touch. */
void parallel_run(uint32_t count, void (*work)(void *context, uint32_t number), void *context);
#endif
