/* SPDX-License-Identifier: MIT */
/* show.c - one layer as plain text: for tests/cases, bug reports and curious people. */
#include "base/text.h"
#include "report/report.h"

static void add_range(Text *out, const Document *d, TokenRange range) {
  text_add(out, document_text(d, document_tokens_span(d, range)));
}

static void show_tokens(Text *out, const Document *d) {
  for (uint32_t i = 0; i < d->tokens.count; i++)
    text_add_char(out, '['), text_add(out, document_text(d, d->tokens.span[i])), text_add_literal(out, "]\n");
}

static void show_sentences(Text *out, const Document *d) {
  for (uint32_t i = 0; i < d->sentences.count; i++)
    text_add_char(out, '['), add_range(out, d, d->sentences.items[i]), text_add_literal(out, "]\n");
}

static const struct {
  const char *layer;
  void (*show)(Text *out, const Document *document);
} SHOWS[] = {
  {"tokens", show_tokens},
  {"sentences", show_sentences},
};

char *show_layer(Document *document, const char *layer) {
  for (size_t i = 0; i < sizeof SHOWS / sizeof *SHOWS; i++)
    if (!strcmp(SHOWS[i].layer, layer)) {
      Text out = {0};
      SHOWS[i].show(&out, document);
      return text_take(&out);
    }
  return NULL;
}
