/* SPDX-License-Identifier: MIT */
#include "model/linear.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

/* Two rows of two classes: feature 0 speaks for class 1, feature 1 for class 0. */
typedef struct {
  char magic[8];
  uint32_t rows_log2, classes;
  int16_t weights[8];
} Model;
static const Model MODEL = {"ALGLIN1", 1, 2, {-100, 300, 50, -20, 0, 0, 0, 0}};

static Data bytes_of(const Model *model, size_t size) { return (Data){(const char *)model, size}; }

static void scores_by_sums(void **state) {
  (void)state;
  AllegeError error;
  Linear linear;
  Data data = bytes_of(&MODEL, sizeof MODEL);
  assert_true(linear_parse(&data, "x.model", 2, &linear, &error));
  assert_int_equal(data.size, 0);
  int32_t scores[2];
  assert_int_equal(linear_best(&linear, &(Features){2, {0, 1}}, scores), 1);
  assert_int_equal(scores[0], -50);
  assert_int_equal(scores[1], 280);
  assert_int_equal(linear_best(&linear, &(Features){1, {7}}, scores), 0);
}

/* Any number of classes, any number of features. */
static void scores_any_width(void **state) {
  (void)state;
  enum { ROWS_LOG2 = 5 };
  struct {
    char magic[8];
    uint32_t rows_log2, classes;
    int16_t weights[LINEAR_CLASSES_MAX << ROWS_LOG2];
  } model = {"ALGLIN1", ROWS_LOG2, 0, {0}};
  for (uint32_t i = 0; i < sizeof model.weights / 2; i++)
    model.weights[i] = (int16_t)((i * 2654435761u) >> 16);
  for (uint32_t classes = 1; classes <= LINEAR_CLASSES_MAX; classes++) {
    AllegeError error;
    Linear linear;
    model.classes = classes;
    Data data = {(const char *)&model, sizeof model};
    assert_true(linear_parse(&data, "x.model", classes, &linear, &error));
    Features features = {0};
    LinearQueue queue;
    static int32_t queued[40][LINEAR_CLASSES_MAX], all[40][LINEAR_CLASSES_MAX];
    linear_queue_start(&queue, &linear);
    for (uint32_t count = 0; count < 40; count++) {
      int32_t *scores = all[count];
      linear_scores(&linear, &features, scores);
      *linear_queue_room(&queue) = features;
      linear_queue_add(&queue, queued[count]);
      for (uint32_t c = 0; c < classes; c++) {
        int32_t sum = 0;
        for (uint32_t i = 0; i < features.count; i++)
          sum += model.weights[features.hash[i] % (1 << ROWS_LOG2) * classes + c];
        assert_int_equal(scores[c], sum);
      }
      if (classes == 1) assert_int_equal(linear_score(&linear, &features), scores[0]);
      feature_add(&features, count, classes, 0);
    }
    linear_queue_end(&queue);
    for (uint32_t count = 0; count < 40; count++)
      assert_memory_equal(queued[count], all[count], classes * sizeof **all);
  }
}

static void refuses_what_is_not_its_model(void **state) {
  (void)state;
  AllegeError error;
  Linear linear;
  for (size_t size = 0; size < sizeof MODEL; size++) {
    Data data = bytes_of(&MODEL, size);
    assert_false(linear_parse(&data, "x.model", 2, &linear, &error));
  }
  Model other = MODEL;
  other.rows_log2 = 31;
  Data data = bytes_of(&other, sizeof other);
  assert_false(linear_parse(&data, "x.model", 2, &linear, &error));
  data = bytes_of(&MODEL, sizeof MODEL);
  assert_false(linear_parse(&data, "x.model", 3, &linear, &error));
  assert_string_equal(error.message, "x.model: damaged or of another version");
}

static void logistic_rises_and_is_even(void **state) {
  (void)state;
  assert_int_equal(logistic_thousandths(0), 500);
  assert_int_equal(logistic_thousandths(LINEAR_UNIT), 731);
  for (int32_t score = -4000; score < 4000; score++) {
    assert_true(logistic_thousandths(score) <= logistic_thousandths(score + 1));
    assert_int_equal(logistic_thousandths(score) + logistic_thousandths(-score), 1000);
  }
  assert_true(logistic_thousandths(INT32_MIN) <= 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(scores_by_sums),
      cmocka_unit_test(scores_any_width),
      cmocka_unit_test(refuses_what_is_not_its_model),
      cmocka_unit_test(logistic_rises_and_is_even),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
