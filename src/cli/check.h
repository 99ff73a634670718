/* SPDX-License-Identifier: MIT */
/* check.h - `allege check`: rules over every article, findings in several formats, a gate. */
#ifndef CHECK_H
#define CHECK_H
#include "cli/options.h"

int run_check(const Options *options);
#endif
