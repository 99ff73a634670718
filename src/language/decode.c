/* SPDX-License-Identifier: MIT */
/* decode.c - best heads, or Eisner's algorithm when they make no tree. Spans keep only their
 * score; the walk back finds the split again. Inner loops run over adjacent integers. */
#include "base/wide.h"
#include "language/decode.h"
#include <stdbool.h>
#include <string.h>

typedef struct {
  uint32_t n;
  int32_t *right, *right_by_end; /* span headed at its left end:  [start][end], [end][start] */
  int32_t *left, *left_by_end;   /* span headed at its right end */
  int32_t *arc_right;            /* arc start -> end: [start][end] */
  int32_t *arc_left_by_end;      /* arc end -> start: [end][start] */
} Chart;

typedef struct {
  uint32_t start, end;
  uint8_t kind;
} Item;
enum { WHOLE_RIGHT, WHOLE_LEFT, ARC_RIGHT, ARC_LEFT };
enum { CHART_ARRAYS = 6, LOWEST = -0x20000000 };

uint64_t decode_size(uint32_t count) {
  uint64_t n = count;
  return n * n * sizeof(int32_t) * CHART_ARRAYS + 2 * (n + 1) * sizeof(Item) + 64;
}

WIDE static int32_t highest(const int32_t *scores, uint32_t count) {
  int32_t high = scores[0];
  for (uint32_t i = 1; i < count; i++) high = scores[i] > high ? scores[i] : high;
  return high;
}

uint32_t index_of_best(const int32_t *scores, uint32_t count) {
  int32_t high = highest(scores, count);
  uint32_t best = 0;
  while (scores[best] != high) best++;
  return best;
}

/* The root if nothing is better, else the first of the best words but `d` itself. */
static uint32_t best_head(const int32_t *row, uint32_t d, uint32_t n) {
  uint32_t head = index_of_best(row, n + 1);
  if (head != d) return row[head] == row[n] ? n : head;
  head = n;
  for (uint32_t h = 0; h < n; h++)
    if (row[h] > row[head] && h != d) head = h;
  return head;
}

/* Each word's best head; true if that is a tree with one root. */
static bool best_heads(const ArcScores *arcs, uint32_t *heads) {
  uint32_t n = arcs->count, roots = 0;
  for (uint32_t d = 0; d < n; d++) {
    heads[d] = best_head(arcs->scores + (uint64_t)d * arcs->stride, d, n);
    roots += heads[d] == n;
  }
  return roots == 1;
}

/* Marks: 0 unseen, walk number while and after it was walked. */
static bool is_acyclic(const uint32_t *heads, uint32_t n, uint32_t *marks) {
  memset(marks, 0, n * sizeof *marks);
  for (uint32_t d = 0; d < n; d++) {
    uint32_t at = d;
    while (at != n && marks[at] == 0) {
      marks[at] = d + 1;
      at = heads[at];
    }
    if (at != n && marks[at] == d + 1) return false;
  }
  return true;
}

WIDE static int32_t best_sum(const int32_t *a, const int32_t *b, uint32_t count) {
  int32_t best = LOWEST * 2 + 1;
  for (uint32_t k = 0; k < count; k++) {
    int32_t sum = a[k] + b[k];
    best = sum > best ? sum : best;
  }
  return best;
}

static uint32_t find_sum(const int32_t *a, const int32_t *b, uint32_t count, int32_t sum) {
  for (uint32_t k = 0; k < count; k++)
    if (a[k] + b[k] == sum) return k;
  return 0;
}

static void fill(Chart *c, const ArcScores *arcs) {
  uint32_t n = c->n;
  for (uint32_t i = 0; i < n; i++) {
    uint64_t at = (uint64_t)i * n + i;
    c->right[at] = c->right_by_end[at] = c->left[at] = c->left_by_end[at] = 0;
  }
  for (uint32_t size = 1; size < n; size++)
    for (uint32_t i = 0; i + size < n; i++) {
      uint32_t j = i + size;
      uint64_t row = (uint64_t)i * n, col = (uint64_t)j * n;
      int32_t both = best_sum(c->right + row + i, c->left_by_end + col + i + 1, size);
      c->arc_right[row + j] = both + arcs->scores[(uint64_t)j * arcs->stride + i];
      c->arc_left_by_end[col + i] = both + arcs->scores[(uint64_t)i * arcs->stride + j];
      int32_t right = best_sum(c->arc_right + row + i + 1, c->right_by_end + col + i + 1, size);
      int32_t left = best_sum(c->left + row + i, c->arc_left_by_end + col + i, size);
      c->right[row + j] = c->right_by_end[col + i] = right;
      c->left[row + j] = c->left_by_end[col + i] = left;
    }
}

/* Undo fill(): every item splits into two smaller ones until all arcs are named. */
static void walk_back(const Chart *c, const ArcScores *arcs, Item *stack, uint32_t depth,
                      uint32_t *heads) {
  uint32_t n = c->n;
  while (depth) {
    Item it = stack[--depth];
    uint32_t i = it.start, j = it.end, size = j - i, k;
    uint64_t row = (uint64_t)i * n, col = (uint64_t)j * n;
    if (size == 0) continue;
    switch (it.kind) {
    case WHOLE_RIGHT:
      k = i + 1 +
          find_sum(c->arc_right + row + i + 1, c->right_by_end + col + i + 1, size,
                   c->right[row + j]);
      stack[depth++] = (Item){k, j, WHOLE_RIGHT};
      stack[depth++] = (Item){i, k, ARC_RIGHT};
      break;
    case WHOLE_LEFT:
      k = i + find_sum(c->left + row + i, c->arc_left_by_end + col + i, size, c->left[row + j]);
      stack[depth++] = (Item){i, k, WHOLE_LEFT};
      stack[depth++] = (Item){k, j, ARC_LEFT};
      break;
    default: {
      bool right = it.kind == ARC_RIGHT;
      heads[right ? j : i] = right ? i : j;
      int32_t sum =
          right ? c->arc_right[row + j] - arcs->scores[(uint64_t)j * arcs->stride + i]
                : c->arc_left_by_end[col + i] - arcs->scores[(uint64_t)i * arcs->stride + j];
      k = i + find_sum(c->right + row + i, c->left_by_end + col + i + 1, size, sum);
      stack[depth++] = (Item){i, k, WHOLE_RIGHT};
      stack[depth++] = (Item){k + 1, j, WHOLE_LEFT};
    }
    }
  }
}

static void decode_projective(const ArcScores *arcs, uint32_t *heads, int32_t *work) {
  uint32_t n = arcs->count;
  uint64_t cells = (uint64_t)n * n;
  Chart c = {n,
             work,
             work + cells,
             work + 2 * cells,
             work + 3 * cells,
             work + 4 * cells,
             work + 5 * cells};
  fill(&c, arcs);
  uint32_t root = 0;
  int32_t best = 0;
  for (uint32_t r = 0; r < n; r++) {
    int32_t sum =
        c.left[r] + c.right[(uint64_t)r * n + n - 1] + arcs->scores[(uint64_t)r * arcs->stride + n];
    if (r == 0 || sum > best) best = sum, root = r;
  }
  heads[root] = n;
  Item *stack = (Item *)(void *)(work + 6 * cells);
  stack[0] = (Item){0, root, WHOLE_LEFT};
  stack[1] = (Item){root, n - 1, WHOLE_RIGHT};
  walk_back(&c, arcs, stack, 2, heads);
}

void decode_tree(const ArcScores *arcs, uint32_t *heads, void *work) {
  if (arcs->count == 0) return;
  if (best_heads(arcs, heads) && is_acyclic(heads, arcs->count, work)) return;
  decode_projective(arcs, heads, work);
}
