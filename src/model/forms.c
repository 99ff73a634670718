/* SPDX-License-Identifier: MIT */
#include "model/forms.h"
#include <stdlib.h>

static const uint32_t BASIS = 2166136261u; /* str_hash of no bytes */
enum { WORDS_MAX = 8, GAP_MAX = 6, FORMS_OF_A_WORD = 11 };

typedef struct FormPhrase {
  uint32_t count;
  uint32_t word[WORDS_MAX];   /* hash; 0: a gap */
  uint32_t plural[WORDS_MAX]; /* hash of the word + s */
} FormPhrase;

typedef struct FormSlot {
  uint32_t hash;  /* of a form */
  uint32_t first; /* index + 1 of its first posting; 0: free */
} FormSlot;

typedef struct FormPosting {
  uint32_t entry;          /* index in the lexicon */
  uint32_t next;           /* index + 1 of the form's next posting; 0: last */
  uint32_t second, plural; /* of the phrase's words; 0: any word may follow */
} FormPosting;

/* FNV-1a goes on where the stem's hash stopped, so that no form needs to be spelt out. */
static uint32_t hash_on(uint32_t hash, const char *ending) {
  for (; *ending; ending++) hash = (hash ^ (unsigned char)*ending) * 16777619u;
  return hash;
}

static bool is_vowel(char c) { return c && strchr("aeiou", c) != NULL; }

/* Irregular verbs that begin cues, so that they are found whatever the lemma says. */
static const char *const IRREGULAR[][3] = {{"begin", "began", "begun"},
                                           {"break", "broke", "broken"},
                                           {"bring", "brought", "brought"},
                                           {"cast", "cast", "cast"},
                                           {"catch", "caught", "caught"},
                                           {"come", "came", "come"},
                                           {"cut", "cut", "cut"},
                                           {"do", "did", "done"},
                                           {"draw", "drew", "drawn"},
                                           {"drag", "drug", "drug"},
                                           {"fall", "fell", "fallen"},
                                           {"feel", "felt", "felt"},
                                           {"fight", "fought", "fought"},
                                           {"find", "found", "found"},
                                           {"fling", "flung", "flung"},
                                           {"forget", "forgot", "forgotten"},
                                           {"get", "got", "gotten"},
                                           {"give", "gave", "given"},
                                           {"go", "went", "gone"},
                                           {"hear", "heard", "heard"},
                                           {"hide", "hid", "hidden"},
                                           {"hit", "hit", "hit"},
                                           {"hold", "held", "held"},
                                           {"keep", "kept", "kept"},
                                           {"know", "knew", "known"},
                                           {"lay", "laid", "laid"},
                                           {"lead", "led", "led"},
                                           {"leave", "left", "left"},
                                           {"light", "lit", "lit"},
                                           {"lose", "lost", "lost"},
                                           {"lie", "lied", "lied"},
                                           {"make", "made", "made"},
                                           {"meet", "met", "met"},
                                           {"mislead", "misled", "misled"},
                                           {"pay", "paid", "paid"},
                                           {"put", "put", "put"},
                                           {"read", "read", "read"},
                                           {"ring", "rang", "rung"},
                                           {"rise", "rose", "risen"},
                                           {"say", "said", "said"},
                                           {"see", "saw", "seen"},
                                           {"seek", "sought", "sought"},
                                           {"sell", "sold", "sold"},
                                           {"send", "sent", "sent"},
                                           {"set", "set", "set"},
                                           {"shoot", "shot", "shot"},
                                           {"show", "showed", "shown"},
                                           {"sling", "slung", "slung"},
                                           {"speak", "spoke", "spoken"},
                                           {"spread", "spread", "spread"},
                                           {"stand", "stood", "stood"},
                                           {"steal", "stole", "stolen"},
                                           {"stick", "stuck", "stuck"},
                                           {"strike", "struck", "stricken"},
                                           {"sting", "stung", "stung"},
                                           {"swear", "swore", "sworn"},
                                           {"take", "took", "taken"},
                                           {"tear", "tore", "torn"},
                                           {"tell", "told", "told"},
                                           {"think", "thought", "thought"},
                                           {"throw", "threw", "thrown"},
                                           {"understand", "understood", "understood"},
                                           {"win", "won", "won"},
                                           {"write", "wrote", "written"},
                                           {"withhold", "withheld", "withheld"},
                                           {"be", "was", "were"}};

/* All regular inflections of a verb or noun; a few that do not exist do no harm. */
static uint32_t inflect(Str word, uint32_t *forms) {
  uint32_t count = 0, whole = str_hash(word);
  forms[count++] = whole;
  if (word.len < 2) return count;
  for (size_t i = 0; i < sizeof IRREGULAR / sizeof *IRREGULAR; i++)
    if (word.bytes[0] == IRREGULAR[i][0][0] && str_is(word, IRREGULAR[i][0])) {
      forms[count++] = hash_on(BASIS, IRREGULAR[i][1]);
      forms[count++] = hash_on(BASIS, IRREGULAR[i][2]);
    }
  char last = word.bytes[word.len - 1], before = word.bytes[word.len - 2];
  uint32_t stem = str_hash((Str){word.bytes, word.len - 1});
  forms[count++] = hash_on(whole, "s");
  forms[count++] = hash_on(whole, "es");
  forms[count++] = hash_on(last == 'e' ? stem : whole, "ed");
  forms[count++] = hash_on(last == 'e' && before != 'e' ? stem : whole, "ing");
  if (last == 'y' && !is_vowel(before)) {
    forms[count++] = hash_on(stem, "ies");
    forms[count++] = hash_on(stem, "ied");
  } else if (!is_vowel(last) && is_vowel(before)) {
    char doubled[2] = {last, 0};
    forms[count++] = hash_on(hash_on(whole, doubled), "ed");
    forms[count++] = hash_on(hash_on(whole, doubled), "ing");
  }
  return count;
}

static Str next_word(Str key, uint32_t *at) {
  const char *space = memchr(key.bytes + *at, ' ', key.len - *at);
  uint32_t start = *at, end = space ? (uint32_t)(space - key.bytes) : key.len;
  *at = end + 1;
  return (Str){key.bytes + start, end - start};
}

static void read_phrase(Str key, FormPhrase *phrase) {
  for (uint32_t at = 0; at < key.len && phrase->count < WORDS_MAX;) {
    Str word = next_word(key, &at);
    uint32_t hash = str_hash(word), i = phrase->count++;
    phrase->word[i] = str_is(word, "..") ? 0 : hash;
    phrase->plural[i] = hash_on(hash, "s");
  }
}

static FormSlot *slot_of(const Forms *forms, uint32_t hash) {
  for (uint32_t i = hash;; i++) {
    FormSlot *slot = &forms->slots[i & forms->mask];
    if (!slot->first || slot->hash == hash) return slot;
  }
}

static void add_posting(Forms *forms, uint32_t hash, uint32_t entry) {
  FormSlot *slot = slot_of(forms, hash);
  for (uint32_t p = slot->first; p; p = forms->postings[p - 1].next)
    if (forms->postings[p - 1].entry == entry) return;
  const FormPhrase *phrase = &forms->phrases[entry];
  FormPosting posting = {.entry = entry, .next = slot->first};
  if (phrase->count > 1 && phrase->word[1] != hash_on(BASIS, "his"))
    posting.second = phrase->word[1], posting.plural = phrase->plural[1];
  forms->postings[forms->posting_count] = posting;
  *slot = (FormSlot){hash, ++forms->posting_count};
}

/* The postings of a form side by side, in the order in which they were linked. */
static void pack_postings(Arena *arena, Forms *forms) {
  const FormPosting *linked = forms->postings;
  FormPosting *packed = NEW_ARRAY(arena, FormPosting, forms->posting_count + 1);
  uint32_t count = 0;
  for (uint32_t i = 0; i <= forms->mask; i++) {
    uint32_t p = forms->slots[i].first;
    if (p) forms->slots[i].first = count + 1;
    for (; p; p = linked[p - 1].next, count++) {
      packed[count] = linked[p - 1];
      if (packed[count].next) packed[count].next = count + 2;
    }
  }
  forms->postings = packed;
}

void forms_build(Arena *arena, const Lexicon *lexicon, Forms *forms) {
  uint32_t room = lexicon->count * FORMS_OF_A_WORD + 1, capacity = 16;
  while (capacity <= room) capacity *= 2; /* many share their first word: far from full */
  *forms = (Forms){.lexicon = lexicon, .mask = capacity - 1};
  forms->phrases = NEW_ARRAY(arena, FormPhrase, lexicon->count + 1);
  FormPosting *linked = forms->postings = must_alloc(room * sizeof *linked);
  forms->slots = NEW_ARRAY(arena, FormSlot, capacity);
  for (uint32_t i = 0; i < lexicon->count; i++) {
    uint32_t at = 0, hashes[FORMS_OF_A_WORD];
    read_phrase(lexicon->entries[i].key, &forms->phrases[i]);
    uint32_t count = inflect(next_word(lexicon->entries[i].key, &at), hashes);
    for (uint32_t k = 0; k < count; k++) add_posting(forms, hashes[k], i);
  }
  pack_postings(arena, forms);
  free(linked);
}

void forms_share(Forms *forms, uint32_t *beginnings, uint32_t number) {
  forms->bit = UINT32_C(1) << number % 32;
  for (uint32_t i = 0; i <= forms->mask; i++)
    if (forms->slots[i].first) *lexicon_beginning(beginnings, forms->slots[i].hash) |= forms->bit;
}

static bool is_possessive(uint32_t hash) {
  static const char *const WORDS[] = {"his", "her", "their", "its", "my", "our", "your"};
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    if (hash == hash_on(BASIS, WORDS[i])) return true;
  return false;
}

static bool fits(const FormPhrase *phrase, uint32_t i, FormWords words, uint32_t at) {
  uint32_t want = phrase->word[i], hash = words.hash[at];
  return want == hash || want == words.lemma_hash[at] || phrase->plural[i] == hash ||
         (want == hash_on(BASIS, "his") && is_possessive(hash));
}

/* How many words the phrase covers, its first word known to fit; 0: it does not fit. */
static uint32_t covered(const FormPhrase *phrase, FormWords words) {
  uint32_t at = 1;
  for (uint32_t i = 1; i < phrase->count; i++) {
    if (phrase->word[i]) {
      if (at >= words.available || !fits(phrase, i, words, at)) return 0;
      at++;
      continue;
    }
    uint32_t last = at + GAP_MAX < words.available ? at + GAP_MAX : words.available;
    if (++i >= phrase->count) return 0;                    /* a phrase does not end in a gap */
    while (at < last && !fits(phrase, i, words, at)) at++; /* "was taken to court": no words */
    if (at++ >= last) return 0;
  }
  return at;
}

/* Whether the second word lets the phrase go on: most that begin with a common word end there. */
static bool goes_on(const FormPosting *posting, FormWords words) {
  if (!posting->second) return true;
  if (words.available < 2) return false;
  uint32_t hash = words.hash[1];
  return posting->second == hash || posting->second == words.lemma_hash[1] ||
         posting->plural == hash;
}

static uint32_t match_hash(const Forms *forms, uint32_t hash, FormWords words, FormMatch *found,
                           uint32_t room, uint32_t count) {
  for (uint32_t p = slot_of(forms, hash)->first; p; p = forms->postings[p - 1].next) {
    if (!goes_on(&forms->postings[p - 1], words)) continue;
    uint32_t entry = forms->postings[p - 1].entry;
    uint32_t length = covered(&forms->phrases[entry], words);
    if (!length || (count && length < found[0].length)) continue;
    if (count && length > found[0].length) count = 0;
    const LexiconEntry *row = &forms->lexicon->entries[entry];
    bool known = false;
    for (uint32_t i = 0; i < count; i++) known |= found[i].entry == row;
    if (!known && count < room) found[count++] = (FormMatch){row, length};
  }
  return count;
}

uint32_t forms_match(const Forms *forms, FormWords words, FormMatch *found, uint32_t room) {
  if (!words.available) return 0;
  uint32_t count = 0, form = words.hash[0], lemma = words.lemma_hash[0];
  if (!words.lists || words.lists[0] & forms->bit)
    count = match_hash(forms, form, words, found, room, count);
  if (lemma != form && (!words.lemma_lists || words.lemma_lists[0] & forms->bit))
    count = match_hash(forms, lemma, words, found, room, count);
  return count;
}
