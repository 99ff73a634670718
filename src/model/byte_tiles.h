/* SPDX-License-Identifier: MIT */
/* byte_tiles.h - the products of byte_matrix.c where the processor multiplies whole tiles (AMX). */
#ifndef BYTE_TILES_H
#define BYTE_TILES_H
#include "model/network.h"

/* May tiles be used, and is the work of a shape and size that pays? */
bool byte_tiles_fit(const ByteMatrix *matrix, const MatrixWork *work);

/* byte_matrix_apply(), to the bit. Only where tiles fit. */
void byte_tiles_apply(const ByteMatrix *matrix, const uint8_t *in, const MatrixWork *work);
#endif
