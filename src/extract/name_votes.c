/* SPDX-License-Identifier: MIT */
/* name_votes.c - one type for one name: what most of its mentions say, and what longer names
 * that hold the same word say of a single word. */
#include "extract/datelines.h"
#include "extract/name_features.h"

typedef struct {
  uint32_t hash;
  uint32_t votes[ACTOR_TYPE_COUNT];               /* of names with these words */
  uint32_t ends_person, opens_person, opens_body; /* longer names that end or begin with it */
  uint32_t opens_firm, closes_firm;               /* ... by which a firm is known alone */
  uint32_t below;                                 /* names with these words outside of headlines */
  bool used;
} Ballot;

typedef struct {
  Ballot *items;
  uint32_t mask;
} Ballots;

static Ballot *ballot_of(const Ballots *ballots, uint32_t hash) {
  for (uint32_t i = hash;; i++) {
    Ballot *ballot = &ballots->items[i & ballots->mask];
    if (ballot->used && ballot->hash != hash) continue;
    ballot->used = true;
    ballot->hash = hash;
    return ballot;
  }
}

static uint32_t words_hash(const Document *d, TokenRange range) {
  uint32_t hash = 0;
  for (uint32_t i = 0; i < range.count; i++)
    hash = hash_join(hash, d->tokens.hash[range.first + i]);
  return hash;
}

/* The name that opens a dateline is a place's, whatever it looks like. */
static bool is_place_of_dateline(const Document *d, const Name *name) {
  if (name->user || name->listed || name->canonical.len || name->type == ACTOR_COUNTRY)
    return false;
  return begins_line(&d->tokens, name->range.first) &&
         dateline_end(&d->tokens, name->range.first) > name->range.first;
}

static void vote(const Document *d, const Ballots *ballots, const Clue *clues, const Name *name) {
  const Tokens *t = &d->tokens;
  uint32_t last = name->range.first + name->range.count - 1;
  Ballot *whole = ballot_of(ballots, words_hash(d, name->range));
  whole->votes[name->type]++;
  if (!clue_is_headline(&clues[name->range.first])) whole->below++;
  if (name->range.count == 1) return;
  if (name->type == ACTOR_PERSON) {
    ballot_of(ballots, hash_join(0, t->hash[last]))->ends_person++;
    ballot_of(ballots, hash_join(0, t->hash[name->range.first]))->opens_person++;
  }
  if (name->type != ACTOR_ORGANIZATION) return;
  Ballot *first = ballot_of(ballots, hash_join(0, t->hash[name->range.first]));
  first->opens_body += !is_called_after(t, name->range);
  first->opens_firm += is_firm_name(t, name->range);
  if (name->apposed && name->range.count == 2)
    ballot_of(ballots, hash_join(0, t->hash[last]))->closes_firm++;
}

static uint8_t winner(const Ballot *ballot, const Name *name) {
  uint8_t best = name->type;
  for (unsigned type = 0; type < ACTOR_TYPE_COUNT; type++)
    if (ballot->votes[type] > ballot->votes[best]) best = (uint8_t)type;
  if (name->range.count > 1) return best;
  if (ballot->ends_person) return ACTOR_PERSON;
  bool body = ballot->opens_body || ballot->closes_firm;
  return best == ACTOR_PERSON && body ? ACTOR_ORGANIZATION : best;
}

/* "Small, who was there, said so", whatever the word looks like: a subject by itself. */
static bool is_lone_subject(const Tokens *t, uint32_t i) {
  bool subject = t->relation[i] == REL_NSUBJ || t->relation[i] == REL_NSUBJ_PASS;
  return subject && i + 1 < t->count && t->tag[i + 1] != UPOS_NOUN && t->tag[i] != UPOS_PRON &&
         t->tag[i] != UPOS_DET;
}

/* A word that is a name elsewhere in the document is one here, too. */
static uint8_t elsewhere(const Document *d, const Ballots *ballots, const Clue *clues, uint32_t i) {
  const Tokens *t = &d->tokens;
  bool proper = t->xpos[i] == XPOS_NNP || t->xpos[i] == XPOS_NNPS;
  if (t->kind[i] != TOKEN_WORD || !(t->flags[i] & TOKEN_CAPITALISED) || t->span[i].len < 3)
    return ACTOR_TYPE_COUNT;
  const Ballot *ballot = ballot_of(ballots, hash_join(0, t->hash[i]));
  if (ballot->ends_person && is_lone_subject(t, i)) return ACTOR_PERSON;
  if (!proper && !clue_is_settled(&clues[i], t->tag[i] == UPOS_NOUN)) return ACTOR_TYPE_COUNT;
  if (ballot->ends_person) return ACTOR_PERSON;
  uint8_t best = ACTOR_PERSON;
  for (unsigned type = 0; type < ACTOR_TYPE_COUNT; type++)
    if (type != ACTOR_COUNTRY && ballot->votes[type] > ballot->votes[best]) best = (uint8_t)type;
  if (!ballot->votes[best] && ballot->opens_firm) return ACTOR_ORGANIZATION;
  return ballot->votes[best] ? best : ACTOR_TYPE_COUNT;
}

/* ---- headlines ---- */

enum { LONG_NAME = 3 };

/* "At" of "Biden Aims Insult At Trump", but not "of". */
static bool is_no_name_word(const Tokens *t, uint32_t token) {
  static const char *const JOINING[] = {"of", "for", "the", "and", "in", "de", "la"};
  switch (t->tag[token]) {
  case UPOS_ADP:
  case UPOS_ADV:
  case UPOS_AUX:
  case UPOS_DET:
  case UPOS_PRON:
  case UPOS_SCONJ:
  case UPOS_VERB: break;
  default: return false;
  }
  return !STR_IN(t->folded[token], JOINING);
}

/* "Biden Aims Insult At Trump": no name, but some of its words are names further below. */
static bool is_run_together(const Models *models, const Document *d, const Ballots *ballots,
                            const Clue *clues, const Name *name) {
  uint32_t known = 0, odd = 0;
  Gender gender;
  bool listed = name->user || name->listed || name->canonical.len;
  if (listed || name->range.count < LONG_NAME || !clue_is_headline(&clues[name->range.first]))
    return false;
  for (uint32_t i = name->range.first; i < name->range.first + name->range.count; i++)
    known += elsewhere(d, ballots, clues, i) != ACTOR_TYPE_COUNT,
        odd += is_no_name_word(&d->tokens, i);
  if (name->range.count == LONG_NAME && is_given_name(models, d, name->range.first, &gender))
    return false; /* "Jo Bell Jr." */
  return odd && known && known < name->range.count &&
         !ballot_of(ballots, words_hash(d, name->range))->below;
}

/* Next to another proper noun, but for a title, it is more likely a part of something larger. */
static bool stands_alone(const Models *models, const Document *d, uint32_t i) {
  const Tokens *t = &d->tokens;
  bool titled = i > 0 && title_match(models, d, i - 1, i).length;
  bool before = !titled && i > 0 && t->sentence[i - 1] == t->sentence[i] &&
                (t->flags[i - 1] & TOKEN_CAPITALISED) && t->xpos[i - 1] == XPOS_NNP;
  bool after = i + 1 < t->count && t->sentence[i + 1] == t->sentence[i] &&
               (t->flags[i + 1] & TOKEN_CAPITALISED) && t->xpos[i + 1] == XPOS_NNP;
  return !before && !after;
}

/* "The Clintons" where a Clinton has been named in full: a family, the plural of its last name. */
static bool is_family(const Models *models, const Document *d, const Ballots *ballots, uint32_t i) {
  const Tokens *t = &d->tokens;
  Str word = t->folded[i];
  if (i == 0 || word.len < 4 || word.bytes[word.len - 1] != 's' || t->xpos[i] != XPOS_NNPS)
    return false;
  if (!str_is(t->folded[i - 1], "the") || !stands_alone(models, d, i)) return false;
  for (uint32_t cut = 1; cut <= 2; cut++) { /* "Sams", "Bushes" */
    if (cut == 2 && word.bytes[word.len - 2] != 'e') return false;
    uint32_t stem = str_hash((Str){word.bytes, word.len - cut});
    if (ballot_of(ballots, hash_join(0, stem))->ends_person) return true;
  }
  return false;
}

static void add_missed(const Models *models, Document *d, const Ballots *ballots,
                       const Clue *clues) {
  ARRAY_OF(Name) all = {0};
  for (uint32_t i = 0, n = 0; i < d->tokens.count; i++) {
    if (n < d->names.count && d->names.items[n].range.first == i) {
      const Name *name = &d->names.items[n];
      bool known = name->user || name->listed || name->canonical.len;
      uint32_t end = i + name->range.count;
      if (name->range.count == 1 && !known && is_family(models, d, ballots, i))
        d->names.items[n] = (Name){.range = {i, 1}, .type = ACTOR_GROUP, .family = true};
      bool whole = !is_run_together(models, d, ballots, clues, name);
      if (whole) ARRAY_PUSH(&d->arena, &all, d->names.items[n]);
      for (; !whole && i < end; i++) {
        uint8_t type = elsewhere(d, ballots, clues, i);
        Name word = {.range = {i, 1}, .type = type};
        if (type != ACTOR_TYPE_COUNT) ARRAY_PUSH(&d->arena, &all, word);
      }
      i = end - 1;
      n++;
      continue;
    }
    bool family = is_family(models, d, ballots, i);
    uint8_t type = family ? ACTOR_GROUP : elsewhere(d, ballots, clues, i);
    if (type == ACTOR_TYPE_COUNT || !stands_alone(models, d, i)) continue;
    Name name = {.range = {i, 1}, .type = type, .family = family};
    ARRAY_PUSH(&d->arena, &all, name);
  }
  d->names.items = all.items;
  d->names.count = all.count;
  d->names.capacity = all.capacity;
}

/* "Kigali", "Baku" by themselves: a capital that nobody is called after is no person; a state not
 * either ("Chad's junta"), unless a person of the article has that given name. */
static bool take_state(const Models *models, const Document *d, const Clue *clues,
                       const Ballots *ballots, Name *name) {
  uint32_t token = name->range.first;
  const Clue *clue = &clues[token];
  bool titled = token > 0 && title_match(models, d, token - 1, token).length;
  bool capital = clue->listed / 4 == 1 + KNOWN_CAPITAL && !clue->person;
  bool state = clue->listed / 4 == 1 + KNOWN_NAME &&
               !ballot_of(ballots, hash_join(0, d->tokens.hash[token]))->opens_person;
  if (name->range.count > 1 || titled || (!capital && !state)) return false;
  Known known = gazetteer_match(models, d, token, token + 1);
  if (!known.length || known.type != ACTOR_COUNTRY) return false;
  *name = (Name){
      .range = name->range, .type = known.type, .canonical = known.canonical, .listed = true};
  memcpy(name->country, known.country, sizeof name->country);
  return true;
}

void settle_names(const Models *models, Document *d, const Clue *clues) {
  uint32_t capacity = 64;
  while (capacity < 6 * d->names.count + 2 * d->tokens.count) capacity *= 2;
  Ballots ballots = {NEW_ARRAY(&d->arena, Ballot, capacity), capacity - 1};
  for (uint32_t i = 0; i < d->names.count; i++) {
    Name *name = &d->names.items[i];
    if (is_place_of_dateline(d, name)) name->type = ACTOR_PLACE;
    vote(d, &ballots, clues, name);
  }
  for (uint32_t i = 0; i < d->names.count; i++) {
    Name *name = &d->names.items[i];
    if (name->canonical.len || name->type == ACTOR_COUNTRY) continue; /* a list knows it */
    const Ballot *ballot = ballot_of(&ballots, words_hash(d, name->range));
    uint8_t type = winner(ballot, name);
    if (type == ACTOR_COUNTRY) continue;
    if (type == ACTOR_PERSON && !ballot->ends_person &&
        take_state(models, d, clues, &ballots, name))
      continue;
    bool team = name->range.count == 2 && str_is(d->tokens.folded[name->range.first], "team");
    if (team) type = ACTOR_ORGANIZATION; /* "Team Clinton" */
    if (type != name->type) memset(name->country, 0, sizeof name->country);
    name->type = type;
  }
  add_missed(models, d, &ballots, clues);
}
