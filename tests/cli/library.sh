#!/bin/sh
# SPDX-License-Identifier: MIT
# make install, and the example in allege.h's comment compiled against what was installed.
. "$(dirname "$0")/lib.sh"
root=$here/../..
build=$(dirname "$allege")
install() { env -u MAKEFLAGS -u MAKELEVEL make -s -C "$root" -o all BUILD="$build" DESTDIR="$scratch/root" PREFIX=/opt/allege "$@"; }
case $build in */san|*/tsan) skip "sanitizers"; finish ;; esac
exits 0 install install
prefix=$scratch/root/opt/allege
for file in bin/allege include/allege.h lib/liballege.a lib/liballege.so lib/pkgconfig/allege.pc share/man/man1/allege.1 \
    share/bash-completion/completions/allege share/zsh/site-functions/_allege share/fish/vendor_completions.d/allege.fish; do
  holds "installed" test -s "$prefix/$file"
done
holds "the library has its soname" sh -c "readelf -d '$prefix/lib/liballege.so' | grep -q 'SONAME.*liballege\.so\.0'"
holds "it exports nothing else" sh -c "! nm -D --defined-only '$prefix/lib/liballege.so' | grep -v ' allege_'"
{
  echo '#include <allege.h>'; echo '#include <stdio.h>'
  echo 'static int example(const char *text, size_t len) {'
  sed -n '/^ \*   /s/^ \*   \(.*;\).*/  \1/p' "$root/include/allege.h"
  echo '  return 0;'; echo '}'
  echo 'int main(void) { static const char TEXT[] = "Norland accused Sudria of spying."; return example(TEXT, sizeof TEXT - 1); }'
} > example.c
holds "the example is whole" grep -q allege_engine_close example.c
PKG_CONFIG_PATH=$prefix/lib/pkgconfig; export PKG_CONFIG_PATH
if command -v pkg-config > /dev/null; then flags() { pkg-config --define-variable=prefix="$prefix" "$@" allege; }
else flags() { skip "pkg-config is missing" >&2; echo "-I$prefix/include -L$prefix/lib -lallege"; }
fi
exits 0 cc -Wall -Werror -o shared example.c $(flags --cflags --libs)
exits 0 env LD_LIBRARY_PATH="$prefix/lib" ./shared
holds "it reports" grep -q '"schema":' out
exits 0 cc -Wall -Werror -o static example.c $(flags --cflags) "$prefix/lib/liballege.a" -lpcre2-8 -lutf8proc -lcjson -lz -lm -pthread
exits 0 ./static
sed -n '/^```c$/,/^```$/p' "$root/README.md" | grep -v '^```' > snippet
{ grep '^#include' snippet; echo '#include <stdio.h>'; echo 'int example(const char *text, size_t len);'
  echo 'int example(const char *text, size_t len) {'; grep -v '^#include' snippet; echo 'return 0; }'; } > readme.c
holds "the README's example is whole" grep -q allege_analyze readme.c
exits 0 cc -Wall -Werror -c -o readme.o readme.c $(flags --cflags)
if command -v c++ > /dev/null; then
  printf '#include <allege.h>\nint main() { return allege_version()[0] == 0; }\n' > plus.cc
  exits 0 c++ -Wall -Werror -fsyntax-only $(flags --cflags) plus.cc
fi
exits 0 install uninstall
holds "uninstalled" test "$(find "$prefix" -type f | wc -l)" = 0
finish
