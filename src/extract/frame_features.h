/* SPDX-License-Identifier: MIT */
/* frame_features.h - what the frames' model looks at; shared by the pass and its trainer. */
#ifndef FRAME_FEATURES_H
#define FRAME_FEATURES_H
#include "document.h"
#include "model/models.h"

enum {
  FRAME_CANDIDATES_MAX = 40,
  FRAME_CLASSES = FRAME_ROLE_COUNT + 1 /* the last: no argument */
};

typedef struct {
  uint32_t token;
  uint32_t path;   /* hash of the relations from the predicate up and down to it */
  uint32_t via;    /* the ancestor under which it hangs, or NONE: the predicate's own child */
  uint32_t branch; /* the last token of the way up below `token`; NONE: token is no ancestor */
  uint32_t climb;  /* steps up */
} FrameCandidate;

typedef struct {
  uint32_t count;
  bool passive, has_subject, has_object, has_agent;
  FrameCandidate items[FRAME_CANDIDATES_MAX];
} FrameCandidates;

/* Whether a token of that tag can be a predicate: verbs are, nouns may be (ask the model). */
bool frame_may_be_predicate(const Tokens *tokens, uint32_t token);
void frame_noun_features(const Tokens *tokens, uint32_t noun, Features *features);

void frame_find_candidates(const Tokens *tokens, uint32_t predicate, FrameCandidates *candidates);
void frame_role_features(const Tokens *tokens, uint32_t predicate,
                         const FrameCandidates *candidates, uint32_t index, Features *features);
/* frames.c: the role of each candidate, FRAME_ROLE_COUNT for none. */
void frame_decide(const Models *models, const Tokens *tokens, uint32_t predicate,
                  const FrameCandidates *candidates, uint32_t *roles);
#endif
