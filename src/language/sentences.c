/* SPDX-License-Identifier: MIT */
#include "language/passes.h"

static bool ends_sentence(const Document *document, uint32_t token) {
  const Tokens *tokens = &document->tokens;
  if (token + 1 == tokens->count || (tokens->flags[token + 1] & TOKEN_PARAGRAPH_BEFORE)) return true;
  char c = document->text[tokens->span[token].start];
  if (c == '!' || c == '?') return true;
  if (c != '.') return false;
  return true;
}

void find_sentences(const Models *models, Document *document) {
  (void)models;
  Tokens *tokens = &document->tokens;
  tokens->sentence = NEW_ARRAY(&document->arena, uint32_t, tokens->count);
  uint32_t first = 0;
  for (uint32_t i = 0; i < tokens->count; i++) {
    tokens->sentence[i] = document->sentences.count;
    if (!ends_sentence(document, i)) continue;
    ARRAY_PUSH(&document->arena, &document->sentences, ((TokenRange){first, i + 1 - first}));
    first = i + 1;
  }
}
