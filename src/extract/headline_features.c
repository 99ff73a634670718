/* SPDX-License-Identifier: MIT */
/* headline_features.c - what speaks for it that a description means somebody whom the article
 * names elsewhere. */
#include "extract/headline_features.h"
#include "extract/publics.h"

enum { USES_MAX = 5 /* of a name, whose verbs and sentences are looked at */ };

enum {
  F_RANK = 200,
  F_GAP,
  F_NOUN,
  F_SHARED,
  F_ROLE,
  F_MENTIONS,
  F_DETERMINER,
  F_CASE,
  F_PUBLIC,
  F_BOTH,
  F_TOLD,
  F_LIKE,
  F_LIKE_DEEDS,
  F_TOP,
  F_TOP_DETERMINER,
  F_STATE,
  F_AGE,
  F_DEEDS,
  F_DEEDS_GAP,
  F_FULL,
  F_UNSURE,
  F_FAR,
  F_TOGETHER,
  F_TOGETHER_TOP,
  F_CLASS_RANK,
  F_LEMMA_RANK,
  F_GENDER,
  F_ONLY,
  F_KIND,
  F_KIND_NOUN,
  F_NAME_WORD,
  F_LEAD,
  F_LEAD_TOLD,
  F_SIDE, /* of those named before: as far from the others */
  F_NONE = F_RANK + 2 * (F_SIDE - F_RANK),
  F_NONE_NOUN,
  F_NONE_FINE,
  F_NONE_COARSE,
  F_NONE_DETERMINER,
  F_NONE_FAR,
  F_NONE_COUNT
};

static uint32_t few(uint32_t n, uint32_t most) { return n < most ? n : most; }

static uint32_t mix(const Described *d, uint32_t a, uint32_t b, uint32_t c) {
  return ((d->type * 16 + a) * 16 + b) * 16 + c;
}

uint32_t described_sentence(const Described *d, uint32_t mention) {
  return d->tokens->sentence[d->r->document->mentions.items[mention].head];
}

/* ---- what is told of both ---- */

static bool tells(const Tokens *t, uint32_t i) {
  switch (t->tag[i]) {
  case UPOS_NOUN:
  case UPOS_PROPN:
  case UPOS_VERB:
  case UPOS_ADJ:
  case UPOS_NUM: return true;
  default: return false;
  }
}

void described_read(Described *d) {
  const Tokens *t = d->tokens;
  TokenRange sentence = d->r->document->sentences.items[d->sentence];
  TokenRange mine = d->r->document->mentions.items[d->mention].range;
  d->class = word_classes_find(&d->r->models->word_classes, t->lemma_hash[d->head]);
  memset(d->told, 0, sizeof d->told);
  for (uint32_t i = sentence.first; i < sentence.first + sentence.count; i++) {
    uint32_t bit = t->lemma_hash[i] % TOLD_BITS;
    if (tells(t, i) && !range_has(mine, i)) d->told[bit / 64] |= (uint64_t)1 << bit % 64;
  }
}

static uint32_t told_in(const Described *d, uint32_t sentence) {
  const Tokens *t = d->tokens;
  TokenRange s = d->r->document->sentences.items[sentence];
  uint32_t shared = 0;
  for (uint32_t i = s.first; i < s.first + s.count; i++) {
    uint32_t bit = t->lemma_hash[i] % TOLD_BITS;
    shared += tells(t, i) && (d->told[bit / 64] >> bit % 64 & 1);
  }
  return shared;
}

uint32_t described_told(const Described *d, uint32_t entity) {
  uint32_t best = 0, last = d->sentence, uses = 0;
  for (uint32_t m = d->r->entities.items[entity].first; m != NONE && uses < USES_MAX;
       m = d->next[m], uses++) {
    uint32_t sentence = described_sentence(d, m);
    if (sentence == last) continue;
    last = sentence;
    uint32_t shared = told_in(d, sentence);
    if (shared > best) best = shared;
  }
  return best;
}

static uint32_t role_at(const Tokens *t, uint32_t token) {
  switch (t->relation[token]) {
  case REL_NSUBJ: return 1;
  case REL_NSUBJ_PASS: return 2;
  case REL_OBJ: return 2;
  default: return 0;
  }
}

/* How alike the verbs are that both do or suffer: 3 the same ("Mogul arrested", "Mr Bell was
 * arrested"), 2 and 1 of one fine or coarse class. */
static uint32_t verbs_alike(const Described *d, uint32_t other) {
  const Tokens *t = d->tokens;
  uint32_t mine = role_at(t, d->head), theirs = role_at(t, other);
  uint32_t verb = t->head[d->head], above = t->head[other];
  if (!mine || !theirs || verb == NONE || above == NONE) return 0;
  bool same = t->lemma_hash[verb] == t->lemma_hash[above];
  /* a headline's "mogul arrested" has no "was" */
  if (same && t->relation[d->head] == REL_NSUBJ && theirs == 2) return 3;
  if (mine != theirs) return 0;
  if (same) return 3;
  WordClass a = word_classes_find(&d->r->models->word_classes, t->lemma_hash[verb]);
  WordClass b = word_classes_find(&d->r->models->word_classes, t->lemma_hash[above]);
  return a.fine && a.fine == b.fine ? 2 : a.coarse && a.coarse == b.coarse;
}

static uint32_t deeds_alike(const Described *d, uint32_t entity) {
  uint32_t best = 0, uses = 0;
  for (uint32_t m = d->r->entities.items[entity].first; m != NONE && uses < USES_MAX;
       m = d->next[m], uses++) {
    uint32_t alike = verbs_alike(d, d->r->document->mentions.items[m].head);
    if (alike > best) best = alike;
  }
  return best;
}

/* ---- what the article calls both ---- */

bool is_unsure(const Entity *e) {
  static const Str HE = {"he", 2}, SHE = {"she", 3};
  return e->named && e->type == ACTOR_PERSON && e->gender == GENDER_UNKNOWN && !e->age &&
         !e->role.len && !e->known_as.len && e->pronoun != str_hash(HE) &&
         e->pronoun != str_hash(SHE);
}

bool described_has_noun(const Entity *entity, const Entity *described) {
  for (uint32_t i = 0; i < entity->noun_count && i < NOUNS_KEPT; i++)
    for (uint32_t k = 0; k < described->noun_count && k < NOUNS_KEPT; k++)
      if (entity->nouns[i] == described->nouns[k]) return true;
  return false;
}

/* How like the noun the likest is of those that the article has for the actor: 3 the same, 2 and 1
 * of one fine or coarse class, 0 none; 4 it has no noun for it. */
static uint32_t likeness(const Described *d, const Entity *e) {
  uint32_t best = 0;
  for (uint32_t i = 0; i < e->noun_count && i < NOUNS_KEPT; i++) {
    const WordClass *class = &e->classes[i];
    uint32_t like = e->nouns[i] == d->tokens->lemma_hash[d->head] ? 3
                    : class->fine && class->fine == d->class.fine
                        ? 2
                        : class->coarse && class->coarse == d->class.coarse;
    if (like > best) best = like;
  }
  return e->noun_count ? best : 4;
}

bool range_has_word(const Tokens *t, TokenRange range, uint32_t hash) {
  for (uint32_t i = range.first; i < range.first + range.count; i++)
    if (t->hash[i] == hash || t->lemma_hash[i] == hash) return true;
  return false;
}

/* Words of the description that stand in the name or in the title at one of its first uses. */
static uint32_t shared_words(const Described *d, const Entity *e) {
  uint32_t best = 0, uses = 0;
  for (uint32_t m = e->first; m != NONE && uses < USES_MAX; m = d->next[m], uses++) {
    TokenRange role = d->r->traits.items[m].role;
    uint32_t shared = 0;
    if (uses && !role.count) continue;
    for (uint32_t i = d->words.first; i < d->words.first + d->words.count; i++)
      if (d->tokens->kind[i] == TOKEN_WORD && d->tokens->folded[i].len > 2)
        shared += range_has_word(d->tokens, e->words, d->tokens->lemma_hash[i]) ||
                  range_has_word(d->tokens, role, d->tokens->lemma_hash[i]);
    if (shared > best) best = shared;
  }
  return best;
}

/* ---- features ---- */

static uint32_t determiner_of(const Described *d) {
  const Mention *m = &d->r->document->mentions.items[d->mention];
  Str word = d->tokens->folded[m->range.first];
  if (m->range.first == d->head) return 0;
  if (str_is(word, "the")) return 1;
  if (str_is(word, "a") || str_is(word, "an")) return 2;
  if (str_is(word, "one")) return 3;
  return d->tokens->xpos[m->range.first] == XPOS_PRPS ? 4 : 5;
}

/* Sentences in which both are spoken of. */
static uint32_t times_together(const Described *d, uint32_t entity) {
  uint32_t mine = d->entity->first, theirs = d->r->entities.items[entity].first, count = 0;
  while (mine != NONE && theirs != NONE) {
    uint32_t a = described_sentence(d, mine), b = described_sentence(d, theirs);
    count += a == b;
    if (a <= b) mine = d->next[mine];
    if (b <= a) theirs = d->next[theirs];
  }
  return count;
}

/* All that the features of a candidate are made of. */
typedef struct {
  const Described *d;
  const Candidate *c;
  const Entity *e;
  uint32_t side; /* what is added to the templates */
  uint32_t gap, rank, top, noun, like, shared, deeds, together, determiner, lemma;
  uint32_t mine, place; /* subject or object, of the description and of the name */
} View;

static View view_of(const Described *d, const Candidate *c) {
  const Entity *e = &d->r->entities.items[c->entity];
  uint32_t there = described_sentence(d, c->mention);
  return (View){.d = d,
                .c = c,
                .e = e,
                .side = c->earlier ? F_SIDE - F_RANK : 0,
                .gap = few(c->earlier ? d->sentence - there : there - d->sentence, 6),
                .rank = few(c->rank, 4),
                .top = e->mentions >= d->most,
                .noun = described_has_noun(e, d->entity),
                .like = likeness(d, e),
                .shared = few(shared_words(d, e), 3),
                .deeds = deeds_alike(d, c->entity),
                .together = few(times_together(d, c->entity), 3),
                .determiner = determiner_of(d),
                .lemma = d->tokens->lemma_hash[d->head],
                .mine = role_at(d->tokens, d->head),
                .place = role_at(d->tokens, d->r->document->mentions.items[c->mention].head)};
}

/* Where it is named, how often, as what. */
static void place_features(const View *v, Features *f) {
  const Described *d = v->d;
  uint32_t side = v->side, near = few(v->rank, 2), headline = d->sentence == 0;
  feature_add(f, side + F_RANK, mix(d, v->rank, v->determiner, 0), 0);
  feature_add(f, side + F_GAP, mix(d, v->gap, near, 0), 0);
  feature_add(f, side + F_FAR, mix(d, few(d->sentence, 6), v->gap, near), 0);
  feature_add(f, side + F_ONLY, mix(d, few(d->count, 4), near, v->determiner), 0);
  feature_add(f, side + F_MENTIONS, mix(d, few(v->e->mentions, 7), few(v->rank, 3), 0), 0);
  feature_add(f, side + F_TOP, mix(d, v->top, few(v->rank, 3), v->gap), 0);
  feature_add(f, side + F_TOP_DETERMINER,
              mix(d, v->top, v->determiner, few(d->entity->mentions, 3)), 0);
  feature_add(f, side + F_DETERMINER, mix(d, v->determiner, few(d->words.count, 4), near), 0);
  feature_add(f, side + F_CASE, mix(d, v->mine, v->place, v->gap), 0);
  feature_add(f, side + F_FULL, mix(d, few(v->e->words.count, 3), v->gap, v->place), 0);
  feature_add(f, side + F_LEAD, mix(d, headline * 3 + v->mine, v->gap, v->place * 3 + near), 0);
  feature_add(f, side + F_TOGETHER, mix(d, v->together, few(d->entity->mentions, 4), 0), 0);
  feature_add(f, side + F_TOGETHER_TOP, mix(d, v->together, v->determiner, v->top), 0);
  feature_add(f, side + F_CLASS_RANK, mix(d, near, v->gap < 3, 0), d->class.coarse);
  feature_add(f, side + F_LEMMA_RANK, mix(d, near, 0, 0), v->lemma);
}

/* What it is called. */
static void name_features(const View *v, Features *f) {
  const Described *d = v->d;
  const Entity *e = v->e;
  uint32_t side = v->side, role = d->r->traits.items[e->first].role.count > 0;
  PublicMatch m = public_match(d->r, d->mention, e);
  WordClass last = word_classes_find(&d->r->models->word_classes,
                                     d->tokens->lemma_hash[e->words.first + e->words.count - 1]);
  feature_add(f, side + F_NOUN, mix(d, v->noun, v->determiner, 0), 0);
  feature_add(f, side + F_SHARED, mix(d, v->shared, few(d->words.count, 4), 0), 0);
  feature_add(f, side + F_ROLE, mix(d, role, v->gap, 0), 0);
  feature_add(f, side + F_LIKE, mix(d, v->like, v->determiner, few(v->rank, 2)), 0);
  feature_add(f, side + F_PUBLIC,
              mix(d, m.fit * 2u + m.former, few(m.known, 2) * 3 + few(m.unknown, 2), v->determiner),
              0);
  feature_add(f, side + F_KIND, hash_join(e->kind, d->class.coarse), 0);
  feature_add(f, side + F_KIND_NOUN, hash_join(e->kind, v->lemma), 0);
  feature_add(f, side + F_NAME_WORD, last.coarse, d->class.coarse);
}

/* What is told of both. */
static void deed_features(const View *v, Features *f) {
  const Described *d = v->d;
  uint32_t side = v->side, told = v->c->told, headline = d->sentence == 0;
  feature_add(f, side + F_DEEDS, mix(d, v->deeds, v->determiner, v->top), 0);
  feature_add(f, side + F_DEEDS_GAP, mix(d, v->deeds, v->gap, few(v->rank, 2)), 0);
  feature_add(f, side + F_LIKE_DEEDS, mix(d, v->like, v->deeds, v->top), 0);
  feature_add(f, side + F_BOTH, mix(d, v->noun * 4 + v->deeds, v->shared, v->gap < 3), 0);
  feature_add(f, side + F_TOLD, few(told, 4), told && told == d->fits);
  feature_add(f, side + F_LEAD_TOLD,
              mix(d, headline * 4 + few(told, 3), v->gap, v->top * 3 + few(v->rank, 2)), 0);
}

/* Whether state, age, gender and kind agree. */
static void agreement_features(const View *v, Features *f) {
  const Described *d = v->d;
  const Traits *traits = &d->r->traits.items[d->mention];
  uint32_t side = v->side, state = 0, age = 0, gender = 0;
  if (traits->country[0])
    state = !v->e->country[0] ? 1 : memcmp(traits->country, v->e->country, 3) ? 2 : 3;
  if (traits->age && v->e->age) age = 1u + (traits->age == v->e->age);
  if (d->entity->gender != GENDER_UNKNOWN) gender = v->e->gender == GENDER_UNKNOWN ? 1 : 2;
  feature_add(f, side + F_STATE, mix(d, state, v->top, 0), 0);
  feature_add(f, side + F_AGE, mix(d, age, 0, 0), 0);
  feature_add(f, side + F_GENDER, mix(d, gender, v->determiner, few(v->rank, 2)), 0);
  feature_add(f, side + F_UNSURE, mix(d, is_unsure(v->e), v->e->type, v->determiner), 0);
}

void describe_candidate(const Described *d, const Candidate *c, Features *f) {
  View v = view_of(d, c);
  f->count = 0;
  place_features(&v, f);
  name_features(&v, f);
  deed_features(&v, f);
  agreement_features(&v, f);
}

void describe_no_candidate(const Described *d, Features *f) {
  uint32_t determiner = determiner_of(d);
  f->count = 0;
  feature_add(f, F_NONE, d->type, 0);
  feature_add(f, F_NONE_NOUN, d->type, d->tokens->lemma_hash[d->head]);
  feature_add(f, F_NONE_FINE, d->class.fine, 0);
  feature_add(f, F_NONE_COARSE, d->class.coarse, 0);
  feature_add(f, F_NONE_DETERMINER, mix(d, determiner, few(d->words.count, 4), d->sentence == 0),
              0);
  feature_add(f, F_NONE_FAR, mix(d, few(d->sentence, 6), determiner, 0), 0);
  feature_add(f, F_NONE_COUNT, mix(d, few(d->count, 4), few(d->entity->mentions, 3), 0), 0);
}
