/* SPDX-License-Identifier: MIT */
/* claim_members.c - parties that are several named actors: "both men", "the pair", "they". Each
 * member becomes a party with the words of the plural. Only where the members are clear. */
#include "extract/claims.h"
#include "extract/tree.h"

enum { MEMBERS_MAX = 6, SENTENCES_BACK = 3, NEAR_MAX = 400, FAR_MAX = 4000 }; /* tokens back */
enum { PEOPLE = 1 << ACTOR_PERSON, STATES = 1 << ACTOR_COUNTRY, BODIES = 1 << ACTOR_ORGANIZATION };

typedef struct {
  uint32_t count;         /* how many they are, or 0: any number */
  uint32_t types;         /* bits: 1 << ActorType */
  uint32_t first, before; /* tokens between which a coordination may name them */
  bool plain;             /* its noun tells nothing that the actors' names do not: "men", "pair" */
  bool subject;           /* states and bodies only as the subject: "they" */
  uint32_t quote;         /* the coordination stands in it; NONE: anywhere */
} Plural;

typedef struct {
  uint32_t count, actor[MEMBERS_MAX];
} Members;

/* ---- how many of what kind ---- */

static uint32_t number_of(Str word) {
  static const char *const NUMBERS[] = {"two", "three", "four", "five", "six"};
  for (uint32_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
    if (str_is(word, NUMBERS[i])) return i + 2;
  return str_is(word, "both") ? 2 : 0;
}

static uint32_t number_inside(Str noun) {
  if (str_is(noun, "pair") || str_is(noun, "duo")) return 2;
  return str_is(noun, "trio") ? 3 : 0;
}

/* 0: no noun for actors. */
static uint32_t types_of_noun(const ClaimReader *r, uint32_t noun) {
  const Tokens *t = r->tokens;
  static const char *const ANY[] = {"side", "rival", "neighbour", "neighbor", "ally", "foe"};
  if (str_is(t->folded[noun], "men") || str_is(t->folded[noun], "women")) return PEOPLE;
  if (number_of(t->folded[noun]) || number_inside(t->lemma[noun])) return PEOPLE | STATES | BODIES;
  for (uint32_t i = 0; i < sizeof ANY / sizeof *ANY; i++)
    if (str_is(t->lemma[noun], ANY[i])) return PEOPLE | STATES | BODIES;
  const LexiconEntry *entry = lexicon_find(&r->models->nominals, t->lemma[noun]);
  if (!entry) return 0;
  Str type = entry->column[0];
  return str_is(type, "person")         ? PEOPLE
         : str_is(type, "country")      ? STATES
         : str_is(type, "organization") ? BODIES
                                        : 0;
}

static bool is_definite(Str word) {
  return str_is(word, "the") || str_is(word, "all") || str_is(word, "both") ||
         str_is(word, "these") || str_is(word, "those");
}

/* "the other two", "the first two", "both men of Mali": not simply those who were named; but the
 * content of "accused both men of theft" tells nothing of the men. */
static bool tells_apart(const ClaimReader *r, uint32_t first, uint32_t head, Span content) {
  static const char *const WORDS[] = {"other", "first", "last", "next", "latter", "more", "and"};
  for (uint32_t i = first; i < head; i++)
    for (uint32_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++)
      if (str_is(r->tokens->folded[i], WORDS[w])) return true;
  for (uint32_t c = r->child[head]; c != NONE; c = r->sibling[c]) {
    uint8_t relation = r->tokens->relation[c];
    if (c > head && !span_contains(content, r->tokens->span[c]) &&
        (relation == REL_NMOD || relation == REL_ACL || relation == REL_ACL_RELCL ||
         relation == REL_APPOS || relation == REL_CONJ || relation == REL_FLAT))
      return true;
  }
  return false;
}

static uint32_t first_of_back(const ClaimReader *r, uint32_t token, uint32_t sentences) {
  uint32_t sentence = r->tokens->sentence[token];
  return r->document->sentences.items[sentence > sentences ? sentence - sentences : 0].first;
}

/* "both men", "the two leaders", "all three", "the sprint duo". */
static bool read_counted(const ClaimReader *r, uint32_t head, Span content, Plural *plural) {
  const Tokens *t = r->tokens;
  uint32_t first = t->left[head] < head ? t->left[head] : head, open = NONE;
  bool definite = false, inside = number_inside(t->lemma[head]) > 0;
  uint32_t low = sentence_start(r, head);
  if (first == head && head > low &&
      (number_of(t->folded[head - 1]) || is_definite(t->folded[head - 1])))
    first--;
  if (first > low && is_definite(t->folded[first - 1])) first--;
  plural->count = inside ? number_inside(t->lemma[head]) : number_of(t->folded[head]);
  for (uint32_t i = first; i <= head; i++) {
    uint32_t number = number_of(t->folded[i]);
    if (is_definite(t->folded[i])) definite = true, open = open == NONE ? i : open;
    if (i == head || !number) continue;
    if (plural->count || inside) return false;
    plural->count = number;
  }
  if (!plural->count || !definite || open + 5 < head || tells_apart(r, open, head, content))
    return false;
  bool many = inside || t->xpos[head] == XPOS_NNS || number_of(t->folded[head]);
  plural->types = types_of_noun(r, head);
  plural->plain = inside || plural->types != PEOPLE || str_is(t->folded[head], "men") ||
                  str_is(t->folded[head], "women");
  plural->first = first_of_back(r, head, SENTENCES_BACK);
  plural->before = open;
  plural->subject = false;
  plural->quote = NONE;
  return many && plural->types;
}

static bool read_they(const ClaimReader *r, uint32_t head, Plural *plural) {
  Str word = r->tokens->folded[head];
  if (!str_is(word, "they") && !str_is(word, "them")) return false;
  *plural = (Plural){.types = PEOPLE | STATES | BODIES,
                     .first = first_of_back(r, head, 1),
                     .before = head,
                     .subject = true,
                     .quote = r->tokens->quote[head]};
  return true;
}

/* ---- who they are ---- */

static bool has_actor(const Members *members, uint32_t actor) {
  for (uint32_t i = 0; i < members->count; i++)
    if (members->actor[i] == actor) return true;
  return false;
}

/* Adds the actor named at the token; false: none, or of another kind. */
static bool add_named(const Document *d, uint32_t token, uint32_t types, Members *members) {
  uint32_t mention = d->tokens.mention[token];
  if (mention == NONE || d->mentions.items[mention].form != MENTION_NAME) return false;
  uint32_t actor = d->mentions.items[mention].actor;
  if (actor == NONE || !(types >> d->actors.items[actor].type & 1)) return false;
  if (members->count && d->actors.items[members->actor[0]].type != d->actors.items[actor].type)
    return false;
  if (has_actor(members, actor)) return true;
  if (members->count == MEMBERS_MAX) return false;
  members->actor[members->count++] = actor;
  return true;
}

/* "Ann Lee, Tom Ray and Jo Bell", whose first is at the token: all of them named. */
static bool read_coordination(const ClaimReader *r, uint32_t token, const Plural *plural,
                              Members *members) {
  const Tokens *t = r->tokens;
  bool joined = false;
  members->count = 0;
  if (!add_named(r->document, token, plural->types, members)) return false;
  for (uint32_t c = r->child[token]; c != NONE; c = r->sibling[c]) {
    if (t->relation[c] != REL_CONJ) continue;
    uint32_t cc = child_with(r, c, REL_CC);
    if (cc != NONE && !str_is(t->folded[cc], "and") && !str_is(t->folded[cc], "&")) return false;
    joined |= cc != NONE;
    if (!add_named(r->document, c, plural->types, members)) return false;
  }
  return joined && members->count > 1;
}

/* Another plural that "they" may mean as well. */
static bool is_rival(const ClaimReader *r, uint32_t token) {
  const Tokens *t = r->tokens;
  uint32_t mention = t->mention[token];
  if (mention == NONE || r->document->mentions.items[mention].form == MENTION_PRONOUN) return false;
  uint32_t actor = r->document->mentions.items[mention].actor;
  return t->xpos[token] == XPOS_NNS || t->xpos[token] == XPOS_NNPS ||
         (actor != NONE && r->document->actors.items[actor].type == ACTOR_GROUP);
}

static bool last_coordination(const ClaimReader *r, const Plural *plural, Members *members) {
  const Tokens *t = r->tokens;
  for (uint32_t i = plural->before; i-- > plural->first && i + NEAR_MAX > plural->before;) {
    if (plural->quote != NONE && t->quote[i] != plural->quote) return false;
    if (t->relation[i] != REL_CONJ && read_coordination(r, i, plural, members)) {
      bool subject = t->relation[i] == REL_NSUBJ || t->relation[i] == REL_NSUBJ_PASS;
      bool people = r->document->actors.items[members->actor[0]].type == ACTOR_PERSON;
      if (plural->count ? members->count == plural->count : subject || people) return true;
    }
    if (plural->subject && is_rival(r, i)) return false;
  }
  return false;
}

/* Exactly as many are named from the token on, before the plural. */
static bool named_since(const ClaimReader *r, uint32_t first, const Plural *plural,
                        Members *members) {
  const Document *d = r->document;
  members->count = 0;
  if (first + FAR_MAX < plural->before) first = plural->before - FAR_MAX;
  for (uint32_t i = first; i < plural->before; i++) {
    uint32_t mention = d->tokens.mention[i];
    if (mention == NONE || d->mentions.items[mention].form != MENTION_NAME) continue;
    uint32_t actor = d->mentions.items[mention].actor;
    if (actor == NONE || !(plural->types >> d->actors.items[actor].type & 1)) continue;
    if (!add_named(d, i, plural->types, members) || members->count > plural->count) return false;
  }
  return members->count == plural->count;
}

static bool find_counted(const ClaimReader *r, uint32_t head, const Plural *plural,
                         Members *members) {
  return last_coordination(r, plural, members) || named_since(r, 0, plural, members) ||
         (plural->plain && named_since(r, first_of_back(r, head, 1), plural, members));
}

/* "two of the women, Ann Lee and Jo Bell": those named behind the plural. */
static bool named_behind(const ClaimReader *r, uint32_t head, Members *members) {
  const Tokens *t = r->tokens;
  const Plural plural = {.types = PEOPLE | STATES | BODIES};
  uint32_t own = t->relation[head] == REL_CONJ ? t->head[head] : head;
  if (own != NONE && t->relation[own] == REL_APPOS && t->head[own] != NONE) head = t->head[own];
  if (t->xpos[head] != XPOS_NNS && t->tag[head] != UPOS_NUM) return false;
  bool counted = t->tag[head] == UPOS_NUM;
  uint32_t inner = child_with(r, head, REL_NMOD);
  if (inner != NONE && !counted && t->xpos[inner] == XPOS_NNS)
    return false; /* "relatives of the women, Ann Lee and Jo Bell": either */
  uint32_t most = counted ? 2 : 1;
  for (uint32_t at = head, steps = 0; at != NONE && steps < most;
       at = child_with(r, at, REL_NMOD), steps++) {
    uint32_t first = tree_apposition(t, at);
    if (first != NONE && first > head && read_coordination(r, first, &plural, members)) return true;
  }
  return false;
}

/* People before states and bodies, where the noun leaves it open. */
static bool find_members(const ClaimReader *r, uint32_t head, Span content, Members *members) {
  Plural plural;
  if (named_behind(r, head, members)) return true;
  if (read_they(r, head, &plural)) return last_coordination(r, &plural, members);
  if (!read_counted(r, head, content, &plural)) return false;
  uint32_t types = plural.types;
  plural.types &= types == (PEOPLE | STATES | BODIES) ? PEOPLE : types;
  if (find_counted(r, head, &plural, members)) return true;
  plural.types = types & ~(uint32_t)PEOPLE;
  return plural.types && find_counted(r, head, &plural, members);
}

/* ---- parties ---- */

static bool is_party(const Document *d, IndexRange parties, const Members *members) {
  for (uint32_t i = 0; i < parties.count; i++)
    if (has_actor(members, d->parties.items[parties.first + i].actor)) return true;
  return false;
}

static void push_members(Document *d, Party party, const Members *members, IndexRange *range) {
  for (uint32_t i = 0; i < members->count; i++, range->count++) {
    party.actor = members->actor[i];
    party.name = d->actors.items[party.actor].name;
    ARRAY_PUSH(&d->arena, &d->parties, party);
  }
}

/* Nobody accuses himself: `others` are none of the members. */
static IndexRange with_members(const ClaimReader *r, IndexRange parties, IndexRange others,
                               Span content) {
  Document *d = r->document;
  Members members;
  for (uint32_t k = 0; k < parties.count; k++) {
    if (!find_members(r, d->parties.items[parties.first + k].head, content, &members) ||
        is_party(d, others, &members))
      continue;
    IndexRange range = {d->parties.count, 0};
    for (uint32_t i = 0; i < parties.count; i++) {
      Party party = d->parties.items[parties.first + i];
      if (i == k) push_members(d, party, &members, &range);
      else if (!has_actor(&members, party.actor)) {
        ARRAY_PUSH(&d->arena, &d->parties, party);
        range.count++;
      }
    }
    return range;
  }
  return parties;
}

void name_members(const ClaimReader *r) {
  for (uint32_t i = 0; i < r->document->claims.count; i++) {
    Claim *claim = &r->document->claims.items[i];
    claim->source = with_members(r, claim->source, claim->target, claim->content);
    claim->target = with_members(r, claim->target, claim->source, claim->content);
  }
}
