/* SPDX-License-Identifier: MIT */
/* train_names - name labels learnt from the texts of names_data.py, to data/names.model: a
 * linear model of label scores and one of steps between labels, a conditional random field.
 *
 *   train_names DATA MODEL [ROUNDS]
 *
 * Texts of kind "ewt" have labels only where a teacher has one: after the first round their
 * other proper nouns get those of the model, and they teach the next round. */
#include "extract/name_chain.h"
#include "extract/name_features.h"
#include "language/passes.h"
#include "train/linear_train.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
  ROWS_LOG2 = 17,
  STEPS_LOG2 = 4,
  COUNTS_LOG2 = 22,
  EPOCHS = 10,
  LEFT_OUT = 40, /* features in a hundred, anew each time */
  LINE = 4096,
  LEAST = 3,
  ALL = (1 << NAME_LABEL_COUNT) - 1
};
typedef enum { GOLD, SILVER, BARE } Kind;
typedef enum { UNMARKED, OPEN, SURE } Mark; /* no name begins here; of any label; of this label */

typedef struct { /* one run of active tokens */
  uint32_t count;
  uint32_t *offsets;  /* count + 1, into features */
  uint32_t *features; /* hashes */
  uint8_t *gold;
  uint16_t *allowed; /* bits of the labels that label_bare may give */
  uint8_t *network;  /* the grammar network's labels */
  Kind kind;
  float weight;
} Run;

typedef struct {
  Run *runs;
  uint32_t count, room;
  Arena arena;
  uint8_t *seen; /* how often a feature was met, saturating */
} Set;

typedef struct {
  uint32_t start, end;
  uint8_t label;
  uint8_t mark; /* Mark */
} NameSpan;
typedef struct {
  char *text;
  uint32_t len, count;
  Kind kind;
  NameSpan *spans;
} Text;

/* ---- reading ---- */

static uint8_t label_of(const char *name) {
  return !strcmp(name, "PER")   ? NAME_B_PER
         : !strcmp(name, "ORG") ? NAME_B_ORG
         : !strcmp(name, "LOC") ? NAME_B_LOC
                                : NAME_B_MISC;
}

static bool read_text(FILE *file, char *line, Text *text) {
  unsigned len;
  *text = (Text){0};
  text->kind = strstr(line, " ewt") ? BARE : strstr(line, " gold") ? GOLD : SILVER;
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
      span->label = label_of(name), span->mark = strcmp(name, "PROPN") ? SURE : OPEN, text->count++;
  }
  return true;
}

static void label_tokens(const Text *text, const Document *d, const Clue *clues, uint8_t *gold,
                         uint8_t *marks) {
  const Tokens *t = &d->tokens;
  for (uint32_t i = 0, s = 0; i < t->count; i++) {
    while (s < text->count && text->spans[s].end <= t->span[i].start) s++;
    bool inside = s < text->count && t->span[i].start + t->span[i].len > text->spans[s].start;
    bool first = inside && (i == 0 || t->span[i - 1].start < text->spans[s].start);
    gold[i] = !inside ? (uint8_t)NAME_O : (uint8_t)(text->spans[s].label + !first);
    marks[i] = inside ? text->spans[s].mark : UNMARKED;
    if (gold[i] == NAME_O && clues[i].listed / 4 == 1 + KNOWN_DEMONYM) gold[i] = NAME_B_MISC;
    if (i && gold[i] != NAME_O && gold[i] % 2 == 0 && !name_label_follows(gold[i - 1], gold[i]))
      gold[i]--;
  }
}

/* ---- runs ---- */

/* A name may be cut by a token that cannot be one: the rest of it begins anew. */
static uint8_t as_first(uint8_t label) {
  return label != NAME_O && label % 2 == 0 ? (uint8_t)(label - 1) : label;
}

static uint16_t allowed(uint8_t mark, uint8_t label) {
  if (mark == SURE) return (uint16_t)(1 << label);
  if (mark == OPEN) return (uint16_t)ALL;
  return (uint16_t)(ALL & ~(1 << NAME_B_PER | 1 << NAME_B_ORG | 1 << NAME_B_LOC));
}

static void add_run(Set *set, const Document *d, const Clue *clues, uint32_t first, uint32_t count,
                    const uint8_t *gold, const uint8_t *marks, Kind kind) {
  if (set->count == set->room)
    set->runs = must_realloc(set->runs, sizeof *set->runs * (set->room = 2 * set->room + 1024));
  Run *run = &set->runs[set->count++];
  *run = (Run){count,
               NEW_ARRAY(&set->arena, uint32_t, count + 1),
               NEW_ARRAY(&set->arena, uint32_t, count * 60),
               NEW_ARRAY(&set->arena, uint8_t, count),
               NEW_ARRAY(&set->arena, uint16_t, count),
               NEW_ARRAY(&set->arena, uint8_t, count),
               kind,
               kind == GOLD   ? 2.0f
               : kind == BARE ? 0.8f
                              : 1.0f};
  uint32_t used = 0;
  for (uint32_t i = 0; i < count; i++) {
    Features features;
    name_features(d, clues, first + i, &features);
    for (uint32_t k = 0; k < features.count && k < 60; k++) {
      run->features[used++] = features.hash[k];
      uint8_t *seen = &set->seen[features.hash[k] & ((1u << COUNTS_LOG2) - 1)];
      if (*seen < 255) (*seen)++;
    }
    run->offsets[i + 1] = used;
    run->gold[i] = gold[first + i];
    run->network[i] = d->tokens.name_label[first + i];
    run->allowed[i] = allowed(marks[first + i], i ? gold[first + i] : as_first(gold[first + i]));
  }
}

static void add_text(Set *set, const Models *models, const Text *text) {
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
  uint8_t *marks = NEW_ARRAY(&d.arena, uint8_t, d.tokens.count + 1);
  label_tokens(text, &d, clues, gold, marks);
  for (uint32_t s = 0; s < d.sentences.count; s++) {
    uint32_t end = d.sentences.items[s].first + d.sentences.items[s].count;
    for (uint32_t i = d.sentences.items[s].first; i < end;) {
      uint32_t first = i;
      while (i < end && clues[i].active) i++;
      if (i > first) add_run(set, &d, clues, first, i - first, gold, marks, text->kind);
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

/* ---- the field ---- */

enum { LONGEST = 256 };

/* What the network's own label adds, where it was not taught by the same text. */
static void network_says(const Run *run, uint32_t i, float *scores) {
  int32_t says[NAME_LABEL_COUNT] = {0};
  if (run->kind != SILVER) name_label_support(says, run->network[i]);
  for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++) scores[y] = (float)says[y] / LINEAR_UNIT;
}

static void run_scores(const LinearTrainer *t, const Run *run, float (*scores)[NAME_LABEL_COUNT]) {
  uint32_t mask = (1u << t->rows_log2) - 1;
  for (uint32_t i = 0; i < run->count; i++) {
    network_says(run, i, scores[i]);
    for (uint32_t k = run->offsets[i]; k < run->offsets[i + 1]; k++) {
      const float *row = t->weights + (size_t)(run->features[k] & mask) * NAME_LABEL_COUNT;
      for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++) scores[i][y] += row[y];
    }
  }
}

static float log_sum(const float *terms, uint32_t count) {
  float most = -1e30f, sum = 0;
  for (uint32_t i = 0; i < count; i++) most = terms[i] > most ? terms[i] : most;
  for (uint32_t i = 0; i < count; i++) sum += expf(terms[i] - most);
  return most + logf(sum);
}

static float edge(const LinearTrainer *steps, uint32_t x, uint32_t y) {
  return name_label_follows(x, y) ? steps->weights[x * NAME_LABEL_COUNT + y] : -1e6f;
}

static void push_weight(LinearTrainer *t, size_t at, float gradient) {
  if (gradient < 1e-6f && gradient > -1e-6f) return;
  gradient += t->decay * t->weights[at];
  t->squares[at] += gradient * gradient;
  t->weights[at] -= t->rate * gradient / (sqrtf(t->squares[at]) + 1e-6f);
}

typedef struct {
  float scores[LONGEST][NAME_LABEL_COUNT], ahead[LONGEST][NAME_LABEL_COUNT],
      back[LONGEST][NAME_LABEL_COUNT];
  uint32_t offsets[LONGEST + 1], features[LONGEST * 60];
} Work;

static float sweep(const LinearTrainer *steps, const Run *run, Work *w) {
  float terms[NAME_LABEL_COUNT];
  uint32_t n = run->count;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++) {
      for (uint32_t x = 0; x < NAME_LABEL_COUNT; x++)
        terms[x] = i ? w->ahead[i - 1][x] + edge(steps, x, y) : x ? -1e9f : edge(steps, 0, y);
      w->ahead[i][y] = w->scores[i][y] + log_sum(terms, NAME_LABEL_COUNT);
    }
  for (uint32_t i = n; i-- > 0;)
    for (uint32_t x = 0; x < NAME_LABEL_COUNT; x++) {
      for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++)
        terms[y] = i + 1 < n ? edge(steps, x, y) + w->scores[i + 1][y] + w->back[i + 1][y]
                   : y       ? -1e9f
                             : edge(steps, x, 0);
      w->back[i][x] = log_sum(terms, NAME_LABEL_COUNT);
    }
  for (uint32_t x = 0; x < NAME_LABEL_COUNT; x++) terms[x] = w->ahead[n - 1][x] + edge(steps, x, 0);
  return log_sum(terms, NAME_LABEL_COUNT);
}

static void learn_steps(LinearTrainer *steps, const Run *run, const Work *w, float total) {
  float gradient[NAME_LABEL_COUNT][NAME_LABEL_COUNT] = {{0}};
  uint32_t n = run->count;
  for (uint32_t i = 0; i <= n; i++)
    for (uint32_t x = 0; x < NAME_LABEL_COUNT; x++)
      for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++) {
        if ((i == 0 && x) || (i == n && y) || !name_label_follows(x, y)) continue;
        float before = i ? w->ahead[i - 1][x] : 0,
              after = i < n ? w->scores[i][y] + w->back[i][y] : 0;
        gradient[x][y] += expf(before + edge(steps, x, y) + after - total);
      }
  for (uint32_t i = 0; i <= n; i++)
    gradient[i ? run->gold[i - 1] : 0][i < n ? run->gold[i] : 0] -= 1;
  for (uint32_t x = 0; x < NAME_LABEL_COUNT; x++)
    for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++)
      push_weight(steps, x * NAME_LABEL_COUNT + y, run->weight * gradient[x][y]);
}

/* A run with some of its features left out, so that none is relied upon alone. */
static Run thinned(const Run *run, uint32_t *offsets, uint32_t *features, uint32_t *state) {
  Run thin = *run;
  uint32_t used = 0;
  offsets[0] = 0;
  for (uint32_t i = 0, at = 0; i < run->count; i++) {
    for (; at < run->offsets[i + 1]; at++) {
      *state = *state * 1664525u + 1013904223u;
      if ((*state >> 16) % 100 >= LEFT_OUT) features[used++] = run->features[at];
    }
    offsets[i + 1] = used;
  }
  thin.offsets = offsets;
  thin.features = features;
  return thin;
}

static void learn(LinearTrainer *t, LinearTrainer *steps, const Run *run, Work *w) {
  if (run->count > LONGEST) return;
  run_scores(t, run, w->scores);
  float total = sweep(steps, run, w);
  uint32_t mask = (1u << t->rows_log2) - 1;
  learn_steps(steps, run, w, total);
  for (uint32_t i = 0; i < run->count; i++) {
    float gradient[NAME_LABEL_COUNT];
    for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++)
      gradient[y] =
          run->weight * (expf(w->ahead[i][y] + w->back[i][y] - total) - (run->gold[i] == y));
    for (uint32_t k = run->offsets[i]; k < run->offsets[i + 1]; k++)
      for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++)
        push_weight(t, (size_t)(run->features[k] & mask) * NAME_LABEL_COUNT + y, gradient[y]);
  }
}

static void train(const Set *set, LinearTrainer *t, LinearTrainer *steps, bool bare) {
  uint32_t *order = must_alloc(sizeof *order * (set->count + 1)), state = 11, chance = 5;
  Work *work = must_alloc(sizeof *work);
  for (uint32_t i = 0; i < set->count; i++) order[i] = i;
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    train_shuffle(order, set->count, &state);
    for (uint32_t i = 0; i < set->count; i++) {
      const Run *run = &set->runs[order[i]];
      if (run->count > LONGEST || (run->kind == BARE && !bare)) continue;
      Run thin = thinned(run, work->offsets, work->features, &chance);
      learn(t, steps, &thin, work);
    }
  }
  free(work);
  free(order);
}

/* Labels of the bare texts by the model. */
static void label_bare(Set *set, const LinearTrainer *t, const LinearTrainer *steps) {
  int16_t *room = must_alloc(sizeof(int16_t) * NAME_LABEL_COUNT << STEPS_LOG2);
  Linear step_model = linear_trainer_rounded(steps, room);
  float(*scores)[NAME_LABEL_COUNT] = must_alloc(sizeof *scores * LONGEST);
  int32_t whole[LONGEST * NAME_LABEL_COUNT];
  uint8_t scratch[LONGEST * NAME_LABEL_COUNT];
  for (uint32_t r = 0; r < set->count; r++) {
    Run *run = &set->runs[r];
    if (run->kind != BARE || run->count > LONGEST) continue;
    run_scores(t, run, scores);
    for (uint32_t i = 0; i < run->count; i++)
      for (uint32_t y = 0; y < NAME_LABEL_COUNT; y++)
        whole[i * NAME_LABEL_COUNT + y] =
            run->allowed[i] >> y & 1 ? (int32_t)lrintf(scores[i][y] * LINEAR_UNIT) : -1000000;
    name_chain_best(&step_model, whole, run->count, run->gold, scratch);
  }
  free(scores);
  free(room);
}

int main(int argc, char **argv) {
  if (argc < 3) return fprintf(stderr, "usage: train_names DATA MODEL [ROUNDS]\n"), 2;
  Models models = {0};
  AllegeError error;
  Set set = {.seen = must_alloc(1u << COUNTS_LOG2)};
  FILE *file = fopen(argv[1], "r");
  if (!file || !models_load(&models, NULL, &error))
    return fprintf(stderr, "cannot read the data\n"), 2;
  char line[LINE];
  Text text;
  for (bool more = fgets(line, LINE, file) != NULL;
       more && line[0] == 'D' && read_text(file, line, &text); more = !feof(file)) {
    add_text(&set, &models, &text);
    free(text.text);
    free(text.spans);
  }
  fclose(file);
  drop_rare(&set);
  printf("%u runs\n", set.count);
  int rounds = argc > 3 ? atoi(argv[3]) : 2;
  LinearTrainer labels = {0}, steps = {0};
  for (int round = 0; round < rounds; round++) {
    linear_trainer_free(&labels);
    linear_trainer_free(&steps);
    labels = linear_trainer_new(ROWS_LOG2, NAME_LABEL_COUNT, 0.1f, 1e-6f);
    steps = linear_trainer_new(STEPS_LOG2, NAME_LABEL_COUNT, 0.1f, 0);
    train(&set, &labels, &steps, round > 0);
    if (round + 1 < rounds) label_bare(&set, &labels, &steps);
  }
  FILE *out = fopen(argv[2], "wb");
  bool written = out && linear_trainer_write(&labels, out) && linear_trainer_write(&steps, out);
  if (out) fclose(out);
  models_free(&models);
  arena_free(&set.arena);
  return written ? 0 : 1;
}
