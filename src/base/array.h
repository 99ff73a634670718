/* SPDX-License-Identifier: MIT */
/* array.h - growing arrays that live in an arena.
 *   ARRAY_OF(Span) spans = {0};
 *   ARRAY_PUSH(arena, &spans, span); */
#ifndef ARRAY_H
#define ARRAY_H
#include "base/arena.h"
#include <stdint.h>

#define ARRAY_OF(type)                                                                             \
  struct {                                                                                         \
    type *items;                                                                                   \
    uint32_t count, capacity;                                                                      \
  }

#define ARRAY_PUSH(arena, array, item)                                                             \
  ((array)->items = array_reserve((arena), (array)->items, (array)->count, &(array)->capacity,     \
                                  sizeof *(array)->items),                                         \
   (void)((array)->items[(array)->count++] = (item)))

/* Room for one more item; the old copy stays in the arena, at most doubling it. */
void *array_reserve(Arena *arena, void *items, uint32_t count, uint32_t *capacity, size_t size);
#endif
