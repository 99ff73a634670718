/* SPDX-License-Identifier: MIT */
/* claim_context.c - second thoughts on a cue, once all cues of the article are judged: of two
 * cues of one act one is the claim, what a denial rejects is no second claim, and whoever
 * attacks in one sentence attacks in the next. */
#include "extract/claims.h"

enum { NEIGHBOURS = 4, STEPS_MAX = 5, BACK = 3 };

enum { /* feature templates of the context model: 200 .. 219 */
       F_OWN = 200,
       F_NEIGHBOUR,
       F_NEIGHBOUR_PART,
       F_NEIGHBOUR_LEMMA,
       F_BEST_SIDE,
       F_BEFORE,
       F_AFTER,
       F_INSIDE,
       F_AROUND,
       F_DENSITY
};

typedef struct {
  const ClaimReader *r;
  const Judgements *all;
  const CueJudgement *judged;
  uint32_t index, part;
  Features *f;
} View;

/* How sure: 0 surely nothing .. 7 surely a claim. */
static uint32_t sureness(int32_t margin) {
  static const int32_t STEPS[] = {-1200, -700, -400, -150, 100, 400, 800};
  uint32_t level = 0;
  while (level < sizeof STEPS / sizeof *STEPS && margin > STEPS[level]) level++;
  return level;
}

static uint32_t part_of(const ClaimReader *r, const Cue *cue) {
  const LexiconEntry *entry = cue_entry(r, cue, CUE_NOTHING);
  return hash_join(str_hash(entry->column[CUE_PART]), str_hash(entry->column[CUE_KIND]));
}

/* Whether `above` governs `token` within a few steps. */
static bool governs(const Tokens *t, uint32_t above, uint32_t token) {
  for (uint32_t step = 0; step < STEPS_MAX && token < t->count; step++) {
    token = t->head[token];
    if (token == above) return true;
  }
  return false;
}

/* How the neighbour stands to the cue: by the tree, else by side. */
static uint32_t standing(const ClaimReader *r, uint32_t cue, uint32_t other) {
  const Tokens *t = r->tokens;
  uint32_t a = r->cues.items[cue].head, b = r->cues.items[other].head;
  uint32_t side = other > cue;
  if (t->head[b] == a) return 2 + side;
  if (t->head[a] == b) return 4 + side;
  if (governs(t, a, b)) return 6 + side;
  if (governs(t, b, a)) return 8 + side;
  bool quoted = t->quote[a] != t->quote[b];
  return side + (quoted ? 10u : 0u);
}

static bool same_sentence(const ClaimReader *r, uint32_t a, uint32_t b) {
  return r->tokens->sentence[r->cues.items[a].head] == r->tokens->sentence[r->cues.items[b].head];
}

static void add_neighbour(const View *v, uint32_t other) {
  const CueJudgement *mine = &v->judged[v->index], *its = &v->judged[other];
  uint32_t how = standing(v->r, v->index, other), sure = sureness(its->margin);
  uint32_t said = its->margin > 0 ? its->class : 0;
  uint32_t what = hash_join(said * 8u + sure / 2, how);
  feature_add(v->f, F_NEIGHBOUR, what, mine->class);
  feature_add(v->f, F_NEIGHBOUR_PART, hash_join(said * 8u + (sure > 3), how),
              hash_join(v->part, part_of(v->r, &v->r->cues.items[other])));
  feature_add(v->f, F_NEIGHBOUR_LEMMA, hash_join(said, how),
              v->r->tokens->lemma_hash[v->r->cues.items[v->index].head]);
}

static void add_sentence(const View *v) {
  const CueJudgement *mine = &v->judged[v->index];
  uint32_t best[2][2] = {{0}}; /* by denial or not, by side: how sure */
  for (uint32_t step = 1; step <= NEIGHBOURS; step++) {
    for (uint32_t side = 0; side < 2; side++) {
      if (!side && v->index < step) continue;
      uint32_t other = side ? v->index + step : v->index - step;
      if (other >= v->r->cues.count || !same_sentence(v->r, v->index, other)) continue;
      if (step < 3) add_neighbour(v, other);
      uint32_t denies = v->judged[other].class == CUE_DENIES;
      uint32_t sure = sureness(v->judged[other].margin);
      if (v->judged[other].class <= CUE_DENIES && sure > best[denies][side])
        best[denies][side] = sure;
    }
  }
  uint32_t own = sureness(mine->margin);
  for (uint32_t denies = 0; denies < 2; denies++) {
    uint32_t most = best[denies][0] > best[denies][1] ? best[denies][0] : best[denies][1];
    uint32_t than_mine = most < own ? 0 : most == own ? 1 : 2;
    feature_add(v->f, F_BEST_SIDE, denies * 100u + best[denies][0] * 10u + best[denies][1],
                mine->class);
    feature_add(v->f, F_BEST_SIDE, 200u + denies * 100u + most * 10u + than_mine,
                hash_join(v->part, mine->class));
  }
}

static uint32_t speaker_of(const ClaimReader *r, const Cue *cue) {
  uint32_t at = r->said_at[cue->head];
  if (at == NONE || r->said.items[at].source == NONE) return NONE;
  uint32_t nominal = r->nominal_at[r->said.items[at].source];
  return nominal == NONE ? NONE : r->nominals.items[nominal].actor;
}

/* The nearest cues of the sentences before or after, with who speaks there. */
static void add_series(const View *v, bool forward) {
  const ClaimReader *r = v->r;
  const CueJudgement *mine = &v->judged[v->index];
  uint32_t seen = 0, most = 0, kinds = 0;
  for (uint32_t step = 1; step <= 8 && seen < BACK; step++) {
    if (!forward && v->index < step) break;
    uint32_t other = forward ? v->index + step : v->index - step;
    if (other >= r->cues.count) break;
    if (same_sentence(r, v->index, other)) continue;
    const CueJudgement *its = &v->judged[other];
    uint32_t sure = sureness(its->margin), said = its->margin > -400 ? its->class : 0;
    uint32_t a = speaker_of(r, &r->cues.items[v->index]), b = speaker_of(r, &r->cues.items[other]);
    uint32_t same = a == NONE || b == NONE ? 0 : 1u + (a == b);
    seen++;
    if (sure > most) most = sure;
    if (said) kinds |= 1u << said;
    feature_add(v->f, forward ? F_AFTER : F_BEFORE,
                hash_join(said * 8u + sure / 2, same + seen * 4u), mine->class);
    feature_add(v->f, forward ? F_AFTER : F_BEFORE, hash_join(sure / 2, same),
                100u + r->cues.items[v->index].neutral);
  }
  feature_add(v->f, forward ? F_AFTER : F_BEFORE, 1000u + most,
              hash_join(v->part, r->cues.items[v->index].neutral));
  feature_add(v->f, forward ? F_AFTER : F_BEFORE, 2000u + kinds, mine->class);
}

/* For what is said: the surest claim inside it. For any cue: what is said around it. */
static void add_nesting(const View *v) {
  const ClaimReader *r = v->r;
  const Cue *cue = &r->cues.items[v->index];
  const CueJudgement *mine = &v->judged[v->index];
  uint32_t at = r->said_at[cue->head], inside = 0, its_class = 0;
  uint32_t around = r->said_around[cue->head], outer = 0;
  for (uint32_t step = 1; step <= 2 * NEIGHBOURS; step++) {
    for (uint32_t side = 0; side < 2; side++) {
      if (!side && v->index < step) continue;
      uint32_t other = side ? v->index + step : v->index - step;
      if (other >= r->cues.count) continue;
      uint32_t head = r->cues.items[other].head, sure = sureness(v->judged[other].margin);
      if (at != NONE && range_has(r->said.items[at].content, head) &&
          v->judged[other].class <= CUE_DENIES && sure > inside)
        inside = sure, its_class = v->judged[other].class;
      if (around != NONE && r->said.items[around].cue == head)
        outer = 1 + sure + (v->judged[other].class == CUE_SAYS_DENIAL) * 10u;
    }
  }
  feature_add(v->f, F_INSIDE, inside * 8u + its_class, mine->class);
  feature_add(v->f, F_INSIDE, 100u + inside, hash_join(v->part, sureness(mine->margin)));
  feature_add(v->f, F_AROUND, outer, mine->class);
  feature_add(v->f, F_AROUND, 100u + outer, hash_join(v->part, sureness(mine->margin)));
}

/* How many of its other cues an article makes claims of, in sixteenths. */
static uint32_t share(const View *v, uint32_t kind) {
  bool own = v->r->cues.items[v->index].neutral == kind;
  uint32_t all = v->all->count[kind] - own;
  uint32_t likely = v->all->likely[kind];
  if (own) likely -= logistic_thousandths(v->judged[v->index].margin);
  if (all < 3) return 9;
  uint32_t part = likely / all * 16 / 1000;
  return part < 8 ? part : 8;
}

static void add_density(const View *v) {
  const CueJudgement *mine = &v->judged[v->index];
  uint32_t own = v->r->cues.items[v->index].neutral;
  for (uint32_t kind = 0; kind < 2; kind++) {
    feature_add(v->f, F_DENSITY, share(v, kind), 10u * kind + own);
    feature_add(v->f, F_DENSITY, share(v, kind), 30u + 10u * kind + mine->class);
  }
}

void judge_cue(CueJudgement *judgement) {
  int32_t best = INT32_MIN;
  for (uint32_t c = CUE_NOTHING + 1; c < CUE_CLASS_COUNT; c++)
    if (judgement->scores[c] > best) best = judgement->scores[c], judgement->class = (CueClass)c;
  judgement->margin = best - judgement->scores[CUE_NOTHING];
}

Judgements judgements_new(const ClaimReader *r, CueJudgement *cues) {
  Judgements all = {.cues = cues};
  for (uint32_t i = 0; i < r->cues.count; i++) {
    all.count[r->cues.items[i].neutral]++;
    all.likely[r->cues.items[i].neutral] += logistic_thousandths(cues[i].margin);
  }
  return all;
}

void context_features(const ClaimReader *r, const Judgements *all, uint32_t index,
                      Features *features) {
  const CueJudgement *mine = &all->cues[index];
  View v = {r, all, all->cues, index, part_of(r, &r->cues.items[index]), features};
  features->count = 0;
  feature_add(features, F_OWN, sureness(mine->margin), mine->class);
  feature_add(features, F_OWN, sureness(mine->margin), v.part);
  add_sentence(&v);
  add_series(&v, false);
  add_series(&v, true);
  add_nesting(&v);
  add_density(&v);
}
