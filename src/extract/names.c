/* SPDX-License-Identifier: MIT */
/* names.c - proper names: spans labelled by a learnt chain over lists, shapes, tags and trees;
 * then what the lists know of each span, and nationalities beside them. */
#include "extract/name_chain.h"
#include "extract/name_features.h"
#include "extract/passes.h"

enum { RUN_MAX = 256 }; /* longer runs are cut */

typedef struct {
  const Models *models;
  Document *document;
  const Clue *clues;
  uint8_t *labels; /* NameLabel a token */
  int32_t *scores; /* scratch for one run */
  uint8_t *room;
} Labeller;

static void label_run(Labeller *l, uint32_t first, uint32_t count) {
  LinearQueue queue;
  linear_queue_start(&queue, &l->models->name_labels);
  for (uint32_t i = 0; i < count; i++) {
    name_features(l->document, l->clues, first + i, linear_queue_room(&queue));
    linear_queue_add(&queue, l->scores + i * NAME_LABEL_COUNT);
  }
  linear_queue_end(&queue);
  for (uint32_t i = 0; i < count; i++)
    name_label_support(l->scores + i * NAME_LABEL_COUNT, l->document->tokens.name_label[first + i]);
  name_chain_best(&l->models->name_steps, l->scores, count, l->labels + first, l->room);
}

static void label_sentence(Labeller *l, TokenRange sentence) {
  uint32_t end = sentence.first + sentence.count;
  for (uint32_t i = sentence.first; i < end;) {
    uint32_t first = i;
    while (i < end && i - first < RUN_MAX && l->clues[i].active) i++;
    if (i > first) label_run(l, first, i - first);
    else i++;
  }
}

static uint8_t *label_names(const Models *models, Document *document, const Clue *clues) {
  Arena *arena = &document->arena;
  Labeller l = {models,
                document,
                clues,
                NEW_ARRAY(arena, uint8_t, document->tokens.count + 1),
                NEW_ARRAY(arena, int32_t, RUN_MAX * NAME_LABEL_COUNT),
                NEW_ARRAY(arena, uint8_t, RUN_MAX * NAME_LABEL_COUNT)};
  for (uint32_t s = 0; s < document->sentences.count; s++)
    label_sentence(&l, document->sentences.items[s]);
  return l.labels;
}

/* ---- spans ---- */

static const uint8_t TYPES[] = {ACTOR_PERSON, ACTOR_ORGANIZATION, ACTOR_PLACE};

static void push(Document *document, TokenRange range, uint8_t type, const Known *known) {
  Name name = {.range = range, .type = type};
  if (known) {
    memcpy(name.country, known->country, sizeof name.country);
    name.canonical = known->canonical;
    name.demonym = known->known_as == KNOWN_DEMONYM;
    name.listed = true;
    name.user = known->user;
  }
  ARRAY_PUSH(&document->arena, &document->names, name);
}

static bool is_named(uint8_t label) { return label != NAME_O && label < NAME_B_MISC; }

/* The state that a body names in its own words: "Russian Foreign Ministry". */
static void country_of_body(const Models *models, Document *document) {
  Name *name = &document->names.items[document->names.count - 1];
  uint32_t end = name->range.first + name->range.count;
  for (uint32_t i = name->range.first;
       i < end && !name->country[0] && name->type == ACTOR_ORGANIZATION; i++) {
    Known known = gazetteer_match(models, document, i, end);
    if (known.type == ACTOR_COUNTRY && known.length) memcpy(name->country, known.country, 4);
  }
}

/* A listed name that can hardly be anything else. */
static bool is_sure(const Document *document, const Clue *clues, uint32_t i, const Known *known) {
  if (known->user) return true;
  bool upper = (document->tokens.flags[i] & TOKEN_UPPER) && clues[i].shape != SHAPE_SHOUTED;
  switch (known->type) {
  case ACTOR_COUNTRY: return true;
  case ACTOR_ORGANIZATION:
    return known->length > 1 || upper || document->tokens.xpos[i] == XPOS_NNPS ||
           document->tokens.xpos[i] == XPOS_NNS; /* "the Tories" */
  default: return known->length > 1;
  }
}

/* Nationalities and listed names that got no label of their own. */
static uint32_t push_listed(const Models *models, Document *document, const Clue *clues, uint32_t i,
                            uint32_t end) {
  Known known = gazetteer_match(models, document, i, end);
  if (!known.length || !is_sure(document, clues, i, &known)) return 1;
  push(document, (TokenRange){i, known.length}, known.type, &known);
  return known.length;
}

/* "Third World Water Forum": words written large up to one that bodies end in, which the grammar
 * network takes for a body as well, make one though the labels have none. */
static uint32_t unlabelled_body(const Models *models, const Document *document,
                                const uint8_t *labels, TokenRange range) {
  const Tokens *t = &document->tokens;
  uint32_t found = 0;
  if (str_is(t->folded[range.first], "the")) return 0;
  for (uint32_t i = range.first; i < range.first + range.count; i++) {
    if (!(t->flags[i] & TOKEN_CAPITALISED) || is_named(labels[i])) break;
    if (i == range.first || t->name_label[i] != NAME_I_ORG) continue;
    if (is_body_word(models, document, i)) found = i + 1 - range.first;
  }
  return found;
}

static bool is_inside_word(const Models *models, const Document *document, uint32_t i) {
  const Tokens *t = &document->tokens;
  uint32_t length;
  const LexiconEntry *entry =
      lexicon_match(&models->name_words, t->folded + i, t->hash + i, 1, &length);
  return entry && str_is(entry->column[0], "inside");
}

/* "Lib Dem" of "Lib Dem Jo Bell", "Tory" of "Tory Jo Bell": the party before a full name, though
 * some Tory is a given name too. */
static uint32_t party_before(const Models *models, const Document *document, TokenRange range) {
  Gender gender;
  Known known = gazetteer_match(models, document, range.first, range.first + range.count);
  return str_is(known.kind, "party") && known.length + 1 < range.count &&
                 is_given_name(models, document, range.first + known.length, &gender)
             ? known.length
             : 0;
}

/* How many tokens at the front of a person's name are none of it: a title, a small word, a
 * nationality, a word before a given name. */
static uint32_t before_person(const Models *models, const Document *document, TokenRange range) {
  const Tokens *t = &document->tokens;
  uint32_t first = range.first, end = first + range.count;
  Gender gender;
  Title title = title_match(models, document, first, end);
  bool given = is_given_name(models, document, first, &gender);
  uint32_t party = party_before(models, document, range);
  if (party) return party;
  if (title.length && title.length < range.count && (title.kind == TITLE_HONORIFIC || !given))
    return title.length +
           (title.length + 1 < range.count && str_is(t->folded[first + title.length], "."));
  if (given) return 0;
  if (t->kind[first] != TOKEN_WORD) return 1;
  if (!(t->flags[first] & TOKEN_CAPITALISED) && (t->flags[end - 1] & TOKEN_CAPITALISED))
    return is_inside_word(models, document, first) ? 0 : 1;
  Known known = gazetteer_match(models, document, first, end);
  if (known.length && known.length < range.count && known.type == ACTOR_COUNTRY && range.count > 2)
    return known.length;
  return range.count > 2 && is_given_name(models, document, first + 1, &gender) &&
                 t->folded[first].len > 2
             ? 1
             : 0;
}

static bool begins(Str word, char c) { return word.len && word.bytes[0] == c; }

static TokenRange tidy_person(const Models *models, Document *document, const Clue *clues,
                              TokenRange range) {
  const Tokens *t = &document->tokens;
  while (range.count > 1 && begins(t->folded[range.first + range.count - 1], '\'')) range.count--;
  for (uint32_t extra; range.count > 1 && (extra = before_person(models, document, range)) > 0;) {
    push_listed(models, document, clues, range.first, range.first + extra);
    range = (TokenRange){range.first + extra, range.count - extra};
  }
  return range;
}

/* "Madam Speaker", "Mr President": whoever holds the office, as one speaks to him. */
static bool is_address(const Models *models, const Document *document, TokenRange all,
                       TokenRange rest) {
  if (rest.count == all.count) return false;
  uint32_t end = rest.first + rest.count;
  Title before = title_match(models, document, all.first, end);
  Title title = title_match(models, document, rest.first, end);
  return before.kind == TITLE_HONORIFIC && title.length == rest.count && title.kind == TITLE_OFFICE;
}

/* "Chancellor" of "Chancellor of the Exchequer": an office of several words. */
static bool begins_office(const Models *models, const Document *document, TokenRange range) {
  enum { OFFICE_MOST = 7 };
  uint32_t end = range.first + OFFICE_MOST, last = document->tokens.count;
  return title_match(models, document, range.first, end < last ? end : last).length > range.count;
}

/* "Facebook", "Saab": a listed body that no person is called, whatever the labels say. */
static bool is_body_alone(const Models *models, const Document *document, TokenRange all,
                          TokenRange range, const Known *known) {
  const Tokens *t = &document->tokens;
  Gender gender;
  if (known->type != ACTOR_ORGANIZATION || all.count != range.count || range.count != 1 ||
      !str_is(known->kind, "company"))
    return false;
  if (t->relation[range.first] == REL_COMPOUND && t->head[range.first] == range.first + 1)
    return true; /* "Chelsea manager Frank Lampard" */
  return !is_surname(models, document, range.first) &&
         !is_given_name(models, document, range.first, &gender);
}

static void push_one(const Models *models, Document *document, const Clue *clues, TokenRange range,
                     uint8_t label) {
  uint8_t type = TYPES[(label - 1) / 2];
  TokenRange all = range;
  if (type == ACTOR_PERSON && is_called_after(&document->tokens, range)) type = ACTOR_ORGANIZATION;
  if (type == ACTOR_PERSON) range = tidy_person(models, document, clues, range);
  if (type == ACTOR_PERSON && is_address(models, document, all, range)) return;
  if (type == ACTOR_PERSON && begins_office(models, document, range)) return;
  Known known = gazetteer_match(models, document, range.first, range.first + range.count);
  bool whole = known.length == range.count;
  if (whole &&
      (type != ACTOR_PERSON || known.user || is_body_alone(models, document, all, range, &known))) {
    bool place = type == ACTOR_PLACE && known.type == ACTOR_ORGANIZATION && !known.user;
    push(document, range, place ? type : known.type, place ? NULL : &known);
  } else if (whole && known.type == ACTOR_COUNTRY && known.known_as == KNOWN_DEMONYM) {
    push(document, range, ACTOR_COUNTRY, &known);
  } else {
    push(document, range, type, NULL);
    country_of_body(models, document);
  }
}

/* Where a person's name ends early: before " - Analyst", before "and Jen". */
static uint32_t person_length(const Document *document, TokenRange range) {
  const Tokens *t = &document->tokens;
  for (uint32_t i = 1; i + 1 < range.count; i++) {
    uint32_t at = range.first + i;
    bool dash = t->kind[at] != TOKEN_WORD && begins(t->folded[at], '-') &&
                (t->flags[at] & TOKEN_SPACE_BEFORE);
    if (dash || str_is(t->folded[at], "and") || str_is(t->folded[at], "&")) return i;
  }
  return range.count;
}

/* "Miramar California" is two places: one listed, then a listed state. */
static uint32_t place_length(const Models *models, const Document *document, TokenRange range) {
  uint32_t end = range.first + range.count;
  Known whole = gazetteer_match(models, document, range.first, end);
  uint32_t first =
      whole.length ? whole.length : gazetteer_match_small(models, document, range.first, end);
  if (!first || first >= range.count) return range.count;
  Known rest = gazetteer_match(models, document, range.first + first, end);
  uint32_t last =
      rest.length ? rest.length : gazetteer_match_small(models, document, range.first + first, end);
  bool state = !rest.length || rest.type == ACTOR_COUNTRY || rest.type == ACTOR_PLACE;
  return state && first + last == range.count ? first : range.count;
}

static void push_span(const Models *models, Document *document, const Clue *clues, TokenRange range,
                      uint8_t label) {
  uint8_t type = TYPES[(label - 1) / 2];
  uint32_t first = type == ACTOR_PERSON  ? person_length(document, range)
                   : type == ACTOR_PLACE ? place_length(models, document, range)
                                         : range.count;
  push_one(models, document, clues, (TokenRange){range.first, first}, label);
  if (first == range.count) return;
  uint32_t skip = first + (type == ACTOR_PERSON);
  bool again = document->tokens.kind[range.first + skip - 1] ==
               TOKEN_WORD; /* after "and", not after a dash */
  if (again && skip < range.count)
    push_one(models, document, clues, (TokenRange){range.first + skip, range.count - skip}, label);
}

/* The user's own names stand above the labels. */
static uint32_t user_length(const Models *models, const Document *document, uint32_t i,
                            uint32_t end) {
  if (!models->user_actors.count) return 0;
  Known known = gazetteer_match(models, document, i, end);
  return known.user ? known.length : 0;
}

/* The length of the listed name of several words that begins at `i`, no nationality; else 0. */
static uint32_t listed_length(const Clue *clues, uint32_t i, uint32_t end) {
  uint8_t kind = clues[i].listed / 4, place = clues[i].listed % 4;
  if (place != 1 || kind == 1 + KNOWN_DEMONYM || kind > LISTED_PLACE) return 0;
  uint32_t stop = i + 1;
  while (stop < end && clues[stop].listed / 4 == kind && clues[stop].listed % 4 == 2) stop++;
  return stop < end && clues[stop].listed == kind * 4 + 3 ? stop + 1 - i : 0;
}

/* A listed name stands above labels of some of its words: [New Orleans], not New [Orleans]. */
static uint32_t listed_above(const Clue *clues, const uint8_t *labels, uint32_t i, uint32_t end) {
  uint32_t length = listed_length(clues, i, end), named = 0, begun = 0;
  for (uint32_t k = i; k < i + length; k++) {
    named += is_named(labels[k]);
    begun += is_named(labels[k]) && labels[k] % 2 == 1;
  }
  bool whole = begun == 1 && named == length;
  bool further = i + length < end && is_named(labels[i + length]) && labels[i + length] % 2 == 0;
  return named && !whole && !further ? length : 0;
}

/* Where a span ends that a listed name within it goes beyond: "[US [Department of Housing] and
 * Urban Development]". */
static uint32_t listed_end(const Clue *clues, TokenRange range, uint32_t end) {
  uint32_t stop = range.first + range.count;
  for (uint32_t i = range.first; i < range.first + range.count; i++) {
    uint32_t listed = i + listed_length(clues, i, end);
    if (listed > stop) stop = listed;
  }
  return stop;
}

/* A word that small would be none of a name is one within a sentence: "with Will Bell", "held Said
 * Bell"; not "So Bell", "In May Bell". */
static bool is_word_as_name(const Document *document, uint32_t i) {
  static const char *const MONTHS[] = {"april", "may", "june", "august"};
  const Tokens *t = &document->tokens;
  bool within = i > document->sentences.items[t->sentence[i]].first &&
                t->kind[i - 1] == TOKEN_WORD && !(t->flags[i] & TOKEN_PARAGRAPH_BEFORE);
  return within && !STR_IN(t->folded[i], MONTHS) &&
         (t->tag[i] == UPOS_AUX || t->tag[i] == UPOS_VERB || t->xpos[i] == XPOS_NNP);
}

/* "Moshe", "Don" before a last name, whatever they were taken for; not "Prince", "Young Mozart". */
static bool is_given_before(const Models *models, const Document *document, TokenRange name) {
  const Tokens *t = &document->tokens;
  uint32_t i = name.first - 1;
  Gender gender;
  if (t->kind[i] != TOKEN_WORD || !(t->flags[i] & TOKEN_CAPITALISED) || t->flags[i] & TOKEN_UPPER ||
      !(t->flags[name.first] & TOKEN_CAPITALISED) || !is_given_name(models, document, i, &gender))
    return false;
  if (title_match(models, document, i, name.first).length) return false;
  if (is_given_name(models, document, name.first, &gender) &&
      (name.count > 1 || !is_surname(models, document, name.first)))
    return false;
  if (is_no_name(models, document, i)) return is_word_as_name(document, i);
  return t->tag[i] != UPOS_ADJ || i > document->sentences.items[t->sentence[i]].first;
}

static void find_spans(const Models *models, Document *document, const Clue *clues,
                       const uint8_t *labels) {
  const Tokens *t = &document->tokens;
  for (uint32_t i = 0; i < t->count;) {
    uint32_t end = i + 1, stop = i + 1;
    const TokenRange *sentence = &document->sentences.items[t->sentence[i]];
    uint32_t own = user_length(models, document, i, sentence->first + sentence->count);
    if (!own) own = listed_above(clues, labels, i, sentence->first + sentence->count);
    if (own) {
      i += push_listed(models, document, clues, i, i + own);
      continue;
    }
    if (!is_named(labels[i])) {
      while (stop < sentence->first + sentence->count && stop < i + 6 && !is_named(labels[stop]))
        stop++;
      uint32_t body = unlabelled_body(models, document, labels, (TokenRange){i, stop - i});
      if (body) push_span(models, document, clues, (TokenRange){i, body}, NAME_B_ORG);
      i += body ? body : push_listed(models, document, clues, i, stop);
      continue;
    }
    while (end < sentence->first + sentence->count && labels[end] == labels[i] + 1 &&
           !user_length(models, document, end, sentence->first + sentence->count))
      end++;
    if (TYPES[(labels[i] - 1) / 2] == ACTOR_ORGANIZATION)
      end = listed_end(clues, (TokenRange){i, end - i}, sentence->first + sentence->count);
    push_span(models, document, clues, (TokenRange){i, end - i}, labels[i]);
    i = end;
  }
}

/* The given names that the labels left out before the last names of people. */
static void take_given(const Models *models, Document *document) {
  const Tokens *t = &document->tokens;
  for (uint32_t n = 0, free = 0; n < document->names.count; n++) {
    Name *name = &document->names.items[n];
    uint32_t first = name->range.first;
    bool open = name->type == ACTOR_PERSON && !name->user && first > free &&
                t->sentence[first - 1] == t->sentence[first];
    free = first + name->range.count;
    if (open && is_given_before(models, document, name->range))
      name->range = (TokenRange){first - 1, name->range.count + 1};
  }
}

void find_names(const Models *models, Document *document) {
  const Clue *clues = find_clues(models, document);
  find_spans(models, document, clues, label_names(models, document, clues));
  tell_names(models, document);
  settle_names(models, document, clues);
  take_given(models, document);
}
