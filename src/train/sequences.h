/* SPDX-License-Identifier: MIT */
/* sequences.h - gold sequences of places with features, for the chains of train/chain_train.h. */
#ifndef SEQUENCES_H
#define SEQUENCES_H
#include "train/chain_train.h"

enum { PARTS = 3 }; /* of the articles, each learnt without once */

typedef struct { /* sequences laid end to end */
  uint32_t *features, feature_count, feature_room;
  uint32_t *offsets; /* place_count + 1 */
  uint16_t *allowed;
  uint8_t *gold;
  uint32_t place_count, place_room;
  uint32_t *starts, count, room; /* first place of each sequence, and of the end */
  uint8_t *parts;                /* of the articles, 0 .. PARTS - 1, that a sequence belongs to */
} Sequences;

void sequences_place(Sequences *s, const Features *features, uint16_t allowed, uint8_t gold);
void sequences_begin(Sequences *s, uint32_t article);
void sequences_drop_rare(Sequences *s);
/* Without the articles of part `but`; PARTS: with all. */
LinearTrainer sequences_learn(const Chain *chain, uint32_t rows_log2, Sequences *s, uint32_t but,
                              uint32_t epochs);

#endif
