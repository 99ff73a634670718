/* SPDX-License-Identifier: MIT */
/* tones.h - what a word says of whoever does it, is it, or whom it is done to.
 *
 * From tones.tsv: lemma; part of speech as in WordNet (n v a r); tone of the doer and of whom it
 * is done to, from -3 (praise) to 3 (a wrong); of a noun: p a person or body is called this, d a
 * deed or trait, h harm or good that is there. */
#ifndef TONES_H
#define TONES_H
#include "model/lexicon.h"

enum { TONE_MAX = 3, TONE_LEVELS = 2 * TONE_MAX + 1 };

typedef struct {
  int8_t doer, done;
  char kind; /* of a noun, else '-'; 0: the list does not have the word */
} Tone;

typedef struct {
  struct ToneSlot *slots; /* open addressing over lemma and part of speech */
  uint32_t mask;
} Tones;

/* Fails on a line that has other columns, or whose word stands twice. */
bool tones_parse(Arena *arena, Data data, const char *name, Tones *tones, AllegeError *error);

/* Of the lemma with that str_hash. */
Tone tones_find(const Tones *tones, uint32_t lemma_hash, char part);
#endif
