/* SPDX-License-Identifier: MIT */
#include "model/linear.h"
#include "base/error.h"
#include "base/wide.h"
#include <string.h>

typedef struct {
  char magic[8]; /* "ALGLIN1" */
  uint32_t rows_log2, classes;
} LinearHead; /* then 2^rows_log2 * classes int16, padded to 16 bytes */

enum { GROUP = 8 }; /* weights that are added at once */
_Static_assert(sizeof(LinearHead) >= GROUP * sizeof(int16_t), "a group may begin in the head");

bool linear_parse(Data *data, const char *name, uint32_t classes, Linear *linear,
                  AllegeError *error) {
  LinearHead head;
  bool ok = data->size >= sizeof head;
  if (ok) memcpy(&head, data->bytes, sizeof head);
  ok = ok && !memcmp(head.magic, "ALGLIN1", 8) && head.rows_log2 <= LINEAR_ROWS_LOG2_MAX &&
       head.classes == classes && classes <= LINEAR_CLASSES_MAX;
  size_t size = ok ? ((sizeof(int16_t) * classes << head.rows_log2) + 15) / 16 * 16 : 0;
  if (!ok || data->size - sizeof head < size) {
    error_set(error, ALLEGE_ERROR_FORMAT, "%s: damaged or of another version", name);
    return false;
  }
  linear->weights = (const int16_t *)(const void *)(data->bytes + sizeof head);
  linear->mask = (1u << head.rows_log2) - 1;
  linear->classes = classes;
  data->bytes += sizeof head + size;
  data->size -= sizeof head + size;
  return true;
}

static inline const int16_t *row_of(const Linear *linear, uint32_t hash) {
  return linear->weights + (size_t)(hash & linear->mask) * linear->classes;
}

/* Rows lie far apart: fetched together they cost little more than one. They do not keep to the
 * cache's lines, and add_group() begins a weight early: both ends of a row are asked for. */
static void ask_for_rows(const Linear *linear, const Features *features) {
  for (uint32_t i = 0; i < features->count; i++) {
    const int16_t *row = row_of(linear, features->hash[i]);
    __builtin_prefetch(row + linear->classes - 1);
    if (linear->classes > 1) __builtin_prefetch(row - 1);
  }
}

/* Sums of `width` weights of each row that end `end` weights after its start. Those before a
 * narrow row are the row before it or the model's head, which is at least as long as a group. */
static inline __attribute__((always_inline)) void add_group(const Linear *linear,
                                                            const Features *features, uint32_t end,
                                                            uint32_t width, int32_t *sums) {
  for (uint32_t c = 0; c < width; c++) sums[c] = 0;
  for (uint32_t i = 0; i < features->count; i++) {
    const int16_t *group = row_of(linear, features->hash[i]) + end - width;
    for (uint32_t c = 0; c < width; c++) sums[c] += group[c];
  }
}

/* Four or eight classes at a time stay in one register. */
WIDE static void add_rows(const Linear *linear, const Features *features, int32_t *scores) {
  int32_t sums[GROUP];
  uint32_t classes = linear->classes, done = 0;
  for (; done + GROUP <= classes; done += GROUP) {
    add_group(linear, features, done + GROUP, GROUP, sums);
    memcpy(scores + done, sums, sizeof sums);
  }
  uint32_t left = classes - done;
  if (!left) return;
  uint32_t width = left <= GROUP / 2 ? GROUP / 2 : GROUP;
  if (width == GROUP) add_group(linear, features, classes, GROUP, sums);
  else add_group(linear, features, classes, GROUP / 2, sums);
  memcpy(scores + done, sums + width - left, left * sizeof *sums);
}

void linear_scores(const Linear *linear, const Features *features, int32_t *scores) {
  ask_for_rows(linear, features);
  add_rows(linear, features, scores);
}

int32_t linear_score(const Linear *linear, const Features *features) {
  int32_t score = 0;
  for (uint32_t i = 0; i < features->count; i++)
    score += linear->weights[features->hash[i] & linear->mask];
  return score;
}

void linear_queue_start(LinearQueue *queue, const Linear *linear) {
  queue->linear = linear;
  queue->scores = NULL;
  queue->turn = 0;
}

void linear_queue_end(LinearQueue *queue) {
  const Features *before = &queue->features[~queue->turn & 1];
  if (!queue->scores) return;
  if (queue->linear->classes == 1) *queue->scores = linear_score(queue->linear, before);
  else add_rows(queue->linear, before, queue->scores);
  queue->scores = NULL;
}

void linear_queue_add(LinearQueue *queue, int32_t *scores) {
  ask_for_rows(queue->linear, linear_queue_room(queue));
  linear_queue_end(queue);
  queue->scores = scores;
  queue->turn++;
}

uint32_t linear_best(const Linear *linear, const Features *features, int32_t *scores) {
  linear_scores(linear, features, scores);
  uint32_t best = 0;
  for (uint32_t c = 1; c < linear->classes; c++)
    if (scores[c] > scores[best]) best = c;
  return best;
}

/* The logistic function at 0, 1/2, 1, ... 6 logits; straight lines between. */
uint32_t logistic_thousandths(int32_t score) {
  static const uint16_t AT[] = {500, 622, 731, 818, 881, 924, 953, 971, 982, 989, 993, 996, 998};
  enum { STEP = LINEAR_UNIT / 2, LAST = sizeof AT / sizeof *AT - 1 };
  uint32_t size = score < 0 ? 0u - (uint32_t)score : (uint32_t)score;
  uint32_t step = size / STEP, rest = size % STEP;
  uint32_t value =
      step >= LAST ? 998u : AT[step] + (uint32_t)(AT[step + 1] - AT[step]) * rest / STEP;
  return score < 0 ? 1000 - value : value;
}
