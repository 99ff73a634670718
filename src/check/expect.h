/* SPDX-License-Identifier: MIT */
/* expect.h - claims that must, or must not, be found in all articles together.
 *
 *   {"must":     [{"kind": "accusation", "accuser": "Norland", "accused": "Sudria"}],
 *    "must-not": [{"accused": "Lindqvist"}],
 *    "counts":   {"denial": 2, "accusation": [3, 6]}} */
#ifndef EXPECT_H
#define EXPECT_H
#include "check/findings.h"

typedef struct {
  ClaimPattern pattern;
  Str json; /* as it stands in the file */
  uint32_t found;
  bool forbidden;
} Expectation;

typedef struct {
  ARRAY_OF(Expectation) items;
  uint32_t least[CLAIM_KIND_COUNT], most[CLAIM_KIND_COUNT], found[CLAIM_KIND_COUNT];
} Expectations;

/* False: `error` says what is wrong with the file. Strings are borrowed from `json`. */
bool expect_parse(Str json, const char *path, Arena *arena, Expectations *expectations,
                  AllegeError *error);
void expect_count(Expectations *expectations, const Document *document);
/* A finding of `rule` for each expectation that was not met, in the file `path`. */
void expect_finish(const Expectations *expectations, const Rule *rule, const char *path,
                   Arena *arena, Findings *findings);
#endif
