/* SPDX-License-Identifier: MIT */
/* wordlist.h - a set of words from a data file: one a line, '#' starts a comment. */
#ifndef WORDLIST_H
#define WORDLIST_H
#include "base/arena.h"
#include "model/data.h"
#include <stdint.h>

typedef struct {
  const char *word;
  uint32_t len;
} WordlistSlot;
typedef struct {
  WordlistSlot *slots;
  uint32_t mask, count;
} Wordlist;

Wordlist wordlist_parse(Arena *arena, Data data);
bool wordlist_has(const Wordlist *list, const char *word, uint32_t len);
#endif
