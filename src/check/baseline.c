/* SPDX-License-Identifier: MIT */
#include "check/baseline.h"
#include "base/error.h"
#include "input/json.h"
#include <stdlib.h>

static const char *read_item(Str item, Arena *arena, Str *fingerprint) {
  JsonReader members = json_reader(item, arena);
  *fingerprint = (Str){0};
  for (Str key, value; json_next_member(&members, &key, &value);)
    if (str_is(key, "fingerprint") && !json_string(value, arena, fingerprint))
      return "a fingerprint is no string";
  return members.reason           ? members.reason
         : fingerprint->len == 16 ? NULL
                                  : "a finding without its fingerprint";
}

static int compare_text(const void *a, const void *b) {
  return memcmp(*(char *const *)a, *(char *const *)b, 16);
}

bool baseline_apply(Str json, const char *path, Arena *arena, Findings *findings,
                    AllegeError *error) {
  JsonReader reader = json_reader(json, arena);
  Str list = {0};
  for (Str key, value; json_next_member(&reader, &key, &value);)
    if (str_is(key, "findings")) list = value;
  const char *reason = reader.reason ? reader.reason
                       : !list.len   ? "there is no list \"findings\""
                                     : NULL;
  ARRAY_OF(const char *) known = {0};
  JsonReader items = json_reader(list, arena);
  for (Str item, fingerprint; !reason && json_next_item(&items, &item);) {
    reason = read_item(item, arena, &fingerprint);
    if (!reason) ARRAY_PUSH(arena, &known, fingerprint.bytes);
  }
  if (!reason) reason = items.reason;
  if (reason) {
    error_set(error, ALLEGE_ERROR_FORMAT, "%s: %s", path, reason);
    return false;
  }
  if (!known.count) return true;
  qsort(known.items, known.count, sizeof *known.items, compare_text);
  for (uint32_t i = 0; i < findings->count; i++) {
    const char *key = findings->items[i].fingerprint;
    findings->items[i].suppressed =
        bsearch(&key, known.items, known.count, sizeof *known.items, compare_text) != NULL;
  }
  return true;
}

static int compare_findings(const void *a, const void *b) {
  return memcmp((*(const Finding *const *)a)->fingerprint,
                (*(const Finding *const *)b)->fingerprint, 16);
}

void baseline_print(Text *out, const Findings *findings, Arena *arena) {
  const Finding **sorted = NEW_ARRAY(arena, const Finding *, findings->count + 1);
  for (uint32_t i = 0; i < findings->count; i++) sorted[i] = &findings->items[i];
  if (findings->count) qsort(sorted, findings->count, sizeof *sorted, compare_findings);
  text_add_literal(out, "{\"schema\": \"allege-baseline/1\", \"findings\": [");
  bool first = true;
  for (uint32_t i = 0; i < findings->count; i++) {
    if (i && !memcmp(sorted[i]->fingerprint, sorted[i - 1]->fingerprint, 16)) continue;
    text_add_literal(out, first ? "\n  {\"fingerprint\": \"" : ",\n  {\"fingerprint\": \"");
    text_add_literal(out, sorted[i]->fingerprint);
    text_add_literal(out, "\", \"rule\": ");
    text_add_json_string(out, sorted[i]->rule->id);
    text_add_literal(out, ", \"message\": ");
    text_add_json_string(out, sorted[i]->message);
    text_add_char(out, '}');
    first = false;
  }
  text_add_literal(out, first ? "]}\n" : "\n]}\n");
}
