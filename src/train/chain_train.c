/* SPDX-License-Identifier: MIT */
#include "train/chain_train.h"
#include <math.h>
#include <stdlib.h>

typedef struct {
  const Chain *chain;
  const ChainExample *example;
  float *scores;              /* count * columns: e to the score */
  double *forward, *backward; /* count * states, scaled to sum 1 */
  float *expected;            /* count * columns: expected minus gold use of each column */
} Work;

static double weight_of(const float *scores, int8_t column) {
  return column < 0 ? 1.0 : (double)scores[column];
}

static void scale(double *values, uint32_t count) {
  double sum = 0;
  for (uint32_t i = 0; i < count; i++) sum += values[i];
  if (sum > 0)
    for (uint32_t i = 0; i < count; i++) values[i] /= sum;
}

static void run_forward(Work *w) {
  const Chain *c = w->chain;
  uint32_t columns = c->columns, states = c->states;
  for (uint32_t s = 0; s < states; s++)
    w->forward[s] = (c->initial & w->example->allowed[0]) >> s & 1
                        ? weight_of(w->scores, c->opens[s]) * weight_of(w->scores, c->inside[s])
                        : 0;
  scale(w->forward, states);
  for (uint32_t t = 1; t < w->example->count; t++) {
    const float *here = w->scores + (size_t)t * columns, *before = here - columns;
    double *to = w->forward + (size_t)t * states, *from = to - states;
    for (uint32_t s = 0; s < states; s++) to[s] = 0;
    for (uint32_t e = 0; e < c->edge_count; e++) {
      ChainEdge edge = c->edges[e];
      if (from[edge.from] > 0 && w->example->allowed[t] >> edge.to & 1)
        to[edge.to] +=
            from[edge.from] * weight_of(before, edge.closes) * weight_of(here, edge.opens);
    }
    for (uint32_t s = 0; s < states; s++) to[s] *= weight_of(here, c->inside[s]);
    scale(to, states);
  }
}

static void run_backward(Work *w) {
  const Chain *c = w->chain;
  uint32_t columns = c->columns, states = c->states, count = w->example->count;
  const float *end = w->scores + (size_t)(count - 1) * columns;
  for (uint32_t s = 0; s < states; s++)
    w->backward[(size_t)(count - 1) * states + s] =
        c->final >> s & 1 ? weight_of(end, c->closes[s]) : 0;
  for (uint32_t t = count - 1; t > 0; t--) {
    const float *here = w->scores + (size_t)t * columns, *before = here - columns;
    double *to = w->backward + (size_t)(t - 1) * states, *from = to + states;
    for (uint32_t s = 0; s < states; s++) to[s] = 0;
    for (uint32_t e = 0; e < c->edge_count; e++) {
      ChainEdge edge = c->edges[e];
      if (w->example->allowed[t] >> edge.to & 1)
        to[edge.from] += from[edge.to] * weight_of(before, edge.closes) *
                         weight_of(here, edge.opens) * weight_of(here, c->inside[edge.to]);
    }
    scale(to, states);
  }
}

static void use(float *columns, int8_t column, double amount) {
  if (column >= 0) columns[column] += (float)amount;
}

/* Adds the model's expectation of every column to `expected`. */
static void expect(Work *w) {
  const Chain *c = w->chain;
  uint32_t columns = c->columns, states = c->states, count = w->example->count;
  for (uint32_t t = 0; t < count; t++) {
    double *f = w->forward + (size_t)t * states, *b = w->backward + (size_t)t * states, sum = 0;
    float *out = w->expected + (size_t)t * columns;
    for (uint32_t s = 0; s < states; s++) sum += f[s] * b[s];
    for (uint32_t s = 0; sum > 0 && s < states; s++) {
      double share = f[s] * b[s] / sum;
      use(out, c->inside[s], share);
      if (t == 0) use(out, c->opens[s], share);
      if (t + 1 == count) use(out, c->closes[s], share);
    }
    if (t == 0) continue;
    const float *here = w->scores + (size_t)t * columns, *before = here - columns;
    double share[64], total = 0;
    for (uint32_t e = 0; e < c->edge_count; e++) {
      ChainEdge edge = c->edges[e];
      share[e] = w->example->allowed[t] >> edge.to & 1
                     ? (f - states)[edge.from] * weight_of(before, edge.closes) *
                           weight_of(here, edge.opens) * weight_of(here, c->inside[edge.to]) *
                           b[edge.to]
                     : 0;
      total += share[e];
    }
    for (uint32_t e = 0; total > 0 && e < c->edge_count; e++) {
      use(out - columns, c->edges[e].closes, share[e] / total);
      use(out, c->edges[e].opens, share[e] / total);
    }
  }
}

/* Takes the gold path's use of columns away; false: it is no path. */
static bool subtract_gold(Work *w) {
  const Chain *c = w->chain;
  const uint8_t *gold = w->example->gold;
  uint32_t count = w->example->count, columns = c->columns;
  if (!(c->initial >> gold[0] & 1) || !(c->final >> gold[count - 1] & 1)) return false;
  use(w->expected, c->opens[gold[0]], -1);
  use(w->expected + (size_t)(count - 1) * columns, c->closes[gold[count - 1]], -1);
  for (uint32_t t = 0; t < count; t++) {
    if (!(w->example->allowed[t] >> gold[t] & 1)) return false;
    float *here = w->expected + (size_t)t * columns;
    use(here, c->inside[gold[t]], -1);
    if (!t) continue;
    uint32_t e = 0;
    while (e < c->edge_count && (c->edges[e].from != gold[t - 1] || c->edges[e].to != gold[t])) e++;
    if (e == c->edge_count) return false;
    use(here - columns, c->edges[e].closes, -1);
    use(here, c->edges[e].opens, -1);
  }
  return true;
}

static void update(LinearTrainer *trainer, const ChainExample *x, const float *gradient) {
  uint32_t mask = (1u << trainer->rows_log2) - 1, columns = trainer->classes;
  for (uint32_t t = 0; t < x->count; t++, gradient += columns) {
    float most = 0;
    for (uint32_t c = 0; c < columns; c++) most = fmaxf(most, fabsf(gradient[c]));
    if (most < 2e-3f) continue; /* nothing to learn here */
    for (uint32_t i = x->offsets[t]; i < x->offsets[t + 1]; i++) {
      size_t row = (size_t)(x->features[i] & mask) * columns;
      for (uint32_t c = 0; c < columns; c++) {
        float g = gradient[c] + trainer->decay * trainer->weights[row + c];
        trainer->squares[row + c] += g * g;
        trainer->weights[row + c] -= trainer->rate * g / sqrtf(trainer->squares[row + c] + 1e-6f);
      }
    }
  }
}

static void score(const LinearTrainer *trainer, const ChainExample *x, float *scores) {
  uint32_t mask = (1u << trainer->rows_log2) - 1, columns = trainer->classes;
  for (uint32_t t = 0; t < x->count; t++, scores += columns) {
    for (uint32_t i = x->offsets[t]; i < x->offsets[t + 1]; i++) {
      const float *row = trainer->weights + (size_t)(x->features[i] & mask) * columns;
      for (uint32_t c = 0; c < columns; c++) scores[c] += row[c];
    }
    for (uint32_t c = 0; c < columns; c++) scores[c] = expf(fmaxf(-30, fminf(30, scores[c])));
  }
}

void chain_learn(const Chain *chain, LinearTrainer *trainer, const ChainExample *example) {
  size_t places = (size_t)example->count * chain->columns,
         nodes = (size_t)example->count * chain->states;
  Work w = {.chain = chain, .example = example};
  w.scores = calloc(places, sizeof *w.scores), w.expected = calloc(places, sizeof *w.expected);
  w.forward = calloc(nodes, sizeof *w.forward), w.backward = calloc(nodes, sizeof *w.backward);
  score(trainer, example, w.scores);
  run_forward(&w);
  run_backward(&w);
  expect(&w);
  if (subtract_gold(&w)) update(trainer, example, w.expected);
  free(w.scores), free(w.expected), free(w.forward), free(w.backward);
}
