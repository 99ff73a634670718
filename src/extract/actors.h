/* SPDX-License-Identifier: MIT */
/* actors.h - the steps of find_actors and what they share: mentions with their traits are
 * collected, names become entities, then nominals and pronouns find theirs in text order. */
#ifndef ACTORS_H
#define ACTORS_H
#include "extract/gazetteer.h"

typedef enum { NUMBER_UNKNOWN, NUMBER_SINGULAR, NUMBER_PLURAL } Number;

typedef struct {      /* of the mention with the same index */
  uint32_t name;      /* index into names, or NONE */
  uint8_t type;       /* ActorType */
  uint8_t gender;     /* Gender */
  uint8_t number;     /* Number */
  uint8_t person;     /* of a pronoun: 1, 2, 3; 0: relative */
  uint8_t title;      /* TitleKind before a name */
  bool definite;      /* "the ...", "this ...", "his ..." */
  bool possessive;    /* "his" */
  bool animate;       /* "he", not "it" */
  char country[4];    /* of the state that the words themselves name, or "" */
  TokenRange role;    /* title or apposition that tells the office; count 0: none */
} Traits;

typedef struct {
  Str name;           /* as the report shows it */
  Str role;
  TokenRange words;   /* the fullest form seen */
  uint8_t type, gender, number;
  bool named;         /* has a name, not only a description */
  char country[4];
  uint32_t mentions;  /* so far */
  uint32_t last;      /* latest mention so far, in text order, or NONE */
  uint32_t same_last; /* another person with the same last name, or NONE */
} Entity;

typedef struct { uint32_t hash, value; Str key; } KeySlot;

typedef struct {
  const Models *models;
  Document *document;
  bool has_grammar;   /* tags and heads were made */
  ARRAY_OF(Traits) traits;
  ARRAY_OF(Entity) entities;
  KeySlot *keys;      /* open addressing: spelling -> entity */
  uint32_t key_mask;
} Resolver;

/* mentions.c: fills document->mentions and traits, in text order; every actor is NONE. */
void collect_mentions(Resolver *resolver);

/* entities.c: gives each name mention its entity. */
void resolve_names(Resolver *resolver);
uint32_t entity_add(Resolver *resolver, Str name, uint8_t type);
/* The entity that `key` stands for, or NONE; `keyspace` keeps kinds of key apart. */
uint32_t entity_find(const Resolver *resolver, char keyspace, Str key);
void entity_key(Resolver *resolver, char keyspace, Str key, uint32_t entity);
void entity_mention(Resolver *resolver, uint32_t entity, uint32_t mention);
Str words_text(Resolver *resolver, TokenRange range); /* one space for any white space */
Str words_folded(Resolver *resolver, TokenRange range);

/* resolve.c: gives nominal and pronoun mentions their entities. */
void resolve_references(Resolver *resolver);
#endif
