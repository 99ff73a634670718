/* SPDX-License-Identifier: MIT */
/* tree_mend.c - what no tree can be and parsers make all the same: a verb with two subjects, an
 * apposition that nothing closes, a finite predicate without a subject. */
#include "extract/tree_mend.h"
#include "extract/claim_noun.h"
#include "extract/tree.h"

/* "Rights groups, Turkey and the League denounced it": what parsers take for an apposition, which a
 * comma would close, and which a number or an article would announce ("two allies, Turkey and Iran,
 * ..."). */
static bool is_list(const Tokens *t, uint32_t second) {
  uint32_t first = t->head[second], behind = t->right[second] + 1;
  return t->relation[second] == REL_APPOS && first < second && t->xpos[first] == XPOS_NNS &&
         tree_child(t, first, REL_DET) == NONE && tree_child(t, first, REL_NUMMOD) == NONE &&
         tree_is_coordinated(t, second) && t->left[second] > 0 &&
         str_is(t->folded[t->left[second] - 1], ",") && behind < t->count &&
         t->tag[behind] != UPOS_PUNCT;
}

/* Makes such appositions coordinations; whether there were any. */
static bool join_lists(Tokens *t) {
  bool joined = false;
  for (uint32_t i = 0; i < t->count; i++) {
    if (t->relation[i] != REL_APPOS || !is_list(t, i)) continue;
    t->relation[i] = REL_CONJ;
    TREE_CHILDREN(t, i, kid) if (t->relation[kid] == REL_CONJ) t->head[kid] = t->head[i];
    joined = true;
  }
  return joined;
}

/* "The bank, regulators said, misled investors": of two subjects the first is that of the clause
 * behind, which has none. */
static bool is_parted(const Tokens *t, uint32_t first, uint32_t second) {
  uint32_t verb = t->head[first], left = t->left[second];
  return t->head[second] == verb && t->relation[second] == REL_NSUBJ && second < verb &&
         verb + 1 < t->count && str_is(t->folded[verb + 1], ",") && left > 0 &&
         (str_is(t->folded[left], ",") || str_is(t->folded[left - 1], ","));
}

/* Gives such a clause its subject back; whether it is one. */
static bool join_parted(Tokens *t, uint32_t first, uint32_t second) {
  uint32_t clause = tree_child(t, t->head[first], REL_CCOMP);
  if (!is_parted(t, first, second) || clause == NONE || clause < t->head[first]) return false;
  bool passive = tree_child(t, clause, REL_AUX_PASS) != NONE;
  if (tree_child(t, clause, REL_NSUBJ) != NONE || tree_child(t, clause, REL_NSUBJ_PASS) != NONE)
    return false;
  t->head[first] = clause, t->relation[first] = passive ? REL_NSUBJ_PASS : REL_NSUBJ;
  return true;
}

/* Whether `above` is on the way from the token to its root, however far. */
static bool is_above(const Tokens *t, uint32_t above, uint32_t token) {
  uint32_t steps = 0;
  for (; token != NONE && token != above && steps < t->count; token = t->head[token]) steps++;
  return token != NONE;
}

/* "... armed rebels, a claim Kigali rejects": of two subjects side by side the first is in
 * apposition to what is claimed and the verb its relative clause. Returns the token before its
 * comma, or NONE. */
static uint32_t before_relative(const Tokens *t, uint32_t first, uint32_t second) {
  uint32_t verb = t->head[first], opens = t->left[first];
  if (t->head[second] != verb || t->relation[second] != REL_NSUBJ || second > verb ||
      !is_claim_noun(t, first) || t->right[first] + 1 != t->left[second] || t->head[verb] == NONE ||
      t->head[verb] >= opens)
    return NONE;
  if (!str_is(t->folded[opens], ",") && opens > 0) opens--;
  bool parted = opens > 0 && str_is(t->folded[opens], ",");
  if (parted && t->sentence[opens - 1] != t->sentence[verb]) return NONE;
  return parted && !is_above(t, verb, opens - 1) ? opens - 1 : NONE;
}

/* Makes it that; whether it is so. */
static bool join_relative(Tokens *t, uint32_t first, uint32_t second) {
  uint32_t before = before_relative(t, first, second), verb = t->head[first];
  if (before == NONE) return false;
  t->head[first] = before, t->relation[first] = REL_APPOS;
  t->head[verb] = first, t->relation[verb] = REL_ACL_RELCL;
  return true;
}

/* Mends verbs with two subjects; whether there were any. */
static bool part_subjects(Tokens *t) {
  bool mended = false;
  for (uint32_t i = 0; i < t->count; i++) {
    if (t->relation[i] != REL_NSUBJ) continue;
    uint32_t second = t->sibling[i];
    while (second != NONE && t->relation[second] == REL_PUNCT) second = t->sibling[second];
    if (second != NONE && t->relation[second] == REL_NSUBJ)
      mended |= join_relative(t, i, second) || join_parted(t, i, second);
  }
  return mended;
}

static bool is_clause(uint8_t relation) {
  return relation == REL_ACL || relation == REL_ACL_RELCL || relation == REL_CCOMP;
}

/* The finite auxiliary or copula of a predicate, or NONE. */
static uint32_t finite_auxiliary(const Tokens *t, uint32_t predicate) {
  TREE_CHILDREN(t, predicate, kid) {
    uint8_t relation = t->relation[kid], tag = t->xpos[kid];
    bool auxiliary = relation == REL_AUX || relation == REL_AUX_PASS || relation == REL_COP;
    if (kid > predicate || !auxiliary) continue;
    if (tag == XPOS_VBD || tag == XPOS_VBZ || tag == XPOS_VBP || tag == XPOS_MD) return kid;
  }
  return NONE;
}

/* Its subject, unless that is a relative pronoun; or NONE. */
static uint32_t named_subject(const Tokens *t, uint32_t predicate) {
  TREE_CHILDREN(t, predicate, kid) {
    uint8_t relation = t->relation[kid];
    if ((relation == REL_NSUBJ || relation == REL_NSUBJ_PASS) && !str_is(t->folded[kid], "that"))
      return kid;
  }
  return NONE;
}

/* A clause under the noun or under what belongs to it that is over before `end`. */
static uint32_t clause_before(const Tokens *t, uint32_t noun, uint32_t end) {
  for (uint32_t i = end; i-- > noun + 1;) {
    uint32_t head = t->head[i];
    if (head == NONE || !is_clause(t->relation[i])) continue;
    if (head == noun || (t->head[head] == noun && t->relation[head] == REL_NMOD)) return i;
  }
  return NONE;
}

/* "Claims that troops shot protesters were denied": parsers end the clause of the noun too late,
 * and make a clause of it what has the noun for its subject. Returns the clause before, or NONE. */
static uint32_t clause_of_subject(const Tokens *t, uint32_t noun, uint32_t predicate) {
  if (t->relation[noun] != REL_ROOT || !is_clause(t->relation[predicate])) return NONE;
  uint32_t finite = finite_auxiliary(t, predicate), subject = named_subject(t, predicate);
  if (finite == NONE) return NONE;
  uint32_t clause = clause_before(t, noun, subject == NONE ? finite : t->left[subject]);
  if (clause == NONE || subject == NONE) return clause;
  bool object = clause + 1 == t->left[subject] && tree_child(t, clause, REL_OBJ) == NONE;
  return object && subject < finite && t->tag[subject] != UPOS_PRON ? clause : NONE;
}

static void lift_predicate(Tokens *t, uint32_t noun, uint32_t predicate, uint32_t clause) {
  bool passive = tree_child(t, predicate, REL_AUX_PASS) != NONE;
  TREE_CHILDREN(t, predicate, kid) {
    bool subject = t->relation[kid] == REL_NSUBJ || t->relation[kid] == REL_NSUBJ_PASS;
    bool that = kid < clause && str_is(t->folded[kid], "that");
    if (that) t->head[kid] = clause, t->relation[kid] = REL_MARK;
    else if (subject) t->head[kid] = clause, t->relation[kid] = REL_OBJ;
  }
  TREE_CHILDREN(t, noun, kid) {
    if (kid > predicate) t->head[kid] = predicate;
  }
  t->head[predicate] = NONE, t->relation[predicate] = REL_ROOT;
  t->head[noun] = predicate, t->relation[noun] = passive ? REL_NSUBJ_PASS : REL_NSUBJ;
}

/* "Claims that ...": a noun, which taggers take for a verb where a sentence begins with it. */
static bool is_noun(const Tokens *t, uint32_t token) {
  if (t->tag[token] == UPOS_NOUN) return true;
  bool opens = !token || t->sentence[token - 1] != t->sentence[token];
  return opens && t->xpos[token] == XPOS_VBZ;
}

/* Gives such nouns their predicates; whether there were any. */
static bool lift_predicates(Tokens *t) {
  bool lifted = false;
  for (uint32_t i = 0; i < t->count; i++) {
    uint32_t noun = t->head[i], clause;
    if (noun == NONE || noun > i || !is_clause(t->relation[i]) || !is_noun(t, noun)) continue;
    if ((clause = clause_of_subject(t, noun, i)) == NONE) continue;
    lift_predicate(t, noun, i, clause);
    if (t->tag[noun] == UPOS_VERB) t->tag[noun] = UPOS_NOUN, t->xpos[noun] = XPOS_NNS;
    lifted = true;
  }
  return lifted;
}

bool tree_mend(Tokens *t) {
  bool joined = join_lists(t), parted = part_subjects(t);
  return lift_predicates(t) || joined || parted;
}
