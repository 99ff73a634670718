/* SPDX-License-Identifier: MIT */
/* train_grammar.c - learn the grammar network from treebanks and machine-labelled news and
 * write data/grammar.model.   train_grammar TREEBANK_DIR TEACHER_DIR OUT [key=value ...] */
#include "language/decode.h"
#include "train/corpus.h"
#include "train/net.h"
#include "train/quantise.h"
#include "train/vocabulary.h"
#include "train/random.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  float layers, width, arc, relation, drop_input, drop_layer, drop_head, drop_word;
  float words, affixes, batch, rate, gold_epochs, news_epochs, final_epochs, seed, news_tokens,
      weight_name, weight_cue, weight_tags, vectors, corenlp, final_news;
} Options;

static Options options = {3,  128, 64, 96, 0.15f, 0.2f, 0.25f, 0.25f, 18000, 8000, 800, 0.002f,
                          10, 0,   0,  1,  0,     0.5f, 1,     0.5f,  1,     1,    0};

static void read_option(const char *text) {
  static const struct {
    const char *name;
    float *value;
  } table[] = {{"layers", &options.layers},
               {"width", &options.width},
               {"arc", &options.arc},
               {"relation", &options.relation},
               {"drop_input", &options.drop_input},
               {"drop_layer", &options.drop_layer},
               {"drop_head", &options.drop_head},
               {"drop_word", &options.drop_word},
               {"words", &options.words},
               {"affixes", &options.affixes},
               {"batch", &options.batch},
               {"rate", &options.rate},
               {"gold_epochs", &options.gold_epochs},
               {"news_epochs", &options.news_epochs},
               {"final_epochs", &options.final_epochs},
               {"seed", &options.seed},
               {"news_tokens", &options.news_tokens},
               {"weight_name", &options.weight_name},
               {"weight_cue", &options.weight_cue},
               {"vectors", &options.vectors},
               {"weight_tags", &options.weight_tags},
               {"corenlp", &options.corenlp},
               {"final_news", &options.final_news}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    size_t len = strlen(table[i].name);
    if (strncmp(text, table[i].name, len) == 0 && text[len] == '=') {
      *table[i].value = (float)atof(text + len + 1);
      return;
    }
  }
  fprintf(stderr, "train_grammar: unknown option %s\n", text);
  exit(2);
}

/* Puts the mixed vectors into the embedding rows: the program knows no vectors. */
static void fold_vectors(Net *net, const Vocabulary *v) {
  size_t width = net->shape.width;
  for (size_t i = 0; net->vectors && i <= v->mask; i++) {
    const Slot *slot = &v->slots[i];
    if (!slot->row || !slot->vector) continue;
    const float *vector = net->vectors + (size_t)(slot->vector - 1) * VECTOR_WIDTH;
    float *row = net->embed.w + slot->row * width;
    for (size_t k = 0; k < VECTOR_WIDTH; k++)
      for (size_t j = 0; j < width; j++) row[j] += vector[k] * net->mix.w[k * width + j];
  }
  net->vectors = NULL;
}

static void write_model(const Net *net, const Vocabulary *v, const char *path) {
  KeyRow *table = malloc(net->embed.rows * sizeof *table);
  uint32_t count = 0;
  for (size_t i = 0; i <= v->mask; i++)
    if (v->slots[i].row) table[count++] = (KeyRow){v->slots[i].key, v->slots[i].row};
  FILE *file = fopen(path, "wb");
  if (!file || !quantise_write(net, table, count, file) || fclose(file)) {
    fprintf(stderr, "train_grammar: cannot write %s\n", path);
    exit(1);
  }
  free(table);
}

/* ---- measuring ---- */

typedef struct {
  uint32_t words, upos, xpos, head, relation, names, found, right;
  int32_t *scores;
  void *work;
} Tally;

static uint32_t best_of(const float *x, uint32_t count) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < count; i++) best = x[i] > x[best] ? i : best;
  return best;
}

static void tally(void *self, const Net *net, const Sentence *s, const Scores *scores) {
  Tally *t = self;
  uint32_t n = s->count, heads[MAX_WORDS], stride = n + 1;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t h = 0; h <= n; h++)
      t->scores[i * stride + h] =
          h == i ? -100000000 : (int32_t)(scores->arcs[i * scores->stride + h] * 1024);
  decode_tree(&(ArcScores){t->scores, n, stride}, heads, t->work);
  for (uint32_t i = 0; i < n; i++) {
    const float *tags = scores->tags + i * TAG_OUTPUTS;
    t->words++;
    t->upos += best_of(tags + UPOS_AT, UPOS_COUNT) == s->upos[i];
    t->xpos += best_of(tags + XPOS_AT, XPOS_COUNT) == s->xpos[i];
    uint32_t name = best_of(tags + NAME_AT, NAME_LABEL_COUNT);
    if (s->name[i] != UNLABELLED) {
      t->names += s->name[i] != 0;
      t->found += name != 0 && name < NAME_B_MISC;
      t->right += name != 0 && name == s->name[i];
    }
    int head = heads[i] == n ? -1 : (int)heads[i];
    if (head != s->head[i]) continue;
    t->head++;
    float logits[RELATION_OUTPUTS];
    net_relation(net, scores, n, i, head, logits);
    const char *a = relation_name(best_of(logits, RELATION_COUNT)),
               *b = relation_name(s->relation[i]);
    size_t len = strcspn(a, ":");
    t->relation += len == strcspn(b, ":") && strncmp(a, b, len) == 0;
  }
}

static void measure(Net *net, const Corpus *dev, const char *name, uint32_t batch_tokens) {
  Tally t = {.scores = malloc((MAX_WORDS + 1) * (MAX_WORDS + 1) * sizeof(int32_t)),
             .work = malloc(decode_size(MAX_WORDS))};
  const Sentence *batch[4096];
  for (size_t i = 0; i < dev->count;) {
    Batch b = {batch, 0, 0};
    while (i < dev->count && b.count < 4096 && b.tokens + dev->items[i].count <= batch_tokens) {
      b.tokens += dev->items[i].count;
      batch[b.count++] = &dev->items[i++];
    }
    net_apply(net, &b, -1, tally, &t);
  }
  double w = t.words / 100.0;
  fprintf(stderr, "  %s upos %.2f xpos %.2f uas %.2f las %.2f names p %.1f r %.1f\n", name,
          t.upos / w, t.xpos / w, t.head / w, t.relation / w, 100.0 * t.right / (t.found + 1e-9),
          100.0 * t.right / (t.names + 1e-9));
  free(t.scores);
  free(t.work);
}

/* ---- learning ---- */

typedef struct {
  const Sentence **items;
  size_t count, tokens;
} Plan;

static void plan_add(Plan *plan, const Corpus *corpus, int domain_news, float epochs) {
  size_t whole = (size_t)epochs, part = (size_t)((epochs - (float)whole) * (float)corpus->count);
  size_t room = plan->count + corpus->count * (whole + 1);
  plan->items = realloc(plan->items, room * sizeof *plan->items);
  for (size_t e = 0; e <= whole; e++)
    for (size_t i = 0; i < corpus->count; i++) {
      if ((corpus->items[i].domain == DOMAIN_NEWS) != domain_news) continue;
      if (e > 0 && !corpus->items[i].has_tree && !corpus->items[i].has_cues)
        continue; /* names alone: once */
      if (e == whole && i >= part) break;
      plan->items[plan->count++] = &corpus->items[i];
      plan->tokens += corpus->items[i].count;
    }
}

static void shuffle(Plan *plan, uint64_t seed) {
  uint64_t x = seed * 0x9E3779B97F4A7C15u + 12345;
  for (size_t i = plan->count; i > 1; i--) {
    size_t j = (size_t)(random_next(&x) >> 11) % i;
    const Sentence *swap = plan->items[i - 1];
    plan->items[i - 1] = plan->items[j];
    plan->items[j] = swap;
  }
}

static void learn(Net *net, const Plan *plan, float rate, float end_rate, const Corpus dev[2]) {
  uint32_t batch_tokens = (uint32_t)options.batch;
  const Sentence *batch[4096];
  size_t done = 0, shown = 0, said = 0;
  Losses losses = {0};
  double began = (double)clock() / CLOCKS_PER_SEC;
  for (size_t i = 0; i < plan->count;) {
    Batch b = {batch, 0, 0};
    while (i < plan->count && b.count < 4096 && b.tokens + plan->items[i]->count <= batch_tokens) {
      b.tokens += plan->items[i]->count;
      batch[b.count++] = plan->items[i++];
    }
    net_learn(net, &b, &losses);
    float progress = (float)done / (float)plan->tokens;
    float warm = net->steps < 200 ? (float)(net->steps + 1) / 200 : 1;
    net_step(net, warm * (rate + (end_rate - rate) * progress));
    done += b.tokens;
    if (done - shown > 300000 || i == plan->count) {
      double n = (double)(done - shown), now = (double)clock() / CLOCKS_PER_SEC;
      fprintf(stderr, "%8zu tokens  tags %.3f arcs %.3f relations %.3f  %.0f tokens/s\n", done,
              losses.loss_tags / n, losses.loss_arcs / n, losses.loss_relations / n,
              n / (now - began));
      losses = (Losses){0};
      shown = done;
      if (done - said > 1500000 || i == plan->count) {
        measure(net, &dev[0], "ewt", batch_tokens);
        measure(net, &dev[1], "gum", batch_tokens);
        said = done;
      }
      began = (double)clock() / CLOCKS_PER_SEC;
    }
  }
}

static void read_or_die(Corpus *corpus, const char *dir, const char *name, CorpusFile file,
                        bool must) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", dir, name);
  file.path = path;
  size_t before = corpus->tokens;
  if (corpus_read(corpus, &file))
    fprintf(stderr, "%s: %zu tokens\n", path, corpus->tokens - before);
  else if (must) {
    fprintf(stderr, "train_grammar: cannot read %s\n", path);
    exit(1);
  }
}

static void read_all(Corpus *train, Corpus dev[2], const char *treebanks, const char *teachers) {
  read_or_die(train, treebanks, "ewt-train.conllu.gz",
              (CorpusFile){.domain = DOMAIN_EWT, .trees = true, .recase = true}, true);
  read_or_die(train, treebanks, "gum-train.conllu.gz",
              (CorpusFile){.domain = DOMAIN_GUM, .trees = true, .recase = true}, true);
  CorpusFile news = {.domain = DOMAIN_NEWS,
                     .trees = true,
                     .names = true,
                     .recase = true,
                     .max_tokens = (size_t)options.news_tokens};
  if (options.news_epochs > 0) {
    read_or_die(train, teachers, "polnear-minilm.conllu", news, false);
    news.names = false;
    read_or_die(train, teachers, "news-minilm.conllu", news, false);
    news.names = true;
    if (options.corenlp > 0) read_or_die(train, teachers, "polnear.conllu", news, false);
    news.trees = false;
    read_or_die(train, teachers, "polnear-cues.conllu", news, false);
  }
  read_or_die(&dev[0], treebanks, "ewt-dev.conllu",
              (CorpusFile){.domain = DOMAIN_EWT, .trees = true}, true);
  read_or_die(&dev[1], treebanks, "gum-dev.conllu",
              (CorpusFile){.domain = DOMAIN_GUM, .trees = true}, true);
}

/* All data first; then gold (and a little news) at a falling rate. */
static void learn_all(Net *net, const Corpus *train, const Corpus dev[2]) {
  Plan plan = {0};
  plan_add(&plan, train, 0, options.gold_epochs);
  if (options.news_epochs > 0) plan_add(&plan, train, 1, options.news_epochs);
  shuffle(&plan, 7);
  learn(net, &plan, options.rate,
        options.final_epochs > 0 ? options.rate * 0.4f : options.rate * 0.02f, dev);
  if (options.final_epochs > 0) {
    Plan last = {0};
    plan_add(&last, train, 0, options.final_epochs);
    if (options.news_epochs > 0) plan_add(&last, train, 1, options.final_news);
    shuffle(&last, 8);
    learn(net, &last, options.rate * 0.4f, options.rate * 0.01f, dev);
  }
}

int main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "usage: train_grammar TREEBANK_DIR TEACHER_DIR OUT [key=value ...]\n");
    return 2;
  }
  for (int i = 4; i < argc; i++) read_option(argv[i]);
  Corpus train = {0}, dev[2] = {{0}, {0}};
  read_all(&train, dev, argv[1], argv[2]);
  Vocabulary v = vocabulary_new();
  count_features(&v, &train);
  float *vectors = options.vectors > 0 ? read_vectors(&v, argv[2]) : NULL;
  uint32_t *counts;
  uint32_t rows = choose_rows(&v, (uint32_t)options.words, (uint32_t)options.affixes, &counts);
  replace_keys(&v, &train);
  replace_keys(&v, &dev[0]);
  replace_keys(&v, &dev[1]);
  NetShape shape = {(uint32_t)options.layers,   (uint32_t)options.width, (uint32_t)options.arc,
                    (uint32_t)options.relation, options.drop_input,      options.drop_layer,
                    options.drop_head,          options.drop_word,       options.weight_tags,
                    options.weight_tags,        options.weight_name,     options.weight_cue};
  static Net net;
  net_init(&net, &shape, rows, (uint64_t)options.seed);
  net.vectors = vectors;
  net.word_counts = counts;
  net.batch_tokens = (size_t)options.batch;
  learn_all(&net, &train, dev);
  fold_vectors(&net, &v);
  measure(&net, &dev[0], "ewt, vectors folded", (uint32_t)options.batch);
  measure(&net, &dev[1], "gum, vectors folded", (uint32_t)options.batch);
  write_model(&net, &v, argv[3]);
  return 0;
}
