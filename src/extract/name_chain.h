/* SPDX-License-Identifier: MIT */
/* name_chain.h - the best name labels of a run of tokens. */
#ifndef NAME_CHAIN_H
#define NAME_CHAIN_H
#include "language/grammar.h"
#include "model/linear.h"

/* Whether `label` may follow `before`: I-X only B-X or I-X. */
bool name_label_follows(uint32_t before, uint32_t label);

/* Adds to a token's scores what the grammar network's own label says. */
void name_label_support(int32_t *scores, uint32_t network_label);

/* scores[i * NAME_LABEL_COUNT + label] of `count` tokens that stand between two outside of any
 * name; `steps` holds a row for each label before. Fills labels; `room` is scratch for
 * count * NAME_LABEL_COUNT bytes. */
void name_chain_best(const Linear *steps, const int32_t *scores, uint32_t count, uint8_t *labels,
                     uint8_t *room);
#endif
