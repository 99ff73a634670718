/* SPDX-License-Identifier: MIT */
/* name_votes.c - one type for one name: what most of its mentions say, and what longer names
 * that hold the same word say of a single word. */
#include "extract/name_features.h"

typedef struct {
  uint32_t hash;
  uint16_t votes[ACTOR_TYPE_COUNT]; /* of names with these words */
  uint16_t ends_person, opens_body; /* longer names that end or begin with this word */
  bool used;
} Ballot;

typedef struct { Ballot *items; uint32_t mask; } Ballots;

static Ballot *ballot_of(const Ballots *ballots, uint32_t hash) {
  for (uint32_t i = hash;; i++) {
    Ballot *ballot = &ballots->items[i & ballots->mask];
    if (ballot->used && ballot->hash != hash) continue;
    ballot->used = true;
    ballot->hash = hash;
    return ballot;
  }
}

static uint32_t words_hash(const Document *d, TokenRange range) {
  uint32_t hash = 0;
  for (uint32_t i = 0; i < range.count; i++) hash = hash_join(hash, d->tokens.hash[range.first + i]);
  return hash;
}

static void vote(const Document *d, const Ballots *ballots, const Name *name) {
  const Tokens *t = &d->tokens;
  uint32_t last = name->range.first + name->range.count - 1;
  ballot_of(ballots, words_hash(d, name->range))->votes[name->type]++;
  if (name->range.count == 1) return;
  if (name->type == ACTOR_PERSON) ballot_of(ballots, hash_join(0, t->hash[last]))->ends_person++;
  if (name->type == ACTOR_ORGANIZATION) ballot_of(ballots, hash_join(0, t->hash[name->range.first]))->opens_body++;
}

static uint8_t winner(const Ballot *ballot, const Name *name) {
  uint8_t best = name->type;
  for (uint8_t type = 0; type < ACTOR_TYPE_COUNT; type++)
    if (ballot->votes[type] > ballot->votes[best]) best = type;
  if (name->range.count > 1) return best;
  if (ballot->ends_person) return ACTOR_PERSON;
  return best == ACTOR_PERSON && ballot->opens_body ? ACTOR_ORGANIZATION : best;
}

void settle_names(Document *d) {
  uint32_t capacity = 64;
  while (capacity < 6 * d->names.count) capacity *= 2;
  Ballots ballots = {NEW_ARRAY(&d->arena, Ballot, capacity), capacity - 1};
  for (uint32_t i = 0; i < d->names.count; i++) vote(d, &ballots, &d->names.items[i]);
  for (uint32_t i = 0; i < d->names.count; i++) {
    Name *name = &d->names.items[i];
    if (name->canonical.len || name->type == ACTOR_COUNTRY) continue; /* a list knows it */
    uint8_t type = winner(ballot_of(&ballots, words_hash(d, name->range)), name);
    if (type == ACTOR_COUNTRY) continue;
    if (type != name->type) memset(name->country, 0, sizeof name->country);
    name->type = type;
  }
}
