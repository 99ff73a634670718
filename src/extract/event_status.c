/* SPDX-License-Identifier: MIT */
/* event_status.c - whether an event is told as a fact: what stands above it in the tree.
 *
 * From the trigger up to the root each step may deny it, put it off, make it a plan or a
 * condition, or set it behind the main line of the sentence ("after the attack"). */
#include "extract/events.h"
#include "extract/tree.h"

enum { CLIMB_MAX = 12 };

typedef struct {
  const EventReader *reader;
  Act *act;
  bool negated, future, would, hypothetical, background, conditional;
} View;

static void read_modality(View *v, uint32_t verb) {
  static const char *const WILL[] = {"will", "shall", "'ll", NULL}, *const WOULD[] = {"would", "'d",
                                                                                      NULL};
  static const char *const MAY[] = {"may",    "might", "could", "can",
                                    "should", "must",  "ought", NULL};
  static const char *const NOT[] = {"not", "never",  "no",      "n't", "neither",
                                    "nor", "hardly", "without", NULL};
  static const char *const UNLESS[] = {"unless", NULL};
  const Tokens *t = &v->reader->document->tokens;
  EVENT_CHILDREN(t, verb, kid) {
    uint8_t relation = t->relation[kid];
    if (relation == REL_AUX) {
      v->future |= event_word_is(t, kid, WILL);
      v->would |= event_word_is(t, kid, WOULD) && t->xpos[kid] == XPOS_MD;
      v->hypothetical |= event_word_is(t, kid, MAY);
    } else if (relation == REL_ADVMOD || relation == REL_DET || relation == REL_CC_PRECONJ)
      v->negated |= event_word_is(t, kid, NOT);
    else if (relation == REL_ADVCL) v->conditional |= event_word_is(t, tree_marker(t, kid), UNLESS);
  }
}

/* Coordinated verbs share their first one's auxiliaries if they have none of their own. */
static bool stands_alone(const Tokens *t, uint32_t verb) {
  EVENT_CHILDREN(t, verb, kid) {
    uint8_t relation = t->relation[kid];
    if (relation == REL_AUX || relation == REL_AUX_PASS || relation == REL_NSUBJ ||
        relation == REL_NSUBJ_PASS)
      return true;
  }
  return false;
}

/* What the governor `up` of a complement or argument makes of it. */
static void read_operator(View *v, uint32_t up, bool is_clause) {
  Str mode;
  uint32_t act = event_act_of(v->reader, up, &mode);
  switch (act) {
  case ACT_GO:
  case ACT_SUFFER:
    if (is_clause || v->act->via != NONE) return;
    v->act->via = up;
    v->act->suffered = act == ACT_SUFFER;
    return;
  case ACT_SAY: return;
  case ACT_WILL:
    if (is_clause) v->future = true;
    else v->hypothetical = true; /* "planned the attack" */
    return;
  case ACT_FAIL: v->negated = true; return;
  case ACT_PLAN:
  case ACT_PREPARE:
  case ACT_PREVENT:
  case ACT_PROMISE:
  case ACT_STOP:
  case ACT_ASK:
  case ACT_WARN: v->hypothetical = true; return;
  case ACT_AFFECT:
  case ACT_NONE: v->background |= !is_clause; return;
  case EVENT_ACCUSE:
  case EVENT_SUPPORT: /* one condemns what happened, is accused of what may have */
    if (is_clause) v->hypothetical = true;
    else v->background = true;
    return;
  case EVENT_REQUEST:
  case EVENT_AGREE:
  case EVENT_REJECT:
  case EVENT_THREATEN:
  case EVENT_CONCEDE: v->hypothetical = true; return;
  default: v->background = true; /* an act that takes another act as its object, or its means */
  }
}

/* A clause that is told as a fact by itself: past tense, or "after ..." and the like. */
static bool is_told(const Tokens *t, uint32_t clause, uint32_t marker) {
  static const char *const AFTER[] = {"after", "since", "following", "because", NULL};
  if (t->xpos[clause] == XPOS_VBD || event_word_is(t, marker, AFTER)) return true;
  TREE_CHILDREN(t, clause, kid)
  if (t->relation[kid] == REL_AUX || t->relation[kid] == REL_AUX_PASS)
    return t->xpos[kid] == XPOS_VBD;
  return false;
}

/* False: what stands above no longer matters, as "when he came" tells a fact under any verb. */
static bool read_adverbial(View *v, uint32_t clause) {
  static const char *const IF[] = {"if", "unless", "to", "lest", "whether", "until", "so", NULL};
  static const char *const OF[] = {"of", "for", "from", NULL}, *const BY[] = {"by", NULL};
  const Tokens *t = &v->reader->document->tokens;
  uint32_t marker = tree_marker(t, clause);
  if (marker == NONE ? t->xpos[clause] == XPOS_VBG : event_word_is(t, marker, BY)) return true;
  if (event_word_is(t, marker, IF)) v->hypothetical = true;
  else if (event_word_is(t, marker, OF)) read_operator(v, t->head[clause], true);
  else {
    v->background = true;
    return !is_told(t, clause, marker);
  }
  return true;
}

/* A noun under a preposition: "met for talks", "subjected to attacks"; else it is background. */
static void read_oblique(View *v, uint32_t noun, uint32_t up) {
  static const char *const HELD[] = {"in", "for", "on", "to", "with", "into", "under", NULL};
  const Tokens *t = &v->reader->document->tokens;
  Str mode;
  uint32_t act = event_act_of(v->reader, up, &mode);
  bool held = event_word_is(t, tree_marker(t, noun), HELD);
  if (held && act != ACT_NONE && t->tag[up] == UPOS_VERB) read_operator(v, up, false);
  else v->background = true;
}

/* What the verb does is what its subject, or a passive's agent, tells: "protests rocked the city".
 */
static bool read_doer(View *v, uint32_t up) {
  Str mode;
  uint32_t act = event_act_of(v->reader, up, &mode);
  if (act != ACT_GO && act != ACT_AFFECT) return false;
  if (!v->background && v->act->via == NONE) v->act->via = up;
  return true;
}

/* A noun under a noun: "a wave of attacks" is the attacks; "a demand for talks" asks. */
static void read_noun_above(View *v, uint32_t noun, uint32_t up) {
  Str mode;
  if (event_counted(v->reader, up) == noun) return;
  uint32_t act = event_act_of(v->reader, up, &mode);
  if (act == ACT_SUFFER && v->act->via == NONE) { /* "was the target of an attack" */
    v->act->via = up, v->act->suffered = true;
    return;
  }
  if (act < EVENT_CATEGORY_COUNT) read_operator(v, up, true);
  v->background = true;
}

/* One step up; false: the event ends here, for good or ill. */
static bool read_step(View *v, uint32_t node, uint32_t up) {
  const Tokens *t = &v->reader->document->tokens;
  Str mode;
  switch (t->relation[node]) {
  case REL_CONJ:
    if (t->tag[node] == UPOS_VERB && !stands_alone(t, node)) read_modality(v, up);
    return true;
  case REL_CCOMP:
  case REL_XCOMP:
  case REL_CSUBJ:
    if (event_act_of(v->reader, up, &mode) == ACT_SAY || t->relation[node] == REL_CCOMP)
      v->act->speaker = v->act->speaker == NONE ? up : v->act->speaker;
    read_operator(v, up, true);
    read_modality(v, up);
    return true;
  case REL_PARATAXIS: return true;
  case REL_ADVCL:
  case REL_ADVCL_RELCL: return read_adverbial(v, node);
  case REL_OBJ:
  case REL_IOBJ:
  case REL_NSUBJ_PASS:
    read_operator(v, up, false);
    read_modality(v, up);
    return true;
  case REL_NSUBJ:
    v->background |= !read_doer(v, up);
    read_modality(v, up);
    return true;
  case REL_OBL_AGENT:
    if (read_doer(v, up)) {
      read_modality(v, up);
      return true;
    } /* fall through */
  case REL_OBL:
  case REL_OBL_UNMARKED:
    read_oblique(v, node, up);
    read_modality(v, up);
    return true;
  case REL_NMOD:
  case REL_COMPOUND: read_noun_above(v, node, up); return true;
  default: v->background = true; return true;
  }
}

static bool is_friendly(uint32_t category) {
  switch (category) {
  case EVENT_CONSULT:
  case EVENT_SUPPORT:
  case EVENT_COOPERATE:
  case EVENT_AID:
  case EVENT_RETREAT:
  case EVENT_CONCEDE:
  case EVENT_AGREE: return true;
  default: return false;
  }
}

static bool is_hostile(uint32_t category) {
  switch (category) {
  case EVENT_REJECT:
  case EVENT_PROTEST:
  case EVENT_SANCTION:
  case EVENT_MOBILIZE:
  case EVENT_COERCE:
  case EVENT_ASSAULT:
  case EVENT_THREATEN: return true;
  default: return false;
  }
}

/* What one will do is a promise or a threat now. */
static void turn_future(View *v) {
  Act *act = v->act;
  bool friendly = is_friendly(act->category) && !v->conditional;
  if (act->category == EVENT_AGREE || act->category == EVENT_THREATEN) return;
  if (!friendly && !v->conditional && !is_hostile(act->category)) {
    act->status = STATUS_FUTURE;
    return;
  }
  act->content = act->category;
  act->category = friendly ? EVENT_AGREE : EVENT_THREATEN;
}

static bool is_modifier(const EventReader *r, uint32_t token) {
  const Tokens *t = &r->document->tokens;
  uint8_t relation = t->relation[token];
  if (t->head[token] == NONE) return false;
  if (t->tag[token] == UPOS_VERB) return t->relation[token] == REL_AMOD; /* "Norland-backed" */
  if (event_counted(r, t->head[token]) == token) return false;           /* "mediation effort" */
  return relation == REL_COMPOUND || relation == REL_NMOD_POSS || relation == REL_FLAT ||
         relation == REL_AMOD || relation == REL_NMOD_DESC || relation == REL_FIXED;
}

bool event_judge(const EventReader *r, Act *act) {
  const Tokens *t = &r->document->tokens;
  View v = {.reader = r, .act = act};
  if (is_modifier(r, act->head)) return false;
  act->via = act->speaker = NONE;
  act->suffered = false;
  act->status = STATUS_ASSERTED;
  read_modality(&v, act->head);
  uint32_t node = act->head;
  for (int climb = 0; climb < CLIMB_MAX && t->head[node] != NONE; climb++) {
    uint8_t relation = t->relation[node];
    if (relation == REL_ACL_RELCL) {
      v.background = true;
      if (is_told(t, node, NONE)) break;
    }
    if (relation == REL_ACL) {
      if (t->xpos[node] == XPOS_VB) v.hypothetical = true;
      else v.background = true;
    }
    if (!read_step(&v, node, t->head[node])) break;
    node = t->head[node];
  }
  v.future |= v.would && act->speaker != NONE;
  v.hypothetical |= v.would && act->speaker == NONE;
  bool refuses =
      v.negated && v.future && is_friendly(act->category) && !v.hypothetical && !v.background;
  if (refuses) { /* "will not accept" */
    act->content = act->category;
    act->category = EVENT_REJECT;
  } else if (v.negated) act->status = STATUS_NEGATED;
  else if (v.hypothetical) act->status = STATUS_HYPOTHETICAL;
  else if (v.background) act->status = STATUS_HISTORICAL;
  else if (v.future) turn_future(&v);
  return true;
}
