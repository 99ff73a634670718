/* SPDX-License-Identifier: MIT */
/* sentences.c - tokens to sentences: a paragraph always ends one; inside paragraphs a linear
 * model decides at each token where one may begin. */
#include "language/boundaries.h"
#include "language/passes.h"

static bool begins_sentence(const Models *models, const Boundaries *b, uint32_t token) {
  if (token == b->paragraph) return true;
  if (!boundaries_possible(b, token)) return false;
  Features features;
  boundaries_features(b, token, &features);
  return linear_score(&models->sentences, &features) > 0;
}

void find_sentences(const Models *models, Document *document) {
  Tokens *tokens = &document->tokens;
  tokens->sentence = NEW_ARRAY(&document->arena, uint32_t, tokens->count);
  Boundaries b = boundaries_new(models, document);
  for (uint32_t i = 0; i < tokens->count; i++) {
    boundaries_pass(&b, i);
    if (begins_sentence(models, &b, i)) {
      boundaries_begin(&b, i);
      ARRAY_PUSH(&document->arena, &document->sentences, ((TokenRange){i, 0}));
    }
    tokens->sentence[i] = document->sentences.count - 1;
    document->sentences.items[document->sentences.count - 1].count++;
  }
}
