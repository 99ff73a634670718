/* SPDX-License-Identifier: MIT */
#include "input/article.h"
#include "input/charset.h"
#include "input/html.h"
#include "input/markdown.h"
#include "input/published.h"
#include "input/text.h"
#include <stdio.h>
#include <strings.h>

static const char *ended(Str s, Arena *arena) {
  char *copy = NEW_ARRAY(arena, char, s.len + 1);
  if (s.len) memcpy(copy, s.bytes, s.len);
  return copy;
}

/* Each name of a path by itself, as json_name decodes the last: a folder of another encoding
 * changes nothing. */
static const char *decoded_path(const char *path, Arena *arena) {
  if (!path) return NULL;
  size_t len = strlen(path), written = 0;
  char *out = NEW_ARRAY(arena, char, len * 3 + 1);
  for (const char *at = path, *end; at < path + len; at = end) {
    end = at + (*at == '/' ? 1 : strcspn(at, "/"));
    Str name = text_decode((Str){at, (uint32_t)(end - at)}, arena).text;
    memcpy(out + written, name.bytes, name.len);
    written += name.len;
  }
  return out;
}

/* A file name as a JSON string. */
static const char *json_name(const char *path, Arena *arena) {
  const char *slash = strrchr(path, '/');
  Str name = {slash ? slash + 1 : path, 0};
  name.len = (uint32_t)strlen(name.bytes);
  name = text_decode(name, arena).text;
  char *out = NEW_ARRAY(arena, char, (size_t)name.len * 6 + 3), *at = out;
  *at++ = '"';
  for (uint32_t i = 0; i < name.len; i++) {
    unsigned char c = (unsigned char)name.bytes[i];
    if (c < ' ') at += sprintf(at, "\\u%04x", c);
    else {
      if (c == '"' || c == '\\') *at++ = '\\';
      *at++ = (char)c;
    }
  }
  *at++ = '"';
  return out;
}

static void add_warning(Article *article, const char *warning, Arena *arena) {
  if (article->warning) {
    size_t size = strlen(article->warning) + strlen(warning) + 3;
    char *both = NEW_ARRAY(arena, char, size);
    snprintf(both, size, "%s; %s", article->warning, warning);
    warning = both;
  }
  article->warning = warning;
}

static void set_published(Article *article, Str date, Arena *arena) {
  IsoDate iso;
  if (!date.len) return;
  if (published_parse(date, &iso)) article->published = ended((Str){iso.iso, 10}, arena);
  else add_warning(article, "its date is not understood", arena);
}

static void set_title(Article *article, Str title, Arena *arena) {
  if (title.len) article->title = ended(title, arena);
}

static void read_json(Article *article, Str line, const FieldNames *fields, Arena *arena) {
  JsonRecord record = ndjson_parse(line, fields, arena);
  if (record.id.len) {
    char *id = (char *)(uintptr_t)ended(record.id, arena);
    for (char *c = id; *c; c++)
      if (*c == '\n' || *c == '\r') *c = ' '; /* of a file of JSON: reports stay one line each */
    article->id = id;
  }
  article->reason = record.reason;
  article->text = record.text;
  set_title(article, record.title, arena);
  set_published(article, record.date, arena);
}

static void read_page(Article *article, Page page, Arena *arena) {
  article->text = page.text;
  set_title(article, page.title, arena);
  set_published(article, page.date, arena);
}

static void warn_of_content(Article *article, Arena *arena) {
  const char *at = article->text.len ? memchr(article->text.bytes, 0, article->text.len) : NULL;
  uint32_t blank = 0;
  while (blank < article->text.len && (unsigned char)article->text.bytes[blank] <= ' ') blank++;
  if (at) add_warning(article, "it holds NUL bytes, read as U+001A", arena);
  if (blank == article->text.len) add_warning(article, "it is empty", arena);
}

Article article_read(const Record *record, const FieldNames *fields, const char *published,
                     Arena *arena) {
  Article article = {
      .path = decoded_path(record->path, arena), .line = record->line, .published = published};
  if (record->path && record->format != FROM_NDJSON) article.id = json_name(record->path, arena);
  if ((article.reason = record->reason)) return article;
  Str bytes = {record->bytes.bytes, (uint32_t)record->bytes.len};
  Str charset = record->format == FROM_HTML ? charset_declared(bytes) : (Str){0};
  DecodedText decoded = text_decode_declared(bytes, charset, arena);
  if (decoded.warning) add_warning(&article, decoded.warning, arena);
  switch (record->format) {
  case FROM_NDJSON:
  case FROM_JSON: read_json(&article, text_without_mark(decoded.text), fields, arena); break;
  case FROM_HTML: read_page(&article, html_read(decoded.text, arena), arena); break;
  case FROM_MARKDOWN: read_page(&article, markdown_read(decoded.text, arena), arena); break;
  default: article.text = decoded.text;
  }
  if (!article.reason) warn_of_content(&article, arena);
  return article;
}

InputFormat article_format_of_name(const char *path) {
  static const struct {
    const char *ending;
    InputFormat format;
  } ENDINGS[] = {{".txt", FROM_TEXT},   {".ndjson", FROM_NDJSON}, {".jsonl", FROM_NDJSON},
                 {".json", FROM_JSON},  {".html", FROM_HTML},     {".htm", FROM_HTML},
                 {".xhtml", FROM_HTML}, {".md", FROM_MARKDOWN},   {".markdown", FROM_MARKDOWN}};
  size_t len = strlen(path);
  if (len > 3 && !strcasecmp(path + len - 3, ".gz")) len -= 3;
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
    size_t ending = strlen(ENDINGS[i].ending);
    if (len > ending && !strncasecmp(path + len - ending, ENDINGS[i].ending, ending))
      return ENDINGS[i].format;
  }
  return FROM_AUTO;
}

static void skip_blank(Str *text) {
  while (text->len && (unsigned char)*text->bytes <= ' ') text->bytes++, text->len--;
}

InputFormat article_format_of_bytes(Str bytes) {
  bytes = text_without_mark(bytes);
  skip_blank(&bytes);
  static const char *const PAGES[] = {"<html", "<!doctype", "<!--", "<?xml", "<head", "<body"};
  for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++)
    if (bytes.len >= strlen(PAGES[i]) && !strncasecmp(bytes.bytes, PAGES[i], strlen(PAGES[i])))
      return FROM_HTML;
  if (!bytes.len || *bytes.bytes != '{') return FROM_TEXT;
  bytes.bytes++, bytes.len--;
  skip_blank(&bytes);
  return bytes.len && *bytes.bytes == '"' ? FROM_NDJSON : FROM_TEXT;
}

bool article_format_is_known(Str bytes) {
  static const char MARK[] = "\xEF\xBB\xBF";
  if (bytes.len < 3 && (!bytes.len || !memcmp(bytes.bytes, MARK, bytes.len))) return false;
  bytes = text_without_mark(bytes);
  skip_blank(&bytes);
  if (!bytes.len) return false;
  if (*bytes.bytes == '<') /* the longest opening is "<!doctype", none goes over a line */
    return bytes.len >= strlen("<!doctype") || memchr(bytes.bytes, '\n', bytes.len);
  if (*bytes.bytes != '{') return true;
  bytes.bytes++, bytes.len--;
  skip_blank(&bytes);
  return bytes.len;
}
