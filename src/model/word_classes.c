/* SPDX-License-Identifier: MIT */
#include "model/word_classes.h"
#include "base/error.h"
#include <string.h>

enum { HEAD_SIZE = 16, PLACES = 1 << WORD_CLASSES_LOG2 };

bool word_classes_parse(Data data, const char *name, WordClasses *classes, AllegeError *error) {
  bool ok =
      data.size == HEAD_SIZE + sizeof(WordClass) * PLACES && !memcmp(data.bytes, "ALGWCL2", 8);
  const WordClass *slots = ok ? (const void *)(data.bytes + HEAD_SIZE) : NULL;
  uint32_t taken = 0;
  for (uint32_t i = 0; ok && i < PLACES; i++) taken += slots[i].hash != 0;
  if (!ok || taken > PLACES / 2) { /* a full table would be searched for ever */
    error_set(error, ALLEGE_ERROR_FORMAT, "%s: damaged or of another version", name);
    return false;
  }
  classes->slots = slots;
  return true;
}

WordClass word_classes_find(const WordClasses *classes, uint32_t hash) {
  if (!classes->slots) return (WordClass){0};
  uint32_t at = hash & (PLACES - 1);
  while (classes->slots[at].hash && classes->slots[at].hash != hash) at = (at + 1) & (PLACES - 1);
  return classes->slots[at];
}
