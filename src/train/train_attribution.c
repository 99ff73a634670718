/* SPDX-License-Identifier: MIT */
/* train_attribution.c - learns cues, sources and contents from PolNeAR.
 *
 *   train_attribution TRAIN.jsonl CUE_MODEL PARTS_MODEL NETWORK...
 *       [--taught TRAIN.conllu NEWS.jsonl NEWS.conllu] [-- N KEPT [REPORTS.ndjson]]
 *
 * Chains over two thirds of the articles are tried on the last third, three times, to learn how
 * far an attribution is to be trusted and which words beside its cue it takes in; then chains over
 * all are learnt. Trust and extents are learnt half from gold and half from a teacher's chances
 * (TRAIN.conllu, `teach_cues.py label`), and from its chances on news without gold. With N every
 * Nth article from KEPT on is kept from training; with REPORTS its attributions are written as
 * reports for the scorer. The network of cues knows the articles that it has learnt from too well:
 * of N NETWORKs (train_cues.c) article i is read by number i % N, which has not seen it. */
#include "extract/attribution.h"
#include "extract/passes.h"
#include "language/passes.h"
#include "train/polnear.h"
#include "train/sequences.h"
#include "train/taught_cues.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CUE_ROWS_LOG2 = 18, PART_ROWS_LOG2 = 18, TRUST_ROWS_LOG2 = 17, EXTENT_ROWS_LOG2 = 18 };
enum { CUE_EPOCHS = 6, PART_EPOCHS = 6, TRUST_EPOCHS = 3, NETWORKS_MAX = 8 };

static const float TRUST_RATE = 0.02f, DECAY = 1e-5f, GOLD_SHARE = 0.5f, SLIGHT = 0.01f;

typedef struct {
  Models models;
  TreeNetwork networks[NETWORKS_MAX];
  uint32_t network_count;
  GoldArticle *articles;
  uint32_t count, held_out, kept; /* every held_out-th article from `kept` on is not learnt from */
  uint32_t gold_count;            /* of the articles; those behind have no gold */
  TaughtCues *taught;             /* of each article, or NULL */
  Sequences cues, parts;
  LinearTrainer cue_mean, part_mean;
} Training;

static void make_document(Training *training, uint32_t index, Document *d) {
  const GoldArticle *article = &training->articles[index];
  Models *models = &training->models;
  models->cue_network = training->networks[index % training->network_count];
  document_init(d, article->text, (uint32_t)strlen(article->text));
  find_tokens(models, d), find_sentences(models, d), find_quotes(models, d);
  find_tags(models, d), find_lemmas(models, d), find_heads(models, d), find_frames(models, d);
}

static void add_cues(Sequences *out, const Setting *s, uint32_t article) {
  const Document *d = s->document;
  Features features;
  for (uint32_t i = 0; i < d->sentences.count; i++) {
    TokenRange sentence = d->sentences.items[i];
    sequences_begin(out, article);
    for (uint32_t t = sentence.first; t < sentence.first + sentence.count; t++) {
      bool inside = s->cue[t] != NONE, goes_on = t > sentence.first && s->cue[t - 1] == s->cue[t];
      marking_features(s, t, &features);
      sequences_place(out, &features, (1 << CUE_STATES) - 1,
                      (uint8_t)(!inside   ? CUE_OUTSIDE
                                : goes_on ? CUE_NEXT
                                          : CUE_FIRST));
    }
  }
}

enum { GOLD_SOURCE = 1, GOLD_CONTENT = 2 };

static void add_parts(Sequences *out, const Setting *s, const GoldAttribution *gold, TokenRange cue,
                      uint32_t article, Arena *arena) {
  uint8_t *marks = NEW_ARRAY(arena, uint8_t, s->document->tokens.count + 1);
  TokenRange source = polnear_tokens(s->document, gold->spans[0], gold->counts[0], NULL, 0);
  polnear_tokens(s->document, gold->spans[2], gold->counts[2], marks, GOLD_CONTENT);
  CueFrame frame = cue_frame_new(s, arena, cue);
  bool has_source = false, has_content = false;
  Features features;
  for (uint32_t i = 0; i < frame.window.count; i++)
    has_content |= marks[frame.window.first + i] && !range_has(cue, frame.window.first + i) &&
                   !range_has(source, frame.window.first + i);
  if (!has_content) return;
  sequences_begin(out, article);
  has_content = false;
  for (uint32_t i = 0; i < frame.window.count; i++) {
    uint32_t t = frame.window.first + i;
    bool in_cue = range_has(cue, t);
    if (range_has(source, t) && !in_cue) has_source = true;
    else if (marks[t] && !in_cue) has_content = true;
    uint8_t state = !in_cue && range_has(source, t) ? (has_content ? IN_SOURCE_LATE : IN_SOURCE)
                    : !in_cue && marks[t]           ? (has_source ? IN_CONTENT_LATE : IN_CONTENT)
                    : has_source                    ? (has_content ? OUT_BOTH : OUT_SOURCE)
                                                    : (has_content ? OUT_CONTENT : OUT_START);
    features.count = 0;
    if (!in_cue) part_features(&frame, t, &features);
    sequences_place(out, &features, part_states(&frame, t), state);
  }
  uint32_t end = frame.window.first + frame.window.count;
  part_features(&frame, end, &features);
  sequences_place(out, &features, part_states(&frame, end),
                  has_source ? END_SOURCE : END_NO_SOURCE);
}

static void add_article(Training *training, uint32_t index) {
  const GoldArticle *article = &training->articles[index];
  Document d;
  make_document(training, index, &d);
  Setting s = setting_new(&training->models, &d);
  TokenRange *cues = NEW_ARRAY(&d.arena, TokenRange, article->count + 1);
  for (uint32_t i = 0; i < article->count; i++) {
    const GoldAttribution *gold = &article->attributions[i];
    cues[i] = polnear_tokens(&d, gold->spans[1], gold->counts[1], NULL, 0);
    for (uint32_t t = cues[i].first; t < cues[i].first + cues[i].count; t++)
      if (s.cue[t] == NONE) s.cue[t] = i;
  }
  add_cues(&training->cues, &s, index);
  for (uint32_t i = 0; i < article->count; i++)
    if (cues[i].count && s.cue[cues[i].first] == i)
      add_parts(&training->parts, &s, &article->attributions[i], cues[i], index, &d.arena);
  document_free(&d);
}

static uint32_t code_points(const char *text, uint32_t bytes) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < bytes; i++) count += (text[i] & 0xC0) != 0x80;
  return count;
}

static void print_part(FILE *out, const Document *d, const char *name, TokenRange range) {
  if (!range.count) return;
  Span span = document_tokens_span(d, range);
  fprintf(out, ",\"%s\":{\"start\":%u,\"end\":%u}", name, code_points(d->text, span.start),
          code_points(d->text, span_end(span)));
}

static Linear rounded(const LinearTrainer *trainer) {
  return linear_trainer_rounded(
      trainer, must_alloc(sizeof(int16_t) * trainer->classes << trainer->rows_log2));
}

static bool is_kept(const Training *training, uint32_t article) {
  return training->held_out && article < training->gold_count &&
         article % training->held_out == training->kept;
}

/* What gold and the teacher say of something in an article; below 0: the teacher does not know. */
static float chance_of(const Training *training, uint32_t article, bool gold, float taught) {
  if (article >= training->gold_count) return taught < 0 ? 0 : taught;
  float of_gold = gold ? 1 : 0;
  return taught < 0 ? of_gold : GOLD_SHARE * of_gold + (1 - GOLD_SHARE) * taught;
}

typedef struct {
  Features *items;
  float *chance; /* that the attribution shares words with a gold cue; that the word is in it */
  uint32_t count;
} Examples;

static void make_room(Examples *out, uint32_t count) {
  out->items = must_realloc(out->items, sizeof *out->items * (out->count + count + 1));
  out->chance = must_realloc(out->chance, sizeof *out->chance * (out->count + count + 1));
}

/* One example for each word that the cue may take in; `owner`: the gold cue of each token, from 1.
 */
static void add_extents(const Training *training, uint32_t index, const Setting *s,
                        const Attribution *found, const uint32_t *owner, Examples *out) {
  const TaughtCues *taught = training->taught ? &training->taught[index] : NULL;
  uint32_t own = 0;
  for (uint32_t t = 0; t < found->cue.count && !own; t++) own = owner[found->cue.first + t];
  for (uint32_t right = 0; right < 2; right++) {
    TokenRange words = extent_words(s, found, right);
    make_room(out, words.count);
    for (uint32_t t = words.first; t < words.first + words.count; t++) {
      extent_features(s, found, t, &out->items[out->count]);
      out->chance[out->count++] = chance_of(training, index, own && owner[t] == own,
                                            taught ? taught_beside(taught, found->cue, t) : -1);
    }
  }
}

/* One example for each attribution that the chains find in the article. */
static void add_examples(Training *training, uint32_t index, const Linear *cues,
                         const Linear *parts, Examples *trust, Examples *extents) {
  const GoldArticle *article = &training->articles[index];
  const TaughtCues *taught = training->taught ? &training->taught[index] : NULL;
  Document d;
  make_document(training, index, &d);
  if (taught && taught->count != d.tokens.count) {
    fprintf(stderr, "article %u: other tokens than what the teacher saw\n", index);
    exit(2);
  }
  Setting s = setting_new(&training->models, &d);
  uint8_t *marks = NEW_ARRAY(&d.arena, uint8_t, d.tokens.count + 1);
  uint32_t *owner = NEW_ARRAY(&d.arena, uint32_t, d.tokens.count + 1);
  for (uint32_t i = 0; i < article->count; i++) {
    TokenRange cue = polnear_tokens(&d, article->attributions[i].spans[POLNEAR_CUE],
                                    article->attributions[i].counts[POLNEAR_CUE], marks, 1);
    for (uint32_t t = cue.first; t < cue.first + cue.count; t++)
      if (!owner[t]) owner[t] = i + 1;
  }
  uint32_t found;
  Attribution *all = find_attributions(&s, &d.arena, cues, parts, &found);
  make_room(trust, found);
  for (uint32_t i = 0; i < found; i++) {
    trust_features(&s, all, found, i, &trust->items[trust->count]);
    bool hit = false;
    for (uint32_t t = 0; t < all[i].cue.count; t++) hit |= marks[all[i].cue.first + t];
    trust->chance[trust->count++] =
        chance_of(training, index, hit, taught ? taught_cue(taught, all[i].cue) : -1);
    add_extents(training, index, &s, &all[i], owner, extents);
  }
  document_free(&d);
}

/* Adds a share of the learnt weights to a mean: models of other articles and orders err elsewhere.
 */
static void add_share(LinearTrainer *mean, LinearTrainer *learnt) {
  size_t count = (size_t)mean->classes << mean->rows_log2;
  for (size_t i = 0; i < count; i++) mean->weights[i] += learnt->weights[i] / (PARTS + 1);
  linear_trainer_free(learnt);
}

/* Examples from the articles of one part, by chains that have not seen them. */
static void add_part(Training *training, uint32_t part, Examples *trust, Examples *extents) {
  LinearTrainer cues =
      sequences_learn(&CUE_CHAIN, CUE_ROWS_LOG2, &training->cues, part, CUE_EPOCHS);
  LinearTrainer parts =
      sequences_learn(&ROLE_CHAIN, PART_ROWS_LOG2, &training->parts, part, PART_EPOCHS);
  Linear cue_weights = rounded(&cues), part_weights = rounded(&parts);
  for (uint32_t i = part; i < training->count; i += PARTS)
    if (!is_kept(training, i))
      add_examples(training, i, &cue_weights, &part_weights, trust, extents);
  add_share(&training->cue_mean, &cues), add_share(&training->part_mean, &parts);
}

static LinearTrainer learn_examples(uint32_t rows_log2, Examples *examples) {
  LinearTrainer trainer = linear_trainer_new(rows_log2, 1, TRUST_RATE, DECAY);
  uint32_t *order = must_alloc(sizeof *order * (examples->count + 1)), state = 19890515;
  for (uint32_t i = 0; i < examples->count; i++) order[i] = i;
  for (uint32_t epoch = 0; epoch < TRUST_EPOCHS; epoch++) {
    train_shuffle(order, examples->count, &state);
    for (uint32_t i = 0; i < examples->count; i++) {
      float chance = examples->chance[order[i]];
      if (chance > SLIGHT) linear_learn_class(&trainer, &examples->items[order[i]], 1, chance);
      if (chance < 1 - SLIGHT)
        linear_learn_class(&trainer, &examples->items[order[i]], 0, 1 - chance);
    }
  }
  fprintf(stderr, "learnt from %u examples\n", examples->count);
  free(examples->items), free(examples->chance), free(order);
  return trainer;
}

/* trained[0] how far to trust an attribution, trained[1] what its cue takes in. */
static void learn_judges(Training *training, LinearTrainer trained[2]) {
  Examples trust = {0}, extents = {0};
  for (uint32_t part = 0; part < PARTS; part++) add_part(training, part, &trust, &extents);
  trained[0] = learn_examples(TRUST_ROWS_LOG2, &trust);
  trained[1] = learn_examples(EXTENT_ROWS_LOG2, &extents);
}

static void report(Training *training, uint32_t index, const Linear weights[4], int32_t least,
                   FILE *out) {
  const GoldArticle *article = &training->articles[index];
  Document d;
  make_document(training, index, &d);
  Setting s = setting_new(&training->models, &d);
  uint32_t count;
  Attribution *found = find_attributions(&s, &d.arena, &weights[0], &weights[1], &count);
  count = keep_trusted(&s, &weights[2], least, found, count);
  count = widen_cues(&s, &weights[3], found, count);
  fprintf(out, "{\"article\":{\"id\":\"%s\"},\"claims\":[", article->id);
  for (uint32_t i = 0; i < count; i++) {
    fprintf(out, "%s{\"n\":%u", i ? "," : "", i);
    print_part(out, &d, "cue", found[i].cue);
    print_part(out, &d, "source", found[i].source);
    print_part(out, &d, "content", found[i].content);
    fputs("}", out);
  }
  fputs("]}\n", out);
  document_free(&d);
}

/* One file of reports for each of several thresholds, REPORTS.0, REPORTS.1 ...: from FIRST on, in
 * quarter logits. */
static void write_reports(Training *training, const Linear weights[4], const char *path) {
  enum { FIRST = -3, LAST = 1 };
  for (int32_t step = FIRST; step <= LAST; step++) {
    char name[1000];
    snprintf(name, sizeof name, "%s.%d", path, step - FIRST);
    FILE *out = fopen(name, "w");
    for (uint32_t i = training->kept; out && i < training->gold_count; i += training->held_out)
      report(training, i, weights, step * LINEAR_UNIT / 4, out);
    if (out) fclose(out);
  }
}

static bool write_model(const char *path, const LinearTrainer *first, const LinearTrainer *second) {
  FILE *out = fopen(path, "wb");
  return out && linear_trainer_write(first, out) && linear_trainer_write(second, out) &&
         fclose(out) == 0;
}

static bool read_networks(Training *training, int count, char **paths, AllegeError *error) {
  for (int i = 0; i < count && i < NETWORKS_MAX; i++, training->network_count++) {
    Data data;
    if (!data_open(&training->models.arena, ".", paths[i], &data, error) ||
        !tree_network_parse(data, paths[i], &training->models.grammar, &training->networks[i],
                            error))
      return false;
  }
  return true;
}

/* paths: the teacher's chances for the articles, articles without gold, and the chances for them.
 */
static void read_taught(Training *training, Arena *arena, char **paths) {
  uint32_t more, counts[2];
  GoldArticle *news = polnear_read(arena, paths[1], &more);
  const TaughtCues *gold = taught_cues_read(arena, paths[0], &counts[0]);
  const TaughtCues *plain = taught_cues_read(arena, paths[2], &counts[1]);
  if (counts[0] != training->count || counts[1] != more) {
    fprintf(stderr, "%s, %s: not as many articles as the teacher saw\n", paths[0], paths[2]);
    exit(2);
  }
  uint32_t all = training->count + more;
  training->articles = must_realloc(training->articles, sizeof *news * all);
  memcpy(training->articles + training->count, news, sizeof *news * more);
  training->taught = NEW_ARRAY(arena, TaughtCues, all);
  memcpy(training->taught, gold, sizeof *gold * training->count);
  memcpy(training->taught + training->count, plain, sizeof *plain * more);
  training->count = all;
  free(news);
}

int main(int argc, char **argv) {
  int networks = 0;
  while (4 + networks < argc && strncmp(argv[4 + networks], "--", 2)) networks++;
  if (argc < 5 || !networks) return 2;
  int at = 4 + networks;
  char **taught = at + 3 < argc && !strcmp(argv[at], "--taught") ? argv + at + 1 : NULL;
  if (taught) at += 4;
  char **rest = argv + at + 1;
  bool tries = at + 2 < argc, reports = at + 3 < argc;
  Arena arena = {0};
  Training training = {0};
  if (tries) training.held_out = (uint32_t)atoi(rest[0]), training.kept = (uint32_t)atoi(rest[1]);
  training.articles = polnear_read(&arena, argv[1], &training.count);
  training.gold_count = training.count;
  AllegeError error;
  if (!models_load(&training.models, NULL, &error) ||
      !read_networks(&training, networks, argv + 4, &error)) {
    fprintf(stderr, "%s\n", error.message);
    return 2;
  }
  if (taught) read_taught(&training, &arena, taught);
  for (uint32_t i = 0; i < training.gold_count; i++)
    if (!is_kept(&training, i)) add_article(&training, i);
  sequences_drop_rare(&training.cues), sequences_drop_rare(&training.parts);
  training.cue_mean = linear_trainer_new(CUE_ROWS_LOG2, CUE_COLUMNS, 0, 0);
  training.part_mean = linear_trainer_new(PART_ROWS_LOG2, ROLE_COLUMNS, 0, 0);
  LinearTrainer judges[2];
  learn_judges(&training, judges);
  LinearTrainer cues =
      sequences_learn(&CUE_CHAIN, CUE_ROWS_LOG2, &training.cues, PARTS, CUE_EPOCHS);
  LinearTrainer parts =
      sequences_learn(&ROLE_CHAIN, PART_ROWS_LOG2, &training.parts, PARTS, PART_EPOCHS);
  add_share(&training.cue_mean, &cues), add_share(&training.part_mean, &parts);
  if (!write_model(argv[2], &training.cue_mean, &judges[0]) ||
      !write_model(argv[3], &training.part_mean, &judges[1]))
    return 2;
  Linear weights[4] = {rounded(&training.cue_mean), rounded(&training.part_mean),
                       rounded(&judges[0]), rounded(&judges[1])};
  if (reports) write_reports(&training, weights, rest[2]);
  return 0;
}
