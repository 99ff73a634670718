/* SPDX-License-Identifier: MIT */
/* attribution.c - every statement by its source: find_statements. */
#include "extract/attribution.h"
#include "extract/passes.h"

enum { LEAST_TRUST = -3 * LINEAR_UNIT / 8 }; /* more than are likelier than not: best F1 */

/* "The mayor told the court: '...'": the colon says nothing that the verb before it does not. */
static uint32_t drop_colons(const Tokens *t, Attribution *all, uint32_t count) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    bool colon = all[i].cue.count == 1 && str_is(t->folded[all[i].cue.first], ":");
    bool told = kept && all[kept - 1].content.first == all[i].content.first &&
                all[kept - 1].cue.first < all[i].cue.first;
    if (!colon || !told) all[kept++] = all[i];
  }
  return kept;
}

void find_statements(const Models *models, Document *document) {
  if (!document->tokens.count || !models->statement_cues.weights) return;
  Setting setting = setting_new(models, document);
  uint32_t count;
  Attribution *found = find_attributions(&setting, &document->arena, &models->statement_cues,
                                         &models->statement_parts, &count);
  count = keep_trusted(&setting, &models->statement_trust, LEAST_TRUST, found, count);
  count = drop_colons(&document->tokens, found, count);
  widen_cues(&setting, &models->statement_extents, found, count);
  found = add_signed(&setting, &document->arena, found, &count);
  continue_quotes(&setting, &document->arena, found, count);
  add_statements(&setting, document, found, count);
}
