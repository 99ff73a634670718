/* SPDX-License-Identifier: MIT */
/* word_classes.h - groups of words that are used alike, coarse and fine, from word vectors;
 * and how often words like it are cues of attributions.
 * Made by train/train_word_classes.c. */
#ifndef WORD_CLASSES_H
#define WORD_CLASSES_H
#include "model/data.h"
#include <stdint.h>

enum { WORD_CLASSES_LOG2 = 16 };

typedef struct {
  uint32_t hash;  /* str_hash of the folded word; 0: a free place */
  uint16_t fine;  /* from 1; 0: unknown word */
  uint8_t coarse; /* likewise */
  uint8_t saying; /* 1 .. 16: how often its neighbours are cues of attributions; 0: unknown */
} WordClass;

typedef struct {
  const WordClass *slots; /* 1 << WORD_CLASSES_LOG2 places, linear probing */
} WordClasses;

bool word_classes_parse(Data data, const char *name, WordClasses *classes, AllegeError *error);
/* The groups of the word with that hash; zeros when it is unknown. */
WordClass word_classes_find(const WordClasses *classes, uint32_t hash);
#endif
