/* SPDX-License-Identifier: MIT */
/* gates.c - plain code, and the same steps for 16 values at once. */
#include "language/gates.h"
#include "base/wide.h"

/* A smooth step from 0 to 1 over -4 .. 4, 15 bits after the point: 1/2 + x/4 - x|x|/32. */
static inline int16_t gate(int16_t x) {
  int16_t cut = x > 8191 ? 8191 : x;
  cut = cut < -8191 ? -8191 : cut;
  int16_t wide = (int16_t)(cut * 4), size = (int16_t)(wide < 0 ? -wide : wide);
  int16_t bow = (int16_t)((wide * size) >> 16);
  return (int16_t)(16382 + wide - bow);
}

/* A smooth bend from -1 to 1 over -2 .. 2, 14 bits after the point: x - x|x|/4. */
static inline int16_t bend(int16_t x) {
  int16_t cut = x > 4095 ? 4095 : x;
  cut = cut < -4095 ? -4095 : cut;
  int16_t wide = (int16_t)(cut * 8), size = (int16_t)(wide < 0 ? -wide : wide);
  int16_t bow = (int16_t)((wide * size) >> 16);
  return (int16_t)(wide - bow);
}

/* Sums may pass 1 by a rounding: two that are as far apart as can be must not wrap. */
static inline int16_t narrowed(int32_t x) {
  return (int16_t)(x > INT16_MAX ? INT16_MAX : x < INT16_MIN ? INT16_MIN : x);
}

static inline int16_t part(int16_t whole, int16_t of) {
  return (int16_t)((whole * of + 0x4000) >> 15);
}

static void run_plain(const int16_t *u, int16_t *sum, int16_t *x, uint32_t half) {
  for (uint32_t i = 0; i < half; i++) {
    int16_t z = bend(u[i]), f = gate(u[half + i]), o = gate(u[2 * half + i]);
    int16_t past = narrowed(sum[i] - z);
    int16_t now = (int16_t)(z + part(past, f));
    sum[i] = now;
    int16_t out = part(now, o);
    x[i] = (int16_t)(x[i] + ((out + 4) >> 3));
  }
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAS_AVX2_CODE 1
#define INLINE static inline __attribute__((always_inline, target("avx2")))

INLINE __m256i load(const int16_t *at) {
  return _mm256_loadu_si256((const __m256i *)(const void *)at);
}
INLINE void store(int16_t *at, __m256i v) { _mm256_storeu_si256((__m256i *)(void *)at, v); }

INLINE __m256i cut_to(__m256i x, int16_t limit) {
  x = _mm256_min_epi16(x, _mm256_set1_epi16(limit));
  return _mm256_max_epi16(x, _mm256_set1_epi16((int16_t)-limit));
}

INLINE __m256i gates_16(__m256i x) {
  __m256i wide = _mm256_slli_epi16(cut_to(x, 8191), 2);
  __m256i bow = _mm256_mulhi_epi16(wide, _mm256_abs_epi16(wide));
  return _mm256_sub_epi16(_mm256_add_epi16(_mm256_set1_epi16(16382), wide), bow);
}

INLINE __m256i bends_16(__m256i x) {
  __m256i wide = _mm256_slli_epi16(cut_to(x, 4095), 3);
  return _mm256_sub_epi16(wide, _mm256_mulhi_epi16(wide, _mm256_abs_epi16(wide)));
}

__attribute__((target("avx2"))) static void run_avx2(const int16_t *u, int16_t *sum, int16_t *x,
                                                     uint32_t half) {
  for (uint32_t i = 0; i < half; i += 16) {
    __m256i z = bends_16(load(u + i)), f = gates_16(load(u + half + i));
    __m256i o = gates_16(load(u + 2 * half + i));
    __m256i past = _mm256_subs_epi16(load(sum + i), z);
    __m256i now = _mm256_add_epi16(z, _mm256_mulhrs_epi16(past, f));
    store(sum + i, now);
    __m256i out = _mm256_add_epi16(_mm256_mulhrs_epi16(now, o), _mm256_set1_epi16(4));
    store(x + i, _mm256_add_epi16(load(x + i), _mm256_srai_epi16(out, 3)));
  }
}
#endif

void gates_run(const int16_t *u, int16_t *sum, int16_t *x, uint32_t half) {
#ifdef HAS_AVX2_CODE
  if (wide_registers() >= WIDE_AVX2) {
    run_avx2(u, sum, x, half);
    return;
  }
#endif
  run_plain(u, sum, x, half);
}
