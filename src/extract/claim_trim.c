/* SPDX-License-Identifier: MIT */
/* claim_trim.c - where a content cannot begin or end, and what is none. */
#include "extract/claims.h"
#include "extract/tree.h"

enum {
  BEFORE_CUE = 4,    /* words of a content that stand before its noun */
  CHAIN_MAX = 8,     /* heads looked up */
  CLAUSES_MAX = 24,  /* ... to the clause of the cue */
  SHORT_CONTENT = 4, /* words of a content whose coordination is completed */
  CONJUNCT_MAX = 7,  /* words to a member of it */
  MEMBER_TAIL = 4    /* words of what belongs to a member, behind its noun */
};

/* It is the cue or a word on the way from it to the root. */
static bool is_above_cue(const Tokens *t, uint32_t cue, uint32_t token) {
  return token < t->count && (token == cue || tree_is_above(t, token, cue));
}

/* ---- starts ---- */

/* "She blamed him before the vote", "while praising others": when, not of what. Of 3,289
 * contents that we annotated behind their cue two begin so. */
static bool is_circumstance(const Tokens *t, uint32_t phrase) {
  static const char *const WORDS[] = {"before",   "during",  "throughout", "until",   "till",
                                      "since",    "despite", "while",      "whereas", "though",
                                      "although", "amid",    "than",       "unless"};
  uint32_t marker = tree_marker(t, phrase);
  if (marker == NONE || marker > phrase) return false;
  if (STR_IN(t->folded[marker], WORDS)) return true;
  return str_is(t->folded[marker], "as") && t->relation[phrase] == REL_ADVCL &&
         (tree_child(t, phrase, REL_NSUBJ) != NONE || /* "as the vote nears", not "as unfair" */
          tree_child(t, phrase, REL_NSUBJ_PASS) != NONE);
}

/* "She criticised them but praised his work": what is told beside the cue, unless it is said. */
static bool is_contrast(const ClaimReader *r, uint32_t cue, uint32_t phrase) {
  const Tokens *t = r->tokens;
  uint32_t conjunction = tree_child(t, phrase, REL_CC), first = t->head[phrase];
  if (t->relation[phrase] != REL_CONJ || conjunction == NONE ||
      (!str_is(t->folded[conjunction], "but") && !str_is(t->folded[conjunction], "yet")))
    return false;
  return is_above_cue(t, cue, first) && !lexicon_find(&r->models->sayings, t->lemma[phrase]);
}

/* The token stands in a phrase below or beside the cue that tells no more than the occasion. */
static bool is_beside_the_point(const ClaimReader *r, uint32_t cue, uint32_t token) {
  const Tokens *t = r->tokens;
  uint32_t at = token;
  for (uint32_t step = 0; step < CHAIN_MAX && at < t->count; step++, at = t->head[at]) {
    if (is_above_cue(t, cue, at)) return false;
    if (is_circumstance(t, at) || is_contrast(r, cue, at)) return true;
  }
  return false;
}

/* "The mayor and her | former head of staff": the noun phrase of somebody beside a party. */
static bool is_beside_party(const ClaimReader *r, const ClaimDraft *draft, uint32_t token) {
  const Tokens *t = r->tokens;
  uint32_t at = token;
  for (uint32_t step = 0; step < CHAIN_MAX && t->relation[at] != REL_CONJ; step++) {
    switch (t->relation[at]) {
    case REL_DET:
    case REL_AMOD:
    case REL_NUMMOD:
    case REL_COMPOUND:
    case REL_NMOD_POSS:
    case REL_FLAT: at = t->head[at]; break;
    default: return false;
    }
    if (at >= t->count) return false;
  }
  if (t->relation[at] != REL_CONJ || r->nominal_at[at] == NONE) return false;
  for (PartyRole role = PARTY_SOURCE; role < PARTY_ROLES; role++) {
    uint32_t party = draft->party[role];
    if (draft->known[role] && party != NONE && t->head[at] == r->nominals.items[party].head)
      return true;
  }
  return false;
}

/* "Among those accused | were two banks": the verb of the clause above the cue. */
static bool is_verb_above(const Tokens *t, uint32_t cue, uint32_t token) {
  uint32_t head = t->head[token];
  bool auxiliary = t->relation[token] == REL_AUX || t->relation[token] == REL_AUX_PASS ||
                   t->relation[token] == REL_COP;
  return auxiliary && head < t->count && head != cue && tree_is_above(t, head, cue);
}

/* "Blamed the | port authority before the vote": the accused, whom the verb has for its object. */
static bool is_of_accused(const ClaimReader *r, const ClaimDraft *draft, uint32_t token) {
  uint32_t target = draft->party[PARTY_TARGET], cue = r->cues.items[draft->cue].head;
  if (draft->class != CUE_ACCUSES || target == NONE || r->nominals.items[target].mention == NONE)
    return false;
  const Nominal *n = &r->nominals.items[target];
  uint32_t article = n->range.first - 1; /* a nominal is without it */
  bool object = r->tokens->relation[n->head] == REL_OBJ && r->tokens->head[n->head] == cue;
  return object &&
         (range_has(n->range, token) || (token == article && r->tokens->tag[token] == UPOS_DET));
}

/* "That is not true, | Mr Orlov told the court": who reports it stands behind it. */
static bool is_of_reporting(const Tokens *t, uint32_t cue, uint32_t token) {
  uint32_t clause = cue, part = token;
  for (uint32_t step = 0; step < CHAIN_MAX && t->relation[clause] != REL_CCOMP; step++) {
    if (t->head[clause] >= t->count) return false;
    clause = t->head[clause];
  }
  uint32_t verb = t->head[clause];
  if (t->relation[clause] != REL_CCOMP || verb < clause || verb >= t->count) return false;
  for (uint32_t step = 0; step < CHAIN_MAX && part != verb; step++, part = t->head[part]) {
    if (t->head[part] >= t->count) return false;
    if (t->head[part] != verb) continue;
    uint8_t relation = t->relation[part];
    return relation == REL_NSUBJ || relation == REL_IOBJ || relation == REL_OBJ ||
           relation == REL_AUX;
  }
  return part == verb;
}

bool content_cannot_begin(const ClaimReader *r, const ClaimDraft *draft, uint32_t token) {
  const Tokens *t = r->tokens;
  const Cue *cue = &r->cues.items[draft->cue];
  if (draft->class > CUE_DENIES || token < cue->range.first + cue->range.count ||
      t->sentence[token] != t->sentence[cue->head] || t->quote[token] != t->quote[cue->head])
    return false;
  return is_beside_the_point(r, cue->head, token) || is_beside_party(r, draft, token) ||
         is_of_accused(r, draft, token) || is_verb_above(t, cue->head, token) ||
         is_of_reporting(t, cue->head, token);
}

/* ---- ends ---- */

/* Another cue begins in the range. */
static bool cue_within(const ClaimReader *r, TokenRange range) {
  uint32_t low = 0, high = r->cues.count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (r->cues.items[middle].range.first < range.first) low = middle + 1;
    else high = middle;
  }
  return low < r->cues.count && range_has(range, r->cues.items[low].range.first);
}

/* The phrase around the token that depends on the cue or on a word above it. */
static uint32_t phrase_below_cue(const Tokens *t, uint32_t cue, uint32_t token) {
  uint32_t at = token;
  for (uint32_t step = 0; step < CLAUSES_MAX; step++, at = t->head[at])
    if (t->head[at] >= t->count || is_above_cue(t, cue, at) || is_above_cue(t, cue, t->head[at]))
      break;
  return at;
}

/* Also "disorderly conduct", taken for a verb. */
static bool is_noun(const Tokens *t, uint32_t token) {
  return t->tag[token] == UPOS_NOUN || tree_child(t, token, REL_AMOD) != NONE ||
         tree_child(t, token, REL_DET) != NONE;
}

/* "Charged with assault and disorderly conduct": a noun that the tree hangs beside the cue, a verb,
 * goes with a noun. */
static bool is_noun_beside_verb(const Tokens *t, uint32_t cue, uint32_t token) {
  return t->relation[token] == REL_CONJ && t->head[token] == cue && t->tag[cue] == UPOS_VERB &&
         is_noun(t, token);
}

/* "Of breaking a promise, and of lying", "of stealing and lying": the second goes with the first,
 * wherever the tree hangs it. */
static bool goes_on(const Tokens *t, uint32_t cue, uint32_t start, uint32_t phrase) {
  uint32_t begun = phrase_below_cue(t, cue, start), mine = tree_marker(t, phrase);
  uint32_t theirs = tree_marker(t, begun);
  if (mine != NONE && theirs != NONE) return str_equals(t->folded[mine], t->folded[theirs]);
  return t->xpos[phrase] == XPOS_VBG && t->xpos[begun] == XPOS_VBG && t->xpos[cue] != XPOS_VBG;
}

/* "A man accused of theft | has fled", "flawed | and others said": words of the clause above the
 * cue, or of what stands beside them. */
static bool is_outside(const ClaimReader *r, uint32_t cue, uint32_t start, uint32_t token) {
  const Tokens *t = r->tokens;
  if (t->quote[token] != NONE && t->quote[token] == t->quote[start]) return false;
  uint32_t phrase = phrase_below_cue(t, cue, token), above = t->head[phrase];
  if (phrase == phrase_below_cue(t, cue, start)) return false;
  if (is_above_cue(t, cue, phrase)) return true;
  if (above >= t->count) return false;
  return (above != cue && above > start) ||
         (t->relation[phrase] == REL_CONJ && !is_noun_beside_verb(t, cue, phrase) &&
          !goes_on(t, cue, start, phrase));
}

/* More than "he", "they were": words that tell something, or all that is denied ("denied it"). */
static bool tells_something(const Tokens *t, uint32_t cue, uint32_t start, uint32_t end) {
  if (end == start + 1 && t->relation[start] == REL_OBJ && t->head[start] == cue) return true;
  for (uint32_t i = start; i < end; i++)
    if (t->tag[i] == UPOS_NOUN || t->tag[i] == UPOS_PROPN || t->tag[i] == UPOS_VERB ||
        t->tag[i] == UPOS_ADJ || t->tag[i] == UPOS_NUM)
      return true;
  return false;
}

uint32_t content_limit(const ClaimReader *r, const ClaimDraft *draft, uint32_t start,
                       uint32_t end) {
  const Tokens *t = r->tokens;
  const Cue *cue = &r->cues.items[draft->cue];
  bool modifies = t->tag[cue->head] == UPOS_ADV || t->tag[cue->head] == UPOS_ADJ ||
                  t->relation[cue->head] == REL_AMOD || t->relation[cue->head] == REL_ADVMOD;
  if (draft->class > CUE_DENIES || modifies || start < cue->range.first + cue->range.count ||
      t->sentence[start] != t->sentence[cue->head])
    return end;
  for (uint32_t i = start + 1; i < end && t->sentence[i] == t->sentence[start]; i++)
    if (is_outside(r, cue->head, start, i))
      return tells_something(t, cue->head, start, i) ? i : end;
  return end;
}

/* "theft from flood" of "theft from flood funds": a word that waits for the next ones; "abuse" of
 * "abuse of power". */
bool content_is_cut_short(const Tokens *t, uint32_t token) {
  uint8_t relation = t->relation[token];
  uint32_t head = t->head[token], behind = t->head[token + 1];
  if (str_is(t->folded[token + 1], "of") && t->relation[token + 1] == REL_CASE &&
      behind < t->count && t->head[behind] == token)
    return true;
  if (token && t->tag[token] == UPOS_VERB &&
      str_is(t->folded[token - 1], "to")) { /* "commit" of "to commit criminal damage" */
    uint32_t object = t->relation[token + 1] == REL_OBJ ? token + 1 : behind;
    if (object < t->count && object > token && t->relation[object] == REL_OBJ &&
        t->head[object] == token)
      return true;
  }
  if (t->tag[token] == UPOS_SYM && t->head[token + 1] == token) return true; /* "$" of "$5m" */
  if (head >= t->count || head <= token) return false;
  if (relation == REL_DET || relation == REL_CASE || relation == REL_MARK || relation == REL_CC)
    return true;
  return head == token + 1 && (relation == REL_COMPOUND || relation == REL_AMOD ||
                               relation == REL_NUMMOD || relation == REL_NMOD_POSS);
}

static bool is_quote_mark(const Tokens *t, uint32_t token) {
  return str_is(t->folded[token], "\"") || str_is(t->folded[token], "''") ||
         str_is(t->folded[token], "``");
}

/* A quotation mark belongs to the content only with its fellow. */
TokenRange without_stray_quote(const ClaimReader *r, TokenRange range) {
  const Tokens *t = r->tokens;
  uint32_t marks = 0, end = range.first + range.count;
  for (uint32_t i = range.first; i < range.first + range.count; i++) marks += is_quote_mark(t, i);
  if (range.count < 2 || marks % 2 == 0) return range;
  if (is_quote_mark(t, range.first + range.count - 1)) range.count--;
  else if (is_quote_mark(t, range.first)) range.first++, range.count--;
  else if (range.first && is_quote_mark(t, range.first - 1)) range.first--, range.count++;
  else if (end < t->count && is_quote_mark(t, end)) range.count++;
  return range;
}

/* One past the noun or verb and what belongs to it behind it, without clauses. */
static uint32_t end_of_member(const Tokens *t, uint32_t token) {
  uint32_t end = token;
  TREE_CHILDREN(t, token, kid) {
    bool inner =
        t->relation[kid] == REL_NMOD || t->relation[kid] == REL_OBJ || t->relation[kid] == REL_FLAT;
    if (kid > token && inner && t->left[kid] == end + 1 && t->right[kid] < kid + MEMBER_TAIL)
      end = t->right[kid];
  }
  return end + 1;
}

/* The token heads a member of the coordination that the content breaks off. */
static bool continues(const ClaimReader *r, uint32_t cue, TokenRange content, uint32_t token) {
  const Tokens *t = r->tokens;
  uint32_t head = t->head[token], end = content.first + content.count;
  if (t->relation[token] != REL_CONJ || head >= t->count || t->left[token] < end ||
      t->left[token] > end + 1 || t->quote[token] != t->quote[content.first])
    return false;
  if (tree_child(t, token, REL_NSUBJ) != NONE || tree_child(t, token, REL_COP) != NONE)
    return false;
  bool noun = is_noun(t, token);
  if (!noun && t->xpos[token] != XPOS_VBG) return false;
  return (range_has(content, head) && (is_noun(t, head) || !noun)) ||
         is_noun_beside_verb(t, cue, token);
}

/* "Murder | , adultery and cannibalism", "assault | and disorderly conduct": the end of the noun
 * phrases or clauses beside the content's last, or its own end. A charge beside it is another
 * claim. */
static uint32_t end_of_coordination(const ClaimReader *r, uint32_t cue, TokenRange content) {
  uint32_t complete = content.first + content.count; /* to the member behind "and" */
  for (uint32_t i = content.first + content.count;
       i < r->tokens->count && i < content.first + content.count + CONJUNCT_MAX; i++) {
    uint32_t end = content.first + content.count;
    uint32_t member_end = end_of_member(r->tokens, i);
    if (!continues(r, cue, content, i) || cue_within(r, (TokenRange){end, member_end - end}))
      continue;
    content.count = member_end - content.first;
    if (tree_child(r->tokens, i, REL_CC) != NONE) complete = member_end;
  }
  return complete;
}

/* "an attack that shut down | the ministry": to the end of the object of its last verb. */
static uint32_t end_of_object(const Tokens *t, TokenRange content) {
  enum { OBJECT_MAX = 12 };
  uint32_t end = content.first + content.count, object = end;
  if (end >= t->count || t->quote[end] != t->quote[end - 1]) return end;
  for (uint32_t step = 0; step < CHAIN_MAX; step++) {
    uint32_t head = t->head[object];
    if (head >= t->count || head < end || t->left[head] != end) break;
    object = head;
  }
  uint32_t verb = t->head[object], last = t->right[object];
  bool own = t->relation[object] == REL_OBJ && range_has(content, verb) && verb + 2 >= end;
  return own && last < end + OBJECT_MAX && t->quote[last] == t->quote[end] ? last + 1 : end;
}

void complete_content(const ClaimReader *r, ClaimDraft *draft) {
  if (draft->content.count > 1)
    draft->content.count = end_of_object(r->tokens, draft->content) - draft->content.first;
  const Cue *cue = &r->cues.items[draft->cue];
  if (draft->class > CUE_DENIES || !draft->content.count || draft->content.count > SHORT_CONTENT ||
      draft->content.first < cue->range.first + cue->range.count)
    return;
  draft->content.count = end_of_coordination(r, cue->head, draft->content) - draft->content.first;
}

/* ---- what is none ---- */

/* "for several days in mid-February" says when, not of what. */
static bool is_only_time(const ClaimReader *r, TokenRange content) {
  for (uint32_t i = content.first; i < content.first + content.count; i++) {
    uint8_t tag = r->tokens->tag[i];
    if (!r->dated[i] && tag != UPOS_ADP && tag != UPOS_PUNCT && tag != UPOS_ADV) return false;
  }
  return true;
}

/* "For $19m in damages" says how much is asked, not of what. */
static bool is_only_money(const ClaimReader *r, TokenRange content) {
  const Tokens *t = r->tokens;
  bool amount = false;
  for (uint32_t i = content.first; i < content.first + content.count; i++) {
    bool sum = t->kind[i] == TOKEN_NUMBER || t->tag[i] == UPOS_SYM || t->tag[i] == UPOS_NUM;
    amount |= sum;
    if (!sum && t->tag[i] != UPOS_PUNCT && t->tag[i] != UPOS_ADP && t->tag[i] != UPOS_ADJ &&
        !str_is(t->lemma[i], "damage") && !str_is(t->lemma[i], "compensation") &&
        !str_is(t->lemma[i], "dollar") && !str_is(t->lemma[i], "pound") &&
        !str_is(t->lemma[i], "euro"))
      return false;
  }
  return amount;
}

/* "The accused banker, Nils Aro": the noun is no more than another word for the target. */
static bool is_target_itself(const ClaimReader *r, const ClaimDraft *draft) {
  uint32_t target = draft->party[PARTY_TARGET];
  if (target == NONE || !draft->content.count) return false;
  uint32_t last = draft->content.first + draft->content.count - 1;
  uint32_t head = r->nominals.items[target].head;
  if (r->tokens->relation[head] == REL_FLAT) head = r->tokens->head[head];
  bool apposed = r->tokens->relation[head] == REL_APPOS && r->tokens->head[head] == last;
  bool inside = draft->content.first >= r->nominals.items[target].range.first; /* "the offer" */
  return (draft->content.count < 3 && apposed) ||
         (head == last && (draft->content.count < 3 || inside));
}

/* "fraud | charges against him", "| He was criticised": the cue is no part of what for. */
static void leave_out_cue(const ClaimReader *r, ClaimDraft *draft) {
  const Cue *cue = &r->cues.items[draft->cue];
  bool quoted = draft->content.count && r->tokens->quote[draft->content.first] != NONE &&
                r->tokens->quote[draft->content.first] != r->tokens->quote[cue->head];
  if (draft->class > CUE_DENIES || quoted || !range_has(draft->content, cue->head)) return;
  uint32_t first = draft->content.first, count = cue->head - first;
  bool told = false; /* "criminal" alone tells nothing, "witness" who claims */
  for (uint32_t i = first; i < cue->head; i++)
    told |=
        r->tokens->tag[i] == UPOS_NOUN && !lexicon_find(&r->models->nominals, r->tokens->lemma[i]);
  bool noun = r->tokens->tag[cue->head] == UPOS_NOUN;
  if (r->tokens->tag[cue->head] == UPOS_ADJ) return; /* "This is disgusting" */
  draft->content.count = noun && told && count < BEFORE_CUE ? count : 0;
}

void trim_content(const ClaimReader *r, ClaimDraft *draft) {
  if (is_target_itself(r, draft) || is_only_time(r, draft->content) ||
      is_only_money(r, draft->content))
    draft->content.count = 0;
  trim_tail(r, draft);
  leave_out_cue(r, draft);
}
