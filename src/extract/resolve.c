/* SPDX-License-Identifier: MIT */
/* resolve.c - whom a pronoun or a description means, in text order, so that each decision
 * can build on the ones before it. */
#include "extract/actors.h"
#include "extract/datelines.h"
#include "extract/tree.h"
#include "extract/works.h"

/* What it costs, in units of LINEAR_UNIT, that a word means nobody met so far. */
enum { OF_MAX = 6 }; /* tokens of a description from its noun on */
enum {
  PRONOUN_NOBODY = 500,
  DEFINITE_NOBODY = 300, /* "the company" */
  DEFINITE_PERSON_NOBODY = 150,
  SPECIFIED_NOBODY = 450, /* "the mayor of Lund" */
  OTHER_NOBODY = 250,
  UNCLEAR_NOBODY = 150,   /* plurals, bare nouns, "his country" */
  DESCRIBED_NOBODY = -100 /* sought in the whole article: of those named two in three are right */
};

/* ---- what text order brings ---- */

static void make_newest(Resolver *r, uint32_t entity) {
  Entity *e = &r->entities.items[entity];
  if (r->newest == entity) return;
  if (e->last != NONE) { /* take it out of its place */
    if (e->newer != NONE) r->entities.items[e->newer].older = e->older;
    if (e->older != NONE) r->entities.items[e->older].newer = e->newer;
  }
  e->newer = NONE;
  e->older = r->newest;
  if (r->newest != NONE) r->entities.items[r->newest].newer = entity;
  r->newest = entity;
}

static void add_noun(const Resolver *r, Entity *entity, uint32_t lemma) {
  for (uint32_t i = 0; i < entity->noun_count && i < NOUNS_KEPT; i++)
    if (entity->nouns[i] == lemma) return;
  uint32_t at = entity->noun_count++ % NOUNS_KEPT;
  entity->nouns[at] = lemma;
  entity->classes[at] = word_classes_find(&r->models->word_classes, lemma);
}

/* "Firm" of "the security firm G4S", which hangs on the name. */
static uint32_t noun_before(const Tokens *t, TokenRange name) {
  if (!name.first) return NONE;
  uint32_t noun = name.first - 1;
  bool hangs = t->xpos[noun] == XPOS_NN && t->tag[noun] == UPOS_NOUN && t->head[noun] != NONE;
  return hangs && range_has(name, t->head[noun]) ? noun : NONE;
}

static void learn_nouns(Resolver *r, Entity *entity, uint32_t mention) {
  const Tokens *t = &r->document->tokens;
  const Mention *m = &r->document->mentions.items[mention];
  TokenRange role = r->traits.items[mention].role;
  if (r->traits.items[mention].author != NONE) return;
  if (m->form == MENTION_NOMINAL) add_noun(r, entity, t->lemma_hash[m->head]);
  if (m->form == MENTION_PRONOUN) entity->pronoun = t->hash[m->head];
  for (uint32_t i = role.first; i < role.first + role.count; i++)
    if (t->kind[i] == TOKEN_WORD) add_noun(r, entity, t->hash[i]);
  bool body = entity->type == ACTOR_ORGANIZATION || entity->type == ACTOR_PLACE;
  if (m->form != MENTION_NAME || !body) return;
  uint32_t noun = r->has_grammar ? noun_before(t, m->range) : NONE;
  if (noun != NONE) add_noun(r, entity, t->lemma_hash[noun]);
  if (m->range.count < 2) return;
  add_noun(r, entity, t->hash[m->head]); /* "Bank" of England, Crater "Lake" */
  add_noun(r, entity, t->hash[m->range.first + m->range.count - 1]);
}

/* As whose subject the mention stands, in a quotation or not. */
static void learn_setting(Resolver *r, uint32_t actor, uint32_t mention) {
  const Tokens *t = &r->document->tokens;
  Entity *e = &r->entities.items[actor];
  uint32_t head = r->document->mentions.items[mention].head;
  bool subject = t->relation[head] == REL_NSUBJ || t->relation[head] == REL_NSUBJ_PASS;
  e->paragraph = r->paragraph;
  if (t->quote[head] == NONE) e->plain = mention;
  if (!subject || t->head[head] == NONE) return;
  e->subject = mention;
  if (t->quote[head] != NONE || !says(r, t->head[head])) return;
  e->spoke = mention;
  r->last_speaker = actor;
}

static void meet(Resolver *r, uint32_t mention) {
  uint32_t actor = r->document->mentions.items[mention].actor;
  if (actor == NONE) return;
  make_newest(r, actor);
  Entity *e = &r->entities.items[actor];
  if (e->first == NONE) e->first = mention;
  e->last = mention;
  e->mentions++;
  e->adjectives += r->traits.items[mention].adjective;
  learn_setting(r, actor, mention);
  learn_nouns(r, e, mention);
}

/* ---- descriptions ---- */

static bool is_link(Str word) {
  return str_is(word, "of") || str_is(word, "for") || str_is(word, "from") || str_is(word, "at");
}

/* "secretary of state", "mayor of Roanoke", "spokesman for Acme": with what the words behind it
 * add, a state or a name. */
static TokenRange with_link(const Resolver *r, TokenRange words, uint32_t head) {
  const Tokens *t = &r->document->tokens;
  uint32_t end = words.first + words.count;
  if (!r->has_grammar || end >= t->count || !is_link(t->folded[end])) return words;
  uint32_t noun = t->head[end];
  if (noun == NONE || noun <= end || t->head[noun] != head) return words;
  uint32_t last = t->right[noun], mention = t->mention[noun];
  if (mention != NONE && r->document->mentions.items[mention].form == MENTION_NAME) {
    TokenRange name = r->document->mentions.items[mention].range;
    if (name.first + name.count > last + 1) last = name.first + name.count - 1;
  }
  if (last >= head + OF_MAX) return words;
  if (!(t->flags[last] & TOKEN_CAPITALISED) && !str_is(t->folded[noun], "state")) return words;
  words.count = last + 1 - words.first;
  return words;
}

/* A new actor that has no name, or the one with the very same description. */
static void describe_new(Resolver *r, uint32_t mention) {
  const Mention *m = &r->document->mentions.items[mention];
  const Traits *traits = &r->traits.items[mention];
  TokenRange words = without_article(r, m->range);
  Str folded = words_folded(r, words);
  uint32_t entity = entity_find(r, 'd', folded);
  if (entity == NONE) {
    entity = entity_add(r, words_text(r, with_link(r, words, m->head)), traits->type);
    r->entities.items[entity].words = words;
    r->entities.items[entity].number = traits->number;
    entity_key(r, 'd', folded, entity);
  }
  entity_mention(r, entity, mention);
}

/* "the Royal Harbour Society (RHS)": the words that an acronym in brackets stands for. */
static bool resolve_defined(Resolver *r, uint32_t mention) {
  const Tokens *t = &r->document->tokens;
  TokenRange words = without_article(r, r->document->mentions.items[mention].range);
  uint32_t end = words.first + words.count;
  if (end + 2 >= t->count || !str_is(t->folded[end], "(") || !str_is(t->folded[end + 2], ")"))
    return false;
  uint32_t other = t->mention[end + 1];
  if (other == NONE || r->document->mentions.items[other].form != MENTION_NAME ||
      !is_acronym_of(r, end + 1, words))
    return false;
  uint32_t entity = r->document->mentions.items[other].actor;
  entity_mention(r, entity, mention);
  Entity *e = &r->entities.items[entity];
  if (e->words.count < words.count) e->words = words, e->name = words_text(r, words);
  return true;
}

static bool is_government(const Resolver *r, uint32_t mention) {
  Str noun = r->document->tokens.folded[r->document->mentions.items[mention].head];
  return str_is(noun, "government") || str_is(noun, "administration") || str_is(noun, "regime");
}

/* The person whose government the words name: "Mr Blair's government"; or NONE. */
static uint32_t head_of_government(const Resolver *r, TokenRange words) {
  const Document *d = r->document;
  for (uint32_t i = words.first; i + 1 < words.first + words.count; i++) {
    uint32_t mention = d->tokens.mention[i];
    uint32_t actor = mention == NONE ? NONE : d->mentions.items[mention].actor;
    if (actor != NONE && r->entities.items[actor].type == ACTOR_PERSON) return actor;
  }
  return NONE;
}

/* The state of a government: the one that the words name, the state of its head; else the one
 * that the article is about, unless a president's "administration" tells of the United States. */
static const char *state_of_government(const Resolver *r, uint32_t mention, TokenRange words) {
  const Traits *traits = &r->traits.items[mention];
  if (traits->country[0]) return traits->country;
  uint32_t person = head_of_government(r, words);
  if (person == NONE) return words.count == 1 ? r->home : "";
  if (r->entities.items[person].country[0]) return r->entities.items[person].country;
  Str noun = r->document->tokens.folded[r->document->mentions.items[mention].head];
  return str_is(noun, "administration") ? "USA" : r->home;
}

/* "the Russian government" and "the Putin government" are Russia. */
static bool resolve_government(Resolver *r, uint32_t mention) {
  if (!is_government(r, mention)) return false;
  TokenRange words = without_article(r, r->document->mentions.items[mention].range);
  const char *code = state_of_government(r, mention, words);
  uint32_t entity = code[0] ? state_entity(r, code) : NONE;
  if (entity == NONE) return false;
  entity_mention(r, entity, mention);
  return true;
}

/* "his country" is the state to which he belongs. */
static bool resolve_own_country(Resolver *r, uint32_t mention) {
  const Document *d = r->document;
  const Mention *m = &d->mentions.items[mention];
  uint32_t owner = m->range.count > 1 ? d->tokens.mention[m->range.first] : NONE;
  if (r->traits.items[mention].type != ACTOR_COUNTRY || owner == NONE) return false;
  uint32_t actor = d->mentions.items[owner].actor;
  if (d->mentions.items[owner].form != MENTION_PRONOUN || actor == NONE) return false;
  const Entity *e = &r->entities.items[actor];
  uint32_t state = e->type != ACTOR_COUNTRY && e->country[0] ? state_entity(r, e->country) : NONE;
  if (state == NONE) return false;
  entity_mention(r, state, mention);
  return true;
}

enum { OFFICE = 'h' }; /* keyspace: an office of some words, with who alone has it, or SEVERAL */
static const uint32_t SEVERAL = NONE - 1;

/* Who bears which office before his name. */
static void find_offices(Resolver *r) {
  const Document *d = r->document;
  for (uint32_t m = 0; m < d->mentions.count; m++) {
    TokenRange role = without_article(r, r->traits.items[m].role);
    uint32_t actor = d->mentions.items[m].actor;
    if (role.count < 2 || actor == NONE || r->entities.items[actor].type != ACTOR_PERSON) continue;
    Str folded = words_folded(r, role);
    uint32_t known = entity_find(r, OFFICE, folded);
    entity_key(r, OFFICE, folded, known == NONE || known == actor ? actor : SEVERAL);
  }
}

/* "The home secretary" where only "Home Secretary Jo Bell" is one. */
static bool resolve_only_holder(Resolver *r, uint32_t mention) {
  const Tokens *t = &r->document->tokens;
  const Mention *m = &r->document->mentions.items[mention];
  const Traits *traits = &r->traits.items[mention];
  TokenRange words = without_article(r, m->range);
  if (traits->type != ACTOR_PERSON || traits->number != NUMBER_SINGULAR || words.count < 2 ||
      !traits->definite || (r->has_grammar && t->right[m->head] > m->head))
    return false;
  uint32_t entity = entity_find(r, OFFICE, words_folded(r, words));
  if (entity == NONE || entity == SEVERAL) return false;
  entity_mention(r, entity, mention);
  return true;
}

/* "Some Republicans", "several residents": of those that nobody spoke of before. */
static bool is_some(const Resolver *r, uint32_t mention) {
  static const char *const WORDS[] = {"some", "several", "many",    "other",
                                      "few",  "most",    "numerous"};
  const Mention *m = &r->document->mentions.items[mention];
  if (m->form != MENTION_NOMINAL || r->traits.items[mention].number != NUMBER_PLURAL) return false;
  return STR_IN(r->document->tokens.folded[m->range.first], WORDS);
}

/* ---- pronouns ---- */

/* "who" of "the man who ...": the noun that its clause describes. */
static void resolve_relative(Resolver *r, uint32_t mention) {
  const Tokens *t = &r->document->tokens;
  uint32_t at = r->document->mentions.items[mention].head;
  for (int steps = 0; steps < 6 && at != NONE; steps++, at = t->head[at]) {
    if (t->relation[at] != REL_ACL_RELCL || t->head[at] == NONE) continue;
    uint32_t found = t->mention[t->head[at]];
    if (found != NONE && found != mention && r->document->mentions.items[found].actor != NONE)
      entity_mention(r, r->document->mentions.items[found].actor, mention);
    return;
  }
}

/* "the company", and nothing after it that says which. */
static bool is_bare_definite(const Resolver *r, uint32_t mention) {
  const Tokens *t = &r->document->tokens;
  const Mention *m = &r->document->mentions.items[mention];
  const Traits *traits = &r->traits.items[mention];
  if (m->form != MENTION_NOMINAL || !r->has_grammar || !traits->definite) return false;
  return traits->number == NUMBER_SINGULAR && m->range.count <= 4 &&
         t->right[m->head] <= m->head + 1;
}

static int32_t definite_nobody(const Resolver *r, uint32_t mention) {
  return r->traits.items[mention].type == ACTOR_PERSON ? DEFINITE_PERSON_NOBODY : DEFINITE_NOBODY;
}

bool is_there(const Resolver *r, uint32_t mention) {
  return r->document->mentions.items[mention].form == MENTION_PRONOUN &&
         r->traits.items[mention].type == ACTOR_PLACE;
}

static int32_t description_nobody(const Resolver *r, uint32_t mention) {
  const Traits *traits = &r->traits.items[mention];
  if (is_bare_definite(r, mention)) return definite_nobody(r, mention);
  const Mention *m = &r->document->mentions.items[mention];
  if (traits->number == NUMBER_PLURAL || m->range.count == 1 ||
      (r->has_grammar && tree_child(&r->document->tokens, m->head, REL_NMOD_POSS) != NONE))
    return UNCLEAR_NOBODY;
  return traits->definite ? SPECIFIED_NOBODY : OTHER_NOBODY;
}

int32_t nobody_handicap(const Resolver *r, uint32_t mention, const Referents *referents) {
  bool pronoun = r->document->mentions.items[mention].form == MENTION_PRONOUN;
  if (referents->left_open) return DESCRIBED_NOBODY;
  if (is_there(r, mention)) return 0;
  return pronoun ? PRONOUN_NOBODY : description_nobody(r, mention);
}

uint32_t best_referent(const Linear *model, const Resolver *r, uint32_t mention,
                       const Referents *referents) {
  int32_t nobody = nobody_handicap(r, mention, referents);
  uint32_t best = referents->count - 1;
  int32_t most = INT32_MIN;
  for (uint32_t i = 0; i < referents->count; i++) {
    int32_t score = linear_score(model, &referents->features[i]);
    if (referents->entity[i] == NONE) score -= nobody;
    if (score > most) most = score, best = i;
  }
  return best;
}

uint32_t choose_referent(const Resolver *r, uint32_t mention, const Referents *referents) {
  const Linear *model = referents->left_open ? &r->models->described : &r->models->references;
  uint32_t choice = r->choose ? r->choose(r->choose_context, r, mention, referents)
                              : best_referent(model, r, mention, referents);
  return referents->entity[choice];
}

static void resolve_by_choice(Resolver *r, uint32_t mention, Referents *referents) {
  find_referents(r, mention, referents);
  uint32_t entity = choose_referent(r, mention, referents);
  if (entity != NONE) entity_mention(r, entity, mention);
  else if (r->document->mentions.items[mention].form == MENTION_NOMINAL) describe_new(r, mention);
}

/* "The CNN report" says what CNN says; an author that has no name says nothing of it. */
static void resolve_work(Resolver *r, uint32_t mention) {
  const Document *d = r->document;
  uint32_t author = d->tokens.mention[r->traits.items[mention].author];
  uint32_t actor = author == NONE ? NONE : d->mentions.items[author].actor;
  if (actor == NONE || r->traits.items[author].adjective) return;
  const Entity *e = &r->entities.items[actor];
  if (!e->named || e->type == ACTOR_PLACE) return;
  d->mentions.items[mention].actor = actor;
  remember_author(r, d->mentions.items[mention].head, actor);
}

static void resolve_mention(Resolver *r, uint32_t mention, Referents *referents) {
  const Mention *m = &r->document->mentions.items[mention];
  const Traits *traits = &r->traits.items[mention];
  if (m->form == MENTION_NAME) return;
  if (traits->author != NONE) resolve_work(r, mention);
  else if (traits->work) resolve_known_work(r, mention);
  else if (traits->predicate) resolve_described(r, mention);
  else if (m->form == MENTION_NOMINAL) {
    if (!resolve_defined(r, mention) && !resolve_described(r, mention) &&
        !resolve_government(r, mention) && !resolve_own_country(r, mention) &&
        !resolve_only_holder(r, mention)) {
      if (is_some(r, mention)) describe_new(r, mention);
      else resolve_by_choice(r, mention, referents);
    }
  } else if (traits->person == 3) resolve_by_choice(r, mention, referents);
  else if (traits->person == 0 && r->has_grammar) resolve_relative(r, mention);
}

/* In a quotation "I", "we" and "my" are whoever says it, "you" is to whom it is said. */
static void resolve_speech(Resolver *r) {
  const Document *d = r->document;
  find_speakers(r, 0, d->tokens.count);
  for (uint32_t m = 0; m < d->mentions.count; m++) {
    uint32_t quote = d->tokens.quote[d->mentions.items[m].head], entity = NONE;
    uint32_t person = r->traits.items[m].person;
    if (d->mentions.items[m].form != MENTION_PRONOUN || quote == NONE) continue;
    if (person == 1) entity = r->speaker[quote];
    else if (person == 2 && r->has_grammar) entity = addressee_of(r, quote);
    if (entity != NONE) entity_mention(r, entity, m);
  }
}

/* In the order of the heads: "his" of "his manager" comes before the manager. What a
 * dateline names is not met: the text speaks of it only where it is named again. */
void resolve_references(Resolver *r) {
  const Tokens *t = &r->document->tokens;
  Referents *referents = NEW(&r->document->arena, Referents);
  find_offices(r);
  for (uint32_t i = 0, quote = 0, dateline = 0; i < t->count; i++) {
    r->paragraph += (t->flags[i] & TOKEN_PARAGRAPH_BEFORE) != 0;
    if (begins_line(t, i)) dateline = dateline_end(t, i);
    if (t->tag[i] == UPOS_VERB && r->has_grammar) note_author(r, i);
    if (t->mention[i] == NONE) continue;
    quote = find_speakers(r, quote, i);
    resolve_mention(r, t->mention[i], referents);
    if (!is_there(r, t->mention[i]) && i >= dateline) meet(r, t->mention[i]);
  }
  resolve_speech(r);
  name_the_described(r, referents);
}
