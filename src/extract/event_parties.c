/* SPDX-License-Identifier: MIT */
/* event_parties.c - who does an event to whom. */
#include "extract/events.h"
#include "extract/frames.h"
#include "extract/tree.h"

enum { SEARCH_MAX = 48 };

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

/* A description ("the town", "a candidate") that its own words may name better. */
static bool is_vague(const Document *d, uint32_t token) {
  const Mention *mention = &d->mentions.items[d->tokens.mention[token]];
  const Actor *actor = &d->actors.items[mention->actor];
  return mention->form == MENTION_NOMINAL && (!actor->country[0] || actor->type == ACTOR_PERSON);
}

static bool is_modifier(uint8_t relation) {
  return relation == REL_NMOD_POSS || relation == REL_AMOD || relation == REL_COMPOUND ||
         relation == REL_NMOD || relation == REL_APPOS || relation == REL_NMOD_DESC ||
         relation == REL_FLAT;
}

/* The first actor that a modifier names: "the [Iraqi] border", "the town of [Cizre]"; the rest
 * of a name and appositions before owners. */
static uint32_t modifier_actor(const Document *d, uint32_t noun, bool named) {
  static const char *const OF[] = {"of", NULL}, *const FROM_OF[] = {"of", "from", "in",
                                                                    "by", "with", NULL};
  const Tokens *t = &d->tokens;
  bool is_place = named && d->actors.items[document_actor_at(d, noun)].type == ACTOR_PLACE;
  uint32_t found = NONE;
  EVENT_CHILDREN(t, noun, kid) {
    uint8_t relation = t->relation[kid];
    uint32_t actor = is_modifier(relation) ? document_actor_at(d, kid) : NONE;
    if (actor == NONE || (named && d->mentions.items[t->mention[kid]].form != MENTION_NAME))
      continue;
    if (relation == REL_NMOD &&
        !event_word_is(t, tree_marker(t, kid), named && !is_place ? OF : FROM_OF))
      continue;
    if (relation == REL_FLAT || relation == REL_APPOS) return actor;
    if (found == NONE) found = actor;
  }
  return found;
}

/* Whether it belongs to one of them: "its troops". */
static bool is_owned_by(const Document *d, uint32_t noun, const EventParties *owners) {
  const Tokens *t = &d->tokens;
  uint32_t owner = tree_child(t, noun, REL_NMOD_POSS);
  if (!owners || owner == NONE || t->tag[owner] != UPOS_PRON) return false;
  return document_actor_at(d, owner) == NONE || has_party(owners, document_actor_at(d, owner));
}

/* The actor that a noun is, or that its words name. */
static bool add_noun(const EventReader *r, uint32_t noun, EventParties *out,
                     const EventParties *not_these) {
  const Document *d = r->document;
  noun = event_counted(r, noun);
  uint32_t before = out->count, actor = document_actor_at(d, noun);
  if (is_owned_by(d, noun, not_these)) return false;
  if (actor == NONE) actor = modifier_actor(d, noun, false);
  else if (is_vague(d, noun)) {
    uint32_t named = modifier_actor(d, noun, true);
    if (named != NONE) actor = named;
  }
  if (actor != NONE) add_party(out, actor, not_these);
  return out->count > before;
}

/* With its coordinates. */
static bool add_head(const EventReader *r, uint32_t head, EventParties *out,
                     const EventParties *not_these) {
  const Tokens *t = &r->document->tokens;
  if (head == NONE) return false;
  uint32_t before = out->count;
  add_noun(r, head, out, not_these);
  EVENT_CHILDREN(t, head, kid)
  if (t->relation[kid] == REL_CONJ && t->tag[kid] != UPOS_VERB) add_noun(r, kid, out, not_these);
  return out->count > before;
}

/* Its subject; of two ("a group", "of men" wrongly hung beside it) the one that counts. */
static uint32_t subject_of(const EventReader *r, uint32_t verb) {
  const Tokens *t = &r->document->tokens;
  uint32_t found = NONE;
  EVENT_CHILDREN(t, verb, kid)
  if (t->relation[kid] == REL_NSUBJ && (found == NONE || event_is_quantity(r, found))) found = kid;
  if (found == NONE) EVENT_CHILDREN(t, verb, kid) /* "Norland last week asked" */
  if (t->relation[kid] == REL_VOCATIVE && kid < verb && t->kind[kid + 1] != TOKEN_MARK) found = kid;
  return found;
}

/* Who does the verb: the agent of a passive, else the subject, shared ones too. */
static uint32_t doer_of(const EventReader *r, uint32_t verb, int depth) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  const Frame *frame = frame_of(d, verb);
  if (tree_is_passive(t, verb)) {
    uint32_t agent = tree_child(t, verb, REL_OBL_AGENT);
    return agent != NONE ? agent : frame_role_head(d, frame, ROLE_ARG0);
  }
  uint32_t subject = subject_of(r, verb);
  if (subject != NONE && t->xpos[subject] != XPOS_WDT && t->xpos[subject] != XPOS_WP)
    return subject;
  uint32_t doer = frame_role_head(d, frame, ROLE_ARG0);
  if (doer != NONE) return doer;
  doer = frame_role_head(d, frame, ROLE_ARG1); /* "the rebels who withdrew" */
  if (doer != NONE && doer < verb) return doer;
  uint32_t above = t->head[verb]; /* "fled, killing", "issued a statement demanding" */
  if (above == NONE || depth == 0) return NONE;
  bool nominal = t->tag[above] == UPOS_NOUN || t->tag[above] == UPOS_PROPN;
  if (t->relation[verb] == REL_PARATAXIS && nominal && above < verb) return above; /* headlines */
  if (t->relation[verb] == REL_ACL && t->xpos[verb] == XPOS_VBG) above = t->head[above];
  else if (t->relation[verb] != REL_ADVCL && t->relation[verb] != REL_XCOMP &&
           t->relation[verb] != REL_CONJ)
    return NONE;
  return above == NONE || t->tag[above] != UPOS_VERB ? NONE : doer_of(r, above, depth - 1);
}

/* Those who do it; of "government and media websites came" the parser may make two subjects. */
static bool add_doer(const EventReader *r, uint32_t verb, EventParties *out,
                     const EventParties *not_these) {
  const Tokens *t = &r->document->tokens;
  uint32_t doer = doer_of(r, verb, 3);
  bool found = add_head(r, doer, out, not_these);
  if (doer != NONE && t->head[doer] == verb) EVENT_CHILDREN(t, verb, kid)
  if (kid != doer && t->relation[kid] == REL_NSUBJ && tree_child(t, kid, REL_CC) != NONE)
    found |= add_head(r, kid, out, not_these);
  return found;
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
static bool add_marked(const EventReader *r, uint32_t word, const char *const *words,
                       EventParties *out, const EventParties *not_these) {
  const Tokens *t = &r->document->tokens;
  EVENT_CHILDREN(t, word, kid) {
    uint8_t relation = t->relation[kid];
    bool nominal = relation == REL_OBL || relation == REL_NMOD || relation == REL_OBL_AGENT;
    if (nominal && is_marked(t, kid, words) && add_head(r, kid, out, not_these)) return true;
  }
  return false;
}

static const char *const BY[] = {"by", NULL}, *const FROM[] = {"by", "from", NULL};
static const char *const BETWEEN[] = {"between", "among", NULL};
static const char *const AT[] = {"against", "with",    "to",      "on",   "upon", "for",
                                 "at",      "toward",  "towards", "from", "of",   "into",
                                 "over",    "between", "among",   NULL};
static const char *const IN[] = {"in",     "near",  "inside",  "across",
                                 "around", "along", "outside", NULL};

/* "Russia's attack", "Russian attacks", "the attack by Russia". */
static bool add_noun_doer(const EventReader *r, uint32_t noun, EventParties *source) {
  const Tokens *t = &r->document->tokens;
  if (add_marked(r, noun, BETWEEN, source, NULL)) return true;
  if (add_marked(r, noun, BY, source, NULL)) return true;
  EVENT_CHILDREN(t, noun, kid) {
    uint8_t relation = t->relation[kid];
    bool owner = relation == REL_NMOD_POSS || relation == REL_AMOD || relation == REL_COMPOUND;
    if (owner && add_head(r, kid, source, NULL)) return true;
  }
  const Document *d = r->document;
  return add_head(r, frame_role_head(d, frame_of(d, noun), ROLE_ARG0), source, NULL);
}

/* Whether what a speaker says is of himself: "said it would", its subject not resolved. */
static bool speaker_does(const Document *d, const Act *act) {
  const Tokens *t = &d->tokens;
  if (act->speaker == NONE || (t->tag[act->head] != UPOS_VERB && t->tag[act->head] != UPOS_ADJ))
    return false;
  uint32_t subject = tree_child(t, act->head, REL_NSUBJ);
  return subject == NONE ? act->category == EVENT_AGREE || act->category == EVENT_THREATEN
                         : t->tag[subject] == UPOS_PRON;
}

static void find_source(const EventReader *r, const Act *act, EventParties *source) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  bool noun = t->tag[act->head] == UPOS_NOUN || t->tag[act->head] == UPOS_PROPN;
  if (!noun) add_doer(r, act->head, source, NULL);
  else if (act->via == NONE || act->suffered) {
    if (!add_noun_doer(r, act->head, source)) add_marked(r, act->head, FROM, source, NULL);
    if (!source->count && act->suffered) add_marked(r, act->via, FROM, source, NULL);
  } else if (!add_doer(r, act->via, source, NULL)) add_noun_doer(r, act->head, source);
  if (!source->count && t->tag[act->head] == UPOS_ADJ)
    add_head(r, tree_child(t, act->head, REL_NSUBJ), source, NULL);
  bool passive = t->tag[act->head] == UPOS_VERB && tree_is_passive(t, act->head);
  if (!source->count && passive && (act->category == EVENT_COERCE || act->category == EVENT_ACCUSE))
    add_marked(r, act->head, IN, source, NULL); /* "was arrested in Norland" */
  if (!source->count && speaker_does(d, act))
    add_head(r, doer_of(r, act->speaker, 3), source, NULL);
}

/* "In the wake of the Norlandic vote", "according to Norland", "after ...": no target. */
static bool is_circumstance(const Tokens *t, uint32_t kid) {
  static const char *const NOUNS[] = {"wake",     "aftermath", "context", "light",  "face",
                                      "response", "run-up",    "course",  "midst",  "time",
                                      "case",     "event",     "eve",     "result", NULL};
  static const char *const MARKS[] = {"according", "accord", "despite", "amid", NULL};
  uint32_t marker = tree_marker(t, kid);
  return event_word_is(t, kid, NOUNS) || event_word_is(t, marker, MARKS);
}

/* The nearest actor below the trigger, level by level; what is said about it elsewhere stays out.
 */
static void search_below(const EventReader *r, uint32_t top, EventParties *target,
                         const EventParties *source) {
  const Tokens *t = &r->document->tokens;
  uint32_t queue[SEARCH_MAX], count = 1;
  queue[0] = top;
  for (uint32_t i = 0; i < count; i++) EVENT_CHILDREN(t, queue[i], kid) {
      uint8_t relation = t->relation[kid];
      if (relation == REL_PARATAXIS || relation == REL_PUNCT || relation == REL_NSUBJ ||
          is_circumstance(t, kid) || (relation == REL_CONJ && t->tag[kid] == UPOS_VERB))
        continue;
      if (kid > top && add_head(r, kid, target, source)) return;
      if (count < SEARCH_MAX) queue[count++] = kid;
    }
}

/* A clause below a verb: whom one asks is its subject, "demanded that the army leave". */
static bool add_clause_subject(const EventReader *r, uint32_t verb, EventParties *target,
                               const EventParties *source) {
  const Tokens *t = &r->document->tokens;
  EVENT_CHILDREN(t, verb, kid) {
    if (t->relation[kid] != REL_CCOMP && t->relation[kid] != REL_XCOMP) continue;
    uint32_t subject = tree_child(t, kid, REL_NSUBJ);
    if (subject == NONE) subject = tree_child(t, kid, REL_NSUBJ_PASS);
    if (subject != NONE && add_head(r, subject, target, source)) return true;
  }
  return false;
}

/* "Deployed troops near Norland", "sent doctors to Norland": the object is no party. */
static bool moves_object(const Document *d, const Act *act) {
  bool moves = act->category == EVENT_MOBILIZE || act->category == EVENT_RETREAT ||
               act->category == EVENT_AID || act->content == EVENT_RETREAT ||
               act->content == EVENT_AID;
  uint32_t object = moves ? sufferer_of(d, act->head) : NONE;
  return object != NONE && (document_actor_at(d, object) == NONE || is_vague(d, object));
}

/* "Sends food and blankets to Norland": who receives may hang on the last of what is sent. */
static bool add_receiver(const EventReader *r, uint32_t object, EventParties *target,
                         const EventParties *source) {
  static const char *const TO[] = {"to", NULL};
  const Tokens *t = &r->document->tokens;
  EVENT_CHILDREN(t, object, kid)
  if (t->relation[kid] == REL_CONJ && add_marked(r, kid, TO, target, source)) return true;
  return add_marked(r, object, TO, target, source);
}

static void find_target(const EventReader *r, const Act *act, EventParties *target,
                        const EventParties *source) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  uint32_t head = act->head;
  bool noun = t->tag[head] == UPOS_NOUN || t->tag[head] == UPOS_PROPN;
  if (act->suffered && t->tag[act->via] == UPOS_VERB && tree_is_passive(t, act->via) &&
      add_head(r, sufferer_of(d, act->via), target, source))
    return;
  if (act->suffered && add_doer(r, act->via, target, source)) return;
  if (act->suffered && act->speaker != NONE &&
      add_head(r, doer_of(r, act->speaker, 3), target, source))
    return;
  if (!noun) {
    if (add_head(r, tree_child(t, head, REL_IOBJ), target, source)) return;
    if (moves_object(d, act) &&
        (add_marked(r, head, AT, target, source) || add_marked(r, head, IN, target, source) ||
         add_receiver(r, sufferer_of(d, head), target, source)))
      return;
    if (add_head(r, sufferer_of(d, head), target, source)) return;
    if (add_clause_subject(r, head, target, source)) return;
  }
  if (add_marked(r, head, AT, target, source)) return;
  if (act->via != NONE && !act->suffered) { /* "was put under investigation" */
    uint32_t object = sufferer_of(d, act->via);
    if (object != head && object != NONE && add_head(r, object, target, source)) return;
  }
  if (act->via != NONE && add_marked(r, act->via, AT, target, source)) return;
  uint32_t object = noun ? NONE : sufferer_of(d, head); /* "impose sanctions on Iran" */
  if (object != NONE && add_marked(r, object, AT, target, source)) return;
  if (add_marked(r, head, IN, target, source)) return;
  if (act->via != NONE && add_marked(r, act->via, IN, target, source)) return;
  search_below(r, head, target, source);
  if (!target->count && act->via != NONE) search_below(r, act->via, target, source);
}

void event_find_parties(const EventReader *r, const Act *act, EventParties *source,
                        EventParties *target) {
  source->count = target->count = 0;
  find_source(r, act, source);
  find_target(r, act, target, source);
}

void event_find_object(const EventReader *r, uint32_t verb, EventParties *target,
                       const EventParties *source) {
  add_head(r, sufferer_of(r->document, verb), target, source);
}
