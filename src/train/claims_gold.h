/* SPDX-License-Identifier: MIT */
/* claims_gold.h - gold articles with claims (gold/GUIDE.md), for training and measuring. */
#ifndef CLAIMS_GOLD_H
#define CLAIMS_GOLD_H
#include "base/arena.h"
#include "base/span.h"
#include "base/str.h"
#include "extract/claims.h"

enum { GOLD_PARTIES = 12 };

typedef struct {
  Str name;
  Span span;
} GoldParty; /* bytes of the text */
typedef struct {
  int kind; /* 0 accusation, 1 criticism, 2 denial */
  bool is_explicit;
  Span cue, sentence, content; /* content.len 0: none */
  GoldParty source[GOLD_PARTIES], target[GOLD_PARTIES];
  uint32_t source_count, target_count;
} GoldClaim;
/* claims-train; our annotation of others' articles, of our own; templates. */
typedef enum {
  GOLD_GIVEN,
  GOLD_ANNOTATED,
  GOLD_WRITTEN,
  GOLD_MADE,
  GOLD_MADE_OF_WORDS,
  GOLD_ORIGINS
} GoldOrigin;
typedef struct {
  GoldOrigin origin;
  Str id, date; /* id as JSON */
  Str text;     /* NUL-ended */
  GoldClaim *claims;
  uint32_t claim_count;
} GoldArticle;

/* All articles of an NDJSON file; NULL: cannot be read. They live in the arena. */
GoldArticle *gold_load(Arena *arena, const char *path, uint32_t *count);
/* Do two names mean the same, as score_claims.py judges it. */
bool same_name(Str a, Str b);

/* The cue that overlaps the claim's; of several the first whose lexicon entry suits it; or NONE. */
uint32_t gold_cue(const ClaimReader *reader, const GoldClaim *claim);

#endif
