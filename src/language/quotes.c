/* SPDX-License-Identifier: MIT */
#include "language/passes.h"

void find_quotes(const Models *models, Document *document) {
  (void)models;
  Tokens *tokens = &document->tokens;
  tokens->quote = NEW_ARRAY(&document->arena, uint32_t, tokens->count);
  for (uint32_t i = 0; i < tokens->count; i++) tokens->quote[i] = NONE;
}
