/* SPDX-License-Identifier: MIT */
/* claims_answers.c - what a denial rejects and what a counter-accusation counters. */
#include "extract/claims.h"
#include "extract/tree.h"

enum { LOOK_BACK = 16, LOOK_ON = 4, WORDS_MAX = 40, ANSWERS_MAX = 3 };

static bool is_against(const Claim *c) {
  return (c->kind == CLAIM_ACCUSATION || c->kind == CLAIM_CRITICISM) &&
         c->status == STATUS_ASSERTED;
}

/* One name ends in the other: "the operator Calmar", "Calmar". */
static bool name_ends(Str longer, Str shorter) {
  uint32_t at = longer.len - shorter.len;
  return shorter.len > 2 && longer.len > shorter.len && longer.bytes[at - 1] == ' ' &&
         !memcmp(longer.bytes + at, shorter.bytes, shorter.len);
}

static bool same_party(const Party *a, const Party *b) {
  if (a->actor != NONE && a->actor == b->actor) return true;
  return str_equals(a->name, b->name) || name_ends(a->name, b->name) || name_ends(b->name, a->name);
}

bool parties_meet(const Document *d, IndexRange a, IndexRange b) {
  for (uint32_t i = 0; i < a.count; i++)
    for (uint32_t k = 0; k < b.count; k++)
      if (same_party(&d->parties.items[a.first + i], &d->parties.items[b.first + k])) return true;
  return false;
}

/* Words of four letters and more. */
static uint32_t words_of(Str text, Str *words) {
  uint32_t count = 0;
  for (uint32_t at = 0; at < text.len && count < WORDS_MAX;) {
    uint32_t start = at;
    while (at < text.len && ((text.bytes[at] | 32) >= 'a' && (text.bytes[at] | 32) <= 'z')) at++;
    if (at - start >= 4) words[count++] = (Str){text.bytes + start, at - start};
    if (at == start) at++;
  }
  return count;
}

/* Equal up to their endings: "rigged", "rigging". */
static bool same_stem(Str a, Str b) {
  uint32_t shorter = a.len < b.len ? a.len : b.len, most = a.len + b.len - shorter;
  uint32_t stem = shorter > 5 ? shorter - 2 : shorter;
  if (most > shorter + 4 || stem < 4) return false;
  for (uint32_t i = 0; i < stem; i++)
    if ((a.bytes[i] | 32) != (b.bytes[i] | 32)) return false;
  return true;
}

uint32_t contents_share(const Document *d, Span a, Span b) {
  Str x[WORDS_MAX], y[WORDS_MAX];
  uint32_t xs = words_of(document_text(d, a), x), ys = words_of(document_text(d, b), y), shared = 0;
  for (uint32_t i = 0; i < xs; i++)
    for (uint32_t k = 0; k < ys; k++)
      if (same_stem(x[i], y[k])) {
        shared++;
        break;
      }
  return shared;
}

/* Takes the first word off the text. */
static Str take_word(Str *text) {
  const char *space = text->len ? memchr(text->bytes, ' ', text->len) : NULL;
  Str word = {text->bytes, space ? (uint32_t)(space - text->bytes) : text->len};
  uint32_t used = space ? word.len + 1 : word.len;
  *text = (Str){text->bytes + used, text->len - used};
  return word;
}

typedef enum { BACK_NOT, BACK_NOUN, BACK_PRONOUN } Back;

/* Whether it means what was just said: "it", "that was untrue"; "the allegations", nothing. */
static Back points_back(Str content) {
  static const char *const PRONOUNS[] = {"it",   "It",   "this",  "This",  "that", "That",
                                         "them", "they", "these", "those", "so"};
  static const char *const DETERMINERS[] = {"the", "this", "that", "these", "those", "all", "both"};
  static const char *const COPULAS[] = {"is", "was", "are", "were"};
  static const char *const NOUNS[] = {"charge",     "charges",     "claim",       "claims",
                                      "allegation", "allegations", "accusation",  "accusations",
                                      "criticism",  "suggestion",  "suggestions", "assertion",
                                      "assertions"};
  Str first = take_word(&content), second = take_word(&content);
  if (STR_IN(first, PRONOUNS) && (!second.len || STR_IN(second, COPULAS))) return BACK_PRONOUN;
  bool noun = STR_IN(first, DETERMINERS) && !content.len && STR_IN(second, NOUNS);
  return !first.len || noun ? BACK_NOUN : BACK_NOT;
}

/* "That is not true": by the subject, where there is no content. */
static Back denial_points_back(const Document *d, const Claim *denial) {
  const Tokens *t = &d->tokens;
  uint32_t subject = tree_child(t, denial->cue_token, REL_NSUBJ);
  if (!denial->content.len && subject != NONE)
    return points_back(document_text(d, document_tokens_span(d, (TokenRange){subject, 1})));
  return points_back(document_text(d, denial->content));
}

/* Whether all are known, and others: a spokesman without a name may speak for anyone. */
static bool are_others(const Document *d, IndexRange a, IndexRange b) {
  for (uint32_t i = 0; i < a.count; i++)
    if (d->parties.items[a.first + i].actor == NONE) return false;
  for (uint32_t i = 0; i < b.count; i++)
    if (d->parties.items[b.first + i].actor == NONE) return false;
  return a.count && b.count && !parties_meet(d, a, b);
}

/* How well the denial answers the claim; below 3: not at all. */
static uint32_t fitness(const Document *d, const Claim *denial, const Claim *claim) {
  uint32_t gap = denial->sentence > claim->sentence ? denial->sentence - claim->sentence
                                                    : claim->sentence - denial->sentence;
  bool meets = parties_meet(d, denial->source, claim->target);
  if (parties_meet(d, denial->source, claim->source) && !meets) return 0;
  uint32_t shared = contents_share(d, denial->content, claim->content);
  uint32_t score =
      3 * meets + 2 * (shared > 2 ? 2 : shared) + parties_meet(d, denial->target, claim->source);
  if (!meets && gap > 2 && !shared) return 0;
  Back back = denial_points_back(d, denial);
  bool near = claim->sentence <= denial->sentence && gap < 2;
  bool points =
      back == BACK_PRONOUN || (back == BACK_NOUN && !are_others(d, denial->source, claim->target));
  return score + (near && points) + (gap == 0 ? 2 : gap == 1 ? 2 : gap < 4 ? 1 : 0);
}

static void answer_denial(Document *d, uint32_t index) {
  Claim *denial = &d->claims.items[index];
  uint32_t first = index > LOOK_BACK ? index - LOOK_BACK : 0, best = 0,
           scores[LOOK_BACK + LOOK_ON + 1];
  uint32_t end = index + LOOK_ON + 1 < d->claims.count ? index + LOOK_ON + 1 : d->claims.count;
  for (uint32_t i = first; i < end; i++) {
    const Claim *claim = &d->claims.items[i];
    scores[i - first] = is_against(claim) ? fitness(d, denial, claim) : 0;
    if (scores[i - first] > best) best = scores[i - first];
  }
  denial->answers = (IndexRange){d->answers.count, 0};
  if (best < 3) return;
  for (uint32_t i = end; i-- > first && denial->answers.count < ANSWERS_MAX;) {
    if (scores[i - first] < best) continue;
    ARRAY_PUSH(&d->arena, &d->answers, i);
    denial->answers.count++;
  }
}

/* X accuses Y after Y accused X. */
static void answer_accusation(Document *d, uint32_t index) {
  Claim *claim = &d->claims.items[index];
  uint32_t first = index > LOOK_BACK ? index - LOOK_BACK : 0;
  claim->answers = (IndexRange){d->answers.count, 0};
  for (uint32_t i = index; i-- > first;) {
    const Claim *other = &d->claims.items[i];
    if (!is_against(other) || !parties_meet(d, claim->source, other->target) ||
        !parties_meet(d, claim->target, other->source) ||
        parties_meet(d, claim->source, other->source))
      continue;
    ARRAY_PUSH(&d->arena, &d->answers, i);
    claim->answers.count = 1;
    return;
  }
}

void answer_claims(Document *d) {
  for (uint32_t i = 0; i < d->claims.count; i++) {
    const Claim *claim = &d->claims.items[i];
    if (claim->kind == CLAIM_DENIAL && claim->status == STATUS_ASSERTED) answer_denial(d, i);
    else if (is_against(claim)) answer_accusation(d, i);
  }
}
