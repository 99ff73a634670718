/* SPDX-License-Identifier: MIT */
/* ndjson.c - one object a line; four fields are kept, everything else is checked and passed over.
 */
#include "input/ndjson.h"
#include "input/json.h"
#include <string.h>

const FieldNames DEFAULT_FIELDS = {"id", "text", "title", "date"};

/* A string field; null counts as absent. */
static void read_field(JsonReader *reader, Str value, Str *field, const char *what) {
  *field = (Str){0};
  if (!json_string(value, reader->arena, field) && value.bytes[0] != 'n' && !reader->reason)
    reader->reason = what;
}

/* Behind the part of the dotted `name` that `key` is: "" if it is all of it; NULL: it is none. */
static const char *behind(const char *name, Str key) {
  if (key.len > strlen(name) || memcmp(name, key.bytes, key.len)) return NULL; /* it may hold NUL */
  name += key.len;
  return *name == '.' && name[1] && key.len ? name + 1 : *name ? NULL : name;
}

/* What stands in the object `value` at the dotted `name`, "" being itself; else it is empty. */
static Str value_at(Str value, const char *name, Arena *arena) {
  while (*name) {
    JsonReader members = json_reader(value, arena);
    Str found = {0};
    const char *rest = "";
    for (Str key, member; *value.bytes == '{' && json_next_member(&members, &key, &member);)
      if (behind(name, key)) found = member, rest = behind(name, key);
    if (!found.len) return found;
    value = found, name = rest;
  }
  return value;
}

JsonRecord ndjson_parse(Str line, const FieldNames *fields, Arena *arena) {
  JsonReader reader = json_reader(line, arena);
  JsonRecord record = {0};
  struct {
    const char *name, *what;
    Str *field;
  } strings[] = {{fields->text, "the text field is no string", &record.text},
                 {fields->title, "the title field is no string", &record.title},
                 {fields->date, "the date field is no string", &record.date}};
  for (Str key, value; json_next_member(&reader, &key, &value);) {
    const char *rest = behind(fields->id, key);
    if (rest) record.id = value_at(value, rest, arena);
    for (size_t i = 0; i < 3; i++) {
      if (!(rest = behind(strings[i].name, key))) continue;
      Str found = value_at(value, rest, arena);
      if (found.len) read_field(&reader, found, strings[i].field, strings[i].what);
    }
  }
  record.reason = reader.reason;
  if (!record.reason && !record.text.bytes) record.reason = "no text field";
  return record;
}

Str ndjson_string(Str json, Arena *arena) {
  Str decoded;
  return json_string(json, arena, &decoded) ? decoded : (Str){0};
}
