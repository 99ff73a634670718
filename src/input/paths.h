/* SPDX-License-Identifier: MIT */
/* paths.h - operands of the command line as a list of files: folders opened, sorted, filtered. */
#ifndef PATHS_H
#define PATHS_H
#include "base/array.h"
#include <stdbool.h>
#include <sys/types.h>

typedef struct {
  const char *path;   /* NULL: standard input */
  const char *reason; /* why it cannot be read; NULL: not known to fail */
} Path;

typedef ARRAY_OF(const char *) Globs;

typedef struct {
  dev_t device;
  ino_t number;
} FileId;

typedef struct {
  Arena arena; /* owns the paths */
  Globs include,
      exclude;          /* for what is found in folders: the name, or the path if there is a '/' */
  ARRAY_OF(FileId) own; /* files that are no input: of folders they are left out */
  const char *clash;    /* an operand that is one of them; NULL: none is */
  ARRAY_OF(Path) list;
} Paths;

/* Called before anything is added: a regular file that this run writes, or reads for itself. */
void paths_own_file(Paths *paths, const char *path);
void paths_own_descriptor(Paths *paths, int descriptor);

/* "-" is standard input; of a folder all files under it, in the order of their paths. Hidden
 * ones are left out, a link back to a folder around it is listed with a reason. */
void paths_add(Paths *paths, const char *operand);
/* The operands in `list` ("-": standard input), one a line or ended by NUL. False: errno. */
bool paths_add_from(Paths *paths, const char *list, char separator);
void paths_free(Paths *paths);
#endif
