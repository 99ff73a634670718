/* SPDX-License-Identifier: MIT */
/* lemma.c - base forms: a list of exceptions by form and Penn tag, else a rule by the ending. */
#include "base/ascii.h"
#include "language/lemma_rules.h"
#include "language/passes.h"

typedef struct {
  const Models *models;
  Document *document;
  LemmaRules rules;
  char *room; /* for base forms that are not the folded form */
} Lemmatizer;

/* The base form in the list of exceptions, or an empty string. */
static Str exception(const Lemmatizer *l, uint32_t token) {
  const Tokens *t = &l->document->tokens;
  uint32_t length;
  const Lexicon *lemmas = &l->models->lemmas;
  if (!lexicon_may_begin(lemmas, t->lists, token)) return (Str){0};
  const LexiconEntry *entry = lexicon_match(lemmas, t->folded + token, t->hash + token, 1, &length);
  const char *tag = xpos_name(t->xpos[token]);
  for (; entry; entry = lexicon_next(lemmas, entry))
    if (str_is(entry->column[0], tag)) return entry->column[1];
  return (Str){0};
}

/* 's is "have" before a participle that "be" does not go with. */
static bool is_have(const Tokens *t, uint32_t token, uint32_t end) {
  static const char *const PARTICIPLES[] = {"been",   "got",  "had",  "gotten",
                                            "become", "done", "made", "seen"};
  if (t->xpos[token] != XPOS_VBZ || !str_is(t->folded[token], "'s")) return false;
  uint32_t next = token + 1;
  while (next < end && t->xpos[next] == XPOS_RB) next++;
  if (next >= end || t->xpos[next] != XPOS_VBN) return false;
  for (size_t i = 0; i < sizeof PARTICIPLES / sizeof *PARTICIPLES; i++)
    if (str_is(t->folded[next], PARTICIPLES[i])) return true;
  return false;
}

static Str without_commas(Lemmatizer *l, Str number) { /* 12,000 -> 12000 */
  char *start = l->room;
  for (uint32_t i = 0; i < number.len; i++)
    if (number.bytes[i] != ',' || i == 0 || !ascii_is(number.bytes[i - 1], ASCII_DIGIT))
      *l->room++ = number.bytes[i];
  return (Str){start, (uint32_t)(l->room - start)};
}

static bool ends_with(Str word, const char *ending) {
  uint32_t len = (uint32_t)strlen(ending);
  return word.len >= len && !memcmp(word.bytes + word.len - len, ending, len);
}

/* "Expelled", "signalling": verbs of more than one syllable double an l that their base form has
 * once, but for compounds of words like "call" and "fill". American texts, which the rules were
 * learnt from, seldom double it. */
static bool doubles_l(Str base) {
  static const char *const KEEP[] = {"stall",  "call",  "fall",   "fill",   "still",
                                     "sspell", "etell", "resell", "utsell", "thrall",
                                     "appall", "spill", "wall",   "ball",   "pull"};
  uint32_t vowels = 0;
  if (base.len < 5 || !ends_with(base, "ll")) return false;
  for (uint32_t i = 0; i < base.len; i++)
    vowels += strchr("aeiouy", base.bytes[i]) && (!i || !strchr("aeiouy", base.bytes[i - 1]));
  if (vowels < 2 || (ends_with(base, "roll") && !ends_with(base, "troll"))) return false;
  for (size_t i = 0; i < sizeof KEEP / sizeof *KEEP; i++)
    if (ends_with(base, KEEP[i])) return false;
  return true;
}

static Str base_form(Lemmatizer *l, uint32_t token, bool first) {
  const Tokens *t = &l->document->tokens;
  Str found = exception(l, token), folded = t->folded[token];
  if (found.len) return found;
  if (t->xpos[token] == XPOS_CD && memchr(folded.bytes, ',', folded.len))
    return without_commas(l, folded);
  LemmaCase word_case = lemma_case_of(t, token, first);
  lemma_class_init(&l->rules, t->xpos[token], word_case);
  const LexiconEntry *rule = lemma_rule_for(&l->rules, t->xpos[token], word_case, folded);
  bool word = t->kind[token] == TOKEN_WORD || t->kind[token] == TOKEN_NUMBER;
  if (!rule || !word) return folded;
  found.bytes = l->room;
  found.len = lemma_apply(rule, document_text(l->document, t->span[token]), folded, l->room);
  uint8_t xpos = t->xpos[token];
  if ((xpos == XPOS_VBD || xpos == XPOS_VBN || xpos == XPOS_VBG) && doubles_l(found)) found.len--;
  if (str_equals(found, folded)) return folded;
  l->room += found.len;
  return found;
}

static uint32_t lower_hash(Str s) {
  uint32_t h = str_hash((Str){0});
  for (uint32_t i = 0; i < s.len; i++) h = (h ^ (unsigned char)ascii_lower(s.bytes[i])) * 16777619u;
  return h;
}

static void find_in_sentence(Lemmatizer *l, TokenRange sentence) {
  Tokens *t = &l->document->tokens;
  uint32_t end = sentence.first + sentence.count;
  bool first = true;
  for (uint32_t i = sentence.first; i < end; i++) {
    t->lemma[i] = is_have(t, i, end) ? STR("have") : base_form(l, i, first);
    bool same = t->lemma[i].bytes == t->folded[i].bytes && t->lemma[i].len == t->folded[i].len;
    t->lemma_hash[i] = same ? t->hash[i] : lower_hash(t->lemma[i]);
    if (t->lists)
      t->lemma_lists[i] =
          same ? t->lists[i] : lexicon_lists(l->models->beginnings, t->lemma_hash[i]);
    first = first && t->kind[i] == TOKEN_MARK;
  }
}

void find_lemmas(const Models *models, Document *document) {
  Tokens *t = &document->tokens;
  Lemmatizer l = {.models = models, .document = document};
  size_t room = 1;
  for (uint32_t i = 0; i < t->count; i++)
    room +=
        (t->span[i].len > t->folded[i].len ? t->span[i].len : t->folded[i].len) + LEMMA_ADDED_MAX;
  l.room = NEW_ARRAY(&document->arena, char, room);
  l.rules.rules = &models->lemma_rules;
  t->lemma = NEW_ARRAY(&document->arena, Str, t->count);
  t->lemma_hash = NEW_ARRAY(&document->arena, uint32_t, t->count);
  if (t->lists) t->lemma_lists = NEW_ARRAY(&document->arena, uint32_t, t->count);
  for (uint32_t s = 0; s < document->sentences.count; s++)
    find_in_sentence(&l, document->sentences.items[s]);
}
