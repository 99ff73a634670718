/* SPDX-License-Identifier: MIT */
/* shake.h - models whose grammar network is off by a little: other trees of the same text. */
#ifndef SHAKE_H
#define SHAKE_H
#include "base/arena.h"
#include "model/models.h"

/* `shaken` shares all but the network's weights with `models`; these live in the arena. */
void network_shake(const Models *models, Models *shaken, uint32_t seed, Arena *arena);

#endif
