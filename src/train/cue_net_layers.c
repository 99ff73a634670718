/* SPDX-License-Identifier: MIT */
/* cue_net_layers.c - from words to the scores of labels; and the way back. */
#include "train/cue_net.h"
#include "train/gemm.h"
#include "train/random.h"
#include "train/squash.h"
#include <math.h>
#include <string.h>

enum { ROOM = CUE_LONGEST + CUE_TOGETHER, WIDTH = CUE_WIDTH, HALF = WIDTH / 2 };
enum { GATES = 3 * WIDTH, EXCHANGE = 2 * WIDTH };

/* Vectors are cut before the gates, which add less than 2: 16 bits end at 16. */
static const float byte_limit = BYTE_LIMIT / 16.0f, cut = 14;
static const float table_step = 1.0f / (1 << TREE_WORD_BITS), table_limit = 127;
static const float drop_input = 0.06f, drop_row = 0.1f, drop = 0.1f;

typedef float Vectors[ROOM * WIDTH];

static struct {
  float in[ROOM * CUE_INPUTS], first[ROOM * 2 * WIDTH];
  Vectors x[CUE_LAYERS + 1], bytes[CUE_LAYERS + 1], sums[CUE_LAYERS], mask[CUE_LAYERS + 1];
  Vectors y[CUE_LAYERS], y_bytes[CUE_LAYERS];
  float u[CUE_LAYERS][ROOM * GATES], e[CUE_LAYERS][ROOM * EXCHANGE];
  bool row_kept[ROOM];
  /* gradients */
  Vectors dx, dbytes, dh;
  float du[ROOM * GATES], de[ROOM * EXCHANGE], dfirst[ROOM * 2 * WIDTH];
  float transposed[ROOM * CUE_INPUTS], weights_t[CUE_INPUTS * GATES];
} space;

static inline float between(float x, float limit) {
  return x > limit ? limit : x < -limit ? -limit : x;
}

/* Values as the bytes that the program multiplies; gradients pass where nothing is cut. */
static void to_bytes(const float *x, size_t count, float *bytes) {
  for (size_t i = 0; i < count; i++) bytes[i] = rintf(between(x[i], byte_limit) * 16) / 16;
}

/* 0 or what keeps the mean. */
static void fill_mask(CueNet *net, float *mask, size_t count, float part) {
  float kept = 1 / (1 - part);
  uint64_t limit = (uint64_t)(part * 65536.0f);
  for (size_t i = 0; i < count; i += 4) {
    uint64_t x = random_next(&net->random);
    for (size_t j = i; j < i + 4; j++, x >>= 16) mask[j] = (x & 0xFFFF) < limit ? 0 : kept;
  }
}

static void dense(const float *in, size_t rows, const CueParam *w, const CueParam *bias,
                  float *out) {
  for (size_t r = 0; bias && r < rows; r++)
    memcpy(out + r * w->cols, bias->w, w->cols * sizeof *out);
  if (!bias) memset(out, 0, rows * w->cols * sizeof *out);
  gemm_add(&(Product){in, w->w, out, rows, w->rows, w->cols, w->rows, w->cols, w->cols});
}

/* Gradients of dense(); sets din if not NULL. */
static void dense_back(const float *in, const float *dout, size_t rows, CueParam *w, CueParam *bias,
                       float *din) {
  gemm_transpose(in, rows, w->rows, w->rows, space.transposed, rows);
  gemm_add(
      &(Product){space.transposed, dout, w->g, w->rows, rows, w->cols, rows, w->cols, w->cols});
  for (size_t r = 0; bias && r < rows; r++)
    for (size_t c = 0; c < w->cols; c++) bias->g[c] += dout[r * w->cols + c];
  if (!din) return;
  gemm_transpose(w->w, w->rows, w->cols, w->cols, space.weights_t, w->rows);
  gemm_set(
      &(Product){dout, space.weights_t, din, rows, w->cols, w->rows, w->cols, w->rows, w->rows});
}

static size_t relation_of(const CueWord *word) {
  return word->relation + (size_t)NETWORK_RELATIONS * word->quoted;
}

static float *row_of(float *table, const CueWord *word) {
  return table + word->hash % CUE_WORDS * WIDTH;
}

static void read_words(CueNet *net, CueBatch *batch, bool learn) {
  size_t n = batch->count;
  for (size_t t = 0; t < n; t++)
    for (size_t i = 0; i < CUE_INPUTS; i++)
      space.in[t * CUE_INPUTS + i] = ((float)batch->word[t]->view[i] - BYTE_ZERO) / 16;
  if (learn) {
    fill_mask(net, space.transposed, n * CUE_INPUTS, drop_input);
    for (size_t i = 0; i < n * CUE_INPUTS; i++) space.in[i] *= space.transposed[i];
  }
  dense(space.in, n, &net->input, NULL, space.first);
  for (size_t t = 0; t < n; t++) {
    float *x = space.x[0] + t * WIDTH;
    const float *own = space.first + t * 2 * WIDTH;
    const float *above = space.first + batch->head[t] * 2 * WIDTH + WIDTH;
    const float *relation = net->relation.w + relation_of(batch->word[t]) * WIDTH;
    const float *row = row_of(net->word.w, batch->word[t]);
    space.row_kept[t] =
        !learn || random_next(&net->random) >> 40 >= (uint64_t)(drop_row * (1 << 24));
    float part = space.row_kept[t] ? table_step : 0;
    for (size_t i = 0; i < WIDTH; i++)
      x[i] = own[i] + above[i] + net->start.w[i] + relation[i] +
             part * rintf(between(row[i] / table_step, table_limit));
  }
}

/* Columns of u: forward z f o, backward z f o, each half a width. Sums into c, adds to y. */
static void run_gates(const CueBatch *batch, const float *all_u, float *sums, const float *mask,
                      float *y) {
  for (uint32_t s = 0; s < batch->runs; s++) {
    uint32_t first = batch->first[s], n = batch->first[s + 1] - first;
    for (uint32_t back = 0; back < 2; back++) {
      float last[HALF] = {0};
      for (uint32_t k = 0; k < n; k++) {
        size_t t = first + (back ? n - 1 - k : k), at = t * WIDTH + back * HALF;
        const float *u = all_u + t * GATES + (size_t)back * 3 * HALF;
        for (size_t i = 0; i < HALF; i++) {
          float z = bend(u[i]), keep = gate(u[HALF + i]);
          last[i] = z + keep * (last[i] - z);
          sums[at + i] = last[i];
          y[at + i] += gate(u[2 * HALF + i]) * last[i] * (mask ? mask[at + i] : 1);
        }
      }
    }
  }
}

/* `dh`: the gradient of what was added; fills du. */
static void run_gates_back(const CueBatch *batch, const float *all_u, const float *sums,
                           const float *dh, float *all_du) {
  static const float none[HALF];
  for (uint32_t s = 0; s < batch->runs; s++) {
    uint32_t first = batch->first[s], n = batch->first[s + 1] - first;
    for (uint32_t back = 0; back < 2; back++) {
      float dc[HALF] = {0};
      for (uint32_t k = n; k-- > 0;) {
        size_t t = first + (back ? n - 1 - k : k), at = t * WIDTH + back * HALF;
        const float *u = all_u + t * GATES + (size_t)back * 3 * HALF, *c = sums + at;
        const float *before = k == 0 ? none : back ? c + WIDTH : c - WIDTH, *g = dh + at;
        float *du = all_du + t * GATES + (size_t)back * 3 * HALF;
        for (size_t i = 0; i < HALF; i++) {
          float z = bend(u[i]), keep = gate(u[HALF + i]), out = gate(u[2 * HALF + i]);
          float here = dc[i] + g[i] * out;
          du[2 * HALF + i] = g[i] * c[i] * gate_slope(u[2 * HALF + i]);
          du[HALF + i] = here * (before[i] - z) * gate_slope(u[HALF + i]);
          du[i] = here * (1 - keep) * bend_slope(u[i]);
          dc[i] = here * keep;
        }
      }
    }
  }
}

static void run_layer(CueNet *net, const CueBatch *batch, uint32_t l, bool learn) {
  size_t n = batch->count;
  float *x = space.x[l], *y = space.y[l], *next = space.x[l + 1];
  for (size_t i = 0; i < n * WIDTH; i++) y[i] = between(x[i], cut);
  to_bytes(y, n * WIDTH, space.bytes[l]);
  dense(space.bytes[l], n, &net->gates[l], &net->gates_bias[l], space.u[l]);
  if (learn) fill_mask(net, space.mask[l], n * WIDTH, drop);
  run_gates(batch, space.u[l], space.sums[l], learn ? space.mask[l] : NULL, y);
  to_bytes(y, n * WIDTH, space.y_bytes[l]);
  dense(space.y_bytes[l], n, &net->exchange[l], &net->exchange_bias[l], space.e[l]);
  for (size_t i = 0; i < n * EXCHANGE; i++) space.e[l][i] = space.e[l][i] > 0 ? space.e[l][i] : 0;
  memcpy(next, y, n * WIDTH * sizeof *y);
  for (size_t t = 0; t < n; t++) {
    const float *down = space.e[l] + batch->head[t] * EXCHANGE;
    const float *up = space.e[l] + t * EXCHANGE + WIDTH;
    float *to = next + batch->head[t] * WIDTH;
    for (size_t i = 0; i < WIDTH; i++) next[t * WIDTH + i] += down[i];
    for (size_t i = 0; i < WIDTH; i++) to[i] += up[i] * 0.5f;
  }
}

void cue_net_forward(CueNet *net, CueBatch *batch, bool learn) {
  read_words(net, batch, learn);
  for (uint32_t l = 0; l < CUE_LAYERS; l++) run_layer(net, batch, l, learn);
  size_t count = (size_t)batch->count * WIDTH;
  to_bytes(space.x[CUE_LAYERS], count, space.bytes[CUE_LAYERS]);
  if (learn) {
    fill_mask(net, space.mask[CUE_LAYERS], count, drop);
    for (size_t i = 0; i < count; i++) space.bytes[CUE_LAYERS][i] *= space.mask[CUE_LAYERS][i];
  }
  dense(space.bytes[CUE_LAYERS], batch->count, &net->output, &net->output_bias, batch->scores);
}

static void layer_back(CueNet *net, const CueBatch *batch, uint32_t l) {
  size_t n = batch->count;
  float *dx = space.dx; /* of what the layer gives; then of what it gets */
  memset(space.de, 0, n * EXCHANGE * sizeof *space.de);
  for (size_t t = 0; t < n; t++) {
    float *down = space.de + batch->head[t] * EXCHANGE, *up = space.de + t * EXCHANGE + WIDTH;
    const float *to = dx + batch->head[t] * WIDTH;
    for (size_t i = 0; i < WIDTH; i++) down[i] += dx[t * WIDTH + i];
    for (size_t i = 0; i < WIDTH; i++) up[i] = to[i] * 0.5f;
  }
  for (size_t i = 0; i < n * EXCHANGE; i++) space.de[i] = space.e[l][i] > 0 ? space.de[i] : 0;
  dense_back(space.y_bytes[l], space.de, n, &net->exchange[l], &net->exchange_bias[l],
             space.dbytes);
  for (size_t i = 0; i < n * WIDTH; i++) {
    dx[i] += fabsf(space.y[l][i]) <= byte_limit ? space.dbytes[i] : 0;
    space.dh[i] = dx[i] * space.mask[l][i];
  }
  run_gates_back(batch, space.u[l], space.sums[l], space.dh, space.du);
  dense_back(space.bytes[l], space.du, n, &net->gates[l], &net->gates_bias[l], space.dbytes);
  for (size_t i = 0; i < n * WIDTH; i++) {
    float far = fabsf(space.x[l][i]);
    dx[i] += far <= byte_limit ? space.dbytes[i] : 0;
    dx[i] = far <= cut ? dx[i] : 0;
  }
}

static void words_back(CueNet *net, const CueBatch *batch) {
  size_t n = batch->count;
  memset(space.dfirst, 0, n * 2 * WIDTH * sizeof *space.dfirst);
  for (size_t t = 0; t < n; t++) {
    const float *dx = space.dx + t * WIDTH, *row = row_of(net->word.w, batch->word[t]);
    float *own = space.dfirst + t * 2 * WIDTH;
    float *above = space.dfirst + batch->head[t] * 2 * WIDTH + WIDTH;
    float *relation = net->relation.g + relation_of(batch->word[t]) * WIDTH;
    float *drow = row_of(net->word.g, batch->word[t]);
    for (size_t i = 0; i < WIDTH; i++) {
      own[i] += dx[i], above[i] += dx[i], relation[i] += dx[i], net->start.g[i] += dx[i];
      if (space.row_kept[t]) drow[i] += fabsf(row[i]) <= table_limit * table_step ? dx[i] : 0;
    }
  }
  dense_back(space.in, space.dfirst, n, &net->input, NULL, NULL);
}

void cue_net_back(CueNet *net, CueBatch *batch) {
  size_t count = (size_t)batch->count * WIDTH;
  dense_back(space.bytes[CUE_LAYERS], batch->slopes, batch->count, &net->output, &net->output_bias,
             space.dx);
  for (size_t i = 0; i < count; i++)
    space.dx[i] *= fabsf(space.x[CUE_LAYERS][i]) <= byte_limit ? space.mask[CUE_LAYERS][i] : 0;
  for (uint32_t l = CUE_LAYERS; l-- > 0;) layer_back(net, batch, l);
  words_back(net, batch);
}
