/* SPDX-License-Identifier: MIT */
/* claim_models.h - what the claims pass knows: words that signal claims, and six linear models. */
#ifndef CLAIM_MODELS_H
#define CLAIM_MODELS_H
#include "model/forms.h"
#include "model/linear.h"
#include "model/tones.h"

enum {
  CLAIM_MODEL_CLASSES = 7
}; /* nothing; accusation, criticism, denial by the cue; by the content */

typedef struct {
  Lexicon cues, wrongs; /* words that accuse, criticise, deny or say; names of wrongs */
  Forms cue_forms, wrong_forms;
  Tones tones; /* what words say of whoever does or suffers it */
  Linear detect, context, source, target, start, end; /* weights NULL: no model */
} ClaimModels;

bool claim_models_load(ClaimModels *claims, Arena *arena, const char *dir, AllegeError *error);
#endif
