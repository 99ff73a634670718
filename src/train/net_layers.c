/* SPDX-License-Identifier: MIT */
/* net_layers.c - from feature rows to token vectors, tags and projections; and the way back. */
#include "train/gemm.h"
#include "train/net_space.h"
#include "train/random.h"
#include "train/squash.h"
#include <math.h>
#include <string.h>

/* One mask a sentence for all its words (variational), scaled to keep the mean. */
static void sentence_masks(Net *net, const Batch *batch, float *mask, size_t width, float drop) {
  float keep = 1 / (1 - drop);
  for (uint32_t s = 0; s < batch->count; s++) {
    float *at = mask + (size_t)net_space.first[s] * width;
    for (size_t i = 0; i < width; i++) at[i] = net_uniform(net) < drop ? 0 : keep;
    for (uint32_t t = 1; t < batch->sentences[s]->count; t++)
      memcpy(at + t * width, at, width * sizeof *at);
  }
}

static void token_masks(Net *net, float *mask, size_t count, float drop) {
  float keep = 1 / (1 - drop);
  uint64_t limit = (uint64_t)(drop * 65536.0f);
  for (size_t i = 0; i < count; i += 4) {
    uint64_t x = random_next(&net->random);
    for (size_t j = i; j < i + 4 && j < count; j++, x >>= 16)
      mask[j] = (x & 0xFFFF) < limit ? 0 : keep;
  }
}

static void embed(Net *net, const Batch *batch, bool learn, int domain) {
  size_t d = net->shape.width;
  for (uint32_t s = 0; s < batch->count; s++) {
    const Sentence *sentence = batch->sentences[s];
    for (uint32_t t = 0; t < sentence->count; t++) {
      size_t at = net_space.first[s] + t;
      float *x = net_space.x[0] + at * d;
      uint32_t *rows = net_space.rows + at * FEATURE_COUNT;
      memcpy(rows, sentence->rows + (size_t)t * FEATURE_COUNT, FEATURE_COUNT * sizeof *rows);
      if (learn) {
        float p = net->shape.drop_word * 4;
        float count = (float)net->word_counts[rows[0]];
        if (net_uniform(net) < net->shape.drop_word * 0.3f + p / (p + count)) rows[0] = 0;
      }
      if (domain >= 0 || learn)
        memcpy(x, net->domain.w + (learn ? sentence->domain : (size_t)domain) * d, d * sizeof *x);
      else
        for (size_t i = 0; i < d; i++) x[i] = (net->domain.w[i] + net->domain.w[d + i]) * 0.5f;
      for (uint32_t f = 0; f < FEATURE_COUNT; f++) {
        if (!rows[f]) continue;
        const float *row = net->embed.w + rows[f] * d;
        for (size_t i = 0; i < d; i++) x[i] += row[i];
      }
    }
  }
}

/* Adds the mixed word vectors; while learning, some words go without. */
static void mix_vectors(Net *net, const Batch *batch, bool learn) {
  if (!net->vectors) return;
  for (uint32_t s = 0; s < batch->count; s++)
    for (uint32_t t = 0; t < batch->sentences[s]->count; t++) {
      float *to = net_space.vectors + (size_t)(net_space.first[s] + t) * VECTOR_WIDTH;
      uint32_t row = batch->sentences[s]->vectors[t];
      if (learn && net_uniform(net) < 0.1f) row = 0;
      if (row)
        memcpy(to, net->vectors + (size_t)(row - 1) * VECTOR_WIDTH, VECTOR_WIDTH * sizeof *to);
      else memset(to, 0, VECTOR_WIDTH * sizeof *to);
    }
  size_t d = net->shape.width;
  gemm_add(&(Product){net_space.vectors, net->mix.w, net_space.x[0], batch->tokens, VECTOR_WIDTH, d,
                      VECTOR_WIDTH, d, d});
}

/* Columns of u: forward z f o, backward z f o, each half a width. */
static void run_layer(const Net *net, const Batch *batch, uint32_t l) {
  size_t d = net->shape.width, half = d / 2;
  for (uint32_t s = 0; s < batch->count; s++) {
    uint32_t n = batch->sentences[s]->count;
    for (int back = 0; back < 2; back++) {
      const float *before = NULL;
      for (uint32_t k = 0; k < n; k++) {
        size_t at = net_space.first[s] + (back ? n - 1 - k : k);
        const float *u = net_space.u[l] + at * 3 * d + (size_t)back * 3 * half;
        float *c = net_space.c[l] + at * d + (size_t)back * half;
        float *h = net_space.h + at * d + (size_t)back * half;
        for (size_t i = 0; i < half; i++) {
          float z = bend(u[i]), f = gate(u[half + i]), o = gate(u[2 * half + i]);
          float past = before ? before[i] : 0;
          c[i] = z + f * (past - z);
          h[i] = o * c[i];
        }
        before = c;
      }
    }
  }
}

/* dh is the gradient of the layer's output; fills du. */
static void run_layer_back(const Net *net, const Batch *batch, uint32_t l, const float *dh) {
  size_t d = net->shape.width, half = d / 2;
  float dc[512];
  for (uint32_t s = 0; s < batch->count; s++) {
    uint32_t n = batch->sentences[s]->count;
    for (int back = 0; back < 2; back++) {
      memset(dc, 0, sizeof dc);
      for (uint32_t k = n; k-- > 0;) {
        size_t at = net_space.first[s] + (back ? n - 1 - k : k);
        const float *u = net_space.u[l] + at * 3 * d + (size_t)back * 3 * half;
        const float *c = net_space.c[l] + at * d + (size_t)back * half;
        const float *before = k == 0 ? NULL : back ? c + d : c - d;
        const float *g = dh + at * d + (size_t)back * half;
        float *du = net_space.du + at * 3 * d + (size_t)back * 3 * half;
        for (size_t i = 0; i < half; i++) {
          float z = bend(u[i]), f = gate(u[half + i]), o = gate(u[2 * half + i]);
          float past = before ? before[i] : 0;
          float here = dc[i] + g[i] * o;
          du[2 * half + i] = g[i] * c[i] * gate_slope(u[2 * half + i]);
          du[half + i] = here * (past - z) * gate_slope(u[half + i]);
          du[i] = here * (1 - f) * bend_slope(u[i]);
          dc[i] = here * f;
        }
      }
    }
  }
}

void net_forward(Net *net, const Batch *batch, bool learn, int domain) {
  size_t d = net->shape.width, n = batch->tokens, p = net->arcs.cols;
  uint32_t at = 0;
  for (uint32_t s = 0; s < batch->count; s++)
    net_space.first[s] = at, at += batch->sentences[s]->count;
  embed(net, batch, learn, domain);
  mix_vectors(net, batch, learn);
  for (uint32_t l = 0; l <= net->shape.layers; l++) {
    memcpy(net_space.in[l], net_space.x[l], n * d * sizeof(float));
    if (learn) {
      float drop = l == 0 ? net->shape.drop_input : net->shape.drop_layer;
      sentence_masks(net, batch, net_space.mask[l], d, drop);
      for (size_t i = 0; i < n * d; i++) net_space.in[l][i] *= net_space.mask[l][i];
    }
    if (l == net->shape.layers) break;
    net_dense(net_space.in[l], n, &net->layer[l], &net->layer_bias[l], net_space.u[l]);
    run_layer(net, batch, l);
    for (size_t i = 0; i < n * d; i++) net_space.x[l + 1][i] = net_space.x[l][i] + net_space.h[i];
  }
  const float *top = net_space.in[net->shape.layers];
  net_dense(top, n, &net->tags, &net->tags_bias, net_space.tags);
  net_dense(top, n, &net->arcs, &net->arcs_bias, net_space.projected);
  size_t rectified = 2 * net->shape.arc;
  for (size_t r = 0; r < n; r++)
    for (size_t c = 0; c < rectified; c++)
      if (net_space.projected[r * p + c] < 0) net_space.projected[r * p + c] = 0;
  if (learn) {
    token_masks(net, net_space.projected_mask, n * p, net->shape.drop_head);
    for (size_t i = 0; i < n * p; i++) net_space.projected[i] *= net_space.projected_mask[i];
  }
  /* dependents through the pair matrix: (n x arc) */
  gemm_set(&(Product){net_space.projected, net->pair.w, net_space.scored, n, net->shape.arc,
                      net->shape.arc, p, net->shape.arc, net->shape.arc});
  for (size_t r = 0; r < n; r++)
    for (size_t c = 0; c < net->shape.arc; c++)
      net_space.scored[r * net->shape.arc + c] += net->pair_bias.w[c];
}

static void embed_back(Net *net, const Batch *batch) {
  size_t d = net->shape.width;
  net->now++;
  net->touched_count = 0;
  for (uint32_t s = 0; s < batch->count; s++)
    for (uint32_t t = 0; t < batch->sentences[s]->count; t++) {
      size_t at = net_space.first[s] + t;
      const float *dx = net_space.dx + at * d;
      float *domain = net->domain.g + batch->sentences[s]->domain * d;
      for (size_t i = 0; i < d; i++) domain[i] += dx[i];
      for (uint32_t f = 0; f < FEATURE_COUNT; f++) {
        uint32_t row = net_space.rows[at * FEATURE_COUNT + f];
        if (!row) continue;
        if (net->stamp[row] != net->now)
          net->stamp[row] = net->now, net->touched[net->touched_count++] = row;
        float *g = net->embed.g + row * d;
        for (size_t i = 0; i < d; i++) g[i] += dx[i];
      }
    }
}

/* From the gradient of the top vectors, net_space.dx, down to the embeddings. */
void net_layers_back(Net *net, const Batch *batch) {
  size_t d = net->shape.width, n = batch->tokens;
  for (uint32_t l = net->shape.layers; l-- > 0;) {
    run_layer_back(net, batch, l, net_space.dx);
    memset(net_space.h, 0, n * d * sizeof(float));
    net_dense_back(net_space.in[l], net_space.du, n, &net->layer[l], &net->layer_bias[l],
                   net_space.h);
    for (size_t i = 0; i < n * d; i++) net_space.dx[i] += net_space.h[i] * net_space.mask[l][i];
  }
  embed_back(net, batch);
  if (net->vectors) net_dense_back(net_space.vectors, net_space.dx, n, &net->mix, NULL, NULL);
}
