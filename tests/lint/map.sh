#!/bin/sh
# Every file of src is in src/README.md, and every file of data in data/README.md.
failed=0
for file in $(find src -name '*.[chS]' -o -name '*.list' | sed 's|^src/||' | sort); do
  stem=${file%.*} kind=${file##*.}
  if grep -qF "| $file" src/README.md || grep -qE "[| ,]$file([ ,|]|\$)" src/README.md; then continue; fi
  # "folder/name.h .c" stands for both.
  [ "$kind" = c ] && grep -qE "$stem\.h .*\.c( |,|\$)" src/README.md && continue
  echo "src/README.md lacks $file"; failed=1
done
for file in $(cd data && ls | grep -v README.md); do
  grep -qF "$file" data/README.md || { echo "data/README.md lacks $file"; failed=1; }
done
exit $failed
