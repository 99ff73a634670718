/* SPDX-License-Identifier: MIT */
/* train_claims - the models of the claims pass, from gold claims.
 *   train_claims GOLD.jsonl OUT.model            train on all
 *   train_claims GOLD.jsonl --cross OUT.ndjson   five-fold by article: each article's report by
 *                                                models that never saw it, for score_claims.py */
#include "extract/claims.h"
#include "extract/passes.h"
#include "language/passes.h"
#include "report/report.h"
#include "train/claim_templates.h"
#include "train/claims_detect.h"
#include "train/claims_gold.h"
#include "train/claims_rank.h"
#include "train/linear_train.h"
#include "train/parallel.h"
#include "train/shake.h"
#include "train/statement_folds.h"
#include <stdio.h>
#include <stdlib.h>

static const RankSettings PARTY_SETTINGS = {19, 10, 0.025f, 1e-3f},
                          CONTENT_SETTINGS = {19, 8, 0.05f, 1e-3f};
static const uint32_t template_copies = 8, shaken_copies = 2;

typedef enum {
  TASK_DETECT,
  TASK_CONTEXT,
  TASK_SOURCE,
  TASK_TARGET,
  TASK_START,
  TASK_END,
  TASK_COUNT
} Task;
static const char *const TASK_NAMES[] = {"", "", "source", "target", "start", "end"};

typedef struct {
  Arena arena;
  Models models;
  /* The same with a network of parties that did not see the fold, and with models of statements
   * that did not see a quarter of PolNeAR. */
  Models apart[DETECT_FOLDS][STATEMENT_FOLDS + 1];
  StatementFolds statements;
  GoldArticle *gold;
  float *weights;
  uint32_t count, real; /* articles; those that are not made from templates */
  Document *documents;
  ClaimReader *readers;
  bool shaken; /* the network that reads now: its articles teach detection only */
  DetectSet detect;
  RankExamples examples[TASK_COUNT]; /* but those of detection */
  uint32_t gold_claims, with_cue;
} Trainer;

/* ---- reading ---- */

static void analyze(const Models *models, const GoldArticle *article, Document *d) {
  document_init(d, article->text.bytes, article->text.len);
  d->id = article->id;
  d->published = article->date;
  find_tokens(models, d), find_sentences(models, d), find_quotes(models, d), find_tags(models, d);
  find_lemmas(models, d), find_heads(models, d), find_frames(models, d), find_names(models, d);
  find_actors(models, d), find_dates(models, d), find_statements(models, d);
}

/* ---- examples ---- */

typedef enum { TEACH_DETECT, TEACH_PARTY, TEACH_START, TEACH_END, TEACH_COUNT } Lesson;

/* How hard an example teaches. Where the shortest span that states a wrong ends is a matter of
 * taste: claims-train's is taught. Written articles hold more claims than real ones, and teach only
 * who accuses whom. */
static const float WEIGHT[GOLD_ORIGINS][TEACH_COUNT] = {
    [GOLD_GIVEN] = {1, 1, 1, 1},
    [GOLD_ANNOTATED] = {1, 1, 1, 0},
    [GOLD_WRITTEN] = {0, 0.5f, 0, 0},
    [GOLD_MADE] = {0.3f, 0.5f, 0.3f, 0.3f},
    [GOLD_MADE_OF_WORDS] = {0.3f, 0, 0, 0},
};

static RankExample example_new(Trainer *t, uint32_t article, Lesson lesson, uint32_t count) {
  return rank_example_new(&t->arena, detect_fold(&t->detect, article),
                          WEIGHT[t->gold[article].origin][lesson], count);
}

static CueClass class_of(const GoldClaim *claim) {
  return (CueClass)(1 + claim->kind + (claim->is_explicit ? 0 : 3));
}

static Span span_of(const ClaimReader *r, TokenRange range) {
  return document_tokens_span(r->document, range);
}

static bool party_is(const ClaimReader *r, const Nominal *n, const GoldParty *gold, bool by_name) {
  return by_name ? same_name(n->name, gold->name)
                 : span_contains(gold->span, r->tokens->span[n->head]);
}

static bool add_party_example(Trainer *t, uint32_t article, const ClaimReader *r, ClaimDraft *draft,
                              PartyRole role, const GoldClaim *claim) {
  const GoldParty *gold = role == PARTY_SOURCE ? claim->source : claim->target;
  uint32_t gold_count = role == PARTY_SOURCE ? claim->source_count : claim->target_count;
  uint32_t nominals[PARTY_CANDIDATES], count = party_candidates(r, draft, role, nominals);
  RankExample example = example_new(t, article, TEACH_PARTY, count + 1);
  Features features;
  bool any = gold_count == 0;
  for (int by_name = 1; by_name >= 0 && !any; by_name--)
    for (uint32_t i = 0; i < count; i++)
      for (uint32_t g = 0; g < gold_count; g++)
        if (party_is(r, &r->nominals.items[nominals[i]], &gold[g], by_name))
          any = example.right[i] = true;
  example.right[count] = gold_count == 0;
  draft->known[role] = any;
  if (!any) return false;
  uint32_t chosen = NONE; /* the right one nearest the cue stands for it in later features */
  for (uint32_t i = count; i-- > 0;)
    if (example.right[i]) chosen = nominals[i];
  for (uint32_t i = 0; i < count; i++)
    if (example.right[i] &&
        span_contains(gold[0].span, r->tokens->span[r->nominals.items[nominals[i]].head]))
      chosen = nominals[i];
  for (uint32_t i = 0; i <= count; i++) {
    party_features(r, draft, role, i < count ? nominals[i] : NONE, &features);
    example.candidates[i] = rank_pack(&t->arena, &features);
  }
  draft->party[role] = chosen;
  ARRAY_PUSH(&t->arena, &t->examples[role == PARTY_SOURCE ? TASK_SOURCE : TASK_TARGET], example);
  return true;
}

static TokenRange tokens_of(const ClaimReader *r, TokenRange region, Span span) {
  TokenRange found = {0, 0};
  for (uint32_t i = region.first; i < region.first + region.count; i++)
    if (span_overlaps(r->tokens->span[i], span)) {
      if (!found.count) found.first = i;
      found.count = i - found.first + 1;
    }
  return found;
}

static void add_content_examples(Trainer *t, uint32_t article, const ClaimReader *r,
                                 const ClaimDraft *draft, const GoldClaim *claim) {
  TokenRange region = r->cues.items[draft->cue].region, gold = tokens_of(r, region, claim->content);
  if (claim->content.len && !gold.count) return;
  uint32_t count = region.count + 1;
  RankExample example = example_new(t, article, TEACH_START, count);
  Features features;
  for (uint32_t i = 0; i < count; i++) {
    bool none = i == region.count;
    content_start_features(r, draft, none ? NONE : region.first + i, &features);
    example.candidates[i] = rank_pack(&t->arena, &features);
    example.right[i] =
        none ? !claim->content.len : claim->content.len && region.first + i == gold.first;
  }
  ARRAY_PUSH(&t->arena, &t->examples[TASK_START], example);
  if (!gold.count) return;
  count = region.first + region.count - gold.first;
  example = example_new(t, article, TEACH_END, count);
  for (uint32_t i = 0; i < count; i++) {
    content_end_features(r, draft, gold.first, gold.first + i, &features);
    example.candidates[i] = rank_pack(&t->arena, &features);
    example.right[i] = i + 1 == gold.count;
  }
  ARRAY_PUSH(&t->arena, &t->examples[TASK_END], example);
}

static void add_article_examples(Trainer *t, uint32_t article, const ClaimReader *r) {
  const GoldArticle *gold = &t->gold[article];
  enum { OTHER_CUE = 100 };
  ClaimDraft last, *before = NULL;
  uint32_t *label = NEW_ARRAY(&t->arena, uint32_t, r->cues.count + 1);
  for (uint32_t g = 0; g < gold->claim_count; g++) {
    const GoldClaim *claim = &gold->claims[g];
    uint32_t cue = gold_cue(r, claim);
    t->gold_claims += !t->shaken;
    if (cue == NONE) continue;
    t->with_cue += !t->shaken;
    for (uint32_t i = 0; i < r->cues.count; i++)
      if (i != cue && !label[i] && span_overlaps(span_of(r, r->cues.items[i].range), claim->cue))
        label[i] = OTHER_CUE;
    if (label[cue] && label[cue] != OTHER_CUE) continue;
    label[cue] = class_of(claim);
    if (t->shaken) continue;
    ClaimDraft draft = claim_draft_new(r, cue, class_of(claim), before);
    read_piece(r, cue);
    add_party_example(t, article, r, &draft, PARTY_SOURCE, claim);
    add_party_example(t, article, r, &draft, PARTY_TARGET, claim);
    add_content_examples(t, article, r, &draft, claim);
    last = draft;
    before = &last;
  }
  for (uint32_t i = 0; i < r->cues.count; i++)
    if (label[i] != OTHER_CUE) detect_add(&t->detect, article, r, i, label[i], t->shaken);
}

/* A tree is one guess of several. Each article is read again by networks whose weights are off by
 * a little, so that the models learn not to trust the first guess. */
static void read_shaken(Trainer *t) {
  Models models;
  t->shaken = true;
  for (uint32_t k = 0; k < shaken_copies; k++) {
    network_shake(&t->models, &models, 99 + k, &t->arena);
    for (uint32_t i = 0; i < t->real; i++) {
      Models own = models;
      uint32_t fold = statement_fold(&t->statements, t->gold[i].text);
      if (fold < STATEMENT_FOLDS) statement_fold_apply(&t->statements, fold, &own);
      Document document;
      analyze(&own, &t->gold[i], &document);
      ClaimReader reader = claim_reader_new(&own, &document);
      add_article_examples(t, i, &reader);
      document_free(&document);
    }
  }
  t->shaken = false;
}

/* ---- learning ---- */

/* All models of all folds but one. Those that detect are the trainer's. */
typedef struct {
  Trainer *t;
  LinearTrainer trainers[DETECT_FOLDS][TASK_COUNT];
  bool cross; /* false: one set, of all folds */
} Learning;

enum { RANK_TASKS = TASK_COUNT - TASK_SOURCE };

static void learn_rank(void *context, uint32_t number) {
  Learning *learning = context;
  uint32_t fold = number / RANK_TASKS;
  Task task = TASK_SOURCE + number % RANK_TASKS;
  learning->trainers[fold][task] = rank_learn(
      &learning->t->examples[task], task < TASK_START ? &PARTY_SETTINGS : &CONTENT_SETTINGS,
      learning->cross ? fold : NONE);
}

static void learn(Learning *learning) {
  uint32_t folds = learning->cross ? DETECT_FOLDS : 1;
  DetectSet *detect = &learning->t->detect;
  detect_learn(detect, learning->cross);
  for (uint32_t fold = 0; fold < folds; fold++) {
    uint32_t but_fold = learning->cross ? fold : NONE;
    learning->trainers[fold][TASK_DETECT] = *detect_model(detect, but_fold);
    learning->trainers[fold][TASK_CONTEXT] = learn_context(detect, but_fold);
  }
  parallel_run(folds * RANK_TASKS, learn_rank, learning);
}

static void report_fold(Trainer *t, uint32_t fold, const int32_t *margins, FILE *out) {
  for (uint32_t i = 0; i < t->real; i++) {
    if (detect_fold(&t->detect, i) != fold) continue;
    Document *d = &t->documents[i];
    for (uint32_t k = 0; k <= STATEMENT_FOLDS; k++) t->apart[fold][k].claims = t->models.claims;
    uint32_t statements = d->claims.count;
    claims_decide(&t->readers[i], margins[0], margins[1]);
    settle_claims(d, statements);
    find_summary(&t->models, d);
    char *json = report_json(d, false);
    fputs(json, out);
    free(json);
  }
}

static void set_models(Trainer *t, const LinearTrainer *trainers, int16_t **rooms) {
  Linear *linears[] = {&t->models.claims.detect, &t->models.claims.context,
                       &t->models.claims.source, &t->models.claims.target,
                       &t->models.claims.start,  &t->models.claims.end};
  for (Task task = 0; task < TASK_COUNT; task++) {
    free(rooms[task]);
    rooms[task] = must_alloc(sizeof(int16_t) * trainers[task].classes << trainers[task].rows_log2);
    *linears[task] = linear_trainer_rounded(&trainers[task], rooms[task]);
  }
}

static bool cross_validate(Trainer *t, const char *path, const int32_t *margins) {
  FILE *out = fopen(path, "wb");
  if (!out) return false;
  int16_t *rooms[TASK_COUNT] = {0};
  Judged *judged = must_alloc(2 * sizeof *judged * (t->detect.examples.count + 1));
  Judged *said = judged + t->detect.examples.count;
  uint32_t judged_count = 0, said_count = 0, right[TASK_COUNT] = {0}, count[TASK_COUNT] = {0};
  Learning learning = {.t = t, .cross = true};
  learn(&learning);
  for (uint32_t fold = 0; fold < DETECT_FOLDS; fold++) {
    LinearTrainer *trainers = learning.trainers[fold];
    const LinearTrainer *detect = &trainers[TASK_DETECT], *context = &trainers[TASK_CONTEXT];
    judged_count += judge_fold(&t->detect, detect, context, fold, false, judged + judged_count);
    said_count += judge_fold(&t->detect, detect, context, fold, true, said + said_count);
    for (Task task = TASK_SOURCE; task < TASK_COUNT; task++)
      rank_judge(&t->examples[task], &trainers[task], fold, &right[task], &count[task]);
    set_models(t, trainers, rooms);
    report_fold(t, fold, margins, out);
    for (Task task = TASK_CONTEXT; task < TASK_COUNT; task++) linear_trainer_free(&trainers[task]);
  }
  print_detection(judged, judged_count, 1, 3);
  print_detection(said, said_count, 4, 6);
  for (Task task = TASK_SOURCE; task < TASK_COUNT; task++)
    printf("%s: %.4f of %u right\n", TASK_NAMES[task],
           (double)right[task] / (double)(count[task] + !count[task]), count[task]);
  free(judged);
  for (Task task = 0; task < TASK_COUNT; task++) free(rooms[task]);
  return fclose(out) == 0;
}

static bool train_all(Trainer *t, const char *path) {
  FILE *out = fopen(path, "wb");
  if (!out) return false;
  bool ok = true;
  Learning learning = {.t = t};
  learn(&learning);
  for (Task task = 0; ok && task < TASK_COUNT; task++)
    ok = linear_trainer_write(&learning.trainers[0][task], out);
  for (Task task = TASK_CONTEXT; task < TASK_COUNT; task++)
    linear_trainer_free(&learning.trainers[0][task]);
  return fclose(out) == 0 && ok;
}

static bool load_gold(Trainer *t, const char *path) {
  uint32_t made;
  GoldArticle *real = gold_load(&t->arena, path, &t->real);
  GoldArticle *templates =
      templates_load(&t->arena, "src/train/claim_templates.txt", template_copies, &made);
  if (!real || !templates) return false;
  t->count = t->real + made;
  t->gold = NEW_ARRAY(&t->arena, GoldArticle, t->count + 1);
  memcpy(t->gold, real, sizeof *real * t->real);
  memcpy(t->gold + t->real, templates, sizeof *templates * made);
  float *weights = NEW_ARRAY(&t->arena, float, t->count + 1);
  for (uint32_t i = 0; i < t->count; i++) { weights[i] = WEIGHT[t->gold[i].origin][TEACH_DETECT]; }
  t->weights = weights;
  return true;
}

/* For every fold a network of parties that saw none of its articles: so the models learn to trust
 * it as far as they may. */
static bool load_networks(Trainer *t, AllegeError *error) {
  for (uint32_t k = 0; k < DETECT_FOLDS; k++) {
    char name[16];
    Data data;
    TreeNetwork parties;
    snprintf(name, sizeof name, "%u.model", k);
    if (!data_open(&t->models.arena, "src/train/party-networks", name, &data, error) ||
        !tree_network_parse(data, name, &t->models.grammar, &parties, error))
      return false;
    for (uint32_t s = 0; s <= STATEMENT_FOLDS; s++) {
      t->apart[k][s] = t->models;
      t->apart[k][s].party_network = parties;
      if (s < STATEMENT_FOLDS) statement_fold_apply(&t->statements, s, &t->apart[k][s]);
    }
  }
  return true;
}

int main(int argc, char **argv) {
  if (argc < 3) return fprintf(stderr, "usage: train_claims GOLD.jsonl [--cross] OUT\n"), 2;
  Trainer *t = must_alloc(sizeof *t);
  AllegeError error = {0};
  if (!models_load(&t->models, NULL, &error)) return fprintf(stderr, "%s\n", error.message), 1;
  if (!statement_folds_load(&t->statements, &t->models, "build/teacher/statements",
                            "../shared/data/polnear/train.jsonl", &error))
    return fprintf(stderr, "%s\n", error.message), 1;
  if (!load_networks(t, &error)) return fprintf(stderr, "%s\n", error.message), 1;
  if (!load_gold(t, argv[1])) return fprintf(stderr, "cannot read %s\n", argv[1]), 1;
  t->documents = must_alloc(sizeof *t->documents * (t->count + 1));
  t->readers = must_alloc(sizeof *t->readers * (t->count + 1));
  t->detect = (DetectSet){.arena = &t->arena,
                          .weights = t->weights,
                          .readers = t->readers,
                          .real = t->real,
                          .copies = template_copies};
  for (uint32_t i = 0; i < t->count; i++) {
    uint32_t seen = statement_fold(&t->statements, t->gold[i].text);
    const Models *models = &t->apart[detect_fold(&t->detect, i)][seen];
    analyze(models, &t->gold[i], &t->documents[i]);
    t->readers[i] = claim_reader_new(models, &t->documents[i]);
    add_article_examples(t, i, &t->readers[i]);
  }
  read_shaken(t);
  printf("%u articles, %u claims, %u with a cue of the lexicon, %u cues\n", t->count,
         t->gold_claims, t->with_cue, t->detect.examples.count);
  bool cross = !strcmp(argv[2], "--cross");
  int32_t margins[2] = {argc > 4 ? atoi(argv[4]) : EXPLICIT_MARGIN,
                        argc > 5 ? atoi(argv[5]) : IMPLICIT_MARGIN};
  bool ok = cross ? argc > 3 && cross_validate(t, argv[3], margins) : train_all(t, argv[2]);
  return ok ? 0 : 1;
}
