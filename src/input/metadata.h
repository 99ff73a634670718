/* SPDX-License-Identifier: MIT */
/* metadata.h - title and publication date of a page: JSON-LD, OpenGraph and other <meta>,
 * <time>, <title>. */
#ifndef METADATA_H
#define METADATA_H
#include "base/arena.h"
#include "input/markup.h"

typedef struct {
  Str value; /* as written on the page; empty: not there */
  int rank;  /* how surely it is that of the article */
} Metadatum;

typedef struct {
  Metadatum json_title, json_date;
  Metadatum meta_title, meta_date;
  Metadatum time; /* of <time> */
  Str page_title; /* <title> */
} Metadata;

void metadata_json(Metadata *meta, Str json, Arena *arena);
void metadata_title(Metadata *meta, Str raw);
/* `text`: what stands behind an opening tag. */
void metadata_tag(Metadata *meta, const MarkupItem *tag, Str text, bool in_article);
/* Character references resolved, white space single. */
Str metadata_best_title(const Metadata *meta, Str heading, Arena *arena);
/* The surest that is a date, else the surest. */
Str metadata_date(const Metadata *meta);
#endif
