/* SPDX-License-Identifier: MIT */
/* leaders.c - the state that the words of a description tell, and who leads it: "the US leader". */
#include "extract/leaders.h"
#include "extract/publics.h"
#include "extract/referent_features.h"
#include "extract/tree.h"
#include <strings.h>

/* "US" of "the US leader", "South Korean" of "the young South Korean leader": no owner ("Syria's
 * ally"), not half of a word ("pro-Russian", "US-backed") or of a name ("French Open champion"). */
static bool tells_state(const Resolver *r, const Name *name, uint32_t head) {
  const Tokens *t = &r->document->tokens;
  uint32_t first = name->range.first, end = first + name->range.count;
  if (name->type != ACTOR_COUNTRY || !name->country[0] || end > head) return false;
  bool initials = t->flags[end - 1] & TOKEN_UPPER || str_is(t->folded[end - 1], "u.s.");
  bool joined = (first > 0 && str_is(t->folded[first - 1], "-")) || t->kind[end] == TOKEN_MARK ||
                is_possessive_mark(t, end);
  bool event = end < head && (t->flags[end] & TOKEN_CAPITALISED) &&
               !title_match(r->models, r->document, end, head + 1).length;
  return (name->demonym || initials) && !joined && !event;
}

const char *state_told(const Resolver *r, uint32_t mention) {
  const Document *d = r->document;
  const Mention *m = &d->mentions.items[mention];
  const char *state = "";
  if (m->form != MENTION_NOMINAL || !r->traits.items[mention].country[0]) return state;
  for (uint32_t i = m->range.first; i < m->head; i++) {
    uint32_t inner = d->tokens.mention[i];
    uint32_t name = inner == NONE || inner == mention ? NONE : r->traits.items[inner].name;
    if (name == NONE || d->mentions.items[inner].head != i) continue;
    if (!tells_state(r, &d->names.items[name], m->head)) return "";
    if (state[0] && memcmp(state, d->names.items[name].country, 3)) return ""; /* of two */
    state = d->names.items[name].country;
  }
  return state;
}

/* "The US leader", and nothing behind it. */
static bool is_leader_of_state(const Resolver *r, uint32_t mention) {
  const Mention *m = &r->document->mentions.items[mention];
  return r->traits.items[mention].number == NUMBER_SINGULAR && state_told(r, mention)[0] &&
         str_is(r->document->tokens.lemma[m->head], "leader") &&
         without_article(r, m->range).count <= 3 && m->range.first < m->head &&
         r->document->tokens.right[m->head] <= m->head;
}

static bool holds_now(const Resolver *r, const Entity *e) {
  static const char *const OFFICES[] = {"president", "premier", "chancellor", "king",
                                        "queen",     "emir",    "sultan",     "dictator"};
  for (size_t i = 0; i < sizeof OFFICES / sizeof *OFFICES; i++)
    if (public_is_now(r, e, "", OFFICES[i])) return true;
  return public_is_now(r, e, "prime", "minister");
}

static bool has_ending(Str text, const char *ending) {
  uint32_t len = (uint32_t)strlen(ending);
  return text.len >= len && !strncasecmp(text.bytes + text.len - len, ending, len) &&
         (text.len == len || text.bytes[text.len - len - 1] == ' ');
}

static bool begins_with(Str text, const char *beginning) {
  uint32_t len = (uint32_t)strlen(beginning);
  return text.len >= len && !strncasecmp(text.bytes, beginning, len);
}

/* "President", "Iraqi Prime Minister", as the article calls him. */
static bool called_head(const Entity *e) {
  static const char *const LOWER[] = {"vice", "deputy", "former", "ex", "acting", "then"};
  for (size_t i = 0; i < sizeof LOWER / sizeof *LOWER; i++)
    if (begins_with(e->role, LOWER[i])) return false;
  return has_ending(e->role, "president") || has_ending(e->role, "prime minister");
}

/* How well an actor is known as leader of a state: 3 as its head or that of its government, 2 as
 * some leader of it, 1 as the head of a state that nobody tells, 0 as none. */
static uint32_t leads(const Resolver *r, const Entity *e, const char *state) {
  if (!e->country[0]) return !e->known_as.len && called_head(e);
  if (memcmp(e->country, state, 3)) return 0;
  if (holds_now(r, e) || (!e->known_as.len && called_head(e))) return 3;
  return public_is_now(r, e, "", "leader") ? 2 : 0;
}

/* "The French company" is none that is known to be of another state, "the US leader" no actor. */
static bool is_refused(const Resolver *r, uint32_t mention, const char *state, const Entity *e) {
  if (e->country[0] && memcmp(state, e->country, 3)) return true;
  return is_leader_of_state(r, mention) && e->known_as.len && !holds_now(r, e) &&
         !public_is_now(r, e, "", "leader");
}

static uint32_t noun_of(const Resolver *r, uint32_t mention) {
  return r->document->tokens.lemma_hash[r->document->mentions.items[mention].head];
}

/* Somebody of that state has been called so before. */
static bool has_compatriot(const Resolver *r, uint32_t mention, const char *state,
                           const Referents *found) {
  for (uint32_t i = 0; i < found->count; i++) {
    if (found->entity[i] == NONE) continue;
    const Entity *e = &r->entities.items[found->entity[i]];
    if (!memcmp(state, e->country, 3) && knows_noun(e, noun_of(r, mention))) return true;
  }
  return false;
}

void refuse_other_states(const Resolver *r, uint32_t mention, Referents *found) {
  const char *state = state_told(r, mention);
  bool better = state[0] && has_compatriot(r, mention, state, found);
  uint32_t kept = 0;
  for (uint32_t i = 0; state[0] && i < found->count; i++) {
    uint32_t entity = found->entity[i];
    const Entity *e = entity == NONE ? NULL : &r->entities.items[entity];
    if (e && is_refused(r, mention, state, e)) continue;
    if (e && better && !e->country[0] && !knows_noun(e, noun_of(r, mention))) continue;
    found->entity[kept] = entity;
    if (kept < i) found->features[kept] = found->features[i];
    kept++;
  }
  if (state[0]) found->count = kept;
}

uint32_t leader_of_state(const Resolver *r, uint32_t mention) {
  const uint32_t SEVERAL = NONE - 1;
  uint32_t found = NONE, most = 1;
  if (!r->traits.items[mention].definite || !is_leader_of_state(r, mention)) return NONE;
  const char *state = state_told(r, mention);
  for (uint32_t i = 0; i < r->entities.count; i++) {
    const Entity *e = &r->entities.items[i];
    if (!e->named || e->type != ACTOR_PERSON) continue;
    uint32_t rank = leads(r, e, state);
    if (rank < most) continue;
    found = rank > most || found == NONE ? i : SEVERAL;
    most = rank;
  }
  return found == SEVERAL ? NONE : found;
}
