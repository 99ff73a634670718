/* SPDX-License-Identifier: MIT */
/* explain.c - `allege explain`: how the claims of an article, or of one line of it, were found. */
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/job.h"
#include "cli/output.h"
#include "cli/run.h"
#include "engine.h"
#include "report/report.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* "a.txt:12": line 12 of a.txt, unless a file of that whole name is there. */
static uint32_t cut_line(char *operand) {
  struct stat info;
  char *colon = strrchr(operand, ':'), *end;
  if (!colon || !colon[1] || !stat(operand, &info)) return 0;
  unsigned long line = strtoul(colon + 1, &end, 10);
  if (*end || !line || line >= UINT32_MAX) return 0;
  *colon = 0;
  return (uint32_t)line;
}

/* Whether the record is the line that is asked for, or a text that has it. */
static bool has_line(const Job *job, uint32_t line) {
  if (job->record.line) return job->record.line == line;
  Str text = job->article.text;
  uint32_t count = text.len && text.bytes[text.len - 1] != '\n';
  for (uint32_t i = 0; i < text.len; i++) count += text.bytes[i] == '\n';
  return line <= count;
}

static int explain_job(const Options *options, const AllegeEngine *engine, Job *job, uint32_t line,
                       Output *output) {
  int code = EXIT_OK;
  job_work(job, options, engine);
  job_say(job);
  if (job->report) {
    uint32_t record = job->record.line; /* of NDJSON, else 0: then the text's own lines count */
    char *text = report_explain(report_document(job->report), record ? 0 : line, record);
    if (!output_write(output, text, strlen(text))) code = EXIT_OUTPUT;
    free(text);
  } else code = EXIT_INPUT;
  return code;
}

typedef struct {
  char *path; /* malloc'd, without its line */
  uint32_t line;
  Paths paths;
} Operand;

/* What one operand names; no operand is standard input, by the rules of the other commands. */
static bool collect(const Options *options, uint32_t index, Operand *operand) {
  Options one = *options;
  const char *path = NULL;
  if (options->operands.count) {
    path = operand->path = must_alloc(strlen(options->operands.items[index]) + 1);
    strcpy(operand->path, options->operands.items[index]);
    operand->line = cut_line(operand->path);
    one.operands.items = &path;
    one.operands.count = 1;
  }
  return run_collect(&one, &operand->paths);
}

/* Of NDJSON a line is a record, so that "n.ndjson:3" is what `allege check` calls by that name. */
static bool is_wanted(const Record *record, uint32_t line) {
  return record->format != FROM_NDJSON || !line || record->line == line;
}

static int explain_operand(const Options *options, const AllegeEngine *engine,
                           const Operand *operand, Output *output) {
  Source source = job_source(options, &operand->paths);
  Job job = {0};
  int code = EXIT_OK;
  bool found = false;
  while (code != EXIT_OUTPUT && source_next(&source, &job.record)) {
    uint32_t line = operand->line;
    if (!is_wanted(&job.record, line) && source.stream) continue; /* a torn file is still said */
    int here = explain_job(options, engine, &job, line, output);
    if (here) code = here;
    found |= has_line(&job, line);
    job_clear(&job);
    if (line && job.record.line == line) source_close(&source); /* on to the next file */
  }
  if (operand->line && !found && code == EXIT_OK) {
    console_error("%s: there is no line %u, or it is blank", operand->path, operand->line);
    code = EXIT_INPUT;
  }
  source_close(&source);
  job_end(&job);
  return code;
}

static int explain_all(const Options *options, const Operand *operands, uint32_t count) {
  AllegeEngine *engine = run_open_engine(options);
  if (!engine) return EXIT_USAGE;
  Output output;
  int code = output_open(&output, options->outputs.items[0].path) ? EXIT_OK : EXIT_OUTPUT;
  for (uint32_t i = 0; i < count && code != EXIT_OUTPUT; i++) {
    int here = explain_operand(options, engine, &operands[i], &output);
    if (here) code = here;
  }
  if (!output_finish(&output)) code = EXIT_OUTPUT;
  if (code == EXIT_OUTPUT) console_error("cannot write the output: %s", strerror(output.error));
  allege_engine_close(engine);
  return code;
}

/* All operands are looked at before the output is opened: it may be one of them. */
int run_explain(const Options *options) {
  uint32_t count = options->operands.count ? options->operands.count : 1;
  Operand *operands = must_alloc(count * sizeof *operands);
  bool ok = true;
  for (uint32_t i = 0; ok && i < count; i++) ok = collect(options, i, &operands[i]);
  int code = ok ? explain_all(options, operands, count) : EXIT_USAGE;
  for (uint32_t i = 0; i < count; i++) paths_free(&operands[i].paths), free(operands[i].path);
  free(operands);
  return code;
}
