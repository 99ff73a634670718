/* SPDX-License-Identifier: MIT */
/* report.h - a document's layers as output. All strings are malloc'd and end in a newline. */
#ifndef REPORT_H
#define REPORT_H
#include "document.h"

char *report_print(Document *document, AllegeFormat format);
char *report_json(Document *document, bool indented); /* json.c */
char *report_page(Document *document, bool color);    /* page.c: for people */
char *report_conllu(Document *document);              /* conllu.c */
char *report_csv(Document *document, bool events);    /* csv.c: rows without the header */
const char *report_csv_header(bool events);
char *report_plover(Document *document); /* plover.c: may be empty */
/* explain.c: how each claim was found, of those whose cue is in `line` of the text; 0: of all.
 * `record`: the line of the file in which the whole article stands, named instead; 0: none. */
char *report_explain(Document *document, uint32_t line, uint32_t record);
/* show.c: one layer in the notation of tests/cases; NULL: no such layer. */
char *show_layer(Document *document, const char *layer);
const char *show_layer_name(size_t index); /* NULL: no more */
#endif
