/* SPDX-License-Identifier: MIT */
/* event_words.c - which words are events, given their objects. */
#include "extract/events.h"
#include "extract/tree.h"

enum { COLUMN_POS, COLUMN_ACT, COLUMN_MODE, COLUMN_OBJECT };
enum { OBJECTS_MAX = 12, CONTENT_DEPTH = 4 };

#define CATEGORY_NAME(id, name) name,
static const char *const ACTS[] = {EVENT_CATEGORIES(CATEGORY_NAME) "go",
                                   "suffer",
                                   "say",
                                   "stop",
                                   "will",
                                   "prepare",
                                   "plan",
                                   "prevent",
                                   "fail",
                                   "promise",
                                   "ask",
                                   "affect",
                                   "warn"};

static uint32_t act_code(Str name) {
  uint32_t act = 0;
  while (act < ACT_NONE && !str_is(name, ACTS[act])) act++;
  return act;
}

bool event_word_is(const Tokens *t, uint32_t token, const char *const *words) {
  for (; token != NONE && *words; words++)
    if (str_is(t->lemma[token], *words)) return true;
  return false;
}

static char part_of(const Tokens *t, uint32_t token) {
  switch (t->tag[token]) {
  case UPOS_VERB: return 'v';
  case UPOS_NOUN: return 'n'; /* not PROPN: "Stock Exchange", "Battle Hymn" */
  case UPOS_ADJ: return 'a';
  default: return 0;
  }
}

/* "call the strike off": the particle stands apart, the entry has it beside the verb. */
static const LexiconEntry *with_particle(const EventReader *r, uint32_t verb) {
  const Tokens *t = &r->document->tokens;
  uint32_t particle = tree_child(t, verb, REL_COMPOUND_PRT);
  char key[64];
  if (particle == NONE || t->lemma[verb].len + t->lemma[particle].len + 1 > sizeof key) return NULL;
  uint32_t len = t->lemma[verb].len;
  memcpy(key, t->lemma[verb].bytes, len);
  key[len] = ' ';
  memcpy(key + len + 1, t->lemma[particle].bytes, t->lemma[particle].len);
  return lexicon_find(&r->models->events, (Str){key, len + 1 + t->lemma[particle].len});
}

/* The token of a phrase that carries its arguments: a verb is the first, a noun the one that the
 * others hang on. */
static uint32_t head_within(const Tokens *t, uint32_t first, uint32_t count) {
  if (t->tag[first] == UPOS_VERB) return first;
  for (uint32_t i = first; i < first + count; i++)
    if (t->head[i] == NONE || t->head[i] < first || t->head[i] >= first + count) return i;
  return first;
}

static void note_entry(EventReader *r, uint32_t token, uint32_t end) {
  const Tokens *t = &r->document->tokens;
  uint32_t len = 1;
  const LexiconEntry *entry = NULL;
  if (lexicon_may_begin(&r->models->events, t->lemma_lists, token))
    entry = lexicon_match(&r->models->events, t->lemma + token, t->lemma_hash + token, end - token,
                          &len);
  const LexiconEntry *apart = t->tag[token] == UPOS_VERB ? with_particle(r, token) : NULL;
  if (apart) entry = apart, len = 1;
  if (!entry) return;
  uint32_t head = head_within(t, token, len);
  if (r->entry[head] && r->entry_range[head].count >= len) return;
  r->entry[head] = entry;
  r->entry_range[head] = (TokenRange){token, len};
}

EventReader event_reader_new(const Models *models, Document *d) {
  const Tokens *t = &d->tokens;
  EventReader r = {models,
                   d,
                   NEW_ARRAY(&d->arena, const LexiconEntry *, t->count + 1),
                   NEW_ARRAY(&d->arena, TokenRange, t->count + 1),
                   NULL,
                   0};
  event_read_contexts(&r);
  for (uint32_t s = 0; s < d->sentences.count; s++) {
    uint32_t end = d->sentences.items[s].first + d->sentences.items[s].count;
    for (uint32_t i = d->sentences.items[s].first; i < end; i++)
      if (part_of(t, i)) note_entry(&r, i, end);
  }
  return r;
}

bool event_in_class(const EventReader *r, uint32_t noun, Str class) {
  const Tokens *t = &r->document->tokens;
  if (class.bytes[0] == '=')
    return str_equals(t->lemma[noun], (Str){class.bytes + 1, class.len - 1});
  bool name = t->tag[noun] == UPOS_PROPN; /* "the Europe Bridge" */
  if (!lexicon_may_begin(&r->models->event_objects, name ? t->lists : t->lemma_lists, noun))
    return false;
  uint32_t len, available = t->count - noun < 4 ? t->count - noun : 4;
  const LexiconEntry *entry =
      lexicon_match(&r->models->event_objects, (name ? t->folded : t->lemma) + noun,
                    (name ? t->hash : t->lemma_hash) + noun, available, &len);
  for (; entry; entry = lexicon_next(&r->models->event_objects, entry))
    if (str_equals(entry->column[0], class)) return true;
  return false;
}

bool event_is_quantity(const EventReader *r, uint32_t noun) {
  return event_in_class(r, noun, STR("quantity"));
}

static uint32_t counted_once(const EventReader *r, uint32_t noun) {
  static const char *const OF[] = {"of", NULL};
  const Tokens *t = &r->document->tokens;
  if (t->tag[noun] != UPOS_NOUN) return noun;
  bool generic = event_in_class(r, noun, STR("generic"));
  if (!generic && !event_is_quantity(r, noun)) return noun;
  uint32_t compound = NONE;
  EVENT_CHILDREN(t, noun, kid) {
    if (t->relation[kid] == REL_NMOD && event_word_is(t, tree_marker(t, kid), OF)) return kid;
    if (t->relation[kid] == REL_COMPOUND && generic) compound = kid;
  }
  return compound == NONE ? noun : compound;
}

uint32_t event_counted(const EventReader *r, uint32_t noun) { /* "tens of thousands of students" */
  return counted_once(r, counted_once(r, counted_once(r, noun)));
}

/* The nouns that a verb acts on: objects, the subject of a passive, what its prepositions hold. */
static uint32_t objects_of(const EventReader *r, uint32_t verb, uint32_t *objects) {
  const Tokens *t = &r->document->tokens;
  uint32_t count = 0;
  EVENT_CHILDREN(t, verb, kid) {
    uint8_t relation = t->relation[kid];
    if (relation != REL_OBJ && relation != REL_IOBJ && relation != REL_NSUBJ_PASS &&
        relation != REL_OBL && relation != REL_XCOMP)
      continue;
    uint32_t noun = event_counted(r, kid);
    if (count < OBJECTS_MAX) objects[count++] = noun;
    if (noun != kid && count < OBJECTS_MAX) objects[count++] = kid;
    TREE_CHILDREN(t, noun, other)
    if (t->relation[other] == REL_CONJ && count < OBJECTS_MAX) objects[count++] = other;
  }
  uint8_t relation = t->relation[verb];
  bool participle = relation == REL_ACL || relation == REL_ACL_RELCL || relation == REL_AMOD;
  if (participle && tree_is_passive(t, verb) && count < OBJECTS_MAX)
    objects[count++] = t->head[verb];
  return count;
}

static bool has_object(const Tokens *t, uint32_t verb) {
  return tree_child(t, verb, REL_OBJ) != NONE || tree_is_passive(t, verb);
}

uint32_t event_act_of(const EventReader *r, uint32_t token, Str *mode) {
  const Tokens *t = &r->document->tokens;
  uint32_t objects[OBJECTS_MAX], count = NONE;
  char part = part_of(t, token);
  const LexiconEntry *plain = NULL, *found = NULL;
  for (const LexiconEntry *e = r->entry[token]; e && !found;
       e = lexicon_next(&r->models->events, e)) {
    if (e->column[COLUMN_POS].bytes[0] != part) continue;
    Str object = e->column[COLUMN_OBJECT];
    if (!object.len) {
      plain = e;
      continue;
    }
    if (str_is(object, "/")) {
      if (!has_object(t, token)) found = e;
      continue;
    }
    if (count == NONE) count = objects_of(r, token, objects);
    for (uint32_t i = 0; i < count && !found; i++)
      if (event_in_class(r, objects[i], object)) found = e;
  }
  if (!found) found = plain;
  *mode = found ? found->column[COLUMN_MODE] : (Str){0};
  return found ? act_code(found->column[COLUMN_ACT]) : ACT_NONE;
}

uint32_t event_undone(uint32_t category) {
  switch (category) {
  case EVENT_AGREE:
  case EVENT_CONSULT:
  case EVENT_SUPPORT:
  case EVENT_COOPERATE:
  case EVENT_AID: return EVENT_SANCTION;
  case EVENT_PROTEST:
  case EVENT_SANCTION:
  case EVENT_MOBILIZE:
  case EVENT_COERCE:
  case EVENT_ASSAULT: return EVENT_RETREAT;
  case EVENT_CONCEDE:
  case EVENT_RETREAT: return EVENT_REJECT;
  default: return ACT_NONE;
  }
}

static bool is_content(const Tokens *t, uint32_t kid) {
  static const char *const MARKS[] = {"of", "for",     "from",  "to",   "with", "in",
                                      "on", "against", "about", "upon", NULL};
  switch (t->relation[kid]) {
  case REL_OBJ:
  case REL_XCOMP:
  case REL_CCOMP:
  case REL_NSUBJ_PASS:
  case REL_ACL: return true;
  case REL_OBL:
  case REL_NMOD:
  case REL_ADVCL: return event_word_is(t, tree_marker(t, kid), MARKS);
  default: return false;
  }
}

uint32_t event_content_of(const EventReader *r, uint32_t token, int depth) {
  const Tokens *t = &r->document->tokens;
  Str mode;
  if (depth >= CONTENT_DEPTH) return ACT_NONE;
  EVENT_CHILDREN(t, token, kid) {
    if (!is_content(t, kid)) continue;
    uint32_t word = event_counted(r, kid), act = event_act_of(r, word, &mode);
    if (act < EVENT_CATEGORY_COUNT) return act;
    uint32_t inner = event_content_of(r, word, depth + 1);
    if (inner != ACT_NONE) return act == ACT_STOP ? event_undone(inner) : inner;
  }
  return ACT_NONE;
}
