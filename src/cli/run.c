/* SPDX-License-Identifier: MIT */
#include "cli/run.h"
#include "base/text.h"
#include "batch.h"
#include "cli/console.h"
#include "cli/job.h"
#include "cli/output.h"
#include "cli/resume.h"
#include "report/failure.h"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_OUTPUTS = 16 };

typedef struct {
  const Options *options;
  AllegeEngine *engine;
  Source source;
  uint32_t output_count;
  Output outputs[MAX_OUTPUTS];
  AllegeFormat formats[MAX_OUTPUTS];
  Totals totals;
} Run;

typedef struct { /* a slot of the batch */
  Job job;
  AllegeCounts counts;
  Text printed[MAX_OUTPUTS];
} Slot;

/* What this run writes is no article, nor is what steers it. */
static void own_files(const Options *o, Paths *paths) {
  const char *const files[] = {o->resume, o->rules, o->expect, o->baseline, o->engine.actors};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    if (files[i]) paths_own_file(paths, files[i]);
  for (uint32_t i = 0; i < o->outputs.count; i++)
    if (o->outputs.items[i].path) paths_own_file(paths, o->outputs.items[i].path);
  paths_own_descriptor(paths, STDOUT_FILENO);
  paths_own_descriptor(paths, STDERR_FILENO);
}

/* Also the list itself may come from there. */
static bool reads_standard_input(const Paths *paths) {
  for (uint32_t i = 0; i < paths->list.count; i++)
    if (!paths->list.items[i].path) return true;
  return false;
}

bool run_collect(const Options *options, Paths *paths) {
  const char *list = options->files_from;
  *paths = (Paths){.include = options->include, .exclude = options->exclude};
  own_files(options, paths);
  for (uint32_t i = 0; i < options->operands.count; i++)
    paths_add(paths, options->operands.items[i]);
  if (list && !paths_add_from(paths, list, options->null_ended ? 0 : '\n')) {
    console_error("cannot read the list %s: %s", list, strerror(errno));
    return false;
  }
  if (!list && !options->operands.count) {
    if (isatty(STDIN_FILENO)) console_warning("reading an article from the terminal, to Ctrl-D");
    paths_add(paths, "-");
  }
  if (paths->clash) {
    console_error("%s is read as an article and written, or read otherwise, by the same run",
                  paths->clash);
    return false;
  }
  if (list && !strcmp(list, "-") && reads_standard_input(paths)) {
    console_error("standard input cannot be the list of --files-from and an article");
    return false;
  }
  if (!paths->list.count) console_warning("there is nothing to read");
  return true;
}

AllegeEngine *run_open_engine(const Options *options) {
  AllegeError error;
  AllegeEngine *engine = allege_engine_open(&options->engine, &error);
  if (!engine) console_error("%s", error.message);
  return engine;
}

static bool read_slot(void *context, void *slot) {
  Run *run = context;
  return source_next(&run->source, &((Slot *)slot)->job.record);
}

static void print_failure(const Run *run, Slot *slot) {
  const Article *article = &slot->job.article;
  Failure failure = {article->id, article->path, article->line, slot->job.reason};
  for (uint32_t i = 0; i < run->output_count; i++)
    failure_print(&slot->printed[i], &failure,
                  run->options->show ? ALLEGE_CONLLU : run->formats[i]);
}

static void print_report(const Run *run, Slot *slot) {
  const char *show = run->options->show;
  AllegeReport *report = slot->job.report;
  for (uint32_t i = 0; i < run->output_count; i++)
    text_add_literal(&slot->printed[i], show ? allege_report_show(report, show)
                                             : allege_report_print(report, run->formats[i]));
}

static void work_slot(void *context, void *item) {
  const Run *run = context;
  Slot *slot = item;
  job_work(&slot->job, run->options, run->engine);
  for (uint32_t i = 0; i < run->output_count; i++) slot->printed[i].len = 0;
  slot->counts = (AllegeCounts){0};
  if (slot->job.report) {
    slot->counts = allege_report_counts(slot->job.report);
    print_report(run, slot);
    allege_report_free(slot->job.report);
    slot->job.report = NULL;
  } else print_failure(run, slot);
}

static bool write_slot(void *context, void *item) {
  Run *run = context;
  Slot *slot = item;
  bool ok = true;
  for (uint32_t i = 0; i < run->output_count; i++) {
    ok &= output_write(&run->outputs[i], slot->printed[i].bytes, slot->printed[i].len);
    if (slot->job.record.growing) ok &= output_flush(&run->outputs[i]);
  }
  job_say(&slot->job);
  totals_add(&run->totals, &slot->job, &slot->counts);
  job_clear(&slot->job);
  return ok;
}

static void end_slot(void *item) {
  Slot *slot = item;
  job_end(&slot->job);
  for (uint32_t i = 0; i < MAX_OUTPUTS; i++) text_free(&slot->printed[i]);
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
      run->totals.failed = done.failed;
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

static int run_batch(Run *run) {
  int code = open_outputs(run);
  if (code) {
    for (uint32_t i = 0; i < run->output_count; i++) output_discard(&run->outputs[i]);
    source_close(&run->source);
    return code;
  }
  Batch batch = {run, read_slot, work_slot, write_slot, end_slot, sizeof(Slot)};
  batch_run(&batch, run->options->threads);
  source_close(&run->source);
  console_end();
  bool ok = finish_outputs(run);
  if (run->options->stats) totals_say(&run->totals);
  return !ok ? EXIT_OUTPUT : run->totals.failed ? EXIT_INPUT : EXIT_OK;
}

int run_reports(const Options *options) {
  Paths paths;
  Run *run = must_alloc(sizeof *run);
  int code = EXIT_USAGE;
  if (run_collect(options, &paths) && (run->engine = run_open_engine(options))) {
    run->options = options;
    run->source = job_source(options, &paths);
    code = run_batch(run);
  }
  allege_engine_close(run->engine);
  paths_free(&paths);
  free(run);
  return code;
}
