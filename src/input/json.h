/* SPDX-License-Identifier: MIT */
/* json.h - walk over the members or items of a JSON value without building a tree.
 *
 *   JsonReader reader = json_reader(text, arena);
 *   for (Str key, value; json_next_member(&reader, &key, &value);) ...
 *   if (reader.reason) ...                            what is wrong, and at which byte
 *
 * A value is given as it stands in the text: its first byte tells its type, and it can be
 * walked by a reader of its own. */
#ifndef JSON_READER_H
#define JSON_READER_H
#include "base/arena.h"
#include "base/str.h"

typedef struct {
  Str text; /* valid UTF-8 */
  uint32_t at;
  bool inside;        /* past the opening bracket */
  Arena *arena;       /* of decoded strings and reasons */
  const char *reason; /* the first error, after which nothing is found; NULL: none */
} JsonReader;

JsonReader json_reader(Str text, Arena *arena);
/* The next member of the object, its key decoded. False: the end, or an error. */
bool json_next_member(JsonReader *reader, Str *key, Str *value);
/* The next item of the array, likewise. */
bool json_next_item(JsonReader *reader, Str *value);
/* A string value decoded (borrowed if it has no escapes); false: it is no string. */
bool json_string(Str value, Arena *arena, Str *decoded);
#endif
