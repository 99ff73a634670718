/* SPDX-License-Identifier: MIT */
/* page.c - the report as a page for people: the summary, then each claim with its line. */
#include "base/text.h"
#include "report/report.h"

static void add_summary(Text *out, const Document *d) {
  static const char *const ENDINGS[] = {"", " — denied", " — countered"};
  for (uint32_t i = 0; i < d->summary.count; i++) {
    const SummaryRow *row = &d->summary.items[i];
    text_add(out, row->accuser.len ? row->accuser : STR("Somebody"));
    text_add_literal(out, " accused ");
    text_add(out, row->accused.len ? row->accused : STR("somebody"));
    if (row->of.len) text_add_literal(out, " of "), text_add(out, row->of);
    text_add_literal(out, ENDINGS[row->status]);
    text_add_char(out, '\n');
  }
}

char *report_page(Document *document) {
  Text out = {0};
  add_summary(&out, document);
  return text_take(&out);
}
