/* SPDX-License-Identifier: MIT */
/* metadata.h - title and publication date of a page: JSON-LD, OpenGraph and other <meta>,
 * <time>, <title>. */
#ifndef METADATA_H
#define METADATA_H
#include "base/arena.h"
#include "input/markup.h"

typedef struct { /* as written on the page; empty: not there */
  Str json_title, json_date;
  Str meta_title, meta_date;
  Str page_title;         /* <title> */
  Str article_time, time; /* the first <time> within the article, of the page */
} Metadata;

void metadata_json(Metadata *meta, Str json, Arena *arena);
void metadata_title(Metadata *meta, Str raw);
void metadata_tag(Metadata *meta, const MarkupItem *tag, bool in_article);
/* Character references resolved, white space single. */
Str metadata_best_title(const Metadata *meta, Str heading, Arena *arena);
Str metadata_date(const Metadata *meta);
#endif
