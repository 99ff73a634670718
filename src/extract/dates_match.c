/* SPDX-License-Identifier: MIT */
/* dates_match.c - the longest pattern of the date grammar at an item.
 *
 * A pattern has at most DATE_RULE_LENGTH elements, so the work at an item is bounded. */
#include "extract/dates_inner.h"

typedef struct {
  const DateRule *rule;
  const DateItem *items;
  uint32_t count;
  uint64_t taken[DATE_RULE_LENGTH]; /* by element: classes shared with its item, 0: left out */
  uint64_t best_taken[DATE_RULE_LENGTH];
  uint32_t best_end;
} Attempt;

/* Items that only join others neither begin nor end a date. */
static bool is_joint(const DateItem *item) {
  return !(item->classes & ~(CLASS(HYPHEN) | CLASS(COMMA) | CLASS(OF) | CLASS(ON)));
}

static void attempt(Attempt *a, uint32_t element, uint32_t item) {
  if (element == a->rule->length) {
    if (item <= a->best_end || is_joint(&a->items[item - 1])) return;
    a->best_end = item;
    memcpy(a->best_taken, a->taken, sizeof a->taken);
    return;
  }
  const DateElement *wanted = &a->rule->elements[element];
  uint64_t shared = item < a->count ? a->items[item].classes & wanted->classes : 0;
  if (shared) {
    a->taken[element] = shared;
    attempt(a, element + 1, item + 1);
  }
  a->taken[element] = 0;
  if (wanted->optional) attempt(a, element + 1, item);
}

static void keep(const Attempt *a, DateMatch *match) {
  uint32_t item = 0;
  *match = (DateMatch){.rule = a->rule, .first = NONE};
  for (uint32_t e = 0; e < a->rule->length; e++) {
    if (!a->best_taken[e]) continue;
    match->taken[item++] = a->best_taken[e];
    if (a->rule->elements[e].outside) continue;
    match->seen |= a->best_taken[e];
    if (match->first == NONE) match->first = item - 1;
    match->end = item;
  }
}

bool date_match(const DateGrammar *grammar, const DateItem *items, uint32_t count,
                DateMatch *match) {
  match->rule = NULL, match->end = 0;
  if (is_joint(items)) return false;
  for (uint64_t classes = items->classes; classes; classes &= classes - 1) {
    uint32_t class = 0;
    while (!(classes >> class & 1)) class ++;
    for (uint32_t i = 0; i < grammar->starting_count[class]; i++) {
      Attempt a = {.rule = &grammar->rules[grammar->starting[class][i]],
                   .items = items,
                   .count = count,
                   .best_end = match->end};
      attempt(&a, 0, 0);
      if (a.best_end > match->end) keep(&a, match);
    }
  }
  return match->rule != NULL;
}
