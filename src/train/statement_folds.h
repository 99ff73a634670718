/* SPDX-License-Identifier: MIT */
/* statement_folds.h - models of statements that have not seen the article that they read: those of
 * the program know PolNeAR train by heart, and what learns over them would trust them too far. */
#ifndef STATEMENT_FOLDS_H
#define STATEMENT_FOLDS_H
#include "model/models.h"

enum { STATEMENT_FOLDS = 4 };

typedef struct {
  Models models[STATEMENT_FOLDS]; /* only what finds statements is set */
  struct SeenText *texts;         /* of PolNeAR train, by hash */
  uint32_t count;
} StatementFolds;

/* `folder` holds for each K the models that train_attribution makes without every fourth article
 * of `polnear` from K on; where there is no folder, a word on stderr and no folds. */
bool statement_folds_load(StatementFolds *folds, Models *models, const char *folder,
                          const char *polnear, AllegeError *error);

/* Number of the fold that has not seen the text, or STATEMENT_FOLDS if none has. */
uint32_t statement_fold(const StatementFolds *folds, Str text);

/* `models` with what finds statements as the fold knows it. */
void statement_fold_apply(const StatementFolds *folds, uint32_t fold, Models *models);

#endif
