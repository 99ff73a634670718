/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include <utf8proc.h>

enum { SUBSTITUTE = 0x1A };

int32_t utf8_at(const char *text, uint32_t len, uint32_t at, uint32_t *width) {
  utf8proc_int32_t c = 0;
  utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text + at,
                                        (utf8proc_ssize_t)(len - at), &c);
  *width = n > 0 ? (uint32_t)n : 1;
  return n > 0 ? c : SUBSTITUTE;
}

uint32_t utf8_repair(char *text, uint32_t len) {
  uint32_t replaced = 0, width;
  for (uint32_t at = 0; at < len; at += width) {
    int32_t c = utf8_at(text, len, at, &width);
    if (width == 1 && (c == 0 || (text[at] & 0x80))) {
      text[at] = SUBSTITUTE;
      replaced++;
    }
  }
  return replaced;
}

bool utf8_is_letter(int32_t c) {
  utf8proc_category_t k = utf8proc_category(c);
  return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME) || c == SUBSTITUTE;
}
bool utf8_is_upper(int32_t c) { return utf8proc_category(c) == UTF8PROC_CATEGORY_LU; }
bool utf8_is_digit(int32_t c) { return utf8proc_category(c) == UTF8PROC_CATEGORY_ND; }
bool utf8_is_space(int32_t c) {
  utf8proc_category_t k = utf8proc_category(c);
  return c == '\t' || c == '\n' || c == '\r' || c == 0xFEFF ||
         (k >= UTF8PROC_CATEGORY_ZS && k <= UTF8PROC_CATEGORY_ZP);
}
