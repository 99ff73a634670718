/* SPDX-License-Identifier: MIT */
/* train_frames.c - data/frames.model from PropBank over the EWT trees.
 *
 *   train_frames ewt.jsonl.gz ewt-train.conllu.gz MODEL    train on all, write MODEL
 *   train_frames ewt.jsonl.gz ewt-train.conllu.gz cross    five-fold cross-validation
 *
 * With a fourth argument "parse" the trees are the program's own instead of gold. */
#include "base/error.h"
#include "extract/frame_features.h"
#include "extract/passes.h"
#include "extract/tree.h"
#include "language/passes.h"
#include "train/linear_train.h"
#include "train/read_conllu.h"
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <zlib.h>

enum {
  FOLDS = 5,
  EPOCHS = 4,
  NOUN_EPOCHS = 8,
  ROLE_ROWS_LOG2 = 16,
  NOUN_ROWS_LOG2 = 15,
  LINE_BYTES = 1 << 20
};

typedef struct {
  uint32_t predicate, fold;
  uint8_t role[FRAME_CANDIDATES_MAX]; /* of each candidate */
  uint32_t gold[FRAME_ROLE_COUNT];    /* arguments in gold, also those without a candidate */
} Example;

typedef struct {
  Treebank bank;
  Arena arena;
  ARRAY_OF(Example) examples;
  uint8_t *is_predicate; /* of each token: 0 no, 1 yes; 2: sentence without annotation */
  uint32_t *fold;        /* of each sentence */
} Corpus;

static const char *const ROLE_NAMES[] = {
#define ROLE_NAME(id, name) name,
    FRAME_ROLES(ROLE_NAME)};

static uint32_t role_code(const char *name) {
  uint32_t role = 0;
  while (role < FRAME_ROLE_COUNT && strcmp(ROLE_NAMES[role], name)) role++;
  return role;
}

/* The head of a span of tokens: the one whose head is outside; a child of the predicate first. */
static uint32_t head_of(const Tokens *t, uint32_t predicate, uint32_t first, uint32_t last) {
  uint32_t found = NONE;
  for (uint32_t i = first; i <= last; i++) {
    if (t->head[i] != NONE && t->head[i] >= first && t->head[i] <= last) continue;
    if (t->head[i] == predicate) return i;
    if (found == NONE) found = i;
  }
  return found;
}

static void add_example(Corpus *corpus, const cJSON *frame, TokenRange sentence, uint32_t fold) {
  const Tokens *t = &corpus->bank.document.tokens;
  Example example = {.fold = fold};
  example.predicate =
      sentence.first + (uint32_t)cJSON_GetObjectItem(frame, "predicate")->valueint - 1;
  corpus->is_predicate[example.predicate] = 1;
  if (!frame_may_be_predicate(t, example.predicate)) return;
  FrameCandidates candidates;
  frame_find_candidates(t, example.predicate, &candidates);
  memset(example.role, FRAME_ROLE_COUNT, sizeof example.role);
  cJSON *argument;
  cJSON_ArrayForEach(argument, cJSON_GetObjectItem(frame, "args")) {
    uint32_t role = role_code(argument->child->valuestring);
    if (role == FRAME_ROLE_COUNT) continue;
    uint32_t first = sentence.first + (uint32_t)argument->child->next->valueint - 1;
    uint32_t last = sentence.first + (uint32_t)argument->child->next->next->valueint - 1;
    uint32_t head = head_of(t, example.predicate, first, last);
    example.gold[role]++;
    for (uint32_t i = 0; i < candidates.count; i++)
      if (candidates.items[i].token == head) example.role[i] = (uint8_t)role;
  }
  ARRAY_PUSH(&corpus->arena, &corpus->examples, example);
}

static uint32_t sentence_of(const Treebank *bank, const char *id, uint32_t *next) {
  uint32_t len = (uint32_t)strlen(id);
  for (uint32_t tries = 0; tries < bank->ids.count; tries++, ++*next) {
    if (*next >= bank->ids.count) *next = 0;
    if (str_equals(bank->ids.items[*next], (Str){id, len})) return (*next)++;
  }
  return NONE;
}

/* All sentences of one document are in one fold. */
static uint32_t fold_of(const char *id) {
  const char *dash = strrchr(id, '-');
  return str_hash((Str){id, (uint32_t)(dash ? dash - id : 0)}) % FOLDS;
}

static bool read_frames(Corpus *corpus, const char *path) {
  gzFile file = gzopen(path, "rb");
  if (!file) return false;
  char *line = must_alloc(LINE_BYTES);
  uint32_t next = 0;
  memset(corpus->is_predicate, 2, corpus->bank.document.tokens.count);
  while (gzgets(file, line, LINE_BYTES)) {
    cJSON *record = cJSON_Parse(line), *frame;
    const char *id = cJSON_GetObjectItem(record, "sent_id")->valuestring;
    uint32_t index = sentence_of(&corpus->bank, id, &next);
    TokenRange sentence =
        index == NONE ? (TokenRange){0} : corpus->bank.document.sentences.items[index];
    int words = cJSON_GetArraySize(cJSON_GetObjectItem(record, "words"));
    if (index != NONE && sentence.count == (uint32_t)words) {
      corpus->fold[index] = fold_of(id);
      memset(corpus->is_predicate + sentence.first, 0, sentence.count);
      cJSON_ArrayForEach(frame, cJSON_GetObjectItem(record, "frames"))
          add_example(corpus, frame, sentence, corpus->fold[index]);
    }
    cJSON_Delete(record);
  }
  free(line);
  gzclose(file);
  return true;
}

static LinearTrainer train_roles(const Corpus *corpus, uint32_t left_out) {
  const Tokens *t = &corpus->bank.document.tokens;
  LinearTrainer trainer = linear_trainer_new(ROLE_ROWS_LOG2, FRAME_CLASSES, 0.05f, 5e-3f);
  uint32_t count = corpus->examples.count, seed = 20161016;
  uint32_t *order = must_alloc(count * sizeof *order + 1);
  for (uint32_t i = 0; i < count; i++) order[i] = i;
  FrameCandidates candidates;
  Features features;
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    train_shuffle(order, count, &seed);
    for (uint32_t k = 0; k < count; k++) {
      const Example *example = &corpus->examples.items[order[k]];
      if (example->fold == left_out) continue;
      frame_find_candidates(t, example->predicate, &candidates);
      for (uint32_t i = 0; i < candidates.count; i++) {
        frame_role_features(t, example->predicate, &candidates, i, &features);
        linear_learn_class(&trainer, &features, example->role[i], 1);
      }
    }
  }
  free(order);
  return trainer;
}

static bool is_noun_example(const Corpus *corpus, uint32_t token) {
  return corpus->bank.document.tokens.tag[token] == UPOS_NOUN && corpus->is_predicate[token] != 2;
}

static LinearTrainer train_nouns(const Corpus *corpus, uint32_t left_out) {
  const Tokens *t = &corpus->bank.document.tokens;
  LinearTrainer trainer = linear_trainer_new(NOUN_ROWS_LOG2, 1, 0.12f, 1e-5f);
  uint32_t *order = must_alloc(t->count * sizeof *order + 1), count = 0, seed = 20161016;
  for (uint32_t i = 0; i < t->count; i++)
    if (is_noun_example(corpus, i) && corpus->fold[t->sentence[i]] != left_out) order[count++] = i;
  Features features;
  for (int epoch = 0; epoch < NOUN_EPOCHS; epoch++) {
    train_shuffle(order, count, &seed);
    for (uint32_t k = 0; k < count; k++) {
      frame_noun_features(t, order[k], &features);
      linear_learn_class(&trainer, &features, corpus->is_predicate[order[k]], 1);
    }
  }
  free(order);
  return trainer;
}

typedef struct {
  uint32_t gold, found, right;
} Figure;

static void print_figure(const char *name, Figure f) {
  double p = f.found ? 100.0 * f.right / f.found : 0, r = f.gold ? 100.0 * f.right / f.gold : 0;
  printf("%-16s gold %6u  found %6u  P %5.1f  R %5.1f  F1 %5.1f\n", name, f.gold, f.found, p, r,
         p + r > 0 ? 2 * p * r / (p + r) : 0);
}

typedef struct {
  Figure role[FRAME_ROLE_COUNT], verbs, nouns, ceiling, predicates;
} Figures;

static void judge_roles(const Corpus *corpus, const Models *models, const Example *example,
                        Figures *out) {
  FrameCandidates candidates;
  uint32_t found[FRAME_CANDIDATES_MAX];
  const Tokens *t = &corpus->bank.document.tokens;
  frame_find_candidates(t, example->predicate, &candidates);
  frame_decide(models, t, example->predicate, &candidates, found);
  Figure *whole = t->tag[example->predicate] == UPOS_VERB ? &out->verbs : &out->nouns;
  for (uint32_t i = 0; i < candidates.count; i++) {
    bool real = example->role[i] != FRAME_ROLE_COUNT;
    out->ceiling.found += real, out->ceiling.right += real;
    if (found[i] == FRAME_ROLE_COUNT) continue;
    bool right = found[i] == example->role[i];
    whole->found++, whole->right += right;
    out->role[found[i]].found++, out->role[found[i]].right += right;
  }
  for (uint32_t r = 0; r < FRAME_ROLE_COUNT; r++)
    whole->gold += example->gold[r], out->ceiling.gold += example->gold[r],
        out->role[r].gold += example->gold[r];
}

static void judge_nouns(const Corpus *corpus, const Models *models, uint32_t fold, Figures *out) {
  const Tokens *t = &corpus->bank.document.tokens;
  Features features;
  for (uint32_t i = 0; i < t->count; i++) {
    if (!is_noun_example(corpus, i) || corpus->fold[t->sentence[i]] != fold) continue;
    frame_noun_features(t, i, &features);
    bool found = linear_score(&models->frame_nouns, &features) > 0;
    out->predicates.gold += corpus->is_predicate[i];
    out->predicates.found += found;
    out->predicates.right += found && corpus->is_predicate[i];
  }
}

static void cross_validate(const Corpus *corpus) {
  static Figures out;
  static Models models;
  int16_t *role_room = must_alloc(sizeof(int16_t) * FRAME_CLASSES << ROLE_ROWS_LOG2);
  int16_t *noun_room = must_alloc(sizeof(int16_t) << NOUN_ROWS_LOG2);
  for (uint32_t fold = 0; fold < FOLDS; fold++) {
    LinearTrainer roles = train_roles(corpus, fold), nouns = train_nouns(corpus, fold);
    models.frame_roles = linear_trainer_rounded(&roles, role_room);
    models.frame_nouns = linear_trainer_rounded(&nouns, noun_room);
    for (uint32_t i = 0; i < corpus->examples.count; i++)
      if (corpus->examples.items[i].fold == fold)
        judge_roles(corpus, &models, &corpus->examples.items[i], &out);
    judge_nouns(corpus, &models, fold, &out);
    linear_trainer_free(&roles);
    linear_trainer_free(&nouns);
  }
  for (uint32_t r = 0; r < FRAME_ROLE_COUNT; r++) print_figure(ROLE_NAMES[r], out.role[r]);
  print_figure("all of verbs", out.verbs);
  print_figure("all of nouns", out.nouns);
  print_figure("candidates", out.ceiling);
  print_figure("noun predicates", out.predicates);
  free(role_room);
  free(noun_room);
}

static bool write_model(const Corpus *corpus, const char *path) {
  LinearTrainer nouns = train_nouns(corpus, NONE), roles = train_roles(corpus, NONE);
  FILE *file = fopen(path, "wb");
  bool ok = file && linear_trainer_write(&nouns, file) && linear_trainer_write(&roles, file);
  if (file) ok &= !fclose(file);
  linear_trainer_free(&nouns);
  linear_trainer_free(&roles);
  return ok;
}

static bool parse_again(Document *document) {
  AllegeError error;
  static Models models;
  if (!models_load(&models, NULL, &error)) return false;
  find_tags(&models, document);
  find_lemmas(&models, document);
  find_heads(&models, document);
  models_free(&models);
  return true;
}

int main(int argc, char **argv) {
  static Corpus corpus;
  if (argc < 4 || !treebank_read(argv[2], &corpus.bank)) {
    fprintf(stderr, "usage: train_frames PROPBANK CONLLU MODEL|cross [parse]\n");
    return 2;
  }
  Document *document = &corpus.bank.document;
  if (argc > 4 && !parse_again(document)) return 1;
  tree_build(document);
  corpus.is_predicate = must_alloc(document->tokens.count + 1);
  corpus.fold = must_alloc(sizeof(uint32_t) * (document->sentences.count + 1));
  bool ok = read_frames(&corpus, argv[1]);
  printf("%u frames in %u sentences\n", corpus.examples.count, document->sentences.count);
  if (ok && !strcmp(argv[3], "cross")) cross_validate(&corpus);
  else if (ok) ok = write_model(&corpus, argv[3]);
  free(corpus.is_predicate);
  free(corpus.fold);
  arena_free(&corpus.arena);
  document_free(document);
  return ok ? 0 : 1;
}
