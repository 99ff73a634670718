/* SPDX-License-Identifier: MIT */
#include "input/source.h"
#include <errno.h>

/* A pipe may bring the first bytes one by one: as many are read as tell the format. */
static InputFormat format_of_stream(Stream *stream) {
  Str bytes = {0};
  for (size_t before = 0; !article_format_is_known(bytes); before = bytes.len) {
    bytes = stream_peek(stream, before + 1);
    if (bytes.len == before) break;
  }
  return article_format_of_bytes(bytes);
}

static InputFormat choose_format(const Source *source, const char *path) {
  InputFormat format = source->from;
  if (format == FROM_AUTO && path) format = article_format_of_name(path);
  return format == FROM_AUTO ? format_of_stream(source->stream) : format;
}

void source_close(Source *source) {
  stream_close(source->stream);
  source->stream = NULL;
}

/* Opens the next path; true: `record` is done, because it cannot be opened. */
static bool open_next(Source *source, Record *record) {
  Path path = source->paths->list.items[source->next++];
  errno = 0;
  if (!path.reason && !(source->stream = stream_open(path.path))) path.reason = strerror(errno);
  source->line = 0;
  source->format = source->stream ? choose_format(source, path.path) : FROM_TEXT;
  *record = (Record){record->bytes, path.path, 0, source->format, false, path.reason};
  record->bytes.len = 0;
  return path.reason;
}

static const char *reason_of(const Source *source, StreamStatus status) {
  if (status == STREAM_FAILED) return stream_reason(source->stream);
  return status == STREAM_TOO_LONG ? "longer than --max-bytes allows" : NULL;
}

static bool is_blank(const Bytes *line) {
  for (size_t i = 0; i < line->len; i++)
    if ((unsigned char)line->bytes[i] > ' ') return false;
  return true;
}

/* The next line that is not blank; false: the file is at its end. */
static bool next_line(Source *source, Record *record) {
  StreamStatus status;
  do {
    status = stream_line(source->stream, &record->bytes, source->max_bytes);
    source->line++;
  } while (status == STREAM_OK && is_blank(&record->bytes));
  record->line = source->line;
  record->reason = reason_of(source, status);
  if (status == STREAM_FAILED || status == STREAM_END) source_close(source);
  return status != STREAM_END;
}

static void whole_file(Source *source, Record *record) {
  StreamStatus status = stream_rest(source->stream, &record->bytes, source->max_bytes);
  record->line = 0;
  record->reason = reason_of(source, status);
  source_close(source);
}

bool source_next(Source *source, Record *record) {
  for (;;) {
    if (!source->stream) {
      if (source->next == source->paths->list.count) return false;
      if (open_next(source, record)) return true;
    }
    record->path = source->paths->list.items[source->next - 1].path;
    record->format = source->format;
    record->growing = !stream_is_file(source->stream);
    if (source->format != FROM_NDJSON) return whole_file(source, record), true;
    if (next_line(source, record)) return true;
  }
}
