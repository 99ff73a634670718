/* SPDX-License-Identifier: MIT */
/* stream.h - the bytes of a file or pipe, gzip undone, by line or whole.
 * Reads only what is there: a line of a growing pipe is given as soon as it is complete. */
#ifndef STREAM_H
#define STREAM_H
#include "base/str.h"
#include <stddef.h>

typedef struct Stream Stream;
typedef enum { STREAM_OK, STREAM_END, STREAM_TOO_LONG, STREAM_FAILED } StreamStatus;

typedef struct {
  char *bytes;
  size_t len, capacity;
} Bytes; /* malloc'd; all-zero is empty */
void bytes_free(Bytes *bytes);

/* `path` NULL: standard input. NULL: cannot be opened, errno says why. */
Stream *stream_open(const char *path);
void stream_close(Stream *stream);
/* The first bytes, without taking them; fewer than `least` only if the stream ends before, cannot
 * be read, or that is more than the buffer holds. */
Str stream_peek(Stream *stream, size_t least);
/* The next line without its line feed. A line over `limit` bytes is passed over, not kept. */
StreamStatus stream_line(Stream *stream, Bytes *line, size_t limit);
/* All that is left; TOO_LONG: over `limit` bytes. */
StreamStatus stream_rest(Stream *stream, Bytes *all, size_t limit);
const char *stream_reason(const Stream *stream); /* why it FAILED */
bool stream_is_file(const Stream *stream); /* a regular file: it does not grow while we wait */
#endif
