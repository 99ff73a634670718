/* SPDX-License-Identifier: MIT */
/* tag.c - the grammar network reads each sentence once, some of them together: universal and Penn
 * tags, labels of names, and (through parse.c) heads and relations; then the network of cues. */
#include "language/decode.h"
#include "language/encode.h"
#include "language/headline.h"
#include "language/parse.h"
#include "language/passes.h"
#include <string.h>

_Static_assert((int)NETWORK_UPOS == (int)UPOS_COUNT, "the network knows the universal tags");
_Static_assert((int)NETWORK_XPOS == (int)XPOS_COUNT, "the network knows the Penn tags");
_Static_assert((int)NETWORK_NAMES == (int)NAME_LABEL_COUNT, "the network knows the name labels");
_Static_assert((int)NETWORK_CUES == (int)CUE_LABEL_COUNT, "the network knows cues");

enum { OWN_MEMORY = 256 }; /* words that a document remembers which no encoder was lent to */

/* The best label that may follow `before`: a name goes on only as it began. */
static uint8_t best_name(const int32_t *scores, uint8_t before) {
  uint32_t best = NAME_O;
  for (uint32_t i = 1; i < NAME_LABEL_COUNT; i++) {
    bool inside = i % 2 == 0;
    if (inside && before != i && before != i - 1) continue;
    if (scores[i] > scores[best]) best = i;
  }
  /* Two names of a kind do not touch: it is one. */
  if (best % 2 == 1 && (before == best || before == best + 1)) best++;
  return (uint8_t)best;
}
_Static_assert(NAME_B_PER == 1 && NAME_I_PER == 2 && NAME_I_MISC == 8, "inside labels are even");

/* In half logits, scores having 23 bits after the point; within -64 .. 63. */
static int8_t half_logits(const int32_t *scores, SayingLabel label, SayingLabel other) {
  int32_t steps = (scores[label] >> 1) - (scores[other] >> 1);
  steps = (steps >> 21) + (steps >> 20 & 1);
  return (int8_t)(steps < -64 ? -64 : steps > 63 ? 63 : steps);
}

/* The sentences, or pieces of long ones, that are read together. */
typedef struct {
  Document *document;
  Encoder *encoder;
  uint32_t first, count; /* tokens; `pieces` count from the first */
  TokenRange pieces[ENCODE_MAX];
  uint32_t piece_count;
} Batch;

static uint8_t *views_of(const Batch *batch) {
  const Tokens *tokens = &batch->document->tokens;
  return tokens->views + (size_t)batch->first * tokens->view_size;
}

static void tag_piece(const Batch *batch, TokenRange piece) {
  const Encoder *encoder = batch->encoder;
  Tokens *tokens = &batch->document->tokens;
  uint8_t name = NAME_O;
  for (uint32_t i = piece.first; i < piece.first + piece.count; i++) {
    const int32_t *scores = encoder->tags + (size_t)i * encoder->network->head.tag_outputs;
    uint32_t token = batch->first + i;
    tokens->tag[token] = (uint8_t)index_of_best(scores, UPOS_COUNT);
    tokens->xpos[token] = (uint8_t)index_of_best(scores + UPOS_COUNT, XPOS_COUNT);
    name = best_name(scores + UPOS_COUNT + XPOS_COUNT, name);
    tokens->name_label[token] = name;
  }
}

/* Once the words are parsed. This network reads across the ends of sentences. */
static void mark_cues(Batch *batch) {
  Tokens *tokens = &batch->document->tokens;
  TreeReader *reader = &batch->encoder->cues;
  uint32_t heads[ENCODE_MAX];
  uint8_t relations[ENCODE_MAX];
  for (uint32_t i = 0; i < batch->count; i++) {
    uint32_t token = batch->first + i, head = tokens->head[token];
    heads[i] = head == NONE ? NONE : head - batch->first;
    relations[i] = tokens->relation[token];
    if (tokens->quote[token] != NONE) relations[i] += NETWORK_RELATIONS;
  }
  tree_reader_run(reader, &(TreeWords){.views = views_of(batch),
                                       .heads = heads,
                                       .relations = relations,
                                       .pieces = &(TokenRange){0, batch->count},
                                       .piece_count = 1,
                                       .count = batch->count,
                                       .hashes = tokens->hash + batch->first});
  for (uint32_t i = 0; i < batch->count; i++) {
    const int32_t *scores = reader->scores + (size_t)i * TREE_OUTPUTS;
    uint32_t token = batch->first + i;
    tokens->cue_first[token] = half_logits(scores, SAYING_CUE_BEGINS, SAYING_NO_CUE);
    tokens->cue_next[token] = half_logits(scores, SAYING_CUE_GOES_ON, SAYING_NO_CUE);
    tokens->source_first[token] = half_logits(scores, SAYING_SOURCE_BEGINS, SAYING_NO_SOURCE);
    tokens->source_next[token] = half_logits(scores, SAYING_SOURCE_GOES_ON, SAYING_NO_SOURCE);
    tokens->in_content[token] = half_logits(scores, SAYING_CONTENT, SAYING_NO_CONTENT);
  }
}

/* Reads the words of the batch, `stand_in` in the place of one of them. */
static void read_words(Batch *batch, const HeadlineVerb *stand_in) {
  Tokens *tokens = &batch->document->tokens;
  TokenText texts[ENCODE_MAX];
  for (uint32_t i = 0; i < batch->count; i++) {
    Str text = document_text(batch->document, tokens->span[batch->first + i]);
    Str folded = tokens->folded[batch->first + i];
    texts[i] = (TokenText){text.bytes, folded.bytes, text.len, folded.len};
    if (!stand_in || batch->first + i != stand_in->verb) continue;
    uint32_t len = (uint32_t)strlen(stand_in->text);
    texts[i] = (TokenText){stand_in->text, stand_in->folded, len, len};
  }
  encode_words(batch->encoder, texts, batch->pieces, batch->piece_count, views_of(batch));
  for (uint32_t p = 0; p < batch->piece_count; p++) tag_piece(batch, batch->pieces[p]);
  parse_pieces(batch->encoder, tokens, batch->first, batch->pieces, batch->piece_count);
}

static void read_batch(Batch *batch) {
  read_words(batch, NULL);
  mark_cues(batch);
  batch->first += batch->count;
  batch->count = batch->piece_count = 0;
}

/* How many tokens of a long sentence to analyse at once: up to a comma or the like if there
 * is one in the second half. */
static uint32_t piece_length(const Document *document, TokenRange rest) {
  if (rest.count <= ENCODE_MAX) return rest.count;
  for (uint32_t len = ENCODE_MAX; len > ENCODE_MAX / 2; len--) {
    uint32_t last = rest.first + len - 1;
    Str word = document->tokens.folded[last];
    if (word.len == 1 && (word.bytes[0] == ',' || word.bytes[0] == ';')) return len;
  }
  return ENCODE_MAX;
}

static void add_sentence(Batch *batch, TokenRange rest) {
  while (rest.count) {
    TokenRange piece = {batch->count, piece_length(batch->document, rest)};
    if (batch->count + piece.count > batch->encoder->room) {
      read_batch(batch);
      piece.first = 0;
    }
    batch->pieces[batch->piece_count++] = piece;
    batch->count += piece.count;
    rest = (TokenRange){rest.first + piece.count, rest.count - piece.count};
  }
}

/* Reads the first line again as a clause, if it may be one; else leaves it as it was. */
static void read_headline(Batch *batch, const Models *models) {
  Document *d = batch->document;
  HeadlineVerb headline = headline_verb(models, d);
  if (headline.verb == NONE) return;
  Tokens *t = &d->tokens;
  batch->first = 0;
  batch->count = d->sentences.items[0].count;
  batch->pieces[0] = (TokenRange){0, batch->count};
  batch->piece_count = 1;
  read_words(batch, &headline);
  if (headline_is_clause(d, &headline)) {
    t->tag[headline.verb] = UPOS_VERB;
    t->xpos[headline.verb] = headline.plural ? XPOS_VBP : XPOS_VBZ;
    mark_cues(batch);
  } else read_words(batch, NULL);
}

void find_tags(const Models *models, Document *document) {
  Tokens *tokens = &document->tokens;
  tokens->tag = NEW_ARRAY(&document->arena, uint8_t, tokens->count);
  tokens->xpos = NEW_ARRAY(&document->arena, uint8_t, tokens->count);
  tokens->name_label = NEW_ARRAY(&document->arena, uint8_t, tokens->count);
  tokens->cue_first = NEW_ARRAY(&document->arena, int8_t, tokens->count);
  tokens->cue_next = NEW_ARRAY(&document->arena, int8_t, tokens->count);
  tokens->source_first = NEW_ARRAY(&document->arena, int8_t, tokens->count);
  tokens->source_next = NEW_ARRAY(&document->arena, int8_t, tokens->count);
  tokens->in_content = NEW_ARRAY(&document->arena, int8_t, tokens->count);
  tokens->view_size = 2 * models->grammar.head.width;
  tokens->views = NEW_LINES(&document->arena, uint8_t, (size_t)tokens->count * tokens->view_size);
  tokens->head = NEW_ARRAY(&document->arena, uint32_t, tokens->count);
  tokens->relation = NEW_ARRAY(&document->arena, uint8_t, tokens->count);
  Encoder own, *encoder = document->encoder;
  WordMemory words;
  if (!encoder) {
    encoder = &own;
    word_memory_init(&words, &models->grammar, OWN_MEMORY, &document->arena);
    encoder_init(&own, &words, tokens->count < ENCODE_MAX ? tokens->count : ENCODE_MAX,
                 &document->arena);
    encoder_find_cues(&own, &models->cue_network, &document->arena);
  }
  Batch batch = {.document = document, .encoder = encoder};
  for (uint32_t s = 0; s < document->sentences.count; s++)
    add_sentence(&batch, document->sentences.items[s]);
  if (batch.count) read_batch(&batch);
  read_headline(&batch, models);
  headline_passive(models, document);
}
