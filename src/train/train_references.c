/* SPDX-License-Identifier: MIT */
/* train_references - whom descriptions and pronouns mean, learnt from texts with known
 * referents (references_data.py), to data/references.model; also its cross-validation. A second
 * model learns whom the descriptions mean that the first leaves open, now from the whole article.
 *
 *   train_references DATA MODEL [FOLDS] */
#include "extract/actors.h"
#include "extract/passes.h"
#include "language/passes.h"
#include "train/linear_train.h"
#include <stdio.h>
#include <stdlib.h>

enum { ROWS_LOG2 = 15, EPOCHS = 12, MODELS_AVERAGED = 5, LINE = 1 << 14 };

typedef struct {
  uint32_t start, end;
  char mark;
  char chain[24];
  char *names;
} Gold;
typedef struct {
  char id[128];
  char date[16];
  bool every;  /* all actors of the text are labelled */
  bool places; /* "there" as well */
  char *text;
  uint32_t len;
  Gold *gold;
  uint32_t count;
} Text;

static const char *const KINDS[] = {"descriptions", "pronouns", "descriptions left open"};
enum { DESCRIPTIONS, PRONOUNS, LEFT_OPEN, KIND_COUNT };

typedef struct {
  uint32_t text, count;
  Features *features;
  bool *right;
  uint32_t kind; /* of KINDS */
  float weight;
  int32_t handicap; /* of nobody */
} Example;

typedef struct {
  const Text *text;
  uint32_t index;
  Arena *arena;
  const Linear *known; /* which resolves, while what it leaves open is collected; else NULL */
  Example *items;
  uint32_t count, room;
} Collector;

/* ---- reading ---- */

static Text *read_texts(const char *path, uint32_t *count) {
  FILE *file = fopen(path, "r");
  if (!file) return NULL;
  Text *texts = NULL;
  char line[LINE];
  *count = 0;
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    Text *text = *count ? &texts[*count - 1] : NULL;
    if (line[0] == 'D') {
      texts = must_realloc(texts, sizeof *texts * (*count + 1));
      text = &texts[(*count)++];
      memset(text, 0, sizeof *text);
      snprintf(text->id, sizeof text->id, "%.100s", line + 2);
      text->every = !strstr(line, " claims");
      text->places = strstr(line, " gum") != NULL;
    } else if (line[0] == 'Y' && text) {
      snprintf(text->date, sizeof text->date, "%.10s", line + 2);
    } else if (line[0] == 'T' && text) {
      text->len = (uint32_t)atoi(line + 2);
      text->text = must_alloc(text->len + 1);
      if (fread(text->text, 1, text->len, file) != text->len) return NULL;
      fgetc(file);
    } else if (text) {
      text->gold = must_realloc(text->gold, sizeof *text->gold * (text->count + 1));
      Gold *gold = &text->gold[text->count++];
      int at = 0;
      gold->mark = line[0];
      sscanf(line + 2, "%u %u %23s%n", &gold->start, &gold->end, gold->chain, &at);
      gold->names = strdup(line + 2 + at);
    }
  }
  fclose(file);
  return texts;
}

/* ---- gold of a mention ---- */

static const Gold *gold_of(const Text *text, const Resolver *r, uint32_t mention) {
  Span head = r->document->tokens.span[r->document->mentions.items[mention].head];
  const Gold *found = NULL;
  for (uint32_t i = 0; i < text->count; i++) {
    const Gold *g = &text->gold[i];
    bool inside = text->every ? head.start >= g->start && head.start < g->end
                              : head.start >= g->start && span_end(head) <= g->end;
    if (inside && (!found || g->end - g->start < found->end - found->start)) found = g;
  }
  return found;
}

static bool has_word(Str name, const char *word, uint32_t len) {
  for (uint32_t i = 0; i + len <= name.len; i++)
    if ((i == 0 || name.bytes[i - 1] == ' ') &&
        (i + len == name.len || name.bytes[i + len] == ' ') &&
        !strncasecmp(name.bytes + i, word, len))
      return true;
  return false;
}

/* All words of one name are in the other. */
static bool within(Str a, Str b) {
  for (uint32_t at = 0; at < a.len;) {
    uint32_t len = 0;
    while (at + len < a.len && a.bytes[at + len] != ' ') len++;
    if (len && !has_word(b, a.bytes + at, len)) return false;
    at += len + 1;
  }
  return a.len > 0;
}

static bool is_named(const Gold *gold, Str name) {
  for (const char *at = gold->names; *at;) {
    while (*at == '|' || *at == ' ') at++;
    uint32_t len = (uint32_t)strcspn(at, "|");
    Str one = {at, len};
    if (len && (within(one, name) || within(name, one))) return true;
    at += len;
  }
  return false;
}

static bool is_right(const Text *text, const Resolver *r, uint32_t mention, const Gold *gold,
                     uint32_t entity) {
  if (is_named(gold, r->entities.items[entity].name)) return true;
  for (uint32_t m = mention; m-- > 0;) {
    if (r->document->mentions.items[m].actor != entity) continue;
    const Gold *other = gold_of(text, r, m);
    if (other) return !strcmp(other->chain, gold->chain);
  }
  return false;
}

/* ---- examples ---- */

/* A pronoun without a label means the nearest actor, a description somebody new. */
static uint32_t unlabelled_choice(const Resolver *r, uint32_t mention, const Referents *referents) {
  bool pronoun = r->document->mentions.items[mention].form == MENTION_PRONOUN;
  return pronoun ? 0 : referents->count - 1;
}

/* An actor without a name, of which no label says who it is: a word without a label may mean it. */
static bool is_unknown(const Text *text, const Resolver *r, uint32_t entity) {
  const Entity *e = &r->entities.items[entity];
  return !e->named && e->last != NONE && !gold_of(text, r, e->last);
}

static uint32_t collect(void *context, const Resolver *r, uint32_t mention,
                        const Referents *referents) {
  Collector *c = context;
  const Gold *gold = gold_of(c->text, r, mention);
  uint32_t none = referents->count - 1, chosen = NONE;
  if (c->known && !referents->left_open) return best_referent(c->known, r, mention, referents);
  if (!c->known && referents->left_open) return none;
  if (gold && gold->mark == 'L' && !referents->left_open)
    return unlabelled_choice(r, mention, referents);
  bool labelled = c->text->every && (c->text->places || !is_there(r, mention));
  if (!gold && !labelled) return unlabelled_choice(r, mention, referents);
  bool nominal = r->document->mentions.items[mention].form == MENTION_NOMINAL;
  bool *right = NEW_ARRAY(c->arena, bool, referents->count);
  for (uint32_t i = 0; gold && i < none; i++) {
    right[i] = is_right(c->text, r, mention, gold, referents->entity[i]);
    if (right[i] && chosen == NONE) chosen = i;
  }
  for (uint32_t i = 0; nominal && !gold && i < none; i++)
    right[i] = is_unknown(c->text, r, referents->entity[i]);
  if (chosen == NONE) {
    if (gold && gold->mark == 'S') return unlabelled_choice(r, mention, referents);
    right[chosen = none] = true;
  }
  if (c->count == c->room)
    c->items = must_realloc(c->items, sizeof *c->items * (c->room = 2 * c->room + 64));
  Features *features = NEW_ARRAY(c->arena, Features, referents->count);
  memcpy(features, referents->features, sizeof *features * referents->count);
  uint32_t pronoun = r->document->mentions.items[mention].form == MENTION_PRONOUN,
           kind = referents->left_open ? LEFT_OPEN
                  : pronoun            ? PRONOUNS
                                       : DESCRIPTIONS;
  c->items[c->count++] = (Example){c->index,
                                   referents->count,
                                   features,
                                   right,
                                   kind,
                                   c->text->every ? 1 : 2,
                                   nobody_handicap(r, mention, referents)};
  return chosen;
}

static void analyse(const Models *models, const Text *text, Collector *c) {
  Document document;
  document_init(&document, text->text, text->len);
  document.published = (Str){text->date, (uint32_t)strlen(text->date)};
  find_tokens(models, &document);
  find_sentences(models, &document);
  find_quotes(models, &document);
  find_tags(models, &document);
  find_lemmas(models, &document);
  find_heads(models, &document);
  find_frames(models, &document);
  find_names(models, &document);
  find_actors_choosing(models, &document, collect, c);
  document_free(&document);
}

/* ---- training ---- */

static LinearTrainer train_once(const Collector *c, uint32_t folds, uint32_t left_out,
                                uint32_t seed) {
  LinearTrainer trainer = linear_trainer_new(ROWS_LOG2, 1, 0.03f, 1e-4f);
  uint32_t *order = must_alloc(sizeof *order * (c->count + 1)), state = seed;
  for (uint32_t i = 0; i < c->count; i++) order[i] = i;
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    train_shuffle(order, c->count, &state);
    for (uint32_t i = 0; i < c->count; i++) {
      const Example *e = &c->items[order[i]];
      if (folds && e->text % folds == left_out) continue;
      linear_learn_ranking(&trainer, e->features, e->right, e->count, e->weight);
    }
  }
  free(order);
  return trainer;
}

/* The mean of models that saw the examples in different orders. */
static LinearTrainer train(const Collector *c, uint32_t folds, uint32_t left_out) {
  LinearTrainer mean = train_once(c, folds, left_out, 7);
  for (uint32_t seed = 8; seed < 7 + MODELS_AVERAGED; seed++) {
    LinearTrainer other = train_once(c, folds, left_out, seed);
    for (size_t i = 0; i < (size_t)1 << ROWS_LOG2; i++) mean.weights[i] += other.weights[i];
    linear_trainer_free(&other);
  }
  for (size_t i = 0; i < (size_t)1 << ROWS_LOG2; i++) mean.weights[i] /= MODELS_AVERAGED;
  return mean;
}

static void test(const Collector *c, const Linear *model, uint32_t folds, uint32_t left_out,
                 uint32_t counts[KIND_COUNT][4]) {
  for (uint32_t i = 0; i < c->count; i++) {
    const Example *e = &c->items[i];
    if (e->text % folds != left_out) continue;
    uint32_t best = 0;
    int32_t most = INT32_MIN;
    for (uint32_t k = 0; k < e->count; k++) {
      int32_t score = linear_score(model, &e->features[k]);
      if (k + 1 == e->count) score -= e->handicap;
      if (score > most) most = score, best = k;
    }
    bool known = !e->right[e->count - 1];
    uint32_t *n = counts[e->kind];
    n[0] += known;
    n[1] += known && e->right[best];
    if (!known && e->right[best]) continue;
    n[2] += best + 1 < e->count && !e->right[best];
    n[3] += best + 1 < e->count;
  }
}

static void cross_validate(const Collector *c, uint32_t folds) {
  uint32_t counts[KIND_COUNT][4] = {{0}};
  for (uint32_t fold = 0; fold < folds; fold++) {
    LinearTrainer trainer = train(c, folds, fold);
    int16_t *room = must_alloc(sizeof(int16_t) << ROWS_LOG2);
    Linear model = linear_trainer_rounded(&trainer, room);
    test(c, &model, folds, fold, counts);
    free(room);
    linear_trainer_free(&trainer);
  }
  for (int kind = 0; kind < KIND_COUNT; kind++) {
    const uint32_t *n = counts[kind];
    if (n[0])
      printf("%s: %u with a referent, recall %.3f, precision %.3f\n", KINDS[kind], n[0],
             n[1] / (n[0] + 1e-9), n[1] / (n[3] + 1e-9));
  }
}

/* Collects the examples of all texts and learns from them. */
static LinearTrainer learn(const Models *models, const Text *texts, uint32_t count,
                           const Linear *known, uint32_t folds) {
  Arena arena = {0};
  Collector collector = {.arena = &arena, .known = known};
  for (uint32_t i = 0; i < count; i++) {
    collector.text = &texts[i];
    collector.index = i;
    analyse(models, &texts[i], &collector);
  }
  printf("%u texts, %u examples\n", count, collector.count);
  if (folds) cross_validate(&collector, folds);
  LinearTrainer trainer = train(&collector, 0, 0);
  free(collector.items);
  arena_free(&arena);
  return trainer;
}

int main(int argc, char **argv) {
  if (argc < 3) return fprintf(stderr, "usage: train_references DATA MODEL [FOLDS]\n"), 2;
  Models models = {0};
  AllegeError error;
  uint32_t count, folds = argc > 3 ? (uint32_t)atoi(argv[3]) : 0;
  Text *texts = read_texts(argv[1], &count);
  if (!texts || !models_load(&models, NULL, &error))
    return fprintf(stderr, "cannot read the data\n"), 2;
  LinearTrainer references = learn(&models, texts, count, NULL, folds);
  int16_t *room = must_alloc(sizeof(int16_t) << ROWS_LOG2);
  Linear known = linear_trainer_rounded(&references, room);
  LinearTrainer described = learn(&models, texts, count, &known, folds);
  FILE *file = fopen(argv[2], "wb");
  bool written =
      file && linear_trainer_write(&references, file) && linear_trainer_write(&described, file);
  if (file) fclose(file);
  free(room);
  models_free(&models);
  return written ? 0 : 1;
}
