/* SPDX-License-Identifier: MIT */
#include "language/grammar.h"

#define GRAMMAR_NAME(id, name) name,
static const char *const UPOS_NAMES[] = {UPOS_TAGS(GRAMMAR_NAME)};
static const char *const XPOS_NAMES[] = {XPOS_TAGS(GRAMMAR_NAME)};
static const char *const RELATION_NAMES[] = {RELATIONS(GRAMMAR_NAME)};
static const char *const NAME_LABEL_NAMES[] = {NAME_LABELS(GRAMMAR_NAME)};

const char *upos_name(unsigned upos) { return upos < UPOS_COUNT ? UPOS_NAMES[upos] : "_"; }
const char *xpos_name(unsigned xpos) { return xpos < XPOS_COUNT ? XPOS_NAMES[xpos] : "_"; }
const char *relation_name(unsigned relation) {
  return relation < RELATION_COUNT ? RELATION_NAMES[relation] : "_";
}
const char *name_label_name(unsigned label) {
  return label < NAME_LABEL_COUNT ? NAME_LABEL_NAMES[label] : "_";
}
