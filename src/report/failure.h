/* SPDX-License-Identifier: MIT */
/* failure.h - what stands in the output for an input that could not be analysed. */
#ifndef FAILURE_H
#define FAILURE_H
#include "allege.h"
#include "base/text.h"

typedef struct {
  const char *id;   /* JSON, or NULL */
  const char *path; /* NULL: standard input */
  uint32_t line;    /* of NDJSON; 0: the whole file */
  const char *reason;
} Failure;

void failure_print(Text *out, const Failure *failure, AllegeFormat format);
#endif
