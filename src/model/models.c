/* SPDX-License-Identifier: MIT */
#include "model/models.h"

static bool load_wordlist(Models *models, const char *dir, const char *name, Wordlist *list,
                          AllegeError *error) {
  Data data;
  if (!data_open(&models->arena, dir, name, &data, error)) return false;
  *list = wordlist_parse(&models->arena, data);
  return true;
}

static bool load_lexicon(Models *models, const char *dir, const char *name, Lexicon *lexicon,
                         AllegeError *error) {
  Data data;
  return data_open(&models->arena, dir, name, &data, error) &&
         lexicon_parse(&models->arena, data, name, lexicon, error);
}

bool models_load(Models *models, const char *dir, AllegeError *error) {
  (void)load_lexicon;
  return load_wordlist(models, dir, "abbreviations.tsv", &models->abbreviations, error);
}

void models_free(Models *models) { arena_free(&models->arena); }
