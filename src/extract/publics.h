/* SPDX-License-Identifier: MIT */
/* publics.h - what the list of public persons and bodies knows of an actor beyond the article:
 * offices with their years, professions, parties, homes. */
#ifndef PUBLICS_H
#define PUBLICS_H
#include "extract/actors.h"

typedef enum {
  PUBLIC_UNKNOWN, /* the list does not have the actor */
  PUBLIC_OTHER,   /* ... has it, but not as what the description says */
  PUBLIC_NOW,     /* the description fits at the day of the article */
  PUBLIC_PAST,
  PUBLIC_FUTURE
} PublicFit;

typedef struct {
  uint8_t fit;            /* PublicFit, of the noun */
  uint8_t known, unknown; /* words before the noun that the list has of the actor, and others */
  bool former;            /* "former", "ex-" */
} PublicMatch;

/* Whether the words are the full name of a person of the list. */
bool is_public_person(const Models *models, const Document *document, TokenRange name);

/* Looks an actor up whose full name has become known: gender, country, words. */
void public_meet(Resolver *resolver, uint32_t entity);

/* The entity whom the list knows by that full name, too, if it was met; else NONE. */
uint32_t public_person(const Resolver *resolver, TokenRange name);

/* How a description fits what is known of an actor. */
PublicMatch public_match(const Resolver *resolver, uint32_t mention, const Entity *entity);

/* How the office that stands before a name fits what is known of an actor. */
PublicFit public_title(const Resolver *resolver, TokenRange title, const Entity *entity);

/* Whether the list has an office, a noun with one word before it or none, of an actor at the day of
 * the article: "prime", "minister". */
bool public_is_now(const Resolver *resolver, const Entity *entity, const char *before,
                   const char *noun);

/* The only person of the article who holds the office that a description names, with what tells
 * it from others, at the day of the article: "the FBI director"; or NONE. */
uint32_t public_holder(const Resolver *resolver, uint32_t mention);

#endif
