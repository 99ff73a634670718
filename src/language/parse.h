/* SPDX-License-Identifier: MIT */
/* parse.h - heads and relations from the network's scores. */
#ifndef PARSE_H
#define PARSE_H
#include "document.h"
#include "language/encode.h"

/* Fills head and relation of the tokens that the encoder has read, which begin at `first`; the root
 * of each piece gets NONE. */
void parse_pieces(Encoder *encoder, Tokens *tokens, uint32_t first, const TokenRange *pieces,
                  uint32_t piece_count);

#endif
