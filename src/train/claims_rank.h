/* SPDX-License-Identifier: MIT */
/* claims_rank.h - learning which of some candidates is right: who, from which word, to which. */
#ifndef CLAIMS_RANK_H
#define CLAIMS_RANK_H
#include "base/arena.h"
#include "base/array.h"
#include "train/linear_train.h"

typedef struct {
  uint32_t count;
  uint32_t *hash;
} Packed; /* the features of a candidate */
typedef struct {
  uint32_t fold, count;
  float weight; /* how hard it teaches */
  Packed *candidates;
  bool *right;
} RankExample;
typedef ARRAY_OF(RankExample) RankExamples;

/* An example of which no candidate is right yet. */
RankExample rank_example_new(Arena *arena, uint32_t fold, float weight, uint32_t count);
Packed rank_pack(Arena *arena, const Features *features);

typedef struct {
  uint32_t rows_log2;
  int epochs;
  float rate, decay;
} RankSettings;
/* From all folds but one (NONE: from all). */
LinearTrainer rank_learn(const RankExamples *examples, const RankSettings *settings,
                         uint32_t but_fold);
/* Adds how many of the fold's are right, and how many there are. */
void rank_judge(const RankExamples *examples, const LinearTrainer *trainer, uint32_t fold,
                uint32_t *right, uint32_t *count);
#endif
