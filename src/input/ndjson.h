/* SPDX-License-Identifier: MIT */
/* ndjson.h - one line of NDJSON as a record. */
#ifndef NDJSON_H
#define NDJSON_H
#include "base/arena.h"
#include "base/str.h"

typedef struct {
  const char *id, *text, *title, *date;
} FieldNames; /* "id", "text", ... */
extern const FieldNames DEFAULT_FIELDS;

typedef struct {
  Str id;             /* the JSON value as it stands in the line; empty: none */
  Str text;           /* decoded, may hold NUL; bytes NULL: none */
  Str title, date;    /* decoded; empty: none */
  const char *reason; /* why the line is no record; NULL: it is one */
} JsonRecord;

/* `line` is valid UTF-8. Strings without escapes are borrowed from it, others live in the
 * arena; what stood before an error is kept, so that a broken line can still name its id. */
JsonRecord ndjson_parse(Str line, const FieldNames *fields, Arena *arena);
/* The JSON string that `json` begins with, decoded; empty: it begins with none. */
Str ndjson_string(Str json, Arena *arena);
#endif
