/* SPDX-License-Identifier: MIT */
/* gemm.h - dense float matrix products for the trainers. Row-major; column counts are
 * multiples of 16 and rows are 32-byte aligned or not, as they come. */
#ifndef GEMM_H
#define GEMM_H
#include <stddef.h>

/* c[rows x cols] (+)= a[rows x depth] * b[depth x cols]; lda, ldb, ldc are row strides. */
typedef struct {
  const float *a, *b;
  float *c;
  size_t rows, depth, cols, lda, ldb, ldc;
} Product;

void gemm_set(const Product *product); /* c  = a * b */
void gemm_add(const Product *product); /* c += a * b */

/* out[cols x rows] = in[rows x cols] transposed; `stride` is the row stride of out. */
void gemm_transpose(const float *in, size_t rows, size_t cols, size_t in_stride, float *out,
                    size_t stride);

#endif
