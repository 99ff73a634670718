/* SPDX-License-Identifier: MIT */
/* claim_gapping.c - the second claim of a verb said once: "accused the mayor of waste and the
 * treasurer of theft", "Portugal accused Spain of theft, and Spain Portugal of waste". */
#include "extract/claims.h"

enum { CONTENT_MAX = 30, NAMES_MAX = 12 };

static bool is_join(const Tokens *t, uint32_t token) {
  static const char *const WORDS[] = {"and", "but", "while", ",", ";", NULL};
  for (uint32_t i = 0; WORDS[i]; i++)
    if (str_is(t->folded[token], WORDS[i])) return true;
  return false;
}

/* The nominal that begins at the token and stands for somebody, or NONE. */
static uint32_t somebody_at(const ClaimReader *r, uint32_t token) {
  for (uint32_t i = nominal_from(r, token); i < r->nominals.count; i++) {
    const Nominal *n = &r->nominals.items[i];
    if (n->head > token + NAMES_MAX) return NONE;
    if (n->range.first > token) continue;
    if (n->range.first == token && n->mention != NONE) return i;
  }
  return NONE;
}

/* "the treasurer | of theft" is no office. */
static uint32_t end_of(const ClaimReader *r, uint32_t nominal, uint32_t preposition) {
  const Nominal *n = &r->nominals.items[nominal];
  uint32_t end = n->range.first + n->range.count;
  for (uint32_t i = n->head + 1; i < end; i++)
    if (r->tokens->hash[i] == r->tokens->hash[preposition]) return i;
  return end;
}

/* After a joining word: one or two names, then the preposition again, then what is no name. */
static bool is_gap(const ClaimReader *r, uint32_t from, uint32_t end, uint32_t preposition,
                   Gap *gap) {
  const Tokens *t = r->tokens;
  uint32_t first = somebody_at(r, from);
  if (first == NONE) return false;
  uint32_t at = end_of(r, first, preposition);
  gap->source = NONE, gap->target = first;
  if (at < end && t->hash[at] != t->hash[preposition]) {
    gap->source = first, gap->target = somebody_at(r, at);
    if (gap->target == NONE) return false;
    at = end_of(r, gap->target, preposition);
  }
  if (at + 1 >= end || t->hash[at] != t->hash[preposition]) return false;
  if (somebody_at(r, at + 1) != NONE) return false;
  while (end > at + 2 && t->tag[end - 1] == UPOS_PUNCT) end--;
  gap->content = (TokenRange){at + 1, end - at - 1};
  return true;
}

bool find_gap(const ClaimReader *r, const ClaimDraft *draft, Gap *gap) {
  const Tokens *t = r->tokens;
  const Cue *cue = &r->cues.items[draft->cue];
  TokenRange content = draft->content;
  if (cue->neutral || draft->class == CUE_DENIES || !is_verbal(r, cue->head)) return false;
  if (draft->party[PARTY_TARGET] == NONE || content.count == 0 || content.first <= cue->head)
    return false;
  uint32_t preposition = content.first - 1, end = sentence_end(r, cue->head);
  if (t->tag[preposition] != UPOS_ADP && t->tag[preposition] != UPOS_SCONJ) return false;
  uint32_t last = content.first + CONTENT_MAX < end ? content.first + CONTENT_MAX : end;
  for (uint32_t i = content.first + 1; i + 2 < last; i++) {
    if (t->quote[i] != t->quote[cue->head]) return false;
    if (!is_join(t, i)) continue;
    uint32_t from = is_join(t, i + 1) ? i + 2 : i + 1;
    if (!is_gap(r, from, end, preposition, gap)) continue;
    gap->before = (TokenRange){content.first, i - content.first};
    return true;
  }
  return false;
}
