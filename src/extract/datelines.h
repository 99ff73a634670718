/* SPDX-License-Identifier: MIT */
/* datelines.h - where a report was written: "DALLAS (AP) - American Airlines said". */
#ifndef DATELINES_H
#define DATELINES_H
#include "document.h"

/* Of the line that begins with the token `first` those tokens that tell where it was written, up to
 * behind the dash; `first` itself: none do. */
uint32_t dateline_end(const Tokens *tokens, uint32_t first);
bool begins_line(const Tokens *tokens, uint32_t token); /* also the end of the text */

#endif
