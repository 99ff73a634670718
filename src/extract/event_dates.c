/* SPDX-License-Identifier: MIT */
/* event_dates.c - when an event took place: the dates that hang on its words. */
#include "extract/dates.h"
#include "extract/events.h"
#include "extract/tree.h"

enum { DATES_MAX = 16, CLIMB_MAX = 6, REACH = 40 };

/* Whether it begins or is over: the last day that it covers, else what is known of it. */
static bool is_before(const Date *date, Str published) {
  Str day = date->end.len ? date->end : date->value;
  uint32_t len = day.len < 10 ? day.len : 10;
  if (len < 4 || published.len < len || day.bytes[0] > '9') return false;
  return memcmp(day.bytes, published.bytes, len) < 0;
}

/* "Are helping" is no act of last year, nor is "will help". */
static bool is_of_now(const Tokens *t, uint32_t verb) {
  static const char *const WILL[] = {"will", "shall", NULL};
  bool is = false, will = false;
  EVENT_CHILDREN(t, verb, kid) {
    if (t->relation[kid] != REL_AUX) continue;
    is |= t->xpos[kid] == XPOS_VBZ || t->xpos[kid] == XPOS_VBP;
    will |= event_word_is(t, kid, WILL);
  }
  return will || (is && t->xpos[verb] == XPOS_VBG);
}

/* The verb that a past date hangs on although it cannot be its date; NONE: no such. */
static uint32_t refusing_verb(const Document *d, const Date *date) {
  const Tokens *t = &d->tokens;
  uint32_t at = date_head(t, date->range);
  if (!is_before(date, d->published)) return NONE;
  for (int steps = 0; steps < CLIMB_MAX && at != NONE; steps++, at = t->head[at]) {
    if (range_has(date->range, at) || t->tag[at] != UPOS_VERB) continue;
    if (is_of_now(t, at)) return at;
    if (t->relation[at] != REL_XCOMP) return NONE;
  }
  return NONE;
}

/* The last word of an event before the date: "are investigating the plot to kill him in 2016". */
static uint32_t last_event_before(const EventReader *r, uint32_t verb, uint32_t end) {
  Str mode;
  for (uint32_t i = end; i-- > verb + 1 && end - i < REACH;)
    if (r->entry[i] && event_act_of(r, i, &mode) < EVENT_CATEGORY_COUNT) return i;
  return NONE;
}

/* "The first since 2009", "nothing before Friday": a limit, no date of the act. */
static bool is_limit(const Tokens *t, const Date *date) {
  static const char *const LIMITS[] = {"since", "until", "till", "before", "after", NULL};
  uint32_t first = date->range.first;
  return first && event_word_is(t, first - 1, LIMITS);
}

/* Whether the date hangs on the event: on the trigger, on what does it, or on what it governs. */
static bool hangs_on(const EventReader *r, const Date *date, const Act *act) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  uint32_t refusing = refusing_verb(d, date);
  if (refusing != NONE) return act->head == last_event_before(r, refusing, date->range.first);
  uint32_t token = date_head(t, date->range);
  for (int steps = 0; steps < CLIMB_MAX && token != NONE; steps++, token = t->head[token]) {
    if (token == act->head || token == act->via) return true;
    if (!range_has(date->range, token) && t->tag[token] == UPOS_VERB) return false; /* its date */
    bool counted = t->head[token] != NONE && event_counted(r, t->head[token]) == act->head;
    bool own = range_has(date->range, token) && date_stays_with(t, token, t->head[token]);
    if (own && t->head[token] != act->head && !counted) return false;
  }
  return false;
}

/* "PAST_REF": recently. */
static bool is_vague(const Date *date) {
  return date->value.len > 4 && !memcmp(date->value.bytes + date->value.len - 4, "_REF", 4);
}

/* Whether only infinitives and nouns stand between the clause and the verb. */
static bool tells_when(const Tokens *t, uint32_t clause, uint32_t verb) {
  uint32_t at = t->head[clause];
  for (int steps = 0; steps < CLIMB_MAX && at != NONE; steps++, at = t->head[at]) {
    if (at == verb) return true;
    if (t->tag[at] == UPOS_VERB && t->xpos[at] != XPOS_VB) return false;
  }
  return false;
}

/* "Asked for help to repel attacks when he came last week": the clause of time of a past verb, also
 * where the parser hung it on an infinitive below. */
static uint32_t date_of_when(const Document *d, uint32_t verb) {
  static const char *const WHEN[] = {"when", "while", NULL};
  const Tokens *t = &d->tokens;
  TokenRange sentence = d->sentences.items[t->sentence[verb]];
  if (t->xpos[verb] != XPOS_VBD || !d->dates.count) return NONE;
  for (uint32_t i = verb + 1; i < sentence.first + sentence.count && i < verb + REACH; i++) {
    bool clause = t->relation[i] == REL_ADVCL && t->xpos[i] == XPOS_VBD && t->child[i] != NONE;
    if (clause && event_word_is(t, t->child[i], WHEN) && tells_when(t, i, verb))
      return date_of_token(d, i);
  }
  return NONE;
}

/* The date of the predicate that it is part of, or of its clause of time. */
static uint32_t indirect_date(const EventReader *r, const Act *act) {
  const Document *d = r->document;
  uint32_t date = date_of_token(d, act->head);
  if (date == NONE) date = date_of_when(d, act->via == NONE ? act->head : act->via);
  if (date == NONE || is_vague(&d->dates.items[date]) ||
      is_limit(&d->tokens, &d->dates.items[date]))
    return NONE;
  return refusing_verb(d, &d->dates.items[date]) == NONE ? date : NONE;
}

/* Of the dates of its sentence those nearest to its words: some sentences never end. */
uint32_t event_find_dates(const EventReader *r, const Act *act, uint32_t *dates) {
  const Document *d = r->document;
  TokenRange sentence = d->sentences.items[d->tokens.sentence[act->head]];
  uint32_t first = first_date_from(d, sentence.first), near = first_date_from(d, act->head);
  uint32_t count = 0;
  if (near > first + DATES_MAX) first = near - DATES_MAX;
  for (uint32_t i = first; i < d->dates.count && i < near + DATES_MAX; i++) {
    const Date *date = &d->dates.items[i];
    if (date->range.first >= sentence.first + sentence.count) break;
    if (date->type == DATE_DURATION || date->type == DATE_SET || is_vague(date) ||
        is_limit(&d->tokens, date))
      continue;
    if (hangs_on(r, date, act)) dates[count++] = i;
    if (count == EVENT_DATES_MAX) break;
  }
  if (count) return count;
  dates[0] = indirect_date(r, act);
  return dates[0] != NONE;
}
