/* SPDX-License-Identifier: MIT */
/* claim_noun.h - nouns that stand for what somebody has said against another. */
#ifndef CLAIM_NOUN_H
#define CLAIM_NOUN_H
#include "document.h"

/* A charge, an allegation, an accusation, a claim. */
bool is_claim_noun(const Tokens *tokens, uint32_t token);
/* "They armed rebels, a claim Kigali rejects", outside of quotations: whether the token is such a
 * noun, also if taken for a verb, that stands for what is said before it. */
bool is_apposed_claim(const Tokens *tokens, uint32_t token);
/* "A charge the bank's head, Jo Bell, rejects", "allegations dismissed by the bank": whether the
 * verb, a token, is said of such a noun, whatever the tree makes of it; no other verb stands
 * between. */
bool follows_apposed_claim(const Tokens *tokens, uint32_t verb);
/* The comma or dash before the first of those in [first, end), or `end`. */
uint32_t before_apposed_claim(const Tokens *tokens, uint32_t first, uint32_t end);
#endif
