# SPDX-License-Identifier: MIT
# For the scripts of this folder: each makes files in a folder of its own and says what must hold.
#   . "$(dirname "$0")/lib.sh"
allege=${ALLEGE:?run me through run.sh}
name=$(basename "$0" .sh) checked=0 failed=0
scratch=$(mktemp -d) || exit 2
trap 'chmod -R u+rwx "$scratch"; rm -rf "$scratch"' EXIT
here=$(cd "$(dirname "$0")" && pwd)
cd "$scratch" || exit 2
LC_ALL=C; export LC_ALL
unset NO_COLOR

fail() { failed=$((failed + 1)); echo "$name: $*"; }

# exits CODE COMMAND...: runs it, output in ./out, complaints in ./err.
exits() {
  wanted=$1; shift
  checked=$((checked + 1))
  "$@" > out 2> err; code=$?
  [ "$code" = "$wanted" ] || { fail "exit $code, not $wanted: $*"; head -3 err; }
}

# holds WHAT COMMAND...: the command must succeed.
holds() {
  what=$1; shift
  checked=$((checked + 1))
  "$@" > /dev/null 2>&1 || fail "$what: $*"
}

skip() { echo "$name: left out, $*"; }
lines() { wc -l < "$1" | tr -d ' '; }

finish() {
  printf '%-24s %s checked, %s failed\n' "cli/$name" "$checked" "$failed"
  [ "$failed" = 0 ]
  exit
}

article='The mayor of Oldport accused the harbour company on Monday of hiding a fuel leak. The company denied it.'
# records COUNT: that many lines of NDJSON.
records() {
  awk -v count="$1" -v text="$article" 'BEGIN { for (i = 1; i <= count; i++)
    printf "{\"id\": %d, \"date\": \"2024-05-31\", \"text\": \"%s Report number %d.\"}\n", i, text, i }'
}
