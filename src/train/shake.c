/* SPDX-License-Identifier: MIT */
/* shake.c - one up, one down or as it is, by chance, for every weight of the large matrices. */
#include "train/shake.h"
#include "train/linear_train.h"

static void shake_matrix(ByteMatrix *matrix, Arena *arena, uint32_t *state) {
  size_t count = (size_t)matrix->in * matrix->out;
  int8_t *weights = NEW_ARRAY(arena, int8_t, count);
  for (size_t i = 0; i < count; i++) {
    int weight = matrix->weights[i] + (int)(train_random(state) % 3) - 1;
    weight = weight > BYTE_WEIGHT ? BYTE_WEIGHT : weight;
    weights[i] = (int8_t)(weight < -BYTE_WEIGHT ? -BYTE_WEIGHT : weight);
  }
  matrix->weights = weights;
}

void network_shake(const Models *models, Models *shaken, uint32_t seed, Arena *arena) {
  *shaken = *models;
  Network *network = &shaken->grammar;
  for (uint32_t l = 0; l < network->head.layers; l++)
    shake_matrix(&network->layer[l], arena, &seed);
  shake_matrix(&network->tags, arena, &seed);
  shake_matrix(&network->projections, arena, &seed);
}
