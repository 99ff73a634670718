#!/bin/sh
# SPDX-License-Identifier: MIT
# Where reports go, and what they look like there.
. "$(dirname "$0")/lib.sh"
echo "$article" > a.txt
records 40 > many.ndjson

exits 0 "$allege" -f ndjson:r.ndjson -f conllu:r.conllu -f text a.txt
holds "ndjson in its file" grep -q '^{"schema":"allege/1"' r.ndjson
holds "conllu in its file" grep -q '^# sent_id = 1' r.conllu
holds "text on standard output" test -s out
exits 2 "$allege" -f ndjson -f text a.txt
exits 2 "$allege" -f ndjson:x -o y a.txt
exits 2 "$allege" -f nonsense a.txt
mkdir sub; echo old > there; ln -s there other
one_file() {
  exits 2 "$allege" "$@"
  holds "one line about one file" sh -c 'test "$(wc -l < err)" = 1 && grep -q "two formats for one file" err'
}
one_file -f json:new -f text:new a.txt
one_file -f ndjson:new -f text -o ./new a.txt
one_file -f json:x.json -f ndjson:sub/../new -f csv:"$PWD/new" a.txt
one_file -f json:there -f text:other a.txt
one_file check -f sarif:new -f junit:new a.txt
holds "nothing is written" sh -c 'test ! -e new && test ! -e x.json && grep -qx old there'
exits 0 "$allege" -f json:new -f text:sub/new -f ndjson:there a.txt
exits 0 "$allege" -f json:/dev/null -f text:/dev/null a.txt

printf 'Norland\tcountry\tNOR\n' > own.tsv; echo a.txt > list; echo '{"rules": []}' > rules.json; echo '{"findings": []}' > known
for option in --actors=own.tsv --files-from=list; do
  file=${option#*=}; cp "$file" before
  exits 2 "$allege" "$option" -o "$PWD/$file" a.txt; holds "$file is as it was" cmp "$file" before
done
for option in --rules=rules.json --expect=rules.json --baseline=known; do
  file=${option#*=}; cp "$file" before
  exits 2 "$allege" check "$option" -f "text:./$file" a.txt; holds "$file is as it was" cmp "$file" before
  holds "$file is named" grep -q "/$file is read and written by the same run" err
done
echo a.txt | "$allege" --files-from - -f ndjson -o list2; holds "a list from standard input is no file" test -s list2

echo old > o.ndjson; chmod 640 o.ndjson
exits 0 "$allege" -f ndjson -o o.ndjson a.txt
holds "-o replaces" grep -q schema o.ndjson
holds "-o keeps the mode" test "$(stat -c %a o.ndjson)" = 640
holds "-o leaves no rest" test "$(ls -A | grep -c XXXXXX)$(ls -A | grep -c '^\.o')" = 00
ln -s o.ndjson link; exits 0 "$allege" -f ndjson -o link many.ndjson
holds "-o writes through a link" test -L link -a "$(lines o.ndjson)" = 40
exits 3 "$allege" -f ndjson -o o.ndjson missing.txt a.txt
holds "-o is complete when an input fails" test "$(lines o.ndjson)" = 2
exits 4 "$allege" -f ndjson -o /dev/full a.txt
exits 4 "$allege" -f ndjson:/dev/full -f text:t a.txt
mkfifo silent; exec 3<> silent
echo old > o.ndjson
timeout --preserve-status -s INT 0.2 "$allege" -f ndjson --from ndjson -o o.ndjson < silent 2> err; code=$?
[ $code = 130 ] || fail "SIGINT gave $code"
holds "SIGINT leaves the old file" grep -qx old o.ndjson
holds "SIGINT leaves no rest" test "$(ls -A | grep -c '^\.o')" = 0
exec 3>&-

exits 0 "$allege" -f text --color always a.txt; holds "colour when asked for" grep -q "$(printf '\033')" out
exits 0 "$allege" -f text a.txt;                holds "no colour in a file" sh -c '! grep -q "$(printf "\033")" out'
exits 0 "$allege" -f json --color always a.txt; holds "no colour in JSON" sh -c '! grep -q "$(printf "\033")" out'
if script -qec 'test -t 1' /dev/null < /dev/null > /dev/null 2>&1; then # a terminal
  terminal() { script -qec "$1" /dev/null < /dev/null > out 2>&1; }
  TERM=xterm terminal "$allege -f text a.txt"; holds "colour on a terminal" grep -q "$(printf '\033')\[1m" out
  TERM=dumb terminal "$allege -f text a.txt";  holds "none on a dumb one" sh -c '! grep -q "$(printf "\033")" out'
  NO_COLOR=1 TERM=xterm terminal "$allege -f text a.txt"; holds "none with NO_COLOR" sh -c '! grep -q "$(printf "\033")" out'
else skip "script(1) is missing: colour on a terminal"
fi
exits 0 "$allege" --stats -f ndjson many.ndjson
holds "stats" grep -q '^records 40$' err
exits 0 "$allege" -q -f ndjson many.ndjson
holds "no progress where no terminal is" test ! -s err

printf 'Müller “beschuldigt” 😀 the mayor of Oldport accused Norland of spying.\n' > wide.txt
cat > slices.py <<'END'
import json, sys
unit, text = sys.argv[1], open("wide.txt", encoding="utf8", newline="").read()
size = {"codepoints": 4, "bytes": 1, "utf16": 2}[unit]
name = {"codepoints": "utf-32-le", "bytes": "utf-8", "utf16": "utf-16-le"}[unit]
units, seen = text.encode(name), 0
def walk(item):
    global seen
    if isinstance(item, dict) and "text" in item and "start" in item:
        seen += 1
        assert units[size * item["start"]:size * item["end"]].decode(name) == item["text"], item
    for child in item.values() if isinstance(item, dict) else item if isinstance(item, list) else ():
        walk(child)
walk(json.load(open("out")))
assert seen > 2
END
for unit in codepoints bytes utf16; do
  exits 0 "$allege" --offsets $unit -f ndjson wide.txt
  command -v python3 > /dev/null && holds "texts stand where $unit say" python3 slices.py $unit
done
"$allege" -f ndjson a.txt | grep -q '"kind":"accusation"' || fail "nothing to leave out"
for layer in claims dating events summary; do
  exits 0 "$allege" --min-confidence 1 --stop-after $layer -f ndjson a.txt
  holds "unsure claims are left out after $layer" grep -q '"claims":\[\]' out
done
printf '{"id": "a\\"b\\u00e9\\u0000\\/", "text": "%s"}\n' "$article" > id.ndjson
for format in csv csv-events; do
  exits 0 "$allege" -f $format id.ndjson
  holds "$format: an id is decoded" grep -q "^\"a\"\"bé$(printf '\032')/\",\"id.ndjson\"," out
done
exits 2 "$allege" --offsets words wide.txt
exits 2 "$allege" --min-confidence 2 a.txt
exits 0 "$allege" --min-confidence 1 -f ndjson a.txt
exits 0 "$allege" --show text wide.txt; holds "the text itself" cmp out wide.txt
exits 2 "$allege" --show nonsense a.txt
exits 2 "$allege" --stop-after nonsense a.txt
exits 0 "$allege" --stop-after tokens --show heads a.txt; holds "no heads yet" test ! -s out
exits 0 "$allege" --stop-after sentences --show tags a.txt; holds "no tags yet" test ! -s out
exits 2 "$allege" --data /no/such/folder a.txt
mkdir -p data/abbreviations.tsv
exits 2 "$allege" --data data a.txt; holds "a folder is no list" grep -qx 'allege: cannot read data/abbreviations.tsv: Is a directory' err
finish
