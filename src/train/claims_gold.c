/* SPDX-License-Identifier: MIT */
#include "train/claims_gold.h"
#include <cjson/cJSON.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

static char *read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *bytes = must_alloc((size_t)size + 1);
  size_t got = fread(bytes, 1, (size_t)size, file);
  bytes[got] = 0;
  fclose(file);
  return bytes;
}

static Str copy(Arena *arena, const char *text) {
  size_t len = text ? strlen(text) : 0;
  char *bytes = NEW_ARRAY(arena, char, len + 1);
  if (len) memcpy(bytes, text, len);
  return (Str){bytes, (uint32_t)len};
}

/* Code points to bytes: at[i] is the byte offset of character i. */
static uint32_t *byte_offsets(Str text) {
  uint32_t *at = must_alloc(sizeof *at * (text.len + 2)), count = 0;
  for (uint32_t i = 0; i < text.len; i++)
    if (((unsigned char)text.bytes[i] & 0xC0) != 0x80) at[count++] = i;
  for (; count < text.len + 2; count++) at[count] = text.len;
  return at;
}

static Span read_span(const cJSON *object, const uint32_t *at) {
  const cJSON *start = cJSON_GetObjectItem(object, "start"),
              *end = cJSON_GetObjectItem(object, "end");
  if (!start || !end) return (Span){0, 0};
  uint32_t first = at[start->valueint];
  return (Span){first, at[end->valueint] - first};
}

static uint32_t read_parties(Arena *arena, const cJSON *list, const uint32_t *at,
                             GoldParty *parties) {
  uint32_t count = 0;
  const cJSON *item;
  cJSON_ArrayForEach(item, list) {
    if (count == GOLD_PARTIES) break;
    const cJSON *name = cJSON_GetObjectItem(item, "name");
    parties[count++] = (GoldParty){copy(arena, cJSON_GetStringValue(name)), read_span(item, at)};
  }
  return count;
}

static void read_claim(Arena *arena, const cJSON *object, const uint32_t *at, GoldClaim *claim) {
  const char *kind = cJSON_GetStringValue(cJSON_GetObjectItem(object, "kind"));
  claim->kind = kind[0] == 'a' ? 0 : kind[0] == 'c' ? 1 : 2;
  claim->is_explicit = cJSON_IsTrue(cJSON_GetObjectItem(object, "explicit"));
  claim->cue = read_span(cJSON_GetObjectItem(object, "cue"), at);
  claim->sentence = read_span(cJSON_GetObjectItem(object, "sentence"), at);
  claim->content = read_span(cJSON_GetObjectItem(object, "content"), at);
  claim->source_count =
      read_parties(arena, cJSON_GetObjectItem(object, "source"), at, claim->source);
  claim->target_count =
      read_parties(arena, cJSON_GetObjectItem(object, "target"), at, claim->target);
}

static void read_article(Arena *arena, const cJSON *object, GoldArticle *article) {
  char *id = cJSON_PrintUnformatted(cJSON_GetObjectItem(object, "id"));
  article->id = copy(arena, id);
  free(id);
  article->date = copy(arena, cJSON_GetStringValue(cJSON_GetObjectItem(object, "date")));
  article->text = copy(arena, cJSON_GetStringValue(cJSON_GetObjectItem(object, "text")));
  const char *origin = cJSON_GetStringValue(cJSON_GetObjectItem(object, "origin"));
  bool written = origin && !strcmp(origin, "written");
  article->origin = written ? GOLD_WRITTEN : origin ? GOLD_ANNOTATED : GOLD_GIVEN;
  const cJSON *claims = cJSON_GetObjectItem(object, "claims"), *item;
  uint32_t *at = byte_offsets(article->text);
  article->claims = NEW_ARRAY(arena, GoldClaim, (uint32_t)cJSON_GetArraySize(claims) + 1);
  cJSON_ArrayForEach(item, claims)
      read_claim(arena, item, at, &article->claims[article->claim_count++]);
  free(at);
}

GoldArticle *gold_load(Arena *arena, const char *path, uint32_t *count) {
  char *bytes = read_file(path);
  if (!bytes) return NULL;
  uint32_t lines = 1;
  for (const char *c = bytes; *c; c++) lines += *c == '\n';
  GoldArticle *articles = NEW_ARRAY(arena, GoldArticle, lines);
  *count = 0;
  for (char *line = strtok(bytes, "\n"); line; line = strtok(NULL, "\n")) {
    cJSON *object = cJSON_Parse(line);
    if (object) read_article(arena, object, &articles[(*count)++]);
    cJSON_Delete(object);
  }
  free(bytes);
  return articles;
}

/* ---- names ---- */

static const char *const STOP[] = {"the",
                                   "a",
                                   "an",
                                   "of",
                                   "and",
                                   "in",
                                   "on",
                                   "at",
                                   "for",
                                   "to",
                                   "by",
                                   "his",
                                   "her",
                                   "its",
                                   "their",
                                   "our",
                                   "your",
                                   "mr",
                                   "mrs",
                                   "ms",
                                   "dr",
                                   "sir",
                                   "lord",
                                   "lady",
                                   "gen",
                                   "general",
                                   "president",
                                   "minister",
                                   "prime",
                                   "senator",
                                   "sen",
                                   "rep",
                                   "representative",
                                   "secretary",
                                   "chief",
                                   "former",
                                   "judge",
                                   "justice",
                                   "government",
                                   "officials",
                                   "official",
                                   "authorities",
                                   "administration",
                                   "regime",
                                   "republic"};

static const char *const ALIAS[][2] = {{"uk", "united kingdom"},
                                       {"u.k.", "united kingdom"},
                                       {"britain", "united kingdom"},
                                       {"great britain", "united kingdom"},
                                       {"british", "united kingdom"},
                                       {"us", "united states"},
                                       {"u.s.", "united states"},
                                       {"usa", "united states"},
                                       {"u.s", "united states"},
                                       {"america", "united states"},
                                       {"american", "united states"},
                                       {"washington", "united states"},
                                       {"united states of america", "united states"},
                                       {"kremlin", "russia"},
                                       {"moscow", "russia"},
                                       {"russian", "russia"},
                                       {"white house", "united states"},
                                       {"eu", "european union"},
                                       {"un", "united nations"},
                                       {"u.n.", "united nations"},
                                       {"chinese", "china"},
                                       {"beijing", "china"},
                                       {"iranian", "iran"},
                                       {"tehran", "iran"},
                                       {"israeli", "israel"},
                                       {"democrats", "democratic party"},
                                       {"democrat", "democratic party"},
                                       {"republicans", "republican party"},
                                       {"republican", "republican party"},
                                       {"gop", "republican party"},
                                       {"tories", "conservative party"},
                                       {"tory", "conservative party"},
                                       {"conservatives", "conservative party"},
                                       {"labour", "labour party"},
                                       {"lib dems", "liberal democrats"}};

enum { NAME_MAX_LEN = 200, NAME_WORDS = 24 };

static void normalise(Str name, char *out) {
  uint32_t len = 0;
  for (uint32_t i = 0; i < name.len && len + 1 < NAME_MAX_LEN; i++) {
    if (i + 2 < name.len && !memcmp(name.bytes + i, "\xE2\x80\x99", 3)) out[len++] = '\'', i += 2;
    else out[len++] = (char)tolower((unsigned char)name.bytes[i]);
  }
  out[len] = 0;
  while (len && strchr(" '\".,", out[len - 1])) out[--len] = 0;
  if (len > 2 && !strcmp(out + len - 2, "'s")) out[len -= 2] = 0;
  uint32_t skip = !strncmp(out, "the ", 4)  ? 4
                  : !strncmp(out, "an ", 3) ? 3
                  : !strncmp(out, "a ", 2)  ? 2
                                            : 0;
  memmove(out, out + skip, len - skip + 1);
  for (size_t i = 0; i < sizeof ALIAS / sizeof *ALIAS; i++)
    if (!strcmp(out, ALIAS[i][0])) strcpy(out, ALIAS[i][1]);
}

static bool is_stop(const char *word) {
  for (size_t i = 0; i < sizeof STOP / sizeof *STOP; i++)
    if (!strcmp(word, STOP[i])) return true;
  return false;
}

/* Splits in place; without the stop words unless there is nothing else. */
static uint32_t name_words(char *name, char **words) {
  uint32_t count = 0, kept = 0;
  for (char *c = name; *c && count < NAME_WORDS;) {
    while (*c && !isalnum((unsigned char)*c) && !(*c & 0x80) && *c != '_') *c++ = 0;
    if (*c) words[count++] = c;
    while (*c && (isalnum((unsigned char)*c) || (*c & 0x80) || *c == '_')) c++;
  }
  char *all[NAME_WORDS];
  memcpy(all, words, sizeof(char *) * count);
  for (uint32_t i = 0; i < count; i++) {
    char *end = all[i];
    while (isalnum((unsigned char)*end) || (*end & 0x80) || *end == '_') end++;
    *end = 0;
    if (!is_stop(all[i])) words[kept++] = all[i];
  }
  if (kept) return kept;
  memcpy(words, all, sizeof(char *) * count);
  return count;
}

static bool within(char **a, uint32_t a_count, char **b, uint32_t b_count) {
  for (uint32_t i = 0; i < a_count; i++) {
    bool found = false;
    for (uint32_t k = 0; k < b_count; k++) found |= !strcmp(a[i], b[k]);
    if (!found) return false;
  }
  return true;
}

bool same_name(Str a, Str b) {
  char x[NAME_MAX_LEN + 40], y[NAME_MAX_LEN + 40];
  normalise(a, x);
  normalise(b, y);
  if (!strcmp(x, y)) return true;
  char *x_words[NAME_WORDS], *y_words[NAME_WORDS];
  uint32_t xs = name_words(x, x_words), ys = name_words(y, y_words);
  return xs && ys && (within(x_words, xs, y_words, ys) || within(y_words, ys, x_words, xs));
}

uint32_t gold_cue(const ClaimReader *r, const GoldClaim *claim) {
  static const char *const KINDS[] = {"accusation", "criticism", "denial"};
  uint32_t best = NONE, most = 0;
  for (uint32_t i = 0; i < r->cues.count; i++) {
    const Cue *cue = &r->cues.items[i];
    if (!span_overlaps(document_tokens_span(r->document, cue->range), claim->cue)) continue;
    uint32_t score = 1;
    for (uint32_t e = 0; e < cue->entry_count; e++)
      if (str_is(cue->entries[e]->column[CUE_KIND],
                 claim->is_explicit ? KINDS[claim->kind] : "statement"))
        score = 2;
    if (score > most) most = score, best = i;
  }
  return best;
}
