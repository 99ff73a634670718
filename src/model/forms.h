/* SPDX-License-Identifier: MIT */
/* forms.h - a lexicon of base forms, found by any inflected form of its words.
 *
 * Keys are phrases of base forms: "point the finger", "take .. to task" (".." stands for one
 * to six words). "his" in a key stands for any possessive pronoun. The first word is found
 * in all its regular inflections and by its lemma, the others by form, lemma or plural. */
#ifndef FORMS_H
#define FORMS_H
#include "model/lexicon.h"

typedef struct {
  const Lexicon *lexicon;
  struct FormPhrase *phrases;   /* one an entry */
  struct FormPosting *postings; /* form of a first word -> entries */
  struct FormSlot *slots;       /* open addressing over the hashes of forms */
  uint32_t posting_count, mask;
  uint32_t bit; /* in the lists of words that begin a phrase; see forms_share() */
} Forms;

typedef struct { /* words of a sentence from some token on */
  const uint32_t *hash, *lemma_hash;
  uint32_t available;
  const uint32_t *lists, *lemma_lists; /* of the same words, see lexicon_lists(); NULL: not known */
} FormWords;

typedef struct {
  const LexiconEntry *entry;
  uint32_t length; /* words, with the gap's */
} FormMatch;

/* The lexicon must outlive the index. */
void forms_build(Arena *arena, const Lexicon *lexicon, Forms *forms);

/* The same as lexicon_share(), with all forms of the first words. Words with `lists` are matched
 * only after it. */
void forms_share(Forms *forms, uint32_t *beginnings, uint32_t number);

/* Entries whose phrase begins at the first word: only those of the longest match; at most `room`.
 */
uint32_t forms_match(const Forms *forms, FormWords words, FormMatch *found, uint32_t room);
#endif
