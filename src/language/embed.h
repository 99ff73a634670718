/* SPDX-License-Identifier: MIT */
/* embed.h - words as vectors, and the first layer's product with them. Words come again and again
 * in a document, and these two depend on nothing else: some of those seen are remembered. */
#ifndef EMBED_H
#define EMBED_H
#include "base/arena.h"
#include "language/features.h"
#include "model/network.h"

typedef struct {
  const Network *network;
  struct SeenWord *seen; /* [EMBED_SEEN], by hash: the last word of that place */
  int16_t *seen_x;       /* [EMBED_SEEN][width]: its vector */
  int16_t *seen_u;       /* [EMBED_SEEN][3 width]: the first layer's product */
  uint32_t *fresh;       /* [room]: tokens of this sentence that were not seen, */
  int16_t *fresh_x;      /* [room][width]: their vectors */
  int16_t *fresh_u;      /* [room][3 width]: and products */
} Embedder;

/* `room`: words of the longest sentence. Texts of tokens must stay as long as the embedder. */
void embedder_init(Embedder *embedder, const Network *network, uint32_t room, Arena *arena);

/* Fills x[count][width] and u[count][3 width]. */
void embed_sentence(Embedder *embedder, const TokenText *tokens, uint32_t count, int16_t *x,
                    int16_t *u);

#endif
