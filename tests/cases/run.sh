#!/bin/sh
# Each LAYER.txt holds cases, a blank line between them: "# title", text lines, then the
# "= " lines that `allege --show LAYER` prints for that text ("|" begins a new line of the
# text that would be blank or begin with a mark). ACCEPT=1 rewrites the "= " lines.
program=$1 folder=$(dirname "$0") failed=0 count=0
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT

check_case() { # $1 layer; text and wanted are in $scratch
  count=$((count + 1))
  "$program" --show "$1" "$scratch/text" | sed 's/^/= /' > "$scratch/got"
  { cat "$scratch/title"; sed 's/^$/|/' "$scratch/text"; cat "$scratch/got"; echo; } >> "$scratch/accepted"
  cmp -s "$scratch/wanted" "$scratch/got" && return
  failed=$((failed + 1))
  echo "$1: $(head -1 "$scratch/title")"
  diff -u "$scratch/wanted" "$scratch/got" | tail -n +3
}

new_case() { : > "$scratch/title"; : > "$scratch/text"; : > "$scratch/wanted"; }

for file in "$folder"/*.txt; do
  [ -e "$file" ] || continue
  layer=$(basename "$file" .txt)
  layer=${layer%%-*} # claims-passive.txt shows claims
  : > "$scratch/accepted"
  new_case
  while IFS= read -r line || [ "$line" ]; do
    case $line in
      '') [ -s "$scratch/text" ] && check_case "$layer"; new_case ;;
      '# '*) printf '%s\n' "$line" >> "$scratch/title" ;;
      '= '*|'=') printf '%s\n' "$line" >> "$scratch/wanted" ;;
      '|'*) printf '%s\n' "${line#|}" >> "$scratch/text" ;;
      *) printf '%s\n' "$line" >> "$scratch/text" ;;
    esac
  done < "$file"
  [ -s "$scratch/text" ] && check_case "$layer"
  [ "$ACCEPT" ] && cp "$scratch/accepted" "$file"
done
echo "cases                    $count checked, $failed failed"
[ "$ACCEPT" ] || [ "$failed" = 0 ]
