/* SPDX-License-Identifier: MIT */
/* published.h - dates as files write them, for "published". */
#ifndef PUBLISHED_H
#define PUBLISHED_H
#include "base/str.h"
#include <stdbool.h>

typedef struct {
  char iso[11];
} IsoDate; /* "2017-02-27" */

/* The date that `text` begins with: 2017-02-27T10:00Z, 20170227, 2017-W09-1, 27 Feb 2017, Mon, 27
 * Feb 2017 10:00 GMT, 8.30pm, February 27, 2017 and the like. False: not understood, which is also
 * what may be read in two ways, or no such day. */
bool published_parse(Str text, IsoDate *date);
#endif
