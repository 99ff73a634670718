/* SPDX-License-Identifier: MIT */
/* attribution_decide.c - the best labels of a sentence's cues and of a cue's window. */
#include "extract/attribution.h"
#include <string.h>

static void add_cues(const Setting *s, const uint8_t *states, const int32_t *scores,
                     TokenRange sentence, Attribution *found, uint32_t *count) {
  for (uint32_t i = 0; i < sentence.count; i++) {
    if (states[i] == CUE_OUTSIDE) continue;
    if (states[i] == CUE_FIRST) {
      int32_t score = scores[i * CUE_COLUMNS + CUE_IN] + scores[i * CUE_COLUMNS + CUE_OPENS];
      found[*count] = (Attribution){.cue = {sentence.first + i, 0}, .score = score};
      *count += 1;
    }
    found[*count - 1].cue.count++;
    s->cue[sentence.first + i] = *count - 1;
  }
}

static int8_t half_logits(int32_t score) {
  int32_t step = score / (LINEAR_UNIT / 2);
  return (int8_t)(step < -16 ? -16 : step > 16 ? 16 : step);
}

static int32_t positive(int32_t score) { return score > 0 ? score : 0; }

/* Most sentences: no stretch of words can score more than none. */
static bool has_no_cue(const int32_t *scores, uint32_t count) {
  for (uint32_t t = 0; t < count; t++, scores += CUE_COLUMNS)
    if (scores[CUE_IN] + positive(scores[CUE_OPENS]) + positive(scores[CUE_CLOSES]) > 0)
      return false;
  return true;
}

/* What stands for the scores of unlikely words: no best labelling had one in a cue. */
static const int32_t NO_CUE[CUE_COLUMNS] = {[CUE_IN] = -8 * LINEAR_UNIT};

Attribution *mark_cues(const Setting *s, Arena *arena, const Linear *weights, int32_t bias,
                       uint32_t *count) {
  const Document *d = s->document;
  uint32_t longest = 1;
  for (uint32_t i = 0; i < d->sentences.count; i++)
    if (d->sentences.items[i].count > longest) longest = d->sentences.items[i].count;
  Attribution *found = NEW_ARRAY(arena, Attribution, d->tokens.count + 1);
  int32_t *scores = NEW_ARRAY(arena, int32_t, (size_t)longest * CUE_COLUMNS);
  uint16_t *allowed = NEW_ARRAY(arena, uint16_t, longest);
  uint8_t *states = NEW_ARRAY(arena, uint8_t, longest);
  for (uint32_t i = 0; i < longest; i++) allowed[i] = (1 << CUE_STATES) - 1;
  LinearQueue queue;
  linear_queue_start(&queue, weights);
  *count = 0;
  for (uint32_t i = 0; i < d->sentences.count; i++) {
    TokenRange sentence = d->sentences.items[i];
    for (uint32_t t = 0; t < sentence.count; t++) {
      int32_t *columns = scores + (size_t)t * CUE_COLUMNS;
      if (is_unlikely_cue(&d->tokens, sentence.first + t)) {
        memcpy(columns, NO_CUE, sizeof NO_CUE);
        continue;
      }
      marking_features(s, sentence.first + t, linear_queue_room(&queue));
      linear_queue_add(&queue, columns);
    }
    linear_queue_end(&queue);
    for (uint32_t t = 0; t < sentence.count; t++) {
      scores[t * CUE_COLUMNS + CUE_OPENS] += bias;
      s->inside[sentence.first + t] = half_logits(scores[t * CUE_COLUMNS + CUE_IN]);
    }
    if (has_no_cue(scores, sentence.count)) continue;
    best_cues(arena, scores, allowed, sentence.count, states);
    add_cues(s, states, scores, sentence, found, count);
  }
  return found;
}

static bool in_source(uint8_t state) { return state == IN_SOURCE || state == IN_SOURCE_LATE; }
static bool in_content(uint8_t state) { return state == IN_CONTENT || state == IN_CONTENT_LATE; }

/* From the states of the window to ranges, and what they scored. */
static void read_parts(const CueFrame *frame, const int32_t *scores, const uint8_t *states,
                       Attribution *found) {
  for (uint32_t i = 0; i < frame->window.count; i++, scores += ROLE_COLUMNS) {
    bool source = in_source(states[i]);
    if (!source && !in_content(states[i])) continue;
    TokenRange *part = source ? &found->source : &found->content;
    int32_t *score = source ? &found->source_score : &found->content_score;
    bool opens = !i || states[i - 1] != states[i], closes = states[i + 1] != states[i];
    *score += scores[source ? ROLE_SOURCE_IN : ROLE_CONTENT_IN] / 4;
    if (opens) *score += scores[source ? ROLE_SOURCE_OPENS : ROLE_CONTENT_OPENS];
    if (closes) *score += scores[source ? ROLE_SOURCE_CLOSES : ROLE_CONTENT_CLOSES];
    if (!part->count) part->first = frame->window.first + i;
    part->count = frame->window.first + i + 1 - part->first;
  }
}

/* What the network of cues gives less than one in twenty for being in any source or content. */
static bool is_in_no_part(const Tokens *t, uint32_t token) {
  enum { UNLIKELY = -6 }; /* half logits */
  return t->source_first[token] < UNLIKELY && t->source_next[token] < UNLIKELY &&
         t->in_content[token] < UNLIKELY;
}

bool find_parts(const Setting *s, Arena *arena, const Linear *weights, Attribution *found) {
  CueFrame frame = cue_frame_new(s, arena, found->cue);
  uint32_t count = frame.window.count + 1;
  found->looked_at = frame.window.count;
  int32_t *scores = NEW_ARRAY(arena, int32_t, (size_t)count * ROLE_COLUMNS);
  uint16_t *allowed = NEW_ARRAY(arena, uint16_t, count);
  uint8_t *states = NEW_ARRAY(arena, uint8_t, count);
  LinearQueue queue;
  linear_queue_start(&queue, weights);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t token = frame.window.first + i;
    allowed[i] = part_states(&frame, token);
    if (range_has(frame.cue, token)) continue;
    if (i + 1 < count && is_in_no_part(&s->document->tokens, token)) {
      allowed[i] = PART_NOWHERE;
      continue;
    }
    part_features(&frame, token, linear_queue_room(&queue));
    linear_queue_add(&queue, scores + (size_t)i * ROLE_COLUMNS);
  }
  linear_queue_end(&queue);
  found->source = found->content = (TokenRange){0, 0};
  found->source_score = found->content_score = 0;
  if (best_parts(arena, scores, allowed, count, states) <= INT32_MIN / 2) return false;
  read_parts(&frame, scores, states, found);
  return found->content.count;
}

void mark_cue(const Setting *s, TokenRange cue, uint32_t number) {
  for (uint32_t i = 0; i < cue.count; i++) s->cue[cue.first + i] = number;
}

enum { BIAS = 15 * LINEAR_UNIT / 4, LIKELY = 3 * LINEAR_UNIT / 4 }; /* to look at; to be seen */

/* How many likely others have the same head of source or cue; its hash tells which it is. */
static void count_same(const Setting *s, Arena *arena, Attribution *all, uint32_t count) {
  enum { ROWS = 1024 };
  const Tokens *t = &s->document->tokens;
  uint32_t *sources = NEW_ARRAY(arena, uint32_t, ROWS), *cues = NEW_ARRAY(arena, uint32_t, ROWS);
  for (uint32_t pass = 0; pass < 2; pass++) {
    for (uint32_t i = 0; i < count; i++) {
      Attribution *a = &all[i];
      uint32_t likely = a->score > BIAS, none = 0;
      uint32_t *cue = &cues[t->lemma_hash[head_of_range(t, a->cue)] % ROWS], *source = &none;
      if (a->source.count) source = &sources[t->lemma_hash[head_of_range(t, a->source)] % ROWS];
      if (!pass) *source += likely, *cue += likely;
      else a->same_cue = *cue - likely, a->same_source = a->source.count ? *source - likely : 0;
    }
  }
}

/* Whether the network of cues gives each of its words less than one in twenty: in cross-validation
 * hardly any such was trusted in the end. */
static bool is_hopeless(const Tokens *t, TokenRange cue) {
  enum { HOPELESS = -6 }; /* half logits */
  for (uint32_t i = cue.first; i < cue.first + cue.count; i++)
    if (t->cue_first[i] >= HOPELESS || t->cue_next[i] >= HOPELESS) return false;
  return true;
}

Attribution *find_attributions(const Setting *s, Arena *arena, const Linear *cues,
                               const Linear *parts, uint32_t *count) {
  /* Endless sentences full of cues must not cost the square of their length. */
  enum { FREE = 10000, PER_TOKEN = 8, SHORT_REACH = 20 };
  uint32_t found, kept = 0, spent = 0;
  Setting near = *s;
  Attribution *all = mark_cues(s, arena, cues, BIAS, &found);
  /* Doubtful ones would only confuse the search for the parts of the others. */
  for (uint32_t i = 0; i < found; i++)
    if (all[i].score < BIAS - LIKELY) mark_cue(s, all[i].cue, NONE);
  for (uint32_t i = 0; i < found; i++) {
    if (is_hopeless(&s->document->tokens, all[i].cue)) continue;
    bool short_of = spent / PER_TOKEN > FREE / PER_TOKEN + all[i].cue.first;
    near.reach = short_of ? SHORT_REACH : s->reach;
    if (find_parts(&near, arena, parts, &all[i])) all[kept++] = all[i];
    spent += all[i].looked_at;
  }
  *count = kept;
  count_same(s, arena, all, kept);
  return all;
}

uint32_t keep_trusted(const Setting *s, const Linear *trust, int32_t least, Attribution *all,
                      uint32_t count) {
  Features features;
  for (uint32_t i = 0; i < count; i++) {
    trust_features(s, all, count, i, &features);
    all[i].trust = linear_score(trust, &features);
  }
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (all[i].trust >= least) all[kept++] = all[i];
  }
  return kept;
}
