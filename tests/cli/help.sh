#!/bin/sh
# SPDX-License-Identifier: MIT
# Help, manual page and completions: all from one table, none lacks an option.
. "$(dirname "$0")/lib.sh"
exits 0 "$allege" --help; mv out help
exits 0 "$allege" -h; holds "-h fits one screen" test "$(lines out)" -le 24
holds "-h has examples" grep -q '^Examples' out
holds "help is 80 columns wide" sh -c '! grep -q "^.\{81\}" help out'
exits 0 "$allege" --man; mv out man
for shell in bash zsh fish; do exits 0 "$allege" --completions $shell; mv out $shell; done
options=$(sed -n 's/^OPTION([A-Z_]*, [^,]*, "\([a-z-]*\)".*/\1/p' "$here/../../src/cli/options.list")
bare=$(sed -n '/^OPTION/{N;s/\n/ /;/CMD_BARE\|CMD_BATCH\|CMD_READS\|CMD_ALL/s/^OPTION([A-Z_]*, [^,]*, "\([a-z-]*\)".*/\1/p}' "$here/../../src/cli/options.list")
[ "$(echo "$options" | wc -l)" -gt 20 ] || fail "the option table is not understood"
for option in $options; do
  holds "man has --$option" grep -q -- "$(printf '%s' "--$option" | sed 's/-/\\\\-/g')\\\\fR" man
  holds "bash has --$option" grep -q -- "--$option[ )]" bash
  holds "zsh has --$option" grep -q -- "--$option[=[]" zsh
  holds "fish has --$option" grep -q -- "-l $option " fish
done
for option in $bare; do holds "--help has --$option" grep -q -- "--$option\( \|\$\)" help; done
for code in 0 1 2 3 4; do
  holds "--help has exit code $code" grep -q "^  $code  " help
  holds "man has exit code $code" grep -q "^\.B $code$" man
done
holds "bash takes its completions" bash -n bash
command -v zsh > /dev/null && holds "zsh takes its" zsh -n zsh
command -v fish > /dev/null && holds "fish takes its" fish -n fish
command -v man > /dev/null && holds "man finds no fault" sh -c 'test -z "$(man --warnings -l man 2>&1 > /dev/null)"'
holds "man has its headings" sh -c '! grep -q "(null)\|^.SH *$" man'
for command in check explain diff schema; do
  exits 0 "$allege" $command -h;     holds "$command -h fits one screen" test "$(lines out)" -le 24
  exits 0 "$allege" $command --help; holds "$command --help is 80 columns wide" sh -c '! grep -q "^.\{81\}" out'
  holds "no heading over nothing" sh -c '! grep -A1 ":$" out | grep -qx ""'
done
# What bash offers behind words: complete WORD...
offered() { bash -c '. ./bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _allege; echo "${COMPREPLY[@]}"' x "$@"; }
if command -v bash > /dev/null; then
  holds "bash offers formats of reports" test "$(offered allege -f csv)" = "csv csv-events"
  holds "bash offers formats of findings" test "$(offered allege check -f sa)" = sarif
  holds "bash offers only options of the command" test "$(offered allege --base)$(offered allege check --baseline-)" = --baseline-update
  holds "bash offers commands" test "$(offered allege che)" = check
fi
if command -v fish > /dev/null; then
  holds "fish offers formats of findings" sh -c 'fish -c "source ./fish; complete -C \"allege check -f sa\"" | grep -q "^sarif"'
fi
exits 2 "$allege" --rules x;     holds "whose option it is" grep -q -- '--rules is an option of allege check' err
exits 2 "$allege" check --resume x; holds "whose option it is" grep -q -- '--resume is an option of allege$' err
exits 2 "$allege" --wat;         holds "no far-fetched guess" sh -c '! grep -q "did you mean" err'
exits 2 "$allege" -j 2.5
exits 2 "$allege" -j -1
exits 2 "$allege" --max-bytes 1e3
exits 2 "$allege" --formt json;  holds "did you mean --format" grep -q "did you mean '--format'" err
exits 2 "$allege" -f jsno;       holds "did you mean json" grep -q "did you mean 'json'" err
exits 2 "$allege" --show clams;  holds "one line" test "$(lines err)" = 1
exits 2 "$allege" -Z
exits 2 "$allege" -o
exits 2 "$allege" --strict=yes
exits 2 "$allege" -j many
exits 0 "$allege" --version;     holds "the version" grep -q '^allege [0-9]' out
exits 4 sh -c '"$0" --help > /dev/full' "$allege"
echo "$article" > -f; exits 0 "$allege" -q -- -f
exits 0 "$allege" -qfndjson -j2 ./-f
finish
