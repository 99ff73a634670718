/* SPDX-License-Identifier: MIT */
#include "check/findings.h"
#include <stdio.h>

typedef struct {
  const Document *document;
  Findings *findings;
  Arena *arena;
  bool *named;    /* actors that some mention names */
  bool *answered; /* actors that deny, answer or decline to comment */
} Checker;

static Str keep(Arena *arena, const Text *text) {
  char *copy = NEW_ARRAY(arena, char, text->len + 1);
  if (text->len) memcpy(copy, text->bytes, text->len);
  return (Str){copy, (uint32_t)text->len};
}

/* Words with one space between them: a message is one line. */
static void add_words(Text *out, Str text) {
  bool space = false;
  for (uint32_t i = 0; i < text.len; i++) {
    if ((unsigned char)text.bytes[i] <= ' ') {
      space = true;
      continue;
    }
    if (space) text_add_char(out, ' ');
    space = false;
    text_add_char(out, text.bytes[i]);
  }
}

static uint64_t hash_words(uint64_t hash,
                           Str text) { /* FNV-1a; letters in lower case, spaces folded */
  bool space = false;
  for (uint32_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.bytes[i];
    if (c <= ' ') {
      space = true;
      continue;
    }
    if (space) hash = (hash ^ ' ') * 1099511628211u;
    space = false;
    hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 1099511628211u;
  }
  return (hash ^ 0xFF) * 1099511628211u;
}

static void set_fingerprint(Finding *finding, uint64_t hash) {
  snprintf(finding->fingerprint, sizeof finding->fingerprint, "%016llx", (unsigned long long)hash);
}

static void set_place(Finding *finding, const Document *document, Span span) {
  finding->line = finding->column = 1;
  for (uint32_t at = 0; at < span_end(span); at++) {
    if (at == span.start) finding->end_line = finding->line, finding->end_column = finding->column;
    unsigned char c = (unsigned char)document->text[at];
    if (c == '\n') finding->line++, finding->column = 1;
    else finding->column += (c & 0xC0) != 0x80;
  }
  uint32_t line = finding->line, column = finding->column;
  finding->line = finding->end_line, finding->column = finding->end_column;
  finding->end_line = line, finding->end_column = column;
}

static void add_names(Text *out, const Document *document, IndexRange range, const char *nobody) {
  if (!range.count) text_add_literal(out, nobody);
  for (uint32_t i = 0; i < range.count; i++) {
    if (i) text_add_literal(out, i + 1 == range.count ? " and " : ", ");
    add_words(out, document->parties.items[range.first + i].name);
  }
}

static void add_message(Text *out, const Document *document, const Rule *rule, const Claim *claim) {
  static const char *const VERBS[] = {" accused ", " criticised ", " denied "};
  add_names(out, document, claim->source, "somebody");
  text_add_literal(out, claim->kind <= CLAIM_DENIAL ? VERBS[claim->kind] : " said ");
  if (claim->kind <= CLAIM_CRITICISM) add_names(out, document, claim->target, "somebody");
  if (claim->content.len) {
    if (claim->kind <= CLAIM_CRITICISM)
      text_add_literal(out, claim->kind == CLAIM_ACCUSATION ? " of: " : ": ");
    add_words(out, document_text(document, claim->content));
  }
  if (rule->kind == RULE_UNANSWERED) text_add_literal(out, " - no answer in the article");
}

static void add(Checker *checker, const Rule *rule, const Claim *claim) {
  const Document *document = checker->document;
  Text message = {0};
  add_message(&message, document, rule, claim);
  Finding finding = {.rule = rule, .message = keep(checker->arena, &message)};
  text_free(&message);
  set_place(&finding, document, claim->cue);
  uint64_t hash = hash_words(14695981039346656037u, rule->id);
  hash = hash_words(hash, finding.message);
  set_fingerprint(&finding, hash_words(hash, document_text(document, claim->cue)));
  ARRAY_PUSH(checker->arena, checker->findings, finding);
}

/* "declined to comment", "did not respond", "could not be reached": a token and what follows it. */
static bool says_no_comment(const Tokens *tokens, uint32_t at) {
  Str lemma = tokens->lemma[at];
  uint32_t last = at + 8 < tokens->count ? at + 8 : tokens->count;
  bool refuses = str_is(lemma, "decline") || str_is(lemma, "refuse");
  bool negated =
      str_is(tokens->folded[at], "not") || str_is(tokens->folded[at], "n't") || str_is(lemma, "no");
  if (!refuses && !negated) return false;
  for (uint32_t i = at + 1; i < last; i++) {
    Str word = tokens->lemma[i];
    if (str_is(word, "comment")) return true;
    if (negated && (str_is(word, "respond") || str_is(word, "reply") || str_is(word, "reach")))
      return true;
  }
  return false;
}

static void mark(bool *set, uint32_t actor) {
  if (actor != NONE) set[actor] = true;
}

static void mark_range(Checker *checker, TokenRange range) {
  const Document *d = checker->document;
  for (uint32_t i = 0; i < range.count; i++) {
    uint32_t mention = d->tokens.mention[range.first + i];
    if (mention != NONE) mark(checker->answered, d->mentions.items[mention].actor);
  }
}

/* The tokens of the span around the party's head. */
static TokenRange party_range(const Document *document, const Party *party) {
  const Tokens *tokens = &document->tokens;
  uint32_t first = party->head, last = party->head;
  while (first > 0 && tokens->span[first - 1].start >= party->span.start) first--;
  while (last + 1 < tokens->count && span_end(tokens->span[last + 1]) <= span_end(party->span))
    last++;
  return (TokenRange){first, last + 1 - first};
}

/* Who answers: the source of a denial or statement, and everybody named in a sentence that
 * says that somebody did not comment. A spokesman answers for whom his description names. */
static void find_answers(Checker *checker) {
  const Document *d = checker->document;
  for (uint32_t i = 0; i < d->claims.count; i++) {
    const Claim *claim = &d->claims.items[i];
    for (uint32_t k = 0; k < claim->source.count; k++) {
      const Party *party = &d->parties.items[claim->source.first + k];
      mark(checker->answered, party->actor);
      if (party->head != NONE) mark_range(checker, party_range(d, party));
    }
  }
  for (uint32_t s = 0; s < d->sentences.count; s++) {
    TokenRange sentence = d->sentences.items[s];
    uint32_t i = 0;
    while (i < sentence.count && !says_no_comment(&d->tokens, sentence.first + i)) i++;
    if (i < sentence.count) mark_range(checker, sentence);
  }
}

/* A named person or organization among the accused that never answers; each is told of once. */
static bool is_unanswered(Checker *checker, const Claim *claim) {
  const Document *d = checker->document;
  bool found = false;
  for (uint32_t i = 0; i < claim->target.count; i++) {
    uint32_t actor = d->parties.items[claim->target.first + i].actor;
    if (actor == NONE || !checker->named[actor] || checker->answered[actor]) continue;
    uint8_t type = d->actors.items[actor].type;
    if (type != ACTOR_PERSON && type != ACTOR_ORGANIZATION) continue;
    found = checker->answered[actor] = true;
  }
  return found;
}

static bool is_anonymous(const Checker *checker, const Claim *claim) {
  const Document *d = checker->document;
  for (uint32_t i = 0; i < claim->source.count; i++) {
    uint32_t actor = d->parties.items[claim->source.first + i].actor;
    if (actor != NONE && checker->named[actor]) return false;
  }
  return claim->source.count > 0;
}

static bool speaks(Checker *checker, const Rule *rule, const Claim *claim) {
  if (claim->confidence < rule->min_confidence || claim->status != STATUS_ASSERTED) return false;
  if (rule->kind == RULE_MATCH) return rules_pattern_fits(&rule->pattern, checker->document, claim);
  if (claim->kind != CLAIM_ACCUSATION) return false;
  switch (rule->kind) {
  case RULE_UNANSWERED: return is_unanswered(checker, claim);
  case RULE_UNATTRIBUTED: return !claim->source.count && !claim->reported_by.count;
  case RULE_ANONYMOUS: return is_anonymous(checker, claim);
  default: return false;
  }
}

void findings_add(Findings *findings, Arena *arena, const Rules *rules, const Document *document) {
  Arena scratch = {0};
  uint32_t actors = document->actors.count;
  for (uint32_t r = 0; r < rules->count; r++) {
    Checker checker = {document, findings, arena, NEW_ARRAY(&scratch, bool, actors + 1),
                       NEW_ARRAY(&scratch, bool, actors + 1)};
    for (uint32_t i = 0; i < document->mentions.count; i++)
      if (document->mentions.items[i].form == MENTION_NAME)
        mark(checker.named, document->mentions.items[i].actor);
    if (rules->items[r].kind == RULE_UNANSWERED) find_answers(&checker);
    for (uint32_t i = 0; i < document->claims.count; i++)
      if (speaks(&checker, &rules->items[r], &document->claims.items[i]))
        add(&checker, &rules->items[r], &document->claims.items[i]);
  }
  arena_free(&scratch);
}

void findings_add_message(Findings *findings, Arena *arena, const Rule *rule, Str message) {
  Finding finding = {.rule = rule, .message = message};
  set_fingerprint(&finding, hash_words(hash_words(14695981039346656037u, rule->id), message));
  ARRAY_PUSH(arena, findings, finding);
}

static Str keep_string(Arena *arena, const char *string) {
  Text text = {0};
  if (string) text_add_literal(&text, string);
  Str kept = keep(arena, &text);
  text_free(&text);
  return kept;
}

void failures_add(FailedInputs *failures, Arena *arena, const char *path, uint32_t line,
                  const char *reason) {
  FailedInput failed = {keep_string(arena, path), keep_string(arena, reason), line};
  ARRAY_PUSH(arena, failures, failed);
}
