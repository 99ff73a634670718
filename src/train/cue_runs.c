/* SPDX-License-Identifier: MIT */
#include "train/cue_runs.h"
#include "base/arena.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 1 << 16, PATH_MAX_BYTES = 4096 };

static void stop(const char *path, const char *why) {
  fprintf(stderr, "%s: %s\n", path, why);
  exit(2);
}

static CueWord *read_words(const char *path, size_t *count) {
  FILE *file = fopen(path, "rb");
  if (!file) stop(path, "cannot be read");
  fseek(file, 0, SEEK_END);
  *count = (size_t)ftell(file) / sizeof(CueWord);
  rewind(file);
  CueWord *words = must_alloc(*count * sizeof *words + 1);
  if (fread(words, sizeof *words, *count, file) != *count) stop(path, "cannot be read");
  fclose(file);
  return words;
}

/* "Cue=3,10" fills the chances of none (the rest), begins and goes on. */
static void read_part(const char *misc, const char *name, uint8_t *chance, uint32_t count) {
  const char *at = strstr(misc, name);
  int rest = 100;
  if (!at) return;
  at += strlen(name);
  for (uint32_t i = 1; i < count; i++) {
    int percent = atoi(at);
    chance[i] = (uint8_t)(2 * percent), rest -= percent;
    at = strchr(at, ',') ? strchr(at, ',') + 1 : at;
  }
  chance[0] = (uint8_t)(rest > 0 ? 2 * rest : 0);
}

static void read_taught(const char *path, CueTaught *taught, size_t count) {
  FILE *file = fopen(path, "r");
  if (!file) stop(path, "cannot be read");
  char *line = must_alloc(LINE_MAX_BYTES);
  size_t word = 0;
  while (fgets(line, LINE_MAX_BYTES, file)) {
    size_t digits = strspn(line, "0123456789");
    if (!digits || line[digits] != '\t') continue;
    if (word == count) stop(path, "more words than in the file of vectors");
    const char *misc = strrchr(line, '\t');
    read_part(misc, "Cue=", taught[word].chance, 3);
    read_part(misc, "Source=", taught[word].chance + 3, 3);
    read_part(misc, "Content=", taught[word].chance + 6, 2);
    word++;
  }
  if (word != count) stop(path, "fewer words than in the file of vectors");
  free(line), fclose(file);
}

static FILE *taught_file(const char *folder, const char *name, uint32_t fold, const char *mode) {
  char path[PATH_MAX_BYTES];
  snprintf(path, sizeof path, "%s/%s.%u.taught", folder, name, fold);
  FILE *file = fopen(path, mode);
  if (!file) stop(path, "cannot be opened");
  return file;
}

static bool is_known(const CueTaught *taught) {
  return taught->chance[0] || taught->chance[1] || taught->chance[2];
}

static void mix_students(const char *folder, const char *name, CueTaught *taught, size_t count) {
  uint16_t(*sums)[CUE_LABELS] = must_alloc(count * sizeof *sums + 1);
  uint8_t *known = must_alloc(count + 1);
  CueTaught *said = must_alloc(count * sizeof *said + 1);
  for (uint32_t k = 0; k < CUE_FOLDS; k++) {
    FILE *file = taught_file(folder, name, k, "rb");
    if (fread(said, sizeof *said, count, file) != count) stop(name, "students know fewer words");
    fclose(file);
    for (size_t w = 0; w < count; w++) {
      known[w] = (uint8_t)(known[w] + is_known(&said[w]));
      for (uint32_t i = 0; i < CUE_LABELS; i++)
        sums[w][i] = (uint16_t)(sums[w][i] + said[w].chance[i]);
    }
  }
  for (size_t w = 0; w < count; w++)
    for (uint32_t i = 0; known[w] && i < CUE_LABELS; i++)
      taught[w].chance[i] = (uint8_t)((taught[w].chance[i] + sums[w][i] / known[w]) / 2);
  free(sums), free(known), free(said);
}

void cue_runs_write_taught(const char *folder, const char *name, uint32_t fold, CueNet *net,
                           const CueRuns *all, CueChoiceFn *learnt) {
  FILE *file = taught_file(folder, name, fold, "wb");
  for (uint32_t r = 0; r < all->count; r++) {
    const CueRun *run = &all->runs[r];
    const float *scores = learnt(run, fold) ? NULL : cue_net_scores(net, run);
    for (uint32_t t = 0; t < run->count; t++) {
      CueTaught taught = {0};
      if (scores) cue_net_shares(scores + (size_t)t * CUE_OUTPUTS, &taught);
      fwrite(&taught, sizeof taught, 1, file);
    }
  }
  if (fclose(file)) stop(name, "what is taught cannot be written");
}

static void mix_gold(CueTaught *taught, const CueWord *words, size_t count) {
  for (size_t w = 0; w < count; w++) {
    bool known = is_known(&taught[w]);
    for (uint8_t i = 0; i < 3; i++) {
      uint8_t gold = words[w].gold == i ? 200 : 0;
      taught[w].chance[i] = known ? (uint8_t)((taught[w].chance[i] + gold) / 2) : gold;
    }
  }
}

/* Sentences of one article join while they have at most CUE_TOGETHER words, as in language/tag.c.
 */
static CueRuns join(CueWord *words, const CueTaught *taught, size_t count) {
  CueRuns all = {must_alloc(count * sizeof *all.runs + 1), 0};
  for (size_t first = 0, end; first < count; first = end) {
    for (end = first + 1; end < count && words[end].sentence == words[first].sentence;) end++;
    CueRun *last = all.count ? &all.runs[all.count - 1] : NULL;
    uint32_t size = (uint32_t)(end - first);
    if (!last || last->words->article != words[first].article ||
        last->count + size > CUE_TOGETHER) {
      all.runs[all.count++] = (CueRun){words + first, taught + first, size};
      continue;
    }
    for (size_t w = first; w < end; w++) words[w].head += last->count;
    last->count += size;
  }
  return all;
}

CueRuns cue_runs_read(const char *folder, const char *name, unsigned teachers,
                      const char *students) {
  char path[PATH_MAX_BYTES];
  size_t count;
  snprintf(path, sizeof path, "%s/%s.bin", folder, name);
  CueWord *words = read_words(path, &count);
  CueTaught *taught = must_alloc(count * sizeof *taught + 1);
  snprintf(path, sizeof path, "%s/%s.conllu", folder, name);
  if (teachers & CUE_TEACHER) read_taught(path, taught, count);
  if (students) mix_students(students, name, taught, count);
  if (teachers & CUE_GOLD) mix_gold(taught, words, count);
  return join(words, taught, count);
}
