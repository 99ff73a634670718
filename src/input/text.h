/* SPDX-License-Identifier: MIT */
/* text.h - bytes of a file as UTF-8. */
#ifndef INPUT_TEXT_H
#define INPUT_TEXT_H
#include "base/arena.h"
#include "base/str.h"

typedef struct {
  Str text;            /* UTF-8; the bytes as they are wherever they are valid */
  const char *warning; /* how the bytes were understood, if not as they should be; or NULL */
} DecodedText;

/* Valid UTF-8 is UTF-8 (a byte order mark stays: offsets count it); a UTF-16 byte order mark, or
 * NUL for every other byte, means UTF-16. What holds more characters of several bytes than bytes
 * that belong to none is UTF-8 with faults, each read as U+FFFD; everything else is Windows-1252.
 * Copies go to the arena. */
DecodedText text_decode(Str bytes, Arena *arena);
/* What is not Unicode by its bytes is of the named encoding, if that is known. */
DecodedText text_decode_declared(Str bytes, Str charset, Arena *arena);
Str text_without_mark(Str text); /* without a leading U+FEFF */
#endif
