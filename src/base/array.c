/* SPDX-License-Identifier: MIT */
#include "base/array.h"
#include <string.h>

void *array_reserve(Arena *arena, void *items, uint32_t count, uint32_t *capacity, size_t size) {
  if (count < *capacity) return items;
  *capacity = count < 8 ? 16 : count * 2;
  void *grown = arena_alloc_unset(arena, *capacity, size);
  if (count) memcpy(grown, items, count * size);
  return grown;
}
