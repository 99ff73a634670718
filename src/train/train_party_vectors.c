/* SPDX-License-Identifier: MIT */
/* train_party_vectors.c - what the network of parties learns from: cues of claims, each with the
 * words of its sentence as the grammar network sees them. party_data.py reads it.
 *
 *   train_party_vectors ARTICLES.jsonl OUT.bin
 *
 * Cues are those of the claims that ARTICLES give and, but in articles of our own writing, all
 * others that lexicon and statements know: a larger network tells whom they would mean. */
#include "extract/claims.h"
#include "extract/passes.h"
#include "language/passes.h"
#include "train/claims_gold.h"
#include <stdio.h>
#include <string.h>

enum { STATEMENTS_MAX = 3 }; /* of an article: what is merely said has no target */

typedef struct {           /* in the file, with the word's view behind it */
  uint32_t article, claim; /* counted through the file, within the article; NONE: not annotated */
  uint32_t start, end;     /* bytes of the text */
  uint32_t head;           /* in the piece; the root is its own */
  uint8_t relation, cue;   /* cue: 1: one of its words, 2: its head */
  uint8_t first;           /* of those of its cue */
  uint8_t unused;
} Row;

typedef struct {
  FILE *out;
  Models models;
  uint32_t claims, others;
} Writer;

static void write_cue(Writer *w, const ClaimReader *r, uint32_t cue, Row row) {
  const Tokens *t = r->tokens;
  const Cue *c = &r->cues.items[cue];
  TokenRange piece = claim_piece(r, c);
  row.first = 1;
  for (uint32_t i = piece.first; i < piece.first + piece.count; i++, row.first = 0) {
    row.start = t->span[i].start;
    row.end = span_end(t->span[i]);
    row.head = range_has(piece, t->head[i]) ? t->head[i] - piece.first : i - piece.first;
    row.relation = t->relation[i];
    row.cue = i == c->head ? 2 : range_has(c->range, i);
    fwrite(&row, sizeof row, 1, w->out);
    fwrite(t->views + (size_t)i * t->view_size, 1, t->view_size, w->out);
  }
}

static void write_others(Writer *w, const ClaimReader *r, const bool *done, uint32_t article) {
  uint32_t statements = 0;
  for (uint32_t k = 0; k < r->cues.count; k++) {
    const Cue *cue = &r->cues.items[k];
    if (done[k] || (cue->neutral && r->said_at[cue->head] == NONE)) continue;
    if (cue->neutral && statements++ >= STATEMENTS_MAX) continue;
    write_cue(w, r, k, (Row){.article = article, .claim = NONE});
    w->others++;
  }
}

static void write_article(Writer *w, const GoldArticle *article, uint32_t number) {
  const Models *models = &w->models;
  Document d;
  document_init(&d, article->text.bytes, article->text.len);
  find_tokens(models, &d), find_sentences(models, &d), find_quotes(models, &d);
  find_tags(models, &d), find_lemmas(models, &d), find_heads(models, &d), find_frames(models, &d);
  find_names(models, &d), find_actors(models, &d), find_dates(models, &d);
  find_statements(models, &d);
  ClaimReader reader = claim_reader_new(models, &d);
  bool *done = NEW_ARRAY(&d.arena, bool, reader.cues.count + 1);
  for (uint32_t k = 0; k < article->claim_count; k++) {
    uint32_t cue = gold_cue(&reader, &article->claims[k]);
    if (cue == NONE) continue;
    write_cue(w, &reader, cue, (Row){.article = number, .claim = k});
    done[cue] = true;
    w->claims++;
  }
  if (article->origin != GOLD_WRITTEN) write_others(w, &reader, done, number);
  document_free(&d);
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  static Writer writer;
  Arena arena = {0};
  AllegeError error;
  uint32_t count;
  GoldArticle *articles = gold_load(&arena, argv[1], &count);
  writer.out = fopen(argv[2], "wb");
  if (!articles || !writer.out || !models_load(&writer.models, NULL, &error)) return 2;
  for (uint32_t i = 0; i < count; i++) write_article(&writer, &articles[i], i);
  fprintf(stderr, "%u articles, %u claims, %u other cues\n", count, writer.claims, writer.others);
  return fclose(writer.out) == 0 ? 0 : 2;
}
