/* SPDX-License-Identifier: MIT */
#include "input/paths.h"
#include "input/stream.h"
#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_LIST = 1 << 30 };

typedef struct Folder { /* the folders around the one that is read, for loops */
  const struct Folder *outer;
  dev_t device;
  ino_t number;
} Folder;

static const char *copy_text(Arena *arena, const char *text, size_t len) {
  char *copy = NEW_ARRAY(arena, char, len + 1);
  memcpy(copy, text, len);
  return copy;
}

static const char *join(Arena *arena, const char *folder, const char *name) {
  size_t a = strlen(folder), b = strlen(name), slash = a && folder[a - 1] == '/' ? 0 : 1;
  char *path = NEW_ARRAY(arena, char, a + b + 2);
  memcpy(path, folder, a);
  path[a] = '/';
  memcpy(path + a + slash, name, b);
  return path;
}

static void add(Paths *paths, const char *path, const char *reason) {
  ARRAY_PUSH(&paths->arena, &paths->list, ((Path){path, reason}));
}

static void own(Paths *paths, const struct stat *info) {
  if (S_ISREG(info->st_mode))
    ARRAY_PUSH(&paths->arena, &paths->own, ((FileId){info->st_dev, info->st_ino}));
}

void paths_own_file(Paths *paths, const char *path) {
  struct stat info;
  if (!stat(path, &info)) own(paths, &info);
}

void paths_own_descriptor(Paths *paths, int descriptor) {
  struct stat info;
  if (!fstat(descriptor, &info)) own(paths, &info);
}

static bool is_own(const Paths *paths, const struct stat *info) {
  for (uint32_t i = 0; i < paths->own.count; i++)
    if (paths->own.items[i].device == info->st_dev && paths->own.items[i].number == info->st_ino)
      return true;
  return false;
}

static bool matches(const Globs *globs, const char *path) {
  const char *name = strrchr(path, '/');
  name = name ? name + 1 : path;
  for (uint32_t i = 0; i < globs->count; i++)
    if (!fnmatch(globs->items[i], strchr(globs->items[i], '/') ? path : name, 0)) return true;
  return false;
}

static bool is_loop(const Folder *folder) {
  for (const Folder *outer = folder->outer; outer; outer = outer->outer)
    if (outer->device == folder->device && outer->number == folder->number) return true;
  return false;
}

static void add_folder(Paths *paths, const char *path, const struct stat *info,
                       const Folder *outer);

static void add_found(Paths *paths, const char *path, const Folder *folder) {
  struct stat info;
  bool wanted = !paths->include.count || matches(&paths->include, path);
  if (matches(&paths->exclude, path)) return;
  if (stat(path, &info)) {
    if (wanted) add(paths, path, strerror(errno));
    return;
  }
  if (S_ISDIR(info.st_mode)) add_folder(paths, path, &info, folder);
  else if (S_ISREG(info.st_mode) && wanted && !is_own(paths, &info)) add(paths, path, NULL);
}

/* At most as deep as a path may be long. */
static void add_folder(Paths *paths, const char *path, const struct stat *info,
                       const Folder *outer) {
  Folder folder = {outer, info->st_dev, info->st_ino};
  DIR *dir = is_loop(&folder) ? (errno = ELOOP, NULL) : opendir(path);
  if (!dir) {
    add(paths, path,
        errno == ELOOP ? "the folder contains itself through a link" : strerror(errno));
    return;
  }
  for (struct dirent *entry; errno = 0, (entry = readdir(dir));)
    if (entry->d_name[0] != '.')
      add_found(paths, join(&paths->arena, path, entry->d_name), &folder);
  if (errno) add(paths, path, strerror(errno)); /* what stands behind is missing */
  closedir(dir);
}

static int by_path(const void *a, const void *b) {
  return strcmp(((const Path *)a)->path, ((const Path *)b)->path);
}

void paths_add(Paths *paths, const char *operand) {
  struct stat info;
  bool standard = !strcmp(operand, "-");
  if (standard ? fstat(STDIN_FILENO, &info) : stat(operand, &info))
    add(paths, standard ? NULL : operand, standard ? NULL : strerror(errno));
  else if (standard || !S_ISDIR(info.st_mode)) {
    if (is_own(paths, &info)) paths->clash = standard ? "standard input" : operand;
    add(paths, standard ? NULL : operand, NULL);
  } else {
    uint32_t first = paths->list.count;
    add_folder(paths, operand, &info, NULL);
    uint32_t found = paths->list.count - first;
    if (found) qsort(paths->list.items + first, found, sizeof(Path), by_path);
  }
}

static void add_each(Paths *paths, const char *at, const char *end, char separator) {
  while (at < end) {
    const char *stop = memchr(at, separator, (size_t)(end - at));
    if (!stop) stop = end;
    size_t len = (size_t)(stop - at);
    if (separator == '\n' && len && at[len - 1] == '\r') len--;
    if (len) paths_add(paths, copy_text(&paths->arena, at, len));
    at = stop + 1;
  }
}

bool paths_add_from(Paths *paths, const char *list, char separator) {
  Stream *stream = stream_open(strcmp(list, "-") ? list : NULL);
  if (!stream) return false;
  Bytes all = {0};
  bool ok = stream_rest(stream, &all, MAX_LIST) == STREAM_OK;
  if (ok && all.len) add_each(paths, all.bytes, all.bytes + all.len, separator);
  if (!ok) errno = EIO;
  bytes_free(&all);
  stream_close(stream);
  return ok;
}

void paths_free(Paths *paths) { arena_free(&paths->arena); }
