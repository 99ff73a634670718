/* SPDX-License-Identifier: MIT */
/* explain.c - how each claim was found: its cue, the rule, the tree path to each party. */
#include "base/text.h"
#include "report/report.h"

#define NAME(id, name) name,
static const char *const KIND_NAMES[] = {CLAIM_KINDS(NAME)};
static const char *const STATUS_NAMES[] = {STATUSES(NAME)};
static const char *const CATEGORY_NAMES[] = {WRONG_CATEGORIES(NAME)};

enum { LONGEST_PATH = 64 };

static void add_quoted(Text *out, Str text) {
  text_add_char(out, '"');
  text_add(out, text);
  text_add_char(out, '"');
}

static uint32_t depth_of(const Tokens *tokens, uint32_t token) {
  uint32_t depth = 0;
  for (; tokens->head[token] != NONE; token = tokens->head[token]) depth++;
  return depth;
}

/* "accused <-nsubj:pass- Sudria"; up the tree with ^relation, down with relation. */
static void add_path(Text *out, const Document *d, uint32_t from, uint32_t to) {
  const Tokens *tokens = &d->tokens;
  if (to == NONE || tokens->sentence[from] != tokens->sentence[to]) {
    text_add_literal(out, "in another sentence");
    return;
  }
  uint32_t up = from, down = to, steps[LONGEST_PATH], count = 0;
  uint32_t up_depth = depth_of(tokens, up), down_depth = depth_of(tokens, down);
  text_add(out, document_text(d, tokens->span[from]));
  while (up != down && count < LONGEST_PATH) {
    if (up_depth >= down_depth) {
      text_add_format(out, " ^%s ", relation_name(tokens->relation[up]));
      up = tokens->head[up], up_depth--;
      text_add(out, document_text(d, tokens->span[up]));
    } else {
      steps[count++] = down;
      down = tokens->head[down], down_depth--;
    }
  }
  while (count) {
    uint32_t step = steps[--count];
    text_add_format(out, " %s ", relation_name(tokens->relation[step]));
    text_add(out, document_text(d, tokens->span[step]));
  }
}

static void add_parties(Text *out, const Document *d, const Claim *claim, const char *role,
                        IndexRange range) {
  for (uint32_t i = 0; i < range.count; i++) {
    const Party *party = &d->parties.items[range.first + i];
    text_add_format(out, "  %-9s", role);
    add_quoted(out, document_text(d, party->span));
    text_add_literal(out, " = ");
    text_add(out, party->name);
    text_add_literal(out, "; ");
    add_path(out, d, claim->cue_token, party->head);
    text_add_char(out, '\n');
  }
}

static void add_claim(Text *out, const Document *d, uint32_t index) {
  const Claim *claim = &d->claims.items[index];
  text_add_format(out, "c%u %s%s, %s, confidence %u.%03u", index + 1,
                  claim->is_explicit ? "" : "implicit ", KIND_NAMES[claim->kind],
                  STATUS_NAMES[claim->status], claim->confidence / 1000u,
                  claim->confidence % 1000u);
  if (claim->category) text_add_format(out, ", %s", CATEGORY_NAMES[claim->category]);
  text_add_literal(out, "\n  cue      ");
  add_quoted(out, document_text(d, claim->cue));
  if (claim->rule) text_add_format(out, ", found by %s", claim->rule);
  text_add_char(out, '\n');
  add_parties(out, d, claim, "source", claim->source);
  add_parties(out, d, claim, "target", claim->target);
  add_parties(out, d, claim, "reporter", claim->reported_by);
  if (claim->content.len) {
    text_add_literal(out, "  content  ");
    add_quoted(out, document_text(d, claim->content));
    text_add_literal(out, claim->quoted ? ", quoted\n" : "\n");
  }
  for (uint32_t i = 0; i < claim->answers.count; i++)
    text_add_format(out, "  answers  c%u\n", d->answers.items[claim->answers.first + i] + 1);
}

char *report_explain(Document *d, uint32_t line, uint32_t record) {
  Text out = {0};
  uint32_t at = 0, here = 1;
  for (uint32_t i = 0; i < d->claims.count; i++) {
    for (; at < d->claims.items[i].cue.start; at++) here += d->text[at] == '\n';
    if (line && here != line) continue;
    text_add_format(&out, "line %u: ", record ? record : here);
    add_claim(&out, d, i);
  }
  return text_take(&out);
}
