/* SPDX-License-Identifier: MIT */
/* article.h - what was read (a file, a line of NDJSON) as an article. */
#ifndef ARTICLE_H
#define ARTICLE_H
#include "input/ndjson.h"
#include "input/stream.h"

#define INPUT_FORMATS(X)                                                                           \
  X(FROM_AUTO, "auto")                                                                             \
  X(FROM_TEXT, "text")                                                                             \
  X(FROM_NDJSON, "ndjson") X(FROM_JSON, "json") X(FROM_HTML, "html") X(FROM_MARKDOWN, "markdown")
#define INPUT_FORMAT_ID(id, name) id,
typedef enum { INPUT_FORMATS(INPUT_FORMAT_ID) INPUT_FORMAT_COUNT } InputFormat;

typedef struct {      /* one article as it was read, by source.c */
  Bytes bytes;        /* a file, or a line; reused for the next record */
  const char *path;   /* NULL: standard input */
  uint32_t line;      /* from 1; 0: the whole file */
  InputFormat format; /* never FROM_AUTO */
  bool growing;       /* from a pipe: its report should be shown at once */
  const char *reason; /* why it could not be read; or NULL */
} Record;

typedef struct {    /* all strings live in the arena or the record */
  Str text;         /* UTF-8 but for NUL; what offsets count */
  const char *id;   /* JSON, or NULL */
  const char *path; /* UTF-8, unlike that of the record */
  const char *title;
  const char *published; /* ISO date, or NULL */
  const char *warning;   /* or NULL */
  const char *reason;    /* why there is no article; or NULL */
  uint32_t line;
} Article;

/* `published`: of articles that do not say it themselves; may be NULL. */
Article article_read(const Record *record, const FieldNames *fields, const char *published,
                     Arena *arena);
/* By the name's ending (without .gz); FROM_AUTO: it tells nothing. */
InputFormat article_format_of_name(const char *path);
/* By the first bytes: a record of NDJSON, a page of HTML, else text. */
InputFormat article_format_of_bytes(Str bytes);
/* Whether these tell it, whatever bytes follow. */
bool article_format_is_known(Str bytes);
#endif
