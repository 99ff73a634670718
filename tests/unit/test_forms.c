/* SPDX-License-Identifier: MIT */
#include "model/forms.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

enum { WORDS = 12 };

static const char LIST[] =
    "accuse\tverb\nhit\tverb\npoint the finger\tphrase\nprotest his innocence\tphrase\nsay\tverb\n"
    "take .. to task\tphrase\n";

static Arena arena;
static Lexicon lexicon;
static Forms forms;
static uint32_t beginnings[LEXICON_BEGINNINGS];

static int load(void **state) {
  (void)state;
  AllegeError error;
  Data data = {LIST, sizeof LIST - 1};
  if (!lexicon_parse(&arena, data, "list", &lexicon, &error)) return -1;
  forms_build(&arena, &lexicon, &forms);
  forms_share(&forms, beginnings, 33);
  return 0;
}
static int unload(void **state) {
  (void)state;
  arena_free(&arena);
  return 0;
}

/* The key found at the first of the words and its length in words; NULL: none. It is the same
 * whether the lists of words that begin phrases are asked or not. */
static const char *find(const char *text, uint32_t *length) {
  static char key[64];
  uint32_t hash[WORDS], lists[WORDS], count = 0;
  for (const char *at = text; *at && count < WORDS;) {
    uint32_t len = (uint32_t)strcspn(at, " ");
    hash[count] = str_hash((Str){at, len});
    lists[count] = lexicon_lists(beginnings, hash[count]), count++;
    at += len + (at[len] == ' ');
  }
  FormMatch found[2], plain[2];
  FormWords words = {.hash = hash, .lemma_hash = hash, .available = count};
  uint32_t matches = forms_match(&forms, words, plain, 2);
  words.lists = words.lemma_lists = lists;
  assert_int_equal(forms_match(&forms, words, found, 2), matches);
  if (!matches) return NULL;
  assert_ptr_equal(found[0].entry, plain[0].entry);
  *length = found[0].length;
  memcpy(key, found[0].entry->key.bytes, found[0].entry->key.len);
  key[found[0].entry->key.len] = 0;
  return key;
}

static void finds_inflected_forms(void **state) {
  (void)state;
  uint32_t length;
  assert_string_equal(find("accused", &length), "accuse");
  assert_string_equal(find("accusing them", &length), "accuse");
  assert_int_equal(length, 1);
  assert_string_equal(find("hitting", &length), "hit");
  assert_string_equal(find("said", &length), "say");
  assert_null(find("accusation", &length));
}

static void finds_phrases_and_gaps(void **state) {
  (void)state;
  uint32_t length;
  assert_string_equal(find("pointed the finger at", &length), "point the finger");
  assert_int_equal(length, 3);
  assert_string_equal(find("protests her innocence", &length), "protest his innocence");
  assert_string_equal(find("took the old minister to task over", &length), "take .. to task");
  assert_int_equal(length, 6);
  assert_string_equal(find("taken to task", &length), "take .. to task");
  assert_int_equal(length, 3);
  assert_null(find("took the", &length));
}

static void lists_only_what_begins_a_phrase(void **state) {
  (void)state;
  assert_int_equal(forms.bit, 2); /* the 33rd list has the second bit */
  assert_true(lexicon_lists(beginnings, str_hash(STR("taken"))) & forms.bit);
  assert_false(lexicon_lists(beginnings, str_hash(STR("finger"))) & forms.bit);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(finds_inflected_forms),
                                     cmocka_unit_test(finds_phrases_and_gaps),
                                     cmocka_unit_test(lists_only_what_begins_a_phrase)};
  return cmocka_run_group_tests(tests, load, unload);
}
