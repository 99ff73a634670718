/* SPDX-License-Identifier: MIT */
/* embed.h - words as vectors, and the first layer's product with them. Words come again and again,
 * and these two depend on nothing else: some of those seen are remembered. */
#ifndef EMBED_H
#define EMBED_H
#include "base/arena.h"
#include "language/features.h"
#include "model/network.h"

/* What has been worked out of words: exact, so that it changes the time and not the result. It may
 * serve many documents, one at a time. */
typedef struct WordMemory {
  const Network *network;
  uint32_t places;
  struct SeenWord *seen; /* [places], by hash: the last word of that place */
  int16_t *x;            /* [places][width]: its vector */
  int16_t *u;            /* [places][3 width]: the first layer's product */
} WordMemory;

/* `places`: how many words at most. */
void word_memory_init(WordMemory *memory, const Network *network, uint32_t places, Arena *arena);

typedef struct {
  const Network *network;
  WordMemory *memory;
  uint32_t *fresh;  /* [room]: tokens of this sentence that are not remembered, */
  int16_t *fresh_x; /* [room][width]: their vectors */
  int16_t *fresh_u; /* [room][3 width]: and products */
} Embedder;

/* `room`: words of the longest sentence; `memory` must stay as long as the embedder. */
void embedder_init(Embedder *embedder, WordMemory *memory, uint32_t room, Arena *arena);

/* Fills x[count][width] and u[count][3 width]. */
void embed_sentence(Embedder *embedder, const TokenText *tokens, uint32_t count, int16_t *x,
                    int16_t *u);

#endif
