/* SPDX-License-Identifier: MIT */
#include "allege.h"
#include "base/calendar.h"
#include "extract/dates.h"
#include "extract/passes.h"
#include "language/passes.h"
#include "model/dategrammar.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void assert_civil(Civil date, int32_t year, int32_t month, int32_t day) {
  assert_int_equal(date.year, year);
  assert_int_equal(date.month, month);
  assert_int_equal(date.day, day);
}

static void days_there_and_back(void **state) {
  (void)state;
  assert_int_equal(civil_to_days((Civil){1970, 1, 1}), 0);
  assert_int_equal(civil_to_days((Civil){2000, 3, 1}), 11017);
  for (int32_t days = -800000; days < 800000; days += 13) {
    Civil date = civil_from_days(days);
    assert_true(date.month >= 1 && date.month <= 12 && date.day >= 1 &&
                date.day <= days_in_month(date.year, date.month));
    assert_int_equal(civil_to_days(date), days);
  }
}

static void knows_which_days_exist(void **state) {
  (void)state;
  assert_true(civil_is_valid((Civil){2016, 2, 29}));
  assert_true(civil_is_valid((Civil){2000, 2, 29}));
  assert_false(civil_is_valid((Civil){1900, 2, 29}));
  assert_false(civil_is_valid((Civil){2017, 2, 31}));
  assert_false(civil_is_valid((Civil){2017, 13, 1}));
  assert_false(civil_is_valid((Civil){2017, 0, 1}));
}

static void adds_months_within_their_length(void **state) {
  (void)state;
  assert_civil(civil_add_months((Civil){2017, 1, 31}, 1), 2017, 2, 28);
  assert_civil(civil_add_months((Civil){2016, 2, 29}, -12), 2015, 2, 28);
  assert_civil(civil_add_months((Civil){2016, 11, 5}, 3), 2017, 2, 5);
  assert_civil(civil_add_days((Civil){2016, 12, 31}, 1), 2017, 1, 1);
}

static void counts_weeks_as_iso_does(void **state) {
  (void)state;
  static const struct {
    Civil date;
    int32_t year, week, weekday;
  } CASES[] = {
      {{2017, 2, 27}, 2017, 9, 1}, {{2016, 1, 3}, 2015, 53, 7}, {{2018, 12, 31}, 2019, 1, 1},
      {{2005, 1, 1}, 2004, 53, 6}, {{1998, 1, 8}, 1998, 2, 4},
  };
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    int32_t year, week;
    civil_iso_week(CASES[i].date, &year, &week);
    assert_int_equal(year, CASES[i].year);
    assert_int_equal(week, CASES[i].week);
    assert_int_equal(civil_weekday(CASES[i].date), CASES[i].weekday);
  }
}

static void finds_moving_holidays(void **state) {
  (void)state;
  assert_civil(civil_easter(2016), 2016, 3, 27);
  assert_civil(civil_easter(2000), 2000, 4, 23);
  assert_civil(civil_nth_weekday(1999, 11, 4, 4), 1999, 11, 25);
  assert_civil(civil_nth_weekday(2016, 5, 1, -1), 2016, 5, 30);
}

static void names_the_bad_line_of_a_grammar(void **state) {
  (void)state;
  static const char WORDS[] = "# c\nmay\tMONTH\t5\nnow\tNONSENSE\n", RULES[] = "a\tpoint\tMONTH\n",
                    BAD[] = "a\tpoint\tMONTH?\n";
  Arena arena = {0};
  DateGrammar grammar;
  AllegeError error = {0};
  assert_false(dategrammar_parse(&arena, (Data){WORDS, sizeof WORDS - 1},
                                 (Data){RULES, sizeof RULES - 1}, &grammar, &error));
  assert_non_null(strstr(error.message, "line 3"));
  assert_false(
      dategrammar_parse(&arena, (Data){WORDS, 14}, (Data){BAD, sizeof BAD - 1}, &grammar, &error));
  assert_non_null(strstr(error.message, "date-rules.tsv, line 1"));
  arena_free(&arena);
}

static AllegeEngine *engine;

static int open_engine(void **state) {
  (void)state;
  return (engine = allege_engine_open(&(AllegeOptions){.stop_after = "dates"}, NULL)) == NULL;
}
static int close_engine(void **state) {
  (void)state;
  allege_engine_close(engine);
  return 0;
}

/* The dates of `text` in the notation of --show. */
static void assert_dates(const char *text, const char *published, const char *expected) {
  AllegeReport *report = allege_analyze(
      engine, &(AllegeArticle){.text = text, .len = strlen(text), .published = published}, NULL);
  assert_non_null(report);
  assert_string_equal(allege_report_show(report, "dates"), expected);
  allege_report_free(report);
}

static void resolves_against_the_day_of_the_article(void **state) {
  (void)state;
  assert_dates("The foiled coup was due on October 16, 2016.", "2017-02-27",
               "[October 16, 2016] DATE 2016-10-16\n");
  assert_dates("Its sites came under attack for several days in mid-February.", "2017-02-27",
               "[several days] DURATION PXD\n[mid-February] DATE 2017-02\n");
  assert_dates("They met in February.", "2017", "[February] DATE 2017-02\n");
  assert_dates("They met in February.", "rubbish", "[February] DATE XXXX-02\n");
  assert_dates("They met yesterday.", "2016-03-01T08:00:00Z", "[yesterday] DATE 2016-02-29\n");
}

static void finds_the_day_of_the_article_in_the_text(void **state) {
  (void)state;
  assert_dates("Coup plot\n\nBy A. Writer\n12 March 2014\n\nThey met yesterday.", NULL,
               "[12 March 2014] DATE 2014-03-12\n[yesterday] DATE 2014-03-11\n");
  assert_dates("PODGORICA, May 2, 2011 (Agency) - They met yesterday.", NULL,
               "[May 2, 2011] DATE 2011-05-02\n[yesterday] DATE 2011-05-01\n");
  assert_dates("On May 2, 2011 they met again after what he had said yesterday about the war.",
               NULL, "[May 2, 2011] DATE 2011-05-02\n[yesterday] DATE XXXX-XX-XX\n");
}

static void finds_no_date_in_nonsense(void **state) {
  (void)state;
  static const char *const NONSENSE[] = {
      "The account 2882015 was closed.",
      "It was signed on 31 February.",
      "Call 555-1234 or +44 20 7946 0958.",
      "United won 3-2 after 0-0 and 52:48.",
      "It cost $1,990 or 1990 euros.",
      "A Boeing 747 passed an F-16 and an A320.",
      "A Peugeot 2008 took Flight 1990.",
      "Theresa May may march on.",
      "The rates fall and the sun sets.",
      "He is a 44-year-old man in his 30s.",
      "Version 2.0.1 runs at 192.168.1.1.",
      "See page 1999 and 13/13/2013 or 2016-13-45.",
      "Version 10.2.1 of the program.",
      "They won 2-1 and 21-19; it was 9-11 in the third set.",
      "He dialled 9-1-1 and then 1-800-555-0199, or 020 7946 0018.",
      "Flight 370, Flight BA 2017, Route 66, Interstate 95, the A1 and the M25 were closed.",
      "A Boeing 737 and a 737-800, a MiG-29, an AK-47, two MD-80s and a Peugeot 208.",
      "The address is 10.0.0.1 or 172.16.254.1 and the port 8080.",
      "The odds were 1,000 to 1, then 7/2 and 11/4 on.",
      "ISBN 978-3-16-148410-0 and ISSN 2049-3630.",
      "It cost $1,999.99, \xe2\x82\xac"
      "2000, 2,017 crowns and 1995 pesos.",
      "Section 230, Article 50, Resolution 1441, Rule 2017 and Chapter 11 apply.",
      "Mrs May and Theresa May met April Jones, June Brown and August Wilson.",
      "They march on the capital; a march for peace; he may go; you sat in the sun.",
      "The second man, a third party, the fourth estate and a fifth column.",
      "Highway 2015, Room 1984, bus 1990 and Channel 4.",
      "The planes flew at 2000 feet. He ran 100 metres in 9.58 and the mile in 3:43.13.",
      "The index fell to 2017.45 and rose 1999 points.",
      "His weight is 80 kg, his height 1.85 m, his score 2050.",
      "The model X-2000, the 1,984 pupils and unit 1999-B.",
      "It is 3/4 water and 1/2 wine, with 24/7 care for 30 ad men.",
      "The wed couple sat; the fri sun set; sun and mon and sat are no days here.",
      "The shop is at 2001 Elm Road, the house at 1600 Pennsylvania Avenue.",
      "Windows 2000, Office 2019 and Area 51.",
      "Serial 20170227-4411, order 2017/55/3 and case 17-1618.",
      "Three quarters of the men left.",
      "",
      "2",
      "'",
      "1:",
      "12/",
      "1/2",
      "10:99",
      "24:30",
      "-",
      "1-",
      "12-12-",
      "\xe2\x80\x99",
      "0s",
      "99999999999999999999",
  };
  for (size_t i = 0; i < sizeof NONSENSE / sizeof *NONSENSE; i++)
    assert_dates(NONSENSE[i], "2017-02-27", "");
}

static void read_document(const Models *models, Document *document, const char *text) {
  document_init(document, text, (uint32_t)strlen(text));
  document->published = STR("2017-02-27");
  find_tokens(models, document);
  find_sentences(models, document);
  find_quotes(models, document);
  find_tags(models, document);
  find_lemmas(models, document);
  find_heads(models, document);
  find_dates(models, document);
}

static uint32_t token_of(const Document *document, const char *word) {
  uint32_t i = 0;
  while (i < document->tokens.count && !str_is(document->tokens.folded[i], word)) i++;
  return i;
}

/* The value of the date of `word`, or "" */
static void assert_date_of(const Models *models, const char *text, const char *word,
                           const char *value) {
  Document document;
  read_document(models, &document, text);
  uint32_t date = date_of_token(&document, token_of(&document, word));
  Str found = date == NONE ? (Str){0} : document.dates.items[date].value;
  if (!str_is(found, value)) print_error("%s of: %s\n", word, text);
  assert_int_equal(found.len, strlen(value));
  assert_memory_equal(found.len ? found.bytes : "", value, found.len);
  document_free(&document);
}

static void knows_what_a_date_dates(void **state) {
  (void)state;
  Models models = {0};
  assert_true(models_load(&models, NULL, NULL));
  assert_date_of(&models, "The army attacked the port on October 16, 2016.", "attacked",
                 "2016-10-16");
  assert_date_of(&models, "On Friday the minister accused Norland of spying.", "accused",
                 "2017-02-24");
  assert_date_of(&models, "The minister said on Friday that Norland had bombed the port in 2014.",
                 "said", "2017-02-24");
  assert_date_of(&models, "The minister said on Friday that Norland had bombed the port in 2014.",
                 "bombed", "2014");
  assert_date_of(&models, "The minister said on Friday that Norland had bombed the port.", "bombed",
                 "");
  assert_date_of(&models, "The rebels began to shell the town on Sunday.", "shell", "2017-02-26");
  assert_date_of(&models, "The attack in 2014 was denied on Sunday.", "attack", "2014");
  assert_date_of(&models, "The attack in 2014 was denied on Sunday.", "denied", "2017-02-26");
  assert_date_of(&models, "They are now at war.", "war", "");
  assert_date_of(&models, "Norland has attacked the port in the past 12 months.", "attacked",
                 "P12M");
  assert_date_of(&models, "Norland attacked the port for 12 months.", "attacked", "");
  models_free(&models);
}

static void keeps_the_saying_and_the_act_apart(void **state) {
  (void)state;
  Models models = {0};
  Document document;
  assert_true(models_load(&models, NULL, NULL));
  read_document(&models, &document,
                "On Friday they accused Norland of bombing the port in May 2014.");
  Claim claim = {.cue_token = token_of(&document, "accused"),
                 .content = {34, 28},
                 .date = NONE,
                 .act_date = NONE};
  ARRAY_PUSH(&document.arena, &document.claims, claim);
  claim.content = (Span){0, 0};
  ARRAY_PUSH(&document.arena, &document.claims, claim);
  find_claim_dates(&models, &document);
  assert_int_equal(document.claims.items[0].date, 0);
  assert_int_equal(document.claims.items[0].act_date, 1);
  assert_int_equal(document.claims.items[1].date, 0);
  assert_int_equal(document.claims.items[1].act_date, NONE);
  document_free(&document);
  models_free(&models);
}

static void finds_the_date_of_an_alleged_act(void **state) {
  (void)state;
  Models models = {0};
  Document document;
  assert_true(models_load(&models, NULL, NULL));
  read_document(&models, &document,
                "On Friday they accused Norland of bombing the port for two days in May 2014.");
  assert_int_equal(date_in_span(&document, (Span){32, 45}), 2);
  assert_int_equal(date_in_span(&document, (Span){32, 10}), NONE);
  assert_int_equal(date_in_span(&document, (Span){0, document.len}), 0);
  document_free(&document);
  models_free(&models);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(days_there_and_back),
      cmocka_unit_test(knows_which_days_exist),
      cmocka_unit_test(adds_months_within_their_length),
      cmocka_unit_test(counts_weeks_as_iso_does),
      cmocka_unit_test(finds_moving_holidays),
      cmocka_unit_test(names_the_bad_line_of_a_grammar),
      cmocka_unit_test(knows_what_a_date_dates),
      cmocka_unit_test(keeps_the_saying_and_the_act_apart),
      cmocka_unit_test(finds_the_date_of_an_alleged_act),
      cmocka_unit_test_setup_teardown(resolves_against_the_day_of_the_article, open_engine,
                                      close_engine),
      cmocka_unit_test_setup_teardown(finds_the_day_of_the_article_in_the_text, open_engine,
                                      close_engine),
      cmocka_unit_test_setup_teardown(finds_no_date_in_nonsense, open_engine, close_engine),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
