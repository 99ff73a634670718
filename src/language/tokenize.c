/* SPDX-License-Identifier: MIT */
/* tokenize.c - text to tokens, by the conventions of UD English: clitics are tokens of their
 * own (TOKEN_JOINED), hyphenated compounds are taken apart. Shapes are in shapes.h. */
#include "base/ascii.h"
#include "base/utf8.h"
#include "language/lines.h"
#include "language/passes.h"
#include "language/shapes.h"

typedef struct {
  const Models *models;
  Document *document;
  Tokens *tokens;
  uint32_t capacity;
  uint8_t pending; /* flags of white space before the next token */
  Lines lines;
  uint32_t line_start; /* byte of the current line */
} Tokenizer;

static void *grow(Tokenizer *t, void *items, size_t size) {
  uint32_t capacity = t->capacity;
  return array_reserve(&t->document->arena, items, t->tokens->count, &capacity, size);
}

static void reserve(Tokenizer *t) {
  Tokens *tokens = t->tokens;
  if (tokens->count < t->capacity) return;
  tokens->span = grow(t, tokens->span, sizeof *tokens->span);
  tokens->kind = grow(t, tokens->kind, sizeof *tokens->kind);
  tokens->flags = grow(t, tokens->flags, sizeof *tokens->flags);
  tokens->folded = grow(t, tokens->folded, sizeof *tokens->folded);
  tokens->lists = grow(t, tokens->lists, sizeof *tokens->lists);
  uint32_t capacity = t->capacity;
  tokens->hash = array_reserve(&t->document->arena, tokens->hash, tokens->count, &capacity,
                               sizeof *tokens->hash);
  t->capacity = capacity;
}

/* The lower-case form; it is the text itself where that is lower case already. */
static Str fold(Tokenizer *t, Span span, uint8_t *flags) {
  const char *raw = t->document->text + span.start;
  unsigned seen = 0, uppers = 0, others = 0;
  for (uint32_t i = 0; i < span.len; i++) {
    unsigned class = ascii_class(raw[i]);
    seen |= (unsigned char)raw[i];
    uppers += class == ASCII_UPPER;
    others += class == ASCII_LOWER;
  }
  if (seen & 0x80) {
    char *out = NEW_ARRAY(&t->document->arena, char, 2 * (size_t)span.len + 4);
    uint32_t width, len = utf8_fold(raw, span.len, out);
    if (utf8_is_upper(utf8_at(raw, span.len, 0, &width))) *flags |= TOKEN_CAPITALISED;
    return len ? (Str){out, len} : (Str){raw, span.len};
  }
  if (!uppers) return (Str){raw, span.len};
  if (ascii_is(raw[0], ASCII_UPPER)) *flags |= TOKEN_CAPITALISED;
  if (uppers > 1 && !others) *flags |= TOKEN_UPPER;
  char *out = NEW_ARRAY(&t->document->arena, char, span.len);
  for (uint32_t i = 0; i < span.len; i++) out[i] = ascii_lower(raw[i]);
  return (Str){out, span.len};
}

static void add_token(Tokenizer *t, uint32_t start, uint32_t end, TokenKind kind, uint8_t flags) {
  reserve(t);
  Tokens *tokens = t->tokens;
  uint32_t i = tokens->count++;
  flags |= t->pending;
  t->pending = 0;
  tokens->span[i] = (Span){start, end - start};
  tokens->kind[i] = (uint8_t)kind;
  tokens->folded[i] = fold(t, tokens->span[i], &flags);
  tokens->hash[i] = str_hash(tokens->folded[i]);
  tokens->lists[i] = lexicon_lists(t->models->beginnings, tokens->hash[i]);
  tokens->flags[i] = flags;
}

/* -------- clitics -------- */

/* Where the last clitic of the word begins, or `end`: 's, 're, 've, 'll, 'd, 'm, n't. */
static uint32_t clitic_start(const Chunk *chunk, uint32_t start, uint32_t end) {
  uint32_t at = end, width = 0;
  while (at > start && end - at < 3 && ascii_is(chunk->text[at - 1], ASCII_LETTER)) at--;
  uint32_t letters = end - at;
  if (at > start + 1 && (chunk->text[at - 1] == '\'' || chunk->text[at - 1] == '`')) width = 1;
  else if (at > start + 3 && chunk_apostrophe(chunk, at - 3) == 3) width = 3;
  if (!width || letters == 0 || letters > 2) return end;
  char a = ascii_lower(chunk->text[at]), b = letters == 2 ? ascii_lower(chunk->text[at + 1]) : '\0';
  at -= width;
  if (letters == 1 && strchr("sdm", a)) return at;
  if ((a == 'r' && b == 'e') || (a == 'v' && b == 'e') || (a == 'l' && b == 'l')) return at;
  bool not = letters == 1 && a == 't' && at > start + 1 && ascii_lower(chunk->text[at - 1]) == 'n';
  return not ? at - 1 : end;
}

/* "cannot" as can|not, by the list; false: it is none. */
static bool add_contraction(Tokenizer *t, const Chunk *chunk, uint32_t start, uint32_t end) {
  if (!str_is(shape_class(chunk, start, end), "contraction")) return false;
  char form[16];
  for (uint32_t i = start; i < end; i++) form[i - start] = ascii_lower(chunk->text[i]);
  const LexiconEntry *entry = lexicon_find(&t->models->token_forms, (Str){form, end - start});
  if (!entry) return false;
  Str parts = entry->column[1];
  uint32_t from = start;
  for (uint32_t at = 0; at < parts.len; at++) {
    const char *space = memchr(parts.bytes + at, ' ', parts.len - at);
    uint32_t len = (space ? (uint32_t)(space - parts.bytes) : parts.len) - at;
    add_token(t, from, from + len, TOKEN_WORD, at ? TOKEN_JOINED : 0);
    from += len;
    at += len;
  }
  return true;
}

static bool is_decade(const Chunk *chunk, uint32_t start, uint32_t end) { /* 1980's is one word */
  uint32_t at = end - 1;
  if (end > start + 3 && chunk_apostrophe(chunk, end - 2) == 1) at = end - 2;
  else if (end > start + 5 && chunk_apostrophe(chunk, end - 4) == 3) at = end - 4;
  return at < end - 1 && chunk->text[at - 1] == '0';
}

enum { CLITICS_MAX = 3, CONTRACTION_MAX = 8 };

static void add_word(Tokenizer *t, const Chunk *chunk, uint32_t start, uint32_t end,
                     TokenKind kind) {
  uint32_t cuts[CLITICS_MAX + 1], count = 0, stop = end;
  if (end - start <= CONTRACTION_MAX && add_contraction(t, chunk, start, end)) return;
  while (count < CLITICS_MAX && !(kind == TOKEN_NUMBER && is_decade(chunk, start, end))) {
    uint32_t cut = clitic_start(chunk, start, stop);
    if (cut == stop || cut == start) break;
    cuts[count++] = stop = cut;
  }
  add_token(t, start, stop, kind, 0);
  while (count > 0) {
    uint32_t from = cuts[--count], to = count ? cuts[count - 1] : end;
    add_token(t, from, to, TOKEN_WORD, TOKEN_JOINED);
  }
}

/* -------- apostrophes and single quotation marks -------- */

/* The possessive of a plural (dogs'), unless a quotation is open that the mark may close. */
static bool is_possessive(const Chunk *chunk, uint32_t at, uint32_t width) {
  if (at == chunk->start || chunk->quote_open) return false;
  uint32_t next;
  return ascii_lower(chunk->text[at - 1]) == 's' && chunk->text[at] != '`' &&
         !(chunk_class(chunk, at + width, &next) & ASCII_ALNUM);
}

/* A word that begins with an apostrophe ('em, 'tis), with its end; 0: none. */
static uint32_t elided_word(const Chunk *chunk, uint32_t at, uint32_t width) {
  uint32_t end = at + width;
  while (end < chunk->end && end < at + 8 && ascii_is(chunk->text[end], ASCII_LETTER)) end++;
  if (end == at + width || (end < chunk->end && ascii_is(chunk->text[end], ASCII_ALNUM))) return 0;
  return str_is(shape_class(chunk, at, end), "apostrophe") ? end : 0;
}

static uint32_t add_apostrophe(Tokenizer *t, Chunk *chunk, uint32_t at, uint32_t width) {
  bool opens = at == chunk->start || !ascii_is(chunk->text[at - 1], ASCII_ALNUM);
  uint32_t elided = opens ? elided_word(chunk, at, width) : 0, next;
  if (elided) {
    add_token(t, at, elided, TOKEN_WORD, 0);
    return elided;
  }
  bool possessive = is_possessive(chunk, at, width);
  if (!possessive)
    chunk->quote_open = opens && (chunk_class(chunk, at + width, &next) & ASCII_ALNUM);
  add_token(t, at, at + width, TOKEN_MARK, possessive ? TOKEN_JOINED : 0);
  return at + width;
}

/* -------- chunks -------- */

typedef enum { CHUNK_LETTERS, CHUNK_PLAIN, CHUNK_ADDRESS } ChunkKind;

static uint32_t add_piece(Tokenizer *t, Chunk *chunk, uint32_t at, ChunkKind kind) {
  Piece piece = {0, TOKEN_WORD};
  if (kind == CHUNK_ADDRESS) piece = shape_address(chunk, at);
  if (!piece.end) piece = shape_number(chunk, at);
  if (!piece.end) piece = shape_word(chunk, at);
  if (piece.end) {
    if (piece.kind == TOKEN_WORD || piece.kind == TOKEN_NUMBER)
      add_word(t, chunk, at, piece.end, piece.kind);
    else add_token(t, at, piece.end, piece.kind, 0);
    return piece.end;
  }
  piece = shape_mark(chunk, at);
  uint32_t apostrophe = chunk_apostrophe(chunk, at);
  if (apostrophe && piece.end == at + apostrophe) return add_apostrophe(t, chunk, at, apostrophe);
  add_token(t, at, piece.end, piece.kind, 0);
  return piece.end;
}

/* The end of the chunk at `at`, and what may be in it. */
static uint32_t scan_chunk(const Document *d, uint32_t at, ChunkKind *kind) {
  unsigned all = ~0u;
  *kind = CHUNK_PLAIN;
  while (at < d->len) {
    char c = d->text[at];
    if (c & 0x80) {
      uint32_t width;
      if (utf8_is_space(utf8_at(d->text, d->len, at, &width))) break;
      at += width;
      all = 0;
      continue;
    }
    unsigned class = ASCII_CLASS[(unsigned char)c];
    if (class & ASCII_SPACE) break;
    if (!(class & ASCII_LETTER)) {
      all = 0;
      if (c == '@' || c == '#' || c == '/' ||
          (c == '.' && at + 1 < d->len && ascii_is(d->text[at + 1], ASCII_ALNUM)))
        *kind = CHUNK_ADDRESS;
    }
    at++;
  }
  if (all) *kind = CHUNK_LETTERS;
  return at;
}

/* How many line breaks the white space at `at` stands for. */
static uint32_t breaks_of(const Document *d, uint32_t at, uint32_t width) {
  const char *c = d->text + at;
  if (*c == '\n') return 1;
  if (*c == '\r') return at + 1 == d->len || c[1] != '\n';
  if (width == 3 && c[0] == '\xE2' && c[1] == '\x80') /* line and paragraph separators */
    return c[2] == '\xA8' ? 1 : c[2] == '\xA9' ? 2 : 0;
  return 0;
}

/* Past white space; notes the breaks in it as flags of the next token. */
static uint32_t skip_space(Tokenizer *t, uint32_t at) {
  const Document *d = t->document;
  uint32_t breaks = at ? 0 : 2, line = t->line_start, end = at;
  while (at < d->len) {
    uint32_t width = 1, found;
    char c = d->text[at];
    if (!(c & 0x80 ? utf8_is_space(utf8_at(d->text, d->len, at, &width))
                   : ascii_is(c, ASCII_SPACE)))
      break;
    found = breaks_of(d, at, width);
    t->pending |= TOKEN_SPACE_BEFORE;
    at += width;
    if (found) breaks += found, t->line_start = at;
  }
  if (breaks == 1 && lines_break_meant(&t->lines, line, end, at)) breaks = 2;
  if (breaks) t->pending |= TOKEN_LINE_BEFORE;
  if (breaks > 1) t->pending |= TOKEN_PARAGRAPH_BEFORE;
  return at;
}

void find_tokens(const Models *models, Document *document) {
  Tokenizer t = {.models = models,
                 .document = document,
                 .tokens = &document->tokens,
                 .pending = TOKEN_SPACE_BEFORE,
                 .lines = lines_measure(document->text, document->len)};
  Chunk chunk = {models, document->text, document->len, 0, 0, false};
  for (uint32_t at = skip_space(&t, 0); at < document->len; at = skip_space(&t, at)) {
    ChunkKind kind;
    if (t.pending & TOKEN_PARAGRAPH_BEFORE) chunk.quote_open = false;
    chunk.start = at;
    chunk.end = scan_chunk(document, at, &kind);
    if (kind == CHUNK_LETTERS) add_word(&t, &chunk, at, chunk.end, TOKEN_WORD), at = chunk.end;
    while (at < chunk.end) at = add_piece(&t, &chunk, at, kind);
  }
}
