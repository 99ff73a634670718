/* SPDX-License-Identifier: MIT */
/* quotes.c - quotations: a stack of open ones, emptied at the end of each paragraph.
 *
 * A quotation that goes on opens again in each paragraph without having been closed. One whose
 * closing mark is missing ends with its sentence, so that it does no harm further on. */
#include "language/passes.h"
#include "language/quote_marks.h"
#include <string.h>

enum { DEEPEST = 4 };

typedef struct {
  Document *document;
  uint32_t open[DEEPEST]; /* quotes, outer first */
  MarkKind kind[DEEPEST];
  uint32_t depth;
  uint32_t
      *closers; /* of each token: single marks from it to the end of the paragraph that may close */
  uint32_t paragraph;  /* first token */
  uint32_t earlier;    /* quotations before the paragraph */
  uint32_t unfinished; /* quotation that the paragraph before left open, or NONE */
} Quoter;

static Quote *quote_at(const Quoter *q, uint32_t index) {
  return &q->document->quotes.items[index];
}

static void open_quote(Quoter *q, uint32_t token, MarkKind kind) {
  if (q->depth == DEEPEST) return;
  uint32_t outer = q->depth ? q->open[q->depth - 1] : NONE;
  q->kind[q->depth] = kind;
  q->open[q->depth++] = q->document->quotes.count;
  ARRAY_PUSH(&q->document->arena, &q->document->quotes, ((Quote){{token, 0}, outer, false, false}));
}

/* Ends the innermost quotation with token `end` - 1. */
static void end_quote(Quoter *q, uint32_t end, bool closed) {
  Quote *quote = quote_at(q, q->open[--q->depth]);
  quote->range.count = end - quote->range.first;
  quote->closed = closed;
}

/* Where a quotation without closing mark ends: with its sentence; with the paragraph if that is
 * all quotation. */
static uint32_t unclosed_end(const Quoter *q, const Quote *quote, uint32_t limit) {
  const Document *d = q->document;
  bool at_end = limit == d->tokens.count || (d->tokens.flags[limit] & TOKEN_PARAGRAPH_BEFORE);
  if (at_end && quote->range.first == q->paragraph) return limit;
  TokenRange sentence = d->sentences.items[d->tokens.sentence[quote->range.first]];
  uint32_t end = sentence.first + sentence.count;
  return end < limit ? end : limit;
}

/* Gives up the innermost quotation before `limit`; a single mark alone was no quotation mark. */
static void abandon(Quoter *q, uint32_t limit) {
  Quote *quote = quote_at(q, q->open[q->depth - 1]);
  uint32_t end = unclosed_end(q, quote, limit);
  end_quote(q, end, false);
  if (q->kind[q->depth] == MARK_SINGLE) quote->range.count = 0; /* dropped by drop_empty */
}

static bool begins_sentence(const Document *d, uint32_t token) {
  return d->sentences.items[d->tokens.sentence[token]].first == token;
}

/* At `token`, behind a full stop or the like, another sentence of a speech may begin. */
static bool may_go_on(const Document *d, uint32_t token) {
  if (!token || !begins_sentence(d, token)) return false;
  Str before = d->tokens.folded[token - 1];
  return before.len && (strchr(".!?", before.bytes[before.len - 1]) || str_is(before, "…"));
}

/* The quotation from `token` on is speech in whole sentences, not some words of one. */
static bool begins_speech(const Document *d, uint32_t token) {
  if (begins_sentence(d, token)) return true;
  return str_is(d->tokens.folded[token - 1], ":") || str_is(d->tokens.folded[token - 1], ",");
}

/* Another quotation opens at `token` before the innermost was closed. If whole sentences are quoted
 * the speech goes on, its paragraphs run together; else a closing mark is missing. */
static void reopen(Quoter *q, uint32_t token) {
  Quote *quote = quote_at(q, q->open[q->depth - 1]);
  if (q->kind[q->depth - 1] == MARK_DOUBLE && may_go_on(q->document, token) &&
      begins_speech(q->document, quote->range.first)) {
    quote->continues = true;
    end_quote(q, token, false);
  } else abandon(q, token);
}

static bool is_open(const Quoter *q, MarkKind kind) {
  for (uint32_t i = 0; i < q->depth; i++)
    if (q->kind[i] == kind) return true;
  return false;
}

static void close_kind(Quoter *q, uint32_t token, MarkKind kind) {
  while (q->depth && q->kind[q->depth - 1] != kind) abandon(q, token);
  if (q->depth) end_quote(q, token + 1, true);
}

/* A closing mark without an opening one: the quotation of the paragraph before went on. */
static void close_from_start(Quoter *q, uint32_t token) {
  if (q->unfinished == NONE || token <= q->paragraph || q->document->quotes.count > q->earlier)
    return;
  quote_at(q, q->unfinished)->continues = true;
  open_quote(q, q->paragraph, MARK_DOUBLE);
  end_quote(q, token + 1, true);
  q->unfinished = NONE;
}

static bool may_close_single(const Document *d, uint32_t token) {
  QuoteMark mark = quote_mark_at(d, token);
  return mark.kind == MARK_SINGLE && mark.side != MARK_OPENS;
}

static void pass_mark(Quoter *q, uint32_t token, uint32_t end) {
  QuoteMark mark = quote_mark_at(q->document, token);
  if (mark.kind == MARK_NONE) return;
  bool open = is_open(q, mark.kind), more = token + 1 < end && q->closers[token + 1] > 0;
  if (mark.kind == MARK_SINGLE) {
    if (open && mark.side != MARK_OPENS) close_kind(q, token, MARK_SINGLE);
    else if (!open && mark.side == MARK_OPENS && more) open_quote(q, token, MARK_SINGLE);
    return;
  }
  if (open && mark.side == MARK_OPENS) { /* the one before was not closed */
    while (is_open(q, MARK_DOUBLE)) reopen(q, token);
    open = false;
  }
  if (open) close_kind(q, token, MARK_DOUBLE);
  else if (mark.side == MARK_CLOSES) close_from_start(q, token);
  else open_quote(q, token, MARK_DOUBLE);
}

/* The paragraph before left a quotation open and this one opens with a mark: it goes on, and takes
 * in the paragraph before to its end. */
static void join_paragraphs(Quoter *q, uint32_t first) {
  QuoteMark mark = quote_mark_at(q->document, first);
  if (q->unfinished == NONE || mark.kind != MARK_DOUBLE || mark.side == MARK_CLOSES) return;
  Quote *quote = quote_at(q, q->unfinished);
  quote->continues = true;
  quote->range.count = first - quote->range.first;
  q->unfinished = NONE;
}

static void quote_paragraph(Quoter *q, uint32_t first, uint32_t end) {
  uint32_t count = 0;
  for (uint32_t i = end; i-- > first;) q->closers[i] = count += may_close_single(q->document, i);
  q->paragraph = first;
  q->earlier = q->document->quotes.count;
  join_paragraphs(q, first);
  for (uint32_t i = first; i < end; i++) pass_mark(q, i, end);
  uint32_t unfinished = NONE;
  while (q->depth) {
    bool is_double = q->kind[q->depth - 1] == MARK_DOUBLE;
    unfinished = q->open[q->depth - 1];
    abandon(q, end);
    if (!is_double) unfinished = NONE;
  }
  q->unfinished = unfinished;
}

static uint32_t range_end(TokenRange range) { return range.first + range.count; }

/* An outer quotation that was cut short at its sentence holds no later ones; those that begin in
 * it lie in it whole. */
static void settle_outer(Document *d) {
  for (uint32_t i = 0; i < d->quotes.count; i++) {
    Quote *quote = &d->quotes.items[i];
    while (quote->outer != NONE &&
           quote->range.first >= range_end(d->quotes.items[quote->outer].range))
      quote->outer = d->quotes.items[quote->outer].outer;
    for (uint32_t k = quote->outer; k != NONE; k = d->quotes.items[k].outer) {
      TokenRange *outer = &d->quotes.items[k].range;
      if (range_end(*outer) < range_end(quote->range))
        outer->count = range_end(quote->range) - outer->first;
    }
  }
}

/* Takes out the quotations that were none and renumbers the rest. */
static void drop_empty(Document *d) {
  uint32_t kept = 0, *number = NEW_ARRAY(&d->arena, uint32_t, d->quotes.count);
  for (uint32_t i = 0; i < d->quotes.count; i++) {
    number[i] = kept;
    kept += d->quotes.items[i].range.count > 0;
  }
  for (uint32_t i = 0; i < d->quotes.count; i++) {
    Quote quote = d->quotes.items[i];
    if (!quote.range.count) continue;
    if (quote.outer != NONE) quote.outer = number[quote.outer];
    d->quotes.items[number[i]] = quote;
  }
  d->quotes.count = kept;
}

void find_quotes(const Models *models, Document *document) {
  (void)models;
  Tokens *t = &document->tokens;
  Quoter q = {.document = document,
              .unfinished = NONE,
              .closers = NEW_ARRAY(&document->arena, uint32_t, t->count)};
  for (uint32_t first = 0, end; first < t->count; first = end) {
    end = paragraph_end(t, first);
    quote_paragraph(&q, first, end);
  }
  settle_outer(document);
  drop_empty(document);
  t->quote = NEW_ARRAY(&document->arena, uint32_t, t->count);
  for (uint32_t i = 0; i < t->count; i++) t->quote[i] = NONE;
  for (uint32_t k = 0; k < document->quotes.count; k++) {
    TokenRange range = document->quotes.items[k].range;
    for (uint32_t i = 0; i < range.count; i++) t->quote[range.first + i] = k;
  }
}
