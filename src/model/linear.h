/* SPDX-License-Identifier: MIT */
/* linear.h - linear models over hashed features: int16 weights, used in place.
 *
 * A feature is a 32-bit hash; its low bits name a row of `classes` weights. Scores are
 * sums of weights, in units of 1 / LINEAR_UNIT logit. A file may hold several models,
 * one after the other. Trained by train/linear_train.c. */
#ifndef LINEAR_H
#define LINEAR_H
#include "allege.h"
#include "model/data.h"
#include <stdint.h>

enum {
  LINEAR_UNIT = 256, /* one logit */
  LINEAR_CLASSES_MAX = 32,
  LINEAR_ROWS_LOG2_MAX = 20,
  FEATURES_MAX = 448 /* more are dropped */
};

typedef struct {
  const int16_t *weights; /* rows * classes, class fastest */
  uint32_t mask;          /* rows - 1 */
  uint32_t classes;
} Linear;

typedef struct {
  uint32_t count;
  uint32_t hash[FEATURES_MAX];
} Features;

/* Takes the next model from the front of `data`; `classes` is what the caller expects. */
bool linear_parse(Data *data, const char *name, uint32_t classes, Linear *linear,
                  AllegeError *error);

/* scores[0 .. classes): the sums. */
void linear_scores(const Linear *linear, const Features *features, int32_t *scores);
/* The same for many in a row: weights lie far apart in memory, so that those of one set of features
 * are asked for when it is made, and summed when the next one is. */
typedef struct {
  const Linear *linear;
  int32_t *scores; /* where those of the set before go; NULL: there is none */
  uint32_t turn;
  Features features[2];
} LinearQueue;
void linear_queue_start(LinearQueue *queue, const Linear *linear);
/* Where the next set is to be made. */
static inline Features *linear_queue_room(LinearQueue *queue) {
  return &queue->features[queue->turn & 1];
}
/* It has been made; the scores come when the next one has, or at the end. */
void linear_queue_add(LinearQueue *queue, int32_t *scores);
void linear_queue_end(LinearQueue *queue);
/* The score of the only class of a model with one. */
int32_t linear_score(const Linear *linear, const Features *features);
uint32_t linear_best(const Linear *linear, const Features *features, int32_t *scores);

/* 1000 / (1 + exp(-score)), by integers only. */
uint32_t logistic_thousandths(int32_t score);

/* Mixes parts of a feature: feature_hash(TEMPLATE_ID, a, b). */
static inline uint32_t feature_hash(uint32_t id, uint32_t a, uint32_t b) {
  uint32_t h = id * 0x9E3779B1u ^ a * 0x85EBCA77u;
  h = (h ^ h >> 15) * 0x2C1B3C6Du ^ b * 0xC2B2AE3Du;
  h = (h ^ h >> 13) * 0x297A2D39u;
  return h ^ h >> 16;
}
static inline void feature_add(Features *features, uint32_t id, uint32_t a, uint32_t b) {
  if (features->count < FEATURES_MAX) features->hash[features->count++] = feature_hash(id, a, b);
}
#endif
