/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/pattern.h"
#include "base/error.h"
#include <pcre2.h>

enum { GROUPS = 10, MATCH_LIMIT = 100000 };

Pattern *pattern_compile(const char *source, AllegeError *error) {
  int code;
  PCRE2_SIZE at;
  Pattern *pattern = pcre2_compile((PCRE2_SPTR)source, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_UCP,
                                   &code, &at, NULL);
  if (!pattern) {
    PCRE2_UCHAR why[120];
    pcre2_get_error_message(code, why, sizeof why);
    error_set(error, ALLEGE_ERROR_FORMAT, "pattern '%s', character %zu: %s", source, at, why);
  }
  return pattern;
}

void pattern_free(Pattern *pattern) { pcre2_code_free(pattern); }

static void *from_arena(PCRE2_SIZE size, void *arena) { return arena_alloc(arena, 1, size); }
static void leave_in_arena(void *memory, void *arena) { (void)memory, (void)arena; }

Matcher matcher_new(Arena *arena) {
  pcre2_general_context *memory = pcre2_general_context_create(from_arena, leave_in_arena, arena);
  Matcher matcher = {pcre2_match_data_create(GROUPS, memory), pcre2_match_context_create(memory),
                     0};
  pcre2_set_match_limit(matcher.limits, MATCH_LIMIT);
  return matcher;
}

bool pattern_find(const Pattern *pattern, Matcher *matcher, const char *text, uint32_t len,
                  uint32_t from, Span *found) {
  int count = pcre2_match(pattern, (PCRE2_SPTR)text, len, from, PCRE2_NO_UTF_CHECK, matcher->data,
                          matcher->limits);
  matcher->gave_up += count < 0 && count != PCRE2_ERROR_NOMATCH;
  if (count < 1) return false;
  const PCRE2_SIZE *at = pcre2_get_ovector_pointer(matcher->data);
  *found = (Span){(uint32_t)at[0], (uint32_t)(at[1] - at[0])};
  return true;
}
