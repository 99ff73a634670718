#!/bin/sh
# SPDX-License-Identifier: MIT
# teach.sh [OUT] [DATA] - let Stanford CoreNLP analyse news that nobody annotated, to train on.
#
# Writes OUT/polnear.conllu (default: build/teacher) in today's UD English:
# FORM LEMMA UPOS XPOS HEAD DEPREL, and MISC with NER= (PERSON ORGANIZATION LOCATION MISC DATE ...)
# and SpaceAfter=No. Needs java, mvn and python3, about 1 GB of jars from Maven Central, 6 GB of
# memory and half an hour of one core. The same input gives the same output.
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
javac -cp "$jars/*" -d "$out/classes" "$here/Teach.java"

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
