/* SPDX-License-Identifier: MIT */
/* bench.c - start-up time, and tokens per second of each pass over the articles that the
 * arguments name, one file each. A pass takes the time of a run up to it less that of a run
 * up to the pass before; the best of three runs counts. */
#include "allege.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct {
  char *text;
  size_t len;
} Article;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static Article read_article(const char *path) {
  Article article = {0};
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    exit(2);
  }
  size_t capacity = 1 << 16;
  article.text = malloc(capacity);
  for (size_t got;
       (got = fread(article.text + article.len, 1, capacity - article.len, file)) > 0;) {
    article.len += got;
    if (article.len == capacity) article.text = realloc(article.text, capacity *= 2);
  }
  fclose(file);
  return article;
}

/* Seconds to analyse all articles up to `layer`; NULL: whole, with the report printed. */
static double seconds_up_to(const char *layer, const Article *articles, int count) {
  double best = 1e9;
  AllegeEngine *engine = allege_engine_open(&(AllegeOptions){.stop_after = layer}, NULL);
  for (int round = 0; round < 3; round++) {
    double start = now();
    for (int i = 0; i < count; i++) {
      AllegeArticle article = {
          .text = articles[i].text, .len = articles[i].len, .published = "2017-02-27"};
      AllegeReport *report = allege_analyze(engine, &article, NULL);
      if (!layer) allege_report_print(report, ALLEGE_NDJSON);
      allege_report_free(report);
    }
    double took = now() - start;
    if (took < best) best = took;
  }
  allege_engine_close(engine);
  return best;
}

static unsigned long count_tokens(const Article *articles, int count) {
  unsigned long tokens = 0;
  AllegeEngine *engine = allege_engine_open(&(AllegeOptions){.stop_after = "sentences"}, NULL);
  for (int i = 0; i < count; i++) {
    AllegeReport *report = allege_analyze(
        engine, &(AllegeArticle){.text = articles[i].text, .len = articles[i].len}, NULL);
    const char *at = strstr(allege_report_print(report, ALLEGE_NDJSON), "\"tokens\":");
    if (at) tokens += strtoul(at + strlen("\"tokens\":"), NULL, 10);
    allege_report_free(report);
  }
  allege_engine_close(engine);
  return tokens;
}

int main(int argc, char **argv) {
  int count = argc - 1;
  Article *articles = calloc((size_t)count + 1, sizeof *articles);
  for (int i = 0; i < count; i++) articles[i] = read_article(argv[i + 1]);
  double start = now();
  allege_engine_close(allege_engine_open(NULL, NULL));
  printf("%-12s %10.1f ms\n", "start-up", 1e3 * (now() - start));
  unsigned long tokens = count_tokens(articles, count);
  printf("%-12s %10s %10s\n", "pass", "us/token", "tokens/s");
  double before = 0;
  for (size_t i = 0;; i++) {
    const char *layer = allege_layer(i);
    double took = seconds_up_to(layer, articles, count), own = took > before ? took - before : 0;
    printf("%-12s %10.3f", layer ? layer : "report", 1e6 * own / (double)tokens);
    if (own > 0) printf(" %10.0f", (double)tokens / own);
    putchar('\n');
    before = took;
    if (!layer) break;
  }
  printf("%-12s %10.3f %10.0f\n", "all", 1e6 * before / (double)tokens, (double)tokens / before);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("%-12s %10.1f MB\n", "peak memory", (double)usage.ru_maxrss / 1024);
  for (int i = 0; i < count; i++) free(articles[i].text);
  free(articles);
  return 0;
}
