/* SPDX-License-Identifier: MIT */
/* builtin.S - every file of data/, as bytes inside the program; each from a cache line on, so that
 * the length of one does not move the rows of the next across lines. */
#ifdef __APPLE__
#define SYMBOL(name) _##name
    .const_data
#else
#define SYMBOL(name) name
    .section .rodata
#endif
#define BUILTIN(name, path)       \
    .balign 64                   ;\
    .globl SYMBOL(name)          ;\
    .globl SYMBOL(name##_end)    ;\
SYMBOL(name):                    ;\
    .incbin path                 ;\
SYMBOL(name##_end):              ;\
    .byte 0

#include "model/builtin.list"

#ifdef __ELF__
    .section .note.GNU-stack, "", %progbits
#endif
