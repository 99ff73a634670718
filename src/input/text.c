/* SPDX-License-Identifier: MIT */
#include "input/text.h"
#include "base/utf8.h"
#include "input/charset.h"
#include <stdio.h>

/* Counts its characters of several bytes; returns how many bytes belong to none. */
static uint32_t count_faults(Str bytes, uint32_t *characters) {
  uint32_t faults = 0;
  *characters = 0;
  for (uint32_t at = 0, width = 1; at < bytes.len; at += width, width = 1) {
    if (!(bytes.bytes[at] & 0x80)) continue;
    utf8_at(bytes.bytes, bytes.len, at, &width);
    if (width == 1) faults++;
    else ++*characters;
  }
  return faults;
}

static Str from_faulty_utf8(Str bytes, uint32_t faults, Arena *arena) {
  char *out = NEW_ARRAY(arena, char, (size_t)bytes.len + 2 * (size_t)faults + 1);
  uint32_t len = 0;
  for (uint32_t at = 0, width; at < bytes.len; at += width) {
    int32_t c = utf8_at(bytes.bytes, bytes.len, at, &width);
    bool fault = width == 1 && (bytes.bytes[at] & 0x80);
    len += utf8_put(out + len, fault ? 0xFFFD : (uint32_t)c);
  }
  return (Str){out, len};
}

static Str from_charset(Str bytes, Charset charset, Arena *arena) {
  char *out = NEW_ARRAY(arena, char, (size_t)bytes.len * 3 + 1);
  uint32_t len = 0;
  for (uint32_t i = 0; i < bytes.len; i++) {
    unsigned char c = (unsigned char)bytes.bytes[i];
    len += utf8_put(out + len, c >= 0x80 ? charset[c - 0x80] : c);
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

/* Without a mark: every other byte of the beginning is NUL, and no other. */
static bool looks_utf16(Str bytes, bool big) {
  uint32_t count = bytes.len < 64 ? bytes.len & ~1u : 64;
  for (uint32_t i = 0; i < count; i++)
    if ((bytes.bytes[i] == 0) == ((i & 1) == big)) return false;
  return count >= 4;
}

DecodedText text_decode_declared(Str bytes, Str charset, Arena *arena) {
  bool marked = bytes.len >= 2 &&
                (!memcmp(bytes.bytes, "\xFF\xFE", 2) || !memcmp(bytes.bytes, "\xFE\xFF", 2));
  if (marked) return (DecodedText){from_utf16(bytes, bytes.bytes[0] == '\xFE', arena), NULL};
  if (looks_utf16(bytes, false)) return (DecodedText){from_utf16(bytes, false, arena), NULL};
  if (looks_utf16(bytes, true)) return (DecodedText){from_utf16(bytes, true, arena), NULL};
  uint32_t characters, faults = count_faults(bytes, &characters);
  if (!faults) return (DecodedText){bytes, NULL};
  if (characters > faults)
    return (DecodedText){from_faulty_utf8(bytes, faults, arena),
                         "not valid UTF-8 throughout, bytes that are not are read as U+FFFD"};
  Charset declared = charset_of_name(charset);
  if (declared) return (DecodedText){from_charset(bytes, declared, arena), NULL};
  return (DecodedText){from_charset(bytes, charset_windows_1252(), arena),
                       "not valid UTF-8, read as Windows-1252"};
}

DecodedText text_decode(Str bytes, Arena *arena) {
  return text_decode_declared(bytes, (Str){0}, arena);
}

Str text_without_mark(Str text) {
  uint32_t mark = utf8_mark(text.bytes, text.len);
  return mark ? (Str){text.bytes + mark, text.len - mark} : text;
}
