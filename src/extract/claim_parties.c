/* SPDX-License-Identifier: MIT */
/* claim_parties.c - what speaks for a nominal as the source or the target of a claim. */
#include "extract/claims.h"

enum { /* feature templates of the party models */
       P_NOBODY = 200,
       P_NOBODY_LEMMA,
       P_NOBODY_SHAPE,
       P_PATH,
       P_PATH_LEMMA,
       P_SLOT,
       P_SLOT_FORCE,
       P_CASE,
       P_RELATION,
       P_DISTANCE,
       P_ORDER,
       P_TYPE,
       P_TYPE_RELATION,
       P_HEAD_LEMMA,
       P_BEFORE,
       P_AFTER,
       P_BETWEEN,
       P_QUOTE,
       P_SENTENCE,
       P_FREQUENCY,
       P_SUBJECT,
       P_LAST,
       P_RELATIVE,
       P_FRAME,
       P_SAID,
       P_OBJECT,
       P_OTHER,
       P_WRONG,
       P_VERB,
       P_FORM,
       P_BARE,
       P_PLACE,
       P_CONTROL,
       P_SIDE,
       P_CLASS,
       P_DEED,
       P_ACT
};

typedef struct {
  const ClaimReader *r;
  const Cue *cue;
  const LexiconEntry *entry;
  const ClaimDraft *draft;
  PartyRole role;
  uint32_t lemma, kind; /* of the cue; of the claim with the cue's part of speech */
  uint32_t fine;        /* class of the cue's word */
  uint32_t slots;
  Features *f;
} Chooser;

static uint32_t bucket(uint32_t n) {
  return n < 4 ? n : n < 6 ? 4 : n < 9 ? 5 : n < 14 ? 6 : n < 22 ? 7 : 8;
}

static uint32_t type_of(const ClaimReader *r, const Nominal *n) {
  if (n->mention == NONE) return 40u + (r->tokens->tag[n->head] == UPOS_PRON);
  uint32_t form = r->document->mentions.items[n->mention].form;
  return n->actor == NONE ? 30 + form : r->document->actors.items[n->actor].type * 4u + form;
}

uint32_t type_of_nominal(const ClaimReader *r, uint32_t nominal) {
  return type_of(r, &r->nominals.items[nominal]);
}

static void add_nobody(const Chooser *c) {
  const Tokens *t = c->r->tokens;
  uint32_t head = c->cue->head;
  bool passive = false;
  uint32_t subject = subject_of(c->r, head, &passive);
  passive |= is_passive(c->r, c->cue, c->entry);
  uint32_t shape = (subject != NONE) | (uint32_t)passive << 1 |
                   (uint32_t)(child_with(c->r, head, REL_OBJ) != NONE) << 2 |
                   (uint32_t)(child_with(c->r, head, REL_OBL_AGENT) != NONE) << 3;
  feature_add(c->f, P_NOBODY, c->kind, 0);
  feature_add(c->f, P_NOBODY, c->kind, t->relation[head] + 10u);
  feature_add(c->f, P_NOBODY_LEMMA, c->lemma, c->draft->class);
  feature_add(c->f, P_NOBODY_LEMMA, c->slots, 1);
  feature_add(c->f, P_NOBODY_SHAPE, c->kind, shape);
  feature_add(c->f, P_NOBODY_SHAPE, c->kind, 100u + t->xpos[head]);
  feature_add(c->f, P_NOBODY_SHAPE, c->kind, 200u + (t->quote[head] != NONE));
  feature_add(c->f, P_NOBODY_SHAPE, c->kind, 300u + (t->sentence[head] == 0));
  uint32_t first = c->cue->range.first;
  if (first > sentence_start(c->r, first)) feature_add(c->f, P_BEFORE, t->hash[first - 1], c->kind);
  if (first + c->cue->range.count < t->count)
    feature_add(c->f, P_AFTER, t->hash[first + c->cue->range.count], c->kind);
}

/* The dependent of the cue, or of the verb that carries the cue, under which the nominal stands. */
static char slot_of_nominal(const Chooser *c, uint32_t token, uint32_t *steps) {
  const Tokens *t = c->r->tokens;
  uint32_t carrier = t->head[c->cue->head];
  for (*steps = 0; *steps < 3 && token < t->count; ++*steps, token = t->head[token]) {
    uint32_t head = t->head[token];
    if (head == c->cue->head || range_has(c->cue->range, head) ||
        (head == carrier && head != NONE)) {
      *steps += head == carrier ? 10 : 0;
      return slot_of_dependent(c->r, c->cue, c->entry, token);
    }
  }
  return 0;
}

static void add_tree(const Chooser *c, const Nominal *n) {
  const ClaimReader *r = c->r;
  const Tokens *t = r->tokens;
  uint32_t path = path_hash(r, c->cue->head, n->head), word = case_word(r, n->head), steps;
  uint32_t how = hash_join(t->relation[n->head], word);
  feature_add(c->f, P_PATH, path, c->kind);
  feature_add(c->f, P_PATH, hash_join(path, word), c->kind);
  feature_add(c->f, P_PATH_LEMMA, path, c->lemma);
  feature_add(c->f, P_PATH_LEMMA, hash_join(path, word), c->slots);
  feature_add(c->f, P_PATH_LEMMA, hash_join(path, word), c->fine);
  feature_add(c->f, P_CASE, how, c->kind);
  feature_add(c->f, P_RELATION, t->relation[n->head], c->kind);
  char slot = slot_of_nominal(c, n->head, &steps);
  feature_add(c->f, P_SLOT, (uint32_t)slot * 16 + steps, 0);
  feature_add(c->f, P_SLOT, (uint32_t)slot * 16 + steps, c->kind);
  feature_add(c->f, P_SLOT_FORCE, (uint32_t)slot * 16 + (steps == 0),
              hash_join(c->kind, type_of(r, n)));
  uint32_t head = t->head[n->head];
  if (head < t->count) {
    feature_add(c->f, P_VERB, t->lemma_hash[head], hash_join(how, t->relation[n->head]));
    feature_add(c->f, P_CLASS, fine_class(r, head), hash_join(c->kind, t->relation[n->head]));
    feature_add(c->f, P_CLASS, coarse_class(r, head), hash_join(c->kind, how));
    if (head != c->cue->head && r->wrong[head])
      feature_add(c->f, P_WRONG, str_hash(r->wrong[head]->column[WRONG_COLUMN_STRENGTH]),
                  hash_join(c->kind, t->relation[n->head]));
  }
}

/* Its role in the frame of the cue, or of the verb that carries the cue. */
static void add_frame(const Chooser *c, const Nominal *n) {
  const Tokens *t = c->r->tokens;
  uint32_t predicate = c->cue->head;
  for (uint32_t level = 0; level < 2 && predicate < t->count;
       level++, predicate = t->head[predicate]) {
    const FrameArgument *a = argument_around(c->r, predicate, n->head);
    uint32_t role = a ? a->role * 2u + (a->head == n->head) + level * 40u : 90 + level;
    feature_add(c->f, P_FRAME, role, c->kind);
    feature_add(c->f, P_FRAME, role, c->slots);
    if (a) feature_add(c->f, P_FRAME, role, c->lemma);
  }
}

static void add_control(const Chooser *c, const Nominal *n) {
  const ClaimReader *r = c->r;
  bool passive = false;
  uint32_t head = c->cue->head, carrier = r->tokens->head[head];
  uint32_t subject = subject_of(r, head, &passive);
  passive |= is_passive(r, c->cue, c->entry);
  uint32_t kind = hash_join(c->kind, passive);
  if (subject == n->head)
    feature_add(c->f, P_CONTROL, kind, 1),
        feature_add(c->f, P_CONTROL, hash_join(c->lemma, passive), 1);
  else if (subject != NONE) feature_add(c->f, P_CONTROL, kind, 2);
  if (carrier < r->tokens->count && subject_of(r, carrier, &passive) == n->head)
    feature_add(c->f, P_CONTROL, hash_join(c->kind, passive), 3);
  if (child_with(r, head, REL_OBJ) == n->head) feature_add(c->f, P_CONTROL, c->kind, 4);
}

static void add_surface(const Chooser *c, const Nominal *n) {
  const Tokens *t = c->r->tokens;
  uint32_t first = c->cue->range.first, end = first + c->cue->range.count;
  uint32_t n_end = n->range.first + n->range.count;
  bool before = n->head < first;
  uint32_t gap = before ? (first > n_end ? first - n_end : 0)
                        : (n->range.first > end ? n->range.first - end : 0);
  feature_add(c->f, P_DISTANCE, bucket(gap) * 2 + before, c->kind);
  feature_add(c->f, P_DISTANCE, bucket(gap) * 2 + before, c->lemma);
  if (n->range.first)
    feature_add(c->f, P_BEFORE, t->hash[n->range.first - 1], hash_join(c->kind, before));
  if (n_end < t->count) feature_add(c->f, P_AFTER, t->hash[n_end], hash_join(c->kind, before));
  uint32_t from = before ? n_end : end, to = before ? first : n->range.first, words = 7;
  if (gap && gap <= 3) {
    for (uint32_t i = from; i < to; i++) words = hash_join(words, t->hash[i]);
    feature_add(c->f, P_BETWEEN, words, hash_join(c->kind, before));
    feature_add(c->f, P_BETWEEN, words, hash_join(c->slots, before));
  } else if (!gap) {
    feature_add(c->f, P_BETWEEN, 1, hash_join(c->kind, before));
    feature_add(c->f, P_BETWEEN, 1, hash_join(c->slots, before));
  }
  uint32_t cue_nominal = nominal_from(c->r, first), own = c->r->nominal_at[n->head];
  uint32_t rank = own < cue_nominal ? cue_nominal - own : own - cue_nominal + 1;
  feature_add(c->f, P_ORDER, (rank > 6 ? 6 : rank) * 2 + before, c->kind);
}

static void add_self(const Chooser *c, const Nominal *n) {
  const ClaimReader *r = c->r;
  const Tokens *t = r->tokens;
  uint32_t type = type_of(r, n);
  uint32_t away = t->sentence[n->head] - t->sentence[c->cue->head] + 8;
  bool quoted = t->quote[n->head] != NONE, same_quote = t->quote[n->head] == t->quote[c->cue->head];
  feature_add(c->f, P_TYPE, type, c->kind);
  feature_add(c->f, P_TYPE, type, hash_join(c->kind, away));
  feature_add(c->f, P_TYPE_RELATION, type, hash_join(c->kind, t->relation[n->head]));
  feature_add(c->f, P_TYPE, type, c->slots);
  feature_add(c->f, P_HEAD_LEMMA, t->lemma_hash[n->head], c->role);
  feature_add(c->f, P_HEAD_LEMMA, t->lemma_hash[n->head], c->kind);
  feature_add(c->f, P_CLASS, fine_class(r, n->head), c->role + 1u);
  feature_add(c->f, P_CLASS, coarse_class(r, n->head), hash_join(c->kind, type));
  feature_add(c->f, P_FORM, t->xpos[n->head], hash_join(c->kind, away == 8));
  feature_add(c->f, P_SENTENCE, away, c->kind);
  feature_add(c->f, P_QUOTE, (uint32_t)quoted * 2 + same_quote, hash_join(c->kind, away == 8));
  if (n->actor != NONE) {
    uint32_t mentions = r->document->actors.items[n->actor].mention_count;
    feature_add(c->f, P_FREQUENCY, bucket(mentions), hash_join(c->kind, away == 8));
  }
  if (r->wrong[n->head]) feature_add(c->f, P_WRONG, 1, c->kind);
  if (away != 8) {
    bool passive;
    uint32_t head = t->head[n->head];
    bool subject = t->relation[n->head] == REL_NSUBJ || t->relation[n->head] == REL_NSUBJ_PASS;
    feature_add(c->f, P_SUBJECT, subject * 16u + away, c->kind);
    feature_add(c->f, P_SUBJECT, 100 + t->relation[n->head], hash_join(c->kind, away));
    if (head < t->count && r->nominal_at[head] == NONE)
      feature_add(c->f, P_VERB, t->lemma_hash[head], hash_join(t->relation[n->head], c->role));
    uint32_t own = subject_of(r, c->cue->head, &passive);
    feature_add(c->f, P_SUBJECT, 300 + (own != NONE), c->kind);
  }
}

/* What it does that is bad, or suffers, here or where it was met last; where that is told. */
static void add_deeds(const Chooser *c, const Nominal *n) {
  const ClaimReader *r = c->r;
  uint32_t does = r->does[n->head], suffers = r->suffers[n->head], at = r->said_at[c->cue->head];
  bool here = r->tokens->sentence[n->head] == r->tokens->sentence[c->cue->head];
  bool said = at != NONE && range_has(r->said.items[at].content, n->head);
  uint32_t where = here * 2u + said;
  feature_add(c->f, P_DEED, does * 8u + where, c->kind);
  feature_add(c->f, P_DEED, does * 8u + where, hash_join(c->kind, 100u + suffers));
  feature_add(c->f, P_DEED, does * 8u + where, hash_join(type_of(r, n), c->cue->neutral));
  feature_add(c->f, P_DEED, 500u + suffers * 8u + where, c->kind);
}

/* The noun that the cue is about ("condemned the raid") and what the actor does elsewhere. */
static void add_act(const Chooser *c, const Nominal *n) {
  const ClaimReader *r = c->r;
  const Tokens *t = r->tokens;
  uint32_t act = child_with(r, c->cue->head, REL_OBJ), verb = t->head[n->head];
  if (act == NONE) act = child_with(r, c->cue->head, REL_NSUBJ_PASS);
  if (act == NONE) act = child_with(r, c->cue->head, REL_NMOD);
  if (act == NONE || t->tag[act] != UPOS_NOUN || verb >= t->count || act == n->head) return;
  uint32_t how = hash_join(t->relation[n->head], c->role);
  feature_add(c->f, P_ACT, fine_class(r, act), hash_join(how, fine_class(r, verb)));
  feature_add(c->f, P_ACT, coarse_class(r, act), hash_join(how, coarse_class(r, verb)));
  feature_add(c->f, P_ACT, t->lemma_hash[act], hash_join(how, 7));
}

/* Was it a party of the claim before? */
static void add_last(const Chooser *c, const Nominal *n) {
  const ClaimDraft *d = c->draft;
  if (n->actor == NONE || !d->last_class) return;
  uint32_t gap = c->r->tokens->sentence[c->cue->head] - d->last_sentence;
  uint32_t kinds = hash_join(c->kind, d->last_class);
  bool source = n->actor == d->last_actor[PARTY_SOURCE],
       target = n->actor == d->last_actor[PARTY_TARGET];
  feature_add(c->f, P_LAST, source * 2u + target, c->kind);
  feature_add(c->f, P_LAST, source * 2u + target, kinds);
  feature_add(c->f, P_LAST, 10 + source * 2u + target, hash_join(c->kind, gap > 3 ? 3 : gap));
}

/* "X, whom Y accused": the antecedent has the place of its relative pronoun. */
static void add_relative(const Chooser *c, const Nominal *n) {
  const Tokens *t = c->r->tokens;
  uint32_t head = c->cue->head, relation = t->relation[head], seen = 0, place = 99;
  if (t->head[head] != n->head || (relation != REL_ACL_RELCL && relation != REL_ACL)) return;
  for (uint32_t k = c->r->child[head]; k != NONE && seen++ < 20; k = c->r->sibling[k])
    if (t->xpos[k] == XPOS_WDT || t->xpos[k] == XPOS_WP) place = t->relation[k];
  uint32_t own = (child_with(c->r, head, REL_NSUBJ) != NONE) |
                 (uint32_t)(child_with(c->r, head, REL_OBJ) != NONE) << 1;
  feature_add(c->f, P_RELATIVE, place, c->kind);
  feature_add(c->f, P_RELATIVE, place * 4 + own, hash_join(c->kind, t->xpos[head]));
}

/* Is it who says the cue's words, or who says what the cue stands in? */
static void add_said(const Chooser *c, const Nominal *n) {
  const ClaimReader *r = c->r;
  uint32_t at = r->said_at[c->cue->head], around = r->said_around[c->cue->head];
  for (uint32_t level = 0; level < 2; level++) {
    uint32_t index = level ? around : at, how = 9;
    if (index == NONE) continue;
    const Said *said = &r->said.items[index];
    uint32_t speaker = said->source == NONE ? NONE : r->nominal_at[said->source];
    bool same_actor =
        speaker != NONE && n->actor != NONE && r->nominals.items[speaker].actor == n->actor;
    if (said->source == n->head) how = 1;
    else if (same_actor) how = 2;
    else if (said->source == NONE) how = 3;
    else if (range_has(said->content, n->head)) how = 4;
    feature_add(c->f, P_SAID, level * 10 + how, c->kind);
    feature_add(c->f, P_SAID, level * 10 + how,
                hash_join(c->kind, r->tokens->relation[n->head] == REL_NSUBJ));
  }
}

/* How it stands to the party that is known already. */
static void add_other(const Chooser *c, const Nominal *n, uint32_t index) {
  PartyRole role = c->role == PARTY_SOURCE ? PARTY_TARGET : PARTY_SOURCE;
  if (!c->draft->known[role]) return;
  uint32_t other = c->draft->party[role];
  if (other == NONE) {
    feature_add(c->f, P_OTHER, 1, c->kind);
    return;
  }
  const Nominal *o = &c->r->nominals.items[other];
  bool same = index == other || (n->actor != NONE && n->actor == o->actor);
  feature_add(c->f, P_OTHER, 2 + same, 0);
  feature_add(c->f, P_OTHER, 2 + same, c->kind);
  if (same) return;
  const Tokens *t = c->r->tokens;
  feature_add(c->f, P_OTHER, path_hash(c->r, o->head, n->head), c->kind);
  if (t->head[n->head] == o->head || t->head[o->head] == n->head)
    feature_add(c->f, P_OTHER, 10u + t->relation[t->head[n->head] == o->head ? n->head : o->head],
                c->kind);
}

void party_features(const ClaimReader *r, const ClaimDraft *draft, PartyRole role, uint32_t nominal,
                    Features *features) {
  const Cue *cue = &r->cues.items[draft->cue];
  const LexiconEntry *entry = cue_entry(r, cue, draft->class);
  uint32_t kind = hash_join(str_hash(entry->column[CUE_PART]), draft->class);
  Chooser c = {r,
               cue,
               entry,
               draft,
               role,
               r->tokens->lemma_hash[cue->head],
               kind,
               hash_join(fine_class(r, cue->head), draft->class),
               hash_join(str_hash(entry->column[CUE_SLOTS]), 7),
               features};
  features->count = 0;
  network_features(r, draft, role, nominal, features);
  if (nominal == NONE) {
    add_nobody(&c);
    return;
  }
  const Nominal *n = &r->nominals.items[nominal];
  add_self(&c, n);
  add_last(&c, n);
  if (role == PARTY_TARGET) add_deeds(&c, n), add_act(&c, n);
  add_said(&c, n);
  if (r->tokens->sentence[n->head] == r->tokens->sentence[cue->head]) {
    add_tree(&c, n);
    add_frame(&c, n);
    add_control(&c, n);
    add_relative(&c, n);
    add_surface(&c, n);
  }
  add_other(&c, n, nominal);
}
