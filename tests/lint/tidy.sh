#!/bin/sh
# clang-tidy finds nothing in any C file of src. DEEP=1 adds the static analyzer, which takes minutes.
command -v clang-tidy >/dev/null || { echo "tidy: skipped, there is no clang-tidy"; exit 0; }
checks='-*,bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions'
checks="$checks,-bugprone-implicit-widening-of-multiplication-result,-bugprone-assignment-in-if-condition"
checks="$checks,-bugprone-branch-clone,-bugprone-macro-parentheses,-bugprone-sizeof-expression,-bugprone-signed-char-misuse"
checks="$checks,-bugprone-suspicious-string-compare,-bugprone-not-null-terminated-result"
[ "${DEEP:-}" ] && checks="$checks,clang-analyzer-*,-clang-analyzer-security.insecureAPI.*,-clang-analyzer-valist.Uninitialized"
find src -name '*.c' | sort | xargs -P 2 -n 8 sh -c '
  clang-tidy --quiet --warnings-as-errors="*" -checks="$0" "$@" -- -std=c11 -D_GNU_SOURCE -Iinclude -Isrc 2>/dev/null
' "$checks"
