/* SPDX-License-Identifier: MIT */
/* gates.c - plain code, and the same steps for 16 or 32 values at once. */
#include "language/gates.h"
#include "model/network.h"
#include <stddef.h>

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

/* The words of one direction, the first one first. */
typedef struct {
  const int16_t *const *gates;
  int16_t *x;
  ptrdiff_t step;  /* to the next word: 1 or -1 */
  uint32_t offset; /* of the direction's values in a word's gates */
  uint32_t count, half;
} Run;

static inline const int16_t *gates_of(const Run *run, uint32_t word) {
  return run->gates[(ptrdiff_t)word * run->step] + run->offset;
}

static inline int16_t *vector_of(const Run *run, uint32_t word) {
  return run->x + (ptrdiff_t)word * run->step * 2 * (ptrdiff_t)run->half;
}

static void run_plain(const Run *run) {
  uint32_t half = run->half;
  int16_t sums[NETWORK_WIDTH_MAX / 2] = {0};
  for (uint32_t t = 0; t < run->count; t++) {
    const int16_t *restrict u = gates_of(run, t);
    int16_t *restrict x = vector_of(run, t);
    for (uint32_t i = 0; i < half; i++) {
      int16_t z = bend(u[i]), f = gate(u[half + i]), o = gate(u[2 * half + i]);
      int16_t past = narrowed(sums[i] - z);
      sums[i] = (int16_t)(z + part(past, f));
      x[i] = (int16_t)(x[i] + ((part(sums[i], o) + 4) >> 3));
    }
  }
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAS_VECTOR_CODE 1
#define AVX2 static inline __attribute__((always_inline, target("avx2")))
#define AVX512 static inline __attribute__((always_inline, target("avx512f,avx512bw")))

AVX2 __m256i load_16(const int16_t *at) {
  return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

AVX2 __m256i cut_16(__m256i x, int16_t limit) {
  x = _mm256_min_epi16(x, _mm256_set1_epi16(limit));
  return _mm256_max_epi16(x, _mm256_set1_epi16((int16_t)-limit));
}

AVX2 __m256i gates_16(__m256i x) {
  __m256i wide = _mm256_slli_epi16(cut_16(x, 8191), 2);
  __m256i bow = _mm256_mulhi_epi16(wide, _mm256_abs_epi16(wide));
  return _mm256_sub_epi16(_mm256_add_epi16(_mm256_set1_epi16(16382), wide), bow);
}

AVX2 __m256i bends_16(__m256i x) {
  __m256i wide = _mm256_slli_epi16(cut_16(x, 4095), 3);
  return _mm256_sub_epi16(wide, _mm256_mulhi_epi16(wide, _mm256_abs_epi16(wide)));
}

AVX2 __m256i step_16(__m256i sum, const int16_t *u, int16_t *x, size_t half) {
  __m256i z = bends_16(load_16(u)), f = gates_16(load_16(u + half));
  __m256i o = gates_16(load_16(u + 2 * half));
  sum = _mm256_add_epi16(z, _mm256_mulhrs_epi16(_mm256_subs_epi16(sum, z), f));
  __m256i out = _mm256_add_epi16(_mm256_mulhrs_epi16(sum, o), _mm256_set1_epi16(4));
  out = _mm256_add_epi16(load_16(x), _mm256_srai_epi16(out, 3));
  _mm256_storeu_si256((__m256i *)(void *)x, out);
  return sum;
}

/* The values from `i` on, word by word. */
AVX2 void run_16(const Run *run, uint32_t i) {
  __m256i sum = _mm256_setzero_si256();
  for (uint32_t t = 0; t < run->count; t++)
    sum = step_16(sum, gates_of(run, t) + i, vector_of(run, t) + i, run->half);
}

/* Twice as many: one sum waits for its last step while the other goes on. */
AVX2 void run_twice_16(const Run *run, uint32_t i) {
  __m256i low = _mm256_setzero_si256(), high = low;
  for (uint32_t t = 0; t < run->count; t++) {
    const int16_t *u = gates_of(run, t) + i;
    int16_t *x = vector_of(run, t) + i;
    low = step_16(low, u, x, run->half);
    high = step_16(high, u + 16, x + 16, run->half);
  }
}

__attribute__((target("avx2"))) static void run_avx2(const Run *run) {
  uint32_t i = 0;
  for (; i + 32 <= run->half; i += 32) run_twice_16(run, i);
  if (i < run->half) run_16(run, i);
}

AVX512 __m512i cut_32(__m512i x, int16_t limit) {
  x = _mm512_min_epi16(x, _mm512_set1_epi16(limit));
  return _mm512_max_epi16(x, _mm512_set1_epi16((int16_t)-limit));
}

AVX512 __m512i gates_32(__m512i x) {
  __m512i wide = _mm512_slli_epi16(cut_32(x, 8191), 2);
  __m512i bow = _mm512_mulhi_epi16(wide, _mm512_abs_epi16(wide));
  return _mm512_sub_epi16(_mm512_add_epi16(_mm512_set1_epi16(16382), wide), bow);
}

AVX512 __m512i bends_32(__m512i x) {
  __m512i wide = _mm512_slli_epi16(cut_32(x, 4095), 3);
  return _mm512_sub_epi16(wide, _mm512_mulhi_epi16(wide, _mm512_abs_epi16(wide)));
}

AVX512 void run_32(const Run *run, uint32_t i) {
  __m512i sum = _mm512_setzero_si512();
  for (uint32_t t = 0; t < run->count; t++) {
    const int16_t *u = gates_of(run, t) + i;
    int16_t *x = vector_of(run, t) + i;
    __m512i z = bends_32(_mm512_loadu_si512(u));
    __m512i f = gates_32(_mm512_loadu_si512(u + run->half));
    __m512i o = gates_32(_mm512_loadu_si512(u + 2 * (size_t)run->half));
    sum = _mm512_add_epi16(z, _mm512_mulhrs_epi16(_mm512_subs_epi16(sum, z), f));
    __m512i out = _mm512_add_epi16(_mm512_mulhrs_epi16(sum, o), _mm512_set1_epi16(4));
    _mm512_storeu_si512(x, _mm512_add_epi16(_mm512_loadu_si512(x), _mm512_srai_epi16(out, 3)));
  }
}

__attribute__((target("avx512f,avx512bw"))) static void run_avx512(const Run *run) {
  uint32_t i = 0;
  for (; i + 32 <= run->half; i += 32) run_32(run, i);
  if (i < run->half) run_16(run, i);
}
#endif

static void run_words(WideRegisters wide, const Run *run) {
#ifdef HAS_VECTOR_CODE
  if (wide == WIDE_VNNI) run_avx512(run);
  else if (wide == WIDE_AVX2) run_avx2(run);
  else run_plain(run);
#else
  (void)wide;
  run_plain(run);
#endif
}

void gates_run_by(WideRegisters wide, const int16_t *const *gates, int16_t *x, uint32_t count,
                  uint32_t half) {
  if (!count) return;
  Run forward = {.gates = gates, .x = x, .step = 1, .count = count, .half = half};
  Run back = {.gates = gates + count - 1,
              .x = x + (size_t)(count - 1) * 2 * half + half,
              .step = -1,
              .offset = 3 * half,
              .count = count,
              .half = half};
  run_words(wide, &forward);
  run_words(wide, &back);
}

void gates_run(const int16_t *const *gates, int16_t *x, uint32_t count, uint32_t half) {
  gates_run_by(wide_registers(), gates, x, count, half);
}
