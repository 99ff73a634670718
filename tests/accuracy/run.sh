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

# below PATTERN: the figures that are named so and miss their floors, a line each.
below() {
  awk -F '\t' -v figures="$figures" -v pattern="$1" '
    BEGIN { while ((getline line < figures) > 0) { split(line, part, " +"); now[part[1]] = part[2] } }
    /^#/ || NF < 2 || $1 !~ pattern { next }
    {
      lower_is_better = $1 ~ /(traps_fooled|times_wc|wrong)$/
      if (!($1 in now)) print "accuracy: " $1 " was not measured"
      else if (lower_is_better ? now[$1] > $2 : now[$1] < $2)
        print "accuracy: " $1 " is " now[$1] ", its floor is " $2
    }' "$folder/floor.tsv"
}

"$shared/tools/scoreboard" --allege "$program" > "$figures" || exit 1
python3 "$folder/coreference.py" "$shared/data/ud/gum-dev.conllu" "$program" --figures >> "$figures" || exit 1
# Other work on the machine makes the program look slow, and nothing makes it look fast: of speed
# the last of up to four measurements counts.
for _ in 2 3 4; do
  [ -z "$(below '^speed[.]')" ] && break
  below '^speed[.]' | sed 's/$/: measured again/'
  "$shared/tools/scoreboard" speed --allege "$program" >> "$figures" || exit 1
done
cat "$figures"
python3 "$folder/claims.py" "$shared" "$program" "$cross" || exit 1
below . || exit 1
failed=$(below . | wc -l) all=$(grep -vc '^#' "$folder/floor.tsv")
echo "accuracy: $((all - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
