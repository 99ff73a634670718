/* SPDX-License-Identifier: MIT */
/* attribution_signed.c - words whose speaker the layout tells: quotations with a name below them
 * ("'...' - Jo Bell"), posts ("... - Jo Bell (@jobell) May 5, 2016"), turns of a transcript
 * ("BELL: ..."), headlines ("Bell: ...", "... - Bell"). Too rare in PolNeAR for the chains to
 * learn. */
#include "extract/attribution.h"
#include "extract/datelines.h"
#include "language/quote_marks.h"

enum {
  NAME_MOST = 5,
  SPEAKER_MOST = 12,
  HEADLINE_MOST = 40,
  POST_MOST = 120,
  TURN_MOST = 400,
  TURNS_LEAST = 3,
  TRUST = 3 * LINEAR_UNIT
};

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
    turns += str_is(t->folded[i], ":") && speaker_before(t, i).count > 0;
  return turns >= TURNS_LEAST;
}

/* The person or nominal that a headline has before the colon, from its beginning on; count 0: none.
 * A body or a state may be what it is about ("Syria: Army takes Idlib"). */
static TokenRange headline_speaker(const Document *d, uint32_t colon) {
  for (uint32_t i = 0; i < d->mentions.count && colon <= SPEAKER_MOST; i++) {
    const Mention *m = &d->mentions.items[i];
    if (m->range.first + m->range.count > colon) break;
    if (m->range.first + m->range.count < colon || m->range.first > 0) continue;
    bool person = m->actor != NONE && d->actors.items[m->actor].type == ACTOR_PERSON;
    if (m->form == MENTION_NOMINAL || (m->form == MENTION_NAME && person)) return m->range;
  }
  return (TokenRange){0, 0};
}

/* The rest of the headline, if it is quoted or a clause that asks nothing ("rebels behind raid" has
 * no verb). */
static TokenRange headline_behind(const Document *d, uint32_t colon) {
  const Tokens *t = &d->tokens;
  TokenRange rest = turn_behind(t, colon), none = {0, 0};
  if (!rest.count || t->xpos[rest.first] == XPOS_WRB || t->xpos[rest.first] == XPOS_WP) return none;
  bool quoted = quote_mark_at(d, rest.first).kind != MARK_NONE, finite = false, words = false;
  for (uint32_t i = rest.first; i < rest.first + rest.count; i++) {
    words |= t->kind[i] == TOKEN_WORD;
    finite |= i > rest.first && str_is(t->folded[i], "behind");
    finite |= t->xpos[i] == XPOS_VBZ || t->xpos[i] == XPOS_VBP || t->xpos[i] == XPOS_VBD ||
              t->xpos[i] == XPOS_MD;
  }
  return words && (quoted || finite) ? rest : none;
}

/* "Row should end - Blair", "Rebels behind raid: minister": whom the headline ends with behind the
 * mark; count 0: none. Bodies are left out, for the page's publisher may stand there, and persons
 * whom the article does not name again, for it may be its author. */
static TokenRange headline_signer(const Document *d, uint32_t mark) {
  const Tokens *t = &d->tokens;
  for (uint32_t i = 0; i < d->mentions.count && mark <= HEADLINE_MOST; i++) {
    const Mention *m = &d->mentions.items[i];
    if (m->range.first > mark + 1) break;
    if (m->range.first < mark + 1 || !begins_line(t, m->range.first + m->range.count)) continue;
    const Actor *actor = m->actor == NONE ? NULL : &d->actors.items[m->actor];
    bool person = actor && actor->type == ACTOR_PERSON && actor->mention_count > 1;
    if (m->form == MENTION_NOMINAL || (m->form == MENTION_NAME && person)) return m->range;
  }
  return (TokenRange){0, 0};
}

/* The headline up to a mark, if that says something; count 0: no. */
static TokenRange headline_before(const Document *d, uint32_t mark) {
  enum { WORDS_LEAST = 3 };
  const Tokens *t = &d->tokens;
  uint32_t words = 0;
  for (uint32_t i = 0; i < mark; i++) words += t->kind[i] == TOKEN_WORD;
  bool asks = t->xpos[0] == XPOS_WRB || t->xpos[0] == XPOS_WP || str_is(t->folded[mark - 1], "?");
  return (TokenRange){0, words < WORDS_LEAST || asks ? 0 : mark};
}

/* Cue, source and content at a dash or a colon; content.count 0: neither. */
static Attribution by_layout(const Document *d, uint32_t token, bool transcript, bool in_headline) {
  const Tokens *t = &d->tokens;
  Attribution own = {.cue = {token, 1}, .trust = TRUST};
  if (is_dash(t, token)) {
    own.source = name_behind(t, token);
    if (own.source.count) own.content = signed_before(d, token, own.source);
  } else if (str_is(t->folded[token], ":")) {
    if (transcript) own.source = speaker_before(t, token);
    if (own.source.count) {
      own.content = turn_behind(t, token);
    } else if (in_headline) {
      own.source = headline_speaker(d, token);
      if (own.source.count) own.content = headline_behind(d, token);
    }
  }
  bool apart = (t->flags[token] & TOKEN_SPACE_BEFORE) && is_dash(t, token);
  if (!own.content.count && in_headline && (apart || str_is(t->folded[token], ":"))) {
    own.source = headline_signer(d, token);
    if (own.source.count) own.content = headline_before(d, token);
  }
  return own;
}

Attribution *add_signed(const Document *d, Arena *arena, Attribution *all, uint32_t *count) {
  ARRAY_OF(Attribution) found = {0};
  bool transcript = is_transcript(&d->tokens);
  bool in_headline = true;
  uint32_t next = 0;
  for (uint32_t i = 1, at = 0; i < d->tokens.count; i++) {
    if (begins_line(&d->tokens, i)) in_headline = false;
    while (at < *count && all[at].cue.first + all[at].cue.count <= i) at++;
    if (at < *count && range_has(all[at].cue, i)) continue;
    Attribution own = by_layout(d, i, transcript, in_headline);
    if (!own.content.count) continue;
    for (; next < *count && all[next].cue.first < i; next++) ARRAY_PUSH(arena, &found, all[next]);
    ARRAY_PUSH(arena, &found, own);
  }
  if (!found.count) return all;
  for (; next < *count; next++) ARRAY_PUSH(arena, &found, all[next]);
  *count = found.count;
  return found.items;
}
