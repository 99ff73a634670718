#!/bin/sh
# run.sh BENCH SHARED: time the passes over 300 articles of SHARED/data/news, else over the
# sample articles of tests/golden.
bench=$1 news=$2/data/news/news.ndjson
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
if [ -r "$news" ]; then
  python3 - "$news" "$folder" <<'PYTHON'
import json, sys
for number, line in zip(range(300), open(sys.argv[1], encoding="utf8")):
    with open(f"{sys.argv[2]}/{number:03}.txt", "w", encoding="utf8", newline="") as file:
        file.write(json.loads(line)["text"])
PYTHON
else
  cp "$(dirname "$0")"/../golden/*.txt "$folder"
fi
"$bench" "$folder"/*.txt
