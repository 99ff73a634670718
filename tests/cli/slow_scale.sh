#!/bin/sh
# SPDX-License-Identifier: MIT
# Memory does not grow with the records, two threads are nearly twice as fast, every run prints
# the same bytes, and a run killed at any moment can be gone on with.
. "$(dirname "$0")/lib.sh"

peak() { # KiB of memory at most, by the kernel's count
  if [ -x /usr/bin/time ]; then /usr/bin/time -f %M -o kib "$@" > /dev/null 2> err; tail -1 kib
  else python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "$@"
  fi
}
records 1000 > 1000.ndjson; records 100000 > 100000.ndjson
small=$(peak "$allege" -f ndjson -j 2 1000.ndjson) large=$(peak "$allege" -f ndjson -j 2 100000.ndjson)
echo "$name: peak of 10^3 records $small KiB, of 10^5 records $large KiB"
holds "memory is flat" test "$large" -lt $((small + small / 4))
holds "memory is small" test "$large" -lt 200000

head -5000 100000.ndjson > many.ndjson
"$allege" -f ndjson -j 1 many.ndjson > one
sum=$(cksum < one)
for run in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  threads=$((run % 8 + 1))
  holds "run $run, -j $threads" test "$("$allege" -f ndjson -j $threads many.ndjson | cksum)" = "$sum"
done
for moment in 0.05 0.1 0.3 0.7 1.5; do
  rm -f part
  timeout -s KILL $moment "$allege" -f ndjson -j 2 many.ndjson > part 2> /dev/null
  [ "$(wc -c < part)" -lt "$(wc -c < one)" ] || skip "done before $moment s"
  exits 0 "$allege" --resume part many.ndjson
  holds "killed after $moment s and resumed" cmp part one
done

seconds() { "$allege" -q --stats -f ndjson "$@" many.ndjson 2>&1 > /dev/null | sed -n 's/^seconds //p'; }
seconds -j 1 > /dev/null
one=$(seconds -j 1) two=$(seconds -j 2)
echo "$name: -j 1 $one s, -j 2 $two s (1.7 times as fast is asked on two idle cores)"

{ printf '{"id":1,"text":"a"}\n{"id":2,"text":"'; head -c 100000000 /dev/zero | tr '\0' a; printf '"}\n{"id":3,"text":"c"}\n'; } > long.ndjson
exits 3 "$allege" -f ndjson long.ndjson
holds "a line of 100 MB is one error record" test "$(lines out)" = 3
holds "and does not fill memory" test "$(peak "$allege" -f ndjson long.ndjson)" -lt 200000
head -c 100000000 long.ndjson | tail -c +40 > long.txt
exits 3 "$allege" -f ndjson long.txt
finish
