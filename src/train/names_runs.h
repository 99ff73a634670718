/* SPDX-License-Identifier: MIT */
/* names_runs.h - the texts of names_data.py as runs of tokens with features and gold labels. */
#ifndef NAMES_RUNS_H
#define NAMES_RUNS_H
#include "language/grammar.h"
#include "model/models.h"

enum { RUN_FEATURES = 80 /* of a token, at most */ };
typedef enum { SILVER, GUM, EWT, KIND_COUNT } Kind; /* silver: labelled by a machine */

typedef struct { /* one run of active tokens */
  uint32_t count;
  uint32_t *offsets;  /* count + 1, into features */
  uint32_t *features; /* hashes */
  uint8_t *gold;
  uint8_t *network; /* the grammar network's labels */
  Kind kind;
  uint32_t fold; /* number of its text among those of its kind */
  float weight;
} Run;

typedef struct {
  Run *runs;
  uint32_t count, room;
  Arena arena;
  uint8_t *seen; /* how often a feature was met, saturating */
} Set;

/* Texts from the file with that name, rare features dropped; false: could not read it. */
bool read_names(const Models *models, const char *path, Set *set);
#endif
