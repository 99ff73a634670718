/* SPDX-License-Identifier: MIT */
/* batch.c - the only threads. A ring of slots: the caller's thread reads into the next free one,
 * workers take them in order, and whoever finishes the oldest unwritten one writes all that
 * are ready. */
#include "batch.h"
#include "base/arena.h"
#include <pthread.h>
#include <stdlib.h>

enum { SLOTS_PER_THREAD = 4, MAX_THREADS = 256 };

typedef enum { SLOT_FREE, SLOT_READ, SLOT_DONE } SlotState;

typedef struct {
  const Batch *batch;
  unsigned char *slots;
  unsigned char *states; /* SlotState */
  size_t slot_count;
  size_t read, taken, written; /* jobs so far; slots are these modulo slot_count */
  bool at_end, stopped, writing;
  pthread_mutex_t lock;
  pthread_cond_t free_slot, new_job;
} Ring;

static void *slot_at(const Ring *ring, size_t job) {
  return ring->slots + job % ring->slot_count * ring->batch->slot_size;
}

/* With the lock held; gives it up while it writes. */
static void write_ready(Ring *ring) {
  if (ring->writing) return;
  ring->writing = true;
  while (ring->states[ring->written % ring->slot_count] == SLOT_DONE) {
    bool go_on = !ring->stopped;
    pthread_mutex_unlock(&ring->lock);
    if (go_on) go_on = ring->batch->write(ring->batch->context, slot_at(ring, ring->written));
    pthread_mutex_lock(&ring->lock);
    if (!go_on) ring->stopped = true;
    ring->states[ring->written++ % ring->slot_count] = SLOT_FREE;
    pthread_cond_signal(&ring->free_slot);
  }
  ring->writing = false;
}

static void *work(void *argument) {
  Ring *ring = argument;
  pthread_mutex_lock(&ring->lock);
  for (;;) {
    while (ring->taken == ring->read && !ring->at_end)
      pthread_cond_wait(&ring->new_job, &ring->lock);
    if (ring->taken == ring->read) break;
    size_t job = ring->taken++;
    bool go_on = !ring->stopped;
    pthread_mutex_unlock(&ring->lock);
    if (go_on) ring->batch->work(ring->batch->context, slot_at(ring, job));
    pthread_mutex_lock(&ring->lock);
    ring->states[job % ring->slot_count] = SLOT_DONE;
    write_ready(ring);
  }
  pthread_mutex_unlock(&ring->lock);
  return NULL;
}

static void read_all(Ring *ring) {
  bool more = true;
  pthread_mutex_lock(&ring->lock);
  while (more && !ring->stopped) {
    if (ring->states[ring->read % ring->slot_count] != SLOT_FREE) {
      pthread_cond_wait(&ring->free_slot, &ring->lock);
      continue;
    }
    void *slot = slot_at(ring, ring->read);
    pthread_mutex_unlock(&ring->lock);
    more = ring->batch->read(ring->batch->context, slot);
    pthread_mutex_lock(&ring->lock);
    if (!more) break;
    ring->states[ring->read++ % ring->slot_count] = SLOT_READ;
    pthread_cond_signal(&ring->new_job);
  }
  ring->at_end = true;
  pthread_cond_broadcast(&ring->new_job);
  pthread_mutex_unlock(&ring->lock);
}

static void run_alone(const Batch *batch) {
  void *slot = must_alloc(batch->slot_size);
  bool more = true;
  while (more && batch->read(batch->context, slot)) {
    batch->work(batch->context, slot);
    more = batch->write(batch->context, slot);
  }
  batch->end(slot);
  free(slot);
}

static void run_ring(Ring *ring, unsigned threads) {
  pthread_t workers[MAX_THREADS];
  unsigned started = 0;
  while (started < threads && !pthread_create(&workers[started], NULL, work, ring)) started++;
  if (started) read_all(ring);
  for (unsigned i = 0; i < started; i++) pthread_join(workers[i], NULL);
  if (!started) run_alone(ring->batch);
}

void batch_run(const Batch *batch, unsigned threads) {
  if (threads < 2) {
    run_alone(batch);
    return;
  }
  if (threads > MAX_THREADS) threads = MAX_THREADS;
  size_t count = (size_t)threads * SLOTS_PER_THREAD;
  Ring ring = {.batch = batch,
               .slot_count = count,
               .lock = PTHREAD_MUTEX_INITIALIZER,
               .free_slot = PTHREAD_COND_INITIALIZER,
               .new_job = PTHREAD_COND_INITIALIZER};
  ring.slots = must_alloc(count * batch->slot_size);
  ring.states = must_alloc(count);
  run_ring(&ring, threads);
  for (size_t i = 0; i < count; i++) batch->end(slot_at(&ring, i));
  free(ring.slots);
  free(ring.states);
}
