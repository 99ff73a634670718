#!/bin/sh
# Each NAME.txt must print NAME.json. ACCEPT=1 writes the answers instead.
program=$1 failed=0
cd "$(dirname "$0")" || exit 2
case $program in /*) ;; *) program=../../$program ;; esac
for input in *.txt; do
  [ -e "$input" ] || continue
  expected=${input%.txt}.json
  if [ "$ACCEPT" ]; then "$program" "$input" > "$expected"
  else "$program" "$input" | diff -u "$expected" - || failed=1; fi
done
exit $failed
