/* SPDX-License-Identifier: MIT */
/* train_word_classes.c - groups words by their vectors, for features of words never seen.
 *
 *   train_word_classes VECTORS MODEL TEXT...
 *
 * VECTORS is what vectors.py writes. The words are those of the texts that have a vector,
 * most frequent first; the groups are k-means over the vectors, coarse and fine. */
#include "base/arena.h"
#include "base/str.h"
#include "model/word_classes.h"
#include "train/linear_train.h"
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { COARSE = 64, FINE = 512, ROUNDS = 8, COUNT_LOG2 = 20 };

typedef struct {
  uint32_t rows, width, words;
  float *values; /* rows * width, each row of length 1 */
} Vectors;

static void must_read(void *into, size_t size, FILE *file) {
  if (fread(into, 1, size, file) == size) return;
  fputs("train_word_classes: the vectors end early\n", stderr);
  exit(2);
}

static void normalise(Vectors *v) {
  for (uint32_t r = 0; r < v->rows; r++) {
    float *row = v->values + (size_t)r * v->width, sum = 1e-9f;
    for (uint32_t i = 0; i < v->width; i++) sum += row[i] * row[i];
    for (uint32_t i = 0; i < v->width; i++) row[i] /= sqrtf(sum);
  }
}

static uint32_t nearest(const Vectors *v, const float *row, const float *centres, uint32_t k) {
  uint32_t best = 0;
  float most = -1e9f;
  for (uint32_t c = 0; c < k; c++) {
    const float *centre = centres + (size_t)c * v->width;
    float parts[8] = {0};
    uint32_t i = 0;
    for (; i + 8 <= v->width; i += 8)
      for (uint32_t j = 0; j < 8; j++) parts[j] += row[i + j] * centre[i + j];
    float sum =
        parts[0] + parts[1] + parts[2] + parts[3] + parts[4] + parts[5] + parts[6] + parts[7];
    for (; i < v->width; i++) sum += row[i] * centre[i];
    if (sum > most) most = sum, best = c;
  }
  return best;
}

/* Spherical k-means from k rows drawn by a fixed seed; returns the group of every row. */
static uint16_t *group(const Vectors *v, uint32_t k) {
  uint16_t *of = must_alloc(sizeof *of * v->rows);
  float *centres = must_alloc(sizeof *centres * k * v->width);
  uint32_t state = 20161016;
  for (uint32_t c = 0; c < k; c++)
    memcpy(centres + (size_t)c * v->width,
           v->values + (size_t)(train_random(&state) % v->rows) * v->width,
           sizeof *centres * v->width);
  for (uint32_t round = 0; round < ROUNDS; round++) {
    for (uint32_t r = 0; r < v->rows; r++)
      of[r] = (uint16_t)nearest(v, v->values + (size_t)r * v->width, centres, k);
    memset(centres, 0, sizeof *centres * k * v->width);
    for (uint32_t r = 0; r < v->rows; r++)
      for (uint32_t i = 0; i < v->width; i++)
        centres[(size_t)of[r] * v->width + i] += v->values[(size_t)r * v->width + i];
    Vectors c = {k, v->width, 0, centres};
    normalise(&c);
    fprintf(stderr, "%u groups, round %u\n", k, round + 1);
  }
  free(centres);
  return of;
}

/* How often each word (by hash) is in the texts. */
static uint32_t *count_words(char **paths, int count) {
  uint32_t *counts = must_alloc(sizeof *counts << COUNT_LOG2);
  for (int i = 0; i < count; i++) {
    FILE *file = fopen(paths[i], "r");
    char word[64];
    uint32_t len = 0;
    for (int c; file && (c = fgetc(file)) != EOF;) {
      if (isalpha(c) && len < sizeof word) word[len++] = (char)tolower(c);
      else if (!isalpha(c)) {
        if (len) counts[str_hash((Str){word, len}) >> (32 - COUNT_LOG2)]++;
        len = 0;
      }
    }
    if (file) fclose(file);
  }
  return counts;
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  uint32_t *counts = count_words(argv + 3, argc - 3);
  FILE *file = fopen(argv[1], "rb"), *out = fopen(argv[2], "wb");
  char magic[8];
  uint32_t head[3], kept = 0;
  if (!file || !out) return 2;
  must_read(magic, sizeof magic, file), must_read(head, sizeof head, file);
  Vectors v = {head[0], head[1], head[2], must_alloc(sizeof(float) * head[0] * head[1])};
  must_read(v.values, sizeof(float) * v.rows * v.width, file);
  normalise(&v);
  uint16_t *coarse = group(&v, COARSE), *fine = group(&v, FINE);
  static WordClass slots[1 << WORD_CLASSES_LOG2];
  enum { MASK = (1 << WORD_CLASSES_LOG2) - 1 };
  for (uint32_t i = 0; i < v.words && kept < MASK / 2; i++) {
    uint32_t place[2];
    char word[256];
    must_read(place, sizeof place, file);
    if (place[1] > sizeof word) return 2;
    must_read(word, place[1], file);
    uint32_t hash = str_hash((Str){word, place[1]});
    if (counts[hash >> (32 - COUNT_LOG2)] < 2) continue;
    uint32_t at = hash & MASK;
    while (slots[at].hash && slots[at].hash != hash) at = (at + 1) & MASK;
    if (slots[at].hash) continue;
    slots[at] = (WordClass){hash, (uint16_t)(fine[place[0]] + 1), (uint16_t)(coarse[place[0]] + 1)};
    kept++;
  }
  fwrite("ALGWCL1", 1, 8, out);
  fwrite((uint64_t[]){0}, 1, 8, out);
  fwrite(slots, sizeof slots, 1, out);
  fprintf(stderr, "%u words\n", kept);
  return fclose(out) != 0;
}
