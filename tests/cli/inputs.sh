#!/bin/sh
# SPDX-License-Identifier: MIT
# What is read: encodings, JSON records, gzip, HTML, Markdown.
. "$(dirname "$0")/lib.sh"
text() { "$allege" --show text "$@" 2> err; }

printf 'Fran\347ois \223accused\224 the mayor \205 \200 5.\n' > cp1252.txt
text cp1252.txt > out
holds "Windows-1252" grep -q 'François “accused” the mayor … € 5' out
exits 0 "$allege" -f ndjson cp1252.txt
holds "said in the report" grep -q 'read as Windows-1252' out
holds "and on standard error" grep -q 'cp1252.txt: not valid UTF-8' err
printf '“%s” — he said\342\200' "$article" > cut.txt; text cut.txt > out
holds "UTF-8 cut within a character" grep -q '^“.*” — he said��$' out
exits 0 "$allege" -f ndjson cut.txt
holds "said in the report" grep -q '"warnings":\["not valid UTF-8 throughout, ' out
holds "and on standard error" grep -q 'cut.txt: not valid UTF-8 throughout' err
exits 3 "$allege" --strict -f ndjson cut.txt
printf '{"text": "“a” é \377"}\n' | text --from ndjson > out; holds "and in a record" grep -qx '“a” é �' out
latin=$(printf 'd\351/caf\351.txt') utf8=$(printf 'd\351/caf\303\251.txt')
mkdir "${latin%/*}"; echo Hello. > "$latin"; echo Hello. > "$utf8"
for file in "$latin" "$utf8"; do
  exits 0 "$allege" -f ndjson "$file"; holds "a name that is no UTF-8" grep -q '"id":"café.txt","path":"dé/café.txt"' out
done
exits 3 "$allege" -f ndjson "${latin}x"; holds "nor in errors" grep -q '"id":"café.txtx","path":"dé/café.txtx"' out
holds "but as it stands on the disk" grep -qF "${latin}x: " err
printf '\377\376H\0i\0.\0\n\0' > utf16.txt; text utf16.txt > out
holds "UTF-16 with its mark" grep -q '^.*Hi\.$' out
printf 'One line.\r\nAnother.\r\n' > crlf.txt; text crlf.txt > out; holds "CRLF stays" cmp out crlf.txt
printf '\357\273\277A mark.\n' > bom.txt; text bom.txt > out; holds "BOM stays" cmp out bom.txt

id_of() { printf '{"id":%s,"text":"Hello."}\n' "$1" | "$allege" --from ndjson -f ndjson | grep -qF "\"article\":{\"id\":$1,\"path\":"; }
for id in 1 1.0 -0 1e400 12345678901234567890123 true null '"a\u0000b\u00e9\/"' '[1, {"a":  2}]' '{"x":"é"}' '""'; do
  holds "id $id byte for byte" id_of "$id"
done
printf '\357\273\277{"id":1,"text":"a \\"b\\" \\u00e9 \\ud83d\\ude00 \\ud800 \\n/"}\r\n\n  \n{"text":"b"}' > r.ndjson
exits 0 "$allege" -f ndjson r.ndjson; holds "blank lines are no records" test "$(lines out)" = 2
text r.ndjson > out; holds "escapes" grep -q 'a "b" é 😀 � ' out
echo '{"nr":7,"body":"Hello.","head":"A title","day":"May 31, 2024"}' > f.jsonl
exits 0 "$allege" -f ndjson --id-field nr --text-field body --title-field head --date-field day f.jsonl
holds "renamed fields" grep -q '"id":7,"path":"f.jsonl","title":"A title","published":"2024-05-31"' out
exits 3 "$allege" f.jsonl; holds "no text" grep -q 'f.jsonl:1: no text field' err
for bad in '{"text":"a"' '{"text":"a"} x' '["text"]' '{"text":1}' '{"text":"a",}' '{"text":"\x"}' "{'text':1}" '{"text":"a","n":01}' '{"text":"a","n":nul}'; do
  checked=$((checked + 1))
  printf '%s\n' "$bad" | "$allege" --from ndjson -f ndjson > out 2> err && fail "taken: $bad"
  [ "$(lines out)$(lines err)" = 11 ] || fail "not one record and one line: $bad"
done
printf '{\n "id": 3,\n "text": "Hello."\n}\n' > one.json
exits 0 "$allege" -f ndjson one.json; holds "a JSON file" grep -q '"id":3' out
exits 0 "$allege" -f ndjson --published '31 May 2024' one.json; holds "published" grep -q '"published":"2024-05-31"' out
exits 2 "$allege" --published 2024-02-30 one.json
head -c 3000000 /dev/zero | tr '\0' a > long.txt
exits 3 "$allege" --max-bytes 1000000 -f ndjson long.txt
{ printf '{"text":"'; head -c 5000000 /dev/zero | tr '\0' a; printf '"}\n{"id":2,"text":"b"}\n'; } > long.ndjson
exits 3 "$allege" --max-bytes 1000000 -f ndjson long.ndjson
holds "the line after one too long" sh -c 'tail -1 out | grep -q "\"id\":2"'

{ cat r.ndjson; echo; } > whole; records 3 > more; { gzip -c whole; printf '' | gzip; gzip -c more; } > members
exits 0 "$allege" --from ndjson -f ndjson members; holds "gzip by its bytes, all members" test "$(lines out)" = 5
{ gzip -c more; head -c 100 /dev/zero; } > padded.gz
exits 0 "$allege" --from ndjson -f ndjson padded.gz; holds "padding behind gzip" test "$(lines out)" = 3

cat > page.html <<'END'
<!DOCTYPE html><html><head><title>Leak at the harbour | Oldport Echo</title>
<meta property="og:title" content="Leak &amp; blame at the harbour">
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-30T08:00:00Z"}</script>
<style>p { color: red }</style></head><body>
<header><a href="/">Oldport Echo</a></header><nav><ul><li><a href="/a">Sport</a></ul></nav>
<article><h1>Leak &amp; blame at the harbour</h1><time datetime="2023-01-01">old</time>
<p>The mayor <b>accused</b> the harbour company of hiding a leak,<br>twice.</p>
<div class="social-share">Share this</div><aside>Read also: other things</aside>
<p>The company said it &#8220;knew nothing&#8221;, and that the mayor wanted to win the election.
<p><a href="/b">Another story</a><p>5 < 6, she said, although nobody had asked her for such a sum in the first place.
</article><footer>All rights reserved</footer><script>var x = "<p>no</p>";</script></body></html>
END
text page.html > out
cat > wanted <<'END'
Leak & blame at the harbour

old

The mayor accused the harbour company of hiding a leak,
twice.

The company said it “knew nothing”, and that the mayor wanted to win the election.

5 < 6, she said, although nobody had asked her for such a sum in the first place.
END
holds "the article of a page" diff wanted out
exits 0 "$allege" -f ndjson page.html
holds "title and date of a page" grep -q '"title":"Leak & blame at the harbour","published":"2024-05-30"' out
exits 0 "$allege" -f ndjson - < page.html; holds "HTML by its first bytes" grep -q '"title":"Leak' out
slowly() { for part; do printf "$part"; sleep 0.1; done; }
slowly '\357' '\273\277' '\n\n' '<!' 'doctype html><p>One word.</p>' | text > out; holds "HTML in parts" grep -qx 'One word.' out
slowly '{' ' ' '"text": "One word."}\n' | text > out; holds "NDJSON in parts" grep -qx 'One word.' out
for part in '<' '!doctype' ' html><p>One word.</p>'; do printf '%s' "$part" | gzip; done | text > out
holds "HTML in parts, each packed by itself" grep -qx 'One word.' out
printf '<!' | text > out; holds "the beginning of a page is none" grep -qx '<!' out
echo '<p>Unclosed <b>bold <i>and <nav>lost' > broken.html
exits 0 "$allege" broken.html

cat > story.md <<'END'
---
title: "Leak at the harbour"
date: 2024-05-31
---
# Leak at the *harbour*

The **mayor** accused the [harbour company](http://x.example/a_b) of
hiding\* a _leak_ ![a picture](p.png).

> A quote with `code`.

```
not read
```
- one & two &amp; three
END
text story.md > out
cat > wanted <<'END'
Leak at the harbour

The mayor accused the harbour company of
hiding* a leak .

A quote with code.

one & two & three
END
holds "the text of Markdown" diff wanted out
exits 0 "$allege" -f ndjson story.md
holds "its front matter" grep -q '"title":"Leak at the harbour","published":"2024-05-31"' out
# Fields within objects, ids of any kind, blank lines, line ends of another system.
echo '{"doc": {"nr": 7, "body": {"text": "Norland accused Sudria of spying."}}, "doc.day": "2024-05-31"}' > nested.ndjson
exits 0 "$allege" -f ndjson --text-field doc.body.text --id-field doc.nr --date-field doc.day nested.ndjson
holds "fields within objects" grep -q '"id":7,.*"published":"2024-05-31".*"cue":{"text":"accused"' out
exits 3 "$allege" -f ndjson --text-field doc.body nested.ndjson
holds "an object is no text" grep -q 'the text field is no string' out
printf '\357\273\277{"id":1,"text":"%s"}\r\n\r\n \n{"id":1,"text":"%s"}\r\n{"id":12345678901234567890.5e400,"text":"a"}\n{"id":{"a":[1]},"text":"b"}' \
  "$article" "$article" > odd.ndjson
exits 0 "$allege" -f ndjson odd.ndjson
holds "a record a line that is not blank" test "$(lines out)" = 4
holds "equal ids stay" test "$(grep -c '"id":1,' out)" = 2
holds "an id is any JSON" grep -q '"id":12345678901234567890.5e400,' out
exits 0 "$allege" diff out out; holds "equal ids differ in nothing" test ! -s out

# What the run writes is not read by it.
mkdir loop; echo "$article" > loop/a.txt
"$allege" -f ndjson loop > loop/all.ndjson; code=$?
holds "a folder without the file that is written" test "$code $(lines loop/all.ndjson)" = "0 1"
exits 0 "$allege" -f ndjson -o loop/all.ndjson loop; holds "nor the one of -o" test "$(lines loop/all.ndjson)" = 1
exits 2 "$allege" -f ndjson -o loop/a.txt loop/a.txt
holds "the article is whole" sh -c 'echo "$1" | cmp - loop/a.txt' x "$article"
echo '{"text":"a"}' > grow.ndjson
sh -c '"$1" -f ndjson grow.ndjson >> grow.ndjson' x "$allege" 2> /dev/null; holds "no endless reading" test "$(lines grow.ndjson)" = 1
sh -c '"$1" -f ndjson < grow.ndjson >> grow.ndjson' x "$allege" 2> /dev/null; holds "nor of standard input" test "$(lines grow.ndjson)" = 1
exits 2 sh -c 'echo a.txt | "$1" --files-from - -' x "$allege"
finish
