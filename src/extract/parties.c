/* SPDX-License-Identifier: MIT */
/* parties.c - what a party is called where the article has only the word for one of its members:
 * "Tories" for "Tory plans". */
#include "extract/actors.h"

enum { WORDS_MAX = 3 };

/* "Tory" with another end: "Tories". The ends follow the case of the word. */
static Str with_end(Resolver *r, Str word, uint32_t keep, const char *end) {
  uint32_t len = (uint32_t)strlen(end), last = word.len - 1;
  bool upper = word.len > 1 && word.bytes[last] >= 'A' && word.bytes[last] <= 'Z';
  char *bytes = NEW_ARRAY(&r->document->arena, char, keep + len);
  memcpy(bytes, word.bytes, keep);
  for (uint32_t i = 0; i < len; i++) bytes[keep + i] = upper ? (char)(end[i] - 'a' + 'A') : end[i];
  return (Str){bytes, keep + len};
}

static bool ends_with(Str word, const char *end) {
  uint32_t len = (uint32_t)strlen(end);
  return word.len > len && !memcmp(word.bytes + word.len - len, end, len);
}

/* "Tory", "Democratic", "Lib Dem": the members as they call themselves. */
static Str members(Resolver *r, Str folded, Str word) {
  if (ends_with(folded, "y")) return with_end(r, word, word.len - 1, "ies");
  if (ends_with(folded, "ic")) return with_end(r, word, word.len - 2, "s");
  return with_end(r, word, word.len, "s");
}

/* The party of the list with just these words. */
static const LexiconEntry *party(const Resolver *r, const Str *words, uint32_t count) {
  uint32_t hash[WORDS_MAX], length = 0;
  for (uint32_t i = 0; i < count; i++) hash[i] = str_hash(words[i]);
  const LexiconEntry *entry = lexicon_match(&r->models->organizations, words, hash, count, &length);
  return entry && length == count && str_is(entry->column[0], "party") ? entry : NULL;
}

Str party_text(Resolver *r, TokenRange range) {
  Str words[WORDS_MAX], text = words_text(r, range);
  if (range.count > WORDS_MAX) return text;
  const Tokens *t = &r->document->tokens;
  for (uint32_t i = 0; i < range.count; i++) words[i] = t->folded[range.first + i];
  const LexiconEntry *one = party(r, words, range.count);
  Str *last = &words[range.count - 1];
  if (!one || ends_with(*last, "s")) return text;
  Str whole = members(r, *last, text);
  *last = members(r, *last, *last);
  const LexiconEntry *all = party(r, words, range.count);
  return all && str_equals(all->column[2], one->column[2]) ? whole : text;
}
