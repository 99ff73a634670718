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

/* "attacked ARG0=[rebels] ARG1=[the port] passive" */
static void show_frames(Text *out, const Document *d) {
#define ROLE_NAME(id, name) name,
  static const char *const ROLES[] = {FRAME_ROLES(ROLE_NAME)};
  for (uint32_t i = 0; i < d->frames.count; i++) {
    const Frame *frame = &d->frames.items[i];
    text_add(out, document_text(d, d->tokens.span[frame->predicate]));
    for (uint32_t k = 0; k < frame->arguments.count; k++) {
      const FrameArgument *argument = &d->arguments.items[frame->arguments.first + k];
      text_add_format(out, " %s=[", ROLES[argument->role]);
      add_range(out, d, argument->range);
      text_add_char(out, ']');
    }
    text_add_literal(out, frame->passive ? " passive\n" : "\n");
  }
}

static const struct {
  const char *layer;
  void (*show)(Text *out, const Document *document);
} SHOWS[] = {
  {"tokens", show_tokens},
  {"sentences", show_sentences},
  {"frames", show_frames},
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
