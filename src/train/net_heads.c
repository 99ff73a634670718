/* SPDX-License-Identifier: MIT */
/* net_heads.c - losses and gradients of tags, arcs and relations. */
#include "train/gemm.h"
#include "train/net_space.h"
#include <math.h>
#include <string.h>

/* Scores of all heads for the words of one sentence; column n is the root. Returns the stride. */
size_t net_score_arcs(const Net *net, uint32_t first, uint32_t n) {
  size_t arc = net->shape.arc, p = net->arcs.cols, stride = (n + 1 + 15) / 16 * 16;
  memset(net_space.heads, 0, stride * arc * sizeof(float));
  for (uint32_t t = 0; t < n; t++)
    memcpy(net_space.heads + t * arc, net_space.projected + (first + t) * p + arc,
           arc * sizeof(float));
  memcpy(net_space.heads + n * arc, net->pair_root.w, arc * sizeof(float));
  gemm_transpose(net_space.heads, stride, arc, arc, net_space.heads_t, stride);
  gemm_set(&(Product){net_space.scored + first * arc, net_space.heads_t, net_space.scores, n, arc,
                      stride, arc, stride, stride});
  for (uint32_t t = 0; t < n; t++) {
    float *row = net_space.scores + t * stride;
    for (uint32_t h = 0; h < n; h++)
      if (h != t) row[h] += net->distance.w[net_distance((int)t, (int)h)];
    row[t] = -1e9f;
    for (size_t h = n + 1; h < stride; h++) row[h] = -1e9f;
  }
  return stride;
}

/* Softmax and its gradient (times weight) in place of the scores; returns the loss. */
static double softmax_loss(const float *scores, size_t count, size_t gold, float weight,
                           float *grad) {
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

void net_arcs_back(Net *net, uint32_t first, const Sentence *s, size_t stride, double *loss) {
  size_t arc = net->shape.arc, p = net->arcs.cols;
  uint32_t n = s->count;
  memset(net_space.dscores, 0, (n + 16) * stride * sizeof(float));
  for (uint32_t t = 0; t < n; t++) {
    float *g = net_space.dscores + t * stride;
    if (s->relation[t] == UNLABELLED) continue; /* the teacher did not know */
    size_t gold = s->head[t] < 0 ? n : (size_t)s->head[t];
    *loss += softmax_loss(net_space.scores + t * stride, n + 1, gold, 1, g);
    for (uint32_t h = 0; h < n; h++)
      if (h != t) net->distance.g[net_distance((int)t, (int)h)] += g[h];
  }
  gemm_set(&(Product){net_space.dscores, net_space.heads, net_space.dscored + first * arc, n,
                      stride, arc, stride, arc, arc});
  gemm_transpose(net_space.dscores, n, stride, stride, net_space.heads_t, n);
  gemm_set(&(Product){net_space.heads_t, net_space.scored + first * arc, net_space.dheads, n + 1, n,
                      arc, n, arc, arc});
  for (uint32_t t = 0; t < n; t++)
    memcpy(net_space.dprojected + (first + t) * p + arc, net_space.dheads + t * arc,
           arc * sizeof(float));
  for (size_t i = 0; i < arc; i++) net->pair_root.g[i] += net_space.dheads[n * arc + i];
}

void net_relations_back(Net *net, const Batch *batch, double *loss) {
  size_t k = net->shape.relation, p = net->arcs.cols, start = 2 * net->shape.arc, rows = 0;
  for (uint32_t s = 0; s < batch->count; s++) {
    const Sentence *sentence = batch->sentences[s];
    if (!sentence->has_tree) continue;
    for (uint32_t t = 0; t < sentence->count; t++, rows++) {
      float *hidden = net_space.hidden + rows * k;
      size_t first = net_space.first[s];
      int head = sentence->head[t];
      const float *a = net_space.projected + (first + t) * p + start;
      const float *b =
          head < 0 ? net->rel_root.w : net_space.projected + (first + (size_t)head) * p + start + k;
      const float *c = head < 0 ? NULL : net->rel_distance.w + net_distance((int)t, head) * k;
      for (size_t i = 0; i < k; i++) {
        float x = a[i] + b[i] + (c ? c[i] : 0);
        hidden[i] = x > 0 ? x : 0;
      }
    }
  }
  if (!rows) return;
  net_dense(net_space.hidden, rows, &net->rel, &net->rel_bias, net_space.logits);
  rows = 0;
  for (uint32_t s = 0; s < batch->count; s++) {
    const Sentence *sentence = batch->sentences[s];
    if (!sentence->has_tree) continue;
    for (uint32_t t = 0; t < sentence->count; t++, rows++) {
      float *logits = net_space.logits + rows * RELATION_OUTPUTS;
      bool known = sentence->relation[t] != UNLABELLED;
      if (known) *loss += softmax_loss(logits, RELATION_COUNT, sentence->relation[t], 1, logits);
      for (size_t i = known ? RELATION_COUNT : 0; i < RELATION_OUTPUTS; i++) logits[i] = 0;
    }
  }
  memset(net_space.dhidden, 0, rows * k * sizeof(float));
  net_dense_back(net_space.hidden, net_space.logits, rows, &net->rel, &net->rel_bias,
                 net_space.dhidden);
  rows = 0;
  for (uint32_t s = 0; s < batch->count; s++) {
    const Sentence *sentence = batch->sentences[s];
    if (!sentence->has_tree) continue;
    for (uint32_t t = 0; t < sentence->count; t++, rows++) {
      size_t first = net_space.first[s];
      int head = sentence->head[t];
      const float *hidden = net_space.hidden + rows * k, *g = net_space.dhidden + rows * k;
      float *a = net_space.dprojected + (first + t) * p + start;
      float *b = head < 0 ? net->rel_root.g
                          : net_space.dprojected + (first + (size_t)head) * p + start + k;
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

double net_tags_back(Net *net, const Sentence *s, uint32_t first) {
  double loss = 0;
  for (uint32_t t = 0; t < s->count; t++) {
    const float *x = net_space.tags + (first + t) * TAG_OUTPUTS;
    float *g = net_space.dtags + (first + t) * TAG_OUTPUTS;
    memset(g, 0, TAG_OUTPUTS * sizeof *g);
    const NetShape *w = &net->shape;
    if (s->upos[t] != UNLABELLED)
      loss += softmax_loss(x + UPOS_AT, UPOS_COUNT, s->upos[t], w->weight_upos, g + UPOS_AT);
    if (s->xpos[t] != UNLABELLED)
      loss += softmax_loss(x + XPOS_AT, XPOS_COUNT, s->xpos[t], w->weight_xpos, g + XPOS_AT);
    if (s->name[t] != UNLABELLED)
      loss += softmax_loss(x + NAME_AT, NAME_LABEL_COUNT, s->name[t], w->weight_name, g + NAME_AT);
    if (s->cue[t] != UNLABELLED)
      loss += softmax_loss(x + CUE_AT, CUE_LABEL_COUNT, s->cue[t], w->weight_cue, g + CUE_AT);
  }
  return loss;
}
