/* SPDX-License-Identifier: MIT */
/* cue_runs.h - what the network of cues learns from: the files of train_cue_vectors.c and, of the
 * same words, what a teacher says. */
#ifndef CUE_RUNS_H
#define CUE_RUNS_H
#include "train/cue_net.h"

typedef struct {
  CueRun *runs;
  uint32_t count;
} CueRuns;

enum { CUE_FOLDS = 4 }; /* article number % CUE_FOLDS */

/* Who teaches; the bits add up. Gold: the cues of NAME.bin. Teacher: NAME.conllu of
 * `teach_cues.py label`. Where there are gold cues as well, these are half of the label of a cue.
 */
enum { CUE_GOLD = 1, CUE_TEACHER = 2 };

/* FOLDER/NAME.bin of train_cue_vectors.c and what is taught of its words; kept to the end. Half of
 * what is taught is the mean of STUDENTS/NAME.K.taught, unless STUDENTS is NULL: of networks that
 * have not learnt from the words there (Furlanello et al. 2018, Born Again Neural Networks). Exits
 * with a message when a file cannot be read. */
CueRuns cue_runs_read(const char *folder, const char *name, unsigned teachers,
                      const char *students);

/* FOLDER/NAME.K.taught: of every word what the network says; nothing where it has `learnt`. */
typedef bool CueChoiceFn(const CueRun *run, uint32_t fold);
void cue_runs_write_taught(const char *folder, const char *name, uint32_t fold, CueNet *net,
                           const CueRuns *all, CueChoiceFn *learnt);

#endif
