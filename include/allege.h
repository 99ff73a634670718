/* SPDX-License-Identifier: MIT */
/* allege.h - read news text, report who accused whom of what, as JSON.
 *
 *   AllegeError error;
 *   AllegeEngine *engine = allege_engine_open(NULL, &error);            once
 *   AllegeArticle article = {.text = text, .len = len, .published = "2017-02-27"};
 *   AllegeReport *report = allege_analyze(engine, &article, &error);    per article
 *   puts(allege_report_print(report, ALLEGE_JSON));
 *   allege_report_free(report);
 *   allege_engine_close(engine);
 *
 * An open engine never changes: any number of threads may share it. A report
 * belongs to its caller, is freed alone, and may outlive the closing of its engine, whose
 * models then stay until the last report is freed. */
#ifndef ALLEGE_H
#define ALLEGE_H
#include <stddef.h>

#define ALLEGE_VERSION "0.1.0"

#ifdef __cplusplus
extern "C" {
#endif
#ifdef __GNUC__
#pragma GCC visibility push(default) /* the library is built with all else hidden */
#endif

typedef struct AllegeEngine AllegeEngine; /* models and word lists, read-only */
typedef struct AllegeReport AllegeReport; /* what was found in one article */

typedef enum {
  ALLEGE_OK = 0,
  ALLEGE_ERROR_FILE,   /* a data file is missing or unreadable */
  ALLEGE_ERROR_FORMAT, /* a data file is damaged or of another version */
  ALLEGE_ERROR_LIMIT,  /* the article is larger than the options allow */
  ALLEGE_ERROR_OPTION  /* an option has no such value */
} AllegeStatus;

typedef struct {
  AllegeStatus status;
  char message[200]; /* one line for people: what, where, why */
} AllegeError;

typedef enum { /* what the report's offsets count */
               ALLEGE_OFFSETS_CODEPOINTS,
               ALLEGE_OFFSETS_BYTES, /* of the text as UTF-8 */
               ALLEGE_OFFSETS_UTF16  /* code units, as JavaScript and Java count */
} AllegeOffsets;

typedef struct {
  const char *data_dir;   /* read data from here; NULL: the built-in copy */
  const char *stop_after; /* last layer to make, e.g. "tokens"; NULL: all */
  size_t max_bytes;       /* refuse longer texts; 0: 16 MiB; at most 1 GiB */
  AllegeOffsets offsets;
  double min_confidence; /* leave out claims less sure, 0 to 1 */
  const char *actors;    /* file of the user's own actors, see data/README.md; NULL: none */
} AllegeOptions;         /* all-zero is the default; an open engine needs none of it any more */

typedef struct {
  const char *text;      /* need not end in NUL; bytes that are not UTF-8 are repaired */
  size_t len;            /* bytes */
  const char *published; /* "2024-05-31", resolves "yesterday"; NULL: unknown */
  const char *id;        /* any JSON value as text, passed through; NULL: null */
  const char *path;      /* where it was read; NULL: null */
  const char *title;     /* NULL: null */
  const char *warning;   /* of whoever read it, put into the report; NULL: none */
} AllegeArticle;

typedef enum {
  ALLEGE_JSON,       /* indented */
  ALLEGE_NDJSON,     /* one line */
  ALLEGE_TEXT,       /* a page for people */
  ALLEGE_CONLLU,     /* tokens and grammar, CoNLL-U */
  ALLEGE_TEXT_COLOR, /* ALLEGE_TEXT with the colours of a terminal */
  ALLEGE_CSV,        /* claims, one a row, RFC 4180 */
  ALLEGE_CSV_EVENTS, /* events likewise */
  ALLEGE_PLOVER      /* events, one JSON record of PLOVER a line */
} AllegeFormat;

typedef struct {
  unsigned sentences, tokens, actors, dates, events, claims;
} AllegeCounts;

const char *allege_version(void);

/* NULL: failed, and `error` (may be NULL) says why. */
AllegeEngine *allege_engine_open(const AllegeOptions *options, AllegeError *error);
void allege_engine_close(AllegeEngine *engine);

/* NULL: failed, and `error` (may be NULL) says why. */
AllegeReport *allege_analyze(const AllegeEngine *engine, const AllegeArticle *article,
                             AllegeError *error);
/* Ends in a newline; valid until the report is freed or printed again. */
const char *allege_report_print(AllegeReport *report, AllegeFormat format);
/* What stands once before all reports of that format: the names of CSV columns, else "". */
const char *allege_format_header(AllegeFormat format);
/* One layer ("tokens", "heads", "claims", ...) in the notation of the case files; NULL: no such
 * layer. */
const char *allege_report_show(AllegeReport *report, const char *layer);
AllegeCounts allege_report_counts(const AllegeReport *report);
/* The layers that allege_report_show knows; NULL: no more. */
const char *allege_layer_name(size_t index);
void allege_report_free(AllegeReport *report);

/* The names of the layers in the order they are made; NULL from the last on. */
const char *allege_layer(size_t index);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif
#endif
