/* SPDX-License-Identifier: MIT */
/* fuzz_model.c - the loaders of the networks of grammar and cues with any bytes: they accept or
 * refuse, and what they accept runs. The first 8 bytes choose where the rest overwrites the
 * built-in network. */
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
  uint8_t *views = NEW_LINES(&arena, uint8_t, 3 * 2 * network->head.width);
  encode_words(&encoder, TEXTS, (TokenRange[]){{0, 1}, {1, 2}}, 2, views);
  encode_arcs(&encoder, (TokenRange){0, 1});
  encode_arcs(&encoder, (TokenRange){1, 2});
  decode_tree(&(ArcScores){encoder.scores, 2, encoder.stride}, heads, encoder.decoding);
  heads[2] = NONE;
  encode_relations(&encoder, heads, 3);
  arena_free(&arena);
}

static void run_tree(const TreeNetwork *network) {
  enum { WORDS = 3 };
  Arena arena = {0};
  TreeReader reader;
  uint8_t *views = NEW_ARRAY(&arena, uint8_t, WORDS * network->head.in),
          relations[WORDS] = {0, 1, 2};
  for (uint32_t i = 0; i < WORDS * network->head.in; i++) views[i] = (uint8_t)(1 + i % 127);
  uint32_t heads[WORDS] = {1, NONE, 1}, hashes[WORDS] = {0, 1, UINT32_MAX};
  TokenRange pieces[] = {{0, 2}, {2, 1}};
  tree_reader_init(&reader, network, WORDS, &arena);
  tree_reader_run(&reader, &(TreeWords){views, heads, relations, pieces, 2, WORDS, hashes});
  arena_free(&arena);
}

/* The built-in file, partly overwritten; the caller frees it. */
static char *spoilt(Data built_in, const uint8_t *data, size_t size, size_t *whole) {
  char *copy = aligned_alloc(16, (built_in.size + 15) / 16 * 16);
  memcpy(copy, built_in.bytes, built_in.size);
  uint32_t at, kept;
  memcpy(&at, data, 4);
  memcpy(&kept, data + 4, 4);
  at = at & 1 ? (at >> 1) % (uint32_t)built_in.size : (at >> 1) % 4096;
  size_t len = size - 8 < built_in.size - at ? size - 8 : built_in.size - at;
  memcpy(copy + at, data + 8, len);
  *whole = kept & 1 ? built_in.size : (kept >> 1) % (built_in.size + 1);
  return copy;
}

static void try_tree(Data built_in, const Network *grammar, const uint8_t *data, size_t size) {
  size_t whole;
  AllegeError error;
  TreeNetwork network;
  char *copy = spoilt(built_in, data, size, &whole);
  if (tree_network_parse((Data){copy, whole}, "fuzz", grammar, &network, &error))
    run_tree(&network);
  free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena = {0};
  Data grammar, cues, parties;
  Network network;
  AllegeError error;
  size_t whole;
  if (size < 8 || !data_open(&arena, NULL, "grammar.model", &grammar, &error) ||
      !data_open(&arena, NULL, "cue-network.model", &cues, &error) ||
      !data_open(&arena, NULL, "party-network.model", &parties, &error))
    return 0;
  char *copy = spoilt(grammar, data, size, &whole);
  if (network_parse((Data){copy, whole}, "fuzz", &network, &error)) run(&network);
  free(copy);
  if (network_parse(grammar, "grammar.model", &network, &error)) {
    try_tree(cues, &network, data, size);
    try_tree(parties, &network, data, size);
  }
  arena_free(&arena);
  return 0;
}
