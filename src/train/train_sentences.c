/* SPDX-License-Identifier: MIT */
/* train_sentences.c - data/sentences.model from the raw text of treebanks.
 *
 *   train_sentences MODEL TRAIN.conllu.gz...    train on all, write MODEL
 *   train_sentences - TRAIN.conllu.gz...        hold out every fifth document, print the figures
 *
 * The text is laid out as articles are: sentences of a paragraph parted by a blank, paragraphs by
 * an empty line. */
#include "base/text.h"
#include "language/boundaries.h"
#include "language/passes.h"
#include "train/linear_train.h"
#include <stdlib.h>
#include <zlib.h>

enum { EPOCHS = 12, ROWS_LOG2 = 16, LINE_BYTES = 1 << 20 };

typedef struct { /* a treebank document as raw text */
  Document document;
  bool *begins; /* of each token: a gold sentence begins here */
} Example;

typedef struct {
  Arena arena;
  ARRAY_OF(Example) examples;
} Corpus;

typedef struct {
  Text text;
  ARRAY_OF(uint32_t) starts;
} Raw; /* starts: byte of each gold sentence */

static void close_document(const Models *models, Corpus *corpus, Raw *raw) {
  if (!raw->text.len) return;
  Example example;
  document_init(&example.document, raw->text.bytes, (uint32_t)raw->text.len);
  find_tokens(models, &example.document);
  const Tokens *tokens = &example.document.tokens;
  example.begins = NEW_ARRAY(&corpus->arena, bool, tokens->count);
  for (uint32_t i = 0, s = 0; i < tokens->count; i++) {
    while (s < raw->starts.count && raw->starts.items[s] < tokens->span[i].start) s++;
    example.begins[i] = s < raw->starts.count && raw->starts.items[s] == tokens->span[i].start;
  }
  ARRAY_PUSH(&corpus->arena, &corpus->examples, example);
  raw->text.len = 0;
  raw->starts.count = 0;
}

static bool read_treebank(const Models *models, const char *path, Corpus *corpus) {
  static char line[LINE_BYTES];
  static const char NEWDOC[] = "# newdoc", NEWPAR[] = "# newpar", TEXT[] = "# text = ";
  Raw raw = {0};
  bool paragraph = false;
  gzFile file = gzopen(path, "rb");
  if (!file) return false;
  while (gzgets(file, line, sizeof line)) {
    line[strcspn(line, "\r\n")] = '\0';
    if (!strncmp(line, NEWDOC, sizeof NEWDOC - 1)) close_document(models, corpus, &raw);
    if (!strncmp(line, NEWPAR, sizeof NEWPAR - 1)) paragraph = true;
    if (strncmp(line, TEXT, sizeof TEXT - 1)) continue;
    if (raw.text.len) text_add_literal(&raw.text, paragraph ? "\n\n" : " ");
    paragraph = false;
    ARRAY_PUSH(&corpus->arena, &raw.starts, (uint32_t)raw.text.len);
    text_add_literal(&raw.text, line + sizeof TEXT - 1);
  }
  close_document(models, corpus, &raw);
  text_free(&raw.text);
  gzclose(file);
  return true;
}

/* Gold history in training, as the greedy pass has mostly the right one. */
static void learn(LinearTrainer *trainer, const Models *models, Example *example) {
  Boundaries b = boundaries_new(models, &example->document);
  for (uint32_t i = 0; i < example->document.tokens.count; i++) {
    boundaries_pass(&b, i);
    if (i > b.paragraph && boundaries_possible(&b, i)) {
      Features features;
      boundaries_features(&b, i, &features);
      linear_learn_class(trainer, &features, example->begins[i], 1);
    }
    if (example->begins[i]) boundaries_begin(&b, i);
  }
}

typedef struct {
  uint32_t gold, found, right, impossible, sentences, sentences_found, sentences_right;
} Figures;

static void judge(const Models *models, Example *example, Figures *f) {
  Document *d = &example->document;
  Boundaries b = boundaries_new(models, d);
  bool whole = true;
  d->sentences.count = 0;
  find_sentences(models, d);
  for (uint32_t i = 0; i < d->tokens.count; i++) {
    bool gold = example->begins[i], found = d->sentences.items[d->tokens.sentence[i]].first == i;
    boundaries_pass(&b, i);
    if (gold && i > b.paragraph && !boundaries_possible(&b, i)) f->impossible++;
    if (gold) boundaries_begin(&b, i);
    if (i > b.paragraph) f->gold += gold, f->found += found, f->right += gold && found;
    if (i > 0)
      f->sentences += gold, f->sentences_found += found,
          f->sentences_right += gold && found && whole;
    if (gold && found) whole = true;
    else if (gold || found) whole = false;
  }
}

static void print_figures(const char *name, const Figures *f) {
  printf("%-8s boundaries inside paragraphs: gold %u found %u right %u (impossible %u) F1 %.4f; "
         "sentences F1 %.4f\n",
         name, f->gold, f->found, f->right, f->impossible, 2.0 * f->right / (f->gold + f->found),
         2.0 * f->sentences_right / (f->sentences + f->sentences_found));
}

static bool held_out(const char *output, uint32_t example) {
  return !strcmp(output, "-") && example % 5 == 0;
}

static void train(LinearTrainer *trainer, const Models *models, Corpus *corpus,
                  const char *output) {
  uint32_t state = 1, *order = must_alloc(sizeof *order * corpus->examples.count);
  for (uint32_t i = 0; i < corpus->examples.count; i++) order[i] = i;
  for (uint32_t epoch = 0; epoch < EPOCHS; epoch++) {
    train_shuffle(order, corpus->examples.count, &state);
    for (uint32_t i = 0; i < corpus->examples.count; i++)
      if (!held_out(output, order[i])) learn(trainer, models, &corpus->examples.items[order[i]]);
  }
  free(order);
}

int main(int argc, char **argv) {
  Models models = {0};
  AllegeError error;
  Corpus corpus = {0};
  if (argc < 3 || !models_load(&models, NULL, &error)) return 2;
  for (int i = 2; i < argc; i++)
    if (!read_treebank(&models, argv[i], &corpus))
      return fprintf(stderr, "cannot read %s\n", argv[i]), 1;
  LinearTrainer trainer = linear_trainer_new(ROWS_LOG2, 1, 0.05f, 1e-6f);
  train(&trainer, &models, &corpus, argv[1]);
  int16_t *room = must_alloc(sizeof *room << ROWS_LOG2);
  models.sentences = linear_trainer_rounded(&trainer, room);
  Figures seen = {0}, unseen = {0};
  for (uint32_t i = 0; i < corpus.examples.count; i++)
    judge(&models, &corpus.examples.items[i], held_out(argv[1], i) ? &unseen : &seen);
  print_figures("trained", &seen);
  if (!strcmp(argv[1], "-")) return print_figures("held out", &unseen), 0;
  FILE *file = fopen(argv[1], "wb");
  bool ok = file && linear_trainer_write(&trainer, file);
  return file && !fclose(file) && ok ? 0 : 1;
}
