/* SPDX-License-Identifier: MIT */
/* options.h - the command line as one struct. */
#ifndef OPTIONS_H
#define OPTIONS_H
#include "allege.h"
#include "base/array.h"
#include "input/article.h"
#include "input/paths.h"
#include "input/published.h"

/* Which command an option belongs to, and whether -h shows it. */
enum {
  CMD_BARE = 1,
  CMD_CHECK = 2,
  CMD_EXPLAIN = 4,
  CMD_DIFF = 8,
  CMD_SCHEMA = 16,
  CMD_BATCH = CMD_BARE | CMD_CHECK,
  CMD_READS = CMD_BARE | CMD_CHECK | CMD_EXPLAIN,
  CMD_ALL = 31,
  COMMON = 1 << 16
};
typedef enum {
  GROUP_INPUT,
  GROUP_OUTPUT,
  GROUP_CHECK,
  GROUP_RUN,
  GROUP_HELP,
  GROUP_COUNT
} OptionGroup;

#define OPTION(id, letter, name, argument, values, group, commands, help) id,
typedef enum {
#include "cli/options.list"
  OPTION_COUNT
} OptionId;
#undef OPTION

typedef struct {
  char letter;
  const char *name, *argument, *values;
  OptionGroup group;
  unsigned commands;
  const char *help;
} OptionSpec;
extern const OptionSpec OPTIONS[OPTION_COUNT];

enum { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR, LEVEL_NEVER };
typedef enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } ColorChoice;
typedef enum {
  HELP_NONE,
  HELP_SHORT,
  HELP_LONG,
  HELP_VERSION,
  HELP_MAN,
  HELP_COMPLETIONS
} HelpKind;

typedef struct {
  const char *format; /* a word of OPT_FORMAT's values */
  const char *path;   /* NULL: standard output */
} OutputRequest;

typedef struct { /* strings are those of argv */
  Arena arena;   /* owns the arrays */
  AllegeOptions engine;
  HelpKind help;
  const char *shell; /* of --completions */
  InputFormat from;
  FieldNames fields;
  const char *files_from;
  bool null_ended, has_published, strict, quiet, stats;
  IsoDate published;
  Globs include, exclude;
  ARRAY_OF(OutputRequest) outputs; /* empty: one, json, to standard output */
  const char *resume, *show;
  ColorChoice color;
  unsigned threads;
  const char *rules, *expect, *baseline; /* check */
  bool baseline_update;
  int fail_on, level; /* LEVEL_... */
  ARRAY_OF(const char *) operands;
} Options;

/* `command`: the CMD_ bit of the command whose options are allowed. False: `error` says why. */
bool options_parse(Options *options, unsigned command, int argc, char **argv, AllegeError *error);
void options_free(Options *options);

/* The word of `words` (blank between them) nearest to `typed`, if near enough to be meant. */
bool options_nearest(const char *typed, const char *words, char nearest[40]);
#endif
