/* SPDX-License-Identifier: MIT */
/* Any bytes as an article, through every pass and printer. */
#include "allege.h"
#include <stdint.h>
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static AllegeEngine *engine;
  if (!engine) engine = allege_engine_open(NULL, NULL);
  AllegeArticle article = {.text = (const char *)data, .len = size, .published = "2024-05-31"};
  AllegeReport *report = allege_analyze(engine, &article, NULL);
  for (int format = ALLEGE_JSON; report && format <= ALLEGE_TEXT_COLOR; format++)
    allege_report_print(report, (AllegeFormat)format);
  allege_report_free(report);
  return 0;
}
