/* SPDX-License-Identifier: MIT */
/* claim_status.c - acts that did not happen (negated, hypothetical, future) and words of another
 * sense. */
#include "extract/claim_noun.h"
#include "extract/claims.h"
#include "extract/tree.h"

enum { CLIMB_MAX = 3, CHILDREN_MAX = 24, TITLE_MAX = 8, UNFOUNDED_STEPS = 6 };

static bool is_one_of(Str word, const char *const *words) {
  for (; *words; words++)
    if (str_is(word, *words)) return true;
  return false;
}

static const char *const NOT[] = {"not", "n't", "never", "neither", "nor", NULL};
static const char *const NOBODY[] = {"nobody", "none", "noone", NULL};
static const char *const REFUSING[] = {"refuse",  "decline", "avoid", "hesitate",
                                       "stop",    "refrain", "fail",  "neglect",
                                       "forbear", "resist",  NULL};
static const char *const INTENDING[] = {"threaten", "expect", "plan", "intend", "want", "prepare",
                                        "consider", "hope",   "vow",  "likely", "set",  "poise",
                                        "due",      "about",  "mull", NULL};
static const char *const DOING[] = {"begin",  "start",  "continue", "go",   "proceed", "manage",
                                    "decide", "choose", "opt",      "rush", "hasten",  "keep",
                                    "resort", "use",    "quick",    "dare", "join",    "return",
                                    "happen", "get",    "hurry",    NULL};
static const char *const CARRYING[] = {"make",  "bring",  "level",  "file", "lodge",
                                       "press", "launch", "repeat", "lay",  "raise",
                                       "voice", "issue",  NULL};
static const char *const IF[] = {"if", "unless", "whether", "lest", "should", NULL};
/* "would" only with "have": "would later accuse", "would often blame" tell what happened. */
static const char *const HYPOTHETICAL[] = {"could", "may", "might", "should", "can", "must", NULL};

/* Acts that were not done: "without accusing", "held back from criticising", "rather than blame".
 * But "instead of attacking me" and "rather than attacking me" are said of attacks that were made.
 */
static bool is_left_undone(const ClaimReader *r, uint32_t verb) {
  static const char *const SHORT_OF[][2] = {{"short", "of"},  {"clear", "of"}, {"back", "from"},
                                            {"away", "from"}, {"far", "from"}, {"close", "to"},
                                            {"closer", "to"}};
  const Tokens *t = r->tokens;
  uint32_t first = sentence_start(r, verb), at = verb;
  while (at > first && t->tag[at - 1] == UPOS_ADV) at--; /* "without directly accusing" */
  if (at > first && str_is(t->folded[at - 1], "without")) return true;
  if (at < first + 2) return false;
  Str before = t->folded[at - 2], last = t->folded[at - 1];
  if (str_is(before, "rather") && str_is(last, "than")) return t->xpos[verb] == XPOS_VB;
  for (size_t i = 0; i < sizeof SHORT_OF / sizeof *SHORT_OF; i++)
    if (str_is(before, SHORT_OF[i][0]) && str_is(last, SHORT_OF[i][1])) return true;
  return false;
}

/* What the function words of one verb say. */
static Status status_of_verb(const ClaimReader *r, uint32_t token) {
  const Tokens *t = r->tokens;
  uint32_t seen = 0;
  bool have = false, would = false, hypothetical = false, future = false, condition = false;
  if (is_left_undone(r, token)) return STATUS_NEGATED;
  for (uint32_t c = r->child[token]; c != NONE && seen++ < CHILDREN_MAX; c = r->sibling[c]) {
    Str word = t->folded[c];
    bool negates = is_one_of(word, NOT);
    if (negates && c < token) return STATUS_NEGATED;
    bool subject = t->relation[c] == REL_NSUBJ || t->relation[c] == REL_NSUBJ_PASS;
    if (subject && tree_is_nobody(t, c)) return STATUS_NEGATED;
    if (t->relation[c] == REL_OBJ && is_one_of(word, NOBODY)) return STATUS_NEGATED;
    condition |= t->relation[c] == REL_MARK && is_one_of(word, IF);
    if (t->relation[c] != REL_AUX) continue;
    have |= str_is(t->lemma[c], "have");
    hypothetical |= is_one_of(word, HYPOTHETICAL);
    would |= str_is(word, "would") || str_is(word, "'d");
    future |= str_is(word, "will") || str_is(word, "wo") || str_is(word, "'ll");
  }
  if (condition || hypothetical || (would && have)) return STATUS_HYPOTHETICAL;
  if (future) return STATUS_FUTURE;
  return STATUS_ASSERTED;
}

/* "It would be wrong to accuse them", "it is easy to blame the weather"; but "she was wrong to
 * accuse them", who did so. */
static bool is_advised_against(const Tokens *t, uint32_t verb) {
  static const char *const WORDS[] = {
      "absurd",       "dishonest",  "easy",       "foolish",  "inaccurate", "irresponsible",
      "misguided",    "misleading", "mistake",    "naive",    "nonsense",   "pointless",
      "premature",    "ridiculous", "simplistic", "tempting", "unfair",     "unjust",
      "unreasonable", "wrong",      NULL};
  uint32_t mark = tree_marker(t, verb), head = t->head[verb];
  if (mark == NONE || mark > verb || !str_is(t->folded[mark], "to")) return false;
  if (head >= verb || t->tag[head] == UPOS_VERB || !is_one_of(t->lemma[head], WORDS)) return false;
  uint32_t subject = tree_child(t, head, REL_NSUBJ);
  return subject == NONE || str_is(t->folded[subject], "it");
}

/* The verb that governs an infinitive or gerund may undo it: refused to blame, stopped short of
 * blaming. */
static Status status_of_governor(const ClaimReader *r, uint32_t token) {
  const Tokens *t = r->tokens;
  uint8_t relation = t->relation[token];
  uint32_t head = t->head[token];
  if (head < t->count && is_advised_against(t, token)) return STATUS_HYPOTHETICAL;
  if (head >= t->count || (relation != REL_XCOMP && relation != REL_ADVCL && relation != REL_ACL))
    return STATUS_ASSERTED;
  if (relation == REL_XCOMP || t->xpos[token] == XPOS_VBG) {
    if (is_one_of(t->lemma[head], REFUSING)) {
      bool negated = status_of_verb(r, head) == STATUS_NEGATED;
      return negated ? STATUS_ASSERTED : STATUS_NEGATED;
    }
  }
  if (relation != REL_XCOMP) return STATUS_ASSERTED;
  if (is_one_of(t->lemma[head], INTENDING)) return STATUS_FUTURE;
  return status_of_verb(r, head);
}

Governor cue_governor(const ClaimReader *r, const Cue *cue) {
  const Tokens *t = r->tokens;
  uint8_t relation = t->relation[cue->head];
  uint32_t head = t->head[cue->head];
  if (head >= t->count || relation != REL_XCOMP) return GOVERNOR_NONE;
  if (is_one_of(t->lemma[head], DOING)) return GOVERNOR_DOES;
  if (is_one_of(t->lemma[head], REFUSING)) return GOVERNOR_REFUSES;
  return is_one_of(t->lemma[head], INTENDING) ? GOVERNOR_INTENDS : GOVERNOR_OTHER;
}

/* "Did the mayor accuse them?", "Who would criticise him?" */
static bool is_question(const ClaimReader *r, uint32_t token) {
  const Tokens *t = r->tokens;
  uint32_t first = sentence_start(r, token), end = sentence_end(r, token);
  if (!str_is(t->folded[end - 1], "?") || t->quote[token] != NONE) return false;
  if (t->tag[first] == UPOS_AUX) return true;
  for (uint32_t c = r->child[token]; c != NONE; c = r->sibling[c])
    if (t->relation[c] == REL_AUX && str_is(t->folded[c], "would")) return true;
  return false;
}

Status cue_status(const ClaimReader *r, const Cue *cue) {
  const Tokens *t = r->tokens;
  uint32_t token = cue->head;
  if (cue->neutral) return STATUS_ASSERTED;
  if (is_question(r, token)) return STATUS_HYPOTHETICAL;
  for (uint32_t level = 0; level < CLIMB_MAX && token < t->count; level++) {
    if (is_verbal(r, token)) {
      Status status = status_of_verb(r, token);
      if (status == STATUS_ASSERTED) status = status_of_governor(r, token);
      return status;
    }
    if (t->relation[token] != REL_OBJ) return STATUS_ASSERTED;
    token = t->head[token];
    if (token < t->count && !is_one_of(t->lemma[token], CARRYING)) return STATUS_ASSERTED;
  }
  return STATUS_ASSERTED;
}

/* "There is no evidence that | she lied", "found little proof of | fraud": what is not the case. */
static bool is_unfounded(const ClaimReader *r, TokenRange content) {
  static const char *const NOUNS[] = {"evidence", "proof", "indication", "suggestion", "sign",
                                      "basis",    "hint",  "trace",      NULL};
  const Tokens *t = r->tokens;
  uint32_t token = content.first;
  for (uint32_t step = 0; step < UNFOUNDED_STEPS && token < t->count; step++) {
    bool outside = t->tag[token] == UPOS_NOUN && !range_has(content, token);
    if (outside && is_one_of(t->lemma[token], NOUNS)) {
      uint32_t word = child_with(r, token, REL_AMOD);
      return tree_is_nobody(t, token) || (word != NONE && str_is(t->folded[word], "little"));
    }
    token = t->head[token];
  }
  return false;
}

Status claim_status(const ClaimReader *r, const ClaimDraft *draft) {
  bool against = draft->class == CUE_SAYS_ACCUSATION || draft->class == CUE_SAYS_CRITICISM;
  if (against && draft->content.count && is_unfounded(r, draft->content)) return STATUS_NEGATED;
  return cue_status(r, &r->cues.items[draft->cue]);
}

/* "I Accuse", "Blame Game": a short quotation with every longer word capitalised is a title. */
static bool is_title(const ClaimReader *r, uint32_t token) {
  const Tokens *t = r->tokens;
  if (t->quote[token] == NONE) return false;
  TokenRange range = r->document->quotes.items[t->quote[token]].range;
  if (range.count > TITLE_MAX) return false;
  for (uint32_t i = range.first; i < range.first + range.count; i++)
    if (t->kind[i] == TOKEN_WORD && t->folded[i].len > 3 && !(t->flags[i] & TOKEN_CAPITALISED))
      return false;
  return (t->flags[token] & TOKEN_CAPITALISED) != 0;
}

static bool is_self(const ClaimReader *r, const Cue *cue) {
  static const char *const SELF[] = {"myself", "himself",   "herself",  "themselves",
                                     "itself", "ourselves", "yourself", NULL};
  const Tokens *t = r->tokens;
  uint32_t object = child_with(r, cue->head, REL_OBJ);
  return object != NONE &&
         (is_one_of(t->folded[object], SELF) || is_one_of(t->folded[object], NOBODY));
}

/* "the accused" as a person. */
static bool is_person(const ClaimReader *r, const Cue *cue) {
  const Tokens *t = r->tokens;
  uint32_t first = cue->range.first, next = first + cue->range.count;
  if (cue->range.count != 1 || !first || !str_is(t->folded[first], "accused") ||
      !str_is(t->folded[first - 1], "the"))
    return false;
  return next < t->count && (is_verbal(r, next) || t->tag[next] == UPOS_PUNCT);
}

static bool speaks_of_attack(const ClaimReader *r, const Cue *cue) {
  for (uint32_t i = 0; i < cue->range.count; i++)
    if (str_is(r->tokens->lemma[cue->range.first + i], "attack")) return true;
  return false;
}

/* "came under attack on Monday": by whom or for what would be said if words were meant. */
bool is_bare_attack(const ClaimReader *r, const ClaimDraft *draft) {
  const Cue *cue = &r->cues.items[draft->cue];
  return draft->class == CUE_CRITICISES && cue->range.count > 1 && !draft->content.count &&
         draft->party[PARTY_SOURCE] == NONE && speaks_of_attack(r, cue);
}

/* Of arms, of those who bear them and of what they are aimed at. */
static bool is_material(const ClaimReader *r, uint32_t token) {
  static const char *const MATERIAL[] = {"computer", "troops",  "relief",      "weapon", "bomb",
                                         "missile",  "embassy", "peacekeeper", NULL};
  const Lexicon *things = &r->models->event_objects;
  const LexiconEntry *entry = lexicon_find(things, r->tokens->lemma[token]);
  for (; entry; entry = lexicon_next(things, entry))
    if (is_one_of(entry->column[0], MATERIAL)) return true;
  return false;
}

/* "cyber attacks", "a suicide attack": the word before it says by what. */
static bool is_attack_by_arms(const ClaimReader *r, uint32_t noun) {
  static const char *const ARMS[] = {
      "cyber",   "online",  "terror",   "terrorist", "suicide",   "air",     "armed",  "deadly",
      "fatal",   "knife",   "gun",      "acid",      "arson",     "bombing", "rocket", "drone",
      "mortar",  "grenade", "chemical", "hacking",   "phishing",  "malware", "sexual", "physical",
      "violent", "heart",   "panic",    "militant",  "insurgent", "rebel",   "bloody", NULL};
  uint32_t seen = 0;
  for (uint32_t c = r->child[noun]; c != NONE && c < noun && seen++ < CHILDREN_MAX;
       c = r->sibling[c])
    if (is_one_of(r->tokens->folded[c], ARMS) ||
        (r->tokens->relation[c] == REL_COMPOUND && is_material(r, c)))
      return true;
  return false;
}

/* Troops, convoys and computers come under attack by arms, not by words. */
static bool is_attacked_by_arms(const ClaimReader *r, const Cue *cue, const ClaimDraft *draft) {
  uint32_t target = draft->party[PARTY_TARGET];
  if (draft->class != CUE_CRITICISES || !speaks_of_attack(r, cue)) return false;
  if (r->tokens->tag[cue->head] == UPOS_NOUN && is_attack_by_arms(r, cue->head)) return true;
  return target != NONE && is_material(r, r->nominals.items[target].head);
}

/* "ready to engage with Montenegro", "support for the ministry": who is helped or worked with in
 * what is said is not who is blamed there. */
static bool is_befriended(const ClaimReader *r, uint32_t target) {
  static const char *const FRIENDLY[] = {"SUPPORT", "AID", "COOPERATE", "CONSULT", "AGREE", NULL};
  const Tokens *t = r->tokens;
  uint32_t token = r->nominals.items[target].head, act = t->head[token], length;
  uint8_t relation = t->relation[token];
  if (act >= t->count ||
      (relation != REL_OBJ && relation != REL_IOBJ && relation != REL_OBL && relation != REL_NMOD))
    return false;
  uint32_t available = t->count - act < 2 ? 1 : 2;
  const LexiconEntry *entry =
      lexicon_match(&r->models->events, t->lemma + act, t->lemma_hash + act, available, &length);
  for (; entry; entry = lexicon_next(&r->models->events, entry))
    if (is_one_of(entry->column[1], FRIENDLY)) return true;
  return false;
}

/* "A judge dismissed the charges", "the court rejected the claim": a ruling denies nothing. */
static bool is_ruling(const ClaimReader *r, const ClaimDraft *draft) {
  static const char *const COURTS[] = {"court", "judge", "jury", "magistrate", "tribunal"};
  uint32_t source = draft->party[PARTY_SOURCE];
  if (draft->class != CUE_DENIES || source == NONE) return false;
  return STR_IN(r->tokens->lemma[r->nominals.items[source].head], COURTS);
}

bool is_other_sense(const ClaimReader *r, const Cue *cue, const ClaimDraft *draft) {
  uint32_t target = draft->party[PARTY_TARGET];
  if (cue->neutral)
    return target != NONE && draft->class != CUE_SAYS_DENIAL && is_befriended(r, target);
  if (is_title(r, cue->range.first) || is_person(r, cue)) return true;
  if (is_attacked_by_arms(r, cue, draft) || is_ruling(r, draft)) return true;
  if (is_apposed_claim(r->tokens, cue->head)) return true; /* it is told of before */
  return draft->class != CUE_DENIES && is_self(r, cue);
}
