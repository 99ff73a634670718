/* SPDX-License-Identifier: MIT */
/* parse.h - heads and relations of one piece of a sentence from the network's scores. */
#ifndef PARSE_H
#define PARSE_H
#include "document.h"
#include "language/encode.h"

/* Fills head and relation of the piece's tokens; its root gets NONE. */
void parse_piece(Encoder *encoder, Tokens *tokens, TokenRange piece);

#endif
