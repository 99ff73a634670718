/* SPDX-License-Identifier: MIT */
/* dates_items.c - tokens to items: words of the date lexicon, numbers in words, literals. */
#include "extract/dates_inner.h"

static Str folded(const Document *document, uint32_t token) {
  return token < document->tokens.count ? document->tokens.folded[token] : (Str){0};
}

static const DateWord *word_at(const DateGrammar *grammar, const Document *document, uint32_t token,
                               uint32_t *length) {
  const Tokens *tokens = &document->tokens;
  uint32_t available = tokens->count - token;
  return token >= tokens->count || !lexicon_may_begin(&grammar->words, tokens->lists, token)
             ? NULL
             : dategrammar_word(grammar, tokens->folded + token, tokens->hash + token,
                                available < 8 ? available : 8, length);
}

/* The value of a number word at the token, or -1. */
static int32_t number_word(const DateGrammar *grammar, const Document *document, uint32_t token) {
  uint32_t length;
  const DateWord *word = word_at(grammar, document, token, &length);
  return word && length == 1 && word->classes & CLASS(NUMBER) ? word->value : -1;
}

/* Where the next word of a number in words may stand: after a hyphen or "and". */
static uint32_t skip_joint(const Document *document, uint32_t token, bool after_hundred) {
  Str word = folded(document, token);
  return token + (str_is(word, "-") || (after_hundred && str_is(word, "and")));
}

/* "twenty-four", "two thousand", "a hundred and fifty", "nineteen ninety-six"; capped. */
static void read_number_words(const DateGrammar *grammar, const Document *document,
                              DateItem *item) {
  enum { CAP = 10000000 };
  int64_t total = 0, part = 0, last = -1;
  uint32_t at = item->token, next = at;
  bool year = false;
  for (int64_t value;
       (value = number_word(grammar, document, at)) >= 0 && total < CAP && part < CAP;
       last = value) {
    bool fits =
        last < 0 || value >= 100 || last >= 100 || (last >= 20 && last % 10 == 0 && value < 10);
    if (!fits && !total && part >= 10 && part <= 21 && value >= 10 && value < 100)
      part *= 100, fits = year = true;
    if (!fits) break;
    if (value >= 1000) total += (part ? part : 1) * value, part = 0;
    else part = value == 100 ? (part ? part : 1) * 100 : part + value;
    next = at + 1;
    at = skip_joint(document, next, value >= 100);
  }
  total += part;
  item->value = total < CAP ? (int32_t)total : CAP;
  item->next = next;
  item->classes =
      CLASS(NUMBER) | (year && item->value >= 1000 && item->value < 2100 ? CLASS(YEAR) : 0);
  if (item->value >= 1 && item->value <= 31) item->classes |= CLASS(DAY);
}

/* "two and a half" */
static void read_and_a_half(const Document *document, DateItem *item) {
  uint32_t at = item->next + str_is(folded(document, item->next), "-");
  if (!str_is(folded(document, at), "and")) return;
  at += 1 + str_is(folded(document, at + 1), "-");
  if (!str_is(folded(document, at), "a")) return;
  at += 1 + str_is(folded(document, at + 1), "-");
  if (!str_is(folded(document, at), "half")) return;
  item->thousandths = 500;
  item->next = at + 1;
  item->end = span_end(document->tokens.span[at]);
  item->classes &= ~(CLASS(DAY) | CLASS(YEAR));
}

static bool followed_by_digit(const Document *document, uint32_t end) {
  const char *at = document->text + end;
  at += *at == '.';
  at += *at == ' ';
  return *at >= '0' && *at <= '9';
}

static bool preceded_by_digit(const Document *document, uint32_t start) {
  return start > 1 && document->text[start - 1] == ' ' && document->text[start - 2] >= '0' &&
         document->text[start - 2] <= '9';
}

/* "may", "march", "sat" and the short names of months are dates only when written so. */
static bool is_written_as_name(const Document *document, DateItem *item) {
  if (!(item->classes & (CLASS(MONTH) | CLASS(WEEKDAY)))) return true;
  const Tokens *tokens = &document->tokens;
  bool capital = tokens->flags[item->token] & (TOKEN_CAPITALISED | TOKEN_UPPER);
  bool starts = item->token == document->sentences.items[tokens->sentence[item->token]].first;
  if (!item->text.len) return true;
  if (!capital) return false;
  bool number_beside =
      followed_by_digit(document, item->end) || preceded_by_digit(document, item->start);
  if (item->text.bytes[item->text.len - 1] == 'l')
    return !starts || number_beside; /* "5 capital" */
  bool dot = document->text[item->end] == '.' || document->text[item->end - 1] == '.';
  if (document->text[item->end] == '.') {
    item->end++;
    item->next = date_token_from(document, item->next, item->end);
  }
  return dot || number_beside;
}

static bool read_mark(const Document *document, uint32_t token, DateItem *item) {
  Str word = document->tokens.folded[token];
  if (str_is(word, ",")) item->classes = CLASS(COMMA);
  else if (str_is(word, "-") && document->text[item->end] != ' ') item->classes = CLASS(HYPHEN);
  return item->classes != 0;
}

static bool is_upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }

/* "mid-February", "mid-1996", "post-1959" are one token each. */
static bool read_prefixed(const DateGrammar *grammar, const Document *document, uint32_t token,
                          DateItem *item) {
  static const char *const PREFIXES[] = {"mid-", "post-", "pre-", "fy"};
  static const uint64_t CAN_FOLLOW = CLASS(MONTH) | CLASS(YEAR) | CLASS(DECADE) | CLASS(WEEKDAY);
  Str word = document->tokens.folded[token];
  for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++) {
    uint32_t skip = (uint32_t)strlen(PREFIXES[i]), length;
    if (word.len <= skip || memcmp(word.bytes, PREFIXES[i], skip)) continue;
    Str rest = {word.bytes + skip, word.len - skip};
    uint32_t hash = str_hash(rest);
    const DateWord *known = dategrammar_word(grammar, &rest, &hash, 1, &length);
    if (known) item->classes = known->classes & CAN_FOLLOW, item->value = known->value;
    else if (!date_item_read_digits(document, token, skip, item)) return false;
    return (item->classes &= CAN_FOLLOW) != 0;
  }
  return false;
}

bool date_item_read(const DateGrammar *grammar, const Document *document, uint32_t token,
                    DateItem *item) {
  const Tokens *tokens = &document->tokens;
  Span span = tokens->span[token];
  uint32_t length;
  unsigned char c = (unsigned char)document->text[span.start];
  *item = (DateItem){.start = span.start,
                     .end = span_end(span),
                     .token = token,
                     .next = token + 1,
                     .minute = -1,
                     .second = -1};
  if ((c >= '0' && c <= '9') || c == '\'' || c == 0xe2) {
    if (date_item_read_digits(document, token, 0, item)) {
      read_and_a_half(document, item);
      return true;
    }
    if (c <= '9' && c != '\'') return date_range_item(grammar, document, token, item);
    *item = (DateItem){.start = span.start,
                       .end = span_end(span),
                       .token = token,
                       .next = token + 1,
                       .minute = -1,
                       .second = -1};
  }
  if (read_mark(document, token, item)) return true;
  const DateWord *word = word_at(grammar, document, token, &length);
  if (!word) return read_prefixed(grammar, document, token, item);
  item->classes = word->classes, item->value = word->value, item->text = word->text;
  item->next = token + length;
  item->end = span_end(tokens->span[item->next - 1]);
  bool short_name = word->classes & CLASS(ERA) ||
                    (word->classes & CLASS(SEASON) && length == 1 && item->end - item->start == 2);
  if (short_name && !is_upper(c)) return false; /* "30 ad campaigns"; H1, Q3 */
  if (word->classes & (CLASS(UNIT) | CLASS(UNITS))) read_and_a_half(document, item);
  if (word->classes & CLASS(NUMBER)) {
    read_number_words(grammar, document, item);
    item->end = span_end(tokens->span[item->next - 1]);
    read_and_a_half(document, item);
  }
  return is_written_as_name(document, item);
}
