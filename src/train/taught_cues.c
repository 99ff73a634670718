/* SPDX-License-Identifier: MIT */
#include "train/taught_cues.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 1 << 16, LONGEST_ARTICLE = 1 << 17, MISC = 9 };

/* Not an empty line, a comment, or the surface form of several words, "2-3". */
static bool is_token(const char *line) {
  size_t digits = strspn(line, "0123456789");
  return digits && line[digits] == '\t';
}

static void read_token(TaughtCues *article, const char *line) {
  const char *misc = line;
  for (int column = 0; misc && column < MISC; column++) {
    misc = strchr(misc, '\t');
    if (misc) misc++;
  }
  const char *cue = misc ? strstr(misc, "Cue=") : NULL;
  int begins = TAUGHT_NOTHING, goes_on = TAUGHT_NOTHING;
  if (cue && sscanf(cue, "Cue=%d,%d", &begins, &goes_on) != 2) begins = goes_on = TAUGHT_NOTHING;
  article->begins[article->count] = (uint8_t)begins;
  article->goes_on[article->count++] = (uint8_t)goes_on;
}

static void keep(Arena *arena, TaughtCues *article) {
  uint8_t *begins = NEW_ARRAY(arena, uint8_t, article->count + 1);
  uint8_t *goes_on = NEW_ARRAY(arena, uint8_t, article->count + 1);
  memcpy(begins, article->begins, article->count);
  memcpy(goes_on, article->goes_on, article->count);
  article->begins = begins, article->goes_on = goes_on;
}

TaughtCues *taught_cues_read(Arena *arena, const char *path, uint32_t *articles) {
  FILE *file = fopen(path, "r");
  if (!file) {
    fprintf(stderr, "%s: cannot be read\n", path);
    exit(2);
  }
  ARRAY_OF(TaughtCues) all = {0};
  TaughtCues last = {must_alloc(LONGEST_ARTICLE), must_alloc(LONGEST_ARTICLE), 0};
  char *line = must_alloc(LINE_MAX_BYTES);
  TaughtCues room = last;
  for (bool open = false, more = true; more;) {
    more = fgets(line, LINE_MAX_BYTES, file);
    bool opens = more && !strncmp(line, "# newdoc", 8);
    if (open && (opens || !more)) {
      keep(arena, &last);
      ARRAY_PUSH(arena, &all, last);
      last = room;
    }
    open |= opens;
    if (more && is_token(line) && last.count < LONGEST_ARTICLE) read_token(&last, line);
  }
  free(room.begins), free(room.goes_on), free(line);
  fclose(file);
  *articles = all.count;
  return all.items;
}

static bool is_known(const TaughtCues *taught, uint32_t token) {
  return taught->begins[token] != TAUGHT_NOTHING;
}

static float in_cue(const TaughtCues *taught, uint32_t token) {
  return (float)(taught->begins[token] + taught->goes_on[token]) / 100;
}

static float at_most(float a, float b) { return a < b ? a : b; }

float taught_cue(const TaughtCues *taught, TokenRange range) {
  float most = -1;
  for (uint32_t t = range.first; t < range.first + range.count; t++)
    if (is_known(taught, t) && in_cue(taught, t) > most) most = in_cue(taught, t);
  return most;
}

float taught_beside(const TaughtCues *taught, TokenRange cue, uint32_t token) {
  bool right = token > cue.first;
  uint32_t first = right ? cue.first + cue.count : token, last = right ? token : cue.first;
  float chance = taught_cue(taught, cue);
  for (uint32_t t = first; t <= last; t++) {
    if (!is_known(taught, t)) return -1;
    bool goes_on = right || t > first;
    chance = at_most(chance, goes_on ? (float)taught->goes_on[t] / 100 : in_cue(taught, t));
  }
  return chance;
}
