/* SPDX-License-Identifier: MIT */
/* squash.h - the two squashing functions of language/gates.c in float, and their slopes. */
#ifndef SQUASH_H
#define SQUASH_H
#include <math.h>

static inline float gate(float x) {
  x = x > 4 ? 4 : x < -4 ? -4 : x;
  return 0.5f + x * 0.25f - x * fabsf(x) * 0.03125f;
}
static inline float gate_slope(float x) {
  float a = fabsf(x);
  return a < 4 ? 0.25f - a * 0.0625f : 0;
}
static inline float bend(float x) {
  x = x > 2 ? 2 : x < -2 ? -2 : x;
  return x - x * fabsf(x) * 0.25f;
}
static inline float bend_slope(float x) {
  float a = fabsf(x);
  return a < 2 ? 1 - a * 0.5f : 0;
}

#endif
