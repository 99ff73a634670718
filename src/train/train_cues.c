/* SPDX-License-Identifier: MIT */
/* train_cues.c - trains the network that marks the cues of attributions, on top of the grammar
 * network.
 *
 *   train_cues FOLDER OUT.model [--without K] [--students FOLDER] NAME ...
 *
 * FOLDER holds, for train, dev and the NAMEs, NAME.bin of train_cue_vectors (every word as the
 * grammar network sees it, and PolNeAR's cues) and, but for dev, NAME.conllu of
 * `teach_cues.py label`: a larger network's chances for the same words. train teaches gold labels
 * and the teacher's, the NAMEs the teacher's only. Sources and contents are learnt along from the
 * teacher; which belongs to which cue is left to train_attribution.c. --without K leaves out the
 * articles of train, and of NAMEs that begin so, whose number % 4 is K, for honest chances on them;
 * what the network says of words that it has not learnt from goes to NAME.K.taught beside
 * OUT.model. With --students the networks that have written such files in that FOLDER teach
 * along. */
#include "base/arena.h"
#include "train/cue_runs.h"
#include "train/random.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EPOCHS = 8, BATCH_WORDS = 6000, SEED = 1, BLOCK = NETWORK_BLOCK, NAMES_MAX = 16 };
enum { VECTOR = 1 << NETWORK_VECTOR_BITS, SCALE = 1 << BYTE_SCALE_BITS };
enum { SUM = 1 << (NETWORK_VECTOR_BITS + NETWORK_WEIGHT_BITS), STEP = 1 << TREE_WORD_BITS };

typedef struct {
  CueRun *runs;
  uint32_t count, room;
} Runs;

typedef struct {
  const char *folder, *model, *students, *name[NAMES_MAX];
  uint32_t names, fold;
  bool folds;
} Options;

/* Those that `chosen` is true of; NULL: all. */
static void add_runs(Runs *to, const CueRuns *from, uint32_t fold, CueChoiceFn *chosen) {
  for (uint32_t r = 0; r < from->count; r++) {
    if (chosen && !chosen(&from->runs[r], fold)) continue;
    if (to->count == to->room) {
      to->room = to->room * 2 + 1024;
      to->runs = must_realloc(to->runs, to->room * sizeof *to->runs);
    }
    to->runs[to->count++] = from->runs[r];
  }
}

static float chance_of_cue(const float *scores) {
  float most = fmaxf(fmaxf(scores[0], scores[1]), scores[2]);
  float none = expf(scores[0] - most);
  return 1 - none / (none + expf(scores[1] - most) + expf(scores[2] - most));
}

/* F1 of the words of cues at some thresholds. */
static void report(const char *name, CueNet *net, const Runs *all) {
  static const float limits[] = {0.3f, 0.35f, 0.4f, 0.45f, 0.5f};
  enum { LIMITS = sizeof limits / sizeof *limits };
  uint32_t found[LIMITS] = {0}, right[LIMITS] = {0}, gold = 0;
  for (uint32_t r = 0; r < all->count; r++) {
    const float *scores = cue_net_scores(net, &all->runs[r]);
    for (uint32_t t = 0; t < all->runs[r].count; t++) {
      float chance = chance_of_cue(scores + (size_t)t * CUE_OUTPUTS);
      bool cue = all->runs[r].words[t].gold > 0;
      gold += cue;
      for (uint32_t i = 0; i < LIMITS; i++)
        found[i] += chance > limits[i], right[i] += chance > limits[i] && cue;
    }
  }
  printf("%s:", name);
  for (uint32_t i = 0; i < LIMITS; i++)
    printf(" %.4f at %.2f", 2.0 * right[i] / (found[i] + gold + 1e-9), (double)limits[i]);
  printf("\n"), fflush(stdout);
}

static void shuffle(CueNet *net, Runs *all) {
  for (uint32_t i = all->count; i > 1; i--) {
    uint32_t other = (uint32_t)(random_next(&net->random) % i);
    CueRun run = all->runs[i - 1];
    all->runs[i - 1] = all->runs[other], all->runs[other] = run;
  }
}

/* The end of the batch that begins with a run. */
static uint32_t batch_end(const Runs *all, uint32_t first) {
  uint32_t end = first, words = 0;
  while (end < all->count && words < BATCH_WORDS) words += all->runs[end++].count;
  return end;
}

static void fit(CueNet *net, Runs *all) {
  uint64_t words = 0;
  for (uint32_t r = 0; r < all->count; r++) words += all->runs[r].count;
  cue_net_init(net, SEED, (uint32_t)(words * EPOCHS / BATCH_WORDS));
  for (uint32_t epoch = 0; epoch < EPOCHS; epoch++) {
    double loss = 0;
    uint32_t steps = 0;
    shuffle(net, all);
    for (uint32_t first = 0, end; first < all->count; first = end, steps++) {
      end = batch_end(all, first);
      loss += cue_net_step(net, all->runs + first, end - first);
    }
    printf("epoch %u: loss %.4f\n", epoch + 1, loss / steps), fflush(stdout);
  }
  cue_net_use_mean(net);
}

static void put(FILE *file, const void *data, size_t size) {
  static const char zeros[BLOCK];
  fwrite(data, 1, size, file);
  fwrite(zeros, 1, (BLOCK - size % BLOCK) % BLOCK, file);
}

/* A ByteMatrix of model/network.h; the weights become the floats that its bytes stand for. Sums
 * may wrap, as in the program. */
static void put_matrix(FILE *file, CueParam *w, const float *bias) {
  size_t in = w->rows, out = w->cols;
  int8_t *blocks = must_alloc(in * out);
  int32_t *scale = must_alloc(out * sizeof *scale);
  uint32_t *sums = must_alloc(out * sizeof *sums);
  for (size_t o = 0; o < out; o++) {
    float most = 1e-6f;
    int32_t sum = 0;
    for (size_t i = 0; i < in; i++) most = fmaxf(most, fabsf(w->w[i * out + o]));
    float step = most / BYTE_WEIGHT;
    scale[o] = (int32_t)lrintf(step * SCALE);
    for (size_t i = 0; i < in; i++) {
      int32_t whole = (int32_t)lrintf(w->w[i * out + o] / step);
      blocks[((o / BLOCK * (in / 4) + i / 4) * BLOCK + o % BLOCK) * 4 + i % 4] = (int8_t)whole;
      w->w[i * out + o] = (float)whole * (float)scale[o] / SCALE;
      sum += whole;
    }
    int32_t start = bias ? (int32_t)lrintf(bias[o] * SUM) : 0;
    sums[o] = (uint32_t)start - (uint32_t)BYTE_ZERO * (uint32_t)sum * (uint32_t)scale[o];
  }
  put(file, blocks, in * out), put(file, scale, out * sizeof *scale);
  put(file, sums, out * sizeof *sums);
  free(blocks), free(scale), free(sums);
}

/* Little endian arrays, each padded to 16 bytes, in the order of model/tree_network.h. */
static void write_model(CueNet *net, const char *path) {
  TreeNetworkHead head = {"ALGCUE1", CUE_INPUTS, CUE_WIDTH, CUE_LAYERS, TREE_RELATIONS, CUE_WORDS};
  static int16_t relation[TREE_RELATIONS * CUE_WIDTH];
  static int8_t word[CUE_WORDS * CUE_WIDTH];
  float start[2 * CUE_WIDTH] = {0};
  FILE *file = fopen(path, "wb");
  if (!file) {
    fprintf(stderr, "%s: cannot be written\n", path);
    exit(2);
  }
  memcpy(start, net->start.w, CUE_WIDTH * sizeof *start);
  for (size_t i = 0; i < sizeof relation / sizeof *relation; i++)
    relation[i] = (int16_t)lrintf(net->relation.w[i] * VECTOR);
  for (size_t i = 0; i < sizeof word; i++)
    word[i] = (int8_t)lrintf(fmaxf(fminf(net->word.w[i] * STEP, 127), -127));
  put(file, &head, sizeof head);
  put_matrix(file, &net->input, start);
  put(file, relation, sizeof relation), put(file, word, sizeof word);
  for (uint32_t l = 0; l < CUE_LAYERS; l++) {
    put_matrix(file, &net->gates[l], net->gates_bias[l].w);
    put_matrix(file, &net->exchange[l], net->exchange_bias[l].w);
  }
  /* The last outputs are not used. */
  for (size_t i = 0; i < CUE_WIDTH; i++)
    memset(net->output.w + i * CUE_OUTPUTS + CUE_LABELS, 0,
           (CUE_OUTPUTS - CUE_LABELS) * sizeof(float));
  memset(net->output_bias.w + CUE_LABELS, 0, (CUE_OUTPUTS - CUE_LABELS) * sizeof(float));
  put_matrix(file, &net->output, net->output_bias.w);
  if (fclose(file)) exit(2);
}

static bool is_gold(const char *name) { return !strncmp(name, "train", 5); }
static bool in_fold(const CueRun *run, uint32_t fold) {
  return run->words->article % CUE_FOLDS == fold;
}
static bool out_of_fold(const CueRun *run, uint32_t fold) { return !in_fold(run, fold); }
static bool nowhere(const CueRun *run, uint32_t fold) {
  (void)run, (void)fold;
  return false;
}

static const char *folder_of(const char *path) {
  static char folder[1000];
  const char *slash = strrchr(path, '/');
  snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
  return folder;
}

static void run(const Options *o) {
  static CueNet net;
  Runs all = {0}, left_out = {0}, dev = {0};
  CueRuns read[NAMES_MAX], dev_read = cue_runs_read(o->folder, "dev", CUE_GOLD, NULL);
  for (uint32_t i = 0; i < o->names; i++) {
    read[i] = cue_runs_read(o->folder, o->name[i], CUE_TEACHER | (i ? 0 : CUE_GOLD), o->students);
    add_runs(&all, &read[i], o->fold, o->folds && is_gold(o->name[i]) ? out_of_fold : NULL);
  }
  add_runs(&left_out, &read[0], o->fold, o->folds ? in_fold : nowhere);
  add_runs(&dev, &dev_read, o->fold, NULL);
  fit(&net, &all);
  write_model(&net, o->model);
  report("dev", &net, &dev);
  if (!o->folds) return;
  report("left out articles", &net, &left_out);
  for (uint32_t i = 0; i < o->names; i++)
    cue_runs_write_taught(folder_of(o->model), o->name[i], o->fold, &net, &read[i],
                          is_gold(o->name[i]) ? out_of_fold : nowhere);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  Options options = {.folder = argv[1], .model = argv[2], .name = {"train"}, .names = 1};
  for (int i = 3; i < argc; i++) {
    if (!strcmp(argv[i], "--students") && i + 1 < argc) options.students = argv[++i];
    else if (!strcmp(argv[i], "--without") && i + 1 < argc)
      options.folds = true, options.fold = (uint32_t)atoi(argv[++i]) % CUE_FOLDS;
    else if (options.names < NAMES_MAX) options.name[options.names++] = argv[i];
  }
  run(&options);
  return 0;
}
