/* SPDX-License-Identifier: MIT */
/* attribution_cues.c - what speaks for a token being part of a cue ("said", "according to",
 * "was accused of", "his support for"): its words, its place in the tree, quotations near. */
#include "extract/attribution.h"

enum { EDGE = 1, ABSENT = 2 }; /* stand for a word outside the sentence, and for no such child */

static uint32_t lemma_at(const Tokens *tokens, TokenRange sentence, uint32_t token) {
  return range_has(sentence, token) ? tokens->lemma_hash[token] : EDGE;
}
static uint32_t word_at(const Tokens *tokens, TokenRange sentence, uint32_t token) {
  return range_has(sentence, token) ? tokens->hash[token] : EDGE;
}
static uint32_t tag_at(const Tokens *tokens, TokenRange sentence, uint32_t token) {
  return range_has(sentence, token) ? tokens->xpos[token] : XPOS_COUNT;
}
static uint32_t child_lemma(const Tokens *tokens, uint32_t child) {
  return child == NONE ? ABSENT : tokens->lemma_hash[child];
}
static uint32_t child_tag(const Tokens *tokens, uint32_t child) {
  return child == NONE ? XPOS_COUNT : tokens->xpos[child];
}

/* The last letters, for words never seen. */
static uint32_t ending(Str word) {
  uint32_t len = word.len < 3 ? word.len : 3;
  return str_hash((Str){word.bytes + word.len - len, len});
}

/* Is there a quotation in the token's sentence, and does it lie in it? */
static uint32_t quotation_near(const Setting *s, TokenRange sentence, uint32_t token) {
  const Tokens *tokens = &s->document->tokens;
  enum { REACH = 12 };
  uint32_t inside = tokens->quote[token], bits = inside != NONE;
  for (uint32_t i = 1; i <= REACH; i++) {
    if (!(bits & 6) && range_has(sentence, token - i) && tokens->quote[token - i] != inside)
      bits |= i <= 3 ? 2 : 4;
    if (!(bits & 24) && range_has(sentence, token + i) && tokens->quote[token + i] != inside)
      bits |= i <= 3 ? 8 : 16;
  }
  return bits;
}

static void add_words(const Tokens *tokens, TokenRange sentence, uint32_t t, Features *f) {
  uint32_t word = tokens->hash[t], lemma = tokens->lemma_hash[t], tag = tokens->xpos[t];
  uint32_t before = lemma_at(tokens, sentence, t - 1), after = lemma_at(tokens, sentence, t + 1);
  uint32_t tag_before = tag_at(tokens, sentence, t - 1),
           tag_after = tag_at(tokens, sentence, t + 1);
  feature_add(f, 1, word, 0);
  feature_add(f, 2, lemma, 0);
  feature_add(f, 3, lemma, tag);
  feature_add(f, 4, before, tag);
  feature_add(f, 5, after, tag);
  feature_add(f, 6, before, lemma);
  feature_add(f, 7, lemma, after);
  feature_add(f, 8, hash_join(before, lemma), after);
  feature_add(f, 9, lemma_at(tokens, sentence, t - 2), before);
  feature_add(f, 10, word_at(tokens, sentence, t + 2), word_at(tokens, sentence, t + 1));
  feature_add(f, 11, tag, tag_before << 8 | tag_after);
  feature_add(f, 12, tag, tag_before << 8 | tag_at(tokens, sentence, t - 2));
  feature_add(f, 13, tag, tag_after << 8 | tag_at(tokens, sentence, t + 2));
  feature_add(f, 14, lemma, tag_after);
  feature_add(f, 15, lemma, tag_before);
  feature_add(f, 16, ending(tokens->folded[t]), tag);
  feature_add(f, 17, hash_join(lemma, word_at(tokens, sentence, t + 1)),
              word_at(tokens, sentence, t + 2));
  feature_add(f, 18, lemma_at(tokens, sentence, t - 2), lemma);
  feature_add(f, 19, lemma_at(tokens, sentence, t + 2), lemma);
}

static void add_tree(const Setting *s, uint32_t t, Features *f) {
  const Tokens *tokens = &s->document->tokens;
  uint32_t lemma = tokens->lemma_hash[t], tag = tokens->xpos[t], relation = tokens->relation[t];
  uint32_t head = tokens->head[t], links = s->links[t];
  uint32_t head_lemma = child_lemma(tokens, head), head_tag = child_tag(tokens, head);
  uint32_t core = links & 0x1f7; /* subjects, objects, clauses, oblique */
  feature_add(f, 20, relation, tag);
  feature_add(f, 21, relation, lemma);
  feature_add(f, 22, hash_join(relation, head_lemma), lemma);
  feature_add(f, 23, relation, head_lemma);
  feature_add(f, 24, relation << 8 | head_tag, tag);
  feature_add(f, 25, links, tag);
  feature_add(f, 26, core, lemma);
  feature_add(f, 27, core, relation << 8 | tag);
  feature_add(f, 28, child_lemma(tokens, s->subject[t]), tag);
  uint32_t size = tokens->right[t] - tokens->left[t];
  feature_add(f, 34, size < 3 ? size : size < 8 ? 3 : 4, relation << 8 | tag);
  uint32_t saying = s->saying[t], head_saying = head == NONE ? 0 : s->saying[head];
  feature_add(f, 35, saying, tag);
  feature_add(f, 36, saying << 16 | core, tag);
  feature_add(f, 37, head_saying << 8 | relation, lemma);
  feature_add(f, 38, head_saying << 8 | relation, tag);
  feature_add(f, 39, head_lemma << 1 | (head != NONE && head < t), relation);
  uint32_t above = head == NONE ? NONE : tokens->head[head];
  feature_add(f, 40, child_lemma(tokens, above),
              relation << 8 | tokens->relation[head == NONE ? t : head]);
  uint32_t subject = s->subject[t];
  feature_add(f, 41, subject == NONE ? NAME_LABEL_COUNT : tokens->name_label[subject], lemma);
  feature_add(f, 42, subject == NONE ? NAME_LABEL_COUNT : tokens->name_label[subject],
              core << 8 | tag);
}

static uint32_t fine_of(const Setting *s, uint32_t token) {
  return token == NONE ? 1023 : s->fine[token];
}
static uint32_t coarse_of(const Setting *s, uint32_t token) {
  return token == NONE ? 255 : s->coarse[token];
}

/* The same again for words like these. */
static void add_groups(const Setting *s, TokenRange sentence, uint32_t t, Features *f) {
  const Tokens *tokens = &s->document->tokens;
  uint32_t tag = tokens->xpos[t], relation = tokens->relation[t], head = tokens->head[t];
  uint32_t fine = s->fine[t], coarse = s->coarse[t], core = s->links[t] & 0x1f7;
  feature_add(f, 60, fine, tag);
  feature_add(f, 61, fine << 8 | relation, tag);
  feature_add(f, 62, fine, core << 8 | tag);
  feature_add(f, 63, coarse << 8 | relation, core << 8 | tag);
  feature_add(f, 64, fine << 8 | relation, fine_of(s, head));
  feature_add(f, 65, fine_of(s, head) << 8 | relation, tag);
  feature_add(f, 66, fine, coarse_of(s, s->subject[t]));
  feature_add(f, 69, fine, lemma_at(tokens, sentence, t + 1));
  feature_add(f, 70, fine, lemma_at(tokens, sentence, t - 1));
  uint32_t next = range_has(sentence, t + 1) ? s->fine[t + 1] : 1022;
  uint32_t before = range_has(sentence, t - 1) ? s->fine[t - 1] : 1022;
  feature_add(f, 71, fine, next);
  feature_add(f, 72, before, fine);
  feature_add(f, 73, before << 8 | tag, next);
  uint32_t likely = s->likely[t];
  feature_add(f, 74, likely, tag);
  feature_add(f, 75, likely, core << 8 | tag);
  feature_add(f, 76, likely << 8 | relation, tag);
  feature_add(f, 77, likely << 8 | (head == NONE ? 99 : s->likely[head]), relation << 8 | tag);
  feature_add(f, 78, likely, coarse_of(s, s->subject[t]) << 8 | tag);
}

/* What the network of cues makes of the token: 1 .. 33. */
static uint32_t view(TokenRange sentence, uint32_t t, const int8_t *labels) {
  enum { MOST = 16 };
  if (!range_has(sentence, t)) return 1;
  int32_t steps = labels[t];
  return (uint32_t)((steps < -MOST ? -MOST : steps > MOST ? MOST : steps) + MOST + 1);
}

static void add_network(const Setting *s, TokenRange sentence, uint32_t t, Features *f) {
  const Tokens *tokens = &s->document->tokens;
  uint32_t first = view(sentence, t, tokens->cue_first);
  uint32_t next = view(sentence, t, tokens->cue_next);
  uint32_t tag = tokens->xpos[t];
  feature_add(f, 90, first, next);
  feature_add(f, 91, first, 0);
  feature_add(f, 92, next, 0);
  feature_add(f, 93, first, tag);
  feature_add(f, 94, next, tag);
  feature_add(f, 95, first << 8 | next, view(sentence, t - 1, tokens->cue_first));
  feature_add(f, 96, first << 8 | next, view(sentence, t + 1, tokens->cue_next));
  feature_add(f, 97, next, view(sentence, t - 1, tokens->cue_next));
  feature_add(f, 98, first, tokens->lemma_hash[t]);
}

/* Names, numbers, pronouns, articles, commas are no cues by themselves, though they may stand
 * inside of one: a few features do for them. */
static bool is_filler(uint32_t tag) {
  switch (tag) {
  case XPOS_NNP:
  case XPOS_NNPS:
  case XPOS_CD:
  case XPOS_PRP:
  case XPOS_PRPS:
  case XPOS_DT:
  case XPOS_PERIOD:
  case XPOS_COMMA:
  case XPOS_OPEN_QUOTE:
  case XPOS_CLOSE_QUOTE:
  case XPOS_POS:
  case XPOS_DOLLAR:
  case XPOS_LRB:
  case XPOS_RRB:
  case XPOS_CC:
  case XPOS_WP:
  case XPOS_WDT: return true;
  default: return false;
  }
}

/* The pass does not score these, but the trainer learns from them too. */
bool is_unlikely_cue(const Tokens *tokens, uint32_t t) {
  enum { UNLIKELY = -8 }; /* half logits */
  return tokens->cue_first[t] < UNLIKELY && tokens->cue_next[t] < UNLIKELY;
}

static void add_filler(const Tokens *tokens, TokenRange sentence, uint32_t t, Features *f) {
  uint32_t word = tokens->hash[t], tag = tokens->xpos[t], relation = tokens->relation[t];
  uint32_t before = lemma_at(tokens, sentence, t - 1), after = lemma_at(tokens, sentence, t + 1);
  uint32_t tag_before = tag_at(tokens, sentence, t - 1),
           tag_after = tag_at(tokens, sentence, t + 1);
  feature_add(f, 80, word, 0);
  feature_add(f, 81, before, word);
  feature_add(f, 82, word, after);
  feature_add(f, 83, before, tag);
  feature_add(f, 84, tag << 16 | tag_before << 8 | tag_after, relation);
  feature_add(f, 85, lemma_at(tokens, sentence, t - 2), before);
  feature_add(f, 86, before, after);
  feature_add(f, 87, tag << 8 | tag_before, tag_at(tokens, sentence, t - 2));
  feature_add(f, 88, child_lemma(tokens, tokens->head[t]), relation);
  feature_add(f, 89, word, tag_before << 8 | tag_after);
}

void marking_features(const Setting *s, uint32_t t, Features *f) {
  const Tokens *tokens = &s->document->tokens;
  uint32_t number = tokens->sentence[t];
  TokenRange sentence = s->document->sentences.items[number];
  uint32_t lemma = tokens->lemma_hash[t], tag = tokens->xpos[t];
  f->count = 0;
  feature_add(f, 0, 0, 0);
  add_network(s, sentence, t, f);
  if (is_filler(tag) || is_unlikely_cue(tokens, t)) {
    add_filler(tokens, sentence, t, f);
    return;
  }
  add_words(tokens, sentence, t, f);
  add_tree(s, t, f);
  add_groups(s, sentence, t, f);
  uint32_t near = quotation_near(s, sentence, t);
  feature_add(f, 50, near, tag);
  feature_add(f, 51, near, lemma);
  feature_add(f, 52, near << 8 | tokens->relation[t], tag);
  feature_add(f, 53, number == 0, tag);
  feature_add(f, 54, number == 0, lemma);
  uint32_t place = t - sentence.first, rest = sentence.count - 1 - place;
  feature_add(f, 55, (place < 3 ? place : 3) << 4 | (rest < 3 ? rest : 3), tag);
  feature_add(f, 56, near << 4 | (place < 3 ? place : 3) << 2 | (rest < 3 ? rest : 3), lemma);
  feature_add(f, 57, tokens->flags[t] & (TOKEN_CAPITALISED | TOKEN_UPPER), lemma);
  feature_add(f, 58, tokens->name_label[t], tag);
}
