#!/bin/sh
# Every file of src is in src/README.md ("folder/name.h .c" stands for both), and every file of
# data in data/README.md.
failed=0
for file in $(find src -name '*.[chS]' -o -name '*.list' | sed 's|^src/||' | sort); do
  stem=$(basename "${file%.*}") ending=${file##*.}
  grep -qE "(^\|.*[ ,/])$stem\.($ending|[chS] \.$ending|[chS] [^|]*\.$ending)" src/README.md ||
    { echo "src/README.md lacks $file"; failed=1; }
done
for file in $(cd data && ls | grep -v README.md); do
  grep -qF "$file" data/README.md || { echo "data/README.md lacks $file"; failed=1; }
done
exit $failed
