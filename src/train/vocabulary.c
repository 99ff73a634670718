/* SPDX-License-Identifier: MIT */
/* vocabulary.c - a table of feature keys with their counts and rows. */
#include "train/vocabulary.h"
#include "train/net.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1 << 21 };

Vocabulary vocabulary_new(void) { return (Vocabulary){calloc(SLOTS, sizeof(Slot)), SLOTS - 1, 0}; }

static Slot *slot_of(Vocabulary *v, uint32_t key) {
  size_t at = key & v->mask;
  while (v->slots[at].key && v->slots[at].key != key) at = (at + 1) & v->mask;
  return &v->slots[at];
}

void count_features(Vocabulary *v, const Corpus *corpus) {
  for (size_t s = 0; s < corpus->count; s++) {
    const Sentence *sentence = &corpus->items[s];
    uint32_t weight = sentence->domain == DOMAIN_NEWS ? 1 : 4;
    for (size_t i = 0; i < sentence->count * (size_t)FEATURE_COUNT; i++) {
      if (!sentence->rows[i]) continue;
      Slot *slot = slot_of(v, sentence->rows[i]);
      if (!slot->key) v->used++;
      if (v->used * 2 > v->mask) {
        fprintf(stderr, "vocabulary table full\n");
        exit(1);
      }
      slot->key = sentence->rows[i];
      slot->word = i % FEATURE_COUNT == FEATURE_WORD;
      slot->count += weight;
    }
  }
}

static int by_count(const void *a, const void *b) {
  const Slot *x = *(Slot *const *)a, *y = *(Slot *const *)b;
  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  return x->key < y->key ? -1 : x->key > y->key;
}

uint32_t choose_rows(Vocabulary *v, uint32_t words, uint32_t affixes, uint32_t **counts) {
  Slot **sorted = malloc(v->used * sizeof *sorted);
  size_t used = 0;
  for (size_t i = 0; i <= v->mask; i++)
    if (v->slots[i].key) sorted[used++] = &v->slots[i];
  qsort(sorted, used, sizeof *sorted, by_count);
  uint32_t row = 0, taken[2] = {0, 0}, limit[2] = {affixes, words};
  *counts = calloc(words + affixes + 2, sizeof **counts);
  for (size_t i = 0; i < used; i++) {
    Slot *s = sorted[i];
    if (!s->count || taken[s->word] == limit[s->word]) continue;
    if (s->count < (s->word ? s->vector ? 2u : 6u : 12u)) continue;
    taken[s->word]++;
    s->row = ++row;
    (*counts)[row] = s->count;
  }
  fprintf(stderr, "features: %zu seen, %u words and %u others kept\n", used, taken[1], taken[0]);
  free(sorted);
  return row + 1;
}

void replace_keys(Vocabulary *v, Corpus *corpus) {
  for (size_t s = 0; s < corpus->count; s++) {
    uint32_t *rows = corpus->items[s].rows;
    for (size_t i = 0; i < corpus->items[s].count; i++)
      corpus->items[s].vectors[i] =
          (uint16_t)slot_of(v, rows[i * FEATURE_COUNT + FEATURE_WORD])->vector;
    for (size_t i = 0; i < corpus->items[s].count * (size_t)FEATURE_COUNT; i++)
      rows[i] = rows[i] ? slot_of(v, rows[i])->row : 0;
  }
}

float *read_vectors(Vocabulary *v, const char *dir) {
  char path[4096], form[256];
  snprintf(path, sizeof path, "%s/vectors.bin", dir);
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  uint32_t head[5], word[2];
  if (fread(head, sizeof head, 1, file) != 1 || memcmp(head, "WORDVEC1", 8)) exit(1);
  uint32_t count = head[2], width = head[3];
  float *vectors = calloc((size_t)count * VECTOR_WIDTH, sizeof *vectors);
  double sum = 0;
  for (uint32_t r = 0; r < count; r++) {
    float *row = vectors + (size_t)r * VECTOR_WIDTH;
    if (fread(row, sizeof *row, width, file) != width) exit(1);
    for (uint32_t i = 0; i < width; i++) sum += row[i] * row[i];
  }
  float scale = 4 / (float)sqrt(sum / count);
  for (size_t i = 0; i < (size_t)count * VECTOR_WIDTH; i++) vectors[i] *= scale;
  for (uint32_t w = 0; w < head[4]; w++) {
    if (fread(word, sizeof word, 1, file) != 1 || word[1] >= sizeof form ||
        fread(form, 1, word[1], file) != word[1])
      exit(1);
    uint32_t keys[FEATURE_COUNT];
    features_keys(&(TokenText){form, form, word[1], word[1]}, CASE_PLAIN, false, keys);
    Slot *slot = slot_of(v, keys[FEATURE_WORD]);
    if (!slot->key) v->used++;
    slot->key = keys[FEATURE_WORD];
    slot->word = true;
    if (!slot->vector) slot->vector = word[0] + 1;
  }
  fclose(file);
  fprintf(stderr, "vectors: %u rows, %u words\n", count, head[4]);
  return vectors;
}
