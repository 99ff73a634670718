/* SPDX-License-Identifier: MIT */
/* network.c - check the bytes of a grammar network and point into them. */
#include "model/network.h"
#include "base/error.h"
#include "base/wide.h"
#include <string.h>

enum { ALIGN = 16, ROWS_MAX = 65535, SLOTS_MAX = 1 << 18, WIDTH_MAX = NETWORK_WIDTH_MAX };

/* Takes arrays off the front of the file; `bad` once it was too short. */
typedef struct {
  const char *at;
  size_t left;
  bool bad;
} Reader;

static const void *take(Reader *reader, size_t count, size_t size) {
  size_t bytes = (count * size + ALIGN - 1) / ALIGN * ALIGN;
  if (reader->bad || bytes > reader->left) {
    reader->bad = true;
    return NULL;
  }
  const void *array = reader->at;
  reader->at += bytes;
  reader->left -= bytes;
  return array;
}

static Matrix take_matrix(Reader *reader, uint32_t in, uint32_t out) {
  Matrix matrix = {NULL, NULL, in, out};
  matrix.weights = take(reader, (size_t)in * out, sizeof(int16_t));
  matrix.bias = take(reader, out, sizeof(int32_t));
  return matrix;
}

static ByteMatrix take_bytes(Reader *reader, uint32_t in, uint32_t out) {
  ByteMatrix matrix = {.in = in, .out = out};
  matrix.weights = take(reader, (size_t)in * out, 1);
  matrix.scale = take(reader, out, sizeof(int32_t));
  matrix.bias = take(reader, out, sizeof(int32_t));
  return matrix;
}

static bool is_width(uint32_t width) {
  return width > 0 && width <= WIDTH_MAX && width % NETWORK_BLOCK == 0;
}

static bool head_is_good(const NetworkHead *h) {
  return !memcmp(h->magic, "ALGNET4", 8) && h->layers > 0 && h->layers <= NETWORK_LAYERS_MAX &&
         is_width(h->width) && h->width % (2 * NETWORK_BLOCK) == 0 && is_width(h->arc) &&
         is_width(h->relation) && is_width(h->tag_outputs) && is_width(h->relation_outputs) &&
         h->upos == NETWORK_UPOS && h->xpos == NETWORK_XPOS && h->names == NETWORK_NAMES &&
         h->cues == NETWORK_CUES && h->relations == NETWORK_RELATIONS &&
         h->upos + h->xpos + h->names + h->cues <= h->tag_outputs &&
         h->relations <= h->relation_outputs && h->rows > 0 && h->rows <= ROWS_MAX &&
         h->slots > 0 && h->slots <= SLOTS_MAX && (h->slots & (h->slots - 1)) == 0;
}

/* Every row exists, and a free place ends every search. */
static bool table_is_good(const Network *network) {
  uint32_t free_places = 0;
  for (uint32_t i = 0; i < network->head.slots; i++) {
    free_places += network->keys[i] == 0;
    if (network->row_of[i] >= network->head.rows) return false;
  }
  return free_places >= network->head.slots / 4;
}

/* Small enough to be added to any score (encode.c). */
static bool distances_are_good(const Network *network) {
  for (uint32_t i = 0; i < NETWORK_DISTANCES; i++)
    if (network->distance[i] > 1 << 20 || network->distance[i] < -(1 << 20)) return false;
  return true;
}

/* Larger ones could leave the 16 bits of four products. */
WIDE static bool weights_are_good(const ByteMatrix *matrix) {
  uint32_t bad = 0;
  for (size_t i = 0; i < (size_t)matrix->in * matrix->out; i++)
    bad |= matrix->weights[i] > BYTE_WEIGHT || matrix->weights[i] < -BYTE_WEIGHT;
  return !bad;
}

static bool matrices_are_good(const Network *network) {
  for (uint32_t l = 0; l < network->head.layers; l++)
    if (!weights_are_good(&network->layer[l])) return false;
  return weights_are_good(&network->tags) && weights_are_good(&network->projections);
}

static void take_arrays(Reader *reader, Network *n) {
  const NetworkHead *h = &n->head;
  n->keys = take(reader, h->slots, sizeof(uint32_t));
  n->row_of = take(reader, h->slots, sizeof(uint16_t));
  n->embedding = take(reader, (size_t)h->rows * h->width, 1);
  n->scale = take(reader, h->rows, 1);
  n->start = take(reader, h->width, sizeof(int16_t));
  for (uint32_t l = 0; l < h->layers; l++) n->layer[l] = take_bytes(reader, h->width, 3 * h->width);
  n->tags = take_bytes(reader, h->width, h->tag_outputs);
  n->projections = take_bytes(reader, h->width, 2 * h->arc + 2 * h->relation);
  n->pair = take_matrix(reader, h->arc, h->arc);
  n->pair_root = take(reader, h->arc, sizeof(int16_t));
  n->distance = take(reader, NETWORK_DISTANCES, sizeof(int32_t));
  n->relation = take_matrix(reader, h->relation, h->relation_outputs);
  n->relation_root = take(reader, h->relation, sizeof(int16_t));
  n->relation_distance = take(reader, (size_t)NETWORK_DISTANCES * h->relation, sizeof(int16_t));
}

bool network_parse(Data data, const char *name, Network *network, AllegeError *error) {
  Reader reader = {data.bytes, data.size, false};
  size_t head_size = (sizeof(NetworkHead) + ALIGN - 1) / ALIGN * ALIGN;
  memset(network, 0, sizeof *network);
  if (data.size < head_size || (uintptr_t)data.bytes % ALIGN) {
    error_set(error, ALLEGE_ERROR_FORMAT, "%s: not a grammar network", name);
    return false;
  }
  memcpy(&network->head, take(&reader, 1, sizeof(NetworkHead)), sizeof(NetworkHead));
  if (!head_is_good(&network->head)) {
    error_set(error, ALLEGE_ERROR_FORMAT, "%s: not a grammar network of this version", name);
    return false;
  }
  take_arrays(&reader, network);
  if (reader.bad || reader.left || !table_is_good(network) || !distances_are_good(network) ||
      !matrices_are_good(network)) {
    error_set(error, ALLEGE_ERROR_FORMAT, "%s: damaged grammar network", name);
    return false;
  }
  return true;
}

uint32_t network_row(const Network *network, uint32_t key) {
  uint32_t mask = network->head.slots - 1, at = key & mask;
  while (network->keys[at] && network->keys[at] != key) at = (at + 1) & mask;
  return network->keys[at] ? network->row_of[at] : 0;
}

uint32_t network_distance(uint32_t dependent, uint32_t head) {
  static const uint8_t SIZES[26] = {0, 0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7,
                                    7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8};
  uint32_t gap = head < dependent ? dependent - head : head - dependent;
  uint32_t size = gap < 26 ? SIZES[gap] : 9;
  return head < dependent ? size : size + 10;
}
