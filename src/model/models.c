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

static bool load_frames(Models *models, const char *dir, AllegeError *error) {
  Data data;
  return data_open(&models->arena, dir, "frames.model", &data, error) &&
         linear_parse(&data, "frames.model", 1, &models->frame_nouns, error) &&
         linear_parse(&data, "frames.model", 9, &models->frame_roles, error);
}

bool models_load(Models *models, const char *dir, AllegeError *error) {
  (void)load_lexicon;
  return load_wordlist(models, dir, "abbreviations.tsv", &models->abbreviations, error) &&
         load_frames(models, dir, error);
}

void models_free(Models *models) { arena_free(&models->arena); }
