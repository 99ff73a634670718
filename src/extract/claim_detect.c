/* SPDX-License-Identifier: MIT */
/* claim_detect.c - the features by which a cue is judged: a claim or not, and which. */
#include "extract/claims.h"

enum { CHILDREN_SEEN = 24, WINDOW = 3, CONTENT_WORDS = 40 };

enum { /* feature templates of the detection model: 100 .. 199 */
       F_BIAS = 100,
       F_FORM,
       F_LEMMA,
       F_ENTRY,
       F_KIND_FORCE,
       F_PART_TAG,
       F_LEMMA_TAG,
       F_RELATION,
       F_HEAD,
       F_HEAD2,
       F_CHILD,
       F_CHILD_LEMMA,
       F_CHILD_TYPE,
       F_WINDOW,
       F_WINDOW_CUE,
       F_NEAR_CUE,
       F_QUOTE,
       F_PLACE,
       F_WRONGS,
       F_WRONG_WORD,
       F_LEMMA_WRONG,
       F_ARTICLE,
       F_CONTENT_WORD,
       F_CONTENT_PAIR,
       F_CONTENT_SUBJECT,
       F_CONTENT_SHAPE,
       F_NEGATED,
       F_CHAIN,
       F_SUBJECT,
       F_SLOTS,
       F_CASE,
       F_NEAREST,
       F_ARGUMENT,
       F_SAID,
       F_SAID_WRONG,
       F_CLASS,
       F_CLASS_CHILD,
       F_STATUS
};

typedef struct {
  const ClaimReader *r;
  const Cue *cue;
  uint32_t lemma; /* of the cue's head */
  uint32_t part;  /* hash of the part of speech and kind of its best entry */
  uint32_t fine;  /* class of the lemma */
  bool known;     /* the lemma may be looked at */
  Features *f;
} Judge;

/* A feature of the very word, which tells nothing of words that were never met. */
static void add_lexical(const Judge *j, uint32_t template, uint32_t a, uint32_t b) {
  if (j->known) feature_add(j->f, template, a, b);
}

static uint32_t bucket(uint32_t n) {
  return n < 4 ? n : n < 6 ? 4 : n < 9 ? 5 : n < 14 ? 6 : n < 22 ? 7 : 8;
}

static uint32_t type_of_token(const ClaimReader *r, uint32_t token) {
  uint32_t nominal = r->nominal_at[token];
  if (nominal == NONE) return 50u + r->tokens->tag[token];
  const Nominal *n = &r->nominals.items[nominal];
  if (n->mention == NONE) return 40u + (r->tokens->tag[token] == UPOS_PRON);
  uint32_t form = r->document->mentions.items[n->mention].form;
  return n->actor == NONE ? 30 + form : r->document->actors.items[n->actor].type * 4u + form;
}

static void add_self(const Judge *j) {
  const Tokens *t = j->r->tokens;
  uint32_t head = j->cue->head;
  feature_add(j->f, F_BIAS, j->cue->neutral, 0);
  add_lexical(j, F_FORM, t->hash[head], j->cue->range.count);
  add_lexical(j, F_LEMMA, j->lemma, 0);
  add_lexical(j, F_LEMMA_TAG, j->lemma, t->xpos[head]);
  feature_add(j->f, F_PART_TAG, j->part, t->xpos[head]);
  feature_add(j->f, F_RELATION, j->part, t->relation[head]);
  feature_add(j->f, F_CLASS, j->fine, j->part);
  feature_add(j->f, F_CLASS, j->fine, hash_join(j->part, t->relation[head]));
  feature_add(j->f, F_CLASS, coarse_class(j->r, head), hash_join(j->part, 1));
  add_lexical(j, F_RELATION, j->lemma, t->relation[head]);
  for (uint32_t i = 0; i < j->cue->entry_count; i++) {
    const LexiconEntry *entry = j->cue->entries[i];
    uint32_t kind = hash_join(str_hash(entry->column[CUE_KIND]), str_hash(entry->column[CUE_PART]));
    add_lexical(j, F_ENTRY, str_hash(entry->key), kind);
    feature_add(j->f, F_KIND_FORCE, kind, str_hash(entry->column[CUE_FORCE]));
    feature_add(j->f, F_KIND_FORCE, kind, t->tag[head] + 1000u);
    feature_add(j->f, F_SLOTS, str_hash(entry->column[CUE_SLOTS]), t->tag[head]);
  }
}

static void add_heads(const Judge *j) {
  const Tokens *t = j->r->tokens;
  uint32_t head = t->head[j->cue->head], relation = t->relation[j->cue->head];
  if (head >= t->count) {
    feature_add(j->f, F_HEAD, 0, j->part);
    return;
  }
  feature_add(j->f, F_HEAD, t->lemma_hash[head], relation);
  feature_add(j->f, F_HEAD, t->tag[head], hash_join(relation, j->part));
  uint32_t seen = 0;
  for (uint32_t c = j->r->child[head]; c != NONE && seen++ < CHILDREN_SEEN; c = j->r->sibling[c])
    if (c != j->cue->head &&
        (t->relation[c] == REL_AUX || t->relation[c] == REL_MARK || t->tag[c] == UPOS_PART ||
         t->relation[c] == REL_ADVMOD || t->relation[c] == REL_DET))
      feature_add(j->f, F_CHAIN, t->lemma_hash[c], relation);
  uint32_t next = t->head[head];
  if (next < t->count)
    feature_add(j->f, F_HEAD2, t->lemma_hash[next], hash_join(relation, t->relation[head]));
}

static void add_children(const Judge *j) {
  const Tokens *t = j->r->tokens;
  uint32_t seen = 0, present = 0;
  for (uint32_t c = j->r->child[j->cue->head]; c != NONE && seen++ < CHILDREN_SEEN;
       c = j->r->sibling[c]) {
    uint32_t relation = t->relation[c], word = case_word(j->r, c);
    if (relation == REL_PUNCT) continue;
    uint32_t how = hash_join(relation, word);
    present |= 1u << (relation & 31);
    feature_add(j->f, F_CHILD, j->part, how);
    feature_add(j->f, F_CLASS_CHILD, j->fine, how);
    add_lexical(j, F_CHILD, j->lemma, how);
    feature_add(j->f, F_CHILD_TYPE, hash_join(j->part, how), type_of_token(j->r, c));
    add_lexical(j, F_CHILD_TYPE, hash_join(j->lemma, how), type_of_token(j->r, c));
    if (relation != REL_NSUBJ)
      feature_add(j->f, F_CHILD_LEMMA, t->lemma_hash[c], hash_join(j->part, relation));
    if (j->r->wrong[c])
      feature_add(j->f, F_WRONG_WORD, hash_join(j->part, how),
                  str_hash(j->r->wrong[c]->column[WRONG_COLUMN_STRENGTH]));
  }
  bool object = present & (1u << (REL_OBJ & 31));
  add_lexical(j, F_CHILD, hash_join(j->lemma, 5), 100u + object);
  feature_add(j->f, F_CHILD, hash_join(j->part, 5), 100u + object);
}

static void add_window(const Judge *j) {
  const Tokens *t = j->r->tokens;
  uint32_t first = j->cue->range.first, end = first + j->cue->range.count;
  uint32_t low = sentence_start(j->r, first), high = sentence_end(j->r, first);
  for (uint32_t i = 1; i <= WINDOW; i++) {
    uint32_t before = first >= low + i ? t->hash[first - i] : 1,
             after = end + i - 1 < high ? t->hash[end + i - 1] : 2;
    feature_add(j->f, F_WINDOW, before, i);
    feature_add(j->f, F_WINDOW, after, i + 10);
    if (i > 2) continue;
    add_lexical(j, F_WINDOW_CUE, hash_join(j->lemma, before), i);
    add_lexical(j, F_WINDOW_CUE, hash_join(j->lemma, after), i + 10);
    feature_add(j->f, F_WINDOW_CUE, hash_join(j->part, before), i + 20);
    feature_add(j->f, F_WINDOW_CUE, hash_join(j->part, after), i + 30);
  }
}

static void add_neighbours(const Judge *j, uint32_t index) {
  const ClaimReader *r = j->r;
  uint32_t sentence = r->tokens->sentence[j->cue->head], after = 0, before = 0;
  for (uint32_t step = 1; step <= 3; step++) {
    const Cue *left = index >= step ? &r->cues.items[index - step] : NULL;
    const Cue *right = index + step < r->cues.count ? &r->cues.items[index + step] : NULL;
    if (left && r->tokens->sentence[left->head] == sentence) {
      const LexiconEntry *e = cue_entry(r, left, CUE_NOTHING);
      before += str_is(e->column[CUE_FORCE], "sure");
      if (step < 3)
        feature_add(j->f, F_NEAR_CUE,
                    hash_join(str_hash(e->column[CUE_KIND]), str_hash(e->column[CUE_FORCE])),
                    hash_join(j->part, step));
      if (r->tokens->head[j->cue->head] == left->head)
        feature_add(j->f, F_NEAR_CUE, str_hash(e->key), hash_join(j->part, 1000));
    }
    if (right && r->tokens->sentence[right->head] == sentence) {
      const LexiconEntry *e = cue_entry(r, right, CUE_NOTHING);
      after += str_is(e->column[CUE_FORCE], "sure");
      if (step < 3)
        feature_add(j->f, F_NEAR_CUE,
                    hash_join(str_hash(e->column[CUE_KIND]), str_hash(e->column[CUE_FORCE])),
                    hash_join(j->part, 10 + step));
      if (r->tokens->head[right->head] == j->cue->head)
        feature_add(j->f, F_NEAR_CUE, str_hash(e->key), hash_join(j->part, 1001));
    }
  }
  feature_add(j->f, F_NEAR_CUE, before * 4 + after, hash_join(j->part, 2000));
}

static void add_place(const Judge *j) {
  const Tokens *t = j->r->tokens;
  uint32_t head = j->cue->head, sentence = t->sentence[head];
  uint32_t low = sentence_start(j->r, head), high = sentence_end(j->r, head);
  feature_add(j->f, F_PLACE, sentence < 3 ? sentence : 3, j->part);
  feature_add(j->f, F_PLACE, 10 + bucket(high - low), j->part);
  feature_add(j->f, F_PLACE, 20 + (j->cue->range.first == low), j->part);
  feature_add(j->f, F_QUOTE, t->quote[head] != NONE, j->part);
  add_lexical(j, F_QUOTE, t->quote[head] != NONE, j->lemma);
  uint32_t region_quoted =
      j->cue->region.first < low || j->cue->region.first + j->cue->region.count > high;
  uint32_t quoted = 0;
  for (uint32_t i = j->cue->region.first; i < j->cue->region.first + j->cue->region.count; i++)
    quoted += t->quote[i] != NONE;
  feature_add(j->f, F_QUOTE, 10 + bucket(quoted) * 2 + region_quoted, j->part);
  uint32_t density = t->count ? j->r->strong_cues * 256 / t->count : 0;
  feature_add(j->f, F_ARTICLE, bucket(density), j->cue->neutral);
  feature_add(j->f, F_ARTICLE, 20 + bucket(j->r->strong_cues), j->cue->neutral);
}

static bool is_negation(const Tokens *t, uint32_t i) {
  return str_is(t->folded[i], "not") || str_is(t->folded[i], "n't") ||
         str_is(t->folded[i], "never") || str_is(t->folded[i], "no");
}

/* The words that may be its content: for a cue of saying all of its region, else what follows. */
static void add_content(const Judge *j) {
  const Tokens *t = j->r->tokens;
  uint32_t from = j->cue->region.first, to = from + j->cue->region.count, wrongs = 0,
           judgements = 0, negations = 0;
  uint32_t modals = 0, first_person = 0, names = 0;
  uint32_t words = 0, said = j->r->said_at[j->cue->head];
  if (j->cue->neutral && said != NONE) {
    TokenRange content = j->r->said.items[said].content;
    from = content.first,
    to = content.first + (content.count < CONTENT_TOKENS ? content.count : CONTENT_TOKENS);
  }
  if (!j->cue->neutral)
    from = j->cue->range.first,
    to = from + 25 < sentence_end(j->r, from) ? from + 25 : sentence_end(j->r, from);
  for (uint32_t i = from; i < to; i++) {
    if (range_has(j->cue->range, i)) continue;
    if (j->r->wrong[i]) {
      bool judgement = str_is(j->r->wrong[i]->column[WRONG_COLUMN_STRENGTH], "judgement");
      *(judgement ? &judgements : &wrongs) += 1;
      if (j->cue->neutral || i < from + 12)
        feature_add(j->f, F_WRONG_WORD, str_hash(j->r->wrong[i]->key), j->cue->neutral);
    }
    negations += is_negation(t, i);
    modals += t->xpos[i] == XPOS_MD;
    first_person +=
        t->xpos[i] == XPOS_PRP && (str_is(t->folded[i], "i") || str_is(t->folded[i], "we"));
    names += t->xpos[i] == XPOS_NNP;
    bool content_word = t->tag[i] == UPOS_VERB || t->tag[i] == UPOS_ADJ || t->tag[i] == UPOS_ADV ||
                        t->tag[i] == UPOS_NOUN;
    if (j->cue->neutral && content_word && words++ < CONTENT_WORDS)
      feature_add(j->f, F_CONTENT_WORD, t->lemma_hash[i], 0);
  }
  feature_add(j->f, F_WRONGS, bucket(wrongs), j->part);
  feature_add(j->f, F_WRONGS, 10 + bucket(judgements), j->part);
  add_lexical(j, F_WRONGS, 20 + bucket(wrongs + judgements), j->lemma);
  feature_add(j->f, F_CONTENT_SHAPE, negations > 2 ? 2 : negations, j->part);
  feature_add(j->f, F_CONTENT_SHAPE, 10 + (modals > 1 ? 2 : modals), j->part);
  feature_add(j->f, F_CONTENT_SHAPE, 20 + (first_person > 2 ? 2 : first_person), j->part);
  feature_add(j->f, F_CONTENT_SHAPE, 30 + bucket(names), j->part);
}

/* The first wrong or judgement after the cue, and whether a quotation opens before it. */
static void add_nearest(const Judge *j) {
  const Tokens *t = j->r->tokens;
  uint32_t from = j->cue->range.first + j->cue->range.count, end = sentence_end(j->r, j->cue->head);
  uint32_t quote = 0;
  if (end > from + 14) end = from + 14;
  for (uint32_t i = from; i < end; i++) {
    if (t->xpos[i] == XPOS_OPEN_QUOTE || t->quote[i] != t->quote[j->cue->head]) quote = 1;
    if (!j->r->wrong[i]) continue;
    uint32_t strength = str_hash(j->r->wrong[i]->column[WRONG_COLUMN_STRENGTH]);
    add_lexical(j, F_NEAREST, hash_join(j->lemma, bucket(i - from)), strength + quote);
    feature_add(j->f, F_NEAREST, hash_join(j->part, bucket(i - from)), strength + quote);
    add_lexical(j, F_NEAREST, j->lemma, hash_join(strength, path_hash(j->r, j->cue->head, i)));
    return;
  }
  add_lexical(j, F_NEAREST, j->lemma, 1 + quote);
  feature_add(j->f, F_NEAREST, j->part, 1 + quote);
}

/* What attribution makes of the cue: who says it, in or around what is said. */
static void add_said(const Judge *j) {
  const ClaimReader *r = j->r;
  uint32_t at = r->said_at[j->cue->head], around = r->said_around[j->cue->head];
  feature_add(j->f, F_SAID, (at != NONE) * 2u + (around != NONE), j->part);
  add_lexical(j, F_SAID, (at != NONE) * 2u + (around != NONE), j->lemma);
  if (at == NONE) return;
  const Said *said = &r->said.items[at];
  uint32_t source = said->source == NONE ? 99 : type_of_token(r, said->source), strong = 0;
  feature_add(j->f, F_SAID, 10 + source, j->part);
  for (uint32_t i = said->content.first, n = 0;
       i < said->content.first + said->content.count && n < 60; i++, n++)
    strong += r->wrong[i] != NULL;
  feature_add(j->f, F_SAID_WRONG, bucket(strong), j->part);
  feature_add(j->f, F_SAID_WRONG, 20 + bucket(strong) * 9 + bucket(said->content.count), j->part);
}

/* Its subject, also through control and relative clauses. */
static void add_subject(const Judge *j) {
  const Tokens *t = j->r->tokens;
  uint32_t token = j->cue->head, subject = NONE;
  for (uint32_t step = 0; step < 4 && token < t->count && subject == NONE; step++) {
    subject = child_with(j->r, token, REL_NSUBJ);
    if (subject == NONE) subject = child_with(j->r, token, REL_NSUBJ_PASS);
    if (subject == NONE && (t->relation[token] == REL_ACL || t->relation[token] == REL_ACL_RELCL))
      subject = t->head[token];
    token = t->head[token];
  }
  uint32_t type = subject == NONE || subject >= t->count ? 99 : type_of_token(j->r, subject);
  feature_add(j->f, F_SUBJECT, j->part, type);
  add_lexical(j, F_SUBJECT, j->lemma, type);
  if (type != 99) feature_add(j->f, F_SUBJECT, t->lemma_hash[subject], j->part + 1);
}

/* Of the clause that is said: its subject, verb, negation, modal. */
static void add_clause(const Judge *j) {
  const Tokens *t = j->r->tokens;
  uint32_t clause = child_with(j->r, j->cue->head, REL_CCOMP);
  if (clause == NONE) clause = child_with(j->r, j->cue->head, REL_PARATAXIS);
  if (clause == NONE && t->relation[j->cue->head] == REL_PARATAXIS) clause = t->head[j->cue->head];
  if (clause >= t->count) return;
  feature_add(j->f, F_CONTENT_SUBJECT, t->lemma_hash[clause], j->cue->neutral);
  uint32_t seen = 0;
  for (uint32_t c = j->r->child[clause]; c != NONE && seen++ < CHILDREN_SEEN;
       c = j->r->sibling[c]) {
    uint32_t relation = t->relation[c];
    if (relation == REL_NSUBJ || relation == REL_NSUBJ_PASS) {
      feature_add(j->f, F_CONTENT_SUBJECT, type_of_token(j->r, c) + 1000, relation);
      feature_add(j->f, F_CONTENT_SUBJECT, t->hash[c], relation + 100u);
    } else if (relation == REL_AUX || relation == REL_ADVMOD || relation == REL_AUX_PASS ||
               relation == REL_COP) {
      feature_add(j->f, F_CONTENT_SUBJECT, t->hash[c], relation + 200u);
    } else if (relation == REL_OBJ) {
      feature_add(j->f, F_CONTENT_PAIR, t->lemma_hash[clause], t->lemma_hash[c]);
    }
    if (j->r->wrong[c]) feature_add(j->f, F_CONTENT_PAIR, 1, relation);
  }
  if (j->r->wrong[clause])
    feature_add(j->f, F_CONTENT_PAIR, 2,
                str_hash(j->r->wrong[clause]->column[WRONG_COLUMN_STRENGTH]));
}

/* Words around the cue's clause that undo it: not, would, if, refuse to. */
static void add_undoing(const Judge *j) {
  const Tokens *t = j->r->tokens;
  uint32_t token = j->cue->head;
  feature_add(j->f, F_STATUS, cue_status(j->r, j->cue), j->part);
  feature_add(j->f, F_STATUS, 10u + cue_governor(j->r, j->cue), j->part);
  for (uint32_t level = 0; level < 3 && token < t->count; level++, token = t->head[token]) {
    uint32_t seen = 0;
    for (uint32_t c = j->r->child[token]; c != NONE && seen++ < CHILDREN_SEEN;
         c = j->r->sibling[c]) {
      bool undoes = t->xpos[c] == XPOS_MD || is_negation(t, c) || t->relation[c] == REL_MARK;
      if (undoes && t->relation[c] != REL_CCOMP)
        feature_add(j->f, F_NEGATED, t->lemma_hash[c], hash_join(level, j->part));
    }
    if (level) feature_add(j->f, F_NEGATED, t->lemma_hash[token], 500 + level);
    if (t->relation[token] != REL_XCOMP && t->relation[token] != REL_CONJ && level) break;
  }
}

void cue_features(const ClaimReader *r, uint32_t index, bool known, Features *features) {
  const Cue *cue = &r->cues.items[index];
  const LexiconEntry *entry = cue_entry(r, cue, CUE_NOTHING);
  uint32_t part = hash_join(str_hash(entry->column[CUE_PART]), str_hash(entry->column[CUE_KIND]));
  Judge j = {.r = r,
             .cue = cue,
             .lemma = r->tokens->lemma_hash[cue->head],
             .part = part,
             .fine = fine_class(r, cue->head),
             .known = known,
             .f = features};
  features->count = 0;
  add_self(&j);
  add_heads(&j);
  add_window(&j);
  add_neighbours(&j, index);
  add_place(&j);
  add_undoing(&j);
  add_nearest(&j);
  add_subject(&j);
  add_said(&j);
  add_clause(&j);
  add_children(&j);
  add_content(&j);
  slot_features(r, index, features);
  if (cue->neutral) charge_features(r, cue, features);
  else tone_features(r, cue, features);
}
