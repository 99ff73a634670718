/* SPDX-License-Identifier: MIT */
/* output.c - a file is written beside its place and renamed, so that a reader sees the old one or
 * the whole new one. A signal that ends the program takes the unfinished file away first. */
#include "cli/output.h"
#include "base/arena.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_OUTPUTS = 16 };
static char *volatile unfinished[MAX_OUTPUTS]; /* read by the signal handler */

static void remove_and_die(int number) {
  for (int i = 0; i < MAX_OUTPUTS; i++)
    if (unfinished[i]) unlink(unfinished[i]);
  signal(number, SIG_DFL);
  raise(number);
}

static void remember(char *temporary) {
  static const int SIGNALS[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
  for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++) {
    struct sigaction now;
    if (!sigaction(SIGNALS[i], NULL, &now) && now.sa_handler == SIG_DFL) {
      struct sigaction action = {.sa_handler = remove_and_die, .sa_flags = SA_NODEFER};
      sigaction(SIGNALS[i], &action, NULL);
    }
  }
  int i = 0;
  while (i < MAX_OUTPUTS - 1 && unfinished[i]) i++;
  unfinished[i] = temporary;
}

static void forget(const char *temporary) {
  for (int i = 0; i < MAX_OUTPUTS; i++)
    if (unfinished[i] == temporary) unfinished[i] = NULL;
}

static bool fail(Output *output) {
  if (!output->error) output->error = errno ? errno : EIO;
  return false;
}

/* The file that a chain of links ends at; a new file is its own. */
static char *final_path(const char *path) {
  char *real = realpath(path, NULL);
  return real ? real : strdup(path);
}

static mode_t new_mode(const char *path) {
  struct stat old;
  if (!stat(path, &old)) return old.st_mode & 07777;
  mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

static bool open_beside(Output *output) {
  const char *slash = strrchr(output->final, '/');
  int folder = slash ? (int)(slash - output->final) + 1 : 0;
  size_t size = strlen(output->final) + 10;
  output->temporary = must_alloc(size);
  snprintf(output->temporary, size, "%.*s.%s.XXXXXX", folder, output->final,
           output->final + folder);
  int file = mkostemp(output->temporary, O_CLOEXEC);
  if (file < 0) {
    fail(output);
    free(output->temporary);
    output->temporary = NULL;
    return false;
  }
  remember(output->temporary);
  if (fchmod(file, new_mode(output->final))) { /* the file system knows no modes */
  }
  output->file = fdopen(file, "wb");
  return output->file ? true : fail(output);
}

bool output_open(Output *output, const char *path) {
  struct stat info;
  *output = (Output){.path = path};
  errno = 0;
  if (!path) {
    output->file = stdout;
    return fcntl(STDOUT_FILENO, F_GETFD) >= 0 ? true : fail(output);
  }
  bool exists = !stat(path, &info);
  if (exists && !S_ISREG(info.st_mode)) { /* a device or pipe cannot be replaced */
    output->file = fopen(path, "wbe");
    return output->file ? true : fail(output);
  }
  if (exists && access(path, W_OK)) return fail(output);
  output->final = final_path(path);
  return open_beside(output);
}

bool output_continue(Output *output, const char *path, long long size) {
  *output = (Output){.path = path};
  int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0 || ftruncate(file, size) || lseek(file, 0, SEEK_END) < 0) return fail(output);
  output->file = fdopen(file, "wb");
  return output->file ? true : fail(output);
}

bool output_write(Output *output, const char *bytes, size_t len) {
  errno = 0;
  if (output->error) return false;
  if (!len) return true; /* then `bytes` may be NULL */
  return fwrite(bytes, 1, len, output->file) == len ? true : fail(output);
}

bool output_flush(Output *output) {
  errno = 0;
  if (output->error) return false;
  return fflush(output->file) ? fail(output) : true;
}

/* The rename itself is made durable too, where the system can. */
static void sync_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
  int file = folder ? open(folder, O_RDONLY | O_CLOEXEC) : -1;
  if (file >= 0) {
    if (fsync(file)) { /* not every file system can */
    }
    close(file);
  }
  free(folder);
}

bool output_finish(Output *output) {
  bool ok = output_flush(output);
  if (ok && output->path && fsync(fileno(output->file)) && errno != EINVAL && errno != EROFS)
    ok = fail(output);
  if (ok && output->path) {
    ok = !fclose(output->file);
    output->file = NULL;
    if (!ok) fail(output);
  }
  if (ok && output->temporary) {
    if (rename(output->temporary, output->final)) ok = fail(output);
    else {
      forget(output->temporary);
      free(output->temporary);
      output->temporary = NULL;
      sync_folder(output->final);
    }
  }
  output_discard(output);
  return ok;
}

void output_discard(Output *output) {
  if (output->file && output->path) fclose(output->file);
  output->file = NULL;
  if (output->temporary) {
    unlink(output->temporary);
    forget(output->temporary);
  }
  free(output->temporary);
  free(output->final);
  output->temporary = output->final = NULL;
}
