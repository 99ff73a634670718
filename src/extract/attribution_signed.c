/* SPDX-License-Identifier: MIT */
/* attribution_signed.c - words whose speaker the layout tells: quotations with a name below them
 * ("'...' - Jo Bell"), posts ("... - Jo Bell (@jobell) May 5, 2016"), turns of a transcript
 * ("BELL: ..."). Too rare in PolNeAR for the chains to learn. */
#include "extract/attribution.h"
#include "extract/datelines.h"
#include "language/quote_marks.h"

enum { NAME_MOST = 5, POST_MOST = 120, TURN_MOST = 400, TURNS_LEAST = 3, TRUST = 3 * LINEAR_UNIT };

static bool is_dash(const Tokens *t, uint32_t token) {
  Str word = t->folded[token];
  for (uint32_t i = 0; i < word.len; i++)
    if (word.bytes[i] != '-') return false;
  return word.len > 0;
}

/* "(@jobell)" */
static bool is_handle(const Document *d, uint32_t token) {
  const Tokens *t = &d->tokens;
  return token + 1 < t->count && str_is(t->folded[token], "(") &&
         document_text(d, t->span[token + 1]).bytes[0] == '@';
}

/* The name right behind a dash: capitalised words of its line; count 0: there is none. */
static TokenRange name_behind(const Tokens *t, uint32_t dash) {
  uint32_t first = dash + 1, end = first;
  while (end < t->count && end < first + NAME_MOST && (end == first || !begins_line(t, end)) &&
         (t->flags[end] & TOKEN_CAPITALISED))
    end++;
  return (TokenRange){first, begins_line(t, first) ? 0 : end - first};
}

/* From the beginning of its line; count 0: the line is too long for a post. */
static TokenRange post_before(const Tokens *t, uint32_t dash) {
  for (uint32_t i = dash; i-- > 0 && i + POST_MOST > dash;)
    if (begins_line(t, i)) return (TokenRange){i, dash - i};
  return (TokenRange){0, 0};
}

/* Nothing of the line comes after the name but what says more of it. */
static bool ends_line(const Tokens *t, uint32_t after) {
  return begins_line(t, after) || str_is(t->folded[after], ",") ||
         (str_is(t->folded[after], ".") && begins_line(t, after + 1));
}

/* What stands before a dash with that name behind it; count 0: nothing that was signed. */
static TokenRange signed_before(const Document *d, uint32_t dash, TokenRange name) {
  const Tokens *t = &d->tokens;
  uint32_t quote = t->quote[dash - 1], after = name.first + name.count;
  if (is_handle(d, after)) return post_before(t, dash);
  if (quote != NONE && quote == t->quote[dash]) return (TokenRange){0, 0};
  if (name.count < 2 || !ends_line(t, after)) return (TokenRange){0, 0};
  if (quote != NONE) return d->quotes.items[quote].range;
  bool closes = quote_mark_at(d, dash - 1).kind == MARK_DOUBLE; /* its fellow is missing */
  return closes ? post_before(t, dash) : (TokenRange){0, 0};
}

/* "MR. BELL" before the colon, alone in its line but for a quotation mark; count 0: no turn. */
static TokenRange speaker_before(const Tokens *t, uint32_t colon) {
  TokenRange none = {0, 0};
  if (!str_is(t->folded[colon], ":")) return none;
  for (uint32_t i = colon; i-- > 0 && i + NAME_MOST >= colon;) {
    bool mark = str_is(t->folded[i], "\"") && i + 1 < colon;
    if (!mark && (!(t->flags[i] & TOKEN_UPPER) || t->span[i].len < 2)) return none;
    if (begins_line(t, i)) return (TokenRange){i + mark, colon - i - mark};
    if (mark) return none;
  }
  return none;
}

/* The rest of the line behind a colon; count 0: nothing, or too much. */
static TokenRange turn_behind(const Tokens *t, uint32_t colon) {
  uint32_t end = colon + 1;
  while (!begins_line(t, end) && end < colon + TURN_MOST) end++;
  return (TokenRange){colon + 1, begins_line(t, end) ? end - colon - 1 : 0};
}

/* One "NOTE: ..." makes no transcript. */
static bool is_transcript(const Tokens *t) {
  uint32_t turns = 0;
  for (uint32_t i = 1; i < t->count && turns < TURNS_LEAST; i++)
    turns += speaker_before(t, i).count > 0;
  return turns >= TURNS_LEAST;
}

/* Cue, source and content at a dash or a colon; content.count 0: neither. */
static Attribution by_layout(const Document *d, uint32_t token, bool transcript) {
  const Tokens *t = &d->tokens;
  Attribution own = {.cue = {token, 1}, .trust = TRUST};
  if (is_dash(t, token)) {
    own.source = name_behind(t, token);
    if (own.source.count) own.content = signed_before(d, token, own.source);
  } else if (transcript) {
    own.source = speaker_before(t, token);
    if (own.source.count) own.content = turn_behind(t, token);
  }
  return own;
}

Attribution *add_signed(const Setting *s, Arena *arena, Attribution *all, uint32_t *count) {
  const Document *d = s->document;
  ARRAY_OF(Attribution) found = {0};
  bool transcript = is_transcript(&d->tokens);
  uint32_t next = 0;
  for (uint32_t i = 1; i < d->tokens.count; i++) {
    if (s->cue[i] != NONE) continue;
    Attribution own = by_layout(d, i, transcript);
    if (!own.content.count) continue;
    for (; next < *count && all[next].cue.first < i; next++) ARRAY_PUSH(arena, &found, all[next]);
    ARRAY_PUSH(arena, &found, own);
  }
  if (!found.count) return all;
  for (; next < *count; next++) ARRAY_PUSH(arena, &found, all[next]);
  *count = found.count;
  return found.items;
}
