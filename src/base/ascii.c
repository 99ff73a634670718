/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"

#define U ASCII_UPPER
#define L ASCII_LOWER
#define D ASCII_DIGIT
#define S ASCII_SPACE
#define Y ASCII_SYMBOL
const uint8_t ASCII_CLASS[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, S, S, S, S, S, 0, 0, /* control characters */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, S, S, S, S,
    S, 0, 0, Y, Y, Y, Y, 0, 0, 0, Y, Y, 0, 0, 0, 0, /*  !"#$%&'()*+,-./ */
    D, D, D, D, D, D, D, D, D, D, 0, 0, Y, Y, Y, 0, /* 0123456789:;<=>? */
    Y, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, /* @ABCDEFGHIJKLMNO */
    U, U, U, U, U, U, U, U, U, U, U, 0, Y, 0, Y, 0, /* PQRSTUVWXYZ[\]^_ */
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* `abcdefghijklmno */
    L, L, L, L, L, L, L, L, L, L, L, 0, Y, 0, Y, 0, /* pqrstuvwxyz{|}~ */
};
