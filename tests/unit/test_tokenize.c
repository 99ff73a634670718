/* SPDX-License-Identifier: MIT */
#include "language/passes.h"
#include "with_models.h"

/* The tokens of `text` with a space between words and "|" before clitics. */
static void check(const char *text, const char *wanted) {
  Document d;
  char got[1024] = "";
  size_t len = 0;
  document_init(&d, text, (uint32_t)strlen(text));
  find_tokens(&models, &d);
  for (uint32_t i = 0; i < d.tokens.count; i++) {
    Str word = document_text(&d, d.tokens.span[i]);
    const char *mark = i == 0 ? "" : d.tokens.flags[i] & TOKEN_JOINED ? "|" : " ";
    len += (size_t)snprintf(got + len, sizeof got - len, "%s%.*s", mark, (int)word.len, word.bytes);
  }
  document_free(&d);
  assert_string_equal(got, wanted);
}

static void cuts_clitics(void **state) {
  (void)state;
  check("I don't, you can't; we cannot", "I do|n't , you ca|n't ; we can|not");
  check("She's Norland's, they’ll say he’d’ve gone",
        "She|'s Norland|'s , they|’ll say he|’d|’ve gone");
  check("the ministers' aides", "the ministers|' aides");
  check("the 'ministers' of the ministers' party", "the ' ministers ' of the ministers|' party");
  check("gonna dunno", "gon|na du|n|no");
  check("O'Brien at 5 o'clock, ma'am", "O'Brien at 5 o'clock , ma'am");
  check("'em in '95, the 1980's, '90s", "'em in '95 , the 1980's , '90s");
}

static void keeps_full_stops_of_abbreviations(void **state) {
  (void)state;
  check("Mr. J. K. Olm left the U.S. at 5 p.m. on Jan. 3.",
        "Mr. J. K. Olm left the U.S. at 5 p.m. on Jan. 3 .");
  check("They said no. No. 3 won.", "They said no . No. 3 won .");
  check("It sat. Sat. 3 was fine.", "It sat . Sat. 3 was fine .");
  check("Olm Inc. of Norland etc. and so on, etc. They left.",
        "Olm Inc. of Norland etc. and so on , etc . They left .");
  check("a Ph.D. student", "a Ph.D. student");
  check("Wait... what?! No!!", "Wait ... what ?! No !!");
  check("Wait… what", "Wait … what");
}

static void splits_compounds_but_not_prefixes(void **state) {
  (void)state;
  check("long-term non-profit anti-war 20-year-old F-16",
        "long - term non-profit anti-war 20 - year - old F - 16");
  check("he/she w/o AT&T R&D", "he / she w/o AT&T R&D");
  check("talks--then war—again", "talks -- then war — again");
}

static void reads_numbers(void **state) {
  (void)state;
  check("1,000.5 2016-10-16 7:30 9/11 3-4 20th 713-555-3989",
        "1,000.5 2016-10-16 7:30 9/11 3 - 4 20th 713-555-3989");
  check("$5m US$3 £2.5bn 40% 5pm 10km 3D", "$ 5 m US$ 3 £ 2.5 bn 40 % 5 pm 10 km 3D");
}

static void reads_addresses(void **state) {
  (void)state;
  check("(see http://www.olm.org/a_(b), www.olm.org.)",
        "( see http://www.olm.org/a_(b) , www.olm.org . )");
  check("mail a.b-c@olm.co.uk, @olm #news olm.com", "mail a.b-c@olm.co.uk , @olm #news olm.com");
  check("end.Then", "end . Then");
}

static void folds_and_flags(void **state) {
  (void)state;
  Document d;
  const char *text = "\xEF\xBB\xBFUN\xC2\xA0"
                     "A\xCC\x8A“Ét\xC2\xAD"
                     "é”\r\n\r\nend\nline";
  document_init(&d, text, (uint32_t)strlen(text));
  find_tokens(&models, &d);
  assert_int_equal(d.tokens.count, 7);
  assert_true(str_is(d.tokens.folded[0], "un") && (d.tokens.flags[0] & TOKEN_UPPER));
  assert_true(str_is(d.tokens.folded[1], "å") && (d.tokens.flags[1] & TOKEN_CAPITALISED));
  assert_true(str_is(d.tokens.folded[2], "\""));
  assert_true(str_is(d.tokens.folded[3], "été"));
  assert_true(d.tokens.flags[5] & TOKEN_PARAGRAPH_BEFORE);
  assert_int_equal(d.tokens.flags[6] & (TOKEN_PARAGRAPH_BEFORE | TOKEN_LINE_BEFORE),
                   TOKEN_LINE_BEFORE);
  for (uint32_t i = 0; i < d.tokens.count; i++)
    assert_int_equal(d.tokens.hash[i], str_hash(d.tokens.folded[i]));
  document_free(&d);
}

/* One chunk of 256 KiB of anything takes no longer than some seconds. */
static void cut_all(Document *d, const char *text, uint32_t len) {
  document_init(d, text, len);
  find_tokens(&models, d);
  assert_int_equal(span_end(d->tokens.span[d->tokens.count - 1]), len);
}

static void is_linear_on_hostile_text(void **state) {
  (void)state;
  static const char *const PARTS[] = {"a",    "a.", "'",       "a@",  "www.",         "1-",
                                      "-",    "a-", "http://", "a'",  "\xE2\x80\x99", "(",
                                      "U.S.", ":)", "1,",      "a.b", "..",           "\xC2\xAD"};
  check_is_linear(PARTS, sizeof PARTS / sizeof *PARTS, cut_all);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cuts_clitics),
      cmocka_unit_test(keeps_full_stops_of_abbreviations),
      cmocka_unit_test(splits_compounds_but_not_prefixes),
      cmocka_unit_test(reads_numbers),
      cmocka_unit_test(reads_addresses),
      cmocka_unit_test(folds_and_flags),
      cmocka_unit_test(is_linear_on_hostile_text),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
