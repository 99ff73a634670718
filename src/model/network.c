/* SPDX-License-Identifier: MIT */
/* network.c - check the bytes of a grammar network and point into them. */
#include "model/network.h"
#include "base/error.h"
#include "model/arrays.h"
#include <string.h>

enum { ALIGN = 16, ROWS_MAX = 65535, SLOTS_MAX = 1 << 18, WIDTH_MAX = NETWORK_WIDTH_MAX };

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

static void take_arrays(Arrays *arrays, Network *n) {
  const NetworkHead *h = &n->head;
  n->keys = arrays_take(arrays, h->slots, sizeof(uint32_t));
  n->row_of = arrays_take(arrays, h->slots, sizeof(uint16_t));
  n->embedding = arrays_take(arrays, (size_t)h->rows * h->width, 1);
  n->scale = arrays_take(arrays, h->rows, 1);
  n->start = arrays_take(arrays, h->width, sizeof(int16_t));
  for (uint32_t l = 0; l < h->layers; l++)
    n->layer[l] = arrays_bytes(arrays, h->width, 3 * h->width);
  n->tags = arrays_bytes(arrays, h->width, h->tag_outputs);
  n->projections = arrays_bytes(arrays, h->width, 2 * h->arc + 2 * h->relation);
  n->pair = arrays_matrix(arrays, h->arc, h->arc);
  n->pair_root = arrays_take(arrays, h->arc, sizeof(int16_t));
  n->distance = arrays_take(arrays, NETWORK_DISTANCES, sizeof(int32_t));
  n->relation = arrays_matrix(arrays, h->relation, h->relation_outputs);
  n->relation_root = arrays_take(arrays, h->relation, sizeof(int16_t));
  n->relation_distance =
      arrays_take(arrays, (size_t)NETWORK_DISTANCES * h->relation, sizeof(int16_t));
}

bool network_parse(Data data, const char *name, Network *network, AllegeError *error) {
  Arrays arrays;
  size_t head_size = (sizeof(NetworkHead) + ALIGN - 1) / ALIGN * ALIGN;
  memset(network, 0, sizeof *network);
  if (!arrays_begin(data, &arrays) || data.size < head_size) {
    error_set(error, ALLEGE_ERROR_FORMAT, "%s: not a grammar network", name);
    return false;
  }
  memcpy(&network->head, arrays_take(&arrays, 1, sizeof(NetworkHead)), sizeof(NetworkHead));
  if (!head_is_good(&network->head)) {
    error_set(error, ALLEGE_ERROR_FORMAT, "%s: not a grammar network of this version", name);
    return false;
  }
  take_arrays(&arrays, network);
  if (arrays.bad || arrays.left || !table_is_good(network) || !distances_are_good(network)) {
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
