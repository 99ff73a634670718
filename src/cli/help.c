/* SPDX-License-Identifier: MIT */
#include "cli/help.h"
#include <stdio.h>

enum { COLUMN = 30, WIDTH = 80 };

const char *const HELP_GROUPS[GROUP_COUNT] = {"Input", "Output", "Checking", "Running", "Help"};

const char HELP_EXAMPLES[] =
    "  allege article.txt                            the report as JSON\n"
    "  curl -s URL | allege --from html -f text      a page to read\n"
    "  allege -f ndjson news/ -o reports.ndjson      a folder, a line an article\n";

const char HELP_CHECK_EXAMPLES[] =
    "  allege check articles/                        exits with 1 at a warning\n"
    "  allege check -f sarif:out.sarif -f github .   for a code host\n"
    "  allege check --baseline known.json --baseline-update articles/\n";

const char HELP_RULES[] =
    "A file of --rules, in UTF-8, for example:\n"
    "  {\"rules\": [\n"
    "    {\"rule\": \"unanswered-accusation\", \"severity\": \"error\"},\n"
    "    {\"rule\": \"match\", \"id\": \"bribes\", \"accused\": \"Norland\",\n"
    "     \"category\": \"corruption\", \"min-confidence\": 0.6}]}\n"
    "  rule            unanswered-accusation, unattributed-accusation,\n"
    "                  anonymous-accuser, or match: the following\n"
    "  kind, category  those of the report\n"
    "  accuser, accused, content   a part of the name or text, in any case\n"
    "  id              what findings call the rule\n"
    "  severity        note, warning or error\n"
    "A file of --expect, over all inputs together:\n"
    "  {\"must\": [{\"kind\": \"accusation\", \"accuser\": \"Norland\"}],\n"
    "   \"must-not\": [{\"accuser\": \"NATO\"}],\n"
    "   \"counts\": {\"denial\": 1, \"accusation\": [2, 4]}}\n";

const HelpExitCode HELP_EXIT_CODES[5] = {
    {"0", "everything was read and written"},
    {"1", "a gate of check failed, or diff found a difference"},
    {"2", "usage or configuration; nothing was done"},
    {"3", "some inputs failed; the output is complete, with an error record for each (csv, "
          "csv-events and plover have no room for one)"},
    {"4", "output could not be written, or an internal failure"},
};

/* "-f, --format FORMAT[:FILE]" */
static void add_name(Text *out, const OptionSpec *spec) {
  if (spec->letter) text_add_format(out, "-%c, ", spec->letter);
  else text_add_literal(out, "    ");
  text_add_format(out, "--%s", spec->name);
  if (spec->argument) text_add_format(out, " %s", spec->argument);
}

static void pad(Text *out, size_t line_start, size_t column) {
  if (out->len - line_start + 1 > column) text_add_char(out, '\n'), line_start = out->len;
  while (out->len - line_start < column) text_add_char(out, ' ');
}

/* Words from `column` on, broken before WIDTH. */
static void add_wrapped(Text *out, const char *words, size_t column, size_t used) {
  while (*words) {
    size_t len = strcspn(words, " ");
    if (used > column && used + 1 + len > WIDTH) {
      text_add_char(out, '\n');
      for (used = 0; used < column; used++) text_add_char(out, ' ');
    } else if (used > column) text_add_char(out, ' '), used++;
    text_add(out, (Str){words, (uint32_t)len});
    used += len;
    words += len + (words[len] == ' ');
  }
  text_add_char(out, '\n');
}

static bool is_choice(const OptionSpec *spec) {
  return spec->values && strcmp(spec->values, "FILE") && strcmp(spec->values, "DIR") &&
         strcmp(spec->values, "LAYER");
}

static void add_option(Text *out, const OptionSpec *spec, bool whole) {
  size_t line_start = out->len;
  char help[400];
  text_add_literal(out, "  ");
  add_name(out, spec);
  pad(out, line_start, COLUMN);
  snprintf(help, sizeof help, whole && is_choice(spec) ? "%s; one of: %s" : "%s", spec->help,
           spec->values);
  if (whole) add_wrapped(out, help, COLUMN, COLUMN);
  else text_add_format(out, "%.*s\n", (int)strcspn(spec->help, ";"), spec->help);
}

static void add_usage(Text *out, const Command *command) {
  text_add_format(out, "Usage: allege %s%s[OPTION]... %s\n", command->name,
                  *command->name ? " " : "", command->operands);
}

void help_short(Text *out, const Command *command) {
  add_usage(out, command);
  text_add_format(out, "%s\n\n", command->help);
  for (int i = 0; i < OPTION_COUNT; i++)
    if ((OPTIONS[i].commands & command->bit) && (OPTIONS[i].commands & COMMON))
      add_option(out, &OPTIONS[i], false);
  if (command->bit == CMD_CHECK) {
    text_add_literal(out, "\nExamples:\n");
    text_add_literal(out, HELP_CHECK_EXAMPLES);
  }
  if (command == COMMANDS) {
    text_add_literal(out, "\nExamples:\n");
    text_add_literal(out, HELP_EXAMPLES);
    text_add_literal(out, "\nCommands: allege");
    for (size_t i = 1; i < COMMAND_COUNT; i++)
      text_add_format(out, "%s %s", i > 1 ? "," : "", COMMANDS[i].name);
    text_add_literal(out, ". For everything: allege --help.\n");
  }
}

static void add_group(Text *out, const Command *command, OptionGroup group) {
  bool any = false;
  for (int i = 0; i < OPTION_COUNT; i++) {
    if (!(OPTIONS[i].commands & command->bit) || OPTIONS[i].group != group) continue;
    if (!any) text_add_format(out, "\n%s:\n", HELP_GROUPS[group]);
    any = true;
    add_option(out, &OPTIONS[i], true);
  }
}

static void add_commands(Text *out) {
  text_add_literal(out, "\nCommands:\n");
  for (size_t i = 1; i < COMMAND_COUNT; i++) {
    size_t line_start = out->len;
    text_add_format(out, "  allege %s", COMMANDS[i].name);
    pad(out, line_start, COLUMN);
    add_wrapped(out, COMMANDS[i].help, COLUMN, COLUMN);
  }
}

static void add_exit_codes(Text *out) {
  text_add_literal(out, "\nExit codes:\n");
  for (size_t i = 0; i < 5; i++) {
    text_add_format(out, "  %s  ", HELP_EXIT_CODES[i].code);
    add_wrapped(out, HELP_EXIT_CODES[i].help, 5, 5);
  }
  text_add_literal(out, "  A signal (SIGINT, SIGPIPE) ends it by that signal.\n");
}

static void add_layers(Text *out) {
  Text words = {0};
  text_add_literal(&words, "Layers of --show:");
  for (size_t i = 0; allege_layer_name(i); i++)
    text_add_format(&words, " %s", allege_layer_name(i));
  text_add_char(out, '\n');
  add_wrapped(out, words.bytes, 0, 0);
  text_free(&words);
}

void help_long(Text *out, const Command *command) {
  bool bare = command == COMMANDS, check = command->bit == CMD_CHECK;
  add_usage(out, command);
  add_wrapped(out, command->help, 0, 0);
  if (command->bit & CMD_READS) {
    text_add_literal(out, "\n");
    add_wrapped(out, HELP_INPUTS, 0, 0);
  }
  for (int group = 0; group < GROUP_COUNT; group++) add_group(out, command, (OptionGroup)group);
  if (bare) add_commands(out), add_layers(out);
  if (check) text_add_char(out, '\n'), text_add_literal(out, HELP_RULES);
  add_exit_codes(out);
  if (!bare && !check) return;
  text_add_literal(out, "\nExamples:\n");
  text_add_literal(out, bare ? HELP_EXAMPLES : HELP_CHECK_EXAMPLES);
}

const char HELP_INPUTS[] =
    "An input is a file, a folder (all files under it, in the order of their paths, hidden ones "
    "left out), or - for standard input, which is also read when none is named. Files are plain "
    "text, HTML (.html), Markdown (.md), JSON (.json, one record) or NDJSON (.ndjson, .jsonl, one "
    "record a line), each also packed by gzip. Text is UTF-8, also with some faults, or else "
    "Windows-1252.";
