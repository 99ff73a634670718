#!/bin/sh
# Every TSV list: first line a comment that names the columns, every row with as many, sorted by key.
LC_ALL=C; export LC_ALL
failed=0
for file in data/*.tsv; do
  head -1 "$file" | grep -q '^#' || { echo "$file: the first line names no columns"; failed=1; }
  grep -n "$(printf '\r')\| $" "$file" | head -3 | sed "s|^|$file: blank at the end: |"
  grep -v '^#' "$file" | awk -F '\t' -v file="$file" '
    /^$/ { next }
    $1 < before { printf "%s: \"%s\" stands after \"%s\"\n", file, $1, before; bad = 1; exit }
    { before = $1 }
    END { exit bad }' || failed=1
  iconv -f UTF-8 -t UTF-8 "$file" > /dev/null 2>&1 || { echo "$file: not UTF-8"; failed=1; }
done
exit $failed
