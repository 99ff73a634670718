/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include <string.h>
#include <utf8proc.h>

enum { SUBSTITUTE = 0x1A };

int32_t utf8_at(const char *text, uint32_t len, uint32_t at, uint32_t *width) {
  utf8proc_int32_t c = 0;
  utf8proc_ssize_t n =
      utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(len - at), &c);
  *width = n > 0 ? (uint32_t)n : 1;
  return n > 0 ? c : SUBSTITUTE;
}

uint32_t utf8_repair(char *text, uint32_t len) {
  uint32_t replaced = 0, width;
  for (uint32_t at = 0; at < len; at += width) {
    int32_t c = utf8_at(text, len, at, &width);
    if (width == 1 && (c == 0 || (text[at] & 0x80))) {
      text[at] = SUBSTITUTE;
      replaced += c != 0;
    }
  }
  return replaced;
}

uint32_t utf8_valid(const char *text, uint32_t len) {
  uint32_t at = 0;
  for (uint32_t width = 1; at < len; at += width, width = 1) {
    if (!(text[at] & 0x80)) continue;
    utf8_at(text, len, at, &width);
    if (width == 1) break;
  }
  return at;
}

uint32_t utf8_mark(const char *text, size_t len) {
  return len >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3) ? 3 : 0;
}

uint32_t utf8_put(char *out, uint32_t c) {
  if (c < 0x80) return out[0] = (char)c, 1;
  if (c < 0x800) return out[0] = (char)(0xC0 | c >> 6), out[1] = (char)(0x80 | (c & 63)), 2;
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12), out[1] = (char)(0x80 | (c >> 6 & 63));
    return out[2] = (char)(0x80 | (c & 63)), 3;
  }
  out[0] = (char)(0xF0 | c >> 18), out[1] = (char)(0x80 | (c >> 12 & 63));
  return out[2] = (char)(0x80 | (c >> 6 & 63)), out[3] = (char)(0x80 | (c & 63)), 4;
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
bool utf8_is_symbol(int32_t c) {
  utf8proc_category_t k = utf8proc_category(c);
  return k >= UTF8PROC_CATEGORY_SM && k <= UTF8PROC_CATEGORY_SO;
}
bool utf8_is_format(int32_t c) { return utf8proc_category(c) == UTF8PROC_CATEGORY_CF; }

static const struct {
  int32_t first, last;
  const char *ascii;
} FOLDS[] = {
    {0x00A0, 0x00A0, " "}, {0x00B4, 0x00B4, "'"},  {0x2010, 0x2015, "-"},
    {0x2018, 0x201B, "'"}, {0x201C, 0x201F, "\""}, {0x2026, 0x2026, "..."},
    {0x2032, 0x2032, "'"}, {0x2033, 0x2033, "\""}, {0x2212, 0x2212, "-"},
};

static const char *ascii_of(int32_t c) {
  for (size_t i = 0; i < sizeof FOLDS / sizeof *FOLDS; i++)
    if (c >= FOLDS[i].first && c <= FOLDS[i].last) return FOLDS[i].ascii;
  return NULL;
}

enum { COMPOSED_MAX = 64 };

/* Combining marks go into the letters before them; longer words stay as they are. */
static uint32_t compose(char *text, uint32_t len) {
  utf8proc_int32_t buffer[COMPOSED_MAX + 1];
  utf8proc_ssize_t count =
      utf8proc_decompose((utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, buffer, COMPOSED_MAX,
                         UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  if (count <= 0 || count > COMPOSED_MAX) return len;
  count = utf8proc_normalize_utf32(buffer, count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  uint32_t written = 0;
  for (utf8proc_ssize_t i = 0; i < count; i++) {
    utf8proc_uint8_t bytes[4];
    uint32_t width = (uint32_t)utf8proc_encode_char(buffer[i], bytes);
    if (written + width > len) return len; /* composing only shrinks; else leave it */
    memcpy(text + written, bytes, width);
    written += width;
  }
  return written;
}

uint32_t utf8_fold(const char *text, uint32_t len, char *out) {
  uint32_t written = 0, width;
  bool marks = false;
  for (uint32_t at = 0; at < len; at += width) {
    int32_t c = utf8_at(text, len, at, &width);
    const char *ascii = c < 0x80 ? NULL : ascii_of(c);
    if (ascii) {
      for (; *ascii; ascii++) out[written++] = *ascii;
    } else if (!utf8_is_format(c)) {
      utf8proc_category_t k = utf8proc_category(c);
      marks = marks || (k >= UTF8PROC_CATEGORY_MN && k <= UTF8PROC_CATEGORY_ME);
      written +=
          (uint32_t)utf8proc_encode_char(utf8proc_tolower(c), (utf8proc_uint8_t *)out + written);
    }
  }
  return marks ? compose(out, written) : written;
}
