/* SPDX-License-Identifier: MIT */
/* binding.c - whom grammar forbids a pronoun to mean: the name of the noun phrase that it stands
 * in, names in what it is the subject of or in the quotation that it says. */
#include "extract/binding.h"
#include "extract/referent_features.h"
#include "extract/tree.h"

enum { NAME_AWAY = 4, DEEP = 12, AHEAD = 80 }; /* tokens; heads; tokens looked at */

static void refuse(Referents *found, uint32_t entity) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < found->count; i++) {
    if (entity != NONE && found->entity[i] == entity) continue;
    found->entity[kept] = found->entity[i];
    if (kept < i) found->features[kept] = found->features[i];
    kept++;
  }
  found->count = kept;
}

/* The actor of the name at a token, no adjective; or NONE. */
static uint32_t named_at(const Resolver *r, uint32_t token) {
  const Document *d = r->document;
  uint32_t mention = token == NONE ? NONE : d->tokens.mention[token];
  if (mention == NONE || d->mentions.items[mention].form != MENTION_NAME) return NONE;
  return r->traits.items[mention].adjective ? NONE : d->mentions.items[mention].actor;
}

/* "His ex-boss Jo Bell", "his boss, Jo Bell,": he is not Bell. */
static void refuse_own_name(const Resolver *r, uint32_t pronoun, Referents *found) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  uint32_t noun = t->head[pronoun];
  if (noun == NONE || noun < pronoun || t->relation[pronoun] != REL_NMOD_POSS) return;
  if (t->mention[noun] == NONE || r->traits.items[t->mention[noun]].type != ACTOR_PERSON) return;
  refuse(found, named_at(r, noun));
  uint32_t behind = tree_apposition(t, noun);
  if (behind != NONE && noun + 1 < behind && str_is(t->folded[noun + 1], ","))
    refuse(found, named_at(r, behind));
  for (uint32_t i = noun + 1; i < t->count && i <= noun + NAME_AWAY; i++) {
    bool tied = t->head[i] == noun || t->head[noun] == i;
    if (tied && named_at(r, i) != NONE && d->mentions.items[t->mention[i]].range.first == noun + 1)
      refuse(found, named_at(r, i));
  }
}

/* The token stands in what the verb governs, not deep and in no clause beside it: "he left and Bell
 * stayed", "he slept as Bell drove". */
static bool is_governed(const Tokens *t, uint32_t verb, uint32_t token) {
  uint32_t nouns = 0;
  for (uint32_t steps = 0, at = token; at != NONE && steps < DEEP; steps++, at = t->head[at]) {
    uint8_t relation = t->relation[at];
    if (relation == REL_CONJ || relation == REL_PARATAXIS || relation == REL_ADVCL ||
        relation == REL_ACL_RELCL || relation == REL_ACL)
      return false;
    nouns += relation == REL_NMOD || relation == REL_NMOD_POSS || relation == REL_APPOS;
    if (nouns > 1) return false;
    if (t->head[at] == verb) return true;
  }
  return false;
}

/* "The chancellor", and nothing that says which. */
static uint32_t bare_description(const Resolver *r, uint32_t token) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  uint32_t mention = t->mention[token];
  if (mention == NONE || d->mentions.items[mention].form != MENTION_NOMINAL) return NONE;
  const Traits *traits = &r->traits.items[mention];
  return traits->type == ACTOR_PERSON && traits->number == NUMBER_SINGULAR && traits->definite &&
                 d->mentions.items[mention].range.count == 2 && t->right[token] == token
             ? mention
             : NONE;
}

/* "He said: 'Bell and the chancellor lied.'": none of those that the quotation names. */
static void refuse_quoted(const Resolver *r, uint32_t verb, Referents *found) {
  const Document *d = r->document;
  const Tokens *t = &d->tokens;
  TokenRange sentence = d->sentences.items[t->sentence[verb]];
  uint32_t first = verb + 1, end = sentence.first + sentence.count;
  if (end > verb + AHEAD) end = verb + AHEAD;
  while (first < end && t->quote[first] == NONE) first++;
  if (first == end && (end == t->count || t->flags[end] & TOKEN_PARAGRAPH_BEFORE)) return;
  if (first == t->count || t->quote[first] == NONE) return;
  for (uint32_t i = first; i < t->count && i < first + AHEAD && t->quote[i] == t->quote[first];
       i++) {
    if (i > first && t->flags[i] & TOKEN_PARAGRAPH_BEFORE) return;
    uint32_t nominal = bare_description(r, i);
    refuse(found, named_at(r, i));
    for (uint32_t k = found->count; nominal != NONE && k-- > 0;)
      if (knows_noun(&r->entities.items[found->entity[k]], t->lemma_hash[i]))
        refuse(found, found->entity[k]);
  }
}

/* "He said Bell had lied", "Bell, he said, had lied": whoever is named under its verb is somebody
 * else. */
static void refuse_governed(const Resolver *r, uint32_t pronoun, Referents *found) {
  const Tokens *t = &r->document->tokens;
  uint32_t verb = t->head[pronoun];
  bool subject = t->relation[pronoun] == REL_NSUBJ || t->relation[pronoun] == REL_NSUBJ_PASS;
  if (!subject || verb == NONE) return;
  TokenRange sentence = r->document->sentences.items[t->sentence[pronoun]];
  uint32_t end = sentence.first + sentence.count;
  for (uint32_t i = pronoun + 1; i < end && i < pronoun + AHEAD; i++)
    if (t->mention[i] != NONE && is_governed(t, verb, i)) refuse(found, named_at(r, i));
  uint32_t clause = tree_child(t, verb, REL_CCOMP);
  uint32_t lead = clause == NONE || clause < verb ? NONE : tree_child(t, clause, REL_NSUBJ);
  if (lead != NONE && lead < pronoun) refuse(found, named_at(r, lead));
  if (verb > pronoun && t->quote[pronoun] == NONE && says(r, verb)) refuse_quoted(r, verb, found);
}

/* "Norland accused Sudria of spying, which it denies": whoever accuses does not deny it. */
static void refuse_accuser(const Resolver *r, uint32_t pronoun, Referents *found) {
  static const char *const DENY[] = {"contest", "contradict", "deny",   "dismiss",  "dispute",
                                     "rebut",   "refute",     "reject", "repudiate"};
  static const char *const ACCUSE[] = {"accuse",    "blame",    "charge", "condemn", "criticise",
                                       "criticize", "denounce", "indict", "suspect"};
  const Tokens *t = &r->document->tokens;
  uint32_t at = t->head[pronoun];
  if (t->relation[pronoun] != REL_NSUBJ || at == NONE || !STR_IN(t->lemma[at], DENY)) return;
  bool relative = false;
  for (uint32_t steps = 0; steps < DEEP && t->head[at] != NONE; steps++) {
    uint8_t relation = t->relation[at];
    relative |= relation == REL_ACL_RELCL || relation == REL_APPOS;
    if (relation == REL_CONJ || relation == REL_CCOMP) return;
    at = t->head[at];
    if (!relative || !STR_IN(t->lemma[at], ACCUSE)) continue;
    refuse(found, named_at(r, tree_child(t, at, REL_NSUBJ)));
    return;
  }
}

void refuse_bound(const Resolver *r, uint32_t mention, Referents *found) {
  const Mention *m = &r->document->mentions.items[mention];
  if (m->form != MENTION_PRONOUN) return;
  refuse_own_name(r, m->head, found);
  refuse_governed(r, m->head, found);
  refuse_accuser(r, m->head, found);
}
