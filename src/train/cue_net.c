/* SPDX-License-Identifier: MIT */
/* cue_net.c - the training network of cues: its parameters, one step of learning, and its use. */
#include "train/cue_net.h"
#include "train/net_space.h"
#include "train/random.h"
#include <math.h>
#include <string.h>

enum { WARM_UP = 100 }; /* steps */
static const float rate_most = 5e-3f, rate_least = 0.02f, decay = 0.01f, average = 0.998f;
static const float beta1 = 0.9f, beta2 = 0.98f;

const struct CuePart cue_parts[CUE_PARTS] = {{0, 3, 1}, {3, 3, 0.5f}, {6, 2, 0.25f}};

static void param_init(CueNet *net, CueParam *p, size_t rows, size_t cols, float range) {
  size_t n = rows * cols;
  *p = (CueParam){net_floats(n), net_floats(n), net_floats(n), net_floats(n),
                  net_floats(n), rows,          cols};
  for (size_t i = 0; i < n; i++)
    p->w[i] = ((float)(random_next(&net->random) >> 40) / (float)(1 << 23) - 1) * range;
}

void cue_net_init(CueNet *net, uint64_t seed, uint32_t steps) {
  const float row = 0.0866f, in = 1.0f / 16, hidden = 1.0f / 8; /* the root of 1 / inputs */
  *net = (CueNet){.random = seed * 0x9E3779B97F4A7C15u + 1, .steps = steps};
  param_init(net, &net->input, CUE_INPUTS, (size_t)2 * CUE_WIDTH, in);
  param_init(net, &net->start, 1, CUE_WIDTH, 0);
  param_init(net, &net->relation, TREE_RELATIONS, CUE_WIDTH, row);
  param_init(net, &net->word, CUE_WORDS, CUE_WIDTH, row);
  for (uint32_t l = 0; l < CUE_LAYERS; l++) {
    param_init(net, &net->gates[l], CUE_WIDTH, (size_t)3 * CUE_WIDTH, hidden);
    param_init(net, &net->gates_bias[l], 1, (size_t)3 * CUE_WIDTH, 0);
    for (uint32_t i = 0; i < CUE_WIDTH; i++) /* sums keep much at first */
      net->gates_bias[l].w[(i * 2 / CUE_WIDTH * 3 + 1) * CUE_WIDTH / 2 + i % (CUE_WIDTH / 2)] = 1;
    param_init(net, &net->exchange[l], CUE_WIDTH, (size_t)2 * CUE_WIDTH, hidden);
    param_init(net, &net->exchange_bias[l], 1, (size_t)2 * CUE_WIDTH, hidden);
  }
  param_init(net, &net->output, CUE_WIDTH, CUE_OUTPUTS, hidden);
  param_init(net, &net->output_bias, 1, CUE_OUTPUTS, hidden);
}

void cue_net_params(CueNet *net, CueParam *params[CUE_PARAMS]) {
  uint32_t n = 0;
  CueParam *single[] = {&net->input, &net->start,  &net->relation,
                        &net->word,  &net->output, &net->output_bias};
  for (; n < sizeof single / sizeof *single; n++) params[n] = single[n];
  for (uint32_t l = 0; l < CUE_LAYERS; l++) {
    params[n++] = &net->gates[l], params[n++] = &net->gates_bias[l];
    params[n++] = &net->exchange[l], params[n++] = &net->exchange_bias[l];
  }
}

static size_t size_of(const CueParam *p) { return p->rows * p->cols; }

/* AdamW (Loshchilov and Hutter 2019), gradients cut to a norm of 1. */
static void update(CueNet *net) {
  CueParam *params[CUE_PARAMS];
  cue_net_params(net, params);
  double norm = 0;
  for (uint32_t i = 0; i < CUE_PARAMS; i++) {
    float sum = 0;
    for (size_t j = 0; j < size_of(params[i]); j++) sum += params[i]->g[j] * params[i]->g[j];
    norm += (double)sum;
  }
  float clip = norm > 1 ? (float)(1 / sqrt(norm)) : 1;
  float done = (float)net->taken / (float)net->steps;
  float rate = fminf((float)(net->taken + 1) / WARM_UP, fmaxf(rate_least, 1 - done)) * rate_most;
  net->taken++;
  float fix1 = 1 - powf(beta1, (float)net->taken), fix2 = 1 / (1 - powf(beta2, (float)net->taken));
  float kept = fminf(average, (float)net->taken / (float)(net->taken + 9));
  if (net->taken == 1) kept = 0;
  for (uint32_t i = 0; i < CUE_PARAMS; i++) {
    CueParam *p = params[i];
    for (size_t j = 0; j < size_of(p); j++) {
      float g = p->g[j] * clip, w = p->w[j] * (1 - rate * decay);
      p->g[j] = 0;
      p->m[j] += (1 - beta1) * (g - p->m[j]);
      p->v[j] += (1 - beta2) * (g * g - p->v[j]);
      /* With -ffast-math the root of a number below 1e-38 is not a number. */
      w -= rate / fix1 * p->m[j] / (sqrtf(p->v[j] * fix2 + 1e-30f) + 1e-8f);
      p->w[j] = w;
      p->mean[j] += (1 - kept) * (w - p->mean[j]);
    }
  }
}

void cue_net_use_mean(CueNet *net) {
  CueParam *params[CUE_PARAMS];
  cue_net_params(net, params);
  for (uint32_t i = 0; i < CUE_PARAMS; i++)
    memcpy(params[i]->w, params[i]->mean, size_of(params[i]) * sizeof(float));
}

static bool fits(const CueBatch *batch, const CueRun *run) {
  return batch->count + run->count <= CUE_LONGEST && batch->runs + 1 < CUE_LONGEST;
}

static void add_run(CueBatch *batch, const CueRun *run) {
  for (uint32_t t = 0; t < run->count; t++) {
    batch->word[batch->count + t] = &run->words[t];
    batch->head[batch->count + t] = batch->count + run->words[t].head;
  }
  batch->first[batch->runs++] = batch->count;
  batch->count += run->count;
  batch->first[batch->runs] = batch->count;
}

/* Cross entropy of a part of a word's labels; sets the gradients of its scores. */
static float part_loss(const struct CuePart *part, const uint8_t *taught, const float *scores,
                       float weight, float *slopes) {
  float most = scores[0], sum = 0, mass = 0, loss = 0;
  for (uint32_t i = 1; i < part->count; i++) most = fmaxf(most, scores[i]);
  for (uint32_t i = 0; i < part->count; i++)
    sum += expf(scores[i] - most), mass += (float)taught[i] / 200;
  for (uint32_t i = 0; i < part->count; i++) {
    float share = expf(scores[i] - most) / sum, label = (float)taught[i] / 200;
    slopes[i] = weight * (share * mass - label);
    loss -= weight * label * (scores[i] - most - logf(sum));
  }
  return loss;
}

static double learn(CueNet *net, CueBatch *batch, const CueTaught *const *taught,
                    const float *weights) {
  double loss = 0;
  cue_net_forward(net, batch, true);
  memset(batch->slopes, 0, sizeof batch->slopes);
  for (uint32_t t = 0; t < batch->count; t++)
    for (uint32_t p = 0; p < CUE_PARTS; p++) {
      const struct CuePart *part = &cue_parts[p];
      size_t at = (size_t)t * CUE_OUTPUTS + part->first;
      loss += (double)part_loss(part, taught[t]->chance + part->first, batch->scores + at,
                                weights[p], batch->slopes + at);
    }
  cue_net_back(net, batch);
  batch->count = batch->runs = 0;
  return loss;
}

/* What a chance of one counts in the mean of the loss. */
static void weigh_parts(const CueRun *runs, uint32_t count, float weights[CUE_PARTS]) {
  for (uint32_t p = 0; p < CUE_PARTS; p++) {
    uint64_t sum = 0;
    for (uint32_t r = 0; r < count; r++)
      for (uint32_t t = 0; t < runs[r].count; t++)
        for (uint32_t i = 0; i < cue_parts[p].count; i++)
          sum += runs[r].taught[t].chance[cue_parts[p].first + i];
    weights[p] = cue_parts[p].weight / fmaxf((float)sum / 200, 1);
  }
}

static CueBatch batch; /* large */

double cue_net_step(CueNet *net, const CueRun *runs, uint32_t count) {
  static const CueTaught *taught[CUE_LONGEST + CUE_TOGETHER];
  float weights[CUE_PARTS];
  double loss = 0;
  weigh_parts(runs, count, weights);
  batch.count = batch.runs = 0;
  for (uint32_t r = 0; r < count; r++) {
    if (!fits(&batch, &runs[r])) loss += learn(net, &batch, taught, weights);
    for (uint32_t t = 0; t < runs[r].count; t++) taught[batch.count + t] = &runs[r].taught[t];
    add_run(&batch, &runs[r]);
  }
  loss += learn(net, &batch, taught, weights);
  update(net);
  return loss;
}

const float *cue_net_scores(CueNet *net, const CueRun *run) {
  batch.count = batch.runs = 0;
  add_run(&batch, run);
  cue_net_forward(net, &batch, false);
  return batch.scores;
}

void cue_net_shares(const float *scores, CueTaught *shares) {
  for (uint32_t p = 0; p < CUE_PARTS; p++) {
    const float *at = scores + cue_parts[p].first;
    float most = at[0], sum = 0;
    for (uint32_t i = 1; i < cue_parts[p].count; i++) most = fmaxf(most, at[i]);
    for (uint32_t i = 0; i < cue_parts[p].count; i++) sum += expf(at[i] - most);
    for (uint32_t i = 0; i < cue_parts[p].count; i++)
      shares->chance[cue_parts[p].first + i] = (uint8_t)lrintf(200 * expf(at[i] - most) / sum);
  }
}
