/* SPDX-License-Identifier: MIT */
/* attribution_roles.c - what speaks for a token being in the source or content of a cue. */
#include "extract/attribution.h"

enum { EDGE = 1, OUTSIDE = 255 };

typedef struct { /* a token as seen from the cue */
  uint32_t token, top;
  uint32_t branch;   /* level, relation of the top, side: how it hangs on the cue */
  uint32_t side;     /* 0 before the cue, 1 in it, 2 after */
  uint32_t distance; /* tokens to the nearest of the cue's */
  uint32_t quote;    /* how its quotation lies to the cue */
  int32_t sentences; /* after the cue's */
} View;

static uint32_t bucket(uint32_t distance) {
  if (distance < 5) return distance;
  return distance < 7    ? 5
         : distance < 10 ? 6
         : distance < 15 ? 7
         : distance < 25 ? 8
         : distance < 50 ? 9
                         : 10;
}

static bool in_window(const CueFrame *f, uint32_t token) { return range_has(f->window, token); }

static uint32_t branch_of(const CueFrame *f, uint32_t token) {
  if (!in_window(f, token)) return NONE;
  const Tokens *tokens = &f->setting->document->tokens;
  uint32_t slot = token - f->window.first, top = f->top[slot];
  uint32_t side = token < f->cue.first ? 0 : range_has(f->cue, token) ? 1 : 2;
  uint32_t own = top == token && f->level[slot] < 6 && tokens->head[top] == NONE;
  return (uint32_t)f->level[slot] << 16 | (uint32_t)tokens->relation[top] << 8 | own << 4 | side;
}

static uint32_t quote_of(const CueFrame *f, const Tokens *tokens, uint32_t token) {
  uint32_t quote = tokens->quote[token], own = tokens->quote[f->cue.first];
  if (quote == NONE) return own == NONE ? 0 : 1;
  if (quote == own) return 2;
  uint32_t gap = token < f->cue.first ? f->gap_before : f->gap_after;
  gap = gap < 4 ? gap : gap < 8 ? 4 : 5;
  if (quote == f->quote_before && token < f->cue.first) return 8 + gap;
  if (quote == f->quote_after && token > f->cue.first) return 16 + gap;
  return token < f->cue.first ? 3 : 4;
}

static View view(const CueFrame *f, uint32_t token) {
  const Tokens *tokens = &f->setting->document->tokens;
  uint32_t slot = token - f->window.first, end = f->cue.first + f->cue.count;
  View v = {.token = token, .top = f->top[slot]};
  v.branch = branch_of(f, token);
  v.side = token < f->cue.first ? 0 : token < end ? 1 : 2;
  v.distance = v.side == 0 ? f->cue.first - token : v.side == 2 ? token - end + 1 : 0;
  v.quote = quote_of(f, tokens, token);
  v.sentences = (int32_t)tokens->sentence[token] - (int32_t)tokens->sentence[f->cue.first];
  return v;
}

static void add_branch(const CueFrame *f, const View *v, Features *out) {
  const Tokens *tokens = &f->setting->document->tokens;
  uint32_t t = v->token, top = v->top;
  uint32_t place =
      (uint32_t)((t == tokens->left[top]) | (t == tokens->right[top]) << 1 | (t == top) << 2);
  feature_add(out, 101, v->branch, 0);
  feature_add(out, 102, v->branch, tokens->lemma_hash[f->head]);
  feature_add(out, 103, v->branch, tokens->xpos[f->head]);
  feature_add(out, 113, v->branch, f->nested[t - f->window.first]);
  feature_add(out, 114, hash_join(v->branch, v->quote), place);
}

static uint32_t tag_at(const CueFrame *f, uint32_t token) {
  return in_window(f, token) ? f->setting->document->tokens.xpos[token] : OUTSIDE;
}
static uint32_t word_at(const CueFrame *f, uint32_t token) {
  return in_window(f, token) ? f->setting->document->tokens.hash[token] : EDGE;
}

/* Where a span may begin or end: sentence ends, quotation marks, commas. */
static void add_place(const CueFrame *f, const View *v, Features *out) {
  const Tokens *tokens = &f->setting->document->tokens;
  uint32_t t = v->token, cue = tokens->lemma_hash[f->head], tag = tokens->xpos[t];
  uint32_t far = bucket(v->distance);
  TokenRange sentence = f->setting->document->sentences.items[tokens->sentence[t]];
  uint32_t sentence_end = sentence.first + sentence.count;
  uint32_t edge = (uint32_t)((t == sentence.first) | (t + 1 == sentence_end) << 1 |
                             (t + 2 == sentence_end) << 2);
  bool step_before = in_window(f, t - 1) && tokens->quote[t - 1] != tokens->quote[t];
  bool step_after = in_window(f, t + 1) && tokens->quote[t + 1] != tokens->quote[t];
  uint32_t step = (uint32_t)(step_before | step_after << 1);
  uint32_t offset = (uint32_t)(v->sentences < -2 ? 0 : v->sentences > 2 ? 4 : v->sentences + 2);
  feature_add(out, 151, far, v->side);
  feature_add(out, 152, hash_join(far, cue), v->side);
  feature_add(out, 153, far << 8 | tag, v->side);
  feature_add(out, 154, v->quote, v->side);
  feature_add(out, 155, v->quote << 2 | step, tag << 2 | v->side);
  feature_add(out, 156, hash_join(v->quote << 2 | step, cue), v->side);
  feature_add(out, 157, offset << 3 | edge, v->quote << 2 | step);
  feature_add(out, 158, offset << 3 | edge, tag);
  feature_add(out, 159, hash_join(edge, v->branch), step);
  uint32_t end = f->cue.first + f->cue.count;
  uint32_t next = word_at(f, end), previous = word_at(f, f->cue.first - 1);
  feature_add(out, 160, hash_join(next, far), v->branch);
  feature_add(out, 161, hash_join(previous, far), v->branch);
  feature_add(out, 162, hash_join(tag_at(f, end), tag_at(f, f->cue.first - 1)), v->branch);
  bool beside_before = f->quote_before != NONE && f->gap_before < 4;
  bool beside_after = f->quote_after != NONE && f->gap_after < 4;
  uint32_t beside = (uint32_t)(beside_before | beside_after << 1);
  feature_add(out, 163, hash_join(beside, v->quote), v->branch);
  feature_add(out, 164, beside << 16 | far << 8 | tag, v->side);
}

/* Half logits as small numbers, from 1. */
static uint32_t steps(int8_t half_logits) {
  enum { MOST = 16 };
  int32_t cut = half_logits < -MOST ? -MOST : half_logits > MOST ? MOST : half_logits;
  return (uint32_t)(cut + MOST + 1);
}

/* What the network of cues makes of the word: is it in the source, in the content of any cue? */
static void add_network(const CueFrame *f, const View *v, Features *out) {
  const Tokens *tokens = &f->setting->document->tokens;
  uint32_t t = v->token, first = steps(tokens->source_first[t]),
           next = steps(tokens->source_next[t]);
  uint32_t source = first > next ? first : next, content = steps(tokens->in_content[t]);
  bool has_before = in_window(f, t - 1), has_after = in_window(f, t + 1);
  uint32_t content_before = has_before ? steps(tokens->in_content[t - 1]) / 2 : 0;
  uint32_t content_after = has_after ? steps(tokens->in_content[t + 1]) / 2 : 0;
  uint32_t source_after = has_after ? steps(tokens->source_next[t + 1]) : 0;
  feature_add(out, 170, source, v->side);
  feature_add(out, 171, content, v->side);
  feature_add(out, 172, source, v->branch);
  feature_add(out, 173, content, v->branch);
  feature_add(out, 174, content / 2 << 8 | content_before, v->side);
  feature_add(out, 175, content / 2 << 8 | content_after, v->side);
  feature_add(out, 176, first << 8 | next, v->side);
  feature_add(out, 177, source << 8 | source_after, v->side);
  feature_add(out, 178, source << 8 | content / 2, bucket(v->distance) << 2 | v->side);
}

/* The place at the end of the window: does the text name a source at all? */
static void whole_features(const CueFrame *f, Features *out) {
  const Setting *s = f->setting;
  const Tokens *tokens = &s->document->tokens;
  uint32_t cue = tokens->lemma_hash[f->head], tag = tokens->xpos[f->head];
  uint32_t links = s->links[f->head];
  feature_add(out, 181, 0, 0);
  feature_add(out, 182, cue, 0);
  feature_add(out, 183, tag, links & 0x1003);
  feature_add(out, 184, cue, links & 0x1003);
  feature_add(out, 185, tag, tokens->relation[f->head]);
  feature_add(out, 186, cue, tag);
  feature_add(out, 188, s->fine[f->head], tag);
  feature_add(out, 189, s->fine[f->head], links & 0x1003);
  feature_add(out, 187, tag_at(f, f->cue.first + f->cue.count), tag_at(f, f->cue.first - 1));
}

void part_features(const CueFrame *f, uint32_t token, Features *out) {
  out->count = 0;
  if (!in_window(f, token)) {
    whole_features(f, out);
    return;
  }
  View v = view(f, token);
  feature_add(out, 100, v.side, 0);
  add_branch(f, &v, out);
  add_place(f, &v, out);
  add_network(f, &v, out);
}
