/* SPDX-License-Identifier: MIT */
/* lexicon.h - a TSV file as a map from words or phrases to their properties.
 *
 * The first column is the key: lower-case tokens, one space between them; hyphens and
 * clitics are taken apart on loading as the tokenizer does ("al-shabaab" is three tokens,
 * "anti-war" one, see hyphen.h). Lines with the same key are neighbours and stay in file order. */
#ifndef LEXICON_H
#define LEXICON_H
#include "allege.h"
#include "base/arena.h"
#include "base/str.h"
#include "model/data.h"

enum { LEXICON_COLUMNS = 8 }; /* columns after the key */

typedef struct {
  Str key;           /* tokens joined by one space */
  const Str *column; /* [LEXICON_COLUMNS], empty where the line has fewer; lines may share them */
  uint32_t line;     /* 1-based, for messages */
} LexiconEntry;

typedef struct {
  LexiconEntry *entries; /* in file order */
  uint32_t count;
  struct LexiconSlot *slots; /* open addressing over hash_join of the key's words */
  uint32_t mask;
  const uint32_t *beginnings; /* shared with other lists, or NULL; see lexicon_share() */
  uint32_t bit;               /* of this list in `beginnings` */
} Lexicon;

/* Fails on a line without a key or with too many columns; `name` is used in the message. */
bool lexicon_parse(Arena *arena, Data data, const char *name, Lexicon *lexicon, AllegeError *error);

/* Only the entries: no key can be looked up. */
bool lexicon_parse_lines(Arena *arena, Data data, const char *name, Lexicon *lexicon,
                         AllegeError *error);

/* One table for many lists: the bits of those that have a key which begins with a word of a hash.
 * Most words begin nothing, and one place in memory then tells it for all lists. */
enum { LEXICON_BEGINNINGS = 1 << 16 };
void lexicon_share(Lexicon *lexicon, uint32_t *beginnings, uint32_t number);
static inline uint32_t *lexicon_beginning(uint32_t *beginnings, uint32_t hash) {
  return &beginnings[hash_join(0, hash) % LEXICON_BEGINNINGS];
}
static inline uint32_t lexicon_lists(const uint32_t *beginnings, uint32_t hash) {
  return beginnings[hash_join(0, hash) % LEXICON_BEGINNINGS];
}
/* Whether to look at all: `lists` of a document's tokens as lexicon_lists() has them, or NULL. */
static inline bool lexicon_may_begin(const Lexicon *lexicon, const uint32_t *lists,
                                     uint32_t token) {
  return !lists || !lexicon->bit || (lists[token] & lexicon->bit);
}

/* The first entry of that key, or NULL; more of the same key may follow it. */
const LexiconEntry *lexicon_find(const Lexicon *lexicon, Str key);

/* The longest key that equals words[0 .. *length), given the words' str_hash; NULL: none. */
const LexiconEntry *lexicon_match(const Lexicon *lexicon, const Str *words, const uint32_t *hashes,
                                  uint32_t available, uint32_t *length);

/* The entry after `entry` if it has the same key, else NULL. */
const LexiconEntry *lexicon_next(const Lexicon *lexicon, const LexiconEntry *entry);
#endif
