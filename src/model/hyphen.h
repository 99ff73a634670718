/* SPDX-License-Identifier: MIT */
/* hyphen.h - which hyphens are part of a word.
 *
 * "long-term" is three tokens, "non-profit" one: the prefix is no word of its own. The
 * tokenizer and the keys of the lexicons must agree on it. */
#ifndef HYPHEN_H
#define HYPHEN_H
#include "base/str.h"

/* Does a hyphen after these letters (any case) join them to the next? */
bool hyphen_joins(Str before);
#endif
