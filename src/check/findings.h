/* SPDX-License-Identifier: MIT */
/* findings.h - the places of one article where a rule speaks. */
#ifndef FINDINGS_H
#define FINDINGS_H
#include "base/text.h"
#include "check/rules.h"

typedef struct {
  const Rule *rule;
  Str message;
  Str path;              /* of the input, in any bytes; empty: standard input */
  uint32_t line, column; /* from 1, columns in code points; line 0: not known */
  uint32_t end_line, end_column;
  char fingerprint[17]; /* of the rule and the words of the claim, not of the place */
  bool suppressed;      /* in the baseline */
} Finding;

typedef struct {
  Finding *items;
  uint32_t count, capacity;
} Findings;

typedef struct { /* an input without a report */
  Str path, reason;
  uint32_t line; /* 0: the whole file */
} FailedInput;

typedef struct {
  FailedInput *items;
  uint32_t count, capacity;
} FailedInputs;

/* Adds the findings of every rule in `document`, places within its text, without path; strings
 * live in `arena`, which outlives it. */
void findings_add(Findings *findings, Arena *arena, const Rules *rules, const Document *document);
/* One finding without a place. */
void findings_add_message(Findings *findings, Arena *arena, const Rule *rule, Str message);
/* Copies the strings; `path` may be NULL: standard input. */
void failures_add(FailedInputs *failures, Arena *arena, const char *path, uint32_t line,
                  const char *reason);
#endif
