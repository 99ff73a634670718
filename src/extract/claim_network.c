/* SPDX-License-Identifier: MIT */
/* claim_network.c - what the network of parties says: who of a sentence is the source, who the
 * target of a cue. */
#include "extract/claims.h"

enum { /* feature templates of the party models */
       N_OWN = 300,
       N_NOBODY,
       N_ELSEWHERE,
       N_GAP,
       N_ROLES
};

TokenRange claim_piece(const ClaimReader *r, const Cue *cue) {
  uint32_t first = sentence_start(r, cue->head), end = sentence_end(r, cue->head);
  if (end - first <= PIECE_MAX) return (TokenRange){first, end - first};
  if (cue->head > first + PIECE_MAX / 2) first = cue->head - PIECE_MAX / 2;
  return (TokenRange){first, end - first < PIECE_MAX ? end - first : PIECE_MAX};
}

static int32_t logit(const TreeReader *network, uint32_t word, uint32_t output) {
  return network->scores[(size_t)word * TREE_OUTPUTS + output];
}

static uint8_t steps_below(int32_t best, int32_t value) {
  int64_t steps = ((int64_t)best - value) >> 22; /* scores have 23 bits after the point */
  return (uint8_t)(steps < NETWORK_STEPS ? steps : NETWORK_STEPS);
}

static void rank(int32_t value, int32_t *best, int32_t *second) {
  if (value > *best) *second = *best, *best = value;
  else if (value > *second) *second = value;
}

static void take(PieceReading *reading, const TreeReader *network, PartyRole role, uint32_t head) {
  uint32_t label = role == PARTY_SOURCE ? PARTY_LABEL_SOURCE : PARTY_LABEL_TARGET;
  uint32_t none = role == PARTY_SOURCE ? PARTY_LABEL_NO_SOURCE : PARTY_LABEL_NO_TARGET;
  int32_t nobody = logit(network, head, none), elsewhere = logit(network, head, none + 1);
  int32_t best = nobody, second = INT32_MIN;
  rank(elsewhere, &best, &second);
  for (uint32_t i = 0; i < reading->piece.count; i++)
    rank(logit(network, i, label), &best, &second);
  reading->nobody[role] = steps_below(best, nobody);
  reading->elsewhere[role] = steps_below(best, elsewhere);
  reading->second[role] = steps_below(best, second);
  for (uint32_t i = 0; i < reading->piece.count; i++)
    reading->word[role][i] = steps_below(best, logit(network, i, label));
}

void read_piece(const ClaimReader *r, uint32_t index) {
  const Cue *cue = &r->cues.items[index];
  const Tokens *t = r->tokens;
  PieceReading *reading = r->reading;
  TokenRange piece = reading->piece = claim_piece(r, cue);
  if (!r->network->network)
    tree_reader_init(r->network, &r->models->party_network, PIECE_MAX, &r->document->arena);
  uint32_t heads[PIECE_MAX];
  uint8_t relations[PIECE_MAX];
  for (uint32_t i = 0; i < piece.count; i++) {
    uint32_t token = piece.first + i, head = t->head[token];
    heads[i] = range_has(piece, head) ? head - piece.first : NONE;
    relations[i] =
        (uint8_t)(t->relation[token] + (range_has(cue->range, token) ? NETWORK_RELATIONS : 0));
  }
  TokenRange whole = {0, piece.count};
  tree_reader_run(r->network, &(TreeWords){.views = t->views + (size_t)piece.first * t->view_size,
                                           .heads = heads,
                                           .relations = relations,
                                           .pieces = &whole,
                                           .piece_count = 1,
                                           .count = piece.count,
                                           .hashes = t->hash + piece.first});
  for (PartyRole role = PARTY_SOURCE; role < PARTY_ROLES; role++)
    take(reading, r->network, role, cue->head - piece.first);
}

void network_features(const ClaimReader *r, const ClaimDraft *draft, PartyRole role,
                      uint32_t nominal, Features *features) {
  const PieceReading *reading = r->reading;
  uint32_t explicit = draft->class <= CUE_DENIES;
  if (nominal == NONE) {
    feature_add(features, N_NOBODY, reading->nobody[role], explicit);
    return;
  }
  const Nominal *n = &r->nominals.items[nominal];
  if (!range_has(reading->piece, n->head)) {
    feature_add(features, N_ELSEWHERE, reading->elsewhere[role], explicit);
    return;
  }
  uint32_t word = n->head - reading->piece.first, step = reading->word[role][word];
  feature_add(features, N_OWN, step, explicit);
  feature_add(features, N_OWN, step, 10u + type_of_nominal(r, nominal));
  feature_add(features, N_OWN, step, 1000u + draft->class);
  feature_add(features, N_GAP, step, reading->second[role]);
  PartyRole other = role == PARTY_SOURCE ? PARTY_TARGET : PARTY_SOURCE;
  feature_add(features, N_ROLES, step, reading->word[other][word] / 2);
}
