/* SPDX-License-Identifier: MIT */
#include "language/headline.h"
#include <stdio.h>
#include <string.h>

enum { LONGEST = 24, ENTRIES = 12 }; /* words of a headline; entries of a cue */
enum { CUE_PART, CUE_KIND, CUE_FORCE, CUE_SLOTS };

/* The document's first line, if it ends without a full stop; count 0: no headline. */
static TokenRange first_line(const Document *d) {
  const Tokens *t = &d->tokens;
  TokenRange none = {0, 0};
  if (!d->sentences.count) return none;
  TokenRange line = d->sentences.items[0];
  uint32_t end = line.count;
  if (end < 3 || end > LONGEST) return none;
  if (end < t->count && !(t->flags[end] & TOKEN_PARAGRAPH_BEFORE)) return none;
  Str last = t->folded[end - 1];
  return !last.len || strchr(".!?", last.bytes[0]) ? none : line;
}

/* ---- phrases ---- */

static bool is_nominal(const Tokens *t, uint32_t token) {
  return t->tag[token] == UPOS_NOUN || t->tag[token] == UPOS_PROPN;
}

static bool is_of(const Tokens *t, uint32_t token) { return str_is(t->folded[token], "of"); }

/* What may stand in a noun phrase before its last noun. */
static bool is_within_phrase(const Tokens *t, uint32_t token) {
  uint8_t tag = t->tag[token], fine = t->xpos[token];
  return is_nominal(t, token) || tag == UPOS_ADJ || tag == UPOS_NUM || tag == UPOS_DET ||
         tag == UPOS_CCONJ || fine == XPOS_POS || fine == XPOS_HYPH || is_of(t, token);
}

static bool opens_phrase(const Tokens *t, uint32_t token) {
  uint8_t tag = t->tag[token], fine = t->xpos[token];
  return is_nominal(t, token) || tag == UPOS_ADJ || tag == UPOS_NUM || tag == UPOS_DET ||
         tag == UPOS_PRON || fine == XPOS_NN || fine == XPOS_OPEN_QUOTE || fine == XPOS_VBG ||
         fine == XPOS_VBN;
}

/* "pay" of "pay deal", taken for a verb; "attacks test strategy" has a noun before it. */
static bool may_be_noun(const Tokens *t, uint32_t token, bool doubtful) {
  return !doubtful && (t->xpos[token] == XPOS_VB || t->xpos[token] == XPOS_VBP);
}

static bool ends_in_s(Str word) { return word.len && word.bytes[word.len - 1] == 's'; }

/* A name, or a noun for people: "boss", "unions". */
static bool may_speak(const Models *models, const Tokens *t, uint32_t last) {
  if (t->name_label[last] != NAME_O || t->tag[last] == UPOS_PROPN) return true;
  Str word = t->folded[last];
  char singular[HEADLINE_ROOM];
  if (lexicon_find(&models->nominals, word)) return true;
  if (!ends_in_s(word)) return false;
  if (lexicon_find(&models->nominals, (Str){word.bytes, word.len - 1})) return true;
  if (word.len < 4 || word.len >= HEADLINE_ROOM || memcmp(word.bytes + word.len - 3, "ies", 3) != 0)
    return false;
  snprintf(singular, sizeof singular, "%.*sy", (int)word.len - 3, word.bytes); /* "charities" */
  return lexicon_find(&models->nominals, (Str){singular, word.len - 2});
}

/* ---- the verb ---- */

/* "slams" of "slam", "denies" of "deny", "bashes" of "bash"; of a plural subject the base form. */
static bool is_present(Str form, Str base, bool plural) {
  if (plural) return str_equals(form, base);
  bool ies = base.bytes[base.len - 1] == 'y' && form.len == base.len + 2;
  uint32_t stem = ies ? base.len - 1 : base.len;
  if (form.len <= stem || memcmp(form.bytes, base.bytes, stem) != 0) return false;
  Str ending = {form.bytes + stem, form.len - stem};
  return ies ? str_is(ending, "ies") : str_is(ending, "s") || str_is(ending, "es");
}

static bool is_vowel(char c) { return c && strchr("aeiou", c); }

/* Of irregular verbs it is no word, but as good a past tense for the network. */
static void make_past(Str base, char past[HEADLINE_ROOM]) {
  uint32_t vowels = 0;
  for (uint32_t i = 0; i < base.len; i++) vowels += is_vowel(base.bytes[i]);
  char last = base.bytes[base.len - 1], before = base.bytes[base.len - 2];
  bool ied = last == 'y' && !is_vowel(before);
  bool doubled = vowels == 1 && is_vowel(before) && !is_vowel(last) && !strchr("wxy", last);
  char twice[2] = {doubled ? last : 0, 0};
  snprintf(past, HEADLINE_ROOM, "%.*s%s%s", (int)(base.len - ied), base.bytes, twice,
           last == 'e' ? "d"
           : ied       ? "ied"
                       : "ed");
}

static Str first_word(Str key) {
  const char *space = memchr(key.bytes, ' ', key.len);
  return space ? (Str){key.bytes, (uint32_t)(space - key.bytes)} : key;
}

/* What the list says of a verb in the present. */
typedef struct {
  uint32_t length; /* tokens of the whole phrase; 0: it is no such verb */
  Str base;        /* of its first word */
  bool criticism, denial;
  bool doubtful; /* as often a noun, or no word for claims */
} ListedVerb;

static ListedVerb listed_verb(const Models *models, const Tokens *t, uint32_t token, uint32_t end,
                              bool plural) {
  FormMatch matches[ENTRIES];
  FormWords words = {
      .hash = t->hash + token, .lemma_hash = t->hash + token, .available = end - token};
  ListedVerb found = {.doubtful = true};
  bool noun = false;
  uint32_t count = forms_match(&models->claims.cue_forms, words, matches, ENTRIES);
  for (uint32_t i = 0; i < count; i++) {
    const Str *column = matches[i].entry->column;
    Str base = first_word(matches[i].entry->key);
    noun |= str_is(column[CUE_PART], "noun");
    bool verb = str_is(column[CUE_PART], "verb") || matches[i].length > 1;
    if (!verb || base.len < 3 || base.len + 4 > HEADLINE_ROOM) continue;
    if (!is_present(t->folded[token], base, plural)) continue;
    found.length = matches[i].length, found.base = base;
    found.criticism |=
        str_is(column[CUE_KIND], "criticism") || str_is(column[CUE_KIND], "accusation");
    found.denial |= str_is(column[CUE_KIND], "denial");
    if (str_is(column[CUE_FORCE], "sure") || str_is(column[CUE_FORCE], "likely"))
      found.doubtful = false;
  }
  found.doubtful |= noun;
  return found;
}

/* "mulls" of "mull": another verb of saying, thinking, wanting. */
static bool is_saying(const Models *models, Str form) {
  for (uint32_t ending = 1; ending <= 2 && form.len > ending + 2 && ends_in_s(form); ending++) {
    const LexiconEntry *entry =
        lexicon_find(&models->sayings, (Str){form.bytes, form.len - ending});
    if (entry && !str_is(entry->column[1], "noun")) return true;
  }
  return false;
}

/* "Militia attacks toll", "Minister questions time": one noun more, and the row is a compound. */
static bool may_be_compound(const Tokens *t, uint32_t verb, uint32_t object, uint32_t end) {
  if (object + 1 < end || t->name_label[verb - 1] == NAME_B_PER) return false;
  return t->name_label[verb - 1] != NAME_I_PER && t->name_label[object] == NAME_O;
}

static void put_in_place(const Tokens *t, const ListedVerb *verb, HeadlineVerb *found) {
  const char *word = verb->criticism ? "criticised" : verb->denial ? "rejected" : "announced";
  if (verb->length > 1) make_past(verb->base, found->folded); /* particles go with their verb */
  else snprintf(found->folded, HEADLINE_ROOM, "%s", word);
  uint8_t flags = t->flags[found->verb];
  for (uint32_t i = 0; i < HEADLINE_ROOM; i++) {
    char c = found->folded[i];
    bool large = (flags & TOKEN_UPPER) || (i == 0 && (flags & TOKEN_CAPITALISED));
    found->text[i] = large && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
  }
}

/* ---- clauses ---- */

static bool has_dependent(const Tokens *t, uint32_t head, TokenRange among, Relation relation) {
  for (uint32_t i = among.first; i < among.first + among.count; i++)
    if (t->head[i] == head && t->relation[i] == relation) return true;
  return false;
}

static uint32_t subject_of(const Tokens *t, uint32_t verb) {
  for (uint32_t i = 0; i < verb; i++)
    if (t->head[i] == verb && t->relation[i] == REL_NSUBJ) return i;
  return NONE;
}

static bool has_subject(const Tokens *t, uint32_t verb) { return subject_of(t, verb) != NONE; }

static bool has_object(const Tokens *t, uint32_t verb, uint32_t end) {
  TokenRange behind = {verb + 1, end - verb - 1};
  return has_dependent(t, verb, behind, REL_OBJ) || has_dependent(t, verb, behind, REL_CCOMP) ||
         has_dependent(t, verb, behind, REL_XCOMP);
}

/* The line has a finite verb with a subject at its root, which is not behind a conjunction that
 * `verb` stands before ("Union boss slams deal as strike looms"), and whose subject is not `verb`
 * itself, taken for a noun ("Union boss slams pay deal"). */
static bool is_settled(const Tokens *t, uint32_t verb, uint32_t end) {
  for (uint32_t i = 0; i < end; i++) {
    uint8_t tag = t->xpos[i];
    bool finite = tag == XPOS_VBZ || tag == XPOS_VBP || tag == XPOS_VBD || tag == XPOS_MD;
    if (!finite || t->head[i] != NONE || !has_subject(t, i) || subject_of(t, i) == verb) continue;
    bool apart = false;
    for (uint32_t k = verb + 1; k < i; k++) apart |= t->tag[k] == UPOS_SCONJ;
    if (!apart) return true;
  }
  return false;
}

/* The verb could stand at `token`, in or without the plural. */
static bool try_verb(const Models *models, const Tokens *t, uint32_t token, uint32_t end,
                     HeadlineVerb *found) {
  ListedVerb verb = {0};
  uint8_t tag = t->xpos[token];
  if (t->kind[token] != TOKEN_WORD || !is_nominal(t, token - 1)) return false;
  if (tag == XPOS_VBD || tag == XPOS_VBN || tag == XPOS_VBG) return false;
  for (uint32_t plural = 0; plural < 2 && !verb.length; plural++) {
    if (plural && !ends_in_s(t->folded[token - 1]) && t->xpos[token - 1] != XPOS_NNS) break;
    verb = listed_verb(models, t, token, end, plural);
    found->plural = plural;
  }
  if (!verb.length && is_saying(models, t->folded[token])) verb.length = 1, found->plural = false;
  uint32_t object = token + verb.length;
  if (!verb.length || object >= end) return false;
  if (!opens_phrase(t, object) && !may_be_noun(t, object, verb.doubtful)) return false;
  bool row = !may_speak(models, t, token - 1) || may_be_compound(t, token, object, end);
  if (verb.doubtful && row) return false;
  found->verb = token;
  put_in_place(t, &verb, found);
  return true;
}

/* The first word behind "'A disgrace':", with which some headlines open. */
static uint32_t behind_quotation(const Tokens *t, TokenRange line) {
  uint32_t i = 0;
  while (i < line.count && t->quote[i] != NONE && t->quote[i] == t->quote[0]) i++;
  return i > 0 && i + 1 < line.count && str_is(t->folded[i], ":") ? i + 1 : 0;
}

HeadlineVerb headline_verb(const Models *models, const Document *d) {
  const Tokens *t = &d->tokens;
  HeadlineVerb found = {.verb = NONE};
  TokenRange line = first_line(d);
  for (uint32_t i = behind_quotation(t, line) + 1; i + 1 < line.count && found.verb == NONE; i++) {
    if (str_is(t->folded[i - 1], ":")) i++; /* what it is about, or who says it */
    else if (!is_within_phrase(t, i - 1) && !str_is(t->folded[i], ":")) break;
    if (i + 1 < line.count) try_verb(models, t, i, line.count, &found);
  }
  if (found.verb != NONE && is_settled(t, found.verb, line.count)) found.verb = NONE;
  return found;
}

bool headline_is_clause(const Document *d, const HeadlineVerb *headline) {
  const Tokens *t = &d->tokens;
  uint32_t verb = headline->verb, end = d->sentences.items[0].count;
  if (t->xpos[verb] != XPOS_VBD || !has_subject(t, verb)) return false;
  if (t->head[verb] != NONE && t->relation[verb] != REL_PARATAXIS) return false;
  return has_object(t, verb, end) ||
         has_dependent(t, verb, (TokenRange){verb + 1, end - verb - 1}, REL_OBL);
}

/* A word that stands alone, and whose object is whom it is about. */
static bool asks_for_object(const Models *models, const Tokens *t, uint32_t token, uint32_t end) {
  FormMatch matches[ENTRIES];
  FormWords words = {
      .hash = t->hash + token, .lemma_hash = t->hash + token, .available = end - token};
  uint32_t count = forms_match(&models->claims.cue_forms, words, matches, ENTRIES);
  for (uint32_t i = 0; i < count; i++) {
    const Str *column = matches[i].entry->column;
    if (matches[i].length == 1 && str_is(column[CUE_PART], "verb") &&
        memmem(column[CUE_SLOTS].bytes, column[CUE_SLOTS].len, "obj=T", 5))
      return true;
  }
  return false;
}

void headline_passive(const Models *models, Document *d) {
  Tokens *t = &d->tokens;
  TokenRange line = first_line(d);
  for (uint32_t i = 1; i + 1 < line.count; i++) {
    if (t->xpos[i] != XPOS_VBD || t->tag[i + 1] != UPOS_ADP || !has_subject(t, i)) continue;
    if (has_object(t, i, line.count) || !asks_for_object(models, t, i, line.count)) continue;
    t->xpos[i] = XPOS_VBN;
    for (uint32_t k = 0; k < i; k++)
      if (t->head[k] == i && t->relation[k] == REL_NSUBJ) t->relation[k] = REL_NSUBJ_PASS;
  }
}
