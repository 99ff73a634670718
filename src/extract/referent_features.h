/* SPDX-License-Identifier: MIT */
/* referent_features.h - a description or pronoun that looks for its referent, and the features
 * of the actors that it may mean. */
#ifndef REFERENT_FEATURES_H
#define REFERENT_FEATURES_H
#include "extract/actors.h"

/* What kind of word looks for its referent. */
typedef enum {
  SEEKS_HE,
  SEEKS_SHE,
  SEEKS_IT,
  SEEKS_THEY,
  SEEKS_PERSON,
  SEEKS_GROUP,
  SEEKS_BODY,
  SEEKS_COUNTRY,
  SEEKS_PLACE,
  SEEKS_THERE
} Seeks;

static inline bool is_description(Seeks seeks) {
  return seeks >= SEEKS_PERSON && seeks != SEEKS_THERE;
}

typedef struct {
  const Resolver *r;
  const Tokens *tokens;
  uint32_t mention, head, sentence, quote;
  const Traits *traits;
  Seeks seeks;
  uint32_t lemma;     /* hash; of a pronoun: of its form */
  uint32_t rank;      /* of the candidate among those that agree */
  uint32_t most;      /* mentions of the most mentioned actor that agrees */
  uint32_t count;     /* of those that agree */
  uint32_t alike;     /* ... that words like the noun have described */
  uint32_t publics;   /* ... that are public persons whom the description fits */
  WordClass class;    /* of the noun */
  bool governor_says; /* it is the subject of a verb of saying */
} Seeker;

uint32_t said_of(const Seeker *seeker, const Mention *last);
bool fits_public(const Seeker *seeker, const Entity *entity);
uint32_t count_alike(const Seeker *seeker, const Entity *entity);
bool knows_noun(const Entity *entity, uint32_t lemma);
void describe_referent(const Seeker *seeker, const Entity *entity, Features *features);
/* Nobody met so far; `seen`: the noun has described one of the actors that agree. */
void describe_nobody(const Seeker *seeker, Features *features, bool seen);

#endif
