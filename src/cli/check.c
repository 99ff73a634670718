/* SPDX-License-Identifier: MIT */
#include "cli/check.h"
#include "base/utf8.h"
#include "batch.h"
#include "check/baseline.h"
#include "check/expect.h"
#include "check/print.h"
#include "cli/console.h"
#include "cli/job.h"
#include "cli/output.h"
#include "cli/run.h"
#include "engine.h"
#include "input/text.h"
#include <errno.h>
#include <stdlib.h>

enum { MAX_FILE = 64 << 20 };

typedef struct {
  const Options *options;
  AllegeEngine *engine;
  Source source;
  Arena arena;                                  /* of rules and findings */
  Bytes rules_file, expect_file, baseline_file; /* the rules borrow from them */
  Rules rules;                                  /* the last one is that of --expect */
  Expectations expectations;
  Findings findings;
  FailedInputs failures;
  Totals totals;
} Check;

static bool read_job(void *context, void *slot) {
  Check *check = context;
  return source_next(&check->source, &((Job *)slot)->record);
}

static void work_job(void *context, void *slot) {
  const Check *check = context;
  job_work(slot, check->options, check->engine);
}

/* The place in the file: only plain text is read as it stands there. */
static void place_finding(Finding *finding, const Record *record) {
  if (record->path) finding->path = (Str){record->path, (uint32_t)strlen(record->path)};
  if (record->line) {
    finding->line = finding->end_line = record->line;
    finding->column = finding->end_column = 1;
  } else if (record->format != FROM_TEXT)
    finding->line = finding->column = finding->end_line = finding->end_column = 0;
}

static void add_findings(Check *check, const Job *job) {
  Document *document = report_document(job->report);
  uint32_t before = check->findings.count;
  findings_add(&check->findings, &check->arena, &check->rules, document);
  for (uint32_t i = before; i < check->findings.count; i++)
    place_finding(&check->findings.items[i], &job->record);
  expect_count(&check->expectations, document);
}

static bool write_job(void *context, void *slot) {
  Check *check = context;
  Job *job = slot;
  AllegeCounts counts = {0};
  job_say(job);
  if (job->report) {
    counts = allege_report_counts(job->report);
    add_findings(check, job);
  } else
    failures_add(&check->failures, &check->arena, job->record.path, job->article.line, job->reason);
  totals_add(&check->totals, job, &counts);
  job_clear(job);
  return true;
}

static void end_job(void *slot) { job_end(slot); }

static Str text_of(const Bytes *bytes) {
  return text_without_mark((Str){bytes->bytes ? bytes->bytes : "", (uint32_t)bytes->len});
}

/* What the reports take over from it must be UTF-8. */
static bool check_utf8(const char *path, Str text) {
  uint32_t valid = utf8_valid(text.bytes, text.len), line = 1;
  for (uint32_t i = 0; i < valid; i++) line += text.bytes[i] == '\n';
  if (valid < text.len) console_error("%s, line %u: not UTF-8", path, line);
  return valid == text.len;
}

static bool read_file(const char *path, Bytes *bytes) {
  Stream *stream = stream_open(path);
  StreamStatus status = stream ? stream_rest(stream, bytes, MAX_FILE) : STREAM_FAILED;
  if (status != STREAM_OK)
    console_error("cannot read %s: %s", path,
                  !stream                     ? strerror(errno)
                  : status == STREAM_TOO_LONG ? "it is too large"
                                              : stream_reason(stream));
  stream_close(stream);
  return status == STREAM_OK && check_utf8(path, text_of(bytes));
}

static bool complain(const AllegeError *error) {
  console_error("%s", error->message);
  return false;
}

static bool load_rules(Check *check) {
  const Options *o = check->options;
  AllegeError error;
  Rules rules = rules_builtin(&check->arena);
  if (o->rules && !(read_file(o->rules, &check->rules_file))) return false;
  if (o->rules &&
      !rules_parse(text_of(&check->rules_file), o->rules, &check->arena, &rules, &error))
    return complain(&error);
  if (o->expect && !read_file(o->expect, &check->expect_file)) return false;
  if (o->expect && !expect_parse(text_of(&check->expect_file), o->expect, &check->arena,
                                 &check->expectations, &error))
    return complain(&error);
  check->rules =
      (Rules){NEW_ARRAY(&check->arena, Rule, rules.count + 1), rules.count + (o->expect != NULL)};
  if (rules.count) memcpy(check->rules.items, rules.items, rules.count * sizeof *rules.items);
  if (o->expect)
    check->rules.items[rules.count] =
        (Rule){.id = STR("expectation"), .kind = RULE_EXPECTED, .severity = SEVERITY_ERROR};
  if (!o->baseline && o->baseline_update) {
    console_error("--baseline-update needs --baseline FILE");
    return false;
  }
  return !o->baseline || o->baseline_update || read_file(o->baseline, &check->baseline_file);
}

static bool write_file(const char *path, const Text *text) {
  Output output;
  bool ok = output_open(&output, path) && output_write(&output, text->bytes, text->len);
  ok = ok && output_finish(&output);
  if (ok) return true;
  console_error("cannot write %s: %s", path ? path : "standard output", strerror(output.error));
  output_discard(&output);
  return false;
}

static bool print_all(const Check *check) {
  CheckResult result = {&check->rules, &check->findings, &check->failures,
                        (Severity)check->options->level,
                        (uint32_t)(check->totals.records - check->totals.failed)};
  bool ok = true;
  for (uint32_t i = 0; i < check->options->outputs.count; i++) {
    const OutputRequest *request = &check->options->outputs.items[i];
    Text text = {0};
    check_printer(request->format)(&text, &result);
    ok &= write_file(request->path, &text);
    text_free(&text);
  }
  return ok;
}

/* An input that failed has no findings now, but those of it in the old file are still accepted. */
static bool update_baseline(Check *check) {
  if (check->failures.count) {
    console_error("%s is left as it was: a baseline needs findings of all inputs, and %u failed",
                  check->options->baseline, check->failures.count);
    return true;
  }
  Text text = {0};
  baseline_print(&text, &check->findings, &check->arena);
  bool ok = write_file(check->options->baseline, &text);
  text_free(&text);
  return ok;
}

/* After all articles: expectations, baseline, output, exit code. */
static int finish(Check *check) {
  const Options *o = check->options;
  AllegeError error;
  if (o->expect)
    expect_finish(&check->expectations, &check->rules.items[check->rules.count - 1], o->expect,
                  &check->arena, &check->findings);
  if (o->baseline_update && !update_baseline(check)) return EXIT_OUTPUT;
  if (o->baseline && !o->baseline_update &&
      !baseline_apply(text_of(&check->baseline_file), o->baseline, &check->arena, &check->findings,
                      &error))
    return complain(&error), EXIT_USAGE;
  if (!print_all(check)) return EXIT_OUTPUT;
  if (check->failures.count) return EXIT_INPUT;
  for (uint32_t i = 0; i < check->findings.count && !o->baseline_update; i++) {
    const Finding *finding = &check->findings.items[i];
    if (!finding->suppressed && (int)finding->rule->severity >= o->fail_on) return EXIT_GATE;
  }
  return EXIT_OK;
}

static int check_all(Check *check, const Paths *paths) {
  const Options *options = check->options;
  check->source = job_source(options, paths);
  Batch batch = {check, read_job, work_job, write_job, end_job, sizeof(Job)};
  batch_run(&batch, options->threads);
  source_close(&check->source);
  console_end();
  int code = finish(check);
  if (options->stats) totals_say(&check->totals);
  return code;
}

int run_check(const Options *options) {
  Paths paths;
  Check *check = must_alloc(sizeof *check);
  check->options = options;
  int code = EXIT_USAGE;
  if (run_collect(options, &paths) && load_rules(check) &&
      (check->engine = run_open_engine(options)))
    code = check_all(check, &paths);
  allege_engine_close(check->engine);
  paths_free(&paths);
  bytes_free(&check->rules_file);
  bytes_free(&check->expect_file);
  bytes_free(&check->baseline_file);
  arena_free(&check->arena);
  free(check);
  return code;
}
