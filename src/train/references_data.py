#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Texts with mentions whose referent is known, for train_references.

    references_data.py GUM.conllu CLAIMS.jsonl REFERENCES.jsonl DESCRIPTIONS.jsonl > OUT

Each text: "D id", "Y date", "T bytes" and the text, then a line a mention,
"M start end chain names": byte offsets (of the head word in GUM, of the party in CLAIMS),
the chain, or "-" for what is no actor, and the names of the chain with "|" between them.
An "M" mention that finds no referent is somebody new; an "S" mention then teaches nothing.
An "L" mention is one of DESCRIPTIONS (labels.py): descriptions that the text before them left
open, and whom they mean, if the article names it anywhere.
In texts of kind "gum" and "all" every description or pronoun that means a named actor is labelled;
REFERENCES (labels.py) are such texts, and what CLAIMS says of them is added.
"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "accuracy"))
import coreference  # noqa: E402


def emit(name, date, text, kind, rows):
    data = text.encode()
    at = [0]
    for c in text:
        at.append(at[-1] + len(c.encode()))
    sys.stdout.write(f"D {name} {kind}\nY {date or '-'}\nT {len(data)}\n{text}\n")
    for mark, start, end, chain, names in rows:
        names = "|".join(" ".join(n.split()).replace("|", " ") for n in sorted(names))
        sys.stdout.write(f"{mark} {at[start]} {at[end]} {chain} {names}\n")


def gum(path):
    coreference.KINDS = {"person", "organization", "place"}
    for name, text, mentions in coreference.documents(path):
        named = {}
        for m in mentions:
            if m["form"] == "name":
                named.setdefault(m["chain"], set()).add(text[m["core"][0]:m["core"][1]])
        emit(name, None, text, "gum", [("M", *m["head"], m["chain"], named.get(m["chain"], ())) for m in mentions])


def parties(article):
    """Mentions of the sources and targets of its claims as rows, and the chains of names."""
    rows, chains = set(), {}
    for claim in article["claims"]:
        for party in claim["source"] + claim["target"]:
            chain = chains.setdefault(party["name"], len(chains) + 1)
            itself = coreference.same(party["text"], party["name"])
            rows.add(("M" if itself else "S", party["start"], party["end"], chain, (party["name"],)))
    return rows, chains


def by_id(path):
    return {d["id"]: d for d in map(json.loads, open(path, encoding="utf8"))} if path else {}


def add(rows, mention, mark, chain, names):
    """A mention in the place of those that it overlaps."""
    rows = {r for r in rows if r[2] <= mention["start"] or r[1] >= mention["end"]}
    rows.add((mark, mention["start"], mention["end"], chain, tuple(names)))
    return rows


def describe(rows, chains, article):
    """The descriptions of an article of which it is known whom they mean."""
    for number, mention in enumerate(article["references"]):
        nobody = mention["names"] == ["-"]
        alone = mention["names"] if len(mention["names"]) == 1 and not nobody else ()
        chain = f"nobody-{number}" if nobody else chains.setdefault("|".join(mention["names"]), len(chains) + 1)
        rows = add(rows, mention, "L", chain, alone)
    return rows


def claims(path, references, descriptions):
    annotated, described = by_id(references), by_id(descriptions)
    for article in map(json.loads, open(path, encoding="utf8")):
        rows, chains = parties(article)
        if article["id"] in described:
            rows = describe(rows, chains, described.pop(article["id"]))
        every = annotated.get(article["id"])
        for mention in every["references"] if every else []:
            alone = mention["names"] if len(mention["names"]) == 1 else ()  # several are nobody in particular
            chain = chains.setdefault("|".join(mention["names"]), len(chains) + 1)
            rows = add(rows, mention, "M", chain, alone)
        emit(article["id"], article.get("date"), article["text"], "all" if every else "claims", sorted(rows))
    for article in described.values():
        emit(article["id"], article["date"], article["text"], "claims", sorted(describe(set(), {}, article)))


if __name__ == "__main__":
    gum(sys.argv[1])
    claims(sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None, sys.argv[4] if len(sys.argv) > 4 else None)
