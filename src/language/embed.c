/* SPDX-License-Identifier: MIT */
#include "language/embed.h"
#include "base/str.h"
#include "base/wide.h"
#include <string.h>

enum { WORD_MAX = 29 }; /* bytes of a word that can be remembered */

typedef struct SeenWord { /* all that the features of a token depend on */
  char text[WORD_MAX];    /* as written */
  uint8_t len;            /* 0: none yet */
  uint8_t style;          /* SentenceCase */
  bool first;
} SeenWord;

void word_memory_init(WordMemory *memory, const Network *network, uint32_t places, Arena *arena) {
  size_t width = network->head.width, gates = network->layer[0].out;
  *memory = (WordMemory){.network = network, .places = places};
  memory->seen = NEW_ARRAY(arena, SeenWord, places);
  memory->x = NEW_ARRAY(arena, int16_t, places * width);
  memory->u = NEW_ARRAY(arena, int16_t, places * gates);
}

void embedder_init(Embedder *e, WordMemory *memory, uint32_t room, Arena *arena) {
  const Network *network = memory->network;
  *e = (Embedder){.network = network, .memory = memory};
  e->fresh = NEW_ARRAY(arena, uint32_t, room);
  e->fresh_x = NEW_ARRAY(arena, int16_t, (size_t)room * network->head.width);
  e->fresh_u = NEW_ARRAY(arena, int16_t, (size_t)room * network->layer[0].out);
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

/* The place of a word in the memory. */
static size_t place_of(const WordMemory *memory, const TokenText *token) {
  return (str_hash((Str){token->text, token->len}) >> 8) % memory->places;
}

static bool is_seen(const SeenWord *seen, const TokenText *token, SentenceCase style, bool first) {
  return seen->len == token->len && seen->style == style && seen->first == first &&
         !memcmp(seen->text, token->text, token->len);
}

/* What was worked out of fresh words: to the sentence, and to the memory. */
static void keep(Embedder *e, const TokenText *tokens, SentenceCase style, uint32_t fresh,
                 int16_t *x, int16_t *u) {
  WordMemory *memory = e->memory;
  size_t width = e->network->head.width, gates = e->network->layer[0].out;
  for (uint32_t i = 0; i < fresh; i++) {
    uint32_t t = e->fresh[i];
    const int16_t *vector = e->fresh_x + i * width, *product = e->fresh_u + i * gates;
    memcpy(x + t * width, vector, width * sizeof *x);
    memcpy(u + t * gates, product, gates * sizeof *u);
    if (tokens[t].len > WORD_MAX) continue;
    size_t place = place_of(memory, &tokens[t]);
    SeenWord *seen = &memory->seen[place];
    *seen = (SeenWord){.len = (uint8_t)tokens[t].len, .style = (uint8_t)style, .first = t == 0};
    memcpy(seen->text, tokens[t].text, tokens[t].len);
    memcpy(memory->x + place * width, vector, width * sizeof *x);
    memcpy(memory->u + place * gates, product, gates * sizeof *u);
  }
}

void embed_sentence(Embedder *e, const TokenText *tokens, uint32_t count, int16_t *x, int16_t *u) {
  const Matrix *layer = &e->network->layer[0];
  const WordMemory *memory = e->memory;
  uint32_t width = layer->in, gates = layer->out, fresh = 0;
  SentenceCase style = features_case(tokens, count);
  for (uint32_t t = 0; t < count; t++) {
    size_t place = place_of(memory, &tokens[t]);
    if (is_seen(&memory->seen[place], &tokens[t], style, t == 0)) {
      memcpy(x + (size_t)t * width, memory->x + place * width, width * sizeof *x);
      memcpy(u + (size_t)t * gates, memory->u + place * gates, gates * sizeof *u);
    } else {
      e->fresh[fresh] = t;
      embed(e->network, &tokens[t], style, t == 0, e->fresh_x + (size_t)fresh++ * width);
    }
  }
  matrix_apply(layer, &(MatrixWork){.in = e->fresh_x,
                                    .vectors = e->fresh_u,
                                    .count = fresh,
                                    .in_stride = width,
                                    .out_stride = gates});
  keep(e, tokens, style, fresh, x, u);
}
