/* SPDX-License-Identifier: MIT */
/* claim_candidates.c - who may be the source or the target of a claim. */
#include "extract/claims.h"

enum { SENTENCES_BACK = 4, SENTENCES_ON = 1, IN_SENTENCE_MAX = 44, OUTSIDE_MAX = 12 };

uint32_t nominal_from(const ClaimReader *r, uint32_t token) {
  uint32_t low = 0, high = r->nominals.count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (r->nominals.items[middle].head < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

static bool has_actor(const ClaimReader *r, const uint32_t *list, uint32_t count, uint32_t actor) {
  for (uint32_t i = 0; i < count; i++)
    if (r->nominals.items[list[i]].actor == actor) return true;
  return false;
}

/* "Russian" of "Russian hackers": the noun stands for both. */
static bool is_modifier(const ClaimReader *r, uint32_t nominal) {
  const Tokens *t = r->tokens;
  uint32_t token = r->nominals.items[nominal].head, head = t->head[token];
  if (head >= t->count || (t->relation[token] != REL_AMOD && t->relation[token] != REL_COMPOUND))
    return false;
  return r->nominal_at[head] != NONE && r->nominals.items[r->nominal_at[head]].mention != NONE;
}

static uint32_t add_sentence(const ClaimReader *r, const Cue *cue, uint32_t *list, uint32_t room) {
  uint32_t count = 0;
  uint32_t first = nominal_from(r, sentence_start(r, cue->head)),
           end = nominal_from(r, sentence_end(r, cue->head));
  if (end - first > room) { /* keep those around the cue */
    uint32_t at = nominal_from(r, cue->head);
    if (at > first + room / 2) first = at - room / 2;
  }
  for (uint32_t i = first; i < end && count < room; i++)
    if (!range_has(cue->range, r->nominals.items[i].head) && !is_modifier(r, i)) list[count++] = i;
  return count;
}

/* Actors of the sentences before, the nearest first, and of the next one; each actor once. */
static uint32_t add_outside(const ClaimReader *r, const Cue *cue, uint32_t *list, uint32_t count) {
  const Document *d = r->document;
  uint32_t sentence = r->tokens->sentence[cue->head], limit = count + OUTSIDE_MAX;
  uint32_t back = sentence > SENTENCES_BACK ? sentence - SENTENCES_BACK : 0;
  uint32_t on = sentence + SENTENCES_ON < d->sentences.count ? sentence + SENTENCES_ON
                                                             : d->sentences.count - 1;
  uint32_t low = nominal_from(r, d->sentences.items[back].first),
           at = nominal_from(r, sentence_start(r, cue->head));
  for (uint32_t i = at; i-- > low && count < limit;) {
    uint32_t actor = r->nominals.items[i].actor;
    if (actor != NONE && !has_actor(r, list, count, actor)) list[count++] = i;
  }
  uint32_t end = nominal_from(r, d->sentences.items[on].first + d->sentences.items[on].count);
  for (uint32_t i = nominal_from(r, sentence_end(r, cue->head)); i < end && count < limit; i++) {
    uint32_t actor = r->nominals.items[i].actor;
    if (actor != NONE && !has_actor(r, list, count, actor)) list[count++] = i;
  }
  return count;
}

ClaimDraft claim_draft_new(const ClaimReader *r, uint32_t cue, CueClass class,
                           const ClaimDraft *last) {
  ClaimDraft draft = {
      .cue = cue, .class = class, .party = {NONE, NONE}, .last_actor = {NONE, NONE}};
  if (!last) return draft;
  for (PartyRole role = PARTY_SOURCE; role < PARTY_ROLES; role++)
    if (last->party[role] != NONE)
      draft.last_actor[role] = r->nominals.items[last->party[role]].actor;
  draft.last_class = last->class;
  draft.last_sentence = r->tokens->sentence[r->cues.items[last->cue].head];
  return draft;
}

uint32_t party_candidates(const ClaimReader *r, const ClaimDraft *draft, PartyRole role,
                          uint32_t *nominals) {
  (void)role;
  const Cue *cue = &r->cues.items[draft->cue];
  return add_outside(r, cue, nominals, add_sentence(r, cue, nominals, IN_SENTENCE_MAX));
}
