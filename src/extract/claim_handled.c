/* SPDX-License-Identifier: MIT */
/* claim_handled.c - whoever only deals with what others say: "police are investigating a complaint
 * against the council", "the court heard claims that he lied". */
#include "extract/claims.h"

/* Verbs whose subject has the complaint or allegation of somebody else before it. */
static bool is_handling(Str verb) {
  static const char *const VERBS[] = {
      "adjudicate", "analyse",    "analyze",     "assess", "evaluate", "examine",
      "hear",       "inspect",    "investigate", "probe",  "receive",  "review",
      "scrutinise", "scrutinize", "study",       "verify", "vet",      "weigh"};
  return STR_IN(verb, VERBS);
}

static bool handles(const ClaimReader *r, uint32_t verb, uint32_t noun) {
  const Tokens *t = r->tokens;
  if (t->relation[noun] == REL_OBJ) return is_handling(t->lemma[verb]);
  return t->relation[noun] == REL_OBL && case_word(r, noun) == str_hash(STR("into")) &&
         str_is(t->lemma[verb], "look");
}

bool is_handler(const ClaimReader *r, const ClaimDraft *draft, uint32_t nominal) {
  const Cue *cue = &r->cues.items[draft->cue];
  const Tokens *t = r->tokens;
  uint32_t noun = cue->head, verb = t->head[noun];
  if (draft->class == CUE_DENIES || t->tag[noun] != UPOS_NOUN || verb >= t->count ||
      t->tag[verb] != UPOS_VERB || !handles(r, verb, noun))
    return false;
  bool passive = false;
  uint32_t subject = subject_of(r, verb, &passive);
  if (subject == NONE && t->relation[verb] == REL_ACL) subject = t->head[verb];
  if (subject == NONE || passive) return false;
  const Nominal *own = &r->nominals.items[nominal];
  uint32_t other = r->nominal_at[subject];
  if (own->head == subject) return true;
  return other != NONE && own->actor != NONE && own->actor == r->nominals.items[other].actor;
}
