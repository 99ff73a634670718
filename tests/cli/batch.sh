#!/bin/sh
# SPDX-License-Identifier: MIT
# Folders, lists, threads, resuming: nothing lost, nothing twice, always the same order.
. "$(dirname "$0")/lib.sh"

mkdir -p news/b news/.hidden news/a-c
for file in news/b/2.txt news/b/1.md news/a.txt news/a-c/x.txt news/.hidden/no.txt 'news/two words.txt'; do
  echo "$article" > "$file"
done
paths() { sed 's/.*"path":"\([^"]*\)".*/\1/' out | tr '\n' ' '; }

exits 0 "$allege" -f ndjson news
holds "a folder's order" test "$(paths)" = "news/a-c/x.txt news/a.txt news/b/1.md news/b/2.txt news/two words.txt "
exits 0 "$allege" -f ndjson --include '*.md' news
holds "include" test "$(paths)" = "news/b/1.md "
exits 0 "$allege" -f ndjson --exclude b --exclude 'news/a-c/*' news
holds "exclude" test "$(paths)" = "news/a.txt news/two words.txt "
find news -name '*.txt' ! -path '*/.*' | sort > list
exits 0 "$allege" -f ndjson --files-from list
holds "a list" test "$(lines out)" = 4
find news -name '*.txt' -print0 > list0
exits 0 "$allege" -f ndjson -0 --files-from - < list0
holds "a list ended by NUL" test "$(lines out)" = 5
printf 'news/a.txt\nmissing.txt\nnews/b/2.txt\n' > list
exits 3 "$allege" -f ndjson --files-from list
holds "a missing file of a list has its record" test "$(paths)" = "news/a.txt missing.txt news/b/2.txt "
exits 2 "$allege" --files-from nolist
ln -s .. news/b/loop
exits 3 "$allege" -f ndjson news
holds "a loop is said" grep -q 'news/b/loop: the folder contains itself' err
holds "a loop harms nothing else" test "$(grep -vc '"status":"error"' out)" = 5
mkdir nothing
exits 0 "$allege" -f ndjson nothing
holds "an empty folder is no report" test ! -s out

records 300 > many.ndjson
"$allege" -f ndjson -j 1 many.ndjson > one 2> /dev/null
for threads in 2 3 8; do
  exits 0 "$allege" -f ndjson -j $threads many.ndjson
  holds "-j $threads prints what -j 1 prints" cmp out one
done
holds "each record once" test "$(sed 's/.*"id":\([0-9]*\),.*/\1/' one | sort -n | uniq | wc -l)" = 300

# Interrupted after some lines and in the middle of one.
for cut in 0 1 5000 5001 100000; do
  head -c $cut one > part
  exits 0 "$allege" --resume part many.ndjson
  holds "resumed at $cut equals the whole" cmp part one
done
exits 0 "$allege" --resume part many.ndjson
holds "nothing left to do" cmp part one
exits 0 "$allege" --resume fresh -o fresh many.ndjson
holds "resume begins a file" cmp fresh one
tail -200 many.ndjson > other.ndjson
exits 2 "$allege" --resume part other.ndjson
holds "the reports of other inputs are left alone" cmp part one
exits 2 "$allege" --resume part -f json many.ndjson

mkdir one-folder 'other "folder"'; echo "$article" > one-folder/a.txt; echo "$article" > 'other "folder"/a.txt'
for cut in 0 1 2; do
  "$allege" -f ndjson missing.txt 'other "folder"' > all 2> /dev/null
  head -$cut all > part
  exits 3 "$allege" --resume part missing.txt 'other "folder"'
  holds "reports of files, resumed after $cut" cmp part all
done
"$allege" -f ndjson one-folder > part; cp part kept
exits 2 "$allege" --resume part 'other "folder"'
holds "a file of the same name elsewhere is another" cmp part kept
"$allege" -f ndjson no-folder/b.txt > part 2> /dev/null
exits 2 "$allege" --resume part b.txt

# Killed without warning, then gone on with.
"$allege" -f ndjson -j 2 many.ndjson > killed 2> /dev/null & job=$!
kill -9 $job; wait $job 2> /dev/null
exits 0 "$allege" --resume killed many.ndjson
holds "killed and resumed equals the whole" cmp killed one

# A growing pipe gives each report before the next record comes.
mkfifo growing
"$allege" -f ndjson < growing > grown 2> /dev/null & job=$!
exec 3> growing
for i in 1 2; do
  records 1 >&3
  tries=0
  while [ "$(lines grown)" -lt $i ] && [ $tries -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
  holds "report $i came at once" test "$(lines grown)" = $i
done
exec 3>&-
wait $job
finish
