/* SPDX-License-Identifier: MIT */
/* referents.c - those whom a description or a pronoun may mean: actors met before it that
 * agree in kind, gender and number, latest first, and what speaks for each. */
#include "extract/actors.h"
#include "extract/tree.h"

enum { LOOKED_AT = 60 }; /* entities, latest first */

/* What kind of word looks for its referent. */
typedef enum {
  SEEKS_HE,
  SEEKS_SHE,
  SEEKS_IT,
  SEEKS_THEY,
  SEEKS_PERSON,
  SEEKS_GROUP,
  SEEKS_BODY,
  SEEKS_COUNTRY,
  SEEKS_PLACE
} Seeks;

typedef struct {
  const Resolver *r;
  const Tokens *tokens;
  uint32_t mention, head, sentence, quote;
  const Traits *traits;
  Seeks seeks;
  uint32_t lemma; /* hash; of a pronoun: of its form */
  uint32_t rank;  /* of the candidate among those that agree */
} Seeker;

static Seeks seeks_of(const Mention *mention, const Traits *traits) {
  if (mention->form == MENTION_PRONOUN)
    return traits->number == NUMBER_PLURAL   ? SEEKS_THEY
           : !traits->animate                ? SEEKS_IT
           : traits->gender == GENDER_FEMALE ? SEEKS_SHE
                                             : SEEKS_HE;
  switch (traits->type) {
  case ACTOR_PERSON: return SEEKS_PERSON;
  case ACTOR_GROUP: return SEEKS_GROUP;
  case ACTOR_COUNTRY: return SEEKS_COUNTRY;
  case ACTOR_PLACE: return SEEKS_PLACE;
  default: return SEEKS_BODY;
  }
}

TokenRange without_article(const Resolver *r, TokenRange range) {
  static const char *const ARTICLES[] = {"the",   "a",     "an",   "this", "that",
                                         "these", "those", "both", "some"};
  for (size_t i = 0; i < sizeof ARTICLES / sizeof *ARTICLES; i++)
    if (range.count > 1 && str_is(r->document->tokens.folded[range.first], ARTICLES[i]))
      return (TokenRange){range.first + 1, range.count - 1};
  return range;
}

static uint32_t sentence_of(const Resolver *r, uint32_t mention) {
  return r->document->tokens.sentence[r->document->mentions.items[mention].head];
}

static bool knows_noun(const Entity *entity, uint32_t lemma) {
  for (uint32_t i = 0; i < entity->noun_count && i < NOUNS_KEPT; i++)
    if (entity->nouns[i] == lemma) return true;
  return false;
}

/* ---- who agrees ---- */

static bool genders_agree(uint8_t a, uint8_t b) {
  return a == GENDER_UNKNOWN || b == GENDER_UNKNOWN || a == b;
}

/* "The Balkan nation" is one of the Balkan states. */
static bool in_region(const Seeker *s, const Entity *e) {
  uint32_t first = s->r->document->mentions.items[s->mention].range.first, length;
  const LexiconEntry *entry = NULL;
  for (uint32_t i = first; i < s->head && !entry; i++)
    entry = lexicon_match(&s->r->models->region_adjectives, s->tokens->folded + i,
                          s->tokens->hash + i, s->head - i, &length);
  for (const LexiconEntry *one = entry; one;
       one = lexicon_next(&s->r->models->region_adjectives, one))
    if (!memcmp(one->column[0].bytes, e->country, 3)) return true;
  return entry == NULL;
}

/* "Montenegro's special prosecutor": only someone known as a prosecutor. */
static bool is_owned(const Seeker *s) {
  const Document *d = s->r->document;
  uint32_t first = d->mentions.items[s->mention].range.first;
  uint32_t owner = first < s->head ? d->tokens.mention[first] : NONE;
  return owner != NONE && d->mentions.items[owner].form == MENTION_NAME;
}

static bool agrees(const Seeker *s, const Entity *e) {
  bool person = e->type == ACTOR_PERSON;
  switch (s->seeks) {
  case SEEKS_HE:
  case SEEKS_SHE: return person && genders_agree(s->traits->gender, e->gender);
  case SEEKS_IT: return !person && e->type != ACTOR_GROUP;
  case SEEKS_THEY: return !person || e->number == NUMBER_PLURAL;
  case SEEKS_PERSON:
    return person && genders_agree(s->traits->gender, e->gender) &&
           (!is_owned(s) || knows_noun(e, s->lemma));
  case SEEKS_GROUP: return !person && e->type != ACTOR_PLACE;
  case SEEKS_BODY: return e->type == ACTOR_ORGANIZATION || e->type == ACTOR_COUNTRY;
  case SEEKS_COUNTRY:
    return e->type == ACTOR_COUNTRY && s->traits->number != NUMBER_PLURAL && in_region(s, e);
  case SEEKS_PLACE: return e->type == ACTOR_PLACE || e->type == ACTOR_COUNTRY;
  }
  return false;
}

/* Whoever is named inside the words of a description, as its possessor, is somebody else. */
static bool overlaps(const Seeker *s, uint32_t entity) {
  const Document *d = s->r->document;
  const Mention *mine = &d->mentions.items[s->mention],
                *last = &d->mentions.items[s->r->entities.items[entity].last];
  if (mine->form == MENTION_PRONOUN) return false;
  for (uint32_t i = mine->range.first; i < mine->head; i++)
    if (d->tokens.mention[i] != NONE && d->mentions.items[d->tokens.mention[i]].actor == entity)
      return true;
  return range_has(last->range, mine->head);
}

/* ---- features ---- */

static uint32_t bucket(uint32_t n) { return n < 4 ? n : n < 7 ? 4 : n < 12 ? 5 : n < 25 ? 6 : 7; }

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
  F_ADJECTIVE
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

static void describe_kind(const Seeker *s, const Entity *e, Features *f) {
  bool same_gender = s->traits->gender != GENDER_UNKNOWN && s->traits->gender == e->gender;
  bool described = s->seeks >= SEEKS_PERSON;
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
  feature_add(f, F_COUNTRY, mix(s, state, e->type, modifiers_of(s)), 0);
  feature_add(f, F_DETERMINER, mix(s, determiner_of(s), modifiers_of(s), e->named), 0);
  feature_add(f, F_WORDS, mix(s, determiner_of(s), is_specified(s), s->rank < 2 ? s->rank : 2), 0);
}

static void describe_none(const Seeker *s, Features *f, bool seen) {
  const Tokens *t = s->tokens;
  uint32_t governor = t->head[s->head] == NONE ? 0 : t->lemma_hash[t->head[s->head]];
  feature_add(f, F_NONE, s->seeks, 0);
  feature_add(f, F_NONE_NOUN, s->seeks, s->lemma);
  feature_add(f, F_NONE_CASE, mix(s, case_of(s->r, s->head), 0, 0), 0);
  feature_add(f, F_NONE_CLOSE, mix(s, bucket(s->rank), 0, 0), 0);
  feature_add(f, F_NONE_QUOTE, mix(s, s->quote != NONE, 0, 0), 0);
  feature_add(f, F_NONE_SPECIFIED, mix(s, is_specified(s), 0, 0), 0);
  if (s->seeks == SEEKS_IT)
    feature_add(f, F_NONE_GOVERNOR, mix(s, t->relation[s->head], 0, 0), governor);
  if (s->seeks < SEEKS_PERSON) return;
  feature_add(f, F_NONE_DETERMINER, mix(s, determiner_of(s), modifiers_of(s), is_specified(s)), 0);
  feature_add(f, F_NONE_DETERMINER, mix(s, determiner_of(s), 0, 0), s->lemma);
  feature_add(f, F_NONE_SEEN, mix(s, seen, determiner_of(s), 0), 0);
}

void find_referents(const Resolver *r, uint32_t mention, Referents *found) {
  const Document *d = r->document;
  const Mention *m = &d->mentions.items[mention];
  Seeker s = {.r = r,
              .tokens = &d->tokens,
              .mention = mention,
              .head = m->head,
              .traits = &r->traits.items[mention],
              .sentence = d->tokens.sentence[m->head],
              .quote = d->tokens.quote[m->head],
              .lemma = m->form == MENTION_PRONOUN ? d->tokens.hash[m->head]
                                                  : d->tokens.lemma_hash[m->head]};
  s.seeks = seeks_of(m, s.traits);
  found->count = 0;
  bool seen = false;
  uint32_t looked = 0;
  for (uint32_t e = r->newest; e != NONE && looked < LOOKED_AT && found->count < REFERENTS_MAX;
       e = r->entities.items[e].older, looked++) {
    const Entity *entity = &r->entities.items[e];
    if (!agrees(&s, entity) || overlaps(&s, e)) continue;
    Features *f = &found->features[found->count];
    f->count = 0;
    s.rank = found->count;
    found->entity[found->count++] = e;
    describe_place(&s, entity, f);
    describe_kind(&s, entity, f);
    seen |= knows_noun(entity, s.lemma);
  }
  s.rank = found->count;
  found->features[found->count].count = 0;
  describe_none(&s, &found->features[found->count], seen);
  found->entity[found->count++] = NONE;
}
