/* SPDX-License-Identifier: MIT */
/* headlines.c - descriptions at the top of an article that nothing before them explains, of those
 * whom it names elsewhere: "Rock star sued ... Guitarist Jo Bell has been sued". */
#include "extract/headline_features.h"
#include "extract/leaders.h"
#include "extract/tree.h"

enum {
  LEAD = 8,           /* sentences in which descriptions are looked at */
  LEAD_CALLED = 5,    /* ... in which it is enough that only one person is called so */
  LEAD_ENTITIES = 40, /* descriptions */
  LATER_MAX = 8,      /* names after a description */
  EARLIER_MAX = 8,    /* ... before it */
  LOOKED_BACK = 100   /* mentions */
};

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
    if (!entity->named || entity->type != ACTOR_PERSON ||
        !genders_agree(entity->gender, d->entity->gender) || !described_has_noun(entity, d->entity))
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

static bool may_be(const Described *d, const Entity *e) {
  if (!e->named || e->first == NONE || e->number == NUMBER_PLURAL) return false;
  bool fits = d->type == ACTOR_PERSON ? e->type == ACTOR_PERSON
                                      : e->type == ACTOR_ORGANIZATION || is_unsure(e);
  return fits && genders_agree(e->gender, d->entity->gender) && !is_other_office(d, e);
}

/* "The minister's adviser" is not the minister. */
static bool is_inside(const Described *d, uint32_t entity) {
  const Document *document = d->r->document;
  TokenRange mine = document->mentions.items[d->mention].range;
  for (uint32_t i = mine.first; i < mine.first + mine.count; i++) {
    uint32_t mention = d->tokens->mention[i];
    if (mention != NONE && mention != d->mention &&
        document->mentions.items[mention].actor == entity)
      return true;
  }
  return false;
}

typedef struct {
  Candidate items[LATER_MAX + EARLIER_MAX];
  uint32_t count;
} Candidates;

static void add(Described *d, Candidates *found, Candidate candidate) {
  candidate.told = described_told(d, candidate.entity);
  if (candidate.told > d->fits) d->fits = candidate.told;
  uint32_t mentions = d->r->entities.items[candidate.entity].mentions;
  if (mentions > d->most) d->most = mentions;
  found->items[found->count++] = candidate;
}

/* Whoever is named in the very sentence of a description is somebody else, unless they stand side
 * by side. */
static void find_later(Described *d, Candidates *found) {
  const Document *document = d->r->document;
  uint32_t rank = 0;
  for (uint32_t m = d->mention + 1; m < document->mentions.count && rank < LATER_MAX; m++) {
    uint32_t entity = document->mentions.items[m].actor;
    if (entity == NONE || d->r->entities.items[entity].first != m) continue;
    if (!may_be(d, &d->r->entities.items[entity])) continue;
    if (described_sentence(d, m) == d->sentence && !stands_beside(d, m)) continue;
    add(d, found, (Candidate){entity, m, rank++, 0, false});
  }
}

static bool is_among(const Candidates *found, uint32_t entity) {
  for (uint32_t i = 0; i < found->count; i++)
    if (found->items[i].entity == entity) return true;
  return false;
}

static void find_earlier(Described *d, Candidates *found) {
  const Document *document = d->r->document;
  uint32_t rank = 0, looked = 0;
  for (uint32_t m = d->mention; m-- > 0 && rank < EARLIER_MAX && looked < LOOKED_BACK; looked++) {
    uint32_t entity = document->mentions.items[m].actor;
    if (entity == NONE || described_sentence(d, m) == d->sentence || is_among(found, entity))
      continue;
    const Entity *e = &d->r->entities.items[entity];
    if (e->first < d->mention && may_be(d, e) && !is_inside(d, entity))
      add(d, found, (Candidate){entity, m, rank++, 0, true});
  }
}

static void find_candidates(Described *d, Referents *referents) {
  Candidates found = {.count = 0};
  described_read(d);
  d->most = d->fits = 0;
  find_later(d, &found);
  find_earlier(d, &found);
  d->count = found.count;
  referents->left_open = true;
  for (uint32_t i = 0; i < found.count; i++) {
    describe_candidate(d, &found.items[i], &referents->features[i]);
    referents->entity[i] = found.items[i].entity;
  }
  describe_no_candidate(d, &referents->features[found.count]);
  referents->entity[found.count] = NONE;
  referents->count = found.count + 1;
  refuse_other_states(d->r, d->mention, referents);
}

/* "This newspaper" is the one that the reader holds. */
static bool is_at_hand(const Resolver *r, const Entity *entity) {
  const Document *d = r->document;
  return str_is(d->tokens.folded[d->mentions.items[entity->first].range.first], "this");
}

static bool is_described(const Resolver *r, const Entity *entity) {
  return !entity->named && entity->first != NONE && entity->noun_count &&
         (entity->type == ACTOR_PERSON || entity->type == ACTOR_ORGANIZATION) &&
         entity->number != NUMBER_PLURAL && !is_at_hand(r, entity);
}

/* Of each mention the next one of its actor, or NONE. */
static const uint32_t *next_mentions(Resolver *r) {
  Document *d = r->document;
  uint32_t *next = NEW_ARRAY(&d->arena, uint32_t, d->mentions.count + 1);
  uint32_t *last = NEW_ARRAY(&d->arena, uint32_t, r->entities.count + 1);
  for (uint32_t e = 0; e < r->entities.count; e++) last[e] = NONE;
  for (uint32_t m = d->mentions.count; m-- > 0;) {
    uint32_t actor = d->mentions.items[m].actor;
    next[m] = NONE;
    if (actor == NONE) continue;
    next[m] = last[actor];
    last[actor] = m;
  }
  return next;
}

static uint32_t who_is_described(Resolver *r, uint32_t e, const uint32_t *next,
                                 Referents *referents) {
  const Entity *entity = &r->entities.items[e];
  uint32_t head = r->document->mentions.items[entity->first].head;
  Described described = {.r = r,
                         .tokens = &r->document->tokens,
                         .entity = entity,
                         .mention = entity->first,
                         .head = head,
                         .type = entity->type,
                         .sentence = r->document->tokens.sentence[head],
                         .words = entity->words,
                         .next = next};
  uint32_t found = described.sentence < LEAD_CALLED ? only_called_so(&described) : NONE;
  if (found != NONE) return found;
  find_candidates(&described, referents);
  return choose_referent(r, entity->first, referents);
}

void name_the_described(Resolver *r, Referents *referents) {
  Document *d = r->document;
  if (!r->has_grammar) return;
  uint32_t looked = 0, *renamed = NEW_ARRAY(&d->arena, uint32_t, r->entities.count + 1);
  const uint32_t *next = next_mentions(r);
  for (uint32_t e = 0; e < r->entities.count; e++) {
    const Entity *entity = &r->entities.items[e];
    renamed[e] = e;
    if (looked == LEAD_ENTITIES || !is_described(r, entity) ||
        d->tokens.sentence[d->mentions.items[entity->first].head] >= LEAD)
      continue;
    looked++;
    uint32_t found = who_is_described(r, e, next, referents);
    if (found != NONE) renamed[e] = found;
  }
  for (uint32_t m = 0; m < d->mentions.count; m++)
    if (d->mentions.items[m].actor != NONE)
      d->mentions.items[m].actor = renamed[d->mentions.items[m].actor];
}
