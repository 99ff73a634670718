/* SPDX-License-Identifier: MIT */
/* parse.c - heads and relations: the best tree over the network's arc scores, then the best
 * relation of each arc. A sentence of several pieces becomes one tree here. */
#include "language/parse.h"
#include "language/decode.h"
#include "language/passes.h"

_Static_assert((int)NETWORK_RELATIONS == (int)RELATION_COUNT, "the network knows the relations");

/* The best relation, "dep" where none is better; only the root of the tree is "root", so that its
 * score is overwritten. */
static uint8_t best_relation(int32_t *scores, bool root) {
  if (root) return REL_ROOT;
  scores[REL_ROOT] = INT32_MIN;
  uint32_t best = index_of_best(scores, RELATION_COUNT);
  return (uint8_t)(scores[best] > scores[REL_DEP] ? best : REL_DEP);
}

/* The last conjunction between them that hangs on the member, or NONE. */
static uint32_t conjunction_of(const Tokens *tokens, uint32_t member, uint32_t after) {
  for (uint32_t k = member; k-- > after;)
    if (tokens->relation[k] == REL_CC && tokens->head[k] == member) return k;
  return NONE;
}

/* "MP Ann | Bell and Jo Cole": what is coordinated with a later word of a name is so with its
 * first. */
static void lift_members(Tokens *tokens, TokenRange sentence) {
  for (uint32_t t = sentence.first; t < sentence.first + sentence.count; t++) {
    uint32_t head = tokens->head[t];
    bool noun = tokens->tag[t] == UPOS_PROPN || tokens->tag[t] == UPOS_NOUN;
    if (tokens->relation[t] != REL_CONJ || head >= t || !noun) continue;
    while (tokens->relation[head] == REL_FLAT && tokens->head[head] < head)
      head = tokens->head[head];
    tokens->head[t] = head;
  }
}

/* "A, B and C": its members hang on the first, not C on B; "A and B, and C and D" stays as it is.
 */
static void join_members(Tokens *tokens, TokenRange sentence) {
  for (uint32_t t = sentence.first; t < sentence.first + sentence.count; t++) {
    uint32_t head = tokens->head[t];
    if (tokens->relation[t] != REL_CONJ || head >= t || tokens->relation[head] != REL_CONJ)
      continue;
    uint32_t first = tokens->head[head];
    if (first < head && conjunction_of(tokens, head, first) == NONE) tokens->head[t] = first;
  }
}

/* What hangs on `from` hangs on `to` from now on, and `from` as well. */
static void hang_all(Tokens *tokens, TokenRange sentence, uint32_t from, uint32_t to) {
  for (uint32_t t = sentence.first; t < sentence.first + sentence.count; t++)
    if (tokens->head[t] == from) tokens->head[t] = to;
  tokens->head[from] = to;
}

/* "Ann and Jo | Bell": the words of one name that the network hangs beside each other. */
static void join_names(Tokens *tokens, TokenRange sentence) {
  for (uint32_t t = sentence.first + 1; t < sentence.first + sentence.count; t++) {
    uint8_t relation = tokens->relation[t];
    if (tokens->name_label[t] != NAME_I_PER || tokens->tag[t] != UPOS_PROPN ||
        tokens->head[t] == NONE || tokens->head[t] != tokens->head[t - 1] ||
        relation != tokens->relation[t - 1] || relation == REL_FLAT)
      continue;
    hang_all(tokens, sentence, t, t - 1);
    tokens->relation[t] = REL_FLAT;
  }
}

static uint32_t kind_of_name(const Tokens *tokens, uint32_t token) { /* 0: no name */
  return tokens->tag[token] == UPOS_PROPN ? (tokens->name_label[token] + 1u) / 2 : 0;
}

/* A name of the kind that is coordinated with `first` by "and", behind `after`. */
static bool is_last_member(const Tokens *tokens, TokenRange sentence, uint32_t token,
                           uint32_t first, uint32_t after) {
  return token > after && tokens->relation[token] == REL_CONJ && tokens->head[token] == first &&
         kind_of_name(tokens, token) == kind_of_name(tokens, after) &&
         conjunction_of(tokens, token, sentence.first) != NONE;
}

/* Where a list may go on after the name: "Calif." of "Oakland, Calif., and Boise" is no member. */
static bool is_followed_by_comma(const Tokens *tokens, TokenRange sentence, uint32_t token) {
  while (++token < sentence.first + sentence.count && tokens->relation[token] == REL_FLAT) {}
  return token < sentence.first + sentence.count && str_is(tokens->folded[token], ",");
}

/* "The US, | Canada and Japan", "the EU, | the UN and NATO": a name of one kind with the name that
 * the network takes it to explain, in a list that "and" ends. */
static void join_list(Tokens *tokens, TokenRange sentence, uint32_t member) {
  uint32_t first = tokens->head[member], kind = kind_of_name(tokens, member);
  uint8_t relation = tokens->relation[member];
  bool explains =
      relation == REL_APPOS || relation == REL_LIST ||
      (relation == REL_NMOD_UNMARKED && !is_followed_by_comma(tokens, sentence, member));
  if (!kind || !explains || first >= member || kind_of_name(tokens, first) != kind) return;
  bool comma = false, ends = false, own = false;
  for (uint32_t t = first + 1; t < member; t++) comma |= str_is(tokens->folded[t], ",");
  for (uint32_t t = member + 1; t < sentence.first + sentence.count; t++) {
    ends |= is_last_member(tokens, sentence, t, first, member);
    own |= is_last_member(tokens, sentence, t, member, member);
  }
  if (!comma || (!ends && !own)) return;
  tokens->relation[member] = REL_CONJ;
  for (uint32_t t = member + 1; t < sentence.first + sentence.count; t++)
    if (tokens->relation[t] == REL_CONJ && tokens->head[t] == member) tokens->head[t] = first;
}

static bool is_subject_or_object(uint8_t relation) {
  return relation == REL_NSUBJ || relation == REL_NSUBJ_PASS || relation == REL_OBJ;
}

static bool is_within(const Tokens *tokens, uint32_t token, uint32_t phrase) {
  for (uint32_t step = 0; step < ENCODE_MAX && token != NONE; step++, token = tokens->head[token])
    if (token == phrase) return true;
  return false;
}

/* "government" of "government and media websites": no member, but one of two before the noun. */
static bool is_before_noun(const Tokens *tokens, uint32_t first, uint32_t joint, uint32_t noun) {
  bool inside = false;
  for (uint32_t k = joint + 1; k < noun; k++)
    inside |= tokens->head[k] == noun && tokens->relation[k] == REL_COMPOUND;
  return inside && first + 1 == joint && tokens->tag[first] == UPOS_NOUN;
}

/* "The army | and the rebels blamed each other", where both would be subjects: one of two. */
static void join_nouns(Tokens *tokens, TokenRange sentence) {
  static const char *const WORDS[] = {"and", "or", "nor", "&"};
  for (uint32_t t = sentence.first + 2; t < sentence.first + sentence.count; t++) {
    if (!is_subject_or_object(tokens->relation[t]) || tokens->tag[t] == UPOS_VERB) continue;
    uint32_t joint = conjunction_of(tokens, t, sentence.first);
    if (joint == NONE || joint == sentence.first || !STR_IN(tokens->folded[joint], WORDS)) continue;
    for (uint32_t first = joint; first-- > sentence.first;)
      if (tokens->head[first] == tokens->head[t] &&
          tokens->relation[first] == tokens->relation[t]) {
        if (!is_within(tokens, joint - 1, first) || is_before_noun(tokens, first, joint, t)) break;
        tokens->head[t] = first;
        tokens->relation[t] = REL_CONJ;
        break;
      }
  }
}

/* "Held a priest | accused of spying", where both would be objects: the participle describes. */
static void join_participles(Tokens *tokens, TokenRange sentence) {
  for (uint32_t t = sentence.first + 1; t < sentence.first + sentence.count; t++) {
    uint32_t noun = t - 1;
    bool participle = tokens->xpos[t] == XPOS_VBN || tokens->xpos[t] == XPOS_VBG;
    if (!participle || tokens->tag[t] != UPOS_VERB || tokens->head[t] != tokens->head[noun] ||
        !is_subject_or_object(tokens->relation[t]) || tokens->relation[t] != tokens->relation[noun])
      continue;
    tokens->head[t] = noun;
    tokens->relation[t] = REL_ACL;
  }
}

static bool is_finite(uint8_t xpos) { return xpos == XPOS_VBD || xpos == XPOS_VBZ; }

/* "Accused them of hiding it and | called for help": a verb with a tense is coordinated with the
 * nearest one above that has a tense, not with an infinitive or a participle behind "to" or "of".
 */
static void lift_finite(Tokens *tokens, TokenRange sentence) {
  for (uint32_t t = sentence.first; t < sentence.first + sentence.count; t++) {
    uint32_t first = tokens->head[t];
    if (tokens->relation[t] != REL_CONJ || !is_finite(tokens->xpos[t]) || first == NONE) continue;
    if (tokens->xpos[first] != XPOS_VB && tokens->xpos[first] != XPOS_VBG) continue;
    bool marked = false, own = false;
    for (uint32_t k = sentence.first; k < sentence.first + sentence.count; k++) {
      marked |= tokens->head[k] == first && tokens->relation[k] == REL_MARK && k < first;
      own |= tokens->head[k] == t &&
             (tokens->relation[k] == REL_NSUBJ || tokens->relation[k] == REL_AUX);
    }
    uint32_t above = tokens->head[first];
    while (above != NONE && above < first && !is_finite(tokens->xpos[above]))
      above = tokens->head[above];
    if (marked && !own && above != NONE && above < first) tokens->head[t] = above;
  }
}

void parse_pieces(Encoder *encoder, Tokens *tokens, uint32_t first, const TokenRange *pieces,
                  uint32_t piece_count) {
  uint32_t heads[ENCODE_MAX] = {0}, count = 0;
  uint32_t outputs = encoder->network->head.relation_outputs;
  for (uint32_t p = 0; p < piece_count; p++) {
    TokenRange piece = pieces[p];
    uint32_t *here = heads + piece.first;
    encode_arcs(encoder, piece);
    decode_tree(&(ArcScores){encoder->scores, piece.count, encoder->stride}, here,
                encoder->decoding);
    for (uint32_t i = 0; i < piece.count; i++)
      here[i] = here[i] == piece.count ? NONE : piece.first + here[i];
    count += piece.count;
  }
  encode_relations(encoder, heads, count);
  for (uint32_t i = 0; i < count; i++) {
    bool root = heads[i] == NONE;
    tokens->head[first + i] = root ? NONE : first + heads[i];
    tokens->relation[first + i] = best_relation(encoder->relations + (size_t)i * outputs, root);
  }
  for (uint32_t p = 0; p < piece_count; p++) {
    TokenRange piece = {first + pieces[p].first, pieces[p].count};
    lift_members(tokens, piece);
    join_members(tokens, piece);
    join_names(tokens, piece);
    join_nouns(tokens, piece);
    join_participles(tokens, piece);
    lift_finite(tokens, piece);
    for (uint32_t t = piece.first; t < piece.first + piece.count; t++) join_list(tokens, piece, t);
  }
}

/* Later roots of a sentence that was analysed in pieces hang on the first. */
void find_heads(const Models *models, Document *document) {
  (void)models;
  Tokens *tokens = &document->tokens;
  for (uint32_t s = 0; s < document->sentences.count; s++) {
    TokenRange sentence = document->sentences.items[s];
    if (sentence.count <= ENCODE_MAX) continue;
    uint32_t root = NONE;
    for (uint32_t t = sentence.first; t < sentence.first + sentence.count; t++) {
      if (tokens->head[t] != NONE) continue;
      if (root == NONE) root = t;
      else tokens->head[t] = root, tokens->relation[t] = REL_PARATAXIS;
    }
  }
}
