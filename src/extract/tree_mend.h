/* SPDX-License-Identifier: MIT */
/* tree_mend.h - mends what no dependency tree can be. */
#ifndef EXTRACT_TREE_MEND_H
#define EXTRACT_TREE_MEND_H
#include "document.h"

/* Changes heads and relations, given children and edges; whether it has changed any: then both are
 * to be found again. */
bool tree_mend(Tokens *tokens);
#endif
