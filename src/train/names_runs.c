/* SPDX-License-Identifier: MIT */
#include "train/names_runs.h"
#include "extract/name_chain.h"
#include "extract/name_features.h"
#include "language/passes.h"
#include <stdio.h>
#include <stdlib.h>

enum { COUNTS_LOG2 = 22, LINE = 4096, LEAST = 5 };

typedef struct {
  uint32_t start, end;
  uint8_t label;
} NameSpan;
typedef struct {
  char *text;
  uint32_t len, count;
  Kind kind;
  NameSpan *spans;
} Text;

static uint8_t label_of(const char *name) {
  return !strcmp(name, "PER")   ? NAME_B_PER
         : !strcmp(name, "ORG") ? NAME_B_ORG
         : !strcmp(name, "LOC") ? NAME_B_LOC
                                : NAME_B_MISC;
}

static bool read_text(FILE *file, char *line, Text *text) {
  unsigned len;
  *text = (Text){0};
  text->kind = strstr(line, " ewt") ? EWT : strstr(line, " gum") ? GUM : SILVER;
  if (!fgets(line, LINE, file) || sscanf(line, "T %u", &len) != 1) return false;
  text->len = len;
  text->text = must_alloc(len + 1);
  if (fread(text->text, 1, len, file) != len) return false;
  fgetc(file);
  while (fgets(line, LINE, file) && line[0] != 'D') {
    char name[16];
    text->spans = must_realloc(text->spans, sizeof *text->spans * (text->count + 1));
    NameSpan *span = &text->spans[text->count];
    if (sscanf(line, "%u %u %15s", &span->start, &span->end, name) == 3)
      span->label = label_of(name), text->count++;
  }
  return true;
}

static void label_tokens(const Text *text, const Document *d, const Clue *clues, uint8_t *gold) {
  const Tokens *t = &d->tokens;
  for (uint32_t i = 0, s = 0; i < t->count; i++) {
    while (s < text->count && text->spans[s].end <= t->span[i].start) s++;
    bool inside = s < text->count && t->span[i].start + t->span[i].len > text->spans[s].start;
    bool first = inside && (i == 0 || t->span[i - 1].start < text->spans[s].start);
    gold[i] = !inside ? (uint8_t)NAME_O : (uint8_t)(text->spans[s].label + !first);
    if (gold[i] == NAME_O && clues[i].listed / 4 == 1 + KNOWN_DEMONYM) gold[i] = NAME_B_MISC;
    if (i && gold[i] != NAME_O && gold[i] % 2 == 0 && !name_label_follows(gold[i - 1], gold[i]))
      gold[i]--;
  }
}

/* ---- runs ---- */

typedef struct {
  const Document *document;
  const Clue *clues;
  uint8_t *gold;
  Kind kind;
  uint32_t fold;
} Labelled;

/* People read these sentences; a machine read the silver ones. */
static const float WEIGHTS[KIND_COUNT] = {[SILVER] = 0.15f, [GUM] = 0.5f, [EWT] = 2};

static void add_run(Set *set, const Labelled *l, uint32_t first, uint32_t count) {
  const Document *d = l->document;
  if (set->count == set->room)
    set->runs = must_realloc(set->runs, sizeof *set->runs * (set->room = 2 * set->room + 1024));
  Run *run = &set->runs[set->count++];
  *run = (Run){count,
               NEW_ARRAY(&set->arena, uint32_t, count + 1),
               NEW_ARRAY(&set->arena, uint32_t, count * RUN_FEATURES),
               NEW_ARRAY(&set->arena, uint8_t, count),
               NEW_ARRAY(&set->arena, uint8_t, count),
               l->kind,
               l->fold,
               WEIGHTS[l->kind]};
  uint32_t used = 0;
  for (uint32_t i = 0; i < count; i++) {
    Features features;
    name_features(d, l->clues, first + i, &features);
    for (uint32_t k = 0; k < features.count && k < RUN_FEATURES; k++) {
      run->features[used++] = features.hash[k];
      uint8_t *seen = &set->seen[features.hash[k] & ((1u << COUNTS_LOG2) - 1)];
      if (*seen < 255) (*seen)++;
    }
    run->offsets[i + 1] = used;
    run->gold[i] = l->gold[first + i];
    run->network[i] = d->tokens.name_label[first + i];
  }
}

static void add_text(Set *set, const Models *models, const Text *text, uint32_t fold) {
  Document d;
  document_init(&d, text->text, text->len);
  find_tokens(models, &d);
  find_sentences(models, &d);
  find_quotes(models, &d);
  find_tags(models, &d);
  find_lemmas(models, &d);
  find_heads(models, &d);
  Clue *clues = find_clues(models, &d);
  uint8_t *gold = NEW_ARRAY(&d.arena, uint8_t, d.tokens.count + 1);
  label_tokens(text, &d, clues, gold);
  Labelled l = {&d, clues, gold, text->kind, fold};
  for (uint32_t s = 0; s < d.sentences.count; s++) {
    uint32_t end = d.sentences.items[s].first + d.sentences.items[s].count;
    for (uint32_t i = d.sentences.items[s].first; i < end;) {
      uint32_t first = i;
      while (i < end && clues[i].active) i++;
      if (i > first) add_run(set, &l, first, i - first);
      else i++;
    }
  }
  document_free(&d);
}

/* Rare features say little and crowd the rows. */
static void drop_rare(Set *set) {
  for (uint32_t r = 0; r < set->count; r++) {
    Run *run = &set->runs[r];
    uint32_t used = 0;
    for (uint32_t i = 0, at = 0; i < run->count; i++) {
      uint32_t end = run->offsets[i + 1];
      for (; at < end; at++)
        if (set->seen[run->features[at] & ((1u << COUNTS_LOG2) - 1)] >= LEAST)
          run->features[used++] = run->features[at];
      run->offsets[i + 1] = used;
    }
  }
}

bool read_names(const Models *models, const char *path, Set *set) {
  FILE *file = fopen(path, "r");
  if (!file) return false;
  *set = (Set){.seen = must_alloc(1u << COUNTS_LOG2)};
  char line[LINE];
  uint32_t folds[KIND_COUNT] = {0};
  Text text;
  for (bool more = fgets(line, LINE, file) != NULL; more && line[0] == 'D'; more = !feof(file)) {
    bool recased = strstr(line, "-recased ") != NULL; /* the text before, written otherwise */
    if (!read_text(file, line, &text)) break;
    folds[text.kind] += !recased;
    add_text(set, models, &text, folds[text.kind]);
    free(text.text);
    free(text.spans);
  }
  fclose(file);
  drop_rare(set);
  return true;
}
