/* SPDX-License-Identifier: MIT */
#include "cli/console.h"
#include "base/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct {
  bool quiet, terminal;
  bool line; /* a progress line stands there */
  struct timespec start;
  double shown; /* seconds */
} console;

void console_start(bool quiet) {
  const char *term = getenv("TERM");
  console.quiet = quiet;
  console.terminal = !quiet && isatty(STDERR_FILENO) && (!term || strcmp(term, "dumb"));
  clock_gettime(CLOCK_MONOTONIC, &console.start);
}

double console_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - console.start.tv_sec) +
         (double)(now.tv_nsec - console.start.tv_nsec) / 1e9;
}

void console_end(void) {
  if (console.line) fputs("\r\033[K", stderr);
  console.line = false;
}

/* File names and reasons of the input may hold anything: a terminal gets no control characters. */
static void print_line(const char *label, const char *format, va_list arguments) {
  char line[1000];
  vsnprintf(line, sizeof line, format, arguments);
  Text shown = {0};
  text_add_shown(&shown, (Str){line, (uint32_t)strlen(line)});
  console_end();
  fprintf(stderr, "allege: %s%s\n", label, shown.len ? shown.bytes : "");
  text_free(&shown);
}

void console_error(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  print_line("", format, arguments);
  va_end(arguments);
}

void console_warning(const char *format, ...) {
  if (console.quiet) return;
  va_list arguments;
  va_start(arguments, format);
  print_line("warning: ", format, arguments);
  va_end(arguments);
}

void console_figures(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  console_end();
  vfprintf(stderr, format, arguments);
  va_end(arguments);
}

void console_progress(size_t records, size_t failed) {
  if (!console.terminal) return;
  double now = console_seconds();
  if (now < 1 || now - console.shown < 0.2) return;
  console.shown = now;
  console.line = true;
  fprintf(stderr, "\r%zu read", records);
  if (failed) fprintf(stderr, ", %zu failed", failed);
  fprintf(stderr, ", %.0f a second\033[K", (double)records / now);
  fflush(stderr);
}
