/* SPDX-License-Identifier: MIT */
/* claims_settle.c - statements and claims of one document in the order of their cues. Where
 * both read the same words an explicit claim stays alone, and takes from the statement who
 * reports it and its whole verb group; an implicit one stands beside the statement that its wrong
 * was found in. */
#include "extract/claims.h"

static bool same_words(const Claim *a, const Claim *b) {
  return a->cue_token == b->cue_token || span_overlaps(a->cue, b->cue);
}

/* The explicit claim of the sorted items[first .. end) that reads the statement's cue, or NONE. */
static uint32_t claim_over(const Claim *items, uint32_t at, uint32_t end, const Claim *statement) {
  for (; at < end && items[at].cue.start < span_end(statement->cue); at++)
    if (items[at].is_explicit && same_words(&items[at], statement)) return at;
  return NONE;
}

static void sort_by_cue(Claim *items, uint32_t count) { /* nearly sorted already */
  for (uint32_t i = 1; i < count; i++) {
    Claim moved = items[i];
    uint32_t at = i;
    for (; at > 0 && items[at - 1].cue.start > moved.cue.start; at--) items[at] = items[at - 1];
    items[at] = moved;
  }
}

void settle_claims(Document *d, uint32_t statements) {
  uint32_t count = d->claims.count, kept = 0, next = statements;
  Claim *items = d->claims.items;
  if (!count) return;
  sort_by_cue(items, statements);
  sort_by_cue(items + statements, count - statements);
  Claim *merged = NEW_ARRAY(&d->arena, Claim, count + 1);
  for (uint32_t i = 0; i < statements; i++) {
    while (next < count && span_end(items[next].cue) <= items[i].cue.start)
      merged[kept++] = items[next++];
    uint32_t over = claim_over(items, next, count, &items[i]);
    if (over == NONE) {
      while (next < count && items[next].cue.start < items[i].cue.start)
        merged[kept++] = items[next++];
      merged[kept++] = items[i];
    } else {
      if (span_contains(items[i].cue, items[over].cue)) items[over].cue = items[i].cue;
      if (!items[over].reported_by.count) items[over].reported_by = items[i].reported_by;
    }
  }
  while (next < count) merged[kept++] = items[next++];
  d->claims.items = merged;
  d->claims.count = kept;
  d->claims.capacity = count + 1;
}
