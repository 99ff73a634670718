/* SPDX-License-Identifier: MIT */
/* vnni.h - what the products by registers of 512 bits share. Only for x86-64. */
#ifndef VNNI_H
#define VNNI_H
#include "model/network.h"
#include <immintrin.h>

#define VNNI_TARGET target("avx512f,avx512bw,avx512vnni")

static inline __attribute__((always_inline, VNNI_TARGET)) __m512i vnni_rounded(__m512i sums) {
  __m512i half = _mm512_set1_epi32(NETWORK_HALF);
  return _mm512_srai_epi32(_mm512_add_epi32(sums, half), NETWORK_WEIGHT_BITS);
}

/* The sums of 16 outputs, put where the work wants them: at `to`, as they are or rounded. */
static inline __attribute__((always_inline, VNNI_TARGET)) void vnni_put(const MatrixWork *work,
                                                                        size_t to, __m512i sums) {
  if (!work->vectors) {
    _mm512_storeu_si512(work->out + to, sums);
    return;
  }
  __m512i rounded = vnni_rounded(sums);
  _mm256_storeu_si256((__m256i *)(void *)(work->vectors + to), _mm512_cvtsepi32_epi16(rounded));
}
#endif
