/* SPDX-License-Identifier: MIT */
/* taught_cues.h - a teacher's chances that a cue begins or goes on at a token: MISC of CoNLL-U, as
 * `teach_cues.py label` writes it. */
#ifndef TAUGHT_CUES_H
#define TAUGHT_CUES_H
#include "base/array.h"
#include "document.h"

typedef struct {
  uint8_t *begins, *goes_on; /* percent, of each token of an article; TAUGHT_NOTHING: not known */
  uint32_t count;
} TaughtCues;

enum { TAUGHT_NOTHING = 255 };

/* One for each "# newdoc"; exits with a message when the file cannot be read. */
TaughtCues *taught_cues_read(Arena *arena, const char *path, uint32_t *articles);

/* The chance, 0 .. 1, that some word of the range is in a cue; below 0: not known. */
float taught_cue(const TaughtCues *taught, TokenRange range);
/* The chance that `token` beside `cue` belongs to the same cue, and all between them. */
float taught_beside(const TaughtCues *taught, TokenRange cue, uint32_t token);
#endif
