/* SPDX-License-Identifier: MIT */
#include "extract/frame_features.h"
#include "extract/tree.h"

enum { CLIMB_MAX = 5, CHILDREN_MAX = 24 };

bool frame_may_be_predicate(const Tokens *t, uint32_t token) {
  return t->tag[token] == UPOS_VERB || t->tag[token] == UPOS_NOUN;
}

static uint32_t suffix_of(Str word, uint32_t len) {
  return word.len < len ? 0 : str_hash((Str){word.bytes + word.len - len, len});
}

void frame_noun_features(const Tokens *t, uint32_t noun, Features *features) {
  uint32_t lemma = t->lemma_hash[noun], up = t->head[noun], relation = t->relation[noun];
  features->count = 0;
  feature_add(features, 1, t->xpos[noun], 0);
  feature_add(features, 2, lemma, 0);
  feature_add(features, 3, lemma, t->xpos[noun]);
  feature_add(features, 4, suffix_of(t->lemma[noun], 3), 0);
  feature_add(features, 5, suffix_of(t->lemma[noun], 4), 0);
  feature_add(features, 6, lemma, relation);
  feature_add(features, 7, relation, up == NONE ? 0 : t->lemma_hash[up]);
  TREE_CHILDREN(t, noun, kid) {
    uint32_t marker = t->relation[kid] == REL_PUNCT ? NONE : tree_marker(t, kid);
    uint32_t mark = marker == NONE ? 0 : t->lemma_hash[marker];
    feature_add(features, 8, t->relation[kid], mark);
    feature_add(features, 9, lemma, hash_join(t->relation[kid], mark));
  }
}

/* A relation that no argument has to its predicate. */
static bool is_function(uint8_t relation) {
  switch (relation) {
  case REL_PUNCT:
  case REL_CC:
  case REL_CC_PRECONJ:
  case REL_CONJ:
  case REL_CASE:
  case REL_FIXED:
  case REL_FLAT:
  case REL_GOESWITH:
  case REL_COP:
  case REL_AUX_PASS:
  case REL_REPARANDUM:
  case REL_COMPOUND_PRT:
  case REL_MARK:
  case REL_LIST:
  case REL_APPOS:
  case REL_NUMMOD: return true;
  default: return false;
  }
}

/* A relation whose holder may be shared with a predicate below or beside. */
static bool is_shared(uint8_t relation) {
  switch (relation) {
  case REL_NSUBJ:
  case REL_NSUBJ_PASS:
  case REL_CSUBJ:
  case REL_OBJ:
  case REL_IOBJ:
  case REL_OBL:
  case REL_OBL_AGENT:
  case REL_OBL_UNMARKED:
  case REL_AUX:
  case REL_NMOD_POSS:
  case REL_NMOD:
  case REL_ADVMOD: return true;
  default: return false;
  }
}

static void add(FrameCandidates *c, uint32_t token, uint32_t path, uint32_t via, uint32_t branch,
                uint32_t climb) {
  if (c->count < FRAME_CANDIDATES_MAX)
    c->items[c->count++] = (FrameCandidate){token, path, via, branch, climb};
}

static void note(FrameCandidates *c, uint8_t relation) {
  c->has_subject |= relation == REL_NSUBJ || relation == REL_NSUBJ_PASS || relation == REL_CSUBJ;
  c->has_object |= relation == REL_OBJ;
  c->has_agent |= relation == REL_OBL_AGENT;
}

static uint32_t down(uint32_t path, uint8_t relation) {
  return hash_join(path, 2u * relation + 1u);
}
static uint32_t up(uint32_t path, uint8_t relation) { return hash_join(path, 2u * relation + 2u); }

static void add_children(const Tokens *t, uint32_t predicate, FrameCandidates *c) {
  bool noun = t->tag[predicate] != UPOS_VERB;
  TREE_CHILDREN(t, predicate, kid) {
    uint8_t relation = t->relation[kid];
    note(c, relation);
    if (is_function(relation) || (relation == REL_DET && !str_is(t->folded[kid], "no"))) continue;
    if (noun && relation == REL_ADVMOD && kid > predicate) continue;
    add(c, kid, down(0, relation), NONE, NONE, 0);
  }
}

/* The ancestors themselves (of a relative clause, a participle, a light verb) and what they share.
 */
static void add_ancestors(const Tokens *t, uint32_t predicate, FrameCandidates *c) {
  uint32_t path = 0, below = predicate;
  for (uint32_t climb = 1; climb <= CLIMB_MAX; climb++) {
    uint32_t ancestor = t->head[below];
    if (ancestor == NONE) return;
    uint8_t step = t->relation[below];
    path = up(path, step);
    if (step != REL_CONJ && step != REL_PARATAXIS) add(c, ancestor, path, ancestor, below, climb);
    uint32_t seen = 0;
    TREE_CHILDREN(t, ancestor, kid) {
      if (++seen > CHILDREN_MAX) break;
      uint8_t relation = t->relation[kid];
      if (kid == below || !is_shared(relation)) continue;
      if (climb > 1 && (relation == REL_AUX || relation == REL_ADVMOD)) continue;
      add(c, kid, down(path, relation), ancestor, NONE, climb);
    }
    below = ancestor;
  }
}

void frame_find_candidates(const Tokens *t, uint32_t predicate, FrameCandidates *c) {
  *c =
      (FrameCandidates){.passive = t->tag[predicate] == UPOS_VERB && tree_is_passive(t, predicate)};
  add_children(t, predicate, c);
  add_ancestors(t, predicate, c);
}

/* How many subjects stand before it among the candidates: nearer ones, so far as they are shared.
 */
static uint32_t subjects_before(const Tokens *t, const FrameCandidates *c, uint32_t index) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < index; i++) {
    uint8_t relation = t->relation[c->items[i].token];
    count += c->items[i].branch == NONE &&
             (relation == REL_NSUBJ || relation == REL_NSUBJ_PASS || relation == REL_NMOD_POSS);
  }
  return count < 3 ? count : 3;
}

void frame_role_features(const Tokens *t, uint32_t predicate, const FrameCandidates *c,
                         uint32_t index, Features *f) {
  const FrameCandidate *candidate = &c->items[index];
  uint32_t token = candidate->token, path = candidate->path, lemma = t->lemma_hash[predicate];
  uint32_t marker = tree_marker(t, token), relation = t->relation[token];
  uint32_t mark = marker == NONE ? 0 : t->lemma_hash[marker], word = t->lemma_hash[token];
  uint32_t kind = t->tag[predicate] == UPOS_VERB ? t->xpos[predicate] : XPOS_COUNT;
  uint32_t voice = (uint32_t)c->passive + 2u * (token > predicate) + 4u * (kind == XPOS_COUNT);
  uint32_t has = voice + 8u * c->has_subject + 16u * c->has_object + 32u * c->has_agent;
  uint32_t way = hash_join(path, voice);
  f->count = 0;
  feature_add(f, 21, way, kind);
  feature_add(f, 22, way, lemma);
  feature_add(f, 23, hash_join(way, lemma), mark);
  feature_add(f, 24, way, mark);
  feature_add(f, 25, mark, word);
  feature_add(f, 26, way, t->tag[token]);
  feature_add(f, 27, relation, word);
  feature_add(f, 28, path, hash_join(has, kind));
  feature_add(f, 29, path, hash_join(has, lemma));
  feature_add(f, 30, hash_join(mark, kind == XPOS_COUNT), hash_join(t->tag[token], relation));
  feature_add(f, 31, lemma, hash_join(mark, relation));
  feature_add(f, 32, lemma, relation);
  feature_add(f, 33, mark, relation);
  uint32_t earlier = subjects_before(t, c, index);
  feature_add(f, 38, way, hash_join(earlier, has));
  feature_add(f, 39, hash_join(way, earlier), hash_join(lemma, has));
  feature_add(f, 40, way, t->lemma_hash[token]);
  feature_add(f, 41, hash_join(way, has), hash_join(mark, t->tag[token]));
  if (candidate->via != NONE) {
    uint32_t via = candidate->via;
    feature_add(f, 34, way, t->lemma_hash[via]);
    feature_add(f, 35, way, hash_join(mark, t->lemma_hash[via]));
    feature_add(f, 36, hash_join(t->tag[via], candidate->climb), hash_join(relation, has));
    uint32_t own = tree_marker(t, predicate);
    uint32_t near = hash_join(hash_join(relation, earlier), hash_join(t->relation[predicate], has));
    feature_add(f, 42, near, t->relation[via]);
    feature_add(f, 43, near, lemma);
    feature_add(f, 44, near, t->lemma_hash[t->head[predicate]]);
    feature_add(f, 37, way, hash_join(own == NONE ? 0 : t->lemma_hash[own], kind));
  }
}
