/* SPDX-License-Identifier: MIT */
/* name_beside.c - names that more than their looks tells: "the security firm G4S", "carmakers Audi
 * and BMW" are bodies by the noun before them, "Child Support Agency" by the "CSA" that it
 * explains; persons whom the list of publics knows. */
#include "extract/name_features.h"
#include "extract/publics.h"

enum { BESIDE_MAX = 5, PUBLIC_MAX = 4 }; /* words of a name */

/* A noun, written small but at the beginning of a sentence, that stands for a body; "giant" and
 * "daily" may be taken for adjectives. */
static bool is_body_noun(const Models *models, const Tokens *t, uint32_t i) {
  uint32_t length;
  bool large = t->flags[i] & TOKEN_CAPITALISED && i && t->sentence[i - 1] == t->sentence[i];
  bool noun = t->tag[i] == UPOS_NOUN && (t->xpos[i] == XPOS_NN || t->xpos[i] == XPOS_NNS);
  if ((!noun && t->tag[i] != UPOS_ADJ) || large ||
      !lexicon_may_begin(&models->nominals, t->lemma_lists, i))
    return false;
  const LexiconEntry *entry =
      lexicon_match(&models->nominals, t->lemma + i, t->lemma_hash + i, 1, &length);
  return entry && str_is(entry->column[0], "organization");
}

/* "Liberty", and "G4S" that was taken for a common noun. */
static bool is_proper(const Tokens *t, uint32_t i) {
  bool upper = t->tag[i] == UPOS_NOUN && t->flags[i] & TOKEN_UPPER;
  return (t->tag[i] == UPOS_PROPN || upper) && t->kind[i] == TOKEN_WORD &&
         t->flags[i] & TOKEN_CAPITALISED;
}

/* "The film maker Jo Bell": a noun for people as well, before a given name. */
static bool is_of_person(const Models *models, const Document *d, uint32_t noun) {
  static const char *const NOUNS[] = {"maker",    "manufacturer", "operator", "broadcaster",
                                      "brewer",   "bookmaker",    "titan",    "provider",
                                      "retailer", "supplier"};
  Gender gender;
  return STR_IN(d->tokens.lemma[noun], NOUNS) && is_given_name(models, d, noun + 1, &gender) &&
         !gazetteer_match(models, d, noun + 1, noun + 2).length;
}

/* How many words from `first` on look like one name. */
static uint32_t proper_words(const Tokens *t, uint32_t first) {
  uint32_t count = 0;
  while (count < BESIDE_MAX && first + count < t->count &&
         t->sentence[first + count] == t->sentence[first] && is_proper(t, first + count))
    count++;
  return count;
}

/* The noun governs the name or is governed by it, or the parser gave both one place: not "the firm
 * Bell founded". */
static bool is_apposed(const Tokens *t, uint32_t noun, TokenRange name) {
  uint32_t head = name.first;
  while (range_has(name, t->head[head])) head = t->head[head];
  if (t->head[head] == noun || range_has(name, t->head[noun])) return true;
  return t->head[noun] != NONE && t->head[head] == t->head[noun] &&
         t->relation[head] == t->relation[noun];
}

/* "Friday", "President Bell". */
static bool begins_otherwise(const Models *models, const Document *d, TokenRange range) {
  return is_no_name(models, d, range.first) ||
         title_match(models, d, range.first, range.first + range.count).length > 0;
}

/* The body named from `first` on, if the noun before it says that it is one, or the list that goes
 * on there; else no words. */
static TokenRange body_beside(const Models *models, const Document *d, uint32_t first, bool list) {
  const Tokens *t = &d->tokens;
  TokenRange none = {0, 0}, name = {first, 0};
  if (list && is_proper(t, first)) return (TokenRange){first, proper_words(t, first)};
  if (first == 0 || t->sentence[first - 1] != t->sentence[first]) return none;
  if (!is_proper(t, first) || !is_body_noun(models, t, first - 1)) return none;
  if (is_of_person(models, d, first - 1)) return none;
  name.count = proper_words(t, first);
  if (!name.count || begins_otherwise(models, d, name) || !is_apposed(t, first - 1, name))
    return none;
  return name;
}

/* Where "carmakers Audi, BMW and Daimler" goes on behind a member; NONE: it ends. */
static uint32_t list_next(const Tokens *t, TokenRange member, bool begun) {
  uint32_t at = member.first + member.count;
  if (!begun && t->xpos[member.first - 1] != XPOS_NNS) return NONE;
  bool comma = at < t->count && str_is(t->folded[at], ",");
  at += comma;
  bool joint = at < t->count && str_is(t->folded[at], "and");
  at += joint;
  bool on = (comma || joint) && at < t->count && t->sentence[at] == t->sentence[member.first];
  return on ? at : NONE;
}

static bool is_known(const Name *name) {
  return name->user || name->listed || name->canonical.len || name->type == ACTOR_COUNTRY;
}

/* The person of the list whose full name begins there, though no label said so; else no words. */
static TokenRange public_at(const Models *models, const Document *d, uint32_t first, uint32_t end) {
  uint32_t count = proper_words(&d->tokens, first);
  if (count > PUBLIC_MAX) count = PUBLIC_MAX;
  if (count > end - first) count = end - first;
  for (; count > 1; count--)
    if (is_public_person(models, d, (TokenRange){first, count})) return (TokenRange){first, count};
  return (TokenRange){0, 0};
}

/* ---- what an acronym stands for ---- */

typedef struct {   /* the document's words in capitals */
  uint32_t *items; /* hashes, as they are folded; 0: none */
  bool *told;      /* of each: a body has those initials */
  uint32_t mask;
} Acronyms;

enum { ACRONYM_MIN = 3, ACRONYM_MAX = 8 }; /* letters, one a word */

static bool is_acronym(const Tokens *t, uint32_t i) {
  return t->flags[i] & TOKEN_UPPER && t->kind[i] == TOKEN_WORD && t->folded[i].len >= ACRONYM_MIN &&
         t->folded[i].len <= ACRONYM_MAX;
}

static uint32_t slot_of(const Acronyms *acronyms, uint32_t hash) {
  uint32_t i = hash;
  while (acronyms->items[i & acronyms->mask] && acronyms->items[i & acronyms->mask] != hash) i++;
  return i & acronyms->mask;
}

static Acronyms find_acronyms(Document *d) {
  uint32_t count = 0, capacity = 16;
  for (uint32_t i = 0; i < d->tokens.count; i++) count += is_acronym(&d->tokens, i);
  while (capacity < 2 * count) capacity *= 2;
  Acronyms found = {NEW_ARRAY(&d->arena, uint32_t, capacity), NEW_ARRAY(&d->arena, bool, capacity),
                    capacity - 1};
  for (uint32_t i = 0; i < d->tokens.count; i++)
    if (is_acronym(&d->tokens, i))
      found.items[slot_of(&found, d->tokens.hash[i])] = d->tokens.hash[i];
  return found;
}

static bool is_joining(Str word) {
  static const char *const WORDS[] = {"of", "for", "and", "the", "on"};
  return STR_IN(word, WORDS);
}

/* "Child Support Agency" where the text has "CSA": words written large, one of which bodies have in
 * their names, whose initials are an acronym; else no words. */
static TokenRange explained_at(const Models *models, const Document *d, Acronyms *acronyms,
                               uint32_t first) {
  const Tokens *t = &d->tokens;
  char initials[ACRONYM_MAX];
  uint32_t len = 0, last = first;
  bool body = false;
  for (uint32_t i = first; i < t->count && t->sentence[i] == t->sentence[first]; i++) {
    bool large = t->kind[i] == TOKEN_WORD && t->flags[i] & TOKEN_CAPITALISED && t->folded[i].len;
    if (large && t->flags[i] & TOKEN_UPPER) break;
    if (!large && (i == first || !is_joining(t->folded[i]))) break;
    if (!large) continue;
    if (len == ACRONYM_MAX) break;
    body |= is_body_word(models, d, i);
    initials[len++] = t->folded[i].bytes[0];
    last = i;
  }
  uint32_t slot = slot_of(acronyms, str_hash((Str){initials, len}));
  if (!body || len < ACRONYM_MIN || !acronyms->items[slot]) return (TokenRange){0, 0};
  acronyms->told[slot] = true;
  return (TokenRange){first, last + 1 - first};
}

/* "MPs", "MEPs": a plural of letters that stands for people of an office, and is nobody's name. */
static bool is_plural_office(const Models *models, const Document *d, const Name *name) {
  const Tokens *t = &d->tokens;
  Str word = t->folded[name->range.first], text = document_text(d, t->span[name->range.first]);
  if (name->range.count != 1 || name->listed || word.len < 3 || text.bytes[word.len - 1] != 's')
    return false;
  for (uint32_t i = 0; i + 1 < text.len; i++)
    if (text.bytes[i] < 'A' || text.bytes[i] > 'Z') return false;
  return lexicon_find(&models->nominals, (Str){word.bytes, word.len - 1}) != NULL;
}

static Name tell(const Models *models, const Document *d, Name name, TokenRange body) {
  name.apposed = body.count > 0 && name.type == ACTOR_ORGANIZATION;
  if (is_known(&name)) return name;
  if (body.count) name.type = ACTOR_ORGANIZATION, name.apposed = true;
  else if (name.range.count > 1 && name.type != ACTOR_PERSON &&
           is_public_person(models, d, name.range))
    name.type = ACTOR_PERSON;
  return name;
}

/* "CSA", wherever the text has "Child Support Agency". */
static TokenRange acronym_at(const Tokens *t, const Acronyms *acronyms, uint32_t i) {
  bool told = is_acronym(t, i) && acronyms->told[slot_of(acronyms, t->hash[i])];
  return (TokenRange){i, told};
}

/* A name that no label told, up to `end`, where the next one begins; else no words. */
static Name missed_at(const Models *models, const Document *d, Acronyms *acronyms, uint32_t i,
                      TokenRange body, uint32_t end) {
  if (body.count) return (Name){.range = body, .type = ACTOR_ORGANIZATION, .apposed = true};
  TokenRange range = explained_at(models, d, acronyms, i);
  if (!range.count) range = acronym_at(&d->tokens, acronyms, i);
  if (range.count) return (Name){.range = range, .type = ACTOR_ORGANIZATION};
  return (Name){.range = public_at(models, d, i, end), .type = ACTOR_PERSON};
}

void tell_names(const Models *models, Document *d) {
  ARRAY_OF(Name) all = {0};
  Acronyms acronyms = find_acronyms(d);
  for (uint32_t i = 0; i < d->tokens.count; i++) explained_at(models, d, &acronyms, i);
  for (uint32_t i = 0, n = 0, next = NONE; i < d->tokens.count; i++) {
    bool list = i == next;
    TokenRange body = body_beside(models, d, i, list);
    next = body.count ? list_next(&d->tokens, body, list) : next;
    if (n < d->names.count && d->names.items[n].range.first == i) {
      Name name = tell(models, d, d->names.items[n++], body);
      if (!is_plural_office(models, d, &name)) ARRAY_PUSH(&d->arena, &all, name);
      i += name.range.count - 1;
      continue;
    }
    uint32_t end = n < d->names.count ? d->names.items[n].range.first : d->tokens.count;
    Name name = missed_at(models, d, &acronyms, i, body, end);
    if (!name.range.count || i + name.range.count > end) continue; /* a name begins inside */
    ARRAY_PUSH(&d->arena, &all, name);
    i += name.range.count - 1;
  }
  d->names.items = all.items;
  d->names.count = all.count;
  d->names.capacity = all.capacity;
}
