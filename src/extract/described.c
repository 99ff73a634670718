/* SPDX-License-Identifier: MIT */
/* described.c - descriptions whose actor the grammar names: beside them, inside them, or where
 * the same words stood before. */
#include "extract/actors.h"
#include "extract/leaders.h"
#include "extract/offices.h"
#include "extract/predicates.h"
#include "extract/publics.h"
#include "extract/tree.h"

enum {
  BETWEEN_MAX = 3, /* tokens before "movement" among which its name is looked for */
  NESTED_MAX = 3   /* "the chairman of the board of the bank" */
};

/* "a girl named Isabel": the name in the clause that calls the noun so. */
static uint32_t called(const Tokens *t, uint32_t noun) {
  uint32_t clause = tree_child(t, noun, REL_ACL);
  if (clause == NONE || !(str_is(t->lemma[clause], "name") || str_is(t->lemma[clause], "call")))
    return NONE;
  uint32_t name = tree_child(t, clause, REL_XCOMP);
  return name != NONE ? name : tree_child(t, clause, REL_OBJ);
}

static bool is_plural(const Tokens *t, uint32_t token) {
  return t->xpos[token] == XPOS_NNS || t->xpos[token] == XPOS_NNPS;
}

/* "Kenya's ambassador Jo Bell": the name right after the noun, on which it hangs or which hangs
 * on it, or to which the parser gave the same place. */
static uint32_t named_after(const Document *d, uint32_t head) {
  const Tokens *t = &d->tokens;
  if (is_plural(t, head)) return NONE;
  for (uint32_t i = head + 1; i < t->count && i < head + 5; i++) {
    uint32_t mention = t->mention[i];
    if (mention == NONE || d->mentions.items[mention].form != MENTION_NAME) continue;
    bool tied = t->head[i] == head || t->head[head] == i ||
                (t->head[i] == t->head[head] && t->relation[i] == t->relation[head]);
    return tied && d->mentions.items[mention].range.first == head + 1 ? i : NONE;
  }
  return NONE;
}

/* "Pundit", "MP". */
static bool is_singular(const Tokens *t, uint32_t token) {
  return t->xpos[token] == XPOS_NN || t->xpos[token] == XPOS_NNP;
}

/* "The president", "brother" before "and": somebody else than who is described behind it. */
static bool is_another(const Tokens *t, uint32_t noun, bool definite) {
  static const char *const OFFICES[] = {"president", "premier",  "minister",  "king", "queen",
                                        "prince",    "princess", "emperor",   "pope", "mayor",
                                        "governor",  "duke",     "chancellor"},
                           *const KIN[] = {"husband", "wife", "mother",   "father", "brother",
                                           "sister",  "son",  "daughter", "man",    "woman",
                                           "boy",     "girl", "bride"};
  return (definite && STR_IN(t->lemma[noun], OFFICES)) || STR_IN(t->lemma[noun], KIN);
}

static bool is_plural_verb(const Tokens *t, uint32_t token) {
  return t->xpos[token] == XPOS_VBP || str_is(t->folded[token], "were");
}

/* "were" of "the driver and passenger Jo Bell were hurt". */
static bool has_plural_verb(const Tokens *t, uint32_t noun) {
  uint32_t verb = t->head[noun];
  if (verb == NONE || (t->relation[noun] != REL_NSUBJ && t->relation[noun] != REL_NSUBJ_PASS))
    return false;
  if (is_plural_verb(t, verb)) return true;
  TREE_CHILDREN(t, verb, kid) {
    uint8_t relation = t->relation[kid];
    bool auxiliary = relation == REL_AUX || relation == REL_AUX_PASS || relation == REL_COP;
    if (auxiliary && is_plural_verb(t, kid)) return true;
  }
  return false;
}

/* "Jo" of "Jo and Ann Bell". */
static bool is_joined(const Resolver *r, uint32_t name) {
  const Tokens *t = &r->document->tokens;
  TokenRange range = r->document->mentions.items[t->mention[name]].range;
  uint32_t next = range.first + range.count;
  return next < t->count && str_is(t->folded[next], "and");
}

/* Two people: "the president and first lady Jo Bell", "brother and sister". */
static bool are_two(const Tokens *t, uint32_t noun) {
  return is_another(t, noun, tree_child(t, noun, REL_DET) != NONE) || has_plural_verb(t, noun);
}

/* The noun in apposition to it, which may be what is joined to it by "and". */
static uint32_t apposition(const Tokens *t, uint32_t noun) {
  uint32_t found = tree_apposition(t, noun);
  if (found != NONE && is_plural(t, noun) && tree_is_coordinated(t, found))
    return NONE; /* "carmakers Audi and BMW" */
  bool joined = found != NONE && noun + 1 < found && str_is(t->folded[noun + 1], "and");
  return joined && are_two(t, noun) ? NONE : found;
}

/* "BBC pundit and former player Alan Hansen": one man, told by two nouns before his name, the
 * second without an article of its own. */
static uint32_t named_by_two(const Resolver *r, uint32_t noun) {
  const Tokens *t = &r->document->tokens;
  uint32_t article = tree_child(t, noun, REL_DET);
  if (!is_singular(t, noun) || (article != NONE && !str_is(t->folded[article], "the"))) return NONE;
  if (are_two(t, noun)) return NONE;
  TREE_CHILDREN(t, noun, kid) {
    if (t->relation[kid] != REL_CONJ || kid < noun || kid + 1 >= t->count) continue;
    uint32_t second = is_person_name(r, kid) ? tree_child(t, kid, REL_NMOD_DESC) : kid;
    if (second == NONE || second < noun || !is_singular(t, second)) continue;
    if (tree_child(t, second, REL_DET) != NONE || tree_child(t, second, REL_NMOD_POSS) != NONE)
      continue;
    uint32_t name = name_from(r, second + 1);
    if (name != NONE && !is_joined(r, name)) return name;
  }
  return NONE;
}

static bool is_one_person(const Resolver *r, uint32_t token) {
  uint32_t mention = r->document->tokens.mention[token];
  return mention != NONE && r->traits.items[mention].type == ACTOR_PERSON;
}

/* "The chairman of the party, Michael McDonald": a person's name hung on the party; "the lawyer
 * for the victim, Jo Bell" may be either. */
static uint32_t named_behind(const Resolver *r, uint32_t noun) {
  const Tokens *t = &r->document->tokens;
  for (uint32_t steps = 0, at = tree_child(t, noun, REL_NMOD); at != NONE && steps < NESTED_MAX;
       steps++, at = tree_child(t, at, REL_NMOD)) {
    if (at < noun || is_one_person(r, at)) return NONE;
    uint32_t name = tree_apposition(t, at);
    if (name != NONE && name > at && is_person_name(r, name)) return name;
  }
  return NONE;
}

/* The word that a noun describes: "Stepan Poltorak, Ukraine's defence minister", "Li Bai was a
 * poet"; *is: a verb says so. */
static uint32_t described_by(const Resolver *r, uint32_t head, bool *is) {
  const Tokens *t = &r->document->tokens;
  if (t->relation[head] == REL_NMOD_DESC && t->head[head] != NONE) return t->head[head];
  uint32_t other = tree_apposed(t, head);
  if (other == NONE) other = apposition(t, head);
  if (other == NONE) other = called(t, head);
  if (other == NONE) other = named_after(r->document, head);
  if (other == NONE) other = named_by_two(r, head);
  if (other == NONE) other = named_behind(r, head);
  if (other != NONE) return other;
  *is = true;
  return predicate_subject(r->document, head);
}

/* The mention at a word, or at the name that begins with it: "Dame Harriet Lowe". */
static uint32_t mention_from(const Tokens *t, uint32_t token) {
  uint32_t i = token;
  while (t->mention[i] == NONE && i + 1 < t->count && t->relation[i + 1] == REL_FLAT &&
         t->head[i + 1] == token)
    i++;
  return t->mention[i];
}

/* A person is described by a noun for persons, a body not; but a verb may call a body "a leader"
 * or "a militia". */
static bool may_be_called(const Traits *mine, const Entity *e, bool is) {
  if (mine->predicate) return true;
  if (e->type == ACTOR_PERSON) return mine->type == ACTOR_PERSON;
  return is ? e->type != ACTOR_GROUP : mine->type != ACTOR_PERSON && mine->type != ACTOR_GROUP;
}

/* The actor beside a description that it names or, after "is", resolves; `words` become those of
 * its whole office. */
static uint32_t named_beside(const Resolver *r, uint32_t mention, bool *is, TokenRange *words) {
  const Document *d = r->document;
  uint32_t other = named_by_office(r, mention, words);
  if (other == NONE) other = described_by(r, d->mentions.items[mention].head, is);
  uint32_t found = other == NONE ? NONE : mention_from(&d->tokens, other);
  if (found == NONE || (!*is && d->mentions.items[found].form != MENTION_NAME)) return NONE;
  uint32_t actor = d->mentions.items[found].actor;
  if (actor == NONE || !r->entities.items[actor].named) return NONE;
  return may_be_called(&r->traits.items[mention], &r->entities.items[actor], *is) ? actor : NONE;
}

/* ---- whose one is known ---- */

enum { OWNED = 'o' }; /* keyspace: an owner's entity and the words for what is his, to an entity */

/* "father" of "his father", with the entity that "his" means, as a key; empty: no such words. */
static Str owned_key(Resolver *r, uint32_t mention) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  const Mention *m = &d->mentions.items[mention];
  uint32_t owner = tree_child(t, m->head, REL_NMOD_POSS);
  if (owner == NONE || owner > m->head || t->mention[owner] == NONE) return (Str){0};
  uint32_t actor = d->mentions.items[t->mention[owner]].actor, first = owner + 1;
  if (actor == NONE || r->traits.items[mention].number != NUMBER_SINGULAR) return (Str){0};
  while (first < m->head && (is_possessive_mark(t, first) || t->relation[first] == REL_FLAT))
    first++;
  Str words = words_folded(r, (TokenRange){first, m->head + 1 - first});
  char *key = NEW_ARRAY(&r->document->arena, char, words.len + sizeof actor);
  memcpy(key, &actor, sizeof actor);
  memcpy(key + sizeof actor, words.bytes, words.len);
  return (Str){key, words.len + (uint32_t)sizeof actor};
}

static void remember_owned(Resolver *r, uint32_t mention, uint32_t entity) {
  Str key = owned_key(r, mention);
  if (key.len) entity_key(r, OWNED, key, entity);
}

/* "his father", after "his father, Johann Lind". */
static bool resolve_owned(Resolver *r, uint32_t mention) {
  Str key = owned_key(r, mention);
  uint32_t entity = key.len ? entity_find(r, OWNED, key) : NONE;
  if (entity == NONE) return false;
  entity_mention(r, entity, mention);
  return true;
}

/* ---- the name beside ---- */

static bool resolve_beside(Resolver *r, uint32_t mention) {
  bool is = false;
  TokenRange words = without_article(r, r->document->mentions.items[mention].range);
  uint32_t entity = named_beside(r, mention, &is, &words);
  if (entity == NONE) return false;
  entity_mention(r, entity, mention);
  remember_owned(r, mention, entity);
  Entity *e = &r->entities.items[entity];
  if (e->type == ACTOR_PERSON && !e->country[0])
    memcpy(e->country, r->traits.items[mention].country, 4);
  const char *state = state_told(r, mention);
  if (e->type == ACTOR_ORGANIZATION && !e->country[0] && state[0]) memcpy(e->country, state, 4);
  if (!is && !e->role.len && e->type == ACTOR_PERSON) e->role = words_text(r, words);
  return true;
}

/* ---- the name inside ---- */

static bool is_body_noun(Str lemma) {
  static const char *const WORDS[] = {"organization", "organisation", "group",   "movement",
                                      "alliance",     "militia",      "network", "company",
                                      "corporation",  "firm",         "faction", "cartel"};
  return STR_IN(lemma, WORDS);
}

static bool is_town_noun(Str lemma) {
  static const char *const WORDS[] = {"city",         "town",       "village",  "suburb",
                                      "island",       "hamlet",     "district", "borough",
                                      "municipality", "settlement", "province", "region",
                                      "county",       "peninsula",  "enclave"};
  return STR_IN(lemma, WORDS);
}

static bool is_state_noun(Str lemma) {
  static const char *const WORDS[] = {"state",   "country", "nation",    "republic",
                                      "kingdom", "emirate", "sultanate", "territory"};
  return STR_IN(lemma, WORDS);
}

/* "the largest city of Mali", "a city of Mali": one of several. */
static bool is_one_among(const Tokens *t, uint32_t noun) {
  TREE_CHILDREN(t, noun, kid) {
    Str word = t->folded[kid];
    if (kid > noun) break;
    if (t->relation[kid] == REL_DET && !str_is(word, "the")) return true;
    if (t->relation[kid] == REL_AMOD &&
        (t->xpos[kid] == XPOS_JJS || str_is(word, "main") || str_is(word, "major") ||
         str_is(word, "second") || str_is(word, "other") || str_is(word, "capital")))
      return true;
    if (t->relation[kid] == REL_NMOD_POSS || t->relation[kid] == REL_NUMMOD) return true;
  }
  return false;
}

/* "Hamas" of "the Hamas movement", "the Hamas militant movement". */
static uint32_t body_name(const Tokens *t, uint32_t noun) {
  for (uint32_t i = noun; i-- > 0 && i + BETWEEN_MAX >= noun && t->head[i] == noun;) {
    bool compound = t->relation[i] == REL_COMPOUND;
    if (compound && t->mention[i] != NONE) return i;
    if (!compound && t->relation[i] != REL_AMOD) break;
  }
  return NONE;
}

/* The name that the words for a body or place hold: "the Hamas movement", "the town of Lund". */
static uint32_t name_inside(const Tokens *t, uint32_t noun, uint32_t types[2]) {
  bool town = is_town_noun(t->lemma[noun]), state = is_state_noun(t->lemma[noun]);
  if (t->xpos[noun] != XPOS_NN && (t->xpos[noun] != XPOS_NNP || !state)) return NONE;
  if (is_body_noun(t->lemma[noun])) {
    types[0] = types[1] = ACTOR_ORGANIZATION;
    return body_name(t, noun);
  }
  uint32_t of = town || state ? tree_child(t, noun, REL_NMOD) : NONE;
  uint32_t marker = of == NONE || of < noun ? NONE : tree_marker(t, of);
  if (marker != noun + 1 || !str_is(t->folded[marker], "of") || is_one_among(t, noun)) return NONE;
  types[0] = ACTOR_PLACE;
  types[1] = state ? ACTOR_COUNTRY : ACTOR_PLACE;
  return of;
}

static bool resolve_name_inside(Resolver *r, uint32_t mention) {
  const Document *d = r->document;
  uint32_t types[2], noun = d->mentions.items[mention].head;
  uint32_t token = name_inside(&d->tokens, noun, types);
  uint32_t other = token == NONE ? NONE : d->tokens.mention[token];
  if (other == NONE || d->mentions.items[other].form != MENTION_NAME) return false;
  uint32_t actor = d->mentions.items[other].actor;
  if (actor == NONE) return false;
  uint8_t type = r->entities.items[actor].type;
  if (type != types[0] && type != types[1]) return false;
  entity_mention(r, actor, mention);
  return true;
}

/* ---- the only family ---- */

/* "The couple", "the parents" in an article of one family, "the Sams". */
static bool resolve_family(Resolver *r, uint32_t mention) {
  static const char *const PAIRS[] = {"couple", "family"}, *const PLURALS[] = {"parent", "spouse",
                                                                               "newlywed"};
  const Tokens *t = &r->document->tokens;
  uint32_t noun = r->document->mentions.items[mention].head;
  if (r->family == NONE || !r->traits.items[mention].definite) return false;
  if (tree_child(t, noun, REL_NMOD_POSS) != NONE) return false; /* "the victim's family" */
  if (tree_child(t, noun, REL_NMOD) != NONE || tree_child(t, noun, REL_COMPOUND) != NONE)
    return false;
  bool plural = t->xpos[noun] == XPOS_NNS;
  if (plural ? !STR_IN(t->lemma[noun], PLURALS) : !STR_IN(t->lemma[noun], PAIRS)) return false;
  entity_mention(r, r->family, mention);
  return true;
}

/* ---- whose age is known ---- */

/* "The 64-year-old", in an article with "Jo Bell, 64,": the only one of that age. */
static bool resolve_aged(Resolver *r, uint32_t mention) {
  const Traits *traits = &r->traits.items[mention];
  if (!traits->age || !traits->definite || traits->number != NUMBER_SINGULAR) return false;
  uint32_t found = r->aged[traits->age];
  if (found >= r->entities.count) return false; /* none, or several */
  uint8_t gender = r->entities.items[found].gender;
  if (traits->gender && gender && traits->gender != gender) return false;
  entity_mention(r, found, mention);
  return true;
}

/* ---- who holds the office ---- */

/* "The FBI director", in a headline also "FBI director"; elsewhere those are words for an office.
 */
static bool resolve_office(Resolver *r, uint32_t mention) {
  const Tokens *t = &r->document->tokens;
  uint32_t first = r->document->mentions.items[mention].range.first;
  bool the = str_is(t->folded[first], "the");
  if (!the && (t->sentence[first] > 0 || is_determiner(t->folded[first]))) return false;
  uint32_t found = public_holder(r, mention);
  if (found != NONE) entity_mention(r, found, mention);
  return found != NONE;
}

/* "The US leader": who leads that state, if he is only one. */
static bool resolve_leader(Resolver *r, uint32_t mention) {
  uint32_t found = leader_of_state(r, mention);
  if (found != NONE) entity_mention(r, found, mention);
  return found != NONE;
}

bool resolve_described(Resolver *r, uint32_t mention) {
  if (!r->has_grammar) return false;
  return resolve_beside(r, mention) || resolve_owned(r, mention) ||
         resolve_name_inside(r, mention) || resolve_family(r, mention) ||
         resolve_aged(r, mention) || resolve_office(r, mention) || resolve_leader(r, mention);
}
