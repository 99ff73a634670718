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

static int explain_job(const Options *options, const AllegeEngine *engine, Job *job, uint32_t line,
                       Output *output) {
  int code = EXIT_OK;
  job_work(job, options, engine);
  job_say(job);
  if (job->report) {
    char *text = report_explain(report_document(job->report), line);
    if (!output_write(output, text, strlen(text))) code = EXIT_OUTPUT;
    free(text);
  } else code = EXIT_INPUT;
  job_clear(job);
  return code;
}

static int explain_path(const Options *options, const AllegeEngine *engine, const char *operand,
                        Output *output) {
  char *path = must_alloc(strlen(operand) + 1);
  strcpy(path, operand);
  uint32_t line = cut_line(path);
  Paths paths = {.include = options->include, .exclude = options->exclude};
  paths_add(&paths, path);
  Source source = job_source(options, &paths);
  Job job = {0};
  int code = EXIT_OK;
  while (code != EXIT_OUTPUT && source_next(&source, &job.record)) {
    int here = explain_job(options, engine, &job, line, output);
    if (here) code = here;
  }
  source_close(&source);
  job_end(&job);
  paths_free(&paths);
  free(path);
  return code;
}

int run_explain(const Options *options) {
  AllegeEngine *engine = run_open_engine(options);
  if (!engine) return EXIT_USAGE;
  Output output;
  int code = output_open(&output, options->outputs.items[0].path) ? EXIT_OK : EXIT_OUTPUT;
  if (!code && !options->operands.count) code = explain_path(options, engine, "-", &output);
  for (uint32_t i = 0; i < options->operands.count && code != EXIT_OUTPUT; i++) {
    int here = explain_path(options, engine, options->operands.items[i], &output);
    if (here) code = here;
  }
  if (!output_finish(&output)) code = EXIT_OUTPUT;
  if (code == EXIT_OUTPUT) console_error("cannot write the output: %s", strerror(output.error));
  allege_engine_close(engine);
  return code;
}
