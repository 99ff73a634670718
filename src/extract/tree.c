/* SPDX-License-Identifier: MIT */
#include "extract/tree.h"
#include "extract/tree_mend.h"

/* Edges are pushed up from the leaves: a token is done when all its children are. */
static void find_edges(Arena *arena, Tokens *t) {
  uint32_t *waiting = NEW_ARRAY(arena, uint32_t, t->count + 1);
  for (uint32_t i = 0; i < t->count; i++) {
    t->left[i] = t->right[i] = i;
    if (t->head[i] != NONE) waiting[t->head[i]]++;
  }
  for (uint32_t i = 0; i < t->count; i++) {
    if (t->child[i] != NONE) continue;
    for (uint32_t at = i, up = t->head[i]; up != NONE; at = up, up = t->head[up]) {
      if (t->left[at] < t->left[up]) t->left[up] = t->left[at];
      if (t->right[at] > t->right[up]) t->right[up] = t->right[at];
      if (--waiting[up]) break;
    }
  }
}

static void find_children(Tokens *t) {
  for (uint32_t i = 0; i < t->count; i++) t->child[i] = NONE;
  for (uint32_t i = t->count; i-- > 0;) {
    t->sibling[i] = NONE;
    if (t->head[i] == NONE) continue;
    t->sibling[i] = t->child[t->head[i]];
    t->child[t->head[i]] = i;
  }
}

void tree_build(Document *document) {
  Tokens *t = &document->tokens;
  Arena *arena = &document->arena;
  t->child = NEW_ARRAY(arena, uint32_t, t->count + 1);
  t->sibling = NEW_ARRAY(arena, uint32_t, t->count + 1);
  t->left = NEW_ARRAY(arena, uint32_t, t->count + 1);
  t->right = NEW_ARRAY(arena, uint32_t, t->count + 1);
  find_children(t), find_edges(arena, t);
  if (tree_mend(t)) find_children(t), find_edges(arena, t);
}

uint32_t tree_child(const Tokens *t, uint32_t token, Relation relation) {
  TREE_CHILDREN(t, token, kid) if (t->relation[kid] == relation) return kid;
  return NONE;
}

/* "(", ")", "[" or "]" stands between an apposition and its noun. */
static bool brackets_between(const Tokens *t, uint32_t a, uint32_t b) {
  uint32_t first = a < b ? a : b, last = a < b ? b : a;
  for (uint32_t i = first + 1; i < last && i < first + 20; i++)
    if (t->kind[i] == TOKEN_MARK && t->folded[i].len == 1 &&
        memchr("()[]", t->folded[i].bytes[0], 4))
      return true;
  return false;
}

uint32_t tree_apposition(const Tokens *t, uint32_t token) {
  TREE_CHILDREN(t, token, kid)
  if (t->relation[kid] == REL_APPOS && !brackets_between(t, token, kid)) return kid;
  return NONE;
}

uint32_t tree_apposed(const Tokens *t, uint32_t token) {
  uint32_t head = t->head[token];
  bool apposed = t->relation[token] == REL_APPOS && head != NONE;
  return apposed && !brackets_between(t, token, head) ? head : NONE;
}

uint32_t tree_marker(const Tokens *t, uint32_t token) {
  TREE_CHILDREN(t, token, kid) {
    if (kid > token && t->relation[kid] != REL_CASE) break;
    if (t->relation[kid] == REL_CASE || t->relation[kid] == REL_MARK) return kid;
  }
  return NONE;
}

uint32_t tree_shared_subject(const Tokens *t, uint32_t verb) {
  for (uint32_t steps = 0; steps < 3 && verb != NONE; steps++, verb = t->head[verb]) {
    uint32_t subject = tree_child(t, verb, REL_NSUBJ);
    if (subject == NONE) subject = tree_child(t, verb, REL_NSUBJ_PASS);
    if (subject != NONE) return subject;
    uint8_t relation = t->relation[verb];
    if (relation != REL_XCOMP && relation != REL_ADVCL && relation != REL_CONJ) return NONE;
  }
  return NONE;
}

bool tree_is_above(const Tokens *t, uint32_t above, uint32_t token) {
  for (int steps = 0; steps < 64 && token != NONE; steps++, token = t->head[token])
    if (token == above) return true;
  return false;
}

static bool has_passive_child(const Tokens *t, uint32_t verb, bool *has_auxiliary) {
  TREE_CHILDREN(t, verb, kid) {
    uint8_t relation = t->relation[kid];
    if (relation == REL_AUX_PASS || relation == REL_NSUBJ_PASS || relation == REL_CSUBJ_PASS ||
        relation == REL_OBL_AGENT)
      return true;
    *has_auxiliary |= relation == REL_AUX;
  }
  return false;
}

bool tree_is_passive(const Tokens *t, uint32_t verb) {
  for (int steps = 0; steps < 8; steps++) { /* along a chain of coordinated verbs */
    bool has_auxiliary = false;
    if (has_passive_child(t, verb, &has_auxiliary)) return true;
    if (t->xpos[verb] != XPOS_VBN || has_auxiliary) return false;
    uint8_t relation = t->relation[verb];
    if (relation == REL_ACL || relation == REL_AMOD || relation == REL_ADVCL) return true;
    if (relation != REL_CONJ || t->head[verb] == NONE) return false;
    verb = t->head[verb];
  }
  return false;
}

TokenRange tree_subtree(const Tokens *t, uint32_t token) {
  uint32_t first = t->left[token], last = t->right[token];
  while (first < token && t->tag[first] == UPOS_PUNCT) first++;
  while (last > token && t->tag[last] == UPOS_PUNCT) last--;
  return (TokenRange){first, last - first + 1};
}

bool tree_is_nobody(const Tokens *t, uint32_t subject) {
  static const char *const NOBODY[] = {"nobody", "none", "noone", "neither"};
  if (STR_IN(t->folded[subject], NOBODY)) return true;
  TREE_CHILDREN(t, subject, kid) {
    if (kid > subject) return false;
    bool no = str_is(t->folded[kid], "no") && t->relation[kid] == REL_DET;
    if (no || str_is(t->folded[kid], "neither")) return true;
  }
  return false;
}

bool tree_is_coordinated(const Tokens *t, uint32_t first) {
  uint32_t members = 0;
  TREE_CHILDREN(t, first, kid) {
    if (t->relation[kid] != REL_CONJ) continue;
    if (++members > 1 || tree_child(t, kid, REL_CC) != NONE || t->tag[t->left[kid]] == UPOS_CCONJ)
      return true;
  }
  return false;
}
