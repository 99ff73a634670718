/* SPDX-License-Identifier: MIT */
/* chain_train.h - conditional random field over the labels of a Chain, by AdaGrad. */
#ifndef CHAIN_TRAIN_H
#define CHAIN_TRAIN_H
#include "model/chain.h"
#include "train/linear_train.h"

typedef struct { /* one sequence; token t has features[offsets[t] .. offsets[t + 1]) */
  uint32_t count;
  const uint32_t *offsets;
  const uint32_t *features; /* hashes */
  const uint16_t *allowed;
  const uint8_t *gold; /* states */
} ChainExample;

/* One step towards the gold states. Does nothing when they are no path of the chain. */
void chain_learn(const Chain *chain, LinearTrainer *trainer, const ChainExample *example);
#endif
