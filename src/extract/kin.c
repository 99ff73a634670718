/* SPDX-License-Identifier: MIT */
/* kin.c - nouns that only the document ties to a name: "the homeopath" after "Lorna Petit, a
 * homeopath". */
#include "extract/actors.h"
#include "extract/tree.h"

/* The word of a range on which the rest hangs. */
uint32_t mention_head(const Resolver *r, TokenRange range) {
  const Tokens *t = &r->document->tokens;
  for (uint32_t i = range.first; r->has_grammar && i < range.first + range.count; i++)
    if (t->head[i] == NONE || !range_has(range, t->head[i])) return i;
  return range.first + range.count - 1;
}

enum { KIN = 'k' }; /* keyspace: a noun that describes a name, with the name's type */

static void add_kin(Resolver *r, Str noun, uint8_t type) {
  if (noun.len > 2 && entity_find(r, KIN, noun) == NONE) entity_key(r, KIN, noun, type);
}

/* Of "was a poet", not of "was on a plane", "is under investigation". */
static bool is_copular(const Tokens *t, uint32_t noun) {
  return tree_child(t, noun, REL_COP) != NONE && tree_child(t, noun, REL_CASE) == NONE;
}

/* "the square" after "Naqsh-e Jahan Square", "the poet" after "Li Bai, a poet of ...". */
void find_kin(Resolver *r) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  for (uint32_t n = 0; r->has_grammar && n < d->names.count; n++) {
    const Name *name = &d->names.items[n];
    uint32_t last = name->range.first + name->range.count - 1;
    uint32_t head = mention_head(r, name->range), other = NONE;
    bool body = name->type == ACTOR_ORGANIZATION || name->type == ACTOR_PLACE;
    if (body && name->range.count > 1 && t->kind[last] == TOKEN_WORD)
      add_kin(r, t->folded[last], name->type);
    if (t->relation[head] == REL_NSUBJ && t->head[head] != NONE && is_copular(t, t->head[head]))
      other = t->head[head];
    if (other == NONE) other = tree_apposed(t, head);
    if (other == NONE) other = tree_apposition(t, head);
    if (other != NONE && t->tag[other] == UPOS_NOUN && t->xpos[other] == XPOS_NN)
      add_kin(r, t->lemma[other], name->type);
  }
}

/* It says what a name beside it is: as its apposition or after "is". */
static bool is_predicated(const Resolver *r, uint32_t noun) {
  const Tokens *t = &r->document->tokens;
  return tree_apposed(t, noun) != NONE || is_copular(t, noun);
}

/* The type of what a noun stands for that only the document's names explain, or NONE. */
uint32_t kin_type(const Resolver *r, uint32_t noun, uint32_t first) {
  const Tokens *t = &r->document->tokens;
  if (!r->has_grammar || t->xpos[noun] != XPOS_NN) return NONE;
  uint32_t type = entity_find(r, KIN, t->lemma[noun]);
  bool known = type != NONE && first < noun && is_determiner(t->folded[first]);
  return known || (type != NONE && is_predicated(r, noun)) ? type : NONE;
}
