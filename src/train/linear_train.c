/* SPDX-License-Identifier: MIT */
#include "train/linear_train.h"
#include "base/arena.h"
#include <immintrin.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LANES = 8 }; /* classes that learn at once */

LinearTrainer linear_trainer_new(uint32_t rows_log2, uint32_t classes, float rate, float decay) {
  size_t size = (sizeof(float) * classes << rows_log2) + sizeof(float) * LANES;
  return (LinearTrainer){must_alloc(size), must_alloc(size), rows_log2, classes, rate, decay};
}

void linear_trainer_free(LinearTrainer *trainer) {
  free(trainer->weights);
  free(trainer->squares);
  *trainer = (LinearTrainer){0};
}

static const float SURE = 2e-3f; /* a class known as well as this teaches nothing more */

static size_t row_of(const LinearTrainer *trainer, uint32_t hash) {
  return (size_t)(hash & ((1u << trainer->rows_log2) - 1)) * trainer->classes;
}

void linear_trainer_scores(const LinearTrainer *trainer, const Features *features, float *scores) {
  for (uint32_t c = 0; c < trainer->classes; c++) scores[c] = 0;
  for (uint32_t i = 0; i < features->count; i++) {
    const float *row = trainer->weights + row_of(trainer, features->hash[i]);
    for (uint32_t c = 0; c < trainer->classes; c++) scores[c] += row[c];
  }
}

static void step(LinearTrainer *trainer, size_t at, float gradient) {
  gradient += trainer->decay * trainer->weights[at];
  trainer->squares[at] += gradient * gradient;
  trainer->weights[at] -= trainer->rate * gradient / (sqrtf(trainer->squares[at]) + 1e-6f);
}

/* The weights from `at` on whose `taught` is -1. The others are written back as they were, also
 * those of the row behind. */
__attribute__((target("avx2"))) static void
step_lanes(LinearTrainer *trainer, size_t at, const float *gradients, const int32_t *taught) {
  float *weights = trainer->weights + at, *squares = trainer->squares + at;
  __m256 old = _mm256_loadu_ps(weights), past = _mm256_loadu_ps(squares);
  __m256 gradient =
      _mm256_add_ps(_mm256_loadu_ps(gradients), _mm256_mul_ps(_mm256_set1_ps(trainer->decay), old));
  __m256 square = _mm256_add_ps(past, _mm256_mul_ps(gradient, gradient));
  __m256 root = _mm256_add_ps(_mm256_sqrt_ps(square), _mm256_set1_ps(1e-6f));
  __m256 change = _mm256_div_ps(_mm256_mul_ps(_mm256_set1_ps(trainer->rate), gradient), root);
  __m256 chosen = _mm256_castsi256_ps(_mm256_loadu_si256((const __m256i *)(const void *)taught));
  _mm256_storeu_ps(squares, _mm256_blendv_ps(past, square, chosen));
  _mm256_storeu_ps(weights, _mm256_blendv_ps(old, _mm256_sub_ps(old, change), chosen));
}

static void softmax(float *scores, uint32_t count) {
  float most = scores[0], sum = 0;
  for (uint32_t i = 1; i < count; i++) most = scores[i] > most ? scores[i] : most;
  for (uint32_t i = 0; i < count; i++) sum += scores[i] = expf(scores[i] - most);
  for (uint32_t i = 0; i < count; i++) scores[i] /= sum;
}

void linear_learn_class(LinearTrainer *trainer, const Features *features, uint32_t gold,
                        float weight) {
  float p[LINEAR_CLASSES_MAX] = {0};
  linear_trainer_scores(trainer, features, p);
  if (trainer->classes == 1) p[0] = 1 / (1 + expf(-p[0])) - (float)gold;
  else {
    softmax(p, trainer->classes);
    p[gold] -= 1;
  }
  for (uint32_t i = 0; i < features->count; i++) {
    size_t row = row_of(trainer, features->hash[i]);
    for (uint32_t c = 0; c < trainer->classes; c++) step(trainer, row + c, weight * p[c]);
  }
}

/* Rows lie far apart: fetched together they cost little more than one. */
static void ask_for_rows(const LinearTrainer *trainer, const Features *features) {
  for (uint32_t i = 0; i < features->count; i++) {
    size_t row = row_of(trainer, features->hash[i]), last = row + trainer->classes - 1;
    __builtin_prefetch(trainer->weights + row), __builtin_prefetch(trainer->squares + row);
    __builtin_prefetch(trainer->weights + last), __builtin_prefetch(trainer->squares + last);
  }
}

void linear_learn_on(LinearTrainer *trainer, const Features *features, const float *base,
                     uint32_t gold, float weight) {
  float p[LINEAR_CLASSES_MAX + LANES] = {0};
  int32_t taught[LINEAR_CLASSES_MAX + LANES] = {0};
  ask_for_rows(trainer, features);
  linear_trainer_scores(trainer, features, p);
  for (uint32_t c = 0; base && c < trainer->classes; c++) p[c] += base[c];
  softmax(p, trainer->classes);
  p[gold] -= 1;
  for (uint32_t c = 0; c < trainer->classes; c++) {
    taught[c] = fabsf(p[c]) >= SURE ? -1 : 0;
    p[c] *= weight;
  }
  for (uint32_t i = 0; i < features->count; i++)
    for (uint32_t c = 0; c < trainer->classes; c += LANES)
      step_lanes(trainer, row_of(trainer, features->hash[i]) + c, p + c, taught + c);
}

void linear_learn_ranking(LinearTrainer *trainer, const Features *candidates, const bool *right,
                          uint32_t count, float weight) {
  if (!count) return;
  float *p = must_alloc(2 * sizeof(float) * count), *q = p + count, sum = 0;
  for (uint32_t i = 0; i < count; i++) linear_trainer_scores(trainer, &candidates[i], &p[i]);
  softmax(p, count);
  for (uint32_t i = 0; i < count; i++) sum += q[i] = right[i] ? p[i] + 1e-9f : 0;
  for (uint32_t i = 0; i < count && sum > 0; i++) {
    float gradient = weight * (p[i] - q[i] / sum);
    if (fabsf(gradient) < 1e-5f) continue;
    for (uint32_t k = 0; k < candidates[i].count; k++)
      step(trainer, row_of(trainer, candidates[i].hash[k]), gradient);
  }
  free(p);
}

static int16_t rounded(float weight) {
  float scaled = roundf(weight * LINEAR_UNIT);
  return (int16_t)(scaled > 32767 ? 32767 : scaled < -32767 ? -32767 : scaled);
}

Linear linear_trainer_rounded(const LinearTrainer *trainer, int16_t *room) {
  size_t count = (size_t)trainer->classes << trainer->rows_log2;
  for (size_t i = 0; i < count; i++) room[i] = rounded(trainer->weights[i]);
  return (Linear){room, (1u << trainer->rows_log2) - 1, trainer->classes};
}

bool linear_trainer_write(const LinearTrainer *trainer, FILE *file) {
  size_t count = (size_t)trainer->classes << trainer->rows_log2;
  uint32_t sizes[2] = {trainer->rows_log2, trainer->classes};
  fwrite("ALGLIN1", 1, 8, file);
  fwrite(sizes, sizeof sizes, 1, file);
  for (size_t i = 0; i < count; i++) {
    int16_t weight = rounded(trainer->weights[i]);
    fwrite(&weight, sizeof weight, 1, file);
  }
  for (size_t i = count * sizeof(int16_t); i % 16; i++) fputc(0, file);
  return !ferror(file);
}

uint32_t train_random(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  return *state ^= *state << 5;
}

void train_shuffle(uint32_t *items, uint32_t count, uint32_t *state) {
  for (uint32_t i = count; i > 1; i--) {
    uint32_t other = train_random(state) % i, kept = items[i - 1];
    items[i - 1] = items[other];
    items[other] = kept;
  }
}
