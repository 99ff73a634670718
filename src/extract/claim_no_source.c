/* SPDX-License-Identifier: MIT */
/* claim_no_source.c - who has not said what a noun tells of: whoever only deals with what others
 * say
 * ("police are investigating a complaint against the council", "the court heard claims that he
 * lied"), whoever rejects it ("Iran scoffed at the charge that it had armed rebels"), whoever it is
 * said of ("the allegation that the general ordered it"); and whoever stands further off than the
 * one whom a relative clause is about ("the firm, which denies it"). */
#include "extract/claims.h"
#include "extract/tree.h"

enum { CUES_NEAR = 4, STEPS_MAX = 12 };

/* Verbs whose subject has the complaint or allegation of somebody else before it. */
static bool is_handling(Str verb) {
  static const char *const VERBS[] = {
      "adjudicate", "analyse",    "analyze",     "assess", "evaluate", "examine",
      "hear",       "inspect",    "investigate", "probe",  "receive",  "review",
      "scrutinise", "scrutinize", "study",       "verify", "vet",      "weigh"};
  return STR_IN(verb, VERBS);
}

/* "Called the claim that they lied absurd". */
static bool is_judging(Str verb) {
  static const char *const VERBS[] = {"brand", "call", "describe", "dub", "label", "term"};
  return STR_IN(verb, VERBS);
}

static bool is_denying(const Cue *cue) {
  for (uint32_t i = 0; i < cue->entry_count; i++)
    if (str_is(cue->entries[i]->column[CUE_KIND], "denial")) return true;
  return false;
}

/* "Refused to retract the insult", "walked back", "took back": what one has said oneself. */
static bool is_withdrawing(Str verb) {
  static const char *const VERBS[] = {"recant", "rescind", "retract", "take", "walk", "withdraw"};
  return STR_IN(verb, VERBS);
}

/* Whether the subject of the verb rejects what the noun, a cue, tells of. */
static bool rejects(const ClaimReader *r, uint32_t index, uint32_t verb) {
  const Tokens *t = r->tokens;
  uint32_t noun = r->cues.items[index].head, preposition = case_word(r, noun);
  uint8_t relation = t->relation[noun];
  bool against = relation == REL_OBL &&
                 (preposition == str_hash(STR("at")) || preposition == str_hash(STR("to")));
  bool done_to = relation == REL_OBJ || relation == REL_XCOMP || relation == REL_NSUBJ_PASS;
  if ((!against && !done_to) || is_withdrawing(t->lemma[verb])) return false;
  if (!against && is_judging(t->lemma[verb])) return true;
  for (uint32_t i = index > CUES_NEAR ? index - CUES_NEAR : 0;
       i < r->cues.count && i <= index + CUES_NEAR; i++)
    if (r->cues.items[i].head == verb && is_denying(&r->cues.items[i])) return true;
  return false;
}

/* Whether the token is part of the clause in which the noun says what: "the claim that ...". */
static bool is_told_of(const ClaimReader *r, uint32_t noun, uint32_t token) {
  const Tokens *t = r->tokens;
  for (uint32_t step = 0; token > noun && step < STEPS_MAX && t->head[token] < t->count; step++) {
    uint32_t head = t->head[token];
    bool clause = t->relation[token] == REL_ACL || t->relation[token] == REL_ACL_RELCL;
    if (head == noun) return clause && child_with(r, token, REL_MARK) != NONE;
    token = head;
  }
  return false;
}

static bool handles(const ClaimReader *r, uint32_t verb, uint32_t noun) {
  const Tokens *t = r->tokens;
  if (t->relation[noun] == REL_OBJ) return is_handling(t->lemma[verb]);
  return t->relation[noun] == REL_OBL && case_word(r, noun) == str_hash(STR("into")) &&
         str_is(t->lemma[verb], "look");
}

/* "The suggestion by Cole is false": whoever has made a claim does not deny it. */
static bool has_claimed(const ClaimReader *r, uint32_t denial, uint32_t token) {
  const Tokens *t = r->tokens;
  uint32_t noun = t->head[token], word = case_word(r, token);
  if (t->relation[token] != REL_NMOD_POSS &&
      (t->relation[token] != REL_NMOD ||
       (word != str_hash(STR("by")) && word != str_hash(STR("from")))))
    return false;
  const Cue *cue = &r->cues.items[denial];
  for (uint32_t i = denial > CUES_NEAR ? denial - CUES_NEAR : 0;
       i < r->cues.count && i <= denial + CUES_NEAR; i++)
    if (i != denial && r->cues.items[i].head == noun &&
        (t->head[noun] == cue->head || t->head[noun] == t->head[cue->head]))
      return true;
  return false;
}

/* "The firm, which denies it": whom the subject of a relative clause means says it, nobody else. */
static bool is_beside_antecedent(const ClaimReader *r, const ClaimDraft *draft, uint32_t nominal) {
  const Cue *cue = &r->cues.items[draft->cue];
  const Tokens *t = r->tokens;
  if (t->relation[cue->head] != REL_ACL_RELCL) return false;
  uint32_t subject = child_with(r, cue->head, REL_NSUBJ), antecedent = t->head[cue->head];
  if (subject == NONE || (t->xpos[subject] != XPOS_WP && t->xpos[subject] != XPOS_WDT) ||
      slot_named(cue_entry(r, cue, draft->class)->column[CUE_SLOTS], STR("subj")) != 'S')
    return false;
  for (uint32_t i = antecedent + 1; i < cue->head; i++) /* the parser may have taken another */
    if (r->nominal_at[i] != NONE && t->xpos[i] != XPOS_WP && t->xpos[i] != XPOS_WDT) return false;
  uint32_t own = r->nominal_at[antecedent];
  if (own == NONE || r->nominals.items[own].mention == NONE) return false;
  return nominal != own && (r->nominals.items[own].actor == NONE ||
                            r->nominals.items[nominal].actor != r->nominals.items[own].actor);
}

/* Is it the subject of the verb that deals with or rejects what the noun, a cue, tells of? */
static bool is_dealing(const ClaimReader *r, uint32_t index, const Nominal *own) {
  const Tokens *t = r->tokens;
  uint32_t noun = r->cues.items[index].head, verb = t->head[noun];
  if (verb >= t->count || t->tag[verb] != UPOS_VERB) return false;
  if (!handles(r, verb, noun) && !rejects(r, index, verb)) return false;
  bool passive = t->relation[noun] == REL_NSUBJ_PASS;
  if (passive) { /* "allegations denied by Bell's lawyer" */
    uint32_t agent = child_with(r, verb, REL_OBL_AGENT);
    return agent != NONE && tree_is_above(t, agent, own->head);
  }
  uint32_t subject = subject_of(r, verb, &passive);
  if (subject == NONE && t->relation[verb] == REL_ACL) subject = t->head[verb];
  if (subject == NONE || passive) return false;
  if (own->head == subject) return true;
  uint32_t other = r->nominal_at[subject];
  return other != NONE && own->actor != NONE && own->actor == r->nominals.items[other].actor;
}

bool is_no_source(const ClaimReader *r, const ClaimDraft *draft, uint32_t nominal) {
  const Nominal *own = &r->nominals.items[nominal];
  uint32_t head = r->cues.items[draft->cue].head;
  if (draft->class <= CUE_DENIES && is_beside_antecedent(r, draft, nominal)) return true;
  if (draft->class == CUE_DENIES) return has_claimed(r, draft->cue, own->head);
  return r->tokens->tag[head] == UPOS_NOUN &&
         (is_told_of(r, head, own->head) || is_dealing(r, draft->cue, own));
}
