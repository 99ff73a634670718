/* SPDX-License-Identifier: MIT */
/* gazetteer.h - what the lists of countries, places, organisations and people know of a word. */
#ifndef GAZETTEER_H
#define GAZETTEER_H
#include "document.h"
#include "model/models.h"

typedef enum { KNOWN_NAME, KNOWN_DEMONYM, KNOWN_CAPITAL, KNOWN_METONYM } KnownAs;
typedef enum { GENDER_UNKNOWN, GENDER_FEMALE, GENDER_MALE } Gender;
typedef enum { TITLE_NONE, TITLE_HONORIFIC, TITLE_OFFICE, TITLE_RANK } TitleKind;

typedef struct {
  uint32_t length;  /* in tokens; 0: nothing known */
  uint8_t type;     /* ActorType */
  uint8_t known_as; /* KnownAs */
  char country[4];  /* or "" */
  Str kind;         /* of an organisation: party, company, ... */
  bool user;        /* from the user's own list */
  Str canonical;    /* empty: as written */
} Known;

typedef struct {
  uint32_t length; /* in tokens; 0: no title */
  uint8_t kind;    /* TitleKind */
  uint8_t gender;  /* Gender */
} Title;

/* The longest country, place or organisation that begins at `token` and ends before `end`.
 * Lower-case words never match; acronyms that are words too ("us") only in capitals. */
Known gazetteer_match(const Models *models, const Document *document, uint32_t token, uint32_t end);

/* The length of the longest place that begins at `token`, written small ("florida"); 0: none. */
uint32_t gazetteer_match_small(const Models *models, const Document *document, uint32_t token,
                               uint32_t end);

/* The longest title or office ("Prime Minister", "Gen.") that begins at `token`. */
Title title_match(const Models *models, const Document *document, uint32_t token, uint32_t end);

bool is_given_name(const Models *models, const Document *document, uint32_t token, Gender *gender);
bool is_surname(const Models *models, const Document *document, uint32_t token);

/* A capitalised word that is no name by itself: "The", "Monday". */
bool is_no_name(const Models *models, const Document *document, uint32_t token);

/* "Acme Industries", "G4S Solutions USA Inc.": whose first word alone may name it as well. */
bool is_firm_name(const Tokens *tokens, TokenRange name);

/* "Chelsea Clinton Foundation": a body that may be called after people. */
bool is_called_after(const Tokens *tokens, TokenRange name);

/* A word that bodies have in their names: "Agency" (name-words.tsv). */
bool is_body_word(const Models *models, const Document *document, uint32_t token);

void country_set(char country[4], Str code); /* code of three letters, else "" */
#endif
