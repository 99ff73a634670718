/* SPDX-License-Identifier: MIT */
#include "model/chain.h"
#include "model/chain_run.h"

int32_t chain_best(const Chain *chain, Arena *arena, const int32_t *scores, const uint16_t *allowed,
                   uint32_t count, uint8_t *states) {
  return chain_run(chain, arena, scores, allowed, count, states);
}
