/* SPDX-License-Identifier: MIT */
/* acronyms.c - short names that a body's full name explains: by its initials, by the bracket
 * behind it, by one word of a firm's name. */
#include "extract/actors.h"
#include "extract/tree.h"

/* Keyspaces: short names without dots, one word of a firm's name, to a body. */
enum { INITIALS = 'i', IN_BRACKETS = 'q', ONE_WORD = 'b' };
enum { INITIALS_MAX = 4 }; /* letters of one word */

/* "International Atomic Energy Agency" gives "iaea", without the small words; "UK Independence
 * Party" gives "ukip". */
static Str initials(Resolver *r, TokenRange range) {
  const Tokens *t = &r->document->tokens;
  char *bytes = NEW_ARRAY(&r->document->arena, char, INITIALS_MAX *range.count + 1);
  uint32_t len = 0;
  for (uint32_t i = range.first; i < range.first + range.count; i++) {
    if (!(t->flags[i] & TOKEN_CAPITALISED)) continue;
    uint32_t take = t->flags[i] & TOKEN_UPPER ? t->folded[i].len : 1;
    for (uint32_t k = 0; k < take && k < INITIALS_MAX && k < t->folded[i].len; k++)
      if (t->folded[i].bytes[k] != '.') bytes[len++] = t->folded[i].bytes[k];
  }
  return (Str){bytes, len};
}

static Str without_dots(Resolver *r, Str word) {
  char *bytes = NEW_ARRAY(&r->document->arena, char, word.len + 1);
  uint32_t len = 0;
  for (uint32_t i = 0; i < word.len; i++)
    if (word.bytes[i] != '.') bytes[len++] = word.bytes[i];
  return (Str){bytes, len};
}

/* "Balco" of "Bay Area Laboratory Co-operative (Balco)": its letters in their order. */
static bool has_letters(const Resolver *r, TokenRange words, Str letters) {
  const Tokens *t = &r->document->tokens;
  uint32_t at = 0;
  for (uint32_t i = words.first; i < words.first + words.count && at < letters.len; i++)
    for (uint32_t k = 0; k < t->folded[i].len && at < letters.len; k++)
      if (t->folded[i].bytes[k] == letters.bytes[at] && (at || !k)) at++;
  return at == letters.len;
}

static void note_bracket(Resolver *r, TokenRange words, uint32_t entity) {
  const Tokens *t = &r->document->tokens;
  uint32_t end = words.first + words.count;
  if (words.count < 2 || end + 2 >= t->count || !str_is(t->folded[end], "(") ||
      !str_is(t->folded[end + 2], ")") || !(t->flags[end + 1] & TOKEN_CAPITALISED))
    return;
  Str letters = without_dots(r, t->folded[end + 1]);
  if (letters.len > 1 && has_letters(r, words, letters))
    entity_key(r, IN_BRACKETS, letters, entity);
}

bool is_acronym_of(Resolver *r, uint32_t token, TokenRange words) {
  if (words.count < 2 || !(r->document->tokens.flags[token] & TOKEN_UPPER)) return false;
  return str_equals(without_dots(r, r->document->tokens.folded[token]), initials(r, words));
}

uint32_t acronym_find(Resolver *r, Str word) {
  return entity_find(r, INITIALS, without_dots(r, word));
}

static void note_word(Resolver *r, Str word, uint32_t entity) {
  if (entity_find(r, ONE_WORD, word) == NONE) entity_key(r, ONE_WORD, word, entity);
}

/* The words by which a firm is known alone, unless one before it is: "Acme" of "Acme Inc.",
 * "Merrill" of "Merrill Lynch", "Hardie" of "James Hardie". */
static void note_short(Resolver *r, const Name *name, uint32_t entity) {
  const Tokens *t = &r->document->tokens;
  bool company = r->entities.items[entity].kind == str_hash(STR("company"));
  Gender gender;
  if (company || is_firm_name(t, name->range)) note_word(r, t->folded[name->range.first], entity);
  if ((company || name->apposed) && name->range.count == 2 &&
      is_given_name(r->models, r->document, name->range.first, &gender))
    note_word(r, t->folded[name->range.first + 1], entity);
}

void note_acronyms(Resolver *r, const Name *name, uint32_t entity) {
  if (name->range.count < 2) return;
  note_bracket(r, name->range, entity);
  if (name->type == ACTOR_ORGANIZATION) note_short(r, name, entity);
  if (name->type != ACTOR_PLACE) entity_key(r, INITIALS, initials(r, name->range), entity);
}

uint32_t firm_find(const Resolver *r, Str word) { return entity_find(r, ONE_WORD, word); }

/* "American said" where American Airlines is named: a firm, no people. */
static bool is_firm_alone(const Resolver *r, const Name *name) {
  const Tokens *t = &r->document->tokens;
  uint32_t token = name->range.first, relation = t->relation[token];
  bool argument = relation == REL_NSUBJ || relation == REL_NSUBJ_PASS || relation == REL_OBJ ||
                  relation == REL_OBL || relation == REL_NMOD;
  return r->has_grammar && name->demonym && name->range.count == 1 && argument &&
         t->xpos[token] != XPOS_NNPS && tree_child(t, token, REL_DET) == NONE;
}

/* A single word that a longer name explains, whatever the labels take it for. */
bool resolve_acronym(Resolver *r, uint32_t mention, const Name *name) {
  uint32_t first = name->range.first;
  uint32_t firm = is_firm_alone(r, name) ? firm_find(r, r->document->tokens.folded[first]) : NONE;
  if (firm != NONE) return entity_mention(r, firm, mention), true;
  if (name->range.count != 1 || name->canonical.len || name->type == ACTOR_COUNTRY) return false;
  Str letters = without_dots(r, r->document->tokens.folded[first]);
  uint32_t entity = entity_find(r, IN_BRACKETS, letters);
  if (entity == NONE && letters.len > 2 && (r->document->tokens.flags[first] & TOKEN_UPPER))
    entity = entity_find(r, INITIALS, letters);
  if (entity == NONE) return false;
  entity_mention(r, entity, mention);
  return true;
}
