/* SPDX-License-Identifier: MIT */
#include "input/markup.h"
#include <strings.h>

static bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static bool begins(const Markup *m, uint32_t at, const char *what) {
  size_t len = strlen(what);
  return m->html.len - at >= len && !strncasecmp(m->html.bytes + at, what, len);
}

/* Behind the next `what`, or the end. */
static uint32_t behind(const Markup *m, uint32_t from, const char *what) {
  size_t len = strlen(what);
  const char *found = memmem(m->html.bytes + from, m->html.len - from, what, len);
  return found ? (uint32_t)(found - m->html.bytes + (ptrdiff_t)len) : m->html.len;
}

static bool starts_tag(const Markup *m, uint32_t at) {
  if (at + 1 >= m->html.len || m->html.bytes[at] != '<') return false;
  char next = m->html.bytes[at + 1];
  if (next == '/') return at + 2 < m->html.len && is_letter(m->html.bytes[at + 2]);
  return is_letter(next) || next == '!' || next == '?';
}

/* Behind the '>' of a tag whose attributes begin at `at`: one in quotes does not count. */
static uint32_t tag_end(const Markup *m, uint32_t at) {
  char quote = 0, before = 0;
  for (; at < m->html.len; at++) {
    char c = m->html.bytes[at];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '>') return at + 1;
    else if ((c == '"' || c == '\'') && before == '=') quote = c;
    if (!is_space(c)) before = c;
  }
  return at;
}

static MarkupItem read_tag(Markup *m) {
  MarkupItem item = {.kind = MARKUP_OPEN};
  uint32_t at = m->at + 1, len = 0;
  if (m->html.bytes[at] == '/') item.kind = MARKUP_CLOSE, at++;
  for (; at < m->html.len; at++) {
    char c = m->html.bytes[at];
    if (is_space(c) || c == '/' || c == '>') break;
    if (len < sizeof item.name - 1) item.name[len++] = lower(c);
  }
  m->at = tag_end(m, at);
  item.attributes = (Str){m->html.bytes + at, m->at - at};
  item.closed = m->at >= at + 2 && m->html.bytes[m->at - 2] == '/';
  return item;
}

MarkupItem markup_next(Markup *m) {
  while (m->at < m->html.len) {
    if (begins(m, m->at, "<!--")) m->at = behind(m, m->at + 4, "-->");
    else if (begins(m, m->at, "<!") || begins(m, m->at, "<?")) m->at = behind(m, m->at + 2, ">");
    else if (starts_tag(m, m->at)) return read_tag(m);
    else {
      uint32_t start = m->at++;
      while (m->at < m->html.len && !starts_tag(m, m->at)) m->at++;
      return (MarkupItem){.kind = MARKUP_TEXT, .text = {m->html.bytes + start, m->at - start}};
    }
  }
  return (MarkupItem){.kind = MARKUP_END};
}

bool markup_raw(Markup *m, const char *name, Str *raw) {
  uint32_t start = m->at, at = start;
  size_t len = strlen(name);
  for (; at < m->html.len; at++) {
    const char *found = memchr(m->html.bytes + at, '<', m->html.len - at);
    if (!found) return false;
    at = (uint32_t)(found - m->html.bytes);
    if (begins(m, at, "</") && begins(m, at + 2, name)) {
      m->at = tag_end(m, at + 2 + (uint32_t)len);
      *raw = (Str){m->html.bytes + start, at - start};
      return true;
    }
  }
  return false;
}

Str markup_peek(const Markup *m) {
  const char *start = m->html.bytes + m->at, *end = memchr(start, '<', m->html.len - m->at);
  return (Str){start, end ? (uint32_t)(end - start) : m->html.len - m->at};
}

static uint32_t skip(Str s, uint32_t at, bool (*is)(char)) {
  while (at < s.len && is(s.bytes[at])) at++;
  return at;
}
static bool is_between(char c) { return is_space(c) || c == '/'; }
static bool is_in_name(char c) { return !is_space(c) && c != '=' && c != '>' && c != '/'; }
static bool is_in_value(char c) { return !is_space(c) && c != '>'; }

bool markup_attribute(Str s, const char *name, Str *value) {
  for (uint32_t at = skip(s, 0, is_between); at < s.len && s.bytes[at] != '>';
       at = skip(s, at, is_between)) {
    uint32_t start = at, end = skip(s, at, is_in_name);
    bool wanted = end - start == strlen(name) && !strncasecmp(s.bytes + start, name, end - start);
    *value = (Str){s.bytes + end, 0};
    at = skip(s, end, is_space);
    if (at < s.len && s.bytes[at] == '=') {
      at = skip(s, at + 1, is_space);
      char quote = at < s.len ? s.bytes[at] : 0;
      bool quoted = quote == '"' || quote == '\'';
      start = at + quoted;
      const char *close =
          quoted && start < s.len ? memchr(s.bytes + start, quote, s.len - start) : NULL;
      end = close ? (uint32_t)(close - s.bytes) : skip(s, start, is_in_value);
      *value = (Str){s.bytes + start, end - start};
      at = end + (close != NULL);
    } else if (at == start) at++; /* a stray sign */
    if (wanted) return true;
  }
  return false;
}

bool markup_attribute_has(Str attributes, const char *name, const char *part) {
  Str value;
  size_t len = strlen(part);
  if (!markup_attribute(attributes, name, &value)) return false;
  for (uint32_t i = 0; i + len <= value.len; i++)
    if (!strncasecmp(value.bytes + i, part, len)) return true;
  return false;
}
