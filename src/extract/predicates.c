/* SPDX-License-Identifier: MIT */
/* predicates.c - of whom a description is said: "Li Bai was a poet", "she became head of the
 * bank", "he was ordained as a minister". Only where it is told as a fact. */
#include "extract/predicates.h"
#include "extract/tree.h"

enum { STEPS_MAX = 4 }; /* up the tree */

/* ---- told as a fact ---- */

static bool is_modal(Str word) {
  static const char *const WORDS[] = {"would", "could", "may", "might", "should", "must", "'d"};
  return STR_IN(word, WORDS);
}

static bool is_doubting(Str lemma) {
  static const char *const WORDS[] = {"deny",    "doubt",   "dispute", "refute", "reject",
                                      "pretend", "imagine", "wish",    "hope",   "fear"};
  return STR_IN(lemma, WORDS);
}

static bool is_condition(Str word) {
  static const char *const WORDS[] = {"if", "unless", "whether", "lest"};
  return STR_IN(word, WORDS);
}

/* "not", "would", "if" beside a predicate; *infinitive: "to" is. */
static bool has_doubt(const Tokens *t, uint32_t predicate, bool *infinitive) {
  TREE_CHILDREN(t, predicate, kid) {
    uint8_t relation = t->relation[kid];
    if (str_is(t->lemma[kid], "not") || str_is(t->lemma[kid], "never") ||
        str_is(t->lemma[kid], "no"))
      return true;
    if (relation == REL_AUX && is_modal(t->folded[kid])) return true;
    if (relation == REL_MARK && is_condition(t->folded[kid])) return true;
    if (relation == REL_MARK && str_is(t->folded[kid], "to")) *infinitive = true;
  }
  return false;
}

/* "went on to become": what the infinitive says did happen. */
static bool makes_real(Str lemma) {
  static const char *const WORDS[] = {"go",   "grow",  "prove", "turn",   "continue", "come",
                                      "rise", "begin", "start", "manage", "cease",    "help"};
  return STR_IN(lemma, WORDS);
}

/* "Was chosen to serve as head": who is given an office has it. */
static bool gives_office(const Tokens *t, uint32_t verb) {
  static const char *const WORDS[] = {"choose", "elect", "appoint", "select",
                                      "pick",   "hire",  "name"};
  return STR_IN(t->lemma[verb], WORDS) && tree_is_passive(t, verb);
}

bool is_fact(const Document *d, uint32_t predicate) {
  const Tokens *t = &d->tokens;
  TokenRange sentence = d->sentences.items[t->sentence[predicate]];
  if (str_is(t->folded[sentence.first + sentence.count - 1], "?")) return false;
  for (uint32_t at = predicate, steps = 0; steps < STEPS_MAX && at != NONE; steps++) {
    bool infinitive = false;
    if (has_doubt(t, at, &infinitive)) return false;
    uint8_t relation = t->relation[at];
    uint32_t above = t->head[at];
    if (relation == REL_ROOT || above == NONE) return true;
    if (infinitive && !makes_real(t->lemma[above]) && !gives_office(t, above)) return false;
    if ((relation == REL_CCOMP || relation == REL_XCOMP || relation == REL_PARATAXIS) &&
        is_doubting(t->lemma[above]))
      return false;
    if (relation == REL_ACL_RELCL || relation == REL_ACL || relation == REL_ADVCL) return true;
    at = above;
  }
  return true;
}

/* ---- whose predicate ---- */

/* A name before "(1928-2017) was an actress" may be read as one who is spoken to. */
static uint32_t own_subject(const Tokens *t, uint32_t verb) {
  uint32_t subject = tree_child(t, verb, REL_NSUBJ);
  if (subject == NONE) subject = tree_child(t, verb, REL_NSUBJ_PASS);
  if (subject != NONE || tree_child(t, verb, REL_COP) == NONE) return subject;
  subject = tree_child(t, verb, REL_VOCATIVE);
  return subject != NONE && subject < verb && t->tag[subject] == UPOS_PROPN ? subject : NONE;
}

/* The subject of a verb, or of the verb above that shares it: "retired and became", "the man
 * known as". */
static uint32_t shared_subject(const Tokens *t, uint32_t verb) {
  for (uint32_t steps = 0; steps < STEPS_MAX && verb != NONE; steps++, verb = t->head[verb]) {
    uint32_t subject = own_subject(t, verb), above = t->head[verb];
    if (subject != NONE) return subject;
    uint8_t relation = t->relation[verb];
    if (relation == REL_ACL) return above;
    if (relation == REL_XCOMP && above != NONE && !tree_is_passive(t, above) &&
        tree_child(t, above, REL_OBJ) != NONE)
      return tree_child(t, above, REL_OBJ); /* "helped her become" */
    if (relation != REL_XCOMP && relation != REL_ADVCL && relation != REL_CONJ) return NONE;
  }
  return NONE;
}

/* "became", "remains", "died": what follows is said of their subject. */
static bool is_linking(Str lemma) {
  static const char *const WORDS[] = {"become", "remain", "stay", "die", "retire", "prove", "turn"};
  return STR_IN(lemma, WORDS);
}

/* "She became head", "she was elected head", "they elected her head". */
static uint32_t subject_of_complement(const Tokens *t, uint32_t noun) {
  uint32_t verb = t->head[noun];
  bool complement = t->relation[noun] == REL_XCOMP;
  if (verb == NONE || verb > noun || (!complement && t->relation[noun] != REL_OBJ)) return NONE;
  if (is_linking(t->lemma[verb])) return shared_subject(t, verb);
  if (!complement || t->tag[verb] != UPOS_VERB) return NONE;
  if (tree_is_passive(t, verb)) return shared_subject(t, verb);
  uint32_t object = tree_child(t, verb, REL_OBJ);
  return object != NONE && object < noun ? object : NONE;
}

/* "posed as a doctor", "was cast as a detective": one that is none. */
static bool is_acting(Str lemma) {
  static const char *const WORDS[] = {"pose",   "masquerade", "disguise",  "dress", "star",
                                      "appear", "cast",       "portray",   "play",  "audition",
                                      "role",   "part",       "character", "image"};
  return STR_IN(lemma, WORDS);
}

/* "described him as", "hired him as": the object is meant. */
static bool is_of_object(Str lemma) {
  static const char *const WORDS[] = {
      "describe", "appoint",   "name",      "hire",    "elect",  "choose",   "pick",    "select",
      "see",      "regard",    "recognize", "install", "employ", "identify", "view",    "know",
      "nominate", "recognise", "replace",   "treat",   "label",  "brand",    "confirm", "dismiss",
      "reject",   "denounce",  "condemn",   "deride",  "mock",   "praise",   "hail",    "portray",
      "depict",   "cite",      "reveal",    "expose",  "attack", "use",      "define"};
  return STR_IN(lemma, WORDS);
}

/* "joined the band as a drummer": the subject is meant all the same. */
static bool is_of_subject(Str lemma) {
  static const char *const WORDS[] = {"begin", "start", "join", "spend", "win",     "finish",
                                      "leave", "enter", "end",  "earn",  "succeed", "make"};
  return STR_IN(lemma, WORDS);
}

/* "his job as a teacher", "gained fame as a teacher". */
static uint32_t owner_of_role(const Tokens *t, uint32_t role) {
  static const char *const ROLES[] = {"fame",    "reputation",  "success", "recognition", "career",
                                      "job",     "work",        "start",   "position",    "post",
                                      "acclaim", "prominence",  "life",    "experience",  "name",
                                      "living",  "renown",      "status",  "time",        "term",
                                      "year",    "appointment", "place",   "degree"};
  uint32_t owner = tree_child(t, role, REL_NMOD_POSS), verb = t->head[role];
  if (owner != NONE || verb == NONE || !STR_IN(t->lemma[role], ROLES)) return owner;
  return t->relation[role] == REL_OBJ ? shared_subject(t, verb) : NONE;
}

/* "served as professor", "was ordained as a minister", "his job as a teacher". */
static uint32_t subject_of_as(const Tokens *t, uint32_t noun, uint32_t marker) {
  uint32_t above = t->head[noun];
  if (above == NONE || !str_is(t->folded[marker], "as") || t->child[marker] != NONE ||
      is_acting(t->lemma[above]))
    return NONE;
  if (t->relation[noun] == REL_NMOD && above < noun) return owner_of_role(t, above);
  if (t->relation[noun] != REL_OBL || t->tag[above] != UPOS_VERB) return NONE;
  uint32_t object = tree_child(t, above, REL_OBJ);
  if (tree_is_passive(t, above)) return shared_subject(t, above);
  if (is_of_object(t->lemma[above])) return object;
  if (object == NONE) return shared_subject(t, above);
  Str word = t->folded[object];
  bool reflexive = word.len > 4 && !memcmp(word.bytes + word.len - 4, "self", 4);
  bool subject = reflexive || is_of_subject(t->lemma[above]);
  return subject ? shared_subject(t, above) : owner_of_role(t, object);
}

/* "The village grew into a town", "it turned the town into a fortress". */
static uint32_t subject_of_into(const Tokens *t, uint32_t noun) {
  static const char *const WORDS[] = {"evolve", "develop", "grow",   "turn",
                                      "morph",  "mature",  "change", "transform"};
  uint32_t verb = t->head[noun];
  if (verb == NONE || t->relation[noun] != REL_OBL || !STR_IN(t->lemma[verb], WORDS)) return NONE;
  uint32_t object = tree_is_passive(t, verb) ? NONE : tree_child(t, verb, REL_OBJ);
  return object != NONE ? object : shared_subject(t, verb);
}

/* "A former minister, Jo Lind was elected": two subjects, the first of which describes the
 * second; but not "the manager, Jo Lind said, was dismissed". */
static uint32_t subject_after(const Tokens *t, uint32_t noun) {
  uint32_t verb = t->head[noun], found = NONE;
  bool subject = t->relation[noun] == REL_NSUBJ || t->relation[noun] == REL_NSUBJ_PASS;
  if (!subject || verb == NONE || t->tag[noun] != UPOS_NOUN || noun > verb) return NONE;
  TREE_CHILDREN(t, verb, kid) {
    bool other = t->relation[kid] == REL_NSUBJ || t->relation[kid] == REL_NSUBJ_PASS;
    if (other && kid > noun && kid < verb && t->tag[kid] == UPOS_PROPN) found = kid;
  }
  bool inserted = verb + 1 < t->count && str_is(t->folded[verb + 1], ",");
  if (inserted && tree_child(t, verb, REL_CCOMP) != NONE) return NONE;
  uint32_t comma = found;
  while (comma != NONE && comma > noun && !str_is(t->folded[comma], ",")) comma--;
  return comma == NONE || comma == noun ? NONE : found;
}

static uint32_t subject_of_one(const Tokens *t, uint32_t noun) {
  uint32_t marker = tree_child(t, noun, REL_CASE);
  if (marker != NONE && marker < noun)
    return str_is(t->folded[marker], "into") ? subject_of_into(t, noun)
                                             : subject_of_as(t, noun, marker);
  uint32_t after = subject_after(t, noun);
  if (after != NONE) return after;
  uint32_t copula = tree_child(t, noun, REL_COP);
  if (copula == NONE) return subject_of_complement(t, noun);
  uint32_t subject = shared_subject(t, noun);
  return subject != NONE && subject < noun && copula < noun ? subject : NONE;
}

uint32_t predicate_subject(const Document *d, uint32_t noun) {
  const Tokens *t = &d->tokens;
  uint32_t first = noun;
  for (int steps = 0; steps < STEPS_MAX && t->relation[first] == REL_CONJ; steps++) {
    bool own = tree_child(t, first, REL_COP) != NONE || own_subject(t, first) != NONE ||
               tree_child(t, first, REL_CASE) != NONE;
    if (own || t->head[first] == NONE) break;
    first = t->head[first];
  }
  uint32_t subject = subject_of_one(t, first);
  if (subject == NONE || subject == noun || !is_fact(d, first)) return NONE;
  return subject;
}

uint32_t one_of(const Tokens *t, uint32_t token) {
  if (!str_is(t->folded[token], "one")) return NONE;
  uint32_t many = tree_child(t, token, REL_NMOD);
  uint32_t marker = many == NONE || many < token ? NONE : tree_marker(t, many);
  if (marker == NONE || !str_is(t->folded[marker], "of")) return NONE;
  return t->xpos[many] == XPOS_NNS || t->xpos[many] == XPOS_NNPS ? many : NONE;
}
