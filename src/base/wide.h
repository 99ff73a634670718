/* SPDX-License-Identifier: MIT */
/* wide.h - WIDE before a function: compiled once more for wider registers, chosen at run time.
 * For static functions: clang 14 gives others another name.
 * Not under ThreadSanitizer, which is not ready when the choice is made.
 * wide_registers() is for functions that choose by hand. */
#ifndef WIDE_H
#define WIDE_H

typedef enum { WIDE_PLAIN, WIDE_AVX2, WIDE_VNNI } WideRegisters; /* VNNI: of 512 bits */

static inline WideRegisters wide_registers(void) {
#if defined(__x86_64__) && defined(__GNUC__)
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")) return WIDE_VNNI;
  if (__builtin_cpu_supports("avx2")) return WIDE_AVX2;
#endif
  return WIDE_PLAIN;
}

#if defined(__x86_64__) && defined(__GNUC__) && defined(__gnu_linux__) &&                          \
    !defined(__SANITIZE_THREAD__)
#define WIDE __attribute__((target_clones("default", "sse4.1", "avx2")))
#else
#define WIDE
#endif
#endif
