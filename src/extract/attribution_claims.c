/* SPDX-License-Identifier: MIT */
/* attribution_claims.c - attributions as claims of the document: kind, status, parties, and
 * who reports whom. */
#include "extract/attribution.h"
#include "extract/tree.h"

enum { NEIGHBOURS = 12, REPORTERS_MAX = 4, SOURCES_MAX = 8 };

/* CLAIM_KIND_COUNT: the word tells nothing. */
static uint8_t kind_of_word(const Setting *s, uint32_t token) {
  static const char *const NAMES[] = {"request", "threat", "promise", "support"};
  const LexiconEntry *entry = lexicon_find(&s->models->sayings, s->document->tokens.lemma[token]);
  if (!entry) return CLAIM_KIND_COUNT;
  for (uint32_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++)
    if (str_is(entry->column[SAYING_KIND], NAMES[k])) return (uint8_t)(CLAIM_REQUEST + k);
  return CLAIM_STATEMENT;
}

static bool carries_meaning(uint8_t tag) {
  return tag == UPOS_VERB || tag == UPOS_NOUN || tag == UPOS_ADJ;
}

/* The word of saying: the head of the cue, else the first other one, as in "issued a threat"; the
 * head where none is known. */
static uint32_t saying_of(const Setting *s, const Attribution *found) {
  const Tokens *t = &s->document->tokens;
  uint32_t head = head_of_range(t, found->cue);
  if (kind_of_word(s, head) != CLAIM_KIND_COUNT) return head;
  for (uint32_t i = found->cue.first; i < found->cue.first + found->cue.count; i++)
    if (carries_meaning(t->tag[i]) && kind_of_word(s, i) != CLAIM_KIND_COUNT) return i;
  return head;
}

static bool word_is_one(Str word, const char *const *words) {
  for (; *words; words++)
    if (str_is(word, *words)) return true;
  return false;
}

/* "took steps to support and promote", "came to demand": done at some time, or never. */
static bool is_planned(const Tokens *t, uint32_t head) {
  if (t->relation[head] == REL_CONJ) head = t->head[head];
  bool depends = t->relation[head] == REL_ACL || t->relation[head] == REL_ADVCL;
  uint32_t marker = depends ? tree_child(t, head, REL_MARK) : NONE;
  return marker != NONE && str_is(t->folded[marker], "to");
}

/* What the words around the cue's head make of it: "did not say", "would say", "if he says". */
static uint8_t status_of(const Tokens *t, uint32_t head) {
  static const char *const NOT[] = {"not", "n't", "never", "no", "neither", "nor", NULL};
  static const char *const WILL[] = {"will", "shall", "'ll", NULL};
  static const char *const MAY[] = {"would", "could", "might", "may", "should",
                                    "can",   "'d",    "must",  NULL};
  static const char *const IF[] = {"if", "unless", "whether", NULL};
  bool negated = false, future = false, hypothetical = false;
  TREE_CHILDREN(t, head, kid) {
    Str word = t->folded[kid];
    uint8_t relation = t->relation[kid];
    if (relation == REL_ADVMOD || relation == REL_DET) negated |= word_is_one(word, NOT);
    else if (relation == REL_NSUBJ) negated |= tree_is_nobody(t, kid);
    else if (relation == REL_MARK) hypothetical |= word_is_one(word, IF);
    else if (relation == REL_AUX) {
      future |= word_is_one(word, WILL);
      hypothetical |= t->xpos[kid] == XPOS_MD && word_is_one(word, MAY);
    }
  }
  if (negated) return STATUS_NEGATED;
  if (hypothetical) return STATUS_HYPOTHETICAL;
  return future || is_planned(t, head) ? STATUS_FUTURE : STATUS_ASSERTED;
}

static bool is_article(Str word) {
  return str_is(word, "the") || str_is(word, "a") || str_is(word, "an");
}

/* The first mention in the range, head first: "Mr Lee" of "Mr Lee, a lawyer". */
static uint32_t mention_in(const Tokens *t, TokenRange range, uint32_t head) {
  if (t->mention && t->mention[head] != NONE) return t->mention[head];
  for (uint32_t i = range.first; t->mention && i < range.first + range.count; i++)
    if (t->mention[i] != NONE && t->head[i] != NONE && t->head[i] == head &&
        t->relation[i] == REL_FLAT)
      return t->mention[i];
  return NONE;
}

/* "Department for Work and Pensions", whose head no mention has: one body. */
static bool is_title(const Tokens *t, TokenRange range, uint32_t head) {
  return t->tag[head] == UPOS_PROPN && mention_in(t, range, head) == NONE;
}

/* "who has left" of "Mr Lee, who has left", "brought by Lee" of "the suit, brought by Lee". */
static bool is_addition(const Tokens *t, uint32_t head, uint32_t token) {
  switch (t->relation[token]) {
  case REL_CONJ: return t->head[token] == head;
  case REL_ACL:
  case REL_ACL_RELCL:
  case REL_APPOS:
  case REL_PARATAXIS:
    return t->tag[t->left[token]] == UPOS_PUNCT || t->tag[t->left[token] - 1] == UPOS_PUNCT;
  default: return false;
  }
}

/* "Mr Lee" of "Mr Lee, who has left,": without an article, up to what is added. */
static TokenRange without_additions(const Tokens *t, TokenRange range, uint32_t head) {
  uint32_t end = range.first + range.count;
  for (uint32_t i = head + 1; i < end; i++)
    if (t->left[i] > head && t->left[i] < end && is_addition(t, head, i) &&
        !(t->relation[i] == REL_CONJ && is_title(t, range, head)))
      end = t->left[i];
  while (end > head + 1 && t->tag[end - 1] == UPOS_PUNCT) end--;
  if (end > range.first + 1 && is_article(t->folded[range.first])) range.first++;
  return (TokenRange){range.first, end - range.first};
}

static void add_party(Document *d, TokenRange range, uint32_t head, TokenRange words,
                      IndexRange *parties) {
  uint32_t mention = mention_in(&d->tokens, range, head);
  Party party = {document_tokens_span(d, range), head, NONE, {0}};
  if (mention != NONE) party.actor = d->mentions.items[mention].actor;
  party.name = party.actor != NONE ? d->actors.items[party.actor].name
                                   : document_text(d, document_tokens_span(d, words));
  ARRAY_PUSH(&d->arena, &d->parties, party);
  parties->count++;
}

/* "and", or none; not "rather than". */
static bool is_joined(const Tokens *t, uint32_t member) {
  uint32_t joint = tree_child(t, member, REL_CC);
  return joint == NONE || str_is(t->folded[joint], "and") || str_is(t->folded[joint], "&");
}

/* "The president and | founder": one person of two offices. */
static bool is_second_office(const Tokens *t, uint32_t member) {
  return t->xpos[member] == XPOS_NN && tree_child(t, member, REL_DET) == NONE &&
         tree_child(t, member, REL_NMOD_POSS) == NONE;
}

static bool is_named(const Document *d, IndexRange parties, uint32_t actor) {
  for (uint32_t i = 0; i < parties.count; i++)
    if (d->parties.items[parties.first + i].actor == actor) return actor != NONE;
  return false;
}

/* The member's words, without the joint before it. */
static TokenRange words_of_member(const Tokens *t, uint32_t member, uint32_t end) {
  TokenRange words = {t->left[member], 0};
  words.count = (t->right[member] + 1 < end ? t->right[member] + 1 : end) - words.first;
  for (; words.first < member &&
         (t->tag[words.first] == UPOS_PUNCT || t->tag[words.first] == UPOS_CCONJ);
       words.count--)
    words.first++;
  return without_additions(t, words, member);
}

/* "Jo Bell and Ann Lee": the first one's span is all words, Lee's her own. */
static IndexRange add_source(const Setting *s, Document *d, TokenRange range) {
  IndexRange parties = {d->parties.count, 0};
  if (!range.count) return parties;
  const Tokens *t = &s->document->tokens;
  uint32_t head = head_of_range(t, range), end = range.first + range.count;
  add_party(d, range, head, without_additions(t, range, head), &parties);
  if (!tree_is_coordinated(t, head) || is_title(t, range, head)) return parties;
  TREE_CHILDREN(t, head, kid) {
    if (t->relation[kid] != REL_CONJ || kid < head || kid >= end || parties.count == SOURCES_MAX ||
        !is_joined(t, kid) || is_second_office(t, kid))
      continue;
    TokenRange words = words_of_member(t, kid, end);
    uint32_t mention = mention_in(t, words, kid);
    if (mention != NONE && !is_named(d, parties, d->mentions.items[mention].actor))
      add_party(d, words, kid, words, &parties);
  }
  return parties;
}

static bool is_quoted(const Tokens *t, TokenRange content) {
  return t->quote[content.first + content.count / 2] != NONE;
}

static void add_claim(const Setting *s, Document *d, const Attribution *found) {
  const Tokens *t = &d->tokens;
  uint32_t head = head_of_range(t, found->cue), saying = saying_of(s, found);
  uint8_t kind = kind_of_word(s, saying), status = status_of(t, head);
  if (status == STATUS_ASSERTED && is_planned(t, saying)) status = STATUS_FUTURE;
  Claim claim = {.kind = kind == CLAIM_KIND_COUNT ? CLAIM_STATEMENT : kind,
                 .status = status,
                 .quoted = is_quoted(t, found->content),
                 .cue = document_tokens_span(d, found->cue),
                 .cue_token = head,
                 .sentence = t->sentence[head],
                 .source = add_source(s, d, found->source),
                 .content = document_tokens_span(d, found->content),
                 .date = NONE,
                 .act_date = NONE,
                 .confidence = (uint16_t)logistic_thousandths(found->trust),
                 .rule = "attribution"};
  ARRAY_PUSH(&d->arena, &d->claims, claim);
}

/* The neighbour with the shortest content around the claim's cue and content, or NONE. */
static uint32_t reporter_of(const Document *d, uint32_t first, uint32_t index) {
  const Claim *claim = &d->claims.items[index];
  uint32_t best = NONE, begin = index > first + NEIGHBOURS ? index - NEIGHBOURS : first;
  for (uint32_t i = begin; i < d->claims.count && i <= index + NEIGHBOURS; i++) {
    const Claim *other = &d->claims.items[i];
    if (i == index || other->content.len <= claim->content.len || !other->source.count ||
        !span_contains(other->content, claim->cue) ||
        !span_contains(other->content, claim->content) || span_contains(claim->content, other->cue))
      continue;
    if (best == NONE || other->content.len < d->claims.items[best].content.len) best = i;
  }
  return best;
}

static void add_reporters(Document *d, uint32_t first) {
  uint32_t count = d->claims.count - first;
  uint32_t *outer = NEW_ARRAY(&d->arena, uint32_t, count + 1);
  for (uint32_t i = 0; i < count; i++) outer[i] = reporter_of(d, first, first + i);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t chain[REPORTERS_MAX], length = 0;
    for (uint32_t at = outer[i]; at != NONE && length < REPORTERS_MAX; at = outer[at - first])
      chain[length++] = at;
    IndexRange range = {d->parties.count, 0};
    while (length--) { /* outermost first */
      IndexRange sources = d->claims.items[chain[length]].source;
      for (uint32_t k = 0; k < sources.count; k++, range.count++) {
        Party party = d->parties.items[sources.first + k];
        ARRAY_PUSH(&d->arena, &d->parties, party);
      }
    }
    d->claims.items[first + i].reported_by = range;
  }
}

void add_statements(const Setting *setting, Document *document, const Attribution *found,
                    uint32_t count) {
  uint32_t first = document->claims.count;
  for (uint32_t i = 0; i < count; i++)
    if (found[i].content.count) add_claim(setting, document, &found[i]);
  add_reporters(document, first);
}
