/* SPDX-License-Identifier: MIT */
/* claim_rule.c - by which row of the lexicon, in which voice, a claim was found: for `explain`. */
#include "extract/claims.h"

static char *put(char *at, Str text) {
  memcpy(at, text.bytes, text.len);
  return at + text.len;
}

const char *claim_rule(const ClaimReader *r, const ClaimDraft *draft) {
  const Cue *cue = &r->cues.items[draft->cue];
  const LexiconEntry *entry = cue_entry(r, cue, draft->class);
  if (draft->class == CUE_SAYS_DENIAL) return "what it reports, a denial";
  if (draft->class == CUE_SAYS_ACCUSATION) return "what it reports, a wrong laid on somebody";
  if (draft->class == CUE_SAYS_CRITICISM) return "what it reports, a judgement on somebody";
  Str kind = entry->column[CUE_KIND], part = entry->column[CUE_PART], key = entry->key;
  Str slots = entry->column[CUE_SLOTS];
  Str voice = is_passive(r, cue, entry) && str_is(part, "verb") ? STR("passive ") : STR("");
  char *rule = NEW_ARRAY(&r->document->arena, char,
                         kind.len + part.len + key.len + slots.len + voice.len + 8);
  char *at = put(put(put(put(rule, voice), part), STR(" of ")), kind);
  if (slots.len) at = put(put(put(at, STR(" (")), slots), STR(")"));
  *at = 0;
  return rule;
}
