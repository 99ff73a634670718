/* SPDX-License-Identifier: MIT */
/* offices.c - whose name stands behind an office of several words or behind its department:
 * "Minister for Work Jo Bell", wherever the tree hangs the name. */
#include "extract/offices.h"
#include "extract/tree.h"

enum {
  NAME_MAX_TOKENS = 4,
  OFFICE_MOST = 7,
  DEPARTMENT_MOST = 9, /* tokens from the preposition to the name */
  TIES_MOST = 5        /* heads between the name and the office */
};

bool is_person_name(const Resolver *r, uint32_t token) {
  uint32_t mention = r->document->tokens.mention[token];
  return mention != NONE && r->document->mentions.items[mention].form == MENTION_NAME &&
         r->traits.items[mention].type == ACTOR_PERSON;
}

uint32_t name_from(const Resolver *r, uint32_t first) {
  const Tokens *t = &r->document->tokens;
  for (uint32_t i = first; i < t->count && i < first + NAME_MAX_TOKENS; i++)
    if (is_person_name(r, i))
      return r->document->mentions.items[t->mention[i]].range.first == first ? i : NONE;
  return NONE;
}

/* Nouns for those who have a department, a place or a body: "minister for", "head of". */
static bool takes_department(Str noun) {
  static const char *const OFFICES[] = {
      "minister",    "secretary",     "undersecretary", "chancellor",    "commissioner",
      "director",    "head",          "chief",          "president",     "premier",
      "chairman",    "chairwoman",    "chair",          "leader",        "spokesman",
      "spokeswoman", "spokesperson",  "governor",       "mayor",         "ambassador",
      "envoy",       "archbishop",    "bishop",         "dean",          "professor",
      "speaker",     "master",        "commander",      "editor",        "mp",
      "coordinator", "administrator", "inspector",      "controller",    "superintendent",
      "ombudsman",   "treasurer",     "king",           "representative"};
  return STR_IN(noun, OFFICES);
}

static bool is_honorific(const Resolver *r, uint32_t token) {
  Title title = title_match(r->models, r->document, token, token + 1);
  return title.length && title.kind == TITLE_HONORIFIC;
}

/* The last word before a name describes him, not the office before it: "spokesman for actor Jo
 * Bell", "ally of Tory Jo Bell". */
static bool describes_person(const Resolver *r, uint32_t token) {
  const Document *d = r->document;
  const Lexicon *nominals = &r->models->nominals;
  uint32_t length;
  if (title_match(r->models, d, token, token + 1).length) return true;
  Known known = gazetteer_match(r->models, d, token, token + 1);
  if (known.known_as == KNOWN_DEMONYM || str_is(known.kind, "party")) return true;
  const LexiconEntry *entry =
      lexicon_match(nominals, d->tokens.folded + token, d->tokens.hash + token, 1, &length);
  return entry && str_is(entry->column[0], "person");
}

/* "of", "for" of departments; "to" the Treasury, "on" trade. */
static bool is_office_link(Str word) {
  static const char *const LINKS[] = {"of", "for", "to", "on", "at"};
  return STR_IN(word, LINKS);
}

/* "The film Erin Brockovich", "the party Jo Bell led": a noun with a name of its own or a clause,
 * unlike "the opposition". */
static bool is_common_thing(const Tokens *t, uint32_t first, uint32_t last) {
  static const char *const HOUSES[] = {"opposition", "house", "senate", "assembly"};
  if ((t->flags[last] & TOKEN_CAPITALISED) || STR_IN(t->folded[last], HOUSES)) return false;
  for (uint32_t i = first; i < last; i++)
    if (t->tag[i] == UPOS_DET) return true;
  return false;
}

/* Where the words of a department end that begin at `first`: before a person's name, with a title
 * or without. NONE: they are none. */
static uint32_t department_end(const Resolver *r, uint32_t first) {
  const Tokens *t = &r->document->tokens;
  bool listed = false; /* a comma has come, and no "and" behind it */
  for (uint32_t i = first; i < t->count && i < first + DEPARTMENT_MOST; i++) {
    bool comma = str_is(t->folded[i], ","), joins = str_is(t->folded[i], "and");
    if (t->sentence[i] != t->sentence[first]) return NONE;
    if (name_from(r, i) != NONE || is_honorific(r, i)) {
      bool open = i == first || t->tag[i - 1] == UPOS_ADP || t->tag[i - 1] == UPOS_CCONJ;
      return open || listed ? NONE : i;
    }
    listed = comma || (listed && !joins);
    bool small = joins || comma || str_is(t->folded[i], "the") || str_is(t->folded[i], "of") ||
                 str_is(t->folded[i], "for") || str_is(t->folded[i], "&");
    bool word = t->tag[i] == UPOS_NOUN || t->tag[i] == UPOS_PROPN || t->tag[i] == UPOS_ADJ;
    if (!small && !word && !(t->flags[i] & TOKEN_CAPITALISED)) return NONE;
    if (small && i == first && !str_is(t->folded[i], "the")) return NONE;
  }
  return NONE;
}

/* The name hangs on the office by nouns alone, or has the same verb: not "the head of the party
 * that Jo Bell led". */
static bool is_tied(const Tokens *t, uint32_t office, uint32_t name) {
  uint32_t at = name;
  for (uint32_t steps = 0; at != NONE && steps < TIES_MOST; steps++, at = t->head[at]) {
    if (t->head[at] == office || t->head[office] == at) return t->relation[at] != REL_ACL_RELCL;
    uint8_t relation = t->relation[at];
    bool noun = relation == REL_FLAT || relation == REL_COMPOUND || relation == REL_NMOD ||
                relation == REL_NMOD_DESC || relation == REL_CONJ || relation == REL_APPOS;
    if (!noun) return t->head[at] == t->head[office];
  }
  return false;
}

/* "Jo Bell, head of": the office describes the name before it. */
static bool describes_name_before(const Resolver *r, uint32_t first, uint32_t office) {
  const Tokens *t = &r->document->tokens;
  uint32_t apposed = tree_apposed(t, office);
  if (apposed != NONE && is_person_name(r, apposed)) return true;
  return first > 1 && str_is(t->folded[first - 1], ",") && is_person_name(r, first - 2);
}

/* A name of several words, not a pair of them: "the Bush-Cheney campaign". */
static bool is_full_name(const Resolver *r, uint32_t name) {
  const Document *d = r->document;
  TokenRange range = d->mentions.items[d->tokens.mention[name]].range;
  return range.count > 1 && !str_is(d->tokens.folded[range.first + 1], "-");
}

static uint32_t named_behind_department(const Resolver *r, uint32_t office, uint32_t link) {
  const Tokens *t = &r->document->tokens;
  if (!takes_department(t->folded[office]) || link + 2 >= t->count) return NONE;
  if (!is_office_link(t->folded[link]) || t->sentence[link] != t->sentence[office]) return NONE;
  uint32_t end = department_end(r, link + 1);
  if (end == NONE || describes_person(r, end - 1) || is_common_thing(t, link + 1, end - 1))
    return NONE;
  while (end < t->count && name_from(r, end) == NONE &&
         (is_honorific(r, end) || str_is(t->folded[end], ".")))
    end++;
  uint32_t name = name_from(r, end);
  return name != NONE && is_full_name(r, name) && is_tied(t, office, name) ? name : NONE;
}

uint32_t named_by_office(const Resolver *r, uint32_t mention, TokenRange *office) {
  const Document *d = r->document;
  const Mention *m = &d->mentions.items[mention];
  uint32_t first = without_article(r, m->range).first, end = first + OFFICE_MOST;
  if (end > d->tokens.count) end = d->tokens.count;
  uint32_t behind = first + title_match(r->models, d, first, end).length, name = NONE;
  if (behind > m->head + 1) name = name_from(r, behind);
  else behind = m->head + 1;
  if (name == NONE && !describes_name_before(r, m->range.first, m->head))
    name = named_behind_department(r, m->head, behind);
  if (name == NONE) return NONE;
  uint32_t stop = d->mentions.items[d->tokens.mention[name]].range.first;
  while (stop > behind && (is_honorific(r, stop - 1) || str_is(d->tokens.folded[stop - 1], ".")))
    stop--;
  *office = (TokenRange){first, stop - first};
  return name;
}
