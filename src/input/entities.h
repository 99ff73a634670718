/* SPDX-License-Identifier: MIT */
/* entities.h - character references of HTML (&amp; &#8217;). */
#ifndef ENTITIES_H
#define ENTITIES_H
#include "base/str.h"

/* The character that the reference at `*at` ('&') stands for, and moves `*at` behind it.
 * 0: it is none. */
uint32_t entity_at(Str text, uint32_t *at);
#endif
