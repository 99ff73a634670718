/* SPDX-License-Identifier: MIT */
/* tree_reader.c - every word has a vector; gates carry it along the sentence, then heads and
 * dependents tell each other of theirs. Vectors have 11 bits after the point and are cut at 14, so
 * that what gates add, less than 2, stays within 16 bits. */
#include "language/tree_reader.h"
#include "base/wide.h"
#include "language/gates.h"

void tree_reader_init(TreeReader *reader, const TreeNetwork *network, uint32_t room, Arena *arena) {
  size_t width = network->head.width;
  *reader = (TreeReader){.network = network};
  reader->shared = NEW_LINES(arena, int16_t, room * 2 * width);
  reader->x = NEW_LINES(arena, int16_t, room * width);
  reader->bytes = NEW_LINES(arena, uint8_t, room * width);
  reader->u = NEW_LINES(arena, int16_t, room * 3 * width);
  reader->gates = NEW_ARRAY(arena, const int16_t *, room);
  for (size_t t = 0; t < room; t++) reader->gates[t] = reader->u + t * 3 * width;
  reader->scores = NEW_LINES(arena, int32_t, (size_t)room * TREE_OUTPUTS);
}

enum { CUT = 14 << NETWORK_VECTOR_BITS };

static inline int16_t cut(int32_t value) {
  value = value > CUT ? CUT : value;
  return (int16_t)(value < -CUT ? -CUT : value);
}

/* `row`: of the table of words. */
WIDE static void add_up(const int16_t *restrict own, const int16_t *restrict above,
                        const int16_t *restrict relation, const int8_t *restrict row,
                        int16_t *restrict x, uint32_t width) {
  enum { SCALE = 1 << (NETWORK_VECTOR_BITS - TREE_WORD_BITS) };
  for (uint32_t i = 0; i < width; i++) x[i] = cut(own[i] + above[i] + relation[i] + row[i] * SCALE);
}

/* x += what is positive of `from`, or half of it, then cut: all in 16 bits, for the registers. */
WIDE static void add_positive(int16_t *restrict x, const int16_t *restrict from, bool halved,
                              uint32_t width) {
  for (uint32_t i = 0; i < width; i++) {
    uint16_t value = (uint16_t)(from[i] > 0 ? from[i] : 0);
    value = halved ? (uint16_t)((value + 1) >> 1) : value;
    int16_t low = x[i] < CUT ? x[i] : CUT;
    uint16_t room = (uint16_t)(CUT - low);
    int16_t sum = (int16_t)(low + (value < room ? value : room));
    x[i] = sum > -CUT ? sum : -CUT;
  }
}

/* The root is its own head. */
static uint32_t head_of(const TreeWords *words, uint32_t word) {
  return words->heads[word] == NONE ? word : words->heads[word];
}

static const int8_t *row_of(const TreeNetwork *n, const TreeWords *words, uint32_t word) {
  static const int8_t NO_ROW[TREE_WIDTH_MAX];
  if (!n->head.words) return NO_ROW;
  return n->word + (size_t)(words->hashes[word] & (n->head.words - 1)) * n->head.width;
}

static void start(TreeReader *r, const TreeWords *words) {
  const TreeNetwork *n = r->network;
  uint32_t width = n->head.width;
  for (uint32_t t = 0; t < words->count; t++) __builtin_prefetch(row_of(n, words, t));
  byte_matrix_apply(&n->input, words->views,
                    &(MatrixWork){.vectors = r->shared,
                                  .count = words->count,
                                  .in_stride = n->input.in,
                                  .out_stride = n->input.out});
  for (uint32_t t = 0; t < words->count; t++)
    add_up(r->shared + (size_t)t * 2 * width,
           r->shared + (size_t)head_of(words, t) * 2 * width + width,
           n->relation + (size_t)words->relations[t] * width, row_of(n, words, t),
           r->x + (size_t)t * width, width);
}

/* Products of the token vectors. */
static void apply(TreeReader *r, const ByteMatrix *matrix, uint32_t count, int16_t *vectors,
                  int32_t *out) {
  byte_vectors(r->x, r->bytes, (size_t)count * matrix->in);
  byte_matrix_apply(matrix, r->bytes,
                    &(MatrixWork){.vectors = vectors,
                                  .out = out,
                                  .count = count,
                                  .in_stride = matrix->in,
                                  .out_stride = matrix->out});
}

static void run_gates(TreeReader *r, TokenRange piece) {
  uint32_t width = r->network->head.width;
  gates_run(r->gates + piece.first, r->x + (size_t)piece.first * width, piece.count, width / 2);
}

/* Every word takes what its head says to dependents, and tells its head. */
static void exchange(TreeReader *r, const TreeWords *words) {
  uint32_t width = r->network->head.width;
  for (uint32_t t = 0; t < words->count; t++) {
    uint32_t head = head_of(words, t);
    add_positive(r->x + (size_t)t * width, r->shared + (size_t)head * 2 * width, false, width);
    add_positive(r->x + (size_t)head * width, r->shared + (size_t)t * 2 * width + width, true,
                 width);
  }
}

void tree_reader_run(TreeReader *r, const TreeWords *words) {
  const TreeNetwork *n = r->network;
  start(r, words);
  for (uint32_t l = 0; l < n->head.layers; l++) {
    apply(r, &n->gates[l], words->count, r->u, NULL);
    for (uint32_t p = 0; p < words->piece_count; p++) run_gates(r, words->pieces[p]);
    apply(r, &n->exchange[l], words->count, r->shared, NULL);
    exchange(r, words);
  }
  apply(r, &n->output, words->count, NULL, r->scores);
}
