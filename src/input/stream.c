/* SPDX-License-Identifier: MIT */
/* stream.c - bytes of a file or pipe. gzip is known by its first two bytes, not by name. */
#include "input/stream.h"
#include "base/arena.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { BLOCK = 1 << 16 };

struct Stream {
  int file;
  bool is_file, at_end;
  bool known;           /* the first bytes are read, so gzip or not is known */
  bool is_gzip, inside; /* inside: a gzip member has begun and not ended */
  const char *reason;   /* failed */
  z_stream gzip;
  size_t at, len; /* of `plain`, still to be taken */
  unsigned char plain[BLOCK], packed[BLOCK];
};

void bytes_free(Bytes *bytes) {
  free(bytes->bytes);
  *bytes = (Bytes){0};
}

static void bytes_add(Bytes *bytes, const unsigned char *more, size_t len) {
  if (bytes->capacity - bytes->len <= len) {
    bytes->capacity = bytes->capacity ? bytes->capacity : 4096;
    while (bytes->capacity - bytes->len <= len) bytes->capacity *= 2;
    bytes->bytes = must_realloc(bytes->bytes, bytes->capacity);
  }
  memcpy(bytes->bytes + bytes->len, more, len);
  bytes->len += len;
}

Stream *stream_open(const char *path) {
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
  struct stat info;
  if (file < 0) return NULL;
  if (fstat(file, &info) || S_ISDIR(info.st_mode)) {
    if (!errno) errno = EISDIR;
    if (S_ISDIR(info.st_mode)) errno = EISDIR;
    if (path) close(file);
    return NULL;
  }
  Stream *stream = must_alloc(sizeof *stream);
  stream->file = file;
  stream->is_file = S_ISREG(info.st_mode);
  return stream;
}

void stream_close(Stream *stream) {
  if (!stream) return;
  if (stream->is_gzip) inflateEnd(&stream->gzip);
  if (stream->file != STDIN_FILENO) close(stream->file);
  free(stream);
}

const char *stream_reason(const Stream *stream) { return stream->reason; }
bool stream_is_file(const Stream *stream) { return stream->is_file; }

static size_t read_some(Stream *s, unsigned char *to, size_t size) {
  ssize_t got;
  do got = read(s->file, to, size);
  while (got < 0 && errno == EINTR);
  if (got < 0) s->reason = strerror(errno);
  if (got <= 0) s->at_end = true;
  return got > 0 ? (size_t)got : 0;
}

/* Two bytes tell gzip; a pipe may bring them one by one. */
static void learn_format(Stream *s) {
  s->known = true;
  while (s->len < 2 && !s->at_end) s->len += read_some(s, s->plain + s->len, BLOCK - s->len);
  if (s->len < 2 || s->plain[0] != 0x1F || s->plain[1] != 0x8B) return;
  if (inflateInit2(&s->gzip, 15 + 16) != Z_OK) return;
  s->is_gzip = true;
  memcpy(s->packed, s->plain, s->len);
  s->gzip.next_in = s->packed;
  s->gzip.avail_in = (uInt)s->len;
  s->len = 0;
}

/* More of the packed bytes, or the end of the stream: rightly, or torn within a member. */
static void refill_packed(Stream *s) {
  if (!s->at_end) {
    s->gzip.next_in = s->packed;
    s->gzip.avail_in = (uInt)read_some(s, s->packed, BLOCK);
  } else if (s->inside && !s->reason) s->reason = "the gzip data ends in the middle";
}

/* After the last member: more members, or NULs to fill a block; anything else would be lost. */
static bool next_member(Stream *s) {
  if (s->inside) return true;
  if (s->gzip.next_in[0] != 0x1F) {
    if (s->gzip.next_in[0]) s->reason = "something stands behind the gzip data";
    s->gzip.avail_in = 0;
    s->at_end = true;
    return false;
  }
  s->inside = true;
  return inflateReset(&s->gzip) == Z_OK;
}

static void inflate_some(Stream *s) {
  size_t before = s->len;
  while (s->len == before && !s->reason) {
    if (!s->gzip.avail_in) refill_packed(s);
    if (!s->gzip.avail_in && s->at_end) {
      if (s->inside && !s->reason) s->reason = "the gzip data ends in the middle";
      return;
    }
    if (!next_member(s)) return;
    s->gzip.next_out = s->plain + s->len;
    s->gzip.avail_out = (uInt)(BLOCK - s->len);
    int result = inflate(&s->gzip, Z_NO_FLUSH);
    s->len = BLOCK - s->gzip.avail_out;
    if (result == Z_STREAM_END) s->inside = false;
    else if (result != Z_OK && result != Z_BUF_ERROR) s->reason = "the gzip data are damaged";
  }
}

/* Reads on behind what is there, which leaves room; false: the end, or failed. */
static bool read_on(Stream *s) {
  size_t before = s->len;
  if (!s->known) learn_format(s);
  else if (!s->is_gzip && !s->at_end) s->len += read_some(s, s->plain + s->len, BLOCK - s->len);
  if (s->is_gzip) inflate_some(s);
  return s->len > before;
}

/* Makes sure that there is something to take; false: the end, or failed. */
static bool fill(Stream *s) {
  if (s->at < s->len) return true;
  s->at = s->len = 0;
  return read_on(s);
}

Str stream_peek(Stream *stream, size_t least) {
  while (stream->len - stream->at < least && stream->len < BLOCK && read_on(stream)) {}
  return (Str){(const char *)stream->plain + stream->at, (uint32_t)(stream->len - stream->at)};
}

StreamStatus stream_line(Stream *stream, Bytes *line, size_t limit) {
  bool any = false, too_long = false;
  line->len = 0;
  while (fill(stream)) {
    unsigned char *start = stream->plain + stream->at;
    size_t left = stream->len - stream->at;
    unsigned char *end = memchr(start, '\n', left);
    size_t len = end ? (size_t)(end - start) : left;
    any = true;
    if (line->len + len > limit) too_long = true;
    if (!too_long) bytes_add(line, start, len);
    stream->at += len + (end != NULL);
    if (end) return too_long ? STREAM_TOO_LONG : STREAM_OK;
  }
  if (stream->reason) return STREAM_FAILED;
  return too_long ? STREAM_TOO_LONG : any ? STREAM_OK : STREAM_END;
}

StreamStatus stream_rest(Stream *stream, Bytes *all, size_t limit) {
  all->len = 0;
  while (fill(stream)) {
    size_t len = stream->len - stream->at;
    if (all->len + len > limit) return STREAM_TOO_LONG;
    bytes_add(all, stream->plain + stream->at, len);
    stream->at = stream->len;
  }
  return stream->reason ? STREAM_FAILED : STREAM_OK;
}
