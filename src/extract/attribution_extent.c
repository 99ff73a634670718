/* SPDX-License-Identifier: MIT */
/* attribution_extent.c - its source and content known, which words beside it does a cue take in:
 * "said" + "on Thursday", "sent a letter" + "asking"? Where another cue is among them, "raised
 * questions" + "about", the two are one. */
#include "extract/attribution.h"

enum { LEFT_MOST = 6, RIGHT_MOST = 10, CLIMB = 6 };

/* Where a part lies, seen from `token` outside of the cue: absent, on the cue's other side,
 * between the two, at the token, beyond it. */
static uint32_t place_of(TokenRange part, TokenRange cue, uint32_t token) {
  if (!part.count) return 0;
  if (range_has(part, token)) return token == part.first ? 1 : 2;
  bool right = token > cue.first;
  if ((part.first > cue.first) != right) return 3;
  return (part.first > token) == right ? 4 : 5;
}

TokenRange extent_words(const Setting *s, const Attribution *a, bool right) {
  TokenRange sentence = s->document->sentences.items[s->document->tokens.sentence[a->cue.first]];
  uint32_t most = right ? RIGHT_MOST : LEFT_MOST, end = a->cue.first + a->cue.count, count = 0;
  for (; count < most; count++) {
    uint32_t token = right ? end + count : a->cue.first - 1 - count;
    if (!range_has(sentence, token) || range_has(a->source, token)) break;
  }
  return (TokenRange){right ? end : a->cue.first - count, count};
}

typedef struct {
  uint32_t token, edge; /* and the cue's nearest token */
  uint32_t top, steps;  /* the token's last ancestor below the cue; how far up, or CLIMB */
  uint32_t zone, far;
  uint32_t other; /* 1 and 2: first and later token of another cue; 3: beyond one */
} Beside;

static uint32_t other_cue(const Setting *s, const Attribution *a, uint32_t token) {
  uint32_t own = s->cue[a->cue.first], end = a->cue.first + a->cue.count;
  if (s->cue[token] != NONE) return token && s->cue[token - 1] == s->cue[token] ? 2 : 1;
  TokenRange between = {token + 1, a->cue.first - token - 1};
  if (token > a->cue.first) between = (TokenRange){end, token - end};
  for (uint32_t i = between.first; i < between.first + between.count; i++)
    if (s->cue[i] != NONE && s->cue[i] != own) return 3;
  return 0;
}

static Beside beside_new(const Setting *s, const Attribution *a, uint32_t token) {
  const Tokens *t = &s->document->tokens;
  bool right = token > a->cue.first;
  uint32_t edge = right ? a->cue.first + a->cue.count - 1 : a->cue.first;
  Beside b = {
      .token = token, .edge = edge, .top = token, .far = right ? token - edge : edge - token};
  while (b.steps < CLIMB && t->head[b.top] != NONE && !range_has(a->cue, t->head[b.top]))
    b.top = t->head[b.top], b.steps++;
  if (t->head[b.top] == NONE) b.steps = CLIMB;
  if (b.steps == CLIMB) b.top = token;
  b.zone = (uint32_t)right | place_of(a->content, a->cue, token) << 1 |
           place_of(a->source, a->cue, token) << 4;
  b.other = other_cue(s, a, token);
  return b;
}

static void add_hanging(const Setting *s, const Beside *b, uint32_t head, Features *f) {
  const Tokens *t = &s->document->tokens;
  uint32_t relation = (uint32_t)t->relation[b->top] << 3 | b->steps, opens = t->left[b->top];
  uint32_t size = t->right[b->top] - opens, token = b->token;
  feature_add(f, 280, relation, b->zone);
  feature_add(f, 281, relation, t->lemma_hash[opens]);
  feature_add(f, 282, relation, t->lemma_hash[b->top]);
  feature_add(f, 283, relation << 10 | s->fine[b->top], b->zone & 15);
  feature_add(f, 284, relation, t->lemma_hash[head]);
  feature_add(f, 285, t->lemma_hash[b->top], b->zone & 15);
  feature_add(f, 286, relation << 4 | (size < 12 ? size : 12), b->zone & 15);
  feature_add(f, 287, (uint32_t)t->relation[token] << 8 | t->xpos[token], b->zone);
  feature_add(f, 288, relation << 1 | (t->right[b->top] == token), t->xpos[token]);
  feature_add(f, 289, hash_join(t->lemma_hash[opens], t->lemma_hash[b->top]), b->zone & 1);
}

/* What the network of cues makes of it and of its neighbours. */
static void add_seen(const Tokens *t, TokenRange sentence, const Beside *b, uint32_t far,
                     Features *f) {
  enum { UP = 200 }; /* makes half logits positive */
  uint32_t token = b->token, side = b->zone & 1, beyond = side ? token + 1 : token - 1;
  uint32_t first = (uint32_t)(t->cue_first[token] + UP), next = (uint32_t)(t->cue_next[token] + UP);
  uint32_t content = (uint32_t)(t->in_content[token] + UP);
  int8_t begins = t->source_first[token], goes_on = t->source_next[token];
  feature_add(f, 180, b->zone, content);
  feature_add(f, 181, next, content);
  feature_add(f, 182, b->zone, (uint32_t)((begins > goes_on ? begins : goes_on) + UP));
  feature_add(f, 183, next, range_has(sentence, beyond) ? (uint32_t)(t->cue_next[beyond] + UP) : 0);
  feature_add(f, 184, next, (uint32_t)(t->cue_next[b->edge] + UP));
  feature_add(f, 185, next << 3 | far, (uint32_t)(t->cue_first[b->edge] + UP));
  feature_add(f, 269, b->zone, next);
  feature_add(f, 293, b->other << 3 | far, next);
  feature_add(f, 295, first << 2 | b->other, side);
}

static uint32_t lemma_in(const Tokens *tokens, TokenRange sentence, uint32_t token) {
  return range_has(sentence, token) ? tokens->lemma_hash[token] : 1;
}

void extent_features(const Setting *s, const Attribution *a, uint32_t token, Features *f) {
  const Tokens *t = &s->document->tokens;
  TokenRange sentence = s->document->sentences.items[t->sentence[token]];
  Beside b = beside_new(s, a, token);
  uint32_t head = head_of_range(t, a->cue), lemma = t->lemma_hash[token], tag = t->xpos[token];
  uint32_t far = b.far < 7 ? b.far : 7, side = b.zone & 1,
           rest = sentence.first + sentence.count - token;
  uint32_t inside = (uint32_t)(s->inside[token] + 16), quoted = t->quote[token] != t->quote[b.edge];
  uint32_t network = (uint32_t)(t->cue_next[token] + 200);
  uint32_t sure = (uint32_t)(a->score / LINEAR_UNIT + 100);
  f->count = 0;
  feature_add(f, 260, b.zone, far);
  feature_add(f, 261, b.zone, tag);
  feature_add(f, 262, side, lemma);
  feature_add(f, 263, b.zone, lemma);
  feature_add(f, 264, side, hash_join(lemma, lemma_in(t, sentence, token - 1)));
  feature_add(f, 265, side, hash_join(lemma, lemma_in(t, sentence, token + 1)));
  feature_add(f, 266, side << 9 | quoted << 8 | tag, far);
  feature_add(f, 267, b.zone << 1 | quoted, inside);
  feature_add(f, 268, side << 8 | tag, inside);
  feature_add(f, 270, inside, network);
  feature_add(f, 271, side, sure);
  feature_add(f, 272, b.zone, t->lemma_hash[head]);
  feature_add(f, 273, tag << 1 | side, t->lemma_hash[head]);
  feature_add(f, 274, side << 10 | s->fine[head], tag);
  feature_add(f, 275, side << 10 | s->fine[token], tag);
  feature_add(f, 276, b.zone << 1 | quoted, rest < 7 ? rest : 7);
  feature_add(f, 277, t->lemma_hash[b.edge], side << 8 | tag);
  feature_add(f, 278, t->lemma_hash[b.edge], hash_join(lemma, far));
  feature_add(f, 279, side << 10 | s->fine[head], s->fine[token]);
  feature_add(f, 290, side, lemma_in(t, sentence, side ? b.edge + 1 : b.edge - 1));
  feature_add(f, 292, b.zone, b.other);
  feature_add(f, 294, b.other << 8 | tag, t->xpos[head]);
  feature_add(f, 291, tag << 8 | t->xpos[head], a->cue.count < 4 ? a->cue.count : 4);
  add_hanging(s, &b, head, f);
  add_seen(t, sentence, &b, far, f);
}

/* How many of the words on that side: those with the greatest sum of scores. The figure that
 * counts is F1 of words, so that a word is welcome from 27 in 100 on. */
static uint32_t best_extent(const Setting *s, const Linear *weights, const Attribution *a,
                            bool right) {
  enum { WELCOME = LINEAR_UNIT, HOPELESS = -6 * LINEAR_UNIT };
  TokenRange words = extent_words(s, a, right);
  uint32_t best = 0;
  int32_t sum = 0, most = 0;
  Features features;
  for (uint32_t i = 0; i < words.count && sum > HOPELESS; i++) {
    uint32_t token = words.first + (right ? i : words.count - 1 - i);
    extent_features(s, a, token, &features);
    sum += linear_score(weights, &features) + WELCOME;
    if (sum > most) most = sum, best = i + 1;
  }
  return best;
}

/* Two that are one: the words of both, the parts of the surer one; but what is said by "raised
 * questions about" stands behind its last word. */
static void take_in(const Setting *s, Attribution *all, uint32_t taker, uint32_t taken) {
  Attribution *a = &all[taker], *b = &all[taken];
  const Attribution *first = b->cue.first < a->cue.first ? b : a, *last = first == a ? b : a;
  const Attribution *sure = b->trust > a->trust ? b : a, *other = sure == a ? b : a;
  uint32_t end = last->cue.first + last->cue.count, first_end = first->cue.first + first->cue.count;
  TokenRange cue = {first->cue.first, (end > first_end ? end : first_end) - first->cue.first};
  TokenRange content = range_has(first->content, last->cue.first) ? last->content : sure->content;
  TokenRange source = sure->source.count ? sure->source : other->source;
  int32_t trust = sure->trust;
  a->cue = cue, a->source = source, a->content = content, a->trust = trust;
  b->cue.count = 0;
  mark_cue(s, cue, taker);
}

static bool overlap(TokenRange a, TokenRange b) {
  return a.count && b.count && a.first < b.first + b.count && b.first < a.first + a.count;
}

static void widen(const Setting *s, const Linear *weights, Attribution *all, uint32_t count,
                  uint32_t index) {
  enum { NEAR = 4 };
  Attribution *a = &all[index];
  uint32_t left = best_extent(s, weights, a, false), right = best_extent(s, weights, a, true);
  a->cue = (TokenRange){a->cue.first - left, a->cue.count + left + right};
  mark_cue(s, a->cue, index);
  for (uint32_t k = index > NEAR ? index - NEAR : 0; k < count && k <= index + NEAR; k++)
    if (k != index && overlap(all[k].cue, a->cue)) take_in(s, all, index, k);
}

/* Without the words of the cue at its ends. */
static void trim_content(TokenRange cue, TokenRange *content) {
  uint32_t end = content->first + content->count, behind = cue.first + cue.count;
  if (range_has(cue, content->first) && end > behind) *content = (TokenRange){behind, end - behind};
  else if (content->first < cue.first && range_has(cue, end - 1))
    content->count = cue.first - content->first;
}

uint32_t widen_cues(const Setting *s, const Linear *weights, Attribution *all, uint32_t count) {
  if (!weights->weights) return count;
  for (uint32_t i = 0; i < count; i++) mark_cue(s, all[i].cue, i);
  for (uint32_t i = 0; i < count; i++)
    if (all[i].cue.count) widen(s, weights, all, count, i);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (!all[i].cue.count) continue;
    trim_content(all[i].cue, &all[i].content);
    all[kept++] = all[i];
  }
  return kept;
}
