/* SPDX-License-Identifier: MIT */
/* net.h - the grammar network in float, with gradients: sums of feature embeddings, layers of
 * gated running sums in both directions, and heads for tags, names, arcs and relations. */
#ifndef NET_H
#define NET_H
#include "train/corpus.h"

enum { MAX_LAYERS = 6, TAG_OUTPUTS = 80, RELATION_OUTPUTS = 64, DISTANCES = 32 };
enum { VECTOR_WIDTH = 304 };
enum { UPOS_AT = 0, XPOS_AT = UPOS_COUNT, NAME_AT = UPOS_COUNT + XPOS_COUNT };
enum { CUE_AT = NAME_AT + NAME_LABEL_COUNT };

typedef struct {
  float *w, *g, *m, *v; /* weights, gradient, Adam's two means */
  size_t rows, cols;
} Param;

typedef struct {
  uint32_t layers, width; /* width: of a token's vector; half of it per direction */
  uint32_t arc, relation; /* widths of the arc and relation spaces */
  float drop_input, drop_layer, drop_head, drop_word;
  float weight_upos, weight_xpos, weight_name, weight_cue;
} NetShape;

typedef struct {
  NetShape shape;
  Param embed, domain;
  const float *vectors; /* fixed word vectors, VECTOR_WIDTH wide; NULL: none */
  Param mix;            /* VECTOR_WIDTH x width: vectors to token vectors */
  Param layer[MAX_LAYERS], layer_bias[MAX_LAYERS];
  Param tags, tags_bias;
  Param arcs, arcs_bias;            /* width x (2 arc + 2 relation) */
  Param pair, pair_bias, pair_root; /* arc x arc; arc; arc */
  Param distance;                   /* 1 x DISTANCES */
  Param rel, rel_bias, rel_root, rel_distance;
  uint32_t *stamp, now; /* embedding rows touched in this batch */
  uint32_t *touched, touched_count;
  const uint32_t *word_counts; /* of a row: how often seen; for word dropout */
  uint64_t random;
  uint64_t steps;
  size_t batch_tokens; /* the largest batch */
} Net;

typedef struct {
  const Sentence **sentences;
  uint32_t count, tokens;
} Batch;

typedef struct {
  double loss_tags, loss_arcs, loss_relations;
} Losses;

void net_init(Net *net, const NetShape *shape, size_t rows, uint64_t seed);
/* Forward and backward; adds to the gradients. */
void net_learn(Net *net, const Batch *batch, Losses *losses);
void net_step(Net *net, float rate);
/* Forward only; calls back with each sentence's scores. `domain` < 0: mean of the gold ones. */
typedef struct {
  const float *tags; /* words x TAG_OUTPUTS */
  const float *arcs; /* words x stride: score of head h; column `words` is the root */
  size_t stride;
  const float *rel_dependent,
      *rel_head; /* words x rel_stride: parts of the hidden relation layer */
  size_t rel_stride;
} Scores;
typedef void ScoresFn(void *self, const Net *net, const Sentence *sentence, const Scores *scores);
void net_apply(Net *net, const Batch *batch, int domain, ScoresFn *fn, void *self);
void net_relation(const Net *net, const Scores *scores, uint32_t count, uint32_t dependent,
                  int head, float logits[RELATION_OUTPUTS]);
uint32_t net_distance(int dependent, int head); /* bucket */

#endif
