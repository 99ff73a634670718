/* SPDX-License-Identifier: MIT */
#include "check/print.h"
#include "base/utf8.h"

bool check_is_shown(const CheckResult *result, const Finding *finding) {
  return finding->rule->severity >= result->shown;
}

/* What stands for standard input, where there is no path. */
static Str name_of(Str path) { return path.len ? path : STR("-"); }

/* Names of files hold any bytes, most formats only UTF-8. To be freed. */
static Text as_utf8(Str path) {
  Text copy = {0};
  text_add(&copy, path);
  utf8_repair(copy.bytes, (uint32_t)copy.len);
  return copy;
}

static void print_text(Text *out, const CheckResult *result) {
  uint32_t counts[SEVERITY_COUNT] = {0}, suppressed = 0;
  for (uint32_t i = 0; i < result->findings->count; i++) {
    const Finding *finding = &result->findings->items[i];
    if (finding->suppressed) suppressed++;
    else counts[finding->rule->severity]++;
    if (finding->suppressed || !check_is_shown(result, finding)) continue;
    text_add_shown(out, name_of(finding->path));
    if (finding->line) text_add_format(out, ":%u:%u", finding->line, finding->column);
    text_add_format(out, ": %s: ", SEVERITY_NAMES[finding->rule->severity]);
    text_add_shown(out, finding->message);
    text_add_literal(out, " [");
    text_add_shown(out, finding->rule->id);
    text_add_literal(out, "]\n");
  }
  text_add_format(out, "%u articles: %u errors, %u warnings, %u notes", result->articles,
                  counts[SEVERITY_ERROR], counts[SEVERITY_WARNING], counts[SEVERITY_NOTE]);
  if (suppressed) text_add_format(out, ", %u in the baseline", suppressed);
  if (result->failures->count) text_add_format(out, "; %u inputs failed", result->failures->count);
  text_add_char(out, '\n');
}

/* XML 1.0 forbids most control characters, U+FFFE and U+FFFF, even escaped. */
static void add_xml(Text *out, Str text) {
  for (uint32_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.bytes[i];
    if (c == '&') text_add_literal(out, "&amp;");
    else if (c == '<') text_add_literal(out, "&lt;");
    else if (c == '>') text_add_literal(out, "&gt;");
    else if (c == '"') text_add_literal(out, "&quot;");
    else if (c < ' ') text_add_char(out, ' ');
    else if (c == 0xEF && i + 2 < text.len && (unsigned char)text.bytes[i + 1] == 0xBF &&
             (unsigned char)text.bytes[i + 2] >= 0xBE)
      text_add_char(out, ' '), i += 2;
    else text_add_char(out, (char)c);
  }
}

static void add_xml_place(Text *out, Str path, uint32_t line, uint32_t column) {
  Text place = as_utf8(name_of(path));
  if (line) text_add_format(&place, ":%u", line);
  if (line && column) text_add_format(&place, ":%u", column);
  add_xml(out, (Str){place.bytes, (uint32_t)place.len});
  text_free(&place);
}

static bool fails(const CheckResult *result, const Finding *finding) {
  return !finding->suppressed && check_is_shown(result, finding);
}

static uint32_t failed_rules(const CheckResult *result) {
  uint32_t count = 0;
  for (uint32_t r = 0; r < result->rules->count; r++) {
    bool failed = false;
    for (uint32_t i = 0; i < result->findings->count; i++)
      failed |= result->findings->items[i].rule == &result->rules->items[r] &&
                fails(result, &result->findings->items[i]);
    count += failed;
  }
  return count;
}

static void print_junit_rule(Text *out, const CheckResult *result, const Rule *rule) {
  text_add_literal(out, "<testcase classname=\"allege\" name=\"");
  add_xml(out, rule->id);
  text_add_literal(out, "\">");
  for (uint32_t i = 0; i < result->findings->count; i++) {
    const Finding *finding = &result->findings->items[i];
    if (finding->rule != rule || !fails(result, finding)) continue;
    text_add_format(out, "\n<failure type=\"%s\" message=\"", SEVERITY_NAMES[rule->severity]);
    add_xml(out, finding->message);
    text_add_literal(out, "\">");
    add_xml_place(out, finding->path, finding->line, finding->column);
    text_add_literal(out, "</failure>");
  }
  text_add_literal(out, "</testcase>\n");
}

/* A test case a rule, a failure each finding of it; a test case with an error each input that
 * could not be read. */
static void print_junit(Text *out, const CheckResult *result) {
  const FailedInputs *failures = result->failures;
  text_add_literal(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  text_add_format(
      out, "<testsuites><testsuite name=\"allege\" tests=\"%u\" failures=\"%u\" errors=\"%u\">\n",
      result->rules->count + failures->count, failed_rules(result), failures->count);
  for (uint32_t r = 0; r < result->rules->count; r++)
    print_junit_rule(out, result, &result->rules->items[r]);
  for (uint32_t i = 0; i < failures->count; i++) {
    const FailedInput *failed = &failures->items[i];
    text_add_literal(out, "<testcase classname=\"allege.input\" name=\"");
    add_xml_place(out, failed->path, failed->line, 0);
    text_add_literal(out, "\"><error message=\"");
    add_xml(out, failed->reason);
    text_add_literal(out, "\"/></testcase>\n");
  }
  text_add_literal(out, "</testsuite></testsuites>\n");
}

/* Workflow commands: % and line ends are escaped, in properties also : and , */
static void add_github(Text *out, Str text, bool property) {
  for (uint32_t i = 0; i < text.len; i++) {
    char c = text.bytes[i];
    if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
      text_add_format(out, "%%%02X", (unsigned)(unsigned char)c);
    else text_add_char(out, c);
  }
}

static void add_github_path(Text *out, Str path) {
  if (!path.len) return;
  Text copy = as_utf8(path);
  text_add_literal(out, ",file=");
  add_github(out, (Str){copy.bytes, (uint32_t)copy.len}, true);
  text_free(&copy);
}

static void print_github(Text *out, const CheckResult *result) {
  static const char *const COMMANDS[] = {"notice", "warning", "error"};
  for (uint32_t i = 0; i < result->findings->count; i++) {
    const Finding *finding = &result->findings->items[i];
    if (!fails(result, finding)) continue;
    text_add_format(out, "::%s title=", COMMANDS[finding->rule->severity]);
    add_github(out, finding->rule->id, true);
    add_github_path(out, finding->path);
    if (finding->line)
      text_add_format(out, ",line=%u,col=%u,endLine=%u,endColumn=%u", finding->line,
                      finding->column, finding->end_line, finding->end_column);
    text_add_literal(out, "::");
    add_github(out, finding->message, false);
    text_add_char(out, '\n');
  }
  for (uint32_t i = 0; i < result->failures->count; i++) {
    const FailedInput *failed = &result->failures->items[i];
    text_add_literal(out, "::error title=failed input");
    add_github_path(out, failed->path);
    if (failed->line) text_add_format(out, ",line=%u", failed->line);
    text_add_literal(out, "::");
    add_github(out, failed->reason, false);
    text_add_char(out, '\n');
  }
}

static void add_ndjson_number(Text *out, const char *name, uint32_t number) {
  if (number) text_add_format(out, ",\"%s\":%u", name, number);
  else text_add_format(out, ",\"%s\":null", name);
}

/* The fields behind "severity". */
static void add_ndjson_place(Text *out, const Finding *finding) {
  text_add_literal(out, ",\"path\":");
  if (finding->path.len) {
    Text path = as_utf8(finding->path);
    text_add_json_string(out, (Str){path.bytes, (uint32_t)path.len});
    text_free(&path);
  } else text_add_literal(out, "null");
  add_ndjson_number(out, "line", finding->line);
  add_ndjson_number(out, "column", finding->column);
  add_ndjson_number(out, "end_line", finding->end_line);
  add_ndjson_number(out, "end_column", finding->end_column);
  text_add_literal(out, ",\"message\":");
  text_add_json_string(out, finding->message);
}

static void print_ndjson(Text *out, const CheckResult *result) {
  for (uint32_t i = 0; i < result->findings->count; i++) {
    const Finding *finding = &result->findings->items[i];
    if (!check_is_shown(result, finding)) continue;
    text_add_literal(out, "{\"rule\":");
    text_add_json_string(out, finding->rule->id);
    text_add_format(out, ",\"severity\":\"%s\"", SEVERITY_NAMES[finding->rule->severity]);
    add_ndjson_place(out, finding);
    text_add_format(out, ",\"fingerprint\":\"%s\",\"suppressed\":%s}\n", finding->fingerprint,
                    finding->suppressed ? "true" : "false");
  }
  for (uint32_t i = 0; i < result->failures->count; i++) {
    const FailedInput *failed = &result->failures->items[i];
    Finding place = {.path = failed->path, .line = failed->line, .message = failed->reason};
    text_add_literal(out, "{\"rule\":null,\"severity\":\"error\"");
    add_ndjson_place(out, &place);
    text_add_literal(out, ",\"fingerprint\":null,\"suppressed\":false}\n");
  }
}

CheckPrinter *check_printer(const char *format) {
  static const struct {
    const char *format;
    CheckPrinter *print;
  } PRINTERS[] = {{"text", print_text},
                  {"sarif", print_sarif},
                  {"junit", print_junit},
                  {"github", print_github},
                  {"ndjson", print_ndjson}};
  for (size_t i = 0; i < sizeof PRINTERS / sizeof *PRINTERS; i++)
    if (!strcmp(PRINTERS[i].format, format)) return PRINTERS[i].print;
  return NULL;
}
