/* SPDX-License-Identifier: MIT */
#include "model/network.h"
#include "language/embed.h"
#include "language/gates.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Arena arena;
static Data model; /* the built-in network, which every test may spoil a copy of */

static int open_model(void **state) {
  (void)state;
  AllegeError error;
  return !data_open(&arena, NULL, "grammar.model", &model, &error);
}

static int close_model(void **state) {
  (void)state;
  arena_free(&arena);
  return 0;
}

static char *copy_model(void) {
  char *copy = aligned_alloc(16, (model.size + 15) / 16 * 16);
  memcpy(copy, model.bytes, model.size);
  return copy;
}

static void assert_refused(const char *bytes, size_t size) {
  Network network;
  AllegeError error = {0};
  assert_false(network_parse((Data){bytes, size}, "x.model", &network, &error));
  assert_int_equal(error.status, ALLEGE_ERROR_FORMAT);
  assert_non_null(strstr(error.message, "x.model: "));
}

static void accepts_the_built_in_network(void **state) {
  (void)state;
  Network network;
  AllegeError error;
  assert_true(network_parse(model, "grammar.model", &network, &error));
  assert_int_equal(network_row(&network, 0x12345678) < network.head.rows, 1);
}

static void refuses_every_other_length(void **state) {
  (void)state;
  char *copy = copy_model();
  for (size_t size = 0; size < model.size; size += size < 200 ? 1 : model.size / 50)
    assert_refused(copy, size);
  assert_refused(copy, model.size - 1);
  copy = realloc(copy, model.size + 16);
  if ((uintptr_t)copy % 16 == 0) assert_refused(copy, model.size + 16);
  free(copy);
}

static void refuses_changed_counts(void **state) {
  (void)state;
  char *copy = copy_model();
  for (size_t at = 0; at < sizeof(NetworkHead); at++) {
    char before = copy[at];
    copy[at] = (char)(before ^ 1);
    assert_refused(copy, model.size);
    copy[at] = (char)0xFF;
    if (before != (char)0xFF) assert_refused(copy, model.size);
    copy[at] = before;
  }
  free(copy);
}

static void refuses_rows_that_are_not_there(void **state) {
  (void)state;
  char *copy = copy_model();
  NetworkHead head;
  memcpy(&head, copy, sizeof head);
  size_t rows = (sizeof head + 15) / 16 * 16 + head.slots * sizeof(uint32_t);
  memset(copy + rows, 0xFF, 2);
  assert_refused(copy, model.size);
  free(copy);
}

static void refuses_a_full_table(void **state) {
  (void)state;
  char *copy = copy_model();
  NetworkHead head;
  memcpy(&head, copy, sizeof head);
  memset(copy + (sizeof head + 15) / 16 * 16, 1, head.slots * sizeof(uint32_t));
  assert_refused(copy, model.size);
  free(copy);
}

static void distances_are_in_range(void **state) {
  (void)state;
  for (uint32_t d = 0; d < 200; d++)
    for (uint32_t h = 0; h < 200; h++)
      if (h != d) assert_true(network_distance(d, h) < 20);
  assert_int_equal(network_distance(5, 4), 0);
  assert_int_equal(network_distance(4, 5), 10);
  assert_int_equal(network_distance(100, 1), 9);
}

static int16_t number(uint32_t i) { return (int16_t)((i * 2654435761u) >> 16); }

/* Any number of vectors, also where sums leave 32 bits. */
static void multiply(WideRegisters wide) {
  enum { IN = 32, OUT = 48, COUNT = 13 };
  static int16_t weights[IN * OUT], in[COUNT * IN], vectors[COUNT * OUT];
  static int32_t bias[OUT], out[COUNT * OUT];
  for (uint32_t i = 0; i < IN * OUT; i++) weights[i] = number(i);
  for (uint32_t i = 0; i < COUNT * IN; i++) in[i] = number(i + 77777);
  for (uint32_t i = 0; i < OUT; i++) bias[i] = number(i) * 1000;
  in[0] = in[1] = weights[0] = weights[1] = INT16_MIN;
  Matrix matrix = {weights, bias, IN, OUT};
  for (uint32_t count = 1; count <= COUNT; count++) {
    MatrixWork work = {.out = out, .count = count, .in_stride = IN, .out_stride = OUT};
    matrix_apply_by(wide, &matrix, in, &work);
    work.out = NULL, work.vectors = vectors;
    matrix_apply_by(wide, &matrix, in, &work);
    for (uint32_t t = 0; t < count; t++)
      for (uint32_t o = 0; o < OUT; o++) {
        uint32_t sum = (uint32_t)bias[o];
        for (uint32_t k = 0; k < IN; k++)
          sum += (uint32_t)(in[t * IN + k] *
                            weights[((o / 16 * IN / 2 + k / 2) * 16 + o % 16) * 2 + k % 2]);
        assert_int_equal((uint32_t)out[t * OUT + o], sum);
        int32_t half = (int32_t)sum >> 11 & 1, rounded = ((int32_t)sum >> 12) + half;
        assert_int_equal(vectors[t * OUT + o], rounded > 32767    ? 32767
                                               : rounded < -32768 ? -32768
                                                                  : rounded);
      }
  }
}

static void multiplies_as_by_hand(void **state) {
  (void)state;
  for (WideRegisters wide = WIDE_PLAIN; wide <= wide_registers(); wide++) multiply(wide);
}

/* Of 16 outputs the first ones have the largest weights, others as large ones as a light block may
 * have, or next to. */
static int8_t weight_at(uint32_t i, uint32_t in_count) {
  static const int8_t MOST[8] = {63, 63, 63, 63, 3, 3, 0, 0},
                      MORE[8] = {63, 63, 63, 63, 4, 3, 0, 0};
  uint32_t of_pair = i % 2 + i / 64 % 4 * 2; /* among the eight of an output that are added first */
  switch (i / (16 * in_count)) {
  case 0: return BYTE_WEIGHT;
  case 1: return MOST[of_pair];
  case 2: return (int8_t)-MORE[of_pair];
  case 3: return (int8_t)-MOST[of_pair];
  default: return (int8_t)(number(i) % (BYTE_WEIGHT + 1));
  }
}

/* The largest values as well, which must not leave 16 bits on the way. Registers wider than this
 * machine's: what it takes by itself. */
static void multiply_bytes(WideRegisters wide, uint32_t in_count, uint32_t out_count,
                           uint32_t most) {
  enum { IN = 256, OUT = 96, COUNT = 45 };
  static int8_t weights[IN * OUT];
  static int16_t values[COUNT * IN], vectors[COUNT * OUT];
  static uint8_t in[COUNT * IN];
  static int32_t scale[OUT], bias[OUT], out[COUNT * OUT];
  assert_true(in_count <= IN && out_count <= OUT && most <= COUNT);
  for (uint32_t i = 0; i < in_count * out_count; i++) weights[i] = weight_at(i, in_count);
  for (uint32_t i = 0; i < most * in_count; i++)
    values[i] = i < in_count ? INT16_MAX : number(i + 777) / 4;
  for (uint32_t i = 0; i < out_count; i++)
    scale[i] = 1000 + number(i) / 64, bias[i] = number(i) * 1000;
  byte_vectors(values, in, (size_t)most * in_count);
  ByteMatrix matrix = {weights, scale, bias, in_count, out_count, 0};
  matrix.light = byte_matrix_light(&matrix);
  assert_int_equal(matrix.light & 0xF, 0xA & ((1u << out_count / 16) - 1));
  for (uint32_t count = 1; count <= most; count++) {
    MatrixWork work = {.out = out, .count = count, .in_stride = in_count, .out_stride = out_count};
    bool by_hand = wide <= wide_registers();
    if (by_hand) byte_matrix_apply_by(wide, &matrix, in, &work);
    else byte_matrix_apply(&matrix, in, &work);
    work.out = NULL, work.vectors = vectors;
    if (by_hand) byte_matrix_apply_by(wide, &matrix, in, &work);
    else byte_matrix_apply(&matrix, in, &work);
    for (uint32_t t = 0; t < count; t++)
      for (uint32_t o = 0; o < out_count; o++) {
        int32_t sum = 0;
        for (uint32_t k = 0; k < in_count; k++)
          sum += in[t * in_count + k] *
                 weights[((o / 16 * in_count / 4 + k / 4) * 16 + o % 16) * 4 + k % 4];
        uint32_t scaled = (uint32_t)sum * (uint32_t)scale[o] + (uint32_t)bias[o];
        assert_int_equal((uint32_t)out[t * out_count + o], scaled);
        assert_int_equal(vectors[t * out_count + o], network_rounded((int32_t)scaled));
      }
  }
}

static void multiplies_bytes_as_by_hand(void **state) {
  (void)state;
  for (WideRegisters wide = WIDE_PLAIN; wide <= WIDE_VNNI + 1; wide++) {
    multiply_bytes(wide, 32, 48, 13);
    multiply_bytes(wide, 64, 16, 20);
    multiply_bytes(wide, 128, 96, 35);
    multiply_bytes(wide, 64, 80, 45);
    multiply_bytes(wide, 256, 48, 33);
  }
}

static void only_whole_runs_of_steps_are_light(void **state) {
  (void)state;
  static const int8_t weights[64 * 16];
  for (uint32_t in = 8; in <= 64; in += 8) {
    ByteMatrix matrix = {.weights = weights, .in = in, .out = 16};
    assert_int_equal(byte_matrix_light(&matrix), in % 16 == 0);
  }
}

/* Else the program is right and slow. */
static void layers_are_light(void **state) {
  (void)state;
  Network network;
  AllegeError error;
  assert_true(network_parse(model, "grammar.model", &network, &error));
  for (uint32_t l = 0; l < network.head.layers; l++) {
    uint32_t blocks = network.layer[l].out / NETWORK_BLOCK;
    assert_in_range(__builtin_popcountll(network.layer[l].light), blocks * 9 / 10, blocks);
  }
}

static void values_become_bytes(void **state) {
  (void)state;
  int16_t values[] = {0, 127, 128, -128, 63, 64, -64, -65, INT16_MAX, INT16_MIN};
  uint8_t expected[] = {64, 65, 65, 63, 64, 65, 64, 63, 127, 1}, bytes[10];
  byte_vectors(values, bytes, 10);
  assert_memory_equal(bytes, expected, 10);
}

static void refuses_weights_that_could_overflow(void **state) {
  (void)state;
  Network network;
  AllegeError error;
  char *copy = copy_model();
  assert_true(network_parse((Data){copy, model.size}, "grammar.model", &network, &error));
  copy[(const char *)network.layer[0].weights - copy] = BYTE_WEIGHT + 1;
  assert_refused(copy, model.size);
  free(copy);
}

static TokenText word(const char *text) {
  return (TokenText){text, text, (uint32_t)strlen(text), (uint32_t)strlen(text)};
}

/* A word that was seen before in the document reads as it would have alone. */
static void remembered_words_stay_the_same(void **state) {
  (void)state;
  enum { ROOM = 9, SENTENCES = 900 };
  static char texts[ROOM * SENTENCES][8];
  Network network;
  AllegeError error;
  assert_true(network_parse(model, "grammar.model", &network, &error));
  uint32_t width = network.head.width;
  int16_t *x = NEW_ARRAY(&arena, int16_t, ROOM * width),
          *alone_x = NEW_ARRAY(&arena, int16_t, ROOM * width);
  const int16_t *u[ROOM], *alone_u[ROOM];
  WordMemory memory;
  Embedder embedder;
  word_memory_init(&memory, &network, 256, &arena);
  embedder_init(&embedder, &memory, ROOM, &arena);
  for (uint32_t s = 0; s < SENTENCES; s++) {
    TokenText tokens[ROOM];
    for (uint32_t i = 0; i < ROOM; i++) {
      char *text = texts[s * ROOM + i];
      uint32_t which = (uint16_t)number(s * ROOM + i) % 400;
      if (s % 7 == 0) which = s; /* one word again and again */
      sprintf(text, which % 3 ? "w%u" : "W%u", which);
      tokens[i] = word(text);
    }
    /* Two sentences, one of them as long as fits. */
    TokenRange pieces[] = {{0, 1 + s % 2}, {1 + s % 2, 1 + s % (ROOM - 2)}};
    uint32_t count = pieces[1].first + pieces[1].count;
    embed_words(&embedder, tokens, pieces, 2, x, u);
    if (s % 10) continue;
    Arena own = {0};
    WordMemory none;
    Embedder fresh;
    word_memory_init(&none, &network, WORD_WAYS, &own);
    embedder_init(&fresh, &none, ROOM, &own);
    embed_words(&fresh, tokens, pieces, 2, alone_x, alone_u);
    assert_memory_equal(x, alone_x, count * width * sizeof *x);
    for (uint32_t i = 0; i < count; i++)
      assert_memory_equal(u[i], alone_u[i], 3 * width * sizeof *u[i]);
    arena_free(&own);
  }
}

/* z = x - x|x|/4, gates = 1/2 + x/4 - x|x|/32, here in floating point. */
static double bent(double x) { return x > 2 ? 1 : x < -2 ? -1 : x - x * (x < 0 ? -x : x) / 4; }
static double gated(double x) {
  return x > 4 ? 1 : x < -4 ? 0 : 0.5 + x / 4 - x * (x < 0 ? -x : x) / 32;
}

/* The same steps in plain integers: every machine must give these bits. */
static int16_t cut(int32_t x, int32_t limit) {
  return (int16_t)(x > limit ? limit : x < -limit ? -limit : x);
}
static int32_t bow(int32_t x) { return (x * (x < 0 ? -x : x)) >> 16; }

/* One value of each word, in the order in which the sums go. */
static void expect_gates(const int16_t *const *gates, int16_t *const *x, uint32_t count,
                         uint32_t half) {
  int32_t sum = 0;
  for (uint32_t t = 0; t < count; t++) {
    int32_t z = cut(gates[t][0], 4095) * 8, f = cut(gates[t][half], 8191) * 4,
            o = cut(gates[t][2 * half], 8191) * 4;
    z -= bow(z), f = 16382 + f - bow(f), o = 16382 + o - bow(o);
    sum = (int16_t)(z + ((cut(sum - z, 32767) * f + 0x4000) >> 15));
    *x[t] = (int16_t)(*x[t] + ((((sum * o + 0x4000) >> 15) + 4) >> 3));
  }
}

enum { HALF = 48, WORDS = 300 };
typedef struct {
  int16_t u[WORDS][6 * HALF], x[WORDS][2 * HALF];
  const int16_t *gates[WORDS];
} Gated;

static void fill(Gated *g, uint32_t seed) {
  for (uint32_t t = 0; t < WORDS; t++) {
    g->gates[t] = g->u[t];
    for (uint32_t i = 0; i < 6 * HALF; i++) g->u[t][i] = number(seed + t * 777 + i * 13);
    for (uint32_t i = 0; i < 2 * HALF; i++) g->x[t][i] = (int16_t)(t + i);
  }
}

static void gates_are_exact(void **state) {
  (void)state;
  static Gated wanted, got;
  static const uint32_t COUNTS[] = {0, 1, 2, WORDS};
  for (WideRegisters wide = WIDE_PLAIN; wide <= wide_registers(); wide++)
    for (uint32_t c = 0; c < sizeof COUNTS / sizeof *COUNTS; c++) {
      fill(&wanted, c), fill(&got, c);
      for (uint32_t i = 0; i < HALF; i++) {
        const int16_t *gates[WORDS], *back[WORDS];
        int16_t *x[WORDS], *back_x[WORDS];
        for (uint32_t t = 0; t < COUNTS[c]; t++) {
          uint32_t last = COUNTS[c] - 1 - t;
          gates[t] = wanted.u[t] + i, back[t] = wanted.u[last] + 3 * HALF + i;
          x[t] = wanted.x[t] + i, back_x[t] = wanted.x[last] + HALF + i;
        }
        expect_gates(gates, x, COUNTS[c], HALF);
        expect_gates(back, back_x, COUNTS[c], HALF);
      }
      gates_run_by(wide, got.gates, got.x[0], COUNTS[c], HALF);
      assert_memory_equal(got.x, wanted.x, sizeof got.x);
    }
}

static void gates_follow_their_formula(void **state) {
  (void)state;
  static Gated g;
  double sum = 0;
  for (uint32_t i = 0; i < HALF; i += 7, sum = 0) {
    fill(&g, i);
    memset(g.x, 0, sizeof g.x);
    gates_run(g.gates, g.x[0], WORDS, HALF);
    for (uint32_t t = 0; t < WORDS; t++) {
      double z = bent(g.u[t][i] / 2048.0), f = gated(g.u[t][HALF + i] / 2048.0),
             o = gated(g.u[t][2 * HALF + i] / 2048.0);
      sum = z + f * (sum - z);
      double off = g.x[t][i] / 2048.0 - o * sum;
      assert_true(off * off < 1e-5);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(accepts_the_built_in_network),
      cmocka_unit_test(refuses_every_other_length),
      cmocka_unit_test(refuses_changed_counts),
      cmocka_unit_test(refuses_rows_that_are_not_there),
      cmocka_unit_test(refuses_a_full_table),
      cmocka_unit_test(distances_are_in_range),
      cmocka_unit_test(multiplies_as_by_hand),
      cmocka_unit_test(multiplies_bytes_as_by_hand),
      cmocka_unit_test(only_whole_runs_of_steps_are_light),
      cmocka_unit_test(layers_are_light),
      cmocka_unit_test(values_become_bytes),
      cmocka_unit_test(refuses_weights_that_could_overflow),
      cmocka_unit_test(remembered_words_stay_the_same),
      cmocka_unit_test(gates_follow_their_formula),
      cmocka_unit_test(gates_are_exact),
  };
  return cmocka_run_group_tests(tests, open_model, close_model);
}
