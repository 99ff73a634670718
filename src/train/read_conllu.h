/* SPDX-License-Identifier: MIT */
/* read_conllu.h - a treebank as one document, its gold layers filled from tags to relations. */
#ifndef READ_CONLLU_H
#define READ_CONLLU_H
#include "document.h"

typedef struct {
  Document document;
  ARRAY_OF(Str) ids; /* sent_id of each sentence */
} Treebank;

/* Reads plain or gzipped CoNLL-U; false: could not open. End with document_free. */
bool treebank_read(const char *path, Treebank *treebank);
#endif
