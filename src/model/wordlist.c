/* SPDX-License-Identifier: MIT */
#include "model/wordlist.h"
#include <string.h>

static uint32_t hash(const char *word, uint32_t len) { /* FNV-1a */
  uint32_t h = 2166136261u;
  for (uint32_t i = 0; i < len; i++) h = (h ^ (unsigned char)word[i]) * 16777619u;
  return h;
}

static WordlistSlot *find(const Wordlist *list, const char *word, uint32_t len) {
  for (uint32_t i = hash(word, len);; i++) {
    WordlistSlot *slot = &list->slots[i & list->mask];
    if (!slot->word || (slot->len == len && !memcmp(slot->word, word, len))) return slot;
  }
}

static uint32_t count_lines(Data data) {
  uint32_t lines = 1;
  for (size_t i = 0; i < data.size; i++) lines += data.bytes[i] == '\n';
  return lines;
}

Wordlist wordlist_parse(Arena *arena, Data data) {
  uint32_t capacity = 16;
  while (capacity < 2 * count_lines(data)) capacity *= 2;
  Wordlist list = {NEW_ARRAY(arena, WordlistSlot, capacity), capacity - 1, 0};
  const char *end = data.bytes + data.size;
  for (const char *line = data.bytes, *next; line < end; line = next) {
    const char *stop = memchr(line, '\n', (size_t)(end - line));
    if (!stop) stop = end;
    next = stop + 1;
    uint32_t len = (uint32_t)(stop - line);
    if (len == 0 || *line == '#') continue;
    WordlistSlot *slot = find(&list, line, len);
    list.count += !slot->word;
    *slot = (WordlistSlot){line, len};
  }
  return list;
}

bool wordlist_has(const Wordlist *list, const char *word, uint32_t len) {
  return find(list, word, len)->word != NULL;
}
