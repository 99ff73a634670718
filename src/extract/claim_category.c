/* SPDX-License-Identifier: MIT */
/* claim_category.c - the kind of wrong that a claim names, and its CAMEO code. */
#include "extract/claims.h"

#define ENUM_NAME(id, name) name,
static const char *const NAMES[] = {WRONG_CATEGORIES(ENUM_NAME)};
static const char *const CAMEO[WRONG_CATEGORY_COUNT] = {[WRONG_CORRUPTION] = "1121",
                                                        [WRONG_HUMAN_RIGHTS] = "1122",
                                                        [WRONG_AGGRESSION] = "1123",
                                                        [WRONG_WAR_CRIMES] = "1124",
                                                        [WRONG_ESPIONAGE] = "1125"};

static uint8_t category_named(Str name) {
  for (uint32_t c = 1; c < WRONG_CATEGORY_COUNT; c++)
    if (str_is(name, NAMES[c])) return (uint8_t)c;
  return WRONG_NONE;
}

/* The category that most words of the range name, the first of equals. */
static uint8_t category_of(const ClaimReader *r, TokenRange range) {
  uint32_t votes[WRONG_CATEGORY_COUNT] = {0};
  uint8_t best = WRONG_NONE;
  for (uint32_t i = range.first; i < range.first + range.count; i++) {
    if (!r->wrong[i]) continue;
    uint8_t category = category_named(r->wrong[i]->column[WRONG_COLUMN_CATEGORY]);
    if (!category) continue;
    votes[category] += category == WRONG_OTHER ? 1 : 2;
    if (votes[category] > votes[best]) best = category;
  }
  return best;
}

static bool is_legal(const Str cue) {
  static const char *const WORDS[] = {"sue",        "suing",        "lawsuit",      "law suit",
                                      "suit",       "legal action", "class action", "court",
                                      "litigation", "writ",         "proceedings"};
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    if (memmem(cue.bytes, cue.len, WORDS[i], strlen(WORDS[i]))) return true;
  return false;
}

static bool is_complaint(Str cue) { return memmem(cue.bytes, cue.len, "complain", 8) != NULL; }

void categorize_claim(const ClaimReader *r, const ClaimDraft *draft, Claim *claim) {
  Str cue = r->cues.items[draft->cue].entries[0]->key;
  claim->category = WRONG_NONE;
  if (claim->kind == CLAIM_DENIAL) {
    claim->cameo = "016";
    return;
  }
  if (claim->kind == CLAIM_CRITICISM) {
    claim->cameo = is_complaint(cue) ? "114" : "111";
    return;
  }
  claim->category = category_of(r, draft->content);
  if (!claim->category) claim->category = category_of(r, r->cues.items[draft->cue].range);
  if (!claim->category) claim->category = WRONG_OTHER;
  claim->cameo = CAMEO[claim->category] ? CAMEO[claim->category] : "112";
  if (is_legal(cue)) claim->cameo = "115";
}
