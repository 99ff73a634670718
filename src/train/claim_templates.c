/* SPDX-License-Identifier: MIT */
#include "train/claim_templates.h"
#include "base/array.h"
#include "train/linear_train.h"
#include <stdio.h>
#include <stdlib.h>

enum { LINE_MAX = 1000, TEXT_MAX = 4000, CLAIMS_MAX = 4 };

typedef struct {
  Str name;
  ARRAY_OF(Str) items;
} List;
typedef struct {
  Arena *arena;
  ARRAY_OF(List) lists;
  ARRAY_OF(Str) templates;
  uint32_t random;
} Templates;

static Str keep(Arena *arena, Str s) {
  char *copy = NEW_ARRAY(arena, char, s.len + 1);
  memcpy(copy, s.bytes, s.len);
  return (Str){copy, s.len};
}

static bool is_template(const char *line) {
  line += line[0] == '~';
  return (strchr("ACD", line[0]) && (line[1] == '+' || line[1] == '-')) ||
         (line[0] == '0' && line[1] == ' ');
}

static bool read_templates(Templates *t, const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return false;
  char line[LINE_MAX];
  while (fgets(line, sizeof line, file)) {
    Str s = {line, (uint32_t)strcspn(line, "\n")};
    line[s.len] = 0;
    if (line[0] == '#') continue;
    if (line[0] == '@') {
      List list = {.name = keep(t->arena, (Str){line + 1, s.len - 1})};
      ARRAY_PUSH(t->arena, &t->lists, list);
    } else if (s.len && is_template(line)) {
      ARRAY_PUSH(t->arena, &t->templates, keep(t->arena, s));
    } else if (t->lists.count) {
      List *list = &t->lists.items[t->lists.count - 1];
      if (s.len || str_is(list->name, "when"))
        ARRAY_PUSH(t->arena, &list->items, keep(t->arena, s));
    }
  }
  fclose(file);
  return true;
}

static Str draw(Templates *t, Str name) {
  for (uint32_t i = 0; i < t->lists.count; i++) {
    List *list = &t->lists.items[i];
    if (str_equals(list->name, name))
      return list->items.items[train_random(&t->random) % list->items.count];
  }
  fprintf(stderr, "claim_templates: no list %.*s\n", (int)name.len, name.bytes);
  exit(1);
}

typedef struct {
  char text[TEXT_MAX];
  uint32_t len;
} Writing;

static Span write_words(Writing *w, Str s) {
  uint32_t start = w->len;
  if (s.len + w->len + 1 > TEXT_MAX) return (Span){start, 0};
  memcpy(w->text + w->len, s.bytes, s.len);
  w->len += s.len;
  bool first = start == 0 || (start > 1 && strchr(".?!", w->text[start - 2]) != NULL &&
                              w->text[start - 1] == ' ');
  if (first && s.len && w->text[start] >= 'a' && w->text[start] <= 'z')
    w->text[start] = (char)(w->text[start] - 32);
  return (Span){start, s.len};
}

/* "<S2:who>": writes an item and notes its role; returns the length of the mark. */
static uint32_t fill(Templates *t, const char *mark, Writing *w, GoldClaim *claims) {
  const char *end = strchr(mark, '>'), *colon = strchr(mark, ':');
  char role = mark[1] == ':' ? 0 : mark[1];
  uint32_t number = colon[-1] >= '2' && colon[-1] <= '9' ? (uint32_t)(colon[-1] - '1') : 0;
  Str name = {colon + 1, (uint32_t)(end - colon - 1)};
  Str words = name.bytes[0] == '=' ? (Str){name.bytes + 1, name.len - 1} : draw(t, name);
  Span span = write_words(w, words);
  GoldClaim *claim = &claims[number];
  if (role == 'q' && !claim->cue.len) claim->cue = span;
  if (role == 'q' && claim->cue.len) claim->cue = span_join(claim->cue, span);
  if (role == 'C') claim->content = span;
  if (role == 'S') claim->source[claim->source_count++].span = span;
  if (role == 'T') claim->target[claim->target_count++].span = span;
  return (uint32_t)(end - mark) + 1;
}

static void name_parties(const Arena *arena, const char *text, GoldParty *parties, uint32_t count) {
  (void)arena;
  for (uint32_t i = 0; i < count; i++)
    parties[i].name = (Str){text + parties[i].span.start, parties[i].span.len};
}

/* What a claim leaves open is that of the first one: its cue, its parties turned to. */
static void complete(GoldClaim *claims, uint32_t count) {
  for (uint32_t i = 1; i < count; i++) {
    if (!claims[i].cue.len) claims[i].cue = claims[0].cue;
    bool denies = claims[i].kind == 2;
    if (claims[i].source_count) continue;
    const GoldParty *from = denies ? claims[0].target : claims[0].source;
    claims[i].source_count = denies ? claims[0].target_count : claims[0].source_count;
    memcpy(claims[i].source, from, sizeof claims[i].source);
  }
}

static uint32_t read_kinds(const char *line, GoldClaim *claims) {
  uint32_t count = 0;
  for (; line[0] && line[0] != ' ' && count < CLAIMS_MAX; line += 2) {
    if (line[0] == '0') return 0;
    claims[count].kind = line[0] == 'A' ? 0 : line[0] == 'C' ? 1 : 2;
    claims[count++].is_explicit = line[1] == '+';
  }
  return count;
}

static GoldArticle make_article(Templates *t, const char *line) {
  static const char *const FILLERS[] = {
      "The meeting lasted two hours.", "The town has 20,000 inhabitants.",
      "Rain is expected later in the week.", "The firm was founded in 1921.",
      "A report is due in the autumn."};
  GoldClaim *claims = NEW_ARRAY(t->arena, GoldClaim, CLAIMS_MAX);
  bool of_words = line[0] == '~';
  uint32_t count = read_kinds(line + of_words, claims), before = train_random(&t->random) % 3;
  Writing w = {.len = 0};
  for (uint32_t i = 0; i < before; i++) {
    const char *filler = FILLERS[train_random(&t->random) % (sizeof FILLERS / sizeof *FILLERS)];
    write_words(&w, (Str){filler, (uint32_t)strlen(filler)});
    write_words(&w, STR(" "));
  }
  uint32_t start = w.len;
  for (const char *at = strchr(line, ' ') + 1; *at;) {
    if (*at == '<') at += fill(t, at, &w, claims);
    else if (*at == ' ' && (at[1] == '.' || w.text[w.len ? w.len - 1 : 0] == ' ')) at++;
    else write_words(&w, (Str){at++, 1});
    if (w.len > 1 && w.text[w.len - 1] == '.' && w.text[w.len - 2] == ' ')
      w.text[--w.len - 1] = '.';
  }
  Str text = keep(t->arena, (Str){w.text, w.len});
  complete(claims, count);
  for (uint32_t i = 0; i < count; i++) {
    claims[i].sentence = (Span){start, w.len - start};
    name_parties(t->arena, text.bytes, claims[i].source, claims[i].source_count);
    name_parties(t->arena, text.bytes, claims[i].target, claims[i].target_count);
  }
  return (GoldArticle){.origin = of_words ? GOLD_MADE_OF_WORDS : GOLD_MADE,
                       .id = STR("\"template\""),
                       .text = text,
                       .claims = claims,
                       .claim_count = count};
}

GoldArticle *templates_load(Arena *arena, const char *path, uint32_t copies, uint32_t *count) {
  Templates t = {.arena = arena, .random = 4711};
  *count = 0;
  if (!read_templates(&t, path)) return NULL;
  GoldArticle *articles = NEW_ARRAY(arena, GoldArticle, t.templates.count * copies + 1);
  for (uint32_t i = 0; i < t.templates.count; i++)
    for (uint32_t k = 0; k < copies; k++)
      articles[(*count)++] = make_article(&t, t.templates.items[i].bytes);
  return articles;
}
