/* SPDX-License-Identifier: MIT */
#include "check/rules.h"
#include "base/error.h"
#include "base/utf8.h"
#include "input/json.h"
#include <stdlib.h>

#define NAME(id, name) name,
#define KIND_NAME(id, name, severity, help) name,
#define KIND_HELP(id, name, severity, help) help,
#define KIND_SEVERITY(id, name, severity, help) severity,
const char *const SEVERITY_NAMES[] = {SEVERITIES(NAME)};
const char *const RULE_KIND_NAMES[] = {RULE_KINDS(KIND_NAME)};
const char *const RULE_KIND_HELPS[] = {RULE_KINDS(KIND_HELP)};
static const Severity RULE_KIND_SEVERITIES[] = {RULE_KINDS(KIND_SEVERITY)};
static const char *const CLAIM_KIND_NAMES[] = {CLAIM_KINDS(NAME)};
static const char *const CATEGORY_NAMES[] = {WRONG_CATEGORIES(NAME)};

static int index_of(const char *const *names, int count, Str name) {
  for (int i = 0; i < count; i++)
    if (str_is(name, names[i])) return i;
  return -1;
}

static Rule new_rule(RuleKind kind) {
  const char *name = RULE_KIND_NAMES[kind];
  return (Rule){
      .id = {name, (uint32_t)strlen(name)}, .kind = kind, .severity = RULE_KIND_SEVERITIES[kind]};
}

Rules rules_builtin(Arena *arena) {
  Rules rules = {NEW_ARRAY(arena, Rule, 3), 3};
  for (int i = 0; i < 3; i++) rules.items[i] = new_rule((RuleKind)(RULE_UNANSWERED + i));
  return rules;
}

/* Folded word by word, because utf8_fold puts accents into their letters in short text only.
 * `out` has room for 2 * len + 4 bytes. */
static Str fold(Str text, char *out) {
  uint32_t written = 0;
  for (uint32_t at = 0; at < text.len;) {
    uint32_t end = at;
    while (end < text.len && (unsigned char)text.bytes[end] > ' ') end++;
    written += utf8_fold(text.bytes + at, end - at, out + written);
    if (end < text.len) out[written++] = text.bytes[end++];
    at = end;
  }
  return (Str){out, written};
}

bool rules_read_pattern(ClaimPattern *pattern, Str key, Str value, Arena *arena) {
  struct {
    const char *name;
    Str *field;
    bool in_any_case;
  } fields[] = {{"kind", &pattern->kind, false},
                {"accuser", &pattern->accuser, true},
                {"accused", &pattern->accused, true},
                {"category", &pattern->category, false},
                {"content", &pattern->content, true}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (str_is(key, fields[i].name)) {
      Str word;
      if (!json_string(value, arena, &word)) return false;
      if (fields[i].in_any_case)
        word = fold(word, NEW_ARRAY(arena, char, 2 * (size_t)word.len + 4));
      *fields[i].field = word;
      return true;
    }
  return false;
}

const char *rules_unknown_name(const ClaimPattern *pattern, Str key) {
  if (str_is(key, "kind") && index_of(CLAIM_KIND_NAMES, CLAIM_KIND_COUNT, pattern->kind) < 0)
    return "no such kind of claim";
  if (str_is(key, "category") &&
      index_of(CATEGORY_NAMES, WRONG_CATEGORY_COUNT, pattern->category) <= 0)
    return "no such category";
  return NULL;
}

/* NULL: the member is well. */
static const char *set_member(Rule *rule, Str key, Str value, Arena *arena) {
  Str word = {0};
  bool is_string = json_string(value, arena, &word);
  if (str_is(key, "rule")) return NULL;
  if (str_is(key, "id")) {
    rule->id = word;
    return is_string && word.len ? NULL : "id is no string";
  }
  if (str_is(key, "severity")) {
    int severity = index_of(SEVERITY_NAMES, SEVERITY_COUNT, word);
    if (severity < 0) return "severity is none of note, warning, error";
    rule->severity = (Severity)severity;
    return NULL;
  }
  if (str_is(key, "min-confidence")) {
    double number = strtod(value.bytes, NULL); /* a checked JSON number, something after it */
    if (is_string || !(number >= 0 && number <= 1))
      return "min-confidence is no number from 0 to 1";
    rule->min_confidence = (uint16_t)(number * 1000 + 0.5);
    return NULL;
  }
  if (rule->kind != RULE_MATCH || !rules_read_pattern(&rule->pattern, key, value, arena))
    return "a member that such a rule does not have";
  return rules_unknown_name(&rule->pattern, key);
}

static const char *parse_rule(Str json, Arena *arena, Rule *rule) {
  JsonReader reader = json_reader(json, arena);
  int kind = -1;
  for (Str key, value, word; json_next_member(&reader, &key, &value);)
    if (str_is(key, "rule") && json_string(value, arena, &word))
      kind = index_of(RULE_KIND_NAMES, RULE_EXPECTED, word);
  if (reader.reason) return reader.reason;
  if (kind < 0) return "\"rule\" names none of the rules";
  *rule = new_rule((RuleKind)kind);
  const char *reason = NULL;
  reader = json_reader(json, arena);
  for (Str key, value; !reason && json_next_member(&reader, &key, &value);)
    reason = set_member(rule, key, value, arena);
  return reason;
}

bool rules_parse(Str json, const char *path, Arena *arena, Rules *rules, AllegeError *error) {
  JsonReader reader = json_reader(json, arena);
  const char *reason = NULL;
  uint32_t number = 0;
  Str list = {0};
  for (Str key, value; json_next_member(&reader, &key, &value);)
    if (str_is(key, "rules")) list = value;
  if (reader.reason) reason = reader.reason;
  else if (!list.len || list.bytes[0] != '[') reason = "there is no list \"rules\"";
  ARRAY_OF(Rule) found = {0};
  JsonReader items = json_reader(list, arena);
  for (Str item; !reason && json_next_item(&items, &item);) {
    Rule rule = {0};
    number++;
    reason = item.bytes[0] == '{' ? parse_rule(item, arena, &rule) : "an object is expected";
    ARRAY_PUSH(arena, &found, rule);
  }
  if (reason && number)
    error_set(error, ALLEGE_ERROR_FORMAT, "%s: rule %u: %s", path, number, reason);
  else if (reason) error_set(error, ALLEGE_ERROR_FORMAT, "%s: %s", path, reason);
  *rules = (Rules){found.items, found.count};
  return !reason;
}

static bool contains(Str text, Str folded_part) {
  char *room = must_alloc(2 * (size_t)text.len + 4);
  Str folded = fold(text, room);
  bool found = memmem(folded.bytes, folded.len, folded_part.bytes, folded_part.len) != NULL;
  free(room);
  return found;
}

static bool some_party(const Document *document, IndexRange range, Str part) {
  if (!part.len) return true;
  for (uint32_t i = 0; i < range.count; i++)
    if (contains(document->parties.items[range.first + i].name, part)) return true;
  return false;
}

bool rules_pattern_fits(const ClaimPattern *pattern, const Document *document, const Claim *claim) {
  return (!pattern->kind.len || str_is(pattern->kind, CLAIM_KIND_NAMES[claim->kind])) &&
         (!pattern->category.len || str_is(pattern->category, CATEGORY_NAMES[claim->category])) &&
         some_party(document, claim->source, pattern->accuser) &&
         some_party(document, claim->target, pattern->accused) &&
         (!pattern->content.len ||
          contains(document_text(document, claim->content), pattern->content));
}
