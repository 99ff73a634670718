/* SPDX-License-Identifier: MIT */
/* claims.c - who accuses, criticises or denies: each cue is judged, then its parties and content
 * are chosen. */
#include "extract/claims.h"
#include "extract/tree.h"
#include "extract/dates.h"
#include "extract/passes.h"

enum { COORDINATED_MAX = 8, REPORTED_NEAR = 4 };
/* Millionths: a claim that is less likely to be right in all its parts is left out. */
enum { READABLE = 60000, READABLE_IMPLICIT = 50000 };
enum {
  EXPLICIT_SHIFT = 75,
  IMPLICIT_SHIFT = 40,
  CLEAR_CHARGE = 192 /* how much likelier a clear charge is than the models think, likewise */
}; /* with margin * 7 / 8 these make confidence the share that is right, by cross-validation */

/* ---- parties ---- */

/* "Bell" of "Jo Bell", where parsers take both for members of a coordination. */
static bool is_rest_of_name(const Document *d, const Party *party, const Nominal *n) {
  uint32_t mention = party->head == NONE ? NONE : d->tokens.mention[party->head];
  return mention != NONE && d->mentions.items[mention].form == MENTION_NAME &&
         range_has(d->mentions.items[mention].range, n->head);
}

static bool is_listed(const Document *d, IndexRange range, const Nominal *n) {
  for (uint32_t i = range.first; i < range.first + range.count; i++) {
    const Party *party = &d->parties.items[i];
    if (party->head == n->head || (n->actor != NONE && party->actor == n->actor) ||
        is_rest_of_name(d, party, n))
      return true;
  }
  return false;
}

/* A party ends where the content begins: "accuse the jeweller | of laundering money". */
static Nominal before_content(const ClaimReader *r, const Nominal *n, TokenRange content) {
  Nominal cut = *n;
  uint32_t end = n->range.first + n->range.count;
  if (!content.count || content.first <= n->head || content.first >= end) return cut;
  cut.range.count = content.first - n->range.first;
  while (cut.range.count > 1 && cut.range.first + cut.range.count - 1 > n->head &&
         r->tokens->tag[cut.range.first + cut.range.count - 1] != UPOS_NOUN)
    cut.range.count--;
  if (cut.actor == NONE) cut.name = words_without_article(r, cut.range);
  return cut;
}

static void add_party(const ClaimReader *r, const Nominal *whole, TokenRange content,
                      IndexRange *range) {
  Document *d = r->document;
  Nominal part = before_content(r, whole, content);
  const Nominal *n = &part;
  if (is_listed(d, *range, n)) return;
  Party party = {document_tokens_span(d, n->range), n->head, n->actor, n->name};
  ARRAY_PUSH(&d->arena, &d->parties, party);
  range->count++;
}

/* "Danish and German officials": the first adjective is a party of its own. */
static void add_joined_adjective(const ClaimReader *r, const Nominal *n, TokenRange content,
                                 IndexRange *range) {
  const Tokens *t = r->tokens;
  uint32_t low = sentence_start(r, n->head);
  for (uint32_t i = n->head; i >= low + 3 && i + 3 > n->head; i--) { /* X and Y head */
    uint32_t index = r->nominal_at[i - 3];
    if (index == NONE || !str_is(t->folded[i - 2], "and") || t->relation[i - 3] == REL_NSUBJ ||
        t->tag[i - 1] != UPOS_ADJ)
      continue;
    if (r->nominals.items[index].actor != NONE && r->nominal_at[i - 1] != NONE)
      add_party(r, &r->nominals.items[index], content, range);
  }
}

/* "Bell along with Cole": the nominal of Bell, for the token of Cole; or NONE. */
static uint32_t accompanied_by(const ClaimReader *r, uint32_t head) {
  const Tokens *t = r->tokens;
  uint32_t main = t->head[head];
  if (main < t->count && main > head) { /* both hang on the verb */
    uint32_t subject = child_with(r, main, REL_NSUBJ);
    main = subject != NONE ? subject : child_with(r, main, REL_NSUBJ_PASS);
  }
  return main < head && company_of(r, main) == head ? r->nominal_at[main] : NONE;
}

static void add_coordinated(const ClaimReader *r, uint32_t first, uint32_t but, TokenRange content,
                            IndexRange *range) {
  uint32_t seen = 0;
  if (!tree_is_coordinated(r->tokens, first)) return;
  for (uint32_t c = r->child[first]; c != NONE && seen++ < COORDINATED_MAX * 2; c = r->sibling[c])
    if (r->tokens->relation[c] == REL_CONJ && r->nominal_at[c] != NONE && r->nominal_at[c] != but &&
        range->count < COORDINATED_MAX)
      add_party(r, &r->nominals.items[r->nominal_at[c]], content, range);
}

static bool same_actor(const ClaimReader *r, uint32_t nominal, uint32_t other) {
  return nominal == other ||
         (other != NONE && r->nominals.items[nominal].actor == r->nominals.items[other].actor);
}

/* "Candidates like Jo Bell": the token of Bell, who alone is meant; "rivals including Jo Bell": who
 * is meant beside the others. NONE: no such words. */
static uint32_t example_of(const ClaimReader *r, uint32_t head, bool *alone) {
  const Tokens *t = r->tokens;
  for (uint32_t c = r->child[head]; c != NONE; c = r->sibling[c]) {
    uint32_t nominal = r->nominal_at[c];
    if (t->relation[c] != REL_NMOD || c < head || nominal == NONE ||
        r->nominals.items[nominal].actor == NONE)
      continue;
    uint32_t word = case_word(r, c);
    *alone = word == str_hash(STR("like"));
    if (*alone || word == str_hash(STR("including"))) return c;
  }
  return NONE;
}

/* "Her | and her team", "Labour | and the Tories", which parsers hang beside each other: the
 * nominal behind the "and", or NONE. */
static uint32_t joined_behind(const ClaimReader *r, const Nominal *n) {
  const Tokens *t = r->tokens;
  uint32_t joint = n->range.first + n->range.count, end = sentence_end(r, n->head);
  if (joint >= end || !str_is(t->folded[joint], "and")) return NONE;
  for (uint32_t i = joint + 1; i < end && i < joint + 5; i++) {
    uint32_t nominal = r->nominal_at[i];
    if (nominal == NONE || r->nominals.items[nominal].range.first > joint + 2) continue;
    bool beside = t->head[i] == t->head[n->head] &&
                  (t->relation[i] == REL_CONJ || t->relation[i] == t->relation[n->head]);
    if (beside && (t->tag[i] == UPOS_NOUN || t->tag[i] == UPOS_PROPN)) return nominal;
  }
  return NONE;
}

/* The nominal and those coordinated with it; `but` is left out of them. */
static IndexRange list_parties(const ClaimReader *r, uint32_t nominal, uint32_t but,
                               TokenRange content) {
  IndexRange range = {r->document->parties.count, 0};
  if (nominal == NONE) return range;
  const Tokens *t = r->tokens;
  const Nominal *n = &r->nominals.items[nominal];
  uint32_t first = n->head;
  if (t->relation[first] == REL_CONJ && t->head[first] < t->count &&
      r->nominal_at[t->head[first]] != NONE)
    first = t->head[first];
  if (!tree_is_coordinated(r->tokens, first)) first = n->head;
  bool alone = false;
  uint32_t example = example_of(r, n->head, &alone);
  if (example != NONE && !same_actor(r, r->nominal_at[example], but)) {
    if (!alone) add_party(r, n, content, &range);
    add_party(r, &r->nominals.items[r->nominal_at[example]], content, &range);
    add_coordinated(r, example, but, content, &range);
    return range;
  }
  add_joined_adjective(r, n, content, &range);
  uint32_t main = accompanied_by(r, first);
  if (main != NONE && main != but) add_party(r, &r->nominals.items[main], content, &range);
  add_party(r, first == n->head ? n : &r->nominals.items[r->nominal_at[first]], content, &range);
  add_coordinated(r, first, but, content, &range);
  add_party(r, n, content, &range);
  uint32_t behind = joined_behind(r, n);
  if (behind != NONE && behind != but) add_party(r, &r->nominals.items[behind], content, &range);
  uint32_t company = company_of(r, n->head);
  if (company == NONE || r->nominal_at[company] == NONE || r->nominal_at[company] == but)
    return range;
  add_party(r, &r->nominals.items[r->nominal_at[company]], content, &range);
  add_coordinated(r, company, but, content, &range);
  return range;
}

/* "each other": the sources are the targets. */
static IndexRange repeat_parties(const ClaimReader *r, IndexRange sources, const Nominal *n) {
  Document *d = r->document;
  IndexRange range = {d->parties.count, sources.count};
  for (uint32_t i = 0; i < sources.count; i++) {
    Party party = d->parties.items[sources.first + i];
    party.span = document_tokens_span(d, n->range);
    party.head = n->head;
    ARRAY_PUSH(&d->arena, &d->parties, party);
  }
  return range;
}

/* ---- claims ---- */

static uint8_t kind_of(CueClass class) {
  switch (class) {
  case CUE_ACCUSES:
  case CUE_SAYS_ACCUSATION: return CLAIM_ACCUSATION;
  case CUE_DENIES:
  case CUE_SAYS_DENIAL: return CLAIM_DENIAL;
  default: return CLAIM_CRITICISM;
  }
}

static bool is_quoted(const ClaimReader *r, TokenRange content) {
  return content.count && r->tokens->quote[content.first + content.count / 2] != NONE;
}

/* A description cannot mean one of those who speak of it: "the blogger and Bell accused the
 * mayor". */
static void keep_apart(const ClaimReader *r, uint32_t source, IndexRange sources, uint32_t target) {
  Nominal *n = &r->nominals.items[target];
  if (source == NONE || source == target || n->actor == NONE) return;
  bool same = n->actor == r->nominals.items[source].actor;
  for (uint32_t i = 0; i < sources.count && r->tokens->tag[n->head] == UPOS_NOUN; i++)
    same |= n->actor == r->document->parties.items[sources.first + i].actor;
  if (!same) return;
  n->actor = NONE;
  n->name = words_without_article(r, n->range);
}

/* Who says the words that hold the cue, when it is not the source itself. */
static IndexRange reporters_of(const ClaimReader *r, const Cue *cue, IndexRange source) {
  Document *d = r->document;
  uint32_t around = r->said_around[cue->head];
  IndexRange range = {d->parties.count, 0};
  if (around == NONE) return range;
  const Claim *outer = &d->claims.items[around];
  uint32_t first = r->said.items[around].content.first;
  bool to_do = r->tokens->tag[first] == UPOS_PART; /* "agreed to settle the lawsuit" */
  if (!outer->source.count || to_do || parties_meet(d, outer->source, source)) return range;
  IndexRange chain[] = {outer->reported_by, outer->source};
  for (uint32_t k = 0; k < 2; k++)
    for (uint32_t i = 0; i < chain[k].count; i++) {
      Party party = d->parties.items[chain[k].first + i];
      ARRAY_PUSH(&d->arena, &d->parties, party);
      range.count++;
    }
  return range;
}

static IndexRange list_party(const ClaimReader *r, uint32_t nominal, TokenRange content) {
  IndexRange range = {r->document->parties.count, 0};
  if (nominal != NONE) add_party(r, &r->nominals.items[nominal], content, &range);
  return range;
}

/* The draft as a claim of the document; gapped: nobody is coordinated with its parties. */
static void push_claim(const ClaimReader *r, const ClaimDraft *draft, bool gapped,
                       uint32_t confidence) {
  Document *d = r->document;
  const Cue *cue = &r->cues.items[draft->cue];
  Claim claim = {.kind = kind_of(draft->class),
                 .is_explicit = draft->class <= CUE_DENIES,
                 .cue = document_tokens_span(d, cue->range),
                 .cue_token = cue->head,
                 .sentence = r->tokens->sentence[cue->head],
                 .quoted = is_quoted(r, draft->content),
                 .date = NONE,
                 .act_date = NONE,
                 .confidence = (uint16_t)confidence,
                 .rule = claim_rule(r, draft)};
  if (draft->content.count) claim.content = document_tokens_span(d, draft->content);
  uint32_t source = draft->party[PARTY_SOURCE], target = draft->party[PARTY_TARGET];
  uint32_t mutual = each_other(r, draft);
  if (mutual != NONE) source = target = mutual;
  claim.source = list_parties(r, source, target, draft->content);
  if (target != NONE && draft->class != CUE_DENIES) keep_apart(r, source, claim.source, target);
  claim.target =
      mutual != NONE || (target != NONE && is_reciprocal(r, r->nominals.items[target].head))
          ? repeat_parties(r, claim.source, &r->nominals.items[target])
      : gapped ? list_party(r, target, draft->content)
               : list_parties(r, target, source, draft->content);
  claim.status = (uint8_t)claim_status(r, draft);
  claim.date = date_of_token(d, cue->head);
  if (claim.content.len) claim.act_date = date_in_span(d, claim.content);
  claim.reported_by = reporters_of(r, cue, claim.source);
  categorize_claim(r, draft, &claim);
  ARRAY_PUSH(&d->arena, &d->claims, claim);
}

static bool add_claim(const ClaimReader *r, ClaimDraft *draft, uint32_t confidence) {
  Gap gap;
  choose_parties(r, draft);
  if (is_other_sense(r, &r->cues.items[draft->cue], draft)) return false;
  choose_content(r, draft);
  if (is_bare_attack(r, draft)) return false;
  uint32_t least = draft->class <= CUE_DENIES ? READABLE : READABLE_IMPLICIT;
  if (confidence * draft->likely < least) return false;
  if (!find_gap(r, draft, &gap)) return push_claim(r, draft, false, confidence), true;
  ClaimDraft second = *draft;
  draft->content = gap.before, second.content = gap.content;
  second.party[PARTY_TARGET] = gap.target;
  if (gap.source != NONE) second.party[PARTY_SOURCE] = gap.source;
  push_claim(r, draft, false, confidence);
  push_claim(r, &second, true, confidence);
  return true;
}

/* "A said B accused C": the claim is B's, A reports it. Drops claims read into what A said. */
static void drop_reporting(Document *d, uint32_t first) {
  uint32_t count = d->claims.count, kept = first;
  bool *drop = NEW_ARRAY(&d->arena, bool, count - first + 1);
  for (uint32_t i = first; i < count; i++) {
    const Claim *outer = &d->claims.items[i];
    if (outer->is_explicit) continue;
    for (uint32_t k = i > first + REPORTED_NEAR ? i - REPORTED_NEAR : first;
         k < count && k <= i + REPORTED_NEAR; k++) {
      const Claim *inner = &d->claims.items[k];
      drop[i - first] |= inner->is_explicit && span_contains(outer->content, inner->cue);
    }
  }
  for (uint32_t i = first; i < count; i++)
    if (!drop[i - first]) d->claims.items[kept++] = d->claims.items[i];
  d->claims.count = kept;
}

/* By the cue itself, then in view of what the others are. */
static CueJudgement *judge_cues(const ClaimReader *r) {
  LinearQueue queue;
  CueJudgement *first = NEW_ARRAY(&r->document->arena, CueJudgement, r->cues.count + 1);
  CueJudgement *last = NEW_ARRAY(&r->document->arena, CueJudgement, r->cues.count + 1);
  linear_queue_start(&queue, &r->models->claims.detect);
  for (uint32_t i = 0; i < r->cues.count; i++) {
    cue_features(r, i, true, linear_queue_room(&queue));
    linear_queue_add(&queue, first[i].scores);
  }
  linear_queue_end(&queue);
  for (uint32_t i = 0; i < r->cues.count; i++) judge_cue(&first[i]);
  Judgements all = judgements_new(r, first);
  linear_queue_start(&queue, &r->models->claims.context);
  for (uint32_t i = 0; i < r->cues.count; i++) {
    context_features(r, &all, i, linear_queue_room(&queue));
    linear_queue_add(&queue, last[i].scores);
  }
  linear_queue_end(&queue);
  for (uint32_t i = 0; i < r->cues.count; i++) {
    for (uint32_t c = 0; c < CUE_CLASS_COUNT; c++) last[i].scores[c] += first[i].scores[c];
    judge_cue(&last[i]);
  }
  return last;
}

void claims_decide(const ClaimReader *r, int32_t explicit_margin, int32_t implicit_margin) {
  ClaimDraft last, *before = NULL;
  uint32_t first = r->document->claims.count;
  const CueJudgement *judged = judge_cues(r);
  for (uint32_t i = 0; i < r->cues.count; i++) {
    CueClass class = judged[i].class;
    int32_t margin = judged[i].margin;
    int32_t least = class <= CUE_DENIES ? explicit_margin : implicit_margin;
    bool may_be_clear = class > CUE_DENIES && margin + CLEAR_CHARGE >= least;
    if (may_be_clear && is_clear_charge(r, &r->cues.items[i])) margin += CLEAR_CHARGE;
    bool decided = class == CUE_DENIES && margin >= least;
    if (!decided && is_clear_denial(r, &r->cues.items[i]))
      class = CUE_DENIES, margin = least = explicit_margin;
    if (margin < least) continue;
    ClaimDraft draft = claim_draft_new(r, i, class, before);
    int32_t shift = class <= CUE_DENIES ? EXPLICIT_SHIFT : IMPLICIT_SHIFT;
    if (!add_claim(r, &draft, logistic_thousandths(margin * 7 / 8 + shift))) continue;
    last = draft;
    before = &last;
  }
  drop_reporting(r->document, first);
}

void find_claims(const Models *models, Document *document) {
  if (!document->tokens.count || !models->claims.detect.weights) return;
  uint32_t statements = document->claims.count;
  ClaimReader reader = claim_reader_new(models, document);
  claims_decide(&reader, EXPLICIT_MARGIN, IMPLICIT_MARGIN);
  settle_claims(document, statements);
  name_members(&reader);
  answer_claims(document);
}
