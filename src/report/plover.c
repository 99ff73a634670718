/* SPDX-License-Identifier: MIT */
/* plover.c - events as JSON lines in the record layout of the PLOVER manual.
 *
 * PLOVER tells what has not happened, or not now, by the contexts "hypothetical" and
 * "historical"; negated events are left out. */
#include "base/text.h"
#include "report/report.h"

#define NAME_OF(id, name) name,
static const char *const CATEGORIES[] = {EVENT_CATEGORIES(NAME_OF)};
static const char *const CONTEXTS[] = {EVENT_CONTEXTS(NAME_OF)};

static void add_field(Text *out, const char *name, Str value) {
  text_add_format(out, ",\"%s\":", name);
  if (value.len) text_add_json_string(out, value);
  else text_add_literal(out, "null");
}

static Str text_of(const char *s) { return (Str){s, (uint32_t)strlen(s)}; }

/* Actors as written and by country, or by the kind of body where they have none. */
static void add_actors(Text *out, const Document *d, const char *side, IndexRange range) {
  text_add_format(out, ",\"%s\":[", side);
  for (uint32_t i = 0; i < range.count; i++) {
    const Actor *actor = &d->actors.items[d->event_actors.items[range.first + i]];
    text_add_literal(out, i ? ",{\"actorText\":" : "{\"actorText\":");
    text_add_json_string(out, actor->name);
    add_field(out, "code", text_of(actor->country));
    add_field(out, "role", actor->role);
    text_add_char(out, '}');
  }
  text_add_char(out, ']');
}

static void add_contexts(Text *out, const Event *event) {
  text_add_literal(out, ",\"context\":[");
  bool more = false;
  for (uint32_t i = 0; i < EVENT_CONTEXT_COUNT; i++) {
    if (!(event->contexts >> i & 1)) continue;
    text_add_format(out, more ? ",\"%s\"" : "\"%s\"", CONTEXTS[i]);
    more = true;
  }
  if (event->status != STATUS_ASSERTED)
    text_add_format(out, more ? ",\"%s\"" : "\"%s\"",
                    event->status == STATUS_HISTORICAL ? "historical" : "hypothetical");
  text_add_char(out, ']');
}

/* The day of the event if it is known to the day, else that of the article. */
static Str date_of(const Document *d, const Event *event) {
  Str value = event->date == NONE ? (Str){0} : d->dates.items[event->date].value;
  bool day = value.len >= 10 && value.bytes[4] == '-' && value.bytes[7] == '-';
  return day ? (Str){value.bytes, 10} : d->published;
}

static void add_event(Text *out, const Document *d, uint32_t index) {
  const Event *event = &d->events.items[index];
  TokenRange sentence = d->sentences.items[d->tokens.sentence[event->trigger_head]];
  text_add_format(out, "{\"id\":\"e%u\",\"article\":", index + 1);
  if (d->id.len) text_add(out, d->id);
  else text_add_literal(out, "null");
  add_field(out, "date", date_of(d, event));
  add_field(out, "published", d->published); /* what `date` is where the text tells no day */
  add_actors(out, d, "source", event->source);
  add_actors(out, d, "target", event->target);
  add_field(out, "event", text_of(CATEGORIES[event->category]));
  add_field(out, "eventText", document_text(d, document_tokens_span(d, event->trigger)));
  add_field(out, "mode", event->mode);
  add_contexts(out, event);
  add_field(out, "text", document_text(d, document_tokens_span(d, sentence)));
  text_add_literal(out, ",\"language\":\"en\"");
  add_field(out, "publication", d->path);
  text_add_literal(out, ",\"coder\":\"allege\",\"version\":\"2.0\"}\n");
}

char *report_plover(Document *document) {
  Text out = {0};
  for (uint32_t i = 0; i < document->events.count; i++)
    if (document->events.items[i].status != STATUS_NEGATED) add_event(&out, document, i);
  return text_take(&out);
}
