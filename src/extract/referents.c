/* SPDX-License-Identifier: MIT */
/* referents.c - those whom a description or a pronoun may mean: actors met before it that
 * agree in kind, gender and number, latest first. */
#include "extract/binding.h"
#include "extract/leaders.h"
#include "extract/publics.h"
#include "extract/referent_features.h"
#include "extract/tree.h"
#include <string.h>

enum { LOOKED_AT = 60 }; /* entities, latest first */

static Seeks seeks_of(const Mention *mention, const Traits *traits) {
  if (mention->form == MENTION_PRONOUN)
    return traits->type == ACTOR_PLACE       ? SEEKS_THERE
           : traits->number == NUMBER_PLURAL ? SEEKS_THEY
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

/* ---- who agrees ---- */

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

static bool has_number(const Tokens *t, TokenRange range) {
  for (uint32_t i = range.first; i < range.first + range.count; i++)
    if (t->kind[i] == TOKEN_NUMBER) return true;
  return false;
}

/* "The campaign" may be "Moran's campaign", and "the second campaign" not: all that tells the
 * description apart is in the words of an actor that has no name. */
static bool is_described_so(const Seeker *s, const Entity *e) {
  if (!knows_noun(e, s->lemma)) return false;
  if (e->number != NUMBER_UNKNOWN && e->number != s->traits->number) return false;
  TokenRange mine = without_article(s->r, s->r->document->mentions.items[s->mention].range);
  for (uint32_t i = mine.first; i < s->head; i++) {
    bool number = s->tokens->kind[i] == TOKEN_NUMBER && has_number(s->tokens, e->words);
    bool tells = s->tokens->kind[i] == TOKEN_WORD || number;
    bool found = !tells || s->tokens->folded[i].bytes[0] == '\'';
    for (uint32_t k = e->words.first; !found && k < e->words.first + e->words.count; k++)
      found = s->tokens->hash[k] == s->tokens->hash[i];
    if (!found) return false;
  }
  return true;
}

/* Nouns for bodies that may mean a state or its team as well; "the company" may not. */
static bool may_be_state(const Seeker *s) {
  static const char *const NOUNS[] = {"government", "administration", "regime", "leadership",
                                      "authority",  "side",           "team",   "squad",
                                      "power",      "military",       "army",   "ministry"};
  Str lemma = s->tokens->lemma[s->head];
  for (size_t i = 0; i < sizeof NOUNS / sizeof *NOUNS; i++)
    if (str_is(lemma, NOUNS[i])) return true;
  return false;
}

/* "the Scottish government", "the Catalan army": no state's, as the word before the noun is none's;
 * "the Labour government" may be one's. */
static bool is_of_part(const Seeker *s) {
  const Tokens *t = s->tokens;
  if (s->traits->country[0]) return false;
  for (uint32_t i = s->r->document->mentions.items[s->mention].range.first; i < s->head; i++) {
    bool adjective = t->tag[i] == UPOS_ADJ && t->flags[i] & TOKEN_CAPITALISED;
    bool first = i == s->r->document->sentences.items[t->sentence[i]].first;
    if (!adjective || first || t->flags[i] & TOKEN_UPPER) continue;
    if (!gazetteer_match(s->r->models, s->r->document, i, s->head).length) return true;
  }
  return false;
}

/* "The airline" is no ministry, "the newspaper" no union of states, "the club" no agency: kinds of
 * bodies (organizations.tsv) that a noun cannot mean. */
static bool is_other_kind(const Seeker *s, const Entity *e) {
  static const char *const BUSINESSES[] = {
      "airline",     "automaker",  "brewer",      "brewery",  "broker",       "business",
      "carmaker",    "chain",      "chipmaker",   "company",  "conglomerate", "contractor",
      "corporation", "firm",       "insurer",     "lender",   "manufacturer", "operator",
      "planemaker",  "publisher",  "retailer",    "shipyard", "start-up",     "startup",
      "steelmaker",  "subsidiary", "supermarket", "supplier", "utility",      "vendor",
      "wholesaler",  "club",       "band",        "hotel"};
  static const char *const PAPERS[] = {"newspaper", "magazine", "tabloid", "broadsheet",
                                       "weekly",    "daily",    "journal", "newsroom"};
  static const char *const KINDS[] = {"international", "agency", "party", "armed", "company"};
  enum { BUSINESS_NOT = 4, PAPER_NOT = 5 }; /* of KINDS */
  Str noun = s->tokens->lemma[s->head];
  uint32_t count = STR_IN(noun, BUSINESSES) ? BUSINESS_NOT : STR_IN(noun, PAPERS) ? PAPER_NOT : 0;
  for (uint32_t i = 0; e->kind && i < count; i++)
    if (e->kind == str_hash((Str){KINDS[i], (uint32_t)strlen(KINDS[i])})) return true;
  return false;
}

static bool agrees(const Seeker *s, const Entity *e) {
  if (is_description(s->seeks) && !e->named && !is_described_so(s, e)) return false;
  bool person = e->type == ACTOR_PERSON;
  switch (s->seeks) {
  case SEEKS_HE:
  case SEEKS_SHE:
    return person && e->number != NUMBER_PLURAL && genders_agree(s->traits->gender, e->gender);
  case SEEKS_THERE: return e->named && (e->type == ACTOR_PLACE || e->type == ACTOR_COUNTRY);
  case SEEKS_IT: return !person && e->type != ACTOR_GROUP;
  case SEEKS_THEY: return !person || e->number == NUMBER_PLURAL;
  case SEEKS_PERSON:
    return person && genders_agree(s->traits->gender, e->gender) &&
           (!is_owned(s) || knows_noun(e, s->lemma));
  case SEEKS_GROUP: return !person && e->type != ACTOR_PLACE;
  case SEEKS_BODY:
    return (e->type == ACTOR_ORGANIZATION && !is_other_kind(s, e)) ||
           (e->type == ACTOR_COUNTRY && may_be_state(s) && !is_of_part(s)) ||
           (e->type == ACTOR_PLACE && knows_noun(e, s->lemma));
  case SEEKS_COUNTRY:
    return e->type == ACTOR_COUNTRY && s->traits->number != NUMBER_PLURAL && in_region(s, e);
  case SEEKS_PLACE:
    return e->type == ACTOR_PLACE || e->type == ACTOR_COUNTRY ||
           (e->type == ACTOR_ORGANIZATION && knows_noun(e, s->lemma));
  }
  return false;
}

static bool is_reflexive(Str word) {
  return (word.len > 4 && !memcmp(word.bytes + word.len - 4, "self", 4)) ||
         str_is(word, "themselves");
}

/* "He visited the country", "UK agencies help the country": a state that is not his, not theirs. */
static bool is_home_of_subject(const Seeker *s, const Entity *e, uint32_t subject) {
  const Document *d = s->r->document;
  if (s->seeks != SEEKS_COUNTRY || subject == NONE || !e->country[0]) return false;
  uint32_t mention = d->tokens.mention[subject];
  uint32_t actor = mention == NONE ? NONE : d->mentions.items[mention].actor;
  if (actor != NONE && !memcmp(s->r->entities.items[actor].country, e->country, 3)) return true;
  const Mention *last = &d->mentions.items[e->last];
  return s->r->traits.items[e->last].adjective && last->head < subject &&
         last->head >= d->tokens.left[subject];
}

/* The token whose actor is another than the seeker's: the subject of the verb of which it is an
 * object, the first member of its conjunction. */
static uint32_t rival_of(const Seeker *s) {
  const Tokens *t = s->tokens;
  uint32_t above = t->head[s->head];
  if (!s->r->has_grammar || above == NONE || s->traits->possessive) return NONE;
  switch (t->relation[s->head]) {
  case REL_CONJ: return above;
  case REL_OBJ:
  case REL_IOBJ:
  case REL_OBL: return is_reflexive(t->folded[s->head]) ? NONE : tree_shared_subject(t, above);
  default: return NONE;
  }
}

/* "The prime minister" is not the deputy prime minister, nor "the shadow chancellor" the
 * chancellor.
 */
static bool ranks_differ(const Seeker *s, const Entity *e) {
  static const char *const RANKS[] = {"deputy", "vice", "shadow", "assistant", "acting", "junior"};
  if (s->seeks != SEEKS_PERSON || !knows_noun(e, s->lemma)) return false;
  uint32_t first = s->r->document->mentions.items[s->mention].range.first;
  for (size_t k = 0; k < sizeof RANKS / sizeof *RANKS; k++) {
    bool mine = false;
    for (uint32_t i = first; i < s->head && !mine; i++)
      mine = str_is(s->tokens->folded[i], RANKS[k]);
    if (mine != knows_noun(e, str_hash((Str){RANKS[k], (uint32_t)strlen(RANKS[k])}))) return true;
  }
  return false;
}

/* "The pope" is none of the persons whom the list knows as something else, "the prime minister"
 * none who will be that later, unless the article has called them so. */
static bool has_other_office(const Seeker *s, const Entity *e) {
  static const char *const OFFICES[] = {
      "ambassador", "archbishop", "chancellor", "congressman", "congresswoman", "emperor",
      "governor",   "king",       "minister",   "mp",          "pope",          "premier",
      "president",  "queen",      "secretary",  "senator",     "taoiseach"};
  if (s->seeks != SEEKS_PERSON || !e->known_as.len || knows_noun(e, s->lemma)) return false;
  if (!STR_IN(s->tokens->lemma[s->head], OFFICES)) return false;
  uint8_t fit = public_match(s->r, s->mention, e).fit;
  return fit == PUBLIC_OTHER || fit == PUBLIC_FUTURE;
}

/* "A 25-year-old man" is not the man of 64. */
static bool ages_differ(const Seeker *s, const Entity *e) {
  return s->traits->age && e->age && s->traits->age != e->age;
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

/* "'His tricks hurt us,' he said", "Mr Hall has failed, he claimed": nobody speaks of himself so.
 */
static bool is_spoken_of(const Seeker *s, const Entity *e) {
  if (s->seeks != SEEKS_HE && s->seeks != SEEKS_SHE) return false;
  const Mention *last = &s->r->document->mentions.items[e->last];
  return last->form == MENTION_NAME && said_of(s, last) % 3;
}

/* It is the subject of a verb of saying. */
static bool governor_says(const Seeker *s) {
  uint32_t governor = s->tokens->head[s->head];
  return governor != NONE && s->tokens->relation[s->head] == REL_NSUBJ && says(s->r, governor);
}

static Seeker seeker_of(const Resolver *r, uint32_t mention) {
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
  if (is_description(s.seeks)) s.class = word_classes_find(&r->models->word_classes, s.lemma);
  s.governor_says = governor_says(&s);
  return s;
}

void find_referents(const Resolver *r, uint32_t mention, Referents *found) {
  Seeker s = seeker_of(r, mention);
  found->count = 0;
  found->left_open = false;
  bool seen = false;
  uint32_t looked = 0, above = rival_of(&s), rival = document_actor_at(r->document, above);
  for (uint32_t e = r->newest; e != NONE && looked < LOOKED_AT && found->count < REFERENTS_MAX;
       e = r->entities.items[e].older, looked++) {
    const Entity *entity = &r->entities.items[e];
    if (e == rival || is_home_of_subject(&s, entity, above) || !agrees(&s, entity) ||
        ages_differ(&s, entity) || ranks_differ(&s, entity) || has_other_office(&s, entity) ||
        overlaps(&s, e) || is_spoken_of(&s, entity))
      continue;
    found->entity[found->count++] = e;
    if (entity->mentions > s.most) s.most = entity->mentions;
    seen |= knows_noun(entity, s.lemma);
    s.publics += fits_public(&s, entity);
    if (is_description(s.seeks)) s.alike += count_alike(&s, entity);
  }
  s.count = found->count;
  for (; s.rank < found->count; s.rank++)
    describe_referent(&s, &r->entities.items[found->entity[s.rank]], &found->features[s.rank]);
  if (s.seeks == SEEKS_PERSON || s.seeks == SEEKS_BODY || s.seeks == SEEKS_GROUP)
    refuse_other_states(r, mention, found);
  if (r->has_grammar) refuse_bound(r, mention, found);
  describe_nobody(&s, &found->features[found->count], seen);
  found->entity[found->count++] = NONE;
}
