/* SPDX-License-Identifier: MIT */
/* event_sense.c - words of events meant otherwise: in play, as a figure of speech, by accident;
 * and the contexts of sentences, which tell. */
#include "extract/events.h"
#include "extract/tree.h"

#define CONTEXT_NAME(id, name) name,
static const char *const CONTEXTS[] = {EVENT_CONTEXTS(CONTEXT_NAME)};

static uint32_t context_bit(Str name) {
  for (uint32_t i = 0; i < EVENT_CONTEXT_COUNT; i++)
    if (str_is(name, CONTEXTS[i])) return 1u << i;
  return 0;
}

void event_read_contexts(EventReader *r) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  const Lexicon *lexicon = &r->models->event_contexts;
  r->contexts = NEW_ARRAY(&r->document->arena, uint32_t, d->sentences.count + 1);
  for (uint32_t s = 0; s < d->sentences.count; s++) {
    uint32_t end = d->sentences.items[s].first + d->sentences.items[s].count, len;
    for (uint32_t i = d->sentences.items[s].first; i < end; i++) {
      if (!lexicon_may_begin(lexicon, t->lists, i) &&
          !lexicon_may_begin(lexicon, t->lemma_lists, i))
        continue;
      const LexiconEntry *e = lexicon_match(lexicon, t->folded + i, t->hash + i, end - i, &len);
      if (!e) e = lexicon_match(lexicon, t->lemma + i, t->lemma_hash + i, end - i, &len);
      for (; e; e = lexicon_next(lexicon, e)) {
        r->contexts[s] |= context_bit(e->column[0]);
        r->sport_words += str_is(e->column[0], "sport");
      }
    }
  }
}

/* In sports reports one beats, attacks, defends and helps in play only. */
static bool is_play(const EventReader *r, uint32_t category) {
  enum { TOKENS_A_WORD = 50 };
  if (r->sport_words < 3 || r->sport_words * TOKENS_A_WORD < r->document->tokens.count)
    return false;
  return category == EVENT_ASSAULT || category == EVENT_AID || category == EVENT_RETREAT ||
         category == EVENT_CONCEDE || category == EVENT_COOPERATE || category == EVENT_MOBILIZE;
}

/* Whether the sentence or one beside it speaks of violence. */
static bool is_violent_around(const EventReader *r, uint32_t sentence) {
  enum { WORDS_MAX = 160 };
  static const uint32_t VIOLENT = 1u << CONTEXT_MILITARY | 1u << CONTEXT_TERRORISM |
                                  1u << CONTEXT_CYBER | 1u << CONTEXT_CBRN | 1u << CONTEXT_CRIME |
                                  1u << CONTEXT_PEACEKEEPING | 1u << CONTEXT_REFUGEE;
  const Document *d = r->document;
  uint32_t first = sentence ? sentence - 1 : 0, last = sentence + 1;
  if (last >= d->sentences.count) last = d->sentences.count - 1;
  for (uint32_t s = first; s <= last; s++) {
    if (r->contexts[s] & VIOLENT) return true;
    uint32_t begin = d->sentences.items[s].first, count = d->sentences.items[s].count;
    for (uint32_t i = begin; i < begin + count && i < begin + WORDS_MAX; i++)
      if (event_in_class(r, i, STR("strife"))) return true;
  }
  return false;
}

/* "Was killed in a crash", "a storm injured ten": nobody assaults. */
static bool is_accident(const EventReader *r, uint32_t token) {
  const Tokens *t = &r->document->tokens;
  if (t->tag[token] != UPOS_VERB) return false;
  EVENT_CHILDREN(t, token, kid) {
    uint8_t relation = t->relation[kid];
    bool cause = relation == REL_NSUBJ || relation == REL_OBL || relation == REL_OBL_AGENT;
    if (cause && event_in_class(r, kid, STR("accident"))) return true;
    if (relation != REL_ADVCL || tree_child(t, kid, REL_NSUBJ) == NONE) continue;
    if (event_in_class(r, tree_child(t, kid, REL_NSUBJ), STR("vehicle"))) return true;
  }
  uint32_t up = t->head[token];
  static const char *const CRASH[] = {"collide", "crash", "derail",   "capsize", "overturn",
                                      "sink",    "fall",  "collapse", NULL};
  if (t->relation[token] == REL_ADVCL && event_word_is(t, up, CRASH)) return true;
  return t->relation[token] == REL_ACL_RELCL && up != NONE &&
         event_in_class(r, up, STR("accident"));
}

bool event_is_other_sense(const EventReader *r, const Act *act) {
  const Tokens *t = &r->document->tokens;
  if (is_play(r, act->category)) return true;
  if (act->category != EVENT_ASSAULT && act->category != EVENT_COERCE) return false;
  if (is_accident(r, act->head)) return true;
  return event_in_class(r, act->head, STR("figurative")) &&
         !is_violent_around(r, t->sentence[act->head]);
}
