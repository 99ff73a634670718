/* SPDX-License-Identifier: MIT */
/* vocabulary.h - which feature keys get an embedding row, and which words have a vector. */
#ifndef VOCABULARY_H
#define VOCABULARY_H
#include "train/corpus.h"

typedef struct {
  uint32_t key, count, row, vector;
  bool word;
} Slot;
typedef struct {
  Slot *slots;
  size_t mask, used;
} Vocabulary;

Vocabulary vocabulary_new(void);
void count_features(Vocabulary *v, const Corpus *corpus);

/* Rows 1.. for the most frequent words and for the most frequent other features; `counts` of a
 * row: how often it was seen. Returns the number of rows with row 0. */
uint32_t choose_rows(Vocabulary *v, uint32_t words, uint32_t affixes, uint32_t **counts);

/* Keys of the corpus become rows. */
void replace_keys(Vocabulary *v, Corpus *corpus);

/* DIR/vectors.bin (vectors.py), scaled to be about as long as 4; the slots of their words name
 * their rows. NULL: no such file. */
float *read_vectors(Vocabulary *v, const char *dir);

#endif
