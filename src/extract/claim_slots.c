/* SPDX-License-Identifier: MIT */
/* claim_slots.c - by what the source's, the target's and the content's slots of a cue's row are
 * filled. What speaks for a cue that was never met: "slated the coach for his tactics". */
#include "extract/claims.h"

enum { CHILDREN_SEEN = 24, CLIMB_MAX = 4, CUES_NEAR = 4, SURFACE_WORDS = 16 };
enum { /* feature templates of the detection model: 180 .. 199 */
       F_SLOT = 180,
       F_SLOT_PATTERN,
       F_SLOT_SURFACE,
       F_SLOT_CARRIED
};

/* What fills a slot. */
typedef enum {
  FILL_NONE,
  FILL_NAME,
  FILL_MENTION, /* a description or pronoun that may mean an actor */
  FILL_NOUN,
  FILL_WRONG,
  FILL_CLAUSE,
  FILL_QUOTED,
  FILL_CUE, /* "the suggestion that" */
  FILL_OTHER,
  FILL_COUNT
} Fill;

typedef struct {
  const ClaimReader *r;
  const Cue *cue;
  uint32_t index; /* the cue's */
  const LexiconEntry *entry;
  uint32_t kind; /* hash of the row's kind and part of speech */
  bool passive;
  Fill fill[3];    /* of S, T, C */
  Fill carried[2]; /* subject and other object of a noun's verb */
  Features *f;
} Slots;

static const char LETTERS[] = "STC";

/* Is it the head of another cue near by? */
static bool is_cue(const Slots *s, uint32_t token) {
  const ClaimReader *r = s->r;
  uint32_t first = s->index > CUES_NEAR ? s->index - CUES_NEAR : 0;
  for (uint32_t i = first; i < r->cues.count && i <= s->index + CUES_NEAR; i++)
    if (i != s->index && r->cues.items[i].head == token) return true;
  return false;
}

static Fill fill_of(const Slots *s, uint32_t token, bool content) {
  const Tokens *t = s->r->tokens;
  const Nominal *n =
      s->r->nominal_at[token] == NONE ? NULL : &s->r->nominals.items[s->r->nominal_at[token]];
  if (content && t->quote[token] != t->quote[s->cue->head]) return FILL_QUOTED;
  if (content && t->tag[token] == UPOS_VERB) return FILL_CLAUSE;
  if (content && is_cue(s, token)) return FILL_CUE;
  if (content && s->r->wrong[token]) return FILL_WRONG;
  if (n && n->actor != NONE && t->tag[token] == UPOS_PROPN) return FILL_NAME;
  if (n && n->mention != NONE) return FILL_MENTION;
  if (t->tag[token] == UPOS_PRON) return FILL_MENTION;
  if (t->tag[token] == UPOS_PROPN) return FILL_NAME;
  if (s->r->wrong[token]) return FILL_WRONG;
  return t->tag[token] == UPOS_NOUN   ? FILL_NOUN
         : t->tag[token] == UPOS_VERB ? FILL_CLAUSE
                                      : FILL_OTHER;
}

static void fill_slot(Slots *s, char letter, uint32_t token) {
  const char *at = letter ? strchr(LETTERS, letter) : NULL;
  if (!at) return;
  Fill *fill = &s->fill[at - LETTERS];
  if (*fill == FILL_NONE) *fill = fill_of(s, token, letter == 'C');
}

static void fill_by_children(Slots *s, uint32_t verb) {
  uint32_t seen = 0;
  for (uint32_t c = s->r->child[verb]; c != NONE && seen++ < CHILDREN_SEEN; c = s->r->sibling[c])
    if (!range_has(s->cue->range, c) && c != s->cue->head)
      fill_slot(s, slot_of_dependent(s->r, s->cue, s->entry, c), c);
}

/* "Teachers give the board a roasting": the verb of a noun has slots of its own. */
static void fill_by_carrier(Slots *s, uint32_t verb) {
  if (s->r->tokens->tag[verb] != UPOS_VERB) return;
  uint32_t subject = child_with(s->r, verb, REL_NSUBJ), object = child_with(s->r, verb, REL_IOBJ);
  bool is_object = s->r->tokens->relation[s->cue->head] == REL_OBJ;
  if (object == NONE && !is_object) object = child_with(s->r, verb, REL_OBJ);
  if (subject == NONE) subject = child_with(s->r, verb, REL_NSUBJ_PASS);
  if (subject != NONE) s->carried[0] = fill_of(s, subject, false);
  if (object != NONE) s->carried[1] = fill_of(s, object, false);
  fill_by_children(s, verb);
}

/* Its subject through control and coordination; the noun that it modifies. */
static void fill_by_governors(Slots *s) {
  const Tokens *t = s->r->tokens;
  uint32_t token = s->cue->head;
  bool noun = str_is(s->entry->column[CUE_PART], "noun");
  Str slots = s->entry->column[CUE_SLOTS];
  char own = slot_named(slots, s->passive ? STR("obj") : STR("subj"));
  if (noun && t->head[token] < t->count) fill_by_carrier(s, t->head[token]);
  for (uint32_t step = 0; step < CLIMB_MAX && t->head[token] < t->count; step++) {
    uint8_t relation = t->relation[token];
    uint32_t head = t->head[token];
    if (relation == REL_ACL || relation == REL_ACL_RELCL || relation == REL_AMOD) {
      bool subject =
          s->passive || t->xpos[token] == XPOS_VBG || child_with(s->r, token, REL_NSUBJ) == NONE;
      if (relation == REL_AMOD && !s->passive) own = slot_named(slots, STR("noun"));
      fill_slot(s, subject || relation == REL_AMOD ? own : slot_named(slots, STR("obj")), head);
      return;
    }
    if (relation != REL_XCOMP && relation != REL_ADVCL && relation != REL_CONJ) return;
    uint32_t subject = relation == REL_XCOMP ? child_with(s->r, head, REL_OBJ) : NONE;
    if (subject == NONE) subject = child_with(s->r, head, REL_NSUBJ);
    if (subject == NONE) subject = child_with(s->r, head, REL_NSUBJ_PASS);
    if (subject != NONE) {
      fill_slot(s, own, subject);
      return;
    }
    token = head;
  }
}

/* "for" and the like behind the cue, whatever the tree makes of them, and what follows it. */
static void add_surface(const Slots *s) {
  const Tokens *t = s->r->tokens;
  uint32_t from = s->cue->range.first + s->cue->range.count, end = sentence_end(s->r, s->cue->head);
  if (end > from + SURFACE_WORDS) end = from + SURFACE_WORDS;
  for (uint32_t i = from; i + 1 < end; i++) {
    if (t->tag[i] != UPOS_ADP && t->tag[i] != UPOS_SCONJ) continue;
    char letter = slot_named(s->entry->column[CUE_SLOTS], t->folded[i]);
    if (letter != 'C') continue;
    bool quoted = t->quote[i + 1] != t->quote[s->cue->head];
    uint32_t next = quoted ? 99u : t->xpos[i + 1];
    feature_add(s->f, F_SLOT_SURFACE, next, s->kind);
    feature_add(s->f, F_SLOT_SURFACE, hash_join(t->hash[i], next), hash_join(s->kind, 1));
    feature_add(s->f, F_SLOT_SURFACE, t->hash[i], hash_join(s->fill[1], i == from));
    return;
  }
  feature_add(s->f, F_SLOT_SURFACE, 200, s->kind);
}

void slot_features(const ClaimReader *r, uint32_t index, Features *features) {
  const Cue *cue = &r->cues.items[index];
  const LexiconEntry *entry = cue_entry(r, cue, CUE_NOTHING);
  uint32_t part = str_hash(entry->column[CUE_PART]);
  Slots s = {.r = r,
             .cue = cue,
             .index = index,
             .entry = entry,
             .kind = hash_join(str_hash(entry->column[CUE_KIND]), part),
             .passive = is_passive(r, cue, entry),
             .f = features};
  uint32_t force = hash_join(s.kind, str_hash(entry->column[CUE_FORCE]));
  fill_by_children(&s, cue->head);
  fill_by_governors(&s);
  uint32_t pattern = (s.fill[0] * FILL_COUNT + s.fill[1]) * FILL_COUNT + s.fill[2];
  uint32_t filled = (s.fill[0] != 0) + 2u * (s.fill[1] != 0) + 4u * (s.fill[2] != 0);
  for (uint32_t i = 0; i < 3; i++) {
    feature_add(features, F_SLOT, i * FILL_COUNT + s.fill[i], s.kind);
    feature_add(features, F_SLOT, i * FILL_COUNT + s.fill[i], force);
    feature_add(features, F_SLOT, i * FILL_COUNT + s.fill[i], hash_join(part, s.passive));
  }
  feature_add(features, F_SLOT_PATTERN, pattern, s.kind);
  feature_add(features, F_SLOT_PATTERN, pattern, hash_join(part, s.passive));
  feature_add(features, F_SLOT_PATTERN, filled, force);
  feature_add(features, F_SLOT_PATTERN, filled, hash_join(force, s.passive));
  feature_add(features, F_SLOT_PATTERN, s.fill[1] * FILL_COUNT + s.fill[2], force);
  feature_add(features, F_SLOT_CARRIED, s.carried[0] * FILL_COUNT + s.carried[1], s.kind);
  feature_add(features, F_SLOT_CARRIED, s.carried[0] * FILL_COUNT + s.carried[1],
              hash_join(s.kind, r->tokens->relation[cue->head]));
  add_surface(&s);
}
