/* SPDX-License-Identifier: MIT */
/* show.c - one layer as plain text: for tests/cases, bug reports and curious people. */
#include "base/text.h"
#include "extract/frames.h"
#include "report/report.h"
#include <stdlib.h>

static void add_range(Text *out, const Document *d, TokenRange range) {
  text_add(out, document_text(d, document_tokens_span(d, range)));
}

/* What the offsets count: of a page of HTML, the text that was found in it. */
static void show_text(Text *out, const Document *d) { text_add(out, (Str){d->text, d->len}); }

static void show_tokens(Text *out, const Document *d) { /* clitics on the line of their word */
  for (uint32_t i = 0; i < d->tokens.count; i++) {
    bool joined = i + 1 < d->tokens.count && (d->tokens.flags[i + 1] & TOKEN_JOINED);
    text_add_char(out, d->tokens.flags[i] & TOKEN_JOINED ? '|' : '[');
    text_add(out, document_text(d, d->tokens.span[i]));
    if (!joined) text_add_literal(out, "]\n");
  }
}

static void show_sentences(Text *out, const Document *d) {
  for (uint32_t i = 0; i < d->sentences.count; i++)
    text_add_char(out, '['), add_range(out, d, d->sentences.items[i]), text_add_literal(out, "]\n");
}

/* A quotation a line, deeper where it lies in another. */
static void show_quotes(Text *out, const Document *d) {
  for (uint32_t i = 0; i < d->quotes.count; i++) {
    const Quote *quote = &d->quotes.items[i];
    for (uint32_t k = quote->outer; k != NONE; k = d->quotes.items[k].outer)
      text_add_literal(out, "  ");
    text_add_char(out, '['), add_range(out, d, quote->range);
    text_add_literal(out, quote->continues ? "] goes on\n"
                          : quote->closed  ? "]\n"
                                           : "] not closed\n");
  }
}

/* "rebels/NOUN/NNS" and the label of a name, one sentence a line */
static void show_tags(Text *out, const Document *d) {
  if (!d->tokens.tag) return; /* stopped before they were made */
  for (uint32_t s = 0; s < d->sentences.count; s++) {
    TokenRange sentence = d->sentences.items[s];
    for (uint32_t i = 0; i < sentence.count; i++) {
      uint32_t token = sentence.first + i;
      text_add(out, document_text(d, d->tokens.span[token]));
      text_add_format(out, "/%s/%s", upos_name(d->tokens.tag[token]),
                      xpos_name(d->tokens.xpos[token]));
      if (d->tokens.name_label[token] != NAME_O)
        text_add_format(out, "/%s", name_label_name(d->tokens.name_label[token]));
      text_add_char(out, i + 1 < sentence.count ? ' ' : '\n');
    }
  }
}

/* "rebels nsubj attacked", one word a line; "attacked root" */
static void show_heads(Text *out, const Document *d) {
  if (!d->tokens.head) return; /* stopped before they were made */
  for (uint32_t i = 0; i < d->tokens.count; i++) {
    text_add(out, document_text(d, d->tokens.span[i]));
    text_add_format(out, " %s", relation_name(d->tokens.relation[i]));
    if (d->tokens.head[i] != NONE) {
      text_add_char(out, ' ');
      text_add(out, document_text(d, d->tokens.span[d->tokens.head[i]]));
    }
    text_add_char(out, '\n');
  }
}

/* "attacked ARG0=[rebels] ARG1=[the port] passive" */
static void show_frames(Text *out, const Document *d) {
#define ROLE_NAME(id, name) name,
  static const char *const ROLES[] = {FRAME_ROLES(ROLE_NAME)};
  for (uint32_t i = 0; i < d->tokens.count; i++) {
    const Frame *frame = frame_of(d, i);
    if (!frame) continue;
    text_add(out, document_text(d, d->tokens.span[frame->predicate]));
    for (uint32_t k = 0; k < frame->arguments.count; k++) {
      const FrameArgument *argument = frame_arguments(d, frame) + k;
      text_add_format(out, " %s=[", ROLES[argument->role]);
      add_range(out, d, argument->range);
      text_add_char(out, ']');
    }
    text_add_literal(out, frame->passive ? " passive\n" : "\n");
  }
}

#define ENUM_NAME(id, name) name,
static const char *const TYPE_NAMES[] = {ACTOR_TYPES(ENUM_NAME)};
static const char *const FORM_NAMES[] = {MENTION_FORMS(ENUM_NAME)};

/* [Kremlin] country RUS "Russia" */
static void show_names(Text *out, const Document *d) {
  for (uint32_t i = 0; i < d->names.count; i++) {
    const Name *name = &d->names.items[i];
    text_add_char(out, '['), add_range(out, d, name->range), text_add_literal(out, "] ");
    text_add_literal(out, name->demonym ? "demonym" : TYPE_NAMES[name->type]);
    if (name->country[0]) text_add_char(out, ' '), text_add_literal(out, name->country);
    if (name->canonical.len)
      text_add_literal(out, " \""), text_add(out, name->canonical), text_add_char(out, '"');
    text_add_char(out, '\n');
  }
}

static void show_actor(Text *out, const Actor *actor) {
  text_add(out, actor->name), text_add_literal(out, ": "),
      text_add_literal(out, TYPE_NAMES[actor->type]);
  if (actor->country[0]) text_add_char(out, ' '), text_add_literal(out, actor->country);
  if (actor->role.len) text_add_literal(out, ", "), text_add(out, actor->role);
  text_add_char(out, '\n');
}

static void show_mention(Text *out, const Document *d, const Mention *mention) {
  text_add_literal(out, "  ["), add_range(out, d, mention->range), text_add_literal(out, "] ");
  text_add_literal(out, FORM_NAMES[mention->form]), text_add_char(out, '\n');
}

/* An actor a line, its mentions below it: "  [The Balkan nation] nominal". */
static void show_actors(Text *out, const Document *d) {
  uint32_t *first = must_alloc(sizeof *first * (d->actors.count + 1));
  uint32_t *next = must_alloc(sizeof *next * (d->mentions.count + 1));
  for (uint32_t a = 0; a < d->actors.count; a++) first[a] = NONE;
  for (uint32_t i = d->mentions.count; i-- > 0;) {
    uint32_t actor = d->mentions.items[i].actor;
    if (actor != NONE) next[i] = first[actor], first[actor] = i;
  }
  for (uint32_t a = 0; a < d->actors.count; a++) {
    show_actor(out, &d->actors.items[a]);
    for (uint32_t i = first[a]; i != NONE; i = next[i]) show_mention(out, d, &d->mentions.items[i]);
  }
  free(first);
  free(next);
}

/* [mid-February] DATE 2017-02 */
static void show_dates(Text *out, const Document *d) {
  static const char *const NAMES[] = {"DATE", "TIME", "DURATION", "SET"};
  for (uint32_t i = 0; i < d->dates.count; i++) {
    const Date *date = &d->dates.items[i];
    text_add_char(out, '['), text_add(out, document_text(d, date->span)),
        text_add_literal(out, "] ");
    text_add_literal(out, NAMES[date->type]), text_add_char(out, ' '), text_add(out, date->value);
    text_add_char(out, '\n');
  }
}

static void add_event_actors(Text *out, const Document *d, IndexRange range) {
  for (uint32_t i = 0; i < range.count; i++) {
    if (i) text_add_literal(out, "; ");
    text_add(out, d->actors.items[d->event_actors.items[range.first + i]].name);
  }
}

/* "ASSAULT explosives asserted [bombed] Norland -> Sudria; rebels 2016-10-16" */
static void show_events(Text *out, const Document *d) {
#define NAME_OF(id, name) name,
  static const char *const CATEGORIES[] = {EVENT_CATEGORIES(NAME_OF)};
  static const char *const STATUS[] = {STATUSES(NAME_OF)};
  for (uint32_t i = 0; i < d->events.count; i++) {
    const Event *event = &d->events.items[i];
    text_add_format(out, "%s ", CATEGORIES[event->category]);
    if (event->mode.len) text_add(out, event->mode), text_add_char(out, ' ');
    text_add_format(out, "%s [", STATUS[event->status]);
    add_range(out, d, event->trigger);
    text_add_literal(out, "] ");
    add_event_actors(out, d, event->source);
    text_add_literal(out, event->source.count ? " ->" : "->");
    if (event->target.count) text_add_char(out, ' ');
    add_event_actors(out, d, event->target);
    if (event->date != NONE)
      text_add_char(out, ' '), text_add(out, d->dates.items[event->date].value);
    text_add_char(out, '\n');
  }
}

/* "statement [said] source=[Lee] content=[it was late] negated" */
static void show_statements(Text *out, const Document *d) {
  static const char *const KINDS[] = {CLAIM_KINDS(ENUM_NAME)}, *const STATES[] = {
                                                                   STATUSES(ENUM_NAME)};
  for (uint32_t i = 0; i < d->claims.count; i++) {
    const Claim *claim = &d->claims.items[i];
    text_add_format(out, "%s [", KINDS[claim->kind]);
    text_add(out, document_text(d, claim->cue));
    text_add_literal(out, "] source=[");
    for (uint32_t k = 0; k < claim->source.count; k++) {
      if (k) text_add_literal(out, "; ");
      text_add(out, document_text(d, d->parties.items[claim->source.first + k].span));
    }
    text_add_literal(out, "] content=[");
    text_add(out, document_text(d, claim->content));
    text_add_char(out, ']');
    if (claim->status != STATUS_ASSERTED) text_add_format(out, " %s", STATES[claim->status]);
    for (uint32_t k = 0; k < claim->reported_by.count; k++) {
      text_add_literal(out, k ? ", " : " reported by ");
      text_add(out, d->parties.items[claim->reported_by.first + k].name);
    }
    text_add_char(out, '\n');
  }
}

typedef struct {
  Str name;
  uint32_t count, first;
} Unknown;

static int by_name(const void *a, const void *b) {
  const Unknown *x = a, *y = b;
  uint32_t len = x->name.len < y->name.len ? x->name.len : y->name.len;
  int order = memcmp(x->name.bytes, y->name.bytes, len);
  if (order || x->name.len != y->name.len)
    return order ? order : x->name.len < y->name.len ? -1 : 1;
  return x->first < y->first ? -1 : x->first > y->first;
}

static int by_count(const void *a, const void *b) {
  const Unknown *x = a, *y = b;
  return x->count != y->count  ? (x->count > y->count ? -1 : 1)
         : x->first < y->first ? -1
                               : x->first > y->first;
}

/* Names that no list knew, most frequent first: candidates for --actors. */
static void show_unknown(Text *out, const Document *d) {
  Unknown *names = must_alloc(sizeof *names * (d->names.count + 1));
  uint32_t count = 0, kept = 0;
  for (uint32_t i = 0; i < d->names.count; i++)
    if (!d->names.items[i].listed)
      names[count++] =
          (Unknown){document_text(d, document_tokens_span(d, d->names.items[i].range)), 1, i};
  qsort(names, count, sizeof *names, by_name);
  for (uint32_t i = 0; i < count; i++)
    if (kept && str_equals(names[kept - 1].name, names[i].name)) names[kept - 1].count++;
    else names[kept++] = names[i];
  qsort(names, kept, sizeof *names, by_count);
  for (uint32_t i = 0; i < kept; i++)
    text_add_format(out, "%u\t%s\t", names[i].count,
                    TYPE_NAMES[d->names.items[names[i].first].type]),
        text_add(out, names[i].name), text_add_char(out, '\n');
  free(names);
}

static void add_parties(Text *out, const Document *d, IndexRange range) {
  for (uint32_t i = 0; i < range.count; i++) {
    if (i) text_add_literal(out, "; ");
    text_add(out, d->parties.items[range.first + i].name);
  }
}

/* "accusation [accused] source=[Peru] target=[Chile] content=[overfishing]", without statements. */
static void show_claims(Text *out, const Document *d) {
  static const char *const KINDS[] = {CLAIM_KINDS(ENUM_NAME)}, *const STATES[] = {
                                                                   STATUSES(ENUM_NAME)};
  for (uint32_t i = 0; i < d->claims.count; i++) {
    const Claim *claim = &d->claims.items[i];
    if (claim->kind > CLAIM_DENIAL) continue;
    text_add_format(out, "%s [", KINDS[claim->kind]);
    text_add(out, document_text(d, claim->cue));
    text_add_literal(out, "] source=[");
    add_parties(out, d, claim->source);
    text_add_literal(out, "] target=[");
    add_parties(out, d, claim->target);
    text_add_literal(out, "] content=[");
    text_add(out, document_text(d, claim->content));
    text_add_literal(out, "]");
    if (claim->status != STATUS_ASSERTED) text_add_format(out, " %s", STATES[claim->status]);
    text_add_literal(out, "\n");
  }
}

static const struct {
  const char *layer;
  void (*show)(Text *out, const Document *document);
} SHOWS[] = {
    {"text", show_text},
    {"tokens", show_tokens},
    {"sentences", show_sentences},
    {"quotes", show_quotes},
    {"tags", show_tags},
    {"heads", show_heads},
    {"frames", show_frames},
    {"events", show_events},
    {"names", show_names},
    {"actors", show_actors},
    {"unknown", show_unknown},
    {"dates", show_dates},
    {"statements", show_statements},
    {"claims", show_claims},
};

const char *show_layer_name(size_t index) {
  return index < sizeof SHOWS / sizeof *SHOWS ? SHOWS[index].layer : NULL;
}

char *show_layer(Document *document, const char *layer) {
  for (size_t i = 0; i < sizeof SHOWS / sizeof *SHOWS; i++)
    if (!strcmp(SHOWS[i].layer, layer)) {
      Text out = {0};
      SHOWS[i].show(&out, document);
      return text_take(&out);
    }
  return NULL;
}
