/* SPDX-License-Identifier: MIT */
/* mentions.c - every word that may stand for an actor: names, nouns for people and bodies
 * with the words before them, pronouns. Who they are is decided later. */
#include "extract/actors.h"
#include "extract/ages.h"
#include "extract/predicates.h"
#include "extract/tree.h"

static const LexiconEntry *listed(const Lexicon *lexicon, Str word) {
  uint32_t length, hash = str_hash(word);
  return lexicon_match(lexicon, &word, &hash, 1, &length);
}

static void push(Resolver *r, TokenRange range, uint32_t head, MentionForm form, Traits traits) {
  if (form != MENTION_PRONOUN && traits.type == ACTOR_PERSON)
    traits.age = age_beside(&r->document->tokens, range, head);
  Mention mention = {.range = range, .head = head, .actor = NONE, .form = (uint8_t)form};
  ARRAY_PUSH(&r->document->arena, &r->document->mentions, mention);
  ARRAY_PUSH(&r->document->arena, &r->traits, traits);
}

/* The title that stands right before a name: "Prime Minister" of "Prime Minister David Cameron". */
static Title title_before(const Resolver *r, uint32_t first, TokenRange *range) {
  const Tokens *t = &r->document->tokens;
  uint32_t sentence = r->document->sentences.items[t->sentence[first]].first;
  Title best = {0};
  for (uint32_t start = first; start-- > sentence && first - start <= 5;) {
    uint32_t end = first;
    if (end - start > 1 && str_is(t->folded[end - 1], ".")) end--;
    Title title = title_match(r->models, r->document, start, end);
    if (title.length == end - start) best = title, *range = (TokenRange){start, title.length};
  }
  return best;
}

static uint8_t type_of_noun(const LexiconEntry *entry) {
  Str type = entry->column[0];
  return str_is(type, "group")          ? ACTOR_GROUP
         : str_is(type, "organization") ? ACTOR_ORGANIZATION
         : str_is(type, "country")      ? ACTOR_COUNTRY
         : str_is(type, "place")        ? ACTOR_PLACE
                                        : ACTOR_PERSON;
}

static const LexiconEntry *nominal_entry(const Resolver *r, uint32_t i, bool *plural) {
  const Tokens *t = &r->document->tokens;
  Str word = t->folded[i];
  const Lexicon *nominals = &r->models->nominals;
  const LexiconEntry *entry = NULL;
  uint32_t length;
  if (lexicon_may_begin(nominals, t->lists, i))
    entry = lexicon_match(nominals, t->folded + i, t->hash + i, 1, &length);
  *plural = r->has_grammar && (t->xpos[i] == XPOS_NNS || t->xpos[i] == XPOS_NNPS);
  if (entry) return entry;
  if (lexicon_may_begin(nominals, t->lemma_lists, i))
    entry = lexicon_match(nominals, t->lemma + i, t->lemma_hash + i, 1, &length);
  if (!entry && word.len > 3 && word.bytes[word.len - 1] == 's') {
    entry = listed(nominals, (Str){word.bytes, word.len - 1});
    if (!entry && word.len > 4 && word.bytes[word.len - 2] == 'e')
      entry = listed(nominals, (Str){word.bytes, word.len - 2});
  }
  if (entry && word.bytes[word.len - 1] == 's') *plural = true;
  return entry;
}

/* "Memphis guard" of "Memphis guard Marquis Teague": a noun for people right before a name. */
static TokenRange description_before(const Resolver *r, uint32_t first) {
  const Tokens *t = &r->document->tokens;
  bool plural;
  if (!r->has_grammar || first == 0 || t->sentence[first - 1] != t->sentence[first] ||
      t->tag[first - 1] != UPOS_NOUN)
    return (TokenRange){0, 0};
  const LexiconEntry *entry = nominal_entry(r, first - 1, &plural);
  if (!entry || plural || type_of_noun(entry) != ACTOR_PERSON) return (TokenRange){0, 0};
  uint32_t edge = left_edge(r, first - 1);
  return without_article(r, (TokenRange){edge, first - edge});
}

static uint8_t name_gender(const Resolver *r, TokenRange range) {
  Gender gender = GENDER_UNKNOWN;
  for (uint32_t i = 0; i + 1 < range.count && gender == GENDER_UNKNOWN; i++)
    if (is_given_name(r->models, r->document, range.first + i, &gender)) break;
  return (uint8_t)gender;
}

/* "Mesoamericans", "the Olmec": more than one person. */
static bool is_people(const Resolver *r, TokenRange range) {
  const Tokens *t = &r->document->tokens;
  uint32_t last = range.first + range.count - 1;
  if (t->xpos[last] == XPOS_NNPS || t->xpos[last] == XPOS_NNS) return true;
  return range.count == 1 && range.first > 0 && str_is(t->folded[range.first - 1], "the") &&
         t->relation[range.first - 1] == REL_DET && t->head[range.first - 1] == range.first;
}

/* "Russian" of "a Russian military intelligence officer": the state that the words name. */
static void country_inside(const Resolver *r, uint32_t first, uint32_t end, uint32_t name,
                           char country[4]) {
  const Document *d = r->document;
  while (name > 0 && d->names.items[name - 1].range.first >= first) name--;
  for (; name < d->names.count && d->names.items[name].range.first < end; name++)
    if (d->names.items[name].country[0] && d->names.items[name].range.first >= first)
      memcpy(country, d->names.items[name].country, 4);
}

/* "British foreign secretary David Hale", "Kenya's ambassador, Jo Bell": the state of an office. */
static void country_of_role(const Resolver *r, uint32_t name, TokenRange role, char country[4]) {
  const Document *d = r->document;
  country_inside(r, role.first, role.first + role.count, name, country);
  uint32_t before = name > 0 && role.first > 0 ? name - 1 : NONE;
  while (before != NONE && before > 0 && d->names.items[before].range.first >= role.first) before--;
  if (country[0] || before == NONE) return;
  const Name *owner = &d->names.items[before];
  uint32_t end = owner->range.first + owner->range.count;
  bool beside = end == role.first ||
                (end + 1 == role.first && is_possessive_mark(&d->tokens, role.first - 1));
  if (beside && d->tokens.sentence[owner->range.first] == d->tokens.sentence[role.first])
    memcpy(country, owner->country, 4);
}

/* "France's Pernod Ricard", "Russia's Jo Bell": the state whose one it is. */
static void country_of_owner(const Resolver *r, uint32_t name, char country[4]) {
  const Document *d = r->document;
  if (name == 0 || country[0]) return;
  const Name *owner = &d->names.items[name - 1];
  uint32_t mark = owner->range.first + owner->range.count;
  if (owner->type == ACTOR_COUNTRY && mark + 1 == d->names.items[name].range.first &&
      is_possessive_mark(&d->tokens, mark))
    memcpy(country, owner->country, 4);
}

/* "Jr." belongs to the name before it. */
static void take_suffix(Document *d, Name *name) {
  static const char *const SUFFIXES[] = {"jr", "jr.", "sr", "sr.", "ii", "iii"};
  uint32_t end = name->range.first + name->range.count;
  if (name->type != ACTOR_PERSON || name->range.count < 2 || end >= d->tokens.count) return;
  if (d->tokens.sentence[end] != d->tokens.sentence[end - 1]) return;
  for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++)
    if (str_is(d->tokens.folded[end], SUFFIXES[i])) name->range.count++;
}

/* "Peter Ainsworth MP", "Jo Bell QC": letters behind a name are none of it. */
static void leave_letters(Document *d, Name *name) {
  static const char *const LETTERS[] = {"mp",  "mep", "msp", "mla", "qc",  "kc", "sc",
                                        "obe", "cbe", "mbe", "kbe", "dbe", "phd"};
  uint32_t last = name->range.first + name->range.count - 1;
  if (name->type == ACTOR_PERSON && name->range.count > 2 &&
      (d->tokens.flags[last] & TOKEN_UPPER) && STR_IN(d->tokens.folded[last], LETTERS))
    name->range.count--;
}

static uint8_t gender_of_noun(const LexiconEntry *entry) {
  Str gender = entry ? entry->column[1] : (Str){0};
  return str_is(gender, "f") ? GENDER_FEMALE : str_is(gender, "m") ? GENDER_MALE : GENDER_UNKNOWN;
}

/* "His wife, Ghazala Khan": what the noun beside a name says. */
static uint8_t gender_beside(const Resolver *r, uint32_t head) {
  const Tokens *t = &r->document->tokens;
  bool plural;
  if (!r->has_grammar) return GENDER_UNKNOWN;
  uint32_t noun = tree_apposed(t, head);
  if (noun == NONE) noun = tree_apposition(t, head);
  if (noun == NONE || t->tag[noun] != UPOS_NOUN) return GENDER_UNKNOWN;
  return gender_of_noun(nominal_entry(r, noun, &plural));
}

static void push_name(Resolver *r, uint32_t index) {
  Name *name = &r->document->names.items[index];
  take_suffix(r->document, name);
  leave_letters(r->document, name);
  Traits traits = {.name = index,
                   .author = NONE,
                   .type = name->type,
                   .number = NUMBER_SINGULAR,
                   .animate = true};
  memcpy(traits.country, name->country, sizeof traits.country);
  uint32_t last = name->range.first + name->range.count - 1;
  if (r->has_grammar && name->type == ACTOR_COUNTRY) {
    const Tokens *t = &r->document->tokens;
    traits.adjective = t->relation[last] == REL_AMOD || t->relation[last] == REL_COMPOUND ||
                       t->xpos[last] == XPOS_JJ;
  }
  if (r->has_grammar && name->type != ACTOR_COUNTRY && is_people(r, name->range))
    traits.number = NUMBER_PLURAL;
  if (name->type == ACTOR_PERSON) {
    Title title = title_before(r, name->range.first, &traits.role);
    traits.title = title.kind;
    traits.gender = title.gender != GENDER_UNKNOWN ? title.gender : name_gender(r, name->range);
    if (traits.gender == GENDER_UNKNOWN)
      traits.gender = gender_beside(r, mention_head(r, name->range));
    if (title.kind == TITLE_HONORIFIC) traits.role.count = 0;
    if (!title.length) traits.role = description_before(r, name->range.first);
    if (traits.role.count) country_of_role(r, index, traits.role, traits.country);
  }
  if (name->type == ACTOR_PERSON || name->type == ACTOR_ORGANIZATION)
    country_of_owner(r, index, traits.country);
  push(r, name->range, mention_head(r, name->range), MENTION_NAME, traits);
}

static bool push_pronoun(Resolver *r, uint32_t i) {
  const Tokens *t = &r->document->tokens;
  const LexiconEntry *entry = listed(&r->models->pronouns, t->folded[i]);
  if (!entry || (str_is(t->folded[i], "us") && (t->flags[i] & TOKEN_UPPER))) return false;
  if (str_is(t->folded[i], "i") && !(t->flags[i] & TOKEN_CAPITALISED)) return false;
  Str gender = entry->column[2], number = entry->column[1];
  bool place = str_is(entry->column[3], "place");
  if (place && (!r->has_grammar || t->xpos[i] != XPOS_RB || t->relation[i] == REL_EXPL))
    return false;
  Traits traits = {.name = NONE,
                   .author = NONE,
                   .type = place ? ACTOR_PLACE : ACTOR_PERSON,
                   .person = (uint8_t)(entry->column[0].bytes[0] - '0'),
                   .gender = str_is(gender, "f")   ? GENDER_FEMALE
                             : str_is(gender, "m") ? GENDER_MALE
                                                   : GENDER_UNKNOWN,
                   .number = str_is(number, "plural") ? NUMBER_PLURAL
                             : number.len             ? NUMBER_SINGULAR
                                                      : NUMBER_UNKNOWN,
                   .possessive = str_is(entry->column[3], "possessive"),
                   .animate = !str_is(gender, "n"),
                   .definite = true};
  push(r, (TokenRange){i, 1}, i, MENTION_PRONOUN, traits);
  return true;
}

static bool is_noun(const Resolver *r, uint32_t i) {
  const Tokens *t = &r->document->tokens;
  if (r->has_grammar) return t->tag[i] == UPOS_NOUN || t->tag[i] == UPOS_PROPN;
  return i > 0 && (is_determiner(t->folded[i - 1]) || (t->flags[i - 1] & TOKEN_CAPITALISED));
}

/* A noun that only modifies the next one ("police officer") is no mention. */
static bool is_modifier(const Resolver *r, uint32_t i) {
  const Tokens *t = &r->document->tokens;
  if (i + 1 >= t->count || t->sentence[i + 1] != t->sentence[i]) return false;
  if (r->has_grammar)
    return t->head[i] != NONE && t->head[i] > i &&
           (t->relation[i] == REL_COMPOUND || t->relation[i] == REL_AMOD ||
            t->relation[i] == REL_FLAT || t->relation[i] == REL_NMOD_DESC);
  bool plural;
  return nominal_entry(r, i + 1, &plural) != NULL;
}

/* "a CNN report", "his statement", "a letter from the company": a work that has its author beside
 * it; "the letter", whose author may be known. */
static bool push_work(Resolver *r, uint32_t work, uint32_t first) {
  const Tokens *t = &r->document->tokens;
  uint32_t author = NONE;
  TREE_CHILDREN(t, work, kid) {
    uint8_t relation = t->relation[kid];
    bool before = kid < work && (relation == REL_NMOD_POSS || relation == REL_COMPOUND);
    uint32_t marker = kid > work && relation == REL_NMOD ? tree_marker(t, kid) : NONE;
    bool after =
        marker != NONE && (str_is(t->folded[marker], "by") || str_is(t->folded[marker], "from"));
    if ((before || after) && author == NONE) author = kid;
  }
  Str opening = t->folded[first];
  bool definite = str_is(opening, "the") || str_is(opening, "this") || str_is(opening, "that");
  if (!r->has_grammar || (author == NONE && (!definite || t->xpos[work] != XPOS_NN))) return false;
  Traits traits = {.name = NONE,
                   .author = author,
                   .work = true,
                   .type = ACTOR_ORGANIZATION,
                   .person = 3,
                   .number = NUMBER_SINGULAR};
  push(r, (TokenRange){first, work + 1 - first}, work, MENTION_NOMINAL, traits);
  return true;
}

/* "a vegan" of "he became a vegan", "one of the founders": any words that are said of one. */
static bool push_predicate(Resolver *r, uint32_t i) {
  const Tokens *t = &r->document->tokens;
  if (!r->has_grammar || t->kind[i] != TOKEN_WORD) return false;
  uint32_t many = one_of(t, i), first = many == NONE ? left_edge(r, i) : i;
  bool noun = t->xpos[i] == XPOS_NN || (t->xpos[i] == XPOS_JJ && is_determiner(t->folded[first]));
  bool bare = tree_child(t, i, REL_DET) == NONE && tree_child(t, i, REL_NMOD_POSS) == NONE &&
              t->relation[i] != REL_CONJ;
  if ((many == NONE && (!noun || bare)) || is_modifier(r, i)) return false;
  if (tree_apposed(t, i) == NONE && predicate_subject(r->document, i) == NONE) return false;
  Traits traits = {.name = NONE,
                   .author = NONE,
                   .type = ACTOR_PERSON,
                   .person = 3,
                   .number = NUMBER_SINGULAR,
                   .predicate = true};
  uint32_t last = many == NONE ? i : many;
  push(r, (TokenRange){first, last + 1 - first}, i, MENTION_NOMINAL, traits);
  return true;
}

/* "The 64-year-old": a person of whom only the age is told. */
static bool push_aged(Resolver *r, uint32_t i) {
  const Tokens *t = &r->document->tokens;
  uint32_t start = age_start(t, i);
  if (start == NONE || start == 0 || !r->has_grammar || is_modifier(r, i)) return false;
  if (t->relation[i] == REL_AMOD || !is_determiner(t->folded[start - 1])) return false;
  Traits traits = {.name = NONE,
                   .author = NONE,
                   .type = ACTOR_PERSON,
                   .person = 3,
                   .number = str_is(t->folded[i], "olds") ? NUMBER_PLURAL : NUMBER_SINGULAR,
                   .animate = true,
                   .definite = str_is(t->folded[start - 1], "the")};
  push(r, (TokenRange){start - 1, i + 2 - start}, i, MENTION_NOMINAL, traits);
  return true;
}

static bool push_nominal(Resolver *r, uint32_t i, uint32_t next_name) {
  const Tokens *t = &r->document->tokens;
  bool plural = false;
  if (t->kind[i] != TOKEN_WORD || !is_noun(r, i)) return false;
  const LexiconEntry *entry = nominal_entry(r, i, &plural);
  if (is_modifier(r, i)) return false;
  uint32_t first = left_edge(r, i), kin = entry ? NONE : kin_type(r, i, first);
  if (!entry && kin == NONE) return false;
  if (entry && str_is(entry->column[0], "work")) return push_work(r, i, first);
  Str opening = t->folded[first];
  Traits traits = {.name = NONE,
                   .author = NONE,
                   .type = entry ? type_of_noun(entry) : (uint8_t)kin,
                   .person = 3,
                   .animate = true,
                   .number = plural ? NUMBER_PLURAL : NUMBER_SINGULAR,
                   .gender = gender_of_noun(entry)};
  if (traits.type == ACTOR_GROUP) traits.number = NUMBER_PLURAL;
  if (plural && traits.type == ACTOR_PERSON) traits.type = ACTOR_GROUP;
  traits.definite = str_is(opening, "the") || str_is(opening, "this") || str_is(opening, "that") ||
                    str_is(opening, "these") || str_is(opening, "those");
  country_inside(r, first, i, next_name, traits.country);
  push(r, (TokenRange){first, i + 1 - first}, i, MENTION_NOMINAL, traits);
  return true;
}

/* "The American": one that the language also has in the plural, unlike "the British". */
static bool is_of_one(const Tokens *t, uint32_t noun) {
  Str word = t->folded[noun];
  if (t->xpos[noun] != XPOS_NNP || noun == 0 || word.len < 4) return false;
  bool counted = word.bytes[word.len - 1] == 'i' || !memcmp(word.bytes + word.len - 2, "an", 2) ||
                 !memcmp(word.bytes + word.len - 2, "on", 2);
  Str before = t->folded[noun - 1];
  return counted && (str_is(before, "the") || str_is(before, "a") || str_is(before, "an"));
}

static bool is_party(const Resolver *r, const Name *name) {
  uint32_t end = name->range.first + name->range.count;
  if (name->type != ACTOR_ORGANIZATION || name->range.count > 1) return false;
  return str_is(gazetteer_match(r->models, r->document, name->range.first, end).kind, "party");
}

/* "Briton" of "Briton Jo Bell said": the noun on which a full name behind it hangs. */
static bool is_before_own_name(const Resolver *r, const Name *name) {
  const Document *d = r->document;
  uint32_t noun = name->range.first + name->range.count - 1;
  const Name *next = name + 1;
  if (next == d->names.items + d->names.count || next->range.first != noun + 1) return false;
  return d->tokens.xpos[noun] == XPOS_NNP && next->type == ACTOR_PERSON && next->range.count > 1 &&
         d->tokens.head[noun + 1] == noun && d->tokens.relation[noun + 1] == REL_FLAT;
}

/* "many Nigerians", "other Republicans": some of a state's people, of a party's; "the American",
 * "Briton Jo Bell": one of them. */
static bool push_people(Resolver *r, const Name *name) {
  const Tokens *t = &r->document->tokens;
  uint32_t noun = name->range.first + name->range.count - 1;
  bool party = t->xpos[noun] == XPOS_NNPS && is_party(r, name);
  if (!r->has_grammar || (!name->demonym && !party) || is_modifier(r, noun)) return false;
  bool named = is_before_own_name(r, name);
  bool one = !party && name->range.count == 1 && (named || is_of_one(t, noun));
  if (t->xpos[noun] != XPOS_NNPS && !one) return false;
  uint32_t first = left_edge(r, noun);
  if ((first == name->range.first && !named) ||
      (!one && first + 1 == name->range.first && str_is(t->folded[first], "the")))
    return false;
  Traits traits = {.name = NONE,
                   .author = NONE,
                   .type = one ? ACTOR_PERSON : ACTOR_GROUP,
                   .person = 3,
                   .animate = true,
                   .definite = one && str_is(t->folded[first], "the"),
                   .number = one ? NUMBER_SINGULAR : NUMBER_PLURAL};
  memcpy(traits.country, name->country, sizeof traits.country);
  push(r, (TokenRange){first, noun + 1 - first}, noun, MENTION_NOMINAL, traits);
  return true;
}

void collect_mentions(Resolver *r) {
  const Document *d = r->document;
  find_kin(r);
  for (uint32_t i = 0, name = 0; i < d->tokens.count; i++) {
    if (name < d->names.count && i == d->names.items[name].range.first) {
      if (!push_people(r, &d->names.items[name])) push_name(r, name);
      i += d->names.items[name++].range.count - 1;
    } else if (!push_pronoun(r, i) && !push_aged(r, i) && !push_nominal(r, i, name))
      push_predicate(r, i);
  }
}
