/* SPDX-License-Identifier: MIT */
#include "language/passes.h"

void find_tags(const Models *models, Document *document) {
  (void)models;
  Tokens *tokens = &document->tokens;
  tokens->tag = NEW_ARRAY(&document->arena, uint8_t, tokens->count);
  tokens->xpos = NEW_ARRAY(&document->arena, uint8_t, tokens->count);
  tokens->name_label = NEW_ARRAY(&document->arena, uint8_t, tokens->count);
}
