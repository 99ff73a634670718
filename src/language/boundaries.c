/* SPDX-License-Identifier: MIT */
#include "language/boundaries.h"

/* A straight quotation mark closes when it leans on what is before it. */
static TokenShape quote_shape(const Document *d, uint32_t i) {
  const Tokens *t = &d->tokens;
  const char *raw = d->text + t->span[i].start;
  if (t->span[i].len >= 3 && !memcmp(raw, "\xE2\x80", 2)) {
    unsigned char last = (unsigned char)raw[2];
    if (last == 0x9C || last == 0x98 || last == 0x9E) return SHAPE_OPEN_QUOTE;
    if (last == 0x9D || last == 0x99) return SHAPE_CLOSE_QUOTE;
  }
  if (*raw == '`') return SHAPE_OPEN_QUOTE;
  bool space_after = i + 1 == t->count || (t->flags[i + 1] & TOKEN_SPACE_BEFORE);
  if (t->flags[i] & TOKEN_SPACE_BEFORE) return space_after ? SHAPE_MARK : SHAPE_OPEN_QUOTE;
  return space_after || t->kind[i + 1] == TOKEN_MARK ? SHAPE_CLOSE_QUOTE : SHAPE_OPEN_QUOTE;
}

static TokenShape mark_shape(const Document *d, uint32_t i) {
  Str form = d->tokens.folded[i];
  char c = form.bytes[0];
  if (c == '"' || c == '\'' || c == '`') return quote_shape(d, i);
  if (c == '.') return form.len > 1 ? SHAPE_DOTS : SHAPE_STOP;
  if (c == '!' || c == '?') return SHAPE_CRY;
  if (c == ':') return SHAPE_COLON;
  if (c == ';') return SHAPE_SEMICOLON;
  if (c == ',') return SHAPE_COMMA;
  if (c == '-') return SHAPE_DASH;
  if (c == '(' || c == '[' || c == '{') return SHAPE_OPEN;
  if (c == ')' || c == ']' || c == '}') return SHAPE_CLOSE;
  return SHAPE_MARK;
}

static TokenShape shape_of(const Document *d, uint32_t i) {
  const Tokens *t = &d->tokens;
  switch ((TokenKind)t->kind[i]) {
  case TOKEN_NUMBER: return SHAPE_NUMBER;
  case TOKEN_MARK: return mark_shape(d, i);
  case TOKEN_SYMBOL: return SHAPE_SYMBOL;
  case TOKEN_ADDRESS: return SHAPE_ADDRESS;
  case TOKEN_WORD: break;
  }
  Str form = t->folded[i];
  if (form.len > 1 && form.bytes[form.len - 1] == '.')
    return form.len == 2 ? SHAPE_INITIAL : SHAPE_ABBREVIATION;
  if (t->flags[i] & TOKEN_UPPER) return SHAPE_UPPER;
  return t->flags[i] & TOKEN_CAPITALISED ? SHAPE_CAPITALISED : SHAPE_LOWER;
}

static bool is_stop(uint8_t shape) {
  return shape == SHAPE_STOP || shape == SHAPE_CRY || shape == SHAPE_DOTS;
}

Boundaries boundaries_new(const Models *models, Document *document) {
  uint32_t count = document->tokens.count;
  Boundaries b = {
      .models = models, .document = document, .shape = NEW_ARRAY(&document->arena, uint8_t, count)};
  bool open = false; /* a double quotation mark that leans on nothing closes what is open */
  for (uint32_t i = 0; i < count; i++) {
    if (document->tokens.flags[i] & TOKEN_PARAGRAPH_BEFORE) open = false;
    TokenShape shape = shape_of(document, i);
    char c = document->tokens.folded[i].bytes[0];
    if (shape == SHAPE_MARK && (c == '"' || c == '\''))
      shape = open ? SHAPE_CLOSE_QUOTE : SHAPE_OPEN_QUOTE;
    if (shape == SHAPE_OPEN_QUOTE || shape == SHAPE_CLOSE_QUOTE) open = shape == SHAPE_OPEN_QUOTE;
    b.shape[i] = (uint8_t)shape;
  }
  return b;
}

/* The last token before `token` that is no closing quotation mark or bracket. */
static uint32_t core_before(const Boundaries *b, uint32_t token) {
  uint32_t i = token - 1;
  while (i > b->paragraph && (b->shape[i] == SHAPE_CLOSE_QUOTE || b->shape[i] == SHAPE_CLOSE) &&
         i + 4 > token)
    i--;
  return i;
}

static void enter_paragraph(Boundaries *b, uint32_t token) {
  const Tokens *t = &b->document->tokens;
  b->paragraph = b->sentence = token;
  b->stops = 0;
  uint32_t end = token;
  do b->stops += is_stop(b->shape[end]) || b->shape[end] == SHAPE_ABBREVIATION;
  while (++end < t->count && !(t->flags[end] & TOKEN_PARAGRAPH_BEFORE));
  b->paragraph_end = end;
  b->stopped = is_stop(b->shape[core_before(b, end)]);
  b->last_stopped = b->quote_open = false;
  b->depth = 0;
}

void boundaries_pass(Boundaries *b, uint32_t token) {
  if (token == 0 || (b->document->tokens.flags[token] & TOKEN_PARAGRAPH_BEFORE))
    enter_paragraph(b, token);
  switch ((TokenShape)b->shape[token]) {
  case SHAPE_OPEN_QUOTE: b->quote_open = true; break;
  case SHAPE_CLOSE_QUOTE: b->quote_open = false; break;
  case SHAPE_OPEN: b->depth++; break;
  case SHAPE_CLOSE: b->depth -= b->depth > 0; break;
  default: break;
  }
}

void boundaries_begin(Boundaries *b, uint32_t token) {
  if (token > b->paragraph) b->last_stopped = is_stop(b->shape[core_before(b, token)]);
  b->sentence = token;
}

/* An abbreviation that begins a sentence looks as any capitalised word. */
static uint8_t shape_after(const Boundaries *b, uint32_t token) {
  uint8_t shape = b->shape[token];
  bool capital = b->document->tokens.flags[token] & (TOKEN_CAPITALISED | TOKEN_UPPER);
  return capital && (shape == SHAPE_ABBREVIATION || shape == SHAPE_INITIAL) ? SHAPE_CAPITALISED
                                                                            : shape;
}

/* "OSLO (Olm) - Norland said", "OSLO (Olm) Norland said": the place opens the story. */
static bool is_dateline(const Boundaries *b, uint32_t last) {
  enum { LONGEST_DATELINE = 14 };
  if (b->sentence != b->paragraph || last - b->paragraph >= LONGEST_DATELINE ||
      last == b->paragraph)
    return false;
  uint8_t shape = b->shape[last], earlier = b->shape[last - 1];
  return shape == SHAPE_DASH ? earlier == SHAPE_CLOSE || earlier == SHAPE_UPPER
                             : shape == SHAPE_CLOSE && earlier == SHAPE_UPPER;
}

/* A word without a mark is no sentence where the paragraph has proper ones. */
static bool is_fragment(const Boundaries *b, uint32_t core, uint32_t token) {
  return b->stopped && token - b->sentence < 2 && b->shape[core] >= SHAPE_LOWER;
}

bool boundaries_possible(const Boundaries *b, uint32_t token) {
  const Tokens *t = &b->document->tokens;
  uint8_t before = b->shape[token - 1], after = shape_after(b, token),
          core = b->shape[core_before(b, token)];
  if ((t->flags[token] & TOKEN_JOINED) || before == SHAPE_OPEN_QUOTE || before == SHAPE_OPEN ||
      is_dateline(b, token - 1) || is_fragment(b, core_before(b, token), token))
    return false;
  if (!(t->flags[token] & TOKEN_SPACE_BEFORE))
    return (is_stop(before) || before == SHAPE_CLOSE_QUOTE) &&
           (after == SHAPE_CAPITALISED || after == SHAPE_UPPER || after == SHAPE_OPEN_QUOTE ||
            after == SHAPE_LOWER);
  bool ends = is_stop(core) || core == SHAPE_ABBREVIATION || core == SHAPE_COLON ||
              core == SHAPE_SYMBOL || core == SHAPE_SEMICOLON || core == SHAPE_DASH ||
              core == SHAPE_MARK;
  return ends || (after != SHAPE_LOWER && after != SHAPE_COMMA && after != SHAPE_CLOSE &&
                  after != SHAPE_CLOSE_QUOTE && after != SHAPE_STOP);
}

static uint32_t bucket(uint32_t count) {
  return count < 4    ? count
         : count < 6  ? 4
         : count < 9  ? 5
         : count < 14 ? 6
         : count < 22 ? 7
         : count < 40 ? 8
                      : 9;
}

/* The class of an abbreviation in the list, by its first letters; 0: it is none. */
static uint32_t abbreviation_class(const Boundaries *b, uint32_t token) {
  if (b->shape[token] != SHAPE_ABBREVIATION) return 0;
  uint32_t length;
  const Tokens *t = &b->document->tokens;
  const LexiconEntry *entry =
      lexicon_match(&b->models->abbreviations, t->folded + token, t->hash + token, 1, &length);
  return entry ? (unsigned char)entry->column[0].bytes[0] +
                     256u * (unsigned char)entry->column[0].bytes[1]
               : 1;
}

void boundaries_features(const Boundaries *b, uint32_t token, Features *f) {
  const Tokens *t = &b->document->tokens;
  uint32_t core = core_before(b, token), before = token - 1, last = b->paragraph_end - 1;
  uint32_t next = token < last ? token + 1 : token, earlier = core > b->paragraph ? core - 1 : core;
  uint32_t s0 = b->shape[before], sc = b->shape[core], sn = shape_after(b, token);
  uint32_t s1 = b->shape[earlier], sm = token < last ? b->shape[next] : SHAPE_NONE;
  uint32_t spaced = (t->flags[token] & TOKEN_SPACE_BEFORE) ? 1 : 0, around = sc * 32 + sn;
  uint32_t length = bucket(token - b->sentence), first = b->sentence == b->paragraph;
  f->count = 0;
  feature_add(f, 1, s0 * 32 + sc, sn * 2 + spaced);
  feature_add(f, 2, t->hash[core], spaced);
  feature_add(f, 3, t->hash[token], sc);
  feature_add(f, 4, t->hash[core], sn);
  feature_add(f, 5, t->hash[token], s0 * 32 + s1);
  feature_add(f, 6, t->hash[earlier], around);
  feature_add(f, 7, s1 * 32 + s0, around * 32 + sm);
  feature_add(f, 8, t->hash[token], t->hash[next]);
  feature_add(f, 9, length, around);
  feature_add(f, 10, b->quote_open * 8u + (b->depth < 2 ? b->depth : 2), around);
  feature_add(f, 11, b->stopped * 2u + b->last_stopped, around);
  feature_add(f, 12, bucket(b->paragraph_end - token) * 16 + b->stopped * 2u + (length < 4),
              around);
  feature_add(f, 13, abbreviation_class(b, core), sn);
  feature_add(f, 14, bucket(t->span[earlier].len) * 32 + s1, around);
  feature_add(f, 15, first * 16u + length, around * 2 + b->stopped);
  feature_add(f, 16, bucket(b->stops) * 2 + b->stopped, around);
  feature_add(f, 17, sn * 32 + sm, next < last ? b->shape[next + 1] : SHAPE_NONE);
  feature_add(f, 18, b->shape[b->sentence], around);
  feature_add(f, 19, t->hash[b->sentence], sc * 16 + length);
  feature_add(f, 20, t->hash[core], t->hash[token]);
  feature_add(f, 21, t->hash[earlier], t->hash[core]);
}
