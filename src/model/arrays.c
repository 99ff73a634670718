/* SPDX-License-Identifier: MIT */
#include "model/arrays.h"
#include "base/wide.h"

enum { ALIGN = 16 };

bool arrays_begin(Data data, Arrays *arrays) {
  *arrays = (Arrays){data.bytes, data.size, false};
  return (uintptr_t)data.bytes % ALIGN == 0;
}

const void *arrays_take(Arrays *arrays, size_t count, size_t size) {
  size_t bytes = (count * size + ALIGN - 1) / ALIGN * ALIGN;
  if (arrays->bad || bytes > arrays->left) {
    arrays->bad = true;
    return NULL;
  }
  const void *array = arrays->at;
  arrays->at += bytes;
  arrays->left -= bytes;
  return array;
}

Matrix arrays_matrix(Arrays *arrays, uint32_t in, uint32_t out) {
  Matrix matrix = {NULL, NULL, in, out};
  matrix.weights = arrays_take(arrays, (size_t)in * out, sizeof(int16_t));
  matrix.bias = arrays_take(arrays, out, sizeof(int32_t));
  return matrix;
}

/* Larger ones could leave the 16 bits of four products. */
WIDE static bool weights_are_good(const int8_t *weights, size_t count) {
  uint32_t bad = 0;
  for (size_t i = 0; i < count; i++) bad |= weights[i] > BYTE_WEIGHT || weights[i] < -BYTE_WEIGHT;
  return !bad;
}

ByteMatrix arrays_bytes(Arrays *arrays, uint32_t in, uint32_t out) {
  ByteMatrix matrix = {.in = in, .out = out};
  matrix.weights = arrays_take(arrays, (size_t)in * out, 1);
  matrix.scale = arrays_take(arrays, out, sizeof(int32_t));
  matrix.bias = arrays_take(arrays, out, sizeof(int32_t));
  if (!arrays->bad) arrays->bad = !weights_are_good(matrix.weights, (size_t)in * out);
  if (!arrays->bad) matrix.light = byte_matrix_light(&matrix);
  return matrix;
}
