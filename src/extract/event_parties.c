/* SPDX-License-Identifier: MIT */
/* event_parties.c - who does an event to whom, and when. */
#include "extract/events.h"
#include "extract/frames.h"
#include "extract/tree.h"

enum { SEARCH_MAX = 48, DATES_MAX = 16 };

static bool has_party(const EventParties *parties, uint32_t actor) {
  for (uint32_t i = 0; i < parties->count; i++)
    if (parties->actor[i] == actor) return true;
  return false;
}

static void add_party(EventParties *parties, uint32_t actor, const EventParties *not_these) {
  if (parties->count == EVENT_PARTIES_MAX || has_party(parties, actor)) return;
  if (not_these && has_party(not_these, actor)) return;
  parties->actor[parties->count++] = actor;
}

static uint32_t actor_at(const Document *d, uint32_t token) {
  uint32_t mention = d->tokens.mention[token];
  return mention == NONE ? NONE : d->mentions.items[mention].actor;
}

/* The actor that a noun is, else those that its modifiers name: "the [Iraqi] border". */
static bool add_noun(const Document *d, uint32_t noun, EventParties *out, const EventParties *not_these) {
  const Tokens *t = &d->tokens;
  uint32_t before = out->count, actor = actor_at(d, noun);
  if (actor != NONE) {
    add_party(out, actor, not_these);
    return out->count > before;
  }
  EVENT_CHILDREN(t, noun, kid) {
    uint8_t relation = t->relation[kid];
    bool names = relation == REL_NMOD_POSS || relation == REL_AMOD || relation == REL_COMPOUND ||
                 relation == REL_NMOD || relation == REL_APPOS || relation == REL_NMOD_DESC;
    if (names && actor_at(d, kid) != NONE) add_party(out, actor_at(d, kid), not_these);
    if (out->count > before) break;
  }
  return out->count > before;
}

/* With its coordinates. */
static bool add_head(const Document *d, uint32_t head, EventParties *out, const EventParties *not_these) {
  const Tokens *t = &d->tokens;
  if (head == NONE) return false;
  uint32_t before = out->count;
  add_noun(d, head, out, not_these);
  EVENT_CHILDREN(t, head, kid)
    if (t->relation[kid] == REL_CONJ && t->tag[kid] != UPOS_VERB) add_noun(d, kid, out, not_these);
  return out->count > before;
}

/* Who does the verb: the agent of a passive, else the subject, shared ones too. */
static uint32_t doer_of(const Document *d, uint32_t verb) {
  const Tokens *t = &d->tokens;
  const Frame *frame = frame_of(d, verb);
  if (tree_is_passive(t, verb)) {
    uint32_t agent = tree_child(t, verb, REL_OBL_AGENT);
    return agent != NONE ? agent : frame_role_head(d, frame, ROLE_ARG0);
  }
  uint32_t subject = tree_child(t, verb, REL_NSUBJ);
  if (subject != NONE && t->xpos[subject] != XPOS_WDT && t->xpos[subject] != XPOS_WP) return subject;
  uint32_t doer = frame_role_head(d, frame, ROLE_ARG0);
  if (doer != NONE) return doer;
  doer = frame_role_head(d, frame, ROLE_ARG1); /* "the rebels who withdrew" */
  return doer != NONE && doer < verb ? doer : NONE;
}

/* Who suffers the verb. */
static uint32_t sufferer_of(const Document *d, uint32_t verb) {
  const Tokens *t = &d->tokens;
  if (tree_is_passive(t, verb)) {
    uint32_t subject = tree_child(t, verb, REL_NSUBJ_PASS);
    return subject != NONE ? subject : frame_role_head(d, frame_of(d, verb), ROLE_ARG1);
  }
  return tree_child(t, verb, REL_OBJ);
}

static bool is_marked(const Tokens *t, uint32_t noun, const char *const *words) {
  return event_word_is(t, tree_marker(t, noun), words);
}

/* The dependents of a word that a preposition of the list marks, best first. */
static bool add_marked(const Document *d, uint32_t word, const char *const *words, EventParties *out,
                       const EventParties *not_these) {
  const Tokens *t = &d->tokens;
  EVENT_CHILDREN(t, word, kid) {
    uint8_t relation = t->relation[kid];
    bool nominal = relation == REL_OBL || relation == REL_NMOD || relation == REL_OBL_AGENT;
    if (nominal && is_marked(t, kid, words) && add_head(d, kid, out, not_these)) return true;
  }
  return false;
}

static const char *const BY[] = {"by", NULL}, *const FROM[] = {"by", "from", NULL};
static const char *const BETWEEN[] = {"between", "among", NULL};
static const char *const AT[] = {"against", "with", "to", "on", "upon", "for", "at", "toward", "towards",
                                 "from", "of", "into", "over", "between", "among", NULL};
static const char *const IN[] = {"in", "near", "inside", "across", "around", "outside", NULL};

/* "Russia's attack", "Russian attacks", "the attack by Russia". */
static bool add_noun_doer(const Document *d, uint32_t noun, EventParties *source) {
  const Tokens *t = &d->tokens;
  if (add_marked(d, noun, BETWEEN, source, NULL)) return true;
  if (add_marked(d, noun, BY, source, NULL)) return true;
  EVENT_CHILDREN(t, noun, kid) {
    uint8_t relation = t->relation[kid];
    bool owner = relation == REL_NMOD_POSS || relation == REL_AMOD || relation == REL_COMPOUND;
    if (owner && add_head(d, kid, source, NULL)) return true;
  }
  uint32_t actor = actor_at(d, noun); /* a mention whose head the event noun is */
  (void)actor;
  uint32_t doer = frame_role_head(d, frame_of(d, noun), ROLE_ARG0);
  return add_head(d, doer, source, NULL);
}

static void find_source(const EventReader *r, const Act *act, EventParties *source) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  bool noun = t->tag[act->head] == UPOS_NOUN || t->tag[act->head] == UPOS_PROPN;
  if (!noun) add_head(d, doer_of(d, act->head), source, NULL);
  else if (act->via == NONE || act->suffered) {
    if (!add_noun_doer(d, act->head, source)) add_marked(d, act->head, FROM, source, NULL);
    if (!source->count && act->suffered) add_marked(d, act->via, FROM, source, NULL);
  } else if (!add_head(d, doer_of(d, act->via), source, NULL)) add_noun_doer(d, act->head, source);
  if (!source->count && t->tag[act->head] == UPOS_ADJ)
    add_head(d, tree_child(t, act->head, REL_NSUBJ), source, NULL);
  if (!source->count && act->speaker != NONE) add_head(d, doer_of(d, act->speaker), source, NULL);
}

/* The nearest actor below the trigger, level by level; what is said about it elsewhere stays out. */
static void search_below(const EventReader *r, uint32_t top, EventParties *target, const EventParties *source) {
  const Tokens *t = &r->document->tokens;
  uint32_t queue[SEARCH_MAX], count = 1;
  queue[0] = top;
  for (uint32_t i = 0; i < count; i++)
    EVENT_CHILDREN(t, queue[i], kid) {
      uint8_t relation = t->relation[kid];
      if (relation == REL_PARATAXIS || relation == REL_PUNCT || relation == REL_NSUBJ ||
          (relation == REL_CONJ && t->tag[kid] == UPOS_VERB))
        continue;
      if (kid > top && add_head(r->document, kid, target, source)) return;
      if (count < SEARCH_MAX) queue[count++] = kid;
    }
}

/* A clause below a verb: whom one asks is its subject, "demanded that the army leave". */
static bool add_clause_subject(const Document *d, uint32_t verb, EventParties *target, const EventParties *source) {
  const Tokens *t = &d->tokens;
  EVENT_CHILDREN(t, verb, kid) {
    if (t->relation[kid] != REL_CCOMP && t->relation[kid] != REL_XCOMP) continue;
    uint32_t subject = tree_child(t, kid, REL_NSUBJ);
    if (subject == NONE) subject = tree_child(t, kid, REL_NSUBJ_PASS);
    if (subject != NONE && add_head(d, subject, target, source)) return true;
  }
  return false;
}

static void find_target(const EventReader *r, const Act *act, EventParties *target, const EventParties *source) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  uint32_t head = act->head;
  bool noun = t->tag[head] == UPOS_NOUN || t->tag[head] == UPOS_PROPN;
  if (act->suffered && add_head(d, doer_of(d, act->via), target, source)) return;
  if (!noun) {
    if (add_head(d, tree_child(t, head, REL_IOBJ), target, source)) return;
    if (add_head(d, sufferer_of(d, head), target, source)) return;
    if (add_clause_subject(d, head, target, source)) return;
  }
  if (add_marked(d, head, AT, target, source)) return;
  if (act->via != NONE && add_marked(d, act->via, AT, target, source)) return;
  uint32_t object = noun ? NONE : sufferer_of(d, head); /* "impose sanctions on Iran" */
  if (object != NONE && add_marked(d, object, AT, target, source)) return;
  if (add_marked(d, head, IN, target, source)) return;
  if (act->via != NONE && add_marked(d, act->via, IN, target, source)) return;
  search_below(r, head, target, source);
  if (!target->count && act->via != NONE) search_below(r, act->via, target, source);
}

void event_find_parties(const EventReader *r, const Act *act, EventParties *source, EventParties *target) {
  source->count = target->count = 0;
  find_source(r, act, source);
  find_target(r, act, target, source);
}

/* Whether the date hangs on the event: on the trigger, on what does it, or on what it governs. */
static bool hangs_on(const Document *d, const Date *date, const Act *act) {
  const Tokens *t = &d->tokens;
  uint32_t token = date->range.first, end = token + date->range.count;
  for (int steps = 0; steps < 6 && token != NONE; steps++, token = t->head[token]) {
    if (token == act->head || token == act->via) return true;
    bool outside = token < date->range.first || token >= end;
    if (outside && t->tag[token] == UPOS_VERB) return false; /* another verb's date */
  }
  return false;
}

uint32_t event_find_date(const EventReader *r, const Act *act) {
  const Document *d = r->document;
  TokenRange sentence = d->sentences.items[d->tokens.sentence[act->head]];
  uint32_t low = 0, high = d->dates.count, seen = 0, only = NONE;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (d->dates.items[middle].range.first < sentence.first) low = middle + 1;
    else high = middle;
  }
  for (uint32_t i = low; i < d->dates.count && seen < DATES_MAX; i++) {
    const Date *date = &d->dates.items[i];
    if (date->range.first >= sentence.first + sentence.count) break;
    if (date->type == DATE_DURATION || date->type == DATE_SET) continue;
    if (hangs_on(d, date, act)) return i;
    only = seen++ ? NONE : i;
  }
  return seen == 1 && act->status == STATUS_ASSERTED ? only : NONE;
}
