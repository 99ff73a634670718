/* SPDX-License-Identifier: MIT */
/* passes.h - from words and grammar to what the article says, in order. */
#ifndef EXTRACT_PASSES_H
#define EXTRACT_PASSES_H
#include "document.h"
#include "model/models.h"

void find_frames(const Models *models, Document *document); /* heads, lemmas           -> frames */
void find_names(const Models *models, Document *document);  /* tags, lexicons          -> names */
void find_actors(const Models *models,
                 Document *document); /* names, heads, quotes    -> mentions, actors */
void find_dates(const Models *models, Document *document); /* tokens, tags, published -> dates */
void find_statements(const Models *models,
                     Document *document); /* heads, quotes, mentions -> claims: who said what */
void find_claims(const Models *models, Document *document); /* frames, quotes, actors  -> claims */
void find_claim_dates(const Models *models,
                      Document *document); /* claims, dates, heads -> their dates */
void find_events(const Models *models,
                 Document *document); /* claims, frames, actors, dates -> events */
void find_summary(const Models *models,
                  Document *document); /* claims                  -> summary */
#endif
