/* SPDX-License-Identifier: MIT */
/* Each name and alias becomes a line of a lexicon, cut and folded as the tokens are. */
#include "model/actor_file.h"
#include "base/error.h"
#include "base/text.h"
#include "base/utf8.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { NAME, TYPE, COUNTRY, ALIASES, FROM, TO, COLUMNS };

typedef struct {
  const char *path;
  uint32_t line;
  AllegeError *error;
} Place;

static bool fail(const Place *place, const char *what) {
  error_set(place->error, ALLEGE_ERROR_FORMAT, "%s, line %u: %s", place->path, place->line, what);
  return false;
}

static Str trimmed(Str s) {
  while (s.len && (s.bytes[0] == ' ' || s.bytes[0] == '\r')) s.bytes++, s.len--;
  while (s.len && (s.bytes[s.len - 1] == ' ' || s.bytes[s.len - 1] == '\r')) s.len--;
  return s;
}

static bool split(Str line, Str field[COLUMNS]) {
  uint32_t column = 0, at = 0;
  for (; column < COLUMNS; column++) field[column] = (Str){0};
  for (column = 0; at <= line.len; column++) {
    const char *tab = memchr(line.bytes + at, '\t', line.len - at);
    uint32_t end = tab ? (uint32_t)(tab - line.bytes) : line.len;
    if (column == COLUMNS) return false;
    field[column] = trimmed((Str){line.bytes + at, end - at});
    at = end + 1;
  }
  return true;
}

static bool is_type(Str type) {
  static const char *const TYPES[] = {"country", "person", "organization", "group", "place"};
  for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
    if (str_is(type, TYPES[i])) return true;
  return false;
}

static bool is_code(Str code) {
  for (uint32_t i = 0; i < code.len; i++)
    if (code.bytes[i] < 'A' || code.bytes[i] > 'Z') return false;
  return code.len == 0 || code.len == 3;
}

static bool is_day(Str day) {
  for (uint32_t i = 0; i < day.len; i++)
    if (i == 4 || i == 7 ? day.bytes[i] != '-' : day.bytes[i] < '0' || day.bytes[i] > '9')
      return false;
  return day.len == 0 || day.len == 10;
}

static bool check(const Place *place, const Str *field) {
  if (!field[NAME].len) return fail(place, "no name");
  if (!is_type(field[TYPE]))
    return fail(place, "the type is country, person, organization, group or place");
  if (!is_code(field[COUNTRY]))
    return fail(place, "the country is an ISO 3166-1 code of three capitals, or empty");
  if (!is_day(field[FROM]) || !is_day(field[TO])) return fail(place, "a day is written 2024-05-31");
  if (str_is(field[TYPE], "country") && !field[COUNTRY].len)
    return fail(place, "a country needs its code");
  return true;
}

static void add_row(Text *rows, const char *key, const Str *field) {
  text_add_literal(rows, key);
  const Str columns[] = {field[TYPE], field[COUNTRY], field[NAME], field[FROM], field[TO]};
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
    text_add_char(rows, '\t'), text_add(rows, columns[i]);
  text_add_char(rows, '\n');
}

/* "Smith & Co." ends in another word at the end of a sentence than within one. */
static bool add_name(const Place *place, Text *rows, ActorKeys keys, Str name, const Str *field) {
  char *alone = keys.cut(keys.context, name, false), *inside = keys.cut(keys.context, name, true);
  bool any = *alone && *inside;
  if (any) add_row(rows, alone, field);
  if (any && strcmp(alone, inside)) add_row(rows, inside, field);
  free(alone);
  free(inside);
  return any || fail(place, "a name without a word");
}

static bool add_rows(const Place *place, Text *rows, ActorKeys keys, const Str *field) {
  bool ok = add_name(place, rows, keys, field[NAME], field);
  for (uint32_t at = 0; ok && at < field[ALIASES].len;) {
    const char *bytes = field[ALIASES].bytes + at;
    uint32_t left = field[ALIASES].len - at;
    const char *end = memchr(bytes, ';', left);
    uint32_t len = end ? (uint32_t)(end - bytes) : left;
    Str alias = trimmed((Str){bytes, len});
    if (alias.len && !str_equals(alias, field[NAME]))
      ok = add_name(place, rows, keys, alias, field);
    at += len + 1;
  }
  return ok;
}

/* Lines with one key must be neighbours in a lexicon. */
static int by_key(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static Data sorted(Arena *arena, Text *rows) {
  uint32_t count = 0;
  for (size_t i = 0; i < rows->len; i++) count += rows->bytes[i] == '\n';
  char **lines = must_alloc(sizeof *lines * (count + 1)), *at = rows->bytes;
  for (uint32_t i = 0; i < count; i++) {
    lines[i] = at;
    at = strchr(at, '\n');
    *at++ = '\0';
  }
  qsort(lines, count, sizeof *lines, by_key);
  char *bytes = arena_alloc(arena, 1, rows->len + 1), *out = bytes;
  for (uint32_t i = 0; i < count; i++) {
    size_t len = strlen(lines[i]);
    memcpy(out, lines[i], len);
    out[len] = '\n';
    out += len + 1;
  }
  free(lines);
  return (Data){bytes, rows->len};
}

bool actor_file_parse(Arena *arena, Data data, const char *path, ActorKeys keys, Lexicon *lexicon,
                      AllegeError *error) {
  Place place = {path, 0, error};
  Text rows = {0};
  bool ok = true;
  const char *end = data.bytes + data.size;
  for (const char *at = data.bytes + utf8_mark(data.bytes, data.size), *next; ok && at < end;
       at = next) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    if (!stop) stop = end;
    next = stop + 1;
    place.line++;
    Str field[COLUMNS], line = trimmed((Str){at, (uint32_t)(stop - at)});
    if (!line.len || line.bytes[0] == '#') continue;
    if (utf8_valid(line.bytes, line.len) < line.len) ok = fail(&place, "not UTF-8");
    else if (memchr(line.bytes, 0, line.len)) ok = fail(&place, "a NUL byte");
    else if (!split(line, field)) ok = fail(&place, "more than six columns");
    else ok = check(&place, field) && add_rows(&place, &rows, keys, field);
  }
  if (ok) ok = lexicon_parse(arena, sorted(arena, &rows), path, lexicon, error);
  text_free(&rows);
  return ok;
}

bool actor_file_load(Arena *arena, const char *path, ActorKeys keys, Lexicon *lexicon,
                     AllegeError *error) {
  FILE *file = fopen(path, "rb");
  Text bytes = {0};
  char part[1 << 14];
  for (size_t got; file && (got = fread(part, 1, sizeof part, file)) > 0;)
    text_add(&bytes, (Str){part, (uint32_t)got});
  bool read = file && !ferror(file);
  if (!read) error_set(error, ALLEGE_ERROR_FILE, "cannot read %s: %s", path, strerror(errno));
  if (file) fclose(file);
  bool ok =
      read && actor_file_parse(arena, (Data){bytes.bytes, bytes.len}, path, keys, lexicon, error);
  text_free(&bytes);
  return ok;
}
