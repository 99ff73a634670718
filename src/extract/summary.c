/* SPDX-License-Identifier: MIT */
/* summary.c - claims merged into rows: one an accuser, accused and wrong, most reported first. */
#include "extract/claims.h"
#include "extract/passes.h"
#include <stdlib.h>

enum { CHAIN_MAX = 32 }; /* rows of one pair that a claim is compared with */

typedef struct {
  SummaryRow row;
  uint32_t claim; /* that named the wrong */
  uint32_t order;
  uint32_t previous; /* row of the same pair, or NONE */
  uint32_t pair;
  ARRAY_OF(uint32_t) claims;
} Draft;

typedef struct {
  Document *document;
  ARRAY_OF(Draft) drafts;
  uint32_t *slots, mask; /* hash of a pair -> its last row + 1 */
} Summarizer;

static uint32_t party_hash(const Party *party) {
  return party->actor != NONE ? party->actor * 2654435761u + 1 : str_hash(party->name);
}

static uint32_t *slot_of(Summarizer *s, uint32_t pair) {
  for (uint32_t i = pair * 2654435761u;; i++) {
    uint32_t *slot = &s->slots[i & s->mask];
    if (!*slot || s->drafts.items[*slot - 1].pair == pair) return slot;
  }
}

/* The same wrong: nothing said of it, the same words, or the same special category. */
static bool same_wrong(const Document *d, const Claim *a, const Claim *b) {
  if (!a->content.len || !b->content.len) return true;
  if (contents_share(d, a->content, b->content)) return true;
  return a->kind == b->kind && a->category == b->category && a->category != WRONG_NONE &&
         a->category != WRONG_OTHER;
}

static Draft *row_for(Summarizer *s, uint32_t claim, const Party *source, const Party *target) {
  Document *d = s->document;
  uint32_t pair = hash_join(hash_join(0, source ? party_hash(source) : 7), party_hash(target)),
           seen = 0;
  uint32_t *slot = slot_of(s, pair);
  for (uint32_t i = *slot ? *slot - 1 : NONE; i != NONE && seen++ < CHAIN_MAX;
       i = s->drafts.items[i].previous)
    if (same_wrong(d, &d->claims.items[s->drafts.items[i].claim], &d->claims.items[claim]))
      return &s->drafts.items[i];
  Draft draft = {
      .claim = claim, .order = s->drafts.count, .previous = *slot ? *slot - 1 : NONE, .pair = pair};
  draft.row.accuser = source ? source->name : (Str){0};
  draft.row.accused = target->name;
  ARRAY_PUSH(&d->arena, &s->drafts, draft);
  *slot = s->drafts.count;
  return &s->drafts.items[s->drafts.count - 1];
}

static void add_to_row(Summarizer *s, uint32_t index, const Party *source, const Party *target) {
  Document *d = s->document;
  if (source && source->actor != NONE && source->actor == target->actor) return;
  Draft *draft = row_for(s, index, source, target);
  if (draft->claims.count && draft->claims.items[draft->claims.count - 1] == index) return;
  ARRAY_PUSH(&d->arena, &draft->claims, index);
  const Claim *claim = &d->claims.items[index];
  if (!draft->row.of.len && claim->content.len) {
    draft->row.of = document_text(d, claim->content);
    draft->claim = index;
  }
}

static void add_claim(Summarizer *s, uint32_t index) {
  Document *d = s->document;
  const Claim *claim = &d->claims.items[index];
  if ((claim->kind != CLAIM_ACCUSATION && claim->kind != CLAIM_CRITICISM) ||
      claim->status != STATUS_ASSERTED)
    return;
  for (uint32_t t = 0; t < claim->target.count; t++) {
    const Party *target = &d->parties.items[claim->target.first + t];
    if (!claim->source.count) add_to_row(s, index, NULL, target);
    for (uint32_t i = 0; i < claim->source.count; i++)
      add_to_row(s, index, &d->parties.items[claim->source.first + i], target);
  }
}

static int by_reports(const void *a, const void *b) {
  const Draft *x = a, *y = b;
  if (x->claims.count != y->claims.count) return x->claims.count < y->claims.count ? 1 : -1;
  return x->order < y->order ? -1 : 1;
}

static bool is_in(const Draft *draft, uint32_t claim) {
  uint32_t low = 0, high = draft->claims.count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (draft->claims.items[middle] < claim) low = middle + 1;
    else high = middle;
  }
  return low < draft->claims.count && draft->claims.items[low] == claim;
}

/* Who answers which claim, by claim: heads of chains through the answers. */
typedef struct {
  uint32_t *last, *previous, *by;
} Replies;

static Replies find_replies(Document *d) {
  Replies replies = {NEW_ARRAY(&d->arena, uint32_t, d->claims.count + 1),
                     NEW_ARRAY(&d->arena, uint32_t, d->answers.count + 1),
                     NEW_ARRAY(&d->arena, uint32_t, d->answers.count + 1)};
  for (uint32_t i = 0; i < d->claims.count; i++) {
    IndexRange answers = d->claims.items[i].answers;
    for (uint32_t k = answers.first; k < answers.first + answers.count; k++) {
      uint32_t to = d->answers.items[k];
      replies.by[k] = i;
      replies.previous[k] = replies.last[to];
      replies.last[to] = k + 1;
    }
  }
  return replies;
}

/* Writes the row's claims, then the denials that answer any of them, into the answers. */
static void finish_row(Document *d, const Replies *replies, Draft *draft) {
  SummaryRow *row = &draft->row;
  uint32_t claims = draft->claims.count, last = NONE;
  row->claims = (IndexRange){d->answers.count, claims};
  for (uint32_t i = 0; i < claims; i++) ARRAY_PUSH(&d->arena, &d->answers, draft->claims.items[i]);
  row->denials = (IndexRange){d->answers.count, 0};
  for (uint32_t i = 0; i < claims; i++) {
    for (uint32_t k = replies->last[draft->claims.items[i]]; k; k = replies->previous[k - 1]) {
      uint32_t by = replies->by[k - 1];
      if (d->claims.items[by].kind != CLAIM_DENIAL) {
        if (row->status == SUMMARY_UNANSWERED) row->status = SUMMARY_COUNTERED;
        continue;
      }
      row->status = SUMMARY_DENIED;
      if (by == last || is_in(draft, by)) continue;
      ARRAY_PUSH(&d->arena, &d->answers, by);
      row->denials.count++;
      last = by;
    }
  }
}

void find_summary(const Models *models, Document *document) {
  (void)models;
  Summarizer s = {.document = document, .mask = 15};
  while (s.mask < 8 * document->parties.count + 16) s.mask = s.mask * 2 + 1;
  s.slots = NEW_ARRAY(&document->arena, uint32_t, s.mask + 1);
  for (uint32_t i = 0; i < document->claims.count; i++) add_claim(&s, i);
  if (s.drafts.count) qsort(s.drafts.items, s.drafts.count, sizeof *s.drafts.items, by_reports);
  Replies replies = find_replies(document);
  for (uint32_t i = 0; i < s.drafts.count; i++) {
    finish_row(document, &replies, &s.drafts.items[i]);
    ARRAY_PUSH(&document->arena, &document->summary, s.drafts.items[i].row);
  }
}
