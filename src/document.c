/* SPDX-License-Identifier: MIT */
#include "document.h"
#include "base/utf8.h"

void document_init(Document *document, const char *text, uint32_t len) {
  *document = (Document){.len = len};
  char *copy = NEW_ARRAY(&document->arena, char, (size_t)len + 1);
  if (len) memcpy(copy, text, len);
  document->repaired_bytes = utf8_repair(copy, len);
  document->text = copy;
  document->matcher = matcher_new(&document->arena);
}

static uint32_t keep_answers(Document *document, IndexRange range, const uint32_t *renamed) {
  if (!range.count) return 0;
  uint32_t *items = document->answers.items + range.first, kept = 0;
  for (uint32_t i = 0; i < range.count; i++)
    if (renamed[items[i]] != NONE) items[kept++] = renamed[items[i]];
  return kept;
}

void document_drop_claims(Document *document) {
  if (!document->min_confidence) return;
  Claim *claims = document->claims.items;
  uint32_t count = document->claims.count, kept = 0;
  uint32_t *renamed = NEW_ARRAY(&document->arena, uint32_t, count + 1);
  for (uint32_t i = 0; i < count; i++)
    renamed[i] = claims[i].confidence < document->min_confidence ? NONE : kept++;
  for (uint32_t i = 0; i < count; i++) {
    if (renamed[i] == NONE) continue;
    claims[renamed[i]] = claims[i];
    Claim *claim = &claims[renamed[i]];
    claim->answers.count = keep_answers(document, claim->answers, renamed);
  }
  document->claims.count = kept;
}

void document_free(Document *document) { arena_free(&document->arena); }

uint32_t document_actor_at(const Document *document, uint32_t token) {
  uint32_t mention = token == NONE ? NONE : document->tokens.mention[token];
  return mention == NONE ? NONE : document->mentions.items[mention].actor;
}

Str document_text(const Document *document, Span span) {
  return (Str){document->text + span.start, span.len};
}

Span document_tokens_span(const Document *document, TokenRange range) {
  const Span *spans = document->tokens.span + range.first;
  return span_join(spans[0], spans[range.count - 1]);
}

static void keep_actor(const Document *document, uint32_t actor, uint32_t *renamed) {
  if (actor < document->actors.count) renamed[actor] = actor;
}

/* States, who has a name and who takes part in something keep a number, all others get NONE. */
static void number_kept(Document *document, uint32_t *renamed) {
  for (uint32_t i = 0; i < document->actors.count; i++) renamed[i] = NONE;
  for (uint32_t i = 0; i < document->mentions.count; i++)
    if (document->mentions.items[i].form == MENTION_NAME)
      keep_actor(document, document->mentions.items[i].actor, renamed);
  for (uint32_t i = 0; i < document->parties.count; i++)
    keep_actor(document, document->parties.items[i].actor, renamed);
  for (uint32_t i = 0; i < document->event_actors.count; i++)
    keep_actor(document, document->event_actors.items[i], renamed);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < document->actors.count; i++) {
    bool state =
        document->actors.items[i].type == ACTOR_COUNTRY && document->actors.items[i].country[0];
    if (renamed[i] != NONE || state) renamed[i] = kept++;
  }
}

void document_drop_bystanders(Document *document) {
  uint32_t count = document->actors.count, kept = 0;
  uint32_t *renamed = NEW_ARRAY(&document->arena, uint32_t, count + 1);
  number_kept(document, renamed);
  for (uint32_t i = 0; i < count; i++)
    if (renamed[i] != NONE) document->actors.items[kept++] = document->actors.items[i];
  document->actors.count = kept;
  for (uint32_t i = 0; i < document->mentions.count; i++) {
    uint32_t *actor = &document->mentions.items[i].actor;
    if (*actor != NONE) *actor = renamed[*actor];
  }
  for (uint32_t i = 0; i < document->parties.count; i++) {
    uint32_t *actor = &document->parties.items[i].actor;
    if (*actor != NONE) *actor = renamed[*actor];
  }
  for (uint32_t i = 0; i < document->event_actors.count; i++) {
    uint32_t *actor = &document->event_actors.items[i];
    if (*actor != NONE) *actor = renamed[*actor];
  }
}

uint32_t paragraph_end(const Tokens *tokens, uint32_t token) {
  do token++;
  while (token < tokens->count && !(tokens->flags[token] & TOKEN_PARAGRAPH_BEFORE));
  return token;
}
