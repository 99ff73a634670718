/* SPDX-License-Identifier: MIT */
#include "model/models.h"

static bool load_lexicon(Models *models, const char *dir, const char *name, Lexicon *lexicon,
                         AllegeError *error) {
  Data data;
  if (!data_open(&models->arena, dir, name, &data, error) ||
      !lexicon_parse(&models->arena, data, name, lexicon, error))
    return false;
  lexicon_share(lexicon, models->beginnings, models->list_count++);
  return true;
}

static bool load_language(Models *models, const char *dir, AllegeError *error) {
  Data data;
  return load_lexicon(models, dir, "abbreviations.tsv", &models->abbreviations, error) &&
         load_lexicon(models, dir, "tokens.tsv", &models->token_forms, error) &&
         load_lexicon(models, dir, "lemmas.tsv", &models->lemmas, error) &&
         load_lexicon(models, dir, "lemma-rules.tsv", &models->lemma_rules, error) &&
         data_open(&models->arena, dir, "sentences.model", &data, error) &&
         linear_parse(&data, "sentences.model", 1, &models->sentences, error);
}

static bool load_frames(Models *models, const char *dir, AllegeError *error) {
  Data data;
  return data_open(&models->arena, dir, "frames.model", &data, error) &&
         linear_parse(&data, "frames.model", 1, &models->frame_nouns, error) &&
         linear_parse(&data, "frames.model", 9, &models->frame_roles, error);
}

static bool load_events(Models *models, const char *dir, AllegeError *error) {
  return load_lexicon(models, dir, "events.tsv", &models->events, error) &&
         load_lexicon(models, dir, "event-objects.tsv", &models->event_objects, error) &&
         load_lexicon(models, dir, "event-contexts.tsv", &models->event_contexts, error);
}

static bool load_name_labels(Models *models, const char *dir, AllegeError *error) {
  enum { LABELS = 9 }; /* NAME_LABEL_COUNT of language/grammar.h */
  Data data;
  return data_open(&models->arena, dir, "names.model", &data, error) &&
         linear_parse(&data, "names.model", LABELS, &models->name_labels, error) &&
         linear_parse(&data, "names.model", LABELS, &models->name_steps, error);
}

static bool load_references(Models *models, const char *dir, AllegeError *error) {
  Data data;
  return data_open(&models->arena, dir, "references.model", &data, error) &&
         linear_parse(&data, "references.model", 1, &models->references, error) &&
         linear_parse(&data, "references.model", 1, &models->described, error);
}

static bool load_statements(Models *models, const char *dir, AllegeError *error) {
  enum { CUE_COLUMNS = 3, PART_COLUMNS = 7 };
  Data data;
  return load_lexicon(models, dir, "sayings.tsv", &models->sayings, error) &&
         data_open(&models->arena, dir, "word-classes.model", &data, error) &&
         word_classes_parse(data, "word-classes.model", &models->word_classes, error) &&
         data_open(&models->arena, dir, "attribution.model", &data, error) &&
         linear_parse(&data, "attribution.model", CUE_COLUMNS, &models->statement_cues, error) &&
         linear_parse(&data, "attribution.model", 1, &models->statement_trust, error) &&
         data_open(&models->arena, dir, "attribution-parts.model", &data, error) &&
         linear_parse(&data, "attribution-parts.model", PART_COLUMNS, &models->statement_parts,
                      error) &&
         (!data.size ||
          linear_parse(&data, "attribution-parts.model", 1, &models->statement_extents, error));
}

static bool load_publics(Models *models, const char *dir, AllegeError *error) {
  Data data;
  if (!data_open(&models->arena, dir, "publics.tsv", &data, error)) return false;
  models->publics = sorted_list(data);
  return true;
}

static bool load_names(Models *models, const char *dir, AllegeError *error) {
  return load_lexicon(models, dir, "countries.tsv", &models->countries, error) &&
         load_lexicon(models, dir, "metonyms.tsv", &models->metonyms, error) &&
         load_lexicon(models, dir, "organizations.tsv", &models->organizations, error) &&
         load_publics(models, dir, error) &&
         load_lexicon(models, dir, "regions.tsv", &models->regions, error) &&
         load_lexicon(models, dir, "places.tsv", &models->places, error) &&
         load_lexicon(models, dir, "given.tsv", &models->given, error) &&
         load_lexicon(models, dir, "given-world.tsv", &models->given_world, error) &&
         load_lexicon(models, dir, "surnames.tsv", &models->surnames, error) &&
         load_lexicon(models, dir, "titles.tsv", &models->titles, error) &&
         load_lexicon(models, dir, "nominals.tsv", &models->nominals, error) &&
         load_lexicon(models, dir, "name-words.tsv", &models->name_words, error) &&
         load_lexicon(models, dir, "pronouns.tsv", &models->pronouns, error) &&
         load_lexicon(models, dir, "region-adjectives.tsv", &models->region_adjectives, error) &&
         load_lexicon(models, dir, "speech-verbs.tsv", &models->speech_verbs, error) &&
         load_references(models, dir, error) && load_name_labels(models, dir, error) &&
         load_lexicon(models, dir, "no-names.tsv", &models->no_names, error);
}

static bool load_networks(Models *models, const char *dir, AllegeError *error) {
  static const char GRAMMAR[] = "grammar.model", CUES[] = "cue-network.model",
                    PARTIES[] = "party-network.model";
  Data data;
  return data_open(&models->arena, dir, GRAMMAR, &data, error) &&
         network_parse(data, GRAMMAR, &models->grammar, error) &&
         data_open(&models->arena, dir, CUES, &data, error) &&
         tree_network_parse(data, CUES, &models->grammar, &models->cue_network, error) &&
         data_open(&models->arena, dir, PARTIES, &data, error) &&
         tree_network_parse(data, PARTIES, &models->grammar, &models->party_network, error);
}

static bool load_dates(Models *models, const char *dir, AllegeError *error) {
  Data words, rules;
  if (!data_open(&models->arena, dir, "dates.tsv", &words, error) ||
      !data_open(&models->arena, dir, "date-rules.tsv", &rules, error) ||
      !dategrammar_parse(&models->arena, words, rules, &models->dates, error))
    return false;
  lexicon_share(&models->dates.words, models->beginnings, models->list_count++);
  return true;
}

static bool load_claims(Models *models, const char *dir, AllegeError *error) {
  if (!claim_models_load(&models->claims, &models->arena, dir, error)) return false;
  forms_share(&models->claims.cue_forms, models->beginnings, models->list_count++);
  forms_share(&models->claims.wrong_forms, models->beginnings, models->list_count++);
  return true;
}

bool models_load(Models *models, const char *dir, AllegeError *error) {
  enum { USUAL_SIZE = 8 << 20 };
  arena_reserve(&models->arena, USUAL_SIZE);
  models->beginnings = NEW_ARRAY(&models->arena, uint32_t, LEXICON_BEGINNINGS);
  return load_language(models, dir, error) && load_names(models, dir, error) &&
         load_frames(models, dir, error) && load_dates(models, dir, error) &&
         load_events(models, dir, error) && load_statements(models, dir, error) &&
         load_claims(models, dir, error) && load_networks(models, dir, error);
}

bool models_load_actors(Models *models, const char *path, NameCutter *cut, AllegeError *error) {
  return actor_file_load(&models->arena, path, (ActorKeys){cut, models}, &models->user_actors,
                         error);
}

void models_free(Models *models) { arena_free(&models->arena); }
