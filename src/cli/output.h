/* SPDX-License-Identifier: MIT */
/* output.h - where reports go: standard output, or a file that appears only when it is complete. */
#ifndef OUTPUT_H
#define OUTPUT_H
#include <stdbool.h>
#include <stdio.h>

typedef struct {
  const char *path; /* NULL: standard output */
  FILE *file;
  char *final, *temporary; /* malloc'd: link-free path, and where it is written; NULL: in place */
  int error;               /* errno of the first failure; then nothing more is written */
} Output;

/* False: cannot be opened, output->error says why. At most 16 at a time. */
bool output_open(Output *output, const char *path);
/* To write behind the first `size` bytes of a file, in place. */
bool output_continue(Output *output, const char *path, long long size);
bool output_write(Output *output, const char *bytes, size_t len);
bool output_flush(Output *output);
bool output_finish(Output *output);  /* flush, fsync, rename; false: output->error */
void output_discard(Output *output); /* leaves no trace of an unfinished file */
#endif
