/* SPDX-License-Identifier: MIT */
/* span.h - a stretch of the document: `len` bytes from byte `start`. */
#ifndef SPAN_H
#define SPAN_H
#include <stdbool.h>
#include <stdint.h>

#define NONE UINT32_MAX /* the one "no index" */

typedef struct {
  uint32_t start, len;
} Span;
typedef struct {
  uint32_t first, count;
} TokenRange; /* tokens first .. first+count-1 */
typedef struct {
  uint32_t first, count;
} IndexRange; /* items of a layer's array, likewise */

static inline uint32_t span_end(Span s) { return s.start + s.len; }
static inline bool span_contains(Span outer, Span inner) {
  return outer.start <= inner.start && span_end(inner) <= span_end(outer);
}
static inline bool span_overlaps(Span a, Span b) {
  return a.start < span_end(b) && b.start < span_end(a);
}
static inline Span span_join(Span a, Span b) { /* from the start of a to the end of b */
  return (Span){a.start, span_end(b) - a.start};
}
static inline bool range_has(TokenRange range, uint32_t token) {
  return token - range.first < range.count;
}
#endif
