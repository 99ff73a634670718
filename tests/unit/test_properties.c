/* SPDX-License-Identifier: MIT */
/* test_properties.c - what holds of every document, whatever bytes it is made of. Texts are random:
 * bytes, words of the trade in any order, and marks that passes look for. Seeds are fixed. */
#include "base/utf8.h"
#include "engine.h"
#include "extract/frames.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <cjson/cJSON.h>

enum { TEXTS = 60, MAX_TEXT = 2000 };

static AllegeEngine *engine;
static uint64_t seed;

static uint32_t chance(uint32_t below) { /* xorshift */
  seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
  return (uint32_t)(seed >> 33) % below;
}

static const char *const WORDS[] = {"accused",
                                    "Norland",
                                    "the",
                                    "of",
                                    "spying",
                                    "denied",
                                    "said",
                                    "Mr.",
                                    "Smith",
                                    "U.S.",
                                    "\"",
                                    "“",
                                    "”",
                                    "'",
                                    "‘",
                                    "’",
                                    "(",
                                    ")",
                                    ",",
                                    ".",
                                    "\n\n",
                                    "\n",
                                    "not",
                                    "on",
                                    "Monday",
                                    "May 5, 2016",
                                    "last week",
                                    "government",
                                    "it",
                                    "they",
                                    "that",
                                    "claims",
                                    "by",
                                    "attack",
                                    "Russia",
                                    "NATO",
                                    "$5m",
                                    "é",
                                    "😀",
                                    "\xC2\xA0",
                                    "\xE2\x80\x8B",
                                    "--",
                                    "—",
                                    "http://a.b/c",
                                    "x@y.z",
                                    "1,000",
                                    "?",
                                    "!",
                                    ":",
                                    ";",
                                    "...",
                                    "\r\n",
                                    "\xEF\xBB\xBF",
                                    "\xC2\xAD",
                                    "who",
                                    "criticised",
                                    "would",
                                    "if",
                                    "president",
                                    "is",
                                    "a",
                                    "liar",
                                    "and"};

/* Kinds: any bytes; words of the trade; words with bytes among them. */
static uint32_t make_text(char *out, uint32_t kind) {
  uint32_t len = 0, want = chance(MAX_TEXT - 40);
  while (len < want) {
    if (kind == 0 || (kind == 2 && chance(20) == 0)) {
      out[len++] = (char)chance(256);
      continue;
    }
    const char *word = WORDS[chance(sizeof WORDS / sizeof *WORDS)];
    memcpy(out + len, word, strlen(word));
    len += (uint32_t)strlen(word);
    if (chance(8)) out[len++] = ' ';
  }
  return len;
}

static void check_span(const Document *d, Span span) {
  assert_true(span.start <= d->len && span.len <= d->len - span.start);
  assert_true((d->text[span.start] & 0xC0) != 0x80);
  assert_true((d->text[span_end(span)] & 0xC0) != 0x80);
}
static void check_range(const Document *d, TokenRange range) {
  assert_true(range.count > 0 && range.first < d->tokens.count);
  assert_true(range.count <= d->tokens.count - range.first);
}
static void check_index(uint32_t index, uint32_t count) {
  assert_true(index == NONE || index < count);
}
static void check_indexes(IndexRange range, uint32_t count) {
  assert_true(range.count == 0 || (range.first < count && range.count <= count - range.first));
}

static void check_tokens(const Document *d) {
  const Tokens *t = &d->tokens;
  for (uint32_t i = 0; i < t->count; i++) {
    check_span(d, t->span[i]);
    assert_true(t->span[i].len > 0);
    if (i) assert_true(span_end(t->span[i - 1]) <= t->span[i].start);
    check_index(t->quote[i], d->quotes.count);
    check_index(t->mention[i], d->mentions.count);
  }
}

static void check_sentences(const Document *d) {
  uint32_t next = 0;
  for (uint32_t i = 0; i < d->sentences.count; i++) {
    TokenRange sentence = d->sentences.items[i];
    check_range(d, sentence);
    assert_int_equal(sentence.first, next);
    for (uint32_t k = 0; k < sentence.count; k++) assert_int_equal(d->tokens.sentence[next + k], i);
    next += sentence.count;
  }
  assert_int_equal(next, d->tokens.count);
}

/* Within each sentence exactly one root, from which all is reached: no cycle. */
static void check_heads(const Document *d) {
  for (uint32_t i = 0; i < d->sentences.count; i++) {
    TokenRange sentence = d->sentences.items[i];
    uint32_t roots = 0;
    for (uint32_t k = 0; k < sentence.count; k++) {
      uint32_t at = sentence.first + k, steps = 0;
      roots += d->tokens.head[at] == NONE;
      for (; d->tokens.head[at] != NONE; at = d->tokens.head[at]) {
        assert_true(range_has(sentence, d->tokens.head[at]));
        assert_true(++steps <= sentence.count);
      }
    }
    assert_int_equal(roots, 1);
  }
}

static void check_names_and_dates(const Document *d) {
  for (uint32_t i = 0; i < d->quotes.count; i++) {
    check_range(d, d->quotes.items[i].range);
    check_index(d->quotes.items[i].outer, d->quotes.count);
  }
  for (uint32_t i = 0; i < d->tokens.count; i++) {
    const Frame *frame = frame_of(d, i);
    if (!frame) continue;
    assert_int_equal(frame->predicate, i);
    for (uint32_t k = 0; k < frame->arguments.count; k++)
      check_range(d, frame_arguments(d, frame)[k].range);
  }
  for (uint32_t i = 0; i < d->names.count; i++) check_range(d, d->names.items[i].range);
  for (uint32_t i = 0; i < d->mentions.count; i++) {
    check_range(d, d->mentions.items[i].range);
    check_index(d->mentions.items[i].actor, d->actors.count);
  }
  for (uint32_t i = 0; i < d->dates.count; i++) check_span(d, d->dates.items[i].span);
}

static void check_events_and_claims(const Document *d) {
  for (uint32_t i = 0; i < d->events.count; i++) {
    const Event *event = &d->events.items[i];
    check_range(d, event->trigger);
    check_indexes(event->source, d->event_actors.count);
    check_indexes(event->target, d->event_actors.count);
    check_index(event->date, d->dates.count);
  }
  for (uint32_t i = 0; i < d->event_actors.count; i++)
    assert_true(d->event_actors.items[i] < d->actors.count);
  for (uint32_t i = 0; i < d->parties.count; i++) {
    check_span(d, d->parties.items[i].span);
    check_index(d->parties.items[i].actor, d->actors.count);
  }
  for (uint32_t i = 0; i < d->claims.count; i++) {
    const Claim *claim = &d->claims.items[i];
    check_span(d, claim->cue);
    check_span(d, claim->content);
    assert_true(claim->sentence < d->sentences.count && claim->confidence <= 1000);
    check_indexes(claim->source, d->parties.count);
    check_indexes(claim->target, d->parties.count);
    check_indexes(claim->reported_by, d->parties.count);
    check_indexes(claim->answers, d->answers.count);
    check_index(claim->date, d->dates.count);
    for (uint32_t k = 0; k < claim->answers.count; k++)
      assert_true(d->answers.items[claim->answers.first + k] < d->claims.count);
  }
}

/* Byte offset of each code point, one more than there are. */
static uint32_t *character_starts(const Document *d) {
  uint32_t *starts = malloc((d->len + 2) * sizeof *starts), count = 0;
  for (uint32_t i = 0; i <= d->len; i++)
    if ((d->text[i] & 0xC0) != 0x80) starts[count++] = i;
  starts[count] = d->len;
  return starts;
}

/* Every object of the report with text, start and end: text equals input[start:end]. */
static void check_texts(const cJSON *item, const Document *d, const uint32_t *starts) {
  const cJSON *text = cJSON_GetObjectItemCaseSensitive(item, "text");
  const cJSON *start = cJSON_GetObjectItemCaseSensitive(item, "start");
  const cJSON *end = cJSON_GetObjectItemCaseSensitive(item, "end");
  if (cJSON_IsObject(item) && cJSON_IsString(text) && start && end) {
    uint32_t from = starts[(uint32_t)start->valuedouble], to = starts[(uint32_t)end->valuedouble];
    assert_true(from <= to && to <= d->len);
    assert_int_equal(strlen(text->valuestring), to - from);
    assert_memory_equal(text->valuestring, d->text + from, to - from);
  }
  for (const cJSON *child = item->child; child; child = child->next) check_texts(child, d, starts);
}

static AllegeReport *analyze(const char *text, uint32_t len) {
  AllegeArticle article = {.text = text, .len = len, .published = "2024-05-31"};
  AllegeReport *report = allege_analyze(engine, &article, NULL);
  assert_non_null(report);
  return report;
}

static void check_report(AllegeReport *report, const char *text, uint32_t len) {
  Document *d = report_document(report);
  cJSON *json = cJSON_Parse(allege_report_print(report, ALLEGE_NDJSON));
  assert_non_null(json);
  uint32_t *starts = character_starts(d);
  check_texts(json, d, starts);
  free(starts);
  cJSON_Delete(json);
  AllegeReport *again = analyze(text, len);
  assert_string_equal(allege_report_print(report, ALLEGE_JSON),
                      allege_report_print(again, ALLEGE_JSON));
  assert_string_equal(allege_report_print(report, ALLEGE_CONLLU),
                      allege_report_print(again, ALLEGE_CONLLU));
  allege_report_print(report, ALLEGE_TEXT_COLOR);
  for (size_t i = 0; allege_layer_name(i); i++)
    assert_non_null(allege_report_show(report, allege_layer_name(i)));
  allege_report_free(again);
}

static void check_text(const char *text, uint32_t len) {
  AllegeReport *report = analyze(text, len);
  Document *d = report_document(report);
  check_tokens(d);
  check_sentences(d);
  check_heads(d);
  check_names_and_dates(d);
  check_events_and_claims(d);
  check_report(report, text, len);
  allege_report_free(report);
}

static void holds_for_random_texts(void **state) {
  (void)state;
  static char text[MAX_TEXT];
  for (uint32_t i = 0; i < TEXTS; i++) {
    seed = 88172645463325252u + i * 7919;
    for (int k = 0; k < 5; k++) chance(2);
    uint32_t len = make_text(text, i % 3);
    check_text(text, len);
  }
}

static void holds_for_corner_texts(void **state) {
  (void)state;
  static const char *const TEXTS_AT_CORNERS[] = {"",
                                                 " ",
                                                 "\n",
                                                 ".",
                                                 "\"",
                                                 "a",
                                                 "“",
                                                 "\xEF\xBB\xBF",
                                                 "\n\n\n",
                                                 "'s",
                                                 "accused",
                                                 "said \"",
                                                 "\xC2\xA0",
                                                 "A accused B",
                                                 "accused accused accused",
                                                 "“““”””",
                                                 "Mr.",
                                                 "in in in in",
                                                 "\xF0\x9F\x98\x80",
                                                 "\x80"};
  for (size_t i = 0; i < sizeof TEXTS_AT_CORNERS / sizeof *TEXTS_AT_CORNERS; i++)
    check_text(TEXTS_AT_CORNERS[i], (uint32_t)strlen(TEXTS_AT_CORNERS[i]));
  check_text("\0a\0", 3);
}

int main(void) {
  AllegeError error;
  engine = allege_engine_open(NULL, &error);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(holds_for_corner_texts),
      cmocka_unit_test(holds_for_random_texts),
  };
  int failed = engine ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
  allege_engine_close(engine);
  return failed;
}
