/* SPDX-License-Identifier: MIT */
/* resume.h - where an interrupted run left off. */
#ifndef RESUME_H
#define RESUME_H
#include "input/source.h"

typedef struct {
  long long size;   /* of the complete reports; what stands behind is torn */
  size_t failed;    /* error records among them */
  char reason[160]; /* why it cannot be gone on with; "": it can */
} Resumed;

/* Takes as many records from the source as `path` has complete lines, and checks that each line
 * is the report of its record. A file that is not there is one with no lines. */
Resumed resume_skip(const char *path, Source *source, const FieldNames *fields);
#endif
