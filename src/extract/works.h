/* SPDX-License-Identifier: MIT */
/* works.h - whose a text is: "the lawsuit", after "Jo Bell sued the company" or "her complaint";
 * "the letter", after "the minister wrote a letter". What it says its author says. */
#ifndef EXTRACT_WORKS_H
#define EXTRACT_WORKS_H
#include "extract/actors.h"

/* `work` is the noun for a text by an entity. */
void remember_author(Resolver *resolver, uint32_t work, uint32_t entity);
/* Remembers what a verb says: "filed a suit", "sued". */
void note_author(Resolver *resolver, uint32_t verb);
/* Gives "the lawsuit" its last author, if one is known. */
void resolve_known_work(Resolver *resolver, uint32_t mention);
#endif
