/* SPDX-License-Identifier: MIT */
/* engine.c - the public interface: open the models, run the passes, report. */
#include "engine.h"
#include "base/error.h"
#include "base/text.h"
#include "base/utf8.h"
#include "extract/passes.h"
#include "language/encode.h"
#include "language/passes.h"
#include "report/report.h"
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* The grammar network's work space and the words it has read, lent to one analysis at a time. */
enum { SHELF_PLACES = 16, REMEMBERED = 8192 };
typedef struct {
  Arena arena;
  WordMemory words;
  Encoder encoder;
} Memory;
/* All that changes of an open engine. The shelf only saves work: whoever finds it empty takes a new
 * memory, whoever finds it full frees his. */
typedef struct {
  _Atomic(Memory *) shelf[SHELF_PLACES];
  atomic_size_t users; /* the caller, until the engine is closed, and all reports */
} Shared;

struct AllegeEngine {
  Models models;
  Shared *shared;
  const char *stop_after; /* of PASSES; NULL: none */
  size_t max_bytes;
  AllegeOffsets offsets;
  uint16_t min_confidence; /* in thousandths */
};
struct AllegeReport {
  const AllegeEngine *engine; /* names and frames point into its models */
  Document document;
  char *printed; /* malloc'd; the last print */
};

/* The whole analysis, in order. A pass reads the layers made above it and adds its own. */
static const struct {
  const char *layer;
  void (*find)(const Models *models, Document *document);
} PASSES[] = {
    {"tokens", find_tokens},      {"sentences", find_sentences},   {"quotes", find_quotes},
    {"tags", find_tags},          {"lemmas", find_lemmas},         {"heads", find_heads},
    {"frames", find_frames},      {"names", find_names},           {"actors", find_actors},
    {"dates", find_dates},        {"statements", find_statements}, {"claims", find_claims},
    {"dating", find_claim_dates}, {"events", find_events},         {"summary", find_summary},
};

enum { PASS_COUNT = sizeof PASSES / sizeof *PASSES };

const char *allege_layer(size_t index) { return index < PASS_COUNT ? PASSES[index].layer : NULL; }

enum { DEFAULT_MAX_BYTES = 16 << 20, LARGEST_MAX_BYTES = 1 << 30 }; /* offsets have 32 bits */
static const AllegeOptions DEFAULTS = {0};

/* The name as PASSES has it: that of the caller may go once the engine is open. */
static const char *layer_named(const char *name) {
  for (size_t i = 0; name && i < PASS_COUNT; i++)
    if (!strcmp(PASSES[i].layer, name)) return PASSES[i].layer;
  return NULL;
}

static bool check_options(const AllegeOptions *options, AllegeError *error) {
  bool known = !options->stop_after || layer_named(options->stop_after);
  if (known && options->min_confidence >= 0 && options->min_confidence <= 1) return true;
  if (known) error_set(error, ALLEGE_ERROR_OPTION, "a confidence is from 0 to 1");
  else error_set(error, ALLEGE_ERROR_OPTION, "no pass makes a layer '%s'", options->stop_after);
  return false;
}

static Memory *memory_take(Shared *shared, const Models *models) {
  for (size_t i = 0; i < SHELF_PLACES; i++) {
    Memory *memory = atomic_exchange(&shared->shelf[i], NULL);
    if (memory) return memory;
  }
  Memory *memory = must_alloc(sizeof *memory);
  arena_reserve(&memory->arena, 12 << 20);
  word_memory_init(&memory->words, &models->grammar, REMEMBERED, &memory->arena);
  encoder_init(&memory->encoder, &memory->words, ENCODE_MAX, &memory->arena);
  encoder_find_cues(&memory->encoder, &models->cue_network, &memory->arena);
  return memory;
}

static void memory_free(Memory *memory) {
  if (memory) arena_free(&memory->arena);
  free(memory);
}

static void memory_return(Shared *shared, Memory *memory) {
  for (size_t i = 0; memory && i < SHELF_PLACES; i++)
    memory = atomic_exchange(&shared->shelf[i], memory);
  memory_free(memory);
}

static void shared_free(Shared *shared) {
  for (size_t i = 0; i < SHELF_PLACES; i++) memory_free(shared->shelf[i]);
  free(shared);
}

/* The words of a user's actor, as they will be cut wherever it is named. */
static char *cut_name(const void *models, Str name, bool within) {
  Document document;
  Text text = {0}, words = {0};
  text_add(&text, name);
  if (within) text_add_literal(&text, " said");
  document_init(&document, text.bytes, (uint32_t)text.len);
  find_tokens(models, &document);
  for (uint32_t i = 0; i + within < document.tokens.count; i++) {
    if (i) text_add_char(&words, ' ');
    text_add(&words, document.tokens.folded[i]);
  }
  document_free(&document);
  text_free(&text);
  return text_take(&words);
}

AllegeEngine *allege_engine_open(const AllegeOptions *options, AllegeError *error) {
  if (!options) options = &DEFAULTS;
  if (!check_options(options, error)) return NULL;
  AllegeEngine *engine = must_alloc(sizeof *engine);
  engine->shared = must_alloc(sizeof *engine->shared);
  engine->shared->users = 1;
  engine->stop_after = layer_named(options->stop_after);
  engine->max_bytes = options->max_bytes ? options->max_bytes : DEFAULT_MAX_BYTES;
  if (engine->max_bytes > LARGEST_MAX_BYTES) engine->max_bytes = LARGEST_MAX_BYTES;
  engine->offsets = options->offsets;
  engine->min_confidence = (uint16_t)(options->min_confidence * 1000 + 0.5);
  if (models_load(&engine->models, options->data_dir, error) &&
      (!options->actors || models_load_actors(&engine->models, options->actors, cut_name, error)))
    return engine;
  allege_engine_close(engine);
  return NULL;
}

/* The last to leave frees all. */
static void engine_leave(const AllegeEngine *left) {
  if (atomic_fetch_sub(&left->shared->users, 1) > 1) return;
  AllegeEngine *engine = (AllegeEngine *)left;
  shared_free(engine->shared);
  models_free(&engine->models);
  free(engine);
}

void allege_engine_close(AllegeEngine *engine) {
  if (engine) engine_leave(engine);
}

static void run_passes(const Models *models, Document *document, const char *stop_after) {
  for (size_t i = 0; i < PASS_COUNT; i++) {
    if (PASSES[i].find == find_summary) document_drop_claims(document);
    PASSES[i].find(models, document);
    if (PASSES[i].layer != stop_after) continue;
    document_drop_claims(document); /* events are made of all, but one may stop before them */
    return;
  }
  document_drop_bystanders(document);
}

static Str copy_or_empty(Arena *arena, const char *text) {
  if (!text) return (Str){0};
  uint32_t len = (uint32_t)strlen(text);
  char *copy = NEW_ARRAY(arena, char, (size_t)len + 1);
  memcpy(copy, text, len);
  utf8_repair(copy, len); /* a file name may be any bytes, JSON may not */
  return (Str){copy, len};
}

AllegeReport *allege_analyze(const AllegeEngine *engine, const AllegeArticle *article,
                             AllegeError *error) {
  if (article->len > engine->max_bytes) {
    error_set(error, ALLEGE_ERROR_LIMIT, "text of %zu bytes; the limit is %zu", article->len,
              engine->max_bytes);
    return NULL;
  }
  AllegeReport *report = must_alloc(sizeof *report);
  report->engine = engine;
  atomic_fetch_add(&engine->shared->users, 1);
  Document *document = &report->document;
  document_init(document, article->text, (uint32_t)article->len);
  document->id = copy_or_empty(&document->arena, article->id);
  document->path = copy_or_empty(&document->arena, article->path);
  document->title = copy_or_empty(&document->arena, article->title);
  document->published = copy_or_empty(&document->arena, article->published);
  document->offset_unit = (uint8_t)engine->offsets;
  document->min_confidence = engine->min_confidence;
  if (article->warning) /* then whoever read it has said so of NUL bytes as well */
    ARRAY_PUSH(&document->arena, &document->warnings,
               copy_or_empty(&document->arena, article->warning).bytes);
  else if (article->len && memchr(article->text, 0, article->len))
    ARRAY_PUSH(&document->arena, &document->warnings, "it holds NUL bytes, read as U+001A");
  Memory *memory = memory_take(engine->shared, &engine->models);
  document->encoder = &memory->encoder;
  run_passes(&engine->models, document, engine->stop_after);
  document->encoder = NULL;
  memory_return(engine->shared, memory);
  return report;
}

const char *allege_report_print(AllegeReport *report, AllegeFormat format) {
  free(report->printed);
  return report->printed = report_print(&report->document, format);
}

const char *allege_report_show(AllegeReport *report, const char *layer) {
  free(report->printed);
  return report->printed = show_layer(&report->document, layer);
}

Document *report_document(AllegeReport *report) { return &report->document; }

AllegeCounts allege_report_counts(const AllegeReport *report) {
  const Document *d = &report->document;
  return (AllegeCounts){d->sentences.count, d->tokens.count, d->actors.count,
                        d->dates.count,     d->events.count, d->claims.count};
}

const char *allege_layer_name(size_t index) { return show_layer_name(index); }
const char *allege_version(void) { return ALLEGE_VERSION; }

void allege_report_free(AllegeReport *report) {
  if (!report) return;
  document_free(&report->document);
  engine_leave(report->engine);
  free(report->printed);
  free(report);
}
