/* SPDX-License-Identifier: MIT */
/* markdown.h - the article in a Markdown file. */
#ifndef MARKDOWN_H
#define MARKDOWN_H
#include "input/html.h"

/* Title and date from the front matter (YAML or TOML), else the title from the first heading.
 * The text without marks: headings, lists, quotes, emphasis, links (their words stay), images
 * and code blocks (left out). Linear in the length of any input. */
Page markdown_read(Str markdown, Arena *arena);
#endif
