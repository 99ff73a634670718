/* SPDX-License-Identifier: MIT */
/* claims_settle.c - statements and claims of one document in the order of their cues. Where
 * both read the same words an explicit claim stays alone, and takes from the statement who
 * reports it and its whole verb group; an implicit one stands beside the statement that its wrong
 * was found in. Two claims of one act are one. */
#include "extract/claim_noun.h"
#include "extract/claims.h"
#include "extract/tree.h"

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

enum { TWIN_REACH = 100 /* bytes between the cues of twins */, DENIALS_NEAR = 3 };

static bool same_parties(const Document *d, IndexRange a, IndexRange b) {
  if (a.count != b.count) return false;
  for (uint32_t i = 0; i < a.count; i++) {
    const Party *x = &d->parties.items[a.first + i], *y = &d->parties.items[b.first + i];
    if (x->actor != y->actor || (x->actor == NONE && x->span.start != y->span.start)) return false;
  }
  return true;
}

/* Half of the words of both. */
static bool contents_agree(Span a, Span b) {
  uint32_t first = a.start > b.start ? a.start : b.start;
  uint32_t end = span_end(a) < span_end(b) ? span_end(a) : span_end(b);
  return a.len && b.len && end > first && 4 * (end - first) >= a.len + b.len;
}

/* "Charged after allegedly stabbing a man", "sued him, accusing him of theft": one act told by two
 * cues. "She criticised him for accusing her" tells of two. */
static bool are_twins(const Document *d, const Claim *a, const Claim *b) {
  return a->sentence == b->sentence && a->status == b->status && a->kind == b->kind &&
         b->cue.start - a->cue.start <= TWIN_REACH && a->target.count &&
         same_parties(d, a->target, b->target) &&
         (!a->source.count || !b->source.count || same_parties(d, a->source, b->source)) &&
         contents_agree(a->content, b->content) && !span_contains(a->content, b->cue) &&
         !span_contains(b->content, a->cue);
}

/* "Alleged", "allegedly". */
static bool is_modifier(const Document *d, const Claim *claim) {
  uint8_t tag = d->tokens.tag[claim->cue_token];
  return tag == UPOS_ADV || tag == UPOS_ADJ || d->tokens.relation[claim->cue_token] == REL_AMOD;
}

/* Whether the first says less than the second: "filed a lawsuit" is more than "accusing". */
static bool is_lesser(const Document *d, const Claim *a, const Claim *b) {
  if (a->is_explicit != b->is_explicit) return b->is_explicit;
  if (is_modifier(d, a) != is_modifier(d, b)) return is_modifier(d, a);
  return !a->source.count && b->source.count;
}

/* Of two claims of one act leaves the fuller. */
static void drop_twins(Document *d) {
  uint32_t kept = 0, before = NONE;
  Claim *items = d->claims.items;
  bool *drop = NEW_ARRAY(&d->arena, bool, d->claims.count + 1);
  for (uint32_t i = 0; i < d->claims.count; i++) {
    if (items[i].kind > CLAIM_DENIAL) continue;
    bool twin = before != NONE && are_twins(d, &items[before], &items[i]);
    if (twin && !is_lesser(d, &items[before], &items[i])) {
      drop[i] = true;
      continue;
    }
    if (twin) drop[before] = true;
    before = i;
  }
  for (uint32_t i = 0; i < d->claims.count; i++)
    if (!drop[i]) items[kept++] = items[i];
  d->claims.count = kept;
}

/* "Denied allegations that he lied": what nobody is named for is the denial's alone. */
static bool is_denied_only(const Document *d, const Claim *claim, const Claim *denial) {
  return denial->kind == CLAIM_DENIAL && claim->kind < CLAIM_DENIAL && !claim->source.count &&
         claim->is_explicit && d->tokens.tag[claim->cue_token] == UPOS_NOUN &&
         claim->sentence == denial->sentence &&
         (span_contains(denial->content, claim->cue) ||
          span_overlaps(denial->content, claim->content));
}

static void drop_denied(Document *d) {
  uint32_t kept = 0, count = d->claims.count;
  Claim *items = d->claims.items;
  bool *drop = NEW_ARRAY(&d->arena, bool, count + 1);
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = i > DENIALS_NEAR ? i - DENIALS_NEAR : 0; k < count && k <= i + DENIALS_NEAR;
         k++)
      drop[i] |= is_denied_only(d, &items[i], &items[k]);
  for (uint32_t i = 0; i < count; i++)
    if (!drop[i]) items[kept++] = items[i];
  d->claims.count = kept;
}

/* An accusation, or a claim told of before: "claims that he can save" may accuse nobody. */
static bool is_accusing(const Tokens *t, uint32_t noun) {
  if (!is_claim_noun(t, noun)) return false;
  return !str_is(t->lemma[noun], "claim") || t->right[noun] == noun;
}

/* "Called the accusation laughable", "ridiculed the claims": who finds fault with a claim denies
 * it. Returns its noun, or NONE. */
static uint32_t claim_criticised(const Document *d, const Claim *claim) {
  uint32_t object = tree_child(&d->tokens, claim->cue_token, REL_OBJ);
  if (object != NONE && is_accusing(&d->tokens, object)) return object;
  if (claim->target.count != 1) return NONE;
  uint32_t head = d->parties.items[claim->target.first].head;
  return head != NONE && is_accusing(&d->tokens, head) ? head : NONE;
}

/* The content of the claim before it in its sentence. */
static Span told_before(const Document *d, uint32_t index) {
  if (!index) return (Span){0, 0};
  const Claim *before = &d->claims.items[index - 1];
  bool told = before->sentence == d->claims.items[index].sentence && before->kind < CLAIM_DENIAL;
  return told ? before->content : (Span){0, 0};
}

/* Whether the criticism's object is a claim, and which: told before it ("a charge his office called
 * a lie") or named beside it. */
static bool criticises_claim(const Document *d, uint32_t index, Span *which) {
  const Claim *claim = &d->claims.items[index];
  if (follows_apposed_claim(&d->tokens, claim->cue_token)) {
    *which = told_before(d, index);
    return true;
  }
  uint32_t noun = claim_criticised(d, claim);
  if (noun == NONE) return false;
  uint32_t first = d->tokens.left[noun];
  *which = document_tokens_span(d, (TokenRange){first, noun + 1 - first});
  return true;
}

/* Makes a denial of a criticism of a claim. Whether it is one. */
static bool deny_claim(Document *d, uint32_t index) {
  Claim *claim = &d->claims.items[index];
  if (claim->kind != CLAIM_CRITICISM || !claim->is_explicit) return false;
  if (!criticises_claim(d, index, &claim->content)) return false;
  claim->kind = CLAIM_DENIAL;
  claim->target.count = 0;
  return true;
}

/* Makes denials of such criticisms, without those that are told by another cue as well. */
static void deny_claims(Document *d) {
  uint32_t kept = 0, count = d->claims.count;
  Claim *items = d->claims.items;
  bool *drop = NEW_ARRAY(&d->arena, bool, count + 1);
  for (uint32_t i = 0; i < count; i++) {
    if (!deny_claim(d, i)) continue;
    for (uint32_t k = i > DENIALS_NEAR ? i - DENIALS_NEAR : 0; k < count && k <= i + DENIALS_NEAR;
         k++)
      drop[i] |= k != i && items[k].kind == CLAIM_DENIAL &&
                 items[k].sentence == items[i].sentence &&
                 same_parties(d, items[k].source, items[i].source);
  }
  for (uint32_t i = 0; i < count; i++)
    if (!drop[i]) items[kept++] = items[i];
  d->claims.count = kept;
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
  drop_twins(d);
  deny_claims(d);
  drop_denied(d);
}
