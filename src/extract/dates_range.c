/* SPDX-License-Identifier: MIT */
/* dates_range.c - days that share their month: "May 3-5", "3-5 May", "Oct. 12 and 13, 2018". */
#include "extract/dates_inner.h"

/* The token as a number of at most `digits` digits, or -1. */
static int32_t number_at(const Document *document, uint32_t token, uint32_t digits) {
  const Tokens *t = &document->tokens;
  if (token >= t->count || !t->folded[token].len || t->folded[token].len > digits) return -1;
  int32_t value = 0;
  for (uint32_t i = 0; i < t->folded[token].len; i++) {
    char c = t->folded[token].bytes[i];
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

static bool is_word(const Document *document, uint32_t token, const char *word) {
  return token < document->tokens.count && str_is(document->tokens.folded[token], word);
}

static bool is_month(const DateGrammar *grammar, const Document *document, uint32_t token) {
  const Tokens *t = &document->tokens;
  uint32_t length;
  if (token >= t->count || !(t->flags[token] & TOKEN_CAPITALISED)) return false;
  const DateWord *word = dategrammar_word(grammar, t->folded + token, t->hash + token, 1, &length);
  return word && word->classes & CLASS(MONTH);
}

static bool is_day(int32_t number) { return number >= 1 && number <= 31; }

/* Whether the tokens from `first` are two days with a hyphen between, the later one last. */
static bool is_span(const Document *document, uint32_t first) {
  int32_t from = number_at(document, first, 2), to = number_at(document, first + 2, 2);
  return is_day(from) && is_day(to) && from < to && is_word(document, first + 1, "-") &&
         !is_word(document, first + 3, "-");
}

bool date_range_item(const DateGrammar *grammar, const Document *document, uint32_t token,
                     DateItem *item) {
  bool begins = token && is_span(document, token) && is_month(grammar, document, token - 1);
  bool ends = token > 1 && is_span(document, token - 2) && is_month(grammar, document, token + 1);
  if (!begins && !ends) return false;
  Span span = document->tokens.span[token];
  *item = (DateItem){.classes = CLASS(DAY) | CLASS(NUMBER),
                     .value = number_at(document, token, 2),
                     .minute = -1,
                     .second = -1,
                     .start = span.start,
                     .end = span_end(span),
                     .token = token,
                     .next = token + 1};
  return true;
}

/* "May 3 and 4", not "May 3 and 4 people": what follows must end the phrase. */
static bool ends_phrase(const Document *document, uint32_t token) {
  const Tokens *t = &document->tokens;
  if (token >= t->count || (t->flags[token] & TOKEN_PARAGRAPH_BEFORE)) return true;
  if (t->kind[token] == TOKEN_MARK)
    return t->flags[token] & TOKEN_SPACE_BEFORE || is_word(document, token, ",") ||
           is_word(document, token, ".") || is_word(document, token, ";") ||
           is_word(document, token, ")");
  if (t->kind[token] != TOKEN_WORD) return false;
  return t->tag[token] == UPOS_ADP || t->tag[token] == UPOS_VERB || t->tag[token] == UPOS_AUX ||
         t->tag[token] == UPOS_CCONJ || t->tag[token] == UPOS_SCONJ || t->tag[token] == UPOS_PRON ||
         t->tag[token] == UPOS_DET || t->tag[token] == UPOS_PART;
}

bool date_range_rest(const Document *document, uint32_t after, int32_t day, DateRest *rest) {
  static const char *const JOINTS[] = {"-", "to", "and", "or", "through", "until", NULL};
  bool joined = false;
  for (const char *const *joint = JOINTS; *joint; joint++)
    joined |= is_word(document, after, *joint);
  int32_t number = joined ? number_at(document, after + 1, 2) : -1;
  if (!is_day(number) || number <= day) return false;
  uint32_t end = after + 2, year = end + is_word(document, end, ",");
  *rest = (DateRest){after + 1, end, number, number_at(document, year, 4)};
  bool dated = rest->year >= 1500 && rest->year <= 2100 && ends_phrase(document, year + 1);
  if (dated) rest->end = year + 1;
  else rest->year = -1;
  return dated || ends_phrase(document, end);
}
