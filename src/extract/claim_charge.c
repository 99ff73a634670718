/* SPDX-License-Identifier: MIT */
/* claim_charge.c - what is said of whom inside what a neutral cue reports: every predicate of
 * the content with whoever does it, how bad it is, and whether it is asserted. */
#include "extract/claim_noun.h"
#include "extract/claims.h"

enum { CLEAR_MAX = 2, CHILDREN_SEEN = 24, PREDICATES_MAX = 12, WORDS_MAX = 70 };

enum { /* feature templates of the detection model, from 140 */
       F_CHARGE = 140,
       F_CHARGE_CLASS,
       F_CHARGE_LEMMA,
       F_CHARGE_FIRST,
       F_CHARGE_SUM,
       F_CHARGE_NOUN,
       F_CHARGE_PAIR,
       F_CHARGE_AGENT,
       F_TONE = 150,
       F_TONE_MOST,
       F_TONE_OBJECT,
       F_TONE_PAIR,
       F_TONE_NOUN,
       F_TONE_OF,
       F_TONE_SUM
};

typedef struct { /* what the words of a content say together, by tones.tsv */
  uint32_t wrongs, faults, bad, good, harm;
  int32_t most, blame; /* the worst word; the worst that another is said to do, as a fact */
} Toned;

typedef enum { /* who does it, seen from who says it */
               WHO_NOBODY,
               WHO_SPEAKER,
               WHO_YOU,
               WHO_SOURCE,
               WHO_NAMED,
               WHO_DESCRIBED,
               WHO_PRONOUN,
               WHO_UNKNOWN_PRONOUN,
               WHO_THING,
               WHO_COUNT
} Who;

typedef enum { HOW_ASSERTED, HOW_NEGATED, HOW_SHOULD, HOW_MAY, HOW_WILL, HOW_IF } How;

typedef struct {               /* a predicate of the content */
  uint32_t token, nth, object; /* object: its own or the subject of its passive, or NONE */
  Who who;
  How how;
} Predicate;

typedef struct {
  const ClaimReader *r;
  uint32_t source; /* actor of who says it, or NONE */
  TokenRange content;
  Features *f;
} Reading;

static Who who_is(const Reading *g, uint32_t token) {
  static const char *const SPEAKERS[] = {"i", "we", "me", "us"};
  static const char *const EMPTY[] = {"it", "this", "that", "there", "which", "what"};
  const ClaimReader *r = g->r;
  if (token >= r->tokens->count) return WHO_NOBODY;
  Str word = r->tokens->folded[token];
  if (STR_IN(word, SPEAKERS)) return WHO_SPEAKER;
  if (str_is(word, "you")) return WHO_YOU;
  uint32_t index = r->nominal_at[token];
  if (index == NONE) return WHO_THING;
  const Nominal *n = &r->nominals.items[index];
  bool pronoun = r->tokens->tag[token] == UPOS_PRON;
  if (n->actor == NONE || n->mention == NONE) {
    if (pronoun) return STR_IN(word, EMPTY) ? WHO_THING : WHO_UNKNOWN_PRONOUN;
    return n->mention == NONE ? WHO_THING : WHO_DESCRIBED;
  }
  if (n->actor == g->source) return WHO_SOURCE;
  if (pronoun) return WHO_PRONOUN;
  return r->tokens->tag[token] == UPOS_PROPN ? WHO_NAMED : WHO_DESCRIBED;
}

/* Who does what the predicate says: its agent, its subject, that of the verb it hangs on. */
static uint32_t doer_of(const ClaimReader *r, uint32_t predicate) {
  const Tokens *t = r->tokens;
  uint32_t token = predicate;
  for (uint32_t step = 0; step < 4 && token < t->count; step++) {
    uint32_t agent = child_with(r, token, REL_OBL_AGENT);
    if (agent != NONE) return agent;
    if (child_with(r, token, REL_NSUBJ_PASS) != NONE) return NONE;
    uint32_t subject = child_with(r, token, REL_NSUBJ);
    if (subject != NONE && t->xpos[subject] != XPOS_WDT && t->xpos[subject] != XPOS_WP)
      return subject;
    uint8_t relation = t->relation[token];
    if (relation == REL_ACL || relation == REL_ACL_RELCL)
      return t->xpos[token] == XPOS_VBN ? NONE : t->head[token];
    if (relation != REL_XCOMP && relation != REL_CONJ && relation != REL_ADVCL) return NONE;
    token = t->head[token];
  }
  return NONE;
}

static How how_said(const ClaimReader *r, uint32_t predicate) {
  static const char *const NOT[] = {"not", "n't", "never", "no", "hardly"};
  static const char *const OUGHT[] = {"should", "must", "ought", "need"};
  static const char *const MAY[] = {"would", "could", "might", "may", "can", "'d"};
  static const char *const IF[] = {"if", "unless", "whether"};
  const Tokens *t = r->tokens;
  How how = HOW_ASSERTED;
  uint32_t seen = 0;
  for (uint32_t c = r->child[predicate]; c != NONE && seen++ < CHILDREN_SEEN; c = r->sibling[c]) {
    Str word = t->folded[c];
    uint8_t relation = t->relation[c];
    if (relation == REL_MARK && STR_IN(word, IF)) return HOW_IF;
    if ((relation == REL_ADVMOD || relation == REL_DET) && STR_IN(word, NOT)) how = HOW_NEGATED;
    if (relation != REL_AUX || how != HOW_ASSERTED) continue;
    if (STR_IN(word, OUGHT)) how = HOW_SHOULD;
    else if (STR_IN(word, MAY)) how = HOW_MAY;
    else if (str_is(word, "will") || str_is(word, "'ll")) how = HOW_WILL;
  }
  return how;
}

static bool is_predicate(const ClaimReader *r, uint32_t token) {
  const Tokens *t = r->tokens;
  if (t->tag[token] == UPOS_VERB) return t->relation[token] != REL_AMOD;
  return (t->tag[token] == UPOS_ADJ || t->tag[token] == UPOS_NOUN) &&
         child_with(r, token, REL_COP) != NONE;
}

static uint32_t strength_of(const LexiconEntry *wrong) {
  if (!wrong) return 0;
  return str_is(wrong->column[WRONG_COLUMN_STRENGTH], "judgement") ? 1 : 2;
}

/* Whoever counters aggression, or endures it, is no aggressor. */
static bool opposes(const Tokens *t, uint32_t predicate) {
  static const char *const VERBS[] = {
      "avert",     "avoid",     "ban",    "combat",  "condemn",     "confront", "counter",
      "criticise", "criticize", "curb",   "decry",   "denounce",    "deny",     "deplore",
      "deter",     "end",       "endure", "escape",  "experience",  "expose",   "face",
      "fight",     "flee",      "foil",   "halt",    "investigate", "oppose",   "outlaw",
      "prevent",   "probe",     "punish", "quell",   "reduce",      "refute",   "reject",
      "repel",     "resist",    "root",   "stamp",   "stop",        "suffer",   "survive",
      "suspect",   "tackle",    "thwart", "uncover", "undergo",     "weed",     "withstand"};
  return STR_IN(t->lemma[predicate], VERBS);
}

/* What stands so tells of the predicate above: "committed fraud", "acted brutally". */
static bool tells_of_predicate(uint8_t relation) {
  return relation == REL_OBJ || relation == REL_XCOMP || relation == REL_OBL ||
         relation == REL_ADVMOD || relation == REL_AMOD || relation == REL_COMPOUND;
}

/* How bad it is: the predicate itself, its object, what it fails or tries to do. */
static uint32_t badness(const ClaimReader *r, uint32_t predicate) {
  uint32_t most = strength_of(r->wrong[predicate]), seen = 0;
  for (uint32_t c = r->child[predicate]; c != NONE && seen++ < CHILDREN_SEEN; c = r->sibling[c]) {
    uint8_t relation = r->tokens->relation[c];
    if (!tells_of_predicate(relation) && relation != REL_NSUBJ_PASS) continue;
    uint32_t strength = strength_of(r->wrong[c]);
    if (strength && relation == REL_OBL) strength += 2;
    if (strength > most) most = strength;
  }
  return most && opposes(r->tokens, predicate) ? 0 : most;
}

/* A noun's own "by", "of" or possessor: "the shelling of X by Y", "Y's shelling". */
static void add_noun_deed(ClaimReader *r, uint32_t noun, uint8_t bad) {
  const Tokens *t = r->tokens;
  uint32_t seen = 0;
  for (uint32_t c = r->child[noun]; c != NONE && seen++ < CHILDREN_SEEN; c = r->sibling[c]) {
    bool by = t->relation[c] == REL_NMOD_POSS || t->relation[c] == REL_COMPOUND ||
              t->relation[c] == REL_AMOD;
    uint32_t mark = t->relation[c] == REL_NMOD ? child_with(r, c, REL_CASE) : NONE;
    by |= mark != NONE && str_is(t->folded[mark], "by");
    uint8_t *room = by ? &r->does[c] : mark != NONE ? &r->suffers[c] : NULL;
    if (room && *room < bad) *room = bad;
  }
}

void find_deeds(ClaimReader *r) {
  const Tokens *t = r->tokens;
  r->does = NEW_ARRAY(&r->document->arena, uint8_t, t->count + 1);
  r->suffers = NEW_ARRAY(&r->document->arena, uint8_t, t->count + 1);
  for (uint32_t i = 0; i < t->count; i++) {
    if (t->tag[i] == UPOS_NOUN && r->wrong[i]) add_noun_deed(r, i, 1);
    uint8_t bad = is_predicate(r, i) ? (uint8_t)badness(r, i) : 0;
    if (!bad || how_said(r, i) == HOW_NEGATED) continue;
    uint32_t doer = doer_of(r, i), object = child_with(r, i, REL_NSUBJ_PASS);
    if (object == NONE) object = child_with(r, i, REL_OBJ);
    if (doer < t->count && r->does[doer] <= bad) r->does[doer] = (uint8_t)(bad + 1);
    if (object != NONE && r->suffers[object] <= bad) r->suffers[object] = (uint8_t)(bad + 1);
  }
}

uint32_t fine_class(const ClaimReader *r, uint32_t token) {
  WordClass class = word_classes_find(&r->models->word_classes, r->tokens->lemma_hash[token]);
  if (!class.hash) class = word_classes_find(&r->models->word_classes, r->tokens->hash[token]);
  return class.fine;
}

static Predicate predicate_at(const Reading *g, uint32_t token, uint32_t nth) {
  const ClaimReader *r = g->r;
  uint32_t object = child_with(r, token, REL_OBJ);
  if (object == NONE) object = child_with(r, token, REL_NSUBJ_PASS);
  return (Predicate){token, nth, object, who_is(g, doer_of(r, token)), how_said(r, token)};
}

static void add_predicate(const Reading *g, const Predicate *p, uint32_t *sums) {
  const ClaimReader *r = g->r;
  uint32_t token = p->token;
  Who who = p->who;
  How how = p->how;
  uint32_t bad = badness(r, token), lemma = r->tokens->lemma_hash[token];
  feature_add(g->f, F_CHARGE, bad * 10u + who, how);
  feature_add(g->f, F_CHARGE_CLASS, fine_class(r, token), who >= WHO_NAMED && who <= WHO_PRONOUN);
  feature_add(g->f, F_CHARGE_LEMMA, lemma, (who >= WHO_NAMED) * 10u + how);
  bool agent = child_with(r, token, REL_OBL_AGENT) != NONE; /* "was planned by state bodies" */
  feature_add(g->f, F_CHARGE_AGENT, bad * 10u + who, how * 2u + agent);
  if (!p->nth) feature_add(g->f, F_CHARGE_FIRST, bad * 10u + who, how);
  uint32_t object = child_with(r, token, REL_OBJ);
  if (object != NONE) {
    feature_add(g->f, F_CHARGE_PAIR, who, 100u + (uint32_t)who_is(g, object));
    feature_add(g->f, F_CHARGE_PAIR, lemma, fine_class(r, object));
  }
  bool other = who >= WHO_NAMED && who <= WHO_UNKNOWN_PRONOUN;
  sums[0] += other && bad && how != HOW_NEGATED && how != HOW_IF;
  sums[1] += other;
  sums[2] += who == WHO_SPEAKER || who == WHO_SOURCE;
  sums[3] += bad != 0;
}

/* Whose the noun is, of whom it is said. */
static uint32_t owner_of(const ClaimReader *r, uint32_t noun) {
  uint32_t owner = child_with(r, noun, REL_NMOD_POSS);
  if (owner == NONE) owner = child_with(r, noun, REL_NMOD);
  return owner == NONE ? child_with(r, noun, REL_NSUBJ) : owner;
}

/* "the government's lies", "the brutality of the police". */
static void add_noun(const Reading *g, uint32_t token) {
  const ClaimReader *r = g->r;
  uint32_t strength = strength_of(r->wrong[token]);
  Who owner = who_is(g, owner_of(r, token));
  feature_add(g->f, F_CHARGE_NOUN, strength * 10u + (uint32_t)owner, 0);
  feature_add(g->f, F_CHARGE_NOUN, str_hash(r->wrong[token]->key), owner >= WHO_NAMED);
}

/* A tone as a number from 0. */
static uint32_t level(int32_t tone) { return (uint32_t)(tone + TONE_MAX); }

/* The worst and the best tone of a predicate and what it governs: "committed fraud". */
static void tones_around(const ClaimReader *r, uint32_t predicate, int32_t *most, int32_t *least) {
  uint32_t seen = 0;
  *most = *least = r->tones[predicate].doer;
  for (uint32_t c = r->child[predicate]; c != NONE && seen++ < CHILDREN_SEEN; c = r->sibling[c]) {
    if (!tells_of_predicate(r->tokens->relation[c])) continue;
    int32_t tone = r->tones[c].doer;
    if (tone > *most) *most = tone;
    if (tone < *least) *least = tone;
  }
}

static void add_predicate_tone(const Reading *g, const Predicate *p, Toned *toned) {
  const ClaimReader *r = g->r;
  Tone tone = r->tones[p->token];
  Who who = p->who;
  How how = p->how;
  bool another = who >= WHO_NAMED && who <= WHO_UNKNOWN_PRONOUN;
  int32_t most, least;
  tones_around(r, p->token, &most, &least);
  uint32_t both = level(most) * TONE_LEVELS + level(least);
  feature_add(g->f, F_TONE, level(tone.doer) * 10u + who, how);
  feature_add(g->f, F_TONE_MOST, both * 10u + who, how);
  if (!p->nth) feature_add(g->f, F_TONE_MOST, 1000u + both * 10u + who, how);
  if (p->object != NONE) {
    Tone its = r->tones[p->object];
    feature_add(g->f, F_TONE_OBJECT, level(tone.done) * 10u + (uint32_t)who_is(g, p->object), how);
    feature_add(g->f, F_TONE_PAIR, level(tone.doer) * TONE_LEVELS + level(its.doer),
                (uint32_t)its.kind * 4u + (uint32_t)another);
  }
  if ((another || who == WHO_YOU) && how == HOW_ASSERTED && most > toned->blame)
    toned->blame = most;
}

static void add_word_tone(const Reading *g, uint32_t token, Toned *toned) {
  const ClaimReader *r = g->r;
  const Tokens *t = r->tokens;
  Tone tone = r->tones[token];
  if (tone.kind == 'h' && tone.doer > 0) toned->harm++;
  else if (tone.doer == 3) toned->wrongs++;
  else if (tone.doer == 2) toned->faults++;
  else if (tone.doer == 1) toned->bad++;
  else if (tone.doer < 0) toned->good++;
  if (tone.doer > toned->most) toned->most = tone.doer;
  if (t->tag[token] == UPOS_NOUN && tone.kind)
    feature_add(g->f, F_TONE_NOUN, level(tone.doer) << 8 | (uint8_t)tone.kind,
                (uint32_t)who_is(g, owner_of(r, token)));
  uint32_t head = t->head[token];
  if (tone.doer > 0 && t->relation[token] == REL_AMOD && head < t->count)
    feature_add(g->f, F_TONE_OF, level(tone.doer) * 10u + (uint32_t)who_is(g, head),
                (uint32_t)r->tones[head].kind);
}

static uint32_t few(uint32_t n) { return n < 4 ? n : n < 7 ? 4 : 5; }

static void add_sums(Features *f, const Toned *toned) {
  uint32_t most = level(toned->most), blame = level(toned->blame) + 1;
  feature_add(f, F_TONE_SUM, few(toned->wrongs), 0);
  feature_add(f, F_TONE_SUM, 10 + few(toned->faults), 0);
  feature_add(f, F_TONE_SUM, 20 + few(toned->bad), 0);
  feature_add(f, F_TONE_SUM, 30 + few(toned->good), 0);
  feature_add(f, F_TONE_SUM, 40 + few(toned->harm), 0);
  feature_add(f, F_TONE_SUM, 100 + few(toned->wrongs + toned->faults) * 8u + few(toned->good), 0);
  feature_add(f, F_TONE_SUM, 200 + most * 10u + blame, 0);
  feature_add(f, F_TONE_SUM, 300 + blame, 0);
}

static Reading reading_new(const ClaimReader *r, const Cue *cue, Features *features) {
  uint32_t at = r->said_at[cue->head];
  Reading g = {r, NONE, cue->region, features};
  if (at != NONE && r->said.items[at].content.count) g.content = r->said.items[at].content;
  if (at != NONE && r->said.items[at].source != NONE) {
    uint32_t nominal = r->nominal_at[r->said.items[at].source];
    if (nominal != NONE) g.source = r->nominals.items[nominal].actor;
  }
  return g;
}

/* Do its words lay a wrong on a known actor as a fact: "the coup was planned by Russia"? */
bool is_clear_charge(const ClaimReader *r, const Cue *cue) {
  Reading g = reading_new(r, cue, NULL);
  if (r->said_at[cue->head] == NONE) return false;
  uint32_t end = g.content.first + (g.content.count < WORDS_MAX ? g.content.count : WORDS_MAX);
  for (uint32_t i = g.content.first, seen = 0; i < end && seen < CLEAR_MAX; i++) {
    if (range_has(cue->range, i) || !is_predicate(r, i)) continue;
    seen++;
    uint32_t doer = doer_of(r, i);
    Who who = who_is(&g, doer);
    if ((who != WHO_NAMED && who != WHO_DESCRIBED) || badness(r, i) < 2) continue;
    if (how_said(r, i) != HOW_ASSERTED) continue;
    uint32_t nominal = r->nominal_at[doer];
    if (nominal != NONE && r->nominals.items[nominal].actor != NONE) return true;
  }
  return false;
}

/* "A charge the bank rejects". */
bool is_clear_denial(const ClaimReader *r, const Cue *cue) {
  const LexiconEntry *entry = cue->entries[0];
  if (cue->neutral || r->tokens->relation[cue->head] == REL_ROOT) return false;
  for (uint32_t i = 0; i < cue->entry_count; i++)
    if (str_is(cue->entries[i]->column[CUE_KIND], "denial")) entry = cue->entries[i];
  return str_is(entry->column[CUE_KIND], "denial") && str_is(entry->column[CUE_PART], "verb") &&
         follows_apposed_claim(r->tokens, cue->head);
}

void charge_features(const ClaimReader *r, const Cue *cue, Features *features) {
  uint32_t count = 0, sums[4] = {0};
  Toned toned = {.most = -TONE_MAX, .blame = -TONE_MAX - 1};
  Reading g = reading_new(r, cue, features);
  uint32_t end = g.content.first + (g.content.count < WORDS_MAX ? g.content.count : WORDS_MAX);
  for (uint32_t i = g.content.first; i < end; i++) {
    if (range_has(cue->range, i)) continue;
    add_word_tone(&g, i, &toned);
    if (count < PREDICATES_MAX && is_predicate(r, i)) {
      Predicate p = predicate_at(&g, i, count++);
      add_predicate_tone(&g, &p, &toned);
      add_predicate(&g, &p, sums);
    } else if (r->wrong[i] && r->tokens->tag[i] == UPOS_NOUN) add_noun(&g, i);
  }
  add_sums(features, &toned);
  for (uint32_t k = 0; k < 4; k++)
    feature_add(features, F_CHARGE_SUM, k, sums[k] < 3 ? sums[k] : 3);
  feature_add(features, F_CHARGE_SUM, 10 + (sums[0] < 2 ? sums[0] : 2),
              (sums[1] > 0) * 2u + (sums[2] > 0));
}
