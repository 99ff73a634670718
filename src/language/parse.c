/* SPDX-License-Identifier: MIT */
#include "language/passes.h"

void find_heads(const Models *models, Document *document) {
  (void)models;
  Tokens *tokens = &document->tokens;
  tokens->head = NEW_ARRAY(&document->arena, uint32_t, tokens->count);
  tokens->relation = NEW_ARRAY(&document->arena, uint8_t, tokens->count);
  for (uint32_t s = 0; s < document->sentences.count; s++) {
    TokenRange sentence = document->sentences.items[s];
    for (uint32_t i = 0; i < sentence.count; i++) {
      tokens->head[sentence.first + i] = i ? sentence.first : NONE;
      tokens->relation[sentence.first + i] = i ? REL_DEP : REL_ROOT;
    }
  }
}
