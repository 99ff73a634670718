/* SPDX-License-Identifier: MIT */
#include "train/claims_rank.h"
#include <stdlib.h>
#include <string.h>

enum { CANDIDATES_MAX = 256 };
static const uint32_t runs = 3; /* models whose mean is taken */

RankExample rank_example_new(Arena *arena, uint32_t fold, float weight, uint32_t count) {
  return (RankExample){fold, count, weight, NEW_ARRAY(arena, Packed, count),
                       NEW_ARRAY(arena, bool, count)};
}

Packed rank_pack(Arena *arena, const Features *features) {
  Packed packed = {features->count, NEW_ARRAY(arena, uint32_t, features->count + 1)};
  memcpy(packed.hash, features->hash, sizeof *features->hash * features->count);
  return packed;
}

static void unpack(Packed packed, Features *features) {
  features->count = packed.count;
  memcpy(features->hash, packed.hash, sizeof *packed.hash * packed.count);
}

/* Pass after pass over the examples in a random order; adds the weights after each of the later
 * ones to `sums`. */
static void learn_once(const RankExamples *examples, const RankSettings *settings,
                       uint32_t but_fold, uint32_t seed, LinearTrainer *trainer, float *sums) {
  uint32_t *order = must_alloc(sizeof *order * (examples->count + 1)), count = 0;
  Features *features = must_alloc(sizeof *features * CANDIDATES_MAX);
  size_t rows = (size_t)1 << settings->rows_log2;
  for (uint32_t i = 0; i < examples->count; i++)
    if (examples->items[i].fold != but_fold && examples->items[i].weight > 0) order[count++] = i;
  for (int epoch = 0; epoch < settings->epochs; epoch++) {
    train_shuffle(order, count, &seed);
    for (uint32_t i = 0; i < count; i++) {
      const RankExample *example = &examples->items[order[i]];
      for (uint32_t k = 0; k < example->count; k++) unpack(example->candidates[k], &features[k]);
      linear_learn_ranking(trainer, features, example->right, example->count, example->weight);
    }
    for (size_t i = 0; epoch >= settings->epochs / 2 && i < rows; i++)
      sums[i] += trainer->weights[i];
  }
  free(order);
  free(features);
}

/* The mean of models that saw the examples in other orders, and of their later epochs: it depends
 * less on chance. */
LinearTrainer rank_learn(const RankExamples *examples, const RankSettings *settings,
                         uint32_t but_fold) {
  size_t rows = (size_t)1 << settings->rows_log2;
  float *sums = must_alloc(sizeof *sums * rows);
  LinearTrainer trainer = {0};
  for (uint32_t run = 0; run < runs; run++) {
    linear_trainer_free(&trainer);
    trainer = linear_trainer_new(settings->rows_log2, 1, settings->rate, settings->decay);
    learn_once(examples, settings, but_fold, 12345 + 1000 * run, &trainer, sums);
  }
  int summed = (settings->epochs - settings->epochs / 2) * (int)runs;
  for (size_t i = 0; i < rows; i++) trainer.weights[i] = sums[i] / (float)summed;
  free(sums);
  return trainer;
}

void rank_judge(const RankExamples *examples, const LinearTrainer *trainer, uint32_t fold,
                uint32_t *right, uint32_t *count) {
  Features features;
  for (uint32_t i = 0; i < examples->count; i++) {
    const RankExample *example = &examples->items[i];
    if (example->fold != fold) continue;
    uint32_t best = 0;
    float most = -1e9f;
    for (uint32_t k = 0; k < example->count; k++) {
      float score;
      unpack(example->candidates[k], &features);
      linear_trainer_scores(trainer, &features, &score);
      if (score > most) most = score, best = k;
    }
    *right += example->right[best];
    ++*count;
  }
}
