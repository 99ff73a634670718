#!/bin/sh
# SPDX-License-Identifier: MIT
# check, explain, diff and schema: findings, gates, formats, baselines.
. "$(dirname "$0")/lib.sh"
cat > unanswered.txt <<'END'
The police chief of Paris accused Peter Hammond on Monday of stealing
the town's "savings" & more.
END
cat > denied.txt <<'END'
France accused Peter Hammond of stealing the savings. Peter Hammond denied the accusation.
END
echo 'The sun rose over Paris at seven.' > quiet.txt

exits 1 "$allege" check unanswered.txt
holds "place of a finding" grep -q '^unanswered.txt:1:27: warning: .*Peter Hammond.*\[unanswered-accusation\]$' out
exits 0 "$allege" check --fail-on error unanswered.txt
exits 0 "$allege" check --fail-on never unanswered.txt
exits 0 "$allege" check quiet.txt
exits 0 "$allege" check --fail-on warning denied.txt
exits 3 "$allege" check quiet.txt missing.txt
exits 2 "$allege" check --rules missing.json quiet.txt
exits 2 "$allege" check --fail-on sometimes quiet.txt
exits 2 "$allege" check -f json quiet.txt
exits 4 "$allege" check -o /dev/full unanswered.txt

# rules
echo '{"rules": [{"rule": "match", "id": "theft", "accused": "hammond", "severity": "error"}]}' > rules.json
exits 1 "$allege" check --rules rules.json unanswered.txt
holds "own rule" grep -q 'error: .*\[theft\]' out
printf 'Mesut \303\226zil accused \303\211lodie Kov\303\241cs of fraud.\n' > letters.txt
printf '{"rules": [{"rule": "match", "accuser": "\303\266ZIL", "accused": "e\314\201lodie KOV\303\201", "content": "FRAUD"}]}' > letters.json
exits 1 "$allege" check --rules letters.json letters.txt # in any case, also composed otherwise
echo '{"rules": [{"rule": "match", "accuser": "ozil"}]}' > other.json
exits 0 "$allege" check --rules other.json letters.txt
echo '{"rules": [{"rule": "match", "accused": "Nobody"}]}' > other.json
exits 0 "$allege" check --rules other.json unanswered.txt
echo '{"rules": []}' > none.json
exits 0 "$allege" check --rules none.json unanswered.txt
for wrong in '' '[]' '{"rules": 1}' '{"rules": [1]}' '{"rules": [{"rule": "nonsense"}]}' '{"rules": [' \
    '{"rules": [{"rule": "match", "severity": "bad"}]}' '{"rules": [{"rule": "match", "min-confidence": 2}]}' \
    '{"rules": [{"rule": "match", "category": "jaywalking"}]}' '{"rules": [{"rule": "match", "kind": "Denial"}]}'; do
  printf '%s' "$wrong" > wrong.json
  exits 2 "$allege" check --rules wrong.json quiet.txt
  holds "one line of complaint" test "$(lines err)" = 1
done

# what the reports take over is UTF-8, a byte order mark is no part of it
for option in rules expect baseline; do
  printf '{\n"must": [{"accuser": "Fran\347ois"}]}' > wrong.json
  exits 2 "$allege" check --$option wrong.json quiet.txt
  holds "$option: which line" sh -c 'grep -q "wrong.json, line 2: not UTF-8" err && test "$(wc -l < err)" = 1'
done
{ printf '\357\273\277'; cat rules.json; } > marked.json
exits 1 "$allege" check --rules marked.json unanswered.txt
holds "the rule behind a mark" grep -q 'error: .*\[theft\]' out

# expectations
echo '{"must": [{"kind": "accusation", "accused": "Hammond"}], "must-not": [{"accuser": "Hammond"}], "counts": {"accusation": [1, 2]}}' > yes.json
exits 1 "$allege" check --rules none.json --expect yes.json unanswered.txt quiet.txt denied.txt # Hammond denies
echo '{"must": [{"kind": "accusation", "accused": "Hammond"}], "counts": {"accusation": 1, "threat": 0}}' > met.json
exits 0 "$allege" check --rules none.json --expect met.json unanswered.txt
echo '{"must": [{"accused": "Nobody"}], "counts": {"accusation": 7}}' > unmet.json
exits 1 "$allege" check --rules none.json --expect unmet.json unanswered.txt
holds "both failures" test "$(grep -c expectation out)" = 2
for wrong in '{"must-not": [{"kind": "accusaton"}]}' '{"must-not": [{"category": "corupt"}]}' \
    '{"must": [{"accuser": "NATO"}, {"kind": ""}]}' '{"counts": {"accusation": [4, 2]}}' '{"mustard": []}'; do
  printf '%s' "$wrong" > wrong.json
  exits 2 "$allege" check --expect wrong.json quiet.txt
  holds "one line of complaint" test "$(lines err)" = 1
done
echo '{"must": [{"accuser": "NATO"}, {"kind": "accusaton"}]}' > typo.json
exits 2 "$allege" check --expect typo.json quiet.txt
holds "which expectation" grep -q 'typo.json: must 2: no such kind of claim' err

# a baseline holds words, no places
exits 0 "$allege" check --baseline base.json --baseline-update unanswered.txt
holds "no path in the baseline" sh -c '! grep -q unanswered.txt base.json'
exits 0 "$allege" check --baseline base.json unanswered.txt
{ printf 'A new first line\n\n'; cat unanswered.txt; } > moved.txt
exits 0 "$allege" check --baseline base.json moved.txt
exits 0 "$allege" check --baseline base.json -f ndjson moved.txt
holds "marked, not dropped" grep -q '"suppressed":true' out
cp base.json old.json
exits 3 "$allege" check --baseline base.json --baseline-update missing.txt quiet.txt
holds "an input that failed keeps what was accepted of it" cmp base.json old.json
holds "which is said, beside the failure" test "$(grep -c 'base.json is left as it was' err) $(lines err)" = "1 2"
exits 3 "$allege" check --baseline new.json --baseline-update missing.txt quiet.txt
holds "no half a baseline" test ! -e new.json
exits 2 "$allege" check --baseline wrong.json quiet.txt
exits 2 "$allege" check --baseline-update quiet.txt

# formats, also empty, all at once
for input in unanswered.txt quiet.txt; do
  "$allege" check -f sarif:o.sarif -f junit:o.xml -f github:o.github -f ndjson:o.ndjson -f text:o.text $input
  holds "SARIF is JSON" python3 -c 'import json; r = json.load(open("o.sarif")); assert r["version"] == "2.1.0" and r["runs"][0]["columnKind"] == "unicodeCodePoints"'
  holds "JUnit is XML" python3 -c 'import xml.dom.minidom as x; x.parse("o.xml")'
  holds "NDJSON is JSON" python3 -c 'import json; [json.loads(l) for l in open("o.ndjson")]'
done
holds "GitHub is empty" test ! -s o.github
exits 1 "$allege" check -f github unanswered.txt
holds "GitHub annotation" grep -q '^::warning title=unanswered-accusation,file=unanswered.txt,line=1,col=27,' out

# Inputs that could not be read stand in each format; names of files may hold anything.
printf '{"text": "The police chief of Paris accused Peter Hammond of theft."}\nbroken\n' > half.ndjson
odd=$(printf 'odd, 100%%: <\351> "&"\n.txt'); cp unanswered.txt "$odd"; cp unanswered.txt "$scratch/whole.txt"
exits 3 "$allege" check -f sarif:f.sarif -f junit:f.xml -f github:f.github -f ndjson:f.ndjson -f text:f.text \
  missing.txt half.ndjson "$odd" "$scratch/whole.txt" quiet.txt
holds "JUnit counts them" grep -q 'errors="2"' f.xml
holds "GitHub is told" grep -q '^::error title=failed input,file=half.ndjson,line=2::not JSON' f.github
holds "GitHub names stay one line" test "$(grep -vc '^::' f.github)" = 0
holds "NDJSON has them" test "$(grep -c '^{"rule":null,' f.ndjson)" = 2
holds "text counts them" grep -q '; 2 inputs failed$' f.text
holds "SARIF escapes" grep -q '"uri":"odd,%20100%25%3A%20%3C%E9%3E%20%22&%22%0A.txt"' f.sarif
holds "SARIF has whole paths as file URIs" grep -q '"uri":"file:///.*/whole.txt"' f.sarif
holds "JUnit is XML" python3 -c 'import xml.dom.minidom as x; x.parse("f.xml")'
holds "NDJSON is JSON" python3 -c 'import json; [json.loads(l) for l in open("f.ndjson", encoding="utf8")]'
control=$(printf 'a\033[31m\302\233\n.txt'); cp unanswered.txt "$control"
exits 1 "$allege" check "$control"; holds "a terminal gets no control characters" grep -q '^a?\[31m??.txt:1:27: ' out
exits 3 "$allege" -f text "${control}x"; holds "nor of failures" grep -qx 'error: a?\[31m??.txtx: No such.*' out
holds "nor on standard error" grep -q '^allege: a?\[31m??.txtx: No such' err
printf 'Norland accused Sudria of \302\233spying\302\240on \033 it.' > c1.txt
exits 0 "$allege" -f text c1.txt; holds "nor of the text" grep -q 'of ?spying.*on ? it' out
"$allege" check -f sarif:e.sarif nothing-here.txt 2> /dev/null
"$allege" check -f sarif:u.sarif --baseline base.json --expect unmet.json - < unanswered.txt 2> /dev/null
if python3 -c 'import jsonschema' 2> /dev/null; then
  for run in o e f u; do
    holds "$run.sarif follows the schema of SARIF 2.1.0" python3 -c '
import json, jsonschema, sys
schema = json.load(open(sys.argv[1]))
jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(json.load(open(sys.argv[2])))' \
      "$here/../schema/sarif-schema-2.1.0.json" $run.sarif
  done
else skip "SARIF against its schema: there is no python3-jsonschema"; fi

# check warns of what it read, like the bare form
printf 'Before\0after.\n' > nul.txt
exits 0 "$allege" check nul.txt; holds "NUL is said" grep -q 'nul.txt: it holds NUL' err
exits 0 "$allege" check -q nul.txt; holds "or not, if quiet" test ! -s err
exits 3 "$allege" check --strict nul.txt
exits 0 "$allege" check --stats quiet.txt; holds "figures" grep -q '^records 1$' err

# The sample articles, as CI checks them; nothing found must fail.
exits 0 "$allege" check --fail-on error --expect "$here/samples.json" --include '*.txt' "$here/../golden"
exits 1 "$allege" check --fail-on error --expect "$here/samples.json" --min-confidence 1 --include '*.txt' "$here/../golden"

# explain
exits 0 "$allege" explain unanswered.txt
holds "explains the cue" grep -q 'cue *"accused"' out
holds "explains the way to the source" grep -q 'source .*; accused nsubj ' out
exits 0 "$allege" explain unanswered.txt:2
holds "only that line" test ! -s out
exits 3 "$allege" explain missing.txt
exits 3 "$allege" explain missing.txt unanswered.txt; holds "the next one is explained" test -s out
cp unanswered.txt kept.txt
for operand in kept.txt kept.txt:1 ./kept.txt; do
  exits 2 "$allege" explain -o kept.txt quiet.txt "$operand"
  holds "says why" grep -q 'kept.txt is read as an article and written' err
  holds "the article is as it was" cmp unanswered.txt kept.txt
done
mkdir both; cp unanswered.txt both/a.txt
exits 0 "$allege" explain -o both/b.txt both; cp both/b.txt once
exits 0 "$allege" explain -o both/b.txt both; holds "in a folder, what it writes is no article" cmp once both/b.txt
exits 0 "$allege" explain - < unanswered.txt; holds "standard input" test -s out
exits 0 "$allege" explain < unanswered.txt; holds "also without a name" test -s out

# of NDJSON, the line is that of the file, as check names it; of other files, one of the text
words=$(cat denied.txt)
printf '{"text": "%s"}\n{"text": "A quiet day.\\n%s"}\nbroken\n{"text": "%s"}\n' "$words" "$words" "$words" > rows.ndjson
exits 0 "$allege" explain rows.ndjson:2
holds "the second record, whole" sh -c 'grep -q "^line 2: c1 accusation" out && ! grep -v "^line 2: \|^  " out'
exits 0 "$allege" explain rows.ndjson:1; holds "only the first" test "$(grep -c ' accusation,' out)" = 1
exits 3 "$allege" explain rows.ndjson:3; holds "a broken line is said when it is meant" grep -q 'rows.ndjson:3: not JSON' err
for none in rows.ndjson:9 unanswered.txt:4; do
  exits 3 "$allege" explain $none; holds "no such line" grep -qx "allege: ${none%:*}: there is no line ${none#*:}, or it is blank" err
done
exits 0 "$allege" explain quiet.txt:1; holds "a line without claims" test ! -s err
exits 0 "$allege" explain --from ndjson -- -:4 < rows.ndjson; holds "of standard input" grep -q '^line 4: ' out
exits 3 "$allege" explain rows.ndjson; holds "all are named by their lines" grep -q '^line 4: ' out
{ echo 'A quiet day.'; cat denied.txt; } > second.txt
exits 0 "$allege" explain second.txt:2; holds "a line of the text" grep -q '^line 2: c1 accusation' out

# diff
"$allege" -f ndjson unanswered.txt quiet.txt > a.ndjson
exits 0 "$allege" diff a.ndjson a.ndjson
holds "nothing to say" test ! -s out
sed 's/"kind":"accusation"/"kind":"criticism"/' a.ndjson > b.ndjson
exits 1 "$allege" diff a.ndjson b.ndjson
holds "gone and new" sh -c 'grep -q ": - accusation: " out && grep -q ": + criticism: " out'
head -1 a.ndjson > c.ndjson
exits 1 "$allege" diff a.ndjson c.ndjson
exits 2 "$allege" diff a.ndjson
exits 3 "$allege" diff a.ndjson missing.ndjson
echo nonsense > broken.ndjson
exits 3 "$allege" diff a.ndjson broken.ndjson
sed 's/"status":"asserted"/"status":"negated"/g' a.ndjson > b.ndjson
exits 1 "$allege" diff a.ndjson b.ndjson
holds "another status" sh -c 'grep -q ": - accusation: .*[^)]$" out && grep -q ": + accusation: .* (negated)$" out'
cp quiet.txt late.txt; "$allege" -f ndjson late.txt > a.ndjson
rm late.txt; "$allege" -f ndjson late.txt > b.ndjson 2> err
exits 1 "$allege" diff a.ndjson b.ndjson
holds "a failure" grep -q '"late.txt": + the article failed: No such file' out
exits 1 "$allege" diff b.ndjson a.ndjson
holds "a failure no more" grep -q '"late.txt": - the article failed: No such file' out
exits 0 "$allege" diff b.ndjson b.ndjson
exits 1 "$allege" diff c.ndjson b.ndjson
holds "a failure of one run only" grep -q '"late.txt": + the article failed: No such file' out

# schema
exits 0 "$allege" schema
cp out schema.json
exits 2 "$allege" schema extra
if python3 -c 'import jsonschema' 2> /dev/null; then
  "$allege" -f ndjson unanswered.txt denied.txt quiet.txt missing.txt "$here"/../golden/*.txt > r.ndjson 2> /dev/null
  holds "reports follow the schema" python3 -c '
import json, jsonschema
check = jsonschema.Draft202012Validator(json.load(open("schema.json")))
for line in open("r.ndjson", encoding="utf8"): check.validate(json.loads(line))'
else skip "validation: there is no python3-jsonschema"; fi
finish
