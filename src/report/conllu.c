/* SPDX-License-Identifier: MIT */
/* conllu.c - tokens and grammar as CoNLL-U, https://universaldependencies.org/format */
#include "base/text.h"
#include "report/report.h"

/* A field of CoNLL-U holds no white space of its own lines and is never empty. */
static void add_field(Text *out, Str field, char after) {
  for (uint32_t i = 0; i < field.len; i++) {
    unsigned char c = (unsigned char)field.bytes[i];
    text_add_char(out, c < ' ' ? ' ' : (char)c);
  }
  if (!field.len) text_add_char(out, '_');
  text_add_char(out, after);
}

static bool space_follows(const Document *d, uint32_t token) {
  return token + 1 >= d->tokens.count || (d->tokens.flags[token + 1] & TOKEN_SPACE_BEFORE);
}

static bool is_joined(const Document *d, uint32_t token) {
  return token < d->tokens.count && (d->tokens.flags[token] & TOKEN_JOINED);
}

/* A word with clitics is a multiword token: a line of its own before its parts. */
static void add_written_word(Text *out, const Document *d, TokenRange sentence, uint32_t token) {
  uint32_t last = token;
  while (is_joined(d, last + 1) && range_has(sentence, last + 1)) last++;
  if (last == token || (is_joined(d, token) && token > sentence.first)) return;
  text_add_number(out, token - sentence.first + 1);
  text_add_char(out, '-');
  text_add_number(out, last - sentence.first + 1);
  text_add_char(out, '\t');
  add_field(out, document_text(d, document_tokens_span(d, (TokenRange){token, last - token + 1})),
            '\t');
  text_add_literal(out, "_\t_\t_\t_\t_\t_\t_\t");
  text_add_literal(out, space_follows(d, last) ? "_\n" : "SpaceAfter=No\n");
}

static void add_token(Text *out, const Document *d, TokenRange sentence, uint32_t token) {
  const Tokens *t = &d->tokens;
  add_written_word(out, d, sentence, token);
  text_add_number(out, token - sentence.first + 1);
  text_add_char(out, '\t');
  add_field(out, document_text(d, t->span[token]), '\t');
  add_field(out, t->lemma ? t->lemma[token] : (Str){0}, '\t');
  text_add_literal(out, t->tag ? upos_name(t->tag[token]) : "_");
  text_add_char(out, '\t');
  text_add_literal(out, t->xpos ? xpos_name(t->xpos[token]) : "_");
  text_add_literal(out, "\t_\t");
  if (t->head) {
    text_add_number(out, t->head[token] == NONE ? 0 : t->head[token] - sentence.first + 1);
    text_add_char(out, '\t');
    text_add_literal(out, relation_name(t->relation[token]));
  } else text_add_literal(out, "_\t_");
  bool spaced = space_follows(d, token) || is_joined(d, token) || is_joined(d, token + 1);
  text_add_literal(out, spaced ? "\t_\t_\n" : "\t_\tSpaceAfter=No\n");
}

char *report_conllu(Document *d) {
  Text out = {0};
  for (uint32_t s = 0; s < d->sentences.count; s++) {
    TokenRange sentence = d->sentences.items[s];
    if (d->tokens.flags[sentence.first] & TOKEN_PARAGRAPH_BEFORE)
      text_add_literal(&out, s ? "# newpar\n" : "# newdoc\n# newpar\n");
    text_add_literal(&out, "# sent_id = ");
    text_add_number(&out, s + 1);
    text_add_literal(&out, "\n# text = ");
    add_field(&out, document_text(d, document_tokens_span(d, sentence)), '\n');
    for (uint32_t i = 0; i < sentence.count; i++) add_token(&out, d, sentence, sentence.first + i);
    text_add_char(&out, '\n');
  }
  return text_take(&out);
}
