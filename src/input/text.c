/* SPDX-License-Identifier: MIT */
#include "input/text.h"
#include "base/utf8.h"
#include <stdio.h>

/* Windows-1252 where it differs from Latin-1; its five holes are C1 controls, as on the Web. */
static const uint16_t CP1252[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

static bool is_utf8(Str bytes) {
  uint32_t width;
  for (uint32_t at = 0; at < bytes.len; at += width) {
    width = 1;
    if (!(bytes.bytes[at] & 0x80)) continue;
    utf8_at(bytes.bytes, bytes.len, at, &width);
    if (width == 1) return false;
  }
  return true;
}

static Str from_cp1252(Str bytes, Arena *arena) {
  char *out = NEW_ARRAY(arena, char, (size_t)bytes.len * 3 + 1);
  uint32_t len = 0;
  for (uint32_t i = 0; i < bytes.len; i++) {
    unsigned char c = (unsigned char)bytes.bytes[i];
    len += utf8_put(out + len, c >= 0x80 && c < 0xA0 ? CP1252[c - 0x80] : c);
  }
  return (Str){out, len};
}

static uint32_t unit_at(Str bytes, uint32_t at, bool big) {
  unsigned char a = (unsigned char)bytes.bytes[at], b = (unsigned char)bytes.bytes[at + 1];
  return big ? (uint32_t)(a << 8 | b) : (uint32_t)(b << 8 | a);
}

static Str from_utf16(Str bytes, bool big, Arena *arena) {
  char *out = NEW_ARRAY(arena, char, (size_t)bytes.len * 2 + 1);
  uint32_t len = 0;
  for (uint32_t at = 0; at + 1 < bytes.len; at += 2) {
    uint32_t c = unit_at(bytes, at, big);
    uint32_t low =
        c >= 0xD800 && c < 0xDC00 && at + 3 < bytes.len ? unit_at(bytes, at + 2, big) : 0;
    if (low >= 0xDC00 && low < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      at += 2;
    } else if (c >= 0xD800 && c < 0xE000) c = 0xFFFD;
    len += utf8_put(out + len, c);
  }
  return (Str){out, len};
}

DecodedText text_decode(Str bytes, Arena *arena) {
  if (bytes.len >= 2 &&
      (!memcmp(bytes.bytes, "\xFF\xFE", 2) || !memcmp(bytes.bytes, "\xFE\xFF", 2)))
    return (DecodedText){from_utf16(bytes, bytes.bytes[0] == '\xFE', arena), NULL};
  if (is_utf8(bytes)) return (DecodedText){bytes, NULL};
  return (DecodedText){from_cp1252(bytes, arena), "not valid UTF-8, read as Windows-1252"};
}

Str text_without_mark(Str text) {
  bool marked = text.len >= 3 && !memcmp(text.bytes, "\xEF\xBB\xBF", 3);
  return marked ? (Str){text.bytes + 3, text.len - 3} : text;
}
