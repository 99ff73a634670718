/* SPDX-License-Identifier: MIT */
#include "language/features.h"
#include "language/passes.h"
#include "with_models.h"

static void analyse(Document *document, const char *text, uint32_t len) {
  document_init(document, text, len);
  find_tokens(&models, document);
  find_sentences(&models, document);
  find_quotes(&models, document);
  find_tags(&models, document);
  find_heads(&models, document);
}

/* Heads stay in the sentence, one root, no cycles; labels are known. */
static void assert_trees(const Document *document) {
  const Tokens *tokens = &document->tokens;
  for (uint32_t s = 0; s < document->sentences.count; s++) {
    TokenRange sentence = document->sentences.items[s];
    uint32_t roots = 0;
    for (uint32_t t = sentence.first; t < sentence.first + sentence.count; t++) {
      uint32_t at = t, steps = 0;
      while (tokens->head[at] != NONE && steps++ <= sentence.count) {
        at = tokens->head[at];
        assert_true(range_has(sentence, at));
      }
      assert_true(tokens->head[at] == NONE);
      roots += tokens->head[t] == NONE;
      assert_int_equal(tokens->relation[t] == REL_ROOT, tokens->head[t] == NONE);
      assert_true(tokens->tag[t] < UPOS_COUNT && tokens->xpos[t] < XPOS_COUNT);
      assert_true(tokens->relation[t] < RELATION_COUNT && tokens->name_label[t] < NAME_LABEL_COUNT);
    }
    assert_int_equal(roots, 1);
  }
}

static void makes_trees_of_any_text(void **state) {
  (void)state;
  static const char *const WORDS[] = {"the ", "Minister", " said", ", ",           "\"",  ".",
                                      "\n\n", "GUILTY ",  "12%",   "\xE2\x80\x9D", " - ", "?!",
                                      "\xFF", "(",        "of ",   "isn't "};
  char text[1200];
  uint32_t state_of = 7;
  for (int round = 0; round < 150; round++) {
    uint32_t len = 0;
    while (len < 4 + (uint32_t)round * 7) {
      state_of = state_of * 1664525u + 1013904223u;
      const char *word = WORDS[(state_of >> 16) % (sizeof WORDS / sizeof *WORDS)];
      memcpy(text + len, word, strlen(word));
      len += (uint32_t)strlen(word);
    }
    Document document;
    analyse(&document, text, len);
    assert_trees(&document);
    document_free(&document);
  }
}

static void reads_a_headline_as_a_clause(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t verb, subject;
    uint8_t tag;
  } LINES[] = {
      {"Harbour chief decries quay closures", 2, 1, XPOS_VBZ},
      {"Dockers berate port owners over pay\n\nIt rained.", 1, 0, XPOS_VBP},
      {"Quay row: Dockers berate port owners", 4, 3, XPOS_VBP},
  };
  for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
    Document d;
    analyse(&d, LINES[i].text, (uint32_t)strlen(LINES[i].text));
    assert_trees(&d);
    assert_int_equal(d.tokens.xpos[LINES[i].verb], LINES[i].tag);
    assert_int_equal(d.tokens.head[LINES[i].subject], LINES[i].verb);
    assert_int_equal(d.tokens.relation[LINES[i].subject], REL_NSUBJ);
    document_free(&d);
  }
}

static void leaves_rows_of_nouns(void **state) {
  (void)state;
  static const char *const LINES[] = {"Militia attacks toll", "Knife attacks study",
                                      "Minister questions time", "Murder charges hearing"};
  for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
    Document d;
    analyse(&d, LINES[i], (uint32_t)strlen(LINES[i]));
    assert_int_equal(d.tokens.xpos[1], XPOS_NNS);
    document_free(&d);
  }
}

static void joins_the_pieces_of_a_long_sentence(void **state) {
  (void)state;
  static char text[40000];
  uint32_t len = 0;
  for (int i = 0; i < 1000; i++)
    len += (uint32_t)sprintf(text + len, i % 9 ? "and the envoy warned " : "rebels, ");
  Document document;
  analyse(&document, text, len);
  assert_trees(&document);
  document_free(&document);
}

/* Names go on only as they began. */
static void names_are_well_formed(void **state) {
  (void)state;
  static const char text[] =
      "Maria Delgado of the Harbour Workers Union met Lord Ashcombe in New Carthage . THE UNION "
      "OF MARIA DELGADO , Reuters Berlin London said .";
  Document document;
  analyse(&document, text, sizeof text - 1);
  for (uint32_t t = 0; t < document.tokens.count; t++) {
    uint8_t label = document.tokens.name_label[t];
    if (label == NAME_O || label % 2) continue;
    assert_true(t > 0);
    uint8_t before = document.tokens.name_label[t - 1];
    assert_true(before == label || before == label - 1);
  }
  document_free(&document);
}

static TokenText word(const char *text, const char *folded) {
  return (TokenText){text, folded, (uint32_t)strlen(text), (uint32_t)strlen(folded)};
}

static void features_see_word_and_shape(void **state) {
  (void)state;
  uint32_t a[FEATURE_COUNT], b[FEATURE_COUNT];
  TokenText upper = word("PARIS", "paris"), title = word("Paris", "paris"), one = word("a", "a");
  features_keys(&upper, CASE_PLAIN, false, a);
  features_keys(&title, CASE_PLAIN, false, b);
  assert_int_equal(a[FEATURE_WORD], b[FEATURE_WORD]);
  assert_int_not_equal(a[FEATURE_COUNT - 1], b[FEATURE_COUNT - 1]);
  features_keys(&one, CASE_PLAIN, true, a);
  assert_int_equal(a[1], 0); /* no beginning shorter than the word */
  TokenText curly = word("\xE2\x80\x9C", "\""), plain = word("\"", "\"");
  features_keys(&curly, CASE_PLAIN, false, a);
  features_keys(&plain, CASE_PLAIN, false, b);
  assert_memory_equal(a, b, sizeof a);
}

static void knows_the_case_of_a_sentence(void **state) {
  (void)state;
  TokenText plain[] = {word("The", "the"), word("envoy", "envoy"), word("Smith", "smith"),
                       word("resigned", "resigned")};
  TokenText upper[] = {word("ENVOY", "envoy"), word("QUITS", "quits"), word("POST", "post")};
  TokenText title[] = {word("Envoy", "envoy"), word("Quits", "quits"), word("Over", "over"),
                       word("Leak", "leak")};
  TokenText lower[] = {word("envoy", "envoy"), word("quits", "quits"), word("over", "over"),
                       word("leak", "leak")};
  assert_int_equal(features_case(plain, 4), CASE_PLAIN);
  assert_int_equal(features_case(upper, 3), CASE_CAPITALS);
  assert_int_equal(features_case(title, 4), CASE_TITLE);
  assert_int_equal(features_case(lower, 4), CASE_LOWER);
  assert_int_equal(features_case(plain, 0), CASE_PLAIN);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(makes_trees_of_any_text),
      cmocka_unit_test(reads_a_headline_as_a_clause),
      cmocka_unit_test(leaves_rows_of_nouns),
      cmocka_unit_test(joins_the_pieces_of_a_long_sentence),
      cmocka_unit_test(names_are_well_formed),
      cmocka_unit_test(features_see_word_and_shape),
      cmocka_unit_test(knows_the_case_of_a_sentence),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
