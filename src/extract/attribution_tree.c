/* SPDX-License-Identifier: MIT */
/* attribution_tree.c - subtrees and children of every token, once for a document. */
#include "extract/attribution.h"

static uint32_t *fresh(Arena *arena, uint32_t count) {
  uint32_t *items = NEW_ARRAY(arena, uint32_t, count + 1);
  for (uint32_t i = 0; i < count; i++) items[i] = NONE;
  return items;
}

/* Depth of every token below its root; each link is climbed twice at most. */
static uint32_t *depths(Arena *arena, const Tokens *tokens) {
  uint32_t *depth = fresh(arena, tokens->count);
  for (uint32_t t = 0; t < tokens->count; t++) {
    uint32_t top = t, steps = 0;
    while (top != NONE && depth[top] == NONE && steps <= tokens->count)
      top = tokens->head[top], steps++;
    uint32_t at = top == NONE ? steps - 1 : depth[top] + steps;
    for (uint32_t i = t; i != top && depth[i] == NONE; i = tokens->head[i]) depth[i] = at--;
  }
  return depth;
}

/* Tokens with the deepest first, by counting. */
static uint32_t *deepest_first(Arena *arena, const uint32_t *depth, uint32_t count) {
  uint32_t deepest = 0;
  for (uint32_t t = 0; t < count; t++)
    if (depth[t] > deepest) deepest = depth[t];
  uint32_t *place = NEW_ARRAY(arena, uint32_t, (size_t)deepest + 2);
  for (uint32_t t = 0; t < count; t++) place[deepest - depth[t] + 1]++;
  for (uint32_t d = 1; d <= deepest; d++) place[d] += place[d - 1];
  uint32_t *order = NEW_ARRAY(arena, uint32_t, count + 1);
  for (uint32_t t = 0; t < count; t++) order[place[deepest - depth[t]]++] = t;
  return order;
}

static void link_child(Setting *s, uint32_t head, uint32_t child, unsigned relation) {
  switch (relation) {
  case REL_NSUBJ: case REL_NSUBJ_PASS: case REL_NSUBJ_OUTER: case REL_CSUBJ:
    if (s->subject[head] == NONE) s->subject[head] = child;
    s->links[head] |= relation == REL_NSUBJ_PASS ? 2 : 1;
    break;
  case REL_OBJ: s->object[head] = child, s->links[head] |= 4; break;
  case REL_IOBJ: s->links[head] |= 8; break;
  case REL_CCOMP: s->clause[head] = child, s->links[head] |= 16; break;
  case REL_XCOMP:
    if (s->clause[head] == NONE) s->clause[head] = child;
    s->links[head] |= 32;
    break;
  case REL_PARATAXIS:
    if (s->clause[head] == NONE) s->clause[head] = child;
    s->links[head] |= 64;
    break;
  case REL_OBL: case REL_OBL_AGENT: s->links[head] |= 128; break;
  case REL_ADVCL: s->links[head] |= 256; break;
  case REL_NMOD: case REL_NMOD_POSS: s->links[head] |= 512; break;
  case REL_ACL: case REL_ACL_RELCL: s->links[head] |= 1024; break;
  case REL_AUX: s->links[head] |= 2048; break;
  case REL_AUX_PASS: s->links[head] |= 4096; break;
  case REL_COP: s->links[head] |= 8192; break;
  case REL_MARK: s->links[head] |= 16384; break;
  case REL_CASE: s->links[head] |= 32768; break;
  case REL_COMPOUND_PRT: s->links[head] |= 65536; break;
  default: break;
  }
}

static uint8_t saying_of(const Models *models, Str lemma) {
  (void)models, (void)lemma;
  return 0;
}

Setting setting_new(const Models *models, Document *document) {
  Arena *arena = &document->arena;
  const Tokens *tokens = &document->tokens;
  uint32_t count = tokens->count;
  Setting s = {.models = models, .document = document,
               .first = fresh(arena, count), .last = fresh(arena, count),
               .links = NEW_ARRAY(arena, uint32_t, count + 1), .subject = fresh(arena, count),
               .object = fresh(arena, count), .clause = fresh(arena, count),
               .saying = NEW_ARRAY(arena, uint8_t, count + 1), .cue = fresh(arena, count)};
  uint32_t *order = deepest_first(arena, depths(arena, tokens), count);
  for (uint32_t t = 0; t < count; t++) {
    s.first[t] = s.last[t] = t;
    s.saying[t] = saying_of(models, tokens->lemma[t]);
    if (tokens->head[t] != NONE) link_child(&s, tokens->head[t], t, tokens->relation[t]);
  }
  for (uint32_t i = 0; i < count; i++) {
    uint32_t t = order[i], head = tokens->head[t];
    if (head == NONE) continue;
    if (s.first[t] < s.first[head]) s.first[head] = s.first[t];
    if (s.last[t] > s.last[head]) s.last[head] = s.last[t];
  }
  return s;
}
