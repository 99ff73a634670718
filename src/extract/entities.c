/* SPDX-License-Identifier: MIT */
/* entities.c - one entity for all the names of an actor: full name and surname, acronym and
 * what it stands for, a state's name, its people's and its capital's. */
#include "extract/actors.h"

enum { NAMESAKES = 32 }; /* people of one last name that are told apart */

static uint32_t key_hash(char keyspace, Str key) { return hash_join((unsigned char)keyspace, str_hash(key)); }

uint32_t entity_find(const Resolver *r, char keyspace, Str key) {
  uint32_t hash = key_hash(keyspace, key);
  for (uint32_t i = hash;; i++) {
    const KeySlot *slot = &r->keys[i & r->key_mask];
    if (!slot->key.bytes) return NONE;
    if (slot->hash == hash && str_equals(slot->key, key)) return slot->value;
  }
}

void entity_key(Resolver *r, char keyspace, Str key, uint32_t entity) {
  uint32_t hash = key_hash(keyspace, key);
  for (uint32_t i = hash; key.len; i++) {
    KeySlot *slot = &r->keys[i & r->key_mask];
    if (slot->key.bytes && !(slot->hash == hash && str_equals(slot->key, key))) continue;
    *slot = (KeySlot){hash, entity, key};
    return;
  }
}

uint32_t entity_add(Resolver *r, Str name, uint8_t type) {
  Entity entity = {.name = name, .type = type, .first = NONE, .last = NONE, .newer = NONE, .older = NONE,
                   .same_last = NONE};
  ARRAY_PUSH(&r->document->arena, &r->entities, entity);
  return r->entities.count - 1;
}

void entity_mention(Resolver *r, uint32_t entity, uint32_t mention) {
  r->document->mentions.items[mention].actor = entity;
  Entity *e = &r->entities.items[entity];
  const Traits *traits = &r->traits.items[mention];
  if (e->gender == GENDER_UNKNOWN) e->gender = traits->gender;
  if (!e->role.len && traits->role.count) e->role = words_text(r, traits->role);
  if (!e->country[0] && e->type != ACTOR_PERSON) memcpy(e->country, traits->country, 4);
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

static Str last_word(const Resolver *r, TokenRange range) {
  const Tokens *t = &r->document->tokens;
  uint32_t last = range.first + range.count - 1;
  while (last > range.first && (t->kind[last] != TOKEN_WORD || str_is(t->folded[last], "jr") ||
                                str_is(t->folded[last], "jr.") || str_is(t->folded[last], "sr") ||
                                str_is(t->folded[last], "sr."))) last--;
  return t->folded[last];
}

/* ---- states ---- */

static bool in_list(const Resolver *r, uint32_t i, const char *kind) {
  const Tokens *t = &r->document->tokens;
  uint32_t length;
  const LexiconEntry *entry = lexicon_match(&r->models->name_words, t->folded + i, t->hash + i, 1, &length);
  return entry && str_is(entry->column[0], kind);
}

/* "in London" is the town; "London said" the government. */
static bool is_place_here(const Resolver *r, TokenRange range) {
  uint32_t sentence = r->document->sentences.items[r->document->tokens.sentence[range.first]].first;
  uint32_t i = range.first;
  if (i > sentence && str_is(r->document->tokens.folded[i - 1], "the")) i--;
  return i > sentence && (in_list(r, i - 1, "before-place") || str_is(r->document->tokens.folded[i - 1], "of") ||
                          str_is(r->document->tokens.folded[i - 1], "central"));
}

static bool resolve_state(Resolver *r, uint32_t mention, const Name *name) {
  if (name->type != ACTOR_COUNTRY || !name->country[0]) return false;
  Str key = {name->country, 3};
  Known known = gazetteer_match(r->models, r->document, name->range.first, name->range.first + name->range.count);
  if (known.known_as == KNOWN_CAPITAL && is_place_here(r, name->range)) return false;
  uint32_t entity = entity_find(r, 'c', key);
  if (entity == NONE) {
    entity = entity_add(r, name->canonical, ACTOR_COUNTRY);
    entity_key(r, 'c', key, entity);
    memcpy(r->entities.items[entity].country, name->country, 4);
    r->entities.items[entity].named = true;
  }
  entity_mention(r, entity, mention);
  return true;
}

/* ---- people ---- */

static bool genders_agree(uint8_t a, uint8_t b) { return a == GENDER_UNKNOWN || b == GENDER_UNKNOWN || a == b; }

/* People with that last name: the one of fitting gender met last before the mention, else
 * the first one after it. */
static uint32_t person_by_last(const Resolver *r, Str last, uint8_t gender, uint32_t at) {
  uint32_t before = NONE, after = NONE, left = NAMESAKES;
  for (uint32_t e = entity_find(r, 'l', last); e != NONE && left--; e = r->entities.items[e].same_last) {
    const Entity *entity = &r->entities.items[e];
    if (!genders_agree(entity->gender, gender)) continue;
    if (entity->words.first > at) after = e; /* the list runs from the last to the first */
    else if (before == NONE) before = e;
  }
  return before != NONE ? before : after;
}

static void new_person(Resolver *r, uint32_t mention, TokenRange words) {
  uint32_t entity = entity_add(r, words_text(r, words), ACTOR_PERSON);
  Entity *e = &r->entities.items[entity];
  e->named = true;
  e->words = words;
  Str last = last_word(r, words);
  e->same_last = entity_find(r, 'l', last);
  entity_key(r, 'l', last, entity);
  entity_key(r, 'p', words_folded(r, words), entity);
  if (words.count > 1 && entity_find(r, 'g', r->document->tokens.folded[words.first]) == NONE)
    entity_key(r, 'g', r->document->tokens.folded[words.first], entity);
  entity_mention(r, entity, mention);
}

/* "Donald Trump" and "Donald J. Trump": one begins and ends as the other. */
static bool same_ends(const Resolver *r, TokenRange a, TokenRange b) {
  const Tokens *t = &r->document->tokens;
  return str_equals(t->folded[a.first], t->folded[b.first]);
}

static void resolve_full_person(Resolver *r, uint32_t mention, const Name *name) {
  uint32_t entity = entity_find(r, 'p', words_folded(r, name->range));
  uint32_t e = entity == NONE ? entity_find(r, 'l', last_word(r, name->range)) : NONE, left = NAMESAKES;
  for (; entity == NONE && e != NONE && left--; e = r->entities.items[e].same_last)
    if (same_ends(r, r->entities.items[e].words, name->range)) entity = e;
  if (entity == NONE) {
    new_person(r, mention, name->range);
    return;
  }
  Entity *known = &r->entities.items[entity];
  if (name->range.count > known->words.count) known->words = name->range, known->name = words_text(r, name->range);
  entity_mention(r, entity, mention);
}

static void resolve_short_person(Resolver *r, uint32_t mention, const Name *name) {
  const Tokens *t = &r->document->tokens;
  const Traits *traits = &r->traits.items[mention];
  uint32_t entity = person_by_last(r, last_word(r, name->range), traits->gender, name->range.first);
  if (entity == NONE && traits->title != TITLE_HONORIFIC) entity = entity_find(r, 'g', t->folded[name->range.first]);
  if (entity == NONE) new_person(r, mention, name->range);
  else entity_mention(r, entity, mention);
}

/* ---- organisations and places ---- */

/* "International Atomic Energy Agency" gives "iaea", without the small words. */
static Str initials(Resolver *r, TokenRange range) {
  const Tokens *t = &r->document->tokens;
  char *bytes = NEW_ARRAY(&r->document->arena, char, range.count + 1);
  uint32_t len = 0;
  for (uint32_t i = range.first; i < range.first + range.count; i++)
    if (t->flags[i] & TOKEN_CAPITALISED) bytes[len++] = t->folded[i].bytes[0];
  return (Str){bytes, len};
}

static Str without_dots(Resolver *r, Str word) {
  char *bytes = NEW_ARRAY(&r->document->arena, char, word.len + 1);
  uint32_t len = 0;
  for (uint32_t i = 0; i < word.len; i++)
    if (word.bytes[i] != '.') bytes[len++] = word.bytes[i];
  return (Str){bytes, len};
}

static void resolve_body(Resolver *r, uint32_t mention, const Name *name) {
  Str folded = words_folded(r, name->range);
  char space = name->type == ACTOR_PLACE ? 'w' : 'o';
  uint32_t entity = name->canonical.len && space == 'o' ? entity_find(r, 'n', name->canonical) : NONE;
  if (entity == NONE) entity = entity_find(r, space, folded);
  if (entity == NONE && name->range.count == 1 && space == 'o')
    entity = entity_find(r, 'i', without_dots(r, folded));
  if (entity == NONE) {
    entity = entity_add(r, words_text(r, name->range), name->type);
    Entity *e = &r->entities.items[entity];
    e->named = true;
    e->words = name->range;
  }
  Entity *e = &r->entities.items[entity];
  if (name->range.count > e->words.count) e->words = name->range, e->name = words_text(r, name->range);
  entity_key(r, space, folded, entity);
  if (space == 'o' && name->canonical.len) entity_key(r, 'n', name->canonical, entity);
  if (space == 'o' && name->range.count > 1) entity_key(r, 'i', initials(r, name->range), entity);
  memcpy(e->country, name->country, 4);
  entity_mention(r, entity, mention);
}

static void resolve_name(Resolver *r, uint32_t mention, const Name *name) {
  if (resolve_state(r, mention, name)) return;
  if (name->type != ACTOR_PERSON) {
    Name place = *name;
    if (name->type == ACTOR_COUNTRY) place.type = ACTOR_PLACE;
    resolve_body(r, mention, &place);
  } else if (name->range.count > 1) resolve_full_person(r, mention, name);
  else resolve_short_person(r, mention, name);
}

/* Longer names first, so that a headline's surname finds the full name below it. */
void resolve_names(Resolver *r) {
  Document *d = r->document;
  for (int longer = 1; longer >= 0; longer--)
    for (uint32_t m = 0; m < d->mentions.count; m++) {
      uint32_t name = r->traits.items[m].name;
      if (name != NONE && (d->names.items[name].range.count > 1) == longer)
        resolve_name(r, m, &d->names.items[name]);
    }
}
