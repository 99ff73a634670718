/* SPDX-License-Identifier: MIT */
/* embed.h - words as vectors, and the first layer's product with them. Words come again and again,
 * and these two depend on nothing else: some of those seen are remembered. */
#ifndef EMBED_H
#define EMBED_H
#include "base/arena.h"
#include "base/span.h"
#include "language/features.h"
#include "model/network.h"

/* What has been worked out of words: exact, so that it changes the time and not the result. It may
 * serve many documents, one at a time. */
typedef struct {
  const Network *network;
  uint32_t places, turn; /* how many batches it has seen */
  struct SeenWord *seen; /* [places]: the latest words of each hash, WORD_WAYS side by side */
  int16_t *x;            /* [places][width]: their vectors */
  int16_t *u;            /* [places][3 width]: the first layer's products */
} WordMemory;

enum { WORD_WAYS = 4 };

/* `places`: how many words at most, a multiple of WORD_WAYS. */
void word_memory_init(WordMemory *memory, const Network *network, uint32_t places, Arena *arena);

typedef struct {
  uint32_t word, place; /* of the batch; in the memory, or NONE */
} FreshWord;

typedef struct {
  const Network *network;
  WordMemory *memory;
  uint32_t *source; /* [room]: of each word the place in the memory, or places + index in fresh */
  FreshWord *fresh; /* [room]: words of this batch that were not remembered, */
  int16_t *fresh_x; /* [room][width]: their vectors, */
  uint8_t *fresh_bytes; /* [room][width]: the same in bytes, */
  int16_t *fresh_u;     /* [room][3 width]: and products */
} Embedder;

/* `room`: words of the largest batch; `memory` must stay as long as the embedder. */
void embedder_init(Embedder *embedder, WordMemory *memory, uint32_t room, Arena *arena);

/* A batch of pieces of sentences, which lie in `words` one after the other: fills x[words][width],
 * and u[words] with where 3 width values of each lie until the next batch. */
void embed_words(Embedder *embedder, const TokenText *words, const TokenRange *pieces,
                 uint32_t piece_count, int16_t *x, const int16_t **u);

#endif
