/* SPDX-License-Identifier: MIT */
/* document.h - one text and the layers that the passes found in it.
 *
 * The text never changes. Each layer is written by one pass and read by the
 * later ones; a layer refers to earlier ones by index, to the text by Span. */
#ifndef DOCUMENT_H
#define DOCUMENT_H
#include "base/array.h"
#include "base/pattern.h"
#include "base/span.h"
#include "base/str.h"
#include "language/grammar.h"

#define ENUM_ID(id, name) id,

typedef enum { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK, TOKEN_SYMBOL, TOKEN_ADDRESS } TokenKind;

/* Bits of Tokens.flags. */
enum {
  TOKEN_SPACE_BEFORE = 1,     /* white space stands before it */
  TOKEN_LINE_BEFORE = 2,      /* ... with a line break */
  TOKEN_PARAGRAPH_BEFORE = 4, /* ... with a blank line; also the first token */
  TOKEN_CAPITALISED = 8,      /* first letter upper case */
  TOKEN_UPPER = 16,           /* two or more letters, all upper case */
  TOKEN_JOINED = 32           /* a clitic: one written word with the token before it (do|n't) */
};

typedef struct { /* parallel arrays, `count` long; all live in the document's arena */
  uint32_t count;
  Span *span;     /* tokenize.c: bytes of the text */
  uint8_t *kind;  /* tokenize.c: TokenKind */
  uint8_t *flags; /* tokenize.c: TOKEN_... bits */
  Str *folded;    /* tokenize.c: lower-case form, quotes and dashes made ASCII, soft hyphens gone */
  uint32_t *hash; /* tokenize.c: str_hash(folded), for lexicons and features */
  uint32_t *lists;     /* tokenize.c: the lists with keys that begin with it, or NULL: not known */
  uint32_t *sentence;  /* sentences.c: index of its sentence */
  uint32_t *quote;     /* quotes.c: innermost quotation around it, or NONE */
  uint8_t *tag;        /* tag.c: Upos */
  uint8_t *xpos;       /* tag.c: Xpos (Penn Treebank) */
  uint8_t *name_label; /* tag.c: NameLabel, B/I of the learnt name model */
  int8_t *cue_first;   /* tag.c: half logits that a cue begins here, rather than none */
  int8_t *cue_next;    /* tag.c: ... or that one goes on */
  int8_t *source_first, *source_next, *in_content; /* tag.c: the same of sources and contents */
  uint8_t *views; /* tag.c: [count][view_size]: what the grammar network makes of it, as bytes */
  uint32_t view_size;
  Str *lemma;            /* lemma.c: base form, lower case except for proper nouns */
  uint32_t *lemma_hash;  /* lemma.c: str_hash of the lower-case lemma */
  uint32_t *lemma_lists; /* lemma.c: the lists with keys that begin with it, or NULL: not known */
  uint32_t *head;        /* parse.c: token index, NONE for the root */
  uint8_t *relation;     /* parse.c: Relation */
  uint32_t *child, *sibling; /* tree.c: first child and next sibling in text order, or NONE */
  uint32_t *left, *right;    /* tree.c: first and last token of its subtree */
  uint32_t *mention;         /* actors.c: innermost mention whose head it is, or NONE */
} Tokens;

typedef struct {    /* quotes.c */
  TokenRange range; /* with its marks */
  uint32_t outer;   /* the quotation it lies in, or NONE */
  bool closed;      /* has its closing mark */
  bool continues;   /* goes on in the next paragraph's quotation (opened again) */
} Quote;

/* frames.c: PropBank-like roles around a predicate. */
#define FRAME_ROLES(X)                                                                             \
  X(ROLE_ARG0, "ARG0")                                                                             \
  X(ROLE_ARG1, "ARG1")                                                                             \
  X(ROLE_ARG2, "ARG2")                                                                             \
  X(ROLE_ARG3, "ARG3")                                                                             \
  X(ROLE_TMP, "ARGM-TMP") X(ROLE_LOC, "ARGM-LOC") X(ROLE_NEG, "ARGM-NEG") X(ROLE_MOD, "ARGM-MOD")
typedef enum { FRAME_ROLES(ENUM_ID) FRAME_ROLE_COUNT } FrameRole;

typedef struct {
  uint8_t role;     /* FrameRole */
  uint32_t head;    /* head token of the argument */
  TokenRange range; /* all of it */
} FrameArgument;

typedef struct {
  uint32_t predicate; /* token */
  IndexRange arguments;
  bool passive, negated, modal;
} Frame;

#define ACTOR_TYPES(X)                                                                             \
  X(ACTOR_COUNTRY, "country")                                                                      \
  X(ACTOR_PERSON, "person")                                                                        \
  X(ACTOR_ORGANIZATION, "organization") X(ACTOR_GROUP, "group") X(ACTOR_PLACE, "place")
typedef enum { ACTOR_TYPES(ENUM_ID) ACTOR_TYPE_COUNT } ActorType;

typedef struct { /* names.c: proper names, in text order, not overlapping */
  TokenRange range;
  uint8_t type;    /* ActorType */
  char country[4]; /* ISO 3166-1 alpha-3 of the state it is or belongs to, or "" */
  bool demonym;    /* "Russian": an adjective or noun of a country */
  bool listed;     /* a list knows it */
  bool family;     /* "the Clintons" */
  bool user;       /* the user's own list knows it */
  bool apposed;    /* a body by the noun right before it: "the firm James Hardie" */
  Str canonical;   /* the lexicon's name for it, or empty: as written */
} Name;

#define MENTION_FORMS(X)                                                                           \
  X(MENTION_NAME, "name") X(MENTION_NOMINAL, "nominal") X(MENTION_PRONOUN, "pronoun")
typedef enum { MENTION_FORMS(ENUM_ID) MENTION_FORM_COUNT } MentionForm;

typedef struct {    /* actors.c: in text order */
  TokenRange range; /* what the report shows as the mention */
  uint32_t head;    /* token */
  uint32_t actor;   /* index, or NONE: nobody we can name */
  uint8_t form;     /* MentionForm */
} Mention;

typedef struct {   /* actors.c: in order of their first mention */
  Str name;        /* canonical name, as report.md says */
  Str role;        /* title or office, or empty */
  uint8_t type;    /* ActorType */
  char country[4]; /* ISO 3166-1 alpha-3, or "" */
  uint32_t mention_count;
} Actor;

#define DATE_TYPES(X)                                                                              \
  X(DATE_DATE, "DATE") X(DATE_TIME, "TIME") X(DATE_DURATION, "DURATION") X(DATE_SET, "SET")
typedef enum { DATE_TYPES(ENUM_ID) DATE_TYPE_COUNT } DateType;

typedef struct { /* dates.c: in text order */
  TokenRange range;
  Span span;
  uint8_t type;   /* DateType */
  Str value;      /* TIMEX3 value */
  Str begin, end; /* ISO dates of a range, or empty */
} Date;

#define EVENT_CATEGORIES(X)                                                                        \
  X(EVENT_AGREE, "AGREE")                                                                          \
  X(EVENT_CONSULT, "CONSULT")                                                                      \
  X(EVENT_SUPPORT, "SUPPORT")                                                                      \
  X(EVENT_CONCEDE, "CONCEDE")                                                                      \
  X(EVENT_COOPERATE, "COOPERATE")                                                                  \
  X(EVENT_AID, "AID")                                                                              \
  X(EVENT_RETREAT, "RETREAT")                                                                      \
  X(EVENT_REQUEST, "REQUEST")                                                                      \
  X(EVENT_ACCUSE, "ACCUSE")                                                                        \
  X(EVENT_REJECT, "REJECT")                                                                        \
  X(EVENT_THREATEN, "THREATEN")                                                                    \
  X(EVENT_PROTEST, "PROTEST")                                                                      \
  X(EVENT_SANCTION, "SANCTION")                                                                    \
  X(EVENT_MOBILIZE, "MOBILIZE") X(EVENT_COERCE, "COERCE") X(EVENT_ASSAULT, "ASSAULT")
typedef enum { EVENT_CATEGORIES(ENUM_ID) EVENT_CATEGORY_COUNT } EventCategory;

#define EVENT_CONTEXTS(X)                                                                          \
  X(CONTEXT_MILITARY, "military")                                                                  \
  X(CONTEXT_ECONOMIC, "economic")                                                                  \
  X(CONTEXT_DIPLOMATIC, "diplomatic")                                                              \
  X(CONTEXT_LEGAL, "legal")                                                                        \
  X(CONTEXT_CRIME, "crime")                                                                        \
  X(CONTEXT_CORRUPTION, "corruption")                                                              \
  X(CONTEXT_TERRORISM, "terrorism")                                                                \
  X(CONTEXT_CYBER, "cyber")                                                                        \
  X(CONTEXT_INTELLIGENCE, "intelligence")                                                          \
  X(CONTEXT_ELECTION, "election")                                                                  \
  X(CONTEXT_LEGISLATIVE, "legislative")                                                            \
  X(CONTEXT_EXECUTIVE, "executive")                                                                \
  X(CONTEXT_INSTITUTIONS, "political_institutions")                                                \
  X(CONTEXT_RIGHTS, "rights_freedoms")                                                             \
  X(CONTEXT_REFUGEE, "refugee")                                                                    \
  X(CONTEXT_HUMANITARIAN, "humanitarian")                                                          \
  X(CONTEXT_DISASTER, "disaster")                                                                  \
  X(CONTEXT_DISEASE, "disease")                                                                    \
  X(CONTEXT_ENVIRONMENT, "environment")                                                            \
  X(CONTEXT_RESOURCE, "resource")                                                                  \
  X(CONTEXT_CBRN, "cbrn")                                                                          \
  X(CONTEXT_TERRITORY, "territory")                                                                \
  X(CONTEXT_PEACEKEEPING, "peacekeeping")                                                          \
  X(CONTEXT_CULTURE, "culture")                                                                    \
  X(CONTEXT_DISINFORMATION, "disinformation")                                                      \
  X(CONTEXT_LABOR, "labor") X(CONTEXT_EDUCATION, "education") X(CONTEXT_MEDIA, "media")
typedef enum { EVENT_CONTEXTS(ENUM_ID) EVENT_CONTEXT_COUNT } EventContext;

#define STATUSES(X)                                                                                \
  X(STATUS_ASSERTED, "asserted")                                                                   \
  X(STATUS_NEGATED, "negated")                                                                     \
  X(STATUS_HYPOTHETICAL, "hypothetical")                                                           \
  X(STATUS_FUTURE, "future") X(STATUS_HISTORICAL, "historical")
typedef enum { STATUSES(ENUM_ID) STATUS_COUNT } Status;

typedef struct {     /* events.c: in text order */
  uint8_t category;  /* EventCategory */
  uint8_t status;    /* Status */
  Str mode;          /* PLOVER mode, or empty */
  uint32_t contexts; /* bits: 1 << EventContext */
  TokenRange trigger;
  uint32_t trigger_head;     /* token */
  IndexRange source, target; /* in Document.event_actors */
  uint32_t date;             /* index into dates, or NONE */
} Event;

#define CLAIM_KINDS(X)                                                                             \
  X(CLAIM_ACCUSATION, "accusation")                                                                \
  X(CLAIM_CRITICISM, "criticism")                                                                  \
  X(CLAIM_DENIAL, "denial")                                                                        \
  X(CLAIM_STATEMENT, "statement")                                                                  \
  X(CLAIM_REQUEST, "request")                                                                      \
  X(CLAIM_THREAT, "threat") X(CLAIM_PROMISE, "promise") X(CLAIM_SUPPORT, "support")
typedef enum { CLAIM_KINDS(ENUM_ID) CLAIM_KIND_COUNT } ClaimKind;

#define WRONG_CATEGORIES(X)                                                                        \
  X(WRONG_NONE, "")                                                                                \
  X(WRONG_CRIME, "crime")                                                                          \
  X(WRONG_CORRUPTION, "corruption")                                                                \
  X(WRONG_HUMAN_RIGHTS, "human-rights")                                                            \
  X(WRONG_AGGRESSION, "aggression")                                                                \
  X(WRONG_WAR_CRIMES, "war-crimes")                                                                \
  X(WRONG_ESPIONAGE, "espionage")                                                                  \
  X(WRONG_CYBER, "cyber")                                                                          \
  X(WRONG_DISINFORMATION, "disinformation")                                                        \
  X(WRONG_INTERFERENCE, "interference")                                                            \
  X(WRONG_MISCONDUCT, "misconduct")                                                                \
  X(WRONG_NEGLIGENCE, "negligence") X(WRONG_DISHONESTY, "dishonesty") X(WRONG_OTHER, "other")
typedef enum { WRONG_CATEGORIES(ENUM_ID) WRONG_CATEGORY_COUNT } WrongCategory;

typedef struct {  /* a source, target or reporter of a claim */
  Span span;      /* nearest mention, as the report shows it */
  uint32_t head;  /* head token */
  uint32_t actor; /* index, or NONE */
  Str name;       /* the actor's name, or the words of the span without article */
} Party;

typedef struct {     /* claims.c: in order of their cues */
  uint8_t kind;      /* ClaimKind */
  uint8_t category;  /* WrongCategory; WRONG_NONE: does not apply */
  uint8_t status;    /* Status */
  bool is_explicit;  /* the cue itself accuses, criticises or denies */
  bool quoted;       /* the content is in quotation marks */
  const char *cameo; /* code as text, or NULL */
  Span cue;
  uint32_t cue_token; /* its head */
  uint32_t sentence;
  IndexRange source, target, reported_by; /* in Document.parties */
  Span content;                           /* len 0: not said */
  IndexRange answers;                     /* in Document.answers: indexes of claims */
  uint32_t date, act_date; /* of the saying, of the alleged act: index into dates, or NONE */
  uint16_t confidence;     /* in thousandths */
  const char *rule;        /* static name of the rule or model that found it, for `explain` */
} Claim;

typedef struct { /* summary.c: most reported first */
  Str accuser, accused, of;
  enum { SUMMARY_UNANSWERED, SUMMARY_DENIED, SUMMARY_COUNTERED } status;
  IndexRange claims, denials; /* in Document.answers */
} SummaryRow;

typedef struct {
  Arena arena;      /* owns everything below */
  const char *text; /* the input, same bytes and offsets, valid UTF-8, NUL-ended */
  uint32_t len;
  Str id, path, title;     /* of the article, as given; id is JSON; empty: unknown */
  Str published;           /* ISO date of the article, given or found by dates.c; empty: unknown */
  uint8_t offset_unit;     /* AllegeOffsets: what the report counts */
  uint16_t min_confidence; /* in thousandths; claims below are dropped before the summary */
  uint32_t repaired_bytes; /* input bytes that were not UTF-8 */
  Matcher matcher;
  struct Encoder *encoder; /* of tag.c, lent while the passes run, or NULL */
  Tokens tokens;
  ARRAY_OF(TokenRange) sentences;  /* sentences.c: share out all tokens */
  ARRAY_OF(Quote) quotes;          /* quotes.c: by first token, outer before inner */
  struct FrameStore *frames;       /* frames.c: those that were asked for */
  ARRAY_OF(Name) names;            /* names.c */
  ARRAY_OF(Mention) mentions;      /* actors.c */
  ARRAY_OF(Actor) actors;          /* actors.c */
  ARRAY_OF(Date) dates;            /* dates.c */
  ARRAY_OF(Event) events;          /* events.c */
  ARRAY_OF(uint32_t) event_actors; /* events.c */
  ARRAY_OF(Claim) claims;          /* claims.c and attribution.c */
  ARRAY_OF(Party) parties;         /* same */
  ARRAY_OF(uint32_t) answers;      /* same, and summary.c */
  ARRAY_OF(SummaryRow) summary;    /* summary.c */
  ARRAY_OF(const char *) warnings; /* any pass: static or arena text, one line each */
} Document;

void document_init(Document *document, const char *text, uint32_t len);
void document_free(Document *document);
/* Leaves only the claims of at least min_confidence, and the answers between them. */
void document_drop_claims(Document *document);
/* Leaves only the actors that have a name or take part in a claim or an event. */
void document_drop_bystanders(Document *document);
/* Whom the mention whose head is the token means; NONE: no mention, nobody, or the token is NONE.
 */
uint32_t document_actor_at(const Document *document, uint32_t token);
Str document_text(const Document *document, Span span);                /* borrowed from the text */
Span document_tokens_span(const Document *document, TokenRange range); /* range not empty */
/* One past the last token of the token's paragraph. */
uint32_t paragraph_end(const Tokens *tokens, uint32_t token);
#endif
