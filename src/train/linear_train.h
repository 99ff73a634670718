/* SPDX-License-Identifier: MIT */
/* linear_train.h - logistic regression by AdaGrad for the models of model/linear.h.
 * Deterministic: the caller's order of examples and train_random's fixed seed decide all. */
#ifndef LINEAR_TRAIN_H
#define LINEAR_TRAIN_H
#include "model/linear.h"
#include <stdio.h>

typedef struct {
  float *weights, *squares; /* rows * classes; AdaGrad's sums of squared gradients */
  uint32_t rows_log2, classes;
  float rate, decay; /* learning rate; L2 decay of the weights that an example touches */
} LinearTrainer;

LinearTrainer linear_trainer_new(uint32_t rows_log2, uint32_t classes, float rate, float decay);
void linear_trainer_free(LinearTrainer *trainer);

/* One step towards class `gold` (softmax; with one class: 0 or 1, logistic), `weight` times as
 * hard. */
void linear_learn_class(LinearTrainer *trainer, const Features *features, uint32_t gold,
                        float weight);
/* As linear_learn_class with classes > 1, on top of another model's logits: base[classes], or
 * NULL. Passes over classes that are known well already. */
void linear_learn_on(LinearTrainer *trainer, const Features *features, const float *base,
                     uint32_t gold, float weight);
/* One step towards the right ones of `count` candidates (softmax over all; model of one class).
 * Does nothing when none is right. */
void linear_learn_ranking(LinearTrainer *trainer, const Features *candidates, const bool *right,
                          uint32_t count, float weight);
/* As linear_scores, before rounding: logits. */
void linear_trainer_scores(const LinearTrainer *trainer, const Features *features, float *scores);
/* The model as linear_parse will read it, its weights rounded into `room` (rows * classes). */
Linear linear_trainer_rounded(const LinearTrainer *trainer, int16_t *room);
/* Appends the model to `file`; false: could not write. */
bool linear_trainer_write(const LinearTrainer *trainer, FILE *file);

/* xorshift32; `state` must not be 0. */
uint32_t train_random(uint32_t *state);
/* Shuffles indexes in place. */
void train_shuffle(uint32_t *items, uint32_t count, uint32_t *state);
#endif
