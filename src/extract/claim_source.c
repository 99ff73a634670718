/* SPDX-License-Identifier: MIT */
/* claim_source.c - the source that stands in its own place: the subject of the verb, whom a "who"
 * stands for, the whole of which the models have taken a part. */
#include "extract/claims.h"
#include "extract/tree.h"

enum { WHOLE_STEPS = 3 };

/* "The Tories, who deny it", not "the Tories, who he claims did it": whom "who" stands for, or
 * `source`. */
static uint32_t antecedent_as_source(const ClaimReader *r, const Cue *cue, uint32_t source) {
  const Tokens *t = r->tokens;
  const LexiconEntry *entry = cue->entries[0];
  uint32_t subject = child_with(r, cue->head, REL_NSUBJ), above = t->head[cue->head];
  if (cue->neutral || t->relation[cue->head] != REL_ACL_RELCL || subject == NONE ||
      t->xpos[subject] != XPOS_WP || slot_named(entry->column[CUE_SLOTS], STR("subj")) != 'S')
    return source;
  for (uint32_t i = subject + 1; i < cue->range.first; i++)
    if (t->tag[i] != UPOS_AUX && t->tag[i] != UPOS_ADV && t->tag[i] != UPOS_PUNCT) return source;
  uint32_t nominal = r->nominal_at[above];
  if (nominal == NONE || r->nominals.items[nominal].mention == NONE) return source;
  uint32_t actor = r->nominals.items[nominal].actor;
  bool place = actor != NONE && r->document->actors.items[actor].type == ACTOR_PLACE;
  return place ? source : nominal;
}

/* "Bell accused Cole and she accused him": the verb's own subject speaks, where it is somebody, not
 * that of the verb beside which it stands. */
static uint32_t subject_as_source(const ClaimReader *r, const Cue *cue, const LexiconEntry *entry,
                                  uint32_t source) {
  const Tokens *t = r->tokens;
  uint32_t subject = child_with(r, cue->head, REL_NSUBJ);
  uint32_t other = r->nominals.items[source].head, verb = cue->head;
  if (subject == NONE || subject > cue->head || t->tag[cue->head] != UPOS_VERB ||
      t->relation[other] != REL_NSUBJ || is_passive(r, cue, entry) ||
      slot_named(entry->column[CUE_SLOTS], STR("subj")) != 'S')
    return source;
  while ((t->relation[verb] == REL_CONJ || t->relation[verb] == REL_PARATAXIS) &&
         t->head[verb] < t->count)
    verb = t->head[verb];
  uint32_t own = r->nominal_at[subject];
  if (verb == cue->head || t->head[other] != verb || own == NONE) return source;
  return r->nominals.items[own].mention != NONE && !is_empty_word(r, own) ? own : source;
}

static bool is_part(uint8_t relation) {
  return relation == REL_NMOD_POSS || relation == REL_NMOD || relation == REL_COMPOUND ||
         relation == REL_AMOD;
}

/* "Norway" of "Norway's defence ministry accused ...": it is the ministry that does; "some in the
 * party" are not the party. */
static uint32_t whole_of(const ClaimReader *r, const Cue *cue, const LexiconEntry *entry,
                         uint32_t source) {
  const Tokens *t = r->tokens;
  uint32_t token = r->nominals.items[source].head;
  for (uint32_t steps = 0; steps < WHOLE_STEPS && is_part(t->relation[token]); steps++) {
    uint32_t below = token;
    token = t->head[token];
    if (token >= t->count || range_has(cue->range, token)) break;
    uint32_t whole = r->nominal_at[token];
    bool share = is_share(t, token) && case_word(r, below) != str_hash(STR("of"));
    if (whole != NONE && (r->nominals.items[whole].mention != NONE || share) &&
        slot_of_dependent(r, cue, entry, token) == 'S')
      return whole;
  }
  return source;
}

uint32_t source_in_place(const ClaimReader *r, const ClaimDraft *draft, uint32_t source) {
  if (source == NONE) return NONE;
  const Cue *cue = &r->cues.items[draft->cue];
  const LexiconEntry *entry = cue_entry(r, cue, draft->class);
  uint32_t found = antecedent_as_source(r, cue, source);
  if (found == source) found = subject_as_source(r, cue, entry, source);
  return found == source ? whole_of(r, cue, entry, source) : found;
}
