/* SPDX-License-Identifier: MIT */
/* speakers.c - who says a quotation: the subject of the verb of saying beside it. */
#include "extract/actors.h"
#include "extract/tree.h"

bool says(const Resolver *r, uint32_t token) {
  const Tokens *t = &r->document->tokens;
  uint32_t length;
  return lexicon_match(&r->models->speech_verbs, &t->lemma[token], &t->lemma_hash[token], 1,
                       &length) != NULL;
}

enum { BESIDE = 60 }; /* tokens looked at on each side */

/* The entity of the subject of a verb of saying between `from` and `to`, outside quotations. */
static uint32_t subject_between(const Resolver *r, uint32_t from, uint32_t to, bool after) {
  const Tokens *t = &r->document->tokens;
  if (to > from && to - from > BESIDE) { /* the part nearer to the quotation */
    if (after) to = from + BESIDE;
    else from = to - BESIDE;
  }
  for (uint32_t i = from; i < to; i++) {
    if (t->quote[i] != NONE || !says(r, i)) continue;
    uint32_t subject = tree_child(t, i, REL_NSUBJ);
    uint32_t mention = subject == NONE ? NONE : t->mention[subject];
    if (mention != NONE && r->document->mentions.items[mention].actor != NONE)
      return r->document->mentions.items[mention].actor;
  }
  return NONE;
}

static uint32_t speaker_of(const Resolver *r, uint32_t q) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  const Quote *quote = &d->quotes.items[q];
  uint32_t last = quote->range.first + quote->range.count - 1;
  TokenRange before = d->sentences.items[t->sentence[quote->range.first]];
  TokenRange after = d->sentences.items[t->sentence[last]];
  uint32_t found = subject_between(r, before.first, quote->range.first, false);
  if (found == NONE) found = subject_between(r, last + 1, after.first + after.count, true);
  if (found != NONE || q == 0) return found;
  /* A paragraph goes on with its speaker. */
  for (uint32_t i = d->quotes.items[q - 1].range.first + 1; i <= quote->range.first; i++)
    if ((t->flags[i] & TOKEN_PARAGRAPH_BEFORE) && !d->quotes.items[q - 1].continues) return NONE;
  return r->speaker[q - 1];
}

/* The verb beside the quotation that says to whom: "told", "asked". */
static uint32_t telling_between(const Resolver *r, uint32_t from, uint32_t to) {
  const Tokens *t = &r->document->tokens;
  for (uint32_t i = from; i < to; i++)
    if (t->quote[i] == NONE && says(r, i) && tree_child(t, i, REL_NSUBJ) != NONE) return i;
  return NONE;
}

uint32_t addressee_of(const Resolver *r, uint32_t q) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  const Quote *quote = &d->quotes.items[q];
  uint32_t last = quote->range.first + quote->range.count - 1;
  TokenRange after = d->sentences.items[t->sentence[last]];
  uint32_t before = d->sentences.items[t->sentence[quote->range.first]].first;
  uint32_t end = after.first + after.count;
  if (end > last + BESIDE) end = last + BESIDE;
  if (before + BESIDE < quote->range.first) before = quote->range.first - BESIDE;
  uint32_t verb = telling_between(r, before, quote->range.first);
  if (verb == NONE) verb = telling_between(r, last + 1, end);
  if (verb == NONE) return NONE;
  uint32_t told = tree_child(t, verb, REL_IOBJ);
  if (told == NONE) told = tree_child(t, verb, REL_OBJ);
  uint32_t mention = told == NONE || t->quote[told] != NONE ? NONE : t->mention[told];
  if (mention == NONE) return NONE;
  bool several = d->mentions.items[mention].form == MENTION_NOMINAL && /* "told reporters" */
                 r->traits.items[mention].number != NUMBER_SINGULAR;
  return several ? NONE : d->mentions.items[mention].actor;
}

uint32_t find_speakers(Resolver *r, uint32_t first, uint32_t token) {
  for (; first < r->document->quotes.count && r->document->quotes.items[first].range.first <= token;
       first++)
    r->speaker[first] = speaker_of(r, first);
  return first;
}
