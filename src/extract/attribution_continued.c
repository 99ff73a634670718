/* SPDX-License-Identifier: MIT */
/* attribution_continued.c - quotations that open a paragraph and go on with what somebody said in
 * the one before: a cue's parts are looked for in its own paragraph only. */
#include "extract/attribution.h"
#include "language/quote_marks.h"

enum {
  SHORTEST = 7, /* tokens; what is shorter may be a heading, a stage direction */
  BEHIND = 4
};

typedef struct {
  const Document *document;
  const Setting *setting;
  Attribution *all;
  uint32_t count;
  uint32_t *owner; /* per token: the attribution with the longest content that holds it, or NONE */
  uint32_t *last;  /* per sentence: the last attribution whose cue is in it, or NONE */
} Continuer;

/* Of the tokens of its content those from `first` on. */
static void own(Continuer *c, uint32_t index, uint32_t first) {
  TokenRange content = c->all[index].content;
  for (uint32_t t = first; t < content.first + content.count; t++) {
    uint32_t other = c->owner[t];
    if (other == NONE || c->all[other].content.count < content.count) c->owner[t] = index;
  }
}

static Continuer continuer_new(const Setting *s, Arena *arena, Attribution *all, uint32_t count) {
  const Document *d = s->document;
  Continuer c = {d,
                 s,
                 all,
                 count,
                 NEW_ARRAY(arena, uint32_t, d->tokens.count + 1),
                 NEW_ARRAY(arena, uint32_t, d->sentences.count + 1)};
  for (uint32_t i = 0; i < d->tokens.count; i++) c.owner[i] = NONE;
  for (uint32_t i = 0; i < d->sentences.count; i++) c.last[i] = NONE;
  for (uint32_t i = 0; i < count; i++) own(&c, i, all[i].content.first);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t around = c.owner[all[i].cue.first];
    if (all[i].source.count && (around == NONE || around == i))
      c.last[d->tokens.sentence[all[i].cue.first]] = i;
  }
  return c;
}

/* Whose words the text before `token` ends with, or who is the last to say something there. */
static uint32_t speaker_before(const Continuer *c, uint32_t token) {
  uint32_t owner = c->owner[token - 1];
  if (owner == NONE && token > 1) owner = c->owner[token - 2]; /* before a full stop, a mark */
  if (owner == NONE) owner = c->last[c->document->tokens.sentence[token - 1]];
  return owner != NONE && c->all[owner].source.count ? owner : NONE;
}

/* It opens a paragraph, or goes on where one that did was opened again; nobody says it yet, nor
 * does anybody right behind it. */
static bool is_left_over(const Continuer *c, uint32_t quote) {
  const Tokens *t = &c->document->tokens;
  const Quote *q = &c->document->quotes.items[quote];
  uint32_t first = q->range.first, end = first + q->range.count;
  if (!first || q->outer != NONE || q->range.count < SHORTEST) return false;
  if (quote_mark_at(c->document, first).kind != MARK_DOUBLE) return false;
  uint32_t before = t->quote[first - 1];
  bool goes_on = before != NONE && c->document->quotes.items[before].continues;
  if (!(t->flags[first] & TOKEN_PARAGRAPH_BEFORE) && !goes_on) return false;
  for (uint32_t i = first; i < end; i++)
    if (c->owner[i] != NONE) return false;
  for (uint32_t i = end; i < t->count && i < end + BEHIND; i++)
    if (c->setting->cue[i] != NONE) return false;
  return true;
}

void continue_quotes(const Setting *setting, Arena *arena, Attribution *all, uint32_t count) {
  if (!count) return;
  const Document *d = setting->document;
  Continuer c = continuer_new(setting, arena, all, count);
  for (uint32_t q = 0; q < d->quotes.count; q++) {
    if (!is_left_over(&c, q)) continue;
    TokenRange range = d->quotes.items[q].range;
    uint32_t speaker = speaker_before(&c, range.first);
    if (speaker == NONE) continue;
    TokenRange *content = &all[speaker].content;
    uint32_t end = content->first + content->count;
    content->count = range.first + range.count - content->first;
    own(&c, speaker, end);
  }
}
