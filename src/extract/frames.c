/* SPDX-License-Identifier: MIT */
#include "extract/passes.h"

void find_frames(const Models *models, Document *document) { (void)models, (void)document; }
