/* SPDX-License-Identifier: MIT */
/* dates.h - which of the dates found belongs to an event or a saying. */
#ifndef EXTRACT_DATES_H
#define EXTRACT_DATES_H
#include "document.h"

/* The date or time of what the token tells (a verb or a noun of action): the nearest one that
 * hangs on it, else one on the predicate that it completes or is joined to ("began to bomb on
 * Friday"); never one of a clause around it ("said on Monday that they had bombed"). An index into
 * dates, or NONE. Durations that nothing anchors and "now", "recently" are no dates here. */
uint32_t date_of_token(const Document *document, uint32_t token);

/* The first date or time inside the span, e.g. of an alleged act in a claim's content; or NONE. */
uint32_t date_in_span(const Document *document, Span span);
/* Index of the first date that begins at the token or behind it; by binary search. */
uint32_t first_date_from(const Document *document, uint32_t token);
/* The token of the range that hangs on something outside. */
uint32_t date_head(const Tokens *tokens, TokenRange range);

/* Whether a date under the noun by that token dates the noun only ("the 1701 Act"). */
bool date_stays_with(const Tokens *tokens, uint32_t token, uint32_t noun);
#endif
