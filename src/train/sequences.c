/* SPDX-License-Identifier: MIT */
#include "train/sequences.h"
#include "base/arena.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEEN_LOG2 = 26 };
static const float RATE = 0.015f, DECAY = 1e-5f;

void sequences_place(Sequences *s, const Features *features, uint16_t allowed, uint8_t gold) {
  if (s->place_count + 2 > s->place_room) {
    s->place_room = s->place_room ? s->place_room * 2 : 1 << 16;
    s->offsets = must_realloc(s->offsets, s->place_room * sizeof *s->offsets);
    s->allowed = must_realloc(s->allowed, s->place_room * sizeof *s->allowed);
    s->gold = must_realloc(s->gold, s->place_room * sizeof *s->gold);
  }
  if (s->feature_count + FEATURES_MAX > s->feature_room) {
    s->feature_room = s->feature_room ? s->feature_room * 2 : 1 << 22;
    s->features = must_realloc(s->features, s->feature_room * sizeof *s->features);
  }
  memcpy(s->features + s->feature_count, features->hash, features->count * sizeof *features->hash);
  s->offsets[s->place_count] = s->feature_count;
  s->allowed[s->place_count] = allowed;
  s->gold[s->place_count++] = gold;
  s->feature_count += features->count;
  s->offsets[s->place_count] = s->feature_count;
}

void sequences_begin(Sequences *s, uint32_t article) {
  if (s->count + 2 > s->room) {
    s->room = s->room ? s->room * 2 : 4096;
    s->starts = must_realloc(s->starts, s->room * sizeof *s->starts);
    s->parts = must_realloc(s->parts, s->room);
  }
  s->parts[s->count] = (uint8_t)(article % PARTS);
  s->starts[s->count++] = s->place_count;
}

/* Features seen once or twice teach little that lasts, and crowd the others' rows. */
void sequences_drop_rare(Sequences *s) {
  uint8_t *seen = must_alloc((size_t)1 << SEEN_LOG2);
  uint32_t mask = (1u << SEEN_LOG2) - 1, kept = 0;
  for (uint32_t i = 0; i < s->feature_count; i++) {
    uint8_t *times = &seen[s->features[i] & mask];
    if (*times < 3) ++*times;
  }
  for (uint32_t place = 0; place < s->place_count; place++) {
    uint32_t begin = s->offsets[place], end = s->offsets[place + 1];
    s->offsets[place] = kept;
    for (uint32_t i = begin; i < end; i++)
      if (seen[s->features[i] & mask] == 3) s->features[kept++] = s->features[i];
  }
  s->offsets[s->place_count] = kept;
  fprintf(stderr, "%u sequences, %u places, %u features, %u kept\n", s->count, s->place_count,
          s->feature_count, kept);
  s->feature_count = kept;
  free(seen);
}

LinearTrainer sequences_learn(const Chain *chain, uint32_t rows_log2, Sequences *s, uint32_t but,
                              uint32_t epochs) {
  LinearTrainer trainer = linear_trainer_new(rows_log2, chain->columns, RATE, DECAY);
  uint32_t *order = must_alloc(sizeof *order * (s->count + 1)), count = 0, state = 20170227;
  for (uint32_t i = 0; i < s->count; i++)
    if (s->parts[i] != but) order[count++] = i;
  sequences_begin(s, 0), s->count--; /* the end of the last one */
  for (uint32_t epoch = 0; epoch < epochs; epoch++) {
    trainer.rate = RATE * (1 - 0.9f * (float)epoch / (float)epochs);
    train_shuffle(order, count, &state);
    for (uint32_t i = 0; i < count; i++) {
      uint32_t first = s->starts[order[i]];
      ChainExample example = {s->starts[order[i] + 1] - first, s->offsets + first, s->features,
                              s->allowed + first, s->gold + first};
      chain_learn(chain, &trainer, &example);
    }
  }
  fprintf(stderr, "learnt from %u sequences\n", count);
  free(order);
  return trainer;
}
