/* SPDX-License-Identifier: MIT */
#include "extract/frames.h"
#include "extract/passes.h"
#include "extract/tree.h"
#include "sentence.h"
#include "with_models.h"

static uint32_t role(const Document *d, uint32_t predicate, FrameRole wanted) {
  return frame_role_head(d, frame_of(d, predicate), wanted);
}

static void finds_the_roles_of_a_passive(void **state) {
  (void)state;
  static const Row ROWS[] = {
      /* the villages were not attacked by rebels */
      {"the", "the", UPOS_DET, XPOS_DT, 2, REL_DET},
      {"villages", "village", UPOS_NOUN, XPOS_NNS, 5, REL_NSUBJ_PASS},
      {"were", "be", UPOS_AUX, XPOS_VBD, 5, REL_AUX_PASS},
      {"not", "not", UPOS_PART, XPOS_RB, 5, REL_ADVMOD},
      {"attacked", "attack", UPOS_VERB, XPOS_VBN, 0, REL_ROOT},
      {"by", "by", UPOS_ADP, XPOS_IN, 7, REL_CASE},
      {"rebels", "rebel", UPOS_NOUN, XPOS_NNS, 5, REL_OBL_AGENT},
  };
  Document d;
  sentence_build(&d, ROWS, 7);
  find_frames(&models, &d);
  assert_true(frame_of(&d, 4)->passive);
  assert_true(frame_of(&d, 4)->negated);
  assert_int_equal(role(&d, 4, ROLE_ARG0), 6);
  assert_int_equal(role(&d, 4, ROLE_ARG1), 1);
  assert_int_equal(role(&d, 4, ROLE_NEG), 3);
  const FrameArgument *argument = frame_argument(&d, frame_of(&d, 4), ROLE_ARG1);
  assert_int_equal(argument->range.first, 0);
  assert_int_equal(argument->range.count, 2);
  assert_null(frame_of(&d, 1) ? frame_argument(&d, frame_of(&d, 1), ROLE_ARG0) : NULL);
  document_free(&d);
}

static void shares_subjects_and_finds_antecedents(void **state) {
  (void)state;
  static const Row ROWS[] = {
      /* soldiers who burned houses fled and tried to hide */
      {"soldiers", "soldier", UPOS_NOUN, XPOS_NNS, 5, REL_NSUBJ},
      {"who", "who", UPOS_PRON, XPOS_WP, 3, REL_NSUBJ},
      {"burned", "burn", UPOS_VERB, XPOS_VBD, 1, REL_ACL_RELCL},
      {"houses", "house", UPOS_NOUN, XPOS_NNS, 3, REL_OBJ},
      {"fled", "flee", UPOS_VERB, XPOS_VBD, 0, REL_ROOT},
      {"and", "and", UPOS_CCONJ, XPOS_CC, 7, REL_CC},
      {"tried", "try", UPOS_VERB, XPOS_VBD, 5, REL_CONJ},
      {"to", "to", UPOS_PART, XPOS_TO, 9, REL_MARK},
      {"hide", "hide", UPOS_VERB, XPOS_VB, 7, REL_XCOMP},
  };
  Document d;
  sentence_build(&d, ROWS, 9);
  find_frames(&models, &d);
  assert_int_equal(role(&d, 2, ROLE_ARG0), 0);
  assert_int_equal(role(&d, 2, ROLE_ARG1), 3);
  assert_int_equal(role(&d, 4, ROLE_ARG0), 0);
  assert_int_equal(role(&d, 6, ROLE_ARG0), 0);
  assert_int_equal(role(&d, 8, ROLE_ARG0), 0);
  /* the antecedent is shown without its clause */
  assert_int_equal(frame_argument(&d, frame_of(&d, 2), ROLE_ARG0)->range.count, 1);
  document_free(&d);
}

static void walks_trees(void **state) {
  (void)state;
  static const Row ROWS[] = {
      /* , men of honour . */
      {",", ",", UPOS_PUNCT, XPOS_COMMA, 2, REL_PUNCT},
      {"men", "man", UPOS_NOUN, XPOS_NNS, 0, REL_ROOT},
      {"of", "of", UPOS_ADP, XPOS_IN, 4, REL_CASE},
      {"honour", "honour", UPOS_NOUN, XPOS_NN, 2, REL_NMOD},
      {".", ".", UPOS_PUNCT, XPOS_PERIOD, 2, REL_PUNCT},
  };
  Document d;
  sentence_build(&d, ROWS, 5);
  tree_build(&d);
  TokenRange range = tree_subtree(&d.tokens, 1);
  assert_int_equal(range.first, 1);
  assert_int_equal(range.count, 3);
  assert_int_equal(tree_marker(&d.tokens, 3), 2);
  assert_int_equal(tree_marker(&d.tokens, 1), NONE);
  assert_int_equal(tree_child(&d.tokens, 1, REL_NMOD), 3);
  assert_true(tree_is_above(&d.tokens, 1, 2));
  assert_false(tree_is_above(&d.tokens, 3, 1));
  document_free(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_the_roles_of_a_passive),
      cmocka_unit_test(shares_subjects_and_finds_antecedents),
      cmocka_unit_test(walks_trees),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
