#!/bin/sh
# SPDX-License-Identifier: MIT
# README.md does what it says: its example, every line of its shell blocks, its rules.
. "$(dirname "$0")/lib.sh"
readme=$here/../../README.md
PATH=$(dirname "$allege"):$PATH
# block LANGUAGE HEADING N: the Nth block of that language under the heading.
block() { awk -v fence="\`\`\`$1" -v heading="## $2" -v wanted="$3" '
  /^## / && !inside { under = $0 == heading }
  $0 == "```" { inside = 0; next }
  $0 == fence { inside = under || heading == "## "; count += inside; next }
  inside && count == wanted' "$readme"; }

block console "" 1 > example
awk '/^\$ / { command = 1; sub(/^\$ /, "") } command { print; if (!/\|$/) exit }' example > example.sh
mkdir build; ln -s "$allege" build/allege
exits 0 sh example.sh
awk 'shown { print } !/\|$/ { shown = 1 }' example > wanted
echo >> wanted # a blank line ends the report
holds "the example" diff wanted out

mkdir news articles
{ yes "" | head -11; echo "$article"; } > article.txt; cp article.txt sample.txt
echo "# $article" > news/a.md; cp article.txt news/b.txt; cp article.txt articles/a.txt
echo "<!doctype html><p>$article" > page.html
records 20 > news.ndjson; cp news.ndjson feed.ndjson
"$allege" -f ndjson news.ndjson > before.ndjson; cp before.ndjson after.ndjson
block json "In CI" 1 > rules.json; block json "In CI" 2 > claims.json
curl() { cat page.html; }
tail() { cat feed.ndjson; }
each_line() { # runs each line of ./lines; its exit code is 0, or one of those named
  while read -r line; do
    checked=$((checked + 1))
    eval "$line" > out 2> err < /dev/null; code=$?
    case " 0 $* " in *" $code "*) ;; *) fail "exit $code: $line"; head -3 err ;; esac
  done < lines
}
block sh "Command line" 1 > lines; [ "$(lines lines)" -gt 5 ] || fail "no command lines are found"
each_line
block sh "In CI" 1 > lines; [ "$(lines lines)" -gt 5 ] || fail "no lines for CI are found"
each_line 1
finish
