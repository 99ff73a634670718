/* SPDX-License-Identifier: MIT */
#include "train/read_conllu.h"
#include "base/text.h"
#include <ctype.h>
#include <stdlib.h>
#include <zlib.h>

enum { LINE_MAX_BYTES = 1 << 16, FIELDS = 10 };

typedef struct {
  Str form, lemma;
  uint32_t head; /* 1-based in its sentence; 0: root */
  uint8_t tag, xpos, relation, flags;
} Word;
typedef struct {
  ARRAY_OF(Word) words;
  bool new_paragraph, space_before;
} Reader;

static Str copy_str(Arena *arena, const char *bytes) {
  uint32_t len = (uint32_t)strlen(bytes);
  char *copy = NEW_ARRAY(arena, char, len + 1);
  memcpy(copy, bytes, len);
  return (Str){copy, len};
}

static Str lower(Arena *arena, Str s) {
  char *copy = NEW_ARRAY(arena, char, s.len + 1);
  for (uint32_t i = 0; i < s.len; i++) copy[i] = (char)tolower((unsigned char)s.bytes[i]);
  return (Str){copy, s.len};
}

static uint8_t code_of(const char *name, const char *(*name_of)(unsigned), unsigned count) {
  for (unsigned i = 0; i < count; i++)
    if (!strcmp(name_of(i), name)) return (uint8_t)i;
  return 0;
}

/* A relation whose subtype the program does not know is its plain relation. */
static uint8_t relation_code(char *name) {
  uint8_t code = code_of(name, relation_name, RELATION_COUNT);
  char *colon = strchr(name, ':');
  if (code || !colon) return code;
  *colon = '\0';
  return code_of(name, relation_name, RELATION_COUNT);
}

static void add_word(Reader *reader, Arena *arena, char **field, bool first) {
  Word word = {copy_str(arena, field[1]),
               copy_str(arena, field[2]),
               (uint32_t)atoi(field[6]),
               code_of(field[3], upos_name, UPOS_COUNT),
               code_of(field[4], xpos_name, XPOS_COUNT),
               relation_code(field[7]),
               0};
  if (reader->space_before || first) word.flags |= TOKEN_SPACE_BEFORE;
  if (first && reader->new_paragraph) word.flags |= TOKEN_PARAGRAPH_BEFORE | TOKEN_LINE_BEFORE;
  if (isupper((unsigned char)field[1][0])) word.flags |= TOKEN_CAPITALISED;
  bool upper = word.form.len > 1;
  for (uint32_t i = 0; i < word.form.len; i++)
    upper &= isupper((unsigned char)word.form.bytes[i]) != 0;
  if (upper) word.flags |= TOKEN_UPPER;
  reader->space_before = !strstr(field[9], "SpaceAfter=No");
  ARRAY_PUSH(arena, &reader->words, word);
}

static bool split(char *line, char **field) {
  for (int i = 0; i < FIELDS; i++) {
    field[i] = line;
    line = strchr(line, i == FIELDS - 1 ? '\n' : '\t');
    if (!line) return i == FIELDS - 1;
    *line++ = '\0';
  }
  return true;
}

static void allocate(Arena *arena, Tokens *t, uint32_t count) {
  t->count = count;
  t->span = NEW_ARRAY(arena, Span, count);
  t->kind = NEW_ARRAY(arena, uint8_t, count);
  t->flags = NEW_ARRAY(arena, uint8_t, count);
  t->folded = NEW_ARRAY(arena, Str, count);
  t->hash = NEW_ARRAY(arena, uint32_t, count);
  t->sentence = NEW_ARRAY(arena, uint32_t, count);
  t->quote = NEW_ARRAY(arena, uint32_t, count);
  t->tag = NEW_ARRAY(arena, uint8_t, count);
  t->xpos = NEW_ARRAY(arena, uint8_t, count);
  t->lemma = NEW_ARRAY(arena, Str, count);
  t->lemma_hash = NEW_ARRAY(arena, uint32_t, count);
  t->head = NEW_ARRAY(arena, uint32_t, count);
  t->relation = NEW_ARRAY(arena, uint8_t, count);
}

static uint8_t kind_of(const Word *word) {
  if (word->tag == UPOS_NUM && isdigit((unsigned char)word->form.bytes[0])) return TOKEN_NUMBER;
  if (word->tag == UPOS_PUNCT) return TOKEN_MARK;
  return word->tag == UPOS_SYM ? TOKEN_SYMBOL : TOKEN_WORD;
}

static void fill_token(Document *d, uint32_t i, const Word *word, uint32_t sentence,
                       uint32_t first) {
  Tokens *t = &d->tokens;
  t->kind[i] = kind_of(word);
  t->flags[i] = word->flags;
  t->folded[i] = lower(&d->arena, word->form);
  t->hash[i] = str_hash(t->folded[i]);
  t->sentence[i] = sentence;
  t->quote[i] = NONE;
  t->tag[i] = word->tag;
  t->xpos[i] = word->xpos;
  t->lemma[i] = word->lemma;
  t->lemma_hash[i] = str_hash(lower(&d->arena, word->lemma));
  t->head[i] = word->head ? first + word->head - 1 : NONE;
  t->relation[i] = word->relation;
}

/* The words joined as they stood, and a document over them. */
static void build(Arena *arena, Treebank *bank, Reader *reader, TokenRange *sentences) {
  Text text = {0};
  for (uint32_t i = 0; i < reader->words.count; i++) {
    const Word *word = &reader->words.items[i];
    if (i && (word->flags & TOKEN_SPACE_BEFORE))
      text_add_literal(&text, word->flags & TOKEN_PARAGRAPH_BEFORE ? "\n\n" : " ");
    text_add(&text, word->form);
  }
  Document *d = &bank->document;
  uint32_t len = (uint32_t)text.len;
  document_init(d, text.bytes ? text.bytes : "", len);
  text_free(&text);
  allocate(&d->arena, &d->tokens, reader->words.count);
  uint32_t at = 0;
  for (uint32_t s = 0; s < bank->ids.count; s++) {
    ARRAY_PUSH(&d->arena, &d->sentences, sentences[s]);
    for (uint32_t i = sentences[s].first; i < sentences[s].first + sentences[s].count; i++) {
      const Word *word = &reader->words.items[i];
      if (i && (word->flags & TOKEN_SPACE_BEFORE))
        at += word->flags & TOKEN_PARAGRAPH_BEFORE ? 2 : 1;
      d->tokens.span[i] = (Span){at, word->form.len};
      at += word->form.len;
      Word kept = *word;
      kept.form = copy_str(&d->arena, word->form.bytes);
      kept.lemma = copy_str(&d->arena, word->lemma.bytes);
      fill_token(d, i, &kept, s, sentences[s].first);
    }
  }
  (void)arena;
}

bool treebank_read(const char *path, Treebank *bank) {
  gzFile file = gzopen(path, "rb");
  if (!file) return false;
  *bank = (Treebank){0};
  Arena scratch = {0};
  Reader reader = {.space_before = true};
  ARRAY_OF(TokenRange) sentences = {0};
  char *line = must_alloc(LINE_MAX_BYTES), *field[FIELDS];
  uint32_t first = 0;
  Str id = {"", 0};
  while (gzgets(file, line, LINE_MAX_BYTES)) {
    if (!strncmp(line, "# newpar", 8) || !strncmp(line, "# newdoc", 8)) reader.new_paragraph = true;
    if (!strncmp(line, "# sent_id = ", 12)) id = copy_str(&scratch, strtok(line + 12, "\n"));
    if (line[0] == '\n' && reader.words.count > first) {
      ARRAY_PUSH(&scratch, &sentences, ((TokenRange){first, reader.words.count - first}));
      ARRAY_PUSH(&scratch, &bank->ids, id);
      first = reader.words.count;
      reader.new_paragraph = false;
    }
    if (!isdigit((unsigned char)line[0]) || !split(line, field)) continue;
    if (strspn(field[0], "0123456789") != strlen(field[0])) continue;
    add_word(&reader, &scratch, field, reader.words.count == first);
  }
  gzclose(file);
  free(line);
  build(&scratch, bank, &reader, sentences.items);
  Str *ids = NEW_ARRAY(&bank->document.arena, Str, bank->ids.count + 1);
  for (uint32_t i = 0; i < bank->ids.count; i++)
    ids[i] = copy_str(&bank->document.arena, bank->ids.items[i].bytes);
  bank->ids.items = ids;
  arena_free(&scratch);
  return true;
}
