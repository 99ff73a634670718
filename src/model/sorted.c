/* SPDX-License-Identifier: MIT */
#include "model/sorted.h"
#include <string.h>

Sorted sorted_list(Data data) { return (Sorted){(const char *)data.bytes, data.size}; }

/* From `at` to the end of its line. */
static Str line_at(const Sorted *list, size_t at) {
  const char *end = memchr(list->bytes + at, '\n', list->size - at);
  size_t len = (end ? (size_t)(end - list->bytes) : list->size) - at;
  return (Str){list->bytes + at, (uint32_t)len};
}

static Str up_to_tab(Str line) {
  const char *tab = memchr(line.bytes, '\t', line.len);
  return tab ? (Str){line.bytes, (uint32_t)(tab - line.bytes)} : line;
}

static int compare(Str a, Str b) {
  int order = memcmp(a.bytes, b.bytes, a.len < b.len ? a.len : b.len);
  return order ? order : a.len < b.len ? -1 : a.len > b.len;
}

bool sorted_find(const Sorted *list, Str key, Str column[SORTED_COLUMNS]) {
  size_t low = 0, high = list->size; /* beginnings of lines, or the end */
  while (low < high) {
    size_t at = low + (high - low) / 2;
    while (at > low && list->bytes[at - 1] != '\n') at--;
    Str line = line_at(list, at), first = up_to_tab(line);
    int order = compare(first, key);
    if (order < 0) low = at + line.len < list->size ? at + line.len + 1 : list->size;
    if (order > 0) high = at;
    if (order) continue;
    for (uint32_t c = 0; c < SORTED_COLUMNS; c++) {
      uint32_t skip = first.len < line.len ? first.len + 1 : line.len;
      line = (Str){line.bytes + skip, line.len - skip};
      column[c] = first = up_to_tab(line);
    }
    return true;
  }
  return false;
}
