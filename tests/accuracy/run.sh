#!/bin/sh
# run.sh PROGRAM SHARED [CROSS]: measure on the development sets of SHARED and hold every figure
# against its floor in floor.tsv. Floors are raised by hand, never lowered. Of claims also: what
# their confidence is worth (CROSS: cross-validated reports of train_claims), the worst articles.
program=$1 shared=$2 cross=$3 folder=$(dirname "$0")
if [ ! -x "$shared/tools/scoreboard" ]; then
  echo "accuracy: skipped, there is no $shared"
  exit 0
fi
figures=$(mktemp) || exit 2
trap 'rm -f "$figures"' EXIT
"$shared/tools/scoreboard" --allege "$program" > "$figures" || exit 1
python3 "$folder/coreference.py" "$shared/data/ud/gum-dev.conllu" "$program" --figures >> "$figures" || exit 1
cat "$figures"
python3 "$folder/claims.py" "$shared" "$program" "$cross" || exit 1
awk -F '\t' -v figures="$figures" '
  BEGIN { while ((getline line < figures) > 0) { split(line, part, " +"); now[part[1]] = part[2] } }
  /^#/ || NF < 2 { next }
  {
    lower_is_better = $1 ~ /(traps_fooled|times_wc|wrong)$/
    if (!($1 in now)) { print "accuracy: " $1 " was not measured"; failed++ }
    else if (lower_is_better ? now[$1] > $2 : now[$1] < $2) {
      print "accuracy: " $1 " is " now[$1] ", its floor is " $2; failed++
    } else held++
  }
  END { printf "accuracy: %d passed, %d failed\n", held, failed; exit failed > 0 }
' "$folder/floor.tsv"
