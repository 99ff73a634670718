/* SPDX-License-Identifier: MIT */
/* train_names - name labels learnt from the texts of names_data.py, to data/names.model: a
 * linear model of label scores and one of steps between labels, a conditional random field.
 *
 *   train_names DATA MODEL       all of DATA to MODEL
 *   train_names DATA --cross     every fourth text that people labelled left out, and measured */
#include "extract/name_chain.h"
#include "train/linear_train.h"
#include "train/names_runs.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
  ROWS_LOG2 = 17,
  STEPS_LOG2 = 4,
  EPOCHS = 14,
  LEFT_OUT = 65, /* features in a hundred, anew each time */
};
/* ---- the field ---- */

enum { LONGEST = 256 };

/* What the network's own label adds, where it was not taught by the same text. */
static void network_says(const Run *run, uint32_t i, float *scores) {
  int32_t says[NAME_LABEL_COUNT] = {0};
  if (run->kind != SILVER) name_label_support(says, run->network[i]);
  for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++) scores[y] = (float)says[y] / LINEAR_UNIT;
}

static void run_scores(const LinearTrainer *t, const Run *run, float (*scores)[NAME_LABEL_COUNT]) {
  uint32_t mask = (1u << t->rows_log2) - 1;
  for (uint32_t i = 0; i < run->count; i++) {
    network_says(run, i, scores[i]);
    for (uint32_t k = run->offsets[i]; k < run->offsets[i + 1]; k++) {
      const float *row = t->weights + (size_t)(run->features[k] & mask) * NAME_LABEL_COUNT;
      for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++) scores[i][y] += row[y];
    }
  }
}

static float log_sum(const float *terms, uint32_t count) {
  float most = -1e30f, sum = 0;
  for (uint32_t i = 0; i < count; i++) most = terms[i] > most ? terms[i] : most;
  for (uint32_t i = 0; i < count; i++) sum += expf(terms[i] - most);
  return most + logf(sum);
}

static float edge(const LinearTrainer *steps, uint32_t x, uint32_t y) {
  return name_label_follows(x, y) ? steps->weights[x * NAME_LABEL_COUNT + y] : -1e6f;
}

static void push_weight(LinearTrainer *t, size_t at, float gradient) {
  if (gradient < 3e-4f && gradient > -3e-4f) return; /* says next to nothing, costs the same */
  gradient += t->decay * t->weights[at];
  t->squares[at] += gradient * gradient;
  t->weights[at] -= t->rate * gradient / (sqrtf(t->squares[at]) + 1e-6f);
}

typedef struct {
  float scores[LONGEST][NAME_LABEL_COUNT], ahead[LONGEST][NAME_LABEL_COUNT],
      back[LONGEST][NAME_LABEL_COUNT];
  uint32_t offsets[LONGEST + 1], features[LONGEST * RUN_FEATURES];
} Work;

static float sweep(const LinearTrainer *steps, const Run *run, Work *w) {
  float terms[NAME_LABEL_COUNT];
  uint32_t n = run->count;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++) {
      for (uint32_t x = 0; x < NAME_LABEL_COUNT; x++)
        terms[x] = i ? w->ahead[i - 1][x] + edge(steps, x, y) : x ? -1e9f : edge(steps, 0, y);
      w->ahead[i][y] = w->scores[i][y] + log_sum(terms, NAME_LABEL_COUNT);
    }
  for (uint32_t i = n; i-- > 0;)
    for (uint32_t x = 0; x < NAME_LABEL_COUNT; x++) {
      for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++)
        terms[y] = i + 1 < n ? edge(steps, x, y) + w->scores[i + 1][y] + w->back[i + 1][y]
                   : y       ? -1e9f
                             : edge(steps, x, 0);
      w->back[i][x] = log_sum(terms, NAME_LABEL_COUNT);
    }
  for (uint32_t x = 0; x < NAME_LABEL_COUNT; x++) terms[x] = w->ahead[n - 1][x] + edge(steps, x, 0);
  return log_sum(terms, NAME_LABEL_COUNT);
}

static void learn_steps(LinearTrainer *steps, const Run *run, const Work *w, float total) {
  float gradient[NAME_LABEL_COUNT][NAME_LABEL_COUNT] = {{0}};
  uint32_t n = run->count;
  for (uint32_t i = 0; i <= n; i++)
    for (uint32_t x = 0; x < NAME_LABEL_COUNT; x++)
      for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++) {
        if ((i == 0 && x) || (i == n && y) || !name_label_follows(x, y)) continue;
        float before = i ? w->ahead[i - 1][x] : 0,
              after = i < n ? w->scores[i][y] + w->back[i][y] : 0;
        gradient[x][y] += expf(before + edge(steps, x, y) + after - total);
      }
  for (uint32_t i = 0; i <= n; i++)
    gradient[i ? run->gold[i - 1] : 0][i < n ? run->gold[i] : 0] -= 1;
  for (uint32_t x = 0; x < NAME_LABEL_COUNT; x++)
    for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++)
      push_weight(steps, x * NAME_LABEL_COUNT + y, run->weight * gradient[x][y]);
}

/* A run with some of its features left out, so that none is relied upon alone. */
static Run thinned(const Run *run, uint32_t *offsets, uint32_t *features, uint32_t *state) {
  Run thin = *run;
  uint32_t used = 0;
  offsets[0] = 0;
  for (uint32_t i = 0, at = 0; i < run->count; i++) {
    for (; at < run->offsets[i + 1]; at++) {
      *state = *state * 1664525u + 1013904223u;
      if ((*state >> 16) % 100 >= LEFT_OUT) features[used++] = run->features[at];
    }
    offsets[i + 1] = used;
  }
  thin.offsets = offsets;
  thin.features = features;
  return thin;
}

static void learn(LinearTrainer *t, LinearTrainer *steps, const Run *run, Work *w) {
  if (run->count > LONGEST) return;
  run_scores(t, run, w->scores);
  float total = sweep(steps, run, w);
  uint32_t mask = (1u << t->rows_log2) - 1;
  learn_steps(steps, run, w, total);
  for (uint32_t i = 0; i < run->count; i++) {
    float gradient[NAME_LABEL_COUNT];
    for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++)
      gradient[y] =
          run->weight * (expf(w->ahead[i][y] + w->back[i][y] - total) - (run->gold[i] == y));
    for (uint32_t k = run->offsets[i]; k < run->offsets[i + 1]; k++)
      for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++)
        push_weight(t, (size_t)(run->features[k] & mask) * NAME_LABEL_COUNT + y, gradient[y]);
  }
}

static bool is_left_out(const Run *run) { return run->kind != SILVER && run->fold % 8 < 2; }

/* Adds the weights to `sum`. */
static void add_weights(const LinearTrainer *t, float *sum) {
  for (size_t i = 0; i < (size_t)t->classes << t->rows_log2; i++) sum[i] += t->weights[i];
}

static void take_mean(LinearTrainer *t, const float *sum, int count) {
  for (size_t i = 0; i < (size_t)t->classes << t->rows_log2; i++)
    t->weights[i] = sum[i] / (float)count;
}

/* The weights become the mean of those after each epoch of the later half. */
static void train(const Set *set, bool cross, LinearTrainer *t, LinearTrainer *steps) {
  uint32_t *order = must_alloc(sizeof *order * (set->count + 1)), state = 11, chance = 5;
  Work *work = must_alloc(sizeof *work);
  float *label_sum = must_alloc(sizeof *label_sum * t->classes << t->rows_log2),
        *step_sum = must_alloc(sizeof *step_sum * steps->classes << steps->rows_log2);
  memset(label_sum, 0, sizeof *label_sum * t->classes << t->rows_log2);
  memset(step_sum, 0, sizeof *step_sum * steps->classes << steps->rows_log2);
  for (uint32_t i = 0; i < set->count; i++) order[i] = i;
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    train_shuffle(order, set->count, &state);
    for (uint32_t i = 0; i < set->count; i++) {
      const Run *run = &set->runs[order[i]];
      if (run->count > LONGEST || (cross && is_left_out(run))) continue;
      Run thin = thinned(run, work->offsets, work->features, &chance);
      learn(t, steps, &thin, work);
    }
    if (epoch >= EPOCHS / 2) add_weights(t, label_sum), add_weights(steps, step_sum);
  }
  take_mean(t, label_sum, EPOCHS - EPOCHS / 2);
  take_mean(steps, step_sum, EPOCHS - EPOCHS / 2);
  free(label_sum);
  free(step_sum);
  free(work);
  free(order);
}

static void label_run(const Run *run, const LinearTrainer *t, const Linear *steps,
                      uint8_t *labels) {
  float scores[LONGEST][NAME_LABEL_COUNT];
  int32_t whole[LONGEST * NAME_LABEL_COUNT];
  uint8_t scratch[LONGEST * NAME_LABEL_COUNT];
  run_scores(t, run, scores);
  for (uint32_t i = 0; i < run->count; i++)
    for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++)
      whole[i * NAME_LABEL_COUNT + y] = (int32_t)lrintf(scores[i][y] * LINEAR_UNIT);
  name_chain_best(steps, whole, run->count, labels, scratch);
}

/* ---- cross-validation ---- */

static uint32_t labels_end(const uint8_t *labels, uint32_t count, uint32_t i) {
  uint32_t end = i + 1;
  while (end < count && labels[end] == labels[i] + 1) end++;
  return end;
}

static bool begins_span(const uint8_t *labels, uint32_t i) {
  return labels[i] % 2 == 1 && labels[i] < NAME_B_MISC;
}

static void count_spans(const uint8_t *gold, const uint8_t *found, uint32_t count,
                        uint32_t (*counts)[3]) {
  for (uint32_t i = 0; i < count; i++) {
    bool wanted = begins_span(gold, i), got = begins_span(found, i);
    if (wanted) counts[gold[i] / 2][0]++;
    if (got) counts[found[i] / 2][1]++;
    if (wanted && gold[i] == found[i] && labels_end(gold, count, i) == labels_end(found, count, i))
      counts[gold[i] / 2][2]++;
  }
}

static void measure_kind(const Set *set, Kind kind, const LinearTrainer *t, const Linear *steps) {
  static const char *const names[] = {"PER", "ORG", "LOC", "all"};
  uint32_t counts[4][3] = {{0}};
  for (uint32_t r = 0; r < set->count; r++) {
    uint8_t found[LONGEST];
    const Run *run = &set->runs[r];
    if (run->kind != kind || !is_left_out(run) || run->count > LONGEST) continue;
    label_run(run, t, steps, found);
    count_spans(run->gold, found, run->count, counts);
  }
  for (int k = 0; k < 3; k++)
    for (int which = 0; which < 3; which++) counts[3][which] += counts[k][which];
  for (int k = 0; k < 4; k++)
    printf("%s %s gold %u found %u f1 %.4f\n", kind == GUM ? "GUM" : "EWT", names[k], counts[k][0],
           counts[k][1], 2.0 * counts[k][2] / (counts[k][0] + counts[k][1] + 1e-9));
}

static void measure(const Set *set, const LinearTrainer *t, const LinearTrainer *steps) {
  int16_t room[NAME_LABEL_COUNT << STEPS_LOG2];
  Linear step_model = linear_trainer_rounded(steps, room);
  measure_kind(set, GUM, t, &step_model);
  measure_kind(set, EWT, t, &step_model);
}

/* Machine labels leave out more names than they make up: to say so at each step outside of names
 * finds more of them. The amount by cross-validation. */
static void lean_towards_names(LinearTrainer *steps) {
  for (uint32_t x = 0; x < NAME_LABEL_COUNT; x++)
    steps->weights[x * NAME_LABEL_COUNT + NAME_O] -= 0.3f;
}

int main(int argc, char **argv) {
  if (argc < 3) return fprintf(stderr, "usage: train_names DATA MODEL|--cross\n"), 2;
  Models models = {0};
  AllegeError error;
  Set set;
  if (!models_load(&models, NULL, &error) || !read_names(&models, argv[1], &set))
    return fprintf(stderr, "cannot read the data\n"), 2;
  bool cross = !strcmp(argv[2], "--cross"), done = true;
  printf("%u runs\n", set.count);
  LinearTrainer labels = linear_trainer_new(ROWS_LOG2, NAME_LABEL_COUNT, 0.1f, 1e-6f);
  LinearTrainer steps = linear_trainer_new(STEPS_LOG2, NAME_LABEL_COUNT, 0.1f, 0);
  train(&set, cross, &labels, &steps);
  lean_towards_names(&steps);
  if (cross) {
    measure(&set, &labels, &steps);
  } else {
    FILE *out = fopen(argv[2], "wb");
    done = out && linear_trainer_write(&labels, out) && linear_trainer_write(&steps, out);
    if (out) fclose(out);
  }
  models_free(&models);
  arena_free(&set.arena);
  return done ? 0 : 1;
}
