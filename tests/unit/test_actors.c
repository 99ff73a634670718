/* SPDX-License-Identifier: MIT */
/* Names and actors of small articles, and the user's own actors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "allege.h"
#include "model/actor_file.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static AllegeEngine *engine;

static int open_engine(void **state) {
  (void)state;
  AllegeError error = {0};
  engine = allege_engine_open(NULL, &error);
  return engine == NULL;
}
static int close_engine(void **state) {
  (void)state;
  allege_engine_close(engine);
  return 0;
}

/* Whether `--show layer` of the text has this line. */
static bool shows(const AllegeEngine *with, const char *text, const char *layer, const char *line) {
  AllegeError error = {0};
  AllegeReport *report =
      allege_analyze(with, &(AllegeArticle){.text = text, .len = strlen(text)}, &error);
  assert_non_null(report);
  const char *shown = allege_report_show(report, layer);
  char wanted[200];
  snprintf(wanted, sizeof wanted, "%s\n", line);
  const char *found = strstr(shown, wanted);
  bool ok = found && (found == shown || found[-1] == '\n');
  allege_report_free(report);
  return ok;
}

static void joins_states_and_their_people(void **state) {
  (void)state;
  const char *text = "Russia blamed Kenya. The Kremlin said Kenyan troops had crossed the border.";
  assert_true(shows(engine, text, "actors", "Russia: country RUS"));
  assert_true(shows(engine, text, "actors", "  [Kremlin] name"));
  assert_true(shows(engine, text, "actors", "Kenya: country KEN"));
}

static void joins_surnames(void **state) {
  (void)state;
  const char *text =
      "Ingrid Halvorsen resigned on Monday.\n\nMrs. Halvorsen said that she was tired.";
  assert_true(shows(engine, text, "actors", "Ingrid Halvorsen: person"));
  assert_true(shows(engine, text, "actors", "  [Halvorsen] name"));
}

static void takes_a_bare_surname_for_whom_it_names_most(void **state) {
  (void)state;
  const char *text = "Martin Keller resigned. Martin Keller, 60, was the mayor. Laura Keller "
                     "wept.\n\nKeller declined to comment.";
  assert_true(shows(engine, text, "actors", "Martin Keller: person, mayor") ||
              shows(engine, text, "actors", "Martin Keller: person"));
  assert_true(shows(engine, text, "actors", "Laura Keller: person"));
  AllegeError error = {0};
  AllegeReport *report =
      allege_analyze(engine, &(AllegeArticle){.text = text, .len = strlen(text)}, &error);
  const char *shown = allege_report_show(report, "actors"),
             *bare = strstr(shown, "  [Keller] name");
  assert_non_null(bare);
  assert_true(bare < strstr(shown, "Laura Keller: person"));
  allege_report_free(report);
}

static void reads_initials_with_an_acronym_inside(void **state) {
  (void)state;
  const char *text = "Officials of the UK Independence Party met. UKIP denied it.";
  assert_true(shows(engine, text, "actors", "  [UKIP] name"));
  assert_false(shows(engine, text, "actors", "UKIP: organization"));
}

static void keeps_the_town_a_town(void **state) {
  (void)state;
  const char *text = "Athens is a city of four million. Tourists love Athens.";
  assert_true(shows(engine, text, "actors", "Athens: place GRC"));
  assert_false(shows(engine, text, "actors", "Greece: country GRC"));
}

static void leaves_out_who_takes_part_in_nothing(void **state) {
  (void)state;
  const char *text = "The weather was fine. A farmer slept near the barn. Kenya accused Norway of "
                     "spying.";
  AllegeError error = {0};
  AllegeReport *report =
      allege_analyze(engine, &(AllegeArticle){.text = text, .len = strlen(text)}, &error);
  const char *json = allege_report_print(report, ALLEGE_JSON);
  assert_non_null(strstr(json, "Norway"));
  assert_null(strstr(json, "farmer"));
  allege_report_free(report);
}

static void keeps_namesakes_apart(void **state) {
  (void)state;
  const char *text = "Mary Walker met John Brown. Peter Brown was away.";
  assert_true(shows(engine, text, "actors", "John Brown: person"));
  assert_true(shows(engine, text, "actors", "Peter Brown: person"));
}

static void knows_titles(void **state) {
  (void)state;
  assert_true(shows(engine, "They met Prime Minister Ingrid Halvorsen.", "names",
                    "[Ingrid Halvorsen] person"));
  assert_true(shows(engine, "They met Prime Minister Ingrid Halvorsen.", "actors",
                    "Ingrid Halvorsen: person, Prime Minister"));
}

static void does_not_take_us_for_a_state(void **state) {
  (void)state;
  assert_false(
      shows(engine, "They told us about it.", "names", "[us] country USA \"United States\""));
}

static AllegeEngine *open_with_actors(const char *lines) {
  char path[] = "/tmp/allege-actors-XXXXXX";
  int file = mkstemp(path);
  assert_true(file >= 0);
  assert_int_equal(write(file, lines, strlen(lines)), strlen(lines));
  close(file);
  AllegeError error = {0};
  AllegeEngine *own = allege_engine_open(&(AllegeOptions){.actors = path}, &error);
  assert_non_null(own);
  unlink(path);
  return own;
}

static void reads_own_actors(void **state) {
  (void)state;
  AllegeEngine *own = open_with_actors(
      "# mine\nNorland Defence League\torganization\tNOR\tNDL; the League\t2010-01-01\n");
  assert_true(
      shows(own, "Critics blamed the NDL.", "actors", "Norland Defence League: organization NOR"));
  allege_engine_close(own);
}

/* Their names are cut as the words of a text are, whatever signs they hold. */
static void reads_own_names_with_signs(void **state) {
  (void)state;
  static const char *const NAMES[] = {
      "Smith, Jones & Co.", "Yahoo!",         "AC/DC",   "E.ON", "3M",
      "Doctors' Union",     "Zed (Holdings)", "Jo  Bell"};
  char lines[500] = "Tag\torganization\t\t#NorlandNow\n", text[200], actor[60];
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
    strcat(strcat(lines, NAMES[i]), "\torganization\n");
  AllegeEngine *own = open_with_actors(lines);
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
    snprintf(actor, sizeof actor, "%s: organization", NAMES[i]);
    snprintf(text, sizeof text, "%s accused Sudria of spying.", NAMES[i]);
    assert_true(shows(own, text, "actors", actor));
    snprintf(text, sizeof text, "Sudria met %s", NAMES[i]); /* also where the text ends */
    assert_true(shows(own, text, "actors", actor));
  }
  assert_true(shows(own, "Critics blamed Jo\u00A0Bell.", "actors", "Jo  Bell: organization"));
  assert_true(shows(own, "Critics blamed #NorlandNow.", "actors", "Tag: organization"));
  allege_engine_close(own);
}

static char *keep_name(const void *context, Str name, bool within) {
  (void)context, (void)within;
  return str_is(name, "\u00A0") ? strdup("") : strndup(name.bytes, name.len);
}

static void check_line(const char *line, const char *message) {
  Arena arena = {0};
  Lexicon lexicon;
  AllegeError error = {0};
  assert_false(actor_file_parse(&arena, (Data){line, strlen(line)}, "own.tsv",
                                (ActorKeys){keep_name, NULL}, &lexicon, &error));
  assert_non_null(strstr(error.message, message));
  arena_free(&arena);
}

static void names_the_bad_line(void **state) {
  (void)state;
  check_line("# head\nA\tperson\nB\trobot\n", "own.tsv, line 3: the type");
  check_line("A\tperson\tuk\n", "own.tsv, line 1: the country");
  check_line("A\tperson\t\t\tsoon\n", "own.tsv, line 1: a day");
  check_line("A\tcountry\n", "own.tsv, line 1: a country needs");
  check_line("\tperson\tGBR\n", "line 1: no name");
  check_line("A\tperson\n\nFran\xE7ois\tperson\n", "own.tsv, line 3: not UTF-8");
  check_line("A\tperson\t\tB; \u00A0\n", "own.tsv, line 1: a name without a word");
  check_line("\xEF\xBB\xBF\tperson\n", "line 1: no name");
  check_line("A\tperson\t\t\t\t\tmore\n", "line 1: more than six columns");
}

/* Whether the description is a mention of the actor whose line in `--show actors` this is. */
static bool means(const char *text, const char *day, const char *description, const char *line) {
  AllegeError error = {0};
  AllegeArticle article = {.text = text, .len = strlen(text), .published = day};
  AllegeReport *report = allege_analyze(engine, &article, &error);
  assert_non_null(report);
  const char *shown = allege_report_show(report, "actors");
  const char *actor = strstr(shown, line), *said = strstr(shown, description);
  bool found = actor && said && actor < said;
  for (const char *at = actor; found && at < said; at++)
    found = at[0] != '\n' || at[1] == ' '; /* no other actor between them */
  allege_report_free(report);
  return found;
}

/* What nothing in the article tells: who leads which state, who sits for which. */
static void knows_public_persons(void **state) {
  (void)state;
  assert_true(means("Emmanuel Macron met Angela Merkel in Lyon on Monday. The German chancellor "
                    "said the talks had gone well.",
                    "2019-03-05", "[The German chancellor]", "Angela Merkel: person DEU"));
  assert_true(means("Bernie Sanders debated with Ted Cruz in Lyon on Monday. The Texas senator "
                    "said the talks had gone well.",
                    "2019-03-05", "[The Texas senator]", "Ted Cruz: person USA"));
}

static void lists_unknown_names(void **state) {
  (void)state;
  const char *text = "Pavel Zorblatov met the Foreign Office. Later Pavel Zorblatov left.";
  assert_true(shows(engine, text, "unknown", "2\tperson\tPavel Zorblatov"));
  assert_false(shows(engine, text, "unknown", "1\torganization\tForeign Office"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(joins_states_and_their_people),
      cmocka_unit_test(joins_surnames),
      cmocka_unit_test(keeps_namesakes_apart),
      cmocka_unit_test(takes_a_bare_surname_for_whom_it_names_most),
      cmocka_unit_test(reads_initials_with_an_acronym_inside),
      cmocka_unit_test(keeps_the_town_a_town),
      cmocka_unit_test(leaves_out_who_takes_part_in_nothing),
      cmocka_unit_test(knows_titles),
      cmocka_unit_test(knows_public_persons),
      cmocka_unit_test(does_not_take_us_for_a_state),
      cmocka_unit_test(reads_own_actors),
      cmocka_unit_test(reads_own_names_with_signs),
      cmocka_unit_test(names_the_bad_line),
      cmocka_unit_test(lists_unknown_names),
  };
  return cmocka_run_group_tests(tests, open_engine, close_engine);
}
