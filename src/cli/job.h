/* SPDX-License-Identifier: MIT */
/* job.h - one record on its way: read, analysed, complained about; and all of them counted. */
#ifndef JOB_H
#define JOB_H
#include "cli/options.h"
#include "input/source.h"

typedef struct { /* used again for the next record */
  Record record;
  Arena arena; /* of the article's strings */
  Article article;
  AllegeReport *report; /* NULL: failed */
  char reason[200];     /* why; "": it did not */
} Job;

typedef struct {
  size_t records, failed, bytes;
  AllegeCounts counts; /* of the reports */
} Totals;

/* Records over twice --max-bytes are not read: JSON may write a character in many. */
Source job_source(const Options *options, const Paths *paths);
/* Makes the report of job->record, or says in job->reason why there is none. */
void job_work(Job *job, const Options *options, const AllegeEngine *engine);
/* Standard error: why it failed, or its warning. */
void job_say(const Job *job);
void job_clear(Job *job); /* after it is written; the record's bytes stay for the next */
void job_end(Job *job);

void totals_add(Totals *totals, const Job *job, const AllegeCounts *counts);
void totals_say(const Totals *totals); /* --stats */
#endif
