/* SPDX-License-Identifier: MIT */
/* attribution_trust.c - with its source and content known, how sure is an attribution? */
#include "extract/attribution.h"

enum { ABSENT = 255 };

static uint32_t length_of(uint32_t count) {
  return count < 4    ? count
         : count < 6  ? 4
         : count < 9  ? 5
         : count < 14 ? 6
         : count < 25 ? 7
         : count < 50 ? 8
                      : 9;
}

/* In half logits, from -8 to 8. */
static uint32_t step_of(int32_t score) {
  int32_t step = score / (LINEAR_UNIT / 2);
  return (uint32_t)(step < -16 ? 0 : step > 16 ? 32 : step + 16);
}

/* Where a part lies: none, before, around or after the cue. */
static uint32_t side_of(TokenRange part, TokenRange cue) {
  if (!part.count) return 0;
  if (part.first > cue.first) return 3;
  return part.first + part.count > cue.first ? 2 : 1;
}

typedef struct {
  uint32_t cue, source, content; /* heads; source may be NONE */
  uint32_t sides, source_tag, order;
} Summary;

static Summary summarise(const Tokens *t, const Attribution *a) {
  Summary s = {
      .cue = head_of_range(t, a->cue), .source = NONE, .content = head_of_range(t, a->content)};
  if (a->source.count) s.source = head_of_range(t, a->source);
  s.sides = side_of(a->source, a->cue) << 2 | side_of(a->content, a->cue);
  s.source_tag = s.source == NONE ? ABSENT : t->xpos[s.source];
  return s;
}

static void add_source(const Setting *s, const Attribution *a, const Summary *m, Features *f) {
  const Tokens *t = &s->document->tokens;
  uint32_t cue = t->lemma_hash[m->cue], fine = s->fine[m->cue], tag = t->xpos[m->cue];
  uint32_t label = m->source == NONE ? NAME_LABEL_COUNT : t->name_label[m->source];
  uint32_t group = m->source == NONE ? 1023 : s->coarse[m->source];
  uint32_t linked = m->source == NONE ? 0 : t->head[m->source] == m->cue ? 1 : 2;
  uint32_t relation = m->source == NONE ? RELATION_COUNT : t->relation[m->source];
  feature_add(f, 211, m->source_tag, cue);
  feature_add(f, 212, m->source_tag, fine);
  feature_add(f, 213, m->source_tag << 8 | tag, m->sides);
  feature_add(f, 214, label << 8 | tag, linked << 8 | relation);
  feature_add(f, 215, group, tag);
  feature_add(f, 216, group, fine);
  feature_add(f, 217, m->source == NONE ? 0 : t->lemma_hash[m->source], tag);
  feature_add(f, 218, m->source == NONE ? 0 : t->lemma_hash[m->source], fine);
  feature_add(f, 219, length_of(a->source.count), m->source_tag);
  feature_add(f, 220, m->source == NONE ? 0 : s->fine[m->source], tag);
}

static void add_content(const Setting *s, const Attribution *a, const Summary *m, Features *f) {
  const Tokens *t = &s->document->tokens;
  uint32_t cue = t->lemma_hash[m->cue], fine = s->fine[m->cue], tag = t->xpos[m->cue];
  uint32_t first = a->content.first, middle = first + a->content.count / 2;
  uint32_t quoted = t->quote[middle] != NONE && t->quote[middle] != t->quote[m->cue];
  uint32_t length = length_of(a->content.count), relation = t->relation[m->content];
  uint32_t linked = t->head[m->content] == m->cue;
  feature_add(f, 231, length << 1 | quoted, cue);
  feature_add(f, 232, length << 1 | quoted, fine);
  feature_add(f, 233, length << 1 | quoted, tag << 4 | m->sides);
  feature_add(f, 234, t->hash[first], cue);
  feature_add(f, 235, t->hash[first], tag);
  feature_add(f, 236, relation << 1 | linked, cue);
  feature_add(f, 237, relation << 1 | linked, fine);
  feature_add(f, 238, relation << 9 | linked << 8 | t->xpos[m->content], tag);
  feature_add(f, 239, t->lemma_hash[m->content], cue);
  feature_add(f, 240, s->fine[m->content], fine);
  feature_add(f, 241, s->fine[m->content], tag);
  feature_add(f, 242, (uint32_t)s->coarse[m->content] << 8 | m->source_tag, tag);
  feature_add(f, 243, t->hash[first], fine);
}

/* Other attributions that share words with it. */
static void add_others(const Attribution *all, uint32_t count, uint32_t index, uint32_t tag,
                       Features *f) {
  enum { NEAR = 4 };
  const Attribution *a = &all[index];
  uint32_t inside = 0, around = 0, rival = 0, same_source = 0;
  for (uint32_t i = index > NEAR ? index - NEAR : 0; i < count && i <= index + NEAR; i++) {
    const Attribution *b = &all[i];
    if (i == index || !b->content.count) continue;
    bool holds = range_has(b->content, a->cue.first), held = range_has(a->content, b->cue.first);
    inside += held, around += holds;
    bool shares = a->content.first < b->content.first + b->content.count &&
                  b->content.first < a->content.first + a->content.count;
    rival += shares && !holds && !held && b->score > a->score;
    same_source += a->source.count && a->source.first == b->source.first;
  }
  inside = inside < 2 ? inside : 2, around = around < 2 ? around : 2, rival = rival < 2 ? rival : 2;
  feature_add(f, 251, inside << 4 | around << 2 | rival, tag);
  feature_add(f, 252, rival, step_of(a->score));
  feature_add(f, 253, around << 2 | (same_source < 2 ? same_source : 2), tag);
}

/* What the network of cues makes of the cue's words, in half logits: its best and the mean. */
static void add_network(const Tokens *t, const Attribution *a, uint32_t step, uint32_t tag,
                        uint32_t fine, Features *f) {
  enum { MOST = 16 };
  int32_t best = -MOST, sum = 0;
  for (uint32_t i = a->cue.first; i < a->cue.first + a->cue.count; i++) {
    int32_t first = t->cue_first[i], next = t->cue_next[i], own = first > next ? first : next;
    if (own > MOST) own = MOST;
    if (own > best) best = own;
    sum += own < -MOST ? -MOST : own;
  }
  uint32_t most = (uint32_t)(best + MOST), mean = (uint32_t)(sum / (int32_t)a->cue.count + MOST);
  feature_add(f, 244, most, tag);
  feature_add(f, 245, most << 6 | mean, step);
  feature_add(f, 246, most, fine);
  feature_add(f, 247, mean, a->cue.count < 6 ? a->cue.count : 6);
}

/* Mean of the half logits of the first words, `most` of them; from 1 on, 0: there are none. */
static uint32_t mean_of(const int8_t *labels, TokenRange range, uint32_t most) {
  enum { LIMIT = 16 };
  int32_t sum = 0, count = (int32_t)(range.count < most ? range.count : most);
  for (uint32_t i = range.first; i < range.first + (uint32_t)count; i++)
    sum += labels[i] < -LIMIT ? -LIMIT : labels[i] > LIMIT ? LIMIT : labels[i];
  return count ? (uint32_t)(sum / count + LIMIT + 1) : 0;
}

/* What the network makes of the words of source and content. */
static void add_seen_parts(const Tokens *t, const Attribution *a, uint32_t step, uint32_t tag,
                           uint32_t cue, Features *f) {
  uint32_t content = mean_of(t->in_content, a->content, 12),
           own = mean_of(t->in_content, a->cue, 1);
  uint32_t begins = mean_of(t->source_first, a->source, 1);
  uint32_t goes_on = mean_of(t->source_next, a->source, 6);
  uint32_t source = begins > goes_on ? begins : goes_on;
  feature_add(f, 191, content, tag);
  feature_add(f, 192, content, step);
  feature_add(f, 193, source, tag);
  feature_add(f, 194, source, step);
  feature_add(f, 195, content / 2, source / 2);
  feature_add(f, 196, content, own);
  feature_add(f, 197, content / 2, cue);
  feature_add(f, 198, source / 2, cue);
}

static uint32_t about(uint32_t count) {
  return count < 3 ? count : count < 6 ? 3 : count < 12 ? 4 : 5;
}

/* Who speaks once speaks again. */
static void add_document(const Attribution *a, uint32_t count, uint32_t source_tag, uint32_t step,
                         uint32_t tag, uint32_t cue, Features *f) {
  uint32_t source = about(a->same_source), own = about(a->same_cue);
  feature_add(f, 185, source << 8 | source_tag, tag);
  feature_add(f, 186, source << 8 | source_tag, step);
  feature_add(f, 187, own, cue);
  feature_add(f, 188, own, step);
  feature_add(f, 189, own, source);
  feature_add(f, 190, about(count / 10), step);
}

void trust_features(const Setting *s, const Attribution *all, uint32_t count, uint32_t index,
                    Features *f) {
  const Attribution *a = &all[index];
  const Tokens *t = &s->document->tokens;
  Summary m = summarise(t, a);
  uint32_t cue = t->lemma_hash[m.cue], fine = s->fine[m.cue], tag = t->xpos[m.cue];
  uint32_t step = step_of(a->score);
  f->count = 0;
  feature_add(f, 227, step_of(a->source_score / 2), m.source_tag);
  feature_add(f, 228, step_of(a->content_score / 2), tag);
  feature_add(f, 229, step_of(a->content_score / 2), step);
  feature_add(f, 230, step_of(a->source_score / 2) << 8 | step_of(a->content_score / 2),
              a->score > 0);
  feature_add(f, 225, s->likely[m.cue], tag);
  feature_add(f, 226, s->likely[m.cue], step);
  feature_add(f, 201, step, 0);
  feature_add(f, 202, step, tag);
  feature_add(f, 203, step, t->relation[m.cue]);
  feature_add(f, 204, cue, tag);
  feature_add(f, 205, fine, tag);
  feature_add(f, 206, a->cue.count < 6 ? a->cue.count : 6, tag);
  feature_add(f, 207, m.sides, tag);
  feature_add(f, 208, m.sides, cue);
  feature_add(f, 209, step, m.sides);
  feature_add(f, 210, a->score > 0, cue);
  feature_add(f, 221, s->links[m.cue] & 0x1f7, fine);
  feature_add(f, 222, t->lemma_hash[a->cue.first], t->lemma_hash[a->cue.first + a->cue.count - 1]);
  feature_add(f, 223, t->relation[m.cue], fine);
  feature_add(f, 224, t->head[m.cue] == NONE ? 0 : t->lemma_hash[t->head[m.cue]], tag);
  add_source(s, a, &m, f);
  add_content(s, a, &m, f);
  add_others(all, count, index, tag, f);
  add_network(t, a, step, tag, fine, f);
  add_seen_parts(t, a, step, tag, cue, f);
  add_document(a, count, m.source_tag, step, tag, cue, f);
}
