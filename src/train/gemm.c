/* SPDX-License-Identifier: MIT */
/* gemm.c - register-blocked products: 6 rows by 16 columns at a time. */
#include "train/gemm.h"
#include <string.h>

typedef float Vec __attribute__((vector_size(32), aligned(4)));

#define BLOCK(ROWS)                                                                                \
  static void block_##ROWS(const Product *p, size_t row, size_t col, int add) {                    \
    Vec sum[ROWS][2];                                                                              \
    memset(sum, 0, sizeof sum);                                                                    \
    const float *b = p->b + col;                                                                   \
    const float *a = p->a + row * p->lda;                                                          \
    for (size_t k = 0; k < p->depth; k++, b += p->ldb) {                                           \
      Vec b0 = *(const Vec *)b, b1 = *(const Vec *)(b + 8);                                        \
      _Pragma("GCC unroll 8") for (int i = 0; i < ROWS; i++) {                                     \
        float x = a[(size_t)i * p->lda + k];                                                       \
        sum[i][0] += b0 * x;                                                                       \
        sum[i][1] += b1 * x;                                                                       \
      }                                                                                            \
    }                                                                                              \
    _Pragma("GCC unroll 8") for (int i = 0; i < ROWS; i++) {                                       \
      float *c = p->c + (row + (size_t)i) * p->ldc + col;                                          \
      if (add) sum[i][0] += *(Vec *)c, sum[i][1] += *(Vec *)(c + 8);                               \
      *(Vec *)c = sum[i][0];                                                                       \
      *(Vec *)(c + 8) = sum[i][1];                                                                 \
    }                                                                                              \
  }
BLOCK(6)
BLOCK(5)
BLOCK(4)
BLOCK(3)
BLOCK(2)
BLOCK(1)

static void gemm(const Product *p, int add) {
  for (size_t col = 0; col < p->cols; col += 16) {
    size_t row = 0;
    for (; row + 6 <= p->rows; row += 6) block_6(p, row, col, add);
    switch (p->rows - row) {
    case 5: block_5(p, row, col, add); break;
    case 4: block_4(p, row, col, add); break;
    case 3: block_3(p, row, col, add); break;
    case 2: block_2(p, row, col, add); break;
    case 1: block_1(p, row, col, add); break;
    default: break;
    }
  }
}

void gemm_set(const Product *product) { gemm(product, 0); }
void gemm_add(const Product *product) { gemm(product, 1); }

void gemm_transpose(const float *in, size_t rows, size_t cols, size_t in_stride, float *out,
                    size_t stride) {
  for (size_t r0 = 0; r0 < rows; r0 += 16)
    for (size_t c = 0; c < cols; c++)
      for (size_t r = r0; r < rows && r < r0 + 16; r++) out[c * stride + r] = in[r * in_stride + c];
}
