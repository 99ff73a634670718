/* SPDX-License-Identifier: MIT */
/* train_lemma.c - data/lemma-rules.tsv and data/lemmas.tsv from treebanks.
 *
 *   train_lemma RULES.tsv LEMMAS.tsv SILVER.conllu.gz TRAIN.conllu.gz...
 *   train_lemma judge TEST.conllu                       lemmas by gold tags, with the built-in
 * lists
 *
 * Each form counts once a class. An ending becomes a rule when it does better than the shorter
 * ending that would be used without it; what the rules get wrong becomes an exception. SILVER, an
 * automatic analysis of news, adds lower-case nouns and verbs that the treebanks lack. */
#include "base/error.h"
#include "base/text.h"
#include "language/lemma_rules.h"
#include "language/passes.h"
#include "train/read_conllu.h"
#include <stdio.h>
#include <stdlib.h>

enum { GAIN_MIN = 2, SILVER_MIN = 1 };

typedef struct {
  uint8_t xpos, word_case;
  bool silver;
  Str raw, folded, lemma;
  uint32_t count;
} Form;

typedef struct {
  Arena arena;
  ARRAY_OF(Form) forms;
} Vocabulary;

typedef struct {
  uint32_t cut;
  Str added;
  bool keep;
} Edit;

static int compare_str(Str a, Str b) {
  uint32_t len = a.len < b.len ? a.len : b.len;
  int order = len ? memcmp(a.bytes, b.bytes, len) : 0;
  return order ? order : a.len < b.len ? -1 : a.len > b.len;
}

/* -------- reading -------- */

static bool is_wanted_silver(unsigned xpos, Str folded, Str lemma, LemmaCase word_case) {
  bool inflects = xpos == XPOS_NNS || (xpos >= XPOS_VB && xpos <= XPOS_VBZ);
  if (!inflects || word_case != CASE_LOW) return false;
  for (uint32_t i = 0; i < folded.len; i++)
    if (folded.bytes[i] < 'a' || folded.bytes[i] > 'z') return false;
  return lemma.len > 1;
}

static bool read_forms(const char *path, bool silver, Vocabulary *forms) {
  Treebank bank = {0};
  if (!treebank_read(path, &bank)) return false;
  const Tokens *t = &bank.document.tokens;
  for (uint32_t s = 0; s < bank.document.sentences.count; s++) {
    TokenRange sentence = bank.document.sentences.items[s];
    bool first = true;
    for (uint32_t i = sentence.first; i < sentence.first + sentence.count; i++) {
      LemmaCase word_case = lemma_case_of(t, i, first);
      first = first && t->kind[i] == TOKEN_MARK;
      if (str_is(t->lemma[i], "_") || (t->xpos[i] == XPOS_GW) ||
          memchr(t->folded[i].bytes, ' ', t->folded[i].len))
        continue;
      if (silver && !is_wanted_silver(t->xpos[i], t->folded[i], t->lemma[i], word_case)) continue;
      Form form = {
          t->xpos[i],   (uint8_t)word_case, silver, document_text(&bank.document, t->span[i]),
          t->folded[i], t->lemma[i],        1};
      ARRAY_PUSH(&forms->arena, &forms->forms, form);
    }
  }
  return true; /* the bank stays: the forms point into it */
}

static int by_class_and_form(const void *left, const void *right) {
  const Form *a = left, *b = right;
  int order =
      (a->xpos * LEMMA_CASE_COUNT + a->word_case) - (b->xpos * LEMMA_CASE_COUNT + b->word_case);
  if (!order) order = compare_str(a->folded, b->folded);
  if (!order) order = a->silver - b->silver;
  if (!order) order = compare_str(a->lemma, b->lemma);
  return order ? order : compare_str(a->raw, b->raw);
}

static bool same_word(const Form *a, const Form *b) {
  return a->xpos == b->xpos && a->word_case == b->word_case && str_equals(a->folded, b->folded);
}

/* One entry a class and form, with its most frequent lemma; gold goes before silver. */
static void merge(Vocabulary *forms) {
  Form *items = forms->forms.items;
  uint32_t kept = 0, count = forms->forms.count;
  qsort(items, count, sizeof *items, by_class_and_form);
  for (uint32_t i = 0, end; i < count; i = end) {
    Form best = items[i];
    best.count = 0;
    for (end = i; end < count && same_word(&items[i], &items[end]);) {
      Form run = items[end];
      run.count = 0;
      while (end < count && same_word(&run, &items[end]) && run.silver == items[end].silver &&
             str_equals(run.lemma, items[end].lemma))
        run.count++, end++;
      if (run.silver == best.silver && run.count > best.count) best = run;
    }
    if (!best.silver || best.count >= SILVER_MIN) items[kept++] = best;
  }
  forms->forms.count = kept;
}

/* -------- rules -------- */

static uint32_t common_start(Str a, Str b) {
  uint32_t len = 0;
  while (len < a.len && len < b.len && a.bytes[len] == b.bytes[len]) len++;
  while (len > 0 && len < a.len && (a.bytes[len] & 0xC0) == 0x80) len--;
  return len;
}

static bool is_name(const Form *form) {
  return form->xpos == XPOS_NNP || form->xpos == XPOS_NNPS || form->xpos == XPOS_ADD;
}

static bool edit_of(const Form *form, Edit *edit) {
  uint32_t low = common_start(form->folded, form->lemma),
           high = common_start(form->raw, form->lemma);
  edit->keep = high > low || (high == low && is_name(form));
  Str base = edit->keep ? form->raw : form->folded;
  uint32_t start = edit->keep ? high : low;
  edit->cut = base.len - start;
  edit->added = (Str){form->lemma.bytes + start, form->lemma.len - start};
  return start > 0 && edit->cut <= LEMMA_ENDING_MAX && edit->added.len <= 4;
}

static bool same_edit(const Edit *a, const Edit *b) {
  return a->cut == b->cut && a->keep == b->keep && str_equals(a->added, b->added);
}

typedef struct {
  Str reversed;
  Edit edit;
} Sample; /* of one class; reversed: the form from its end */

static int by_ending(const void *left, const void *right) {
  return compare_str(((const Sample *)left)->reversed, ((const Sample *)right)->reversed);
}

typedef struct {
  Text out;
  const char *class;
  const Sample *samples;
  uint32_t longest; /* ending with a rule */
} RuleWriter;

static void write_rule(RuleWriter *w, Str ending, const Edit *edit) {
  text_add_literal(&w->out, w->class);
  if (ending.len) text_add_char(&w->out, ' ');
  for (uint32_t i = ending.len; i-- > 0;) text_add_char(&w->out, ending.bytes[i]);
  text_add_char(&w->out, '\t');
  text_add_number(&w->out, edit->cut);
  text_add_char(&w->out, '\t');
  text_add(&w->out, edit->added);
  text_add_literal(&w->out, edit->keep ? "\tkeep" : ending.len ? "" : "\t");
  if (!ending.len) text_add_char(&w->out, '\t'), text_add_number(&w->out, w->longest);
  text_add_char(&w->out, '\n');
}

/* The edit that most of the samples agree with, and how many agree with `other`. */
static Edit most_frequent(const Sample *samples, uint32_t count, const Edit *other, uint32_t *votes,
                          uint32_t *for_other) {
  enum { KINDS_MAX = 64 };
  Edit kinds[KINDS_MAX];
  uint32_t tally[KINDS_MAX] = {0}, kind_count = 0, best = 0;
  *for_other = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t k = 0;
    while (k < kind_count && !same_edit(&kinds[k], &samples[i].edit)) k++;
    if (k == KINDS_MAX) continue;
    if (k == kind_count) kinds[kind_count++] = samples[i].edit;
    tally[k]++;
    if (tally[k] > tally[best]) best = k;
    if (other) *for_other += same_edit(other, &samples[i].edit);
  }
  *votes = tally[best];
  return kinds[best];
}

static bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || c == '.' || (c >= '0' && c <= '9');
}

/* samples[first, end) share the last `len` bytes; `inherited` is what a shorter ending says. */
static void grow_rules(RuleWriter *w, uint32_t first, uint32_t end, uint32_t len,
                       const Edit *inherited) {
  uint32_t votes, inherited_votes;
  Edit best = most_frequent(w->samples + first, end - first, inherited, &votes, &inherited_votes);
  bool rule = !inherited || votes >= inherited_votes + GAIN_MIN;
  if (rule && len) write_rule(w, (Str){w->samples[first].reversed.bytes, len}, &best);
  if (rule && len > w->longest) w->longest = len;
  const Edit *edit = rule ? &best : inherited;
  if (len == LEMMA_ENDING_MAX) return;
  for (uint32_t i = first, stop; i < end; i = stop) {
    Str s = w->samples[i].reversed;
    stop = i + 1;
    if (s.len <= len + 1 || !is_plain(s.bytes[len])) continue;
    while (stop < end && w->samples[stop].reversed.len > len + 1 &&
           w->samples[stop].reversed.bytes[len] == s.bytes[len])
      stop++;
    grow_rules(w, i, stop, len + 1, edit);
  }
  if (!len) write_rule(w, (Str){0}, &best);
}

static Str reversed(Arena *arena, Str s) {
  char *out = NEW_ARRAY(arena, char, s.len + 1);
  for (uint32_t i = 0; i < s.len; i++) out[i] = s.bytes[s.len - 1 - i];
  return (Str){out, s.len};
}

static bool is_open_class(unsigned xpos) {
  return (xpos >= XPOS_JJ && xpos <= XPOS_JJS) || (xpos >= XPOS_NN && xpos <= XPOS_NNPS) ||
         xpos == XPOS_RB || xpos == XPOS_RBR || xpos == XPOS_RBS ||
         (xpos >= XPOS_VB && xpos <= XPOS_VBZ) || xpos == XPOS_ADD || xpos == XPOS_FW;
}

static void find_rules(Vocabulary *forms, Text *out) {
  const Form *items = forms->forms.items;
  LemmaRules names;
  Lexicon none = {0};
  AllegeError error;
  if (!lexicon_parse(&forms->arena, (Data){"", 0}, "none", &none, &error)) return;
  lemma_rules_init(&names, &none);
  for (uint32_t i = 0, end; i < forms->forms.count; i = end) {
    ARRAY_OF(Sample) samples = {0};
    for (end = i; end < forms->forms.count && items[end].xpos == items[i].xpos &&
                  items[end].word_case == items[i].word_case;
         end++) {
      Sample sample = {reversed(&forms->arena, items[end].folded), {0}};
      if (edit_of(&items[end], &sample.edit)) ARRAY_PUSH(&forms->arena, &samples, sample);
    }
    if (!is_open_class(items[i].xpos) || !samples.count) continue;
    qsort(samples.items, samples.count, sizeof *samples.items, by_ending);
    RuleWriter writer = {*out, names.classes[items[i].xpos][items[i].word_case].name, samples.items,
                         0};
    grow_rules(&writer, 0, samples.count, 0, NULL);
    *out = writer.out;
  }
}

/* -------- exceptions -------- */

static bool rules_are_right(const LemmaRules *rules, const Form *form) {
  char room[1024];
  if (form->folded.len + LEMMA_ADDED_MAX >= sizeof room) return true;
  if (form->xpos == XPOS_CD && memchr(form->folded.bytes, ',', form->folded.len)) return true;
  const LexiconEntry *rule =
      lemma_rule_for(rules, form->xpos, (LemmaCase)form->word_case, form->folded);
  return str_equals((Str){room, lemma_apply(rule, form->raw, form->folded, room)}, form->lemma);
}

static int by_tag_and_form(const void *left, const void *right) {
  const Form *a = left, *b = right;
  int order = a->xpos - b->xpos;
  if (!order) order = compare_str(a->folded, b->folded);
  return order ? order : a->word_case - b->word_case;
}

/* The list does not tell cases apart: a form written small speaks for all, else all must be
 * wrong by the rules in the same way, and often. */
static bool is_listable(const LemmaRules *rules, const Form *forms, uint32_t count) {
  uint32_t seen = 0;
  if (forms->folded.bytes[0] == '#' || memchr(forms->folded.bytes, '\t', forms->folded.len))
    return false;
  if (forms->word_case == CASE_LOW && !is_name(forms)) return !rules_are_right(rules, forms);
  for (uint32_t i = 0; i < count; i++) {
    if (rules_are_right(rules, &forms[i]) || !str_equals(forms[i].lemma, forms->lemma))
      return false;
    seen += forms[i].count;
  }
  return seen >= 3;
}

static void find_exceptions(Vocabulary *forms, const LemmaRules *rules, Text *out) {
  const Form *items = forms->forms.items;
  qsort(forms->forms.items, forms->forms.count, sizeof *items, by_tag_and_form);
  for (uint32_t i = 0, end; i < forms->forms.count; i = end) {
    for (end = i + 1; end < forms->forms.count && items[end].xpos == items[i].xpos &&
                      str_equals(items[end].folded, items[i].folded);)
      end++;
    if (!is_listable(rules, items + i, end - i)) continue;
    text_add(out, items[i].folded);
    text_add_char(out, '\t');
    text_add_literal(out, xpos_name(items[i].xpos));
    text_add_char(out, '\t');
    text_add(out, items[i].lemma);
    text_add_char(out, '\n');
  }
}

/* -------- files -------- */

static int by_line(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

/* Sorted lines. */
static bool write_sorted(const char *path, const char *head, Text *text) {
  ARRAY_OF(char *) lines = {0};
  Arena arena = {0};
  for (char *line = strtok(text->bytes, "\n"); line; line = strtok(NULL, "\n"))
    ARRAY_PUSH(&arena, &lines, line);
  qsort(lines.items, lines.count, sizeof *lines.items, by_line);
  FILE *file = fopen(path, "w");
  if (!file) return false;
  fputs(head, file);
  for (uint32_t i = 0; i < lines.count; i++) { fprintf(file, "%s\n", lines.items[i]); }
  arena_free(&arena);
  return !fclose(file);
}

static int train(int argc, char **argv) {
  Vocabulary forms = {0};
  Text rule_text = {0}, exceptions = {0};
  AllegeError error;
  for (int i = 3; i < argc; i++)
    if (!read_forms(argv[i], i == 3, &forms))
      return fprintf(stderr, "cannot read %s\n", argv[i]), 1;
  merge(&forms);
  find_rules(&forms, &rule_text);
  Lexicon lexicon;
  LemmaRules rules;
  if (!lexicon_parse(&forms.arena, (Data){rule_text.bytes, rule_text.len}, "rules", &lexicon,
                     &error))
    return fprintf(stderr, "%s\n", error.message), 1;
  lemma_rules_init(&rules, &lexicon);
  find_exceptions(&forms, &rules, &exceptions);
  bool ok =
      write_sorted(argv[2], "# form\tPenn tag\tbase form, where the rules are wrong\n",
                   &exceptions) &&
      write_sorted(
          argv[1],
          "# class and ending\tbytes to cut\tto add\tcapitals\tof a class: its longest ending\n",
          &rule_text);
  return ok ? 0 : 1;
}

static int judge(const char *path) {
  Models models = {0};
  AllegeError error;
  Treebank bank = {0};
  if (!models_load(&models, NULL, &error) || !treebank_read(path, &bank)) return 1;
  Document *d = &bank.document;
  Str *gold = d->tokens.lemma;
  find_lemmas(&models, d);
  uint32_t right = 0;
  for (uint32_t i = 0; i < d->tokens.count; i++) {
    bool same = str_is(gold[i], "_") || str_equals(gold[i], d->tokens.lemma[i]);
    right += same;
    if (!same)
      printf("%s\t%.*s\t%.*s\t%.*s\n", xpos_name(d->tokens.xpos[i]), (int)d->tokens.span[i].len,
             d->text + d->tokens.span[i].start, (int)gold[i].len, gold[i].bytes,
             (int)d->tokens.lemma[i].len, d->tokens.lemma[i].bytes);
  }
  fprintf(stderr, "lemmas right %.4f of %u\n", (double)right / d->tokens.count, d->tokens.count);
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 3 && !strcmp(argv[1], "judge")) return judge(argv[2]);
  return argc > 4 ? train(argc, argv) : 2;
}
