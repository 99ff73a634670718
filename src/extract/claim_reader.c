/* SPDX-License-Identifier: MIT */
/* claim_reader.c - cues, nominals, wrongs and the tree of a document, for the claims pass. */
#include "extract/claims.h"
#include "extract/datelines.h"

static void link_children(ClaimReader *r) {
  const Tokens *t = r->tokens;
  Arena *arena = &r->document->arena;
  r->child = NEW_ARRAY(arena, uint32_t, t->count + 1);
  r->sibling = NEW_ARRAY(arena, uint32_t, t->count + 1);
  for (uint32_t i = 0; i < t->count; i++) r->child[i] = r->sibling[i] = NONE;
  for (uint32_t i = t->count; i-- > 0;) {
    uint32_t head = t->head[i];
    if (head >= t->count) continue;
    r->sibling[i] = r->child[head];
    r->child[head] = i;
  }
}

uint32_t sentence_start(const ClaimReader *r, uint32_t token) {
  return r->document->sentences.items[r->tokens->sentence[token]].first;
}

uint32_t sentence_end(const ClaimReader *r, uint32_t token) {
  TokenRange range = r->document->sentences.items[r->tokens->sentence[token]];
  return range.first + range.count;
}

uint32_t child_with(const ClaimReader *r, uint32_t token, Relation relation) {
  for (uint32_t c = r->child[token]; c != NONE; c = r->sibling[c])
    if (r->tokens->relation[c] == relation) return c;
  return NONE;
}

bool is_verbal(const ClaimReader *r, uint32_t token) {
  return r->tokens->tag[token] == UPOS_VERB || r->tokens->tag[token] == UPOS_AUX;
}

static FormWords words_from(const ClaimReader *r, uint32_t token) {
  const Tokens *t = r->tokens;
  return (FormWords){.hash = t->hash + token,
                     .lemma_hash = t->lemma_hash + token,
                     .available = sentence_end(r, token) - token,
                     .lists = t->lists ? t->lists + token : NULL,
                     .lemma_lists = t->lemma_lists ? t->lemma_lists + token : NULL};
}

static void find_wrongs(ClaimReader *r) {
  const Tokens *t = r->tokens;
  r->wrong = NEW_ARRAY(&r->document->arena, const LexiconEntry *, t->count + 1);
  for (uint32_t i = 0; i < t->count; i++) {
    FormMatch found;
    if (t->kind[i] != TOKEN_WORD ||
        !forms_match(&r->models->claims.wrong_forms, words_from(r, i), &found, 1))
      continue;
    r->wrong[i] = found.entry;
    i += found.length - 1;
  }
}

static bool joins_a_name(uint32_t relation) {
  return relation == REL_COMPOUND || relation == REL_FLAT || relation == REL_FIXED ||
         relation == REL_GOESWITH || relation == REL_AMOD;
}

/* "The two accused him". */
static bool is_number_of_actors(const Tokens *t, uint32_t token) {
  return t->tag[token] == UPOS_NUM && token && str_is(t->folded[token - 1], "the") &&
         (str_is(t->folded[token], "two") || str_is(t->folded[token], "three")) &&
         (t->relation[token] == REL_NSUBJ || t->relation[token] == REL_NSUBJ_PASS ||
          t->relation[token] == REL_OBJ);
}

bool is_share(const Tokens *t, uint32_t token) {
  static const char *const WORDS[] = {"many", "some", "several", "most", "few", "those", "others"};
  uint8_t relation = t->relation[token];
  if (relation != REL_NSUBJ && relation != REL_NSUBJ_PASS && relation != REL_OBL_AGENT &&
      relation != REL_OBL && relation != REL_OBJ && relation != REL_CONJ)
    return false;
  return STR_IN(t->folded[token], WORDS);
}

static bool is_nominal(const Tokens *t, uint32_t token) {
  uint8_t tag = t->tag[token], xpos = t->xpos[token];
  if (is_share(t, token)) return true;
  if (xpos == XPOS_WDT || xpos == XPOS_WP || xpos == XPOS_WPS || xpos == XPOS_EX) return false;
  if (t->mention[token] != NONE || is_number_of_actors(t, token)) return true;
  return (tag == UPOS_NOUN || tag == UPOS_PROPN || tag == UPOS_PRON) &&
         !joins_a_name(t->relation[token]);
}

/* The "other" of "each other", the "another" of "one another". */
bool is_reciprocal(const ClaimReader *r, uint32_t token) {
  const Tokens *t = r->tokens;
  return token && ((str_is(t->folded[token], "other") && str_is(t->folded[token - 1], "each")) ||
                   (str_is(t->folded[token], "another") && str_is(t->folded[token - 1], "one")));
}

static bool begins_a_noun_phrase(uint32_t relation) {
  return relation == REL_DET || relation == REL_AMOD || relation == REL_COMPOUND ||
         relation == REL_NUMMOD || relation == REL_NMOD_POSS || relation == REL_FLAT ||
         relation == REL_DET_PREDET || relation == REL_NMOD_DESC || relation == REL_NMOD_UNMARKED;
}

static bool is_dash(const Tokens *t, uint32_t token) {
  Str word = t->folded[token];
  bool apart = token && span_end(t->span[token - 1]) < t->span[token].start;
  return str_is(word, "--") || str_is(word, "\xe2\x80\x93") || str_is(word, "\xe2\x80\x94") ||
         (apart && str_is(word, "-"));
}

/* Parsers see modifiers beyond a dash or from a comma on: "the unit - ambulance crews", ", gay and
 * straight couples". */
static uint32_t start_of_phrase(const Tokens *t, uint32_t first, uint32_t head) {
  for (uint32_t i = head; i-- > first;)
    if (is_dash(t, i)) return i + 1;
  while (first < head && (str_is(t->folded[first], ",") || str_is(t->folded[first], ";"))) first++;
  return first;
}

/* The words of a noun phrase up to its head, with the names that follow it. */
static TokenRange noun_phrase(const ClaimReader *r, uint32_t head) {
  const Tokens *t = r->tokens;
  uint32_t first = head, last = head;
  for (uint32_t c = r->child[head]; c != NONE; c = r->sibling[c]) {
    if (c < first && begins_a_noun_phrase(t->relation[c])) {
      first = c;
      for (uint32_t cc = r->child[c]; cc != NONE && cc < first; cc = r->sibling[cc]) first = cc;
    }
    if (c == last + 1 && (t->relation[c] == REL_FLAT || t->relation[c] == REL_COMPOUND)) last = c;
  }
  first = start_of_phrase(t, first, head);
  return (TokenRange){first, last - first + 1};
}

Str words_without_article(const ClaimReader *r, TokenRange range) {
  const Tokens *t = r->tokens;
  const Str *word = &t->folded[range.first];
  if (range.count > 1 && (str_is(*word, "the") || str_is(*word, "a") || str_is(*word, "an")))
    range.first++, range.count--;
  return document_text(r->document, document_tokens_span(r->document, range));
}

static void add_nominal(ClaimReader *r, uint32_t head) {
  const Document *d = r->document;
  Nominal nominal = {.head = head, .mention = r->tokens->mention[head], .actor = NONE};
  if (nominal.mention != NONE) {
    const Mention *mention = &d->mentions.items[nominal.mention];
    nominal.range = mention->range;
    nominal.actor = mention->actor;
  } else {
    nominal.range = noun_phrase(r, head);
  }
  nominal.name = nominal.actor != NONE ? d->actors.items[nominal.actor].name
                                       : words_without_article(r, nominal.range);
  r->nominal_at[head] = r->nominals.count;
  ARRAY_PUSH(&r->document->arena, &r->nominals, nominal);
}

static bool is_name(const ClaimReader *r, uint32_t nominal) {
  return nominal != NONE && r->tokens->tag[r->nominals.items[nominal].head] == UPOS_PROPN;
}

/* The name that a description is given with: "the matron, Ann Lee", "the agent Tom Ray". */
static uint32_t name_beside(const ClaimReader *r, const Nominal *n) {
  const Tokens *t = r->tokens;
  uint32_t end = n->range.first + n->range.count, seen = 0;
  for (uint32_t c = r->child[n->head]; c != NONE && seen++ < 20; c = r->sibling[c])
    if (t->relation[c] == REL_APPOS && is_name(r, r->nominal_at[c])) return r->nominal_at[c];
  for (uint32_t i = end; i < end + 4 && i < t->count && t->tag[i] == UPOS_PROPN; i++) {
    uint32_t nominal = r->nominal_at[i];
    if (is_name(r, nominal) && r->nominals.items[nominal].range.first <= end) return nominal;
  }
  return NONE;
}

/* "minister of transport": a noun without a name goes on to the end of its "of" phrase. */
static void extend_over_of(const ClaimReader *r, Nominal *n) {
  const Tokens *t = r->tokens;
  uint32_t end = n->range.first + n->range.count;
  if (end + 1 >= t->count || !str_is(t->folded[end], "of")) return;
  uint32_t object = t->head[end];
  if (object >= t->count || object < end || object > end + 6 || t->head[object] != n->head) return;
  n->range.count = object - n->range.first + 1;
  n->name = words_without_article(r, n->range);
}

/* "Several of his colleagues", "those close to Mr Bell": up to the end of the first phrase behind.
 */
static void extend_over_share(const ClaimReader *r, Nominal *n) {
  enum { PHRASE_MOST = 8 };
  const Tokens *t = r->tokens;
  uint32_t last = n->head;
  for (uint32_t c = r->child[n->head]; c != NONE && last == n->head; c = r->sibling[c]) {
    bool behind = t->relation[c] == REL_NMOD || t->relation[c] == REL_AMOD;
    if (behind && c > n->head && c < n->head + PHRASE_MOST) last = c;
  }
  while (last + 1 < t->count && last < n->head + PHRASE_MOST && t->head[last + 1] != NONE &&
         t->head[last + 1] > last && t->sentence[last + 1] == t->sentence[n->head] &&
         t->relation[last + 1] == REL_CASE)
    last = t->head[last + 1];
  if (last == n->head || last > n->head + PHRASE_MOST) return;
  uint32_t mention = t->mention[last], end = last + 1;
  if (mention != NONE) {
    TokenRange words = r->document->mentions.items[mention].range;
    if (words.first + words.count > end) end = words.first + words.count;
  }
  n->range = (TokenRange){n->head, end - n->head};
  n->name = words_without_article(r, n->range);
}

static void complete_name(const ClaimReader *r, Nominal *n) {
  if (n->actor == NONE && is_share(r->tokens, n->head)) {
    extend_over_share(r, n);
    return;
  }
  if (r->tokens->tag[n->head] != UPOS_NOUN) return;
  uint32_t beside = name_beside(r, n);
  if (beside != NONE) {
    n->actor = r->nominals.items[beside].actor;
    n->name = r->nominals.items[beside].name;
  } else if (n->actor == NONE) {
    extend_over_of(r, n);
  }
}

/* "Friday" is nobody. */
static bool *tokens_of_dates(const ClaimReader *r) {
  const Document *d = r->document;
  bool *dated = NEW_ARRAY(&r->document->arena, bool, r->tokens->count + 1);
  for (uint32_t i = 0; i < d->dates.count; i++) {
    TokenRange range = d->dates.items[i].range;
    for (uint32_t k = range.first; k < range.first + range.count; k++) dated[k] = true;
  }
  return dated;
}

/* Nobody that a dateline names is a party: "HAVANA, Cuba (AP) - Cuba's opposition said". */
static void find_nominals(ClaimReader *r) {
  uint32_t count = r->tokens->count, dateline = 0;
  r->dated = tokens_of_dates(r);
  r->nominal_at = NEW_ARRAY(&r->document->arena, uint32_t, count + 1);
  for (uint32_t i = 0; i < count; i++) {
    r->nominal_at[i] = NONE;
    if (begins_line(r->tokens, i)) dateline = dateline_end(r->tokens, i);
    if (i < dateline || (r->dated[i] && r->tokens->mention[i] == NONE)) continue;
    if (is_nominal(r->tokens, i) || is_reciprocal(r, i)) add_nominal(r, i);
  }
  for (uint32_t i = 0; i < r->nominals.count; i++) complete_name(r, &r->nominals.items[i]);
}

/* The token of a phrase whose head lies outside; its first when the tree says nothing. */
static uint32_t head_of_range(const Tokens *t, TokenRange range) {
  for (uint32_t i = range.first; i < range.first + range.count; i++)
    if (t->head[i] == NONE || !range_has(range, t->head[i]))
      if (t->tag[i] != UPOS_PUNCT && (range.count == 1 || t->tag[i] != UPOS_ADP)) return i;
  return range.first;
}

static uint32_t cut(uint32_t token, uint32_t low, uint32_t high) {
  return token < low ? low : token > high ? high : token;
}

/* The cue's sentence and the quotations that reach into it or follow its colon. */
static TokenRange region_of(const ClaimReader *r, TokenRange cue) {
  const Tokens *t = r->tokens;
  const Document *d = r->document;
  uint32_t half = CONTENT_TOKENS / 2, low = cue.first > half ? cue.first - half : 0;
  uint32_t first = cut(sentence_start(r, cue.first), low, cue.first);
  uint32_t end = cut(sentence_end(r, cue.first), cue.first + cue.count, cue.first + half);
  uint32_t from = first, to = end;
  bool colon = end < t->count && t->hash[end - 1] == str_hash(STR(":"));
  for (uint32_t i = first; i < end + colon; i++) {
    if (t->quote[i] == NONE) continue;
    TokenRange q = d->quotes.items[t->quote[i]].range;
    if (q.first < from) from = q.first;
    if (q.first + q.count > to) to = q.first + q.count;
  }
  for (uint32_t i = cue.first; i < cue.first + cue.count; i++) {
    if (r->said_at[i] == NONE) continue;
    TokenRange said = r->said.items[r->said_at[i]].content;
    if (said.first < from) from = said.first;
    uint32_t paragraph = paragraph_end(t, said.first > i ? said.first : i);
    uint32_t said_end = said.first + said.count;
    if (said_end > paragraph) said_end = paragraph;
    if (said_end > to) to = said_end;
  }
  from = cut(from, low, cue.first);
  to = cut(to, cue.first + cue.count, cue.first + half);
  if (to > t->count) to = t->count;
  return (TokenRange){from, to - from};
}

static bool is_neutral(const LexiconEntry *entry) {
  return str_is(entry->column[CUE_KIND], "statement");
}

static uint32_t add_cue(ClaimReader *r, uint32_t first, const FormMatch *found, uint32_t count) {
  Cue cue = {.range = {first, found[0].length}, .neutral = true};
  for (uint32_t i = 0; i < count; i++) {
    cue.entries[cue.entry_count++] = found[i].entry;
    cue.neutral &= is_neutral(found[i].entry);
    r->strong_cues += str_is(found[i].entry->column[CUE_FORCE], "sure");
  }
  cue.head = head_of_range(r->tokens, cue.range);
  cue.region = region_of(r, cue.range);
  ARRAY_PUSH(&r->document->arena, &r->cues, cue);
  return found[0].length;
}

static void find_cues(ClaimReader *r) {
  const Tokens *t = r->tokens;
  for (uint32_t i = 0; i < t->count; i++) {
    FormMatch found[CUE_ENTRIES];
    if (t->kind[i] != TOKEN_WORD) continue;
    uint32_t count =
        forms_match(&r->models->claims.cue_forms, words_from(r, i), found, CUE_ENTRIES);
    if (count) i += add_cue(r, i, found, count) - 1;
  }
}

/* The first token that ends after the byte. */
static uint32_t token_at(const Tokens *t, uint32_t byte) {
  uint32_t low = 0, high = t->count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (span_end(t->span[middle]) <= byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

static void note_content(ClaimReader *r, uint32_t index) {
  TokenRange content = r->said.items[index].content;
  uint32_t end = content.first + (content.count < CONTENT_TOKENS ? content.count : CONTENT_TOKENS);
  for (uint32_t i = content.first; i < end; i++) {
    uint32_t other = r->said_around[i];
    if (other == NONE || r->said.items[other].content.count > content.count)
      r->said_around[i] = index;
  }
}

static void find_said(ClaimReader *r) {
  const Document *d = r->document;
  const Tokens *t = r->tokens;
  r->said_at = NEW_ARRAY(&r->document->arena, uint32_t, t->count + 1);
  r->said_around = NEW_ARRAY(&r->document->arena, uint32_t, t->count + 1);
  for (uint32_t i = 0; i < t->count; i++) r->said_at[i] = r->said_around[i] = NONE;
  for (uint32_t i = 0; i < d->claims.count; i++) {
    const Claim *claim = &d->claims.items[i];
    uint32_t first = token_at(t, claim->content.start),
             end = token_at(t, span_end(claim->content) - 1) + 1;
    if (end > t->count) end = t->count;
    Said said = {claim->cue_token, NONE, {first, end > first ? end - first : 0}};
    if (claim->source.count) said.source = d->parties.items[claim->source.first].head;
    r->said_at[said.cue] = r->said.count;
    ARRAY_PUSH(&r->document->arena, &r->said, said);
    note_content(r, r->said.count - 1);
  }
}

ClaimReader claim_reader_new(const Models *models, Document *document) {
  ClaimReader r = {.models = models, .document = document, .tokens = &document->tokens};
  r.reading = NEW(&document->arena, PieceReading);
  r.network = NEW(&document->arena, TreeReader);
  link_children(&r);
  find_wrongs(&r);
  find_tones(&r);
  find_deeds(&r);
  find_nominals(&r);
  find_said(&r);
  find_cues(&r);
  return r;
}
