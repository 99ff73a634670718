#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Unpack the word vectors of a spaCy model wheel for train_grammar.

    vectors.py WHEEL OUT

OUT: "WORDVEC1", uint32 rows, width, words; rows * width floats; then for each word
uint32 row, uint32 length and its bytes (lower case), most trusted spelling first.
"""
import json
import struct
import sys
import zipfile

MASK = (1 << 64) - 1


def murmur64(key, seed=1):
    """MurmurHash64A, the hash of spaCy's string store."""
    m, r = 0xC6A4A7935BD1E995, 47
    h = seed ^ (len(key) * m & MASK)
    whole = len(key) // 8 * 8
    for (k,) in struct.iter_unpack("<Q", key[:whole]):
        k = k * m & MASK
        k ^= k >> r
        h = (h ^ (k * m & MASK)) * m & MASK
    tail = key[whole:]
    if tail:
        h = (h ^ int.from_bytes(tail, "little")) * m & MASK
    h ^= h >> r
    h = h * m & MASK
    return h ^ (h >> r)


def unpack_map(data):
    """A msgpack map of unsigned integers."""
    at, out = 5, {}
    count = struct.unpack_from(">I", data, 1)[0]

    def number(at):
        kind = data[at]
        if kind < 0x80:
            return kind, at + 1
        size = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}[kind]
        return int.from_bytes(data[at + 1:at + 1 + size], "big"), at + 1 + size
    for _ in range(count):
        key, at = number(at)
        out[key], at = number(at)
    return out


def main():
    wheel, path = sys.argv[1:]
    with zipfile.ZipFile(wheel) as z:
        name = {n.rsplit("/", 1)[1]: n for n in z.namelist() if "/vocab/" in n}
        strings = json.loads(z.read(name["strings.json"]))
        rows = unpack_map(z.read(name["key2row"]))
        vectors = z.read(name["vectors"])[128:]
    count, width = len(vectors) // 1200, 300
    best = {}
    for word in strings:
        if not word or any(c.isspace() for c in word) or len(word) > 40:
            continue
        row = rows.get(murmur64(word.encode()))
        if row is None:
            continue
        folded = word.lower()
        rank = 0 if word == folded else 1 if word == folded.capitalize() else 2
        if folded not in best or rank < best[folded][0]:
            best[folded] = (rank, row)
    with open(path, "wb") as out:
        out.write(b"WORDVEC1" + struct.pack("<III", count, width, len(best)) + vectors)
        for word, (_, row) in sorted(best.items()):
            form = word.encode()
            out.write(struct.pack("<II", row, len(form)) + form)


if __name__ == "__main__":
    main()
