/* SPDX-License-Identifier: MIT */
/* json.c - the report as JSON: the contract with users, field order fixed. */
#include "base/text.h"
#include "report/offsets.h"
#include "report/report.h"
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

enum { PRINT_BUFFER = 1 << 16 };

typedef struct {
  Document *document;
  Offsets offsets;
} Writer;

static char *arena_text(Writer *w, Str s) {
  char *copy = NEW_ARRAY(&w->document->arena, char, s.len + 1);
  if (s.len) memcpy(copy, s.bytes, s.len);
  return copy;
}

static void *must(void *memory) {
  if (!memory) out_of_memory();
  return memory;
}
/* Keys are literals and values live in the document's arena, so cJSON copies neither. It adds
 * nothing that it had no memory to create, and nothing to that: no field goes missing. */
static void put(cJSON *object, const char *key, cJSON *value) {
  if (!cJSON_AddItemToObjectCS(object, key, value)) out_of_memory();
}
static void append(cJSON *array, cJSON *value) {
  if (!cJSON_AddItemToArray(array, value)) out_of_memory();
}
static void put_literal(cJSON *object, const char *key, const char *value) {
  put(object, key, value && *value ? cJSON_CreateStringReference(value) : cJSON_CreateNull());
}
static void put_str(Writer *w, cJSON *object, const char *key, Str value) {
  put(object, key,
      value.len ? cJSON_CreateStringReference(arena_text(w, value)) : cJSON_CreateNull());
}
/* cJSON prints its own numbers through sprintf and reads them back to check: most of a report. */
static cJSON *raw(const char *json) {
  cJSON *item = must(cJSON_CreateStringReference(json));
  item->type = cJSON_Raw | cJSON_IsReference;
  return item;
}
/* `letter`, unless it is 0, and the number in decimal. */
static char *digits_of(Writer *w, char letter, uint32_t number) {
  char digits[12];
  uint32_t at = sizeof digits;
  do digits[--at] = (char)('0' + number % 10);
  while (number /= 10);
  if (letter) digits[--at] = letter;
  return arena_text(w, (Str){digits + at, (uint32_t)sizeof digits - at});
}
static void put_number(Writer *w, cJSON *object, const char *key, uint32_t number) {
  put(object, key, raw(digits_of(w, 0, number)));
}
/* 0.97 of 970, at most 1. */
static void put_thousandths(Writer *w, cJSON *object, const char *key, uint32_t number) {
  char text[] = {'0', '.', (char)('0' + number / 100 % 10), (char)('0' + number / 10 % 10),
                 (char)('0' + number % 10)};
  uint32_t len = sizeof text;
  while (len > 2 && text[len - 1] == '0') len--;
  if (len == 2) len = 1, text[0] = (char)('0' + number / 1000);
  put(object, key, raw(arena_text(w, (Str){text, len})));
}
static cJSON *put_object(cJSON *object, const char *key) {
  cJSON *inner = cJSON_CreateObject();
  put(object, key, inner);
  return inner;
}
static cJSON *put_array(cJSON *object, const char *key) {
  cJSON *inner = cJSON_CreateArray();
  put(object, key, inner);
  return inner;
}
static void put_raw(Writer *w, cJSON *object, const char *key, Str json) {
  put(object, key, json.len ? raw(arena_text(w, json)) : cJSON_CreateNull());
}

static void put_offsets(Writer *w, cJSON *object, Span span) {
  put_number(w, object, "start", offsets_at(&w->offsets, span.start));
  put_number(w, object, "end", offsets_at(&w->offsets, span_end(span)));
}
static void put_span(Writer *w, cJSON *object, Span span) {
  put(object, "text", cJSON_CreateStringReference(arena_text(w, document_text(w->document, span))));
  put_offsets(w, object, span);
}

/* "c7": the name that other parts of the report refer to; `index` from 0. */
static cJSON *reference(Writer *w, char letter, uint32_t index) {
  if (index == NONE) return cJSON_CreateNull();
  return cJSON_CreateStringReference(digits_of(w, letter, index + 1));
}

static void put_references(Writer *w, cJSON *object, const char *key, char letter,
                           const uint32_t *items, IndexRange range) {
  cJSON *array = put_array(object, key);
  for (uint32_t i = 0; i < range.count; i++)
    append(array, reference(w, letter, items[range.first + i]));
}

static void add_article(Writer *w, cJSON *root) {
  const Document *d = w->document;
  cJSON *article = put_object(root, "article");
  put_raw(w, article, "id", d->id);
  put_str(w, article, "path", d->path);
  put_str(w, article, "title", d->title);
  put_str(w, article, "published", d->published);
  put_literal(article, "language", "en");
  put_number(w, article, "chars", offsets_characters(d));
  put_number(w, article, "sentences", d->sentences.count);
  put_number(w, article, "tokens", d->tokens.count);
}

static const char *const SUMMARY_STATUSES[] = {"unanswered", "denied", "countered"};

static void add_summary(Writer *w, cJSON *root) {
  const Document *d = w->document;
  cJSON *array = put_array(root, "summary");
  for (uint32_t i = 0; i < d->summary.count; i++) {
    const SummaryRow *row = &d->summary.items[i];
    cJSON *object = cJSON_CreateObject();
    put_str(w, object, "accuser", row->accuser);
    put_str(w, object, "accused", row->accused);
    put_str(w, object, "of", row->of);
    put_literal(object, "status", SUMMARY_STATUSES[row->status]);
    put_number(w, object, "reports", row->claims.count);
    put_references(w, object, "claims", 'c', d->answers.items, row->claims);
    put_references(w, object, "denials", 'c', d->answers.items, row->denials);
    append(array, object);
  }
}

#define ENUM_NAME(id, name) name,
static const char *const ACTOR_TYPE_NAMES[] = {ACTOR_TYPES(ENUM_NAME)};
static const char *const MENTION_FORM_NAMES[] = {MENTION_FORMS(ENUM_NAME)};
static const char *const DATE_TYPE_NAMES[] = {DATE_TYPES(ENUM_NAME)};
static const char *const EVENT_CATEGORY_NAMES[] = {EVENT_CATEGORIES(ENUM_NAME)};
static const char *const EVENT_CONTEXT_NAMES[] = {EVENT_CONTEXTS(ENUM_NAME)};
static const char *const STATUS_NAMES[] = {STATUSES(ENUM_NAME)};
static const char *const CLAIM_KIND_NAMES[] = {CLAIM_KINDS(ENUM_NAME)};
static const char *const WRONG_CATEGORY_NAMES[] = {WRONG_CATEGORIES(ENUM_NAME)};

static cJSON **add_actor_objects(Writer *w, cJSON *array) {
  const Document *d = w->document;
  cJSON **mentions = NEW_ARRAY(&w->document->arena, cJSON *, d->actors.count + 1);
  for (uint32_t i = 0; i < d->actors.count; i++) {
    const Actor *actor = &d->actors.items[i];
    cJSON *object = cJSON_CreateObject();
    put(object, "id", reference(w, 'a', i));
    put_str(w, object, "name", actor->name);
    put_literal(object, "type", ACTOR_TYPE_NAMES[actor->type]);
    put_literal(object, "country", actor->country);
    put_str(w, object, "role", actor->role);
    mentions[i] = put_array(object, "mentions");
    append(array, object);
  }
  return mentions;
}

static void add_actors(Writer *w, cJSON *root) {
  const Document *d = w->document;
  cJSON **mentions = add_actor_objects(w, put_array(root, "actors"));
  for (uint32_t i = 0; i < d->mentions.count; i++) {
    const Mention *mention = &d->mentions.items[i];
    if (mention->actor == NONE) continue;
    cJSON *object = cJSON_CreateObject();
    put_span(w, object, document_tokens_span(d, mention->range));
    put_literal(object, "form", MENTION_FORM_NAMES[mention->form]);
    append(mentions[mention->actor], object);
  }
}

static void add_dates(Writer *w, cJSON *root) {
  const Document *d = w->document;
  cJSON *array = put_array(root, "dates");
  for (uint32_t i = 0; i < d->dates.count; i++) {
    const Date *date = &d->dates.items[i];
    cJSON *object = cJSON_CreateObject();
    put(object, "id", reference(w, 'd', i));
    put_literal(object, "type", DATE_TYPE_NAMES[date->type]);
    put_str(w, object, "value", date->value);
    put_span(w, object, date->span);
    put_str(w, object, "begin", date->begin);
    put_str(w, object, "until", date->end);
    append(array, object);
  }
}

static void put_contexts(cJSON *object, uint32_t contexts) {
  cJSON *array = put_array(object, "contexts");
  for (uint32_t i = 0; i < EVENT_CONTEXT_COUNT; i++)
    if (contexts >> i & 1) append(array, cJSON_CreateStringReference(EVENT_CONTEXT_NAMES[i]));
}

static void add_events(Writer *w, cJSON *root) {
  const Document *d = w->document;
  cJSON *array = put_array(root, "events");
  for (uint32_t i = 0; i < d->events.count; i++) {
    const Event *event = &d->events.items[i];
    cJSON *object = cJSON_CreateObject();
    put(object, "id", reference(w, 'e', i));
    put_literal(object, "category", EVENT_CATEGORY_NAMES[event->category]);
    put_str(w, object, "mode", event->mode);
    put_contexts(object, event->contexts);
    put_literal(object, "status", STATUS_NAMES[event->status]);
    put_span(w, put_object(object, "trigger"), document_tokens_span(d, event->trigger));
    put_references(w, object, "source", 'a', d->event_actors.items, event->source);
    put_references(w, object, "target", 'a', d->event_actors.items, event->target);
    put(object, "date", reference(w, 'd', event->date));
    append(array, object);
  }
}

static void put_parties(Writer *w, cJSON *object, const char *key, IndexRange range) {
  cJSON *array = put_array(object, key);
  for (uint32_t i = 0; i < range.count; i++) {
    const Party *party = &w->document->parties.items[range.first + i];
    cJSON *item = cJSON_CreateObject();
    put(item, "actor", reference(w, 'a', party->actor));
    put_str(w, item, "name", party->name);
    put_span(w, item, party->span);
    append(array, item);
  }
}

static void put_sentence(Writer *w, cJSON *object, uint32_t sentence) {
  cJSON *inner = put_object(object, "sentence");
  put_number(w, inner, "index", sentence);
  put_offsets(w, inner, document_tokens_span(w->document, w->document->sentences.items[sentence]));
}

static cJSON *claim_object(Writer *w, uint32_t index) {
  const Document *d = w->document;
  const Claim *claim = &d->claims.items[index];
  cJSON *object = cJSON_CreateObject();
  put(object, "id", reference(w, 'c', index));
  put_literal(object, "kind", CLAIM_KIND_NAMES[claim->kind]);
  put(object, "explicit", cJSON_CreateBool(claim->is_explicit));
  put_literal(object, "category", WRONG_CATEGORY_NAMES[claim->category]);
  put_literal(object, "cameo", claim->cameo);
  put_span(w, put_object(object, "cue"), claim->cue);
  put_sentence(w, object, claim->sentence);
  put_parties(w, object, "source", claim->source);
  put_parties(w, object, "target", claim->target);
  if (claim->content.len) put_span(w, put_object(object, "content"), claim->content);
  else put(object, "content", cJSON_CreateNull());
  put(object, "quoted", cJSON_CreateBool(claim->quoted));
  put_literal(object, "status", STATUS_NAMES[claim->status]);
  put_parties(w, object, "reported_by", claim->reported_by);
  put(object, "date", reference(w, 'd', claim->date));
  put(object, "act_date", reference(w, 'd', claim->act_date));
  put_references(w, object, "answers", 'c', d->answers.items, claim->answers);
  put_thousandths(w, object, "confidence", claim->confidence);
  return object;
}

static void add_claims(Writer *w, cJSON *root) {
  cJSON *array = put_array(root, "claims");
  for (uint32_t i = 0; i < w->document->claims.count; i++) append(array, claim_object(w, i));
}

static void add_warnings(Writer *w, cJSON *root) {
  const Document *d = w->document;
  cJSON *array = put_array(root, "warnings");
  char line[100];
  if (d->repaired_bytes) {
    snprintf(line, sizeof line, "%u bytes were not UTF-8 and are read as U+001A",
             d->repaired_bytes);
    append(array, cJSON_CreateString(line));
  }
  if (d->matcher.gave_up) {
    snprintf(line, sizeof line, "%u searches were given up at their limit", d->matcher.gave_up);
    append(array, cJSON_CreateString(line));
  }
  for (uint32_t i = 0; i < d->warnings.count; i++)
    append(array, cJSON_CreateStringReference(d->warnings.items[i]));
}

char *report_json(Document *document, bool indented) {
  Writer w = {document, offsets_new(document)};
  cJSON *root = cJSON_CreateObject();
  put_literal(root, "schema", "allege/1");
  add_article(&w, root);
  add_summary(&w, root);
  add_actors(&w, root);
  add_dates(&w, root);
  add_events(&w, root);
  add_claims(&w, root);
  add_warnings(&w, root);
  char *printed = must(cJSON_PrintBuffered(root, PRINT_BUFFER, indented));
  cJSON_Delete(root);
  Text text = {0};
  text_add_literal(&text, printed);
  free(printed);
  text_add_char(&text, '\n');
  return text_take(&text);
}
