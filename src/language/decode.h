/* SPDX-License-Identifier: MIT */
/* decode.h - the best tree over scored arcs. */
#ifndef DECODE_H
#define DECODE_H
#include <stdint.h>

typedef struct {
  const int32_t *scores; /* [dependent * stride + head]; column `count` is the root */
  uint32_t count, stride;
} ArcScores;

/* The first of the highest scores; count > 0. */
uint32_t index_of_best(const int32_t *scores, uint32_t count);

/* Bytes of work space that decode_tree needs for a sentence of `count` words. */
uint64_t decode_size(uint32_t count);

/* Fill heads[count] with word indexes, `count` for the one root. If every word's best head
 * already makes a tree it is taken as it is; else the best projective tree is found. */
void decode_tree(const ArcScores *arcs, uint32_t *heads, void *work);

#endif
