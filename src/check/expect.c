/* SPDX-License-Identifier: MIT */
#include "check/expect.h"
#include "base/error.h"
#include "input/json.h"
#include <stdlib.h>

#define NAME(id, name) name,
static const char *const CLAIM_KIND_NAMES[] = {CLAIM_KINDS(NAME)};

static const char *parse_patterns(Expectations *e, Str list, bool forbidden, Arena *arena,
                                  uint32_t *number) {
  JsonReader items = json_reader(list, arena);
  for (Str item; json_next_item(&items, &item);) {
    ++*number;
    Expectation expectation = {.json = item, .forbidden = forbidden};
    JsonReader members = json_reader(item, arena);
    for (Str key, value; json_next_member(&members, &key, &value);) {
      if (!rules_read_pattern(&expectation.pattern, key, value, arena))
        return "an expectation has kind, accuser, accused, category and content, all strings";
      const char *reason = rules_unknown_name(&expectation.pattern, key);
      if (reason) return reason;
    }
    if (members.reason) return members.reason;
    ARRAY_PUSH(arena, &e->items, expectation);
  }
  *number = 0; /* what is wrong from here on is of no single expectation */
  return items.reason;
}

/* A whole number not over a million, which is what stands at `json`. */
static bool parse_count(Str json, uint32_t *count) {
  double number = strtod(json.bytes, NULL);
  *count = number >= 0 && number <= 1e6 ? (uint32_t)number : 0;
  return json.bytes[0] >= '0' && json.bytes[0] <= '9' && *count == number;
}

static bool parse_range(Str value, Arena *arena, uint32_t *least, uint32_t *most) {
  if (value.bytes[0] != '[') return parse_count(value, least) && parse_count(value, most);
  JsonReader items = json_reader(value, arena);
  Str first, second, third;
  return json_next_item(&items, &first) && json_next_item(&items, &second) &&
         parse_count(first, least) && parse_count(second, most) &&
         !json_next_item(&items, &third) && !items.reason;
}

static const char *parse_counts(Expectations *e, Str object, Arena *arena) {
  JsonReader members = json_reader(object, arena);
  for (Str key, value; json_next_member(&members, &key, &value);) {
    int kind = 0;
    while (kind < CLAIM_KIND_COUNT && !str_is(key, CLAIM_KIND_NAMES[kind])) kind++;
    if (kind == CLAIM_KIND_COUNT) return "counts: no such kind of claim";
    if (!parse_range(value, arena, &e->least[kind], &e->most[kind]))
      return "counts: a number or [least, most] is expected";
    if (e->least[kind] > e->most[kind]) return "counts: least is more than most";
  }
  return members.reason;
}

bool expect_parse(Str json, const char *path, Arena *arena, Expectations *e, AllegeError *error) {
  *e = (Expectations){0};
  for (int i = 0; i < CLAIM_KIND_COUNT; i++) e->most[i] = UINT32_MAX;
  JsonReader reader = json_reader(json, arena);
  const char *reason = NULL, *list = "";
  uint32_t number = 0;
  for (Str key, value; !reason && json_next_member(&reader, &key, &value);) {
    bool forbidden = str_is(key, "must-not");
    list = forbidden ? "must-not" : "must";
    if (forbidden || str_is(key, "must"))
      reason = parse_patterns(e, value, forbidden, arena, &number);
    else if (str_is(key, "counts")) reason = parse_counts(e, value, arena);
    else reason = "it has must, must-not and counts, nothing else";
  }
  if (!reason) reason = reader.reason;
  if (reason && number)
    error_set(error, ALLEGE_ERROR_FORMAT, "%s: %s %u: %s", path, list, number, reason);
  else if (reason) error_set(error, ALLEGE_ERROR_FORMAT, "%s: %s", path, reason);
  return !reason;
}

void expect_count(Expectations *e, const Document *document) {
  for (uint32_t i = 0; i < document->claims.count; i++) {
    const Claim *claim = &document->claims.items[i];
    if (claim->status != STATUS_ASSERTED) continue;
    e->found[claim->kind]++;
    for (uint32_t k = 0; k < e->items.count; k++)
      e->items.items[k].found += rules_pattern_fits(&e->items.items[k].pattern, document, claim);
  }
}

static void add(const Rule *rule, Arena *arena, Findings *findings, Text *message) {
  char *copy = NEW_ARRAY(arena, char, message->len + 1);
  memcpy(copy, message->bytes, message->len);
  findings_add_message(findings, arena, rule, (Str){copy, (uint32_t)message->len});
  text_free(message);
}

void expect_finish(const Expectations *e, const Rule *rule, const char *path, Arena *arena,
                   Findings *findings) {
  uint32_t before = findings->count;
  for (uint32_t i = 0; i < e->items.count; i++) {
    const Expectation *expectation = &e->items.items[i];
    if (expectation->forbidden ? !expectation->found : expectation->found) continue;
    Text message = {0};
    text_add_literal(&message, expectation->forbidden ? "must not be found, but is: "
                                                      : "must be found, but is not: ");
    text_add(&message, expectation->json);
    add(rule, arena, findings, &message);
  }
  for (int kind = 0; kind < CLAIM_KIND_COUNT; kind++) {
    if (e->found[kind] >= e->least[kind] && e->found[kind] <= e->most[kind]) continue;
    Text message = {0};
    text_add_format(&message, "%s: %u found, ", CLAIM_KIND_NAMES[kind], e->found[kind]);
    if (e->least[kind] == e->most[kind]) text_add_format(&message, "%u expected", e->least[kind]);
    else text_add_format(&message, "%u to %u expected", e->least[kind], e->most[kind]);
    add(rule, arena, findings, &message);
  }
  for (uint32_t i = before; i < findings->count; i++)
    findings->items[i].path = (Str){path, (uint32_t)strlen(path)};
}
