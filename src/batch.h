/* SPDX-License-Identifier: MIT */
/* batch.h - many jobs, some threads, results in the order of the jobs. */
#ifndef BATCH_H
#define BATCH_H
#include <stdbool.h>
#include <stddef.h>

typedef struct {
  void *context;
  /* Each gets a slot of `slot_size` bytes, zeroed before its first use and then used again.
   * `read` and `write` are called by one thread at a time, in order; `work` by any. */
  bool (*read)(void *context, void *slot); /* false: no more jobs */
  void (*work)(void *context, void *slot);
  bool (*write)(void *context, void *slot); /* false: stop, the results do not matter any more */
  void (*end)(void *slot);                  /* frees what the slot holds */
  size_t slot_size;
} Batch;

/* At most a few slots a thread are in use, so memory does not grow with the jobs. With one
 * thread everything runs in the caller's. */
void batch_run(const Batch *batch, unsigned threads);
#endif
