/* SPDX-License-Identifier: MIT */
/* Names: which words, which type; labels, lists and the rest of the document together. */
#include "with_models.h"
#include "extract/name_chain.h"
#include "extract/passes.h"
#include "language/passes.h"

static void analyse(Document *d, const char *text, uint32_t len) {
  document_init(d, text, len);
  find_tokens(&models, d);
  find_sentences(&models, d);
  find_quotes(&models, d);
  find_tags(&models, d);
  find_lemmas(&models, d);
  find_heads(&models, d);
  find_names(&models, d);
}

/* The type of the name that is just `words` the first time they stand in `text`, or -1. */
static int type_of(const char *text, const char *words) {
  Document d;
  analyse(&d, text, (uint32_t)strlen(text));
  uint32_t start = (uint32_t)(strstr(text, words) - text), end = start + (uint32_t)strlen(words);
  int type = -1;
  for (uint32_t i = 0; i < d.names.count; i++) {
    TokenRange range = d.names.items[i].range;
    Span last = d.tokens.span[range.first + range.count - 1];
    if (d.tokens.span[range.first].start == start && last.start + last.len == end)
      type = d.names.items[i].type;
  }
  document_free(&d);
  return type;
}

static void listed_names_are_whole(void **state) {
  (void)state;
  const char *text = "Upon return to New Orleans after the flood, Maria Keller taught in Salt Lake "
                     "City. Houses in New Orleans were scarce.";
  assert_int_equal(type_of(text, "New Orleans"), ACTOR_PLACE);
  assert_int_equal(type_of(text, "Salt Lake City"), ACTOR_PLACE);
  assert_int_equal(type_of(text, "Orleans"), -1);
}

static void people_have_no_titles(void **state) {
  (void)state;
  const char *text = "Prime Minister Ingrid Halvorsen met Gen. Pavel Dusek and Mrs. Okafor.";
  assert_int_equal(type_of(text, "Ingrid Halvorsen"), ACTOR_PERSON);
  assert_int_equal(type_of(text, "Pavel Dusek"), ACTOR_PERSON);
  assert_int_equal(type_of(text, "Okafor"), ACTOR_PERSON);
}

static void one_name_has_one_type(void **state) {
  (void)state;
  const char *text = "Jelena Brankovic spoke first. Later Brankovic left. The crowd cheered "
                     "Brankovic in the rain.";
  assert_int_equal(type_of(text, "Brankovic left") == ACTOR_PERSON ||
                       type_of(text, "Jelena Brankovic") == ACTOR_PERSON,
                   1);
}

static void shouting_makes_no_bodies(void **state) {
  (void)state;
  const char *text = "WHO WANTS TO HELP THE CHILDREN? THIS IS THE LAST CHANCE.";
  assert_int_equal(type_of(text, "WHO"), -1);
  assert_int_equal(type_of(text, "IS"), -1);
  assert_int_equal(type_of("Doctors of the WHO arrived in Geneva.", "WHO"), ACTOR_ORGANIZATION);
}

static void labels_follow_their_beginning(void **state) {
  (void)state;
  assert_true(name_label_follows(NAME_B_PER, NAME_B_PER + 1));
  assert_true(name_label_follows(NAME_B_PER + 1, NAME_B_PER + 1));
  assert_false(name_label_follows(NAME_O, NAME_B_PER + 1));
  assert_false(name_label_follows(NAME_B_ORG, NAME_B_PER + 1));
  for (uint32_t before = 0; before < NAME_LABEL_COUNT; before++)
    assert_true(name_label_follows(before, NAME_O));
}

static void names_do_not_overlap(void **state) {
  (void)state;
  const char *text = "New York State New Orleans Saints (NOS), St. Louis, Mo. and Washington D.C. "
                     "and the U.S. Department of Housing and Urban Development of New Mexico";
  Document d;
  analyse(&d, text, (uint32_t)strlen(text));
  for (uint32_t i = 0; i < d.names.count; i++) {
    TokenRange range = d.names.items[i].range;
    assert_true(range.count > 0 && range.first + range.count <= d.tokens.count);
    assert_true(i == 0 ||
                d.names.items[i - 1].range.first + d.names.items[i - 1].range.count <= range.first);
  }
  document_free(&d);
}

static void time_is_linear(void **state) {
  (void)state;
  static const char *const PARTS[] = {"New ", "New York ", "U.S. Department of ", "A. ", "(WHO) "};
  check_is_linear(PARTS, sizeof PARTS / sizeof *PARTS, analyse);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(listed_names_are_whole),
      cmocka_unit_test(people_have_no_titles),
      cmocka_unit_test(one_name_has_one_type),
      cmocka_unit_test(shouting_makes_no_bodies),
      cmocka_unit_test(labels_follow_their_beginning),
      cmocka_unit_test(names_do_not_overlap),
      cmocka_unit_test(time_is_linear),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
