/* SPDX-License-Identifier: MIT */
/* models.h - all that is loaded once and never changes after. */
#ifndef MODELS_H
#define MODELS_H
#include "base/pattern.h"
#include "model/lexicon.h"
#include "model/linear.h"
#include "model/wordlist.h"

typedef struct {
  Arena arena;            /* owns the lists */
  Wordlist abbreviations; /* "dr.", "gov.": no sentence ends here */
  Linear frame_nouns;     /* whether a noun is a predicate */
  Linear frame_roles;     /* a candidate's role in a frame */
} Models;

/* Everything from `data_dir`, or the built-in copy when it is NULL. */
bool models_load(Models *models, const char *data_dir, AllegeError *error);
void models_free(Models *models);
#endif
