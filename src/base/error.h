/* SPDX-License-Identifier: MIT */
/* error.h - fill the caller's AllegeError. */
#ifndef ERROR_H
#define ERROR_H
#include "allege.h"

#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
void error_set(AllegeError *error, AllegeStatus status, const char *format, ...);
#endif
