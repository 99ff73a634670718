/* SPDX-License-Identifier: MIT */
/* attribution_tree.c - what hangs on every token and what its lemma says, once for a document. */
#include "extract/attribution.h"

static uint32_t *fresh(Arena *arena, uint32_t count) {
  uint32_t *items = NEW_ARRAY(arena, uint32_t, count + 1);
  for (uint32_t i = 0; i < count; i++) items[i] = NONE;
  return items;
}

static void link_child(Setting *s, uint32_t head, uint32_t child, unsigned relation) {
  switch (relation) {
  case REL_NSUBJ:
  case REL_NSUBJ_PASS:
  case REL_NSUBJ_OUTER:
  case REL_CSUBJ:
    if (s->subject[head] == NONE) s->subject[head] = child;
    s->links[head] |= relation == REL_NSUBJ_PASS ? 2 : 1;
    break;
  case REL_OBJ: s->links[head] |= 4; break;
  case REL_IOBJ: s->links[head] |= 8; break;
  case REL_CCOMP: s->links[head] |= 16; break;
  case REL_XCOMP: s->links[head] |= 32; break;
  case REL_PARATAXIS: s->links[head] |= 64; break;
  case REL_OBL:
  case REL_OBL_AGENT: s->links[head] |= 128; break;
  case REL_ADVCL: s->links[head] |= 256; break;
  case REL_NMOD:
  case REL_NMOD_POSS: s->links[head] |= 512; break;
  case REL_ACL:
  case REL_ACL_RELCL: s->links[head] |= 1024; break;
  case REL_AUX: s->links[head] |= 2048; break;
  case REL_AUX_PASS: s->links[head] |= 4096; break;
  case REL_COP: s->links[head] |= 8192; break;
  case REL_MARK: s->links[head] |= 16384; break;
  case REL_CASE: s->links[head] |= 32768; break;
  case REL_COMPOUND_PRT: s->links[head] |= 65536; break;
  default: break;
  }
}

enum { REACH = 300 };

/* The row of sayings.tsv of a lemma, as a number that names its manner. */
static uint8_t saying_of(const Models *models, const Tokens *t, uint32_t token) {
  if (!lexicon_may_begin(&models->sayings, t->lemma_lists, token)) return 0;
  const LexiconEntry *entry = lexicon_find(&models->sayings, t->lemma[token]);
  return entry ? (uint8_t)(1 + str_hash(entry->column[SAYING_MANNER]) % 251) : 0;
}

Setting setting_new(const Models *models, Document *document) {
  Arena *arena = &document->arena;
  const Tokens *tokens = &document->tokens;
  uint32_t count = tokens->count;
  Setting s = {.models = models,
               .reach = REACH,
               .document = document,
               .links = NEW_ARRAY(arena, uint32_t, count + 1),
               .subject = fresh(arena, count),
               .fine = NEW_ARRAY(arena, uint16_t, count + 1),
               .coarse = NEW_ARRAY(arena, uint8_t, count + 1),
               .likely = NEW_ARRAY(arena, uint8_t, count + 1),
               .inside = NEW_ARRAY(arena, int8_t, count + 1),
               .saying = NEW_ARRAY(arena, uint8_t, count + 1),
               .cue = fresh(arena, count)};
  for (uint32_t t = 0; t < count; t++) {
    WordClass class = word_classes_find(&models->word_classes, tokens->lemma_hash[t]);
    if (!class.hash) class = word_classes_find(&models->word_classes, tokens->hash[t]);
    s.fine[t] = class.fine, s.coarse[t] = class.coarse, s.likely[t] = class.saying;
    s.saying[t] = saying_of(models, tokens, t);
    if (tokens->head[t] != NONE) link_child(&s, tokens->head[t], t, tokens->relation[t]);
  }
  return s;
}

uint32_t head_of_range(const Tokens *tokens, TokenRange range) {
  for (uint32_t t = range.first; t < range.first + range.count; t++) {
    if (tokens->relation[t] == REL_PUNCT) continue;
    if (tokens->head[t] == NONE || !range_has(range, tokens->head[t])) return t;
  }
  return range.first;
}
