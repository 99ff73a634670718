/* SPDX-License-Identifier: MIT */
/* console.h - standard error: complaints, progress, statistics. The only place that writes there.
 */
#ifndef CONSOLE_H
#define CONSOLE_H
#include <stdbool.h>
#include <stddef.h>

void console_start(bool quiet);
void console_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void console_warning(const char *format, ...)
    __attribute__((format(printf, 1, 2))); /* not if quiet */
/* Lines as they are, without the program's name. */
void console_figures(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A line that is written over, on a terminal only, a few times a second. */
void console_progress(size_t records, size_t failed);
void console_end(void);       /* takes the progress line away */
double console_seconds(void); /* since the start */
#endif
