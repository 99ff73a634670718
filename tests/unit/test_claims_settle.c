/* SPDX-License-Identifier: MIT */
#include "extract/claims.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void add(Document *d, uint8_t kind, uint32_t start, uint32_t len, uint32_t token) {
  Claim claim = {.kind = kind, .cue = {start, len}, .cue_token = token};
  ARRAY_PUSH(&d->arena, &d->claims, claim);
}

static void expect(const Document *d, uint32_t index, uint8_t kind, uint32_t start) {
  assert_int_equal(d->claims.items[index].kind, kind);
  assert_int_equal(d->claims.items[index].cue.start, start);
}

static void merges_by_cue(void **state) {
  (void)state;
  Document d = {0};
  add(&d, CLAIM_STATEMENT, 10, 4, 2), add(&d, CLAIM_STATEMENT, 50, 4, 9);
  add(&d, CLAIM_DENIAL, 30, 6, 6), add(&d, CLAIM_ACCUSATION, 70, 7, 12);
  settle_claims(&d, 2);
  assert_int_equal(d.claims.count, 4);
  expect(&d, 0, CLAIM_STATEMENT, 10), expect(&d, 1, CLAIM_DENIAL, 30);
  expect(&d, 2, CLAIM_STATEMENT, 50), expect(&d, 3, CLAIM_ACCUSATION, 70);
  arena_free(&d.arena);
}

static void keeps_the_claim_where_both_read_a_cue(void **state) {
  (void)state;
  Document d = {0};
  add(&d, CLAIM_STATEMENT, 10, 11, 3); /* "has accused" and "accused" */
  d.claims.items[0].reported_by = (IndexRange){5, 1};
  add(&d, CLAIM_ACCUSATION, 14, 7, 3);
  d.claims.items[1].is_explicit = true;
  settle_claims(&d, 1);
  assert_int_equal(d.claims.count, 1);
  expect(&d, 0, CLAIM_ACCUSATION, 10);                      /* with its verb group */
  assert_int_equal(d.claims.items[0].reported_by.count, 1); /* what only the statement knew */
  arena_free(&d.arena);
}

static void keeps_both_where_the_claim_is_implicit(void **state) {
  (void)state;
  Document d = {0};
  add(&d, CLAIM_STATEMENT, 10, 4, 3), add(&d, CLAIM_ACCUSATION, 10, 4, 3);
  settle_claims(&d, 1);
  assert_int_equal(d.claims.count, 2);
  expect(&d, 0, CLAIM_STATEMENT, 10), expect(&d, 1, CLAIM_ACCUSATION, 10);
  arena_free(&d.arena);
}

static void puts_claims_in_order(void **state) {
  (void)state;
  Document d = {0};
  add(&d, CLAIM_DENIAL, 90, 4, 20), add(&d, CLAIM_ACCUSATION, 5, 4, 1),
      add(&d, CLAIM_CRITICISM, 40, 4, 8);
  settle_claims(&d, 0);
  expect(&d, 0, CLAIM_ACCUSATION, 5), expect(&d, 1, CLAIM_CRITICISM, 40),
      expect(&d, 2, CLAIM_DENIAL, 90);
  arena_free(&d.arena);
}

static void settles_nothing(void **state) {
  (void)state;
  Document d = {0};
  settle_claims(&d, 0);
  assert_int_equal(d.claims.count, 0);
  arena_free(&d.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(merges_by_cue),
      cmocka_unit_test(keeps_the_claim_where_both_read_a_cue),
      cmocka_unit_test(keeps_both_where_the_claim_is_implicit),
      cmocka_unit_test(puts_claims_in_order),
      cmocka_unit_test(settles_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
