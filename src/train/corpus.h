/* SPDX-License-Identifier: MIT */
/* corpus.h - sentences of CoNLL-U files as the grammar trainer sees them. */
#ifndef CORPUS_H
#define CORPUS_H
#include "language/features.h"
#include "language/grammar.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UNLABELLED = 255, MAX_WORDS = 140 };
typedef enum { DOMAIN_EWT, DOMAIN_GUM, DOMAIN_NEWS, DOMAIN_COUNT } Domain;

typedef struct {
  uint32_t count;
  uint8_t domain;
  bool has_tree, has_cues;
  uint32_t *rows;    /* count x FEATURE_COUNT: keys, later rows of the embedding */
  uint16_t *vectors; /* row of the word vectors + 1; 0: none */
  uint8_t *upos, *xpos, *relation, *name, *cue; /* UNLABELLED where the file does not say */
  int16_t *head;                                /* -1: root */
} Sentence;

typedef struct {
  Sentence *items;
  size_t count, room, tokens;
} Corpus;

typedef struct {
  const char *path;
  Domain domain;
  bool trees;        /* use heads and relations */
  bool names;        /* NER= of MISC says which words are names (else Entity=, else nothing) */
  bool recase;       /* add copies in capitals, lower case and title case */
  size_t max_tokens; /* 0: all */
} CorpusFile;

/* Append the sentences of a file (plain or gzip). Returns false if it cannot be read. */
bool corpus_read(Corpus *corpus, const CorpusFile *file);

#endif
