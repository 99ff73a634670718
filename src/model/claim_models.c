/* SPDX-License-Identifier: MIT */
#include "model/claim_models.h"

static bool load_forms(Arena *arena, const char *dir, const char *name, Lexicon *lexicon,
                       Forms *forms, AllegeError *error) {
  Data data;
  if (!data_open(arena, dir, name, &data, error) ||
      !lexicon_parse(arena, data, name, lexicon, error))
    return false;
  forms_build(arena, lexicon, forms);
  return true;
}

/* An empty file stands for no model: no claims then. */
static bool load_linears(ClaimModels *claims, Arena *arena, const char *dir, AllegeError *error) {
  static const char NAME[] = "claims.model";
  Data data;
  if (!data_open(arena, dir, NAME, &data, error)) return false;
  if (!data.size) return true;
  return linear_parse(&data, NAME, CLAIM_MODEL_CLASSES, &claims->detect, error) &&
         linear_parse(&data, NAME, CLAIM_MODEL_CLASSES, &claims->context, error) &&
         linear_parse(&data, NAME, 1, &claims->source, error) &&
         linear_parse(&data, NAME, 1, &claims->target, error) &&
         linear_parse(&data, NAME, 1, &claims->start, error) &&
         linear_parse(&data, NAME, 1, &claims->end, error);
}

static bool load_tones(Arena *arena, const char *dir, Tones *tones, AllegeError *error) {
  static const char NAME[] = "tones.tsv";
  Data data;
  return data_open(arena, dir, NAME, &data, error) && tones_parse(arena, data, NAME, tones, error);
}

bool claim_models_load(ClaimModels *claims, Arena *arena, const char *dir, AllegeError *error) {
  return load_forms(arena, dir, "cues.tsv", &claims->cues, &claims->cue_forms, error) &&
         load_forms(arena, dir, "wrongs.tsv", &claims->wrongs, &claims->wrong_forms, error) &&
         load_tones(arena, dir, &claims->tones, error) && load_linears(claims, arena, dir, error);
}
