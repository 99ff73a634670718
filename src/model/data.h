/* SPDX-License-Identifier: MIT */
/* data.h - the bytes of a data file, built in or from --data DIR. */
#ifndef DATA_H
#define DATA_H
#include "base/arena.h"
#include "allege.h"
#include <stdbool.h>

typedef struct {
  const char *bytes;
  size_t size;
} Data;

/* `dir` NULL: the copy built into the program, used in place. */
bool data_open(Arena *arena, const char *dir, const char *name, Data *data, AllegeError *error);
#endif
