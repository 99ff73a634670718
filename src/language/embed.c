/* SPDX-License-Identifier: MIT */
#include "language/embed.h"
#include "base/str.h"
#include "base/wide.h"

enum { EMBED_SEEN = 256 };

typedef struct SeenWord { /* all that the features of a token depend on */
  Str text;               /* as written; empty: none yet */
  SentenceCase style;
  bool first;
} SeenWord;

void embedder_init(Embedder *e, const Network *network, uint32_t room, Arena *arena) {
  size_t width = network->head.width, gates = network->layer[0].out;
  *e = (Embedder){.network = network};
  e->seen = NEW_ARRAY(arena, SeenWord, EMBED_SEEN);
  e->seen_x = NEW_ARRAY(arena, int16_t, EMBED_SEEN * width);
  e->seen_u = NEW_ARRAY(arena, int16_t, EMBED_SEEN * gates);
  e->fresh = NEW_ARRAY(arena, uint32_t, room);
  e->fresh_x = NEW_ARRAY(arena, int16_t, room * width);
  e->fresh_u = NEW_ARRAY(arena, int16_t, room * gates);
}

WIDE static void add_row(int16_t *restrict x, const int8_t *restrict row, int16_t scale,
                         uint32_t width) {
  for (uint32_t i = 0; i < width; i++) x[i] = (int16_t)(x[i] + row[i] * scale);
}

static void embed(const Network *network, const TokenText *token, const SeenWord *word,
                  int16_t *x) {
  uint32_t keys[FEATURE_COUNT], width = network->head.width;
  features_keys(token, word->style, word->first, keys);
  memcpy(x, network->start, width * sizeof *x);
  for (uint32_t f = 0; f < FEATURE_COUNT; f++) {
    uint32_t row = keys[f] ? network_row(network, keys[f]) : 0;
    if (row) add_row(x, network->embedding + (size_t)row * width, network->scale[row], width);
  }
}

static SeenWord *seen_place(const Embedder *e, const SeenWord *word) {
  return &e->seen[(str_hash(word->text) >> 8) % EMBED_SEEN];
}

static bool is_same(const SeenWord *a, const SeenWord *b) {
  return a->style == b->style && a->first == b->first && str_equals(a->text, b->text);
}

void embed_sentence(Embedder *e, const TokenText *tokens, uint32_t count, int16_t *x, int16_t *u) {
  const Matrix *layer = &e->network->layer[0];
  uint32_t width = layer->in, gates = layer->out, fresh = 0;
  SentenceCase style = features_case(tokens, count);
  for (uint32_t t = 0; t < count; t++) {
    SeenWord word = {{tokens[t].text, tokens[t].len}, style, t == 0};
    const SeenWord *seen = seen_place(e, &word);
    if (is_same(seen, &word)) {
      size_t place = (size_t)(seen - e->seen);
      memcpy(x + (size_t)t * width, e->seen_x + place * width, width * sizeof *x);
      memcpy(u + (size_t)t * gates, e->seen_u + place * gates, gates * sizeof *u);
    } else {
      e->fresh[fresh] = t;
      embed(e->network, &tokens[t], &word, e->fresh_x + (size_t)fresh++ * width);
    }
  }
  matrix_apply(layer, &(MatrixWork){.in = e->fresh_x,
                                    .vectors = e->fresh_u,
                                    .count = fresh,
                                    .in_stride = width,
                                    .out_stride = gates});
  for (uint32_t i = 0; i < fresh; i++) {
    uint32_t t = e->fresh[i];
    const int16_t *vector = e->fresh_x + (size_t)i * width,
                  *product = e->fresh_u + (size_t)i * gates;
    SeenWord word = {{tokens[t].text, tokens[t].len}, style, t == 0};
    SeenWord *seen = seen_place(e, &word);
    size_t place = (size_t)(seen - e->seen);
    *seen = word;
    memcpy(x + (size_t)t * width, vector, width * sizeof *x);
    memcpy(u + (size_t)t * gates, product, gates * sizeof *u);
    memcpy(e->seen_x + place * width, vector, width * sizeof *x);
    memcpy(e->seen_u + place * gates, product, gates * sizeof *u);
  }
}
