/* SPDX-License-Identifier: MIT */
#include "model/hyphen.h"
#include "base/ascii.h"

static const char *const PREFIXES[] = {
    "anti",  "arch",  "bi",     "co",     "counter", "cross", "de",   "e",     "ex",
    "extra", "hyper", "infra",  "inter",  "intra",   "macro", "mega", "meta",  "micro",
    "mid",   "mini",  "multi",  "neo",    "non",     "over",  "para", "post",  "pre",
    "pro",   "proto", "pseudo", "psycho", "quasi",   "re",    "semi", "socio", "sub",
    "super", "trans", "tri",    "ultra",  "un",      "under", "uni",
};
enum { LONGEST = 8 };

bool hyphen_joins(Str before) {
  char word[LONGEST];
  if (before.len > LONGEST || before.len == 0) return false;
  for (uint32_t i = 0; i < before.len; i++) word[i] = ascii_lower(before.bytes[i]);
  for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++)
    if (str_equals((Str){PREFIXES[i], (uint32_t)strlen(PREFIXES[i])}, (Str){word, before.len}))
      return true;
  return false;
}
