/* SPDX-License-Identifier: MIT */
/* resolve.c - whom a pronoun or a description means, among the actors met before it. */
#include "extract/actors.h"

enum { WINDOW = 24 }; /* earlier mentions looked at */

static uint32_t sentence_of(const Resolver *r, uint32_t mention) {
  return r->document->tokens.sentence[r->document->mentions.items[mention].head];
}

static bool is_subject(const Resolver *r, uint32_t mention) {
  if (!r->has_grammar) return false;
  uint8_t relation = r->document->tokens.relation[r->document->mentions.items[mention].head];
  return relation == REL_NSUBJ || relation == REL_NSUBJ_PASS;
}

static bool agrees(const Traits *anaphor, const Entity *entity) {
  if (anaphor->gender != GENDER_UNKNOWN && entity->gender != GENDER_UNKNOWN && anaphor->gender != entity->gender)
    return false;
  return true;
}

/* How well an earlier mention serves as what a pronoun refers to; 0: not at all. */
static int pronoun_score(const Resolver *r, uint32_t pronoun, uint32_t mention) {
  const Traits *p = &r->traits.items[pronoun];
  uint32_t actor = r->document->mentions.items[mention].actor;
  const Entity *entity = &r->entities.items[actor];
  uint32_t gap = sentence_of(r, pronoun) - sentence_of(r, mention);
  if (gap > 3 || !agrees(p, entity)) return 0;
  bool person = entity->type == ACTOR_PERSON;
  if (p->gender != GENDER_UNKNOWN && !person) return 0;
  if (!p->animate && (person || entity->type == ACTOR_GROUP)) return 0;
  if (p->number == NUMBER_PLURAL && person) return 0;
  if (p->number == NUMBER_PLURAL && r->traits.items[mention].number != NUMBER_PLURAL &&
      entity->type != ACTOR_ORGANIZATION && entity->type != ACTOR_GROUP) return 0;
  return 100 - 20 * (int)gap + (is_subject(r, mention) ? 15 : 0) + (entity->named ? 5 : 0) -
         (int)(pronoun - mention);
}

static void resolve_pronoun(Resolver *r, uint32_t mention) {
  const Traits *p = &r->traits.items[mention];
  if (p->person != 3) return;
  int best = 0;
  uint32_t found = NONE;
  for (uint32_t m = mention, looked = 0; m-- > 0 && looked < WINDOW; looked++) {
    if (r->document->mentions.items[m].actor == NONE) continue;
    int score = pronoun_score(r, mention, m);
    if (score > best) best = score, found = m;
  }
  if (found != NONE) entity_mention(r, r->document->mentions.items[found].actor, mention);
}

/* A description: the words without a leading article. */
static TokenRange without_article(const Resolver *r, TokenRange range) {
  static const char *const ARTICLES[] = {"the", "a", "an", "this", "that", "these", "those", "both", "some"};
  for (size_t i = 0; i < sizeof ARTICLES / sizeof *ARTICLES; i++)
    if (range.count > 1 && str_is(r->document->tokens.folded[range.first], ARTICLES[i]))
      return (TokenRange){range.first + 1, range.count - 1};
  return range;
}

static void resolve_nominal(Resolver *r, uint32_t mention) {
  const Mention *m = &r->document->mentions.items[mention];
  const Traits *traits = &r->traits.items[mention];
  TokenRange words = without_article(r, m->range);
  Str folded = words_folded(r, words);
  uint32_t entity = entity_find(r, 'd', folded);
  if (entity == NONE) {
    entity = entity_add(r, words_text(r, words), traits->type);
    r->entities.items[entity].words = words;
    entity_key(r, 'd', folded, entity);
  }
  entity_mention(r, entity, mention);
}

void resolve_references(Resolver *r) {
  for (uint32_t m = 0; m < r->document->mentions.count; m++) {
    if (r->document->mentions.items[m].form == MENTION_NOMINAL) resolve_nominal(r, m);
    else if (r->document->mentions.items[m].form == MENTION_PRONOUN) resolve_pronoun(r, m);
    uint32_t actor = r->document->mentions.items[m].actor;
    if (actor != NONE) r->entities.items[actor].last = m, r->entities.items[actor].mentions++;
  }
}
