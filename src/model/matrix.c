/* SPDX-License-Identifier: MIT */
/* matrix.c - integer matrix products: pairs of 16-bit products summed in 32 bits. Sums of
 * integers have no order, so the vector code and the plain code agree to the bit. */
#include "base/wide.h"
#include "model/network.h"
#include <string.h>

/* What a block of outputs of one vector becomes. */
static void put(const MatrixWork *w, uint32_t i, uint32_t out, const int32_t *sums) {
  size_t to = (size_t)i * w->out_stride + out;
  if (!w->vectors) {
    memcpy(w->out + to, sums, NETWORK_BLOCK * sizeof *sums);
    return;
  }
  for (uint32_t c = 0; c < NETWORK_BLOCK; c++) w->vectors[to + c] = network_rounded(sums[c]);
}

#if defined(__x86_64__) && defined(__GNUC__)
#include "model/vnni.h"
#define HAS_VECTOR_CODE 1

static inline int32_t two_at(const int16_t *in) {
  int32_t two;
  memcpy(&two, in, sizeof two);
  return two;
}

static inline __attribute__((always_inline, target("avx2"))) __m256i rounded(__m256i sum) {
  __m256i half = _mm256_set1_epi32(NETWORK_HALF);
  return _mm256_srai_epi32(_mm256_add_epi32(sum, half), NETWORK_WEIGHT_BITS);
}

/* `rows` vectors times 16 outputs from `out` on. Unrolled, or the sums live in memory, not in
 * registers (gcc -O2 leaves the loops over rows as they are). */
static inline __attribute__((always_inline, target("avx2"))) void
apply_block(const Matrix *m, const int16_t *from, const MatrixWork *w, uint32_t first, uint32_t out,
            int rows) {
  __m256i sum[6][2];
  __m256i bias0 = _mm256_loadu_si256((const __m256i *)(const void *)(m->bias + out));
  __m256i bias1 = _mm256_loadu_si256((const __m256i *)(const void *)(m->bias + out + 8));
#pragma GCC unroll 6
  for (int r = 0; r < rows; r++) sum[r][0] = bias0, sum[r][1] = bias1;
  const int16_t *weights = m->weights + (size_t)out * m->in;
  const int16_t *in = from + (size_t)first * w->in_stride;
  for (uint32_t k = 0; k < m->in; k += 2, weights += 2 * NETWORK_BLOCK) {
    __m256i w0 = _mm256_loadu_si256((const __m256i *)(const void *)weights);
    __m256i w1 = _mm256_loadu_si256((const __m256i *)(const void *)(weights + 16));
#pragma GCC unroll 6
    for (int r = 0; r < rows; r++) {
      __m256i x = _mm256_set1_epi32(two_at(in + (size_t)r * w->in_stride + k));
      sum[r][0] = _mm256_add_epi32(sum[r][0], _mm256_madd_epi16(x, w0));
      sum[r][1] = _mm256_add_epi32(sum[r][1], _mm256_madd_epi16(x, w1));
    }
  }
#pragma GCC unroll 6
  for (int r = 0; r < rows; r++) {
    size_t to = (size_t)(first + (uint32_t)r) * w->out_stride + out;
    if (w->vectors) {
      __m256i both = _mm256_packs_epi32(rounded(sum[r][0]), rounded(sum[r][1]));
      _mm256_storeu_si256((__m256i *)(void *)(w->vectors + to),
                          _mm256_permute4x64_epi64(both, 0xD8)); /* packed in halves */
    } else {
      _mm256_storeu_si256((__m256i *)(void *)(w->out + to), sum[r][0]);
      _mm256_storeu_si256((__m256i *)(void *)(w->out + to + 8), sum[r][1]);
    }
  }
}

__attribute__((target("avx2"))) static void apply_avx2(const Matrix *m, const int16_t *from,
                                                       const MatrixWork *w) {
  for (uint32_t out = 0; out < m->out; out += NETWORK_BLOCK) {
    uint32_t i = 0;
    for (; i + 6 <= w->count; i += 6) apply_block(m, from, w, i, out, 6);
    switch (w->count - i) {
    case 5: apply_block(m, from, w, i, out, 5); break;
    case 4: apply_block(m, from, w, i, out, 4); break;
    case 3: apply_block(m, from, w, i, out, 3); break;
    case 2: apply_block(m, from, w, i, out, 2); break;
    case 1: apply_block(m, from, w, i, out, 1); break;
    default: break;
    }
  }
}

/* Two products of each of 16 outputs are one instruction. */
static inline __attribute__((always_inline, VNNI_TARGET)) void
apply_vnni_block(const Matrix *m, const int16_t *from, const MatrixWork *w, uint32_t first,
                 uint32_t out, int rows) {
  __m512i sum[6], bias = _mm512_loadu_si512(m->bias + out);
#pragma GCC unroll 6
  for (int r = 0; r < rows; r++) sum[r] = bias;
  const int16_t *weights = m->weights + (size_t)out * m->in;
  const int16_t *in = from + (size_t)first * w->in_stride;
  for (uint32_t k = 0; k < m->in; k += 2, weights += 2 * NETWORK_BLOCK) {
    __m512i of = _mm512_loadu_si512(weights);
#pragma GCC unroll 6
    for (int r = 0; r < rows; r++) {
      __m512i x = _mm512_set1_epi32(two_at(in + (size_t)r * w->in_stride + k));
      sum[r] = _mm512_dpwssd_epi32(sum[r], x, of);
    }
  }
#pragma GCC unroll 6
  for (int r = 0; r < rows; r++)
    vnni_put(w, (size_t)(first + (uint32_t)r) * w->out_stride + out, sum[r]);
}

__attribute__((VNNI_TARGET)) static void apply_vnni(const Matrix *m, const int16_t *from,
                                                    const MatrixWork *w) {
  for (uint32_t out = 0; out < m->out; out += NETWORK_BLOCK) {
    uint32_t i = 0;
    for (; i + 6 <= w->count; i += 6) apply_vnni_block(m, from, w, i, out, 6);
    for (; i + 2 <= w->count; i += 2) apply_vnni_block(m, from, w, i, out, 2);
    for (; i < w->count; i++) apply_vnni_block(m, from, w, i, out, 1);
  }
}

/* Every x86-64 has SSE2: 16 outputs of one or two vectors. */
static inline __attribute__((always_inline)) void
apply_small_block(const Matrix *m, const int16_t *from, const MatrixWork *w, uint32_t first,
                  uint32_t out, int rows) {
  __m128i sum[2][4];
  const int16_t *weights = m->weights + (size_t)out * m->in;
  const int16_t *in = from + (size_t)first * w->in_stride;
  for (int r = 0; r < rows; r++)
    for (int q = 0; q < 4; q++)
      sum[r][q] = _mm_loadu_si128((const __m128i *)(const void *)(m->bias + out + 4 * q));
  for (uint32_t k = 0; k < m->in; k += 2, weights += 2 * NETWORK_BLOCK) {
    __m128i x[2];
    for (int r = 0; r < rows; r++) {
      x[r] = _mm_set1_epi32(two_at(in + (size_t)r * w->in_stride + k));
    }
#pragma GCC unroll 4
    for (int q = 0; q < 4; q++) {
      __m128i four = _mm_loadu_si128((const __m128i *)(const void *)(weights + 8 * q));
      sum[0][q] = _mm_add_epi32(sum[0][q], _mm_madd_epi16(x[0], four));
      if (rows > 1) sum[1][q] = _mm_add_epi32(sum[1][q], _mm_madd_epi16(x[1], four));
    }
  }
  for (int r = 0; r < rows; r++) {
    int32_t sums[NETWORK_BLOCK];
    for (int q = 0; q < 4; q++) _mm_storeu_si128((__m128i *)(void *)(sums + 4 * q), sum[r][q]);
    put(w, first + (uint32_t)r, out, sums);
  }
}

static void apply_sse2(const Matrix *m, const int16_t *from, const MatrixWork *w) {
  for (uint32_t out = 0; out < m->out; out += NETWORK_BLOCK) {
    uint32_t i = 0;
    for (; i + 2 <= w->count; i += 2) apply_small_block(m, from, w, i, out, 2);
    if (i < w->count) apply_small_block(m, from, w, i, out, 1);
  }
}
#else

/* Unsigned sums: a damaged model may overflow, and the vector code wraps as well. */
static void apply_plain(const Matrix *m, const int16_t *from, const MatrixWork *w) {
  for (uint32_t i = 0; i < w->count; i++) {
    const int16_t *in = from + (size_t)i * w->in_stride;
    for (uint32_t out = 0; out < m->out; out += NETWORK_BLOCK) {
      uint32_t sum[NETWORK_BLOCK];
      for (uint32_t c = 0; c < NETWORK_BLOCK; c++) sum[c] = (uint32_t)m->bias[out + c];
      const int16_t *weights = m->weights + (size_t)out * m->in;
      for (uint32_t k = 0; k < m->in; k += 2, weights += 2 * NETWORK_BLOCK)
        for (uint32_t c = 0; c < NETWORK_BLOCK; c++)
          sum[c] += (uint32_t)(in[k] * weights[2 * c]) + (uint32_t)(in[k + 1] * weights[2 * c + 1]);
      int32_t sums[NETWORK_BLOCK];
      memcpy(sums, sum, sizeof sums);
      put(w, i, out, sums);
    }
  }
}
#endif

void matrix_apply_by(WideRegisters wide, const Matrix *matrix, const int16_t *in,
                     const MatrixWork *work) {
#ifdef HAS_VECTOR_CODE
  switch (wide) {
  case WIDE_VNNI: apply_vnni(matrix, in, work); break;
  case WIDE_AVX2: apply_avx2(matrix, in, work); break;
  default: apply_sse2(matrix, in, work); break;
  }
#else
  (void)wide;
  apply_plain(matrix, in, work);
#endif
}

void matrix_apply(const Matrix *matrix, const int16_t *in, const MatrixWork *work) {
  matrix_apply_by(wide_registers(), matrix, in, work);
}
