/* SPDX-License-Identifier: MIT */
#include "cli/job.h"
#include "cli/console.h"
#include <stdio.h>

enum { DEFAULT_MAX_BYTES = 16 << 20 };

Source job_source(const Options *options, const Paths *paths) {
  size_t max_bytes = options->engine.max_bytes ? options->engine.max_bytes : DEFAULT_MAX_BYTES;
  return (Source){.paths = paths, .from = options->from, .max_bytes = 2 * max_bytes};
}

void job_work(Job *job, const Options *options, const AllegeEngine *engine) {
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
  job->report = reason ? NULL : allege_analyze(engine, &article, &error);
  if (job->report) reason = "";
  else if (!reason) reason = error.message;
  snprintf(job->reason, sizeof job->reason, "%s", reason);
}

void job_say(const Job *job) {
  const Article *article = &job->article;
  const char *path = job->record.path ? job->record.path : "standard input";
  char place[24] = "";
  if (article->line) snprintf(place, sizeof place, ":%u", article->line);
  if (*job->reason) console_error("%s%s: %s", path, place, job->reason);
  else if (article->warning) console_warning("%s%s: %s", path, place, article->warning);
}

void job_clear(Job *job) {
  allege_report_free(job->report);
  job->report = NULL;
  arena_free(&job->arena);
}

void job_end(Job *job) {
  job_clear(job);
  bytes_free(&job->record.bytes);
}

void totals_add(Totals *totals, const Job *job, const AllegeCounts *counts) {
  totals->records++;
  totals->bytes += job->record.bytes.len;
  totals->failed += *job->reason != 0;
  totals->counts.sentences += counts->sentences;
  totals->counts.tokens += counts->tokens;
  totals->counts.claims += counts->claims;
  console_progress(totals->records, totals->failed);
}

void totals_say(const Totals *totals) {
  double seconds = console_seconds();
  console_figures("records %zu\nfailed %zu\nbytes %zu\nsentences %u\ntokens %u\nclaims %u\n"
                  "seconds %.3f\ntokens_per_second %.0f\n",
                  totals->records, totals->failed, totals->bytes, totals->counts.sentences,
                  totals->counts.tokens, totals->counts.claims, seconds,
                  seconds > 0 ? totals->counts.tokens / seconds : 0);
}
