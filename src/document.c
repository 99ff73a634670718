/* SPDX-License-Identifier: MIT */
#include "document.h"
#include "base/utf8.h"

void document_init(Document *document, const char *text, uint32_t len) {
  *document = (Document){.len = len};
  char *copy = NEW_ARRAY(&document->arena, char, len + 1);
  if (len) memcpy(copy, text, len);
  document->repaired_bytes = utf8_repair(copy, len);
  document->text = copy;
  document->matcher = matcher_new(&document->arena);
}

void document_free(Document *document) { arena_free(&document->arena); }

Str document_text(const Document *document, Span span) {
  return (Str){document->text + span.start, span.len};
}

Span document_tokens_span(const Document *document, TokenRange range) {
  const Span *spans = document->tokens.span + range.first;
  return span_join(spans[0], spans[range.count - 1]);
}
