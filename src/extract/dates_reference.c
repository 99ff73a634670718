/* SPDX-License-Identifier: MIT */
/* dates_reference.c - what dates are relative to: the article's day, the tense around them. */
#include "extract/dates_inner.h"

Civil date_parse_iso(Str iso) {
  Civil date = {0};
  int32_t *const FIELDS[] = {&date.year, &date.month, &date.day};
  static const uint32_t WIDTH[] = {4, 2, 2};
  for (uint32_t at = 0, field = 0; field < 3 && at + WIDTH[field] <= iso.len; field++) {
    for (uint32_t i = 0; i < WIDTH[field]; i++, at++) {
      if (iso.bytes[at] < '0' || iso.bytes[at] > '9') return date.month > 12 ? (Civil){0} : (*FIELDS[field] = 0, date);
      *FIELDS[field] = *FIELDS[field] * 10 + (iso.bytes[at] - '0');
    }
    if (at < iso.len && iso.bytes[at] == '-') at++;
    else break;
  }
  if (date.month > 12 || (date.month && date.day && !civil_is_valid(date))) return (Civil){0};
  return date;
}

static bool is_any(Str word, const char *const *list) {
  for (; *list; list++)
    if (str_is(word, *list)) return true;
  return false;
}

static const char *const FUTURE_WORDS[] = {"will", "'ll", "shall", "won't", "wo", NULL};
static const char *const FUTURE_PREPOSITIONS[] = {"until", "till", NULL};
static const char *const PAST_WORDS[] = {"since", "ended", NULL};
static const char *const AS_SOON[] = {"soon", "early", "late", NULL};
static const char *const FUTURE_VERBS[] = {"expected", "scheduled", "due", "slated", "set", "plans", "plan",
                                           "expects", "payable", "intends", "planning", "aims", "hopes", NULL};

/* "had been scheduled", "was expected" */
static bool is_in_past(const Document *document, uint32_t token, uint32_t first) {
  for (uint32_t i = token, steps = 0; i-- > first && steps < 3; steps++)
    if (str_is(document->tokens.folded[i], "had")) return true;
  return false;
}

/* The tense of a verb: by its tag, else by its form. */
static Tense tense_of_verb(const Document *document, uint32_t token, uint32_t first) {
  const Tokens *t = &document->tokens;
  Str word = t->folded[token];
  if (is_any(word, FUTURE_WORDS)) return TENSE_FUTURE;
  if (is_any(word, FUTURE_VERBS)) return is_in_past(document, token, first) ? TENSE_PAST : TENSE_FUTURE;
  unsigned xpos = t->xpos ? t->xpos[token] : 0;
  if (xpos == XPOS_VBD) return TENSE_PAST;
  if (xpos != XPOS_VBN && xpos != XPOS_VB && xpos != XPOS_VBG) return TENSE_UNKNOWN;
  for (uint32_t i = token, steps = 0; i-- > first && steps < 4; steps++) { /* its auxiliaries */
    Str before = t->folded[i];
    if (is_any(before, FUTURE_WORDS) || is_any(before, FUTURE_VERBS)) return TENSE_FUTURE;
    if (xpos == XPOS_VB && t->xpos[i] == XPOS_TO && steps == 0) return TENSE_FUTURE;
    if (t->xpos[i] == XPOS_VBD || t->xpos[i] == XPOS_VBZ || t->xpos[i] == XPOS_VBP || t->xpos[i] == XPOS_MD)
      return xpos == XPOS_VBN ? TENSE_PAST : TENSE_UNKNOWN;
  }
  return xpos == XPOS_VBN ? TENSE_PAST : TENSE_UNKNOWN;
}

static bool ends_clause(Str word) {
  return word.len == 1 && (word.bytes[0] == ',' || word.bytes[0] == ';' || word.bytes[0] == ':' || word.bytes[0] == '"');
}

/* The nearest verb before in the clause, else after in the clause, else anywhere before. */
Tense date_tense(const Document *document, uint32_t first, uint32_t end) {
  enum { REACH = 16 };
  const Tokens *t = &document->tokens;
  TokenRange sentence = document->sentences.items[t->sentence[first]];
  uint32_t stop = sentence.first + sentence.count;
  if (first > sentence.first && is_any(t->folded[first - 1], FUTURE_PREPOSITIONS)) return TENSE_FUTURE;
  if (first > sentence.first + 1 && str_is(t->folded[first - 1], "as") && is_any(t->folded[first - 2], AS_SOON)) return TENSE_FUTURE;
  if (first > sentence.first && is_any(t->folded[first - 1], PAST_WORDS)) return TENSE_PAST;
  bool outside = false;
  Tense farther = TENSE_UNKNOWN;
  for (uint32_t i = first, steps = 0; i-- > sentence.first && steps < REACH; steps++) {
    if (ends_clause(t->folded[i])) outside = true;
    Tense tense = tense_of_verb(document, i, sentence.first);
    if (tense == TENSE_UNKNOWN) continue;
    if (!outside) return tense;
    farther = tense;
    break;
  }
  for (uint32_t i = end, steps = 0; i < stop && steps < REACH; i++, steps++) {
    if (ends_clause(t->folded[i]) && steps) break;
    Tense tense = tense_of_verb(document, i, sentence.first);
    if (tense != TENSE_UNKNOWN) return tense;
  }
  return farther;
}
