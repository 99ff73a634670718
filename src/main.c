/* SPDX-License-Identifier: MIT */
/* main.c - the command line. */
#include "allege.h"
#include "input/ndjson.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  AllegeOptions engine;
  AllegeFormat format;
  const char *show, *published;
  bool ndjson;
  AllegeEngine *open;
} Run;

static const struct { const char *name; AllegeFormat format; } FORMATS[] = {
  {"json", ALLEGE_JSON}, {"ndjson", ALLEGE_NDJSON}, {"text", ALLEGE_TEXT}, {"conllu", ALLEGE_CONLLU}};

static int analyze(const Run *run, const AllegeArticle *article) {
  AllegeError error;
  AllegeReport *report = allege_analyze(run->open, article, &error);
  const char *printed = !report     ? NULL
                        : run->show ? allege_report_show(report, run->show)
                                    : allege_report_print(report, run->format);
  if (printed) fputs(printed, stdout);
  else fprintf(stderr, "allege: %s\n", report ? "no such layer" : error.message);
  allege_report_free(report);
  return !printed;
}

static const char *ended(Str s, Arena *arena) {
  if (!s.len) return NULL;
  char *copy = NEW_ARRAY(arena, char, s.len + 1);
  memcpy(copy, s.bytes, s.len);
  return copy;
}

static int analyze_line(const Run *run, Str line, const char *path) {
  Arena arena = {0};
  JsonRecord record = ndjson_parse(line, &DEFAULT_FIELDS, &arena);
  int failed = 1;
  if (record.reason) fprintf(stderr, "allege: %s: %s\n", path, record.reason);
  else
    failed = analyze(run, &(AllegeArticle){.text = record.text.bytes, .len = record.text.len,
        .id = ended(record.id, &arena), .title = ended(record.title, &arena), .path = path,
        .published = record.date.len ? ended(record.date, &arena) : run->published});
  arena_free(&arena);
  return failed;
}

static int analyze_lines(const Run *run, FILE *file, const char *path) {
  char *line = NULL;
  size_t size = 0;
  int failed = 0;
  for (ssize_t len; (len = getline(&line, &size, file)) > 0;)
    if (len > 1) failed |= analyze_line(run, (Str){line, (uint32_t)len}, path);
  free(line);
  return failed;
}

static int analyze_file(const Run *run, FILE *file, const char *path) {
  if (run->ndjson || (path && (strstr(path, ".ndjson") || strstr(path, ".jsonl"))))
    return analyze_lines(run, file, path);
  size_t size = 0, len;
  char *text = NULL;
  FILE *copy = open_memstream(&text, &size);
  for (char block[1 << 16]; (len = fread(block, 1, sizeof block, file)) > 0;)
    fwrite(block, 1, len, copy);
  fclose(copy);
  int failed = analyze(run, &(AllegeArticle){.text = text, .len = size, .path = path,
                                             .published = run->published});
  free(text);
  return failed;
}

static const struct option LONG[] = {
  {"data", 1, NULL, 'd'}, {"stop-after", 1, NULL, 's'}, {"show", 1, NULL, 'S'},
  {"format", 1, NULL, 'f'}, {"from", 1, NULL, 'F'}, {"published", 1, NULL, 'p'}, {0}};

static bool read_options(Run *run, int argc, char **argv) {
  for (int c; (c = getopt_long(argc, argv, "f:j:", LONG, NULL)) != -1;) {
    size_t format = 0;
    switch (c) {
    case 'd': run->engine.data_dir = optarg; break;
    case 's': run->engine.stop_after = optarg; break;
    case 'S': run->show = optarg; break;
    case 'F': run->ndjson = !strcmp(optarg, "ndjson"); break;
    case 'p': run->published = optarg; break;
    case 'j': break;
    case 'f':
      while (format < 4 && strcmp(FORMATS[format].name, optarg)) format++;
      if (format == 4) return fprintf(stderr, "allege: no format '%s'\n", optarg), false;
      run->format = FORMATS[format].format;
      break;
    default: return false;
    }
  }
  return true;
}

int main(int argc, char **argv) {
  Run run = {.format = ALLEGE_JSON};
  AllegeError error;
  if (!read_options(&run, argc, argv)) return 2;
  run.open = allege_engine_open(&run.engine, &error);
  if (!run.open) {
    fprintf(stderr, "allege: %s\n", error.message);
    return 2;
  }
  int failed = 0;
  if (optind == argc) failed = analyze_file(&run, stdin, NULL);
  for (int i = optind; i < argc; i++) {
    FILE *file = strcmp(argv[i], "-") ? fopen(argv[i], "rb") : stdin;
    if (!file) {
      fprintf(stderr, "allege: ");
      perror(argv[i]);
      failed = 1;
      continue;
    }
    failed |= analyze_file(&run, file, argv[i]);
    fclose(file);
  }
  allege_engine_close(run.open);
  return failed ? 3 : 0;
}
