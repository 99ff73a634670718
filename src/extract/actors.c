/* SPDX-License-Identifier: MIT */
#include "extract/passes.h"

void find_actors(const Models *models, Document *document) {
  (void)models;
  Tokens *tokens = &document->tokens;
  tokens->mention = NEW_ARRAY(&document->arena, uint32_t, tokens->count);
  for (uint32_t i = 0; i < tokens->count; i++) tokens->mention[i] = NONE;
}
