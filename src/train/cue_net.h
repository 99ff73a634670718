/* SPDX-License-Identifier: MIT */
/* cue_net.h - the network of cues in float, with gradients: what model/tree_network.h computes in
 * bytes. Layers of gated running sums in both directions, between which words hand something to
 * their dependents and their heads. */
#ifndef CUE_NET_H
#define CUE_NET_H
#include "model/tree_network.h"

enum { CUE_INPUTS = 256, CUE_WIDTH = 64, CUE_LAYERS = 3, CUE_WORDS = 1 << 14 };
enum { CUE_LABELS = SAYING_CONTENT + 1, CUE_OUTPUTS = TREE_OUTPUTS, CUE_PARTS = 3 };
enum { CUE_TOGETHER = 160, CUE_LONGEST = 512 }; /* words that are read together */

/* As train_cue_vectors.c writes it. */
typedef struct {
  uint32_t article, sentence, head, hash;
  uint8_t relation, gold, quoted, unused;
  uint8_t view[CUE_INPUTS]; /* from 64 on upward what is positive, in sixteenths */
} CueWord;

/* Chances in 200ths, by SayingLabel. Of a part (cue, source, content) that is not known all are 0.
 */
typedef struct {
  uint8_t chance[CUE_LABELS];
} CueTaught;

/* Sentences that are read together. */
typedef struct {
  const CueWord *words; /* their heads count from the first word of the run */
  const CueTaught *taught;
  uint32_t count;
} CueRun;

typedef struct {
  float *w, *g, *m, *v, *mean; /* weights, gradient, Adam's two means, average over the steps */
  size_t rows, cols;
} CueParam;

/* A matrix has a row for each input; `input` gives two vectors, for the word and for its
 * dependents; gates: z f o forward, z f o backward; exchange: to dependents, then to the head. */
typedef struct {
  CueParam input, start, relation, word;
  CueParam gates[CUE_LAYERS], gates_bias[CUE_LAYERS];
  CueParam exchange[CUE_LAYERS], exchange_bias[CUE_LAYERS];
  CueParam output, output_bias;
  uint64_t random; /* state of random_next() */
  uint32_t steps, taken;
} CueNet;

extern const struct CuePart {
  uint32_t first, count;
  float weight;
} cue_parts[CUE_PARTS];

void cue_net_init(CueNet *net, uint64_t seed, uint32_t steps); /* steps: that will be taken */
/* One step of learning from the runs; returns the loss. */
double cue_net_step(CueNet *net, const CueRun *runs, uint32_t count);
void cue_net_use_mean(CueNet *net); /* puts the average of the weights in their place */
/* Scores of the run's words, CUE_OUTPUTS each; good until the next call. */
const float *cue_net_scores(CueNet *net, const CueRun *run);
/* The scores of a word as chances in 200ths. */
void cue_net_shares(const float *scores, CueTaught *shares);

enum { CUE_PARAMS = 6 + 4 * CUE_LAYERS };
void cue_net_params(CueNet *net, CueParam *params[CUE_PARAMS]);

/* cue_net_layers.c: words to scores, and back from their gradients to those of the weights. */
typedef struct {
  const CueWord *word[CUE_LONGEST + CUE_TOGETHER];
  uint32_t head[CUE_LONGEST + CUE_TOGETHER]; /* in the batch */
  uint32_t first[CUE_LONGEST], runs, count;  /* first word of each run */
  float scores[(CUE_LONGEST + CUE_TOGETHER) * CUE_OUTPUTS];
  float slopes[(CUE_LONGEST + CUE_TOGETHER) * CUE_OUTPUTS]; /* gradients of the scores */
} CueBatch;
void cue_net_forward(CueNet *net, CueBatch *batch, bool learn);
void cue_net_back(CueNet *net, CueBatch *batch);
#endif
