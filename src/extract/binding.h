/* SPDX-License-Identifier: MIT */
/* binding.h - whom grammar forbids a pronoun to mean. */
#ifndef BINDING_H
#define BINDING_H
#include "extract/actors.h"

/* Takes out those whom a pronoun cannot mean: whose name stands in its own noun phrase, or under
 * the verb of which it is the subject, or in the quotation that it says. They are refused last: how
 * many there are tells of it all the same. */
void refuse_bound(const Resolver *resolver, uint32_t mention, Referents *found);
#endif
