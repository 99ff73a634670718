/* SPDX-License-Identifier: MIT */
#include "train/statement_folds.h"
#include "extract/attribution.h"
#include "train/polnear.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct SeenText {
  uint32_t hash, number;
} SeenText;

static int by_hash(const void *a, const void *b) {
  const SeenText *x = a, *y = b;
  return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static bool load_fold(Models *fold, Models *models, const char *folder, AllegeError *error) {
  Arena *arena = &models->arena;
  Data cues, chain, parts;
  return data_open(arena, folder, "cue-network.model", &cues, error) &&
         tree_network_parse(cues, folder, &models->grammar, &fold->cue_network, error) &&
         data_open(arena, folder, "attribution.model", &chain, error) &&
         linear_parse(&chain, folder, CUE_COLUMNS, &fold->statement_cues, error) &&
         linear_parse(&chain, folder, 1, &fold->statement_trust, error) &&
         data_open(arena, folder, "attribution-parts.model", &parts, error) &&
         linear_parse(&parts, folder, ROLE_COLUMNS, &fold->statement_parts, error) &&
         linear_parse(&parts, folder, 1, &fold->statement_extents, error);
}

bool statement_folds_load(StatementFolds *folds, Models *models, const char *folder,
                          const char *polnear, AllegeError *error) {
  folds->count = 0;
  if (access(folder, F_OK)) {
    fprintf(stderr,
            "no %s (make model-attribution): statements in articles of PolNeAR train are\n"
            "read by models that know them, and what learns over them trusts them too far\n",
            folder);
    return true;
  }
  GoldArticle *articles = polnear_read(&models->arena, polnear, &folds->count);
  folds->texts = NEW_ARRAY(&models->arena, SeenText, folds->count + 1);
  for (uint32_t i = 0; i < folds->count; i++)
    folds->texts[i] =
        (SeenText){str_hash((Str){articles[i].text, (uint32_t)strlen(articles[i].text)}), i};
  qsort(folds->texts, folds->count, sizeof *folds->texts, by_hash);
  for (uint32_t k = 0; k < STATEMENT_FOLDS; k++) {
    char name[1000];
    snprintf(name, sizeof name, "%s/%u", folder, k);
    if (!load_fold(&folds->models[k], models, name, error)) return false;
  }
  return true;
}

uint32_t statement_fold(const StatementFolds *folds, Str text) {
  if (!folds->count) return STATEMENT_FOLDS;
  SeenText key = {str_hash(text), 0},
           *found = bsearch(&key, folds->texts, folds->count, sizeof key, by_hash);
  return found ? found->number % STATEMENT_FOLDS : STATEMENT_FOLDS;
}

void statement_fold_apply(const StatementFolds *folds, uint32_t fold, Models *models) {
  const Models *from = &folds->models[fold];
  models->cue_network = from->cue_network;
  models->statement_cues = from->statement_cues;
  models->statement_parts = from->statement_parts;
  models->statement_trust = from->statement_trust;
  models->statement_extents = from->statement_extents;
}
