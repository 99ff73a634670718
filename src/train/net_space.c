/* SPDX-License-Identifier: MIT */
/* net_space.c - memory, random numbers and dense steps of the training network. */
#include "train/net_space.h"
#include "train/gemm.h"
#include "train/random.h"
#include <stdlib.h>
#include <string.h>

Space net_space;

float *net_floats(size_t count) {
  float *p = aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64 + 64);
  if (!p) abort();
  memset(p, 0, count * sizeof(float));
  return p;
}

float net_uniform(Net *net) { return (float)(random_next(&net->random) >> 40) / (float)(1 << 24); }

void net_space_fit(const Net *net, size_t tokens) {
  if (tokens <= net_space.room) return;
  if (net_space.room) abort();
  if (tokens < net->batch_tokens) tokens = net->batch_tokens;
  size_t n = net_space.room = tokens, d = net->shape.width;
  size_t p = 2 * net->shape.arc + 2 * net->shape.relation;
  for (uint32_t l = 0; l <= net->shape.layers; l++) {
    net_space.x[l] = net_floats(n * d);
    net_space.in[l] = net_floats(n * d);
    net_space.mask[l] = net_floats(n * d);
    if (l < net->shape.layers)
      net_space.u[l] = net_floats(n * 3 * d), net_space.c[l] = net_floats(n * d);
  }
  net_space.h = net_floats(n * d);
  net_space.vectors = net_floats(n * VECTOR_WIDTH);
  net_space.tags = net_floats(n * TAG_OUTPUTS);
  net_space.dtags = net_floats(n * TAG_OUTPUTS);
  net_space.projected = net_floats(n * p);
  net_space.projected_mask = net_floats(n * p);
  net_space.dprojected = net_floats(n * p);
  net_space.du = net_floats(n * 3 * d);
  net_space.dx = net_floats(n * d);
  size_t widest = 3 * d > p ? 3 * d : p;
  widest = widest > VECTOR_WIDTH ? widest : VECTOR_WIDTH;
  net_space.transposed = net_floats(n * widest + 16 * widest);
  net_space.weights_t = net_floats(widest * widest);
  net_space.scored = net_floats(n * net->shape.arc);
  net_space.dscored = net_floats(n * net->shape.arc);
  net_space.scores = net_floats((MAX_WORDS + 16) * (MAX_WORDS + 32));
  net_space.dscores = net_floats((MAX_WORDS + 32) * (MAX_WORDS + 32));
  net_space.heads = net_floats((MAX_WORDS + 32) * net->shape.arc);
  net_space.dheads = net_floats((MAX_WORDS + 32) * net->shape.arc);
  net_space.heads_t = net_floats((MAX_WORDS + 32) * (net->shape.arc + MAX_WORDS + 32));
  net_space.hidden = net_floats(n * net->shape.relation);
  net_space.dhidden = net_floats(n * net->shape.relation);
  net_space.logits = net_floats(n * RELATION_OUTPUTS);
  net_space.rows = malloc(n * FEATURE_COUNT * sizeof *net_space.rows);
  net_space.first = malloc(n * sizeof *net_space.first);
}

/* out[rows x cols] = in * weights + bias */
void net_dense(const float *in, size_t rows, const Param *w, const Param *bias, float *out) {
  gemm_set(&(Product){in, w->w, out, rows, w->rows, w->cols, w->rows, w->cols, w->cols});
  if (!bias) return;
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < w->cols; c++) out[r * w->cols + c] += bias->w[c];
}

/* Gradients of net_dense(); adds into dx if not NULL. */
void net_dense_back(const float *in, const float *dout, size_t rows, Param *w, Param *bias,
                    float *dx) {
  gemm_transpose(in, rows, w->rows, w->rows, net_space.transposed, rows);
  gemm_add(
      &(Product){net_space.transposed, dout, w->g, w->rows, rows, w->cols, rows, w->cols, w->cols});
  if (bias)
    for (size_t r = 0; r < rows; r++)
      for (size_t c = 0; c < w->cols; c++) bias->g[c] += dout[r * w->cols + c];
  if (!dx) return;
  gemm_transpose(w->w, w->rows, w->cols, w->cols, net_space.weights_t, w->rows);
  gemm_add(
      &(Product){dout, net_space.weights_t, dx, rows, w->cols, w->rows, w->cols, w->rows, w->rows});
}
