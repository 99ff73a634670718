/* SPDX-License-Identifier: MIT */
/* names.c - proper names: runs of capitalised words, typed by what the lists know of them,
 * by their last word ("Ministry", "County"), by a title before them and by the name labels. */
#include "extract/gazetteer.h"
#include "extract/passes.h"

typedef struct {
  const Models *models;
  Document *document;
  uint32_t end; /* of the sentence */
  bool headline; /* most words of the sentence are written large */
} Scan;

static bool capitalised(const Scan *s, uint32_t i) {
  const Tokens *t = &s->document->tokens;
  return t->kind[i] == TOKEN_WORD && (t->flags[i] & TOKEN_CAPITALISED);
}

static bool is_word(const Scan *s, uint32_t i, const char *word) {
  return i < s->end && str_is(s->document->tokens.folded[i], word);
}

static bool in_list(const Scan *s, uint32_t i, const Lexicon *lexicon, const char *kind) {
  const Tokens *t = &s->document->tokens;
  uint32_t length;
  const LexiconEntry *entry = lexicon_match(lexicon, t->folded + i, t->hash + i, 1, &length);
  return entry && str_is(entry->column[0], kind);
}

/* "van der", "bin", "-": what may stand inside a name between two capitalised words. */
static uint32_t skip_connectors(const Scan *s, uint32_t i) {
  uint32_t at = i;
  while (at < s->end && at < i + 3 && in_list(s, at, &s->models->name_words, "inside")) at++;
  return at;
}

/* The end of the run of capitalised words that begins at `first`. */
static uint32_t run_end(const Scan *s, uint32_t first) {
  uint32_t end = first + 1;
  bool organisation = in_list(s, first, &s->models->name_words, "organization");
  while (end < s->end) {
    if (capitalised(s, end)) {
      if (is_no_name(s->models, s->document, end) &&
          !in_list(s, end, &s->models->name_words, "organization")) break;
      organisation |= in_list(s, end, &s->models->name_words, "organization");
      end++;
      continue;
    }
    uint32_t next = skip_connectors(s, end);
    if (next == end && organisation && (is_word(s, end, "of") || is_word(s, end, "for")))
      next = end + 1 + (is_word(s, end + 1, "the") ? 1 : 0);
    if (next == end || next >= s->end || !capitalised(s, next) ||
        is_no_name(s->models, s->document, next)) break;
    end = next + 1;
  }
  return end;
}

static bool after_place_word(const Scan *s, uint32_t first, uint32_t sentence) {
  return first > sentence && in_list(s, first - 1, &s->models->name_words, "before-place");
}

static void push(Scan *s, uint32_t first, uint32_t end, uint8_t type, const Known *known) {
  Name name = {.range = {first, end - first}, .type = type};
  if (known && known->length == end - first) {
    memcpy(name.country, known->country, sizeof name.country);
    name.canonical = known->canonical;
    name.demonym = known->known_as == KNOWN_DEMONYM;
  }
  ARRAY_PUSH(&s->document->arena, &s->document->names, name);
}

/* Types the words first .. end-1, which no list knows as a whole; false: no name after all. */
static bool guess_type(Scan *s, uint32_t first, uint32_t end, uint32_t sentence, bool titled,
                       uint8_t *type) {
  const Models *m = s->models;
  const Tokens *t = &s->document->tokens;
  Gender gender;
  bool opening = first == sentence || s->headline;
  uint8_t label = t->name_label ? t->name_label[end - 1] : NAME_O;
  *type = ACTOR_PERSON;
  if (titled) return true;
  if (label != NAME_O && label < NAME_B_MISC)
    return *type = label <= NAME_I_PER ? ACTOR_PERSON : label <= NAME_I_ORG ? ACTOR_ORGANIZATION : ACTOR_PLACE, true;
  if (end - first > 1 && is_given_name(m, s->document, first, &gender)) return true;
  *type = ACTOR_ORGANIZATION;
  for (uint32_t i = first; i < end; i++)
    if (in_list(s, i, &m->name_words, "organization") && (end - first > 1)) return true;
  *type = ACTOR_PLACE;
  if (end - first > 1 && in_list(s, end - 1, &m->name_words, "place")) return true;
  if (after_place_word(s, first, sentence) && !s->headline) return true;
  *type = ACTOR_PERSON;
  if (end - first > 1 && is_surname(m, s->document, end - 1) && !s->headline) return true;
  if (end - first == 1 && !opening && (is_given_name(m, s->document, first, &gender) ||
                                       is_surname(m, s->document, first))) return true;
  *type = ACTOR_ORGANIZATION;
  if (end - first == 1 && (t->flags[first] & TOKEN_UPPER) && t->span[first].len <= 6 && !opening) return true;
  return !opening && end - first > 1;
}

/* One run: titles off its front, nationalities apart, then the lists, then a guess. */
static void add_run(Scan *s, uint32_t first, uint32_t end, uint32_t sentence) {
  bool titled = false;
  while (first < end) {
    Known known = gazetteer_match(s->models, s->document, first, end);
    Title title = title_match(s->models, s->document, first, end);
    if (known.length == end - first) {
      if (titled && known.type == ACTOR_PLACE) known.type = ACTOR_PERSON, known.canonical = (Str){0}, known.country[0] = 0;
      push(s, first, end, known.type, &known);
      return;
    }
    bool organisation = in_list(s, end - 1, &s->models->name_words, "organization");
    if (title.length && title.length < end - first && !organisation && title.length >= known.length) {
      first += title.length;
      if (is_word(s, first, ".")) first++;
      titled = true;
      continue;
    }
    if (is_no_name(s->models, s->document, first) && !known.length) {
      first++;
      continue;
    }
    Gender gender;
    bool person = is_given_name(s->models, s->document, first, &gender) && known.type == ACTOR_PLACE;
    if (known.length && known.length < end - first && !organisation && !person && !titled &&
        known.known_as != KNOWN_CAPITAL) {
      push(s, first, first + known.length, known.type, &known);
      first += known.length;
      continue;
    }
    uint8_t type;
    if (guess_type(s, first, end, sentence, titled, &type)) push(s, first, end, type, NULL);
    return;
  }
}

static bool is_headline(const Scan *s, TokenRange sentence) {
  uint32_t words = 0, large = 0;
  for (uint32_t i = sentence.first; i < s->end; i++)
    if (s->document->tokens.kind[i] == TOKEN_WORD && s->document->tokens.span[i].len > 3)
      words++, large += capitalised(s, i);
  return words > 2 && 4 * large > 3 * words;
}

static void scan_sentence(Scan *s, TokenRange sentence) {
  s->end = sentence.first + sentence.count;
  s->headline = is_headline(s, sentence);
  for (uint32_t i = sentence.first; i < s->end;) {
    Known known = gazetteer_match(s->models, s->document, i, s->end);
    if (!capitalised(s, i)) {
      if (known.length) push(s, i, i + known.length, known.type, &known);
      i += known.length ? known.length : 1;
      continue;
    }
    uint32_t end = known.length > 1 ? i + known.length : run_end(s, i);
    if (end < i + known.length) end = i + known.length;
    add_run(s, i, end, sentence.first);
    i = end;
  }
}

void find_names(const Models *models, Document *document) {
  Scan s = {.models = models, .document = document};
  for (uint32_t i = 0; i < document->sentences.count; i++)
    scan_sentence(&s, document->sentences.items[i]);
}
