/* SPDX-License-Identifier: MIT */
#include "language/quote_marks.h"

static const struct {
  const char *form;
  MarkKind kind;
  MarkSide side;
} FORMS[] = {
    {"\"", MARK_DOUBLE, MARK_EITHER}, {"'", MARK_SINGLE, MARK_EITHER},
    {"“", MARK_DOUBLE, MARK_OPENS},   {"”", MARK_DOUBLE, MARK_CLOSES},
    {"„", MARK_DOUBLE, MARK_OPENS},   {"‟", MARK_DOUBLE, MARK_OPENS},
    {"«", MARK_DOUBLE, MARK_OPENS},   {"»", MARK_DOUBLE, MARK_CLOSES},
    {"``", MARK_DOUBLE, MARK_OPENS},  {"''", MARK_DOUBLE, MARK_EITHER},
    {"‘‘", MARK_DOUBLE, MARK_OPENS},  {"’’", MARK_DOUBLE, MARK_CLOSES},
    {"‘", MARK_SINGLE, MARK_OPENS},   {"’", MARK_SINGLE, MARK_EITHER},
    {"`", MARK_SINGLE, MARK_OPENS},
};

static bool spaced(const Tokens *t, uint32_t token) {
  return token >= t->count || (t->flags[token] & TOKEN_SPACE_BEFORE);
}

static bool is_one_of(const Document *d, uint32_t token, const char *marks) {
  Str form = d->tokens.folded[token];
  return form.len && strchr(marks, form.bytes[0]) && d->tokens.kind[token] == TOKEN_MARK;
}

/* The side that white space and brackets around a straight mark show. */
static MarkSide side_by_space(const Document *d, uint32_t i) {
  const Tokens *t = &d->tokens;
  bool before = spaced(t, i) || is_one_of(d, i - 1, "([{"), after = spaced(t, i + 1);
  if (!after && is_one_of(d, i + 1, ".,;:!?)]}")) after = !before || !is_one_of(d, i + 1, ".");
  if (before == after) return MARK_EITHER;
  return before ? MARK_OPENS : MARK_CLOSES;
}

static bool is_number(const Tokens *t, uint32_t token) { return t->kind[token] == TOKEN_NUMBER; }

QuoteMark quote_mark_at(const Document *d, uint32_t i) {
  static const QuoteMark NO_QUOTE = {MARK_NONE, MARK_EITHER};
  const Tokens *t = &d->tokens;
  Span span = t->span[i];
  if (t->kind[i] != TOKEN_MARK || span.len > 6 || (t->flags[i] & TOKEN_JOINED)) return NO_QUOTE;
  Str raw = document_text(d, span);
  for (size_t k = 0; k < sizeof FORMS / sizeof *FORMS; k++) {
    if (!str_is(raw, FORMS[k].form)) continue;
    QuoteMark mark = {FORMS[k].kind, FORMS[k].side};
    if (mark.side == MARK_EITHER) mark.side = side_by_space(d, i);
    bool leans = i > 0 && !spaced(t, i);
    if (mark.side == MARK_OPENS && mark.kind == MARK_SINGLE && FORMS[k].side == MARK_EITHER &&
        is_number(t, i + 1))
      return NO_QUOTE; /* '95 */
    if (leans && is_number(t, i - 1) && FORMS[k].side == MARK_EITHER && raw.len == 1 &&
        mark.kind == MARK_SINGLE)
      return NO_QUOTE; /* 6' */
    return mark;
  }
  return NO_QUOTE;
}
