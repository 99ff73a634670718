#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Articles with other words in them, more text for a teacher to label.

    vary.py IN.conllu VECTORS.bin SEED > OUT.ndjson

IN.conllu: of `allege --format conllu`. VECTORS.bin: of vectors.py. Some words change places with one
of their nearest neighbours by vector that has the same tag, some names with any other, the same
throughout an article. Not every text that comes out makes sense, but what the words around say about
a cue stays (Jiao et al. 2020, TinyBERT, teach a small network so).
"""
import collections
import json
import random
import struct
import sys

import numpy

from teach_parser import read_conllu

CHANCE = {"VERB": 0.35, "NOUN": 0.2, "ADJ": 0.2, "ADV": 0.2, "PROPN": 0.3}
NEAREST, LEAST_LIKE, LEAST_SEEN = 15, 0.35, 3


def read_vectors(path):
    with open(path, "rb") as file:
        data = file.read()
    rows, width, words = struct.unpack_from("<3I", data, 8)
    vectors = numpy.frombuffer(data, "<f4", rows * width, 20).reshape(rows, width)
    found, at = {}, 20 + rows * width * 4
    for _ in range(words):
        row, size = struct.unpack_from("<2I", data, at)
        found[data[at + 8:at + 8 + size].decode("utf8", "replace")] = row
        at += 8 + size
    return vectors / (numpy.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9), found


def neighbours(sentences, path):
    """Of a tag and a word in lower case: the words that may stand in its place."""
    seen = collections.Counter((r[4], r[1].lower()) for _, rows in sentences for r in rows if r[3] in CHANCE)
    vectors, row_of = read_vectors(path)
    by_tag = collections.defaultdict(list)
    for (tag, word), count in sorted(seen.items()):
        if count >= LEAST_SEEN and word in row_of and word.isalpha():
            by_tag[tag].append(word)
    found = {}
    for tag, words in by_tag.items():
        own = vectors[[row_of[word] for word in words]]
        for start in range(0, len(words), 500):
            like = own[start:start + 500] @ own.T
            best = numpy.argsort(-like, 1, kind="stable")[:, :NEAREST + 1]
            for i, (word, places) in enumerate(zip(words[start:start + 500], best)):
                found[tag, word] = [words[k] for k in places if words[k] != word and like[i, k] > LEAST_LIKE]
    return found


def in_place_of(word, other):
    return other.upper() if len(word) > 1 and word.isupper() else other.capitalize() if word[0].isupper() else other


def varied(row, near, names, renamed):
    word, kind, tag = row[1], row[3], row[4]
    if kind == "PROPN":
        if word not in renamed:
            renamed[word] = random.choice(names) if random.random() < CHANCE[kind] else word
        return renamed[word]
    others = near.get((tag, word.lower()))
    if not others or random.random() >= CHANCE.get(kind, 0):
        return word
    return in_place_of(word, random.choice(others))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    random.seed(int(sys.argv[3]))
    sentences = read_conllu(sys.argv[1])
    near = neighbours(sentences, sys.argv[2])
    names = sorted(r[1] for _, rows in sentences for r in rows if r[3] == "PROPN" and r[1].isalpha())
    articles = []
    for comments, rows in sentences:
        if not articles or any(c.startswith("# newdoc") for c in comments):
            articles.append([])
            renamed = {}
        if articles[-1]:
            articles[-1].append("\n\n" if any(c.startswith("# newpar") for c in comments) else " ")
        text, at = next(c[len("# text = "):] for c in comments if c.startswith("# text = ")), 0
        for row in rows:
            place = text.find(row[1], at)
            if place >= 0:
                articles[-1] += [text[at:place], varied(row, near, names, renamed)]
                at = place + len(row[1])
        articles[-1].append(text[at:])
    for number, parts in enumerate(articles):
        print(json.dumps({"id": str(number), "text": "".join(parts)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
