/* SPDX-License-Identifier: MIT */
/* sentence.h - a document of one sentence over a hand-made tree, for tests of what reads trees. */
#ifndef TESTS_SENTENCE_H
#define TESTS_SENTENCE_H
#include "document.h"
#include <string.h>

typedef struct {
  const char *form, *lemma;
  Upos tag;
  Xpos xpos;
  int head;
  Relation relation;
} Row;

/* Heads count from 1, 0 is the root; the words stand with one space between them. */
static inline void sentence_build(Document *d, const Row *rows, uint32_t count) {
  char text[400] = "";
  for (uint32_t i = 0; i < count; i++) {
    if (i) strcat(text, " ");
    strcat(text, rows[i].form);
  }
  document_init(d, text, (uint32_t)strlen(text));
  Tokens *t = &d->tokens;
  Arena *arena = &d->arena;
  uint32_t at = 0;
  t->count = count;
  t->span = NEW_ARRAY(arena, Span, count), t->folded = NEW_ARRAY(arena, Str, count);
  t->hash = NEW_ARRAY(arena, uint32_t, count), t->flags = NEW_ARRAY(arena, uint8_t, count);
  t->lemma = NEW_ARRAY(arena, Str, count), t->lemma_hash = NEW_ARRAY(arena, uint32_t, count);
  t->tag = NEW_ARRAY(arena, uint8_t, count), t->xpos = NEW_ARRAY(arena, uint8_t, count);
  t->head = NEW_ARRAY(arena, uint32_t, count), t->relation = NEW_ARRAY(arena, uint8_t, count);
  t->sentence = NEW_ARRAY(arena, uint32_t, count), t->mention = NEW_ARRAY(arena, uint32_t, count);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t len = (uint32_t)strlen(rows[i].form);
    t->span[i] = (Span){at, len};
    at += len + 1;
    t->folded[i] = (Str){rows[i].form, len};
    t->hash[i] = str_hash(t->folded[i]);
    t->lemma[i] = (Str){rows[i].lemma, (uint32_t)strlen(rows[i].lemma)};
    t->lemma_hash[i] = str_hash(t->lemma[i]);
    t->tag[i] = (uint8_t)rows[i].tag, t->xpos[i] = (uint8_t)rows[i].xpos;
    t->head[i] = rows[i].head ? (uint32_t)rows[i].head - 1 : NONE;
    t->relation[i] = (uint8_t)rows[i].relation;
    t->mention[i] = NONE;
  }
  ARRAY_PUSH(arena, &d->sentences, ((TokenRange){0, count}));
}

/* An actor whose one mention is that token. */
static inline void sentence_actor(Document *d, uint32_t token, const char *name,
                                  const char *country) {
  Actor actor = {.name = {name, (uint32_t)strlen(name)},
                 .type = *country ? ACTOR_COUNTRY : ACTOR_GROUP,
                 .mention_count = 1};
  strcpy(actor.country, country);
  d->tokens.mention[token] = d->mentions.count;
  Mention mention = {{token, 1}, token, d->actors.count, *country ? MENTION_NAME : MENTION_NOMINAL};
  ARRAY_PUSH(&d->arena, &d->mentions, mention);
  ARRAY_PUSH(&d->arena, &d->actors, actor);
}
#endif
