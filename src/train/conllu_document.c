/* SPDX-License-Identifier: MIT */
/* temporary: documents from CoreNLP analysis */
#include "train/conllu_document.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

static char *all; static size_t all_len;
static void slurp(const char *path) {
  gzFile f = gzopen(path, "rb"); size_t cap = 1 << 20; all = malloc(cap);
  int n; while ((n = gzread(f, all + all_len, (unsigned)(cap - all_len - 1))) > 0) { all_len += (size_t)n; if (cap - all_len < 2) all = realloc(all, cap *= 2); if (cap - all_len < 70000) all = realloc(all, cap *= 2); }
  all[all_len] = 0; gzclose(f);
}
static uint8_t rel_of(const char *s) {
  static const struct { const char *from; uint8_t to; } MAP[] = {{"dobj", REL_OBJ}, {"nsubjpass", REL_NSUBJ_PASS}, {"csubjpass", REL_CSUBJ_PASS}, {"auxpass", REL_AUX_PASS}, {"nmod:tmod", REL_OBL_UNMARKED}, {"nmod:npmod", REL_OBL_UNMARKED}, {"neg", REL_ADVMOD}, {"mwe", REL_FIXED}};
  for (size_t i = 0; i < sizeof MAP / sizeof *MAP; i++) if (!strcmp(MAP[i].from, s)) return MAP[i].to;
  for (unsigned i = 0; i < RELATION_COUNT; i++) if (!strcmp(relation_name(i), s)) return (uint8_t)i;
  return REL_DEP;
}
static uint8_t xpos_of(const char *s) { for (unsigned i = 0; i < XPOS_COUNT; i++) if (!strcmp(xpos_name(i), s)) return (uint8_t)i; return XPOS_XX; }
bool conllu_document(const char *path, const char *id, const char *text, Document *d) {
  if (!all) slurp(path);
  char key[500]; snprintf(key, sizeof key, "# newdoc id = %s\n", id);
  char *at = strstr(all, key); if (!at) return false;
  at += strlen(key);
  char *end = strstr(at, "# newdoc"); if (!end) end = all + all_len;
  uint32_t len = (uint32_t)strlen(text); document_init(d, text, len);
  Arena *a = &d->arena; uint32_t *cp = NEW_ARRAY(a, uint32_t, len + 1), n = 0;
  for (uint32_t i = 0; i <= len; i++) if ((text[i] & 0xC0) != 0x80) cp[n++] = i;
  Tokens *t = &d->tokens; uint32_t cap = len + 1;
  t->span = NEW_ARRAY(a, Span, cap); t->kind = NEW_ARRAY(a, uint8_t, cap); t->flags = NEW_ARRAY(a, uint8_t, cap); t->folded = NEW_ARRAY(a, Str, cap);
  t->hash = NEW_ARRAY(a, uint32_t, cap); t->sentence = NEW_ARRAY(a, uint32_t, cap); t->quote = NEW_ARRAY(a, uint32_t, cap); t->tag = NEW_ARRAY(a, uint8_t, cap);
  t->xpos = NEW_ARRAY(a, uint8_t, cap); t->name_label = NEW_ARRAY(a, uint8_t, cap); t->lemma = NEW_ARRAY(a, Str, cap); t->lemma_hash = NEW_ARRAY(a, uint32_t, cap);
  t->head = NEW_ARRAY(a, uint32_t, cap); t->relation = NEW_ARRAY(a, uint8_t, cap); t->mention = NEW_ARRAY(a, uint32_t, cap);
  uint32_t sent_first = 0;
  while (at < end) {
    char *nl = strchr(at, '\n'); if (!nl) nl = end;
    if (nl == at || *at == '#') {
      if (t->count > sent_first) { TokenRange r = {sent_first, t->count - sent_first}; ARRAY_PUSH(a, &d->sentences, r); sent_first = t->count; }
      at = nl + 1; continue;
    }
    char line[4000]; snprintf(line, sizeof line, "%.*s", (int)(nl - at), at); at = nl + 1;
    char *f[10]; int k = 0; for (char *p = line; k < 10;) { f[k++] = p; p = strchr(p, '\t'); if (!p) break; *p++ = 0; }
    if (k < 10) continue;
    uint32_t i = t->count++; unsigned s, e; sscanf(strstr(f[9], "TokenRange=") + 11, "%u:%u", &s, &e);
    t->span[i] = (Span){cp[s], cp[e] - cp[s]};
    char *low = NEW_ARRAY(a, char, t->span[i].len + 4); Str raw = document_text(d, t->span[i]);
    uint32_t m = 0; for (uint32_t j = 0; j < raw.len; j++) { if ((unsigned char)raw.bytes[j] == 0xE2 && j + 2 < raw.len && (unsigned char)raw.bytes[j+1] == 0x80) { unsigned char c = (unsigned char)raw.bytes[j+2]; low[m++] = c >= 0x9C && c <= 0x9D ? '"' : c >= 0x98 && c <= 0x99 ? '\'' : '-'; j += 2; } else low[m++] = (char)tolower((unsigned char)raw.bytes[j]); }
    t->folded[i] = (Str){low, m}; t->hash[i] = str_hash(t->folded[i]);
    char *lem = NEW_ARRAY(a, char, strlen(f[2]) + 1); strcpy(lem, f[2]); t->lemma[i] = (Str){lem, (uint32_t)strlen(lem)};
    char lo[300]; snprintf(lo, sizeof lo, "%.*s", 299, lem); for (char *p = lo; *p; p++) *p = (char)tolower((unsigned char)*p);
    t->lemma_hash[i] = str_hash((Str){lo, (uint32_t)strlen(lo)});
    t->xpos[i] = xpos_of(f[4]); t->tag[i] = f[4][0] == 'V' ? UPOS_VERB : UPOS_NOUN; t->sentence[i] = d->sentences.count;
    unsigned h = (unsigned)atoi(f[6]); t->head[i] = h ? sent_first + h - 1 : NONE; t->relation[i] = rel_of(f[7]);
    if (f[7][0] == 'n' && !strcmp(f[7], "nmod")) t->relation[i] = 200; /* settled below */
    t->name_label[i] = strstr(f[9], "NER=PERSON") ? NAME_I_PER : strstr(f[9], "NER=ORG") ? NAME_I_ORG : strstr(f[9], "NER=LOC") ? NAME_I_LOC : NAME_O;
    t->quote[i] = NONE; t->mention[i] = NONE;
    uint32_t prev = i ? span_end(t->span[i - 1]) : 0; unsigned lines = 0; for (uint32_t j = prev; j < t->span[i].start; j++) lines += text[j] == '\n';
    t->flags[i] = (uint8_t)((lines > 1 || !i ? TOKEN_PARAGRAPH_BEFORE : 0) | (isupper((unsigned char)raw.bytes[0]) ? TOKEN_CAPITALISED : 0));
  }
  if (t->count > sent_first) { TokenRange r = {sent_first, t->count - sent_first}; ARRAY_PUSH(a, &d->sentences, r); }
  uint32_t open = NONE;
  for (uint32_t i = 0; i < t->count; i++) {
    if (t->relation[i] == 200) t->relation[i] = t->head[i] != NONE && t->tag[t->head[i]] == UPOS_VERB ? REL_OBL : REL_NMOD;
    if (t->flags[i] & TOKEN_PARAGRAPH_BEFORE) open = NONE;
    bool mark = t->folded[i].bytes[0] == '"' && t->folded[i].len == 1;
    if (mark && open == NONE) { Quote q = {{i, 1}, NONE, false, false}; open = d->quotes.count; ARRAY_PUSH(a, &d->quotes, q); t->quote[i] = open; }
    else { t->quote[i] = open; if (open != NONE) d->quotes.items[open].range.count++; if (mark) open = NONE; }
  }
  return true;
}
