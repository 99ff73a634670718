/* SPDX-License-Identifier: MIT */
/* frames.c - who did what to whom around verbs and event nouns, as PropBank roles.
 *
 * Candidates are a predicate's children and what its ancestors share with it (subjects of
 * control and coordination, antecedents); a linear model gives each its role. */
#include "extract/frames.h"
#include "extract/frame_features.h"
#include "extract/passes.h"
#include "extract/tree.h"

struct FrameStore {
  const Models *models;
  Document *document; /* its arena holds them */
  uint32_t *of;       /* of each token: index in `frames`, NONE, or UNASKED */
  ARRAY_OF(Frame) frames;
  ARRAY_OF(FrameArgument) arguments; /* those of a frame side by side */
};

static const uint32_t UNASKED = NONE - 1;

const FrameArgument *frame_arguments(const Document *d, const Frame *frame) {
  return d->frames->arguments.items + frame->arguments.first;
}

const FrameArgument *frame_argument(const Document *d, const Frame *frame, FrameRole role) {
  const FrameArgument *arguments = frame_arguments(d, frame);
  for (uint32_t i = 0; i < frame->arguments.count; i++)
    if (arguments[i].role == role) return &arguments[i];
  return NULL;
}

uint32_t frame_role_head(const Document *d, const Frame *frame, FrameRole role) {
  const FrameArgument *argument = frame ? frame_argument(d, frame, role) : NULL;
  return argument ? argument->head : NONE;
}

/* "No argument" is held back by so much: F1 is best there in cross-validation. */
enum { CAUTION = LINEAR_UNIT * 4 / 10 };

static bool is_core(uint32_t role) { return role <= ROLE_ARG3; }

/* All of an argument: its subtree, without the clause that holds the predicate. */
static TokenRange range_of(const Tokens *t, const FrameCandidate *candidate) {
  TokenRange range = tree_subtree(t, candidate->token);
  uint32_t branch = candidate->branch, end = range.first + range.count;
  if (branch == NONE) return range;
  if (t->tag[candidate->token] == UPOS_VERB) return (TokenRange){candidate->token, 1};
  if (branch > candidate->token && t->left[branch] > candidate->token) end = t->left[branch];
  else if (branch < candidate->token && t->right[branch] < candidate->token)
    range.first = t->right[branch] + 1;
  while (end > candidate->token + 1 && t->tag[end - 1] == UPOS_PUNCT) end--;
  return (TokenRange){range.first, end - range.first};
}

static uint32_t best_of(const int32_t *scores) {
  uint32_t best = 0;
  for (uint32_t c = 1; c < FRAME_CLASSES; c++)
    if (scores[c] > scores[best]) best = c;
  return best;
}

/* "They fled, burning the bridge." */
static bool is_participle(const Tokens *t, uint32_t verb) {
  return t->relation[verb] == REL_ADVCL && t->xpos[verb] == XPOS_VBG;
}

/* The subject that a coordinated or controlled verb shares with the verbs above it, or NONE. */
static uint32_t shared_subject(const Tokens *t, uint32_t predicate, const FrameCandidates *c) {
  uint32_t verb = predicate;
  while (t->relation[verb] == REL_CONJ || t->relation[verb] == REL_XCOMP ||
         is_participle(t, verb)) {
    bool object = t->relation[verb] == REL_XCOMP; /* "urged him to" */
    verb = t->head[verb];
    if (verb == NONE || t->tag[verb] != UPOS_VERB) return NONE;
    object = object && tree_child(t, verb, REL_OBJ) != NONE;
    for (uint32_t i = 0; i < c->count; i++) {
      uint8_t relation = t->relation[c->items[i].token];
      if (c->items[i].via == verb && c->items[i].branch == NONE &&
          (object ? relation == REL_OBJ : relation == REL_NSUBJ || relation == REL_NSUBJ_PASS))
        return i;
    }
    if (object) return NONE;
  }
  return NONE;
}

/* Each core role goes to its best candidate only. */
void frame_decide(const Models *models, const Tokens *t, uint32_t predicate,
                  const FrameCandidates *candidates, uint32_t *roles) {
  LinearQueue queue;
  int32_t all[FRAME_CANDIDATES_MAX][FRAME_CLASSES], margin[FRAME_CANDIDATES_MAX];
  uint32_t best[FRAME_ROLE_COUNT];
  for (uint32_t r = 0; r < FRAME_ROLE_COUNT; r++) best[r] = NONE;
  linear_queue_start(&queue, &models->frame_roles);
  for (uint32_t i = 0; i < candidates->count; i++) {
    frame_role_features(t, predicate, candidates, i, linear_queue_room(&queue));
    linear_queue_add(&queue, all[i]);
  }
  linear_queue_end(&queue);
  for (uint32_t i = 0; i < candidates->count; i++) {
    int32_t *scores = all[i];
    scores[FRAME_ROLE_COUNT] -= CAUTION;
    uint32_t role = roles[i] = best_of(scores);
    margin[i] = scores[role] - scores[FRAME_ROLE_COUNT];
    if (role == FRAME_ROLE_COUNT || !is_core(role)) continue;
    uint32_t rival = best[role];
    if (rival != NONE && margin[i] <= margin[rival]) roles[i] = FRAME_ROLE_COUNT;
    else {
      if (rival != NONE) roles[rival] = FRAME_ROLE_COUNT;
      best[role] = i;
    }
  }
  uint32_t free_role = candidates->passive ? ROLE_ARG1 : ROLE_ARG0;
  if (candidates->has_subject || t->tag[predicate] != UPOS_VERB || best[free_role] != NONE) return;
  uint32_t subject = shared_subject(t, predicate, candidates);
  if (subject != NONE && roles[subject] == FRAME_ROLE_COUNT) roles[subject] = free_role;
}

static void add_argument(struct FrameStore *store, Frame *frame, const FrameCandidate *candidate,
                         uint32_t role) {
  frame->negated |= role == ROLE_NEG;
  frame->modal |= role == ROLE_MOD;
  FrameArgument argument = {(uint8_t)role, candidate->token,
                            range_of(&store->document->tokens, candidate)};
  ARRAY_PUSH(&store->document->arena, &store->arguments, argument);
  frame->arguments.count++;
}

static uint32_t add_frame(struct FrameStore *store, uint32_t predicate) {
  const Tokens *t = &store->document->tokens;
  FrameCandidates candidates;
  uint32_t roles[FRAME_CANDIDATES_MAX];
  frame_find_candidates(t, predicate, &candidates);
  frame_decide(store->models, t, predicate, &candidates, roles);
  Frame frame = {predicate, {store->arguments.count, 0}, candidates.passive, false, false};
  for (uint32_t i = 0; i < candidates.count; i++)
    if (roles[i] != FRAME_ROLE_COUNT) add_argument(store, &frame, &candidates.items[i], roles[i]);
  ARRAY_PUSH(&store->document->arena, &store->frames, frame);
  return store->frames.count - 1;
}

static bool is_predicate(const Models *models, const Tokens *t, uint32_t token) {
  if (!frame_may_be_predicate(t, token)) return false;
  if (t->tag[token] == UPOS_VERB) return true;
  Features features;
  frame_noun_features(t, token, &features);
  return linear_score(&models->frame_nouns, &features) > 0;
}

const Frame *frame_of(const Document *d, uint32_t token) {
  struct FrameStore *store = d->frames;
  if (!store || token == NONE) return NULL;
  uint32_t *frame = &store->of[token];
  if (*frame == UNASKED)
    *frame = is_predicate(store->models, &d->tokens, token) ? add_frame(store, token) : NONE;
  return *frame == NONE ? NULL : &store->frames.items[*frame];
}

void find_frames(const Models *models, Document *d) {
  tree_build(d);
  d->frames = NEW(&d->arena, struct FrameStore);
  *d->frames = (struct FrameStore){.models = models, .document = d};
  d->frames->of = NEW_ARRAY(&d->arena, uint32_t, d->tokens.count + 1);
  for (uint32_t i = 0; i <= d->tokens.count; i++) d->frames->of[i] = UNASKED;
}
