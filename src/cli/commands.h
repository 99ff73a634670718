/* SPDX-License-Identifier: MIT */
/* commands.h - the small commands. */
#ifndef COMMANDS_H
#define COMMANDS_H
#include "cli/options.h"

int run_explain(const Options *options); /* explain.c */
int run_diff(const Options *options);    /* diff.c */
int run_schema(const Options *options);  /* schema.c */
#endif
