/* SPDX-License-Identifier: MIT */
#include "model/lexicon.h"
#include "base/ascii.h"
#include "base/error.h"
#include "model/hyphen.h"

typedef struct LexiconSlot {
  uint32_t hash;       /* of a key, or of the first words of one */
  uint32_t entry : 31, /* index + 1 of the first entry with that key; PREFIX: only a beginning;
                          0: free */
      longer : 1;      /* longer keys begin with these words */
} LexiconSlot;

enum { PREFIX = 0x7FFFFFFF };

static bool is_word_byte(char c) { return ascii_is(c, ASCII_ALNUM) || (c & 0x80); }

/* The clitic that begins at `at`, as the tokenizer cuts it off: 's, 're, n't. */
static bool is_clitic(Str raw, uint32_t at) {
  static const char *const CLITICS[] = {"'s", "'re", "'ve", "'ll", "'d", "'m", "n't"};
  if (raw.bytes[at] != '\'' && raw.bytes[at] != 'n') return false;
  if (at == 0 || !is_word_byte(raw.bytes[at - 1])) return false;
  for (size_t i = 0; i < sizeof CLITICS / sizeof *CLITICS; i++) {
    uint32_t end = at + (uint32_t)strlen(CLITICS[i]);
    if (end <= raw.len && !memcmp(raw.bytes + at, CLITICS[i], end - at) &&
        (end == raw.len || !is_word_byte(raw.bytes[end])))
      return true;
  }
  return false;
}

/* The key, which has hyphens or apostrophes, as the tokenizer would cut it. */
static Str normalise_key(Arena *arena, Str raw) {
  char *out = arena_alloc(arena, 1, 3 * (size_t)raw.len + 1);
  uint32_t len = 0, word = 0; /* start of the word that a hyphen may join */
  for (uint32_t i = 0; i < raw.len; i++) {
    char c = raw.bytes[i];
    if (i > 0 && !is_word_byte(raw.bytes[i - 1])) word = i;
    bool apart = c == '-' && i > 0 && i + 1 < raw.len && is_word_byte(raw.bytes[i - 1]) &&
                 is_word_byte(raw.bytes[i + 1]) && !hyphen_joins((Str){raw.bytes + word, i - word});
    if (apart || is_clitic(raw, i)) out[len++] = ' ';
    out[len++] = c;
    if (apart) out[len++] = ' ';
  }
  return (Str){out, len};
}

static bool same_key(Str key, const Str *words, uint32_t count) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (i && (at >= key.len || key.bytes[at++] != ' ')) return false;
    if (key.len - at < words[i].len || memcmp(key.bytes + at, words[i].bytes, words[i].len))
      return false;
    at += words[i].len;
  }
  return at == key.len;
}

static LexiconSlot *slot_of(const Lexicon *lexicon, uint32_t hash) {
  for (uint32_t i = hash;; i++) {
    LexiconSlot *slot = &lexicon->slots[i & lexicon->mask];
    if (!slot->entry || slot->hash == hash) return slot;
  }
}

/* Two different keys with one hash would hide each other: their chance is 1 in 10^5 a file
 * and the load fails loudly, so that the file can be changed. */
static bool add_key(Lexicon *lexicon, uint32_t index, const char *name, AllegeError *error) {
  Str key = lexicon->entries[index].key;
  uint32_t hash = 0, word = str_hash((Str){0});
  for (uint32_t at = 0; at <= key.len; at++) {
    if (at < key.len && key.bytes[at] != ' ') {
      word = str_hash_on(word, key.bytes[at]);
      continue;
    }
    bool last = at == key.len;
    hash = hash_join(hash, word);
    word = str_hash((Str){0});
    LexiconSlot *slot = slot_of(lexicon, hash);
    if (!slot->entry) *slot = (LexiconSlot){hash, PREFIX, false};
    if (!last) slot->longer = true;
    else if (slot->entry == PREFIX) slot->entry = (index + 1) & PREFIX;
    else if (!str_equals(lexicon->entries[slot->entry - 1].key, key)) {
      error_set(error, ALLEGE_ERROR_FORMAT, "%s, line %u: key collides with line %u", name,
                lexicon->entries[index].line, lexicon->entries[slot->entry - 1].line);
      return false;
    }
  }
  return true;
}

/* NULL: too many. */
static const Str *split_columns(Arena *arena, Str text) {
  Str *columns = NEW_ARRAY(arena, Str, LEXICON_COLUMNS);
  uint32_t column = 0;
  for (uint32_t at = 0; at <= text.len; column++) {
    if (column == LEXICON_COLUMNS) return NULL;
    const char *tab = memchr(text.bytes + at, '\t', text.len - at);
    uint32_t end = tab ? (uint32_t)(tab - text.bytes) : text.len;
    columns[column] = (Str){text.bytes + at, end - at};
    at = end + 1;
  }
  return columns;
}

/* What follows the key is the same on many lines: the latest of each hash are kept. */
enum { KEPT_COLUMNS = 512 };
typedef struct {
  Str text;
  const Str *columns;
} Columns;

static const Str *columns_of(Arena *arena, Columns *kept, Str text) {
  uint32_t tail = text.len < 8 ? text.len : 8;
  Str ending = {text.bytes + text.len - tail, tail};
  Columns *place = &kept[(str_hash(ending) + text.len) % KEPT_COLUMNS];
  if (!place->columns || !str_equals(place->text, text))
    *place = (Columns){text, split_columns(arena, text)};
  return place->columns;
}

static bool parse_line(Arena *arena, Columns *kept, Str line, LexiconEntry *entry) {
  static const Str NONE[LEXICON_COLUMNS];
  uint32_t end = 0;
  bool marks = false;
  for (; end < line.len && line.bytes[end] != '\t'; end++)
    marks |= line.bytes[end] == '-' || line.bytes[end] == '\'';
  entry->key = (Str){line.bytes, end};
  if (marks) entry->key = normalise_key(arena, entry->key);
  entry->column = NONE;
  if (end < line.len)
    entry->column = columns_of(arena, kept, (Str){line.bytes + end + 1, line.len - end - 1});
  return end > 0 && entry->column;
}

/* "#NorlandNow" is none. */
static bool is_comment(Str line) {
  return line.bytes[0] == '#' && (line.len == 1 || line.bytes[1] == ' ');
}

static bool parse_lines(Arena *arena, Data data, const char *name, Lexicon *lexicon,
                        AllegeError *error) {
  Columns kept[KEPT_COLUMNS] = {0};
  const char *end = data.bytes + data.size;
  uint32_t number = 0;
  for (const char *at = data.bytes, *next; at < end; at = next) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    if (!stop) stop = end;
    next = stop + 1;
    number++;
    Str line = {at, (uint32_t)(stop - at)};
    if (line.len && line.bytes[line.len - 1] == '\r') line.len--;
    if (line.len == 0 || is_comment(line)) continue;
    LexiconEntry *entry = &lexicon->entries[lexicon->count++];
    entry->line = number;
    if (!parse_line(arena, kept, line, entry)) {
      error_set(error, ALLEGE_ERROR_FORMAT, "%s, line %u: no key or too many columns", name,
                number);
      return false;
    }
  }
  return true;
}

static uint32_t count_bytes(Str text, char byte) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < text.len; i++) count += text.bytes[i] == byte;
  return count;
}

bool lexicon_parse_lines(Arena *arena, Data data, const char *name, Lexicon *lexicon,
                         AllegeError *error) {
  uint32_t lines = 1 + count_bytes((Str){data.bytes, (uint32_t)data.size}, '\n');
  *lexicon = (Lexicon){.entries = NEW_ARRAY(arena, LexiconEntry, lines)};
  return parse_lines(arena, data, name, lexicon, error);
}

bool lexicon_parse(Arena *arena, Data data, const char *name, Lexicon *lexicon,
                   AllegeError *error) {
  if (!lexicon_parse_lines(arena, data, name, lexicon, error)) return false;
  uint32_t words = lexicon->count, capacity = 16;
  for (uint32_t i = 0; i < lexicon->count; i++) words += count_bytes(lexicon->entries[i].key, ' ');
  while (capacity < 2 * words) capacity *= 2;
  lexicon->slots = NEW_ARRAY(arena, LexiconSlot, capacity);
  lexicon->mask = capacity - 1;
  for (uint32_t i = 0; i < lexicon->count; i++)
    if (!add_key(lexicon, i, name, error)) return false;
  return true;
}

/* Slots of longer beginnings set their bits as well: they are fewer than the words. */
void lexicon_share(Lexicon *lexicon, uint32_t *beginnings, uint32_t number) {
  lexicon->beginnings = beginnings;
  lexicon->bit = UINT32_C(1) << number % 32;
  for (uint32_t i = 0; i <= lexicon->mask; i++)
    if (lexicon->slots[i].entry)
      beginnings[lexicon->slots[i].hash % LEXICON_BEGINNINGS] |= lexicon->bit;
}

/* `hash`: that of the first word. */
static inline bool may_begin(const Lexicon *lexicon, uint32_t hash) {
  return !lexicon->beginnings || (lexicon->beginnings[hash % LEXICON_BEGINNINGS] & lexicon->bit);
}

const LexiconEntry *lexicon_match(const Lexicon *lexicon, const Str *words, const uint32_t *hashes,
                                  uint32_t available, uint32_t *length) {
  const LexiconEntry *best = NULL;
  uint32_t hash = 0;
  for (uint32_t i = 0; i < available; i++) {
    hash = hash_join(hash, hashes[i]);
    if (!i && !may_begin(lexicon, hash)) return NULL;
    const LexiconSlot *slot = slot_of(lexicon, hash);
    if (!slot->entry) break;
    if (slot->entry != PREFIX && same_key(lexicon->entries[slot->entry - 1].key, words, i + 1)) {
      best = &lexicon->entries[slot->entry - 1];
      *length = i + 1;
    }
    if (!slot->longer) break;
  }
  return best;
}

const LexiconEntry *lexicon_find(const Lexicon *lexicon, Str key) {
  uint32_t hash = 0;
  for (uint32_t at = 0; at < key.len;) {
    const char *space = memchr(key.bytes + at, ' ', key.len - at);
    uint32_t end = space ? (uint32_t)(space - key.bytes) : key.len;
    hash = hash_join(hash, str_hash((Str){key.bytes + at, end - at}));
    if (!at && !may_begin(lexicon, hash)) return NULL;
    at = end + 1;
  }
  const LexiconSlot *slot = slot_of(lexicon, hash);
  if (!slot->entry || slot->entry == PREFIX) return NULL;
  const LexiconEntry *entry = &lexicon->entries[slot->entry - 1];
  return str_equals(entry->key, key) ? entry : NULL;
}

const LexiconEntry *lexicon_next(const Lexicon *lexicon, const LexiconEntry *entry) {
  const LexiconEntry *next = entry + 1;
  return next < lexicon->entries + lexicon->count && str_equals(next->key, entry->key) ? next
                                                                                       : NULL;
}
