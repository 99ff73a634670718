/* SPDX-License-Identifier: MIT */
/* corpus.c - read CoNLL-U: one pass over the lines, one sentence at a time. */
#include "train/corpus.h"
#include "base/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { LINE_SIZE = 1 << 16, FORM_SIZE = 64, COLUMNS = 10 };

typedef struct {
  char form[FORM_SIZE], folded[FORM_SIZE], lemma[FORM_SIZE];
  uint8_t upos, xpos, relation, name, cue;
  int16_t head;
} Word;

typedef struct { /* one open Entity= span of GUM */
  char id[16];
  uint8_t type; /* NAME_B_*, or NAME_O */
  uint32_t first;
} OpenEntity;

typedef struct {
  Word words[MAX_WORDS];
  uint32_t count;
  bool too_long;
  OpenEntity open[64];
  uint32_t open_count;
  bool has_entities;
} Reader;

static uint8_t find_label(const char *name_of(unsigned), uint32_t count, const char *text) {
  for (uint32_t i = 0; i < count; i++)
    if (strcmp(name_of(i), text) == 0) return (uint8_t)i;
  return UNLABELLED;
}

static uint8_t find_relation(char *text) {
  static const char *const same[][2] = {{"nmod:npmod", "nmod:unmarked"},
                                        {"obl:npmod", "obl:unmarked"},
                                        {"nmod:tmod", "nmod:unmarked"},
                                        {"obl:tmod", "obl:unmarked"}};
  for (size_t i = 0; i < sizeof same / sizeof *same; i++)
    if (strcmp(text, same[i][0]) == 0) return find_label(relation_name, RELATION_COUNT, same[i][1]);
  uint8_t found = find_label(relation_name, RELATION_COUNT, text);
  if (found != UNLABELLED) return found;
  char *colon = strchr(text, ':');
  if (colon) *colon = 0;
  found = find_label(relation_name, RELATION_COUNT, text);
  return found == UNLABELLED ? (uint8_t)REL_DEP : found;
}

static const char *misc_value(const char *misc, const char *key) {
  size_t len = strlen(key);
  for (const char *at = misc; at; at = strchr(at, '|')) {
    if (*at == '|') at++;
    if (strncmp(at, key, len) == 0) return at + len;
  }
  return NULL;
}

static bool value_is(const char *value, const char *name) {
  size_t len = strlen(name);
  return strncmp(value, name, len) == 0 && (value[len] == '|' || value[len] == 0);
}

/* The begin label of a NER= class, NAME_O for dates, numbers, titles and the like. */
static uint8_t ner_class(const char *value) {
  static const struct {
    const char *name;
    uint8_t label;
  } classes[] = {
      {"PERSON", NAME_B_PER},   {"ORGANIZATION", NAME_B_ORG},      {"LOCATION", NAME_B_LOC},
      {"CITY", NAME_B_LOC},     {"STATE_OR_PROVINCE", NAME_B_LOC}, {"COUNTRY", NAME_B_LOC},
      {"MISC", NAME_B_MISC},    {"NATIONALITY", NAME_B_MISC},      {"RELIGION", NAME_B_MISC},
      {"IDEOLOGY", NAME_B_MISC}};
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
    if (value_is(value, classes[i].name)) return classes[i].label;
  return NAME_O;
}

/* O, B or I of cues_data.py. */
static uint8_t cue_label(const char *value) {
  if (!value) return UNLABELLED;
  return *value == 'B' ? CUE_LABEL_FIRST : *value == 'I' ? CUE_LABEL_NEXT : CUE_LABEL_OUT;
}

static uint8_t entity_class(const char *type) {
  if (strncmp(type, "person-", 7) == 0) return NAME_B_PER;
  if (strncmp(type, "organization-", 13) == 0) return NAME_B_ORG;
  if (strncmp(type, "place-", 6) == 0) return NAME_B_LOC;
  return NAME_O;
}

/* A GUM span is a name if its run of proper nouns (with "of", "the" inside) holds the head. */
static void mark_entity(Reader *r, uint32_t first, uint32_t last, uint8_t type) {
  uint32_t head = first;
  for (uint32_t i = first; i <= last; i++)
    if (r->words[i].head < (int)first || r->words[i].head > (int)last) {
      head = i;
      break;
    }
  if (r->words[head].upos != UPOS_PROPN) return;
  uint32_t from = head, to = head;
  while (from > first && r->words[from - 1].upos == UPOS_PROPN) from--;
  while (to < last && (r->words[to + 1].upos == UPOS_PROPN ||
                       (to + 2 <= last && strcmp(r->words[to + 1].folded, "of") == 0 &&
                        r->words[to + 2].upos == UPOS_PROPN)))
    to++;
  for (uint32_t i = from; i <= to; i++) r->words[i].name = (uint8_t)(type + (i > from));
}

/* Inner spans close before outer ones: the outer name wins, as in nested organisations. */
static void read_entities(Reader *r, const char *value, uint32_t word) {
  const char *at = value;
  while (*at && *at != '|') {
    if (*at == '(') {
      OpenEntity *e = &r->open[r->open_count < 63 ? r->open_count++ : 63];
      size_t len = strcspn(at + 1, "-)|(");
      snprintf(e->id, sizeof e->id, "%.*s", (int)(len > 15 ? 15 : len), at + 1);
      const char *type = at + 1 + len;
      e->type = *type == '-' ? entity_class(type + 1) : (uint8_t)NAME_O;
      e->first = word;
      at = type;
      while (*at && !strchr(")|(", *at)) at++;
      if (*at == ')') {
        if (e->type) mark_entity(r, e->first, word, e->type);
        r->open_count--;
        at++;
      }
    } else {
      size_t len = strcspn(at, ")|(");
      if (at[len] != ')') break;
      for (uint32_t i = r->open_count; i-- > 0;)
        if (strlen(r->open[i].id) == len && strncmp(r->open[i].id, at, len) == 0) {
          if (r->open[i].type) mark_entity(r, r->open[i].first, word, r->open[i].type);
          memmove(&r->open[i], &r->open[i + 1], (r->open_count - i - 1) * sizeof r->open[0]);
          r->open_count--;
          break;
        }
      at += len + 1;
    }
  }
}

static void add_sentence(Corpus *corpus, const Reader *r, const CorpusFile *file, SentenceCase as) {
  if (corpus->count == corpus->room) {
    corpus->room = corpus->room ? corpus->room * 2 : 1024;
    corpus->items = realloc(corpus->items, corpus->room * sizeof *corpus->items);
  }
  uint32_t n = r->count;
  Sentence *s = &corpus->items[corpus->count++];
  char *block = malloc((size_t)n * (4 * FEATURE_COUNT + 4 + 5));
  s->count = n;
  s->domain = (uint8_t)file->domain;
  s->has_tree = file->trees;
  s->rows = (uint32_t *)(void *)block;
  s->head = (int16_t *)(void *)(s->rows + (size_t)n * FEATURE_COUNT);
  s->vectors = (uint16_t *)(s->head + n);
  s->upos = (uint8_t *)(s->vectors + n);
  memset(s->vectors, 0, n * sizeof *s->vectors);
  s->xpos = s->upos + n;
  s->relation = s->xpos + n;
  s->name = s->relation + n;
  s->cue = s->name + n;
  s->has_cues = false;
  corpus->tokens += n;
  static char forms[MAX_WORDS][FORM_SIZE];
  TokenText texts[MAX_WORDS];
  for (uint32_t i = 0; i < n; i++) {
    const Word *w = &r->words[i];
    memcpy(forms[i], w->form, FORM_SIZE);
    for (char *c = forms[i]; *c; c++) {
      if (as == CASE_CAPITALS && *c >= 'a' && *c <= 'z') *c = (char)(*c - 32);
      if (as == CASE_LOWER && *c >= 'A' && *c <= 'Z') *c = (char)(*c + 32);
    }
    if (as == CASE_TITLE && (strlen(forms[i]) > 3 || i == 0 || w->upos == UPOS_VERB) &&
        forms[i][0] >= 'a' && forms[i][0] <= 'z')
      forms[i][0] = (char)(forms[i][0] - 32);
    texts[i] =
        (TokenText){forms[i], w->folded, (uint32_t)strlen(forms[i]), (uint32_t)strlen(w->folded)};
    s->upos[i] = w->upos;
    s->xpos[i] = w->xpos;
    s->relation[i] = w->relation;
    s->name[i] = w->name;
    s->cue[i] = w->cue;
    s->has_cues |= w->cue != UNLABELLED;
    s->head[i] = w->head;
  }
  SentenceCase style = features_case(texts, n);
  for (uint32_t i = 0; i < n; i++)
    features_keys(&texts[i], style, i == 0, s->rows + (size_t)i * FEATURE_COUNT);
}

/* ---- headlines: sentences without articles, forms of "be", full stop and past tense ---- */

static bool ends_in(const char *text, const char *end) {
  size_t len = strlen(text), size = strlen(end);
  return len >= size && strcmp(text + len - size, end) == 0;
}

static void make_present(Word *w) {
  char out[FORM_SIZE + 4];
  size_t len = strlen(w->lemma);
  if (strcmp(w->lemma, w->folded) == 0) return; /* some teachers know no lemmas */
  if (len < 2 || len > FORM_SIZE - 4 || strcmp(w->lemma, "be") == 0 ||
      strcmp(w->lemma, "have") == 0)
    return;
  bool es = ends_in(w->lemma, "s") || ends_in(w->lemma, "x") || ends_in(w->lemma, "z") ||
            ends_in(w->lemma, "ch") || ends_in(w->lemma, "sh") || ends_in(w->lemma, "o");
  bool ies = w->lemma[len - 1] == 'y' && !strchr("aeiou", w->lemma[len - 2]);
  snprintf(out, sizeof out, "%.*s%s", (int)(ies ? len - 1 : len), w->lemma,
           ies  ? "ies"
           : es ? "es"
                : "s");
  snprintf(w->form, sizeof w->form, "%.*s", FORM_SIZE - 1, out);
  memcpy(w->folded, w->form, sizeof w->folded);
  w->xpos = XPOS_VBZ;
}

static bool falls_in_headlines(const Word *w, bool last) {
  static const char *const articles[] = {"a", "an", "the", "is", "are", "was", "were", "been"};
  if (last && strcmp(w->folded, ".") == 0) return true;
  if (w->relation != REL_DET && w->relation != REL_AUX && w->relation != REL_AUX_PASS) return false;
  for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
    if (strcmp(w->folded, articles[i]) == 0) return true;
  return false;
}

/* `out` becomes the sentence of `r` as a headline; false if it makes none. */
static bool make_headline(const Reader *r, Reader *out) {
  int16_t place[MAX_WORDS];
  bool has_dependent[MAX_WORDS] = {false};
  if (r->count < 5 || r->count > 26) return false;
  for (uint32_t i = 0; i < r->count; i++)
    if (r->words[i].head >= 0) has_dependent[r->words[i].head] = true;
  out->count = 0;
  for (uint32_t i = 0; i < r->count; i++) {
    place[i] = (int16_t)out->count;
    if (falls_in_headlines(&r->words[i], i + 1 == r->count) && !has_dependent[i]) continue;
    out->words[out->count++] = r->words[i];
  }
  if (out->count + 2 > r->count) return false;
  for (uint32_t i = 0; i < out->count; i++) {
    Word *w = &out->words[i];
    if (w->head >= 0) w->head = place[w->head];
    if (w->xpos == XPOS_VBD && w->upos == UPOS_VERB) make_present(w);
  }
  return true;
}

static void add_headline(Corpus *corpus, const Reader *r, const CorpusFile *file, uint32_t dice) {
  static Reader out;
  static const SentenceCase as[] = {CASE_TITLE, CASE_CAPITALS, CASE_TITLE, CASE_PLAIN};
  if (make_headline(r, &out)) add_sentence(corpus, &out, file, as[dice % 4]);
}

/* Two sentences that no splitter took apart: the second hangs on the first. */
static void add_joined(Corpus *corpus, const Reader *before, const Reader *r,
                       const CorpusFile *file) {
  static Reader out;
  int16_t root = 0;
  if (before->count < 3 || r->count < 3 || before->count + r->count > 60) return;
  out = *before;
  for (uint32_t i = 0; i < before->count; i++)
    if (before->words[i].head < 0) root = (int16_t)i;
  for (uint32_t i = 0; i < r->count; i++) {
    Word *w = &out.words[out.count++];
    *w = r->words[i];
    if (w->head < 0) w->head = root, w->relation = REL_PARATAXIS;
    else w->head = (int16_t)(w->head + (int)before->count);
  }
  add_sentence(corpus, &out, file, CASE_PLAIN);
}

static void close_sentence(Corpus *corpus, Reader *r, const CorpusFile *file) {
  bool good = r->count > 0 && !r->too_long;
  int roots = 0;
  for (uint32_t i = 0; i < r->count; i++) {
    if (r->words[i].head >= (int)r->count || r->words[i].head == (int)i) good = false;
    roots += r->words[i].head < 0;
  }
  if (file->trees && roots != 1) good = false;
  if (file->names)
    for (uint32_t i = r->count; i-- > 1;)
      if (r->words[i].name && r->words[i].name == r->words[i - 1].name) r->words[i].name++;
  if (good) {
    add_sentence(corpus, r, file, CASE_PLAIN);
    uint32_t dice = (uint32_t)(corpus->count * 2654435761u) >> 16;
    if (file->recase && dice % 24 < 3) {
      const SentenceCase as[] = {CASE_CAPITALS, CASE_LOWER, CASE_TITLE};
      add_sentence(corpus, r, file, as[dice % 24]);
    }
    if (file->recase && file->trees && (dice >> 5) % 6 == 0)
      add_headline(corpus, r, file, dice >> 9);
    static Reader before; /* the sentence before it, for run-on sentences */
    if (file->recase && file->trees && (dice >> 4) % 20 == 0) add_joined(corpus, &before, r, file);
    before = *r;
  }
  r->count = 0;
  r->too_long = false;
}

static void read_word(Reader *r, char **column, const CorpusFile *file) {
  if (r->count == MAX_WORDS) {
    r->too_long = true;
    return;
  }
  Word *w = &r->words[r->count];
  snprintf(w->form, sizeof w->form, "%.*s", FORM_SIZE - 1, column[1]);
  char folded[2 * FORM_SIZE + 4];
  uint32_t len = utf8_fold(w->form, (uint32_t)strlen(w->form), folded);
  snprintf(w->folded, sizeof w->folded, "%.*s", (int)len, folded);
  snprintf(w->lemma, sizeof w->lemma, "%.*s", FORM_SIZE - 1, column[2]);
  w->upos = find_label(upos_name, UPOS_COUNT, column[3]);
  w->xpos = find_label(xpos_name, XPOS_COUNT, column[4]);
  w->head = (int16_t)(atoi(column[6]) - 1);
  w->relation = find_relation(column[7]);
  if (file->domain == DOMAIN_NEWS && w->relation == REL_DEP) w->relation = UNLABELLED;
  w->name = file->names || r->has_entities ? (uint8_t)NAME_O : (uint8_t)UNLABELLED;
  const char *ner = file->names ? misc_value(column[9], "NER=") : NULL;
  if (ner) w->name = ner_class(ner);
  w->cue = cue_label(misc_value(column[9], "Cue="));
  r->count++;
}

/* Entities need the heads of the whole sentence: read them when it is closed. */
static void read_sentence_entities(Reader *r, char (*misc)[512]) {
  for (uint32_t i = 0; i < r->count; i++)
    if (misc[i][0]) read_entities(r, misc[i], i);
  r->open_count = 0;
}

bool corpus_read(Corpus *corpus, const CorpusFile *file) {
  gzFile in = gzopen(file->path, "rb");
  if (!in) return false;
  static char line[LINE_SIZE], misc[MAX_WORDS][512];
  Reader *r = calloc(1, sizeof *r);
  size_t start = corpus->tokens;
  while (gzgets(in, line, sizeof line)) {
    line[strcspn(line, "\r\n")] = 0;
    if (line[0] == '#') {
      if (strncmp(line, "# global.Entity", 15) == 0) r->has_entities = true;
      continue;
    }
    if (line[0] == 0) {
      if (r->has_entities) read_sentence_entities(r, misc);
      close_sentence(corpus, r, file);
      if (file->max_tokens && corpus->tokens - start > file->max_tokens) break;
      continue;
    }
    char *column[COLUMNS] = {line};
    int columns = 1;
    for (char *c = line; *c && columns < COLUMNS; c++)
      if (*c == '\t') *c = 0, column[columns++] = c + 1;
    if (columns < COLUMNS || strpbrk(column[0], "-.")) continue;
    uint32_t at = r->count;
    read_word(r, column, file);
    if (r->count == at) continue;
    const char *entity = r->has_entities ? misc_value(column[9], "Entity=") : NULL;
    snprintf(misc[at], sizeof misc[at], "%.*s", 511, entity ? entity : "");
  }
  close_sentence(corpus, r, file);
  free(r);
  gzclose(in);
  return true;
}
