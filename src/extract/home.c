/* SPDX-License-Identifier: MIT */
/* home.c - the state that an article is about, which "the government" means there. */
#include "extract/actors.h"

/* The state that most names of the document belong to, if they are more than those of all others
 * together. */
void find_home(Resolver *r) {
  enum { STATES = 32 };
  const Document *d = r->document;
  struct {
    char code[4];
    uint32_t count;
  } states[STATES];
  uint32_t known = 0, best = 0, total = 0;
  for (uint32_t i = 0; i < d->names.count; i++) {
    uint32_t s = 0;
    if (!d->names.items[i].country[0]) continue;
    while (s < known && memcmp(states[s].code, d->names.items[i].country, 4)) s++;
    if (s == STATES) continue;
    if (s == known)
      memcpy(states[known].code, d->names.items[i].country, 4), states[known++].count = 0;
    states[s].count++;
    total++;
    if (states[s].count > states[best].count) best = s;
  }
  if (known && states[best].count >= 2 && 2 * states[best].count > total)
    memcpy(r->home, states[best].code, 4);
}
