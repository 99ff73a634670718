/* SPDX-License-Identifier: MIT */
/* claim_path.c - how two tokens of a sentence stand to each other, by tree and by lexicon. */
#include "extract/claims.h"
#include "extract/frames.h"

enum { PATH_MAX = 6, CHILDREN_MAX = 40 };

static uint32_t ancestors(const Tokens *t, uint32_t token, uint32_t *chain) {
  uint32_t count = 0;
  while (token < t->count && count < PATH_MAX) chain[count++] = token, token = t->head[token];
  return count;
}

uint32_t path_hash(const ClaimReader *r, uint32_t from, uint32_t to) {
  const Tokens *t = r->tokens;
  uint32_t up[PATH_MAX], down[PATH_MAX];
  uint32_t ups = ancestors(t, from, up), downs = ancestors(t, to, down);
  for (uint32_t i = 0; i < ups; i++) {
    for (uint32_t k = 0; k < downs; k++) {
      if (up[i] != down[k]) continue;
      uint32_t hash = 1;
      for (uint32_t n = 0; n < i; n++) hash = hash_join(hash, t->relation[up[n]] + 1u);
      hash = hash_join(hash, 777);
      for (uint32_t n = k; n-- > 0;) hash = hash_join(hash, t->relation[down[n]] + 101u);
      return hash;
    }
  }
  return 0;
}

uint32_t case_word(const ClaimReader *r, uint32_t token) {
  const Tokens *t = r->tokens;
  uint32_t seen = 0;
  for (uint32_t c = r->child[token]; c != NONE && seen++ < CHILDREN_MAX; c = r->sibling[c])
    if (t->relation[c] == REL_CASE || t->relation[c] == REL_MARK) return t->hash[c];
  return 0;
}

const FrameArgument *argument_around(const ClaimReader *r, uint32_t predicate, uint32_t token) {
  const Document *d = r->document;
  const Frame *frame = frame_of(d, predicate);
  if (!frame) return NULL;
  const FrameArgument *best = NULL;
  for (uint32_t i = 0; i < frame->arguments.count; i++) {
    const FrameArgument *a = frame_arguments(d, frame) + i;
    if (range_has(a->range, token) && (!best || a->range.count < best->range.count)) best = a;
  }
  return best;
}

char slot_named(Str slots, Str name) {
  for (uint32_t at = 0; at + name.len + 1 < slots.len; at++) {
    bool begins = at == 0 || slots.bytes[at - 1] == ' ';
    if (begins && !memcmp(slots.bytes + at, name.bytes, name.len) &&
        slots.bytes[at + name.len] == '=')
      return slots.bytes[at + name.len + 1];
  }
  return 0;
}

static bool is_own_subject(const ClaimReader *r, uint32_t token) {
  uint32_t subject = child_with(r, token, REL_NSUBJ);
  return subject != NONE && r->tokens->xpos[subject] != XPOS_WDT &&
         r->tokens->xpos[subject] != XPOS_WP;
}

uint32_t subject_of(const ClaimReader *r, uint32_t verb, bool *passive) {
  enum { CLIMB_MAX = 5 };
  const Tokens *t = r->tokens;
  for (uint32_t step = 0; step < CLIMB_MAX && verb < t->count; step++) {
    uint32_t subject = child_with(r, verb, REL_NSUBJ);
    *passive = false;
    if (subject != NONE) return subject;
    subject = child_with(r, verb, REL_NSUBJ_PASS);
    *passive = true;
    if (subject != NONE) return subject;
    uint8_t relation = t->relation[verb];
    if (relation == REL_ACL || relation == REL_ACL_RELCL) return t->head[verb];
    if (relation == REL_CCOMP || relation == REL_ROOT) return NONE;
    verb = t->head[verb];
  }
  return NONE;
}

/* By the tree, or because the verb lacks its object and its preposition follows: "Bishop accused
 * of". */
bool is_passive(const ClaimReader *r, const Cue *cue, const LexiconEntry *entry) {
  const Tokens *t = r->tokens;
  uint32_t token = cue->head, next = cue->range.first + cue->range.count;
  uint8_t relation = t->relation[token];
  if (child_with(r, token, REL_AUX_PASS) != NONE || child_with(r, token, REL_NSUBJ_PASS) != NONE)
    return true;
  if (child_with(r, token, REL_OBJ) != NONE || str_is(entry->column[CUE_PART], "noun"))
    return false;
  if (t->xpos[token] == XPOS_VBN && (relation == REL_ACL || relation == REL_AMOD)) return true;
  if (relation == REL_CONJ && t->xpos[token] == XPOS_VBN && !is_own_subject(r, token) &&
      child_with(r, token, REL_AUX) == NONE && child_with(r, t->head[token], REL_AUX_PASS) != NONE)
    return true; /* "were fined and accused" */
  if (relation == REL_ACL_RELCL && is_own_subject(r, token)) return false;
  if (t->xpos[token] != XPOS_VBN && t->xpos[token] != XPOS_VBD) return false;
  return next < t->count && slot_named(entry->column[CUE_SLOTS], STR("obj")) == 'T' &&
         (str_is(t->folded[next], "by") ||
          slot_named(entry->column[CUE_SLOTS], t->folded[next]) == 'C');
}

/* "Blamed the rise on hoarders": who is blamed stands behind "on", and the object is what for. */
static char slot_of_object(const ClaimReader *r, const Cue *cue, Str slots) {
  char slot = slot_named(slots, STR("obj"));
  if (slot != 'T' || slot_named(slots, STR("on")) != 'T') return slot;
  for (uint32_t c = r->child[cue->head]; c != NONE; c = r->sibling[c])
    if (c > cue->head && case_word(r, c) == str_hash(STR("on")) && !r->dated[c]) return 'C';
  return slot;
}

char slot_of_dependent(const ClaimReader *r, const Cue *cue, const LexiconEntry *entry,
                       uint32_t token) {
  const Tokens *t = r->tokens;
  Str slots = entry->column[CUE_SLOTS];
  uint32_t word = NONE;
  for (uint32_t c = r->child[token]; c != NONE && word == NONE; c = r->sibling[c])
    if (t->relation[c] == REL_CASE || t->relation[c] == REL_MARK) word = c;
  bool passive = is_passive(r, cue, entry);
  switch (t->relation[token]) {
  case REL_NSUBJ:
  case REL_NSUBJ_OUTER:
  case REL_CSUBJ: return passive ? slot_of_object(r, cue, slots) : slot_named(slots, STR("subj"));
  case REL_NSUBJ_PASS:
  case REL_OBJ:
  case REL_IOBJ: return slot_of_object(r, cue, slots);
  case REL_OBL_AGENT: return slot_named(slots, STR("subj"));
  case REL_NMOD_POSS: return slot_named(slots, STR("poss"));
  case REL_CCOMP: return slot_named(slots, STR("that"));
  case REL_XCOMP: return slot_named(slots, word == NONE ? STR("xcomp") : t->folded[word]);
  default:
    if (word == NONE) return 0;
    if (passive && str_is(t->folded[word], "by")) return slot_named(slots, STR("subj"));
    return slot_named(slots, t->folded[word]);
  }
}

static const char *kind_of_class(CueClass class) {
  static const char *const KINDS[] = {"",          "accusation", "criticism", "denial",
                                      "statement", "statement",  "statement"};
  return KINDS[class];
}

static bool part_fits(const ClaimReader *r, const Cue *cue, Str part) {
  uint8_t tag = r->tokens->tag[cue->head];
  if (str_is(part, "noun")) return tag == UPOS_NOUN || tag == UPOS_PROPN;
  if (str_is(part, "adj")) return tag == UPOS_ADJ;
  if (str_is(part, "adv")) return tag == UPOS_ADV;
  return str_is(part, "phrase") || tag == UPOS_VERB || tag == UPOS_AUX;
}

/* The lexicon's row that suits the cue best: by part of speech first, then by kind. */
const LexiconEntry *cue_entry(const ClaimReader *r, const Cue *cue, CueClass class) {
  const LexiconEntry *best = cue->entries[0];
  int most = -1;
  for (uint32_t i = 0; i < cue->entry_count; i++) {
    const LexiconEntry *entry = cue->entries[i];
    int score = 2 * part_fits(r, cue, entry->column[CUE_PART]) +
                str_is(entry->column[CUE_KIND], kind_of_class(class));
    if (score > most) most = score, best = entry;
  }
  return best;
}

uint32_t coarse_class(const ClaimReader *r, uint32_t token) {
  WordClass class = word_classes_find(&r->models->word_classes, r->tokens->lemma_hash[token]);
  if (!class.hash) class = word_classes_find(&r->models->word_classes, r->tokens->hash[token]);
  return class.coarse;
}
