/* SPDX-License-Identifier: MIT */
/* quantise.c - floats to fixed point, in the order of struct Network. */
#include "train/quantise.h"
#include "model/network.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGN = 16 };

static const float VECTOR = 1 << NETWORK_VECTOR_BITS, WEIGHT = 1 << NETWORK_WEIGHT_BITS;

static void put(FILE *file, const void *bytes, size_t size) {
  static const char zeros[ALIGN];
  fwrite(bytes, 1, size, file);
  if (size % ALIGN) fwrite(zeros, 1, ALIGN - size % ALIGN, file);
}

static int32_t rounded(float value, float scale, int32_t limit) {
  float scaled = roundf(value * scale);
  if (scaled > (float)limit) return limit;
  return scaled < (float)-limit ? -limit : (int32_t)scaled;
}

static void put_shorts(FILE *file, const float *values, size_t count) {
  int16_t *out = calloc(count, sizeof *out);
  for (size_t i = 0; i < count; i++) out[i] = (int16_t)rounded(values[i], VECTOR, INT16_MAX);
  put(file, out, count * sizeof *out);
  free(out);
}

static void put_ints(FILE *file, const float *values, size_t count, float scale, int32_t limit) {
  int32_t *out = calloc(count, sizeof *out);
  for (size_t i = 0; i < count; i++) out[i] = rounded(values[i], scale, limit);
  put(file, out, count * sizeof *out);
  free(out);
}

static void put_matrix(FILE *file, const Param *weights, const Param *bias) {
  size_t in = weights->rows, out = weights->cols;
  int16_t *packed = malloc(in * out * sizeof *packed);
  for (size_t i = 0; i < in; i++)
    for (size_t o = 0; o < out; o++)
      packed[((o / NETWORK_BLOCK * in / 2 + i / 2) * NETWORK_BLOCK + o % NETWORK_BLOCK) * 2 +
             i % 2] = (int16_t)rounded(weights->w[i * out + o], WEIGHT, INT16_MAX);
  put(file, packed, in * out * sizeof *packed);
  free(packed);
  put_ints(file, bias->w, out, VECTOR * WEIGHT, 1 << 30);
}

/* The weights of one output as bytes; `sum` becomes theirs. Its scale. */
static int32_t put_output(const Param *weights, size_t o, int8_t *packed, int32_t *sum) {
  size_t in = weights->rows, out = weights->cols;
  int32_t max = 1, unit = 1 << (BYTE_SCALE_BITS - NETWORK_WEIGHT_BITS);
  for (size_t i = 0; i < in; i++) {
    int32_t size = abs(rounded(weights->w[i * out + o], WEIGHT, INT16_MAX));
    max = size > max ? size : max;
  }
  *sum = 0;
  for (size_t i = 0; i < in; i++) {
    int32_t weight = rounded(weights->w[i * out + o], WEIGHT, INT16_MAX);
    int32_t byte = (abs(weight) * BYTE_WEIGHT + max / 2) / max;
    byte = weight < 0 ? -byte : byte;
    packed[((o / NETWORK_BLOCK * in / 4 + i / 4) * NETWORK_BLOCK + o % NETWORK_BLOCK) * 4 + i % 4] =
        (int8_t)byte;
    *sum += byte;
  }
  return (max * unit + BYTE_WEIGHT / 2) / BYTE_WEIGHT;
}

/* What BYTE_ZERO adds to the sums is taken from the bias; as all sums of the network, these wrap.
 */
static void put_bytes(FILE *file, const Param *weights, const Param *bias) {
  size_t in = weights->rows, out = weights->cols;
  int8_t *packed = calloc(in, out);
  int32_t *scales = malloc(out * sizeof *scales), *biases = malloc(out * sizeof *biases), sum;
  for (size_t o = 0; o < out; o++) {
    scales[o] = put_output(weights, o, packed, &sum);
    biases[o] = (int32_t)((uint32_t)rounded(bias->w[o], VECTOR * WEIGHT, 1 << 30) -
                          (uint32_t)(BYTE_ZERO * sum) * (uint32_t)scales[o]);
  }
  put(file, packed, in * out);
  put(file, scales, out * sizeof *scales);
  put(file, biases, out * sizeof *biases);
  free(packed);
  free(scales);
  free(biases);
}

static void put_table(FILE *file, const KeyRow *table, uint32_t count, uint32_t slots) {
  uint32_t *keys = calloc(slots, sizeof *keys);
  uint16_t *rows = calloc(slots, sizeof *rows);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = table[i].key & (slots - 1);
    while (keys[at]) at = (at + 1) & (slots - 1);
    keys[at] = table[i].key;
    rows[at] = (uint16_t)table[i].row;
  }
  put(file, keys, slots * sizeof *keys);
  put(file, rows, slots * sizeof *rows);
  free(keys);
  free(rows);
}

/* Every row has its own scale, so that its largest value is near 127. */
static void put_embedding(FILE *file, const Param *embed, size_t count) {
  size_t width = embed->cols;
  int8_t *values = calloc(count, width);
  uint8_t *scales = calloc(count, 1);
  for (size_t r = 1; r < count; r++) {
    float max = 0;
    for (size_t i = 0; i < width; i++) max = fmaxf(max, fabsf(embed->w[r * width + i]));
    float scale = ceilf(max * VECTOR / 127);
    scales[r] = (uint8_t)(scale < 1 ? 1 : scale > 255 ? 255 : scale);
    for (size_t i = 0; i < width; i++)
      values[r * width + i] = (int8_t)rounded(embed->w[r * width + i], VECTOR / scales[r], 127);
  }
  put(file, values, count * width);
  put(file, scales, count);
  free(values);
  free(scales);
}

/* Raw text is of no treebank: between the two of gold. */
static void put_start(FILE *file, const Param *domain) {
  size_t width = domain->cols;
  float *start = malloc(width * sizeof *start);
  for (size_t i = 0; i < width; i++) start[i] = (domain->w[i] + domain->w[width + i]) / 2;
  put_shorts(file, start, width);
  free(start);
}

bool quantise_write(const Net *net, const KeyRow *table, uint32_t count, FILE *file) {
  const NetShape *shape = &net->shape;
  uint32_t rows = (uint32_t)net->embed.rows, slots = 1;
  while (slots * 3 < count * 4 + 4) slots *= 2;
  NetworkHead head = {"ALGNET4",       shape->layers,    shape->width, shape->arc, shape->relation,
                      TAG_OUTPUTS,     RELATION_OUTPUTS, UPOS_COUNT,   XPOS_COUNT, NAME_LABEL_COUNT,
                      CUE_LABEL_COUNT, RELATION_COUNT,   rows,         slots};
  put(file, &head, sizeof head);
  put_table(file, table, count, slots);
  put_embedding(file, &net->embed, rows);
  put_start(file, &net->domain);
  for (uint32_t l = 0; l < shape->layers; l++) put_bytes(file, &net->layer[l], &net->layer_bias[l]);
  put_bytes(file, &net->tags, &net->tags_bias);
  put_bytes(file, &net->arcs, &net->arcs_bias);
  put_matrix(file, &net->pair, &net->pair_bias);
  put_shorts(file, net->pair_root.w, shape->arc);
  put_ints(file, net->distance.w, DISTANCES, VECTOR * VECTOR / 256, 1 << 20);
  put_matrix(file, &net->rel, &net->rel_bias);
  put_shorts(file, net->rel_root.w, shape->relation);
  put_shorts(file, net->rel_distance.w, (size_t)DISTANCES * shape->relation);
  return !ferror(file);
}
