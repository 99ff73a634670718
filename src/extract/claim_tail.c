/* SPDX-License-Identifier: MIT */
/* claim_tail.c - what stands behind the words of a content and is no part of them: the noun for
 * the claim itself, the next clause. */
#include "extract/claim_noun.h"
#include "extract/claims.h"

enum {
  BEFORE_CHARGE = 4, /* words of a content that stand before the noun of its charge */
  CLAUSE_OPENS = 6   /* words from a semicolon to the subject of what follows it */
};

/* "Indicted on murder | charges in May": the wrong before the noun is of what. */
static void leave_out_charge(const ClaimReader *r, ClaimDraft *draft) {
  const Tokens *t = r->tokens;
  uint32_t first = draft->content.first, end = first + draft->content.count;
  if (draft->class != CUE_ACCUSES || r->cues.items[draft->cue].head >= first) return;
  for (uint32_t i = first + 1; i < end && i <= first + BEFORE_CHARGE; i++) {
    bool compound = t->head[i - 1] == i && t->relation[i - 1] == REL_COMPOUND;
    if (!is_claim_noun(t, i) || !compound || t->head[first] > i || t->head[first] <= first)
      continue;
    draft->content.count = i - first;
    return;
  }
}

/* "It poisoned him | ; the Kremlin says they lie": what follows has a subject of its own. */
static void leave_out_next_clause(const ClaimReader *r, ClaimDraft *draft) {
  const Tokens *t = r->tokens;
  uint32_t first = draft->content.first, end = first + draft->content.count;
  for (uint32_t i = first + 1; i < end; i++) {
    if (!str_is(t->folded[i], ";") || t->quote[i] != NONE) continue;
    for (uint32_t k = i + 1; k < t->count && k <= i + CLAUSE_OPENS; k++) {
      if (t->relation[k] != REL_NSUBJ && t->relation[k] != REL_NSUBJ_PASS) continue;
      draft->content.count = i - first;
      return;
    }
  }
}

/* "sexual misconduct | by more than 60 women": who accuses is no part of what for. */
void leave_out_agent(const ClaimReader *r, ClaimDraft *draft) {
  const Tokens *t = r->tokens;
  uint32_t source = draft->party[PARTY_SOURCE];
  if (source == NONE || !draft->content.count) return;
  uint32_t head = r->nominals.items[source].head, end = draft->content.first + draft->content.count;
  for (uint32_t c = r->child[head]; c != NONE; c = r->sibling[c])
    if (t->relation[c] == REL_CASE && str_is(t->folded[c], "by") && c > draft->content.first &&
        c < end)
      draft->content.count = c - draft->content.first;
  uint32_t last = draft->content.first + draft->content.count - 1; /* "fraud | made by Ann Jones" */
  if (draft->content.count > 1 && t->relation[last] == REL_ACL && t->head[head] == last)
    draft->content.count--;
}

/* "Called the accusations | absurd": what is made of them is no part of them. */
static void leave_out_judgement(const ClaimReader *r, ClaimDraft *draft) {
  const Tokens *t = r->tokens;
  uint32_t cue = r->cues.items[draft->cue].head, first = draft->content.first;
  uint32_t object = child_with(r, cue, REL_OBJ), judgement = child_with(r, cue, REL_XCOMP);
  if (draft->class != CUE_DENIES || object == NONE || judgement == NONE) return;
  uint32_t begin = t->left[judgement];
  if (begin <= object || !is_claim_noun(t, object)) return;
  if (range_has(draft->content, object) && range_has(draft->content, begin) && begin > first)
    draft->content.count = begin - first;
}

void trim_tail(const ClaimReader *r, ClaimDraft *draft) {
  if (!draft->content.count) return;
  uint32_t first = draft->content.first, end = first + draft->content.count;
  draft->content.count = before_apposed_claim(r->tokens, first, end) - first;
  leave_out_next_clause(r, draft);
  leave_out_charge(r, draft);
  leave_out_judgement(r, draft);
}
