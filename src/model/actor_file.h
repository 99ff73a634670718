/* SPDX-License-Identifier: MIT */
/* actor_file.h - a user's own actors: name, type, country, aliases, valid from, valid to. */
#ifndef ACTOR_FILE_H
#define ACTOR_FILE_H
#include "model/lexicon.h"

/* Columns of its lexicon after the key, which is the name or an alias. */
enum { ACTOR_FILE_TYPE, ACTOR_FILE_COUNTRY, ACTOR_FILE_NAME, ACTOR_FILE_FROM, ACTOR_FILE_TO };

/* Reads `path`; a line that is not as it should be is an error that names it. */
bool actor_file_load(Arena *arena, const char *path, Lexicon *lexicon, AllegeError *error);
/* The same from memory; `path` is for messages. */
bool actor_file_parse(Arena *arena, Data data, const char *path, Lexicon *lexicon,
                      AllegeError *error);
#endif
