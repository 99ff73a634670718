/* SPDX-License-Identifier: MIT */
/* csv.c - claims or events as CSV, one a row, https://www.rfc-editor.org/rfc/rfc4180
 *
 * Columns are stable. Every value that is text is in quotes, so that codes ("016") stay
 * text; several values in one cell stand with "; " between them, countries in the order of their
 * parties, nothing for a party without one. */
#include "base/text.h"
#include "input/ndjson.h"
#include "report/offsets.h"
#include "report/report.h"

#define NAME_OF(id, name) name,
static const char *const CATEGORIES[] = {EVENT_CATEGORIES(NAME_OF)};
static const char *const CONTEXTS[] = {EVENT_CONTEXTS(NAME_OF)};
static const char *const STATUS[] = {STATUSES(NAME_OF)};
static const char *const KINDS[] = {CLAIM_KINDS(NAME_OF)};
static const char *const WRONGS[] = {WRONG_CATEGORIES(NAME_OF)};

static const char CLAIMS_HEADER[] =
    "article_id,article_path,published,claim_id,kind,explicit,category,cameo,status,cue,cue_start,"
    "cue_end,sentence,source,source_country,target,target_country,content,quoted,reported_by,date,"
    "act_date,answers,confidence\r\n";
static const char EVENTS_HEADER[] =
    "article_id,article_path,published,event_id,category,mode,contexts,status,trigger,trigger_"
    "start,"
    "trigger_end,sentence,source,source_country,target,target_country,date\r\n";

typedef struct {
  Text text;
  const Document *document;
  Offsets offsets;
  Str id;      /* of the article; it is JSON, and a string stands here decoded */
  bool joined; /* a value of this cell has been written */
} Writer;

static void add_raw(Writer *w, Str s) {
  for (uint32_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.bytes[i];
    if (c == '"') text_add_char(&w->text, '"');
    if (!c) c = 0x1A; /* as in the text: only an id may hold NUL */
    text_add_char(&w->text, c == '\n' || c == '\r' || c == '\t' ? ' ' : (char)c);
  }
}

static void open_cell(Writer *w) {
  text_add_char(&w->text, '"');
  w->joined = false;
}
static void join(Writer *w, Str value) {
  if (w->joined) text_add_literal(&w->text, "; ");
  w->joined = true;
  add_raw(w, value);
}
static void close_cell(Writer *w) { text_add_literal(&w->text, "\","); }

static Str text_of(const char *s) { return (Str){s, (uint32_t)strlen(s)}; }

static void add_cell(Writer *w, Str value) {
  open_cell(w);
  add_raw(w, value);
  close_cell(w);
}
static void add_number(Writer *w, uint32_t number) { text_add_format(&w->text, "%u,", number); }

static void end_row(Writer *w) {
  w->text.len--; /* the comma behind the last cell */
  text_add_literal(&w->text, "\r\n");
}

static void add_article(Writer *w, char letter, uint32_t index) {
  const Document *d = w->document;
  add_cell(w, w->id);
  add_cell(w, d->path);
  add_cell(w, d->published);
  text_add_format(&w->text, "\"%c%u\",", letter, index + 1);
}

static void add_place(Writer *w, Span span, uint32_t sentence) {
  const Document *d = w->document;
  add_cell(w, document_text(d, span));
  add_number(w, offsets_at(&w->offsets, span.start));
  add_number(w, offsets_at(&w->offsets, span_end(span)));
  add_cell(w, document_text(d, document_tokens_span(d, d->sentences.items[sentence])));
}

static Str country_of(const Document *d, uint32_t actor) {
  return actor == NONE ? (Str){0} : text_of(d->actors.items[actor].country);
}

static void add_parties(Writer *w, IndexRange range, bool countries) {
  const Document *d = w->document;
  open_cell(w);
  for (uint32_t i = 0; i < range.count; i++) join(w, d->parties.items[range.first + i].name);
  close_cell(w);
  if (!countries) return;
  open_cell(w);
  for (uint32_t i = 0; i < range.count; i++)
    join(w, country_of(d, d->parties.items[range.first + i].actor));
  close_cell(w);
}

static void add_actors(Writer *w, IndexRange range) {
  const Document *d = w->document;
  open_cell(w);
  for (uint32_t i = 0; i < range.count; i++)
    join(w, d->actors.items[d->event_actors.items[range.first + i]].name);
  close_cell(w);
  open_cell(w);
  for (uint32_t i = 0; i < range.count; i++)
    join(w, country_of(d, d->event_actors.items[range.first + i]));
  close_cell(w);
}

static void add_date(Writer *w, uint32_t date) {
  add_cell(w, date == NONE ? (Str){0} : w->document->dates.items[date].value);
}

static void add_answers(Writer *w, IndexRange range) {
  open_cell(w);
  for (uint32_t i = 0; i < range.count; i++)
    text_add_format(&w->text, "%sc%u", i ? "; " : "",
                    w->document->answers.items[range.first + i] + 1);
  close_cell(w);
}

static void add_claim(Writer *w, uint32_t index) {
  const Document *d = w->document;
  const Claim *claim = &d->claims.items[index];
  add_article(w, 'c', index);
  add_cell(w, text_of(KINDS[claim->kind]));
  add_cell(w, claim->is_explicit ? STR("true") : STR("false"));
  add_cell(w, text_of(WRONGS[claim->category]));
  add_cell(w, claim->cameo ? text_of(claim->cameo) : (Str){0});
  add_cell(w, text_of(STATUS[claim->status]));
  add_place(w, claim->cue, claim->sentence);
  add_parties(w, claim->source, true);
  add_parties(w, claim->target, true);
  add_cell(w, document_text(d, claim->content));
  add_cell(w, claim->quoted ? STR("true") : STR("false"));
  add_parties(w, claim->reported_by, false);
  add_date(w, claim->date);
  add_date(w, claim->act_date);
  add_answers(w, claim->answers);
  text_add_format(&w->text, "%u.%03u,", claim->confidence / 1000u, claim->confidence % 1000u);
  end_row(w);
}

static void add_event(Writer *w, uint32_t index) {
  const Document *d = w->document;
  const Event *event = &d->events.items[index];
  add_article(w, 'e', index);
  add_cell(w, text_of(CATEGORIES[event->category]));
  add_cell(w, event->mode);
  open_cell(w);
  for (uint32_t i = 0; i < EVENT_CONTEXT_COUNT; i++)
    if (event->contexts >> i & 1) join(w, text_of(CONTEXTS[i]));
  close_cell(w);
  add_cell(w, text_of(STATUS[event->status]));
  add_place(w, document_tokens_span(d, event->trigger), d->tokens.sentence[event->trigger_head]);
  add_actors(w, event->source);
  add_actors(w, event->target);
  add_date(w, event->date);
  end_row(w);
}

const char *report_csv_header(bool events) { return events ? EVENTS_HEADER : CLAIMS_HEADER; }

char *report_csv(Document *document, bool events) {
  Writer w = {.document = document, .offsets = offsets_new(document), .id = document->id};
  if (w.id.len && w.id.bytes[0] == '"') w.id = ndjson_string(w.id, &document->arena);
  if (events)
    for (uint32_t i = 0; i < document->events.count; i++) add_event(&w, i);
  else
    for (uint32_t i = 0; i < document->claims.count; i++) add_claim(&w, i);
  return text_take(&w.text);
}
