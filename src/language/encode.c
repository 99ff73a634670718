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

void encoder_init(Encoder *e, WordMemory *memory, uint32_t room, Arena *arena) {
  const Network *network = memory->network;
  const NetworkHead *head = &network->head;
  uint32_t width = head->width, projected = 2 * head->arc + 2 * head->relation;
  uint32_t stride = (room + 1 + NETWORK_BLOCK - 1) / NETWORK_BLOCK * NETWORK_BLOCK;
  uint32_t widest = 3 * width > head->relation ? 3 * width : head->relation;
  *e = (Encoder){.network = network, .room = room};
  embedder_init(&e->embedder, memory, room, arena);
  e->x = NEW_LINES(arena, int16_t, (size_t)room * width);
  e->bytes = NEW_LINES(arena, uint8_t, (size_t)room * width);
  e->u = NEW_LINES(arena, int16_t, (size_t)room * widest);
  e->gates = NEW_ARRAY(arena, const int16_t *, room);
  e->embedded = NEW_ARRAY(arena, const int16_t *, room);
  for (size_t t = 0; t < room; t++) e->gates[t] = e->u + t * 3 * width;
  e->relations = NEW_ARRAY(arena, int32_t, (size_t)room * head->relation_outputs);
  e->tags = NEW_ARRAY(arena, int32_t, (size_t)room * head->tag_outputs);
  e->projected = NEW_LINES(arena, int16_t, (size_t)room * projected);
  e->paired = NEW_LINES(arena, int16_t, (size_t)room * head->arc);
  e->heads = NEW_LINES(arena, int16_t, (size_t)stride * head->arc);
  e->scores = NEW_LINES(arena, int32_t, (size_t)room * stride);
  e->gaps = NEW_ARRAY(arena, int32_t, 2 * (size_t)room);
  for (uint32_t at = 0; at < 2 * room; at++) {
    uint32_t distance = at < room ? network_distance(room - at, 0) : network_distance(0, at - room);
    e->gaps[at] = network->distance[distance];
  }
  e->decoding = arena_alloc(arena, 1, decode_size(room));
}

void encoder_find_cues(Encoder *e, const TreeNetwork *network, Arena *arena) {
  tree_reader_init(&e->cues, network, e->room, arena);
}

/* One half of every word's view. */
static void keep_view(const Encoder *e, uint32_t half, uint32_t count, uint8_t *views) {
  size_t width = e->network->head.width;
  for (size_t t = 0; t < count; t++)
    byte_vectors(e->x + t * width, views + (2 * t + half) * width, width);
}

/* Products of the token vectors' bytes, as vectors. */
static void apply(const Encoder *e, const ByteMatrix *matrix, int16_t *vectors, uint32_t count) {
  byte_matrix_apply(
      matrix, e->bytes,
      &(MatrixWork){
          .vectors = vectors, .count = count, .in_stride = matrix->in, .out_stride = matrix->out});
}

/* The gates of a piece's words change their vectors. */
static void run_gates(Encoder *e, const int16_t *const *gates, TokenRange piece) {
  uint32_t width = e->network->head.width;
  gates_run(gates + piece.first, e->x + (size_t)piece.first * width, piece.count, width / 2);
}

WIDE static void rectify(int16_t *x, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    int16_t value = x[i];
    x[i] = value > 0 ? value : 0;
  }
}

/* The head vectors and the root's, laid out as the weights of a matrix. */
static Matrix head_matrix(Encoder *e, TokenRange piece, const int32_t *no_bias) {
  const Network *network = e->network;
  uint32_t arc = network->head.arc, stride = e->stride, width = network->projections.out;
  uint32_t count = piece.count;
  const int16_t *projected = e->projected + (size_t)piece.first * width;
  memset(e->heads, 0, (size_t)stride * arc * sizeof *e->heads);
  for (uint32_t t = 0; t <= count; t++) {
    const int16_t *head = t < count ? projected + (size_t)t * width + arc : network->pair_root;
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

WIDE static void finish_scores(int32_t *restrict row, const int32_t *restrict gaps,
                               uint32_t count) {
  for (uint32_t h = 0; h < count; h++) row[h] = bounded(row[h]) + gaps[h];
}

void encode_arcs(Encoder *e, TokenRange piece) {
  static const int32_t NO_BIAS[ENCODE_MAX + 2 * NETWORK_BLOCK];
  uint32_t arc = e->network->head.arc, count = piece.count;
  e->stride = (count + 1 + NETWORK_BLOCK - 1) / NETWORK_BLOCK * NETWORK_BLOCK;
  Matrix heads = head_matrix(e, piece, NO_BIAS);
  matrix_apply(
      &heads, e->paired + (size_t)piece.first * arc,
      &(MatrixWork){.out = e->scores, .count = count, .in_stride = arc, .out_stride = e->stride});
  for (uint32_t d = 0; d < count; d++) {
    int32_t *row = e->scores + (size_t)d * e->stride;
    finish_scores(row, e->gaps + e->room - d, count);
    row[d] = SELF;
    row[count] = bounded(row[count]);
  }
}

void encode_words(Encoder *e, const TokenText *words, const TokenRange *pieces,
                  uint32_t piece_count, uint8_t *views) {
  const Network *n = e->network;
  uint32_t width = n->head.width, projected = n->projections.out, count = 0;
  for (uint32_t p = 0; p < piece_count; p++) count += pieces[p].count;
  embed_words(&e->embedder, words, pieces, piece_count, e->x, e->embedded);
  keep_view(e, 0, count, views);
  for (uint32_t p = 0; p < piece_count; p++) run_gates(e, e->embedded, pieces[p]);
  for (uint32_t l = 1; l < n->head.layers; l++) {
    byte_vectors(e->x, e->bytes, (size_t)count * width);
    apply(e, &n->layer[l], e->u, count);
    for (uint32_t p = 0; p < piece_count; p++) run_gates(e, e->gates, pieces[p]);
  }
  byte_vectors(e->x, e->bytes, (size_t)count * width);
  keep_view(e, 1, count, views);
  byte_matrix_apply(
      &n->tags, e->bytes,
      &(MatrixWork){.out = e->tags, .count = count, .in_stride = width, .out_stride = n->tags.out});
  apply(e, &n->projections, e->projected, count);
  for (uint32_t t = 0; t < count; t++)
    rectify(e->projected + (size_t)t * projected, 2 * n->head.arc);
  matrix_apply(
      &n->pair, e->projected,
      &(MatrixWork){
          .vectors = e->paired, .count = count, .in_stride = projected, .out_stride = n->pair.out});
}

WIDE static void hide(const int16_t *restrict a, const int16_t *restrict b,
                      const int16_t *restrict c, int16_t *restrict out, uint32_t width) {
  for (uint32_t i = 0; i < width; i++) {
    int16_t sum = (int16_t)(a[i] + b[i] + c[i]);
    out[i] = sum > 0 ? sum : 0;
  }
}

void encode_relations(Encoder *e, const uint32_t *heads, uint32_t count) {
  static const int16_t NOTHING[NETWORK_WIDTH_MAX];
  const Network *n = e->network;
  uint32_t width = n->head.relation, projected = n->projections.out, start = 2 * n->head.arc;
  for (uint32_t t = 0; t < count; t++) {
    const int16_t *words = e->projected + start;
    bool root = heads[t] == NONE;
    const int16_t *head = root ? n->relation_root : words + (size_t)heads[t] * projected + width;
    const int16_t *gap =
        root ? NOTHING : n->relation_distance + (size_t)network_distance(t, heads[t]) * width;
    hide(words + (size_t)t * projected, head, gap, e->u + (size_t)t * width, width);
  }
  matrix_apply(
      &n->relation, e->u,
      &(MatrixWork){
          .out = e->relations, .count = count, .in_stride = width, .out_stride = n->relation.out});
}
