/* SPDX-License-Identifier: MIT */
/* states.c - names of states, their peoples, and their capitals when they stand for them. */
#include "extract/actors.h"
#include "extract/tree.h"

enum { TOWN = 't' }; /* keyspace: a capital that the article tells of as a town */

static bool in_list(const Resolver *r, uint32_t i, const char *kind) {
  const Tokens *t = &r->document->tokens;
  uint32_t length;
  const LexiconEntry *entry =
      lexicon_match(&r->models->name_words, t->folded + i, t->hash + i, 1, &length);
  return entry && str_is(entry->column[0], kind);
}

static bool in_list_by_lemma(const Resolver *r, uint32_t i, const char *kind) {
  const Tokens *t = &r->document->tokens;
  uint32_t length;
  const LexiconEntry *entry =
      lexicon_match(&r->models->name_words, t->lemma + i, t->lemma_hash + i, 1, &length);
  return entry && str_is(entry->column[0], kind);
}

static bool is_place_noun(const Resolver *r, uint32_t noun) {
  const Tokens *t = &r->document->tokens;
  uint32_t length;
  const LexiconEntry *entry =
      lexicon_match(&r->models->nominals, t->lemma + noun, t->lemma_hash + noun, 1, &length);
  return entry && str_is(entry->column[0], "place");
}

/* "Athens is a city", "Sofia, the capital": what is said of it is said of a town. */
static bool is_called_place(const Resolver *r, uint32_t head) {
  const Tokens *t = &r->document->tokens;
  uint32_t apposition = tree_child(t, head, REL_APPOS);
  if (apposition != NONE && is_place_noun(r, apposition)) return true;
  return t->relation[head] == REL_NSUBJ && t->head[head] != NONE &&
         tree_child(t, t->head[head], REL_COP) != NONE && is_place_noun(r, t->head[head]);
}

/* "in London" and "visited London" are the town; "London said" is the government. */
static bool is_place_here(const Resolver *r, TokenRange range) {
  const Tokens *t = &r->document->tokens;
  uint32_t sentence = r->document->sentences.items[t->sentence[range.first]].first;
  uint32_t i = range.first, head = range.first + range.count - 1;
  if (i > sentence && str_is(t->folded[i - 1], "the")) i--;
  if (i > sentence && (in_list(r, i - 1, "before-place") || str_is(t->folded[i - 1], "of") ||
                       str_is(t->folded[i - 1], "central")))
    return true;
  if (!r->has_grammar || t->head[head] == NONE) return false;
  uint32_t above = t->head[head];
  switch (t->relation[head]) {
  case REL_OBJ: return in_list_by_lemma(r, above, "place-verb");
  case REL_NSUBJ: return tree_child(t, above, REL_COP) != NONE && is_place_noun(r, above);
  case REL_APPOS: return is_place_noun(r, above);
  default: return false;
  }
}

static bool is_brussels(const Document *d, const Name *name) {
  return name->range.count == 1 && str_is(d->tokens.folded[name->range.first], "brussels");
}

/* Capitals that the article tells of as towns are towns wherever it names them. */
void find_towns(Resolver *r) {
  const Document *d = r->document;
  for (uint32_t n = 0; n < d->names.count; n++) {
    const Name *name = &d->names.items[n];
    r->names_belgium |= !memcmp(name->country, "BEL", 3) && !is_brussels(d, name);
  }
  for (uint32_t n = 0; r->has_grammar && n < d->names.count; n++) {
    const Name *name = &d->names.items[n];
    uint32_t head = name->range.first + name->range.count - 1;
    if (name->type == ACTOR_COUNTRY && name->range.count == 1 && is_called_place(r, head))
      entity_key(r, TOWN, d->tokens.folded[head], n);
  }
}

static Str state_name(const Resolver *r, const char *code) {
  const Lexicon *lexicon = &r->models->countries;
  for (uint32_t i = 0; i < lexicon->count; i++)
    if (!memcmp(lexicon->entries[i].column[1].bytes, code, 3)) return lexicon->entries[i].column[2];
  return (Str){0};
}

static uint32_t add_state(Resolver *r, const char *code, Str name) {
  uint32_t entity = entity_add(r, name, ACTOR_COUNTRY);
  Entity *e = &r->entities.items[entity];
  memcpy(e->country, code, 4);
  e->named = true;
  entity_key(r, 'c', (Str){e->country, 3}, entity);
  return entity;
}

uint32_t state_entity(Resolver *r, const char *code) {
  uint32_t entity = entity_find(r, 'c', (Str){code, 3});
  if (entity != NONE) return entity;
  Str name = state_name(r, code);
  return name.len ? add_state(r, code, name) : NONE;
}

/* "The North", "the South" where the article names North Korea, both Koreas. */
static uint32_t half_of_korea(const Resolver *r, const Name *name) {
  const Tokens *t = &r->document->tokens;
  uint32_t token = name->range.first, north = entity_find(r, 'c', STR("PRK"));
  uint32_t south = entity_find(r, 'c', STR("KOR"));
  bool alone = name->range.count == 1 && token && str_is(t->folded[token - 1], "the") &&
               t->relation[token] != REL_COMPOUND && t->relation[token] != REL_AMOD;
  if (!alone || north == NONE) return NONE;
  if (str_is(t->folded[token], "north")) return north;
  return str_is(t->folded[token], "south") ? south : NONE;
}

bool resolve_state(Resolver *r, uint32_t mention, const Name *name) {
  uint32_t half = half_of_korea(r, name);
  if (half != NONE) return entity_mention(r, half, mention), true;
  if (name->type != ACTOR_COUNTRY || !name->country[0]) return false;
  Known known = gazetteer_match(r->models, r->document, name->range.first,
                                name->range.first + name->range.count);
  Str word = r->document->tokens.folded[name->range.first + name->range.count - 1];
  if (known.known_as == KNOWN_CAPITAL &&
      (is_place_here(r, name->range) || entity_find(r, TOWN, word) != NONE))
    return false;
  uint32_t entity = entity_find(r, 'c', (Str){name->country, 3});
  entity_mention(r, entity == NONE ? add_state(r, name->country, name->canonical) : entity,
                 mention);
  return true;
}

/* Where somebody stands who does or suffers something: "Brussels says", "fined by Brussels"; not
 * "the Paris and Brussels attacks". */
static bool is_acting(const Resolver *r, uint32_t head) {
  const Tokens *t = &r->document->tokens;
  switch (t->relation[head]) {
  case REL_NSUBJ:
  case REL_NSUBJ_PASS:
  case REL_OBJ:
  case REL_IOBJ:
  case REL_NMOD_POSS:
  case REL_OBL_AGENT: return true;
  case REL_OBL:
  case REL_NMOD: {
    uint32_t marker = tree_marker(t, head);
    return marker != NONE &&
           (str_is(t->folded[marker], "against") || str_is(t->folded[marker], "from") ||
            str_is(t->folded[marker], "with"));
  }
  default: return false;
  }
}

/* An article that names Belgium may mean its government. */
bool stands_for_union(const Resolver *r, const Name *name) {
  return r->has_grammar && !r->names_belgium && is_brussels(r->document, name) &&
         is_acting(r, name->range.first) && !is_place_here(r, name->range);
}
