/* SPDX-License-Identifier: MIT */
#include "model/tones.h"
#include "base/error.h"

enum { COLUMN_PART, COLUMN_DOER, COLUMN_DONE, COLUMN_KIND };

typedef struct ToneSlot {
  uint32_t hash; /* of lemma and part of speech */
  Tone tone;
} ToneSlot;

static ToneSlot *slot_of(const Tones *tones, uint32_t hash) {
  for (uint32_t i = hash;; i++) {
    ToneSlot *slot = &tones->slots[i & tones->mask];
    if (!slot->tone.kind || slot->hash == hash) return slot;
  }
}

static bool read_tone(Str text, int8_t *tone) {
  bool minus = text.len == 2 && text.bytes[0] == '-';
  if (text.len != 1u + minus) return false;
  char digit = text.bytes[minus];
  if (digit < '0' || digit > '0' + TONE_MAX) return false;
  *tone = (int8_t)(minus ? '0' - digit : digit - '0');
  return true;
}

static bool is_among(char c, const char *list) { return memchr(list, c, strlen(list)) != NULL; }

static bool read_entry(const LexiconEntry *entry, ToneSlot *slot) {
  Str part = entry->column[COLUMN_PART], kind = entry->column[COLUMN_KIND];
  if (part.len != 1 || kind.len != 1 || !is_among(*part.bytes, "nvar")) return false;
  if (!is_among(*kind.bytes, *part.bytes == 'n' ? "pdh" : "-")) return false;
  slot->hash = hash_join(str_hash(entry->key), (uint32_t)*part.bytes);
  slot->tone.kind = *kind.bytes;
  return read_tone(entry->column[COLUMN_DOER], &slot->tone.doer) &&
         read_tone(entry->column[COLUMN_DONE], &slot->tone.done);
}

bool tones_parse(Arena *arena, Data data, const char *name, Tones *tones, AllegeError *error) {
  Lexicon lexicon;
  if (!lexicon_parse_lines(arena, data, name, &lexicon, error)) return false;
  uint32_t capacity = 16;
  while (capacity < 2 * lexicon.count) capacity *= 2;
  *tones = (Tones){NEW_ARRAY(arena, ToneSlot, capacity), capacity - 1};
  for (uint32_t i = 0; i < lexicon.count; i++) {
    ToneSlot read = {0}, *slot;
    const LexiconEntry *entry = &lexicon.entries[i];
    if (!read_entry(entry, &read)) {
      error_set(error, ALLEGE_ERROR_FORMAT,
                "%s, line %u: want word, n v a or r, two tones, p d h or -", name, entry->line);
      return false;
    }
    slot = slot_of(tones, read.hash);
    if (slot->tone.kind) {
      error_set(error, ALLEGE_ERROR_FORMAT, "%s, line %u: the word stands twice", name,
                entry->line);
      return false;
    }
    *slot = read;
  }
  return true;
}

Tone tones_find(const Tones *tones, uint32_t lemma_hash, char part) {
  return slot_of(tones, hash_join(lemma_hash, (uint32_t)part))->tone;
}
