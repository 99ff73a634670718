/* SPDX-License-Identifier: MIT */
#include "train/polnear.h"
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const PART_NAMES[] = {"source", "cue", "content"};

static char *arena_copy(Arena *arena, const char *text) {
  size_t len = strlen(text);
  char *copy = NEW_ARRAY(arena, char, len + 1);
  memcpy(copy, text, len);
  return copy;
}

/* Byte offset of every code point, and of the end. */
static uint32_t *byte_offsets(Arena *arena, const char *text, uint32_t *count) {
  uint32_t *at = NEW_ARRAY(arena, uint32_t, strlen(text) + 1);
  *count = 0;
  uint32_t i = 0;
  for (; text[i]; i++)
    if ((text[i] & 0xC0) != 0x80) at[(*count)++] = i;
  at[*count] = i;
  return at;
}

static void read_part(Arena *arena, const cJSON *list, const uint32_t *at, uint32_t chars,
                      GoldAttribution *out, int part) {
  out->spans[part] = NEW_ARRAY(arena, Span, (size_t)cJSON_GetArraySize(list) + 1);
  const cJSON *pair;
  cJSON_ArrayForEach(pair, list) {
    uint32_t start = (uint32_t)cJSON_GetArrayItem(pair, 0)->valuedouble;
    uint32_t end = (uint32_t)cJSON_GetArrayItem(pair, 1)->valuedouble;
    if (start >= end || end > chars) continue;
    out->spans[part][out->counts[part]++] = (Span){at[start], at[end] - at[start]};
  }
}

static GoldArticle read_article(Arena *arena, const cJSON *record) {
  GoldArticle article = {0};
  article.id = arena_copy(arena, cJSON_GetStringValue(cJSON_GetObjectItem(record, "id")));
  article.text = arena_copy(arena, cJSON_GetStringValue(cJSON_GetObjectItem(record, "text")));
  const cJSON *list = cJSON_GetObjectItem(record, "attributions"), *item;
  article.attributions = NEW_ARRAY(arena, GoldAttribution, (size_t)cJSON_GetArraySize(list) + 1);
  uint32_t chars, *at = byte_offsets(arena, article.text, &chars);
  cJSON_ArrayForEach(item, list) {
    GoldAttribution *out = &article.attributions[article.count++];
    for (int part = 0; part < POLNEAR_PARTS; part++)
      read_part(arena, cJSON_GetObjectItem(item, PART_NAMES[part]), at, chars, out, part);
  }
  return article;
}

GoldArticle *polnear_read(Arena *arena, const char *path, uint32_t *count) {
  FILE *file = fopen(path, "r");
  if (!file) {
    fprintf(stderr, "%s: cannot be read\n", path);
    exit(2);
  }
  char *line = NULL;
  size_t size = 0;
  uint32_t capacity = 0;
  GoldArticle *articles = NULL;
  for (*count = 0; getline(&line, &size, file) > 0;) {
    cJSON *record = cJSON_Parse(line);
    if (!record) continue;
    if (*count == capacity) {
      capacity = capacity ? capacity * 2 : 1024;
      articles = must_realloc(articles, capacity * sizeof *articles);
    }
    articles[(*count)++] = read_article(arena, record);
    cJSON_Delete(record);
  }
  free(line);
  fclose(file);
  return articles;
}

TokenRange polnear_tokens(const Document *d, const Span *spans, uint32_t count, uint8_t *marks,
                          uint8_t mark) {
  TokenRange range = {0, 0};
  for (uint32_t i = 0; i < count; i++) {
    uint32_t low = 0, high = d->tokens.count;
    while (low < high) {
      uint32_t middle = (low + high) / 2;
      if (span_end(d->tokens.span[middle]) <= spans[i].start) low = middle + 1;
      else high = middle;
    }
    for (uint32_t t = low; t < d->tokens.count && d->tokens.span[t].start < span_end(spans[i]);
         t++) {
      if (!range.count) range.first = t;
      if (range.first + range.count == t) range.count++;
      if (marks) marks[t] |= mark;
    }
  }
  return range;
}
