/* SPDX-License-Identifier: MIT */
/* events.c - who did what to whom, in the categories of PLOVER 2.0.
 *
 * Triggers come from events.tsv and from the claims, which are events too: an accusation or
 * criticism is an ACCUSE, a denial a REJECT. Only the main line of a sentence is asserted. */
#include "extract/events.h"
#include "extract/passes.h"
#include "extract/tree.h"
#include <stdlib.h>

/* The category of an operator with what it governs; ACT_NONE: no event of its own. */
static uint32_t category_of(uint32_t act, uint32_t content) {
  bool hostile = content == EVENT_ASSAULT || content == EVENT_COERCE || content == EVENT_SANCTION ||
                 content == EVENT_PROTEST || content == EVENT_MOBILIZE || content == EVENT_REJECT;
  switch (act) {
  case ACT_STOP: return content == ACT_NONE ? ACT_NONE : event_undone(content);
  case ACT_PROMISE: return hostile ? EVENT_THREATEN : EVENT_AGREE;
  case ACT_FAIL: return content == EVENT_AGREE ? EVENT_REJECT : ACT_NONE; /* "failed to agree" */
  case ACT_PREPARE: return content == EVENT_ASSAULT ? EVENT_MOBILIZE : ACT_NONE;
  case ACT_WARN: return hostile ? EVENT_THREATEN : ACT_NONE;
  default: return act < EVENT_CATEGORY_COUNT ? act : ACT_NONE;
  }
}

/* How PLOVER divides requests, refusals, agreements and threats: by what they are about. */
static Str mode_by_content(uint32_t category, uint32_t content) {
  bool threat = category == EVENT_THREATEN;
  switch (content) {
  case EVENT_AID:
  case EVENT_COOPERATE:
  case EVENT_SUPPORT: return threat ? STR("relations") : STR("assist");
  case EVENT_CONSULT:
  case EVENT_AGREE: return threat ? STR("relations") : STR("meet");
  case EVENT_RETREAT:
  case EVENT_CONCEDE: return threat ? STR("relations") : STR("yield");
  case EVENT_SANCTION:
  case EVENT_REJECT:
  case EVENT_PROTEST: return threat ? STR("relations") : STR("change");
  case EVENT_COERCE: return threat ? STR("restrict") : STR("change");
  case EVENT_ASSAULT:
  case EVENT_MOBILIZE: return threat ? STR("violence") : STR("change");
  default: return (Str){0};
  }
}

static bool takes_content(uint32_t category) {
  return category == EVENT_REQUEST || category == EVENT_REJECT || category == EVENT_THREATEN ||
         category == EVENT_AGREE;
}

static IndexRange keep_parties(Document *d, const EventParties *parties) {
  IndexRange range = {d->event_actors.count, parties->count};
  for (uint32_t i = 0; i < parties->count; i++)
    ARRAY_PUSH(&d->arena, &d->event_actors, parties->actor[i]);
  return range;
}

enum { CLAIMED_WORDS = 1, CLAIMED_ALL }; /* what only words do; anything */

typedef struct {
  EventReader reader;
  ARRAY_OF(Event) events;
  uint8_t *claimed; /* of each token in the cue of a claim: which events of its own it cannot be */
} Finder;

static void add_event(Finder *f, const Act *act, const EventParties *source,
                      const EventParties *target, uint32_t date) {
  Document *d = f->reader.document;
  Event event = {act->category,
                 act->status,
                 act->mode,
                 f->reader.contexts[d->tokens.sentence[act->head]],
                 act->range,
                 act->head,
                 keep_parties(d, source),
                 keep_parties(d, target),
                 date};
  ARRAY_PUSH(&d->arena, &f->events, event);
}

/* "asked for help", "asked Norland to leave"; not "asked who did it". */
static bool asks_something(const EventReader *r, uint32_t verb) {
  static const char *const FOR[] = {"for", "to", NULL};
  const Tokens *t = &r->document->tokens;
  EVENT_CHILDREN(t, verb, kid) {
    uint8_t relation = t->relation[kid];
    if (relation == REL_XCOMP) return true;
    if ((relation == REL_OBL || relation == REL_ADVCL || relation == REL_CCOMP) &&
        event_word_is(t, tree_marker(t, kid), FOR))
      return true;
  }
  return false;
}

/* "agreed to stay", "offered a truce", "agreed upon the terms"; not "they agreed". */
static bool promises_something(const EventReader *r, uint32_t verb) {
  const Tokens *t = &r->document->tokens;
  if (t->tag[verb] != UPOS_VERB) return false;
  EVENT_CHILDREN(t, verb, kid) {
    uint8_t relation = t->relation[kid];
    if (relation == REL_XCOMP || relation == REL_CCOMP || relation == REL_OBJ) return true;
    if (relation == REL_OBL && t->child[kid] != NONE && kid > verb && !tree_is_passive(t, verb) &&
        t->xpos[t->child[kid]] == XPOS_IN &&
        event_word_is(t, t->child[kid], (const char *const[]){"on", "upon", "to", NULL}))
      return true;
  }
  return false;
}

/* "said that Sudria must withdraw" asks for it. */
static void try_demand(Finder *f, uint32_t verb) {
  static const char *const MUST[] = {"must", "ought", NULL}, *const HAVE[] = {"have", "need", NULL};
  EventReader *r = &f->reader;
  const Tokens *t = &r->document->tokens;
  EVENT_CHILDREN(t, verb, kid) {
    if (t->relation[kid] != REL_CCOMP) continue;
    uint32_t subject = tree_child(t, kid, REL_NSUBJ),
             modal = event_word_is(t, kid, HAVE) ? kid : NONE;
    EVENT_CHILDREN(t, kid, aux)
    if (t->relation[aux] == REL_AUX && event_word_is(t, aux, MUST)) modal = aux;
    if (modal == kid && tree_child(t, kid, REL_XCOMP) == NONE) modal = NONE;
    if (modal == NONE || subject == NONE || t->tag[subject] == UPOS_PRON) continue;
    Act act = {.head = verb, .range = {modal, 1}, .category = EVENT_REQUEST};
    EventParties source, target;
    if (!event_judge(r, &act)) continue;
    act.mode = mode_by_content(EVENT_REQUEST, event_content_of(r, kid, 0));
    event_find_parties(r, &act, &source, &target);
    if (source.count && target.count) add_event(f, &act, &source, &target, NONE);
  }
}

static void try_trigger(Finder *f, uint32_t token) {
  EventReader *r = &f->reader;
  Act act = {.head = token, .range = r->entry_range[token]};
  uint32_t what = event_act_of(r, token, &act.mode);
  if (what == ACT_SAY || what == ACT_GO) try_demand(f, token);
  bool words =
      what == EVENT_ACCUSE || what == EVENT_REJECT || takes_content(what) || what == EVENT_SUPPORT;
  if (what == ACT_NONE || f->claimed[token] == CLAIMED_ALL || (words && f->claimed[token])) return;
  uint32_t counted = event_counted(r, token);
  if (counted != token && r->entry[counted]) return; /* "a barrage of attacks" is the attacks */
  act.content = (uint8_t)event_content_of(r, token, 0);
  uint32_t category = category_of(what, act.content);
  if (what == ACT_ASK && asks_something(r, token)) category = EVENT_REQUEST;
  act.category = (uint8_t)category;
  if (category == ACT_NONE || event_is_other_sense(r, &act)) return;
  if (what == ACT_PROMISE && act.content == ACT_NONE && !promises_something(r, token)) return;
  if (!event_judge(r, &act)) return;
  if (takes_content(act.category)) act.mode = mode_by_content(act.category, act.content);
  EventParties source, target;
  event_find_parties(r, &act, &source, &target);
  if (!(source.count + target.count)) return;
  bool verb = r->document->tokens.tag[token] == UPOS_VERB;
  if (!source.count && verb && event_in_class(r, token, STR("personal"))) return; /* rain helps */
  uint32_t dates[EVENT_DATES_MAX] = {NONE}, count = event_find_dates(r, &act, dates);
  for (uint32_t i = 0; i < count || i == 0; i++) add_event(f, &act, &source, &target, dates[i]);
}

static const uint8_t CATEGORY_OF_CLAIM[] = {
    [CLAIM_ACCUSATION] = EVENT_ACCUSE, [CLAIM_CRITICISM] = EVENT_ACCUSE,
    [CLAIM_DENIAL] = EVENT_REJECT,     [CLAIM_STATEMENT] = ACT_NONE,
    [CLAIM_REQUEST] = EVENT_REQUEST,   [CLAIM_THREAT] = EVENT_THREATEN,
    [CLAIM_PROMISE] = EVENT_AGREE,     [CLAIM_SUPPORT] = EVENT_SUPPORT};

static void claim_parties(const Document *d, IndexRange range, EventParties *out) {
  out->count = 0;
  for (uint32_t i = 0; i < range.count && out->count < EVENT_PARTIES_MAX; i++) {
    uint32_t actor = d->parties.items[range.first + i].actor;
    if (actor != NONE) out->actor[out->count++] = actor;
  }
}

static TokenRange tokens_of(const Tokens *t, Span span, uint32_t head) {
  TokenRange range = {head, 1};
  while (range.first > 0 && t->span[range.first - 1].start >= span.start)
    range.first--, range.count++;
  while (range.first + range.count < t->count &&
         span_end(t->span[range.first + range.count]) <= span_end(span))
    range.count++;
  return range;
}

/* "Attack" is ambiguous: of a place, or where arms or computers are spoken of, it is no criticism.
 */
static bool is_physical(const Finder *f, const Claim *claim, TokenRange cue) {
  const uint32_t ARMED = 1u << CONTEXT_MILITARY | 1u << CONTEXT_CYBER | 1u << CONTEXT_TERRORISM;
  const Document *d = f->reader.document;
  Str mode;
  bool violent = false;
  for (uint32_t k = cue.first; k < cue.first + cue.count && !violent;
       k++) { /* "came under attack" */
    uint32_t act = event_act_of(&f->reader, k, &mode);
    violent = act == EVENT_ASSAULT || act == EVENT_COERCE;
  }
  if (!violent) return false;
  for (uint32_t i = 0; i < claim->target.count; i++) {
    uint32_t actor = d->parties.items[claim->target.first + i].actor;
    if (actor != NONE && d->actors.items[actor].type == ACTOR_PLACE) return true;
  }
  uint32_t contexts = f->reader.contexts[claim->sentence];
  if (claim->sentence) contexts |= f->reader.contexts[claim->sentence - 1];
  return contexts & ARMED;
}

/* "On hunger strike in protest of the law": criticised, but not in words only. */
static bool is_protest(const Finder *f, TokenRange cue) {
  Str mode;
  for (uint32_t k = cue.first; k < cue.first + cue.count; k++)
    if (f->reader.entry[k] && event_act_of(&f->reader, k, &mode) == EVENT_PROTEST) return true;
  return false;
}

/* Whether the word itself tells if it is an event of that category; its parties are the better
 * ones. */
static bool is_word_of(const Finder *f, uint32_t token, uint32_t category) {
  Str mode;
  uint32_t act = f->reader.entry[token] ? event_act_of(&f->reader, token, &mode) : ACT_NONE;
  return act == category || (act == ACT_PROMISE && category == EVENT_AGREE) ||
         (act == ACT_ASK && category == EVENT_REQUEST); /* or else a question */
}

static void add_claims(Finder *f) {
  Document *d = f->reader.document;
  for (uint32_t i = 0; i < d->claims.count; i++) {
    const Claim *claim = &d->claims.items[i];
    uint8_t category = CATEGORY_OF_CLAIM[claim->kind];
    if (category == ACT_NONE) continue;
    TokenRange cue = tokens_of(&d->tokens, claim->cue, claim->cue_token);
    if (claim->kind == CLAIM_CRITICISM && (is_physical(f, claim, cue) || is_protest(f, cue)))
      continue;
    if (claim->kind > CLAIM_STATEMENT && is_word_of(f, claim->cue_token, category)) continue;
    Act act = {.head = claim->cue_token,
               .category = category,
               .status = claim->status,
               .via = NONE,
               .range = cue};
    if (category == EVENT_ACCUSE)
      act.mode = claim->kind == CLAIM_ACCUSATION ? STR("allege") : STR("disapprove");
    for (uint32_t k = 0; k < act.range.count; k++)
      f->claimed[act.range.first + k] = claim->is_explicit ? CLAIMED_ALL : CLAIMED_WORDS;
    EventParties source, target;
    claim_parties(d, claim->source, &source);
    claim_parties(d, claim->target, &target);
    if (!target.count && category == EVENT_REJECT) /* "rejected the French criticism" */
      event_find_object(&f->reader, claim->cue_token, &target, &source);
    uint32_t dates[EVENT_DATES_MAX] = {NONE};
    if (claim->date != NONE) dates[0] = claim->date;
    else event_find_dates(&f->reader, &act, dates);
    if (source.count + target.count) add_event(f, &act, &source, &target, dates[0]);
  }
}

static bool same_parties(const Document *d, IndexRange a, IndexRange b) {
  if (a.count != b.count) return false;
  for (uint32_t i = 0; i < a.count; i++)
    if (d->event_actors.items[a.first + i] != d->event_actors.items[b.first + i]) return false;
  return true;
}

/* The same thing told twice in one sentence ("attacked ..., killing ...") is one event. */
static bool is_repeated(const Finder *f, uint32_t first, const Event *event) {
  const Document *d = f->reader.document;
  for (uint32_t i = first; i < d->events.count; i++) {
    const Event *other = &d->events.items[i];
    if (other->category == event->category && other->status == event->status &&
        other->date == event->date && same_parties(d, other->source, event->source) &&
        (same_parties(d, other->target, event->target) || !event->target.count))
      return true;
  }
  return false;
}

static int by_trigger(const void *a, const void *b) {
  const Event *x = a, *y = b;
  if (x->trigger_head != y->trigger_head) return x->trigger_head < y->trigger_head ? -1 : 1;
  return x->source.first < y->source.first ? -1 : x->source.first > y->source.first; /* as found */
}

/* A sentence whose only events are in the background still tells of one: the first is its news. */
static void promote(Event *events, uint32_t count) {
  Event *best = NULL;
  for (uint32_t i = 0; i < count; i++) {
    if (events[i].status == STATUS_ASSERTED) return;
    bool dyad = events[i].source.count && events[i].target.count;
    if (events[i].status == STATUS_HISTORICAL && dyad && !best) best = &events[i];
  }
  if (best) best->status = STATUS_ASSERTED;
}

static void keep_events(Finder *f) {
  Document *d = f->reader.document;
  Event *items = f->events.items;
  if (f->events.count) qsort(items, f->events.count, sizeof *items, by_trigger);
  for (uint32_t i = 0, end; i < f->events.count; i = end) {
    uint32_t sentence = d->tokens.sentence[items[i].trigger_head], first = d->events.count;
    for (end = i; end < f->events.count && d->tokens.sentence[items[end].trigger_head] == sentence;)
      end++;
    promote(items + i, end - i);
    for (uint32_t k = i; k < end; k++)
      if (k - i < EVENT_CHILDREN_MAX ? !is_repeated(f, first, &items[k]) : true)
        ARRAY_PUSH(&d->arena, &d->events, items[k]);
  }
}

void find_events(const Models *models, Document *d) {
  if (!d->tokens.child || !d->tokens.mention) return;
  Finder f = {.reader = event_reader_new(models, d)};
  f.claimed = NEW_ARRAY(&d->arena, uint8_t, d->tokens.count + 1);
  add_claims(&f);
  for (uint32_t i = 0; i < d->tokens.count; i++)
    if (f.reader.entry[i]) try_trigger(&f, i);
  keep_events(&f);
}
