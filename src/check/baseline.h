/* SPDX-License-Identifier: MIT */
/* baseline.h - findings that are known and accepted, by the fingerprints of their words.
 * The file is JSON: {"schema": "allege-baseline/1", "findings": [{"fingerprint": ..., "rule":
 * ...}]} */
#ifndef BASELINE_H
#define BASELINE_H
#include "check/findings.h"

/* Marks the findings whose fingerprints `json` lists. False: `error` says what is wrong with it. */
bool baseline_apply(Str json, const char *path, Arena *arena, Findings *findings,
                    AllegeError *error);
/* All findings as a baseline, sorted, each fingerprint once. */
void baseline_print(Text *out, const Findings *findings, Arena *arena);
#endif
