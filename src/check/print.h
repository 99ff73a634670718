/* SPDX-License-Identifier: MIT */
/* print.h - findings as text, SARIF 2.1.0, JUnit XML, GitHub annotations or NDJSON.
 * Every format is complete and valid without any finding. */
#ifndef CHECK_PRINT_H
#define CHECK_PRINT_H
#include "check/findings.h"

typedef struct {
  const Rules *rules;
  const Findings *findings;
  const FailedInputs *failures;
  Severity shown; /* findings below it are left out */
  uint32_t articles;
} CheckResult;

typedef void CheckPrinter(Text *out, const CheckResult *result);
/* NULL: no such format. */
CheckPrinter *check_printer(const char *format);
void print_sarif(Text *out, const CheckResult *result); /* sarif.c */
bool check_is_shown(const CheckResult *result, const Finding *finding);
#endif
