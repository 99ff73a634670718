/* SPDX-License-Identifier: MIT */
#include "cli/run.h"
#include "base/text.h"
#include "batch.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/resume.h"
#include "input/source.h"
#include "report/failure.h"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_OUTPUTS = 16, DEFAULT_MAX_BYTES = 16 << 20 };

typedef struct {
  const Options *options;
  AllegeEngine *engine;
  Source source;
  uint32_t output_count;
  Output outputs[MAX_OUTPUTS];
  AllegeFormat formats[MAX_OUTPUTS];
  size_t records, failed, bytes; /* counted by write */
  AllegeCounts counts;
} Run;

typedef struct { /* a slot of the batch: one record on its way through */
  Record record;
  Arena arena; /* of the article's strings, until the report is written */
  Article article;
  char reason[200]; /* why there is no report; "" : there is one */
  AllegeCounts counts;
  Text printed[MAX_OUTPUTS];
} Job;

bool run_collect(const Options *options, Paths *paths) {
  *paths = (Paths){.include = options->include, .exclude = options->exclude};
  for (uint32_t i = 0; i < options->operands.count; i++)
    paths_add(paths, options->operands.items[i]);
  if (options->files_from) {
    if (!paths_add_from(paths, options->files_from, options->null_ended ? 0 : '\n')) {
      console_error("cannot read the list %s: %s", options->files_from, strerror(errno));
      return false;
    }
  } else if (!options->operands.count) paths_add(paths, "-");
  if (!paths->list.count) console_warning("there is nothing to read");
  return true;
}

AllegeEngine *run_open_engine(const Options *options) {
  AllegeError error;
  AllegeEngine *engine = allege_engine_open(&options->engine, &error);
  if (!engine) console_error("%s", error.message);
  return engine;
}

static bool read_job(void *context, void *slot) {
  Run *run = context;
  return source_next(&run->source, &((Job *)slot)->record);
}

static void print_failure(const Run *run, Job *job) {
  Failure failure = {job->article.id, job->article.path, job->article.line, job->reason};
  for (uint32_t i = 0; i < run->output_count; i++)
    failure_print(&job->printed[i], &failure, run->options->show ? ALLEGE_CONLLU : run->formats[i]);
}

static void print_report(const Run *run, Job *job, AllegeReport *report) {
  const char *show = run->options->show;
  for (uint32_t i = 0; i < run->output_count; i++)
    text_add_literal(&job->printed[i], show ? allege_report_show(report, show)
                                            : allege_report_print(report, run->formats[i]));
}

static void work_job(void *context, void *slot) {
  const Run *run = context;
  Job *job = slot;
  const Options *options = run->options;
  job->article = article_read(&job->record, &options->fields,
                              options->has_published ? options->published.iso : NULL, &job->arena);
  const Article *a = &job->article;
  const char *reason = a->reason ? a->reason : options->strict ? a->warning : NULL;
  AllegeError error = {0};
  AllegeArticle article = {.text = a->text.bytes,
                           .len = a->text.len,
                           .published = a->published,
                           .id = a->id,
                           .path = a->path,
                           .title = a->title,
                           .warning = a->warning};
  AllegeReport *report = reason ? NULL : allege_analyze(run->engine, &article, &error);
  for (uint32_t i = 0; i < run->output_count; i++) job->printed[i].len = 0;
  snprintf(job->reason, sizeof job->reason, "%s", report ? "" : reason ? reason : error.message);
  if (report) {
    job->counts = allege_report_counts(report);
    print_report(run, job, report);
  } else print_failure(run, job);
  allege_report_free(report);
}

static void say(const Job *job) {
  const Article *article = &job->article;
  const char *path = article->path ? article->path : "standard input";
  char place[24] = "";
  if (article->line) snprintf(place, sizeof place, ":%u", article->line);
  if (*job->reason) console_error("%s%s: %s", path, place, job->reason);
  else if (article->warning) console_warning("%s%s: %s", path, place, article->warning);
}

static bool write_job(void *context, void *slot) {
  Run *run = context;
  Job *job = slot;
  bool ok = true;
  for (uint32_t i = 0; i < run->output_count; i++) {
    ok &= output_write(&run->outputs[i], job->printed[i].bytes, job->printed[i].len);
    if (job->record.growing) ok &= output_flush(&run->outputs[i]);
  }
  say(job);
  run->records++;
  run->bytes += job->record.bytes.len;
  if (*job->reason) run->failed++;
  else {
    run->counts.sentences += job->counts.sentences;
    run->counts.tokens += job->counts.tokens;
    run->counts.claims += job->counts.claims;
  }
  console_progress(run->records, run->failed);
  arena_free(&job->arena);
  return ok;
}

static void end_job(void *slot) {
  Job *job = slot;
  bytes_free(&job->record.bytes);
  arena_free(&job->arena);
  for (uint32_t i = 0; i < MAX_OUTPUTS; i++) text_free(&job->printed[i]);
}

static bool wants_color(const Options *options, const OutputRequest *request) {
  const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");
  if (options->color != COLOR_AUTO) return options->color == COLOR_ALWAYS;
  return !request->path && isatty(STDOUT_FILENO) && !(no_color && *no_color) && term &&
         strcmp(term, "dumb");
}

static AllegeFormat format_of(const Options *options, const OutputRequest *request) {
  if (!strcmp(request->format, "ndjson")) return ALLEGE_NDJSON;
  if (!strcmp(request->format, "conllu")) return ALLEGE_CONLLU;
  if (!strcmp(request->format, "json")) return ALLEGE_JSON;
  if (!strcmp(request->format, "csv")) return ALLEGE_CSV;
  if (!strcmp(request->format, "csv-events")) return ALLEGE_CSV_EVENTS;
  if (!strcmp(request->format, "plover")) return ALLEGE_PLOVER;
  return wants_color(options, request) ? ALLEGE_TEXT_COLOR : ALLEGE_TEXT;
}

static bool said_unwritable(const Output *output) {
  console_error("cannot write %s: %s", output->path ? output->path : "standard output",
                strerror(output->error));
  return false;
}

static int open_outputs(Run *run) {
  const Options *options = run->options;
  for (uint32_t i = 0; i < options->outputs.count; i++) {
    const OutputRequest *request = &options->outputs.items[i];
    if (i == MAX_OUTPUTS) return console_error("at most %d outputs", MAX_OUTPUTS), EXIT_USAGE;
    run->formats[i] = format_of(options, request);
    Output *output = &run->outputs[i];
    if (options->resume) {
      Resumed done = resume_skip(options->resume, &run->source, &options->fields);
      if (done.reason[0]) return console_error("%s: %s", options->resume, done.reason), EXIT_USAGE;
      run->failed = done.failed;
      output_continue(output, options->resume, done.size);
    } else output_open(output, request->path);
    run->output_count++;
    const char *header = options->show ? "" : allege_format_header(run->formats[i]);
    if (!output->error && *header) output_write(output, header, strlen(header));
    if (output->error) return said_unwritable(output), EXIT_OUTPUT;
  }
  return EXIT_OK;
}

static bool finish_outputs(Run *run) {
  bool ok = true;
  for (uint32_t i = 0; i < run->output_count; i++)
    if (!output_finish(&run->outputs[i])) ok = said_unwritable(&run->outputs[i]);
  return ok;
}

static void say_stats(const Run *run) {
  double seconds = console_seconds();
  if (!run->options->stats) return;
  fprintf(stderr,
          "records %zu\nfailed %zu\nbytes %zu\nsentences %u\ntokens %u\nclaims %u\n"
          "seconds %.3f\ntokens_per_second %.0f\n",
          run->records, run->failed, run->bytes, run->counts.sentences, run->counts.tokens,
          run->counts.claims, seconds, seconds > 0 ? run->counts.tokens / seconds : 0);
}

static int run_batch(Run *run) {
  int code = open_outputs(run);
  if (code) {
    for (uint32_t i = 0; i < run->output_count; i++) output_discard(&run->outputs[i]);
    source_close(&run->source);
    return code;
  }
  Batch batch = {run, read_job, work_job, write_job, end_job, sizeof(Job)};
  batch_run(&batch, run->options->threads);
  source_close(&run->source);
  console_end();
  bool ok = finish_outputs(run);
  say_stats(run);
  return !ok ? EXIT_OUTPUT : run->failed ? EXIT_INPUT : EXIT_OK;
}

int run_reports(const Options *options) {
  Paths paths;
  Run *run = must_alloc(sizeof *run);
  size_t max_bytes = options->engine.max_bytes ? options->engine.max_bytes : DEFAULT_MAX_BYTES;
  int code = EXIT_USAGE;
  if (run_collect(options, &paths) && (run->engine = run_open_engine(options))) {
    run->options = options;
    run->source = (Source){.paths = &paths, .from = options->from, .max_bytes = 2 * max_bytes};
    code = run_batch(run);
  }
  allege_engine_close(run->engine);
  paths_free(&paths);
  free(run);
  return code;
}
