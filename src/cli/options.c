/* SPDX-License-Identifier: MIT */
#include "cli/options.h"
#include "base/error.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define OPTION(id, letter, name, argument, values, group, commands, help)                          \
  {letter, name, argument, values, group, commands, help},
const OptionSpec OPTIONS[OPTION_COUNT] = {
#include "cli/options.list"
};
#undef OPTION

typedef struct {
  Options *options;
  unsigned command;
  const char *output; /* of -o */
  AllegeError *error;
} Parser;

static bool fail(Parser *p, const char *what, const char *typed, const char *words) {
  char nearest[40];
  if (words && options_nearest(typed, words, nearest))
    error_set(p->error, ALLEGE_ERROR_OPTION, "%s '%s'; did you mean '%s'?", what, typed, nearest);
  else if (words && strlen(words) < 80)
    error_set(p->error, ALLEGE_ERROR_OPTION, "%s '%s'; there are: %s", what, typed, words);
  else error_set(p->error, ALLEGE_ERROR_OPTION, "%s '%s'; --help lists all", what, typed);
  return false;
}

/* Index of `word` in `words`, or -1. */
static int word_index(const char *words, const char *word, size_t len) {
  int index = 0;
  for (const char *at = words; *at; index++) {
    size_t here = strcspn(at, " ");
    if (here == len && !memcmp(at, word, len)) return index;
    at += here + (at[here] == ' ');
  }
  return -1;
}

static bool choose(Parser *p, OptionId id, const char *value, int *index) {
  *index = word_index(OPTIONS[id].values, value, strlen(value));
  if (*index >= 0) return true;
  char what[60];
  snprintf(what, sizeof what, "--%s has no", OPTIONS[id].name);
  return fail(p, what, value, OPTIONS[id].values);
}

static bool read_number(Parser *p, OptionId id, const char *value, double largest, double *number) {
  char *end;
  bool wrong = largest > 1 && value[strspn(value, "0123456789")]; /* a count is whole */
  *number = strtod(value, &end);
  if (!wrong && end != value && !*end && *number >= 0 && *number <= largest) return true;
  error_set(p->error, ALLEGE_ERROR_OPTION, "--%s: '%s' is no %snumber from 0 to %.0f",
            OPTIONS[id].name, value, largest > 1 ? "whole " : "", largest);
  return false;
}

static bool add_format(Parser *p, OptionId id, const char *value) {
  const char *colon = strchr(value, ':');
  size_t len = colon ? (size_t)(colon - value) : strlen(value);
  char *format = NEW_ARRAY(&p->options->arena, char, len + 1);
  memcpy(format, value, len);
  if (word_index(OPTIONS[id].values, format, len) < 0)
    return fail(p, "no format", format, OPTIONS[id].values);
  OutputRequest request = {format, colon && colon[1] && strcmp(colon + 1, "-") ? colon + 1 : NULL};
  ARRAY_PUSH(&p->options->arena, &p->options->outputs, request);
  return true;
}

static bool set_published(Parser *p, const char *value) {
  Str text = {value, (uint32_t)strlen(value)};
  p->options->has_published = published_parse(text, &p->options->published);
  if (!p->options->has_published)
    error_set(p->error, ALLEGE_ERROR_OPTION, "--published: '%s' is no date such as 2024-05-31",
              value);
  return p->options->has_published;
}

static unsigned processors(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count < 1 ? 1 : count > 64 ? 64 : (unsigned)count;
}

static bool set_number(Parser *p, OptionId id, const char *value) {
  double number;
  Options *o = p->options;
  if (!read_number(p, id, value,
                   id == OPT_THREADS     ? 256
                   : id == OPT_MAX_BYTES ? 1 << 30
                                         : 1,
                   &number))
    return false;
  if (id == OPT_THREADS) o->threads = number >= 1 ? (unsigned)number : processors();
  else if (id == OPT_MAX_BYTES) o->engine.max_bytes = (size_t)number;
  else o->engine.min_confidence = number;
  return true;
}

static bool set_choice(Parser *p, OptionId id, const char *value) {
  int index;
  if (!choose(p, id, value, &index)) return false;
  Options *o = p->options;
  if (id == OPT_FROM) o->from = (InputFormat)index;
  else if (id == OPT_OFFSETS) o->engine.offsets = (AllegeOffsets)index;
  else if (id == OPT_COLOR) o->color = (ColorChoice)index;
  else if (id == OPT_LEVEL) o->level = index;
  else if (id == OPT_FAIL_ON) o->fail_on = index;
  else o->shell = value, o->help = HELP_COMPLETIONS;
  return true;
}

static bool set_show(Parser *p, const char *value) {
  char words[400] = "";
  size_t len = 0;
  p->options->show = value;
  for (size_t i = 0; allege_layer_name(i); i++) {
    if (!strcmp(allege_layer_name(i), value)) return true;
    len += (size_t)snprintf(words + len, sizeof words - len, "%s%s", len ? " " : "",
                            allege_layer_name(i));
  }
  return fail(p, "--show has no", value, words);
}

static bool set(Parser *p, OptionId id, const char *value, bool is_letter) {
  Options *o = p->options;
  switch (id) {
  case OPT_FROM:
  case OPT_OFFSETS:
  case OPT_COLOR:
  case OPT_COMPLETIONS: return set_choice(p, id, value);
  case OPT_THREADS:
  case OPT_MAX_BYTES:
  case OPT_MIN_CONFIDENCE: return set_number(p, id, value);
  case OPT_FORMAT:
  case OPT_FINDINGS_FORMAT: return add_format(p, id, value);
  case OPT_LEVEL:
  case OPT_FAIL_ON: return set_choice(p, id, value);
  case OPT_RULES: o->rules = value; break;
  case OPT_EXPECT: o->expect = value; break;
  case OPT_BASELINE: o->baseline = value; break;
  case OPT_BASELINE_UPDATE: o->baseline_update = true; break;
  case OPT_PUBLISHED: return set_published(p, value);
  case OPT_FILES_FROM: o->files_from = value; break;
  case OPT_NULL: o->null_ended = true; break;
  case OPT_INCLUDE: ARRAY_PUSH(&o->arena, &o->include, value); break;
  case OPT_EXCLUDE: ARRAY_PUSH(&o->arena, &o->exclude, value); break;
  case OPT_ID_FIELD: o->fields.id = value; break;
  case OPT_TEXT_FIELD: o->fields.text = value; break;
  case OPT_TITLE_FIELD: o->fields.title = value; break;
  case OPT_DATE_FIELD: o->fields.date = value; break;
  case OPT_OUTPUT: p->output = value; break;
  case OPT_RESUME: o->resume = value; break;
  case OPT_SHOW: return set_show(p, value);
  case OPT_STRICT: o->strict = true; break;
  case OPT_QUIET: o->quiet = true; break;
  case OPT_STATS: o->stats = true; break;
  case OPT_DATA: o->engine.data_dir = value; break;
  case OPT_ACTORS: o->engine.actors = value; break;
  case OPT_STOP_AFTER: o->engine.stop_after = value; break;
  case OPT_HELP: o->help = is_letter ? HELP_SHORT : HELP_LONG; break;
  case OPT_VERSION: o->help = HELP_VERSION; break;
  case OPT_MAN: o->help = HELP_MAN; break;
  case OPTION_COUNT: break;
  }
  return true;
}

/* An option that another command has. */
static bool belongs_elsewhere(Parser *p, const char *typed) {
  static const struct {
    unsigned bit;
    const char *command;
  } OWNERS[] = {{CMD_BARE, "allege"}, {CMD_CHECK, "allege check"}, {CMD_EXPLAIN, "allege explain"}};
  for (int i = 0; i < OPTION_COUNT && !strncmp(typed, "--", 2); i++) {
    if (strcmp(OPTIONS[i].name, typed + 2)) continue;
    size_t owner = 0;
    while (owner < 2 && !(OPTIONS[i].commands & OWNERS[owner].bit)) owner++;
    error_set(p->error, ALLEGE_ERROR_OPTION, "%s is an option of %s", typed, OWNERS[owner].command);
    return true;
  }
  return false;
}

static bool unknown(Parser *p, const char *typed) {
  if (belongs_elsewhere(p, typed)) return false;
  char words[1200] = "";
  size_t len = 0;
  for (int i = 0; i < OPTION_COUNT; i++)
    if (OPTIONS[i].commands & p->command)
      len += (size_t)snprintf(words + len, sizeof words - len, "%s--%s", len ? " " : "",
                              OPTIONS[i].name);
  return fail(p, "no option", typed, words);
}

/* `value` is what stands behind '=' or the letter, or NULL; else the next argument is taken. */
static bool take(Parser *p, OptionId id, const char *value, bool is_letter, char ***next) {
  const OptionSpec *spec = &OPTIONS[id];
  if (!spec->argument && value) {
    error_set(p->error, ALLEGE_ERROR_OPTION, "--%s takes no value", spec->name);
    return false;
  }
  if (spec->argument && !value && !(value = *(*next)++)) {
    error_set(p->error, ALLEGE_ERROR_OPTION, "--%s needs a value: %s", spec->name, spec->argument);
    return false;
  }
  return set(p, id, value, is_letter);
}

static bool take_long(Parser *p, const char *argument, char ***next) {
  const char *equals = strchr(argument, '=');
  size_t len = equals ? (size_t)(equals - argument) : strlen(argument);
  for (int i = 0; i < OPTION_COUNT; i++)
    if ((OPTIONS[i].commands & p->command) && strlen(OPTIONS[i].name) == len - 2 &&
        !memcmp(OPTIONS[i].name, argument + 2, len - 2))
      return take(p, (OptionId)i, equals ? equals + 1 : NULL, false, next);
  char typed[60];
  snprintf(typed, sizeof typed, "%.*s", len < 59 ? (int)len : 59, argument);
  return unknown(p, typed);
}

/* -qj4 is -q -j 4. */
static bool take_letters(Parser *p, const char *at, char ***next) {
  for (; *at; at++) {
    int i = 0;
    while (i < OPTION_COUNT && (OPTIONS[i].letter != *at || !(OPTIONS[i].commands & p->command)))
      i++;
    if (i == OPTION_COUNT) return unknown(p, (char[]){'-', *at, 0});
    if (OPTIONS[i].argument) return take(p, (OptionId)i, at[1] ? at + 1 : NULL, true, next);
    if (!take(p, (OptionId)i, NULL, true, next)) return false;
  }
  return true;
}

/* Where a file is, links followed, or where a new one will be. */
static const char *place_of(Parser *p, const char *path) {
  char *place = NEW_ARRAY(&p->options->arena, char, PATH_MAX + strlen(path) + 2);
  char *folder = NEW_ARRAY(&p->options->arena, char, strlen(path) + 2);
  const char *slash = strrchr(path, '/');
  if (realpath(path, place)) return place;
  memcpy(folder, slash ? path : ".", slash ? (size_t)(slash - path) + 1 : 1);
  if (!realpath(folder, place)) return path;
  return strcat(strcat(place, "/"), slash ? slash + 1 : path);
}

/* Whether the later of two outputs would replace the earlier; devices and pipes take both. */
static bool is_same_file(Parser *p, const char *a, const char *b) {
  struct stat info;
  if (!stat(a, &info) && !S_ISREG(info.st_mode)) return false;
  return !strcmp(place_of(p, a), place_of(p, b));
}

static bool check_outputs_differ(Parser *p) {
  const OutputRequest *outputs = p->options->outputs.items;
  for (uint32_t i = 1; i < p->options->outputs.count; i++)
    for (uint32_t k = 0; k < i; k++)
      if (outputs[i].path && outputs[k].path && is_same_file(p, outputs[i].path, outputs[k].path)) {
        error_set(p->error, ALLEGE_ERROR_OPTION,
                  "two formats for one file; name another: -f %s:FILE, not %s", outputs[i].format,
                  outputs[i].path);
        return false;
      }
  return true;
}

/* A file that steers the run would be gone once the run has written it. */
static bool check_outputs_unread(Parser *p) {
  const Options *o = p->options;
  const char *const read[] = {o->files_from, o->rules, o->expect, o->baseline, o->engine.actors};
  for (uint32_t i = 0; i < o->outputs.count; i++)
    for (size_t k = 0; k < sizeof read / sizeof *read; k++)
      if (o->outputs.items[i].path && read[k] && strcmp(read[k], "-") &&
          is_same_file(p, o->outputs.items[i].path, read[k])) {
        error_set(p->error, ALLEGE_ERROR_OPTION, "%s is read and written by the same run",
                  o->outputs.items[i].path);
        return false;
      }
  return true;
}

/* -o names the file of the one format that has none. */
static bool place_output(Parser *p) {
  Options *o = p->options;
  uint32_t homeless = 0;
  if (!o->outputs.count)
    ARRAY_PUSH(&o->arena, &o->outputs,
               ((OutputRequest){p->command == CMD_CHECK ? "text"
                                : o->resume             ? "ndjson"
                                                        : "json",
                                NULL}));
  for (uint32_t i = 0; i < o->outputs.count; i++) {
    if (o->outputs.items[i].path) continue;
    if (homeless++) {
      error_set(p->error, ALLEGE_ERROR_OPTION,
                "two formats for one output; name a file: -f %s:FILE", o->outputs.items[i].format);
      return false;
    }
    o->outputs.items[i].path = p->output && strcmp(p->output, "-") ? p->output : NULL;
  }
  if (p->output && !homeless)
    error_set(p->error, ALLEGE_ERROR_OPTION, "every format has its file; what is -o for?");
  return (!p->output || homeless) && check_outputs_differ(p) && check_outputs_unread(p);
}

static bool check_resume(Parser *p) {
  Options *o = p->options;
  if (!o->resume) return true;
  if (o->outputs.count != 1 || strcmp(o->outputs.items[0].format, "ndjson") || o->show) {
    error_set(p->error, ALLEGE_ERROR_OPTION, "--resume goes with one output, of format ndjson");
    return false;
  }
  if (o->outputs.items[0].path && strcmp(o->outputs.items[0].path, o->resume)) {
    error_set(p->error, ALLEGE_ERROR_OPTION, "--resume goes on in its own file; -o names another");
    return false;
  }
  return true;
}

bool options_parse(Options *options, unsigned command, int argc, char **argv, AllegeError *error) {
  *options = (Options){.fields = DEFAULT_FIELDS, .threads = processors(), .fail_on = LEVEL_WARNING};
  Parser parser = {options, command, NULL, error};
  bool only_operands = false;
  (void)argc; /* argv ends in NULL */
  for (char **next = argv; *next;) {
    const char *argument = *next++;
    if (only_operands || argument[0] != '-' || !argument[1]) {
      ARRAY_PUSH(&options->arena, &options->operands, argument);
      continue;
    }
    if (!strcmp(argument, "--")) only_operands = true;
    else if (argument[1] == '-' ? !take_long(&parser, argument, &next)
                                : !take_letters(&parser, argument + 1, &next))
      return false;
  }
  return options->help || (place_output(&parser) && check_resume(&parser));
}

void options_free(Options *options) { arena_free(&options->arena); }
