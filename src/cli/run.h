/* SPDX-License-Identifier: MIT */
/* run.h - the bare form: every article of every input, one report each. */
#ifndef RUN_H
#define RUN_H
#include "cli/options.h"

/* Exit codes, also of the subcommands. */
enum { EXIT_OK = 0, EXIT_GATE = 1, EXIT_USAGE = 2, EXIT_INPUT = 3, EXIT_OUTPUT = 4 };

int run_reports(const Options *options);

/* All paths of the operands, --files-from and nothing else: standard input. False: said why. */
bool run_collect(const Options *options, Paths *paths);
/* An engine for the options, or NULL: said why. */
AllegeEngine *run_open_engine(const Options *options);
#endif
