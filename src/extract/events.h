/* SPDX-License-Identifier: MIT */
/* events.h - the steps of find_events and what they share.
 *
 * A trigger is a verb, event noun or adjective of events.tsv. Operators ("hold", "stop",
 * "plan", "suffer") are no events; they say what becomes of the event that they govern. */
#ifndef EXTRACT_EVENTS_H
#define EXTRACT_EVENTS_H
#include "document.h"
#include "model/models.h"

/* What a word does: a category of EventCategory, or one of these. */
enum {
  ACT_GO = EVENT_CATEGORY_COUNT, /* does what it governs: "launch", "try to" */
  ACT_SUFFER,                    /* its subject is the target of what it governs */
  ACT_SAY,
  ACT_STOP,
  ACT_WILL, /* will do it: "plan to" */
  ACT_PREPARE,
  ACT_PLAN, /* may do it: "consider" */
  ACT_PREVENT,
  ACT_FAIL,
  ACT_PROMISE,
  ACT_ASK,    /* a request if it asks for something, else a question */
  ACT_AFFECT, /* its object is the target of what its subject tells: "attacks hit Norland" */
  ACT_WARN,   /* a threat if it is of what the speaker may do */
  ACT_NONE
};

enum { EVENT_PARTIES_MAX = 8, EVENT_DATES_MAX = 2, EVENT_CHILDREN_MAX = 64 };

typedef struct {
  const Models *models;
  Document *document;
  const LexiconEntry **entry; /* per token: the words of events.tsv whose head it is, or NULL */
  TokenRange *entry_range;    /* per token: those words */
  uint32_t *contexts;         /* of each sentence: bits of EventContext */
  uint32_t sport_words;       /* of the whole document */
} EventReader;

typedef struct { /* what a trigger says */
  uint32_t head;
  TokenRange range;
  uint8_t category, status;
  uint8_t content; /* what a request, threat, promise ... is about: category or ACT_NONE */
  Str mode;
  uint32_t via;     /* the verb that does or suffers it ("launch an attack"), or NONE */
  uint32_t speaker; /* the verb of saying above it, or NONE */
  bool suffered;    /* the subject of `via` is the target */
} Act;

typedef struct {
  uint32_t count, actor[EVENT_PARTIES_MAX];
} EventParties;

/* The first children only: no document can make a walk quadratic. */
#define EVENT_CHILDREN(tokens, token, kid)                                                         \
  for (uint32_t kid = (tokens)->child[token], kid##_seen = 0;                                      \
       kid != NONE && kid##_seen < EVENT_CHILDREN_MAX; kid = (tokens)->sibling[kid], kid##_seen++)

/* event_words.c */
EventReader event_reader_new(const Models *models, Document *document);
/* What the word does and how, given its objects; ACT_NONE: no event word. */
uint32_t event_act_of(const EventReader *reader, uint32_t token, Str *mode);
/* The category of the event that a word governs, or ACT_NONE. */
uint32_t event_content_of(const EventReader *reader, uint32_t token, int depth);
/* What stopping an event of that category is, or ACT_NONE. */
uint32_t event_undone(uint32_t category);
/* What "a series of" or "effort" is about: the token itself, or what it is a quantity of. */
uint32_t event_counted(const EventReader *reader, uint32_t noun);
/* Whether the noun is of a class of event-objects.tsv, or `=lemma`. */
bool event_in_class(const EventReader *reader, uint32_t noun, Str class);
bool event_is_quantity(const EventReader *reader, uint32_t noun);
bool event_word_is(const Tokens *tokens, uint32_t token, const char *const *words); /* NULL-ended */

/* event_sense.c */
void event_read_contexts(EventReader *reader);
/* Whether the word is meant otherwise: of play, as a figure ("a legal battle"), of an accident. */
bool event_is_other_sense(const EventReader *reader, const Act *act);

/* event_status.c: fills status, via, speaker and turns what will be into promise or threat;
 * false: no event at all ("attack helicopter"). */
bool event_judge(const EventReader *reader, Act *act);

/* event_parties.c */
void event_find_parties(const EventReader *reader, const Act *act, EventParties *source,
                        EventParties *target);
/* Adds whom a verb's object is, or whom its words name. */
void event_find_object(const EventReader *r, uint32_t verb, EventParties *target,
                       const EventParties *source);
/* event_dates.c: the dates that hang on it, in text order: "on Friday and again on Sunday" are two;
 * their count.
 */
uint32_t event_find_dates(const EventReader *reader, const Act *act, uint32_t *dates);
#endif
