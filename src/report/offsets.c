/* SPDX-License-Identifier: MIT */
#include "report/offsets.h"
#include "allege.h"

enum { OFFSETS_BLOCK = 64 };

/* Bytes that begin a character, and once more those of four bytes: two units of UTF-16. */
static uint32_t count_units(const char *bytes, uint32_t len, bool utf16) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < len; i++) count += (bytes[i] & 0xC0) != 0x80;
  for (uint32_t i = 0; utf16 && i < len; i++) count += (unsigned char)bytes[i] >= 0xF0;
  return count;
}

uint32_t offsets_characters(const Document *document) {
  return count_units(document->text, document->len, false);
}

Offsets offsets_new(Document *document) {
  Offsets offsets = {document->text, document->offset_unit == ALLEGE_OFFSETS_UTF16, NULL};
  if (document->offset_unit == ALLEGE_OFFSETS_BYTES) return offsets;
  if (offsets_characters(document) == document->len) return offsets;
  uint32_t blocks = document->len / OFFSETS_BLOCK + 1, total = 0;
  offsets.before = NEW_ARRAY(&document->arena, uint32_t, blocks);
  for (uint32_t i = 0; i < blocks; i++) {
    offsets.before[i] = total;
    uint32_t start = i * OFFSETS_BLOCK, rest = document->len - start;
    total += count_units(document->text + start, rest < OFFSETS_BLOCK ? rest : OFFSETS_BLOCK,
                         offsets.utf16);
  }
  return offsets;
}

uint32_t offsets_at(const Offsets *offsets, uint32_t byte) {
  if (!offsets->before) return byte;
  uint32_t block = byte / OFFSETS_BLOCK, start = block * OFFSETS_BLOCK;
  return offsets->before[block] + count_units(offsets->text + start, byte - start, offsets->utf16);
}
