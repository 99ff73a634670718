/* SPDX-License-Identifier: MIT */
/* addresses.c - the tokens of the net: URLs, e-mail addresses, domains, file names, handles. */
#include "base/ascii.h"
#include "language/shapes.h"

static const Piece NO_PIECE = {0, TOKEN_ADDRESS};

static char byte_at(const Chunk *chunk, uint32_t at) {
  return at < chunk->end ? chunk->text[at] : '\0';
}

static bool begins(const Chunk *chunk, uint32_t at, const char *lower) {
  for (; *lower; lower++, at++)
    if (ascii_lower(byte_at(chunk, at)) != *lower) return false;
  return true;
}

/* Marks at the end of a URL belong to the sentence; a closing bracket if none was opened. */
static uint32_t without_closing_marks(const Chunk *chunk, uint32_t start, uint32_t end) {
  int open = 0;
  for (uint32_t i = start; i < end; i++)
    open += chunk->text[i] == '(' ? 1 : chunk->text[i] == ')' ? -1 : 0;
  for (; end > start; end--) {
    char c = chunk->text[end - 1];
    if (c == ')' && open < 0) open++;
    else if (!strchr(".,;:!?]}'\"*", c)) break;
  }
  return end;
}

static Piece url(const Chunk *chunk, uint32_t at) {
  uint32_t scheme = at, end = at, limit = at + 12;
  while (scheme < limit && ascii_is(byte_at(chunk, scheme), ASCII_LETTER)) scheme++;
  bool has_scheme = scheme > at + 2 && begins(chunk, scheme, "://");
  if (!has_scheme && !begins(chunk, at, "www.") && !begins(chunk, at, "mailto:")) return NO_PIECE;
  for (; end < chunk->end; end++) {
    char c = chunk->text[end];
    if (c == '<' || c == '>' || c == '"' || (c == '\xE2' && byte_at(chunk, end + 1) == '\x80'))
      break;
  }
  end = without_closing_marks(chunk, at, end);
  return (Piece){end > at + 4 ? end : 0, TOKEN_ADDRESS};
}

static bool is_name_byte(char c) { return ascii_is(c, ASCII_ALNUM) || c == '_' || c == '-'; }

/* label.label.label: `dots` counts them. */
static uint32_t labels_end(const Chunk *chunk, uint32_t at, uint32_t *dots, uint32_t *last) {
  uint32_t limit = at + SHAPE_REACH;
  *dots = 0, *last = at;
  while (at < limit) {
    if (is_name_byte(byte_at(chunk, at))) at++;
    else if (byte_at(chunk, at) == '.' && at > *last && is_name_byte(byte_at(chunk, at + 1))) {
      ++*dots;
      *last = ++at;
    } else break;
  }
  return at;
}

static Piece email(const Chunk *chunk, uint32_t at) {
  uint32_t end = at, limit = at + 64, dots, last;
  while (end < limit && (is_name_byte(byte_at(chunk, end)) ||
                         (byte_at(chunk, end) && strchr(".%+", byte_at(chunk, end)))))
    end++;
  if (end == at || byte_at(chunk, end) != '@') return NO_PIECE;
  uint32_t stop = labels_end(chunk, end + 1, &dots, &last);
  return (Piece){stop > end + 2 ? stop : 0, TOKEN_ADDRESS};
}

/* alt.animals.cat: three labels or more, all lower case. */
static bool is_group(const Chunk *chunk, uint32_t at, uint32_t end) {
  uint32_t label = 0, labels = 1;
  for (; at < end; at++) {
    char c = chunk->text[at];
    if (c == '.') {
      if (label < 2) return false;
      labels++, label = 0;
    } else if (ascii_is(c, ASCII_UPPER | ASCII_DIGIT)) return false;
    else label++;
  }
  return labels > 2 && label > 1;
}

static Piece domain_or_file(const Chunk *chunk, uint32_t at) {
  uint32_t dots, last, end = labels_end(chunk, at, &dots, &last);
  if (dots == 0 || !ascii_is(byte_at(chunk, at), ASCII_ALNUM)) return NO_PIECE;
  Str class = shape_class(chunk, last, end);
  if (str_is(class, "file") || is_group(chunk, at, end)) return (Piece){end, TOKEN_ADDRESS};
  if (!str_is(class, "domain") || !ascii_is(chunk->text[last], ASCII_LOWER)) return NO_PIECE;
  if (byte_at(chunk, end) != '/') return (Piece){end, TOKEN_ADDRESS};
  uint32_t stop = end;
  while (stop < chunk->end && !strchr("<>\"", chunk->text[stop]) && !(chunk->text[stop] & 0x80))
    stop++;
  return (Piece){without_closing_marks(chunk, at, stop), TOKEN_ADDRESS};
}

static Piece handle(const Chunk *chunk, uint32_t at) { /* @name, #topic */
  char c = byte_at(chunk, at);
  if ((c != '@' && c != '#') ||
      !ascii_is(byte_at(chunk, at + 1), ASCII_LETTER | (c == '@' ? ASCII_DIGIT : 0)))
    return NO_PIECE;
  uint32_t end = at + 1, limit = at + SHAPE_REACH;
  while (end < limit && (ascii_is(byte_at(chunk, end), ASCII_ALNUM) || byte_at(chunk, end) == '_'))
    end++;
  return (Piece){end, TOKEN_ADDRESS};
}

Piece shape_address(const Chunk *chunk, uint32_t at) {
  if (at > chunk->start && ascii_is(chunk->text[at - 1], ASCII_ALNUM)) return NO_PIECE;
  Piece piece = handle(chunk, at);
  if (!piece.end) piece = url(chunk, at);
  if (!piece.end) piece = email(chunk, at);
  return piece.end ? piece : domain_or_file(chunk, at);
}
