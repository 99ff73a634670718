#!/bin/sh
# Files of at most 400 lines, functions of at most 60.
failed=0
for file in $(find src include tests -name '*.[ch]'); do
  awk -v file="$file" '
    FNR == 1 && !/SPDX-License-Identifier: MIT/ { print file ": no licence line on top"; bad = 1 }
    /^[a-zA-Z_].*\) \{$/ { start = FNR; name = $0 }
    /^\}$/ && start { if (FNR - start + 1 > 60) { printf "%s:%d: %d lines: %s\n", file, start, FNR - start + 1, name; bad = 1 } start = 0 }
    END { if (FNR > 400) { printf "%s: %d lines\n", file, FNR; bad = 1 } exit bad }' "$file" || failed=1
done
exit $failed
