/* SPDX-License-Identifier: MIT */
/* passes.h - from text to words and their grammar, in order. */
#ifndef LANGUAGE_PASSES_H
#define LANGUAGE_PASSES_H
#include "document.h"
#include "model/models.h"

void find_tokens(const Models *models, Document *document);    /* text              -> tokens */
void find_sentences(const Models *models, Document *document); /* tokens            -> sentences */
void find_quotes(const Models *models, Document *document);    /* tokens, sentences -> quotes */
void find_tags(const Models *models,
               Document *document); /* tokens, sentences -> tag, xpos, name_label */
void find_lemmas(const Models *models, Document *document); /* tags              -> lemma */
void find_heads(const Models *models, Document *document); /* tokens, tags      -> head, relation */
#endif
