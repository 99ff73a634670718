/* SPDX-License-Identifier: MIT */
/* description.c - which words before a noun belong to its description. */
#include "extract/actors.h"

bool is_possessive_mark(const Tokens *t, uint32_t i) {
  return t->folded[i].len && t->folded[i].bytes[0] == '\'' && t->folded[i].len <= 2;
}

/* Relations of the words before a noun that are not part of its description. */
static bool ends_description(uint8_t relation) {
  switch (relation) {
  case REL_CASE:
  case REL_MARK:
  case REL_CC:
  case REL_COP:
  case REL_AUX:
  case REL_AUX_PASS:
  case REL_NSUBJ:
  case REL_NSUBJ_PASS:
  case REL_PUNCT:
  case REL_DISCOURSE:
  case REL_CC_PRECONJ:
  case REL_ADVCL:
  case REL_PARATAXIS:
  case REL_OBL:
  case REL_VOCATIVE:
  case REL_EXPL: return true;
  default: return false;
  }
}

bool is_determiner(Str word) {
  static const char *const WORDS[] = {"the",  "a",    "an",      "this",  "that", "these", "those",
                                      "his",  "her",  "its",     "their", "our",  "my",    "your",
                                      "some", "many", "several", "two",   "three"};
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    if (str_is(word, WORDS[i])) return true;
  return false;
}

static bool is_demonym(const Resolver *r, uint32_t i) {
  if (!(r->document->tokens.flags[i] & TOKEN_CAPITALISED)) return false;
  Known known = gazetteer_match(r->models, r->document, i, i + 1);
  return known.length && known.type == ACTOR_COUNTRY && known.known_as == KNOWN_DEMONYM;
}

/* "and" between the states of "UK and American agencies". */
static bool joins_states(const Resolver *r, uint32_t i, uint32_t edge) {
  const Tokens *t = &r->document->tokens;
  if (i == 0 || i + 1 != edge || !str_is(t->folded[i], "and") || !is_demonym(r, edge)) return false;
  Known known = gazetteer_match(r->models, r->document, i - 1, i);
  return known.length == 1 && known.type == ACTOR_COUNTRY &&
         (known.known_as == KNOWN_DEMONYM || (t->flags[i - 1] & TOKEN_UPPER));
}

/* Not a dash: "the unit - ambulance crews came" is no unit of crews. */
static bool is_hyphen(const Tokens *t, uint32_t i) {
  return t->kind[i] == TOKEN_MARK && str_is(t->folded[i], "-") &&
         (span_end(t->span[i - 1]) == t->span[i].start ||
          span_end(t->span[i]) == t->span[i + 1].start);
}

enum { WORDS_MAX = 24 }; /* of a description */

/* The first word of a name's last one: "Gordon" of "a Gordon Brown aide". */
static uint32_t name_start(const Tokens *t, uint32_t i, uint32_t first) {
  uint32_t head = t->head[i];
  return t->relation[i] == REL_FLAT && head != NONE && head >= first && head < i ? head : i;
}

/* First token of the noun phrase whose head is `noun`: its determiners, adjectives,
 * possessors and compounds, as far as they stand without a gap before it. */
uint32_t left_edge(const Resolver *r, uint32_t noun) {
  const Tokens *t = &r->document->tokens;
  uint32_t first = r->document->sentences.items[t->sentence[noun]].first, edge = noun;
  if (noun - first > WORDS_MAX) first = noun - WORDS_MAX;
  for (uint32_t i = noun; i-- > first;) {
    if (is_possessive_mark(t, i) || (i > first && is_hyphen(t, i))) continue;
    if (!r->has_grammar) {
      if (is_determiner(t->folded[i]) || (t->flags[i] & TOKEN_CAPITALISED)) edge = i;
      if (edge != i || is_determiner(t->folded[i])) break;
      continue;
    }
    if (i > first && joins_states(r, i, edge)) {
      edge = --i;
      continue;
    }
    i = name_start(t, i, first);
    if (str_is(t->folded[i], "least")) break; /* "at least 60 women" */
    bool adjective = i + 1 == edge && (t->xpos[i] == XPOS_JJ || is_demonym(r, i));
    if (!adjective && (t->head[i] == NONE || t->head[i] <= i || t->head[i] > noun ||
                       ends_description(t->relation[i])))
      break;
    edge = i;
  }
  while (edge < noun && t->tag[edge] == UPOS_ADV && t->relation[edge] == REL_ADVMOD &&
         t->head[edge] == noun)
    edge++; /* "also a poet" */
  return edge;
}
