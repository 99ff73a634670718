/* SPDX-License-Identifier: MIT */
/* byte_matrix.c - products of vectors and matrices of bytes. Nothing is cut before the end and
 * sums of integers have no order, so the vector code and the plain code agree to the bit. */
#include "base/wide.h"
#include "model/byte_tiles.h"
#include <string.h>

WIDE static void to_bytes(const int16_t *restrict values, uint8_t *restrict bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    int16_t value = (int16_t)(((values[i] >> (BYTE_SHIFT - 1)) + 1) >> 1);
    value = value > BYTE_LIMIT ? BYTE_LIMIT : value;
    value = value < -BYTE_LIMIT ? -BYTE_LIMIT : value;
    bytes[i] = (uint8_t)(value + BYTE_ZERO);
  }
}

void byte_vectors(const int16_t *values, uint8_t *bytes, size_t count) {
  to_bytes(values, bytes, count);
}

/* Over how many fours of inputs apply_block() adds in 16 bits: what any weights allow, and what
 * those of a light block do. */
enum { STEPS = 2, LIGHT_STEPS = 4, LIGHT_BITS = 64 };

/* Whether the sums over LIGHT_STEPS fit 16 bits for any vector. */
WIDE static bool block_is_light(const int8_t *weights, uint32_t in) {
  enum { ROW = 4 * NETWORK_BLOCK, LIMIT = INT16_MAX / (BYTE_ZERO + BYTE_LIMIT) };
  uint32_t too_much = 0;
  if (in % (4 * LIGHT_STEPS)) return false;
  for (uint32_t k = 0; k < in; k += 4 * LIGHT_STEPS) {
    int16_t above[ROW] = {0}, below[ROW] = {0}; /* what is positive of the weights, and negative */
    for (uint32_t step = 0; step < LIGHT_STEPS; step++, weights += ROW)
      for (uint32_t i = 0; i < ROW; i++) {
        int16_t a = weights[i];
        above[i] = (int16_t)(above[i] + (a > 0 ? a : 0));
        below[i] = (int16_t)(below[i] - (a < 0 ? a : 0));
      }
    for (uint32_t i = 0; i < ROW; i += 2)
      too_much |= above[i] + above[i + 1] > LIMIT || below[i] + below[i + 1] > LIMIT;
  }
  return !too_much;
}

uint64_t byte_matrix_light(const ByteMatrix *matrix) {
  uint64_t found = 0;
  for (uint32_t block = 0; block < matrix->out / NETWORK_BLOCK && block < LIGHT_BITS; block++)
    if (block_is_light(matrix->weights + (size_t)block * NETWORK_BLOCK * matrix->in, matrix->in))
      found |= (uint64_t)1 << block;
  return found;
}

/* What the sums of 16 outputs of one vector become. Unsigned: a damaged model may overflow, and
 * the vector code wraps as well. */
static void put(const ByteMatrix *m, const MatrixWork *w, uint32_t i, uint32_t out,
                const int32_t *sums) {
  size_t to = (size_t)i * w->out_stride + out;
  for (uint32_t c = 0; c < NETWORK_BLOCK; c++) {
    uint32_t scaled = (uint32_t)sums[c] * (uint32_t)m->scale[out + c] + (uint32_t)m->bias[out + c];
    if (w->vectors) w->vectors[to + c] = network_rounded((int32_t)scaled);
    else w->out[to + c] = (int32_t)scaled;
  }
}

#if defined(__x86_64__) && defined(__GNUC__)
#include "model/vnni.h"
#define HAS_VECTOR_CODE 1
#define AVX2 static inline __attribute__((always_inline, target("avx2")))

static inline int32_t four_at(const uint8_t *in) {
  int32_t four;
  memcpy(&four, in, sizeof four);
  return four;
}

AVX2 __m256i load(const void *at) { return _mm256_loadu_si256((const __m256i *)at); }

/* total + products, a sum in 16 bits. gcc would add in another order, which needs more registers
 * than there are. */
AVX2 __m256i plus(__m256i total, __m256i products) {
  total = _mm256_add_epi16(total, products);
  __asm__("" : "+x"(total));
  return total;
}

/* `rows` vectors times 16 outputs from `out` on. Pairs of products of each output are added in 16
 * bits over `steps` times four inputs, then in 32. Unrolled, or the sums live in memory. */
AVX2 void apply_block(const ByteMatrix *m, const uint8_t *from, const MatrixWork *w, uint32_t first,
                      uint32_t out, int rows, int steps) {
  __m256i sum[4][2], ones = _mm256_set1_epi16(1);
#pragma GCC unroll 4
  for (int r = 0; r < rows; r++) sum[r][0] = sum[r][1] = _mm256_setzero_si256();
  const int8_t *weights = m->weights + (size_t)out * m->in;
  size_t stride = w->in_stride;
  const uint8_t *in = from + first * stride;
  for (const uint8_t *end = in + m->in; in < end;) {
    __m256i pairs[4][2];
#pragma GCC unroll 4
    for (int step = 0; step < steps; step++, in += 4, weights += 4 * NETWORK_BLOCK) {
      __m256i w0 = load(weights), w1 = load(weights + 32);
#pragma GCC unroll 4
      for (int r = 0; r < rows; r++) {
        __m256i x = _mm256_set1_epi32(four_at(in + (size_t)r * stride));
        __m256i low = _mm256_maddubs_epi16(x, w0), high = _mm256_maddubs_epi16(x, w1);
        pairs[r][0] = step ? plus(pairs[r][0], low) : low;
        pairs[r][1] = step ? plus(pairs[r][1], high) : high;
      }
    }
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++) {
      sum[r][0] = _mm256_add_epi32(sum[r][0], _mm256_madd_epi16(pairs[r][0], ones));
      sum[r][1] = _mm256_add_epi32(sum[r][1], _mm256_madd_epi16(pairs[r][1], ones));
    }
  }
  __m256i scale0 = load(m->scale + out), scale1 = load(m->scale + out + 8);
  __m256i bias0 = load(m->bias + out), bias1 = load(m->bias + out + 8);
  __m256i half = _mm256_set1_epi32(w->vectors ? NETWORK_HALF : 0); /* to be rounded */
  bias0 = _mm256_add_epi32(bias0, half), bias1 = _mm256_add_epi32(bias1, half);
#pragma GCC unroll 4
  for (int r = 0; r < rows; r++) {
    size_t to = (size_t)(first + (uint32_t)r) * w->out_stride + out;
    __m256i low = _mm256_add_epi32(_mm256_mullo_epi32(sum[r][0], scale0), bias0);
    __m256i high = _mm256_add_epi32(_mm256_mullo_epi32(sum[r][1], scale1), bias1);
    if (w->vectors) {
      __m256i both = _mm256_packs_epi32(_mm256_srai_epi32(low, NETWORK_WEIGHT_BITS),
                                        _mm256_srai_epi32(high, NETWORK_WEIGHT_BITS));
      _mm256_storeu_si256((__m256i *)(void *)(w->vectors + to),
                          _mm256_permute4x64_epi64(both, 0xD8)); /* packed in halves */
    } else {
      _mm256_storeu_si256((__m256i *)(void *)(w->out + to), low);
      _mm256_storeu_si256((__m256i *)(void *)(w->out + to + 8), high);
    }
  }
}

AVX2 void apply_rows(const ByteMatrix *m, const uint8_t *from, const MatrixWork *w, uint32_t out,
                     int steps) {
  uint32_t i = 0;
  for (; i + 4 <= w->count; i += 4) apply_block(m, from, w, i, out, 4, steps);
  switch (w->count - i) {
  case 3: apply_block(m, from, w, i, out, 3, steps); break;
  case 2: apply_block(m, from, w, i, out, 2, steps); break;
  case 1: apply_block(m, from, w, i, out, 1, steps); break;
  default: break;
  }
}

__attribute__((target("avx2"))) static void apply_avx2(const ByteMatrix *m, const uint8_t *from,
                                                       const MatrixWork *w) {
  for (uint32_t out = 0; out < m->out; out += NETWORK_BLOCK) {
    uint32_t block = out / NETWORK_BLOCK;
    if (block < LIGHT_BITS && m->light >> block & 1) apply_rows(m, from, w, out, LIGHT_STEPS);
    else apply_rows(m, from, w, out, STEPS);
  }
}

/* Four products of each of 16 outputs are one instruction. */
static inline __attribute__((always_inline, VNNI_TARGET)) void
apply_vnni_block(const ByteMatrix *m, const uint8_t *from, const MatrixWork *w, uint32_t first,
                 uint32_t out, int rows) {
  __m512i sum[6];
#pragma GCC unroll 6
  for (int r = 0; r < rows; r++) sum[r] = _mm512_setzero_si512();
  const int8_t *weights = m->weights + (size_t)out * m->in;
  const uint8_t *in = from + (size_t)first * w->in_stride;
  for (uint32_t k = 0; k < m->in; k += 4, weights += 4 * NETWORK_BLOCK) {
    __m512i of = _mm512_loadu_si512(weights);
#pragma GCC unroll 6
    for (int r = 0; r < rows; r++) {
      __m512i x = _mm512_set1_epi32(four_at(in + (size_t)r * w->in_stride + k));
      sum[r] = _mm512_dpbusd_epi32(sum[r], x, of);
    }
  }
  __m512i scale = _mm512_loadu_si512(m->scale + out), bias = _mm512_loadu_si512(m->bias + out);
#pragma GCC unroll 6
  for (int r = 0; r < rows; r++) {
    size_t to = (size_t)(first + (uint32_t)r) * w->out_stride + out;
    vnni_put(w, to, _mm512_add_epi32(_mm512_mullo_epi32(sum[r], scale), bias));
  }
}

__attribute__((VNNI_TARGET)) static void apply_vnni(const ByteMatrix *m, const uint8_t *from,
                                                    const MatrixWork *w) {
  for (uint32_t out = 0; out < m->out; out += NETWORK_BLOCK) {
    uint32_t i = 0;
    for (; i + 6 <= w->count; i += 6) apply_vnni_block(m, from, w, i, out, 6);
    for (; i + 2 <= w->count; i += 2) apply_vnni_block(m, from, w, i, out, 2);
    for (; i < w->count; i++) apply_vnni_block(m, from, w, i, out, 1);
  }
}

/* Every x86-64 has SSE2: bytes widened to 16 bits, two sums of each output. */
static void apply_sse2_block(const ByteMatrix *m, const uint8_t *from, const MatrixWork *w,
                             uint32_t i, uint32_t out) {
  __m128i sum[8], zero = _mm_setzero_si128();
  for (int q = 0; q < 8; q++) sum[q] = zero;
  const int8_t *weights = m->weights + (size_t)out * m->in;
  const uint8_t *in = from + (size_t)i * w->in_stride;
  for (uint32_t k = 0; k < m->in; k += 4, weights += 4 * NETWORK_BLOCK) {
    __m128i x = _mm_unpacklo_epi8(_mm_set1_epi32(four_at(in + k)), zero);
#pragma GCC unroll 4
    for (int q = 0; q < 4; q++) {
      __m128i of = _mm_loadu_si128((const __m128i *)(const void *)(weights + 16 * q));
      __m128i sign = _mm_cmpgt_epi8(zero, of);
      __m128i low = _mm_madd_epi16(x, _mm_unpacklo_epi8(of, sign));
      __m128i high = _mm_madd_epi16(x, _mm_unpackhi_epi8(of, sign));
      sum[2 * q] = _mm_add_epi32(sum[2 * q], low);
      sum[2 * q + 1] = _mm_add_epi32(sum[2 * q + 1], high);
    }
  }
  int32_t sums[NETWORK_BLOCK], halves[2 * NETWORK_BLOCK];
  for (int q = 0; q < 8; q++) _mm_storeu_si128((__m128i *)(void *)(halves + 4 * q), sum[q]);
  for (int c = 0; c < NETWORK_BLOCK; c++) sums[c] = halves[2 * c] + halves[2 * c + 1];
  put(m, w, i, out, sums);
}

static void apply_sse2(const ByteMatrix *m, const uint8_t *from, const MatrixWork *w) {
  for (uint32_t out = 0; out < m->out; out += NETWORK_BLOCK)
    for (uint32_t i = 0; i < w->count; i++) apply_sse2_block(m, from, w, i, out);
}
#else

static void apply_plain(const ByteMatrix *m, const uint8_t *from, const MatrixWork *w) {
  for (uint32_t i = 0; i < w->count; i++) {
    const uint8_t *in = from + (size_t)i * w->in_stride;
    for (uint32_t out = 0; out < m->out; out += NETWORK_BLOCK) {
      int32_t sums[NETWORK_BLOCK] = {0};
      const int8_t *weights = m->weights + (size_t)out * m->in;
      for (uint32_t k = 0; k < m->in; k += 4)
        for (uint32_t c = 0; c < NETWORK_BLOCK; c++, weights += 4)
          sums[c] += in[k] * weights[0] + in[k + 1] * weights[1] + in[k + 2] * weights[2] +
                     in[k + 3] * weights[3];
      put(m, w, i, out, sums);
    }
  }
}
#endif

void byte_matrix_apply_by(WideRegisters wide, const ByteMatrix *matrix, const uint8_t *in,
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

void byte_matrix_apply(const ByteMatrix *matrix, const uint8_t *in, const MatrixWork *work) {
  if (byte_tiles_fit(matrix, work)) byte_tiles_apply(matrix, in, work);
  else byte_matrix_apply_by(wide_registers(), matrix, in, work);
}
