/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include <stdarg.h>
#include <stdio.h>

void error_set(AllegeError *error, AllegeStatus status, const char *format, ...) {
  if (!error) return;
  error->status = status;
  va_list args;
  va_start(args, format);
  vsnprintf(error->message, sizeof error->message, format, args);
  va_end(args);
}
