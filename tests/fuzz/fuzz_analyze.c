#include "allege.h"
#include <stdint.h>
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static AllegeEngine *engine;
  if (!engine) engine = allege_engine_open(NULL, NULL);
  allege_report_free(allege_analyze(engine, &(AllegeArticle){.text = (const char *)data, .len = size}, NULL));
  return 0;
}
