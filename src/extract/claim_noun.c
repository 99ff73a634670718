/* SPDX-License-Identifier: MIT */
#include "extract/claim_noun.h"

bool is_claim_noun(const Tokens *t, uint32_t token) {
  static const char *const NOUNS[] = {"charge", "allegation", "accusation", "claim"};
  return t->tag[token] == UPOS_NOUN && STR_IN(t->lemma[token], NOUNS);
}

/* The form of such a noun, which taggers take for a verb: ", claims which he denies". */
static bool is_plural_form(Str word) {
  static const char *const FORMS[] = {"charges", "allegations", "accusations", "claims"};
  return STR_IN(word, FORMS);
}

static bool is_break(Str word) {
  static const char *const MARKS[] = {",", "-", "--", "\xe2\x80\x93", "\xe2\x80\x94"};
  return STR_IN(word, MARKS);
}

/* Who rejects it, or that it is rejected: no list of charges ("a charge of theft, a charge of
 * fraud"). */
static bool opens_relative(const Tokens *t, uint32_t token) {
  uint8_t tag = t->tag[token];
  bool relative = t->xpos[token] == XPOS_WDT || str_is(t->folded[token], "that");
  return relative || tag == UPOS_PRON || tag == UPOS_PROPN || tag == UPOS_DET ||
         t->xpos[token] == XPOS_VBN || t->xpos[token] == XPOS_VBD;
}

enum { ADJECTIVES = 2 };

/* The noun behind a comma or dash that stands for what is said before, or NONE. */
static uint32_t apposed_behind(const Tokens *t, uint32_t mark) {
  uint32_t noun = mark + 1;
  if (!is_break(t->folded[mark]) || t->quote[mark] != NONE || noun >= t->count) return NONE;
  bool article = str_is(t->folded[noun], "a") || str_is(t->folded[noun], "an");
  if (article)
    for (noun++; noun < t->count && noun < mark + 2 + ADJECTIVES && t->tag[noun] == UPOS_ADJ;)
      noun++;
  if (noun + 1 >= t->count || !opens_relative(t, noun + 1)) return NONE;
  if (article || is_claim_noun(t, noun)) return is_claim_noun(t, noun) ? noun : NONE;
  bool surely = t->xpos[noun + 1] == XPOS_VBN || str_is(t->folded[noun + 1], "which");
  return surely && is_plural_form(t->folded[noun]) ? noun : NONE;
}

bool is_apposed_claim(const Tokens *t, uint32_t token) {
  for (uint32_t mark = token; mark > 0 && token - mark < 2 + ADJECTIVES;)
    if (is_break(t->folded[--mark])) return apposed_behind(t, mark) == token;
  return false;
}

uint32_t before_apposed_claim(const Tokens *t, uint32_t first, uint32_t end) {
  for (uint32_t i = first + 1; i + 1 < end; i++)
    if (apposed_behind(t, i) != NONE) return i;
  return end;
}

bool follows_apposed_claim(const Tokens *t, uint32_t verb) {
  enum { FAR = 14 };
  for (uint32_t i = verb; i-- > 0 && i + FAR >= verb && t->sentence[i] == t->sentence[verb];) {
    if (is_apposed_claim(t, i)) return true;
    if (t->tag[i] == UPOS_VERB || str_is(t->folded[i], ";")) return false;
  }
  return false;
}
