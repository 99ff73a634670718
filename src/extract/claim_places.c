/* SPDX-License-Identifier: MIT */
/* claim_places.c - parties that the words show where the models leave them open or look too far:
 * late agents, doers of deeds, the actor in the target's own place. */
#include "extract/claims.h"

enum { LATE_AGENT_MAX = 30, PATH_STEPS = 6, COMPOUND_MAX = 10, BESIDE = 3 };

static bool is_along(Str word) {
  return str_is(word, "along") || str_is(word, "alongside") || str_is(word, "together");
}

/* "along with Cole", "as well as Cole". */
static bool is_company(const ClaimReader *r, uint32_t token) {
  const Tokens *t = r->tokens;
  uint32_t first = t->left[token];
  for (uint32_t k = r->child[token]; k != NONE && k < token; k = r->sibling[k])
    if (t->relation[k] == REL_CASE && k && (is_along(t->folded[k]) || is_along(t->folded[k - 1])))
      return true;
  return first > 2 && str_is(t->folded[first - 1], "as") && str_is(t->folded[first - 2], "well");
}

uint32_t company_of(const ClaimReader *r, uint32_t head) {
  const Tokens *t = r->tokens;
  for (uint32_t c = child_with(r, head, REL_NMOD); c != NONE; c = r->sibling[c])
    if (t->relation[c] == REL_NMOD && c > head && is_company(r, c)) return c;
  uint32_t verb = t->head[head];
  bool subject = t->relation[head] == REL_NSUBJ || t->relation[head] == REL_NSUBJ_PASS;
  if (!subject || verb >= t->count) return NONE;
  for (uint32_t c = r->child[verb]; c != NONE && c < verb; c = r->sibling[c])
    if (c > head && (t->relation[c] == REL_OBL || t->relation[c] == t->relation[head]) &&
        is_company(r, c))
      return c;
  return NONE;
}

static bool takes_a_predicate(const LexiconEntry *entry) { /* call X a liar, describe X as weak */
  Str slots = entry->column[CUE_SLOTS];
  return memmem(slots.bytes, slots.len, "obj=T xcomp=C", 13) ||
         memmem(slots.bytes, slots.len, "obj=T as=C", 10);
}

/* "condemned the closure of the library by the council": whoever did what is criticised, wherever
 * below the verb the tree has it. */
static uint32_t doer_of_object(const ClaimReader *r, uint32_t verb) {
  enum { WORDS_MOST = 20, STEPS_MOST = 4 };
  const Tokens *t = r->tokens;
  uint32_t deed = child_with(r, verb, REL_OBJ), end = sentence_end(r, verb);
  for (uint32_t i = deed; deed != NONE && i < end && i < deed + WORDS_MOST; i++) {
    uint32_t nominal = r->nominal_at[i], above = i;
    if (nominal == NONE || case_word(r, i) != str_hash(STR("by"))) continue;
    for (uint32_t steps = 0; steps < STEPS_MOST && above < t->count && above != verb; steps++)
      above = t->head[above];
    if (above == verb && r->nominals.items[nominal].mention != NONE) return nominal;
  }
  return NONE;
}

/* A noun for what somebody says against others or at all: "allegations", "attack", "remarks". */
static const LexiconEntry *speech_noun(const ClaimReader *r, uint32_t token) {
  const Lexicon *cues = &r->models->claims.cues;
  if (r->tokens->tag[token] != UPOS_NOUN) return NULL;
  const LexiconEntry *entry = lexicon_find(cues, r->tokens->lemma[token]);
  while (entry &&
         (!str_is(entry->column[CUE_PART], "noun") || str_is(entry->column[CUE_KIND], "denial") ||
          slot_named(entry->column[CUE_SLOTS], STR("poss")) != 'S'))
    entry = lexicon_next(cues, entry);
  return entry;
}

/* "Conte's allegations", "attacks from Mr Bush", "the Tory attack": the nominal of whose they are.
 */
static uint32_t speaker_beside(const ClaimReader *r, uint32_t noun) {
  const Tokens *t = r->tokens;
  for (uint32_t c = r->child[noun]; c != NONE; c = r->sibling[c]) {
    uint32_t nominal = r->nominal_at[c], word = case_word(r, c);
    bool own = t->relation[c] == REL_NMOD_POSS ||
               (c < noun && noun - c <= BESIDE &&
                (t->relation[c] == REL_AMOD || t->relation[c] == REL_COMPOUND)) ||
               (t->relation[c] == REL_NMOD &&
                (word == str_hash(STR("from")) || word == str_hash(STR("by"))));
    if (own && nominal != NONE && r->nominals.items[nominal].actor != NONE) return nominal;
  }
  return NONE;
}

static bool is_clause(uint8_t relation) {
  return relation == REL_CCOMP || relation == REL_XCOMP || relation == REL_ADVCL ||
         relation == REL_ACL || relation == REL_ACL_RELCL || relation == REL_CSUBJ;
}

/* "Conte's allegations", "Republican criticism", where the lexicon has the source there; "a US
 * lawsuit" tells whose court it is for. */
static uint32_t speaker_by_noun(const ClaimReader *r, const ClaimDraft *draft,
                                const LexiconEntry *entry) {
  if (slot_named(entry->column[CUE_SLOTS], STR("poss")) != 'S') return NONE;
  uint32_t speaker = speaker_beside(r, r->cues.items[draft->cue].head);
  if (speaker == NONE || draft->class != CUE_ACCUSES) return speaker;
  uint8_t type = r->document->actors.items[r->nominals.items[speaker].actor].type;
  return type == ACTOR_COUNTRY || type == ACTOR_PLACE ? NONE : speaker;
}

/* Whoever said what is denied, by the noun for it near the cue. */
static uint32_t speaker_of_denied(const ClaimReader *r, const ClaimDraft *draft) {
  enum { STEPS_MOST = 3, LOOK = 50 };
  const Tokens *t = r->tokens;
  uint32_t cue = r->cues.items[draft->cue].head, first = sentence_start(r, cue);
  uint32_t end = sentence_end(r, cue);
  if (first + LOOK < cue) first = cue - LOOK;
  if (end > cue + LOOK) end = cue + LOOK;
  for (uint32_t i = first; i < end; i++) {
    uint32_t above = i;
    if (!speech_noun(r, i)) continue;
    for (uint32_t steps = 0; steps < STEPS_MOST && above < t->count && above != cue; steps++)
      above = is_clause(t->relation[above]) ? NONE : t->head[above];
    if (above != cue) continue;
    uint32_t speaker = speaker_beside(r, i), source = draft->party[PARTY_SOURCE];
    if (speaker == NONE) continue;
    if (source == NONE || r->nominals.items[source].actor != r->nominals.items[speaker].actor)
      return speaker;
  }
  return NONE;
}

/* "an alleged Norwegian-backed plot", "suspected Iran-linked hackers": the actor before a hyphen
 * and a participle. */
static uint32_t doer_in_compound(const ClaimReader *r, const Cue *cue) {
  const Tokens *t = r->tokens;
  uint32_t noun = t->head[cue->head];
  if (t->relation[cue->head] != REL_AMOD || noun == NONE) return NONE;
  for (uint32_t i = cue->head + 1; i + 2 < t->count && i + 2 < cue->head + COMPOUND_MAX; i++) {
    uint32_t index = r->nominal_at[i];
    if (index == NONE || r->nominals.items[index].actor == NONE) continue;
    if (str_is(t->folded[i + 1], "-") && t->xpos[i + 2] == XPOS_VBN && t->head[i] == i + 2)
      return index;
  }
  return NONE;
}

/* "The alleged plotter": the noun itself, if it is one for who did something. */
static uint32_t doer_by_noun(const ClaimReader *r, const Cue *cue) {
  static const char *const SUFFERERS[] = {"victim", "target", "witness", "survivor", "recipient"};
  const Tokens *t = r->tokens;
  uint32_t noun = t->head[cue->head];
  if (t->relation[cue->head] != REL_AMOD || noun == NONE || r->nominal_at[noun] == NONE)
    return NONE;
  if (STR_IN(t->lemma[noun], SUFFERERS)) return NONE;
  const LexiconEntry *entry = lexicon_find(&r->models->nominals, t->lemma[noun]);
  return entry && str_is(entry->column[0], "person") ? r->nominal_at[noun] : NONE;
}

/* "Prosecutors are seeking indictments", "he is said to have made a series of criticisms": who does
 * what brings a complaint about, through control and relative clauses. */
static uint32_t maker_of(const ClaimReader *r, uint32_t noun) {
  static const char *const MAKE[] = {"air",   "aim",   "bring",  "deliver", "direct",  "file",
                                     "fire",  "hurl",  "issue",  "launch",  "level",   "lob",
                                     "lodge", "make",  "mount",  "offer",   "press",   "publish",
                                     "raise", "renew", "repeat", "seek",    "unleash", "voice"};
  const Tokens *t = r->tokens;
  uint32_t token = noun;
  if (t->relation[token] == REL_NMOD && case_word(r, token) == str_hash(STR("of")))
    token = t->head[token];
  uint32_t verb = t->relation[token] == REL_OBJ ? t->head[token] : NONE;
  if (verb == NONE || !STR_IN(t->lemma[verb], MAKE)) return NONE;
  bool passive;
  uint32_t subject = subject_of(r, verb, &passive);
  if (subject == NONE || (passive && t->head[subject] == verb)) return NONE;
  uint32_t clause = t->head[subject]; /* "who made them": of whom it is said */
  if (clause != NONE && (t->xpos[subject] == XPOS_WP || t->xpos[subject] == XPOS_WDT))
    subject = t->head[clause];
  uint32_t nominal = subject == NONE ? NONE : r->nominal_at[subject];
  return nominal == NONE || is_empty_word(r, nominal) ? NONE : nominal;
}

/* Somebody, or how many of them: "dozens of investors". */
static bool may_act(const ClaimReader *r, uint32_t nominal) {
  const Nominal *n = &r->nominals.items[nominal];
  if (n->mention != NONE || is_share(r->tokens, n->head)) return true;
  uint32_t of = child_with(r, n->head, REL_NMOD);
  return of != NONE && r->nominal_at[of] != NONE &&
         r->nominals.items[r->nominal_at[of]].mention != NONE &&
         case_word(r, of) == str_hash(STR("of"));
}

/* "The alleged abuse of children by Tom Ray": who did what is alleged. */
static uint32_t doer_behind(const ClaimReader *r, const Cue *cue) {
  const Tokens *t = r->tokens;
  uint32_t noun = t->head[cue->head];
  if (t->relation[cue->head] != REL_AMOD || noun == NONE) return NONE;
  for (uint32_t c = r->child[noun]; c != NONE; c = r->sibling[c])
    if (c > noun && r->nominal_at[c] != NONE && case_word(r, c) == str_hash(STR("by")))
      return r->nominal_at[c];
  return NONE;
}

/* What the models leave open and the words show: a late "by" agent, what a name-calling verb is
 * followed by. */
uint32_t party_by_words(const ClaimReader *r, const ClaimDraft *draft, PartyRole role) {
  const Cue *cue = &r->cues.items[draft->cue];
  const LexiconEntry *entry = cue_entry(r, cue, draft->class);
  const Tokens *t = r->tokens;
  uint32_t from = cue->range.first + cue->range.count, end = sentence_end(r, cue->head);
  if (cue->neutral) return NONE;
  if (role == PARTY_TARGET && takes_a_predicate(entry)) {
    for (uint32_t i = from; i < end && i < from + 6 && t->quote[i] == t->quote[cue->head]; i++)
      if (r->nominal_at[i] != NONE && r->nominals.items[r->nominal_at[i]].range.first <= from + 1)
        return r->nominal_at[i];
    return NONE;
  }
  bool noun = str_is(entry->column[CUE_PART], "noun");
  if (role == PARTY_TARGET && draft->class == CUE_ACCUSES) {
    uint32_t doer = doer_behind(r, cue);
    if (doer == NONE) doer = doer_in_compound(r, cue);
    return doer == NONE ? doer_by_noun(r, cue) : doer;
  }
  if (role == PARTY_TARGET && draft->class == CUE_DENIES) return speaker_of_denied(r, draft);
  if (role == PARTY_TARGET && draft->class == CUE_CRITICISES && !is_passive(r, cue, entry))
    return doer_of_object(r, cue->head);
  if (role != PARTY_SOURCE || draft->class == CUE_DENIES || (!noun && !is_passive(r, cue, entry)))
    return NONE;
  if (noun) {
    uint32_t speaker = maker_of(r, cue->head);
    if (speaker == NONE) speaker = speaker_by_noun(r, draft, entry);
    if (speaker != NONE) return speaker;
  }
  uint32_t doer = doer_behind(r, cue);
  for (uint32_t i = from; i < end && i < from + LATE_AGENT_MAX; i++) {
    uint32_t index = r->nominal_at[i];
    if (index == NONE || !may_act(r, index) || index == doer) continue;
    uint32_t first = r->nominals.items[index].range.first;
    if (first > from && t->tag[first - 1] == UPOS_DET) first--; /* not of a name */
    if (first > from && str_is(t->folded[first - 1], "by")) return index;
    bool agent = t->relation[i] == REL_OBL_AGENT && /* "by more than 60 women" */
                 (t->head[i] == cue->head || !is_verbal(r, t->head[i]));
    if (agent && case_word(r, i) == str_hash(STR("by"))) return index;
  }
  return NONE;
}

/* The actor in the target's own place: the object, or the noun of which the cue is a participle
 * ("the teacher, accused by the board of theft, left with Jo Bell"). */
static uint32_t actor_in_place(const ClaimReader *r, const Cue *cue, const LexiconEntry *entry) {
  const Tokens *t = r->tokens;
  uint32_t found = NONE, head = t->head[cue->head];
  if (t->relation[cue->head] == REL_ACL && is_passive(r, cue, entry) &&
      slot_named(entry->column[CUE_SLOTS], STR("obj")) == 'T')
    found = head;
  for (uint32_t c = r->child[cue->head]; c != NONE && found == NONE; c = r->sibling[c])
    if (t->relation[c] != REL_OBL_AGENT && slot_of_dependent(r, cue, entry, c) == 'T') found = c;
  uint32_t nominal = found == NONE ? NONE : r->nominal_at[found];
  bool actor = nominal != NONE && r->nominals.items[nominal].mention != NONE;
  return actor && !is_empty_word(r, nominal) ? nominal : NONE;
}

/* "The club, which Bell has denounced": what "which" stands for, a thing as well. */
static uint32_t antecedent_in_place(const ClaimReader *r, const Cue *cue,
                                    const LexiconEntry *entry) {
  const Tokens *t = r->tokens;
  if (t->relation[cue->head] != REL_ACL_RELCL || is_passive(r, cue, entry)) return NONE;
  for (uint32_t c = r->child[cue->head]; c != NONE; c = r->sibling[c]) {
    bool relative = t->xpos[c] == XPOS_WDT || t->xpos[c] == XPOS_WP;
    if (relative && t->relation[c] == REL_OBJ && slot_of_dependent(r, cue, entry, c) == 'T')
      return r->nominal_at[t->head[cue->head]];
  }
  return NONE;
}

/* "Bell and Cole, who went after each other, both met Aro." */
static uint32_t reciprocal_in_place(const ClaimReader *r, const Cue *cue,
                                    const LexiconEntry *entry) {
  for (uint32_t c = r->child[cue->head]; c != NONE; c = r->sibling[c])
    if (is_reciprocal(r, c) && r->nominal_at[c] != NONE &&
        (r->tokens->relation[c] == REL_OBJ || slot_of_dependent(r, cue, entry, c) == 'T'))
      return r->nominal_at[c];
  return NONE;
}

/* A deed that is done to whoever stands behind its "of": "the murder of Jo Bell". */
static bool is_done_to(Str noun) {
  static const char *const DEEDS[] = {
      "abduction",   "abuse",        "assassination", "beating",      "betrayal",   "blackmailing",
      "bombing",     "bribery",      "bullying",      "cheating",     "coercion",   "defamation",
      "demolition",  "desecration",  "destruction",   "detention",    "dismissal",  "execution",
      "expulsion",   "exploitation", "genocide",      "groping",      "hacking",    "harassment",
      "hijacking",   "imprisonment", "intimidation",  "invasion",     "jailing",    "kidnap",
      "kidnapping",  "killing",      "looting",       "maltreatment", "massacre",   "mistreatment",
      "molestation", "murder",       "neglect",       "occupation",   "oppression", "persecution",
      "poisoning",   "pillaging",    "rape",          "raping",       "robbery",    "sabotage",
      "seizure",     "shelling",     "shooting",      "slaughter",    "slaying",    "stabbing",
      "stalking",    "strangling",   "surveillance",  "torture",      "torturing",  "trafficking",
      "undermining", "vandalism",    "wiretapping",   "wounding"};
  return STR_IN(noun, DEEDS);
}

/* "The alleged hacking of the Bundestag", "alleged crimes against women". */
static bool is_victim_of_noun(const ClaimReader *r, const Cue *cue, uint32_t head) {
  const Tokens *t = r->tokens;
  uint32_t noun = t->head[cue->head], word = case_word(r, head);
  if (t->relation[cue->head] != REL_AMOD || t->relation[head] != REL_NMOD ||
      t->head[head] != noun || r->tones[noun].doer < 2)
    return false;
  return word == str_hash(STR("against")) || word == str_hash(STR("on")) ||
         (word == str_hash(STR("of")) && is_done_to(t->lemma[noun]));
}

/* "She was allegedly robbed": who suffers the wrong is not who did it. */
bool is_victim(const ClaimReader *r, const ClaimDraft *draft, uint32_t nominal) {
  const Cue *cue = &r->cues.items[draft->cue];
  const Tokens *t = r->tokens;
  uint32_t head = r->nominals.items[nominal].head, verb = t->head[head];
  if (is_victim_of_noun(r, cue, head)) return true;
  if (t->relation[cue->head] != REL_ADVMOD || t->relation[head] != REL_NSUBJ_PASS) return false;
  return verb < t->count && t->head[cue->head] == verb && r->tones[verb].doer > 1 &&
         r->tones[verb].done <= 0;
}

/* Somebody far off is no target while an actor is in the target's place; who is named inside of its
 * words may be. */
uint32_t target_in_place(const ClaimReader *r, const ClaimDraft *draft, uint32_t target) {
  const Cue *cue = &r->cues.items[draft->cue];
  if (cue->neutral || draft->class == CUE_DENIES) return target;
  const LexiconEntry *entry = cue_entry(r, cue, draft->class);
  uint32_t each_other = reciprocal_in_place(r, cue, entry);
  if (each_other != NONE) return each_other;
  uint32_t own = actor_in_place(r, cue, entry);
  if (own == NONE) own = antecedent_in_place(r, cue, entry);
  if (target == NONE) return own == NONE || is_source_of(r, draft, own) ? NONE : own;
  if (own == NONE || own == target || is_source_of(r, draft, own)) return target;
  if (range_has(cue->range, r->nominals.items[own].head))
    return own; /* "hold Bo responsible for" */
  uint32_t token = r->nominals.items[target].head, steps = 0;
  for (; token < r->tokens->count && steps < PATH_STEPS; token = r->tokens->head[token], steps++)
    if (token == r->nominals.items[own].head) return target;
  return own;
}

/* "The two sides traded accusations": who accuses and is accused, unless it is told by whom; or
 * NONE. */
uint32_t each_other(const ClaimReader *r, const ClaimDraft *draft) {
  static const char *const VERBS[] = {"trade", "exchange", "swap"};
  const Tokens *t = r->tokens;
  uint32_t verb = r->cues.items[draft->cue].head, subject, found;
  if (!STR_IN(t->lemma[verb], VERBS) && t->relation[verb] == REL_OBJ) verb = t->head[verb];
  if (verb >= t->count || !STR_IN(t->lemma[verb], VERBS)) return NONE;
  subject = child_with(r, verb, REL_NSUBJ);
  found = subject == NONE ? draft->party[PARTY_SOURCE] : r->nominal_at[subject];
  if (found == NONE) return NONE;
  uint32_t head = r->nominals.items[found].head;
  bool several = t->xpos[head] == XPOS_NNS || t->xpos[head] == XPOS_NNPS ||
                 child_with(r, head, REL_CONJ) != NONE;
  for (uint32_t c = r->child[verb]; c != NONE; c = r->sibling[c])
    if (case_word(r, c) == str_hash(STR("with"))) return NONE;
  return several ? found : NONE;
}
