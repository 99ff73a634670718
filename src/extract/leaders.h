/* SPDX-License-Identifier: MIT */
/* leaders.h - descriptions by a state: "the US leader", "the French company". */
#ifndef LEADERS_H
#define LEADERS_H
#include "extract/actors.h"

/* The code of the one state whose adjective stands before the noun of a description, or "". */
const char *state_told(const Resolver *resolver, uint32_t mention);
/* Takes out those known to be of another state than the description tells, and of a state's leader
 * those known as something else. They are refused last: how many there are tells of a description
 * all the same. */
void refuse_other_states(const Resolver *resolver, uint32_t mention, Referents *found);
/* The only person of the article who leads the state; NONE: none, several, another description. */
uint32_t leader_of_state(const Resolver *resolver, uint32_t mention);
#endif
