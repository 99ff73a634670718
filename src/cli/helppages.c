/* SPDX-License-Identifier: MIT */
/* helppages.c - the option table for man and for the completion systems of shells. */
#include "cli/help.h"

/* roff reads a leading dot or quote, and backslash and hyphen, as its own. */
static void add_roff(Text *out, const char *words) {
  for (; *words; words++) {
    if (*words == '\\') text_add_literal(out, "\\e");
    else if (*words == '-') text_add_literal(out, "\\-");
    else text_add_char(out, *words);
  }
}

/* Which commands an option of the others belongs to. */
static void add_man_owners(Text *out, const OptionSpec *spec) {
  bool first = true;
  if (spec->commands & CMD_BARE) return;
  text_add_literal(out, "Of ");
  for (size_t i = 1; i < COMMAND_COUNT; i++) {
    if (!(spec->commands & COMMANDS[i].bit)) continue;
    text_add_format(out, "%s\\fBallege %s\\fR", first ? "" : ", ", COMMANDS[i].name);
    first = false;
  }
  text_add_literal(out, ": ");
}

static void add_man_option(Text *out, const OptionSpec *spec) {
  text_add_literal(out, ".TP\n");
  if (spec->letter) text_add_format(out, "\\fB\\-%c\\fR, ", spec->letter);
  text_add_literal(out, "\\fB\\-\\-");
  add_roff(out, spec->name);
  text_add_literal(out, "\\fR");
  if (spec->argument) text_add_format(out, " \\fI%s\\fR", spec->argument);
  text_add_literal(out, "\n");
  if (*spec->help == '.') text_add_literal(out, "\\&");
  add_man_owners(out, spec);
  add_roff(out, spec->help);
  if (spec->values && spec->values[0] >= 'a')
    text_add_literal(out, "; one of: "), add_roff(out, spec->values);
  text_add_literal(out, ".\n");
}

static void add_man_head(Text *out) {
  text_add_format(out,
                  ".TH ALLEGE 1 \"\" \"allege %s\" \"User Commands\"\n.SH NAME\n"
                  "allege \\- report who accused whom of what in news articles\n.SH SYNOPSIS\n",
                  allege_version());
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    text_add_format(out, "%s.B allege %s\n[\\fIOPTION\\fR]... %s\n", i ? ".br\n" : "",
                    COMMANDS[i].name, COMMANDS[i].operands);
  text_add_literal(out, ".SH DESCRIPTION\n");
  add_roff(out, COMMANDS[0].help);
  text_add_literal(out, "\n.PP\n");
  add_roff(out, HELP_INPUTS);
  text_add_literal(out, "\n");
  for (size_t i = 1; i < COMMAND_COUNT; i++) {
    text_add_format(out, ".TP\n.B allege %s\n", COMMANDS[i].name);
    add_roff(out, COMMANDS[i].help);
    text_add_literal(out, "\n");
  }
}

void help_man(Text *out) {
  add_man_head(out);
  for (int group = 0; group < GROUP_COUNT; group++) {
    text_add_format(out, ".SH OPTIONS: %s\n", HELP_GROUPS[group]);
    for (int i = 0; i < OPTION_COUNT; i++)
      if ((int)OPTIONS[i].group == group) add_man_option(out, &OPTIONS[i]);
  }
  text_add_literal(out, ".SH RULES AND EXPECTATIONS\n.nf\n");
  add_roff(out, HELP_RULES);
  text_add_literal(out, ".fi\n.SH EXIT STATUS\n");
  for (size_t i = 0; i < 5; i++) {
    text_add_format(out, ".TP\n.B %s\n", HELP_EXIT_CODES[i].code);
    add_roff(out, HELP_EXIT_CODES[i].help);
    text_add_literal(out, "\n");
  }
  text_add_literal(
      out, ".PP\nSIGINT, SIGPIPE and other signals end it by that signal.\n.SH ENVIRONMENT\n.TP\n"
           ".B NO_COLOR\nIf set and not empty, no colours unless asked for.\n.SH EXAMPLES\n.nf\n");
  add_roff(out, HELP_EXAMPLES);
  add_roff(out, HELP_CHECK_EXAMPLES);
  text_add_literal(out, ".fi\n");
}

static void add_layers(Text *out) {
  for (size_t i = 0; allege_layer_name(i); i++)
    text_add_format(out, "%s%s", i ? " " : "", allege_layer_name(i));
}

/* The words that an option's value is chosen from; "" if it is anything. */
static void add_values(Text *out, const OptionSpec *spec) {
  if (spec->values && !strcmp(spec->values, "LAYER")) add_layers(out);
  else if (spec->values && spec->values[0] >= 'a') text_add_literal(out, spec->values);
}

static bool is_file(const OptionSpec *spec) {
  return spec->values && !strcmp(spec->values, "FILE");
}
static bool is_folder(const OptionSpec *spec) {
  return spec->values && !strcmp(spec->values, "DIR");
}

/* A branch of the case over the word before: what the option's value may be. */
static void add_bash_value(Text *out, const OptionSpec *spec) {
  text_add_literal(out, "      ");
  if (spec->letter) text_add_format(out, "-%c|", spec->letter);
  text_add_format(out, "--%s) ", spec->name);
  if (is_file(spec)) text_add_literal(out, "COMPREPLY=($(compgen -f -- \"$word\"))");
  else if (is_folder(spec)) text_add_literal(out, "COMPREPLY=($(compgen -d -- \"$word\"))");
  else {
    text_add_literal(out, "COMPREPLY=($(compgen -W '");
    add_values(out, spec);
    text_add_literal(out, "' -- \"$word\"))");
  }
  text_add_literal(out, "; return ;;\n");
}

static void add_bash_command(Text *out, const Command *command) {
  text_add_format(out, "  %s)\n    case $before in\n", *command->name ? command->name : "*");
  for (int i = 0; i < OPTION_COUNT; i++)
    if (OPTIONS[i].argument && (OPTIONS[i].commands & command->bit))
      add_bash_value(out, &OPTIONS[i]);
  text_add_literal(out, "    esac\n    options='");
  for (int i = 0; i < OPTION_COUNT; i++) {
    if (!(OPTIONS[i].commands & command->bit)) continue;
    if (OPTIONS[i].letter) text_add_format(out, "-%c ", OPTIONS[i].letter);
    text_add_format(out, "--%s ", OPTIONS[i].name);
  }
  text_add_literal(out, "' ;;\n");
}

static void add_bash(Text *out) {
  text_add_literal(out,
                   "# bash completion for allege\n_allege() {\n"
                   "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
                   "  local options\n  case ${COMP_WORDS[1]} in\n");
  for (size_t i = 1; i < COMMAND_COUNT; i++) add_bash_command(out, &COMMANDS[i]);
  add_bash_command(out, COMMANDS);
  text_add_literal(out, "  esac\n  if [[ $word == -* ]]; then\n"
                        "    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
                        "  else\n    COMPREPLY=($(compgen -f -- \"$word\"))\n"
                        "    [[ $COMP_CWORD == 1 ]] && COMPREPLY+=($(compgen -W '");
  for (size_t i = 1; i < COMMAND_COUNT; i++) text_add_format(out, "%s ", COMMANDS[i].name);
  text_add_literal(out, "' -- \"$word\"))\n  fi\n}\ncomplete -o filenames -F _allege allege\n");
}

/* Help within single quotes of zsh and fish. */
static void add_quoted(Text *out, const char *words, const char *escaped) {
  for (; *words; words++) {
    if (*words == '\'') text_add_literal(out, "'\\''");
    else {
      if (strchr(escaped, *words)) text_add_char(out, '\\');
      text_add_char(out, *words);
    }
  }
}

static void add_zsh_option(Text *out, const OptionSpec *spec, const char *dashes,
                           const char *name) {
  text_add_format(out, "    '*%s%s%s[", dashes, name,
                  spec->argument && dashes[1] ? "="
                  : spec->argument            ? "+"
                                              : "");
  add_quoted(out, spec->help, "[]:\\");
  text_add_literal(out, "]");
  if (spec->argument) {
    text_add_literal(out, ":");
    add_quoted(out, spec->argument, "[]:\\");
    text_add_literal(out, ":");
    if (is_file(spec)) text_add_literal(out, "_files");
    else if (is_folder(spec)) text_add_literal(out, "_files -/");
    else text_add_literal(out, "("), add_values(out, spec), text_add_literal(out, ")");
  }
  text_add_literal(out, "' \\\n");
}

static void add_zsh_command(Text *out, const Command *command) {
  text_add_format(out, "  %s) _arguments -s -S \\\n", *command->name ? command->name : "*");
  for (int i = 0; i < OPTION_COUNT; i++) {
    char letter[2] = {OPTIONS[i].letter, 0};
    if (!(OPTIONS[i].commands & command->bit)) continue;
    if (*letter) add_zsh_option(out, &OPTIONS[i], "-", letter);
    add_zsh_option(out, &OPTIONS[i], "--", OPTIONS[i].name);
  }
  if (!*command->name) {
    text_add_literal(out, "    '1:command or file:{ compadd --");
    for (size_t i = 1; i < COMMAND_COUNT; i++) text_add_format(out, " %s", COMMANDS[i].name);
    text_add_literal(out, "; _files }' \\\n");
  }
  text_add_literal(out, "    '*:file:_files' ;;\n");
}

static void add_zsh(Text *out) {
  text_add_literal(out, "#compdef allege\n_allege() {\n  case $words[2] in\n");
  for (size_t i = 1; i < COMMAND_COUNT; i++) add_zsh_command(out, &COMMANDS[i]);
  add_zsh_command(out, COMMANDS);
  text_add_literal(out, "  esac\n}\n_allege \"$@\"\n");
}

/* When fish should offer an option: the bare form is when no command has been seen. */
static void add_fish_condition(Text *out, unsigned commands) {
  bool bare = commands & CMD_BARE, any = false;
  Text words = {0};
  for (size_t i = 1; i < COMMAND_COUNT; i++) {
    if (bare == ((commands & COMMANDS[i].bit) != 0)) continue;
    text_add_format(&words, " %s", COMMANDS[i].name);
    any = true;
  }
  if (any)
    text_add_format(out, " -n '%s__fish_seen_subcommand_from%s'", bare ? "not " : "", words.bytes);
  text_free(&words);
}

static void add_fish(Text *out) {
  text_add_literal(out, "# fish completion for allege\n");
  for (int i = 0; i < OPTION_COUNT; i++) {
    const OptionSpec *spec = &OPTIONS[i];
    text_add_literal(out, "complete -c allege");
    add_fish_condition(out, spec->commands);
    text_add_format(out, " -l %s", spec->name);
    if (spec->letter) text_add_format(out, " -s %c", spec->letter);
    if (spec->argument) text_add_literal(out, is_file(spec) ? " -r -F" : " -x");
    if (is_folder(spec)) text_add_literal(out, " -a '(__fish_complete_directories)'");
    else if (spec->argument && !is_file(spec))
      text_add_literal(out, " -a '"), add_values(out, spec), text_add_literal(out, "'");
    text_add_literal(out, " -d '");
    add_quoted(out, spec->help, "\\");
    text_add_literal(out, "'\n");
  }
  for (size_t i = 1; i < COMMAND_COUNT; i++) {
    text_add_format(out, "complete -c allege -n __fish_use_subcommand -a %s -d '",
                    COMMANDS[i].name);
    add_quoted(out, COMMANDS[i].help, "\\");
    text_add_literal(out, "'\n");
  }
}

void help_completions(Text *out, const char *shell) {
  if (!strcmp(shell, "bash")) add_bash(out);
  else if (!strcmp(shell, "zsh")) add_zsh(out);
  else add_fish(out);
}
