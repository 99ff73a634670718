/* SPDX-License-Identifier: MIT */
/* referent_features.c - what speaks for each actor whom a description or pronoun may mean. */
#include "extract/referent_features.h"
#include "extract/publics.h"
#include "extract/tree.h"

static uint32_t sentence_of(const Resolver *r, uint32_t mention) {
  return r->document->tokens.sentence[r->document->mentions.items[mention].head];
}

bool knows_noun(const Entity *entity, uint32_t lemma) {
  for (uint32_t i = 0; i < entity->noun_count && i < NOUNS_KEPT; i++)
    if (entity->nouns[i] == lemma) return true;
  return false;
}

/* ---- features ---- */

static uint32_t bucket(uint32_t n) { return n < 4 ? n : n < 7 ? 4 : n < 12 ? 5 : n < 25 ? 6 : 7; }

static uint32_t upto(uint32_t n, uint32_t most) { return n < most ? n : most; }

static uint32_t case_of(const Resolver *r, uint32_t token) {
  switch (r->document->tokens.relation[token]) {
  case REL_NSUBJ:
  case REL_CSUBJ: return 1;
  case REL_NSUBJ_PASS: return 2;
  case REL_OBJ:
  case REL_IOBJ: return 3;
  case REL_OBL: return 4;
  case REL_NMOD: return 5;
  case REL_NMOD_POSS: return 6;
  case REL_APPOS: return 7;
  case REL_CONJ: return 8;
  case REL_ROOT: return 9;
  case REL_COMPOUND:
  case REL_AMOD:
  case REL_FLAT: return 10;
  default: return 0;
  }
}

static uint32_t determiner_of(const Seeker *s) {
  const Mention *m = &s->r->document->mentions.items[s->mention];
  Str word = s->tokens->folded[m->range.first];
  if (m->range.first == s->head) return 0;
  if (str_is(word, "the")) return 1;
  if (str_is(word, "a") || str_is(word, "an")) return 2;
  if (str_is(word, "this") || str_is(word, "that") || str_is(word, "these") ||
      str_is(word, "those"))
    return 3;
  return s->tokens->xpos[m->range.first] == XPOS_PRPS ? 4 : 5;
}

static uint32_t modifiers_of(const Seeker *s) {
  const Mention *m = &s->r->document->mentions.items[s->mention];
  uint32_t count = without_article(s->r, m->range).count - 1;
  return count < 4 ? count : 4;
}

static bool is_specified(const Seeker *s) { /* "president of Mali": told apart by what follows */
  if (!s->r->has_grammar) return false;
  TREE_CHILDREN(s->tokens, s->head, kid) {
    uint8_t relation = s->tokens->relation[kid];
    if (kid > s->head && (relation == REL_NMOD || relation == REL_ACL ||
                          relation == REL_ACL_RELCL || relation == REL_APPOS))
      return true;
  }
  return false;
}

/* Same clause: 0 no, 1 both hang on one word, 2 the earlier one owns or holds the later. */
static uint32_t tie_of(const Seeker *s, uint32_t other) {
  const Tokens *t = s->tokens;
  if (t->head[s->head] == other) return 2;
  if (t->head[s->head] != NONE && t->head[s->head] == t->head[other]) return 1;
  return t->head[s->head] != NONE && t->head[s->head] != other &&
                 t->head[t->head[s->head]] == t->head[other] && t->head[other] != NONE
             ? 3
             : 0;
}

static uint32_t use_of(const Seeker *s) { /* possessive, reflexive, other */
  Str word = s->tokens->folded[s->head];
  return s->traits->possessive                                           ? 1
         : word.len > 4 && !memcmp(word.bytes + word.len - 4, "self", 4) ? 2
         : str_is(word, "themselves")                                    ? 2
                                                                         : 0;
}

static uint32_t quote_state(const Seeker *s, uint32_t entity, uint32_t last_quote) {
  if (s->quote == NONE) return last_quote == NONE ? 0 : 1;
  if (s->r->speaker[s->quote] == entity) return 2;
  return last_quote == s->quote ? 3 : 4;
}

enum {
  F_DISTANCE = 100,
  F_RANK,
  F_SUBJECT,
  F_FORM,
  F_CASES,
  F_TYPE,
  F_GENDER,
  F_COUNT,
  F_FIRST,
  F_QUOTE,
  F_TIE,
  F_NOUN_TYPE,
  F_NOUN_KNOWN,
  F_COUNTRY,
  F_DETERMINER,
  F_CHAIN,
  F_NEAR,
  F_WORDS,
  F_NONE,
  F_NONE_NOUN,
  F_NONE_DETERMINER,
  F_NONE_CASE,
  F_NONE_CLOSE,
  F_NONE_GOVERNOR,
  F_NONE_QUOTE,
  F_NONE_SPECIFIED,
  F_NONE_SEEN,
  F_ADJECTIVE,
  F_PARAGRAPH,
  F_PLAIN,
  F_SPOKE,
  F_LAST_SUBJECT,
  F_ANCESTOR,
  F_MOST,
  F_GOVERNOR,
  F_NONE_MOST,
  F_SAID,
  F_MODIFIERS,
  F_KIND,
  F_LIKE,
  F_CLASS,
  F_NAME,
  F_ALONE,
  F_PUBLIC
};

static uint32_t mix(const Seeker *s, uint32_t a, uint32_t b, uint32_t c) {
  return ((s->seeks * 16 + a) * 16 + b) * 16 + c;
}

static void describe_place(const Seeker *s, const Entity *e, Features *f) {
  const Mention *last = &s->r->document->mentions.items[e->last];
  uint32_t gap = bucket(s->sentence - sentence_of(s->r, e->last));
  uint32_t near = bucket(s->mention > e->last ? s->mention - e->last : 0),
           last_case = case_of(s->r, last->head);
  uint32_t my_case = case_of(s->r, s->head);
  feature_add(f, F_DISTANCE, mix(s, gap, 0, 0), 0);
  feature_add(f, F_DISTANCE, mix(s, gap, s->rank < 3 ? s->rank : 3, e->named), 1);
  feature_add(f, F_RANK, mix(s, bucket(s->rank), 0, 0), 0);
  feature_add(f, F_NEAR, mix(s, near, 0, 0), 0);
  feature_add(f, F_SUBJECT, mix(s, last_case, gap < 3 ? gap : 3, 0), 0);
  feature_add(f, F_FORM, mix(s, last->form, gap < 3 ? gap : 3, 0), 0);
  uint32_t adjective = s->r->traits.items[e->last].adjective,
           nouns = bucket(e->mentions - e->adjectives);
  feature_add(f, F_ADJECTIVE, mix(s, adjective, nouns, 0), 0);
  feature_add(f, F_ADJECTIVE, mix(s, adjective, gap < 2 ? gap : 2, nouns > 0), 1);
  feature_add(f, F_CASES, mix(s, last_case, my_case, gap < 2 ? gap : 2), 0);
  feature_add(f, F_TIE, mix(s, gap ? 9 : tie_of(s, last->head), use_of(s), last_case == 1), 0);
  feature_add(
      f, F_QUOTE,
      mix(s, quote_state(s, (uint32_t)(e - s->r->entities.items), s->tokens->quote[last->head]),
          gap < 2 ? gap : 2, 0),
      0);
}

static bool in_words(const Tokens *t, TokenRange words, uint32_t hash) {
  for (uint32_t i = words.first; i < words.first + words.count; i++)
    if (t->hash[i] == hash) return true;
  return false;
}

/* Of the words before the noun: how many are known of the actor (up to 2), and how many not. */
static uint32_t known_modifiers(const Seeker *s, const Entity *e) {
  TokenRange words = without_article(s->r, s->r->document->mentions.items[s->mention].range);
  uint32_t known = 0, unknown = 0;
  for (uint32_t i = words.first; i < s->head; i++) {
    if (s->tokens->kind[i] != TOKEN_WORD || s->tokens->xpos[i] == XPOS_PRPS) continue;
    if (knows_noun(e, s->tokens->hash[i]) || in_words(s->tokens, e->words, s->tokens->hash[i]))
      known++;
    else unknown++;
  }
  return upto(known, 2) * 4 + upto(unknown, 3);
}

/* How near the noun comes to one that describes the actor: 3 it is one, 2 and 1 a word of the same
 * fine or coarse class is, 0 only others are; 4: nothing describes the actor. */
static uint32_t likeness(const Seeker *s, const Entity *e) {
  uint32_t best = e->noun_count ? 0 : 4;
  for (uint32_t i = 0; i < e->noun_count && i < NOUNS_KEPT; i++) {
    const WordClass *class = &e->classes[i];
    uint32_t like = e->nouns[i] == s->lemma                             ? 3
                    : class->fine && class->fine == s->class.fine       ? 2
                    : class->coarse && class->coarse == s->class.coarse ? 1
                                                                        : 0;
    if (like > best) best = like;
  }
  return best;
}

static void describe_noun(const Seeker *s, const Entity *e, Features *f) {
  uint32_t like = likeness(s, e);
  feature_add(f, F_LIKE, mix(s, like, e->named, determiner_of(s)), 0);
  feature_add(f, F_LIKE, mix(s, like, modifiers_of(s), is_specified(s)), 1);
  feature_add(f, F_LIKE, mix(s, like, upto(s->rank, 3), upto(s->alike, 3)), 2);
  feature_add(f, F_CLASS, s->class.fine, e->type * 2u + e->named);
  feature_add(f, F_CLASS, s->class.coarse, 100u + e->type * 2u + e->named);
  feature_add(f, F_CLASS, s->class.fine, 200u + e->kind);
  feature_add(f, F_CLASS, s->class.fine, mix(s, like, e->named, 0));
  feature_add(f, F_ALONE, mix(s, upto(s->count, 5), determiner_of(s), e->named), 0);
  feature_add(f, F_ALONE, mix(s, upto(s->count, 5), like, modifiers_of(s)), 1);
  if (e->named && e->words.count)
    feature_add(f, F_NAME, s->lemma, s->tokens->hash[e->words.first + e->words.count - 1]);
}

/* What the list of public persons and bodies says. */
static void describe_public(const Seeker *s, const Entity *e, Features *f) {
  PublicMatch m = public_match(s->r, s->mention, e);
  uint32_t fit = m.fit * 2u + m.former, words = upto(m.known, 2) * 3 + upto(m.unknown, 2);
  feature_add(f, F_PUBLIC, mix(s, fit, words, determiner_of(s)), 0);
  feature_add(f, F_PUBLIC, mix(s, fit, words, upto(s->publics, 2)), 1);
  feature_add(f, F_PUBLIC, mix(s, fit, determiner_of(s), upto(s->publics, 2)), 2);
}

static void describe_kind(const Seeker *s, const Entity *e, Features *f) {
  bool same_gender = s->traits->gender != GENDER_UNKNOWN && s->traits->gender == e->gender;
  bool described = is_description(s->seeks);
  uint32_t state = !s->traits->country[0]                      ? 0
                   : !e->country[0]                            ? 1
                   : memcmp(s->traits->country, e->country, 3) ? 2
                                                               : 3;
  feature_add(f, F_TYPE, mix(s, e->type, e->named, e->number), 0);
  feature_add(f, F_TYPE, mix(s, e->type, e->named, s->rank < 2 ? s->rank : 2), 1);
  feature_add(f, F_GENDER, mix(s, same_gender, e->gender != GENDER_UNKNOWN, 0), 0);
  feature_add(f, F_COUNT, mix(s, bucket(e->mentions), e->named, 0), 0);
  feature_add(f, F_FIRST, mix(s, sentence_of(s->r, e->first) < 2, e->named, 0), 0);
  feature_add(f, F_CHAIN,
              mix(s, e->pronoun == s->lemma, sentence_of(s->r, e->last) + 1 >= s->sentence, 0), 0);
  if (!described) return;
  bool known = knows_noun(e, s->lemma);
  feature_add(f, F_NOUN_TYPE, s->lemma, e->type * 2u + e->named);
  feature_add(f, F_NOUN_KNOWN, mix(s, known, e->named, determiner_of(s)), 0);
  feature_add(f, F_NOUN_KNOWN, mix(s, known, e->named, modifiers_of(s)), 1);
  feature_add(f, F_NOUN_KNOWN, s->lemma, 100u + known * 2u + e->named);
  feature_add(f, F_KIND, s->lemma, e->kind);
  feature_add(f, F_MODIFIERS, mix(s, known_modifiers(s, e), known, e->named), 0);
  feature_add(f, F_COUNTRY, mix(s, state, e->type, modifiers_of(s)), 0);
  feature_add(f, F_DETERMINER, mix(s, determiner_of(s), modifiers_of(s), e->named), 0);
  describe_noun(s, e, f);
  if (s->seeks == SEEKS_PERSON || s->seeks == SEEKS_BODY) describe_public(s, e, f);
  feature_add(f, F_WORDS, mix(s, determiner_of(s), is_specified(s), s->rank < 2 ? s->rank : 2), 0);
}

/* Sentences since `mention`; 9: there was none. */
static uint32_t since(const Seeker *s, uint32_t mention) {
  return mention == NONE ? 9 : bucket(s->sentence - sentence_of(s->r, mention));
}

/* The mention's word hangs as subject on a verb above the seeker: how far above, or 0. */
static uint32_t commands(const Seeker *s, const Mention *other) {
  const Tokens *t = s->tokens;
  uint32_t relation = t->relation[other->head], verb = t->head[other->head];
  if (relation != REL_NSUBJ && relation != REL_NSUBJ_PASS) return 0;
  uint32_t at = t->head[s->head];
  for (uint32_t steps = 1; steps < 6 && at != NONE; steps++, at = t->head[at])
    if (at == verb) return steps;
  return 0;
}

/* Of the subject of a verb of saying: 1 the actor stands in the quotation before it, 2 in what
 * is said, 3 neither. 0: no such subject. */
uint32_t said_of(const Seeker *s, const Mention *last) {
  const Document *d = s->r->document;
  const Tokens *t = s->tokens;
  if (!s->governor_says || s->quote != NONE) return 0;
  uint32_t quote = t->quote[last->head], sentence = d->sentences.items[s->sentence].first;
  if (quote != NONE &&
      d->quotes.items[quote].range.first + d->quotes.items[quote].range.count > sentence)
    return 1;
  uint32_t verb = t->head[s->head];
  bool inside = t->sentence[last->head] == s->sentence && t->head[last->head] != verb &&
                tree_is_above(t, verb, last->head);
  return inside ? 2 : 3;
}

/* Who speaks, whom the paragraph is about, who is the subject of the sentences before. */
static void describe_setting(const Seeker *s, const Entity *e, Features *f) {
  const Mention *last = &s->r->document->mentions.items[e->last];
  uint32_t entity = (uint32_t)(e - s->r->entities.items), quoted = s->quote != NONE;
  uint32_t paragraph = upto(s->r->paragraph - e->paragraph, 3), rank = upto(s->rank, 3);
  uint32_t subject = case_of(s->r, s->head) == 1 || case_of(s->r, s->head) == 2;
  uint32_t says = s->governor_says, dominant = e->mentions >= s->most;
  feature_add(f, F_PARAGRAPH, mix(s, paragraph, rank, quoted), 0);
  feature_add(f, F_SAID, mix(s, said_of(s, last), upto(since(s, e->plain), 4), e->named), 0);
  feature_add(f, F_PLAIN, mix(s, since(s, e->plain), quoted, says), 0);
  feature_add(f, F_SPOKE, mix(s, entity == s->r->last_speaker, since(s, e->spoke), says), quoted);
  feature_add(f, F_LAST_SUBJECT, mix(s, since(s, e->subject), e->subject == e->last, subject),
              says);
  feature_add(f, F_LAST_SUBJECT, mix(s, since(s, e->subject), upto(bucket(s->rank), 4), quoted), 9);
  feature_add(f, F_ANCESTOR,
              mix(s, commands(s, last), case_of(s->r, s->head), s->traits->possessive), 0);
  feature_add(f, F_MOST, mix(s, dominant, rank, paragraph > 0), 0);
  feature_add(f, F_MOST, mix(s, dominant, bucket(e->mentions), e->named), 1);
  if (s->tokens->head[s->head] == NONE) return;
  feature_add(f, F_GOVERNOR, mix(s, e->type, case_of(s->r, s->head), e->named),
              s->tokens->lemma_hash[s->tokens->head[s->head]]);
}

bool fits_public(const Seeker *s, const Entity *e) {
  if ((s->seeks != SEEKS_PERSON && s->seeks != SEEKS_BODY) || !e->known_as.len) return false;
  PublicMatch m = public_match(s->r, s->mention, e);
  return m.fit > PUBLIC_OTHER && m.unknown == 0;
}

uint32_t count_alike(const Seeker *s, const Entity *e) { return likeness(s, e) % 4 > 1; }

void describe_referent(const Seeker *s, const Entity *e, Features *f) {
  f->count = 0;
  describe_place(s, e, f);
  describe_setting(s, e, f);
  describe_kind(s, e, f);
}

void describe_nobody(const Seeker *s, Features *f, bool seen) {
  const Tokens *t = s->tokens;
  f->count = 0;
  uint32_t governor = t->head[s->head] == NONE ? 0 : t->lemma_hash[t->head[s->head]];
  feature_add(f, F_NONE, s->seeks, 0);
  feature_add(f, F_NONE_NOUN, s->seeks, s->lemma);
  feature_add(f, F_NONE_CASE, mix(s, case_of(s->r, s->head), 0, 0), 0);
  feature_add(f, F_NONE_CLOSE, mix(s, bucket(s->rank), 0, 0), 0);
  feature_add(f, F_NONE_QUOTE, mix(s, s->quote != NONE, 0, 0), 0);
  feature_add(f, F_NONE_MOST, mix(s, bucket(s->most), s->quote != NONE, s->governor_says), 0);
  feature_add(f, F_NONE_SPECIFIED, mix(s, is_specified(s), 0, 0), 0);
  if (s->seeks == SEEKS_IT)
    feature_add(f, F_NONE_GOVERNOR, mix(s, t->relation[s->head], 0, 0), governor);
  if (!is_description(s->seeks)) return;
  feature_add(f, F_NONE_DETERMINER, mix(s, determiner_of(s), modifiers_of(s), is_specified(s)), 0);
  feature_add(f, F_NONE_DETERMINER, mix(s, determiner_of(s), 0, 0), s->lemma);
  feature_add(f, F_CLASS, s->class.fine, 300u + determiner_of(s));
  feature_add(f, F_CLASS, s->class.coarse, 400u + determiner_of(s));
  feature_add(f, F_ALONE, mix(s, upto(s->count, 5), determiner_of(s), 9), upto(s->alike, 3));
  feature_add(f, F_PUBLIC, mix(s, upto(s->publics, 2), determiner_of(s), modifiers_of(s)), 3);
  feature_add(f, F_NONE_SEEN, mix(s, seen, determiner_of(s), 0), 0);
}
