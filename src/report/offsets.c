/* SPDX-License-Identifier: MIT */
#include "report/offsets.h"

enum { OFFSETS_BLOCK = 64 };

static uint32_t count_characters(const char *bytes, uint32_t len) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < len; i++) count += (bytes[i] & 0xC0) != 0x80;
  return count;
}

Offsets offsets_new(Document *document) {
  Offsets offsets = {document->text, NULL};
  if (count_characters(document->text, document->len) == document->len) return offsets;
  uint32_t blocks = document->len / OFFSETS_BLOCK + 1, total = 0;
  offsets.before = NEW_ARRAY(&document->arena, uint32_t, blocks);
  for (uint32_t i = 0; i < blocks; i++) {
    offsets.before[i] = total;
    uint32_t start = i * OFFSETS_BLOCK, rest = document->len - start;
    total += count_characters(document->text + start, rest < OFFSETS_BLOCK ? rest : OFFSETS_BLOCK);
  }
  return offsets;
}

uint32_t offsets_at(const Offsets *offsets, uint32_t byte) {
  if (!offsets->before) return byte;
  uint32_t block = byte / OFFSETS_BLOCK, start = block * OFFSETS_BLOCK;
  return offsets->before[block] + count_characters(offsets->text + start, byte - start);
}
