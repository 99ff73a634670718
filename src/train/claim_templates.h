/* SPDX-License-Identifier: MIT */
/* claim_templates.h - gold articles made from claim_templates.txt: constructions that news articles
 * hold too seldom to be learnt from them. */
#ifndef CLAIM_TEMPLATES_H
#define CLAIM_TEMPLATES_H
#include "train/claims_gold.h"

/* `copies` articles of each template with words drawn by a fixed seed; NULL: cannot be read. */
GoldArticle *templates_load(Arena *arena, const char *path, uint32_t copies, uint32_t *count);
#endif
