/* SPDX-License-Identifier: MIT */
/* test_threads.c - one engine shared by threads gives each the answer that it gives alone; and the
 * batch writes in order. Meant for TSAN=1 as well. */
#include "allege.h"
#include "batch.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <pthread.h>

enum { THREADS = 4, ARTICLES = 12, JOBS = 500 };

static AllegeEngine *engine;
static char *alone[ARTICLES];

static char *report_of(int i) {
  char text[400];
  int len = snprintf(
      text, sizeof text,
      "The mayor of Oldport accused Company %d on Monday of \"hiding a leak\". It denied it.\n\n"
      "“We did nothing,” said Ann Smith, who met %d officials on May %d, 2016.",
      i, i * 7, i + 1);
  AllegeArticle article = {.text = text, .len = (size_t)len, .published = "2024-05-31"};
  AllegeReport *report = allege_analyze(engine, &article, NULL);
  char *printed = strdup(allege_report_print(report, ALLEGE_JSON));
  allege_report_free(report);
  return printed;
}

static void *work(void *differ) {
  for (int round = 0; round < 3; round++)
    for (int i = 0; i < ARTICLES; i++) {
      char *printed = report_of(i);
      *(bool *)differ |= strcmp(printed, alone[i]) != 0;
      free(printed);
    }
  return NULL;
}

static void threads_share_an_engine(void **state) {
  (void)state;
  pthread_t threads[THREADS];
  bool differ[THREADS] = {false};
  for (int i = 0; i < ARTICLES; i++) alone[i] = report_of(i);
  for (int i = 0; i < THREADS; i++)
    assert_int_equal(pthread_create(&threads[i], NULL, work, &differ[i]), 0);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  for (int i = 0; i < THREADS; i++) assert_false(differ[i]);
  for (int i = 0; i < ARTICLES; i++) free(alone[i]);
}

typedef struct {
  int read, written, stop_at;
} Jobs;
typedef struct {
  int number, square;
  char *held;
} Slot;

static bool read_slot(void *context, void *slot) {
  Jobs *jobs = context;
  if (jobs->read == JOBS) return false;
  ((Slot *)slot)->number = jobs->read++;
  return true;
}
static void work_slot(void *context, void *slot) {
  (void)context;
  Slot *s = slot;
  if (!s->held) s->held = malloc(10);
  volatile int wait = s->number * 7919 % 5000; /* jobs end out of order */
  while (wait > 0) wait--;
  s->square = s->number * s->number;
}
static bool write_slot(void *context, void *slot) {
  Jobs *jobs = context;
  Slot *s = slot;
  if (s->number != jobs->written || s->square != s->number * s->number) return false;
  return ++jobs->written != jobs->stop_at;
}
static void end_slot(void *slot) { free(((Slot *)slot)->held); }

static void a_batch_keeps_order(void **state) {
  (void)state;
  for (unsigned threads = 1; threads <= 8; threads++) {
    Jobs jobs = {0, 0, -1};
    Batch batch = {&jobs, read_slot, work_slot, write_slot, end_slot, sizeof(Slot)};
    batch_run(&batch, threads);
    assert_int_equal(jobs.written, JOBS);
  }
}

static void a_batch_stops_when_told(void **state) {
  (void)state;
  for (unsigned threads = 1; threads <= 4; threads++) {
    Jobs jobs = {0, 0, 50};
    Batch batch = {&jobs, read_slot, work_slot, write_slot, end_slot, sizeof(Slot)};
    batch_run(&batch, threads);
    assert_int_equal(jobs.written, 50);
    assert_true(jobs.read < JOBS);
  }
}

int main(void) {
  AllegeError error;
  engine = allege_engine_open(NULL, &error);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(threads_share_an_engine),
      cmocka_unit_test(a_batch_keeps_order),
      cmocka_unit_test(a_batch_stops_when_told),
  };
  int failed = engine ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
  allege_engine_close(engine);
  return failed;
}
