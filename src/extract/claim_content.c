/* SPDX-License-Identifier: MIT */
/* claim_content.c - from which word to which the content of a claim goes. */
#include "extract/claims.h"

enum { CHAIN_MAX = 8 };

enum { /* feature templates of the two content models */
       C_NONE = 300,
       C_NONE_LEMMA,
       C_WORD,
       C_WORD_PREVIOUS,
       C_TAGS,
       C_RELATION,
       C_PATH,
       C_MARKER,
       C_DISTANCE,
       C_QUOTE,
       C_SLOT,
       C_PARTY,
       C_WRONG,
       C_SUBTREE,
       C_SENTENCE,
       C_LENGTH,
       C_NEXT,
       C_CLOSES,
       C_ATTACHED,
       C_BALANCE,
       C_SIDE,
       C_CROSSES,
       C_FIRST,
       C_FRAME,
       C_SAID,
       C_CLASS,
       C_OBJECT
};

typedef struct {
  const ClaimReader *r;
  const Cue *cue;
  const LexiconEntry *entry;
  const ClaimDraft *draft;
  uint32_t lemma, kind, slots;
  Features *f;
} Cutter;

static Cutter cutter_new(const ClaimReader *r, const ClaimDraft *draft, Features *features) {
  const Cue *cue = &r->cues.items[draft->cue];
  const LexiconEntry *entry = cue_entry(r, cue, draft->class);
  uint32_t kind = hash_join(str_hash(entry->column[CUE_PART]), draft->class);
  features->count = 0;
  return (Cutter){r,
                  cue,
                  entry,
                  draft,
                  r->tokens->lemma_hash[cue->head],
                  kind,
                  hash_join(str_hash(entry->column[CUE_SLOTS]), 9),
                  features};
}

static uint32_t bucket(uint32_t n) {
  return n < 4 ? n : n < 6 ? 4 : n < 9 ? 5 : n < 14 ? 6 : n < 22 ? 7 : 8;
}

/* The highest token of whose subtree this one is the first word (as the tree spans go to the
 * right). */
static uint32_t phrase_begun_at(const ClaimReader *r, uint32_t token) {
  const Tokens *t = r->tokens;
  uint32_t top = token;
  for (uint32_t step = 0; step < CHAIN_MAX; step++) {
    uint32_t head = t->head[top];
    if (head >= t->count || head < token) return top;
    for (uint32_t c = r->child[head]; c != NONE && c < token; c = r->sibling[c]) return top;
    top = head;
  }
  return top;
}

static void add_place(const Cutter *c, uint32_t token) {
  const Tokens *t = c->r->tokens;
  uint32_t first = c->cue->range.first, end = first + c->cue->range.count;
  bool before = token < first;
  uint32_t gap = before ? first - token : token - end + 1;
  uint32_t away = t->sentence[token] - t->sentence[c->cue->head] + 8;
  feature_add(c->f, C_DISTANCE, bucket(gap) * 2 + before, c->kind);
  feature_add(c->f, C_DISTANCE, bucket(gap) * 2 + before, c->lemma);
  feature_add(c->f, C_DISTANCE, bucket(gap) * 2 + before, c->slots);
  feature_add(c->f, C_SENTENCE, away, c->kind);
  feature_add(c->f, C_FIRST, token == sentence_start(c->r, token), hash_join(c->kind, away));
}

/* The nominals of the parties, as the content may begin after them and holds no source. */
static void add_parties(const Cutter *c, uint32_t token) {
  for (PartyRole role = PARTY_SOURCE; role < PARTY_ROLES; role++) {
    uint32_t index = c->draft->party[role];
    uint32_t id = role * 10u;
    if (!c->draft->known[role] || index == NONE) {
      feature_add(c->f, C_PARTY, id, c->kind);
      continue;
    }
    const Nominal *n = &c->r->nominals.items[index];
    uint32_t end = n->range.first + n->range.count;
    uint32_t where = range_has(n->range, token) ? 1
                     : token == end             ? 2
                     : token == end + 1         ? 3
                     : token < n->range.first   ? 4
                                                : 5;
    feature_add(c->f, C_PARTY, id + where, c->kind);
    if (where == 1) feature_add(c->f, C_PARTY, id + 6 + (token == n->range.first), c->kind);
    if (c->r->tokens->head[n->head] < c->r->tokens->count &&
        c->r->tokens->head[n->head] == phrase_begun_at(c->r, token))
      feature_add(c->f, C_PARTY, id + 9, hash_join(c->kind, c->r->tokens->relation[n->head]));
  }
}

static void add_start_grammar(const Cutter *c, uint32_t token) {
  const ClaimReader *r = c->r;
  const Tokens *t = r->tokens;
  uint32_t top = phrase_begun_at(r, token), previous = token ? token - 1 : 0;
  uint32_t path = path_hash(r, c->cue->head, top), head = t->head[top];
  feature_add(c->f, C_RELATION, t->relation[top], c->kind);
  feature_add(c->f, C_PATH, path, c->kind);
  feature_add(c->f, C_PATH, path, c->lemma);
  feature_add(c->f, C_PATH, hash_join(path, t->hash[previous]), c->slots);
  feature_add(c->f, C_PATH, hash_join(path, t->xpos[token]), c->kind + 1);
  feature_add(c->f, C_SUBTREE, t->tag[top], hash_join(c->kind, t->relation[top]));
  /* the marker before the phrase stands for the slot: of, for, over, that */
  uint32_t owner = t->head[previous] < t->count ? t->head[previous] : top;
  bool marks = t->relation[previous] == REL_CASE || t->relation[previous] == REL_MARK;
  char slot = 0;
  if (marks && (t->head[owner] == c->cue->head || range_has(c->cue->range, t->head[owner])))
    slot = slot_of_dependent(r, c->cue, c->entry, owner);
  else if (head == c->cue->head) slot = slot_of_dependent(r, c->cue, c->entry, top);
  else if (marks && t->head[owner] == t->head[c->cue->head] && t->head[owner] != NONE)
    slot = slot_of_dependent(r, c->cue, c->entry, owner);
  feature_add(c->f, C_SLOT, (uint32_t)slot * 2 + marks, c->kind);
  feature_add(c->f, C_SLOT, (uint32_t)slot * 2 + marks, 0);
  bool verb = r->wrong[token] != NULL;
  feature_add(c->f, C_WRONG, verb, c->kind);
  uint32_t fine = hash_join(fine_class(r, c->cue->head), c->draft->class);
  feature_add(c->f, C_CLASS, path, fine);
  feature_add(c->f, C_CLASS, fine_class(r, top), c->kind);
  feature_add(c->f, C_CLASS, coarse_class(r, top), hash_join(c->kind, t->relation[top]));
  if (r->nominal_at[top] != NONE)
    feature_add(c->f, C_OBJECT, type_of_nominal(r, r->nominal_at[top]),
                hash_join(c->kind, hash_join((uint32_t)slot, t->relation[top])));
  if (r->wrong[top]) feature_add(c->f, C_WRONG, 2, c->kind);
}

static void add_start_words(const Cutter *c, uint32_t token) {
  const Tokens *t = c->r->tokens;
  uint32_t previous = token ? t->hash[token - 1] : 1, previous_tag = token ? t->xpos[token - 1] : 0;
  uint32_t next_tag = token + 1 < t->count ? t->xpos[token + 1] : 0;
  bool before = token < c->cue->range.first;
  feature_add(c->f, C_WORD, t->hash[token], c->kind);
  feature_add(c->f, C_WORD_PREVIOUS, previous, hash_join(c->kind, before));
  feature_add(c->f, C_WORD_PREVIOUS, previous, c->slots);
  feature_add(c->f, C_WORD_PREVIOUS, hash_join(previous, t->xpos[token]),
              hash_join(c->kind, before));
  feature_add(c->f, C_TAGS, t->xpos[token], hash_join(c->kind, before));
  feature_add(c->f, C_TAGS, hash_join(previous_tag, t->xpos[token]), hash_join(c->kind, 77));
  feature_add(c->f, C_TAGS, hash_join(t->xpos[token], next_tag), hash_join(c->kind, 78));
  if (token > 1) feature_add(c->f, C_MARKER, hash_join(t->hash[token - 2], previous), c->kind);
  bool quoted = t->quote[token] != NONE, opens = token && t->xpos[token - 1] == XPOS_OPEN_QUOTE;
  bool is_mark = t->kind[token] == TOKEN_MARK;
  feature_add(c->f, C_QUOTE, (uint32_t)quoted * 4 + opens * 2u + is_mark,
              hash_join(c->kind, before));
  feature_add(c->f, C_QUOTE, 20 + (t->quote[token] == t->quote[c->cue->head]), c->kind);
}

/* Where the token stands in an argument of the cue's frame: after its first word or two, at its
 * end. */
static void add_frame(const Cutter *c, uint32_t token, bool at_end) {
  const FrameArgument *a = argument_around(c->r, c->cue->head, token);
  uint32_t where = 0;
  if (a) {
    uint32_t offset = at_end ? a->range.first + a->range.count - 1 - token : token - a->range.first;
    where = 1 + a->role * 8u + (offset > 2 ? 3 : offset);
  }
  feature_add(c->f, C_FRAME, where * 2 + at_end, c->kind);
  feature_add(c->f, C_FRAME, where * 2 + at_end, c->slots);
}

/* Where the token stands in what attribution takes for the words said with the cue. */
static void add_said(const Cutter *c, uint32_t token, bool at_end) {
  uint32_t index = c->r->said_at[c->cue->head], where = 0;
  if (index != NONE) {
    TokenRange content = c->r->said.items[index].content;
    uint32_t offset = at_end ? content.first + content.count - 1 - token : token - content.first;
    where = !range_has(content, token) ? 1 : 2 + (offset > 3 ? 4 : offset);
  }
  feature_add(c->f, C_SAID, where * 2 + at_end, c->kind);
  feature_add(c->f, C_SAID, where * 2 + at_end, hash_join(c->kind, c->r->tokens->xpos[token]));
}

/* Criticising somebody says nothing of what; criticising a thing does. */
static void add_none_grammar(const Cutter *c) {
  const ClaimReader *r = c->r;
  const Tokens *t = r->tokens;
  uint32_t head = c->cue->head, slots = 0, seen = 0;
  bool passive = is_passive(r, c->cue, c->entry);
  uint32_t object = child_with(r, head, passive ? REL_NSUBJ_PASS : REL_OBJ), type = 99;
  if (object != NONE && r->nominal_at[object] != NONE)
    type = type_of_nominal(r, r->nominal_at[object]);
  else if (object != NONE) type = 98;
  for (uint32_t k = r->child[head]; k != NONE && seen++ < 24; k = r->sibling[k]) {
    char slot = slot_of_dependent(r, c->cue, c->entry, k);
    slots |= slot == 'C' ? 1 : slot == 'T' ? 2 : 0;
    if (t->relation[k] == REL_ADVCL || t->relation[k] == REL_PARATAXIS) slots |= 4;
    if (t->relation[k] == REL_CCOMP || t->relation[k] == REL_ACL) slots |= 8;
  }
  feature_add(c->f, C_OBJECT, type, hash_join(c->kind, passive));
  feature_add(c->f, C_OBJECT, 200 + slots, hash_join(c->kind, passive));
  feature_add(c->f, C_OBJECT, hash_join(type, slots), hash_join(c->kind, passive));
  feature_add(c->f, C_OBJECT, 300 + slots, c->slots);
  feature_add(c->f, C_CLASS, hash_join(fine_class(r, head), c->draft->class), 5);
  for (PartyRole role = PARTY_SOURCE; role < PARTY_ROLES; role++) {
    uint32_t index = c->draft->party[role], where = 0;
    if (!c->draft->known[role]) continue;
    if (index != NONE) {
      const Nominal *n = &r->nominals.items[index];
      where = n->head == object                              ? 1
              : t->head[n->head] == head                     ? 2
              : object != NONE && t->head[n->head] == object ? 3
                                                             : 4;
    }
    feature_add(c->f, C_PARTY, 20 + where * 2 + role, c->kind);
    feature_add(c->f, C_PARTY, 20 + where * 2 + role, hash_join(c->kind, slots));
  }
}

void content_start_features(const ClaimReader *r, const ClaimDraft *draft, uint32_t token,
                            Features *features) {
  Cutter c = cutter_new(r, draft, features);
  if (token == NONE) {
    uint32_t end = c.cue->range.first + c.cue->range.count;
    feature_add(c.f, C_NONE, c.kind, 0);
    feature_add(c.f, C_NONE_LEMMA, c.lemma, c.draft->class);
    feature_add(c.f, C_NONE_LEMMA, c.slots, 1);
    feature_add(c.f, C_NONE, c.kind, 10u + r->tokens->relation[c.cue->head]);
    if (end < r->tokens->count)
      feature_add(c.f, C_NONE, c.kind, hash_join(r->tokens->hash[end], 5));
    feature_add(c.f, C_NONE, c.kind, 100 + bucket(sentence_end(r, c.cue->head) - end));
    add_none_grammar(&c);
    return;
  }
  add_place(&c, token);
  add_parties(&c, token);
  add_start_words(&c, token);
  add_start_grammar(&c, token);
  add_frame(&c, token, false);
  add_said(&c, token, false);
}

/* How many open phrases end with this token, and what the next word belongs to. */
static void add_end_grammar(const Cutter *c, uint32_t start, uint32_t token) {
  const ClaimReader *r = c->r;
  const Tokens *t = r->tokens;
  uint32_t next = token + 1, top = phrase_begun_at(r, start);
  if (next < t->count) {
    uint32_t head = t->head[next];
    uint32_t side = head >= t->count ? 0 : head < start ? 1 : head <= token ? 2 : 3;
    feature_add(c->f, C_ATTACHED, side, hash_join(c->kind, t->relation[next]));
    feature_add(c->f, C_ATTACHED, side, hash_join(t->hash[next], t->relation[next]));
    feature_add(c->f, C_ATTACHED, side * 2 + (head == top), 0);
    uint32_t at = next, steps = 0; /* is the next word inside the phrase that began? */
    while (at < t->count && at != top && steps++ < 12) at = t->head[at];
    feature_add(c->f, C_SUBTREE, at == top, c->kind);
    feature_add(c->f, C_SUBTREE, 2 + (at == top), hash_join(t->xpos[next], c->kind));
  }
  uint32_t head = t->head[token];
  bool inside = head >= start && head <= token;
  feature_add(c->f, C_CLOSES, inside, t->relation[token]);
  feature_add(c->f, C_CLOSES, 2 + (token >= top), c->kind);
  feature_add(c->f, C_CLOSES, 4 + (start > c->cue->range.first),
              hash_join(c->kind, token + 1 == c->cue->range.first));
}

static void add_end_words(const Cutter *c, uint32_t start, uint32_t token) {
  const Tokens *t = c->r->tokens;
  uint32_t next = token + 1 < t->count ? t->hash[token + 1] : 1,
           next_tag = token + 1 < t->count ? t->xpos[token + 1] : 0;
  uint32_t after = token + 2 < t->count ? t->hash[token + 2] : 1;
  bool last = token + 1 == sentence_end(c->r, token);
  feature_add(c->f, C_WORD, t->hash[token], 0);
  feature_add(c->f, C_NEXT, next, c->kind);
  feature_add(c->f, C_NEXT, next, hash_join(after, 3));
  feature_add(c->f, C_NEXT, hash_join(next, t->xpos[token]), 4);
  feature_add(c->f, C_TAGS, t->xpos[token], next_tag);
  feature_add(c->f, C_TAGS, hash_join(t->xpos[token], next_tag), c->kind);
  feature_add(c->f, C_LENGTH, bucket(token - start), c->kind);
  feature_add(c->f, C_LENGTH, 20 + (token - start), next_tag);
  feature_add(c->f, C_FIRST, last, c->kind);
  bool punctuation = t->tag[token] == UPOS_PUNCT;
  feature_add(c->f, C_FIRST, 2 + punctuation, hash_join(last, t->xpos[token]));
  uint32_t q = t->quote[token], q_next = token + 1 < t->count ? t->quote[token + 1] : NONE;
  feature_add(c->f, C_QUOTE, (q != NONE) * 2u + (q != q_next),
              hash_join(c->kind, t->quote[start] == q));
  feature_add(c->f, C_QUOTE,
              10u + (t->xpos[start] == XPOS_OPEN_QUOTE) * 2u + (t->xpos[token] == XPOS_CLOSE_QUOTE),
              0);
  feature_add(c->f, C_BALANCE, t->xpos[token ? token - 1 : 0], hash_join(t->xpos[token], next));
}

/* A content that crosses a party's mention, the cue or a sentence is suspect. */
static void add_end_crossing(const Cutter *c, uint32_t start, uint32_t token) {
  const Tokens *t = c->r->tokens;
  bool crosses_cue = start < c->cue->range.first && token >= c->cue->range.first;
  feature_add(c->f, C_CROSSES, crosses_cue, 0);
  feature_add(c->f, C_CROSSES, 2 + (t->sentence[start] != t->sentence[token]), c->kind);
  for (PartyRole role = PARTY_SOURCE; role < PARTY_ROLES; role++) {
    uint32_t index = c->draft->party[role];
    if (!c->draft->known[role] || index == NONE) continue;
    const Nominal *n = &c->r->nominals.items[index];
    bool holds = start <= n->head && n->head <= token;
    feature_add(c->f, C_PARTY, role * 4u + holds, c->kind);
    if (token + 1 == n->range.first || token + 2 == n->range.first)
      feature_add(c->f, C_PARTY, role * 4u + 2 + (n->range.first - token), c->kind);
  }
}

void content_end_features(const ClaimReader *r, const ClaimDraft *draft, uint32_t start,
                          uint32_t token, Features *features) {
  Cutter c = cutter_new(r, draft, features);
  add_end_words(&c, start, token);
  add_end_grammar(&c, start, token);
  add_end_crossing(&c, start, token);
  add_frame(&c, token, true);
  add_said(&c, token, true);
}
