/* SPDX-License-Identifier: MIT */
#include "train/parallel.h"
#include "batch.h"
#include <unistd.h>

typedef struct {
  void (*work)(void *context, uint32_t number);
  void *context;
  uint32_t given, count;
} Numbers;

static bool give(void *context, void *slot) {
  Numbers *numbers = context;
  if (numbers->given == numbers->count) return false;
  *(uint32_t *)slot = numbers->given++;
  return true;
}

static void do_one(void *context, void *slot) {
  const Numbers *numbers = context;
  numbers->work(numbers->context, *(uint32_t *)slot);
}

static bool go_on(void *context, void *slot) {
  (void)context, (void)slot;
  return true;
}

static void forget(void *slot) { (void)slot; }

void parallel_run(uint32_t count, void (*work)(void *context, uint32_t number), void *context) {
  Numbers numbers = {work, context, 0, count};
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  batch_run(&(Batch){&numbers, give, do_one, go_on, forget, sizeof(uint32_t)},
            processors > 0 ? (unsigned)processors : 1);
}
