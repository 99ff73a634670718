/* SPDX-License-Identifier: MIT */
/* attribution_chains.c - which label may follow which, for cues and for sources and contents. */
#include "extract/attribution.h"
#include "model/chain_run.h"

enum { NO = CHAIN_NO_COLUMN };

static const ChainEdge CUE_EDGES[] = {
    {CUE_OUTSIDE, CUE_OUTSIDE, NO, NO},
    {CUE_OUTSIDE, CUE_FIRST, NO, CUE_OPENS},
    {CUE_FIRST, CUE_NEXT, NO, NO},
    {CUE_NEXT, CUE_NEXT, NO, NO},
    {CUE_FIRST, CUE_OUTSIDE, CUE_CLOSES, NO},
    {CUE_NEXT, CUE_OUTSIDE, CUE_CLOSES, NO},
    {CUE_FIRST, CUE_FIRST, CUE_CLOSES, CUE_OPENS},
    {CUE_NEXT, CUE_FIRST, CUE_CLOSES, CUE_OPENS},
};

const Chain CUE_CHAIN = {
    .states = CUE_STATES,
    .columns = CUE_COLUMNS,
    .inside = {NO, CUE_IN, CUE_IN},
    .opens = {NO, CUE_OPENS, NO},
    .closes = {NO, CUE_CLOSES, CUE_CLOSES},
    .initial = 1 << CUE_OUTSIDE | 1 << CUE_FIRST,
    .final = 1 << CUE_OUTSIDE | 1 << CUE_FIRST | 1 << CUE_NEXT,
    .edges = CUE_EDGES,
    .edge_count = sizeof CUE_EDGES / sizeof *CUE_EDGES,
};

/* At most one source; contents may be several pieces, and there must be one. */
static const ChainEdge ROLE_EDGES[] = {
    {OUT_START, OUT_START, NO, NO},
    {OUT_SOURCE, OUT_SOURCE, NO, NO},
    {OUT_CONTENT, OUT_CONTENT, NO, NO},
    {OUT_BOTH, OUT_BOTH, NO, NO},
    {IN_SOURCE, IN_SOURCE, NO, NO},
    {IN_SOURCE_LATE, IN_SOURCE_LATE, NO, NO},
    {IN_CONTENT, IN_CONTENT, NO, NO},
    {IN_CONTENT_LATE, IN_CONTENT_LATE, NO, NO},
    {OUT_START, IN_SOURCE, NO, ROLE_SOURCE_OPENS},
    {OUT_CONTENT, IN_SOURCE_LATE, NO, ROLE_SOURCE_OPENS},
    {OUT_START, IN_CONTENT, NO, ROLE_CONTENT_OPENS},
    {OUT_CONTENT, IN_CONTENT, NO, ROLE_CONTENT_OPENS},
    {OUT_SOURCE, IN_CONTENT_LATE, NO, ROLE_CONTENT_OPENS},
    {OUT_BOTH, IN_CONTENT_LATE, NO, ROLE_CONTENT_OPENS},
    {IN_SOURCE, OUT_SOURCE, ROLE_SOURCE_CLOSES, NO},
    {IN_SOURCE_LATE, OUT_BOTH, ROLE_SOURCE_CLOSES, NO},
    {IN_CONTENT, OUT_CONTENT, ROLE_CONTENT_CLOSES, NO},
    {IN_CONTENT_LATE, OUT_BOTH, ROLE_CONTENT_CLOSES, NO},
    {IN_SOURCE, IN_CONTENT_LATE, ROLE_SOURCE_CLOSES, ROLE_CONTENT_OPENS},
    {IN_SOURCE_LATE, IN_CONTENT_LATE, ROLE_SOURCE_CLOSES, ROLE_CONTENT_OPENS},
    {IN_CONTENT, IN_SOURCE_LATE, ROLE_CONTENT_CLOSES, ROLE_SOURCE_OPENS},
    {OUT_BOTH, END_SOURCE, NO, NO},
    {OUT_CONTENT, END_NO_SOURCE, NO, NO},
    {IN_SOURCE_LATE, END_SOURCE, ROLE_SOURCE_CLOSES, NO},
    {IN_CONTENT_LATE, END_SOURCE, ROLE_CONTENT_CLOSES, NO},
    {IN_CONTENT, END_NO_SOURCE, ROLE_CONTENT_CLOSES, NO},
};

const Chain ROLE_CHAIN = {
    .states = ROLE_STATES,
    .columns = ROLE_COLUMNS,
    .inside = {NO, NO, NO, NO, ROLE_SOURCE_IN, ROLE_SOURCE_IN, ROLE_CONTENT_IN, ROLE_CONTENT_IN, NO,
               ROLE_NO_SOURCE},
    .opens = {NO, NO, NO, NO, ROLE_SOURCE_OPENS, NO, ROLE_CONTENT_OPENS, NO, NO, NO},
    .closes = {NO, NO, NO, NO, NO, NO, NO, NO, NO, NO},
    .initial = 1 << OUT_START | 1 << IN_SOURCE | 1 << IN_CONTENT,
    .final = 1 << END_SOURCE | 1 << END_NO_SOURCE,
    .edges = ROLE_EDGES,
    .edge_count = sizeof ROLE_EDGES / sizeof *ROLE_EDGES,
};

int32_t best_cues(Arena *arena, const int32_t *scores, const uint16_t *allowed, uint32_t count,
                  uint8_t *states) {
  return chain_run(&CUE_CHAIN, arena, scores, allowed, count, states);
}

int32_t best_parts(Arena *arena, const int32_t *scores, const uint16_t *allowed, uint32_t count,
                   uint8_t *states) {
  return chain_run(&ROLE_CHAIN, arena, scores, allowed, count, states);
}
