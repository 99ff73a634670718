/* SPDX-License-Identifier: MIT */
/* dates_reference.c - what dates are relative to: the article's day, the tense around them. */
#include "extract/dates_inner.h"

Civil date_parse_iso(Str iso) {
  Civil date = {0};
  int32_t *const FIELDS[] = {&date.year, &date.month, &date.day};
  static const uint32_t WIDTH[] = {4, 2, 2};
  for (uint32_t at = 0, field = 0; field < 3 && at + WIDTH[field] <= iso.len; field++) {
    for (uint32_t i = 0; i < WIDTH[field]; i++, at++) {
      if (iso.bytes[at] < '0' || iso.bytes[at] > '9')
        return date.month > 12 ? (Civil){0} : (*FIELDS[field] = 0, date);
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

static const char *const FUTURE_PREPOSITIONS[] = {"until",   "till", "through",  "effective",
                                                  "payable", "due",  "starting", NULL};
static const char *const PAST_WORDS[] = {"since", "ended", NULL};
static const char *const AS_SOON[] = {"soon", "early", "late", NULL};
/* Stems: "is expected on Friday", "a meeting due on Friday". */
static const char *const SCHEDULED[] = {
    "deadline", "due",    "effective", "expect", "expir", "likely", "payable",  "plan",
    "ready",    "redeem", "schedul",   "set",    "slat",  "suppos", "upcoming", NULL};
/* Stems of verbs that tell the past in the present tense: "a report says Friday". */
static const char *const SAYING[] = {"say",   "tell", "show", "report",
                                     "claim", "warn", "argu", NULL};
/* Stems of what is done now or was done, with an infinitive that is still to come. */
static const char *const FORWARD[] = {
    "aim",    "agree",     "arrang",  "ask",    "decid",    "decision", "demand", "hop",
    "intend", "intention", "invit",   "mean",   "offer",    "order",    "pledg",  "prepar",
    "promis", "propos",    "request", "requir", "threaten", "tell",     "told",   "urg",
    "vow",    "want",      "wait",    "warn",   "willing",  NULL};

/* Stems of nouns whose infinitive is still to come whenever they were had or made. */
static const char *const PROSPECTS[] = {"appoint",    "authority", "call",  "chance",     "date",
                                        "deadline",   "deal",      "pact",  "permission", "plan",
                                        "prospect",   "readines",  "right", "talks",      "ticket",
                                        "willingnes", NULL};

static bool has_stem(Str word, const char *const *stems) {
  for (; *stems; stems++) {
    uint32_t len = (uint32_t)strlen(*stems);
    if (word.len >= len && word.len <= len + (len > 3 ? 4u : 3u) &&
        !memcmp(word.bytes, *stems, len))
      return true;
  }
  return false;
}

/* What its auxiliaries say. */
typedef struct {
  bool modal, to, had, have, was, is;
} Auxiliaries;

static const char *const HAVE[] = {"have", "has", "had", "having", "'ve", "'d", NULL};
static const char *const BE[] = {"is",  "are", "am",  "was",  "were", "be", "'s",
                                 "'re", "'m",  "got", "gets", "get",  NULL};

static Auxiliaries auxiliaries_of(const Tokens *t, uint32_t verb, uint32_t first) {
  enum { REACH = 6 };
  Auxiliaries found = {0};
  for (uint32_t i = verb, steps = 0; i-- > first && steps < REACH; steps++) {
    if (t->head[i] != verb) continue;
    Str word = t->folded[i];
    bool past = t->xpos[i] == XPOS_VBD;
    if (t->xpos[i] == XPOS_MD)
      found.modal |= !str_is(word, "could") && !str_is(word, "can") && !str_is(word, "ca");
    if (t->xpos[i] == XPOS_TO) found.to = true;
    if (t->relation[i] != REL_AUX && t->relation[i] != REL_AUX_PASS && t->relation[i] != REL_COP)
      continue;
    bool have = is_any(word, HAVE), be = is_any(word, BE);
    found.had |= have && past, found.have |= have, found.was |= be && past, found.is |= be && !past;
    found.was |= str_is(word, "did");
  }
  return found;
}

static bool is_verb(const Tokens *t, uint32_t token) {
  return t->tag[token] == UPOS_VERB || t->tag[token] == UPOS_AUX;
}

static Tense tense_of(const Tokens *t, uint32_t predicate, uint32_t first, uint32_t depth);

/* "If he is elected in November", "until the house opens in May" */
static bool is_conditional(const Tokens *t, uint32_t verb, uint32_t first) {
  enum { REACH = 16 };
  static const char *const IF[] = {"if",   "unless", "until", "once",
                                   "when", "before", "after", NULL};
  for (uint32_t i = verb, steps = 0; i-- > first && steps < REACH; steps++)
    if (t->head[i] == verb && is_any(t->folded[i], IF)) return true;
  return false;
}

/* "Their attempt to land failed", "the first to land": as the clause around says; "talks to be
 * held" and "a plan to land" are of the future. */
static Tense tense_of_noun_infinitive(const Tokens *t, uint32_t infinitive, uint32_t noun,
                                      uint32_t first, uint32_t depth) {
  if (auxiliaries_of(t, infinitive, first).is || has_stem(t->folded[noun], PROSPECTS))
    return TENSE_FUTURE;
  uint32_t above = t->head[noun];
  while (above != NONE && depth && !is_verb(t, above)) above = t->head[above], depth--;
  bool copular = auxiliaries_of(t, noun, first).was;
  if (copular || (above != NONE && depth && tense_of(t, above, first, depth - 1) == TENSE_PAST))
    return TENSE_UNKNOWN;
  return TENSE_FUTURE;
}

/* "began to bomb" is past, "plans to bomb", "agreed to meet" and "is poised to meet" are not. */
static Tense tense_of_infinitive(const Tokens *t, uint32_t infinitive, uint32_t first,
                                 uint32_t depth) {
  uint32_t above = t->head[infinitive];
  if (above == NONE || !depth) return TENSE_FUTURE;
  Str word = t->folded[above];
  Auxiliaries a = auxiliaries_of(t, above, first);
  if (has_stem(word, SCHEDULED)) return a.had ? TENSE_PAST : TENSE_FUTURE;
  if (has_stem(word, FORWARD) || a.is) return TENSE_FUTURE;
  if (!is_verb(t, above))
    return t->tag[above] == UPOS_ADJ && !str_is(word, "first")
               ? TENSE_FUTURE
               : tense_of_noun_infinitive(t, infinitive, above, first, depth);
  Tense tense = tense_of(t, above, first, depth - 1);
  return tense == TENSE_UNKNOWN ? TENSE_FUTURE : tense;
}

/* The tense of a predicate; an infinitive or participle takes it from the one above. */
static Tense tense_of(const Tokens *t, uint32_t predicate, uint32_t first, uint32_t depth) {
  Auxiliaries a = auxiliaries_of(t, predicate, first);
  unsigned xpos = t->xpos[predicate];
  uint32_t above = t->head[predicate];
  if (a.modal) return TENSE_FUTURE;
  if (a.to) return tense_of_infinitive(t, predicate, first, depth);
  if (has_stem(t->folded[predicate], SCHEDULED) &&
      (xpos != XPOS_VBD || !str_is(t->folded[predicate], "set")))
    return a.had ? TENSE_PAST : TENSE_FUTURE;
  if (a.have || a.had) return TENSE_PAST;
  if (a.was || xpos == XPOS_VBD) return TENSE_PAST;
  if ((a.is || xpos == XPOS_VBZ || xpos == XPOS_VBP) && is_conditional(t, predicate, first))
    return TENSE_FUTURE;
  if (xpos == XPOS_VBN) return a.is ? TENSE_UNKNOWN : TENSE_PAST;
  if (xpos == XPOS_VBZ || xpos == XPOS_VBP)
    return has_stem(t->folded[predicate], SAYING) ? TENSE_UNKNOWN : TENSE_PRESENT;
  if (xpos == XPOS_VBG && depth && above != NONE && !a.is)
    return tense_of(t, above, first, depth - 1);
  return TENSE_UNKNOWN;
}

/* "Wednesday's ruling", "the June agreement" */
static bool modifies_noun(const Tokens *t, uint32_t date) {
  switch (t->relation[date]) {
  case REL_NMOD_POSS:
  case REL_COMPOUND:
  case REL_AMOD:
  case REL_NUMMOD:
  case REL_NMOD_UNMARKED:
    return t->head[date] != NONE &&
           (t->tag[t->head[date]] == UPOS_NOUN || t->tag[t->head[date]] == UPOS_PROPN);
  default: return false;
  }
}

/* "Until Friday nobody had been charged" */
static bool is_pluperfect_around(const Tokens *t, uint32_t date, uint32_t first) {
  enum { REACH = 6 };
  for (uint32_t steps = 0; date != NONE && steps < REACH; steps++, date = t->head[date])
    if (is_verb(t, date)) return auxiliaries_of(t, date, first).had;
  return false;
}

/* "Said Tuesday he would": the date is of the verb right before it. */
static bool follows_past_verb(const Tokens *t, uint32_t sentence, uint32_t date) {
  static const char *const BETWEEN[] = {"on", "late", "early", NULL};
  while (date > sentence && is_any(t->folded[date - 1], BETWEEN)) date--;
  return date > sentence && t->xpos[date - 1] == XPOS_VBD &&
         !has_stem(t->folded[date - 1], SCHEDULED) && !has_stem(t->folded[date - 1], FORWARD);
}

/* The tense of the predicate that the date hangs on. */
Tense date_tense(const Document *document, uint32_t first, uint32_t end) {
  enum { REACH = 12, DEPTH = 3 };
  const Tokens *t = &document->tokens;
  TokenRange sentence = document->sentences.items[t->sentence[first]];
  if (first > sentence.first) {
    if (is_any(t->folded[first - 1], FUTURE_PREPOSITIONS))
      return is_pluperfect_around(t, first, sentence.first) ? TENSE_PAST : TENSE_FUTURE;
    if (is_any(t->folded[first - 1], PAST_WORDS)) return TENSE_ENDED;
    if (first - 1 > sentence.first && str_is(t->folded[first - 1], "as") &&
        is_any(t->folded[first - 2], AS_SOON))
      return TENSE_FUTURE;
  }
  if (follows_past_verb(t, sentence.first, first)) return TENSE_PAST;
  if (first > sentence.first + 1 && str_is(t->folded[first - 1], "of") &&
      str_is(t->folded[first - 2], "ahead"))
    return TENSE_FUTURE; /* "ahead of Saturday's vote" */
  uint32_t at = first;
  while (at + 1 < end && t->head[at] != NONE && t->head[at] >= first && t->head[at] < end) at++;
  if (modifies_noun(t, at)) return TENSE_UNKNOWN;
  for (uint32_t steps = 0; at != NONE && steps < REACH; steps++, at = t->head[at]) {
    if (at >= first && at < end) continue;
    bool copular =
        auxiliaries_of(t, at, sentence.first).is || auxiliaries_of(t, at, sentence.first).was;
    if (!is_verb(t, at) && !copular &&
        !(t->tag[at] == UPOS_ADJ && has_stem(t->folded[at], SCHEDULED)))
      continue;
    return tense_of(t, at, sentence.first, DEPTH);
  }
  return TENSE_UNKNOWN;
}
