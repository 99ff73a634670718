/* SPDX-License-Identifier: MIT */
/* wide.h - WIDE before a function: compiled once more for wider registers, chosen at run time.
 * For static functions: clang 14 gives others another name.
 * Not under ThreadSanitizer, which is not ready when the choice is made. */
#ifndef WIDE_H
#define WIDE_H
#if defined(__x86_64__) && defined(__GNUC__) && defined(__gnu_linux__) &&                          \
    !defined(__SANITIZE_THREAD__)
#define WIDE __attribute__((target_clones("default", "sse4.1", "avx2")))
#else
#define WIDE
#endif
#endif
