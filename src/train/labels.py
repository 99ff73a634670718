#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Our own annotations put back onto the articles that they were made on.

    labels.py claims LABELS.tsv ARTICLES.ndjson ... > OUT.jsonl
    labels.py references LABELS.tsv ARTICLES.ndjson ... > OUT.jsonl

ARTICLES are NDJSON or TimeML (.tml, its id the last two parts of the path). The files in labels/
hold no text: an article is named by its id, a stretch of it by code points
"start-end", a party by its mention and, if that is another, the name that is meant. OUT has the
form of claims-train.jsonl; with "references" it has {"id", "text", "references": [{"start",
"end", "names"}]} a line. Articles in which nothing was found stand in LABELS with "-" alone.
"""
import html
import json
import re
import sys


def articles_of(path):
    with open(path, encoding="utf8") as lines:
        if not path.endswith(".tml"):
            yield from map(json.loads, lines)
            return
        markup = lines.read()
    text = re.search(r"<TEXT>(.*?)</TEXT>", markup, re.S).group(1)
    date = re.search(r'<DCT>.*?value="(\d{4}-?\d\d-?\d\d)', markup, re.S)
    yield {"id": "/".join(path.split("/")[-2:]), "date": date and date.group(1),
           "text": html.unescape(re.sub(r"<[^>]+>", "", text)).strip()}


def span(text, item):
    start, end = map(int, item.split("-"))
    return {"text": text[start:end], "start": start, "end": end}


def parties(text, cell):
    found = []
    for item in cell.split("|") if cell else []:
        where, _, name = item.partition("=")
        mention = span(text, where)
        found.append({**mention, "name": name or mention["text"]})
    return found


def claim(text, cells):
    kind, explicit, cue, source, target, content = cells
    return {"kind": kind, "explicit": explicit == "explicit", "cue": span(text, cue),
            "source": parties(text, source), "target": parties(text, target),
            "content": span(text, content) if content else None}


def reference(text, cells):
    where, names = cells
    return {**span(text, where), "names": names.split("|")}


def main():
    what, labels, *articles = sys.argv[1:]
    read = {"claims": claim, "references": reference}[what]
    rows = {}
    with open(labels, encoding="utf8") as lines:
        for line in lines:
            if not line.startswith("#"):
                article, *cells = line.rstrip("\n").split("\t")
                rows.setdefault(article, []).extend([cells] if cells != ["-"] else [])
    for path in articles:
        for d in articles_of(path):
            if d["id"] in rows:
                found = [read(d["text"], cells) for cells in rows.pop(d["id"])]
                print(json.dumps({"id": d["id"], "date": d["date"], "text": d["text"],
                                  "origin": "annotated", what: found}))
    if rows:
        sys.exit(f"labels.py: {labels}: no article {next(iter(rows))!r}")


if __name__ == "__main__":
    main()
