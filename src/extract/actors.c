/* SPDX-License-Identifier: MIT */
/* actors.c - who is meant by each name, description and pronoun of the document. */
#include "extract/actors.h"
#include "extract/passes.h"

static bool has_grammar(const Document *document) {
  for (uint32_t i = 0; i < document->tokens.count; i++)
    if (document->tokens.tag[i] != UPOS_X) return true;
  return false;
}

static uint32_t *no_speakers(Document *document) {
  uint32_t *speaker = NEW_ARRAY(&document->arena, uint32_t, document->quotes.count + 1);
  for (uint32_t q = 0; q < document->quotes.count; q++) speaker[q] = NONE;
  return speaker;
}

/* Of "2016-05-03" or the like. */
static uint32_t year_of(Str published) {
  uint32_t year = 0;
  for (uint32_t i = 0; i < 4; i++) {
    if (i >= published.len || published.bytes[i] < '0' || published.bytes[i] > '9') return 0;
    year = year * 10 + (uint32_t)(published.bytes[i] - '0');
  }
  return year;
}

static Resolver resolver_new(const Models *models, Document *document) {
  uint32_t capacity = 64;
  while (capacity < 2 * (8 * document->names.count + document->tokens.count)) capacity *= 2;
  return (Resolver){.models = models,
                    .document = document,
                    .has_grammar = has_grammar(document),
                    .keys = NEW_ARRAY(&document->arena, KeySlot, capacity),
                    .key_mask = capacity - 1,
                    .newest = NONE,
                    .last_speaker = NONE,
                    .year = year_of(document->published),
                    .speaker = no_speakers(document)};
}

static uint32_t add_actor(Document *document, const Entity *entity) {
  Actor actor = {.name = entity->name, .role = entity->role, .type = entity->type};
  memcpy(actor.country, entity->country, 4);
  ARRAY_PUSH(&document->arena, &document->actors, actor);
  return document->actors.count - 1;
}

/* Entities become actors in the order of their first mention; the mentions point to them. */
static void number_actors(Resolver *r) {
  Document *d = r->document;
  uint32_t *actor_of = NEW_ARRAY(&d->arena, uint32_t, r->entities.count + 1);
  for (uint32_t i = 0; i < r->entities.count; i++) actor_of[i] = NONE;
  for (uint32_t m = 0; m < d->mentions.count; m++) {
    uint32_t *entity = &d->mentions.items[m].actor;
    if (*entity == NONE) continue;
    if (actor_of[*entity] == NONE) actor_of[*entity] = add_actor(d, &r->entities.items[*entity]);
    *entity = actor_of[*entity];
    d->actors.items[*entity].mention_count++;
  }
}

/* Of mentions with one head the shorter, inner one keeps it. */
static void index_heads(Document *document) {
  Tokens *tokens = &document->tokens;
  tokens->mention = NEW_ARRAY(&document->arena, uint32_t, tokens->count);
  for (uint32_t i = 0; i < tokens->count; i++) tokens->mention[i] = NONE;
  for (uint32_t m = 0; m < document->mentions.count; m++)
    tokens->mention[document->mentions.items[m].head] = m;
}

/* Predicates of nobody who has a name are no mentions after all. */
static void drop_predicates(Resolver *r) {
  Document *d = r->document;
  uint32_t kept = 0;
  for (uint32_t m = 0; m < d->mentions.count; m++)
    if (!r->traits.items[m].predicate || d->mentions.items[m].actor != NONE)
      d->mentions.items[kept++] = d->mentions.items[m];
  if (kept == d->mentions.count) return;
  d->mentions.count = kept;
  index_heads(d);
}

void find_actors_choosing(const Models *models, Document *document, Choose *choose, void *context) {
  Resolver resolver = resolver_new(models, document);
  resolver.choose = choose;
  resolver.choose_context = context;
  collect_mentions(&resolver);
  index_heads(document);
  resolve_names(&resolver);
  resolve_references(&resolver);
  number_actors(&resolver);
  drop_predicates(&resolver);
}

void find_actors(const Models *models, Document *document) {
  find_actors_choosing(models, document, NULL, NULL);
}
