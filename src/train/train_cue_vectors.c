/* SPDX-License-Identifier: MIT */
/* train_cue_vectors.c - what the network of cues learns from: every word of articles as the grammar
 * network sees it, with its head, its relation and, where the articles have attributions, whether
 * a cue begins or goes on there. train_cues.c reads it.
 *
 *   train_cue_vectors ARTICLES.ndjson OUT.bin
 *
 * Prints the F1 of the network of cues that is built in, by words. */
#include "language/encode.h"
#include "language/passes.h"
#include "train/polnear.h"
#include <stdio.h>
#include <string.h>

typedef struct {              /* in the file, with the word's view behind it */
  uint32_t article, sentence; /* counted through the file */
  uint32_t head;              /* in its sentence; the root is its own */
  uint32_t hash;              /* of the folded word */
  uint8_t relation, gold;     /* gold: a CueLabel */
  uint8_t quoted, unused;     /* quoted: inside quotation marks */
} Row;

typedef struct {
  FILE *out;
  Encoder encoder;
  uint8_t *views; /* of the words just read */
  uint32_t sentences;
  uint32_t found, gold, right; /* words of cues */
} Writer;

static void count_word(Writer *w, const Tokens *t, uint32_t token, bool gold) {
  bool found = t->cue_first[token] > 0 || t->cue_next[token] > 0;
  w->found += found, w->gold += gold, w->right += found && gold;
}

/* Gold cues of the tokens, from 1; 0: none. */
static uint32_t *owners_of(const GoldArticle *article, Document *d) {
  uint32_t *owner = NEW_ARRAY(&d->arena, uint32_t, d->tokens.count + 1);
  for (uint32_t i = 0; i < article->count; i++) {
    const GoldAttribution *gold = &article->attributions[i];
    TokenRange cue =
        polnear_tokens(d, gold->spans[POLNEAR_CUE], gold->counts[POLNEAR_CUE], NULL, 0);
    for (uint32_t t = cue.first; t < cue.first + cue.count; t++)
      if (!owner[t]) owner[t] = i + 1;
  }
  return owner;
}

static void write_words(Writer *w, const Document *d, TokenRange sentence, const uint32_t *owner,
                        uint32_t article) {
  const Tokens *t = &d->tokens;
  TokenText texts[ENCODE_MAX];
  for (uint32_t i = 0; i < sentence.count; i++) {
    Str text = document_text(d, t->span[sentence.first + i]),
        folded = t->folded[sentence.first + i];
    texts[i] = (TokenText){text.bytes, folded.bytes, text.len, folded.len};
  }
  encode_words(&w->encoder, texts, &(TokenRange){0, sentence.count}, 1, w->views);
  size_t view = 2 * w->encoder.network->head.width;
  for (uint32_t i = 0; i < sentence.count; i++) {
    uint32_t token = sentence.first + i, head = t->head[token];
    bool inside = range_has(sentence, head), goes_on = i && owner[token] == owner[token - 1];
    Row row = {.article = article,
               .sentence = w->sentences,
               .head = inside ? head - sentence.first : i,
               .hash = t->hash[token],
               .relation = t->relation[token],
               .quoted = t->quote[token] != NONE,
               .gold = !owner[token] ? CUE_LABEL_OUT
                       : goes_on     ? CUE_LABEL_NEXT
                                     : CUE_LABEL_FIRST};
    count_word(w, t, token, row.gold != CUE_LABEL_OUT);
    fwrite(&row, sizeof row, 1, w->out);
    fwrite(w->views + i * view, 1, view, w->out);
  }
  w->sentences++;
}

static void write_article(Writer *w, const Models *models, const GoldArticle *article,
                          uint32_t number) {
  Document d;
  document_init(&d, article->text, (uint32_t)strlen(article->text));
  find_tokens(models, &d), find_sentences(models, &d), find_quotes(models, &d);
  find_tags(models, &d), find_lemmas(models, &d), find_heads(models, &d);
  const uint32_t *owner = owners_of(article, &d);
  for (uint32_t s = 0; s < d.sentences.count; s++) {
    TokenRange rest = d.sentences.items[s];
    while (rest.count) { /* of a long one, pieces */
      TokenRange piece = {rest.first, rest.count < ENCODE_MAX ? rest.count : ENCODE_MAX};
      write_words(w, &d, piece, owner, number);
      rest = (TokenRange){piece.first + piece.count, rest.count - piece.count};
    }
  }
  document_free(&d);
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  Arena arena = {0};
  Models models = {0};
  AllegeError error;
  uint32_t count;
  GoldArticle *articles = polnear_read(&arena, argv[1], &count);
  Writer writer = {.out = fopen(argv[2], "wb")};
  if (!writer.out || !models_load(&models, NULL, &error)) return 2;
  WordMemory words;
  word_memory_init(&words, &models.grammar, 1024, &arena);
  encoder_init(&writer.encoder, &words, ENCODE_MAX, &arena);
  size_t view = 2 * models.grammar.head.width;
  writer.views = NEW_LINES(&arena, uint8_t, ENCODE_MAX * view);
  for (uint32_t i = 0; i < count; i++) write_article(&writer, &models, &articles[i], i);
  fprintf(stderr, "%u articles, %u sentences, F1 of the words of cues %.4f\n", count,
          writer.sentences, 2.0 * writer.right / (writer.found + writer.gold + 1e-9));
  return fclose(writer.out) == 0 ? 0 : 2;
}
