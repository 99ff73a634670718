/* SPDX-License-Identifier: MIT */
/* rules.h - what `allege check` looks for: built-in rules, or those of a JSON file.
 *
 *   {"rules": [{"rule": "unanswered-accusation", "severity": "error", "min-confidence": 0.5},
 *              {"rule": "match", "id": "norland-bribes", "accused": "Norland", "category":
 * "corruption"}]} */
#ifndef RULES_H
#define RULES_H
#include "document.h"

#define SEVERITIES(X)                                                                              \
  X(SEVERITY_NOTE, "note") X(SEVERITY_WARNING, "warning") X(SEVERITY_ERROR, "error")
typedef enum { SEVERITIES(ENUM_ID) SEVERITY_COUNT } Severity;
extern const char *const SEVERITY_NAMES[];

#define RULE_KINDS(X)                                                                              \
  X(RULE_UNANSWERED, "unanswered-accusation", SEVERITY_WARNING,                                    \
    "a named person or organization is accused and the article has no answer of theirs")           \
  X(RULE_UNATTRIBUTED, "unattributed-accusation", SEVERITY_NOTE,                                   \
    "an accusation without a source, or in the article's own voice")                               \
  X(RULE_ANONYMOUS, "anonymous-accuser", SEVERITY_NOTE,                                            \
    "an accusation by somebody without a name")                                                    \
  X(RULE_MATCH, "match", SEVERITY_WARNING,                                                         \
    "a claim with the accuser, accused, kind and category of the rule")                            \
  X(RULE_EXPECTED, "expectation", SEVERITY_ERROR, "the claims are not those that --expect asks for")
#define RULE_ID(id, name, severity, help) id,
typedef enum { RULE_KINDS(RULE_ID) RULE_KIND_COUNT } RuleKind;
extern const char *const RULE_KIND_NAMES[];
extern const char *const RULE_KIND_HELPS[];

typedef struct {                                 /* what a claim must be like; empty: anything */
  Str kind, accuser, accused, category, content; /* names and content: a part, case-folded */
} ClaimPattern;

typedef struct {
  Str id;
  RuleKind kind;
  Severity severity;
  uint16_t min_confidence; /* thousandths */
  ClaimPattern pattern;    /* of RULE_MATCH */
} Rule;

typedef struct {
  Rule *items;
  uint32_t count;
} Rules;

Rules rules_builtin(Arena *arena);
/* False: `error` names the file and says what is wrong. Strings are borrowed from `json`. */
bool rules_parse(Str json, const char *path, Arena *arena, Rules *rules, AllegeError *error);
/* Reads kind, accuser, accused, category or content; false: `key` is none of them or no string. */
bool rules_read_pattern(ClaimPattern *pattern, Str key, Str value, Arena *arena);
/* Why the member `key` that was read asks for what no claim can have; NULL: claims can have it. */
const char *rules_unknown_name(const ClaimPattern *pattern, Str key);
bool rules_pattern_fits(const ClaimPattern *pattern, const Document *document, const Claim *claim);
#endif
