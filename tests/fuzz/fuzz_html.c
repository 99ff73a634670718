/* SPDX-License-Identifier: MIT */
/* Any bytes as a page of HTML and as Markdown; what comes out must be UTF-8. */
#include "base/utf8.h"
#include "input/html.h"
#include "input/markdown.h"
#include "input/published.h"
#include "input/text.h"
#include <stdlib.h>
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(Page page) {
  IsoDate date;
  published_parse(page.date, &date);
  for (uint32_t at = 0, width; at < page.text.len; at += width) {
    utf8_at(page.text.bytes, page.text.len, at, &width);
    if (width == 1 && (page.text.bytes[at] & 0x80)) abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena = {0};
  Str text = text_decode((Str){(const char *)data, (uint32_t)size}, &arena).text;
  check(html_read(text, &arena));
  check(markdown_read(text, &arena));
  arena_free(&arena);
  return 0;
}
