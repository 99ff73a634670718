/* SPDX-License-Identifier: MIT */
#include "extract/datelines.h"

bool begins_line(const Tokens *t, uint32_t token) {
  return token >= t->count || (t->flags[token] & (TOKEN_LINE_BEFORE | TOKEN_PARAGRAPH_BEFORE)) != 0;
}

static bool is_dash(const Tokens *t, uint32_t token) {
  return t->kind[token] != TOKEN_WORD && (t->flags[token] & TOKEN_SPACE_BEFORE) &&
         t->folded[token].bytes[0] == '-';
}

uint32_t dateline_end(const Tokens *t, uint32_t first) {
  enum { LONGEST_DATELINE = 14, SHORTEST_PLACE = 3 };
  if (!(t->flags[first] & TOKEN_UPPER) || t->folded[first].len < SHORTEST_PLACE) return first;
  bool bracketed = false; /* "(Own report)" */
  for (uint32_t i = first + 1; i < t->count && i < first + LONGEST_DATELINE; i++) {
    if (begins_line(t, i)) return first;
    if (is_dash(t, i)) return i + 1;
    bool small = t->kind[i] == TOKEN_WORD && !(t->flags[i] & (TOKEN_UPPER | TOKEN_CAPITALISED));
    if (small && !bracketed) return first;
    if (str_is(t->folded[i], "(")) bracketed = true;
    else if (str_is(t->folded[i], ")")) bracketed = false;
  }
  return first;
}
