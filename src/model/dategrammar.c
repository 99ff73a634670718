/* SPDX-License-Identifier: MIT */
#include "model/dategrammar.h"
#include "base/error.h"

#define CLASS_NAME(name) #name,
static const char *const CLASS_NAMES[] = {DATE_CLASSES(CLASS_NAME)};
static const char *const OPERATION_NAMES[] = {"point", "duration", "shift", "set", "fixed"};
static const char *const UNIT_NAMES[] = {"second", "minute",    "hour",    "day",       "weekend",
                                         "week",   "fortnight", "month",   "quarter",   "season",
                                         "year",   "decade",    "century", "millennium"};

static bool find_name(Str word, const char *const *names, uint32_t count, uint32_t *index) {
  for (*index = 0; *index < count; ++*index)
    if (str_is(word, names[*index])) return true;
  return false;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* A leading number is the value; the whole column stays as text. */
static void read_value(DateWord *word, Str column) {
  uint32_t at = 0, unit;
  bool negative = column.len > 1 && column.bytes[0] == '-';
  int32_t value = 0;
  for (at = negative; at < column.len && is_digit(column.bytes[at]) && value < 100000000; at++)
    value = value * 10 + (column.bytes[at] - '0');
  if (at > negative) word->value = negative ? -value : value;
  else if (find_name(column, UNIT_NAMES, DATE_UNIT_COUNT, &unit)) word->value = (int32_t)unit;
  else if (column.len) word->text = column;
  if (at > negative && at < column.len) word->text = column; /* "12-25", "9 abbr" */
}

static uint64_t derived_classes(const DateWord *word) {
  if (!(word->classes & CLASS(UNIT))) return 0;
  return word->value == DATE_QUARTER   ? CLASS(QUARTER)
         : word->value == DATE_CENTURY ? CLASS(CENTURY)
         : word->value == DATE_YEAR    ? CLASS(YEARUNIT)
         : word->value == DATE_WEEKEND ? CLASS(WEEKEND)
                                       : 0;
}

static bool read_words(Arena *arena, DateGrammar *grammar, AllegeError *error) {
  const Lexicon *words = &grammar->words;
  grammar->meanings = NEW_ARRAY(arena, DateWord, words->count + 1);
  for (uint32_t i = 0, first = 0; i < words->count; i++) {
    const LexiconEntry *entry = &words->entries[i];
    uint32_t class;
    if (!find_name(entry->column[0], CLASS_NAMES, DATE_CLASS_COUNT, &class)) {
      error_set(error, ALLEGE_ERROR_FORMAT, "dates.tsv, line %u: unknown class %.*s", entry->line,
                (int)entry->column[0].len, entry->column[0].bytes);
      return false;
    }
    if (!i || !str_equals(entry->key, words->entries[first].key)) first = i;
    DateWord *word = &grammar->meanings[first];
    word->classes |= UINT64_C(1) << class;
    read_value(word, entry->column[1]);
    word->classes |= derived_classes(word);
  }
  return true;
}

static bool read_element(Str text, DateElement *element) {
  uint32_t at = 0, class;
  if (text.len && text.bytes[0] == '-') element->outside = true, at = 1;
  if (text.len > at && text.bytes[text.len - 1] == '?') element->optional = true, text.len--;
  while (at < text.len) {
    const char *bar = memchr(text.bytes + at, '|', text.len - at);
    uint32_t end = bar ? (uint32_t)(bar - text.bytes) : text.len;
    if (!find_name((Str){text.bytes + at, end - at}, CLASS_NAMES, DATE_CLASS_COUNT, &class))
      return false;
    element->classes |= UINT64_C(1) << class;
    at = end + 1;
  }
  return element->classes != 0;
}

static bool read_rule(const LexiconEntry *entry, DateRule *rule) {
  uint32_t operation;
  Str pattern = entry->column[1];
  if (!find_name(entry->column[0], OPERATION_NAMES, DATE_OP_COUNT, &operation)) return false;
  *rule = (DateRule){.name = entry->key, .operation = (uint8_t)operation};
  bool required = false;
  for (uint32_t at = 0; at < pattern.len;) {
    const char *space = memchr(pattern.bytes + at, ' ', pattern.len - at);
    uint32_t end = space ? (uint32_t)(space - pattern.bytes) : pattern.len;
    if (rule->length == DATE_RULE_LENGTH) return false;
    DateElement *element = &rule->elements[rule->length++];
    if (!read_element((Str){pattern.bytes + at, end - at}, element)) return false;
    required |= !element->optional && !element->outside;
    at = end + 1;
  }
  return required;
}

static uint64_t first_classes(const DateRule *rule) {
  uint64_t classes = 0;
  for (uint32_t i = 0; i < rule->length; i++) {
    classes |= rule->elements[i].classes;
    if (!rule->elements[i].optional) break;
  }
  return classes;
}

static void index_rules(Arena *arena, DateGrammar *grammar) {
  for (uint32_t class = 0; class < DATE_CLASS_COUNT; class ++) {
    grammar->starting[class] = NEW_ARRAY(arena, uint16_t, grammar->rule_count + 1);
    for (uint32_t i = 0; i < grammar->rule_count; i++)
      if (first_classes(&grammar->rules[i]) >> class & 1)
        grammar->starting[class][grammar->starting_count[class]++] = (uint16_t)i;
  }
}

bool dategrammar_parse(Arena *arena, Data words, Data rules, DateGrammar *grammar,
                       AllegeError *error) {
  Lexicon list;
  *grammar = (DateGrammar){0};
  if (!lexicon_parse(arena, words, "dates.tsv", &grammar->words, error)) return false;
  if (!lexicon_parse(arena, rules, "date-rules.tsv", &list, error)) return false;
  if (!read_words(arena, grammar, error)) return false;
  grammar->rules = NEW_ARRAY(arena, DateRule, list.count + 1);
  for (uint32_t i = 0; i < list.count; i++)
    if (!read_rule(&list.entries[i], &grammar->rules[i]) || i == UINT16_MAX) {
      error_set(error, ALLEGE_ERROR_FORMAT, "date-rules.tsv, line %u: bad operation or pattern",
                list.entries[i].line);
      return false;
    }
  grammar->rule_count = list.count;
  index_rules(arena, grammar);
  return true;
}

const DateWord *dategrammar_word(const DateGrammar *grammar, const Str *words,
                                 const uint32_t *hashes, uint32_t available, uint32_t *length) {
  const LexiconEntry *entry = lexicon_match(&grammar->words, words, hashes, available, length);
  return entry ? &grammar->meanings[entry - grammar->words.entries] : NULL;
}
