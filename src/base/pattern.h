/* SPDX-License-Identifier: MIT */
/* pattern.h - regular expressions (PCRE2) over spans. */
#ifndef PATTERN_H
#define PATTERN_H
#include "base/arena.h"
#include "base/span.h"
#include "allege.h"

typedef struct pcre2_real_code_8 Pattern; /* compiled, shared by all threads */
typedef struct {                          /* one document's own scratch */
  struct pcre2_real_match_data_8 *data;
  struct pcre2_real_match_context_8 *limits;
  uint32_t gave_up; /* searches cut off by the match limit */
} Matcher;

Pattern *pattern_compile(const char *source, AllegeError *error);
void pattern_free(Pattern *pattern);

Matcher matcher_new(Arena *arena); /* lives and dies with the arena */
/* The first match at or after `from`; false: none, or given up (then counted). */
bool pattern_find(const Pattern *pattern, Matcher *matcher, const char *text, uint32_t len,
                  uint32_t from, Span *found);
#endif
