/* SPDX-License-Identifier: MIT */
/* html.c - the article of a news page. One pass cuts the page into blocks of text and notes for
 * each where it stands; then the largest <article>, else <main>, else everything is chosen. */
#include "input/html.h"
#include "base/array.h"
#include "base/utf8.h"
#include "input/entities.h"
#include "input/markup.h"
#include "input/metadata.h"
#include <strings.h>

enum { ENOUGH = 200 }; /* bytes of text that make an <article> or <main> worth choosing */

typedef struct {
  uint32_t start, len; /* of Reader.out */
  uint32_t article;    /* number of the outermost <article> around it, from 1; 0: none */
  uint32_t linked;     /* bytes that are text of links */
  bool main, heading;
  bool line; /* begins a new line of the block before, not a new paragraph (<br>) */
} Block;

typedef struct {
  Markup markup;
  Arena *arena;
  char *out; /* text of all blocks; no longer than the page */
  uint32_t len;
  Block block; /* the one that is being filled */
  bool space;  /* white space stands before the next character */
  ARRAY_OF(Block) blocks;
  uint32_t articles, article_depth, main_depth;
  bool in_link;           /* links do not nest */
  bool keep_all;          /* second try: leave nothing out but scripts */
  bool xml;               /* XHTML: any element may end in "/>" */
  char skipped[16];       /* the element that is left out, or "" */
  uint32_t skipped_depth; /* how many of that name are open */
  uint32_t unclosed;      /* raw elements whose end is not to come any more, a bit each */
  Metadata meta;
} Reader;

static bool is_one_of(const char *name, const char *const *names) {
  for (; *names; names++)
    if (!strcmp(name, *names)) return true;
  return false;
}

/* Elements whose content is not read; 0: none of them. The first two hide all that is left of a
 * page if they never end, as in browsers. */
static uint32_t raw_bit(const char *name) {
  static const char *const NAMES[] = {"script", "style",    "noscript", "template", "svg",   "math",
                                      "iframe", "textarea", "object",   "noembed",  "title", NULL};
  for (uint32_t i = 0; NAMES[i]; i++)
    if (!strcmp(name, NAMES[i])) return 1u << i;
  return 0;
}

static bool is_inline(const char *name) {
  static const char *const NAMES[] = {
      "a",    "abbr",  "acronym", "b",      "bdi",    "bdo",  "big", "cite", "code", "data",
      "del",  "dfn",   "em",      "font",   "i",      "ins",  "kbd", "mark", "q",    "s",
      "samp", "small", "span",    "strike", "strong", "sub",  "sup", "time", "tt",   "u",
      "var",  "wbr",   "img",     "label",  "meta",   "link", NULL};
  return is_one_of(name, NAMES);
}

/* Elements that hold no article text wherever they stand. */
static bool is_furniture(const char *name) {
  static const char *const NAMES[] = {
      "nav",        "footer",    "aside",       "form",        "button", "select",
      "figcaption", "menu",      "dialog",      "audio",       "video",  "canvas",
      "amp-ad",     "amp-embed", "amp-sidebar", "amp-consent", NULL};
  return is_one_of(name, NAMES);
}

/* One of the words that a class or id is made of: "site-nav main_menu" is of "nav". */
static bool names_furniture(Str value) {
  static const char *const WORDS[] = {
      "nav",           "navbar",      "navigation", "menu",      "footer",     "sidebar",
      "breadcrumb",    "breadcrumbs", "related",    "promo",     "share",      "sharing",
      "social",        "comments",    "cookie",     "cookies",   "newsletter", "advert",
      "advertisement", "ad",          "ads",        "sponsored", "subscribe",  "paywall",
      "recommended",   "masthead",    "skip",       "trending",  NULL};
  for (uint32_t at = 0, start = 0; at <= value.len; at++) {
    char c = at < value.len ? value.bytes[at] : ' ';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') continue;
    for (const char *const *word = WORDS; *word && at > start; word++)
      if (strlen(*word) == at - start && !strncasecmp(*word, value.bytes + start, at - start))
        return true;
    start = at + 1;
  }
  return false;
}

static bool is_hidden(Str attributes) {
  Str value;
  if (markup_attribute(attributes, "hidden", &value)) return true;
  if (markup_attribute(attributes, "aria-hidden", &value) && str_is(value, "true")) return true;
  return markup_attribute_has(attributes, "style", "display:none") ||
         markup_attribute_has(attributes, "style", "display: none");
}

static bool is_left_out(const Reader *r, const MarkupItem *tag) {
  Str value;
  if (r->keep_all) return false;
  if (is_furniture(tag->name)) return true;
  if (!strcmp(tag->name, "header")) return !r->article_depth && !r->main_depth;
  if (is_hidden(tag->attributes)) return true;
  if (markup_attribute(tag->attributes, "role", &value) && names_furniture(value)) return true;
  static const char *const BOXES[] = {"div", "section", "ul", "ol", "p", "table", NULL};
  bool inner = r->article_depth && !strcmp(tag->name, "article");
  if (!inner && !is_one_of(tag->name, BOXES)) return false;
  return (markup_attribute(tag->attributes, "class", &value) && names_furniture(value)) ||
         (markup_attribute(tag->attributes, "id", &value) && names_furniture(value));
}

static void end_block(Reader *r, bool line) {
  r->block.len = r->len - r->block.start;
  if (r->block.len) {
    ARRAY_PUSH(r->arena, &r->blocks, r->block);
    r->block.line = line;
  } else r->block.line &= line;
  r->block.start = r->len;
  r->block.len = r->block.linked = 0;
  r->block.heading = r->space = false;
}

static void add_character(Reader *r, const char *bytes, uint32_t len) {
  if (r->space && r->len > r->block.start) r->out[r->len++] = ' ';
  r->space = false;
  memcpy(r->out + r->len, bytes, len);
  r->len += len;
  if (r->in_link) r->block.linked += len;
}

/* Bytes of a sign that is not seen, such as where a word may be broken. */
static uint32_t unseen(Str text, uint32_t at) {
  static const char *const SIGNS[] = {"\xC2\xAD", "\xE2\x80\x8B", "\xEF\xBB\xBF"};
  for (int i = 0; i < 3 && (text.bytes[at] & 0x80); i++) {
    uint32_t len = (uint32_t)strlen(SIGNS[i]);
    if (text.len - at >= len && !memcmp(text.bytes + at, SIGNS[i], len)) return len;
  }
  return 0;
}

static void add_text(Reader *r, Str text) {
  r->block.article = r->article_depth ? r->articles : 0;
  r->block.main = r->main_depth > 0;
  for (uint32_t at = 0, len; at < text.len;) {
    char c = text.bytes[at], bytes[4];
    uint32_t character = c == '&' ? entity_at(text, &at) : 0;
    if (!character && (len = unseen(text, at))) {
      at += len;
      continue;
    }
    if (!character) at++;
    if (character == 0xAD || character == 0x200B) continue;
    if (character ? character == ' ' || character == '\t' || character == '\n'
                  : c == ' ' || (c >= '\t' && c <= '\r'))
      r->space = true;
    else if (character) add_character(r, bytes, utf8_put(bytes, character));
    else add_character(r, &c, 1);
  }
}

static void change_depth(uint32_t *depth, bool open) {
  if (open) ++*depth;
  else if (*depth) --*depth;
}

static void note_tag(Reader *r, const MarkupItem *tag) {
  bool open = tag->kind == MARKUP_OPEN;
  Str value;
  if (!strcmp(tag->name, "article")) {
    if (open && !r->article_depth) r->articles++;
    change_depth(&r->article_depth, open);
  } else if (!strcmp(tag->name, "main")) change_depth(&r->main_depth, open);
  else if (!strcmp(tag->name, "a"))
    r->in_link = open && markup_attribute(tag->attributes, "href", &value);
  else if (open && !strcmp(tag->name, "p"))
    r->in_link = false; /* after a link that was never closed */
  else if (open && tag->name[0] == 'h' && tag->name[1] >= '1' && tag->name[1] <= '6' &&
           !tag->name[2])
    r->block.heading = true;
}

/* Within a left-out element only its own name is counted; an article or the main part
 * begins anew after one that is never closed. */
static void skip_tag(Reader *r, const MarkupItem *tag) {
  bool open = tag->kind == MARKUP_OPEN;
  if (open && (!strcmp(tag->name, "article") || !strcmp(tag->name, "main")) &&
      strcmp(r->skipped, "aside") && strcmp(r->skipped, "div") && strcmp(r->skipped, "section") &&
      strcmp(r->skipped, "article")) {
    r->skipped_depth = 0;
    note_tag(r, tag);
  } else if (!strcmp(tag->name, r->skipped)) change_depth(&r->skipped_depth, open);
}

/* An element that never ends is passed over like any tag, but for scripts. */
static void read_raw(Reader *r, const MarkupItem *tag, uint32_t bit) {
  Str type, raw;
  bool foreign = !strcmp(tag->name, "svg") || !strcmp(tag->name, "math");
  if (tag->closed && (foreign || r->xml)) return;
  if (r->unclosed & bit) return;
  if (!markup_raw(&r->markup, tag->name, &raw)) {
    r->unclosed |= bit;
    if (bit <= 2) r->markup.at = r->markup.html.len;
    else if (!strcmp(tag->name, "title")) {
      raw = markup_peek(&r->markup);
      metadata_title(&r->meta, raw);
      r->markup.at += raw.len;
    }
    return;
  }
  if (!strcmp(tag->name, "title")) metadata_title(&r->meta, raw);
  else if (!strcmp(tag->name, "script") && markup_attribute(tag->attributes, "type", &type) &&
           type.len >= 19 && !strncasecmp(type.bytes, "application/ld+json", 19))
    metadata_json(&r->meta, raw, r->arena);
}

static void read_tag(Reader *r, const MarkupItem *tag) {
  bool open = tag->kind == MARKUP_OPEN;
  uint32_t bit = open ? raw_bit(tag->name) : 0;
  if (bit) {
    read_raw(r, tag, bit);
    return;
  }
  if (open) metadata_tag(&r->meta, tag, markup_peek(&r->markup), r->article_depth > 0);
  if (r->skipped_depth) {
    skip_tag(r, tag);
    return;
  }
  if (!is_inline(tag->name)) end_block(r, !strcmp(tag->name, "br"));
  if (open && is_left_out(r, tag)) {
    if (r->xml && tag->closed) return;
    memcpy(r->skipped, tag->name, sizeof r->skipped);
    r->skipped_depth = 1;
  } else note_tag(r, tag);
}

static void read_page(Reader *r) {
  for (MarkupItem item; (item = markup_next(&r->markup)).kind != MARKUP_END;)
    if (item.kind != MARKUP_TEXT) read_tag(r, &item);
    else if (!r->skipped_depth) add_text(r, item.text);
  end_block(r, false);
}

/* A block that is all link is an item of a menu or a pointer to another story. */
static bool is_text(const Block *block) {
  return block->heading || block->linked * 10 < block->len * 9;
}

typedef enum { CHOOSE_ARTICLE, CHOOSE_MAIN, CHOOSE_ALL } Choice;

static bool is_chosen(const Block *block, Choice choice, uint32_t article) {
  if (!is_text(block)) return false;
  return choice == CHOOSE_ALL || (choice == CHOOSE_MAIN ? block->main : block->article == article);
}

static Choice choose(const Reader *r, uint32_t *article) {
  uint32_t *sizes = NEW_ARRAY(r->arena, uint32_t, r->articles + 1), main = 0;
  for (uint32_t i = 0; i < r->blocks.count; i++) {
    const Block *block = &r->blocks.items[i];
    if (!is_text(block)) continue;
    sizes[block->article] += block->len;
    if (block->main) main += block->len;
  }
  *article = 0;
  for (uint32_t i = 1; i <= r->articles; i++)
    if (!*article || sizes[i] > sizes[*article]) *article = i;
  if (*article && sizes[*article] >= ENOUGH) return CHOOSE_ARTICLE;
  return main >= ENOUGH ? CHOOSE_MAIN : CHOOSE_ALL;
}

static uint32_t add_part(char *out, uint32_t len, Str part, bool line) {
  if (len) out[len++] = '\n';
  if (len && !line) out[len++] = '\n';
  memcpy(out + len, part.bytes, part.len);
  return len + part.len;
}

/* The text begins with the headline, as an article in a newspaper does. */
static Str join_blocks(const Reader *r, Str title) {
  uint32_t article, first = 0, len = 0;
  Choice choice = choose(r, &article);
  char *out =
      NEW_ARRAY(r->arena, char, (size_t)r->len + 2 * (size_t)r->blocks.count + title.len + 3);
  while (first < r->blocks.count && !is_chosen(&r->blocks.items[first], choice, article)) first++;
  bool stands = false;
  for (uint32_t i = first; i < r->blocks.count && i < first + 5 && !stands; i++)
    stands = str_equals(title, (Str){r->out + r->blocks.items[i].start, r->blocks.items[i].len});
  if (title.len && !stands && first < r->blocks.count) len = add_part(out, len, title, false);
  for (uint32_t i = first; i < r->blocks.count; i++) {
    const Block *block = &r->blocks.items[i];
    if (!is_chosen(block, choice, article)) continue;
    len = add_part(out, len, (Str){r->out + block->start, block->len}, block->line);
  }
  if (len) out[len++] = '\n';
  return (Str){out, len};
}

static Str first_heading(const Reader *r) {
  for (uint32_t i = 0; i < r->blocks.count; i++)
    if (r->blocks.items[i].heading)
      return (Str){r->out + r->blocks.items[i].start, r->blocks.items[i].len};
  return (Str){0};
}

static Page read_once(Str html, bool keep_all, Arena *arena) {
  Reader r = {.markup = {html, 0}, .arena = arena, .keep_all = keep_all};
  r.xml = html.len >= 5 && !memcmp(html.bytes, "<?xml", 5);
  r.out = NEW_ARRAY(arena, char, (size_t)html.len + 4);
  read_page(&r);
  Page page = {.title = metadata_best_title(&r.meta, first_heading(&r), arena),
               .date = metadata_date(&r.meta)};
  page.text = join_blocks(&r, page.title);
  return page;
}

Page html_read(Str html, Arena *arena) {
  Page page = read_once(html, false, arena);
  return page.text.len ? page : read_once(html, true, arena);
}
