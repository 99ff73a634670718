/* SPDX-License-Identifier: MIT */
/* actors.c - who is meant by each name, description and pronoun of the document. */
#include "extract/actors.h"
#include "extract/ages.h"
#include "extract/passes.h"
#include <stdlib.h>

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

static Str join_words(Resolver *r, TokenRange range, bool folded) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  uint32_t room = 0, len = 0;
  for (uint32_t i = range.first; i < range.first + range.count; i++)
    room += t->span[i].len + t->folded[i].len + 1;
  char *bytes = NEW_ARRAY(&r->document->arena, char, room + 1);
  for (uint32_t i = range.first; i < range.first + range.count; i++) {
    Str word = folded ? t->folded[i] : document_text(d, t->span[i]);
    if (i > range.first && (folded || (t->flags[i] & TOKEN_SPACE_BEFORE))) bytes[len++] = ' ';
    memcpy(bytes + len, word.bytes, word.len);
    len += word.len;
  }
  return (Str){bytes, len};
}

Str words_text(Resolver *r, TokenRange range) { return join_words(r, range, false); }
Str words_folded(Resolver *r, TokenRange range) { return join_words(r, range, true); }

/* Of "2016-05-03" or the like. */
static uint32_t year_of(Str published) {
  uint32_t year = 0;
  for (uint32_t i = 0; i < 4; i++) {
    if (i >= published.len || published.bytes[i] < '0' || published.bytes[i] > '9') return 0;
    year = year * 10 + (uint32_t)(published.bytes[i] - '0');
  }
  return year;
}

static uint32_t *nobody_aged(Document *document) {
  uint32_t *aged = NEW_ARRAY(&document->arena, uint32_t, OLDEST + 1);
  for (uint32_t i = 0; i <= OLDEST; i++) aged[i] = NONE;
  return aged;
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
                    .family = NONE,
                    .aged = nobody_aged(document),
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

typedef struct {
  Mention mention;
  Traits traits;
} Pair;

static int by_place(const void *a, const void *b) {
  const Mention *x = &((const Pair *)a)->mention, *y = &((const Pair *)b)->mention;
  if (x->range.first != y->range.first) return x->range.first < y->range.first ? -1 : 1;
  if (x->range.count != y->range.count) return x->range.count > y->range.count ? -1 : 1;
  return x->head < y->head ? -1 : x->head > y->head;
}

/* In text order, the longer first. */
static void sort_mentions(Resolver *r) {
  uint32_t count = r->traits.count;
  Pair *pairs = NEW_ARRAY(&r->document->arena, Pair, count + 1);
  for (uint32_t i = 0; i < count; i++)
    pairs[i] = (Pair){r->document->mentions.items[i], r->traits.items[i]};
  qsort(pairs, count, sizeof *pairs, by_place);
  for (uint32_t i = 0; i < count; i++)
    r->document->mentions.items[i] = pairs[i].mention, r->traits.items[i] = pairs[i].traits;
}

/* Of mentions with one head the shorter, inner one keeps it. */
static void index_heads(Document *document) {
  Tokens *tokens = &document->tokens;
  tokens->mention = NEW_ARRAY(&document->arena, uint32_t, tokens->count);
  for (uint32_t i = 0; i < tokens->count; i++) tokens->mention[i] = NONE;
  for (uint32_t m = 0; m < document->mentions.count; m++)
    tokens->mention[document->mentions.items[m].head] = m;
}

static bool may_be_nobody(const Traits *traits) {
  return traits->predicate || (traits->work && traits->author == NONE);
}

/* Predicates of nobody who has a name and texts by nobody known are no mentions after all. */
static void drop_nobodies(Resolver *r) {
  Document *d = r->document;
  uint32_t kept = 0;
  for (uint32_t m = 0; m < d->mentions.count; m++)
    if (!may_be_nobody(&r->traits.items[m]) || d->mentions.items[m].actor != NONE)
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
  sort_mentions(&resolver);
  index_heads(document);
  resolve_names(&resolver);
  resolve_references(&resolver);
  number_actors(&resolver);
  drop_nobodies(&resolver);
}

void find_actors(const Models *models, Document *document) {
  find_actors_choosing(models, document, NULL, NULL);
}
