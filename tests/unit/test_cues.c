/* SPDX-License-Identifier: MIT */
#include "language/tree_reader.h"
#include "language/passes.h"
#include "with_models.h"

enum { ROOM = 24 };

static Arena arena;

static Data built_in(void) {
  Data data;
  AllegeError error;
  assert_true(data_open(&arena, NULL, "cue-network.model", &data, &error));
  return data;
}

static char *copy_of(Data data, size_t more) {
  char *copy = aligned_alloc(16, (data.size + more + 15) / 16 * 16);
  memset(copy, 0, (data.size + more + 15) / 16 * 16);
  memcpy(copy, data.bytes, data.size);
  return copy;
}

static void assert_refused(const char *bytes, size_t size) {
  TreeNetwork network;
  AllegeError error = {0};
  assert_false(
      tree_network_parse((Data){bytes, size}, "x.model", &models.grammar, &network, &error));
  assert_int_equal(error.status, ALLEGE_ERROR_FORMAT);
  assert_non_null(strstr(error.message, "x.model: "));
}

static void refuses_other_lengths(void **state) {
  (void)state;
  Data data = built_in();
  char *copy = copy_of(data, 16);
  for (size_t size = 0; size < data.size; size += size < 100 ? 1 : 997) assert_refused(copy, size);
  assert_refused(copy, data.size - 1);
  assert_refused(copy, data.size + 16);
  free(copy);
}

static void refuses_what_does_not_fit(void **state) {
  (void)state;
  Data data = built_in();
  char *copy = copy_of(data, 0);
  TreeNetworkHead *head = (TreeNetworkHead *)(void *)copy, good = *head;
  head->magic[6] = '2', assert_refused(copy, data.size), *head = good;
  head->in /= 2, assert_refused(copy, data.size), *head = good;
  head->width += 16, assert_refused(copy, data.size), *head = good;
  head->layers = 0, assert_refused(copy, data.size), *head = good;
  head->layers = 1000, assert_refused(copy, data.size), *head = good;
  head->relations--, assert_refused(copy, data.size), *head = good;
  head->words--, assert_refused(copy, data.size), *head = good; /* no power of two */
  head->words *= 2, assert_refused(copy, data.size), *head = good;
  head->words = 0, assert_refused(copy, data.size), *head = good;
  head->words = 1u << 31, assert_refused(copy, data.size), *head = good;
  copy[32] = 100; /* a weight too large for the products */
  assert_refused(copy, data.size);
  free(copy);
}

/* Words of no sense, but always the same ones. */
static void fill(uint8_t *views, uint32_t *heads, uint8_t *relations, uint32_t *hashes,
                 uint32_t count) {
  uint32_t in = models.cue_network.head.in, state = 7;
  for (uint32_t i = 0; i < count * in; i++) {
    state = state * 1664525 + 1013904223;
    views[i] = (uint8_t)(1 + (state >> 8) % 127);
  }
  for (uint32_t i = 0; i < count; i++) {
    heads[i] = i == 1 ? NONE : (i * 5 + 1) % count;
    relations[i] = (uint8_t)(i * 7 % TREE_RELATIONS);
    hashes[i] = state = state * 1664525 + 1013904223;
  }
}

/* What a piece's scores are, alone and behind another one. */
static void pieces_do_not_see_each_other(void **state) {
  (void)state;
  const TreeNetwork *network = &models.cue_network;
  uint32_t in = network->head.in, half = ROOM / 2, heads[ROOM], hashes[ROOM];
  uint8_t *views = NEW_ARRAY(&arena, uint8_t, (size_t)ROOM * in), relations[ROOM];
  TreeReader alone, both;
  tree_reader_init(&alone, network, ROOM, &arena);
  tree_reader_init(&both, network, ROOM, &arena);
  fill(views, heads, relations, hashes, half);
  TokenRange pieces[] = {{0, half}, {half, half}};
  tree_reader_run(&alone, &(TreeWords){views, heads, relations, pieces, 1, half, hashes});
  memcpy(views + (size_t)half * in, views, (size_t)half * in);
  memset(views, BYTE_ZERO, (size_t)half * in);
  for (uint32_t i = 0; i < half; i++) {
    heads[half + i] = heads[i] == NONE ? NONE : heads[i] + half;
    relations[half + i] = relations[i];
    hashes[half + i] = hashes[i];
  }
  tree_reader_run(&both, &(TreeWords){views, heads, relations, pieces, 2, ROOM, hashes});
  assert_memory_equal(alone.scores, both.scores + (size_t)half * TREE_OUTPUTS,
                      (size_t)half * TREE_OUTPUTS * sizeof *alone.scores);
  assert_memory_not_equal(alone.scores, both.scores,
                          (size_t)half * TREE_OUTPUTS * sizeof *alone.scores);
}

static void heads_relations_and_words_count(void **state) {
  (void)state;
  const TreeNetwork *network = &models.cue_network;
  uint32_t heads[ROOM], hashes[ROOM];
  uint8_t *views = NEW_ARRAY(&arena, uint8_t, (size_t)ROOM * network->head.in), relations[ROOM];
  TreeReader one, other;
  tree_reader_init(&one, network, ROOM, &arena);
  tree_reader_init(&other, network, ROOM, &arena);
  fill(views, heads, relations, hashes, ROOM);
  TokenRange piece = {0, ROOM};
  size_t size = (size_t)ROOM * TREE_OUTPUTS * sizeof *one.scores;
  TreeWords words = {views, heads, relations, &piece, 1, ROOM, hashes};
  tree_reader_run(&one, &words);
  heads[5] = 6;
  tree_reader_run(&other, &words);
  assert_memory_not_equal(one.scores, other.scores, size);
  heads[5] = 5 * 5 + 1 - ROOM;
  tree_reader_run(&other, &words);
  assert_memory_equal(one.scores, other.scores, size);
  relations[5]++;
  tree_reader_run(&other, &words);
  assert_memory_not_equal(one.scores, other.scores, size);
  relations[5]--, hashes[ROOM - 1]++;
  tree_reader_run(&other, &words);
  assert_memory_not_equal(one.scores, other.scores, size);
}

/* Each text has its cue, and no word of the others'. */
static void finds_cues_in_plain_sentences(void **state) {
  (void)state;
  static const struct {
    const char *text, *cue;
  } CASES[] = {{"The minister said the bridge was safe.", "said"},
               {"The bridge is safe, according to the mayor of the town.", "according"},
               {"Officials denied that the plan had failed.", "denied"},
               {"He told reporters that taxes would rise.", "told"}};
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    Document d;
    document_init(&d, CASES[i].text, (uint32_t)strlen(CASES[i].text));
    find_tokens(&models, &d), find_sentences(&models, &d), find_quotes(&models, &d);
    find_tags(&models, &d);
    bool found = false;
    for (uint32_t t = 0; t < d.tokens.count; t++) {
      bool cue = d.tokens.cue_first[t] > 0;
      if (str_is(d.tokens.folded[t], CASES[i].cue)) found = cue;
      if (str_is(d.tokens.folded[t], "the") || str_is(d.tokens.folded[t], "bridge"))
        assert_false(cue);
    }
    if (!found) print_error("no cue: %s\n", CASES[i].text);
    assert_true(found);
    document_free(&d);
  }
}

/* The same words behind another sentence are read in its light. */
static void reads_across_sentences(void **state) {
  (void)state;
  enum { WORDS = 6 };
  static const char *const TEXTS[] = {"The bridge will be late.",
                                      "\"We failed,\" said the mayor. The bridge will be late."};
  int8_t content[2][WORDS];
  for (size_t i = 0; i < 2; i++) {
    Document d;
    document_init(&d, TEXTS[i], (uint32_t)strlen(TEXTS[i]));
    find_tokens(&models, &d), find_sentences(&models, &d), find_quotes(&models, &d);
    find_tags(&models, &d);
    memcpy(content[i], d.tokens.in_content + d.tokens.count - WORDS, WORDS);
    document_free(&d);
  }
  assert_memory_not_equal(content[0], content[1], WORDS);
}

static int close_all(void **state) {
  arena_free(&arena);
  return unload(state);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(refuses_other_lengths),
      cmocka_unit_test(refuses_what_does_not_fit),
      cmocka_unit_test(pieces_do_not_see_each_other),
      cmocka_unit_test(heads_relations_and_words_count),
      cmocka_unit_test(finds_cues_in_plain_sentences),
      cmocka_unit_test(reads_across_sentences),
  };
  return cmocka_run_group_tests(tests, load, close_all);
}
