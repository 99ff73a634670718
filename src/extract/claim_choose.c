/* SPDX-License-Identifier: MIT */
/* claim_choose.c - source, target and content of a claim, by what the models give the most weight.
 *
 * Weights are shares of probability: mentions of one actor speak for it together, and so do
 * stretches of words that mostly agree; "nobody" and "no content" stand alone. */
#include "extract/claims.h"

enum { ONE = 1 << 16 }; /* the weight of the best candidate */
enum {
  BEAM = 3, /* sources whose targets are looked at */
  BEAM_SHARE = 8,
  STARTS = 4, /* of content, and of ends for each */
  STARTS_SHARE = 16,
  SPANS = STARTS * STARTS,
  CONJUNCTS_MAX = 16,
  CUT_SHORT = 100,          /* logits against a start or end where none can be */
  NO_CONTENT_HANDICAP = 200 /* many starts share what speaks for a content */
};

/* 2^16 * exp(-below / LINEAR_UNIT), by integers only. */
static uint32_t weight_below(int32_t below) {
  uint32_t bits = (uint32_t)((int64_t)below * 94548 >> 16); /* in 1/256 of a power of two */
  if (bits >= 24u << 8) return 0;
  return (uint32_t)(ONE - (bits & 255) * 128) >> (bits >> 8);
}

/* Scores to weights whose best is ONE; their sum. */
static uint64_t to_weights(const int32_t *scores, uint32_t count, uint32_t *weights) {
  int32_t best = INT32_MIN;
  uint64_t sum = 0;
  for (uint32_t i = 0; i < count; i++) best = scores[i] > best ? scores[i] : best;
  for (uint32_t i = 0; i < count; i++) sum += weights[i] = weight_below(best - scores[i]);
  return sum;
}

/* ---- parties ---- */

typedef struct {    /* an actor with the candidates that mean it */
  uint32_t nominal; /* its likeliest mention, or NONE: nobody */
  uint64_t share;   /* of ONE */
} Choice;

/* "Jo Bell" of "two of the women, Ann Lee and Jo Bell": one of those whom the source's words mean.
 */
static bool is_member(const Tokens *t, uint32_t token, uint32_t source) {
  uint32_t at = t->relation[token] == REL_CONJ ? t->head[token] : token;
  if (at == NONE || t->relation[at] != REL_APPOS || t->head[at] == NONE) return false;
  at = t->head[at];
  return at == source || (t->relation[at] == REL_NMOD && t->head[at] == source);
}

/* The first of the coordination that the token is in. */
static uint32_t first_of(const Tokens *t, uint32_t token) {
  for (uint32_t steps = 0; steps < CONJUNCTS_MAX && t->relation[token] == REL_CONJ; steps++)
    if (t->head[token] < t->count) token = t->head[token];
  return token;
}

/* Who accuses or criticises has somebody else in mind, and none of those who do so together. */
bool is_source_of(const ClaimReader *r, const ClaimDraft *draft, uint32_t nominal) {
  uint32_t source = draft->party[PARTY_SOURCE];
  if (source == NONE || draft->class == CUE_DENIES) return false;
  uint32_t actor = r->nominals.items[source].actor;
  bool described =
      r->tokens->tag[r->nominals.items[nominal].head] == UPOS_NOUN; /* may be resolved wrongly */
  const Tokens *t = r->tokens;
  bool part = is_share(t, r->nominals.items[source].head) && /* "many in his party" */
              range_has(r->nominals.items[source].range, r->nominals.items[nominal].head);
  uint32_t company = company_of(r, r->nominals.items[source].head);
  return nominal == source || part || company == r->nominals.items[nominal].head ||
         first_of(t, r->nominals.items[nominal].head) ==
             first_of(t, r->nominals.items[source].head) ||
         is_member(t, r->nominals.items[nominal].head, r->nominals.items[source].head) ||
         (!described && actor != NONE && r->nominals.items[nominal].actor == actor);
}

/* "them" that nobody is known for says no more than nothing. */
bool is_empty_word(const ClaimReader *r, uint32_t nominal) {
  const Nominal *n = &r->nominals.items[nominal];
  uint8_t xpos = r->tokens->xpos[n->head];
  return n->actor == NONE && (xpos == XPOS_PRP || xpos == XPOS_PRPS);
}

/* The actors of the candidates, up to `room`, those with the largest shares first. */
static uint32_t rank_actors(const ClaimReader *r, const uint32_t *nominals, const uint32_t *weights,
                            uint32_t count, uint64_t sum, Choice *choices, uint32_t room) {
  bool done[PARTY_CANDIDATES + 1] = {false};
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (done[i]) continue;
    uint32_t actor = nominals[i] == NONE ? NONE : r->nominals.items[nominals[i]].actor, best = i;
    uint64_t total = 0;
    for (uint32_t k = i; k < count; k++) {
      if (k != i &&
          (actor == NONE || nominals[k] == NONE || r->nominals.items[nominals[k]].actor != actor))
        continue;
      done[k] = true;
      total += weights[k];
      if (weights[k] > weights[best]) best = k;
    }
    Choice choice = {nominals[best], total * ONE / sum};
    uint32_t at = kept < room ? kept++ : room;
    while (at > 0 && choices[at - 1].share < choice.share) {
      if (at < room) choices[at] = choices[at - 1];
      at--;
    }
    if (at < room) choices[at] = choice;
  }
  return kept;
}

static uint32_t choose_party(const ClaimReader *r, const ClaimDraft *draft, PartyRole role,
                             Choice *choices, uint32_t room) {
  const Linear *model =
      role == PARTY_SOURCE ? &r->models->claims.source : &r->models->claims.target;
  uint32_t nominals[PARTY_CANDIDATES + 1], weights[PARTY_CANDIDATES + 1], kept = 0;
  int32_t scores[PARTY_CANDIDATES + 1] = {0};
  uint32_t count = party_candidates(r, draft, role, nominals);
  nominals[count++] = NONE;
  LinearQueue queue;
  linear_queue_start(&queue, model);
  for (uint32_t i = 0; i < count; i++) {
    if (nominals[i] != NONE && is_empty_word(r, nominals[i])) continue;
    if (role == PARTY_TARGET && nominals[i] != NONE &&
        (is_source_of(r, draft, nominals[i]) || is_victim(r, draft, nominals[i])))
      continue;
    if (role == PARTY_SOURCE && nominals[i] != NONE && is_no_source(r, draft, nominals[i]))
      continue;
    party_features(r, draft, role, nominals[i], linear_queue_room(&queue));
    nominals[kept] = nominals[i];
    linear_queue_add(&queue, &scores[kept++]);
  }
  linear_queue_end(&queue);
  uint64_t sum = to_weights(scores, kept, weights);
  return rank_actors(r, nominals, weights, kept, sum, choices, room);
}

void choose_parties(const ClaimReader *r, ClaimDraft *draft) {
  Choice sources[BEAM], target;
  uint32_t best[PARTY_ROLES] = {NONE, NONE};
  uint64_t most = 0;
  read_piece(r, draft->cue);
  uint32_t count = choose_party(r, draft, PARTY_SOURCE, sources, BEAM);
  draft->known[PARTY_SOURCE] = true;
  for (uint32_t i = 0; i < count; i++) {
    if (i && sources[i].share * BEAM_SHARE < sources[0].share) break;
    draft->party[PARTY_SOURCE] = source_in_place(r, draft, sources[i].nominal);
    if (sources[i].nominal == NONE)
      draft->party[PARTY_SOURCE] = party_by_words(r, draft, PARTY_SOURCE);
    if (draft->party[PARTY_SOURCE] != NONE && is_no_source(r, draft, draft->party[PARTY_SOURCE]))
      draft->party[PARTY_SOURCE] = NONE;
    choose_party(r, draft, PARTY_TARGET, &target, 1);
    if (i && sources[i].share * target.share <= most) continue;
    most = sources[i].share * target.share;
    best[PARTY_SOURCE] = draft->party[PARTY_SOURCE];
    best[PARTY_TARGET] = target.nominal;
  }
  draft->party[PARTY_SOURCE] = best[PARTY_SOURCE];
  draft->party[PARTY_TARGET] =
      best[PARTY_TARGET] == NONE ? party_by_words(r, draft, PARTY_TARGET) : best[PARTY_TARGET];
  draft->party[PARTY_TARGET] = target_in_place(r, draft, draft->party[PARTY_TARGET]);
  draft->known[PARTY_TARGET] = true;
  draft->likely = (uint32_t)(most * 1000 / ONE / ONE);
}

/* ---- content ---- */

/* "an alleged coup plot": the noun of an adjective, with what is compounded with it, if the
 * models find no content and it is nobody. */
static TokenRange content_by_words(const ClaimReader *r, const ClaimDraft *draft) {
  const Tokens *t = r->tokens;
  uint32_t cue = r->cues.items[draft->cue].head, noun = t->head[cue];
  TokenRange none = {0, 0};
  if (draft->class != CUE_ACCUSES || t->relation[cue] != REL_AMOD || noun <= cue) return none;
  if (t->tag[noun] != UPOS_NOUN || r->nominal_at[noun] == draft->party[PARTY_TARGET]) return none;
  uint32_t first = noun;
  while (first > cue + 1 && t->head[first - 1] == noun && t->relation[first - 1] == REL_COMPOUND)
    first--;
  return (TokenRange){first, noun + 1 - first};
}

typedef struct {
  TokenRange range;
  uint64_t share;
} Stretch;

/* Indexes of the largest weights, the largest first. */
static uint32_t pick_best(const uint32_t *weights, uint32_t count, uint32_t *best, uint32_t room) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = kept < room ? kept++ : room;
    for (; at > 0 && weights[best[at - 1]] < weights[i]; at--)
      if (at < room) best[at] = best[at - 1];
    if (at < room) best[at] = i;
  }
  return kept;
}

static uint32_t add_ends(const ClaimReader *r, const ClaimDraft *draft, uint32_t start,
                         uint64_t share, Stretch *stretches) {
  TokenRange region = r->cues.items[draft->cue].region;
  uint32_t count = region.first + region.count - start, best[STARTS], kept;
  int32_t scores[CONTENT_TOKENS];
  uint32_t weights[CONTENT_TOKENS];
  LinearQueue queue;
  if (count > CONTENT_TOKENS) count = CONTENT_TOKENS;
  linear_queue_start(&queue, &r->models->claims.end);
  for (uint32_t i = 0; i < count; i++) {
    content_end_features(r, draft, start, start + i, linear_queue_room(&queue));
    linear_queue_add(&queue, &scores[i]);
  }
  linear_queue_end(&queue);
  uint32_t limit = content_limit(r, draft, start, start + count) - start;
  for (uint32_t i = 0; i < count; i++)
    if (i >= limit || (i + 1 < limit && content_is_cut_short(r->tokens, start + i)))
      scores[i] -= CUT_SHORT * LINEAR_UNIT;
  uint64_t sum = to_weights(scores, count, weights);
  kept = pick_best(weights, count, best, STARTS);
  while (kept > 1 && !weights[best[kept - 1]]) kept--;
  for (uint32_t i = 0; i < kept; i++)
    stretches[i] = (Stretch){{start, best[i] + 1}, share * weights[best[i]] / sum};
  return kept;
}

/* Do two stretches share half of their words? */
static bool mostly_agree(TokenRange a, TokenRange b) {
  uint32_t first = a.first > b.first ? a.first : b.first;
  uint32_t a_end = a.first + a.count, b_end = b.first + b.count,
           end = a_end < b_end ? a_end : b_end;
  return end > first && 4 * (end - first) >= a.count + b.count;
}

/* Of the stretches that have nearly the most support of those they agree with, the likeliest. */
static Stretch best_stretch(const Stretch *stretches, uint32_t count) {
  Stretch best = {{0, 0}, 0};
  uint64_t support[SPANS] = {0}, most = 0, own = 0;
  for (uint32_t i = 0; i < count; i++) {
    for (uint32_t k = 0; k < count; k++)
      if (mostly_agree(stretches[i].range, stretches[k].range)) support[i] += stretches[k].share;
    if (support[i] > most) most = support[i];
  }
  for (uint32_t i = 0; i < count; i++) {
    if (support[i] * 8 < most * 7 || stretches[i].share <= own) continue;
    own = stretches[i].share;
    best = (Stretch){stretches[i].range, support[i]};
  }
  return best;
}

static TokenRange content_by_models(const ClaimReader *r, ClaimDraft *draft) {
  TokenRange region = r->cues.items[draft->cue].region;
  int32_t scores[CONTENT_TOKENS + 1];
  uint32_t weights[CONTENT_TOKENS + 1], best[STARTS], made = 0;
  uint32_t count = region.count < CONTENT_TOKENS ? region.count : CONTENT_TOKENS;
  Stretch stretches[SPANS];
  LinearQueue queue;
  linear_queue_start(&queue, &r->models->claims.start);
  for (uint32_t i = 0; i <= count; i++) {
    content_start_features(r, draft, i < count ? region.first + i : NONE,
                           linear_queue_room(&queue));
    linear_queue_add(&queue, &scores[i]);
  }
  linear_queue_end(&queue);
  for (uint32_t i = 0; i < count; i++)
    if (content_cannot_begin(r, draft, region.first + i)) scores[i] -= CUT_SHORT * LINEAR_UNIT;
  scores[count] -= NO_CONTENT_HANDICAP;
  uint64_t sum = to_weights(scores, count + 1, weights);
  uint32_t kept = pick_best(weights, count, best, STARTS);
  for (uint32_t i = 0; i < kept; i++) {
    uint64_t share = (uint64_t)weights[best[i]] * ONE / sum;
    if (i && share * STARTS_SHARE < (uint64_t)weights[best[0]] * ONE / sum) break;
    made += add_ends(r, draft, region.first + best[i], share, stretches + made);
  }
  Stretch chosen = best_stretch(stretches, made);
  uint64_t nothing = (uint64_t)weights[count] * ONE / sum;
  bool said = chosen.share >= nothing;
  draft->likely = (uint32_t)(draft->likely * (said ? chosen.share : nothing) / ONE);
  if (!said) return (TokenRange){0, 0};
  return without_stray_quote(r, chosen.range);
}

void choose_content(const ClaimReader *r, ClaimDraft *draft) {
  draft->content = content_by_models(r, draft);
  complete_content(r, draft);
  leave_out_agent(r, draft);
  if (!draft->content.count) draft->content = content_by_words(r, draft);
  trim_content(r, draft);
}
