#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh PROGRAM: runs each recipe of README.md ("<!-- recipe NAME -->" and the block below it) on
# made-up news, and compares with one plain run. PYTHON names a Python with duckdb and pyspark.
case $1 in /*) program=$1 ;; *) program=$PWD/$1 ;; esac
readme=$(cd "$(dirname "$0")/../.." && pwd)/README.md
python=${PYTHON:-python3} failed=0
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 2
PATH=$(dirname "$program"):$PATH

awk 'BEGIN { for (i = 1; i <= 400; i++) {
  who = i % 3 ? "The mayor of Oldport" : "The Norland government"; what = i % 2 ? "hiding a leak" : "spying on him"
  printf "{\"id\": %d, \"date\": \"2024-05-31\", \"text\": \"%s accused the harbour company on Monday of %s. The company denied it.\"}\n", i, who, what } }' > news.ndjson
allege --from ndjson -f ndjson < news.ndjson > wanted.ndjson || exit 2

recipe() { awk -v name="<!-- recipe $1 -->" '$0 == name { found = 1; next } found && /^```/ { if (inside) exit; inside = 1; next } inside' "$readme"; }
result() { printf '%-24s %s\n' "recipe $1" "$2"; [ "$2" = "as the plain run" ] || [ "${2#left out}" != "$2" ] || failed=1; }
compare() { if cmp -s "$2" wanted.ndjson; then result "$1" "as the plain run"; else result "$1" "DIFFERS"; fi; }

if command -v parallel > /dev/null; then
  recipe parallel > parallel.sh
  sh parallel.sh; compare parallel reports.ndjson
else result parallel "left out: GNU parallel is missing"
fi

cp wanted.ndjson reports.ndjson
if "$python" -c 'import duckdb' 2> /dev/null; then
  recipe duckdb > duck.py
  "$python" duck.py > table
  "$python" - > counts <<'END'
import collections, json
claims = (claim for line in open("wanted.ndjson") for claim in json.loads(line)["claims"])
name = lambda parties: parties[0]["name"] if parties else None
rows = collections.Counter((name(c["source"]), name(c["target"])) for c in claims if c["kind"] == "accusation")
print(len(rows), sum(rows.values()))
END
  "$python" -c 'import ast, sys
rows = [ast.literal_eval(line) for line in open("table")]
print(len(rows), sum(row[2] for row in rows))' > counted
  if [ "$(cat counts)" != "0 0" ] && cmp -s counts counted; then result duckdb "as the plain run"; else result duckdb "DIFFERS"; fi
else result duckdb "left out: the Python module duckdb is missing"
fi

if "$python" -c 'import pyspark' 2> /dev/null && command -v java > /dev/null; then
  recipe spark > spark.py
  PYSPARK_PYTHON=$(command -v "$python") "$python" spark.py > spark.log 2>&1 || grep -m3 -A3 "Caused by\|Error" spark.log
  cat reports/part-* > spark.ndjson; compare spark spark.ndjson
else result spark "left out: the Python module pyspark or Java is missing"
fi
exit $failed
