/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "language/passes.h"

static TokenKind kind_of(int32_t c) {
  return utf8_is_letter(c) ? TOKEN_WORD : utf8_is_digit(c) ? TOKEN_NUMBER : TOKEN_MARK;
}

/* A token is a run of letters or digits, or one mark. */
static Span next_token(const Document *document, uint32_t at, TokenKind *kind) {
  uint32_t start = at, width;
  *kind = kind_of(utf8_at(document->text, document->len, at, &width));
  do at += width;
  while (*kind != TOKEN_MARK && at < document->len &&
         kind_of(utf8_at(document->text, document->len, at, &width)) == *kind);
  return (Span){start, at - start};
}

static void fold(Document *document) {
  Tokens *tokens = &document->tokens;
  tokens->folded = NEW_ARRAY(&document->arena, Str, tokens->count);
  tokens->hash = NEW_ARRAY(&document->arena, uint32_t, tokens->count);
  char *room = NEW_ARRAY(&document->arena, char, document->len + 1);
  for (uint32_t i = 0; i < tokens->count; i++) {
    Str word = document_text(document, tokens->span[i]);
    for (uint32_t k = 0; k < word.len; k++)
      room[k] = (char)(word.bytes[k] >= 'A' && word.bytes[k] <= 'Z' ? word.bytes[k] + 32 : word.bytes[k]);
    tokens->folded[i] = (Str){room, word.len};
    tokens->hash[i] = str_hash(tokens->folded[i]);
    room += word.len;
  }
}

void find_tokens(const Models *models, Document *document) {
  (void)models;
  ARRAY_OF(Span) spans = {0};
  ARRAY_OF(uint8_t) kinds = {0};
  ARRAY_OF(uint8_t) flags = {0};
  uint32_t at = 0, width, breaks = 2;
  bool space = true;
  while (at < document->len) {
    if (utf8_is_space(utf8_at(document->text, document->len, at, &width))) {
      breaks += document->text[at] == '\n';
      space = true;
      at += width;
      continue;
    }
    TokenKind kind;
    Span span = next_token(document, at, &kind);
    uint8_t flag = (uint8_t)((space ? TOKEN_SPACE_BEFORE : 0) | (breaks ? TOKEN_LINE_BEFORE : 0) |
                             (breaks > 1 ? TOKEN_PARAGRAPH_BEFORE : 0));
    if (utf8_is_upper(utf8_at(document->text, document->len, at, &width))) flag |= TOKEN_CAPITALISED;
    ARRAY_PUSH(&document->arena, &spans, span);
    ARRAY_PUSH(&document->arena, &kinds, (uint8_t)kind);
    ARRAY_PUSH(&document->arena, &flags, flag);
    at = span_end(span);
    breaks = 0, space = false;
  }
  document->tokens = (Tokens){.count = spans.count, .span = spans.items, .kind = kinds.items, .flags = flags.items};
  fold(document);
}
