/* SPDX-License-Identifier: MIT */
/* Any bytes as a line of NDJSON. */
#include "input/ndjson.h"
#include "input/text.h"
#include <stddef.h>
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena = {0};
  Str line = text_decode((Str){(const char *)data, (uint32_t)size}, &arena).text;
  ndjson_parse(line, &DEFAULT_FIELDS, &arena);
  ndjson_string(line, &arena);
  arena_free(&arena);
  return 0;
}
