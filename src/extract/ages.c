/* SPDX-License-Identifier: MIT */
#include "extract/ages.h"
#include "extract/actors.h"

enum { YEARS_BACK = 4 }; /* tokens from "64" to "old" */

static uint8_t years(Str word) {
  uint32_t value = 0;
  for (uint32_t i = 0; i < word.len; i++) {
    if (word.bytes[i] < '0' || word.bytes[i] > '9' || value > OLDEST) return 0;
    value = value * 10 + (uint32_t)(word.bytes[i] - '0');
  }
  return (uint8_t)(value > OLDEST ? 0 : value);
}

uint32_t age_start(const Tokens *t, uint32_t old) {
  if (old < YEARS_BACK || !(str_is(t->folded[old], "old") || str_is(t->folded[old], "olds")))
    return NONE;
  bool spelt = str_is(t->folded[old - 1], "-") && str_is(t->folded[old - 2], "year") &&
               str_is(t->folded[old - 3], "-");
  return spelt && years(t->folded[old - YEARS_BACK]) ? old - YEARS_BACK : NONE;
}

/* "Jo Bell, 64, said", "Jo Bell (64)", "Jo Bell, aged 64". */
static uint8_t age_after(const Tokens *t, uint32_t end) {
  if (end + 2 >= t->count) return 0;
  bool bracket = str_is(t->folded[end], "(");
  uint32_t at = end + 1 + str_is(t->folded[end + 1], "aged");
  if ((!bracket && !str_is(t->folded[end], ",")) || at + 1 >= t->count) return 0;
  Str next = t->folded[at + 1];
  bool closed =
      bracket ? str_is(next, ")")
              : str_is(next, ",") || str_is(next, ".") || str_is(next, "and") || str_is(next, ";");
  return closed ? years(t->folded[at]) : 0;
}

/* "The 64-year-old's mother": the age of somebody else. */
static bool is_of_owner(const Tokens *t, uint32_t old, uint32_t head) {
  for (uint32_t i = old + 1; i <= head; i++)
    if (is_possessive_mark(t, i)) return true;
  return false;
}

uint8_t age_beside(const Tokens *t, TokenRange words, uint32_t head) {
  uint8_t after = age_after(t, words.first + words.count);
  if (after) return after;
  bool same_sentence = words.first && t->sentence[words.first - 1] == t->sentence[words.first];
  uint32_t before = same_sentence ? age_start(t, words.first - 1) : NONE;
  if (before != NONE) return years(t->folded[before]);
  for (uint32_t i = words.first; i <= head; i++) {
    uint32_t inside = age_start(t, i);
    if (inside != NONE && inside >= words.first && !is_of_owner(t, i, head))
      return years(t->folded[inside]);
  }
  return 0;
}
