/* SPDX-License-Identifier: MIT */
/* source.h - all records of all paths, one after the other. */
#ifndef SOURCE_H
#define SOURCE_H
#include "input/article.h"
#include "input/paths.h"

typedef struct {
  const Paths *paths;
  InputFormat from; /* FROM_AUTO: by each file's name, else by its first bytes */
  size_t max_bytes; /* of a record; a longer one becomes a record with a reason */
  uint32_t next;    /* path */
  Stream *stream;   /* of the path before; NULL: closed */
  InputFormat format;
  uint32_t line;
} Source;

/* False: no more. Never blocks for longer than the record needs to arrive. */
bool source_next(Source *source, Record *record);
void source_close(Source *source);
#endif
