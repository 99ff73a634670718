/* SPDX-License-Identifier: MIT */
/* ndjson.c - one object a line; four fields are kept, everything else is checked and passed over.
 */
#include "input/ndjson.h"
#include "input/json.h"

const FieldNames DEFAULT_FIELDS = {"id", "text", "title", "date"};

/* A string field; null counts as absent. */
static void read_field(JsonReader *reader, Str value, Str *field, const char *what) {
  *field = (Str){0};
  if (!json_string(value, reader->arena, field) && value.bytes[0] != 'n' && !reader->reason)
    reader->reason = what;
}

JsonRecord ndjson_parse(Str line, const FieldNames *fields, Arena *arena) {
  JsonReader reader = json_reader(line, arena);
  JsonRecord record = {0};
  for (Str key, value; json_next_member(&reader, &key, &value);) {
    if (str_is(key, fields->id)) record.id = value;
    else if (str_is(key, fields->text))
      read_field(&reader, value, &record.text, "the text field is no string");
    else if (str_is(key, fields->title))
      read_field(&reader, value, &record.title, "the title field is no string");
    else if (str_is(key, fields->date))
      read_field(&reader, value, &record.date, "the date field is no string");
  }
  record.reason = reader.reason;
  if (!record.reason && !record.text.bytes) record.reason = "no text field";
  return record;
}

Str ndjson_string(Str json, Arena *arena) {
  Str decoded;
  return json_string(json, arena, &decoded) ? decoded : (Str){0};
}
