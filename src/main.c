/* SPDX-License-Identifier: MIT */
/* main.c - the command line. */
#include "allege.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_stream(FILE *file, size_t *len) {
  size_t capacity = 1 << 16;
  char *text = malloc(capacity);
  *len = 0;
  for (size_t got; text && (got = fread(text + *len, 1, capacity - *len, file)) > 0;) {
    *len += got;
    if (*len < capacity) continue;
    char *grown = realloc(text, capacity *= 2);
    if (!grown) free(text);
    text = grown;
  }
  return text;
}

static const char *show;

static int analyze_stream(const AllegeEngine *engine, AllegeFormat format, FILE *file) {
  AllegeError error;
  size_t len;
  char *text = read_stream(file, &len);
  AllegeArticle article = {.text = text, .len = len};
  AllegeReport *report = text ? allege_analyze(engine, &article, &error) : NULL;
  const char *printed = !report ? NULL : show ? allege_report_show(report, show) : allege_report_print(report, format);
  if (printed) fputs(printed, stdout);
  else fprintf(stderr, "allege: %s\n", text ? error.message : "out of memory");
  int failed = !report;
  allege_report_free(report);
  free(text);
  return failed;
}

int main(int argc, char **argv) {
  AllegeOptions options = {0};
  AllegeFormat format = ALLEGE_JSON;
  AllegeError error;
  int i = 1;
  for (; i + 1 < argc && argv[i][0] == '-'; i += 2)
    if (!strcmp(argv[i], "--data")) options.data_dir = argv[i + 1];
    else if (!strcmp(argv[i], "--stop-after")) options.stop_after = argv[i + 1];
    else if (!strcmp(argv[i], "--show")) show = argv[i + 1];
    else if (!strcmp(argv[i], "--format")) format = strcmp(argv[i + 1], "conllu") ? ALLEGE_NDJSON : ALLEGE_CONLLU;
  AllegeEngine *engine = allege_engine_open(&options, &error);
  if (!engine) {
    fprintf(stderr, "allege: %s\n", error.message);
    return 2;
  }
  int failed = 0;
  if (i == argc) failed = analyze_stream(engine, format, stdin);
  for (; i < argc; i++) {
    FILE *file = fopen(argv[i], "rb");
    if (!file) { perror(argv[i]); failed = 1; continue; }
    failed |= analyze_stream(engine, format, file);
    fclose(file);
  }
  allege_engine_close(engine);
  return failed;
}
