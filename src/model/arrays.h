/* SPDX-License-Identifier: MIT */
/* arrays.h - takes arrays off the front of a model file, each padded to 16 bytes. */
#ifndef ARRAYS_H
#define ARRAYS_H
#include "model/network.h"

typedef struct {
  const char *at;
  size_t left;
  bool bad; /* once the file was too short, or a matrix of bytes not to be trusted */
} Arrays;

/* `data` must stay, and begin at a multiple of 16. */
bool arrays_begin(Data data, Arrays *arrays);
const void *arrays_take(Arrays *arrays, size_t count, size_t size);
Matrix arrays_matrix(Arrays *arrays, uint32_t in, uint32_t out);
ByteMatrix arrays_bytes(Arrays *arrays, uint32_t in, uint32_t out);

#endif
