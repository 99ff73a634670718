/* SPDX-License-Identifier: MIT */
/* quantise.h - write the float network as the integers that model/network.c reads. */
#ifndef QUANTISE_H
#define QUANTISE_H
#include "train/net.h"
#include <stdio.h>

typedef struct {
  uint32_t key, row;
} KeyRow;

/* `table`: the key of every embedding row from 1 on. Returns false if writing failed. */
bool quantise_write(const Net *net, const KeyRow *table, uint32_t count, FILE *file);

#endif
