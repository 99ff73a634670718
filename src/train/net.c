/* SPDX-License-Identifier: MIT */
/* net.c - forward and backward passes of the grammar network. */
#include "train/net.h"
#include "train/gemm.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- memory and random numbers ---- */

static float *floats(size_t count) {
  float *p = aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64 + 64);
  if (!p) abort();
  memset(p, 0, count * sizeof(float));
  return p;
}

static uint64_t next_random(Net *net) {
  uint64_t x = net->random;
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  net->random = x;
  return x * 0x2545F4914F6CDD1Du;
}

static float uniform(Net *net) { return (float)(next_random(net) >> 40) / (float)(1 << 24); }

static void param_init(Net *net, Param *p, size_t rows, size_t cols, float range) {
  size_t n = rows * cols;
  *p = (Param){floats(n), floats(n), floats(n), floats(n), rows, cols};
  for (size_t i = 0; i < n; i++) p->w[i] = (2 * uniform(net) - 1) * range;
}

static float glorot(size_t in, size_t out) { return sqrtf(6.0f / (float)(in + out)); }

void net_init(Net *net, const NetShape *s, size_t rows, uint64_t seed) {
  memset(net, 0, sizeof *net);
  net->shape = *s;
  net->random = seed * 0x9E3779B97F4A7C15u + 1;
  uint32_t d = s->width, projected = 2 * s->arc + 2 * s->relation;
  param_init(net, &net->embed, rows, d, 0.25f);
  param_init(net, &net->mix, VECTOR_WIDTH, d, glorot(VECTOR_WIDTH, d));
  param_init(net, &net->domain, DOMAIN_COUNT, d, 0.1f);
  for (uint32_t l = 0; l < s->layers; l++) {
    param_init(net, &net->layer[l], d, 3 * d, glorot(d, d));
    param_init(net, &net->layer_bias[l], 1, 3 * d, 0);
    for (uint32_t i = 0; i < 2; i++)
      for (uint32_t j = 0; j < d / 2; j++) net->layer_bias[l].w[i * 3 * d / 2 + d / 2 + j] = 0.5f;
  }
  param_init(net, &net->tags, d, TAG_OUTPUTS, glorot(d, TAG_OUTPUTS));
  param_init(net, &net->tags_bias, 1, TAG_OUTPUTS, 0);
  param_init(net, &net->arcs, d, projected, glorot(d, s->arc + s->relation));
  param_init(net, &net->arcs_bias, 1, projected, 0);
  param_init(net, &net->pair, s->arc, s->arc, 0.05f);
  param_init(net, &net->pair_bias, 1, s->arc, 0.05f);
  param_init(net, &net->pair_root, 1, s->arc, 0.2f);
  param_init(net, &net->distance, 1, DISTANCES, 0);
  param_init(net, &net->rel, s->relation, RELATION_OUTPUTS, glorot(s->relation, RELATION_OUTPUTS));
  param_init(net, &net->rel_bias, 1, RELATION_OUTPUTS, 0);
  param_init(net, &net->rel_root, 1, s->relation, 0.1f);
  param_init(net, &net->rel_distance, DISTANCES, s->relation, 0.05f);
  net->stamp = calloc(rows, sizeof *net->stamp);
  net->touched = calloc(rows, sizeof *net->touched);
}

uint32_t net_distance(int dependent, int head) {
  int gap = head < dependent ? dependent - head : head - dependent;
  uint32_t size = gap <= 5 ? (uint32_t)gap - 1
                  : gap <= 7 ? 5 : gap <= 10 ? 6 : gap <= 15 ? 7 : gap <= 25 ? 8 : 9;
  return head < dependent ? size : size + 10;
}

/* ---- the two squashing functions, as the integer code computes them ---- */

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

/* ---- work space ---- */

typedef struct {
  size_t room;              /* tokens */
  float *x[MAX_LAYERS + 1]; /* token vectors between layers */
  float *in[MAX_LAYERS + 1], *mask[MAX_LAYERS + 1]; /* after dropout */
  float *u[MAX_LAYERS], *c[MAX_LAYERS], *h;
  float *tags, *projected, *projected_mask, *vectors;
  float *du, *dx, *dtags, *dprojected, *transposed, *weights_t;
  float *scored, *dscored, *dscores, *scores, *heads, *dheads, *heads_t;
  float *hidden, *logits, *dhidden;
  uint32_t *rows; /* features after word dropout */
  uint32_t *first;
} Space;

static Space space;

static void space_fit(const Net *net, size_t tokens) {
  if (tokens <= space.room) return;
  if (space.room) abort();
  if (tokens < net->batch_tokens) tokens = net->batch_tokens;
  size_t n = space.room = tokens, d = net->shape.width;
  size_t p = 2 * net->shape.arc + 2 * net->shape.relation;
  for (uint32_t l = 0; l <= net->shape.layers; l++) {
    space.x[l] = floats(n * d);
    space.in[l] = floats(n * d);
    space.mask[l] = floats(n * d);
    if (l < net->shape.layers) space.u[l] = floats(n * 3 * d), space.c[l] = floats(n * d);
  }
  space.h = floats(n * d);
  space.vectors = floats(n * VECTOR_WIDTH);
  space.tags = floats(n * TAG_OUTPUTS);
  space.dtags = floats(n * TAG_OUTPUTS);
  space.projected = floats(n * p);
  space.projected_mask = floats(n * p);
  space.dprojected = floats(n * p);
  space.du = floats(n * 3 * d);
  space.dx = floats(n * d);
  size_t widest = 3 * d > p ? 3 * d : p;
  widest = widest > VECTOR_WIDTH ? widest : VECTOR_WIDTH;
  space.transposed = floats(n * widest + 16 * widest);
  space.weights_t = floats(widest * widest);
  space.scored = floats(n * net->shape.arc);
  space.dscored = floats(n * net->shape.arc);
  space.scores = floats((MAX_WORDS + 16) * (MAX_WORDS + 32));
  space.dscores = floats((MAX_WORDS + 32) * (MAX_WORDS + 32));
  space.heads = floats((MAX_WORDS + 32) * net->shape.arc);
  space.dheads = floats((MAX_WORDS + 32) * net->shape.arc);
  space.heads_t = floats((MAX_WORDS + 32) * (net->shape.arc + MAX_WORDS + 32));
  space.hidden = floats(n * net->shape.relation);
  space.dhidden = floats(n * net->shape.relation);
  space.logits = floats(n * RELATION_OUTPUTS);
  space.rows = malloc(n * FEATURE_COUNT * sizeof *space.rows);
  space.first = malloc(n * sizeof *space.first);
}

/* out[rows x cols] = in * weights + bias */
static void dense(const float *in, size_t rows, const Param *w, const Param *bias, float *out) {
  gemm_set(&(Product){in, w->w, out, rows, w->rows, w->cols, w->rows, w->cols, w->cols});
  if (!bias) return;
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < w->cols; c++) out[r * w->cols + c] += bias->w[c];
}

/* Gradients of dense(); adds into dx if not NULL. */
static void dense_back(const float *in, const float *dout, size_t rows, Param *w, Param *bias,
                       float *dx) {
  gemm_transpose(in, rows, w->rows, w->rows, space.transposed, rows);
  gemm_add(&(Product){space.transposed, dout, w->g, w->rows, rows, w->cols, rows, w->cols, w->cols});
  if (bias)
    for (size_t r = 0; r < rows; r++)
      for (size_t c = 0; c < w->cols; c++) bias->g[c] += dout[r * w->cols + c];
  if (!dx) return;
  gemm_transpose(w->w, w->rows, w->cols, w->cols, space.weights_t, w->rows);
  gemm_add(&(Product){dout, space.weights_t, dx, rows, w->cols, w->rows, w->cols, w->rows, w->rows});
}

/* One mask a sentence for all its words (variational), scaled to keep the mean. */
static void sentence_masks(Net *net, const Batch *batch, float *mask, size_t width, float drop) {
  float keep = 1 / (1 - drop);
  for (uint32_t s = 0; s < batch->count; s++) {
    float *at = mask + (size_t)space.first[s] * width;
    for (size_t i = 0; i < width; i++) at[i] = uniform(net) < drop ? 0 : keep;
    for (uint32_t t = 1; t < batch->sentences[s]->count; t++)
      memcpy(at + t * width, at, width * sizeof *at);
  }
}

static void token_masks(Net *net, float *mask, size_t count, float drop) {
  float keep = 1 / (1 - drop);
  uint64_t limit = (uint64_t)(drop * 65536.0f);
  for (size_t i = 0; i < count; i += 4) {
    uint64_t x = next_random(net);
    for (size_t j = i; j < i + 4 && j < count; j++, x >>= 16)
      mask[j] = (x & 0xFFFF) < limit ? 0 : keep;
  }
}

static void embed(Net *net, const Batch *batch, bool learn, int domain) {
  size_t d = net->shape.width;
  for (uint32_t s = 0; s < batch->count; s++) {
    const Sentence *sentence = batch->sentences[s];
    for (uint32_t t = 0; t < sentence->count; t++) {
      size_t at = space.first[s] + t;
      float *x = space.x[0] + at * d;
      uint32_t *rows = space.rows + at * FEATURE_COUNT;
      memcpy(rows, sentence->rows + (size_t)t * FEATURE_COUNT, FEATURE_COUNT * sizeof *rows);
      if (learn) {
        float p = net->shape.drop_word * 4;
        float count = (float)net->word_counts[rows[0]];
        if (uniform(net) < net->shape.drop_word * 0.3f + p / (p + count)) rows[0] = 0;
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
      float *to = space.vectors + (size_t)(space.first[s] + t) * VECTOR_WIDTH;
      uint32_t row = batch->sentences[s]->vectors[t];
      if (learn && uniform(net) < 0.1f) row = 0;
      if (row) memcpy(to, net->vectors + (size_t)(row - 1) * VECTOR_WIDTH, VECTOR_WIDTH * sizeof *to);
      else memset(to, 0, VECTOR_WIDTH * sizeof *to);
    }
  size_t d = net->shape.width;
  gemm_add(&(Product){space.vectors, net->mix.w, space.x[0], batch->tokens, VECTOR_WIDTH, d,
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
        size_t at = space.first[s] + (back ? n - 1 - k : k);
        const float *u = space.u[l] + at * 3 * d + (size_t)back * 3 * half;
        float *c = space.c[l] + at * d + (size_t)back * half;
        float *h = space.h + at * d + (size_t)back * half;
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
        size_t at = space.first[s] + (back ? n - 1 - k : k);
        const float *u = space.u[l] + at * 3 * d + (size_t)back * 3 * half;
        const float *c = space.c[l] + at * d + (size_t)back * half;
        const float *before = k == 0 ? NULL : back ? c + d : c - d;
        const float *g = dh + at * d + (size_t)back * half;
        float *du = space.du + at * 3 * d + (size_t)back * 3 * half;
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

static void forward(Net *net, const Batch *batch, bool learn, int domain) {
  size_t d = net->shape.width, n = batch->tokens, p = net->arcs.cols;
  uint32_t at = 0;
  for (uint32_t s = 0; s < batch->count; s++) space.first[s] = at, at += batch->sentences[s]->count;
  embed(net, batch, learn, domain);
  mix_vectors(net, batch, learn);
  for (uint32_t l = 0; l <= net->shape.layers; l++) {
    memcpy(space.in[l], space.x[l], n * d * sizeof(float));
    if (learn) {
      float drop = l == 0 ? net->shape.drop_input : net->shape.drop_layer;
      sentence_masks(net, batch, space.mask[l], d, drop);
      for (size_t i = 0; i < n * d; i++) space.in[l][i] *= space.mask[l][i];
    }
    if (l == net->shape.layers) break;
    dense(space.in[l], n, &net->layer[l], &net->layer_bias[l], space.u[l]);
    run_layer(net, batch, l);
    for (size_t i = 0; i < n * d; i++) space.x[l + 1][i] = space.x[l][i] + space.h[i];
  }
  const float *top = space.in[net->shape.layers];
  dense(top, n, &net->tags, &net->tags_bias, space.tags);
  dense(top, n, &net->arcs, &net->arcs_bias, space.projected);
  size_t rectified = 2 * net->shape.arc;
  for (size_t r = 0; r < n; r++)
    for (size_t c = 0; c < rectified; c++)
      if (space.projected[r * p + c] < 0) space.projected[r * p + c] = 0;
  if (learn) {
    token_masks(net, space.projected_mask, n * p, net->shape.drop_head);
    for (size_t i = 0; i < n * p; i++) space.projected[i] *= space.projected_mask[i];
  }
  /* dependents through the pair matrix: (n x arc) */
  gemm_set(&(Product){space.projected, net->pair.w, space.scored, n, net->shape.arc,
                      net->shape.arc, p, net->shape.arc, net->shape.arc});
  for (size_t r = 0; r < n; r++)
    for (size_t c = 0; c < net->shape.arc; c++)
      space.scored[r * net->shape.arc + c] += net->pair_bias.w[c];
}

/* Scores of all heads for the words of one sentence; column n is the root. Returns the stride. */
static size_t score_arcs(const Net *net, uint32_t first, uint32_t n) {
  size_t arc = net->shape.arc, p = net->arcs.cols, stride = (n + 1 + 15) / 16 * 16;
  memset(space.heads, 0, stride * arc * sizeof(float));
  for (uint32_t t = 0; t < n; t++)
    memcpy(space.heads + t * arc, space.projected + (first + t) * p + arc, arc * sizeof(float));
  memcpy(space.heads + n * arc, net->pair_root.w, arc * sizeof(float));
  gemm_transpose(space.heads, stride, arc, arc, space.heads_t, stride);
  gemm_set(&(Product){space.scored + first * arc, space.heads_t, space.scores, n, arc, stride, arc,
                      stride, stride});
  for (uint32_t t = 0; t < n; t++) {
    float *row = space.scores + t * stride;
    for (uint32_t h = 0; h < n; h++)
      if (h != t) row[h] += net->distance.w[net_distance((int)t, (int)h)];
    row[t] = -1e9f;
    for (size_t h = n + 1; h < stride; h++) row[h] = -1e9f;
  }
  return stride;
}

/* Softmax and its gradient (times weight) in place of the scores; returns the loss. */
static double softmax_loss(const float *scores, size_t count, size_t gold, float weight, float *grad) {
  float max = scores[0], sum = 0;
  for (size_t i = 1; i < count; i++) max = scores[i] > max ? scores[i] : max;
  float target = scores[gold] - max;
  for (size_t i = 0; i < count; i++) {
    grad[i] = expf(scores[i] - max);
    sum += grad[i];
  }
  float scale = weight / sum;
  for (size_t i = 0; i < count; i++) grad[i] *= scale;
  grad[gold] -= weight;
  return logf(sum) - target;
}

static void arcs_back(Net *net, uint32_t first, const Sentence *s, size_t stride, double *loss) {
  size_t arc = net->shape.arc, p = net->arcs.cols;
  uint32_t n = s->count;
  memset(space.dscores, 0, (n + 16) * stride * sizeof(float));
  for (uint32_t t = 0; t < n; t++) {
    float *g = space.dscores + t * stride;
    if (s->relation[t] == UNLABELLED) continue; /* the teacher did not know */
    size_t gold = s->head[t] < 0 ? n : (size_t)s->head[t];
    *loss += softmax_loss(space.scores + t * stride, n + 1, gold, 1, g);
    for (uint32_t h = 0; h < n; h++)
      if (h != t) net->distance.g[net_distance((int)t, (int)h)] += g[h];
  }
  gemm_set(&(Product){space.dscores, space.heads, space.dscored + first * arc, n, stride, arc,
                      stride, arc, arc});
  gemm_transpose(space.dscores, n, stride, stride, space.heads_t, n);
  gemm_set(&(Product){space.heads_t, space.scored + first * arc, space.dheads, n + 1, n, arc, n,
                      arc, arc});
  for (uint32_t t = 0; t < n; t++)
    memcpy(space.dprojected + (first + t) * p + arc, space.dheads + t * arc, arc * sizeof(float));
  for (size_t i = 0; i < arc; i++) net->pair_root.g[i] += space.dheads[n * arc + i];
}

static void relations(Net *net, const Batch *batch, double *loss) {
  size_t k = net->shape.relation, p = net->arcs.cols, start = 2 * net->shape.arc, rows = 0;
  for (uint32_t s = 0; s < batch->count; s++) {
    const Sentence *sentence = batch->sentences[s];
    if (!sentence->has_tree) continue;
    for (uint32_t t = 0; t < sentence->count; t++, rows++) {
      float *hidden = space.hidden + rows * k;
      size_t first = space.first[s];
      int head = sentence->head[t];
      const float *a = space.projected + (first + t) * p + start;
      const float *b = head < 0 ? net->rel_root.w : space.projected + (first + (size_t)head) * p + start + k;
      const float *c = head < 0 ? NULL : net->rel_distance.w + net_distance((int)t, head) * k;
      for (size_t i = 0; i < k; i++) {
        float x = a[i] + b[i] + (c ? c[i] : 0);
        hidden[i] = x > 0 ? x : 0;
      }
    }
  }
  if (!rows) return;
  dense(space.hidden, rows, &net->rel, &net->rel_bias, space.logits);
  rows = 0;
  for (uint32_t s = 0; s < batch->count; s++) {
    const Sentence *sentence = batch->sentences[s];
    if (!sentence->has_tree) continue;
    for (uint32_t t = 0; t < sentence->count; t++, rows++) {
      float *logits = space.logits + rows * RELATION_OUTPUTS;
      bool known = sentence->relation[t] != UNLABELLED;
      if (known) *loss += softmax_loss(logits, RELATION_COUNT, sentence->relation[t], 1, logits);
      for (size_t i = known ? RELATION_COUNT : 0; i < RELATION_OUTPUTS; i++) logits[i] = 0;
    }
  }
  memset(space.dhidden, 0, rows * k * sizeof(float));
  dense_back(space.hidden, space.logits, rows, &net->rel, &net->rel_bias, space.dhidden);
  rows = 0;
  for (uint32_t s = 0; s < batch->count; s++) {
    const Sentence *sentence = batch->sentences[s];
    if (!sentence->has_tree) continue;
    for (uint32_t t = 0; t < sentence->count; t++, rows++) {
      size_t first = space.first[s];
      int head = sentence->head[t];
      const float *hidden = space.hidden + rows * k, *g = space.dhidden + rows * k;
      float *a = space.dprojected + (first + t) * p + start;
      float *b = head < 0 ? net->rel_root.g : space.dprojected + (first + (size_t)head) * p + start + k;
      float *c = head < 0 ? NULL : net->rel_distance.g + net_distance((int)t, head) * k;
      for (size_t i = 0; i < k; i++) {
        float x = hidden[i] > 0 ? g[i] : 0;
        a[i] += x;
        b[i] += x;
        if (c) c[i] += x;
      }
    }
  }
}

static double tags_back(Net *net, const Sentence *s, uint32_t first) {
  double loss = 0;
  for (uint32_t t = 0; t < s->count; t++) {
    const float *x = space.tags + (first + t) * TAG_OUTPUTS;
    float *g = space.dtags + (first + t) * TAG_OUTPUTS;
    memset(g, 0, TAG_OUTPUTS * sizeof *g);
    const NetShape *w = &net->shape;
    if (s->upos[t] != UNLABELLED)
      loss += softmax_loss(x + UPOS_AT, UPOS_COUNT, s->upos[t], w->weight_upos, g + UPOS_AT);
    if (s->xpos[t] != UNLABELLED)
      loss += softmax_loss(x + XPOS_AT, XPOS_COUNT, s->xpos[t], w->weight_xpos, g + XPOS_AT);
    if (s->name[t] != UNLABELLED)
      loss += softmax_loss(x + NAME_AT, NAME_LABEL_COUNT, s->name[t], w->weight_name, g + NAME_AT);
  }
  return loss;
}

static void embed_back(Net *net, const Batch *batch) {
  size_t d = net->shape.width;
  net->now++;
  net->touched_count = 0;
  for (uint32_t s = 0; s < batch->count; s++)
    for (uint32_t t = 0; t < batch->sentences[s]->count; t++) {
      size_t at = space.first[s] + t;
      const float *dx = space.dx + at * d;
      float *domain = net->domain.g + batch->sentences[s]->domain * d;
      for (size_t i = 0; i < d; i++) domain[i] += dx[i];
      for (uint32_t f = 0; f < FEATURE_COUNT; f++) {
        uint32_t row = space.rows[at * FEATURE_COUNT + f];
        if (!row) continue;
        if (net->stamp[row] != net->now) net->stamp[row] = net->now, net->touched[net->touched_count++] = row;
        float *g = net->embed.g + row * d;
        for (size_t i = 0; i < d; i++) g[i] += dx[i];
      }
    }
}

void net_learn(Net *net, const Batch *batch, Losses *losses) {
  space_fit(net, batch->tokens);
  forward(net, batch, true, 0);
  size_t d = net->shape.width, n = batch->tokens, p = net->arcs.cols, arc = net->shape.arc;
  memset(space.dprojected, 0, n * p * sizeof(float));
  memset(space.dscored, 0, n * arc * sizeof(float));
  for (uint32_t s = 0; s < batch->count; s++) {
    const Sentence *sentence = batch->sentences[s];
    losses->loss_tags += tags_back(net, sentence, space.first[s]);
    if (!sentence->has_tree) continue;
    size_t stride = score_arcs(net, space.first[s], sentence->count);
    arcs_back(net, space.first[s], sentence, stride, &losses->loss_arcs);
  }
  relations(net, batch, &losses->loss_relations);
  /* pair matrix: scored = projected[:, :arc] * pair + bias */
  gemm_transpose(space.projected, n, arc, p, space.transposed, n);
  gemm_add(&(Product){space.transposed, space.dscored, net->pair.g, arc, n, arc, n, arc, arc});
  for (size_t r = 0; r < n; r++)
    for (size_t c = 0; c < arc; c++) net->pair_bias.g[c] += space.dscored[r * arc + c];
  gemm_transpose(net->pair.w, arc, arc, arc, space.weights_t, arc);
  gemm_set(&(Product){space.dscored, space.weights_t, space.dprojected, n, arc, arc, arc, arc, p});
  for (size_t i = 0; i < n * p; i++) space.dprojected[i] *= space.projected_mask[i];
  for (size_t r = 0; r < n; r++)
    for (size_t c = 0; c < 2 * arc; c++)
      if (space.projected[r * p + c] <= 0) space.dprojected[r * p + c] = 0;
  memset(space.dx, 0, n * d * sizeof(float));
  const float *top = space.in[net->shape.layers];
  dense_back(top, space.dtags, n, &net->tags, &net->tags_bias, space.dx);
  dense_back(top, space.dprojected, n, &net->arcs, &net->arcs_bias, space.dx);
  for (size_t i = 0; i < n * d; i++) space.dx[i] *= space.mask[net->shape.layers][i];
  for (uint32_t l = net->shape.layers; l-- > 0;) {
    run_layer_back(net, batch, l, space.dx);
    memset(space.h, 0, n * d * sizeof(float));
    dense_back(space.in[l], space.du, n, &net->layer[l], &net->layer_bias[l], space.h);
    for (size_t i = 0; i < n * d; i++) space.dx[i] += space.h[i] * space.mask[l][i];
  }
  embed_back(net, batch);
  if (net->vectors) dense_back(space.vectors, space.dx, n, &net->mix, NULL, NULL);
}

/* ---- Adam ---- */

typedef struct { float rate, beta1, beta2, fix1, fix2, clip; } Adam;

static void adam(Param *p, size_t from, size_t to, const Adam *a) {
  float rate = a->rate / a->fix1, fix2 = 1 / a->fix2;
  for (size_t i = from; i < to; i++) {
    float g = p->g[i] * a->clip;
    p->g[i] = 0;
    p->m[i] += (1 - a->beta1) * (g - p->m[i]);
    p->v[i] += (1 - a->beta2) * (g * g - p->v[i]);
    p->w[i] -= rate * p->m[i] / (sqrtf(p->v[i] * fix2) + 1e-8f);
  }
}

static uint32_t dense_params(Net *net, Param *out[32]) {
  uint32_t n = 0;
  out[n++] = &net->domain;
  for (uint32_t l = 0; l < net->shape.layers; l++)
    out[n++] = &net->layer[l], out[n++] = &net->layer_bias[l];
  Param *others[] = {&net->mix, &net->tags, &net->tags_bias, &net->arcs, &net->arcs_bias, &net->pair,
                     &net->pair_bias, &net->pair_root, &net->distance, &net->rel, &net->rel_bias,
                     &net->rel_root, &net->rel_distance};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) out[n++] = others[i];
  return n;
}

void net_step(Net *net, float rate) {
  Param *params[32];
  uint32_t count = dense_params(net, params);
  double norm = 0;
  for (uint32_t i = 0; i < count; i++) {
    float sum = 0;
    for (size_t j = 0; j < params[i]->rows * params[i]->cols; j++) sum += params[i]->g[j] * params[i]->g[j];
    norm += sum;
  }
  norm = sqrt(norm);
  net->steps++;
  Adam a = {rate, 0.9f, 0.98f, 1, 1, 1};
  a.fix1 = 1 - powf(a.beta1, (float)net->steps);
  a.fix2 = 1 - powf(a.beta2, (float)net->steps);
  float limit = 3000; /* losses are sums over about a thousand words */
  if (norm > limit) a.clip = limit / (float)norm;
  for (uint32_t i = 0; i < count; i++) adam(params[i], 0, params[i]->rows * params[i]->cols, &a);
  size_t d = net->shape.width;
  a.fix1 = a.fix2 = 1;
  for (uint32_t i = 0; i < net->touched_count; i++)
    adam(&net->embed, net->touched[i] * d, (net->touched[i] + 1) * d, &a);
}

/* ---- use ---- */

void net_apply(Net *net, const Batch *batch, int domain, ScoresFn *fn, void *self) {
  space_fit(net, batch->tokens);
  forward(net, batch, false, domain);
  for (uint32_t s = 0; s < batch->count; s++) {
    size_t first = space.first[s], p = net->arcs.cols, start = 2 * net->shape.arc;
    Scores scores = {space.tags + first * TAG_OUTPUTS, space.scores,
                     score_arcs(net, (uint32_t)first, batch->sentences[s]->count),
                     space.projected + first * p + start,
                     space.projected + first * p + start + net->shape.relation, p};
    fn(self, net, batch->sentences[s], &scores);
  }
}

void net_relation(const Net *net, const Scores *scores, uint32_t count, uint32_t dependent,
                  int head, float logits[RELATION_OUTPUTS]) {
  (void)count;
  size_t k = net->shape.relation;
  const float *a = scores->rel_dependent + dependent * scores->rel_stride;
  const float *b = head < 0 ? net->rel_root.w : scores->rel_head + (size_t)head * scores->rel_stride;
  const float *c = head < 0 ? NULL : net->rel_distance.w + net_distance((int)dependent, head) * k;
  memcpy(logits, net->rel_bias.w, RELATION_OUTPUTS * sizeof *logits);
  for (size_t i = 0; i < k; i++) {
    float x = a[i] + b[i] + (c ? c[i] : 0);
    if (x <= 0) continue;
    for (size_t j = 0; j < RELATION_OUTPUTS; j++) logits[j] += x * net->rel.w[i * RELATION_OUTPUTS + j];
  }
}
