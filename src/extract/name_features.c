/* SPDX-License-Identifier: MIT */
#include "extract/name_features.h"

enum {
  IS_GIVEN_F = 1,
  IS_GIVEN_M = 2,
  IS_GIVEN = 4,
  IS_SURNAME = 8,
  IS_TITLE = 16,
  IS_HONORIFIC = 32
};
enum {
  SEEN_LARGE = 1,
  SEEN_SMALL = 2,
  SEEN_AFTER_GIVEN = 4,
  SEEN_AFTER_TITLE = 8,
  SEEN_BEFORE_BODY = 16,
  SEEN_AFTER_PLACE_WORD = 32,
  SEEN_AFTER_LARGE = 64,
  SEEN_BEFORE_LARGE = 128,
  SEEN_IN_BRACKETS = 256
};
enum { SET_FIRST = 1, SET_HEADLINE = 2, SET_QUOTE = 4 };
enum { WORD_NONE, WORD_BODY, WORD_PLACE, WORD_INSIDE, WORD_BEFORE_PLACE, WORD_NO_NAME };

typedef struct {
  const Models *models;
  Document *document;
  Clue *clues;
} Finder;

static bool is_large(const Tokens *t, uint32_t i) {
  return t->kind[i] == TOKEN_WORD && (t->flags[i] & TOKEN_CAPITALISED);
}

/* ---- lists ---- */

static uint8_t list_of(const Known *known) {
  if (known->type == ACTOR_COUNTRY) return (uint8_t)(1 + known->known_as);
  return known->type == ACTOR_ORGANIZATION ? 5 : known->country[0] ? 6 : LISTED_PLACE;
}

enum { LISTED_SMALL = 8 };

static void mark_entry(Clue *clues, uint32_t length, uint8_t list) {
  for (uint32_t k = 0; k < length; k++) {
    uint32_t place = length == 1 ? 0 : k == 0 ? 1 : k + 1 == length ? 3 : 2;
    clues[k].listed = (uint8_t)(list * 4 + place);
  }
}

static void mark_listed(Finder *f, TokenRange sentence) {
  uint32_t end = sentence.first + sentence.count;
  for (uint32_t i = sentence.first; i < end;) {
    Known known = gazetteer_match(f->models, f->document, i, end);
    uint32_t length = known.length;
    uint8_t list = length ? list_of(&known) : LISTED_SMALL;
    if (!length) length = gazetteer_match_small(f->models, f->document, i, end);
    mark_entry(f->clues + i, length, list);
    i += length ? length : 1;
  }
}

static uint8_t word_kind(const Finder *f, uint32_t i) {
  const Tokens *t = &f->document->tokens;
  uint32_t length;
  const Lexicon *words = &f->models->name_words;
  const LexiconEntry *entry = lexicon_may_begin(words, t->lists, i)
                                  ? lexicon_match(words, t->folded + i, t->hash + i, 1, &length)
                                  : NULL;
  if (!entry) return is_no_name(f->models, f->document, i) ? WORD_NO_NAME : WORD_NONE;
  Str kind = entry->column[0];
  return str_is(kind, "organization") ? WORD_BODY
         : str_is(kind, "place")      ? WORD_PLACE
         : str_is(kind, "inside")     ? WORD_INSIDE
                                      : WORD_BEFORE_PLACE;
}

static void mark_people(Finder *f, TokenRange sentence) {
  uint32_t end = sentence.first + sentence.count;
  for (uint32_t i = sentence.first; i < end; i++) {
    Clue *clue = &f->clues[i];
    Gender gender;
    clue->word = word_kind(f, i);
    if (f->document->tokens.kind[i] != TOKEN_WORD) continue;
    Title title = title_match(f->models, f->document, i, end);
    for (uint32_t k = 0; k < title.length; k++)
      f->clues[i + k].person |= title.kind == TITLE_HONORIFIC ? IS_HONORIFIC : IS_TITLE;
    if (is_given_name(f->models, f->document, i, &gender))
      clue->person |= gender == GENDER_FEMALE ? IS_GIVEN_F
                      : gender == GENDER_MALE ? IS_GIVEN_M
                                              : IS_GIVEN;
    if (is_surname(f->models, f->document, i)) clue->person |= IS_SURNAME;
  }
}

/* ---- shape and setting ---- */

static uint8_t shape_of(const Document *d, uint32_t i) {
  const Tokens *t = &d->tokens;
  Str word = document_text(d, t->span[i]);
  if (t->kind[i] == TOKEN_NUMBER) return 1;
  if (t->kind[i] != TOKEN_WORD)
    return (uint8_t)(t->kind[i] == TOKEN_ADDRESS ? 12
                     : word.bytes[0] == '.'      ? 2
                     : word.bytes[0] == '-'      ? 3
                     : word.bytes[0] == ','      ? 4
                                                 : 5);
  bool dot = word.bytes[word.len - 1] == '.', inner = false;
  for (uint32_t k = 1; k < word.len; k++) inner |= word.bytes[k] >= 'A' && word.bytes[k] <= 'Z';
  if (t->flags[i] & TOKEN_UPPER) return word.len < 4 ? 6 : 7;
  if (t->flags[i] & TOKEN_CAPITALISED) return dot ? 8 : word.len == 1 ? 9 : inner ? 10 : 11;
  return inner ? 13 : 0;
}

static bool is_shouted(const Document *d, TokenRange sentence) {
  const Tokens *t = &d->tokens;
  uint32_t words = 0, upper = 0;
  for (uint32_t i = sentence.first; i < sentence.first + sentence.count; i++)
    if (t->kind[i] == TOKEN_WORD && t->span[i].len > 1)
      words++, upper += (t->flags[i] & TOKEN_UPPER) != 0;
  return words > 2 && 4 * upper > 3 * words;
}

static bool is_headline(const Document *d, TokenRange sentence) {
  const Tokens *t = &d->tokens;
  uint32_t words = 0, large = 0;
  for (uint32_t i = sentence.first; i < sentence.first + sentence.count; i++)
    if (t->kind[i] == TOKEN_WORD && t->span[i].len > 3) words++, large += is_large(t, i);
  return words > 2 && 4 * large > 3 * words;
}

static void mark_setting(Finder *f, TokenRange sentence) {
  const Tokens *t = &f->document->tokens;
  uint8_t common = is_headline(f->document, sentence) ? SET_HEADLINE : 0;
  bool first = true, shouted = is_shouted(f->document, sentence);
  for (uint32_t i = sentence.first; i < sentence.first + sentence.count; i++) {
    Clue *clue = &f->clues[i];
    clue->shape = shape_of(f->document, i);
    if (shouted && (t->flags[i] & TOKEN_UPPER)) clue->shape = SHAPE_SHOUTED;
    clue->setting =
        (uint8_t)(common | (t->quote[i] != NONE ? SET_QUOTE : 0) | (first ? SET_FIRST : 0));
    if (t->kind[i] == TOKEN_WORD || t->kind[i] == TOKEN_NUMBER) first = false;
  }
}

/* ---- the rest of the document ---- */

typedef struct {
  uint32_t hash;
  uint16_t seen;
  uint8_t times;
} MemorySlot;
typedef struct {
  MemorySlot *slots;
  uint32_t mask;
} Memory;

static MemorySlot *memory_slot(const Memory *memory, uint32_t hash) {
  for (uint32_t i = hash;; i++) {
    MemorySlot *slot = &memory->slots[i & memory->mask];
    if (!slot->times || slot->hash == hash) return slot;
  }
}

static uint16_t seen_here(const Finder *f, uint32_t i) {
  const Tokens *t = &f->document->tokens;
  const Clue *c = f->clues;
  if (!is_large(t, i)) return SEEN_SMALL;
  bool before = i > 0 && t->sentence[i - 1] == t->sentence[i],
       after = i + 1 < t->count && t->sentence[i + 1] == t->sentence[i];
  uint16_t seen = c[i].setting & (SET_FIRST | SET_HEADLINE) ? 0 : SEEN_LARGE;
  if (before && after && str_is(t->folded[i - 1], "(") && str_is(t->folded[i + 1], ")"))
    seen |= SEEN_IN_BRACKETS;
  if (c[i].setting & SET_HEADLINE) return seen;
  if (before && is_large(t, i - 1) && (c[i - 1].person & (IS_GIVEN | IS_GIVEN_F | IS_GIVEN_M)))
    seen |= SEEN_AFTER_GIVEN;
  if (before && (c[i - 1].person & (IS_HONORIFIC | IS_TITLE))) seen |= SEEN_AFTER_TITLE;
  if (after && is_large(t, i + 1) && c[i + 1].word == WORD_BODY) seen |= SEEN_BEFORE_BODY;
  if (before && c[i - 1].word == WORD_BEFORE_PLACE) seen |= SEEN_AFTER_PLACE_WORD;
  if (before && is_large(t, i - 1)) seen |= SEEN_AFTER_LARGE;
  if (after && is_large(t, i + 1)) seen |= SEEN_BEFORE_LARGE;
  return seen;
}

static void mark_memory(Finder *f) {
  const Tokens *t = &f->document->tokens;
  uint32_t capacity = 64;
  while (capacity < 2 * t->count) capacity *= 2;
  Memory memory = {NEW_ARRAY(&f->document->arena, MemorySlot, capacity), capacity - 1};
  for (uint32_t i = 0; i < t->count; i++) {
    if (t->kind[i] != TOKEN_WORD) continue;
    MemorySlot *slot = memory_slot(&memory, t->hash[i]);
    slot->hash = t->hash[i];
    slot->seen |= seen_here(f, i);
    if (slot->times < 255) slot->times++;
  }
  for (uint32_t i = 0; i < t->count; i++)
    if (t->kind[i] == TOKEN_WORD) f->clues[i].memory = memory_slot(&memory, t->hash[i])->seen;
}

bool clue_is_headline(const Clue *clue) { return clue->setting & SET_HEADLINE; }

bool clue_is_settled(const Clue *clue, bool noun) {
  bool may_begin = noun && !clue->word; /* "Goldex says", not "May" */
  return (may_begin || !(clue->setting & SET_FIRST)) && (clue->memory & SEEN_LARGE) &&
         !(clue->memory & SEEN_SMALL);
}

/* ---- which tokens may be in a name ---- */

static bool is_core(const Finder *f, uint32_t i) {
  const Tokens *t = &f->document->tokens;
  const Clue *clue = &f->clues[i];
  bool proper = t->xpos[i] == XPOS_NNP || t->xpos[i] == XPOS_NNPS;
  return proper || clue->listed || t->name_label[i] != NAME_O ||
         (is_large(t, i) && clue->word != WORD_NO_NAME && !(clue->setting & SET_FIRST)) ||
         (is_large(t, i) && (clue->memory & SEEN_LARGE)) || (is_large(t, i) && clue->person);
}

static void mark_classes(Finder *f, TokenRange sentence) {
  const Tokens *t = &f->document->tokens;
  uint32_t end = sentence.first + sentence.count;
  for (uint32_t i = sentence.first; i < end; i++) {
    uint32_t head = t->head[i];
    if (f->clues[i].active && head != NONE && !f->clues[head].coarse)
      f->clues[head].coarse =
          word_classes_find(&f->models->word_classes, t->lemma_hash[head]).coarse;
    bool near = f->clues[i].active || (i + 1 < end && f->clues[i + 1].active) ||
                (i > sentence.first && f->clues[i - 1].active);
    if (!near || t->kind[i] != TOKEN_WORD) continue;
    WordClass class = word_classes_find(&f->models->word_classes, t->hash[i]);
    f->clues[i].coarse = class.coarse;
    f->clues[i].fine = class.fine;
  }
}

/* Cores, and up to three words between two of them. */
static void mark_active(Finder *f, TokenRange sentence) {
  uint32_t end = sentence.first + sentence.count, last = NONE;
  for (uint32_t i = sentence.first; i < end; i++) {
    if (!is_core(f, i)) continue;
    f->clues[i].active = true;
    for (uint32_t k = last == NONE || i - last > 4 ? i : last + 1; k < i; k++)
      f->clues[k].active = true;
    last = i;
  }
  for (uint32_t i = sentence.first, run = 0; i < end; i++) {
    run = f->clues[i].active ? run + 1 : 0;
    f->clues[i].run = (uint8_t)((run < 4 ? run : 4) * 2 + (i + 1 < end && f->clues[i + 1].active));
  }
}

Clue *find_clues(const Models *models, Document *document) {
  Finder f = {models, document, NEW_ARRAY(&document->arena, Clue, document->tokens.count + 1)};
  for (uint32_t s = 0; s < document->sentences.count; s++) {
    mark_listed(&f, document->sentences.items[s]);
    mark_people(&f, document->sentences.items[s]);
    mark_setting(&f, document->sentences.items[s]);
  }
  mark_memory(&f);
  for (uint32_t s = 0; s < document->sentences.count; s++) {
    mark_active(&f, document->sentences.items[s]);
    mark_classes(&f, document->sentences.items[s]);
  }
  return f.clues;
}

/* ---- features ---- */

enum {
  F_WORD = 1,
  F_PAIR,
  F_SHAPE,
  F_SHAPES,
  F_PREFIX,
  F_SUFFIX,
  F_XPOS,
  F_XPOSES,
  F_LISTED,
  F_LISTEDS,
  F_PERSON,
  F_PERSONS,
  F_KIND,
  F_KINDS,
  F_MEMORY,
  F_SETTING,
  F_TREE,
  F_RUN,
  F_BESIDE,
  F_FINE,
  F_COARSE,
  F_CLASS_SHAPE,
  F_LENGTH,
  F_BIAS
};

static uint32_t end_hash(Str word, uint32_t len, bool suffix) {
  if (word.len < len) len = word.len;
  return str_hash((Str){suffix ? word.bytes + word.len - len : word.bytes, len});
}

typedef struct {
  const Tokens *t;
  const Clue *c;
  uint32_t first, end, at;
} View;

static bool has(const View *v, int offset) {
  uint32_t i = v->at + (uint32_t)offset;
  return i >= v->first && i < v->end && (offset >= 0 || v->at >= v->first + (uint32_t)-offset);
}
#define AT(field, offset) (has(v, offset) ? v->field[v->at + (uint32_t)(offset)] : 0)
#define CLUE(field, offset)                                                                        \
  (has(v, offset) ? (uint32_t)v->c[v->at + (uint32_t)(offset)].field : 255u)

static void add_words(const View *v, Features *f) {
  Str word = v->t->folded[v->at];
  for (int d = -2; d <= 2; d++) feature_add(f, F_WORD, AT(t->hash, d), (uint32_t)(d + 2));
  feature_add(f, F_PAIR, AT(t->hash, -1), v->t->hash[v->at]);
  feature_add(f, F_PAIR, v->t->hash[v->at], AT(t->hash, 1) + 1);
  for (uint32_t len = 2; len <= 4; len++) feature_add(f, F_SUFFIX, end_hash(word, len, true), len);
  for (uint32_t len = 2; len <= 3; len++) feature_add(f, F_PREFIX, end_hash(word, len, false), len);
  for (int d = -1; d <= 1; d += 2)
    if (has(v, d))
      feature_add(f, F_SUFFIX, end_hash(v->t->folded[v->at + (uint32_t)d], 3, true),
                  10 + (uint32_t)d);
}

static void add_shapes(const View *v, Features *f) {
  for (int d = -1; d <= 1; d++) {
    feature_add(f, F_SHAPE, CLUE(shape, d), (uint32_t)(d + 1));
    feature_add(f, F_XPOS, AT(t->xpos, d), (uint32_t)(d + 1));
  }
  feature_add(f, F_SHAPES, CLUE(shape, -1) * 256 + CLUE(shape, 0), CLUE(shape, 1));
  feature_add(f, F_XPOSES, AT(t->xpos, -1), v->t->xpos[v->at]);
  feature_add(f, F_XPOSES, v->t->xpos[v->at], 100u + AT(t->xpos, 1));
  feature_add(f, F_SETTING, CLUE(shape, 0), CLUE(setting, 0));
  feature_add(f, F_RUN, CLUE(run, 0), CLUE(setting, 0));
}

static void add_lists(const View *v, Features *f) {
  for (int d = -1; d <= 1; d++) {
    feature_add(f, F_LISTED, CLUE(listed, d), (uint32_t)(d + 1));
    feature_add(f, F_PERSON, CLUE(person, d), (uint32_t)(d + 1));
    feature_add(f, F_KIND, CLUE(word, d), (uint32_t)(d + 1));
  }
  feature_add(f, F_LISTED, CLUE(listed, 0), 10 + CLUE(shape, 0));
  feature_add(f, F_LISTED, CLUE(listed, 0), 40 + CLUE(word, -1));
  feature_add(f, F_LISTEDS, CLUE(listed, -1), CLUE(listed, 0));
  feature_add(f, F_LISTEDS, CLUE(listed, 0), 256 + CLUE(listed, 1));
  feature_add(f, F_PERSONS, CLUE(person, -1), CLUE(person, 0));
  feature_add(f, F_PERSONS, CLUE(person, 0), 256 + CLUE(person, 1));
  feature_add(f, F_PERSONS, CLUE(person, 0), 512 + CLUE(listed, 0));
  feature_add(f, F_KINDS, CLUE(word, 0), CLUE(word, 1));
  feature_add(f, F_KINDS, CLUE(shape, 0), 256 + CLUE(word, 1));
  feature_add(f, F_KINDS, CLUE(shape, 0), 512 + CLUE(word, -1));
  for (int d = 0; d <= 1; d++) feature_add(f, F_MEMORY, CLUE(memory, d), (uint32_t)d);
  feature_add(f, F_MEMORY, CLUE(memory, 0), 100 + CLUE(shape, 0));
}

static void add_classes(const View *v, Features *f) {
  for (int d = -1; d <= 1; d++) {
    feature_add(f, F_FINE, CLUE(fine, d), (uint32_t)(d + 1));
    feature_add(f, F_COARSE, CLUE(coarse, d), (uint32_t)(d + 1));
  }
  feature_add(f, F_CLASS_SHAPE, CLUE(fine, 0), CLUE(shape, 0));
  feature_add(f, F_CLASS_SHAPE, CLUE(fine, 0), 256 + CLUE(shape, 1));
  feature_add(f, F_COARSE, CLUE(coarse, 0), 256 + CLUE(coarse, -1));
  feature_add(f, F_COARSE, CLUE(coarse, 0), 512 + CLUE(coarse, 1));
  uint32_t length = v->end - v->first;
  feature_add(f, F_LENGTH, length < 8 ? length : 8, CLUE(shape, 0));
}

static void add_surroundings(const View *v, Features *f) {
  const Tokens *t = v->t;
  uint32_t head = t->head[v->at], before = v->at, after = v->at;
  uint32_t governor = head == NONE ? 0 : t->lemma_hash[head];
  feature_add(f, F_TREE, governor, t->relation[v->at]);
  feature_add(f, F_TREE, t->relation[v->at], 1000);
  if (head != NONE) feature_add(f, F_TREE, v->c[head].coarse, 2000u + t->relation[v->at]);
  while (before > v->first && v->c[before].active && v->at - before < 8) before--;
  while (after + 1 < v->end && v->c[after].active && after - v->at < 8) after++;
  feature_add(f, F_BESIDE, t->hash[before], 1);
  feature_add(f, F_BESIDE, t->hash[after], 2);
  feature_add(f, F_BIAS, 0, 0);
}

void name_features(const Document *document, const Clue *clues, uint32_t token, Features *f) {
  TokenRange sentence = document->sentences.items[document->tokens.sentence[token]];
  View view = {&document->tokens, clues, sentence.first, sentence.first + sentence.count, token};
  f->count = 0;
  add_words(&view, f);
  add_shapes(&view, f);
  add_lists(&view, f);
  add_classes(&view, f);
  add_surroundings(&view, f);
}
