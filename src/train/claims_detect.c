/* SPDX-License-Identifier: MIT */
#include "train/claims_detect.h"
#include "train/parallel.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { DETECT_ROWS = 17, CONTEXT_ROWS = 13 };
static const uint32_t runs = 5;             /* models whose mean is taken */
static const uint32_t general_percent = 30; /* examples taught without the cue's own word */
static const int detect_epochs = 4, context_epochs = 4;
static const float detect_rate = 0.012f, context_rate = 0.01f, decay = 1e-3f;

uint32_t detect_fold(const DetectSet *set, uint32_t article) {
  return (article < set->real ? article : (article - set->real) / set->copies) % DETECT_FOLDS;
}

static Features *keep(Arena *arena, const Features *features) {
  size_t size = offsetof(Features, hash) + sizeof(uint32_t) * features->count;
  uint32_t *copy = NEW_ARRAY(arena, uint32_t, size / sizeof(uint32_t) + 1);
  memcpy(copy, features, size);
  return (Features *)copy;
}

void detect_add(DetectSet *set, uint32_t article, const ClaimReader *r, uint32_t cue, uint32_t gold,
                bool shaken) {
  Features features;
  cue_features(r, cue, true, &features);
  DetectExample example = {article, cue, gold, shaken, keep(set->arena, &features), NULL};
  cue_features(r, cue, false, &features);
  example.general = keep(set->arena, &features);
  ARRAY_PUSH(set->arena, &set->examples, example);
}

static void learn_once(const DetectSet *set, uint32_t fold, uint32_t other, uint32_t seed,
                       LinearTrainer *trainer) {
  uint32_t *order = must_alloc(sizeof *order * (set->examples.count + 1)), count = 0;
  for (uint32_t i = 0; i < set->examples.count; i++) {
    uint32_t article = set->examples.items[i].article, its = detect_fold(set, article);
    if (its != fold && its != other && set->weights[article] > 0) order[count++] = i;
  }
  for (int epoch = 0; epoch < detect_epochs; epoch++) {
    train_shuffle(order, count, &seed);
    for (uint32_t i = 0; i < count; i++) {
      const DetectExample *example = &set->examples.items[order[i]];
      bool general = train_random(&seed) % 100 < general_percent;
      linear_learn_on(trainer, general ? example->general : example->features, NULL, example->gold,
                      set->weights[example->article]);
    }
  }
  free(order);
}

/* The mean of models that saw the examples in other orders: it depends less on chance. */
static LinearTrainer learn_but(const DetectSet *set, uint32_t fold, uint32_t other) {
  size_t weights = (size_t)CUE_CLASS_COUNT << DETECT_ROWS;
  float *sums = must_alloc(sizeof *sums * weights);
  LinearTrainer trainer = {0};
  for (uint32_t run = 0; run < runs; run++) {
    linear_trainer_free(&trainer);
    trainer = linear_trainer_new(DETECT_ROWS, CUE_CLASS_COUNT, detect_rate, decay);
    learn_once(set, fold, other, 12345 + 1000 * run, &trainer);
    for (size_t i = 0; i < weights; i++) sums[i] += trainer.weights[i];
  }
  for (size_t i = 0; i < weights; i++) trainer.weights[i] = sums[i] / (float)runs;
  free(sums);
  return trainer;
}

/* Where the model of all folds but these two lies; of all but one if they are the same or one is
 * NONE. */
static uint32_t place_of(uint32_t fold, uint32_t other) {
  if (fold == NONE) fold = other;
  if (other == NONE) other = fold;
  if (fold == NONE) return DETECT_MODELS - 1;
  return fold < other ? fold * DETECT_FOLDS + other : other * DETECT_FOLDS + fold;
}

static void learn_place(void *context, uint32_t number) {
  DetectSet *set = context;
  uint32_t place = set->asked.items[number];
  uint32_t fold = place / DETECT_FOLDS, other = place % DETECT_FOLDS;
  if (place == DETECT_MODELS - 1) fold = other = NONE;
  set->models[place] = learn_but(set, fold, other);
}

void detect_learn(DetectSet *set, bool cross) {
  for (uint32_t fold = 0; fold < DETECT_FOLDS; fold++)
    for (uint32_t other = fold; other < (cross ? DETECT_FOLDS : fold + 1); other++)
      ARRAY_PUSH(set->arena, &set->asked, place_of(fold, other));
  if (!cross) ARRAY_PUSH(set->arena, &set->asked, place_of(NONE, NONE));
  parallel_run(set->asked.count, learn_place, set);
}

const LinearTrainer *detect_model(const DetectSet *set, uint32_t but_fold) {
  return &set->models[place_of(but_fold, but_fold)];
}

/* What a model says of all cues of an article, as the program would compute it. */
static CueJudgement *judge_article(const DetectSet *set, const LinearTrainer *detect,
                                   uint32_t article, Arena *arena) {
  const ClaimReader *r = &set->readers[article];
  CueJudgement *judged = NEW_ARRAY(arena, CueJudgement, r->cues.count + 1);
  Features features;
  float scores[CUE_CLASS_COUNT];
  for (uint32_t i = 0; i < r->cues.count; i++) {
    cue_features(r, i, true, &features);
    linear_trainer_scores(detect, &features, scores);
    for (uint32_t c = 0; c < CUE_CLASS_COUNT; c++)
      judged[i].scores[c] = (int32_t)lroundf(scores[c] * LINEAR_UNIT);
    judge_cue(&judged[i]);
  }
  return judged;
}

typedef struct {
  float base[CUE_CLASS_COUNT], weight;
  uint32_t gold;
  Features *features;
} Second;
typedef ARRAY_OF(Second) Seconds;

static void add_seconds(const DetectSet *set, const LinearTrainer *detect, uint32_t fold,
                        Arena *arena, Seconds *seconds) {
  Judgements all = {0};
  uint32_t judged = NONE;
  for (uint32_t i = 0; i < set->examples.count; i++) {
    const DetectExample *example = &set->examples.items[i];
    if (detect_fold(set, example->article) != fold || example->shaken) continue;
    const ClaimReader *r = &set->readers[example->article];
    if (judged != example->article)
      all = judgements_new(r, judge_article(set, detect, example->article, arena));
    judged = example->article;
    Features features;
    context_features(r, &all, example->cue, &features);
    Second second = {.gold = example->gold,
                     .weight = set->weights[example->article],
                     .features = keep(arena, &features)};
    for (uint32_t c = 0; c < CUE_CLASS_COUNT; c++)
      second.base[c] = (float)all.cues[example->cue].scores[c] / LINEAR_UNIT;
    ARRAY_PUSH(arena, seconds, second);
  }
}

/* Each fold is judged by a model that never saw it: it must look as new articles will. */
LinearTrainer learn_context(const DetectSet *set, uint32_t but_fold) {
  Arena arena = {0};
  Seconds seconds = {0};
  for (uint32_t fold = 0; fold < DETECT_FOLDS; fold++) {
    if (fold == but_fold) continue;
    add_seconds(set, &set->models[place_of(but_fold, fold)], fold, &arena, &seconds);
  }
  LinearTrainer trainer = linear_trainer_new(CONTEXT_ROWS, CUE_CLASS_COUNT, context_rate, decay);
  uint32_t *order = must_alloc(sizeof *order * (seconds.count + 1)), state = 12345;
  for (uint32_t i = 0; i < seconds.count; i++) order[i] = i;
  for (int epoch = 0; epoch < context_epochs; epoch++) {
    train_shuffle(order, seconds.count, &state);
    for (uint32_t i = 0; i < seconds.count; i++) {
      const Second *second = &seconds.items[order[i]];
      linear_learn_on(&trainer, second->features, second->base, second->gold, second->weight);
    }
  }
  free(order);
  arena_free(&arena);
  return trainer;
}

uint32_t judge_fold(const DetectSet *set, const LinearTrainer *detect, const LinearTrainer *context,
                    uint32_t fold, bool neutral, Judged *judged) {
  Arena arena = {0};
  Seconds seconds = {0};
  uint32_t count = 0, at = 0;
  add_seconds(set, detect, fold, &arena, &seconds);
  for (uint32_t i = 0; i < set->examples.count; i++) {
    const DetectExample *example = &set->examples.items[i];
    if (detect_fold(set, example->article) != fold || example->shaken) continue;
    const Second *second = &seconds.items[at++];
    if (example->article >= set->real) continue;
    if (set->readers[example->article].cues.items[example->cue].neutral != neutral) continue;
    float scores[CUE_CLASS_COUNT], best = -1e9f;
    linear_trainer_scores(context, second->features, scores);
    for (uint32_t c = 0; c < CUE_CLASS_COUNT; c++) scores[c] += second->base[c];
    for (uint32_t c = 1; c < CUE_CLASS_COUNT; c++) best = scores[c] > best ? scores[c] : best;
    judged[count++] = (Judged){best - scores[0], second->gold};
  }
  arena_free(&arena);
  return count;
}

static int by_margin(const void *a, const void *b) {
  float x = ((const Judged *)a)->margin, y = ((const Judged *)b)->margin;
  return x < y ? 1 : x > y ? -1 : 0;
}

void print_detection(Judged *judged, uint32_t count, uint32_t low, uint32_t high) {
  float best = 0, threshold = 0;
  uint32_t gold = 0, right = 0, seen = 0;
  for (uint32_t i = 0; i < count; i++) gold += judged[i].gold >= low && judged[i].gold <= high;
  qsort(judged, count, sizeof *judged, by_margin);
  for (uint32_t i = 0; i < count; i++) {
    seen++;
    right += judged[i].gold >= low && judged[i].gold <= high;
    float f1 = 2.0f * (float)right / (float)(seen + gold);
    if (f1 > best) best = f1, threshold = judged[i].margin;
  }
  printf("detection of classes %u to %u: best F1 %.4f at margin %.2f (%u gold)\n", low, high, best,
         threshold, gold);
}
