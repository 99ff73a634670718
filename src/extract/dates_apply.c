/* SPDX-License-Identifier: MIT */
/* dates_apply.c - from a date up the tree to what it dates. */
#include "extract/dates.h"
#include "extract/passes.h"

enum { MAX_CLIMB = 12, DATES_BESIDE = 32 };

/* "in the past year" tells when, "for a year" does not. */
static bool tells_when(const Date *date) {
  if (date->type == DATE_DURATION) return date->begin.len > 0;
  if (date->type == DATE_SET) return false;
  return date->value.len < 4 || memcmp(date->value.bytes + date->value.len - 4, "_REF", 4);
}

/* The token of the range that hangs on something outside. */
uint32_t date_head(const Tokens *tokens, TokenRange range) {
  for (uint32_t i = range.first; i < range.first + range.count; i++)
    if (tokens->head[i] == NONE || !range_has(range, tokens->head[i])) return i;
  return range.first;
}

static bool is_predicate(const Tokens *tokens, uint32_t token) {
  switch (tokens->relation[token]) {
  case REL_ROOT:
  case REL_CCOMP:
  case REL_XCOMP:
  case REL_ADVCL:
  case REL_ACL:
  case REL_ACL_RELCL:
  case REL_PARATAXIS:
  case REL_CSUBJ: return true;
  default: return tokens->tag[token] == UPOS_VERB;
  }
}

static bool is_any(Str word, const char *const *list) {
  for (; *list; list++)
    if (str_is(word, *list)) return true;
  return false;
}

/* "the night of May 3", "over the course of 2015": the date reaches through these. */
static bool tells_time(const Tokens *tokens, uint32_t noun) {
  static const char *const NOUNS[] = {
      "afternoon", "beginning", "close", "course",  "day",   "end",    "evening", "eve",
      "hour",      "middle",    "month", "morning", "night", "period", "series",  "start",
      "time",      "wave",      "week",  "weekend", "round", "outset", NULL};
  return is_any(tokens->lemma[noun], NOUNS);
}

/* "The 1701 Act", "Friday's ruling", "returns since 2005" date the noun alone, not what is done
 * with it; "a base on Friday" may be the parser's mistake for the verb's date. */
bool date_stays_with(const Tokens *tokens, uint32_t token, uint32_t noun) {
  enum { REACH = 5 };
  static const char *const OWN[] = {"of", "since", "from", "until", "before", "after", "for", NULL};
  uint8_t relation = tokens->relation[token];
  bool modifies = relation == REL_COMPOUND || relation == REL_AMOD || relation == REL_NUMMOD ||
                  relation == REL_NMOD_POSS;
  if (noun == NONE || (!modifies && relation != REL_NMOD)) return false;
  if (tokens->tag[noun] != UPOS_NOUN && tokens->tag[noun] != UPOS_PROPN) return false;
  for (uint32_t i = token, steps = 0; !modifies && i-- > 0 && steps < REACH; steps++)
    if (tokens->head[i] == token && tokens->relation[i] == REL_CASE) {
      modifies = is_any(tokens->folded[i], OWN);
      break;
    }
  return modifies && !tells_time(tokens, noun);
}

/* How many heads above the date the token is, with no other predicate between; NONE: it is not. */
static uint32_t steps_up_to(const Tokens *tokens, const Date *date, uint32_t token) {
  uint32_t at = date_head(tokens, date->range);
  for (uint32_t steps = 0; at != NONE && steps < MAX_CLIMB; steps++, at = tokens->head[at]) {
    if (at == token) return steps;
    if (steps && is_predicate(tokens, at)) return NONE;
    if (tokens->head[at] != token && range_has(date->range, at) &&
        date_stays_with(tokens, at, tokens->head[at]))
      return NONE;
  }
  return NONE;
}

uint32_t first_date_from(const Document *document, uint32_t token) {
  uint32_t low = 0, high = document->dates.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (document->dates.items[middle].range.first < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* The date that hangs on the token most directly, the nearest of equal ones. */
static uint32_t nearest_on(const Document *document, uint32_t token, TokenRange sentence) {
  uint32_t best = NONE, best_steps = NONE, best_distance = NONE;
  uint32_t first = first_date_from(document, sentence.first),
           near = first_date_from(document, token);
  if (near > first + DATES_BESIDE) first = near - DATES_BESIDE;
  for (uint32_t i = first; i < document->dates.count && i < near + DATES_BESIDE; i++) {
    const Date *date = &document->dates.items[i];
    if (date->range.first >= sentence.first + sentence.count) break;
    if (!tells_when(date) || range_has(date->range, token)) continue;
    uint32_t steps = steps_up_to(&document->tokens, date, token);
    uint32_t distance =
        date->range.first > token ? date->range.first - token : token - date->range.first;
    if (steps > best_steps || (steps == best_steps && distance >= best_distance)) continue;
    best = i, best_steps = steps, best_distance = distance;
  }
  return best_steps == NONE ? NONE : best;
}

/* "Mali attacked on Monday, and Chad fled": a verb with a subject of its own has its own date. */
static bool has_subject(const Tokens *tokens, uint32_t verb) {
  enum { REACH = 12 };
  for (uint32_t i = verb, steps = 0; i-- > 0 && steps < REACH; steps++)
    if (tokens->head[i] == verb &&
        (tokens->relation[i] == REL_NSUBJ || tokens->relation[i] == REL_NSUBJ_PASS))
      return true;
  return false;
}

/* Where to look next: the predicate that a noun is part of, or that a verb completes. */
static uint32_t wider(const Tokens *tokens, uint32_t token) {
  bool noun = !is_predicate(tokens, token);
  switch (tokens->relation[token]) {
  case REL_CONJ: return noun || !has_subject(tokens, token) ? tokens->head[token] : NONE;
  case REL_XCOMP:
  case REL_ADVCL:
  case REL_AUX:
  case REL_COP: return tokens->head[token];
  case REL_CCOMP:
  case REL_ROOT:
  case REL_PARATAXIS:
  case REL_ACL_RELCL: return NONE;
  default: return noun ? tokens->head[token] : NONE;
  }
}

uint32_t date_of_token(const Document *document, uint32_t token) {
  if (!document->dates.count || token >= document->tokens.count) return NONE;
  TokenRange sentence = document->sentences.items[document->tokens.sentence[token]];
  for (uint32_t steps = 0; token != NONE && steps < MAX_CLIMB;
       steps++, token = wider(&document->tokens, token)) {
    uint32_t date = nearest_on(document, token, sentence);
    if (date != NONE) return date;
  }
  return NONE;
}

uint32_t date_in_span(const Document *document, Span span) {
  uint32_t low = 0, high = document->dates.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (document->dates.items[middle].span.start < span.start) low = middle + 1;
    else high = middle;
  }
  for (; low < document->dates.count && span_contains(span, document->dates.items[low].span); low++)
    if (tells_when(&document->dates.items[low])) return low;
  return NONE;
}

/* The first token at or after the byte. */
static uint32_t token_at(const Document *document, uint32_t byte) {
  uint32_t low = 0, high = document->tokens.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (document->tokens.span[middle].start < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* The date inside the content, else one that hangs on its head. */
static uint32_t date_of_act(const Document *document, const Claim *claim) {
  uint32_t date = date_in_span(document, claim->content);
  if (date != NONE) return date;
  uint32_t first = token_at(document, claim->content.start),
           end = token_at(document, span_end(claim->content));
  if (first >= end) return NONE;
  uint32_t head = date_head(&document->tokens, (TokenRange){first, end - first});
  return nearest_on(document, head, document->sentences.items[document->tokens.sentence[head]]);
}

/* A date of the alleged act is no date of the saying, unless it hangs on the cue more directly. */
void find_claim_dates(const Models *models, Document *document) {
  (void)models;
  for (uint32_t i = 0; i < document->claims.count; i++) {
    Claim *claim = &document->claims.items[i];
    claim->date = date_of_token(document, claim->cue_token);
    claim->act_date = claim->content.len ? date_of_act(document, claim) : NONE;
    if (claim->date == NONE || claim->date != claim->act_date) continue;
    if (span_contains(claim->content, document->dates.items[claim->date].span)) claim->date = NONE;
    else claim->act_date = NONE;
  }
}
