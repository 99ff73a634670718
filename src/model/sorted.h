/* SPDX-License-Identifier: MIT */
/* sorted.h - a TSV file whose lines are sorted by the bytes of their first column, searched where
 * it lies: nothing to load, for long lists that are asked seldom. */
#ifndef SORTED_H
#define SORTED_H
#include "base/str.h"
#include "model/data.h"

enum { SORTED_COLUMNS = 4 }; /* after the key */

typedef struct {
  const char *bytes;
  size_t size;
} Sorted;

/* Points into `data`, which must stay. */
Sorted sorted_list(Data data);

/* The columns of the line with that key, empty where it has fewer; false: there is none. */
bool sorted_find(const Sorted *list, Str key, Str column[SORTED_COLUMNS]);

#endif
