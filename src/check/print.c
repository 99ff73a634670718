/* SPDX-License-Identifier: MIT */
#include "check/print.h"

bool check_is_shown(const CheckResult *result, const Finding *finding) {
  return finding->rule->severity >= result->shown;
}

static void add_place(Text *out, const Finding *finding) {
  if (finding->path.len) text_add(out, finding->path);
  else text_add_literal(out, "-");
  if (finding->line) text_add_format(out, ":%u:%u", finding->line, finding->column);
}

static void print_text(Text *out, const CheckResult *result) {
  uint32_t counts[SEVERITY_COUNT] = {0}, suppressed = 0;
  for (uint32_t i = 0; i < result->findings->count; i++) {
    const Finding *finding = &result->findings->items[i];
    if (finding->suppressed) suppressed++;
    else counts[finding->rule->severity]++;
    if (finding->suppressed || !check_is_shown(result, finding)) continue;
    add_place(out, finding);
    text_add_format(out, ": %s: ", SEVERITY_NAMES[finding->rule->severity]);
    text_add(out, finding->message);
    text_add_literal(out, " [");
    text_add(out, finding->rule->id);
    text_add_literal(out, "]\n");
  }
  text_add_format(out, "%u articles: %u errors, %u warnings, %u notes", result->articles,
                  counts[SEVERITY_ERROR], counts[SEVERITY_WARNING], counts[SEVERITY_NOTE]);
  if (suppressed) text_add_format(out, ", %u in the baseline", suppressed);
  if (result->failed_inputs) text_add_format(out, "; %u inputs failed", result->failed_inputs);
  text_add_char(out, '\n');
}

/* XML 1.0 forbids most control characters, even escaped. */
static void add_xml(Text *out, Str text) {
  for (uint32_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.bytes[i];
    if (c == '&') text_add_literal(out, "&amp;");
    else if (c == '<') text_add_literal(out, "&lt;");
    else if (c == '>') text_add_literal(out, "&gt;");
    else if (c == '"') text_add_literal(out, "&quot;");
    else if (c < ' ') text_add_char(out, ' ');
    else text_add_char(out, (char)c);
  }
}

static bool fails(const CheckResult *result, const Finding *finding) {
  return !finding->suppressed && check_is_shown(result, finding);
}

/* A test case a rule, a failure each finding of it. */
static void print_junit(Text *out, const CheckResult *result) {
  uint32_t failed_rules = 0;
  for (uint32_t r = 0; r < result->rules->count; r++) {
    bool failed = false;
    for (uint32_t i = 0; i < result->findings->count; i++)
      failed |= result->findings->items[i].rule == &result->rules->items[r] &&
                fails(result, &result->findings->items[i]);
    failed_rules += failed;
  }
  text_add_literal(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  text_add_format(
      out, "<testsuites><testsuite name=\"allege\" tests=\"%u\" failures=\"%u\" errors=\"0\">\n",
      result->rules->count, failed_rules);
  for (uint32_t r = 0; r < result->rules->count; r++) {
    const Rule *rule = &result->rules->items[r];
    text_add_literal(out, "<testcase classname=\"allege\" name=\"");
    add_xml(out, rule->id);
    text_add_literal(out, "\">");
    for (uint32_t i = 0; i < result->findings->count; i++) {
      const Finding *finding = &result->findings->items[i];
      if (finding->rule != rule || !fails(result, finding)) continue;
      text_add_format(out, "\n<failure type=\"%s\" message=\"", SEVERITY_NAMES[rule->severity]);
      add_xml(out, finding->message);
      text_add_literal(out, "\">");
      Text place = {0};
      add_place(&place, finding);
      add_xml(out, (Str){place.bytes, (uint32_t)place.len});
      text_free(&place);
      text_add_literal(out, "</failure>");
    }
    text_add_literal(out, "</testcase>\n");
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

static void print_github(Text *out, const CheckResult *result) {
  static const char *const COMMANDS[] = {"notice", "warning", "error"};
  for (uint32_t i = 0; i < result->findings->count; i++) {
    const Finding *finding = &result->findings->items[i];
    if (!fails(result, finding)) continue;
    text_add_format(out, "::%s title=", COMMANDS[finding->rule->severity]);
    add_github(out, finding->rule->id, true);
    if (finding->path.len) text_add_literal(out, ",file="), add_github(out, finding->path, true);
    if (finding->line)
      text_add_format(out, ",line=%u,col=%u,endLine=%u,endColumn=%u", finding->line,
                      finding->column, finding->end_line, finding->end_column);
    text_add_literal(out, "::");
    add_github(out, finding->message, false);
    text_add_char(out, '\n');
  }
}

static void print_ndjson(Text *out, const CheckResult *result) {
  for (uint32_t i = 0; i < result->findings->count; i++) {
    const Finding *finding = &result->findings->items[i];
    if (!check_is_shown(result, finding)) continue;
    text_add_literal(out, "{\"rule\":");
    text_add_json_string(out, finding->rule->id);
    text_add_format(out, ",\"severity\":\"%s\",\"path\":", SEVERITY_NAMES[finding->rule->severity]);
    if (finding->path.len) text_add_json_string(out, finding->path);
    else text_add_literal(out, "null");
    if (finding->line)
      text_add_format(out, ",\"line\":%u,\"column\":%u,\"end_line\":%u,\"end_column\":%u",
                      finding->line, finding->column, finding->end_line, finding->end_column);
    else
      text_add_literal(out, ",\"line\":null,\"column\":null,\"end_line\":null,\"end_column\":null");
    text_add_literal(out, ",\"message\":");
    text_add_json_string(out, finding->message);
    text_add_format(out, ",\"fingerprint\":\"%s\",\"suppressed\":%s}\n", finding->fingerprint,
                    finding->suppressed ? "true" : "false");
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
