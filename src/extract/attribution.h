/* SPDX-License-Identifier: MIT */
/* attribution.h - who says what by which words: what the pass and its trainer share.
 *
 * Two chains of labels decide: the first marks the cues of the whole document, sentence
 * by sentence; the second, for each cue, its source and content in the tokens around it. */
#ifndef ATTRIBUTION_H
#define ATTRIBUTION_H
#include "document.h"
#include "model/chain.h"
#include "model/models.h"

/* What the features of a document need again and again. */
typedef struct {
  const Models *models;
  const Document *document;
  uint32_t *links;   /* bits of the relations of a token's children, see attribution_tree.c */
  uint32_t *subject; /* a child, or NONE */
  uint8_t *saying;   /* kind of the lemma in sayings.tsv, or 0 */
  uint16_t *fine;    /* group of the lemma in word_classes, or 0 */
  uint8_t *coarse, *likely; /* likewise; how often words like it are cues */
  uint32_t reach;           /* how many tokens around a cue its parts are looked for in */
  uint32_t *cue;            /* number of the cue it is in, or NONE; set by the caller */
  int8_t *inside; /* half logits that it is in a cue, of the first chain; set by mark_cues */
} Setting;

enum { SAYING_KIND, SAYING_MANNER, SAYING_SLOTS }; /* columns of sayings.tsv */

Setting setting_new(const Models *models, Document *document);

/* Its first word that hangs on none of it. */
uint32_t head_of_range(const Tokens *tokens, TokenRange range);

/* First chain: one sequence a sentence. */
enum { CUE_IN, CUE_OPENS, CUE_CLOSES, CUE_COLUMNS };
enum { CUE_OUTSIDE, CUE_FIRST, CUE_NEXT, CUE_STATES };
extern const Chain CUE_CHAIN;
void marking_features(const Setting *setting, uint32_t token, Features *features);
/* Whether the network of cues gives the token a chance of less than one in fifty: most. */
bool is_unlikely_cue(const Tokens *tokens, uint32_t token);

/* Second chain: the window of one cue and, at its end, one place more that stands for the
 * whole and says whether there is a source. */
enum {
  ROLE_SOURCE_IN,
  ROLE_SOURCE_OPENS,
  ROLE_SOURCE_CLOSES,
  ROLE_CONTENT_IN,
  ROLE_CONTENT_OPENS,
  ROLE_CONTENT_CLOSES,
  ROLE_NO_SOURCE,
  ROLE_COLUMNS
};
/* Outside, before any / after the source / after some content / after both; then inside. */
enum {
  OUT_START,
  OUT_SOURCE,
  OUT_CONTENT,
  OUT_BOTH,
  IN_SOURCE,
  IN_SOURCE_LATE,
  IN_CONTENT,
  IN_CONTENT_LATE,
  END_SOURCE,
  END_NO_SOURCE,
  ROLE_STATES
};
extern const Chain ROLE_CHAIN;
/* chain_best() for the one and the other. */
int32_t best_cues(Arena *arena, const int32_t *scores, const uint16_t *allowed, uint32_t count,
                  uint8_t *states);
int32_t best_parts(Arena *arena, const int32_t *scores, const uint16_t *allowed, uint32_t count,
                   uint8_t *states);

typedef struct {
  const Setting *setting;
  TokenRange cue, window;
  uint32_t head;                      /* of the cue: the token that carries its verb or noun */
  uint32_t quote_before, quote_after; /* next to the cue, or NONE */
  uint32_t gap_before, gap_after;     /* tokens between */
  uint32_t *top;  /* per token of the window: the last token below the cue's ancestors */
  uint8_t *level; /* ... and which ancestor that hangs on: 0 the cue's head */
  bool *nested;   /* ... and whether another cue lies on the way */
} CueFrame;

CueFrame cue_frame_new(const Setting *setting, Arena *arena, TokenRange cue);
/* Of the token; of the place at the end for token == window's end. */
void part_features(const CueFrame *frame, uint32_t token, Features *features);
/* Bits of the states of a token in no part, and of those that the token may take. */
enum { PART_NOWHERE = 1 << OUT_START | 1 << OUT_SOURCE | 1 << OUT_CONTENT | 1 << OUT_BOTH };
uint16_t part_states(const CueFrame *frame, uint32_t token);

/* Deciding, with the models' weights. */
typedef struct {
  TokenRange cue, source; /* source.count 0: none */
  TokenRange content;     /* from its first to its last token; may enclose cue and source */
  uint32_t looked_at;     /* tokens in which its parts were looked for */
  int32_t score;          /* of the cue against no cue, LINEAR_UNIT a logit */
  int32_t source_score, content_score; /* of their tokens and ends */
  uint32_t same_source, same_cue;      /* likely others of the document with that head */
  int32_t trust;                       /* the same, its parts known */
} Attribution;

/* Marks the cues in setting->cue and gives them in text order; *count of them. `bias` is
 * added to the score of every cue. */
Attribution *mark_cues(const Setting *setting, Arena *arena, const Linear *weights, int32_t bias,
                       uint32_t *count);
/* Sets setting->cue of its tokens. */
void mark_cue(const Setting *setting, TokenRange cue, uint32_t number);
/* Fills source and content; false: there is no content. */
bool find_parts(const Setting *setting, Arena *arena, const Linear *weights, Attribution *found);
/* Cues that are worth a look, with their parts; those without content are left out. */
Attribution *find_attributions(const Setting *setting, Arena *arena, const Linear *cues,
                               const Linear *parts, uint32_t *count);

/* How sure is all[index], its parts and neighbours known? */
void trust_features(const Setting *setting, const Attribution *all, uint32_t count, uint32_t index,
                    Features *features);
/* Fills trust and keeps those with at least `least`; returns how many. */
uint32_t keep_trusted(const Setting *setting, const Linear *trust, int32_t least, Attribution *all,
                      uint32_t count);

/* The words beside a cue, on its left or right, that it may take in; what speaks for one of them.
 */
TokenRange extent_words(const Setting *setting, const Attribution *found, bool right);
void extent_features(const Setting *setting, const Attribution *found, uint32_t token,
                     Features *features);
/* Takes in the words that the weights want, and other cues with them, whose attributions are one
 * with it; returns how many are left. weights->weights NULL: as they were. */
uint32_t widen_cues(const Setting *setting, const Linear *weights, Attribution *all,
                    uint32_t count);

/* attribution_signed.c: those and the words whose speaker the layout tells, in text order; *count
 * of them. */
Attribution *add_signed(const Document *document, Arena *arena, Attribution *all, uint32_t *count);

/* attribution_continued.c: stretches contents over the quotations that go on with them in the next
 * paragraphs. */
void continue_quotes(const Setting *setting, Arena *arena, Attribution *all, uint32_t count);

/* Adds those that have a content to document->claims, with who reports whom. */
void add_statements(const Setting *setting, Document *document, const Attribution *found,
                    uint32_t count);
#endif
