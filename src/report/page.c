/* SPDX-License-Identifier: MIT */
/* page.c - the report as a page for people: the summary, then each claim with its line. */
#include "base/text.h"
#include "report/report.h"

enum { WIDTH = 96 };

static const char BOLD[] = "\033[1m", DIM[] = "\033[2m", RED[] = "\033[31m", GREEN[] = "\033[32m",
                  PLAIN[] = "\033[0m";

typedef struct {
  Text out;
  const Document *document;
  bool color;
  uint32_t at, line; /* line number of the byte `at`, counted as claims go on */
} PageWriter;

static void style(PageWriter *w, const char *code) {
  if (w->color) text_add_literal(&w->out, code);
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* White space as one blank, none at the end. */
static void add_words(PageWriter *w, Str words) {
  for (uint32_t end = 0, start; end < words.len;) {
    if (is_space(words.bytes[end])) {
      while (end < words.len && is_space(words.bytes[end])) end++;
      if (end < words.len) text_add_char(&w->out, ' ');
    }
    for (start = end; end < words.len && !is_space(words.bytes[end]);) end++;
    text_add_shown(&w->out, (Str){words.bytes + start, end - start});
  }
}

static void add_heading(PageWriter *w) {
  const Document *d = w->document;
  Str name = d->title.len ? d->title : d->path;
  if (!name.len) return;
  style(w, BOLD);
  add_words(w, name);
  style(w, PLAIN);
  if (d->published.len) text_add_literal(&w->out, "  "), add_words(w, d->published);
  text_add_literal(&w->out, "\n\n");
}

static void add_bold(PageWriter *w, Str words) {
  style(w, BOLD);
  add_words(w, words);
  style(w, PLAIN);
}

/* "of" stands before nouns and gerunds: accused of lying, of a plot; else ":" */
static const char *before_content(const Document *d, const Claim *claim) {
  const Tokens *t = &d->tokens;
  uint32_t low = 0, high = t->count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (t->span[middle].start < claim->content.start) low = middle + 1;
    else high = middle;
  }
  while (t->xpos && low + 1 < t->count && t->xpos[low] == XPOS_RB) low++; /* secretly funding */
  if (claim->kind == CLAIM_CRITICISM || low == t->count || !t->xpos) return ": ";
  switch (t->xpos[low]) {
  case XPOS_VBG:
  case XPOS_NN:
  case XPOS_NNS: return " of ";
  default: return ": ";
  }
}

static void add_act(PageWriter *w, const SummaryRow *row, const Claim *claim) {
  bool criticism = claim->kind == CLAIM_CRITICISM;
  if (row->accuser.len) {
    add_bold(w, row->accuser);
    text_add_literal(&w->out, criticism ? " criticised " : " accused ");
    add_bold(w, row->accused.len ? row->accused : STR("somebody"));
  } else {
    add_bold(w, row->accused.len ? row->accused : STR("Somebody"));
    text_add_literal(&w->out, criticism ? " was criticised" : " was accused");
  }
}

static void add_summary(PageWriter *w) {
  static const char *const ENDINGS[] = {"", " — denied", " — countered"};
  const Document *d = w->document;
  for (uint32_t i = 0; i < d->summary.count; i++) {
    const SummaryRow *row = &d->summary.items[i];
    const Claim *claim = &d->claims.items[d->answers.items[row->claims.first]];
    add_act(w, row, claim);
    if (row->of.len) text_add_literal(&w->out, before_content(d, claim)), add_words(w, row->of);
    style(w, row->status == SUMMARY_UNANSWERED ? "" : GREEN);
    text_add_literal(&w->out, ENDINGS[row->status]);
    style(w, PLAIN);
    if (row->claims.count > 1) text_add_format(&w->out, " (%u times)", row->claims.count);
    text_add_char(&w->out, '\n');
  }
}

static uint32_t line_of(PageWriter *w, uint32_t byte) {
  const char *text = w->document->text;
  if (byte < w->at) w->at = 0, w->line = 1;
  for (; w->at < byte; w->at++) w->line += text[w->at] == '\n';
  return w->line;
}

static void add_parties(PageWriter *w, IndexRange range, const char *nobody) {
  for (uint32_t i = 0; i < range.count; i++) {
    if (i) text_add_literal(&w->out, ", ");
    add_words(w, w->document->parties.items[range.first + i].name);
  }
  if (!range.count) text_add_literal(&w->out, nobody);
}

/* Of a long sentence the part around the cue, cut between characters. */
static Span around(const Document *d, Span sentence, Span cue) {
  if (sentence.len <= 2 * WIDTH) return sentence;
  uint32_t start = cue.start > sentence.start + WIDTH ? cue.start - WIDTH : sentence.start;
  uint32_t end =
      span_end(cue) + WIDTH < span_end(sentence) ? span_end(cue) + WIDTH : span_end(sentence);
  while (start > sentence.start && d->text[start] != ' ' && cue.start - start < 2 * WIDTH) start--;
  while (end < span_end(sentence) && d->text[end] != ' ' && end - span_end(cue) < 2 * WIDTH) end++;
  while (start > sentence.start && (d->text[start] & 0xC0) == 0x80) start--;
  while (end < span_end(sentence) && (d->text[end] & 0xC0) == 0x80) end++;
  return (Span){start, end - start};
}

static void add_quotation(PageWriter *w, const Claim *claim) {
  const Document *d = w->document;
  Span sentence = document_tokens_span(d, d->sentences.items[claim->sentence]);
  if (!span_contains(sentence, claim->cue)) sentence = claim->cue;
  Span shown = around(d, sentence, claim->cue);
  text_add_literal(&w->out, shown.start > sentence.start ? "       …" : "       ");
  add_words(w, document_text(d, (Span){shown.start, claim->cue.start - shown.start}));
  if (claim->cue.start > shown.start && d->text[claim->cue.start - 1] == ' ')
    text_add_char(&w->out, ' ');
  style(w, claim->kind == CLAIM_DENIAL ? GREEN : RED);
  add_words(w, document_text(d, claim->cue));
  style(w, PLAIN);
  uint32_t rest = span_end(claim->cue);
  add_words(w, document_text(d, (Span){rest, span_end(shown) - rest}));
  text_add_literal(&w->out, span_end(shown) < span_end(sentence) ? "…\n" : "\n");
}

#define ENUM_NAME(id, name) name,
static const char *const KINDS[] = {CLAIM_KINDS(ENUM_NAME)};
static const char *const STATUS_NAMES[] = {STATUSES(ENUM_NAME)};

static void add_claim(PageWriter *w, uint32_t index) {
  const Claim *claim = &w->document->claims.items[index];
  style(w, DIM);
  text_add_format(&w->out, "%5u  ", line_of(w, claim->cue.start));
  style(w, PLAIN);
  text_add_format(&w->out, "%s: ", KINDS[claim->kind]);
  add_parties(w, claim->source, "(no source)");
  if (claim->target.count) text_add_literal(&w->out, " → "), add_parties(w, claim->target, "");
  if (claim->content.len)
    text_add_literal(&w->out, ": "), add_words(w, document_text(w->document, claim->content));
  if (claim->status != STATUS_ASSERTED)
    text_add_format(&w->out, " (%s)", STATUS_NAMES[claim->status]);
  text_add_char(&w->out, '\n');
  add_quotation(w, claim);
}

/* Plain statements are the bulk of an article and not what it is read for; JSON has them. */
static bool is_shown(const Claim *claim) { return claim->kind <= CLAIM_DENIAL; }

static void add_claims(PageWriter *w) {
  bool any = false;
  for (uint32_t i = 0; i < w->document->claims.count; i++) {
    if (!is_shown(&w->document->claims.items[i])) continue;
    if (!any && w->document->summary.count) text_add_char(&w->out, '\n');
    any = true;
    add_claim(w, i);
  }
  if (!any && !w->document->summary.count)
    text_add_literal(&w->out, "Nobody is accused of anything.\n");
}

static void add_warnings(PageWriter *w) {
  for (uint32_t i = 0; i < w->document->warnings.count; i++)
    text_add_format(&w->out, "\nwarning: %s", w->document->warnings.items[i]);
  if (w->document->warnings.count) text_add_char(&w->out, '\n');
}

char *report_page(Document *document, bool color) {
  PageWriter w = {.document = document, .color = color, .line = 1};
  add_heading(&w);
  add_summary(&w);
  add_claims(&w);
  add_warnings(&w);
  text_add_char(&w.out, '\n');
  return text_take(&w.out);
}
