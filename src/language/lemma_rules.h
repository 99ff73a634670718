/* SPDX-License-Identifier: MIT */
/* lemma_rules.h - the base form of a word by its ending, tag and case; used by lemma.c and the
 * trainer that finds the rules.
 *
 * data/lemma-rules.tsv has keys like "NNS/low ies": a class, which is a Penn tag and how the
 * word is written, and an ending; the longest ending known to the class counts. The columns say
 * how many bytes to cut, what to add, and whether capitals are kept. */
#ifndef LEMMA_RULES_H
#define LEMMA_RULES_H
#include "document.h"
#include "model/models.h"

enum { LEMMA_ENDING_MAX = 5, LEMMA_ADDED_MAX = 8, LEMMA_CLASS_MAX = 12 };

/* How a word is written: first of its sentence, inside it, all capitals. */
#define LEMMA_CASES(X)                                                                             \
  X(CASE_LOW, "low") X(CASE_FIRST, "first") X(CASE_INSIDE, "inside") X(CASE_UPPER, "upper")
typedef enum { LEMMA_CASES(ENUM_ID) LEMMA_CASE_COUNT } LemmaCase;

typedef struct {
  char name[LEMMA_CLASS_MAX]; /* "NNS/low" */
  Str key;
  uint32_t hash;
  const LexiconEntry *otherwise; /* when no ending is known; NULL: the class has no rules */
  uint32_t longest;              /* ending of the class */
} LemmaClass;

typedef struct {
  const Lexicon *rules;
  LemmaClass classes[XPOS_COUNT][LEMMA_CASE_COUNT];
} LemmaRules;

void lemma_rules_init(LemmaRules *rules, const Lexicon *lexicon);
/* The same for one class of rules that are zero but for `rules->rules`, if it is not known yet. */
void lemma_class_init(LemmaRules *rules, unsigned xpos, LemmaCase word_case);
LemmaCase lemma_case_of(const Tokens *tokens, uint32_t token, bool first);

/* The rule for the word, or NULL: its base form is the folded form. */
const LexiconEntry *lemma_rule_for(const LemmaRules *rules, unsigned xpos, LemmaCase word_case,
                                   Str folded);
/* Writes the base form, at most raw.len (or folded.len) + LEMMA_ADDED_MAX bytes; its length. */
uint32_t lemma_apply(const LexiconEntry *rule, Str raw, Str folded, char *out);
#endif
