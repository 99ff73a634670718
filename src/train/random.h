/* SPDX-License-Identifier: MIT */
/* random.h - the random numbers of the networks' trainers: xorshift64* (Vigna 2016). */
#ifndef RANDOM_H
#define RANDOM_H
#include <stdint.h>

/* `state` must not be 0. */
static inline uint64_t random_next(uint64_t *state) {
  uint64_t x = *state;
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  *state = x;
  return x * 0x2545F4914F6CDD1Du;
}

#endif
