/* SPDX-License-Identifier: MIT */
/* name_features.h - what speaks for a token's name label, for the pass and its trainer. */
#ifndef NAME_FEATURES_H
#define NAME_FEATURES_H
#include "extract/gazetteer.h"
#include "model/linear.h"

typedef struct {   /* of a token */
  uint8_t listed;  /* what list it is in, and whether at the beginning or end of the entry */
  uint8_t person;  /* given name, surname, title: bits */
  uint8_t word;    /* name-words.tsv, no-names.tsv */
  uint8_t shape;   /* capitals, digits, marks */
  uint16_t memory; /* what the rest of the document shows of the word: bits */
  uint8_t setting; /* first of its sentence, in a headline: bits */
  uint8_t run;     /* place in its run */
  uint8_t coarse;  /* group of words like it: word_classes.h */
  uint16_t fine;
  bool active; /* may be in a name */
} Clue;

enum { SHAPE_SHOUTED = 14 }; /* Clue.shape: all capitals among words that all are */
enum { LISTED_PLACE = 7 };   /* Clue.listed / 4: 1 + KnownAs of a state, 5 a body, 6 and 7 places */

/* One Clue a token, in the document's arena. */
Clue *find_clues(const Models *models, Document *document);

void name_features(const Document *document, const Clue *clues, uint32_t token, Features *features);

/* In a sentence whose words are nearly all written large. */
bool clue_is_headline(const Clue *clue);

/* Written large where a common word would not be (a noun also at the beginning of a sentence, if it
 * is so elsewhere), and never small in the document. */
bool clue_is_settled(const Clue *clue, bool noun);

/* name_beside.c: names that the noun before them types or a list knows, found or not so far. */
void tell_names(const Models *models, Document *document);

/* name_votes.c: gives the names with the same words one type, and finds those that were missed. */
void settle_names(const Models *models, Document *document, const Clue *clues);
#endif
