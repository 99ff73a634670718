/* SPDX-License-Identifier: MIT */
#include "language/passes.h"

void find_lemmas(const Models *models, Document *document) {
  (void)models;
  document->tokens.lemma = document->tokens.folded;
  document->tokens.lemma_hash = document->tokens.hash;
}
