/* SPDX-License-Identifier: MIT */
/* main.c - the command line: which command, its options, its exit code. */
#include "cli/check.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/run.h"
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A subcommand is a row here, its own options in options.list with its bit. */
const Command COMMANDS[] = {
    {"", "[FILE|FOLDER|-]...", "Read news articles and report who accused whom of what.", CMD_BARE,
     run_reports},
    {"check", "[FILE|FOLDER|-]...",
     "Look for accusations without answer, source or name, or for what your rules say; "
     "exits with 1 if there is a finding.",
     CMD_CHECK, run_check},
    {"explain", "FILE[:LINE]...",
     "Say for each claim, or for those of a line, by which words and which way through the "
     "sentence it was found. LINE is one of the text; of NDJSON one of the file, a record.",
     CMD_EXPLAIN, run_explain},
    {"diff", "A.ndjson B.ndjson",
     "Compare two runs, article by article: their claims and what failed; exits with 1 if they "
     "differ.",
     CMD_DIFF, run_diff},
    {"schema", "", "Print the JSON Schema of the report.", CMD_SCHEMA, run_schema},
};
const size_t COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS;

static const Command *find_command(const char *word) {
  for (size_t i = 1; word && i < COMMAND_COUNT; i++)
    if (!strcmp(COMMANDS[i].name, word)) return &COMMANDS[i];
  return COMMANDS;
}

/* A lone word that is no file but nearly a command. */
static void hint_command(const Options *options) {
  char nearest[40], words[200] = "";
  struct stat info;
  if (!options->operands.count || strchr(options->operands.items[0], '.') ||
      !stat(options->operands.items[0], &info))
    return;
  for (size_t i = 1, len = 0; i < COMMAND_COUNT; i++)
    len +=
        (size_t)snprintf(words + len, sizeof words - len, "%s%s", len ? " " : "", COMMANDS[i].name);
  if (options_nearest(options->operands.items[0], words, nearest))
    console_warning("there is no file '%s'; did you mean 'allege %s'?", options->operands.items[0],
                    nearest);
}

/* If descriptors 0 to 2 were closed, a file that is opened must not become standard output. */
static void hold_closed_descriptors(void) {
  for (int i = 0; i < 3; i++) /* the wrong way round, so that their use still fails */
    if (fcntl(i, F_GETFD) < 0 && open("/dev/null", i ? O_RDONLY : O_WRONLY) != i) abort();
}

static int print_help(const Options *options, const Command *command) {
  Text text = {0};
  switch (options->help) {
  case HELP_SHORT: help_short(&text, command); break;
  case HELP_LONG: help_long(&text, command); break;
  case HELP_MAN: help_man(&text); break;
  case HELP_COMPLETIONS: help_completions(&text, options->shell); break;
  default: text_add_format(&text, "allege %s\n", allege_version());
  }
  Output output;
  bool ok = output_open(&output, NULL) && output_write(&output, text.bytes, text.len);
  ok = ok && output_finish(&output);
  if (!ok) console_error("cannot write standard output: %s", strerror(output.error));
  text_free(&text);
  return ok ? EXIT_OK : EXIT_OUTPUT;
}

int main(int argc, char **argv) {
  hold_closed_descriptors();
  signal(SIGXFSZ, SIG_IGN); /* a file over its limit is an output that cannot be written */
  const Command *command = find_command(argc > 1 ? argv[1] : NULL);
  int skip = argc < 1 ? 0 : command == COMMANDS ? 1 : 2;
  Options options;
  AllegeError error = {0};
  int code = EXIT_USAGE;
  bool ok = options_parse(&options, command->bit, argc - skip, argv + skip, &error);
  console_start(options.quiet);
  if (!ok) console_error("%s", error.message);
  else if (options.help) code = print_help(&options, command);
  else {
    if (command == COMMANDS) hint_command(&options);
    code = command->run(&options);
  }
  options_free(&options);
  return code;
}
