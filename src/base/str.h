/* SPDX-License-Identifier: MIT */
/* str.h - a borrowed string: `len` bytes, not NUL-ended. Its owner is an arena or static data. */
#ifndef STR_H
#define STR_H
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct {
  const char *bytes;
  uint32_t len;
} Str;

#define STR(literal) ((Str){"" literal, sizeof(literal) - 1})

static inline bool str_equals(Str a, Str b) {
  return a.len == b.len && (a.len == 0 || !memcmp(a.bytes, b.bytes, a.len));
}
/* The first byte tells most words apart without a look at the length of one in a list. */
static inline bool str_is(Str a, const char *literal) {
  if (a.len == 0) return !*literal;
  return a.bytes[0] == *literal && a.len == strlen(literal) && !memcmp(a.bytes, literal, a.len);
}

/* FNV-1a, the hash of folded token forms and lexicon words; it goes on where it stopped. */
static inline uint32_t str_hash_on(uint32_t hash, char byte) {
  return (hash ^ (unsigned char)byte) * 16777619u;
}
static inline uint32_t str_hash(Str s) {
  uint32_t h = 2166136261u;
  for (uint32_t i = 0; i < s.len; i++) h = str_hash_on(h, s.bytes[i]);
  return h;
}
/* Hash of a sequence of words, extended one word at a time; starts at 0. */
static inline uint32_t hash_join(uint32_t sequence, uint32_t word) {
  return (sequence ^ word ^ (sequence << 7)) * 2654435761u + (sequence >> 3);
}

/* STR_IN(word, LIST): whether it is one of an array of C strings. */
#define STR_IN(str, list) str_in(str, list, sizeof(list) / sizeof *(list))
static inline bool str_in(Str s, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (str_is(s, list[i])) return true;
  return false;
}
#endif
