/* SPDX-License-Identifier: MIT */
/* engine.h - what stands behind a report, for the program's own commands and for tests. */
#ifndef ENGINE_H
#define ENGINE_H
#include "allege.h"
#include "document.h"

Document *report_document(AllegeReport *report); /* owned by the report */
#endif
