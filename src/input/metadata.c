/* SPDX-License-Identifier: MIT */
#include "input/metadata.h"
#include "base/utf8.h"
#include "input/entities.h"
#include "input/json.h"
#include "input/ndjson.h"
#include "input/published.h"
#include <strings.h>

enum { MAX_DEPTH = 12 }; /* of objects within objects that are looked into */

static void offer(Metadatum *datum, Str value, int rank) {
  if (value.len && rank > datum->rank) *datum = (Metadatum){value, rank};
}

/* The first string with this key, at any depth and however broken the rest is. */
static Str first_string(Str json, const char *key, Arena *arena) {
  const char *end = json.bytes + json.len, *at = json.bytes;
  size_t len = strlen(key);
  while (at < end && (at = memmem(at, (size_t)(end - at), key, len))) {
    at += len;
    while (at < end && (*at == ':' || (unsigned char)*at <= ' ')) at++;
    if (at < end && *at == '"') return ndjson_string((Str){at, (uint32_t)(end - at)}, arena);
  }
  return (Str){0};
}

static bool ends_with(Str text, const char *end) {
  size_t len = strlen(end);
  return text.len >= len && !memcmp(text.bytes + text.len - len, end, len);
}

/* 3: an article of any kind; 2: a page; 1: nothing is said; 0: something else, such as a picture.
 */
static int rank_of_type(Str type, Arena *arena) {
  Str word = {0};
  if (!type.len) return 1;
  if (*type.bytes == '[') {
    JsonReader items = json_reader(type, arena);
    int best = 0;
    for (Str item; json_next_item(&items, &item);)
      if (*item.bytes == '"' && rank_of_type(item, arena) > best) best = rank_of_type(item, arena);
    return best;
  }
  if (!json_string(type, arena, &word)) return 1;
  if (ends_with(word, "Article") || ends_with(word, "Posting") || str_is(word, "Report")) return 3;
  return ends_with(word, "Page") ? 2 : 0;
}

static void read_node(Metadata *meta, Str json, uint32_t depth, Arena *arena);

/* An object speaks before the objects within it: those are other stories, or its parts. */
static void read_object(Metadata *meta, Str json, uint32_t depth, Arena *arena) {
  Str type = {0}, title = {0}, date = {0};
  JsonReader members = json_reader(json, arena);
  for (Str key, value; json_next_member(&members, &key, &value);)
    if (str_is(key, "@type")) type = value;
    else if (str_is(key, "headline")) json_string(value, arena, &title);
    else if (str_is(key, "datePublished")) json_string(value, arena, &date);
  int rank = rank_of_type(type, arena);
  offer(&meta->json_title, title, rank);
  offer(&meta->json_date, date, rank);
  members = json_reader(json, arena);
  for (Str key, value; json_next_member(&members, &key, &value);)
    read_node(meta, value, depth + 1, arena);
}

static void read_node(Metadata *meta, Str json, uint32_t depth, Arena *arena) {
  if (!json.len || depth > MAX_DEPTH) return;
  if (*json.bytes == '{') read_object(meta, json, depth, arena);
  if (*json.bytes != '[') return;
  JsonReader items = json_reader(json, arena);
  for (Str item; json_next_item(&items, &item);) read_node(meta, item, depth + 1, arena);
}

static bool is_json(Str json, Arena *arena) {
  JsonReader reader = json_reader(json, arena);
  Str key, value;
  if (*json.bytes == '[')
    while (json_next_item(&reader, &value)) {}
  else
    while (json_next_member(&reader, &key, &value)) {}
  return !reader.reason;
}

void metadata_json(Metadata *meta, Str json, Arena *arena) {
  while (json.len && (unsigned char)*json.bytes <= ' ') json.bytes++, json.len--;
  if (!json.len) return;
  if (is_json(json, arena)) {
    read_node(meta, json, 0, arena);
    return;
  }
  offer(&meta->json_title, first_string(json, "\"headline\"", arena), 1);
  offer(&meta->json_date, first_string(json, "\"datePublished\"", arena), 1);
}

void metadata_title(Metadata *meta, Str raw) {
  if (!meta->page_title.len) meta->page_title = raw;
}

static bool is_one_of(Str value, const char *const *names) {
  for (; *names; names++)
    if (value.len == strlen(*names) && !strncasecmp(*names, value.bytes, value.len)) return true;
  return false;
}

static bool key_of(Str attributes, Str *key) {
  return markup_attribute(attributes, "property", key) ||
         markup_attribute(attributes, "name", key) || markup_attribute(attributes, "itemprop", key);
}

/* <time>, or any element that says that it is the date of publication: its datetime, its content
 * or its text, whichever is a date. */
static void read_time(Metadata *meta, const MarkupItem *tag, Str text, bool in_article) {
  static const char *const NAMES[] = {"datetime", "content", NULL};
  Str attributes = tag->attributes, value = text, pubdate;
  bool named = markup_attribute_has(attributes, "itemprop", "datePublished") ||
               markup_attribute(attributes, "pubdate", &pubdate);
  if (strcmp(tag->name, "time") && !named) return;
  IsoDate date;
  for (const char *const *name = NAMES; *name; name++)
    if (markup_attribute(attributes, *name, &value)) break;
    else value = text;
  if (!published_parse(value, &date)) return;
  bool changed = markup_attribute_has(attributes, "class", "updat") ||
                 markup_attribute_has(attributes, "class", "modif") ||
                 markup_attribute_has(attributes, "itemprop", "dateModified");
  offer(&meta->time, value, named ? 5 : changed ? 1 + in_article : 3 + in_article);
}

void metadata_tag(Metadata *meta, const MarkupItem *tag, Str text, bool in_article) {
  static const char *const TITLES[] = {"og:title", "twitter:title", "dc.title", "headline", NULL};
  static const char *const DATES[] = {"article:published_time",
                                      "og:published_time",
                                      "og:article:published_time",
                                      "datepublished",
                                      "pubdate",
                                      "publishdate",
                                      "publish-date",
                                      "publication_date",
                                      "date",
                                      "dc.date",
                                      "dc.date.issued",
                                      "dcterms.created",
                                      "parsely-pub-date",
                                      "sailthru.date",
                                      "article.published",
                                      "dcterms.issued",
                                      "dcterms.date",
                                      "cxenseparse:recs:publishtime",
                                      NULL};
  Str key, value;
  if (!strcmp(tag->name, "meta")) {
    if (!key_of(tag->attributes, &key) || !markup_attribute(tag->attributes, "content", &value))
      return;
    if (is_one_of(key, TITLES)) offer(&meta->meta_title, value, 1);
    if (is_one_of(key, DATES)) offer(&meta->meta_date, value, 1);
  } else if (!strcmp(tag->name, "time") || markup_attribute(tag->attributes, "itemprop", &key))
    read_time(meta, tag, text, in_article);
}

static Str plain(Str raw, Arena *arena) {
  char *out = NEW_ARRAY(arena, char, raw.len + 1);
  uint32_t len = 0;
  bool space = false;
  for (uint32_t at = 0; at < raw.len;) {
    uint32_t character = raw.bytes[at] == '&' ? entity_at(raw, &at) : 0;
    char c = character ? 0 : raw.bytes[at++];
    if (character ? character <= ' ' : (unsigned char)c <= ' ') {
      space = len > 0;
      continue;
    }
    if (space) out[len++] = ' ';
    space = false;
    if (character) len += utf8_put(out + len, character);
    else out[len++] = c;
  }
  return (Str){out, len};
}

Str metadata_best_title(const Metadata *meta, Str heading, Arena *arena) {
  if (meta->json_title.value.len) return plain(meta->json_title.value, arena);
  if (meta->meta_title.value.len) return plain(meta->meta_title.value, arena);
  return heading.len ? heading : plain(meta->page_title, arena);
}

Str metadata_date(const Metadata *meta) {
  const Str dates[] = {meta->json_date.value, meta->meta_date.value, meta->time.value};
  IsoDate date;
  for (int i = 0; i < 3; i++)
    if (published_parse(dates[i], &date)) return dates[i];
  return dates[0].len ? dates[0] : dates[1];
}
