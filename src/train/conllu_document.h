#include "document.h"
bool conllu_document(const char *path, const char *id, const char *text, Document *d);
