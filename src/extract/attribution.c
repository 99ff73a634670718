/* SPDX-License-Identifier: MIT */
/* attribution.c - every statement by its source: find_statements. */
#include "extract/attribution.h"
#include "extract/claim_noun.h"
#include "extract/datelines.h"
#include "extract/dates.h"
#include "extract/passes.h"
#include "extract/tree.h"

enum { LEAST_TRUST = 0 }; /* more than are likelier than not: best F1 */

/* The token behind the words at the front of a source that only tell when, or the first one. */
static uint32_t behind_time(const Document *d, uint32_t first) {
  static const char *const OPENERS[] = {"last", "this",    "next",      "on",
                                        "in",   "earlier", "yesterday", "today"};
  const Tokens *t = &d->tokens;
  if (!STR_IN(t->folded[first], OPENERS)) return first;
  uint32_t from = first + (t->tag[first] == UPOS_ADP);
  uint32_t low = first_date_from(d, first);
  for (uint32_t i = low; i < d->dates.count && i < low + 2; i++)
    if (d->dates.items[i].range.first == from || d->dates.items[i].range.first == first)
      return d->dates.items[i].range.first + d->dates.items[i].range.count;
  return first + str_is(t->folded[first], "earlier");
}

static bool is_in_name(const Document *d, uint32_t token) {
  enum { NEAR = 4 }; /* mentions may hold others */
  uint32_t low = 0, high = d->mentions.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (d->mentions.items[middle].range.first <= token) low = middle + 1;
    else high = middle;
  }
  for (uint32_t i = low; i > 0 && i + NEAR > low; i--) {
    const Mention *m = &d->mentions.items[i - 1];
    if (m->form == MENTION_NAME && m->range.count > 1 && range_has(m->range, token)) return true;
  }
  return false;
}

/* "Belgium | on Friday", "the MPs | Monday": the day of what was said, at the end of a source. Not
 * of "a poll released Friday" nor "The Mail on Sunday". */
static void trim_day(const Document *d, TokenRange *source) {
  const Tokens *t = &d->tokens;
  uint32_t end = source->first + source->count, low = first_date_from(d, source->first + 1);
  for (uint32_t i = low; i < d->dates.count && d->dates.items[i].range.first < end; i++) {
    TokenRange date = d->dates.items[i].range;
    if (date.first + date.count != end) continue;
    uint32_t before = date.first - 1, above = t->head[date_head(t, date)];
    bool on = str_is(t->folded[before], "on") && before > source->first;
    bool bare = date.count == 1 && t->tag[date.first] == UPOS_PROPN &&
                (t->tag[before] == UPOS_NOUN || t->tag[before] == UPOS_PROPN);
    bool within = above != NONE && range_has(*source, above) && t->tag[above] == UPOS_VERB;
    if ((!on && !bare) || within || is_in_name(d, date.first)) return;
    source->count = (on ? before : date.first) - source->first;
    return;
  }
}

/* "Last week | Lund City Council reported", "On Tuesday | opposition leaders said", "OSLO - Chile
 * said": when and where it was is no part of who said it. */
static void trim_source(const Document *d, TokenRange *source) {
  const Tokens *t = &d->tokens;
  uint32_t end = source->first + source->count;
  if (source->count && begins_line(t, source->first)) {
    uint32_t behind = dateline_end(t, source->first);
    if (behind < end) *source = (TokenRange){behind, end - behind};
  }
  trim_day(d, source);
  end = source->first + source->count;
  uint32_t next = source->count > 1 ? behind_time(d, source->first) : source->first;
  if (next == source->first || next >= end) return;
  if (str_is(t->folded[next], ",") && next + 1 < end) next++;
  bool named = t->kind[next] == TOKEN_WORD && t->tag[next] != UPOS_PART &&
               ((t->flags[next] & TOKEN_CAPITALISED) || t->xpos[next] == XPOS_DT ||
                t->xpos[next] == XPOS_NNS || t->xpos[end - 1] == XPOS_NNS);
  if (named && !str_is(t->folded[next], "'s")) *source = (TokenRange){next, end - next};
}

/* "said on | Thursday": no cue ends between a date and its preposition. */
static void trim_cue(const Document *d, TokenRange *cue) {
  uint32_t end = cue->first + cue->count, next = first_date_from(d, end);
  if (cue->count > 1 && d->tokens.tag[end - 1] == UPOS_ADP && next < d->dates.count &&
      d->dates.items[next].range.first == end)
    cue->count--;
}

/* "Advertisement Continue reading the main story": of the page, not of the article. */
static bool is_furniture(const Tokens *t, TokenRange cue) {
  return cue.count == 2 && str_is(t->folded[cue.first], "continue") &&
         str_is(t->folded[cue.first + 1], "reading");
}

/* Nothing but marks: "”". */
static bool is_wordless(const Tokens *t, TokenRange content) {
  for (uint32_t i = content.first; i < content.first + content.count; i++)
    if (t->kind[i] != TOKEN_MARK) return false;
  return content.count > 0;
}

/* "Ferry sinks off the coast - Daily Harbour News": words of the headline and who printed it. */
static bool is_printer(const Tokens *t, TokenRange source) {
  static const char *const DASHES[] = {"-", "\xe2\x80\x93", "\xe2\x80\x94", "|"};
  uint32_t end = source.first + source.count;
  if (!source.count || t->sentence[source.first] || !begins_line(t, end)) return false;
  for (uint32_t i = source.first + 1; i < end; i++)
    if ((t->flags[i] & TOKEN_SPACE_BEFORE) && STR_IN(t->folded[i], DASHES)) return true;
  return false;
}

/* Without those that say nothing: "The mayor told the court: '...'" has its colon for one, which
 * adds nothing to the verb. */
static uint32_t drop_idle(const Tokens *t, Attribution *all, uint32_t count) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    bool colon = all[i].cue.count == 1 && str_is(t->folded[all[i].cue.first], ":");
    bool told = kept && all[kept - 1].content.first == all[i].content.first &&
                all[kept - 1].cue.first < all[i].cue.first;
    bool idle = (colon && told) || is_furniture(t, all[i].cue) || is_wordless(t, all[i].content) ||
                is_printer(t, all[i].source) || is_apposed_claim(t, all[i].cue.first);
    if (!idle) all[kept++] = all[i];
  }
  return kept;
}

/* '"A," said Bell. "B." Olm added: "C"': C, which the chain of either cue may take, is Olm's. The
 * first content ends with the last quotation before that. */
static void part_speeches(const Document *d, Attribution *all, uint32_t count) {
  const Tokens *t = &d->tokens;
  for (uint32_t i = 0; i < count; i++) {
    TokenRange *content = &all[i].content;
    uint32_t cue = all[i].cue.first, end = content->first + content->count;
    if (t->quote[content->first] == NONE) continue;
    for (uint32_t k = i + 1; k < count && all[k].cue.first < end; k++) {
      uint32_t next = all[k].content.first, rest = all[k].cue.first;
      if (rest <= content->first || next < rest || next >= end) continue;
      if (t->quote[rest] != NONE) continue;
      if (!all[k].source.count || t->sentence[rest] == t->sentence[cue]) continue;
      while (t->quote[rest - 1] == NONE) rest--;
      content->count = rest - content->first;
      break;
    }
  }
}

static bool has_verb(const Tokens *t, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++)
    if (t->tag[i] == UPOS_VERB || t->tag[i] == UPOS_AUX) return true;
  return false;
}

/* "The killings, the envoy said, amount to war crimes": a content that is a subject alone goes on
 * behind the cue to the end of the sentence. */
static void add_predicate(const Document *d, Attribution *a) {
  const Tokens *t = &d->tokens;
  uint32_t end = a->content.first + a->content.count;
  uint32_t between = a->cue.first, behind = a->cue.first + a->cue.count;
  if (!a->content.count || !a->source.count) return;
  if (a->source.first < between) between = a->source.first;
  if (a->source.first + a->source.count > behind) behind = a->source.first + a->source.count;
  TokenRange sentence = d->sentences.items[t->sentence[a->cue.first]];
  uint32_t last = sentence.first + sentence.count;
  if (a->content.first < sentence.first || end + 1 != between || behind + 2 > last ||
      t->quote[a->content.first] != NONE || !str_is(t->folded[end], ",") ||
      !str_is(t->folded[behind], ",") || has_verb(t, a->content.first, end))
    return;
  uint32_t verb = behind + 1;
  if (t->tag[verb] == UPOS_ADV) verb++;
  if (verb >= last || !has_verb(t, verb, verb + 1) || t->xpos[verb] == XPOS_VBG) return;
  while (last > verb + 1 && t->tag[last - 1] == UPOS_PUNCT) last--;
  a->content.count = last - a->content.first;
}

/* "Moscow, Kyiv says, has shelled hospitals": a content that lacks its subject begins with it. */
static void add_subject(const Document *d, Attribution *a) {
  const Tokens *t = &d->tokens;
  uint32_t begin = a->cue.first, clause = head_of_range(t, a->content);
  if (!a->source.count || !a->content.count || a->content.first < a->cue.first) return;
  if (a->source.first < begin) begin = a->source.first;
  uint32_t subject = tree_child(t, clause, REL_NSUBJ);
  if (subject == NONE) subject = tree_child(t, clause, REL_NSUBJ_PASS);
  if (subject == NONE || subject >= begin || !str_is(t->folded[begin - 1], ",") ||
      t->quote[a->content.first] != NONE)
    return;
  a->content.count += a->content.first - t->left[subject];
  a->content.first = t->left[subject];
}

/* Without ", a claim Kigali rejects" behind it, which is the article's. */
static void leave_out_claim(const Tokens *t, TokenRange *content) {
  if (!content->count || t->quote[content->first] != NONE) return;
  uint32_t end = content->first + content->count;
  content->count = before_apposed_claim(t, content->first, end) - content->first;
}

void find_statements(const Models *models, Document *document) {
  if (!document->tokens.count || !models->statement_cues.weights) return;
  Setting setting = setting_new(models, document);
  uint32_t count;
  Attribution *found = find_attributions(&setting, &document->arena, &models->statement_cues,
                                         &models->statement_parts, &count);
  count = keep_trusted(&setting, &models->statement_trust, LEAST_TRUST, found, count);
  count = drop_idle(&document->tokens, found, count);
  count = widen_cues(&setting, &models->statement_extents, found, count);
  for (uint32_t i = 0; i < count; i++) {
    trim_source(document, &found[i].source);
    trim_cue(document, &found[i].cue);
  }
  part_speeches(document, found, count);
  for (uint32_t i = 0; i < count; i++) {
    add_predicate(document, &found[i]);
    add_subject(document, &found[i]);
    leave_out_claim(&document->tokens, &found[i].content);
  }
  found = add_signed(document, &document->arena, found, &count);
  continue_quotes(&setting, &document->arena, found, count);
  add_statements(&setting, document, found, count);
}
