/* SPDX-License-Identifier: MIT */
#include "report/report.h"

char *report_print(Document *document, AllegeFormat format) {
  switch (format) {
  case ALLEGE_NDJSON: return report_json(document, false);
  case ALLEGE_TEXT: return report_page(document, false);
  case ALLEGE_TEXT_COLOR: return report_page(document, true);
  case ALLEGE_CONLLU: return report_conllu(document);
  case ALLEGE_JSON: break;
  }
  return report_json(document, true);
}
