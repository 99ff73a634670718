/* SPDX-License-Identifier: MIT */
/* claims_detect.h - learning which cues make claims: by themselves, then in view of the others. */
#ifndef CLAIMS_DETECT_H
#define CLAIMS_DETECT_H
#include "extract/claims.h"
#include "train/linear_train.h"

enum { DETECT_FOLDS = 5, DETECT_MODELS = DETECT_FOLDS * DETECT_FOLDS + 1 };

typedef struct {
  uint32_t article, cue, gold;  /* gold: CueClass */
  bool shaken;                  /* read by a shaken network: teaches, is not judged */
  Features *features, *general; /* general: without the cue's own word */
} DetectExample;

typedef struct {
  Arena *arena;
  const ClaimReader *readers; /* by article */
  const float *weights;       /* likewise: how hard its examples teach */
  uint32_t real;              /* the articles after these are made from templates */
  uint32_t copies;            /* of each template */
  ARRAY_OF(DetectExample) examples;
  LinearTrainer models[DETECT_MODELS]; /* of detect_learn() */
  ARRAY_OF(uint32_t) asked;            /* which of them */
} DetectSet;

/* All that is made from one template lies in one fold. */
uint32_t detect_fold(const DetectSet *set, uint32_t article);
void detect_add(DetectSet *set, uint32_t article, const ClaimReader *reader, uint32_t cue,
                uint32_t gold, bool shaken);
/* Learns the models that tell claims by themselves: for cross-validation those of all folds but one
 * or two, else of all and of all but one. */
void detect_learn(DetectSet *set, bool cross);
/* That of all folds but one (NONE: of all); and another to tell them in view of the others. */
const LinearTrainer *detect_model(const DetectSet *set, uint32_t but_fold);
LinearTrainer learn_context(const DetectSet *set, uint32_t but_fold);
/* Prints how well the two models tell claims of that fold. */
typedef struct {
  float margin;
  uint32_t gold;
} Judged;
uint32_t judge_fold(const DetectSet *set, const LinearTrainer *detect, const LinearTrainer *context,
                    uint32_t fold, bool neutral, Judged *judged);
/* The best F1 over all thresholds of "is a claim", of the classes from `low` to `high`. */
void print_detection(Judged *judged, uint32_t count, uint32_t low, uint32_t high);
#endif
