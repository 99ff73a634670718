/* SPDX-License-Identifier: MIT */
/* claim_tone.c - what words say for or against people, by tones.tsv: of every token, and around a
 * cue that says itself what it does. */
#include "extract/claims.h"

enum { CHILDREN_SEEN = 24, WORDS_AFTER = 14 };
enum { /* feature templates of the detection model, from 157 */
       F_TONE_NEAR = 157,
       F_TONE_CHILD
};

void find_tones(ClaimReader *r) {
  static const char PARTS[UPOS_COUNT] = {
      [UPOS_NOUN] = 'n', [UPOS_VERB] = 'v', [UPOS_ADJ] = 'a', [UPOS_ADV] = 'r'};
  const Tokens *t = r->tokens;
  r->tones = NEW_ARRAY(&r->document->arena, Tone, t->count + 1);
  for (uint32_t i = 0; i < t->count; i++)
    if (PARTS[t->tag[i]])
      r->tones[i] = tones_find(&r->models->claims.tones, t->lemma_hash[i], PARTS[t->tag[i]]);
}

void tone_features(const ClaimReader *r, const Cue *cue, Features *features) {
  const Tokens *t = r->tokens;
  const LexiconEntry *entry = cue_entry(r, cue, CUE_NOTHING);
  uint32_t part = hash_join(str_hash(entry->column[CUE_PART]), str_hash(entry->column[CUE_KIND]));
  uint32_t lemma = t->lemma_hash[cue->head], from = cue->range.first + cue->range.count, seen = 0;
  uint32_t end = sentence_end(r, cue->head);
  int32_t most = -TONE_MAX, first = 0;
  if (end > from + WORDS_AFTER) end = from + WORDS_AFTER;
  for (uint32_t i = from; i < end; i++) {
    int32_t tone = r->tones[i].doer;
    if (tone > most) most = tone;
    if (!first) first = tone;
  }
  uint32_t worst = (uint32_t)(most + TONE_MAX), nearest = (uint32_t)(first + TONE_MAX);
  feature_add(features, F_TONE_NEAR, worst, part);
  feature_add(features, F_TONE_NEAR, 10u + nearest, part);
  feature_add(features, F_TONE_NEAR, 20u + worst, lemma);
  feature_add(features, F_TONE_NEAR, 30u + nearest, lemma);
  for (uint32_t c = r->child[cue->head]; c != NONE && seen++ < CHILDREN_SEEN; c = r->sibling[c])
    if (r->tones[c].kind)
      feature_add(features, F_TONE_CHILD,
                  (uint32_t)(r->tones[c].doer + TONE_MAX) * 256u + t->relation[c], part);
}
