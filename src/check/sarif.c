/* SPDX-License-Identifier: MIT */
/* sarif.c - findings as SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
#include "check/print.h"

/* A path as a URI reference: what RFC 3986 does not allow in a path is percent-encoded. */
static void add_uri(Text *out, Str path) {
  text_add_literal(out, path.bytes[0] == '/' ? "\"file://" : "\"");
  for (uint32_t i = 0; i < path.len; i++) {
    unsigned char c = (unsigned char)path.bytes[i];
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 (c && strchr("/-._~!$&'()*+,;=@", c));
    if (plain) text_add_char(out, (char)c);
    else text_add_format(out, "%%%02X", c);
  }
  text_add_char(out, '"');
}

static void add_rule(Text *out, const Rule *rule) {
  text_add_literal(out, "{\"id\":");
  text_add_json_string(out, rule->id);
  text_add_literal(out, ",\"shortDescription\":{\"text\":");
  const char *help = RULE_KIND_HELPS[rule->kind];
  text_add_json_string(out, (Str){help, (uint32_t)strlen(help)});
  text_add_format(out, "},\"defaultConfiguration\":{\"level\":\"%s\"}}",
                  SEVERITY_NAMES[rule->severity]);
}

/* The member "locations"; none for what came from standard input. */
static void add_location(Text *out, const Finding *finding) {
  if (!finding->path.len) return;
  text_add_literal(out, ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
  add_uri(out, finding->path);
  text_add_char(out, '}');
  if (finding->line) text_add_format(out, ",\"region\":{\"startLine\":%u", finding->line);
  if (finding->column)
    text_add_format(out, ",\"startColumn\":%u,\"endLine\":%u,\"endColumn\":%u", finding->column,
                    finding->end_line, finding->end_column);
  text_add_literal(out, finding->line ? "}}}]" : "}}]");
}

/* Inputs that could not be read are no results, but what the tool says of its run. */
static void add_invocation(Text *out, const FailedInputs *failures) {
  text_add_format(out, "\"invocations\":[{\"executionSuccessful\":%s",
                  failures->count ? "false" : "true");
  text_add_literal(out, ",\"toolExecutionNotifications\":[");
  for (uint32_t i = 0; i < failures->count; i++) {
    const FailedInput *failed = &failures->items[i];
    Finding place = {.path = failed->path, .line = failed->line};
    text_add_literal(out, i ? ",\n" : "\n");
    text_add_literal(out, "{\"level\":\"error\",\"message\":{\"text\":");
    text_add_json_string(out, failed->reason);
    text_add_char(out, '}');
    add_location(out, &place);
    text_add_char(out, '}');
  }
  text_add_literal(out, "]}]");
}

static void add_result(Text *out, const CheckResult *result, const Finding *finding) {
  text_add_literal(out, "\n{\"ruleId\":");
  text_add_json_string(out, finding->rule->id);
  text_add_format(out, ",\"ruleIndex\":%u,\"level\":\"%s\",\"message\":{\"text\":",
                  (unsigned)(finding->rule - result->rules->items),
                  SEVERITY_NAMES[finding->rule->severity]);
  text_add_json_string(out, finding->message);
  text_add_char(out, '}');
  add_location(out, finding);
  text_add_format(out, ",\"partialFingerprints\":{\"allegeClaim/v1\":\"%s\"}",
                  finding->fingerprint);
  if (finding->suppressed) text_add_literal(out, ",\"suppressions\":[{\"kind\":\"external\"}]");
  text_add_char(out, '}');
}

void print_sarif(Text *out, const CheckResult *result) {
  text_add_literal(
      out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
           "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"allege\",\"version\":");
  text_add_json_string(out, (Str){allege_version(), (uint32_t)strlen(allege_version())});
  text_add_literal(out, ",\"rules\":[");
  for (uint32_t i = 0; i < result->rules->count; i++) {
    text_add_literal(out, i ? ",\n" : "\n");
    add_rule(out, &result->rules->items[i]);
  }
  text_add_literal(out, "]}},");
  add_invocation(out, result->failures);
  text_add_literal(out, ",\"columnKind\":\"unicodeCodePoints\",\"results\":[");
  bool first = true;
  for (uint32_t i = 0; i < result->findings->count; i++) {
    if (!check_is_shown(result, &result->findings->items[i])) continue;
    if (!first) text_add_char(out, ',');
    first = false;
    add_result(out, result, &result->findings->items[i]);
  }
  text_add_literal(out, "]}]}\n");
}
