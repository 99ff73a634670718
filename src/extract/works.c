/* SPDX-License-Identifier: MIT */
#include "extract/works.h"
#include "extract/predicates.h"
#include "extract/tree.h"

enum { AUTHOR = 'a' }; /* keyspace: a kind of text, to the entity who wrote the last one */

/* Words for one and the same text, by their lemma. */
static Str kind_of_work(Str lemma) {
  static const char *const SUITS[] = {"suit", "complaint", "filing"};
  static const char *const ADS[] = {"ad", "advert", "commercial"};
  if (STR_IN(lemma, SUITS)) return STR("lawsuit");
  if (STR_IN(lemma, ADS)) return STR("advertisement");
  return str_is(lemma, "survey") ? STR("study") : lemma;
}

static bool is_making(Str lemma) {
  static const char *const WORDS[] = {
      "file", "write", "publish", "release", "issue", "send", "launch", "unveil",   "bring",
      "sign", "pen",   "author",  "post",    "lodge", "make", "submit", "circulate"};
  return STR_IN(lemma, WORDS);
}

static bool is_work(const Resolver *r, uint32_t noun) {
  const LexiconEntry *entry = lexicon_find(&r->models->nominals, r->document->tokens.lemma[noun]);
  return entry && str_is(entry->column[0], "work");
}

/* Who does what a verb says: its subject, the one of the verb beside it, the agent of a passive. */
static uint32_t doer(const Tokens *t, uint32_t verb) {
  return tree_is_passive(t, verb) ? tree_child(t, verb, REL_OBL_AGENT)
                                  : tree_shared_subject(t, verb);
}

void remember_author(Resolver *r, uint32_t work, uint32_t entity) {
  entity_key(r, AUTHOR, kind_of_work(r->document->tokens.lemma[work]), entity);
}

void note_author(Resolver *r, uint32_t verb) {
  const Tokens *t = &r->document->tokens;
  bool sues = str_is(t->lemma[verb], "sue"), passive = tree_is_passive(t, verb);
  if ((!sues && !is_making(t->lemma[verb])) || !is_fact(r->document, verb)) return;
  uint32_t work = tree_child(t, verb, passive ? REL_NSUBJ_PASS : REL_OBJ);
  if (!sues && (work == NONE || t->tag[work] != UPOS_NOUN || !is_work(r, work))) return;
  uint32_t entity = document_actor_at(r->document, doer(t, verb));
  if (entity == NONE || r->entities.items[entity].type == ACTOR_PLACE) return;
  entity_key(r, AUTHOR, sues ? STR("lawsuit") : kind_of_work(t->lemma[work]), entity);
}

/* "Workers" of "the lawsuit filed by workers", "Jo Bell" of "the letter that Jo Bell wrote". */
static uint32_t doer_inside(const Tokens *t, uint32_t clause) {
  if (!is_making(t->lemma[clause])) return NONE;
  uint32_t found = tree_child(t, clause, tree_is_passive(t, clause) ? REL_OBL_AGENT : REL_NSUBJ);
  return found != NONE && t->xpos[found] != XPOS_WDT ? found : NONE;
}

/* "The lawsuit filed by workers", "the letter to Jo Bell" is not by Jo Bell, who wrote the last. */
static bool is_by_another(const Resolver *r, uint32_t work, uint32_t entity) {
  const Tokens *t = &r->document->tokens;
  TREE_CHILDREN(t, work, kid) {
    uint8_t relation = t->relation[kid];
    bool clause = relation == REL_ACL || relation == REL_ACL_RELCL;
    uint32_t maker = clause ? doer_inside(t, kid) : NONE;
    if (maker != NONE && document_actor_at(r->document, maker) != entity) return true;
    if (relation == REL_NMOD && document_actor_at(r->document, kid) == entity) return true;
  }
  return false;
}

void resolve_known_work(Resolver *r, uint32_t mention) {
  Mention *m = &r->document->mentions.items[mention];
  uint32_t entity = entity_find(r, AUTHOR, kind_of_work(r->document->tokens.lemma[m->head]));
  if (entity != NONE && !is_by_another(r, m->head, entity)) m->actor = entity;
}
