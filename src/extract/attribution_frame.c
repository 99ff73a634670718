/* SPDX-License-Identifier: MIT */
/* attribution_frame.c - the tokens in which a cue's source and content are looked for, and
 * how each hangs on the cue. */
#include "extract/attribution.h"

enum { SENTENCES_AROUND = 8, LEVELS = 6, LEVEL_FAR = 7 };

static bool opens_paragraph(const Document *d, uint32_t sentence) {
  uint8_t flags = d->tokens.flags[d->sentences.items[sentence].first];
  return flags & TOKEN_PARAGRAPH_BEFORE;
}

static bool has_quote(const Document *d, uint32_t sentence) {
  TokenRange range = d->sentences.items[sentence];
  for (uint32_t t = range.first; t < range.first + range.count; t++)
    if (d->tokens.quote[t] != NONE) return true;
  return false;
}

static bool ends_in_colon(const Document *d, uint32_t sentence) {
  TokenRange range = d->sentences.items[sentence];
  return str_is(d->tokens.folded[range.first + range.count - 1], ":");
}

/* The cue's sentence and those next to it that quotations tie to it. */
static TokenRange window_of(const Setting *s, uint32_t cue) {
  const Document *d = s->document;
  uint32_t first = d->tokens.sentence[cue], last = first;
  uint32_t begin = d->sentences.items[first].first;
  for (uint32_t i = 0; i < SENTENCES_AROUND && first > 0; i++) {
    if (opens_paragraph(d, first) || !has_quote(d, first - 1)) break;
    uint32_t at = d->sentences.items[first - 1].first;
    if (cue - at > s->reach) break;
    first--, begin = at;
  }
  uint32_t end;
  for (uint32_t i = 0;; i++, last++) {
    TokenRange range = d->sentences.items[last];
    end = range.first + range.count;
    if (i == SENTENCES_AROUND || last + 1 == d->sentences.count || end - cue > s->reach) break;
    bool colon = ends_in_colon(d, last);
    if ((opens_paragraph(d, last + 1) || !has_quote(d, last + 1)) && !colon) break;
  }
  if (end - begin > 4 * s->reach) { /* one endless sentence */
    if (cue - begin > 2 * s->reach) begin = cue - 2 * s->reach;
    if (end - cue > 2 * s->reach) end = cue + 2 * s->reach;
  }
  return (TokenRange){begin, end - begin};
}

/* The token of the cue that is not below another of its tokens; of several the first verb. */
static uint32_t head_of_cue(const Tokens *tokens, TokenRange cue) {
  uint32_t found = NONE;
  for (uint32_t t = cue.first; t < cue.first + cue.count; t++) {
    if (tokens->head[t] != NONE && range_has(cue, tokens->head[t])) continue;
    if (found == NONE) found = t;
    else if (tokens->tag[found] != UPOS_VERB && tokens->tag[t] == UPOS_VERB) found = t;
  }
  return found == NONE ? cue.first : found;
}

static void find_quotes_beside(CueFrame *f, const Tokens *tokens) {
  uint32_t own = tokens->quote[f->cue.first], end = f->cue.first + f->cue.count;
  f->quote_before = f->quote_after = NONE;
  for (uint32_t t = f->cue.first; t-- > f->window.first;)
    if (tokens->quote[t] != own && tokens->quote[t] != NONE) {
      f->quote_before = tokens->quote[t], f->gap_before = f->cue.first - 1 - t;
      break;
    }
  for (uint32_t t = end; t < f->window.first + f->window.count; t++)
    if (tokens->quote[t] != own && tokens->quote[t] != NONE) {
      f->quote_after = tokens->quote[t], f->gap_after = t - end;
      break;
    }
}

/* Level of `token` among the ancestors of the cue's head, or NONE. */
static uint32_t level_of(const uint32_t *ancestors, uint32_t count, uint32_t token) {
  for (uint32_t i = 0; i < count; i++)
    if (ancestors[i] == token) return i;
  return NONE;
}

static void hang(CueFrame *f, const Setting *s, const uint32_t *ancestors, uint32_t count,
                 uint32_t token) {
  const Tokens *tokens = &s->document->tokens;
  uint32_t at = token, slot = token - f->window.first;
  bool nested = false;
  for (;; at = tokens->head[at]) {
    uint32_t level = level_of(ancestors, count, at);
    if (level != NONE) { /* itself an ancestor, or a word of the cue's own line */
      f->top[slot] = at, f->level[slot] = (uint8_t)level, f->nested[slot] = nested;
      return;
    }
    if (s->cue[at] != NONE && !range_has(f->cue, at)) nested = true;
    uint32_t head = tokens->head[at];
    uint32_t up = head == NONE ? NONE : level_of(ancestors, count, head);
    if (head != NONE && up == NONE && range_has(f->window, head) && head < token &&
        f->top[head - f->window.first] != NONE) { /* known already */
      slot = head - f->window.first;
      uint32_t mine = token - f->window.first;
      f->top[mine] = f->top[slot], f->level[mine] = f->level[slot];
      f->nested[mine] = nested || f->nested[slot];
      return;
    }
    if (up == NONE && head != NONE) continue;
    f->top[slot] = at, f->level[slot] = (uint8_t)(up == NONE ? LEVEL_FAR : up);
    f->nested[slot] = nested;
    return;
  }
}

CueFrame cue_frame_new(const Setting *s, Arena *arena, TokenRange cue) {
  const Tokens *tokens = &s->document->tokens;
  CueFrame f = {.setting = s, .cue = cue, .window = window_of(s, cue.first)};
  f.head = head_of_cue(tokens, cue);
  find_quotes_beside(&f, tokens);
  f.top = NEW_ARRAY(arena, uint32_t, f.window.count + 1);
  f.level = NEW_ARRAY(arena, uint8_t, f.window.count + 1);
  f.nested = NEW_ARRAY(arena, bool, f.window.count + 1);
  uint32_t ancestors[LEVELS], count = 0;
  for (uint32_t a = f.head; a != NONE && count < LEVELS; a = tokens->head[a])
    ancestors[count++] = a;
  for (uint32_t i = 0; i < f.window.count; i++) f.top[i] = NONE;
  for (uint32_t i = 0; i < f.window.count; i++) hang(&f, s, ancestors, count, f.window.first + i);
  return f;
}

uint16_t part_states(const CueFrame *frame, uint32_t token) {
  if (token == frame->window.first + frame->window.count)
    return 1 << END_SOURCE | 1 << END_NO_SOURCE;
  if (range_has(frame->cue, token)) return PART_NOWHERE;
  return PART_NOWHERE | 1 << IN_SOURCE | 1 << IN_SOURCE_LATE | 1 << IN_CONTENT |
         1 << IN_CONTENT_LATE;
}
