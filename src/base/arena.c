/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#ifdef ARENA_CHECK
enum { BLOCK_SIZE = 0 }; /* one block each, so that ASan sees an overrun between items */
#else
enum { BLOCK_SIZE = 64 * 1024 };
#endif
enum { ALIGN = 16, CACHE_LINE = 64, HUGE_PAGE = 2 << 20 };

struct ArenaBlock {
  ArenaBlock *next;
  size_t used, size;
  _Alignas(ALIGN) unsigned char bytes[];
};

_Noreturn void out_of_memory(void) {
  fputs("out of memory\n", stderr);
  abort();
}

void *must_alloc(size_t size) {
  void *memory = calloc(1, size);
  if (!memory) out_of_memory();
  return memory;
}

void *must_realloc(void *memory, size_t size) {
  memory = realloc(memory, size);
  if (!memory) out_of_memory();
  return memory;
}

static void add_block(Arena *arena, size_t room) {
  ArenaBlock *block = malloc(sizeof *block + room);
  if (!block) out_of_memory();
  *block = (ArenaBlock){.next = arena->blocks, .size = room};
  arena->blocks = block;
}

void arena_reserve(Arena *arena, size_t size) {
  if (!BLOCK_SIZE) return;
  add_block(arena, size);
#ifdef MADV_HUGEPAGE
  uintptr_t first = (uintptr_t)arena->blocks, end = first + size;
  first = (first + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
  end = end / HUGE_PAGE * HUGE_PAGE;
  if (end > first) madvise((void *)first, end - first, MADV_HUGEPAGE);
#endif
}

void *arena_alloc_unset(Arena *arena, size_t count, size_t size) {
  if (size && count > (SIZE_MAX / 2) / size) out_of_memory();
  size_t need = (count * size + ALIGN - 1) / ALIGN * ALIGN;
  ArenaBlock *block = arena->blocks;
  if (!block || block->size - block->used < need) {
    add_block(arena, need > (size_t)BLOCK_SIZE ? need : BLOCK_SIZE);
    block = arena->blocks;
  }
  void *result = block->bytes + block->used;
  block->used += need;
  return result;
}

/* Not the whole block at once: what is about to be written comes to the cache. */
void *arena_alloc(Arena *arena, size_t count, size_t size) {
  void *memory = arena_alloc_unset(arena, count, size);
  return memset(memory, 0, count * size);
}

void *arena_alloc_lines(Arena *arena, size_t count, size_t size) {
  if (!BLOCK_SIZE) return arena_alloc_unset(arena, count, size); /* no slack that hides overruns */
  if (size && count > (SIZE_MAX / 2) / size) out_of_memory();
  unsigned char *memory = arena_alloc_unset(arena, 1, count * size + CACHE_LINE - ALIGN);
  return memory + (-(uintptr_t)memory & (CACHE_LINE - 1));
}

void arena_free(Arena *arena) {
  for (ArenaBlock *block = arena->blocks, *next; block; block = next) {
    next = block->next;
    free(block);
  }
  arena->blocks = NULL;
}
