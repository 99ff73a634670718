#!/bin/sh
# SPDX-License-Identifier: MIT
# Every format under every condition: the exit code, and the output of the inputs that are well.
. "$(dirname "$0")/lib.sh"

echo "$article" > good.txt
echo "$article" > other.txt
: > empty.txt
printf 'Before\0after. %s\n' "$article" > nul.txt
printf '\357\273\277%s\n' "$article" > bom.txt
gzip -c good.txt > good.txt.gz
records 200 | gzip | head -c 600 > torn.ndjson.gz
head -c 30 good.txt.gz > torn.txt.gz
records 10 | sed '7s/"text"/text/' > broken.ndjson
records 10 > ten.ndjson
records 2000 > many.ndjson
mkdir folder locked; cp good.txt folder/a.txt; cp good.txt locked/a.txt
head -c 3000 /dev/urandom > random.txt

mkfifo silent; exec 3<> silent # a pipe in which nothing ever comes, and which never ends

# A folder that may not be read; root may read all, so it becomes somebody else.
locked() {
  can=yes
  if [ "$(id -u)" != 0 ]; then
    chmod 0 locked
    exits 3 "$allege" "$@"
    chmod 755 locked
  elif command -v setpriv > /dev/null && chmod 755 . && chmod 700 locked && setpriv --reuid=65534 --clear-groups test -x "$allege"; then
    exits 3 setpriv --reuid=65534 --clear-groups "$allege" "$@"
  else can=no; skip "unreadable folder: this is root"
  fi
}
locked_is_said() { [ $can = no ] || grep -q 'locked: Permission denied' err; }

for format in json ndjson text conllu csv csv-events plover; do
  run() { "$allege" -f "$format" "$@"; }
  exits 0 run good.txt;               cp out good.out
  exits 0 run - < good.txt
  exits 0 run good.txt other.txt;     [ "$(wc -c < out)" -gt "$(wc -c < good.out)" ] || fail "$format: two inputs, one report"
  exits 0 run good.txt.gz
  exits 0 run folder
  exits 0 run empty.txt;              holds "$format: empty is said" grep -q empty.txt err
  exits 0 run nul.txt;                holds "$format: NUL is said" grep -q nul.txt err
  exits 0 run bom.txt;                holds "$format: BOM is silent" test ! -s err
  exits 0 run random.txt;             holds "$format: one line about random bytes" test "$(lines err)" = 1
  exits 0 run ten.ndjson
  exits 3 run missing.txt good.txt;   holds "$format: missing is said" grep -q 'missing.txt: No such file' err
  tail -c "$(wc -c < good.out | tr -d ' ')" out | cmp -s - good.out || fail "$format: a missing file harmed the next"
  exits 3 run torn.txt.gz good.txt;   holds "$format: torn gzip is said" grep -q 'torn.txt.gz: the gzip data end' err
  tail -c "$(wc -c < good.out | tr -d ' ')" out | cmp -s - good.out || fail "$format: a torn gzip harmed the next"
  exits 3 run torn.ndjson.gz;         holds "$format: one line about it" test "$(lines err)" = 1
  exits 3 run broken.ndjson;          holds "$format: its line is said" grep -q 'broken.ndjson:7: not JSON' err
  holds "$format: one line about it" test "$(lines err)" = 1
  exits 2 run --no-such-option good.txt
  exits 4 sh -c '"$0" -f "$1" good.txt > /dev/full' "$allege" "$format"
  exits 4 sh -c '"$0" -f "$1" many.ndjson > /dev/full' "$allege" "$format"
  exits 4 sh -c '"$0" -f "$1" good.txt >&-' "$allege" "$format"
  holds "$format: closed stdout is said" grep -q 'cannot write standard output' err
  exits 3 sh -c '"$0" -f "$1" <&-' "$allege" "$format"
  exits 4 run -o no/such/folder/x good.txt
  ( "$allege" -f "$format" -j 1 many.ndjson; echo $? > code ) 2> err | head -c 10 > /dev/null
  [ "$(cat code)" = 141 ] || fail "$format: a reader that closes early: $(cat code), not SIGPIPE"
  timeout --preserve-status -s INT 0.2 "$allege" -f "$format" < silent > out 2> err; code=$?
  [ $code = 130 ] || fail "$format: SIGINT gave $code, not its death"
  locked -f "$format" locked good.txt; holds "$format: locked is said" locked_is_said
done

# The same conditions for check, whose output stands at the end.
echo 'The police chief of Paris accused Peter Hammond of stealing the savings.' > found.txt
holds_format() { # is ./out well-formed?
  case $format in
    sarif) python3 -c 'import json; assert json.load(open("out"))["runs"][0]["results"] is not None' ;;
    ndjson) python3 -c 'import json; [json.loads(line) for line in open("out", encoding="utf8")]' ;;
    junit) python3 -c 'import xml.dom.minidom as x; x.parse("out")' ;;
    github) ! grep -v '^::' out ;;
    text) tail -1 out | grep -q ' articles: ' ;;
  esac
}
for format in text sarif junit github ndjson; do
  run() { "$allege" check -f "$format" "$@"; }
  exits 1 run found.txt;              holds "check $format is well-formed" holds_format
  exits 1 run - < found.txt
  gzip -c found.txt > found.txt.gz
  exits 1 run found.txt.gz
  exits 0 run --fail-on never found.txt
  exits 0 run folder;                 holds "check $format is well-formed" holds_format
  exits 0 run empty.txt;              holds "check $format: empty is said" grep -q empty.txt err
  exits 0 run nul.txt;                holds "check $format: NUL is said" grep -q nul.txt err
  exits 0 run bom.txt;                holds "check $format: BOM is silent" test ! -s err
  exits 0 run random.txt;             holds "check $format: one line about random bytes" test "$(lines err)" = 1
  exits 3 run missing.txt found.txt;  holds "check $format: missing is said" grep -q 'missing.txt: No such file' err
  holds "check $format is well-formed" holds_format
  holds "check $format: a missing file harms nothing" grep -q Hammond out
  exits 3 run torn.txt.gz found.txt;  holds "check $format: a torn gzip harms nothing" grep -q Hammond out
  exits 3 run torn.ndjson.gz;         holds "check $format: one line about it" test "$(lines err)" = 1
  exits 3 run broken.ndjson;          holds "check $format: its line is said" grep -q 'broken.ndjson:7: not JSON' err
  holds "check $format is well-formed" holds_format
  exits 2 run --no-such-option found.txt
  locked check -f "$format" locked found.txt; holds "check $format: locked is said" locked_is_said
  exits 4 sh -c '"$0" check -f "$1" found.txt > /dev/full' "$allege" "$format"
  exits 4 sh -c '"$0" check -f "$1" found.txt >&-' "$allege" "$format"
  exits 3 sh -c '"$0" check -f "$1" <&-' "$allege" "$format"
  exits 4 run -o no/such/folder/x found.txt
  ( "$allege" check -f "$format" found.txt many.ndjson; echo $? > code ) 2> err | true
  [ "$(cat code)" = 141 ] || fail "check $format: a reader that closes early: $(cat code), not SIGPIPE"
  echo old > kept
  timeout --preserve-status -s INT 0.2 "$allege" check -f "$format:kept" < silent > out 2> err; code=$?
  [ $code = 130 ] || fail "check $format: SIGINT gave $code, not its death"
  holds "check $format: SIGINT leaves the old file" grep -qx old kept
done

exits 3 "$allege" -f ndjson broken.ndjson
holds "one record in, one out" test "$(lines out)" = 10
holds "the seventh is an error" sh -c 'sed -n 7p out | grep -q "\"status\":\"error\",\"article\":{\"id\":7,.*\"line\":7,\"reason\":\"not JSON"'
holds "only one is" test "$(grep -c '"status":"error"' out)" = 1
exits 3 "$allege" -f ndjson torn.ndjson.gz
holds "what came before the tear is there" test "$(lines out)" -gt 1
holds "the tear is an error record" sh -c 'tail -1 out | grep -q "\"status\":\"error\""'
exits 0 "$allege" -f ndjson nul.txt
holds "NUL is UTF-8" grep -q '"warnings":\["it holds NUL bytes, read as U+001A"\]' out
exits 3 "$allege" --strict -f ndjson nul.txt good.txt
holds "a warning is an error when strict" sh -c 'head -1 out | grep -q "\"status\":\"error\""'

# A disk, or the limit of a file's size, that is full in the middle; a tail behind gzip data.
echo old > kept
exits 4 sh -c 'ulimit -f 20; "$0" -f ndjson -o kept many.ndjson' "$allege"
holds "a full file leaves the old one" grep -qx old kept
holds "and no rest" test "$(ls -A | grep -c '^\.kept')" = 0
{ cat good.txt.gz; echo junk; } > tail.gz
exits 3 "$allege" -f ndjson tail.gz; holds "a tail is said" grep -q 'something stands behind' err
{ cat good.txt.gz; head -c 100 /dev/zero; } > padded.gz
exits 0 "$allege" -f ndjson padded.gz
cat good.txt.gz good.txt.gz > twice.gz
exits 0 "$allege" --show text twice.gz; holds "gzip members follow" test "$(lines out)" = 2
mkdir links; ln -s nowhere links/broken.md; cp good.txt links/a.txt
exits 0 "$allege" -f ndjson --include '*.txt' links
exits 3 "$allege" -f ndjson links; holds "a broken link is said" grep -q 'links/broken.md: No such file' err
finish
