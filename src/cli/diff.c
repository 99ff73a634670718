/* SPDX-License-Identifier: MIT */
/* diff.c - `allege diff`: what two runs say about the same articles. Reports are matched by
 * article.id, else by article.path; claims by kind, parties and content, not by place. */
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/run.h"
#include "input/json.h"
#include "input/stream.h"
#include <errno.h>
#include <stdlib.h>

typedef struct {
  Str key;              /* id or path of the article, as JSON */
  uint32_t number;      /* among the reports: several may have one id */
  ARRAY_OF(Str) claims; /* one line each, sorted; of a failed article: why it failed */
  bool failed;
} ArticleClaims;

typedef struct {
  Arena arena;
  ARRAY_OF(ArticleClaims) articles; /* sorted by key */
} Run;

static Str member(Str object, const char *name, Arena *arena) {
  Str found = {0};
  if (!object.len || object.bytes[0] != '{') return found;
  JsonReader reader = json_reader(object, arena);
  for (Str key, value; json_next_member(&reader, &key, &value);)
    if (str_is(key, name)) found = value;
  return found;
}

static void add_word(Text *line, Str json, Arena *arena) {
  Str word = {0};
  if (json.len && json_string(json, arena, &word)) text_add(line, word);
}

static void add_names(Text *line, Str parties, Arena *arena) {
  JsonReader items = json_reader(parties, arena);
  bool first = true;
  for (Str party; json_next_item(&items, &party); first = false) {
    if (!first) text_add_literal(line, ", ");
    add_word(line, member(party, "name", arena), arena);
  }
  if (first) text_add_literal(line, "?");
}

/* One line, whatever the words hold. */
static Str take_line(Text *line, Arena *arena) {
  char *copy = NEW_ARRAY(arena, char, line->len + 1);
  for (size_t i = 0; i < line->len; i++)
    copy[i] = (unsigned char)line->bytes[i] < ' ' ? ' ' : line->bytes[i];
  Str result = {copy, (uint32_t)line->len};
  text_free(line);
  return result;
}

/* "accusation: Norland -> Sudria: spying", "denial: Sudria -> ?: it (negated)" */
static Str claim_line(Str claim, Arena *arena) {
  Text line = {0};
  add_word(&line, member(claim, "kind", arena), arena);
  text_add_literal(&line, ": ");
  add_names(&line, member(claim, "source", arena), arena);
  text_add_literal(&line, " -> ");
  add_names(&line, member(claim, "target", arena), arena);
  text_add_literal(&line, ": ");
  add_word(&line, member(member(claim, "content", arena), "text", arena), arena);
  Str status = {0}, json = member(claim, "status", arena);
  if (json.len && json_string(json, arena, &status) && !str_is(status, "asserted")) {
    text_add_literal(&line, " (");
    text_add(&line, status);
    text_add_char(&line, ')');
  }
  return take_line(&line, arena);
}

/* "the article failed: not JSON" */
static Str failure_line(Str report, Arena *arena) {
  Text line = {0};
  text_add_literal(&line, "the article failed: ");
  add_word(&line, member(report, "reason", arena), arena);
  return take_line(&line, arena);
}

static int compare_str(Str a, Str b) {
  int order = memcmp(a.bytes, b.bytes, a.len < b.len ? a.len : b.len);
  return order ? order : (a.len > b.len) - (a.len < b.len);
}
static int compare_lines(const void *a, const void *b) {
  return compare_str(*(const Str *)a, *(const Str *)b);
}
static int compare_articles(const void *a, const void *b) {
  const ArticleClaims *left = a, *right = b;
  int order = compare_str(left->key, right->key);
  return order ? order : (left->number > right->number) - (left->number < right->number);
}

static const char *read_report(Run *run, Str line) {
  JsonReader check = json_reader(line, &run->arena);
  for (Str key, value; json_next_member(&check, &key, &value);) {}
  if (check.reason) return check.reason;
  Str article = member(line, "article", &run->arena), claims = member(line, "claims", &run->arena);
  ArticleClaims found = {.key = member(article, "id", &run->arena), .number = run->articles.count};
  if (!found.key.len || str_is(found.key, "null")) found.key = member(article, "path", &run->arena);
  if (!found.key.len) return "no report: it has neither article.id nor article.path";
  JsonReader items = json_reader(claims.len ? claims : STR("[]"), &run->arena);
  for (Str claim; json_next_item(&items, &claim);)
    ARRAY_PUSH(&run->arena, &found.claims, claim_line(claim, &run->arena));
  found.failed = str_is(member(line, "status", &run->arena), "\"error\"");
  if (found.failed) ARRAY_PUSH(&run->arena, &found.claims, failure_line(line, &run->arena));
  if (found.claims.count) qsort(found.claims.items, found.claims.count, sizeof(Str), compare_lines);
  ARRAY_PUSH(&run->arena, &run->articles, found);
  return NULL;
}

static bool read_run(Run *run, const char *path) {
  Stream *stream = stream_open(path);
  Bytes line = {0};
  const char *reason = stream ? NULL : strerror(errno);
  StreamStatus status = STREAM_OK;
  uint32_t number = 0;
  while (!reason && (status = stream_line(stream, &line, 256 << 20)) == STREAM_OK) {
    number++;
    char *copy = NEW_ARRAY(&run->arena, char, line.len + 1);
    memcpy(copy, line.bytes, line.len);
    if (line.len) reason = read_report(run, (Str){copy, (uint32_t)line.len});
  }
  if (!reason && status != STREAM_END)
    reason = status == STREAM_TOO_LONG ? "a line is too long" : stream_reason(stream);
  if (reason && number) console_error("%s:%u: %s", path, number, reason);
  else if (reason) console_error("%s: %s", path, reason);
  stream_close(stream);
  bytes_free(&line);
  if (run->articles.count)
    qsort(run->articles.items, run->articles.count, sizeof(ArticleClaims), compare_articles);
  return !reason;
}

static void add_difference(Text *out, Str key, char sign, Str line) {
  text_add(out, key);
  text_add_format(out, ": %c ", sign);
  text_add(out, line);
  text_add_char(out, '\n');
}

/* An article that only one run has. */
static void add_lone(Text *out, const ArticleClaims *article, char sign) {
  add_difference(out, article->key, sign,
                 article->failed ? article->claims.items[0] : STR("the article"));
}

/* Both lists are sorted: what only one of them has. */
static void compare_claims(Text *out, const ArticleClaims *a, const ArticleClaims *b, Str key) {
  uint32_t i = 0, k = 0, a_count = a ? a->claims.count : 0, b_count = b ? b->claims.count : 0;
  while (i < a_count || k < b_count) {
    int order = i == a_count   ? 1
                : k == b_count ? -1
                               : compare_str(a->claims.items[i], b->claims.items[k]);
    if (order < 0) add_difference(out, key, '-', a->claims.items[i]);
    else if (order > 0) add_difference(out, key, '+', b->claims.items[k]);
    i += order <= 0;
    k += order >= 0;
  }
}

static void compare_runs(Text *out, const Run *a, const Run *b) {
  uint32_t i = 0, k = 0;
  while (i < a->articles.count || k < b->articles.count) {
    const ArticleClaims *left = i < a->articles.count ? &a->articles.items[i] : NULL;
    const ArticleClaims *right = k < b->articles.count ? &b->articles.items[k] : NULL;
    int order = !left ? 1 : !right ? -1 : compare_str(left->key, right->key);
    if (order < 0) add_lone(out, left, '-');
    else if (order > 0) add_lone(out, right, '+');
    else compare_claims(out, left, right, left->key);
    i += order <= 0;
    k += order >= 0;
  }
}

int run_diff(const Options *options) {
  if (options->operands.count != 2) {
    console_error("diff compares two files of NDJSON reports; there are %u",
                  options->operands.count);
    return EXIT_USAGE;
  }
  Run a = {0}, b = {0};
  int code = EXIT_INPUT;
  if (read_run(&a, options->operands.items[0]) && read_run(&b, options->operands.items[1])) {
    Text text = {0};
    compare_runs(&text, &a, &b);
    Output output;
    bool ok = output_open(&output, NULL) && output_write(&output, text.bytes, text.len);
    code = !(ok && output_finish(&output)) ? EXIT_OUTPUT : text.len ? EXIT_GATE : EXIT_OK;
    if (code == EXIT_OUTPUT)
      console_error("cannot write standard output: %s", strerror(output.error));
    text_free(&text);
  }
  arena_free(&a.arena);
  arena_free(&b.arena);
  return code;
}
