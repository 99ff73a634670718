#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh PROGRAM [slow]: the quick scripts of this folder, or those named slow_*.sh.
case $1 in /*) ALLEGE=$1 ;; *) ALLEGE=$PWD/$1 ;; esac
export ALLEGE
failed=0
for script in "$(dirname "$0")"/*.sh; do
  case $(basename "$script") in
    run.sh|lib.sh) continue ;;
    slow_*) [ "$2" ] || continue ;;
    *) [ "$2" ] && continue ;;
  esac
  sh "$script" || failed=1
done
exit $failed
