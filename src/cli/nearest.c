/* SPDX-License-Identifier: MIT */
/* nearest.c - "did you mean": the word with the fewest slips of the finger between. */
#include "cli/options.h"

enum { MAX_WORD = 39 };

/* Edit distance in which two letters changed round are one slip. */
static unsigned distance(const char *a, size_t a_len, const char *b, size_t b_len) {
  unsigned rows[MAX_WORD + 1][MAX_WORD + 1];
  for (size_t i = 0; i <= a_len; i++) {
    for (size_t k = 0; k <= b_len; k++) {
      if (!i || !k) {
        rows[i][k] = (unsigned)(i + k);
        continue;
      }
      unsigned best = rows[i - 1][k - 1] + (a[i - 1] != b[k - 1]);
      if (rows[i - 1][k] + 1 < best) best = rows[i - 1][k] + 1;
      if (rows[i][k - 1] + 1 < best) best = rows[i][k - 1] + 1;
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1] &&
          rows[i - 2][k - 2] + 1 < best)
        best = rows[i - 2][k - 2] + 1;
      rows[i][k] = best;
    }
  }
  return rows[a_len][b_len];
}

bool options_nearest(const char *typed, const char *words, char nearest[40]) {
  size_t typed_len = strlen(typed), letters = typed_len - strspn(typed, "-");
  unsigned best = letters < 5 ? 2 : 3; /* not as many as this */
  bool found = false;
  if (typed_len > MAX_WORD) return false;
  for (const char *at = words; *at;) {
    size_t len = strcspn(at, " ");
    unsigned slips = len <= MAX_WORD ? distance(typed, typed_len, at, len) : best;
    if (slips < best) {
      best = slips;
      found = true;
      memcpy(nearest, at, len);
      nearest[len] = 0;
    }
    at += len + (at[len] == ' ');
  }
  return found;
}
