/* SPDX-License-Identifier: MIT */
/* replay.c - runs a fuzz target over files, without libFuzzer: past crashes stay mended. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void replay(const char *path) {
  FILE *file = fopen(path, "rb");
  size_t size = 0, capacity = 1 << 20;
  uint8_t *data = malloc(capacity);
  if (file && data) size = fread(data, 1, capacity, file);
  data = realloc(data, size ? size : 1); /* so that a sanitizer sees a read behind the end */
  LLVMFuzzerTestOneInput(data, size);
  free(data);
  if (file) fclose(file);
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) replay(argv[i]);
  printf("%-24s %d files\n", argv[0], argc - 1);
  return 0;
}
