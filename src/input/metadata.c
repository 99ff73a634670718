/* SPDX-License-Identifier: MIT */
#include "input/metadata.h"
#include "base/utf8.h"
#include "input/entities.h"
#include "input/ndjson.h"
#include <strings.h>

/* The first string with this key, at any depth and however broken the rest is. */
static Str json_string(Str json, const char *key, Arena *arena) {
  const char *end = json.bytes + json.len, *at = json.bytes;
  size_t len = strlen(key);
  while (at < end && (at = memmem(at, (size_t)(end - at), key, len))) {
    at += len;
    while (at < end && (*at == ':' || (unsigned char)*at <= ' ')) at++;
    if (at < end && *at == '"') return ndjson_string((Str){at, (uint32_t)(end - at)}, arena);
  }
  return (Str){0};
}

void metadata_json(Metadata *meta, Str json, Arena *arena) {
  if (!json.len) return;
  if (!meta->json_title.len) meta->json_title = json_string(json, "\"headline\"", arena);
  if (!meta->json_date.len) meta->json_date = json_string(json, "\"datePublished\"", arena);
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

void metadata_tag(Metadata *meta, const MarkupItem *tag, bool in_article) {
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
                                      NULL};
  Str key, value;
  if (!strcmp(tag->name, "meta")) {
    if (!key_of(tag->attributes, &key) || !markup_attribute(tag->attributes, "content", &value))
      return;
    if (!meta->meta_title.len && is_one_of(key, TITLES)) meta->meta_title = value;
    if (!meta->meta_date.len && is_one_of(key, DATES)) meta->meta_date = value;
  } else if (!strcmp(tag->name, "time") && markup_attribute(tag->attributes, "datetime", &value)) {
    if (!meta->time.len) meta->time = value;
    if (in_article && !meta->article_time.len) meta->article_time = value;
  }
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
  if (meta->json_title.len) return plain(meta->json_title, arena);
  if (meta->meta_title.len) return plain(meta->meta_title, arena);
  return heading.len ? heading : plain(meta->page_title, arena);
}

Str metadata_date(const Metadata *meta) {
  if (meta->json_date.len) return meta->json_date;
  if (meta->meta_date.len) return meta->meta_date;
  return meta->article_time.len ? meta->article_time : meta->time;
}
