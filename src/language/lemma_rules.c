/* SPDX-License-Identifier: MIT */
#include "language/lemma_rules.h"

static const char *const CASE_NAMES[] = {
#define CASE_NAME(id, name) name,
    LEMMA_CASES(CASE_NAME)};

static void init_class(LemmaClass *class, const Lexicon *lexicon, unsigned xpos,
                       unsigned word_case) {
  const char *tag = xpos_name(xpos), *name = CASE_NAMES[word_case];
  uint32_t len = 0, length;
  while (*tag && len < LEMMA_CLASS_MAX - 1) class->name[len++] = *tag++;
  if (len < LEMMA_CLASS_MAX - 1) class->name[len++] = '/';
  while (*name && len < LEMMA_CLASS_MAX - 1) class->name[len++] = *name++;
  class->name[len] = '\0';
  class->key = (Str){class->name, len};
  class->hash = str_hash(class->key);
  class->otherwise = lexicon_match(lexicon, &class->key, &class->hash, 1, &length);
  Str longest = class->otherwise ? class->otherwise->column[3] : (Str){0};
  class->longest = longest.len == 1 && longest.bytes[0] <= '0' + LEMMA_ENDING_MAX
                       ? (uint32_t)(longest.bytes[0] - '0')
                       : 0;
}

void lemma_class_init(LemmaRules *rules, unsigned xpos, LemmaCase word_case) {
  LemmaClass *class = &rules->classes[xpos][word_case];
  if (!class->key.len) init_class(class, rules->rules, xpos, word_case);
}

void lemma_rules_init(LemmaRules *rules, const Lexicon *lexicon) {
  rules->rules = lexicon;
  for (unsigned xpos = 0; xpos < XPOS_COUNT; xpos++)
    for (unsigned c = 0; c < LEMMA_CASE_COUNT; c++)
      init_class(&rules->classes[xpos][c], lexicon, xpos, c);
}

/* Words whose capitals never matter, and those whose first capital does not. */
static bool loses_case(unsigned xpos, bool first) {
  if ((xpos >= XPOS_VB && xpos <= XPOS_VBZ) || (xpos >= XPOS_RB && xpos <= XPOS_RP) ||
      xpos == XPOS_JJR || xpos == XPOS_JJS)
    return true;
  return first && (xpos == XPOS_NN || xpos == XPOS_NNS);
}

LemmaCase lemma_case_of(const Tokens *tokens, uint32_t token, bool first) {
  uint8_t flags = tokens->flags[token];
  if (loses_case(tokens->xpos[token], first && !(flags & TOKEN_UPPER))) return CASE_LOW;
  if (flags & TOKEN_UPPER) return CASE_UPPER;
  if (!(flags & TOKEN_CAPITALISED)) return CASE_LOW;
  return first ? CASE_FIRST : CASE_INSIDE;
}

const LexiconEntry *lemma_rule_for(const LemmaRules *rules, unsigned xpos, LemmaCase word_case,
                                   Str folded) {
  const LemmaClass *class = &rules->classes[xpos][word_case];
  if (!class->otherwise) return NULL;
  for (uint32_t len = folded.len > class->longest ? class->longest : folded.len - 1; len > 0;
       len--) {
    Str ending = {folded.bytes + folded.len - len, len};
    uint32_t length = 0;
    const LexiconEntry *rule =
        lexicon_match(rules->rules, (Str[]){class->key, ending},
                      (uint32_t[]){class->hash, str_hash(ending)}, 2, &length);
    if (length == 2) return rule;
  }
  return class->otherwise;
}

uint32_t lemma_apply(const LexiconEntry *rule, Str raw, Str folded, char *out) {
  Str base = rule && str_is(rule->column[2], "keep") ? raw : folded;
  uint32_t cut = rule && rule->column[0].len == 1 ? (uint32_t)(rule->column[0].bytes[0] - '0') : 0;
  bool fits = rule && cut < base.len && (!cut || (base.bytes[base.len - cut] & 0xC0) != 0x80);
  uint32_t len = fits ? base.len - cut : base.len; /* never part of a character */
  memcpy(out, base.bytes, len);
  if (!fits) return len;
  uint32_t added = rule->column[1].len < LEMMA_ADDED_MAX ? rule->column[1].len : LEMMA_ADDED_MAX;
  if (added) memcpy(out + len, rule->column[1].bytes, added);
  return len + added;
}
