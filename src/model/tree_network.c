/* SPDX-License-Identifier: MIT */
#include "model/tree_network.h"
#include "base/error.h"
#include "model/arrays.h"
#include <string.h>

static bool is_power_or_zero(uint32_t rows) {
  enum { ROWS_MAX = 1 << 20 };
  return !(rows & (rows - 1)) && rows <= ROWS_MAX;
}

static bool head_is_good(const TreeNetworkHead *h, const Network *grammar) {
  return !memcmp(h->magic, "ALGCUE1", 8) && h->in == 2 * grammar->head.width && h->width > 0 &&
         h->width <= TREE_WIDTH_MAX && h->width % (2 * NETWORK_BLOCK) == 0 && h->layers > 0 &&
         h->layers <= TREE_LAYERS_MAX && h->relations == TREE_RELATIONS &&
         is_power_or_zero(h->words);
}

bool tree_network_parse(Data data, const char *name, const Network *grammar, TreeNetwork *network,
                        AllegeError *error) {
  Arrays arrays;
  memset(network, 0, sizeof *network);
  TreeNetworkHead *h = &network->head;
  if (!arrays_begin(data, &arrays) || data.size < sizeof *h) {
    error_set(error, ALLEGE_ERROR_FORMAT, "%s: not a network over trees", name);
    return false;
  }
  memcpy(h, data.bytes, sizeof *h);
  arrays_take(&arrays, 1, sizeof *h);
  if (!head_is_good(h, grammar)) {
    error_set(error, ALLEGE_ERROR_FORMAT, "%s: not a network for this grammar network", name);
    return false;
  }
  network->input = arrays_bytes(&arrays, h->in, 2 * h->width);
  network->relation = arrays_take(&arrays, (size_t)h->relations * h->width, sizeof(int16_t));
  network->word = arrays_take(&arrays, (size_t)h->words * h->width, 1);
  for (uint32_t l = 0; l < h->layers; l++) {
    network->gates[l] = arrays_bytes(&arrays, h->width, 3 * h->width);
    network->exchange[l] = arrays_bytes(&arrays, h->width, 2 * h->width);
  }
  network->output = arrays_bytes(&arrays, h->width, TREE_OUTPUTS);
  if (arrays.bad || arrays.left) {
    error_set(error, ALLEGE_ERROR_FORMAT, "%s: damaged network over trees", name);
    return false;
  }
  return true;
}
