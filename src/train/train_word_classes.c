/* SPDX-License-Identifier: MIT */
/* train_word_classes.c - groups words by their vectors, for features of words never seen.
 *
 *   train_word_classes VECTORS MODEL POLNEAR.jsonl TEXT...
 *
 * VECTORS is what vectors.py writes. The words are those of the texts that have a vector; the
 * groups are k-means over the vectors, coarse and fine. How often a word's nearest neighbours,
 * without itself, are in cues of the attributions tells of words that never were. */
#include "base/arena.h"
#include "base/str.h"
#include "model/word_classes.h"
#include "train/linear_train.h"
#include "train/polnear.h"
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

static float product(const float *a, const float *b, uint32_t width) {
  float parts[8] = {0}, rest = 0;
  uint32_t i = 0;
  for (; i + 8 <= width; i += 8)
    for (uint32_t j = 0; j < 8; j++) parts[j] += a[i + j] * b[i + j];
  for (; i < width; i++) rest += a[i] * b[i];
  for (uint32_t j = 0; j < 8; j++) rest += parts[j];
  return rest;
}

static uint32_t nearest(const Vectors *v, const float *row, const float *centres, uint32_t k) {
  uint32_t best = 0;
  float most = -1e9f;
  for (uint32_t c = 0; c < k; c++) {
    float sum = product(row, centres + (size_t)c * v->width, v->width);
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

/* ---- how often a word is in a cue ---- */

typedef struct {
  uint32_t total, cue;
} Use;

/* Of each word (by hash) in the articles. */
static Use *count_uses(const char *path) {
  Arena arena = {0};
  uint32_t count;
  GoldArticle *articles = polnear_read(&arena, path, &count);
  Use *uses = must_alloc(sizeof *uses << COUNT_LOG2);
  for (uint32_t i = 0; i < count; i++) {
    const char *text = articles[i].text;
    size_t size = strlen(text);
    char *marks = must_alloc(size + 1), word[64];
    for (uint32_t k = 0; k < articles[i].count; k++)
      for (uint32_t j = 0; j < articles[i].attributions[k].counts[POLNEAR_CUE]; j++) {
        Span cue = articles[i].attributions[k].spans[POLNEAR_CUE][j];
        memset(marks + cue.start, 1, cue.len);
      }
    uint32_t len = 0;
    for (size_t at = 0; at <= size; at++) {
      if (isalpha((unsigned char)text[at]) && len < sizeof word)
        word[len++] = (char)tolower(text[at]);
      else if (!isalpha((unsigned char)text[at])) {
        Use *use = &uses[str_hash((Str){word, len}) >> (32 - COUNT_LOG2)];
        if (len) use->total++, use->cue += marks[at - 1] != 0;
        len = 0;
      }
    }
    free(marks);
  }
  arena_free(&arena);
  return uses;
}

enum { NEIGHBOURS = 12, USES_LEAST = 8 };

/* Levels 1 .. 16 of the share of cues among the nearest neighbours' uses. */
static uint8_t level_of(const Vectors *v, const Use *rows, uint32_t row) {
  float near[NEIGHBOURS], rate[NEIGHBOURS];
  for (uint32_t i = 0; i < NEIGHBOURS; i++) near[i] = 0.2f, rate[i] = 0;
  const float *own = v->values + (size_t)row * v->width;
  for (uint32_t r = 0; r < v->rows; r++) {
    if (r == row || rows[r].total < USES_LEAST) continue;
    float likeness = product(own, v->values + (size_t)r * v->width, v->width);
    if (likeness <= near[NEIGHBOURS - 1]) continue;
    uint32_t at = NEIGHBOURS - 1;
    for (; at > 0 && near[at - 1] < likeness; at--)
      near[at] = near[at - 1], rate[at] = rate[at - 1];
    near[at] = likeness, rate[at] = (float)rows[r].cue / (float)rows[r].total;
  }
  float sum = 0, weight = 0;
  for (uint32_t i = 0; i < NEIGHBOURS; i++)
    sum += rate[i] * near[i] * near[i] * near[i], weight += near[i] * near[i] * near[i];
  float level = 16 * sqrtf(sum / weight);
  return (uint8_t)(level > 15 ? 16 : 1 + (int)level);
}

typedef struct {
  uint32_t hash, row;
} Word;

static Vectors read_vectors(FILE *file, Word **words) {
  char magic[8], spelling[256];
  uint32_t head[3], place[2];
  must_read(magic, sizeof magic, file), must_read(head, sizeof head, file);
  Vectors v = {head[0], head[1], head[2], must_alloc(sizeof(float) * head[0] * head[1])};
  must_read(v.values, sizeof(float) * v.rows * v.width, file);
  normalise(&v);
  *words = must_alloc(sizeof **words * (v.words + 1));
  for (uint32_t i = 0; i < v.words; i++) {
    must_read(place, sizeof place, file);
    if (place[1] > sizeof spelling || place[0] >= v.rows) exit(2);
    must_read(spelling, place[1], file);
    (*words)[i] = (Word){str_hash((Str){spelling, place[1]}), place[0]};
  }
  return v;
}

/* Levels of all rows. */
static uint8_t *levels_of(const Vectors *v, const Word *words, const char *polnear) {
  Use *uses = count_uses(polnear), *rows = must_alloc(sizeof *rows * v->rows);
  for (uint32_t i = 0; i < v->words; i++) {
    Use *use = &uses[words[i].hash >> (32 - COUNT_LOG2)];
    rows[words[i].row].total += use->total, rows[words[i].row].cue += use->cue;
    *use = (Use){0}; /* one spelling, one row */
  }
  uint8_t *levels = must_alloc(v->rows);
  for (uint32_t r = 0; r < v->rows; r++) levels[r] = level_of(v, rows, r);
  return levels;
}

static bool write_slots(const char *path, const WordClass *slots) {
  FILE *out = fopen(path, "wb");
  if (!out) return false;
  fwrite("ALGWCL2\0\0\0\0\0\0\0\0", 1, 16, out);
  fwrite(slots, sizeof *slots, 1 << WORD_CLASSES_LOG2, out);
  return fclose(out) == 0;
}

int main(int argc, char **argv) {
  FILE *file = argc > 4 ? fopen(argv[1], "rb") : NULL;
  if (!file) return 2;
  Word *words;
  Vectors v = read_vectors(file, &words);
  uint32_t *counts = count_words(argv + 3, argc - 3), kept = 0;
  uint16_t *coarse = group(&v, COARSE), *fine = group(&v, FINE);
  uint8_t *levels = levels_of(&v, words, argv[3]);
  static WordClass slots[1 << WORD_CLASSES_LOG2];
  enum { MASK = (1 << WORD_CLASSES_LOG2) - 1 };
  for (uint32_t i = 0; i < v.words && kept < MASK / 2; i++) {
    uint32_t hash = words[i].hash, at = hash & MASK, row = words[i].row;
    if (counts[hash >> (32 - COUNT_LOG2)] < 2) continue;
    while (slots[at].hash && slots[at].hash != hash) at = (at + 1) & MASK;
    if (slots[at].hash) continue;
    slots[at] =
        (WordClass){hash, (uint16_t)(fine[row] + 1), (uint8_t)(coarse[row] + 1), levels[row]};
    kept++;
  }
  fprintf(stderr, "%u words\n", kept);
  return !write_slots(argv[2], slots);
}
