/* SPDX-License-Identifier: MIT */
#include "language/embed.h"
#include "base/str.h"
#include "base/wide.h"
#include <string.h>

enum { WORD_MAX = 26 }; /* bytes of a word that can be remembered */

typedef struct SeenWord { /* all that the features of a token depend on */
  char text[WORD_MAX];    /* as written */
  uint8_t len;            /* 0: none yet */
  uint8_t manner;         /* SentenceCase, and whether it was the first */
  uint32_t turn;          /* of the last batch that had it */
} SeenWord;

void word_memory_init(WordMemory *memory, const Network *network, uint32_t places, Arena *arena) {
  size_t width = network->head.width, gates = network->layer[0].out;
  *memory = (WordMemory){.network = network, .places = places};
  memory->seen = NEW_ARRAY(arena, SeenWord, places);
  memory->x = NEW_LINES(arena, int16_t, places * width);
  memory->u = NEW_LINES(arena, int16_t, places * gates);
}

void embedder_init(Embedder *e, WordMemory *memory, uint32_t room, Arena *arena) {
  const Network *network = memory->network;
  *e = (Embedder){.network = network, .memory = memory};
  e->source = NEW_ARRAY(arena, uint32_t, room);
  e->fresh = NEW_ARRAY(arena, FreshWord, room);
  e->fresh_x = NEW_LINES(arena, int16_t, (size_t)room * network->head.width);
  e->fresh_bytes = NEW_LINES(arena, uint8_t, (size_t)room * network->head.width);
  e->fresh_u = NEW_LINES(arena, int16_t, (size_t)room * network->layer[0].out);
}

WIDE static void add_row(int16_t *restrict x, const int8_t *restrict row, int16_t scale,
                         uint32_t width) {
  for (uint32_t i = 0; i < width; i++) x[i] = (int16_t)(x[i] + row[i] * scale);
}

static void embed(const Network *network, const TokenText *token, SentenceCase style, bool first,
                  int16_t *x) {
  uint32_t keys[FEATURE_COUNT], width = network->head.width;
  features_keys(token, style, first, keys);
  memcpy(x, network->start, width * sizeof *x);
  for (uint32_t f = 0; f < FEATURE_COUNT; f++) {
    uint32_t row = keys[f] ? network_row(network, keys[f]) : 0;
    if (row) add_row(x, network->embedding + (size_t)row * width, network->scale[row], width);
  }
}

static bool is_seen(const SeenWord *seen, const TokenText *token, uint8_t manner) {
  return seen->len == token->len && seen->manner == manner && seen->len &&
         !memcmp(seen->text, token->text, token->len);
}

/* The word's place in the memory. If it has none it gets that of the word not seen for longest, but
 * none of a word of this very batch: then NONE. */
static uint32_t place_of(WordMemory *memory, const TokenText *token, uint8_t manner, bool *known) {
  uint32_t hash = str_hash((Str){token->text, token->len}) >> 8;
  uint32_t first = hash % (memory->places / WORD_WAYS) * WORD_WAYS, oldest = first;
  for (uint32_t i = first; i < first + WORD_WAYS; i++) {
    *known = is_seen(&memory->seen[i], token, manner);
    if (*known) {
      memory->seen[i].turn = memory->turn;
      return i;
    }
    if (memory->seen[i].turn < memory->seen[oldest].turn) oldest = i;
  }
  SeenWord *seen = &memory->seen[oldest];
  if (token->len > WORD_MAX || seen->turn == memory->turn) return NONE;
  *seen = (SeenWord){.len = (uint8_t)token->len, .manner = manner, .turn = memory->turn};
  memcpy(seen->text, token->text, token->len);
  return oldest;
}

/* Works out the vectors of the words that are not remembered; how many. */
static uint32_t find_words(Embedder *e, const TokenText *words, const TokenRange *pieces,
                           uint32_t piece_count) {
  uint32_t fresh = 0, width = e->network->head.width;
  e->memory->turn++;
  for (uint32_t p = 0; p < piece_count; p++) {
    uint32_t first = pieces[p].first;
    SentenceCase style = features_case(words + first, pieces[p].count);
    for (uint32_t i = first; i < first + pieces[p].count; i++) {
      bool known;
      uint32_t place =
          place_of(e->memory, &words[i], (uint8_t)((unsigned)style << 1 | (i == first)), &known);
      e->source[i] = known ? place : e->memory->places + fresh;
      if (known) continue;
      e->fresh[fresh] = (FreshWord){i, place};
      embed(e->network, &words[i], style, i == first, e->fresh_x + (size_t)fresh++ * width);
    }
  }
  return fresh;
}

/* Words of the batch may be known by others of it, so that all have to be in their places first. */
static void keep_words(Embedder *e, uint32_t fresh) {
  const WordMemory *memory = e->memory;
  size_t width = e->network->head.width, gates = e->network->layer[0].out;
  for (size_t i = 0; i < fresh; i++) {
    size_t place = e->fresh[i].place;
    if (place == NONE) continue;
    memcpy(memory->x + place * width, e->fresh_x + i * width, width * sizeof *memory->x);
    memcpy(memory->u + place * gates, e->fresh_u + i * gates, gates * sizeof *memory->u);
  }
}

void embed_words(Embedder *e, const TokenText *words, const TokenRange *pieces,
                 uint32_t piece_count, int16_t *x, const int16_t **u) {
  const ByteMatrix *layer = &e->network->layer[0];
  const WordMemory *memory = e->memory;
  size_t width = layer->in, gates = layer->out;
  uint32_t count = 0, fresh = find_words(e, words, pieces, piece_count);
  for (uint32_t p = 0; p < piece_count; p++) count += pieces[p].count;
  byte_vectors(e->fresh_x, e->fresh_bytes, fresh * width);
  byte_matrix_apply(
      layer, e->fresh_bytes,
      &(MatrixWork){
          .vectors = e->fresh_u, .count = fresh, .in_stride = layer->in, .out_stride = layer->out});
  keep_words(e, fresh);
  for (uint32_t i = 0; i < count; i++) {
    bool known = e->source[i] < memory->places;
    size_t from = known ? e->source[i] : e->source[i] - memory->places;
    memcpy(x + i * width, (known ? memory->x : e->fresh_x) + from * width, width * sizeof *x);
    u[i] = (known ? memory->u : e->fresh_u) + from * gates;
  }
}
