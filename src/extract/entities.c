/* SPDX-License-Identifier: MIT */
/* entities.c - one entity for all the names of an actor: full name and surname, acronym and
 * what it stands for, a state's name, its people's and its capital's. */
#include "extract/actors.h"
#include "extract/publics.h"

enum { NAMESAKES = 32 }; /* people of one last name that are told apart */

static uint32_t key_hash(char keyspace, Str key) {
  return hash_join((unsigned char)keyspace, str_hash(key));
}

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
  Entity entity = {.name = name,
                   .type = type,
                   .first = NONE,
                   .last = NONE,
                   .newer = NONE,
                   .older = NONE,
                   .plain = NONE,
                   .subject = NONE,
                   .spoke = NONE,
                   .same_last = NONE,
                   .introduced = NONE};
  ARRAY_PUSH(&r->document->arena, &r->entities, entity);
  return r->entities.count - 1;
}

void entity_mention(Resolver *r, uint32_t entity, uint32_t mention) {
  Mention *m = &r->document->mentions.items[mention];
  m->actor = entity;
  Entity *e = &r->entities.items[entity];
  const Traits *traits = &r->traits.items[mention];
  if (e->gender == GENDER_UNKNOWN) e->gender = traits->gender;
  if (e->number == NUMBER_UNKNOWN && e->type == ACTOR_PERSON && m->form == MENTION_NAME)
    e->number = traits->number;
  if (!e->age && e->type == ACTOR_PERSON && traits->age) {
    uint32_t *aged = &r->aged[e->age = traits->age];
    *aged = *aged == NONE ? entity : SEVERAL_AGED;
  }
  if (!e->role.len && traits->role.count) e->role = words_text(r, traits->role);
  bool known = e->type != ACTOR_PERSON || m->form == MENTION_NAME || e->last == NONE;
  if (!e->country[0] && known) memcpy(e->country, traits->country, 4);
}

static Str last_word(const Resolver *r, TokenRange range) {
  const Tokens *t = &r->document->tokens;
  uint32_t last = range.first + range.count - 1;
  while (last > range.first && (t->kind[last] != TOKEN_WORD || str_is(t->folded[last], "jr") ||
                                str_is(t->folded[last], "jr.") || str_is(t->folded[last], "sr") ||
                                str_is(t->folded[last], "sr.")))
    last--;
  return t->folded[last];
}

/* ---- people ---- */

/* The bare last name has meant one twice as often so far, and not just once more. */
static bool prevails(const Entity *a, const Entity *b) {
  return a->bare >= 2 * b->bare && a->bare >= b->bare + 2;
}

/* Whom a bare last name means rather: who prevails, else who is introduced first. A family's others
 * come in later, and are named in full. */
static bool is_likelier(const Entity *a, const Entity *b) {
  bool mine = prevails(a, b), its = prevails(b, a);
  return mine != its ? mine : a->introduced < b->introduced;
}

/* "President" before a name: 3 whoever has that office, 2 had it or will, 1 anybody else. */
static uint32_t bears_title(const Resolver *r, const Traits *traits, const Entity *e) {
  if (traits->title != TITLE_OFFICE || !traits->role.count) return 1;
  PublicFit fit = public_title(r, traits->role, e);
  return fit == PUBLIC_NOW ? 3 : fit == PUBLIC_PAST || fit == PUBLIC_FUTURE ? 2 : 1;
}

static uint32_t person_by_last(const Resolver *r, Str last, const Traits *traits) {
  uint32_t best = NONE, left = NAMESAKES, most = 0;
  for (uint32_t e = entity_find(r, 'l', last); e != NONE && left--;
       e = r->entities.items[e].same_last) {
    const Entity *entity = &r->entities.items[e];
    uint32_t bears = bears_title(r, traits, entity);
    if (!genders_agree(entity->gender, traits->gender) || bears < most) continue;
    if (best == NONE || bears > most || is_likelier(entity, &r->entities.items[best])) best = e;
    most = bears;
  }
  return best;
}

/* At most one letter changed, added or left out. */
static bool nearly_equal(Str a, Str b) {
  if (a.len > b.len) {
    Str c = a;
    a = b, b = c;
  }
  uint32_t same = 0, tail = 0;
  while (same < a.len && a.bytes[same] == b.bytes[same]) same++;
  while (tail + same < a.len && a.bytes[a.len - 1 - tail] == b.bytes[b.len - 1 - tail]) tail++;
  if (a.len < b.len && tail == 0 && same < a.len) return false; /* "Franco", "Francis" */
  return b.len - a.len <= 1 && same + tail + 1 >= a.len;
}

/* "Zhuravlev" and "Zhuravlyov": long last names of the document that differ by a letter. */
static uint32_t near_namesake(const Resolver *r, Str last, uint8_t gender) {
  for (uint32_t e = 0; last.len > 5 && e < r->entities.count && e < NAMESAKES; e++) {
    const Entity *entity = &r->entities.items[e];
    if (entity->type == ACTOR_PERSON && entity->words.count &&
        genders_agree(entity->gender, gender) && last_word(r, entity->words).len > 5 &&
        last.bytes[0] == last_word(r, entity->words).bytes[0] &&
        nearly_equal(last, last_word(r, entity->words)))
      return e;
  }
  return NONE;
}

static void new_person(Resolver *r, uint32_t mention, TokenRange words) {
  uint32_t entity = entity_add(r, words_text(r, words), ACTOR_PERSON);
  Entity *e = &r->entities.items[entity];
  e->named = true;
  e->words = words;
  Gender gender = GENDER_UNKNOWN; /* of a given name that stands alone; a title speaks first */
  if (words.count == 1 && is_given_name(r->models, r->document, words.first, &gender) &&
      r->traits.items[mention].gender == GENDER_UNKNOWN)
    e->gender = (uint8_t)gender;
  Str last = last_word(r, words);
  e->same_last = entity_find(r, 'l', last);
  entity_key(r, 'l', last, entity);
  entity_key(r, 'p', words_folded(r, words), entity);
  if (words.count > 1 && entity_find(r, 'g', r->document->tokens.folded[words.first]) == NONE)
    entity_key(r, 'g', r->document->tokens.folded[words.first], entity);
  entity_mention(r, entity, mention);
  public_meet(r, entity);
}

static bool is_junior(const Resolver *r, TokenRange words) {
  Str last = r->document->tokens.folded[words.first + words.count - 1];
  return str_is(last, "jr") || str_is(last, "jr.");
}

/* "Donald Trump", "Donald J. Trump" and "D. Trump": one begins as the other. */
static bool same_first(const Resolver *r, TokenRange a, TokenRange b) {
  if (is_junior(r, a) != is_junior(r, b)) return false;
  Str x = r->document->tokens.folded[a.first], y = r->document->tokens.folded[b.first];
  if (!x.len || !y.len) return false;
  bool initial = (x.len <= 2 || y.len <= 2) && x.bytes[0] == y.bytes[0];
  return str_equals(x, y) || initial || (x.len > 3 && y.len > 3 && nearly_equal(x, y));
}

/* The known person whose full name this is, spelt alike. */
static uint32_t person_by_full(Resolver *r, TokenRange words) {
  uint32_t entity = entity_find(r, 'p', words_folded(r, words)), left = NAMESAKES;
  if (entity != NONE) return entity;
  for (uint32_t e = entity_find(r, 'l', last_word(r, words)); e != NONE && left--;
       e = r->entities.items[e].same_last)
    if (r->entities.items[e].words.count > 1 && same_first(r, r->entities.items[e].words, words))
      return e;
  uint32_t e = entity_find(r, 'g', r->document->tokens.folded[words.first]);
  if (e == NONE || is_junior(r, words) != is_junior(r, r->entities.items[e].words)) return NONE;
  Str mine = last_word(r, words), theirs = last_word(r, r->entities.items[e].words);
  return mine.len > 5 && theirs.len > 5 && nearly_equal(mine, theirs) ? e : NONE;
}

static bool is_given(const Resolver *r, uint32_t token) {
  Gender gender;
  return is_given_name(r->models, r->document, token, &gender) ||
         r->document->tokens.folded[token].len <= 2;
}

static bool has_accents(const Resolver *r, TokenRange words) {
  for (uint32_t i = words.first; i < words.first + words.count; i++)
    for (uint32_t k = 0; k < r->document->tokens.folded[i].len; k++)
      if (r->document->tokens.folded[i].bytes[k] & 0x80) return true;
  return false;
}

/* "François Hollande" is better than a headline's "Francois Hollande". */
static bool is_better(const Resolver *r, TokenRange now, TokenRange before) {
  return now.count > before.count ||
         (now.count == before.count && has_accents(r, now) && !has_accents(r, before));
}

static void introduce(Entity *person, uint32_t mention) {
  if (mention < person->introduced) person->introduced = mention;
}

static void resolve_full_person(Resolver *r, uint32_t mention, const Name *name) {
  uint32_t entity = person_by_full(r, name->range);
  if (entity == NONE) entity = public_person(r, name->range); /* "Chuck" and "Charles Grassley" */
  if (entity == NONE) {
    new_person(r, mention, name->range);
    introduce(&r->entities.items[r->entities.count - 1], mention);
    return;
  }
  Entity *known = &r->entities.items[entity];
  introduce(known, mention);
  TokenRange before = known->words;
  bool met = known->known_as.len > 0;
  known->words = name->range;
  public_meet(r, entity);
  /* "Hillary Clinton", whom the list knows, after "Hilary Clinton", whom it does not */
  bool better = !met && known->known_as.len;
  if (better || is_better(r, name->range, before)) known->name = words_text(r, name->range);
  else known->words = before;
  entity_mention(r, entity, mention);
}

static void resolve_short_person(Resolver *r, uint32_t mention, const Name *name) {
  const Tokens *t = &r->document->tokens;
  const Traits *traits = &r->traits.items[mention];
  Str last = last_word(r, name->range);
  uint32_t entity = person_by_last(r, last, traits);
  if (entity == NONE && traits->title != TITLE_HONORIFIC)
    entity = entity_find(r, 'g', t->folded[name->range.first]);
  if (entity == NONE) entity = near_namesake(r, last, traits->gender);
  if (entity == NONE) new_person(r, mention, name->range);
  else entity_mention(r, entity, mention);
}

/* "Angry Williams", "Crooked Hillary": a word that is no given name before a known person. */
static bool is_short_after_all(Resolver *r, const Name *name) {
  if (is_given(r, name->range.first)) return false;
  uint32_t last = name->range.first + name->range.count - 1;
  if (entity_find(r, 'p', words_folded(r, name->range)) != NONE) return false;
  return entity_find(r, 'l', r->document->tokens.folded[last]) != NONE ||
         entity_find(r, 'g', r->document->tokens.folded[last]) != NONE;
}

/* "The Bell-Cole feud": two people whom the article names by themselves. */
static bool is_pair_of_names(const Resolver *r, const Name *name) {
  const Tokens *t = &r->document->tokens;
  uint32_t first = name->range.first;
  if (name->range.count != 3 || !str_is(t->folded[first + 1], "-")) return false;
  uint32_t one = entity_find(r, 'l', t->folded[first]),
           other = entity_find(r, 'l', t->folded[first + 2]);
  if (one == NONE || other == NONE || one == other) return false;
  TokenRange words = r->entities.items[other].words; /* "Robert Kilroy-Silk" */
  return words.count < 2 || !str_is(t->folded[words.first + words.count - 2], "-");
}

/* ---- organisations and places ---- */

static bool is_fuller(const Resolver *r, TokenRange a, TokenRange b) {
  return a.count != b.count
             ? a.count > b.count
             : document_tokens_span(r->document, a).len > document_tokens_span(r->document, b).len;
}

/* "Acme Corp" is a company; else what the lists say. */
static uint32_t kind_of(const Resolver *r, const Name *name) {
  static const char *const COMPANIES[] = {"inc",  "inc.",     "corp",    "corp.", "ltd",
                                          "ltd.", "plc",      "co",      "co.",   "llc",
                                          "ag",   "holdings", "airlines"};
  if (name->type != ACTOR_ORGANIZATION) return 0;
  uint32_t last = name->range.first + name->range.count - 1;
  for (size_t i = 0; i < sizeof COMPANIES / sizeof *COMPANIES; i++)
    if (str_is(r->document->tokens.folded[last], COMPANIES[i])) return str_hash(STR("company"));
  Known known = gazetteer_match(r->models, r->document, name->range.first, last + 1);
  return known.length == name->range.count && known.kind.len ? str_hash(known.kind) : 0;
}

static void resolve_body(Resolver *r, uint32_t mention, const Name *name) {
  Str folded = words_folded(r, name->range);
  char space = name->type == ACTOR_PLACE ? 'w' : 'o';
  uint32_t entity =
      name->canonical.len && space == 'o' ? entity_find(r, 'n', name->canonical) : NONE;
  if (entity == NONE) entity = entity_find(r, space, folded);
  if (entity == NONE && name->range.count == 1 && space == 'o') entity = acronym_find(r, folded);
  if (entity == NONE && name->range.count == 1 && space == 'o') entity = firm_find(r, folded);
  if (entity == NONE) {
    entity = entity_add(r, party_text(r, name->range), name->type);
    Entity *e = &r->entities.items[entity];
    e->named = true;
    e->words = name->range;
    e->kind = kind_of(r, name);
    if (name->family) r->family = r->families++ ? NONE : entity;
  }
  Entity *e = &r->entities.items[entity];
  if (is_fuller(r, name->range, e->words))
    e->words = name->range, e->name = party_text(r, name->range);
  entity_key(r, space, folded, entity);
  if (space == 'o' && name->canonical.len) entity_key(r, 'n', name->canonical, entity);
  note_acronyms(r, name, entity);
  if (name->country[0]) memcpy(e->country, name->country, 4);
  public_meet(r, entity);
  entity_mention(r, entity, mention);
}

/* The user's own actors have the name that he gave them, whatever the article writes. */
static void resolve_user(Resolver *r, uint32_t mention, const Name *name) {
  uint32_t entity = entity_find(r, 'u', name->canonical);
  if (entity == NONE) {
    entity = entity_add(r, name->canonical, name->type);
    Entity *e = &r->entities.items[entity];
    e->named = true;
    e->words = name->range;
    memcpy(e->country, name->country, 4);
    entity_key(r, 'u', name->canonical, entity);
    if (name->type == ACTOR_PERSON) {
      Str last = last_word(r, name->range);
      e->same_last = entity_find(r, 'l', last);
      entity_key(r, 'l', last, entity);
    }
  }
  entity_mention(r, entity, mention);
}

static void resolve_union(Resolver *r, uint32_t mention, TokenRange words) {
  Str name = STR("European Union");
  uint32_t entity = entity_find(r, 'n', name);
  memset(r->traits.items[mention].country, 0, 4); /* of the town */
  if (entity == NONE) {
    entity = entity_add(r, name, ACTOR_ORGANIZATION);
    Entity *e = &r->entities.items[entity];
    e->named = true;
    e->words = words;
    e->kind = str_hash(STR("international"));
    entity_key(r, 'n', name, entity);
    public_meet(r, entity);
  }
  entity_mention(r, entity, mention);
}

static void resolve_name(Resolver *r, uint32_t mention, const Name *name, bool full) {
  if (name->user) resolve_user(r, mention, name);
  else if (resolve_acronym(r, mention, name)) return;
  else if (name->type == ACTOR_PERSON) {
    if (full) resolve_full_person(r, mention, name);
    else resolve_short_person(r, mention, name);
  } else if (stands_for_union(r, name)) {
    resolve_union(r, mention, name->range);
  } else if (!resolve_state(r, mention, name)) {
    Name place = *name;
    if (name->type == ACTOR_COUNTRY) place.type = ACTOR_PLACE;
    resolve_body(r, mention, &place);
  }
}

/* All but the last word off a name in the layer and in its mention. */
static Name *shorten(Resolver *r, uint32_t mention) {
  Name *name = &r->document->names.items[r->traits.items[mention].name];
  uint32_t last = name->range.first + name->range.count - 1;
  name->range = (TokenRange){last, 1};
  r->document->mentions.items[mention].range = name->range;
  return name;
}

/* Longer names first, so that a headline's surname finds the full name below it; of people,
 * those that begin with a given name before all. */
static void resolve_long_names(Resolver *r, bool given) {
  const Document *d = r->document;
  for (uint32_t m = 0; m < d->mentions.count; m++) {
    if (r->traits.items[m].name == NONE || d->mentions.items[m].actor != NONE) continue;
    const Name *name = &d->names.items[r->traits.items[m].name];
    bool person = name->type == ACTOR_PERSON && !name->user;
    if (name->range.count == 1 || (given && person && !is_given(r, name->range.first))) continue;
    bool ends_with_head = d->mentions.items[m].head + 1 == name->range.first + name->range.count;
    if (!given && person &&
        ((ends_with_head && is_short_after_all(r, name)) || is_pair_of_names(r, name)))
      shorten(r, m);
    else resolve_name(r, m, name, true);
  }
}

static void resolve_short_names(Resolver *r) {
  const Document *d = r->document;
  for (uint32_t m = 0; m < d->mentions.count; m++) {
    if (r->traits.items[m].name == NONE) continue;
    if (d->mentions.items[m].actor == NONE)
      resolve_name(r, m, &d->names.items[r->traits.items[m].name], false);
    Entity *entity = &r->entities.items[d->mentions.items[m].actor];
    entity->bare += d->mentions.items[m].range.count == 1;
  }
}

void resolve_names(Resolver *r) {
  find_towns(r);
  for (uint32_t i = 0; i < 2; i++) resolve_long_names(r, i == 0);
  resolve_short_names(r);
  find_home(r);
}
