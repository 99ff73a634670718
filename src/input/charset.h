/* SPDX-License-Identifier: MIT */
/* charset.h - single-byte encodings that pages still declare. */
#ifndef CHARSET_H
#define CHARSET_H
#include "base/str.h"
#include <stddef.h>

typedef const uint16_t *Charset; /* the characters of bytes 0x80 to 0xFF */

/* NULL: not known. Latin-1 is Windows-1252, as on the Web. */
Charset charset_of_name(Str name);
Charset charset_windows_1252(void);
/* The name that <meta> or <?xml within the first bytes declares; empty: none. */
Str charset_declared(Str page);
#endif
