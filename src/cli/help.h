/* SPDX-License-Identifier: MIT */
/* help.h - -h, --help, the manual page and the completions, all from the option table. */
#ifndef HELP_H
#define HELP_H
#include "base/text.h"
#include "cli/options.h"

typedef struct {
  const char *name, *operands, *help;
  unsigned bit;                       /* CMD_... */
  int (*run)(const Options *options); /* returns the exit code */
} Command;
extern const Command COMMANDS[]; /* in main.c; the first is the bare form, without a name */
extern const size_t COMMAND_COUNT;

typedef struct {
  const char *code, *help;
} HelpExitCode;
extern const HelpExitCode HELP_EXIT_CODES[5];
extern const char *const HELP_GROUPS[GROUP_COUNT];
extern const char HELP_EXAMPLES[], HELP_CHECK_EXAMPLES[], HELP_INPUTS[];
extern const char HELP_RULES[]; /* the files of --rules and --expect */

void help_short(Text *out, const Command *command);
void help_long(Text *out, const Command *command);
void help_man(Text *out);
void help_completions(Text *out, const char *shell);
#endif
