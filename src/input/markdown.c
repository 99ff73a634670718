/* SPDX-License-Identifier: MIT */
/* markdown.c - marks are taken away line by line; brackets that turn out to belong to a link are
 * overwritten by GONE and dropped in a last pass, so that nothing is ever moved or looked for
 * twice. */
#include "input/markdown.h"
#include "base/array.h"
#include "base/utf8.h"
#include "input/entities.h"
#include <strings.h>

enum { GONE = 1, MAX_TARGET = 2000 }; /* bytes of a link's address */

typedef struct {
  Str text;
  uint32_t at; /* the next line */
  Arena *arena;
  char *out;
  uint32_t len;
  ARRAY_OF(uint32_t) open; /* '[' in `out` of this paragraph that may begin a link */
  bool in_code, in_comment;
  char fence;
  Str title, date;
} Reader;

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_word(char c) {
  return (c & 0x80) || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}
static Str trim(Str s) {
  while (s.len && is_space(s.bytes[0])) s.bytes++, s.len--;
  while (s.len && is_space(s.bytes[s.len - 1])) s.len--;
  return s;
}
static Str without(Str s, uint32_t count) { return (Str){s.bytes + count, s.len - count}; }

static bool next_line(Reader *r, Str *line) {
  if (r->at >= r->text.len) return false;
  const char *start = r->text.bytes + r->at;
  const char *end = memchr(start, '\n', r->text.len - r->at);
  *line = (Str){start, end ? (uint32_t)(end - start) : r->text.len - r->at};
  r->at += line->len + 1;
  return true;
}

/* `key: value` or `key = "value"`. */
static void read_setting(Str line, const char *key, char between, Str *value) {
  uint32_t len = (uint32_t)strlen(key);
  if (value->len || line.len <= len || strncasecmp(line.bytes, key, len)) return;
  line = trim(without(line, len));
  if (!line.len || *line.bytes != between) return;
  line = trim(without(line, 1));
  if (line.len >= 2 && (*line.bytes == '"' || *line.bytes == '\'') &&
      line.bytes[line.len - 1] == *line.bytes)
    line = (Str){line.bytes + 1, line.len - 2};
  *value = line;
}

static bool is_line(Str line, const char *mark) { return str_is(trim(line), mark); }

/* Settings between two "---" (YAML) or "+++" (TOML) at the top; without the second, it is text. */
static void read_front_matter(Reader *r) {
  Str line, title = {0}, date = {0}, day = {0};
  if (!next_line(r, &line) || !(is_line(line, "---") || is_line(line, "+++"))) {
    r->at = 0;
    return;
  }
  const char *mark = is_line(line, "---") ? "---" : "+++";
  char between = *mark == '-' ? ':' : '=';
  while (next_line(r, &line) && !is_line(line, mark)) {
    read_setting(line, "title", between, &title);
    read_setting(line, "date", between, &date);
    read_setting(line, "published", between, &day);
    read_setting(line, "publishDate", between, &day);
    read_setting(line, "pubDate", between, &day);
  }
  if (is_line(line, mark)) r->title = title, r->date = date.len ? date : day;
  else r->at = 0;
}

static void put(Reader *r, char c) {
  if ((unsigned char)c != GONE) r->out[r->len++] = c;
}

/* Behind the "(address)" or "[reference]" at `at`; `at` itself if there is none. */
static uint32_t link_target(Str line, uint32_t at) {
  if (at >= line.len || (line.bytes[at] != '(' && line.bytes[at] != '[')) return at;
  char open = line.bytes[at], close = open == '(' ? ')' : ']';
  uint32_t depth = 0;
  for (uint32_t i = at; i < line.len && i - at < MAX_TARGET; i++) {
    if (line.bytes[i] == open) depth++;
    if (line.bytes[i] == close && !--depth) return i + 1;
  }
  return at;
}

/* A ']': with a target behind it, it ends a link; of an image nothing stays. */
static uint32_t close_bracket(Reader *r, Str line, uint32_t at) {
  if (!r->open.count) return put(r, ']'), at + 1;
  uint32_t open = r->open.items[--r->open.count], after = link_target(line, at + 1);
  if (r->len > open + 1 && r->out[open + 1] == '^') return r->len = open, at + 1; /* a footnote's */
  if (after == at + 1) return put(r, ']'), after;
  bool image = open && r->out[open - 1] == '!';
  if (image) r->len = open - 1;
  else r->out[open] = GONE;
  return after;
}

/* A run of one mark: emphasis goes, a sign between spaces or within a word stays. */
static uint32_t skip_emphasis(Reader *r, Str line, uint32_t at) {
  char mark = line.bytes[at], before = at ? line.bytes[at - 1] : ' ';
  uint32_t end = at;
  while (end < line.len && line.bytes[end] == mark) end++;
  char after = end < line.len ? line.bytes[end] : ' ';
  bool stays = (is_space(before) && is_space(after)) ||
               (mark == '_' && is_word(before) && is_word(after)) || (mark == '~' && end - at < 2);
  for (uint32_t i = at; i < end && stays; i++) put(r, mark);
  return end;
}

/* Behind an inline tag or an address in angle brackets, whose words stay. */
static uint32_t skip_angle(Reader *r, Str line, uint32_t at) {
  uint32_t window = line.len - at < MAX_TARGET ? line.len - at : MAX_TARGET;
  const char *end = memchr(line.bytes + at, '>', window);
  char next = at + 1 < line.len ? line.bytes[at + 1] : ' ';
  if (!end || !(is_word(next) || next == '/' || next == '!')) return put(r, '<'), at + 1;
  Str inside = {line.bytes + at + 1, (uint32_t)(end - line.bytes) - at - 1};
  bool address = memchr(inside.bytes, ':', inside.len) || memchr(inside.bytes, '@', inside.len);
  if (address && !memchr(inside.bytes, ' ', inside.len))
    for (uint32_t i = 0; i < inside.len; i++) put(r, inside.bytes[i]);
  return (uint32_t)(end - line.bytes) + 1;
}

static uint32_t add_reference(Reader *r, Str line, uint32_t at) {
  uint32_t character = entity_at(line, &at);
  if (!character) return put(r, '&'), at + 1;
  r->len += utf8_put(r->out + r->len, character);
  return at;
}

static bool is_mark(char c) { return c > ' ' && c < 0x7F && !is_word(c); }

static void add_inline(Reader *r, Str line) {
  for (uint32_t at = 0; at < line.len;) {
    char c = line.bytes[at];
    if (c == '\\' && at + 1 < line.len && is_mark(line.bytes[at + 1]))
      put(r, line.bytes[at + 1]), at += 2;
    else if (c == '\\' && at + 1 == line.len) at++; /* a hard break */
    else if (c == '[') {
      ARRAY_PUSH(r->arena, &r->open, r->len);
      put(r, c), at++;
    } else if (c == ']') at = close_bracket(r, line, at);
    else if (c == '*' || c == '_' || c == '~') at = skip_emphasis(r, line, at);
    else if (c == '`') at++;
    else if (c == '<') at = skip_angle(r, line, at);
    else if (c == '&') at = add_reference(r, line, at);
    else put(r, c), at++;
  }
}

static void begin_paragraph(Reader *r) {
  r->open.count = 0;
  while (r->len && r->out[r->len - 1] == '\n') r->len--;
  if (r->len) put(r, '\n'), put(r, '\n');
}

static void end_line(Reader *r) {
  while (r->len && (r->out[r->len - 1] == ' ' || r->out[r->len - 1] == '\r')) r->len--;
  if (r->len) put(r, '\n');
}

/* Marks of one kind alone on a line: a rule, or the underline of a heading. */
static bool is_rule(Str line) {
  uint32_t marks = 0;
  for (uint32_t i = 0; i < line.len; i++) {
    if (is_space(line.bytes[i])) continue;
    if (!strchr("-=*_", line.bytes[i]) || line.bytes[i] != line.bytes[0]) return false;
    marks++;
  }
  return marks >= 3 || (marks && (*line.bytes == '=' || *line.bytes == '-'));
}

static bool is_table_rule(Str line) {
  bool bar = false;
  for (uint32_t i = 0; i < line.len; i++) {
    if (!strchr("|-: \t\r", line.bytes[i])) return false;
    bar |= line.bytes[i] == '|';
  }
  return bar;
}

static bool code_fence(Reader *r, Str line) {
  if (line.len < 3 || (*line.bytes != '`' && *line.bytes != '~')) return r->in_code;
  if (line.bytes[1] != *line.bytes || line.bytes[2] != *line.bytes) return r->in_code;
  if (r->in_code && *line.bytes != r->fence) return true;
  r->fence = *line.bytes;
  r->in_code = !r->in_code;
  return true;
}

/* Behind "- ", "12. ", "> ": how much of the line is a mark. */
static uint32_t mark_width(Str line) {
  uint32_t digits = 0;
  if (*line.bytes == '>') return 1;
  while (digits < line.len && digits < 9 && line.bytes[digits] >= '0' && line.bytes[digits] <= '9')
    digits++;
  if (digits ? line.len > digits + 1 && (line.bytes[digits] == '.' || line.bytes[digits] == ')') &&
                   line.bytes[digits + 1] == ' ' && digits < 3
             : line.len > 1 && strchr("-*+", *line.bytes) && line.bytes[1] == ' ')
    return digits + 2;
  return 0;
}

static void add_heading(Reader *r, Str line, uint32_t level) {
  line = trim(without(line, level));
  uint32_t end = line.len;
  while (end && line.bytes[end - 1] == '#') end--;
  if (end < line.len && (!end || is_space(line.bytes[end - 1]))) line.len = end;
  begin_paragraph(r);
  uint32_t start = r->len;
  add_inline(r, line);
  end_line(r);
  if (!r->title.len && r->len > start) r->title = (Str){r->out + start, r->len - start - 1};
  if (r->len) put(r, '\n');
}

static Str last_line(const Reader *r) {
  const char *before = r->len > 1 ? memrchr(r->out, '\n', r->len - 1) : NULL;
  const char *start = before ? before + 1 : r->out;
  return (Str){start, (uint32_t)(r->out + r->len - start) - 1};
}

/* Takes comments away from the beginning of a line; true: there is nothing behind them. */
static bool skip_comment(Reader *r, Str *line) {
  for (;;) {
    if (!r->in_comment && (line->len < 4 || memcmp(line->bytes, "<!--", 4))) return false;
    r->in_comment = true;
    const char *end = memmem(line->bytes, line->len, "-->", 3);
    if (!end) return true;
    r->in_comment = false;
    *line = trim(without(*line, (uint32_t)(end - line->bytes) + 3));
    if (!line->len) return true;
  }
}

/* "[name]: address" is not read; of "[^1]: words" the words are. True: the whole line is done. */
static bool skip_definition(Str *line) {
  const char *end =
      line->len > 3 && *line->bytes == '[' ? memmem(line->bytes + 1, line->len - 1, "]:", 2) : NULL;
  if (!end || memchr(line->bytes + 1, '[', (size_t)(end - line->bytes) - 1)) return false;
  Str rest = trim(without(*line, (uint32_t)(end - line->bytes) + 2));
  bool footnote = line->bytes[1] == '^';
  if (footnote) *line = rest;
  if (footnote || !rest.len) return footnote && !rest.len;
  const char *blank = memchr(rest.bytes, ' ', rest.len);
  uint32_t len = blank ? (uint32_t)(blank - rest.bytes) : rest.len;
  return strchr("<#/.", *rest.bytes) || memmem(rest.bytes, len, "://", 3) ||
         memmem(rest.bytes, len, "mailto:", 7);
}

/* "[ ] " or "[x] " behind the mark of an item. */
static Str without_task(Str line) {
  bool task = line.len > 4 && *line.bytes == '[' && strchr(" xX", line.bytes[1]) &&
              line.bytes[2] == ']' && line.bytes[3] == ' ';
  return task ? trim(without(line, 4)) : line;
}

static void add_line(Reader *r, Str line) {
  Str rest = trim(line);
  if (!r->in_comment && code_fence(r, rest)) return;
  if ((r->in_comment || rest.len) && (skip_comment(r, &rest) || skip_definition(&rest))) return;
  if (!rest.len) {
    begin_paragraph(r);
    return;
  }
  if (is_rule(rest) || is_table_rule(rest)) {
    if (*rest.bytes == '=' && !r->title.len && r->len) r->title = last_line(r);
    begin_paragraph(r);
    return;
  }
  uint32_t level = 0, width;
  while (level < rest.len && rest.bytes[level] == '#') level++;
  if (level && level < 7 && level < rest.len && is_space(rest.bytes[level])) {
    add_heading(r, rest, level);
    return;
  }
  while (rest.len && (width = mark_width(rest))) {
    bool item = *rest.bytes != '>';
    if (item) begin_paragraph(r);
    rest = trim(without(rest, width));
    if (item) rest = without_task(rest);
  }
  add_inline(r, rest);
  end_line(r);
}

static uint32_t drop_gone(char *text, uint32_t len) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < len; i++)
    if (text[i] != GONE) text[kept++] = text[i];
  return kept;
}

static Str copy(Reader *r, Str s) {
  char *bytes = NEW_ARRAY(r->arena, char, s.len + 1);
  if (s.len) memcpy(bytes, s.bytes, s.len);
  return trim((Str){bytes, drop_gone(bytes, s.len)});
}

Page markdown_read(Str markdown, Arena *arena) {
  if (markdown.len >= 3 && !memcmp(markdown.bytes, "\xEF\xBB\xBF", 3))
    markdown = without(markdown, 3);
  Reader r = {.text = markdown, .arena = arena};
  r.out = NEW_ARRAY(arena, char, (size_t)markdown.len * 2 + 8);
  read_front_matter(&r);
  for (Str line; next_line(&r, &line);) add_line(&r, line);
  while (r.len && r.out[r.len - 1] == '\n') r.len--;
  Str title = copy(&r, r.title);
  r.len = drop_gone(r.out, r.len);
  if (r.len) r.out[r.len++] = '\n';
  return (Page){{r.out, r.len}, title, r.date};
}
