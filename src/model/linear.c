/* SPDX-License-Identifier: MIT */
#include "model/linear.h"
#include "base/error.h"
#include <string.h>

typedef struct {
  char magic[8]; /* "ALGLIN1" */
  uint32_t rows_log2, classes;
} LinearHead; /* then 2^rows_log2 * classes int16, padded to 16 bytes */

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

/* Eight classes at a time stay in registers: a third of the time of a loop over all. */
static void add_eight(const Linear *linear, const Features *features, uint32_t first,
                      int32_t *scores) {
  int32_t sums[8] = {0};
  for (uint32_t i = 0; i < features->count; i++) {
    const int16_t *row =
        linear->weights + (size_t)(features->hash[i] & linear->mask) * linear->classes + first;
    for (uint32_t c = 0; c < 8; c++) sums[c] += row[c];
  }
  memcpy(scores + first, sums, sizeof sums);
}

void linear_scores(const Linear *linear, const Features *features, int32_t *scores) {
  uint32_t classes = linear->classes, done = 0;
  for (uint32_t i = 0; i < features->count; i++) /* rows lie far apart: fetch them together */
    __builtin_prefetch(linear->weights + (size_t)(features->hash[i] & linear->mask) * classes);
  for (; done + 8 <= classes; done += 8) add_eight(linear, features, done, scores);
  for (uint32_t c = done; c < classes; c++) scores[c] = 0;
  for (uint32_t i = 0; done < classes && i < features->count; i++) {
    const int16_t *row = linear->weights + (size_t)(features->hash[i] & linear->mask) * classes;
    for (uint32_t c = done; c < classes; c++) scores[c] += row[c];
  }
}

int32_t linear_score(const Linear *linear, const Features *features) {
  int32_t score = 0;
  for (uint32_t i = 0; i < features->count; i++)
    score += linear->weights[features->hash[i] & linear->mask];
  return score;
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
