/* SPDX-License-Identifier: MIT */
/* headlines.c - descriptions at the top of an article of those whom it names further below:
 * "Rock star sued ... Guitarist Jo Bell has been sued". */
#include "extract/referent_features.h"
#include "extract/publics.h"
#include "extract/tree.h"

enum {
  LEAD = 5,           /* sentences in which descriptions are looked at */
  LEAD_ENTITIES = 16, /* descriptions */
  LATER_MAX = 8,      /* names after a description */
  NEAR = 60           /* mentions after a description among which a name's uses are looked for */
};

enum {
  F_RANK = 200,
  F_GAP,
  F_NOUN,
  F_SHARED,
  F_PARALLEL,
  F_ROLE,
  F_MENTIONS,
  F_DETERMINER,
  F_CASE,
  F_PUBLIC,
  F_BOTH,
  F_NONE,
  F_NONE_NOUN,
  F_NONE_DETERMINER,
  F_NONE_COUNT
};

typedef struct {
  const Resolver *r;
  const Tokens *tokens;
  const Entity *entity; /* the description's */
  uint32_t mention, head, type;
  TokenRange words;
} Described;

static bool genders_agree(const Entity *a, const Entity *b) {
  return a->gender == GENDER_UNKNOWN || b->gender == GENDER_UNKNOWN || a->gender == b->gender;
}

static uint32_t few(uint32_t n, uint32_t most) { return n < most ? n : most; }

static uint32_t mix(const Described *d, uint32_t a, uint32_t b, uint32_t c) {
  return ((d->type * 16 + a) * 16 + b) * 16 + c;
}

static uint32_t sentence_of(const Described *d, uint32_t mention) {
  return d->tokens->sentence[d->r->document->mentions.items[mention].head];
}

/* ---- what a name shares with a description ---- */

static bool has_noun(const Entity *entity, const Entity *described) {
  for (uint32_t i = 0; i < entity->noun_count && i < NOUNS_KEPT; i++)
    for (uint32_t k = 0; k < described->noun_count && k < NOUNS_KEPT; k++)
      if (entity->nouns[i] == described->nouns[k]) return true;
  return false;
}

static bool range_has_word(const Tokens *t, TokenRange range, uint32_t hash) {
  for (uint32_t i = range.first; i < range.first + range.count; i++)
    if (t->hash[i] == hash || t->lemma_hash[i] == hash) return true;
  return false;
}

/* Words of the description that stand in the name or in the title before its first use. */
static uint32_t shared_words(const Described *d, const Entity *e) {
  uint32_t shared = 0;
  TokenRange role = d->r->traits.items[e->first].role;
  for (uint32_t i = d->words.first; i < d->words.first + d->words.count; i++)
    if (d->tokens->kind[i] == TOKEN_WORD && d->tokens->folded[i].len > 2)
      shared += range_has_word(d->tokens, e->words, d->tokens->lemma_hash[i]) ||
                range_has_word(d->tokens, role, d->tokens->lemma_hash[i]);
  return shared;
}

static uint32_t role_at(const Tokens *t, uint32_t token) {
  switch (t->relation[token]) {
  case REL_NSUBJ: return 1;
  case REL_NSUBJ_PASS: return 2;
  case REL_OBJ: return 2;
  default: return 0;
  }
}

/* Both do or suffer the same: "Mogul arrested", "Mr Bell was arrested". */
static bool is_parallel(const Described *d, uint32_t other) {
  const Tokens *t = d->tokens;
  uint32_t mine = role_at(t, d->head), theirs = role_at(t, other);
  uint32_t verb = t->head[d->head], above = t->head[other];
  if (verb == NONE || above == NONE || t->lemma_hash[verb] != t->lemma_hash[above]) return false;
  return (mine && mine == theirs) ||
         (t->relation[d->head] == REL_NSUBJ && t->relation[other] == REL_NSUBJ_PASS);
}

static bool has_parallel(const Described *d, uint32_t entity) {
  const Document *document = d->r->document;
  uint32_t end = few(d->mention + NEAR, document->mentions.count);
  for (uint32_t m = d->mention + 1; m < end; m++)
    if (document->mentions.items[m].actor == entity &&
        is_parallel(d, document->mentions.items[m].head))
      return true;
  return false;
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

static void describe_later(const Described *d, uint32_t entity, uint32_t rank, Features *f) {
  const Entity *e = &d->r->entities.items[entity];
  uint32_t gap = few(sentence_of(d, e->first) - sentence_of(d, d->mention), 6);
  uint32_t noun = has_noun(e, d->entity), shared = few(shared_words(d, e), 3);
  uint32_t parallel = has_parallel(d, entity), determiner = determiner_of(d);
  uint32_t role = d->r->traits.items[e->first].role.count > 0;
  uint32_t place = role_at(d->tokens, d->r->document->mentions.items[e->first].head);
  f->count = 0;
  feature_add(f, F_RANK, mix(d, few(rank, 4), determiner, 0), 0);
  feature_add(f, F_GAP, mix(d, gap, few(rank, 2), 0), 0);
  feature_add(f, F_NOUN, mix(d, noun, determiner, 0), 0);
  feature_add(f, F_SHARED, mix(d, shared, few(d->words.count, 4), 0), 0);
  feature_add(f, F_PARALLEL, mix(d, parallel, determiner, 0), 0);
  feature_add(f, F_ROLE, mix(d, role, gap, 0), 0);
  feature_add(f, F_MENTIONS, mix(d, few(e->mentions, 7), few(rank, 3), 0), 0);
  feature_add(f, F_DETERMINER, mix(d, determiner, few(d->words.count, 4), few(rank, 2)), 0);
  feature_add(f, F_CASE, mix(d, role_at(d->tokens, d->head), place, gap), 0);
  PublicMatch m = public_match(d->r, d->mention, e);
  feature_add(f, F_PUBLIC,
              mix(d, m.fit * 2u + m.former, few(m.known, 2) * 3 + few(m.unknown, 2), determiner),
              0);
  feature_add(f, F_BOTH, mix(d, noun * 2 + parallel, shared, gap < 3), 0);
}

static void describe_none(const Described *d, uint32_t count, Features *f) {
  f->count = 0;
  uint32_t determiner = determiner_of(d);
  feature_add(f, F_NONE, d->type, 0);
  feature_add(f, F_NONE_NOUN, d->type, d->tokens->lemma_hash[d->head]);
  feature_add(f, F_NONE_DETERMINER,
              mix(d, determiner, few(d->words.count, 4), sentence_of(d, d->mention) == 0), 0);
  feature_add(f, F_NONE_COUNT, mix(d, few(count, 4), few(d->entity->mentions, 3), 0), 0);
}

/* ---- the choice ---- */

/* A word of the noun phrase `words`, not its head, that is neither in `other` nor in `name`. */
static bool has_own_word(const Described *d, TokenRange words, TokenRange other, TokenRange name) {
  const Tokens *t = d->tokens;
  for (uint32_t i = words.first; i < words.first + words.count; i++) {
    bool modifies = t->tag[i] == UPOS_NOUN || t->tag[i] == UPOS_PROPN || t->tag[i] == UPOS_ADJ;
    if (i != d->head && modifies && !range_has_word(t, other, t->lemma_hash[i]) &&
        !range_has_word(t, name, t->lemma_hash[i]))
      return true;
  }
  return false;
}

/* The head of the navy is not the finance head, though both are heads. */
static bool is_other_office(const Described *d, const Entity *e) {
  TokenRange role = d->r->traits.items[e->first].role;
  return range_has_word(d->tokens, role, d->tokens->lemma_hash[d->head]) &&
         has_own_word(d, d->words, role, e->words) && has_own_word(d, role, d->words, d->words);
}

/* The one named person of whom the article says what it says of the described; or NONE. */
static uint32_t only_called_so(const Described *d) {
  uint32_t found = NONE;
  for (uint32_t e = 0; e < d->r->entities.count && d->type == ACTOR_PERSON; e++) {
    const Entity *entity = &d->r->entities.items[e];
    if (!entity->named || entity->type != ACTOR_PERSON || !genders_agree(entity, d->entity) ||
        !has_noun(entity, d->entity))
      continue;
    if (found != NONE) return NONE;
    found = e;
  }
  if (found != NONE && is_other_office(d, &d->r->entities.items[found])) return NONE;
  return found;
}

/* "The chair, Jo Bell": at most a comma between them. */
static bool stands_beside(const Described *d, uint32_t mention) {
  const Mention *m = d->r->document->mentions.items;
  TokenRange mine = m[d->mention].range;
  return m[mention].range.first <= mine.first + mine.count + 1;
}

/* Whoever is named in the very sentence of a description is somebody else, unless they stand side
 * by side. */
static bool is_later(const Described *d, const Entity *e) {
  if (!e->named || e->first == NONE || e->first <= d->mention) return false;
  if (sentence_of(d, e->first) == sentence_of(d, d->mention) && !stands_beside(d, e->first))
    return false;
  bool person = d->type == ACTOR_PERSON;
  if (person != (e->type == ACTOR_PERSON) || (!person && e->type != ACTOR_ORGANIZATION))
    return false;
  return e->number != NUMBER_PLURAL && genders_agree(e, d->entity);
}

static void find_later(const Described *d, Referents *found) {
  const Document *document = d->r->document;
  found->count = 0;
  found->later = true;
  for (uint32_t m = d->mention + 1; m < document->mentions.count && found->count < LATER_MAX; m++) {
    uint32_t entity = document->mentions.items[m].actor;
    if (entity == NONE || d->r->entities.items[entity].first != m) continue;
    if (!is_later(d, &d->r->entities.items[entity])) continue;
    describe_later(d, entity, found->count, &found->features[found->count]);
    found->entity[found->count++] = entity;
  }
  describe_none(d, found->count, &found->features[found->count]);
  found->entity[found->count++] = NONE;
}

static bool is_described(const Entity *entity) {
  return !entity->named && entity->first != NONE && entity->noun_count &&
         (entity->type == ACTOR_PERSON || entity->type == ACTOR_ORGANIZATION) &&
         entity->number != NUMBER_PLURAL;
}

void name_the_described(Resolver *r, Referents *referents) {
  Document *d = r->document;
  uint32_t looked = 0, *renamed = NEW_ARRAY(&d->arena, uint32_t, r->entities.count + 1);
  for (uint32_t e = 0; e < r->entities.count; e++) renamed[e] = e;
  for (uint32_t e = 0; e < r->entities.count && r->has_grammar; e++) {
    const Entity *entity = &r->entities.items[e];
    if (!is_described(entity)) continue;
    uint32_t head = d->mentions.items[entity->first].head;
    if (d->tokens.sentence[head] >= LEAD) continue;
    if (looked++ == LEAD_ENTITIES) break;
    Described described = {.r = r,
                           .tokens = &d->tokens,
                           .entity = entity,
                           .mention = entity->first,
                           .head = head,
                           .type = entity->type,
                           .words = entity->words};
    uint32_t found = only_called_so(&described);
    if (found == NONE) {
      find_later(&described, referents);
      found = choose_referent(r, entity->first, referents);
    }
    if (found != NONE) renamed[e] = found;
  }
  for (uint32_t m = 0; m < d->mentions.count; m++)
    if (d->mentions.items[m].actor != NONE)
      d->mentions.items[m].actor = renamed[d->mentions.items[m].actor];
}
