/* SPDX-License-Identifier: MIT */
#include "extract/name_chain.h"
#include <string.h>

bool name_label_follows(uint32_t before, uint32_t label) {
  bool inside = label != NAME_O && label % 2 == 0;
  return !inside || before == label || before + 1 == label;
}

/* The network was taught by the same texts as the chain, so that its labels would seem too good
 * if they were features: they get a fixed say instead. */
enum { SAY_SAME = LINEAR_UNIT * 3 / 2, SAY_TYPE = LINEAR_UNIT };

void name_label_support(int32_t *scores, uint32_t network_label) {
  if (network_label == NAME_O) return;
  for (uint32_t y = NAME_B_PER; y < NAME_LABEL_COUNT; y++)
    if (y == network_label) scores[y] += SAY_SAME;
    else if ((y - 1) / 2 == (network_label - 1) / 2) scores[y] += SAY_TYPE;
}

static int32_t step_score(const Linear *steps, uint32_t before, uint32_t label) {
  return steps->weights[(before & steps->mask) * steps->classes + label];
}

void name_chain_best(const Linear *steps, const int32_t *scores, uint32_t count, uint8_t *labels,
                     uint8_t *room) {
  int32_t best[NAME_LABEL_COUNT], next[NAME_LABEL_COUNT];
  for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++) best[y] = y ? INT32_MIN / 2 : 0;
  for (uint32_t i = 0; i < count; i++) {
    for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++) {
      uint32_t from = 0;
      int32_t most = INT32_MIN;
      for (uint32_t x = 0; x < NAME_LABEL_COUNT; x++) {
        if (!name_label_follows(x, y)) continue;
        int32_t score = best[x] + step_score(steps, x, y);
        if (score > most) most = score, from = x;
      }
      next[y] = most < INT32_MIN / 2 ? INT32_MIN / 2 : most + scores[i * NAME_LABEL_COUNT + y];
      room[i * NAME_LABEL_COUNT + y] = (uint8_t)from;
    }
    memcpy(best, next, sizeof best);
  }
  uint32_t last = 0;
  for (uint32_t y = 1; y < NAME_LABEL_COUNT; y++)
    if (best[y] + step_score(steps, y, NAME_O) > best[last] + step_score(steps, last, NAME_O))
      last = y;
  for (uint32_t i = count; i-- > 0; last = room[i * NAME_LABEL_COUNT + last])
    labels[i] = (uint8_t)last;
}
