/* SPDX-License-Identifier: MIT */
#include "model/data.h"
#include "base/error.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define BUILTIN(symbol, path) extern const char symbol[], symbol##_end[];
#include "model/builtin.list"
#undef BUILTIN
#define BUILTIN(symbol, path) {&(path)[sizeof "data"], symbol, symbol##_end},
static const struct {
  const char *name, *start, *end;
} BUILTINS[] = {
#include "model/builtin.list"
};

static bool open_builtin(const char *name, Data *data) {
  for (size_t i = 0; i < sizeof BUILTINS / sizeof *BUILTINS; i++)
    if (!strcmp(BUILTINS[i].name, name)) {
      *data = (Data){BUILTINS[i].start, (size_t)(BUILTINS[i].end - BUILTINS[i].start)};
      return true;
    }
  return false;
}

static bool read_all(Arena *arena, FILE *file, Data *data) {
  struct stat info; /* a folder opens, and says that its size is the largest there is */
  if (fstat(fileno(file), &info)) return false;
  if (S_ISDIR(info.st_mode)) return errno = EISDIR, false;
  if (fseek(file, 0, SEEK_END)) return false;
  long size = ftell(file);
  if (size < 0 || fseek(file, 0, SEEK_SET)) return false;
  char *bytes = arena_alloc(arena, 1, (size_t)size + 1);
  *data = (Data){bytes, (size_t)size};
  return fread(bytes, 1, data->size, file) == data->size;
}

bool data_open(Arena *arena, const char *dir, const char *name, Data *data, AllegeError *error) {
  if (!dir) {
    if (open_builtin(name, data)) return true;
    error_set(error, ALLEGE_ERROR_FILE, "no built-in file '%s'", name);
    return false;
  }
  char path[1024];
  snprintf(path, sizeof path, "%s/%s", dir, name);
  FILE *file = fopen(path, "rb");
  bool ok = file && read_all(arena, file, data);
  if (!ok) error_set(error, ALLEGE_ERROR_FILE, "cannot read %s: %s", path, strerror(errno));
  if (file) fclose(file);
  return ok;
}
