/* SPDX-License-Identifier: MIT */
/* arena.h - memory that is freed all at once.
 * Blocks never move, so pointers stay good until arena_free(). */
#ifndef ARENA_H
#define ARENA_H
#include <stddef.h>

typedef struct ArenaBlock ArenaBlock;
typedef struct {
  ArenaBlock *blocks;
} Arena; /* all-zero is an empty arena */

/* Input size is limited, so running out of memory is the machine's failure, not
 * the document's: stop at once, in this one place. */
_Noreturn void out_of_memory(void);
void *arena_alloc(Arena *arena, size_t count, size_t size); /* zeroed, never NULL */
/* Any bytes, for what is written before it is read. */
void *arena_alloc_unset(Arena *arena, size_t count, size_t size);
/* The same from the start of a cache line on, for arrays that wide registers read. Not zeroed. */
void *arena_alloc_lines(Arena *arena, size_t count, size_t size);
/* Room for so many bytes in one block, in pages as large as the machine has. */
void arena_reserve(Arena *arena, size_t size);
void arena_free(Arena *arena);
void *must_alloc(size_t size);                 /* zeroed, never NULL; free with free() */
void *must_realloc(void *memory, size_t size); /* never NULL; the new part is not zeroed */

#define NEW_ARRAY(arena, type, count) ((type *)arena_alloc((arena), (count), sizeof(type)))
#define NEW_LINES(arena, type, count) ((type *)arena_alloc_lines((arena), (count), sizeof(type)))
#define NEW(arena, type) NEW_ARRAY(arena, type, 1)
#endif
