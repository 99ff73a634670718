/* SPDX-License-Identifier: MIT */
#include "extract/attribution.h"
#include "extract/passes.h"

void find_statements(const Models *models, Document *document) { (void)models, (void)document; }
