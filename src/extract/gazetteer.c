/* SPDX-License-Identifier: MIT */
#include "extract/gazetteer.h"
#include "model/actor_file.h"

enum { COLUMN_KIND, COLUMN_COUNTRY, COLUMN_CANONICAL, COLUMN_FLAG };

void country_set(char country[4], Str code) {
  memset(country, 0, 4);
  if (code.len == 3) memcpy(country, code.bytes, 3);
}

static const LexiconEntry *match(const Lexicon *lexicon, const Document *document, uint32_t token,
                                 uint32_t end, uint32_t *length) {
  const Tokens *t = &document->tokens;
  if (!lexicon_may_begin(lexicon, t->lists, token)) return NULL;
  return lexicon_match(lexicon, t->folded + token, t->hash + token, end - token, length);
}

/* Each word of a listed name is written large, but for the small ones inside it. */
static bool written_as_name(const Document *document, uint32_t token, uint32_t length, bool upper) {
  const Tokens *t = &document->tokens;
  if (upper) {
    bool any = false;
    for (uint32_t i = token; i < token + length; i++) {
      if (t->kind[i] == TOKEN_WORD && !(t->flags[i] & TOKEN_UPPER)) return false;
      any |= t->kind[i] == TOKEN_WORD;
    }
    return any;
  }
  uint32_t small = 0;
  for (uint32_t i = token; i < token + length; i++)
    small += t->kind[i] == TOKEN_WORD && !(t->flags[i] & TOKEN_CAPITALISED) && t->span[i].len > 3;
  bool first = (t->flags[token] & TOKEN_CAPITALISED) || t->kind[token] != TOKEN_WORD ||
               (t->span[token].len == 2 && length > 1); /* "al-Qaeda" */
  /* "eBay", "iPhone": a capital inside */
  return (first && small == 0) || (length == 1 && t->kind[token] == TOKEN_WORD &&
                                   document_text(document, t->span[token]).len > 1 &&
                                   document->text[t->span[token].start + 1] >= 'A' &&
                                   document->text[t->span[token].start + 1] <= 'Z');
}

/* Most words begin no name that would be written_as_name(), whatever its length. */
static bool may_begin_name(const Document *document, uint32_t token) {
  const Tokens *t = &document->tokens;
  Span span = t->span[token];
  if (t->kind[token] != TOKEN_WORD || t->flags[token] & (TOKEN_CAPITALISED | TOKEN_UPPER))
    return true;
  return span.len == 2 || (span.len > 1 && document->text[span.start + 1] >= 'A' &&
                           document->text[span.start + 1] <= 'Z');
}

static uint8_t known_as(Str kind) {
  return str_is(kind, "demonym")   ? KNOWN_DEMONYM
         : str_is(kind, "capital") ? KNOWN_CAPITAL
         : str_is(kind, "metonym") ? KNOWN_METONYM
                                   : KNOWN_NAME;
}

/* Keeps the longer of `known` and what `lexicon` has at `token`; earlier lists win a draw. */
static void consider(const Lexicon *lexicon, uint8_t type, const Document *document, uint32_t token,
                     uint32_t end, Known *known) {
  uint32_t length;
  const LexiconEntry *entry = match(lexicon, document, token, end, &length);
  if (!entry || length <= known->length) return;
  bool upper = str_is(entry->column[COLUMN_FLAG], "upper");
  if (!written_as_name(document, token, length, upper)) return;
  *known = (Known){.length = length,
                   .type = type,
                   .known_as = known_as(entry->column[COLUMN_KIND]),
                   .canonical = entry->column[COLUMN_CANONICAL]};
  if (type == ACTOR_ORGANIZATION) known->kind = entry->column[0];
  country_set(known->country, entry->column[COLUMN_COUNTRY]);
}

static bool is_valid_on(const LexiconEntry *entry, Str day) {
  Str from = entry->column[ACTOR_FILE_FROM], to = entry->column[ACTOR_FILE_TO];
  if (day.len < 10) return true;
  return (!from.len || memcmp(from.bytes, day.bytes, 10) <= 0) &&
         (!to.len || memcmp(day.bytes, to.bytes, 10) <= 0);
}

static uint8_t type_named(Str type) {
#define TYPE_IS(id, name)                                                                          \
  if (str_is(type, name)) return id;
  ACTOR_TYPES(TYPE_IS)
  return ACTOR_GROUP;
}

/* The user's own actors come before the lists, if they are as long. */
static void consider_user(const Models *models, const Document *document, uint32_t token,
                          uint32_t end, Known *known) {
  uint32_t length = 0;
  const LexiconEntry *entry = match(&models->user_actors, document, token, end, &length);
  while (entry && !is_valid_on(entry, document->published))
    entry = lexicon_next(&models->user_actors, entry);
  if (!entry || length < known->length || !written_as_name(document, token, length, false)) return;
  *known = (Known){.length = length,
                   .type = type_named(entry->column[ACTOR_FILE_TYPE]),
                   .user = true,
                   .canonical = entry->column[ACTOR_FILE_NAME]};
  country_set(known->country, entry->column[ACTOR_FILE_COUNTRY]);
}

Known gazetteer_match(const Models *models, const Document *document, uint32_t token,
                      uint32_t end) {
  Known known = {0};
  if (!may_begin_name(document, token)) return known;
  consider(&models->metonyms, ACTOR_COUNTRY, document, token, end, &known);
  consider(&models->countries, ACTOR_COUNTRY, document, token, end, &known);
  consider(&models->organizations, ACTOR_ORGANIZATION, document, token, end, &known);
  consider(&models->regions, ACTOR_PLACE, document, token, end, &known);
  consider(&models->places, ACTOR_PLACE, document, token, end, &known);
  if (models->user_actors.count) consider_user(models, document, token, end, &known);
  return known;
}

uint32_t gazetteer_match_small(const Models *models, const Document *document, uint32_t token,
                               uint32_t end) {
  const Lexicon *lists[] = {&models->countries, &models->regions, &models->places};
  uint32_t best = 0;
  if (document->tokens.span[token].len < 4 || (document->tokens.flags[token] & TOKEN_CAPITALISED))
    return 0;
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    uint32_t length = 0;
    if (match(lists[i], document, token, end, &length) && length > best) best = length;
  }
  return best;
}

Title title_match(const Models *models, const Document *document, uint32_t token, uint32_t end) {
  uint32_t length = 0;
  const LexiconEntry *entry = match(&models->titles, document, token, end, &length);
  if (!entry) return (Title){0};
  Str kind = entry->column[0], gender = entry->column[1];
  return (Title){length,
                 str_is(kind, "honorific") ? TITLE_HONORIFIC
                 : str_is(kind, "rank")    ? TITLE_RANK
                                           : TITLE_OFFICE,
                 str_is(gender, "f")   ? GENDER_FEMALE
                 : str_is(gender, "m") ? GENDER_MALE
                                       : GENDER_UNKNOWN};
}

static const LexiconEntry *one_word(const Lexicon *lexicon, const Document *document,
                                    uint32_t token) {
  uint32_t length;
  return match(lexicon, document, token, token + 1, &length);
}

bool is_given_name(const Models *models, const Document *document, uint32_t token, Gender *gender) {
  const LexiconEntry *entry = one_word(&models->given, document, token);
  if (!entry) entry = one_word(&models->given_world, document, token);
  if (!entry) return false;
  Str g = entry->column[0];
  *gender = str_is(g, "f") ? GENDER_FEMALE : str_is(g, "m") ? GENDER_MALE : GENDER_UNKNOWN;
  return true;
}

bool is_surname(const Models *models, const Document *document, uint32_t token) {
  return one_word(&models->surnames, document, token) != NULL;
}

bool is_no_name(const Models *models, const Document *document, uint32_t token) {
  return one_word(&models->no_names, document, token) != NULL;
}

bool is_firm_name(const Tokens *t, TokenRange name) {
  static const char *const WORDS[] = {
      "airlines", "airways",      "brands",     "brothers",   "co",           "communications",
      "corp",     "corporation",  "energy",     "foods",      "electronics",  "entertainment",
      "group",    "holdings",     "inc",        "industries", "laboratories", "limited",
      "llc",      "ltd",          "motors",     "partners",   "pharma",       "pharmaceuticals",
      "plc",      "records",      "securities", "software",   "solutions",    "stores",
      "systems",  "technologies", "technology", "telecom",    "ventures",     "wireless"};
  if (name.count < 2 || !(t->flags[name.first] & TOKEN_CAPITALISED)) return false;
  Str last = t->folded[name.first + name.count - 1];
  if (last.len && last.bytes[last.len - 1] == '.') last.len--;
  return STR_IN(last, WORDS);
}

bool is_called_after(const Tokens *t, TokenRange name) {
  static const char *const BODIES[] = {"administration", "association", "campaign",  "committee",
                                       "foundation",     "institute",   "university"};
  return name.count > 1 && STR_IN(t->folded[name.first + name.count - 1], BODIES);
}

bool is_body_word(const Models *models, const Document *document, uint32_t token) {
  const Tokens *t = &document->tokens;
  uint32_t length;
  const LexiconEntry *entry =
      lexicon_match(&models->name_words, t->folded + token, t->hash + token, 1, &length);
  return entry && str_is(entry->column[0], "organization");
}
