#!/bin/sh
# Every C file is laid out as .clang-format says. `make format` does it.
command -v clang-format >/dev/null || { echo "format: skipped, there is no clang-format"; exit 0; }
find src include tests -name '*.[ch]' | sort | xargs clang-format --dry-run --Werror 2>&1 | grep -E 'error:' | sort -u -t: -k1,1 | {
  failed=0
  while read -r line; do echo "$line"; failed=1; done
  exit $failed
}
