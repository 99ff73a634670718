/* SPDX-License-Identifier: MIT */
/* net.c - the training network: its parameters, one step of learning, and its use. */
#include "train/net.h"
#include "train/gemm.h"
#include "train/net_space.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void param_init(Net *net, Param *p, size_t rows, size_t cols, float range) {
  size_t n = rows * cols;
  *p = (Param){net_floats(n), net_floats(n), net_floats(n), net_floats(n), rows, cols};
  for (size_t i = 0; i < n; i++) p->w[i] = (2 * net_uniform(net) - 1) * range;
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
  uint32_t size = gap <= 5    ? (uint32_t)gap - 1
                  : gap <= 7  ? 5
                  : gap <= 10 ? 6
                  : gap <= 15 ? 7
                  : gap <= 25 ? 8
                              : 9;
  return head < dependent ? size : size + 10;
}

void net_learn(Net *net, const Batch *batch, Losses *losses) {
  net_space_fit(net, batch->tokens);
  net_forward(net, batch, true, 0);
  size_t d = net->shape.width, n = batch->tokens, p = net->arcs.cols, arc = net->shape.arc;
  memset(net_space.dprojected, 0, n * p * sizeof(float));
  memset(net_space.dscored, 0, n * arc * sizeof(float));
  for (uint32_t s = 0; s < batch->count; s++) {
    const Sentence *sentence = batch->sentences[s];
    losses->loss_tags += net_tags_back(net, sentence, net_space.first[s]);
    if (!sentence->has_tree) continue;
    size_t stride = net_score_arcs(net, net_space.first[s], sentence->count);
    net_arcs_back(net, net_space.first[s], sentence, stride, &losses->loss_arcs);
  }
  net_relations_back(net, batch, &losses->loss_relations);
  /* pair matrix: scored = projected[:, :arc] * pair + bias */
  gemm_transpose(net_space.projected, n, arc, p, net_space.transposed, n);
  gemm_add(
      &(Product){net_space.transposed, net_space.dscored, net->pair.g, arc, n, arc, n, arc, arc});
  for (size_t r = 0; r < n; r++)
    for (size_t c = 0; c < arc; c++) net->pair_bias.g[c] += net_space.dscored[r * arc + c];
  gemm_transpose(net->pair.w, arc, arc, arc, net_space.weights_t, arc);
  gemm_set(&(Product){net_space.dscored, net_space.weights_t, net_space.dprojected, n, arc, arc,
                      arc, arc, p});
  for (size_t i = 0; i < n * p; i++) net_space.dprojected[i] *= net_space.projected_mask[i];
  for (size_t r = 0; r < n; r++)
    for (size_t c = 0; c < 2 * arc; c++)
      if (net_space.projected[r * p + c] <= 0) net_space.dprojected[r * p + c] = 0;
  memset(net_space.dx, 0, n * d * sizeof(float));
  const float *top = net_space.in[net->shape.layers];
  net_dense_back(top, net_space.dtags, n, &net->tags, &net->tags_bias, net_space.dx);
  net_dense_back(top, net_space.dprojected, n, &net->arcs, &net->arcs_bias, net_space.dx);
  for (size_t i = 0; i < n * d; i++) net_space.dx[i] *= net_space.mask[net->shape.layers][i];
  net_layers_back(net, batch);
}

typedef struct {
  float rate, beta1, beta2, fix1, fix2, clip;
} Adam;

static void adam(Param *p, size_t from, size_t to, const Adam *a) {
  float rate = a->rate / a->fix1, fix2 = 1 / a->fix2;
  for (size_t i = from; i < to; i++) {
    float g = p->g[i] * a->clip;
    p->g[i] = 0;
    p->m[i] += (1 - a->beta1) * (g - p->m[i]);
    p->v[i] += (1 - a->beta2) * (g * g - p->v[i]);
    /* With -ffast-math the root of a number below 1e-38 is not a number. */
    p->w[i] -= rate * p->m[i] / (sqrtf(p->v[i] * fix2 + 1e-30f) + 1e-8f);
  }
}

static uint32_t dense_params(Net *net, Param *out[32]) {
  uint32_t n = 0;
  out[n++] = &net->domain;
  for (uint32_t l = 0; l < net->shape.layers; l++)
    out[n++] = &net->layer[l], out[n++] = &net->layer_bias[l];
  Param *others[] = {&net->mix,         &net->tags, &net->tags_bias, &net->arcs,
                     &net->arcs_bias,   &net->pair, &net->pair_bias, &net->pair_root,
                     &net->distance,    &net->rel,  &net->rel_bias,  &net->rel_root,
                     &net->rel_distance};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) out[n++] = others[i];
  return n;
}

static void forget_gradients(Net *net, Param *const *params, uint32_t count) {
  size_t d = net->shape.width;
  for (uint32_t i = 0; i < count; i++)
    memset(params[i]->g, 0, params[i]->rows * params[i]->cols * sizeof(float));
  for (uint32_t i = 0; i < net->touched_count; i++)
    memset(net->embed.g + net->touched[i] * d, 0, d * sizeof(float));
  fprintf(stderr, "a batch without finite gradients is left out\n");
}

/* isfinite() is always true to a compiler with -ffast-math. */
static bool is_finite(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return (bits >> 52 & 0x7FF) != 0x7FF;
}

void net_step(Net *net, float rate) {
  Param *params[32];
  uint32_t count = dense_params(net, params);
  double norm = 0;
  for (uint32_t i = 0; i < count; i++) {
    float sum = 0;
    for (size_t j = 0; j < params[i]->rows * params[i]->cols; j++)
      sum += params[i]->g[j] * params[i]->g[j];
    norm += sum;
  }
  norm = sqrt(norm);
  if (!is_finite(norm)) { /* one bad batch must not spoil the whole: as if it had not been */
    forget_gradients(net, params, count);
    return;
  }
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

void net_apply(Net *net, const Batch *batch, int domain, ScoresFn *fn, void *self) {
  net_space_fit(net, batch->tokens);
  net_forward(net, batch, false, domain);
  for (uint32_t s = 0; s < batch->count; s++) {
    size_t first = net_space.first[s], p = net->arcs.cols, start = 2 * net->shape.arc;
    Scores scores = {net_space.tags + first * TAG_OUTPUTS,
                     net_space.scores,
                     net_score_arcs(net, (uint32_t)first, batch->sentences[s]->count),
                     net_space.projected + first * p + start,
                     net_space.projected + first * p + start + net->shape.relation,
                     p};
    fn(self, net, batch->sentences[s], &scores);
  }
}

void net_relation(const Net *net, const Scores *scores, uint32_t count, uint32_t dependent,
                  int head, float logits[RELATION_OUTPUTS]) {
  (void)count;
  size_t k = net->shape.relation;
  const float *a = scores->rel_dependent + dependent * scores->rel_stride;
  const float *b =
      head < 0 ? net->rel_root.w : scores->rel_head + (size_t)head * scores->rel_stride;
  const float *c = head < 0 ? NULL : net->rel_distance.w + net_distance((int)dependent, head) * k;
  memcpy(logits, net->rel_bias.w, RELATION_OUTPUTS * sizeof *logits);
  for (size_t i = 0; i < k; i++) {
    float x = a[i] + b[i] + (c ? c[i] : 0);
    if (x <= 0) continue;
    for (size_t j = 0; j < RELATION_OUTPUTS; j++)
      logits[j] += x * net->rel.w[i * RELATION_OUTPUTS + j];
  }
}
