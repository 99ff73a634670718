/* SPDX-License-Identifier: MIT */
/* features.c - keys of the word, its endings and beginnings (bytes of the folded form,
 * digits alike) and its shape. */
#include "language/features.h"

enum { SEED_WORD = 1, SEED_END = 2, SEED_BEGIN = 6, SEED_SHAPE = 11, SEED_CLASS = 12 };
enum { LONGEST_END = 4, LONGEST_BEGIN = 3, SHAPE_MAX = 12 };

static uint32_t mix(uint32_t hash, uint32_t byte) { return (hash ^ byte) * 16777619u; }

static uint32_t finish(uint32_t hash) {
  hash ^= hash >> 15;
  hash *= 0x2c1b3c6du;
  hash ^= hash >> 12;
  hash *= 0x297a2d39u;
  hash ^= hash >> 15;
  return hash ? hash : 1;
}

static uint32_t seeded(uint32_t seed) { return 2166136261u + seed * 0x9E3779B9u; }

static bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
static bool is_lower(unsigned char c) { return c >= 'a' && c <= 'z'; }
static bool is_upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }

static uint32_t plain(char c) { return is_digit((unsigned char)c) ? '0' : (unsigned char)c; }

typedef struct {
  uint32_t lower, upper, digit, other, wide;
} Counts;

static Counts count_kinds(const TokenText *token) {
  Counts counts = {0};
  for (uint32_t i = 0; i < token->len; i++) {
    unsigned char c = (unsigned char)token->text[i];
    if (is_lower(c)) counts.lower++;
    else if (is_upper(c)) counts.upper++;
    else if (is_digit(c)) counts.digit++;
    else if (c >= 0x80) counts.wide++;
    else counts.other++;
  }
  return counts;
}

SentenceCase features_case(const TokenText *tokens, uint32_t count) {
  uint32_t words = 0, capital = 0, initial = 0, longer = 0, longer_initial = 0;
  for (uint32_t i = 0; i < count; i++) {
    Counts kinds = count_kinds(&tokens[i]);
    if (kinds.lower + kinds.upper < 2) continue;
    bool starts = is_upper((unsigned char)tokens[i].text[0]);
    words++;
    capital += kinds.lower == 0;
    initial += starts;
    if (tokens[i].len < 4) continue;
    longer++;
    longer_initial += starts;
  }
  if (words >= 3 && capital * 10 >= words * 7) return CASE_CAPITALS;
  if (longer >= 3 && longer_initial * 10 >= longer * 8) return CASE_TITLE;
  return words >= 4 && initial == 0 ? CASE_LOWER : CASE_PLAIN;
}

/* 0 marks, 1 lower, 2 Initial, 3 CAPITALS, 4 one capital, 5 miXed, 6 digits, 7 digits+letters */
static uint32_t case_class(const TokenText *token, const Counts *kinds) {
  uint32_t letters = kinds->lower + kinds->upper;
  if (kinds->digit) return letters ? 7 : 6;
  if (letters == 0) return kinds->wide ? 1 : 0;
  if (kinds->upper == 0) return 1;
  if (kinds->upper == 1 && is_upper((unsigned char)token->text[0])) return letters == 1 ? 4 : 2;
  return kinds->lower == 0 ? 3 : 5;
}

/* The written shape with runs made one: "McCain-2008" is XxXx-0. */
static uint32_t shape_key(const TokenText *token) {
  uint32_t hash = seeded(SEED_SHAPE), made = 0;
  char before = 0;
  for (uint32_t i = 0; i < token->len && made < SHAPE_MAX; i++) {
    unsigned char c = (unsigned char)token->text[i];
    char kind = is_lower(c)   ? 'x'
                : is_upper(c) ? 'X'
                : is_digit(c) ? '0'
                : c >= 0x80   ? 'w'
                              : (char)c;
    if (kind == before) continue;
    hash = mix(hash, (unsigned char)kind);
    before = kind;
    made++;
  }
  return finish(hash);
}

static uint32_t class_key(const TokenText *token, SentenceCase sentence, bool first) {
  Counts kinds = count_kinds(token);
  uint32_t length = token->len > 3 ? 3 : token->len;
  uint32_t hash = mix(seeded(SEED_CLASS), case_class(token, &kinds));
  hash = mix(hash, (uint32_t)sentence * 2 + first);
  return finish(mix(hash, length));
}

void features_keys(const TokenText *token, SentenceCase sentence, bool first,
                   uint32_t keys[FEATURE_COUNT]) {
  const char *folded = token->folded;
  uint32_t len = token->folded_len, at = 0;
  uint32_t word = seeded(SEED_WORD);
  for (uint32_t i = 0; i < len; i++) word = mix(word, plain(folded[i]));
  keys[at++] = finish(word);
  for (uint32_t size = 1; size <= LONGEST_BEGIN; size++) {
    uint32_t hash = seeded(SEED_BEGIN + size);
    for (uint32_t i = 0; i < size && i < len; i++) hash = mix(hash, plain(folded[i]));
    keys[at++] = size < len ? finish(hash) : 0;
  }
  for (uint32_t size = 1; size <= LONGEST_END; size++) {
    uint32_t hash = seeded(SEED_END + size);
    for (uint32_t i = 0; i < size && i < len; i++) hash = mix(hash, plain(folded[len - 1 - i]));
    keys[at++] = size < len ? finish(hash) : 0;
  }
  /* A typographic quote or dash looks like its plain form. */
  bool mark = token->len && (token->text[0] & 0x80) && len && !(folded[0] & 0x80);
  TokenText plainer = {folded, folded, len, len};
  keys[at++] = shape_key(mark ? &plainer : token);
  keys[at++] = class_key(mark ? &plainer : token, sentence, first);
}
