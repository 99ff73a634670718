/* SPDX-License-Identifier: MIT */
/* claims.h - what the files claims*.c share: a document as the claims pass reads it.
 *
 * Candidates are found by lexicon (cues) and grammar (nominals: whoever could be a party);
 * linear models of claims.model decide. The trainer uses the same functions. */
#ifndef EXTRACT_CLAIMS_H
#define EXTRACT_CLAIMS_H
#include "document.h"
#include "language/tree_reader.h"
#include "model/models.h"

enum { CUE_ENTRIES = 6, PARTY_CANDIDATES = 64, CONTENT_TOKENS = 160 };

/* By how much a claim must beat "nothing", by cross-validation. */
enum { EXPLICIT_MARGIN = -100, IMPLICIT_MARGIN = -130 };

/* What the detection model decides for a cue. */
#define CUE_CLASSES(X)                                                                             \
  X(CUE_NOTHING)                                                                                   \
  X(CUE_ACCUSES)                                                                                   \
  X(CUE_CRITICISES) X(CUE_DENIES) X(CUE_SAYS_ACCUSATION) X(CUE_SAYS_CRITICISM) X(CUE_SAYS_DENIAL)
#define CUE_CLASS_ID(id) id,
typedef enum { CUE_CLASSES(CUE_CLASS_ID) CUE_CLASS_COUNT } CueClass;

typedef struct { /* words that may signal a claim */
  TokenRange range;
  uint32_t head; /* the one that carries its arguments */
  const LexiconEntry *entries[CUE_ENTRIES];
  uint32_t entry_count;
  bool neutral;      /* only a cue of saying */
  TokenRange region; /* where its content may lie: the sentence and its quotations */
} Cue;

typedef struct { /* a noun or pronoun that may be a party */
  uint32_t head;
  TokenRange range;
  uint32_t mention; /* index, or NONE */
  uint32_t actor;   /* index, or NONE */
  Str name;
} Nominal;

typedef struct {        /* what attribution.c found, in tokens */
  uint32_t cue, source; /* heads; source NONE: none */
  TokenRange content;
} Said;

enum { PIECE_MAX = 120, NETWORK_STEPS = 12 }; /* words around a cue that the network reads */
typedef enum { PARTY_SOURCE, PARTY_TARGET, PARTY_ROLES } PartyRole;

/* What the network of parties says of the cue read last: by how many half logits something is
 * less likely than the likeliest of all, at most NETWORK_STEPS; `second`: the next one. */
typedef struct {
  TokenRange piece;
  uint8_t word[PARTY_ROLES][PIECE_MAX];
  uint8_t nobody[PARTY_ROLES], elsewhere[PARTY_ROLES], second[PARTY_ROLES];
} PieceReading;

typedef struct {
  const Models *models;
  Document *document;
  Tokens *tokens;
  const LexiconEntry **wrong; /* per token: the wrong or judgement that begins there, or NULL */
  Tone *tones;                /* per token: what it says of whoever does it */
  uint8_t *does, *suffers;    /* per token: how bad is what it does, what is done to it; 0: not */
  uint32_t *child, *sibling;  /* per token: first child and next sibling in the tree, or NONE */
  bool *dated;                /* per token: is it part of a date? */
  uint32_t *nominal_at;       /* per token: the nominal whose head it is, or NONE */
  uint32_t *said_at;          /* per token: the Said whose cue's head it is, or NONE */
  uint32_t *said_around;      /* per token: the Said with the shortest content around it, or NONE */
  ARRAY_OF(Said) said;
  ARRAY_OF(Nominal) nominals; /* by head */
  ARRAY_OF(Cue) cues;         /* by first token */
  TreeReader *network;        /* of parties */
  PieceReading *reading;      /* what it said last */
  uint32_t strong_cues;       /* cues that are seldom anything else */
} ClaimReader;

/* The part of speech, kind, force and slots of a row of cues.tsv. */
enum { CUE_PART, CUE_KIND, CUE_FORCE, CUE_SLOTS };
/* ... and of wrongs.tsv. */
enum { WRONG_COLUMN_CATEGORY, WRONG_COLUMN_CAMEO, WRONG_COLUMN_STRENGTH };

typedef struct { /* what the detection model says of a cue */
  int32_t scores[CUE_CLASS_COUNT];
  int32_t margin; /* of the best class over "nothing" */
  CueClass class; /* the best but "nothing" */
} CueJudgement;

typedef struct { /* of all cues; kinds of cue: explicit, neutral */
  CueJudgement *cues;
  uint32_t count[2], likely[2]; /* of either kind: cues, thousandths of claims among them */
} Judgements;

typedef struct { /* what is known of a claim while it is being read */
  uint32_t cue;  /* index in cues */
  CueClass class;
  uint32_t party[PARTY_ROLES]; /* nominal, or NONE */
  bool known[PARTY_ROLES];
  TokenRange content; /* count 0: none */
  uint32_t likely;    /* how likely parties and content are right together, in thousandths */
  uint32_t last_actor[PARTY_ROLES]; /* of the claim before it, or NONE */
  uint32_t last_class, last_sentence;
} ClaimDraft;

/* claim_tone.c: what words say for or against people. */
void find_tones(ClaimReader *r);
void tone_features(const ClaimReader *r, const Cue *cue, Features *features); /* not neutral */

/* claim_network.c: what the network of parties says of the words around a cue. */
TokenRange claim_piece(const ClaimReader *r, const Cue *cue); /* of its sentence, as it reads it */
void read_piece(const ClaimReader *r, uint32_t cue);          /* fills reading */
/* For party_features; the draft's cue must have been read. */
void network_features(const ClaimReader *r, const ClaimDraft *draft, PartyRole role,
                      uint32_t nominal, Features *features);

/* claim_candidates.c. Index of the first nominal whose head is at or after `token`. */
uint32_t nominal_from(const ClaimReader *r, uint32_t token);

/* A draft for the cue that follows the claim `last` (NULL: the first). */
ClaimDraft claim_draft_new(const ClaimReader *r, uint32_t cue, CueClass class,
                           const ClaimDraft *last);

/* claim_reader.c: cues, nominals and the tree of a document. */
ClaimReader claim_reader_new(const Models *models, Document *document);
uint32_t sentence_end(const ClaimReader *r, uint32_t token); /* one past its sentence */
uint32_t sentence_start(const ClaimReader *r, uint32_t token);
uint32_t child_with(const ClaimReader *r, uint32_t token, Relation relation); /* or NONE */
Str words_without_article(const ClaimReader *r, TokenRange range);
/* "Many" of "many in the party", "those" of "those close to Bell": some of a body, or around one.
 */
bool is_share(const Tokens *t, uint32_t token);
bool is_reciprocal(const ClaimReader *r, uint32_t token);
bool is_verbal(const ClaimReader *r, uint32_t token);

/* claim_path.c: how two tokens stand to each other. */
/* The subject of a verb, also one it shares with the verb that governs it; *passive: of a passive.
 */
uint32_t subject_of(const ClaimReader *r, uint32_t verb, bool *passive);
uint32_t path_hash(const ClaimReader *r, uint32_t from, uint32_t to);
uint32_t case_word(const ClaimReader *r,
                   uint32_t token); /* hash of its preposition or mark, or 0 */
bool is_passive(const ClaimReader *r, const Cue *cue, const LexiconEntry *entry);
/* The argument of the frame of `predicate` that holds `token`, or NULL. */
const FrameArgument *argument_around(const ClaimReader *r, uint32_t predicate, uint32_t token);
/* The letter that "NAME=L" gives in a list of slots, or 0. */
char slot_named(Str slots, Str name);
/* The slot letter (S, T, C) that the lexicon gives a dependent of the cue, or 0. */
char slot_of_dependent(const ClaimReader *r, const Cue *cue, const LexiconEntry *entry,
                       uint32_t token);
const LexiconEntry *cue_entry(const ClaimReader *r, const Cue *cue, CueClass class);

uint32_t coarse_class(const ClaimReader *r,
                      uint32_t token); /* of its lemma in word_classes, or 0 */

/* claim_detect.c: is it a claim, and which. Known: the cue's own word may be looked at. */
void cue_features(const ClaimReader *r, uint32_t cue, bool known, Features *features);

/* claim_slots.c: by what the slots of the cue's row are filled. */
void slot_features(const ClaimReader *r, uint32_t cue, Features *features);

/* claim_context.c: second thoughts on a cue, once all cues of the article are judged. */
void judge_cue(CueJudgement *judgement); /* scores to margin and class */
Judgements judgements_new(const ClaimReader *r, CueJudgement *cues);
void context_features(const ClaimReader *r, const Judgements *all, uint32_t cue,
                      Features *features);

/* claim_charge.c: the predicates of what a neutral cue reports, with who does them. */
uint32_t fine_class(const ClaimReader *r, uint32_t token); /* of its lemma in word_classes, or 0 */
void charge_features(const ClaimReader *r, const Cue *cue, Features *features);
bool is_clear_charge(const ClaimReader *r, const Cue *cue);
bool is_clear_denial(const ClaimReader *r, const Cue *cue);
void find_deeds(ClaimReader *r); /* fills does and suffers */

/* claim_candidates.c: who may be a party: those of the sentence in text order, then those near it.
 * claim_parties.c: what speaks for each. */
uint32_t party_candidates(const ClaimReader *r, const ClaimDraft *draft, PartyRole role,
                          uint32_t *nominals);
void party_features(const ClaimReader *r, const ClaimDraft *draft, PartyRole role, uint32_t nominal,
                    Features *features); /* nominal NONE: nobody */

uint32_t type_of_nominal(const ClaimReader *r, uint32_t nominal); /* name, pronoun...; person ... */

/* claim_content.c: from which word to which. */
void content_start_features(const ClaimReader *r, const ClaimDraft *draft, uint32_t token,
                            Features *features); /* token NONE: no content */
void content_end_features(const ClaimReader *r, const ClaimDraft *draft, uint32_t start,
                          uint32_t token, Features *features);

/* claim_status.c: negated, hypothetical, future; or no claim at all by its sense. */
Status cue_status(const ClaimReader *r, const Cue *cue);
Status claim_status(const ClaimReader *r, const ClaimDraft *draft); /* its content is chosen */

/* What the verb whose infinitive the cue is makes of it: "went on to accuse", "refused to". */
typedef enum {
  GOVERNOR_NONE,
  GOVERNOR_DOES,
  GOVERNOR_REFUSES,
  GOVERNOR_INTENDS,
  GOVERNOR_OTHER
} Governor;
Governor cue_governor(const ClaimReader *r, const Cue *cue);
bool is_other_sense(const ClaimReader *r, const Cue *cue, const ClaimDraft *draft);
bool is_bare_attack(const ClaimReader *r, const ClaimDraft *draft); /* once the content is chosen */

/* claim_gapping.c: the second claim of a verb said once. */
typedef struct {
  uint32_t source, target;    /* nominals; source NONE: the same */
  TokenRange before, content; /* of the first claim, of the second */
} Gap;
bool find_gap(const ClaimReader *r, const ClaimDraft *draft, Gap *gap);

/* claim_rule.c: by which row of the lexicon it was found; lives as long as the document. */
const char *claim_rule(const ClaimReader *r, const ClaimDraft *draft);

/* claim_category.c: fills category and cameo. */
void categorize_claim(const ClaimReader *r, const ClaimDraft *draft, Claim *claim);

/* claim_members.c: "both men" as a party becomes the actors that they are, where it is clear. */
void name_members(const ClaimReader *r);

/* claims_answers.c: links denials and counter-accusations to what they answer. */
void answer_claims(Document *document);
bool parties_meet(const Document *document, IndexRange a, IndexRange b); /* some party is in both */
uint32_t contents_share(const Document *document, Span a, Span b);       /* words that both have */

/* claim_source.c: the source, or who stands in its place. */
uint32_t source_in_place(const ClaimReader *r, const ClaimDraft *draft, uint32_t source);
/* claim_places.c: a party by grammar, or NONE; whoever suffers what is alleged, and is no target;
 * the target, unless an actor stands in its place. */
uint32_t party_by_words(const ClaimReader *r, const ClaimDraft *draft, PartyRole role);
/* "Bell along with Cole": the token of Cole, for that of Bell; or NONE. */
uint32_t company_of(const ClaimReader *r, uint32_t head);
bool is_victim(const ClaimReader *r, const ClaimDraft *draft, uint32_t nominal);
uint32_t each_other(const ClaimReader *r, const ClaimDraft *draft);
uint32_t target_in_place(const ClaimReader *r, const ClaimDraft *draft, uint32_t target);

/* claim_no_source.c: whether the words show that it is somebody else who says it. */
bool is_no_source(const ClaimReader *r, const ClaimDraft *draft, uint32_t nominal);

/* claim_choose.c: fills the draft's parties, then its content. */
bool is_source_of(const ClaimReader *r, const ClaimDraft *draft, uint32_t nominal);
bool is_empty_word(const ClaimReader *r, uint32_t nominal); /* "them", nobody knows who */
void choose_parties(const ClaimReader *r, ClaimDraft *draft);
void choose_content(const ClaimReader *r, ClaimDraft *draft);

/* claim_trim.c: where grammar lets no content begin or end, whatever the models say. */
bool content_cannot_begin(const ClaimReader *r, const ClaimDraft *draft, uint32_t token);
/* The first token before `end` that cannot be part of a content from `start` on, or `end`. */
uint32_t content_limit(const ClaimReader *r, const ClaimDraft *draft, uint32_t start, uint32_t end);
bool content_is_cut_short(const Tokens *tokens, uint32_t token);
/* A quotation mark belongs to the content only with its fellow. */
TokenRange without_stray_quote(const ClaimReader *r, TokenRange range);
/* Takes in what is coordinated with a short content. */
void complete_content(const ClaimReader *r, ClaimDraft *draft);
/* The agent, the cue, and what is no content: the target, a time, money. */
void leave_out_agent(const ClaimReader *r, ClaimDraft *draft);
void trim_content(const ClaimReader *r, ClaimDraft *draft);
/* Of it: without what stands behind its words. */
void trim_tail(const ClaimReader *r, ClaimDraft *draft);

/* claims.c: every cue judged, the claims added to the document. */
void claims_decide(const ClaimReader *r, int32_t explicit_margin, int32_t implicit_margin);

/* claims_settle.c: Merges the first `statements` of document->claims with the others after them, by
 * cue; drops the statements whose cue an explicit claim reads too. */
void settle_claims(Document *document, uint32_t statements);
#endif
