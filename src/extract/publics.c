/* SPDX-License-Identifier: MIT */
#include "extract/publics.h"
#include <string.h>

/* Columns of publics.tsv; the gender of a body is "-". */
enum { PUBLIC_NAME, PUBLIC_GENDER, PUBLIC_COUNTRY, PUBLIC_WORDS };
enum { KEY_MAX = 120 };
enum { WORDS_MAX = 4 }; /* of one item: "secretary of state" */

/* "prime minister:1997-2007", taken apart. */
typedef struct {
  uint32_t head;            /* hash of the noun: the last word before an "of" */
  uint32_t rest[WORDS_MAX]; /* hashes of the words before it */
  uint32_t rest_count;
  uint32_t of;       /* hash of the last word after the "of", or 0 */
  uint32_t from, to; /* years; 0: at any time, still */
} Item;

/* ---- looking up ---- */

/* Small, as it stands in the text, one space for any white space, without one word. */
static Str key_of(const Tokens *t, TokenRange name, uint32_t without, char *bytes, size_t room) {
  uint32_t len = 0;
  for (uint32_t i = name.first; i < name.first + name.count; i++) {
    Str word = t->folded[i];
    if (i == without) continue;
    if (len + word.len + 1 > room) return (Str){bytes, 0};
    if (len && (t->flags[i] & TOKEN_SPACE_BEFORE)) bytes[len++] = ' ';
    memcpy(bytes + len, word.bytes, word.len);
    len += word.len;
  }
  return (Str){bytes, len};
}

/* Another name of an actor stands in the list as "=" and the key of the first one. */
static bool find_key(const Sorted *publics, Str key, Str *column) {
  if (!key.len || !sorted_find(publics, key, column)) return false;
  Str first = column[PUBLIC_NAME];
  if (!first.len || first.bytes[0] != '=') return true;
  return sorted_find(publics, (Str){first.bytes + 1, first.len - 1}, column);
}

static bool find_words(const Models *models, const Tokens *t, TokenRange name, Str *column) {
  char bytes[KEY_MAX];
  if (find_key(&models->publics, key_of(t, name, NONE, bytes, sizeof bytes), column)) return true;
  uint32_t initial = name.first + 1; /* "Barack H. Obama" */
  if (name.count != 3 || t->folded[initial].len > 2) return false;
  return find_key(&models->publics, key_of(t, name, initial, bytes, sizeof bytes), column);
}

static bool find_public(const Resolver *r, TokenRange name, Str *column) {
  return find_words(r->models, &r->document->tokens, name, column);
}

bool is_public_person(const Models *models, const Document *d, TokenRange name) {
  Str column[SORTED_COLUMNS];
  if (!find_words(models, &d->tokens, name, column)) return false;
  return !str_is(column[PUBLIC_GENDER], "-");
}

enum { PUBLIC_PERSON = 'b' }; /* keyspace: the list's name of a person, to an entity */

uint32_t public_person(const Resolver *r, TokenRange name) {
  Str column[SORTED_COLUMNS];
  if (name.count < 2 || !find_public(r, name, column)) return NONE;
  return entity_find(r, PUBLIC_PERSON, column[PUBLIC_NAME]);
}

void public_meet(Resolver *r, uint32_t entity) {
  Entity *e = &r->entities.items[entity];
  Str column[SORTED_COLUMNS];
  bool person = e->type == ACTOR_PERSON;
  if (e->known_as.len || (person ? e->words.count < 2 : e->type != ACTOR_ORGANIZATION)) return;
  if (!find_public(r, e->words, column)) return;
  if (person == str_is(column[PUBLIC_GENDER], "-")) return;
  e->known_as = column[PUBLIC_WORDS];
  if (person) entity_key(r, PUBLIC_PERSON, column[PUBLIC_NAME], entity);
  if (person && e->gender == GENDER_UNKNOWN)
    e->gender = str_is(column[PUBLIC_GENDER], "f") ? GENDER_FEMALE : GENDER_MALE;
  if (!e->country[0]) country_set(e->country, column[PUBLIC_COUNTRY]);
}

/* ---- items ---- */

static uint32_t read_year(const char **at, const char *end) {
  uint32_t year = 0;
  while (*at < end && **at >= '0' && **at <= '9') year = year * 10 + (uint32_t)(*(*at)++ - '0');
  return year;
}

/* The next item of the list in `rest`, which moves on; false: there is none. */
static bool next_item(Str *rest, Item *item) {
  while (rest->len && (*rest->bytes == ',' || *rest->bytes == ' ')) rest->bytes++, rest->len--;
  if (!rest->len) return false;
  const char *at = rest->bytes, *end = at + rest->len, *word = at;
  *item = (Item){0};
  bool of = false;
  for (;; at++) {
    bool stop = at == end || *at == ',' || *at == ':';
    if (!stop && *at != ' ') continue;
    Str one = {word, (uint32_t)(at - word)};
    word = at + 1;
    if (str_is(one, "of")) of = true;
    else if (of) item->of = str_hash(one);
    else {
      if (item->head && item->rest_count < WORDS_MAX) item->rest[item->rest_count++] = item->head;
      item->head = str_hash(one);
    }
    if (stop) break;
  }
  if (at < end && *at == ':') {
    at++;
    item->from = read_year(&at, end);
    if (at < end && *at == '-') at++;
    item->to = read_year(&at, end);
  }
  rest->len = (uint32_t)(end - at);
  rest->bytes = at;
  return true;
}

static PublicFit fit_of(const Item *item, uint32_t year) {
  if (!year || !item->from) return PUBLIC_NOW;
  if (year < item->from) return PUBLIC_FUTURE;
  return item->to && year > item->to ? PUBLIC_PAST : PUBLIC_NOW;
}

/* ---- matching ---- */

static bool is_former(Str word) {
  static const char *const WORDS[] = {"former", "ex", "ex-", "then", "onetime", "late"};
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    if (str_is(word, WORDS[i])) return true;
  return false;
}

static bool item_has(const Item *item, const Tokens *t, uint32_t token) {
  for (uint32_t i = 0; i < item->rest_count; i++)
    if (item->rest[i] == t->hash[token] || item->rest[i] == t->lemma_hash[token]) return true;
  return false;
}

/* A word before the noun that is an item by itself ("Texas", "Republican", "New" York), or names
 * the actor's state. */
static bool is_known(const Resolver *r, uint32_t mention, const Entity *e, uint32_t token) {
  const Tokens *t = &r->document->tokens;
  const char *country = r->traits.items[mention].country;
  uint32_t inner = t->mention[token]; /* "Texas" is no state of its own */
  bool state = inner != NONE && r->traits.items[inner].type == ACTOR_COUNTRY;
  if (state && e->country[0] && !memcmp(country, e->country, 3)) return true;
  Item item;
  for (Str rest = e->known_as; next_item(&rest, &item);) {
    bool head = item.head == t->hash[token] || item.head == t->lemma_hash[token];
    if (item.rest_count ? !item.from && (head || item_has(&item, t, token)) : head) return true;
  }
  return false;
}

/* "Secretary of State", "mayor of London" after the noun. */
static bool fits_of(const Resolver *r, const Item *item, uint32_t head) {
  const Tokens *t = &r->document->tokens;
  bool has_of = head + 2 < t->count && str_is(t->folded[head + 1], "of");
  if (!item->of) return true;
  return !has_of || t->hash[head + 2] == item->of;
}

static uint8_t few(uint32_t n, uint32_t most) { return (uint8_t)(n < most ? n : most); }

static uint32_t rank_of(PublicMatch m) {
  static const uint32_t RANK[] = {0, 0, 3, 2, 1};
  uint32_t fit = m.former && m.fit == PUBLIC_PAST ? 3 : m.former ? 2 : RANK[m.fit];
  return fit * 16 + m.known * 4 + 3 - m.unknown;
}

PublicMatch public_match(const Resolver *r, uint32_t mention, const Entity *e) {
  PublicMatch best = {0}, one;
  if (!e->known_as.len) return best;
  best.fit = PUBLIC_OTHER;
  const Tokens *t = &r->document->tokens;
  const Mention *m = &r->document->mentions.items[mention];
  Item item;
  for (Str rest = e->known_as; next_item(&rest, &item);) {
    if (item.head != t->lemma_hash[m->head] && item.head != t->hash[m->head]) continue;
    if (!fits_of(r, &item, m->head)) continue;
    one = (PublicMatch){.fit = (uint8_t)fit_of(&item, r->year)};
    uint32_t own = 0;
    for (uint32_t i = m->range.first; i < m->head; i++) {
      if (t->kind[i] != TOKEN_WORD || is_determiner(t->folded[i]) || t->xpos[i] == XPOS_PRPS)
        continue;
      if (is_former(t->folded[i])) one.former = true;
      else if (item_has(&item, t, i)) own++, one.known = few(one.known + 1u, 3);
      else if (is_known(r, mention, e, i)) one.known = few(one.known + 1u, 3);
      else one.unknown = few(one.unknown + 1u, 3);
    }
    if (item.rest_count && !own && one.unknown) continue; /* "the defence minister" */
    if (best.fit == PUBLIC_OTHER || rank_of(one) > rank_of(best)) best = one;
  }
  return best;
}

PublicFit public_title(const Resolver *r, TokenRange title, const Entity *e) {
  if (!e->known_as.len) return PUBLIC_UNKNOWN;
  const Tokens *t = &r->document->tokens;
  PublicFit best = PUBLIC_OTHER;
  Item item;
  for (Str rest = e->known_as; next_item(&rest, &item);) {
    bool named = false;
    for (uint32_t i = title.first; i < title.first + title.count; i++)
      named |= item.head == t->hash[i];
    if (named && best != PUBLIC_NOW) best = fit_of(&item, r->year);
  }
  return best;
}

bool public_is_now(const Resolver *r, const Entity *e, const char *before, const char *noun) {
  uint32_t word = str_hash((Str){before, (uint32_t)strlen(before)}),
           head = str_hash((Str){noun, (uint32_t)strlen(noun)});
  Item item;
  for (Str rest = e->known_as; next_item(&rest, &item);) {
    bool same = item.rest_count == (*before != 0) && (!*before || item.rest[0] == word);
    if (item.head == head && same && fit_of(&item, r->year) == PUBLIC_NOW) return true;
  }
  return false;
}

/* A holder of the very office: its noun and what tells it from others ("FBI" of "FBI director"). */
static bool holds_office(const Resolver *r, uint32_t mention, const Entity *e) {
  uint8_t gender = r->traits.items[mention].gender;
  if (!e->named || e->type != ACTOR_PERSON || !e->known_as.len) return false;
  if (gender && e->gender && gender != e->gender) return false;
  PublicMatch m = public_match(r, mention, e);
  return m.known && !m.unknown && m.fit == (m.former ? PUBLIC_PAST : PUBLIC_NOW);
}

uint32_t public_holder(const Resolver *r, uint32_t mention) {
  const Traits *traits = &r->traits.items[mention];
  uint32_t found = NONE;
  if (traits->type != ACTOR_PERSON || traits->number != NUMBER_SINGULAR || !r->year) return NONE;
  for (uint32_t e = 0; e < r->entities.count; e++) {
    if (!holds_office(r, mention, &r->entities.items[e])) continue;
    if (found != NONE) return NONE;
    found = e;
  }
  return found;
}
