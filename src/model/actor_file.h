/* SPDX-License-Identifier: MIT */
/* actor_file.h - a user's own actors: name, type, country, aliases, valid from, valid to. */
#ifndef ACTOR_FILE_H
#define ACTOR_FILE_H
#include "model/lexicon.h"

/* Columns of its lexicon after the key, which is the name or an alias. */
enum { ACTOR_FILE_TYPE, ACTOR_FILE_COUNTRY, ACTOR_FILE_NAME, ACTOR_FILE_FROM, ACTOR_FILE_TO };

/* How a text's words are cut, which the models do not know: the folded words of `name`, a blank
 * between them, alone or `within` a sentence; malloc'd. */
typedef char *NameCutter(const void *context, Str name, bool within);
typedef struct {
  NameCutter *cut;
  const void *context;
} ActorKeys;

/* Reads `path`; a line that is not as it should be is an error that names it. */
bool actor_file_load(Arena *arena, const char *path, ActorKeys keys, Lexicon *lexicon,
                     AllegeError *error);
/* The same from memory; `path` is for messages. */
bool actor_file_parse(Arena *arena, Data data, const char *path, ActorKeys keys, Lexicon *lexicon,
                      AllegeError *error);
#endif
