/* SPDX-License-Identifier: MIT */
/* train_attribution.c - learns cues, sources and contents from PolNeAR.
 *
 *   train_attribution TRAIN.jsonl MODEL [HELD_OUT REPORTS.ndjson]
 *
 * With HELD_OUT = N every Nth article is kept from training and its attributions, as the
 * model finds them, are written as reports for the scorer. */
#include "extract/attribution.h"
#include "language/passes.h"
#include "train/chain_train.h"
#include "train/polnear.h"
#include "train/conllu_document.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CUE_ROWS_LOG2 = 18, ROLE_ROWS_LOG2 = 18, SEEN_LOG2 = 26, CUE_EPOCHS = 8, ROLE_EPOCHS = 8 };

typedef struct {          /* sequences laid end to end */
  uint32_t *features, feature_count, feature_room;
  uint32_t *offsets;      /* place_count + 1 */
  uint16_t *allowed;
  uint8_t *gold;
  uint32_t place_count, place_room;
  uint32_t *starts, count, room; /* first place of each sequence */
} Sequences;

static void add_place(Sequences *s, const Features *features, uint16_t allowed, uint8_t gold) {
  if (s->place_count + 2 > s->place_room) {
    s->place_room = s->place_room ? s->place_room * 2 : 1 << 16;
    s->offsets = must_realloc(s->offsets, s->place_room * sizeof *s->offsets);
    s->allowed = must_realloc(s->allowed, s->place_room * sizeof *s->allowed);
    s->gold = must_realloc(s->gold, s->place_room * sizeof *s->gold);
  }
  if (s->feature_count + FEATURES_MAX > s->feature_room) {
    s->feature_room = s->feature_room ? s->feature_room * 2 : 1 << 22;
    s->features = must_realloc(s->features, s->feature_room * sizeof *s->features);
  }
  memcpy(s->features + s->feature_count, features->hash, features->count * sizeof *features->hash);
  s->offsets[s->place_count] = s->feature_count;
  s->allowed[s->place_count] = allowed;
  s->gold[s->place_count++] = gold;
  s->feature_count += features->count;
  s->offsets[s->place_count] = s->feature_count;
}

static void begin_sequence(Sequences *s) {
  if (s->count + 2 > s->room) {
    s->room = s->room ? s->room * 2 : 4096;
    s->starts = must_realloc(s->starts, s->room * sizeof *s->starts);
  }
  s->starts[s->count++] = s->place_count;
}

/* Features seen once teach nothing that lasts. */
static void drop_rare(Sequences *s) {
  if (!s->count) return;
  uint8_t *seen = must_alloc((size_t)1 << SEEN_LOG2);
  uint32_t mask = (1u << SEEN_LOG2) - 1, kept = 0;
  for (uint32_t i = 0; i < s->feature_count; i++) {
    uint8_t *times = &seen[s->features[i] & mask];
    *times = (uint8_t)(*times | (*times ? 2 : 1));
  }
  for (uint32_t place = 0; place < s->place_count; place++) {
    uint32_t begin = s->offsets[place], end = s->offsets[place + 1];
    s->offsets[place] = kept;
    for (uint32_t i = begin; i < end; i++)
      if (seen[s->features[i] & mask] & 2) s->features[kept++] = s->features[i];
  }
  s->offsets[s->place_count] = kept;
  fprintf(stderr, "%u sequences, %u places, %u features, %u kept\n", s->count, s->place_count,
          s->feature_count, kept);
  s->feature_count = kept;
  free(seen);
}

static void learn(const Chain *chain, LinearTrainer *trainer, Sequences *s, uint32_t epochs) {
  uint32_t *order = must_alloc(sizeof *order * (s->count + 1)), state = 20170227;
  for (uint32_t i = 0; i < s->count; i++) order[i] = i;
  begin_sequence(s), s->count--;
  float rate = trainer->rate;
  for (uint32_t epoch = 0; epoch < epochs; epoch++) {
    trainer->rate = rate * (1 - 0.9f * (float)epoch / (float)epochs);
    train_shuffle(order, s->count, &state);
    for (uint32_t i = 0; i < s->count; i++) {
      uint32_t first = s->starts[order[i]];
      ChainExample example = {s->starts[order[i] + 1] - first, s->offsets + first, s->features,
                              s->allowed + first, s->gold + first};
      chain_learn(chain, trainer, &example);
    }
    
  }
  free(order);
}

/* The first run of tokens that touch the spans; count 0: none. */
static TokenRange tokens_of(const Document *d, const Span *spans, uint32_t count, uint8_t *marks,
                            uint8_t mark) {
  TokenRange range = {0, 0};
  for (uint32_t i = 0; i < count; i++) {
    uint32_t low = 0, high = d->tokens.count;
    while (low < high) {
      uint32_t middle = (low + high) / 2;
      if (span_end(d->tokens.span[middle]) <= spans[i].start) low = middle + 1;
      else high = middle;
    }
    for (uint32_t t = low; t < d->tokens.count && d->tokens.span[t].start < span_end(spans[i]); t++) {
      if (!range.count) range.first = t;
      if (range.first + range.count == t) range.count++;
      if (marks) marks[t] |= mark;
    }
  }
  return range;
}

typedef struct {
  Models models;
  Sequences cues, roles;
} Data_;

static bool make_document(Data_ *data, const GoldArticle *article, Document *d) {
  const char *conllu = getenv("CONLLU");
  if (conllu) return conllu_document(conllu, article->id, article->text, d);
  document_init(d, article->text, (uint32_t)strlen(article->text));
  find_tokens(&data->models, d), find_sentences(&data->models, d), find_quotes(&data->models, d);
  find_tags(&data->models, d), find_lemmas(&data->models, d), find_heads(&data->models, d);
  return true;
}

static void add_cues(Sequences *out, const Setting *s) {
  const Document *d = s->document;
  Features features;
  for (uint32_t i = 0; i < d->sentences.count; i++) {
    TokenRange sentence = d->sentences.items[i];
    begin_sequence(out);
    for (uint32_t t = sentence.first; t < sentence.first + sentence.count; t++) {
      bool inside = s->cue[t] != NONE, goes_on = t > sentence.first && s->cue[t - 1] == s->cue[t];
      cue_features(s, t, &features);
      add_place(out, &features, (1 << CUE_STATES) - 1,
                (uint8_t)(!inside ? CUE_OUTSIDE : goes_on ? CUE_NEXT : CUE_FIRST));
    }
  }
}

enum { GOLD_SOURCE = 1, GOLD_CONTENT = 2 };

static void add_roles(Sequences *out, const Setting *s, Arena *arena, const GoldAttribution *gold,
                      TokenRange cue) {
  uint8_t *marks = NEW_ARRAY(arena, uint8_t, s->document->tokens.count + 1);
  TokenRange source = tokens_of(s->document, gold->spans[0], gold->counts[0], NULL, 0);
  tokens_of(s->document, gold->spans[2], gold->counts[2], marks, GOLD_CONTENT);
  CueFrame frame = cue_frame_new(s, arena, cue);
  bool has_source = false, has_content = false;
  Features features;
  for (uint32_t i = 0; i < frame.window.count; i++)
    has_content |= marks[frame.window.first + i] && !range_has(cue, frame.window.first + i) &&
                   !range_has(source, frame.window.first + i);
  if (!has_content) return;
  begin_sequence(out);
  has_content = false;
  for (uint32_t i = 0; i < frame.window.count; i++) {
    uint32_t t = frame.window.first + i;
    bool in_cue = range_has(cue, t);
    if (range_has(source, t) && !in_cue) has_source = true;
    else if (marks[t] && !in_cue) has_content = true;
    uint8_t state = !in_cue && range_has(source, t) ? (has_content ? IN_SOURCE_LATE : IN_SOURCE)
                    : !in_cue && marks[t] ? (has_source ? IN_CONTENT_LATE : IN_CONTENT)
                    : has_source ? (has_content ? OUT_BOTH : OUT_SOURCE)
                                 : (has_content ? OUT_CONTENT : OUT_START);
    features.count = 0;
    if (!in_cue) role_features(&frame, t, &features);
    add_place(out, &features, role_states(&frame, t), state);
  }
  uint32_t end = frame.window.first + frame.window.count;
  role_features(&frame, end, &features);
  add_place(out, &features, role_states(&frame, end), has_source ? END_SOURCE : END_NO_SOURCE);
}

static void add_article(Data_ *data, const GoldArticle *article) {
  Document d;
  if (!make_document(data, article, &d)) return;
  Setting s = setting_new(&data->models, &d);
  TokenRange *cues = NEW_ARRAY(&d.arena, TokenRange, article->count + 1);
  for (uint32_t i = 0; i < article->count; i++) {
    const GoldAttribution *gold = &article->attributions[i];
    cues[i] = tokens_of(&d, gold->spans[1], gold->counts[1], NULL, 0);
    for (uint32_t t = cues[i].first; t < cues[i].first + cues[i].count; t++)
      if (s.cue[t] == NONE) s.cue[t] = i;
  }
  add_cues(&data->cues, &s);
  for (uint32_t i = 0; i < article->count; i++)
    if (!getenv("SWEEP") && cues[i].count && s.cue[cues[i].first] == i)
      add_roles(&data->roles, &s, &d.arena, &article->attributions[i], cues[i]);
  document_free(&d);
}

static uint32_t code_points(const char *text, uint32_t bytes) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < bytes; i++) count += (text[i] & 0xC0) != 0x80;
  return count;
}

static void print_part(FILE *out, const Document *d, const char *name, TokenRange range) {
  if (!range.count) return;
  Span span = document_tokens_span(d, range);
  fprintf(out, ",\"%s\":{\"start\":%u,\"end\":%u}", name, code_points(d->text, span.start),
          code_points(d->text, span_end(span)));
}

static void report(Data_ *data, const GoldArticle *article, const Linear *cues, const Linear *roles,
                   int32_t bias, FILE *out) {
  Document d;
  if (!make_document(data, article, &d)) return;
  Setting s = setting_new(&data->models, &d);
  uint32_t count;
  Attribution *found = find_cues(&s, &d.arena, cues, bias, &count);
  fprintf(out, "{\"article\":{\"id\":\"%s\"},\"claims\":[", article->id);
  bool some = false;
  for (uint32_t i = 0; i < count; i++) {
    if (!find_roles(&s, &d.arena, roles, &found[i])) continue;
    fprintf(out, "%s{\"n\":%u", some ? "," : "", i);
    print_part(out, &d, "cue", found[i].cue);
    print_part(out, &d, "source", found[i].source);
    print_part(out, &d, "content", found[i].content);
    fputs("}", out);
    some = true;
  }
  fputs("]}\n", out);
  document_free(&d);
}

static float env(const char *name, float other) { return getenv(name) ? (float)atof(getenv(name)) : other; }

/* experiment: token F1 of cues on the held-out */
static void sweep(Data_ *data, const GoldArticle *articles, uint32_t count, uint32_t held_out, const Linear *cues) {
  enum { N = 6, M = 3 };
  uint32_t gold = 0, golds = 0, right[N][M] = {0}, system[N][M] = {0}, exact[N][M] = {0}, spans[N][M] = {0};
  for (uint32_t i = 0; i < count; i += held_out) {
    Document d;
    if (!make_document(data, &articles[i], &d)) continue;
    uint8_t *marks = NEW_ARRAY(&d.arena, uint8_t, d.tokens.count + 1);
    TokenRange *g = NEW_ARRAY(&d.arena, TokenRange, articles[i].count + 1);
    for (uint32_t k = 0; k < articles[i].count; k++)
      g[k] = tokens_of(&d, articles[i].attributions[k].spans[1], articles[i].attributions[k].counts[1], marks, 1);
    golds += articles[i].count;
    for (uint32_t t = 0; t < d.tokens.count; t++) gold += marks[t];
    Setting s = setting_new(&data->models, &d);
    for (uint32_t a = 0; a < N; a++) for (uint32_t b = 0; b < M; b++) {
      cue_in_bias = (int32_t)b * 128;
      for (uint32_t t = 0; t < d.tokens.count; t++) s.cue[t] = NONE;
      uint32_t n;
      Attribution *f = find_cues(&s, &d.arena, cues, (int32_t)a * 256, &n);
      spans[a][b] += n;
      for (uint32_t k = 0; k < n; k++) for (uint32_t x = 0; x < articles[i].count; x++)
        if (g[x].first == f[k].cue.first && g[x].count == f[k].cue.count) { exact[a][b]++; break; }
      for (uint32_t t = 0; t < d.tokens.count; t++) if (s.cue[t] != NONE) system[a][b]++, right[a][b] += marks[t];
    }
    document_free(&d);
  }
  for (uint32_t b = 0; b < M; b++) { for (uint32_t a = 0; a < N; a++)
    fprintf(stderr, "bias %u,%u: exact %.1f token P %.1f R %.1f F %.1f |", a * 256, b * 128, 200.0 * exact[a][b] / (golds + spans[a][b]), 100.0 * right[a][b] / system[a][b], 100.0 * right[a][b] / gold, 200.0 * right[a][b] / (gold + system[a][b]));
    fprintf(stderr, "\n"); }
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  Arena arena = {0};
  uint32_t count, held_out = argc > 4 ? (uint32_t)atoi(argv[3]) : 0;
  GoldArticle *articles = polnear_read(&arena, argv[1], &count);
  Data_ data = {0};
  AllegeError error;
  if (!models_load(&data.models, NULL, &error)) {
    fprintf(stderr, "%s\n", error.message);
    return 2;
  }
  for (uint32_t i = 0; i < count; i++)
    if ((!held_out || i % held_out) && !(getenv("DENSE") && articles[i].count * 1000.0 < atof(getenv("DENSE")) * (double)strlen(articles[i].text) / 6)) add_article(&data, &articles[i]);
  fprintf(stderr, "%zu\n", sizeof data);
  drop_rare(&data.cues), drop_rare(&data.roles);
  LinearTrainer cues = linear_trainer_new(CUE_ROWS_LOG2, CUE_COLUMNS, env("RATE", 0.1f), env("DECAY", 1e-5f));
  LinearTrainer roles = linear_trainer_new(ROLE_ROWS_LOG2, ROLE_COLUMNS, env("RATE", 0.1f), env("DECAY", 1e-5f));
  learn(&CUE_CHAIN, &cues, &data.cues, (uint32_t)env("EPOCHS", CUE_EPOCHS));
  if (getenv("SWEEP")) {
    Linear k = linear_trainer_rounded(&cues, malloc(sizeof(int16_t) * CUE_COLUMNS << CUE_ROWS_LOG2));
    sweep(&data, articles, count, held_out, &k);
    return 0;
  }
  learn(&ROLE_CHAIN, &roles, &data.roles, (uint32_t)env("REPOCHS", ROLE_EPOCHS));
  FILE *out = fopen(argv[2], "wb");
  if (!out || !linear_trainer_write(&cues, out) || !linear_trainer_write(&roles, out)) return 2;
  fclose(out);
  if (!held_out) return 0;
  Linear c = linear_trainer_rounded(&cues, malloc(sizeof(int16_t) * CUE_COLUMNS << CUE_ROWS_LOG2));
  Linear r = linear_trainer_rounded(&roles, malloc(sizeof(int16_t) * ROLE_COLUMNS << ROLE_ROWS_LOG2));
  for (int32_t bias = 0; bias <= 1280; bias += 256) {
    char name[1000];
    snprintf(name, sizeof name, "%s.%d", argv[4], bias);
    out = fopen(name, "w");
    for (uint32_t i = 0; i < count; i += held_out) report(&data, &articles[i], &c, &r, bias, out);
    fclose(out);
  }
  return 0;
}
