/* SPDX-License-Identifier: MIT */
/* features.h - what the grammar network sees of a token: keys (hashes) of the word, its
 * endings, beginnings and shape. Trainer and passes share this code. */
#ifndef FEATURES_H
#define FEATURES_H
#include <stdbool.h>
#include <stdint.h>

/* How the letters of a sentence are cased: in headlines case tells little. */
typedef enum { CASE_PLAIN, CASE_CAPITALS, CASE_TITLE, CASE_LOWER } SentenceCase;

enum { FEATURE_COUNT = 10 };
enum { FEATURE_WORD = 0 }; /* place of the word itself; the others back off from it */

typedef struct {
  const char *text;   /* as written */
  const char *folded; /* lower-cased */
  uint32_t len, folded_len;
} TokenText;

SentenceCase features_case(const TokenText *tokens, uint32_t count);

/* Keys of one token; 0 means: no such feature (a short word has no long endings). */
void features_keys(const TokenText *token, SentenceCase sentence, bool first,
                   uint32_t keys[FEATURE_COUNT]);

#endif
