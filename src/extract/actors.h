/* SPDX-License-Identifier: MIT */
/* actors.h - the steps of find_actors and what they share: mentions with their traits are
 * collected, names become entities, then nominals and pronouns find theirs in text order. */
#ifndef ACTORS_H
#define ACTORS_H
#include "extract/gazetteer.h"
#include "model/linear.h"
#include "model/word_classes.h"

typedef enum { NUMBER_UNKNOWN, NUMBER_SINGULAR, NUMBER_PLURAL } Number;

typedef struct {   /* of the mention with the same index */
  uint32_t name;   /* index into names, or NONE */
  uint8_t type;    /* ActorType */
  uint8_t gender;  /* Gender */
  uint8_t age;     /* in years, or 0 */
  uint8_t number;  /* Number */
  uint8_t person;  /* of a pronoun: 1, 2, 3; 0: relative */
  uint8_t title;   /* TitleKind before a name */
  bool definite;   /* "the ...", "this ...", "his ..." */
  bool possessive; /* "his" */
  bool animate;    /* "he", not "it" */
  bool adjective;  /* "Russian" before a noun */
  bool predicate;  /* no noun for actors, but said of one: nobody, unless that one has a name */
  char country[4]; /* of the state that the words themselves name, or "" */
  bool work;       /* a report, a lawsuit: nobody, unless its author is known; works.h */
  uint32_t author; /* of a report or statement: head of the mention whose it is, or NONE */
  TokenRange role; /* title or apposition that tells the office; count 0: none */
} Traits;

static inline bool genders_agree(uint8_t a, uint8_t b) {
  return a == GENDER_UNKNOWN || b == GENDER_UNKNOWN || a == b;
}

enum { NOUNS_KEPT = 8 };

typedef struct {
  Str name; /* as the report shows it */
  Str role;
  TokenRange words; /* the fullest form seen */
  uint8_t type, gender, number;
  uint32_t kind; /* hash of what kind of organisation the lists say it is, or 0 */
  bool named;    /* has a name, not only a description */
  char country[4];
  uint8_t age;         /* in years, or 0 */
  Str known_as;        /* what the list of public persons and bodies says of it; publics.h */
  uint32_t same_last;  /* another person with the same last name, or NONE */
  uint32_t introduced; /* of people: the first mention by that name in full, or NONE */
  uint32_t bare;       /* name mentions of one word, while names are resolved */
  /* What text order has brought so far: */
  uint32_t mentions, adjectives;
  uint32_t first, last;                   /* mentions, or NONE */
  uint32_t newer, older;                  /* entities by their last mention, or NONE */
  uint32_t nouns[NOUNS_KEPT], noun_count; /* lemma hashes of descriptions and titles */
  WordClass classes[NOUNS_KEPT];          /* of the same words */
  uint32_t pronoun;                       /* hash of the last pronoun for it, or 0 */
  uint32_t plain, subject, spoke; /* last mention outside quotations, as subject, as subject of a
                                   * verb of saying, or NONE */
  uint32_t paragraph;             /* of the last mention */
} Entity;

typedef struct {
  uint32_t hash, value;
  Str key;
} KeySlot;

typedef struct Resolver Resolver;
typedef struct Referents Referents;
/* Which of the referents a mention means: an index into them. */
typedef uint32_t Choose(void *context, const Resolver *resolver, uint32_t mention,
                        const Referents *referents);

#define SEVERAL_AGED (NONE - 1) /* no entity, but more than one */

struct Resolver {
  const Models *models;
  Document *document;
  bool has_grammar;   /* tags and heads were made */
  bool names_belgium; /* by more than its capital */
  ARRAY_OF(Traits) traits;
  ARRAY_OF(Entity) entities;
  KeySlot *keys; /* open addressing: spelling -> entity */
  uint32_t key_mask;
  uint32_t newest;       /* entity mentioned last, or NONE */
  uint32_t last_speaker; /* entity that was the subject of a verb of saying last, or NONE */
  uint32_t paragraph;    /* how many have begun */
  uint32_t family;       /* entity of the only family named, or NONE */
  uint32_t families;     /* how many are named */
  uint32_t *aged;        /* by years: an entity of that age, SEVERAL or NONE */
  uint32_t year;         /* of the article; 0: not known */
  char home[4];          /* the state that the article is about, or "" */
  uint32_t *speaker;     /* of each quotation: an entity, or NONE */
  Choose *choose;        /* the model's choice, or the trainer's */
  void *choose_context;
};

/* actors.c: the whole pass with another way to choose; for the trainer. */
void find_actors_choosing(const Models *models, Document *document, Choose *choose, void *context);
Str words_text(Resolver *resolver, TokenRange range); /* one space for any white space */
Str words_folded(Resolver *resolver, TokenRange range);

/* mentions.c: fills document->mentions and traits, about in text order; every actor is NONE. */
void collect_mentions(Resolver *resolver);

/* kin.c: finds nouns that describe a name in this document. */
void find_kin(Resolver *resolver);
/* The type of what a noun stands for that only the document's names explain, or NONE. */
uint32_t kin_type(const Resolver *resolver, uint32_t noun, uint32_t first);
/* The word of a range on which the rest hangs. */
uint32_t mention_head(const Resolver *resolver, TokenRange range);

/* description.c: the first token of the noun phrase whose head is `noun`. */
uint32_t left_edge(const Resolver *resolver, uint32_t noun);
bool is_determiner(Str word);
bool is_possessive_mark(const Tokens *tokens, uint32_t token);

/* entities.c: gives each name mention its entity. */
void resolve_names(Resolver *resolver);
uint32_t entity_add(Resolver *resolver, Str name, uint8_t type);
/* The entity that `key` stands for, or NONE; `keyspace` keeps kinds of key apart. */
uint32_t entity_find(const Resolver *resolver, char keyspace, Str key);
void entity_key(Resolver *resolver, char keyspace, Str key, uint32_t entity);
/* The entity of that ISO code, made if the document named it otherwise only; NONE: no such state.
 */
uint32_t state_entity(Resolver *resolver, const char *code);
/* states.c: whether the name is a state's, and its entity for the mention; find_towns first. */
void find_towns(Resolver *resolver);
bool stands_for_union(const Resolver *r, const Name *name); /* "Brussels", if it acts */
bool resolve_state(Resolver *resolver, uint32_t mention, const Name *name);
void entity_mention(Resolver *resolver, uint32_t entity, uint32_t mention);
/* parties.c: the words of a name; of one of a party's members, "Tory", those for all of them. */
Str party_text(Resolver *resolver, TokenRange range);
/* acronyms.c: "IAEA" of "International Atomic Energy Agency". */
bool is_acronym_of(Resolver *resolver, uint32_t token, TokenRange words);
void note_acronyms(Resolver *resolver, const Name *name, uint32_t entity); /* of a full name */
uint32_t acronym_find(Resolver *resolver, Str word);    /* the body with those initials, or NONE */
uint32_t firm_find(const Resolver *resolver, Str word); /* "Acme" of "Acme Inc.", or NONE */
/* Whether the name is a single word that a longer name explains; then it has its entity. */
bool resolve_acronym(Resolver *resolver, uint32_t mention, const Name *name);

/* "There": a pronoun for a place. */
bool is_there(const Resolver *resolver, uint32_t mention);

/* referents.c: those whom a description or pronoun may mean, with the features of each. */
enum { REFERENTS_MAX = 20 };
struct Referents {
  uint32_t count; /* at least one: the last is NONE, nobody met so far */
  bool left_open; /* by the text before it: among all whom the article names */
  uint32_t entity[REFERENTS_MAX + 1];
  Features features[REFERENTS_MAX + 1];
};
void find_referents(const Resolver *resolver, uint32_t mention, Referents *referents);
TokenRange without_article(const Resolver *resolver, TokenRange range);

/* speakers.c: fills resolver->speaker for the quotations from `first` on that begin before `token`;
 * returns the first one left. */
bool says(const Resolver *resolver, uint32_t token); /* a verb of saying */
uint32_t find_speakers(Resolver *resolver, uint32_t first, uint32_t token);
/* The entity to whom a quotation is said, "told the minister", once all are resolved; or NONE. */
uint32_t addressee_of(const Resolver *resolver, uint32_t quote);

/* home.c: fills resolver->home from the names. */
void find_home(Resolver *resolver);

/* described.c: gives a description the actor whom the grammar names; false: it names none. */
bool resolve_described(Resolver *resolver, uint32_t mention);

/* headlines.c: names actors that the top of the article only describes. */
void name_the_described(Resolver *resolver, Referents *referents);

/* resolve.c: gives nominal and pronoun mentions their entities, in text order. */
void resolve_references(Resolver *resolver);
/* By how much any of the referents is preferred to nobody, in units of LINEAR_UNIT. */
int32_t nobody_handicap(const Resolver *resolver, uint32_t mention, const Referents *referents);
/* An index into the referents. */
uint32_t best_referent(const Linear *model, const Resolver *resolver, uint32_t mention,
                       const Referents *referents);
uint32_t choose_referent(const Resolver *resolver, uint32_t mention, const Referents *referents);
#endif
