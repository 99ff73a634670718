/* SPDX-License-Identifier: MIT */
#include "report/failure.h"
#include "base/utf8.h"
#include <stdlib.h>

/* A file name need not be UTF-8, JSON must be. */
static void add_string(Text *out, const char *string) {
  if (!string) {
    text_add_literal(out, "null");
    return;
  }
  Text copy = {0};
  text_add_literal(&copy, string);
  utf8_repair(copy.bytes, (uint32_t)copy.len);
  text_add_json_string(out, (Str){copy.bytes, (uint32_t)copy.len});
  text_free(&copy);
}

static void add_json(Text *out, const Failure *failure, bool indented) {
  const char *field = indented ? ",\n\t\"" : ",\"", *colon = indented ? "\":\t" : "\":";
  text_add_literal(out, indented ? "{\n\t\"schema\":\t\"allege/1\"" : "{\"schema\":\"allege/1\"");
  text_add_format(out, "%sstatus%s\"error\"", field, colon);
  text_add_format(out, "%sarticle%s{\"id\":%s,\"path\":", field, colon,
                  failure->id ? failure->id : "null");
  add_string(out, failure->path);
  text_add_format(out, "}%sline%s", field, colon);
  if (failure->line) text_add_number(out, failure->line);
  else text_add_literal(out, "null");
  text_add_format(out, "%sreason%s", field, colon);
  add_string(out, failure->reason);
  text_add_literal(out, indented ? "\n}\n" : "}\n");
}

void failure_print(Text *out, const Failure *failure, AllegeFormat format) {
  if (format == ALLEGE_JSON || format == ALLEGE_NDJSON) {
    add_json(out, failure, format == ALLEGE_JSON);
    return;
  }
  if (format == ALLEGE_CSV || format == ALLEGE_CSV_EVENTS || format == ALLEGE_PLOVER)
    return; /* no row */
  text_add_literal(out, format == ALLEGE_CONLLU ? "# error = " : "error: ");
  const char *path = failure->path ? failure->path : "standard input";
  text_add_shown(out, (Str){path, (uint32_t)strlen(path)});
  if (failure->line) text_add_format(out, ":%u", failure->line);
  text_add_format(out, ": %s\n\n", failure->reason);
}
