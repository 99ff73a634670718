/* SPDX-License-Identifier: MIT */
/* offices.h - names behind offices of several words and behind their departments. */
#ifndef OFFICES_H
#define OFFICES_H
#include "extract/actors.h"

bool is_person_name(const Resolver *resolver, uint32_t token);
/* The head of the person's name that begins at a token, or NONE. */
uint32_t name_from(const Resolver *resolver, uint32_t first);
/* The name behind a description that is an office, with all the words of it: "Shadow Chancellor of
 * the Exchequer Jo Bell", "Minister for Work Jo Bell"; or NONE. */
uint32_t named_by_office(const Resolver *resolver, uint32_t mention, TokenRange *office);
#endif
