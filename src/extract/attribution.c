/* SPDX-License-Identifier: MIT */
/* attribution.c - every statement by its source: find_statements. */
#include "extract/attribution.h"
#include "extract/passes.h"

enum { LEAST_TRUST = -3 * LINEAR_UNIT / 8 }; /* more than are likelier than not: best F1 */

void find_statements(const Models *models, Document *document) {
  if (!document->tokens.count || !models->statement_cues.weights) return;
  Setting setting = setting_new(models, document);
  uint32_t count;
  Attribution *found = find_attributions(&setting, &document->arena, &models->statement_cues,
                                         &models->statement_parts, &count);
  count = keep_trusted(&setting, &models->statement_trust, LEAST_TRUST, found, count);
  widen_cues(&setting, &models->statement_extents, found, count);
  found = add_signed(&setting, &document->arena, found, &count);
  add_statements(&setting, document, found, count);
}
