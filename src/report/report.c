/* SPDX-License-Identifier: MIT */
#include "report/report.h"

char *report_print(Document *document, AllegeFormat format) {
  switch (format) {
  case ALLEGE_NDJSON: return report_json(document, false);
  case ALLEGE_TEXT: return report_page(document, false);
  case ALLEGE_TEXT_COLOR: return report_page(document, true);
  case ALLEGE_CONLLU: return report_conllu(document);
  case ALLEGE_CSV: return report_csv(document, false);
  case ALLEGE_CSV_EVENTS: return report_csv(document, true);
  case ALLEGE_PLOVER: return report_plover(document);
  case ALLEGE_JSON: break;
  }
  return report_json(document, true);
}

const char *allege_format_header(AllegeFormat format) {
  if (format != ALLEGE_CSV && format != ALLEGE_CSV_EVENTS) return "";
  return report_csv_header(format == ALLEGE_CSV_EVENTS);
}
