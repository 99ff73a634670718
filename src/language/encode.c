/* SPDX-License-Identifier: MIT */
/* encode.c - the grammar network in integers. Vectors have 11 bits after the point, gates 15,
 * running sums 14; every step rounds in the same way on every machine. */
#include "language/encode.h"
#include "base/wide.h"
#include "language/decode.h"
#include "language/gates.h"
#include <string.h>

/* A tree of ENCODE_MAX arcs must fit 30 bits. */
enum { SCORE_SHIFT = 8, SCORE_LIMIT = 1 << 20, SELF = -(1 << 24) };

void encoder_init(Encoder *e, const Network *network, uint32_t room, Arena *arena) {
  const NetworkHead *head = &network->head;
  uint32_t width = head->width, projected = 2 * head->arc + 2 * head->relation;
  uint32_t stride = (room + 1 + NETWORK_BLOCK - 1) / NETWORK_BLOCK * NETWORK_BLOCK;
  uint32_t widest = 3 * width > projected ? 3 * width : projected;
  if (head->tag_outputs > widest) widest = head->tag_outputs;
  if (head->relation_outputs > widest) widest = head->relation_outputs;
  *e = (Encoder){.network = network, .room = room};
  e->x = NEW_ARRAY(arena, int16_t, (size_t)room * width);
  e->sums = NEW_ARRAY(arena, int32_t, (size_t)room * widest);
  e->u = NEW_ARRAY(arena, int16_t, (size_t)room * widest);
  e->tags = NEW_ARRAY(arena, int32_t, (size_t)room * head->tag_outputs);
  e->projected = NEW_ARRAY(arena, int16_t, (size_t)room * projected);
  e->paired = NEW_ARRAY(arena, int16_t, (size_t)room * head->arc);
  e->heads = NEW_ARRAY(arena, int16_t, (size_t)stride * head->arc);
  e->scores = NEW_ARRAY(arena, int32_t, (size_t)room * stride);
  e->decoding = arena_alloc(arena, 1, decode_size(room));
}

/* Sums with 23 bits after the point to vectors with 11, at the ends of 16 bits cut. */
WIDE static void narrow(const int32_t *restrict sums, int16_t *restrict out, size_t count) {
  for (size_t i = 0; i < count; i++) {
    int32_t value = (sums[i] >> NETWORK_WEIGHT_BITS) + ((sums[i] >> (NETWORK_WEIGHT_BITS - 1)) & 1);
    value = value > INT16_MAX ? INT16_MAX : value;
    out[i] = (int16_t)(value < INT16_MIN ? INT16_MIN : value);
  }
}

WIDE static void add_row(int16_t *restrict x, const int8_t *restrict row, int16_t scale,
                         uint32_t width) {
  for (uint32_t i = 0; i < width; i++) x[i] = (int16_t)(x[i] + row[i] * scale);
}

static void embed(Encoder *e, const TokenText *tokens, uint32_t count) {
  const Network *network = e->network;
  uint32_t width = network->head.width;
  SentenceCase style = features_case(tokens, count);
  for (uint32_t t = 0; t < count; t++) {
    uint32_t keys[FEATURE_COUNT];
    int16_t *x = e->x + (size_t)t * width;
    features_keys(&tokens[t], style, t == 0, keys);
    memcpy(x, network->start, width * sizeof *x);
    for (uint32_t f = 0; f < FEATURE_COUNT; f++) {
      uint32_t row = keys[f] ? network_row(network, keys[f]) : 0;
      if (row) add_row(x, network->embedding + (size_t)row * width, network->scale[row], width);
    }
  }
}

static void run_layer(Encoder *e, const Matrix *matrix, uint32_t count) {
  uint32_t width = matrix->in, half = width / 2, gates = matrix->out;
  matrix_apply(matrix, &(MatrixWork){e->x, e->sums, count, width, gates});
  narrow(e->sums, e->u, (size_t)count * gates);
  int16_t sums[2][NETWORK_WIDTH_MAX / 2] = {{0}};
  for (uint32_t t = 0; t < count; t++)
    gates_run(e->u + (size_t)t * gates, sums[0], e->x + (size_t)t * width, half);
  for (uint32_t t = count; t-- > 0;)
    gates_run(e->u + (size_t)t * gates + 3 * half, sums[1], e->x + (size_t)t * width + half, half);
}

WIDE static void rectify(int16_t *x, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    int16_t value = x[i];
    x[i] = value > 0 ? value : 0;
  }
}

/* The head vectors and the root's, laid out as the weights of a matrix. */
static Matrix head_matrix(Encoder *e, uint32_t count, const int32_t *no_bias) {
  const Network *network = e->network;
  uint32_t arc = network->head.arc, stride = e->stride, width = network->projections.out;
  memset(e->heads, 0, (size_t)stride * arc * sizeof *e->heads);
  for (uint32_t t = 0; t <= count; t++) {
    const int16_t *head = t < count ? e->projected + (size_t)t * width + arc : network->pair_root;
    int16_t *column =
        e->heads + (size_t)(t / NETWORK_BLOCK) * NETWORK_BLOCK * arc + t % NETWORK_BLOCK * 2;
    for (uint32_t k = 0; k < arc; k += 2, column += 2 * NETWORK_BLOCK)
      column[0] = head[k], column[1] = head[k + 1];
  }
  return (Matrix){e->heads, no_bias, arc, stride};
}

static int32_t bounded(int32_t score) {
  score >>= SCORE_SHIFT;
  return score > SCORE_LIMIT ? SCORE_LIMIT : score < -SCORE_LIMIT ? -SCORE_LIMIT : score;
}

static void score_arcs(Encoder *e, uint32_t count) {
  static const int32_t NO_BIAS[ENCODE_MAX + 2 * NETWORK_BLOCK];
  const Network *network = e->network;
  uint32_t arc = network->head.arc;
  matrix_apply(&network->pair,
               &(MatrixWork){e->projected, e->sums, count, network->projections.out, arc});
  narrow(e->sums, e->paired, (size_t)count * arc);
  e->stride = (count + 1 + NETWORK_BLOCK - 1) / NETWORK_BLOCK * NETWORK_BLOCK;
  Matrix heads = head_matrix(e, count, NO_BIAS);
  matrix_apply(&heads, &(MatrixWork){e->paired, e->scores, count, arc, e->stride});
  for (uint32_t d = 0; d < count; d++) {
    int32_t *row = e->scores + (size_t)d * e->stride;
    for (uint32_t h = 0; h < count; h++)
      row[h] = bounded(row[h]) + network->distance[network_distance(d, h)];
    row[d] = SELF;
    row[count] = bounded(row[count]);
  }
}

void encode_sentence(Encoder *e, const TokenText *tokens, uint32_t count) {
  const Network *n = e->network;
  embed(e, tokens, count);
  for (uint32_t l = 0; l < n->head.layers; l++) run_layer(e, &n->layer[l], count);
  uint32_t width = n->head.width, projected = n->projections.out;
  matrix_apply(&n->tags, &(MatrixWork){e->x, e->tags, count, width, n->tags.out});
  matrix_apply(&n->projections, &(MatrixWork){e->x, e->sums, count, width, projected});
  narrow(e->sums, e->projected, (size_t)count * projected);
  for (uint32_t t = 0; t < count; t++)
    rectify(e->projected + (size_t)t * projected, 2 * n->head.arc);
  score_arcs(e, count);
}

WIDE static void hide(const int16_t *restrict a, const int16_t *restrict b,
                      const int16_t *restrict c, int16_t *restrict out, uint32_t width) {
  for (uint32_t i = 0; i < width; i++) {
    int16_t sum = (int16_t)(a[i] + b[i] + c[i]);
    out[i] = sum > 0 ? sum : 0;
  }
}

void encode_relations(Encoder *e, const uint32_t *heads, uint32_t count, int32_t *scores) {
  static const int16_t NOTHING[NETWORK_WIDTH_MAX];
  const Network *n = e->network;
  uint32_t width = n->head.relation, projected = n->projections.out, start = 2 * n->head.arc;
  for (uint32_t t = 0; t < count; t++) {
    const int16_t *words = e->projected + start;
    bool root = heads[t] == count;
    const int16_t *head = root ? n->relation_root : words + (size_t)heads[t] * projected + width;
    const int16_t *gap =
        root ? NOTHING : n->relation_distance + (size_t)network_distance(t, heads[t]) * width;
    hide(words + (size_t)t * projected, head, gap, e->u + (size_t)t * width, width);
  }
  matrix_apply(&n->relation, &(MatrixWork){e->u, scores, count, width, n->relation.out});
}
