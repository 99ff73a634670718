/* SPDX-License-Identifier: MIT */
/* fuzz_model.c - the loader of the grammar network with any bytes: it accepts or refuses, and what
 * it accepts runs. The first 8 bytes choose where the rest overwrites the built-in network. */
#include "base/arena.h"
#include "language/encode.h"
#include "language/decode.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run(const Network *network) {
  Arena arena = {0};
  Encoder encoder;
  WordMemory memory;
  static const TokenText TEXTS[] = {
      {"Rebels", "rebels", 6, 6}, {"denied", "denied", 6, 6}, {"it", "it", 2, 2}};
  uint32_t heads[3];
  word_memory_init(&memory, network, 64, &arena);
  encoder_init(&encoder, &memory, 3, &arena);
  encode_words(&encoder, TEXTS, (TokenRange[]){{0, 1}, {1, 2}}, 2);
  encode_arcs(&encoder, (TokenRange){0, 1});
  encode_arcs(&encoder, (TokenRange){1, 2});
  decode_tree(&(ArcScores){encoder.scores, 2, encoder.stride}, heads, encoder.decoding);
  heads[2] = NONE;
  encode_relations(&encoder, heads, 3);
  arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena = {0};
  Data built_in;
  Network network;
  AllegeError error;
  if (size < 8 || !data_open(&arena, NULL, "grammar.model", &built_in, &error)) return 0;
  char *copy = aligned_alloc(16, (built_in.size + 15) / 16 * 16);
  memcpy(copy, built_in.bytes, built_in.size);
  uint32_t at, kept;
  memcpy(&at, data, 4);
  memcpy(&kept, data + 4, 4);
  at = at & 1 ? (at >> 1) % (uint32_t)built_in.size : (at >> 1) % 4096;
  size_t len = size - 8 < built_in.size - at ? size - 8 : built_in.size - at;
  memcpy(copy + at, data + 8, len);
  size_t whole = kept & 1 ? built_in.size : (kept >> 1) % (built_in.size + 1);
  if (network_parse((Data){copy, whole}, "fuzz", &network, &error)) run(&network);
  free(copy);
  arena_free(&arena);
  return 0;
}
