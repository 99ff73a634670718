#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Articles of our own writing with their annotations, as the trainers read them.

    written.py claims FILE ... > OUT.jsonl
    written.py references FILE ... > OUT.jsonl

A FILE holds articles; each begins with "=== DATE", then come its lines (the headline, the
paragraphs), then "--- claims" and one line a claim

    line | accusation, criticism or denial | e or i | cue | source | target | content

(explicit or implicit; the words as they stand in the article, "cue@2" is the second such words in
the line; "mention=name" where the name is another; ";" between several parties, "-" for none), then
"--- references" and, a line of the article each,

    line | mention=name; mention=name+name

in the order of the text. OUT has the form of labels.py. Anything that cannot be found in its
article is named with file and line, and the program fails.
"""
import json
import os
import re
import sys

KINDS = ("accusation", "criticism", "denial")


class Problem(Exception):
    pass


def places(text, words):
    """Where `words` stand in `text` as whole words."""
    left = r"(?<!\w)" if words[:1].isalnum() else ""
    right = r"(?!\w)" if words[-1:].isalnum() else ""
    return [m.span() for m in re.finditer(left + re.escape(words) + right, text)]


def span(text, where):
    return {"text": text[where[0]:where[1]], "start": where[0], "end": where[1]}


class Article:
    def __init__(self, identity, date):
        self.id, self.date, self.lines = identity, date, []
        self.claims, self.references = [], []

    def finish(self):
        self.text = "\n\n".join(self.lines) + "\n"

    def line(self, number):
        if not number.isdigit() or not 0 < int(number) <= len(self.lines):
            raise Problem(f"no line {number!r}")
        start = sum(len(x) + 2 for x in self.lines[:int(number) - 1])
        return start, start + len(self.lines[int(number) - 1])

    def nearest(self, words, cue, line):
        """`words` beside the cue: in its line if they stand there, not within the cue itself."""
        found = [p for p in places(self.text, words) if p[1] <= cue[0] or p[0] >= cue[1]]
        if not found:
            raise Problem(f"{words!r} is not in the article")
        away = lambda p: max(p[0] - cue[1], cue[0] - p[1])
        return min(found, key=lambda p: (not line[0] <= p[0] < line[1], away(p)))

    def parties(self, cell, cue, line):
        found = []
        for item in cell.split(";") if cell != "-" else []:
            words, _, name = (x.strip() for x in item.partition("="))
            found.append({**span(self.text, self.nearest(words, cue, line)), "name": name or words})
        return found

    def add_claim(self, cells):
        if len(cells) != 7:
            raise Problem(f"{len(cells)} fields, not 7")
        number, kind, explicit, cue, source, target, content = cells
        if kind not in KINDS or explicit not in ("e", "i"):
            raise Problem("no such kind")
        line = self.line(number)
        cue, _, which = cue.partition("@")
        found = [p for p in places(self.text, cue) if line[0] <= p[0] < line[1]]
        if len(found) < int(which or 1):
            raise Problem(f"cue {cue!r} is not in line {number}")
        if len(found) > 1 and not which:
            raise Problem(f"cue {cue!r} stands {len(found)} times in line {number}")
        at = found[int(which or 1) - 1]
        self.claims.append({
            "kind": kind, "explicit": explicit == "e", "cue": span(self.text, at),
            "source": self.parties(source, at, line), "target": self.parties(target, at, line),
            "content": None if content == "-" else span(self.text, self.nearest(content, at, line))})

    def add_references(self, cells):
        if len(cells) != 2:
            raise Problem(f"{len(cells)} fields, not 2")
        at, end = self.line(cells[0])
        for item in cells[1].split(";"):
            words, _, names = (x.strip() for x in item.partition("="))
            found = [p for p in places(self.text, words) if at <= p[0] and p[1] <= end]
            if not words or not names or not found:
                raise Problem(f"{words!r} is not in the rest of line {cells[0]}")
            self.references.append({**span(self.text, found[0]),
                                    "names": [n.strip() for n in names.split("+")]})
            at = found[0][1]


def read(path):
    """The articles of a file; complaints about its lines."""
    articles, complaints, part = [], [], None
    name = os.path.splitext(os.path.basename(path))[0]
    with open(path, encoding="utf8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.strip()
            try:
                if line.startswith("==="):
                    part = "text"
                    articles.append(Article(f"{name}-{len(articles) + 1:03}", line[3:].strip()))
                elif line in ("--- claims", "--- references"):
                    articles[-1].finish()
                    part = line[4:]
                elif line and part == "text":
                    articles[-1].lines.append(line)
                elif line and part == "claims":
                    articles[-1].add_claim([x.strip() for x in line.split("|")])
                elif line and part == "references":
                    articles[-1].add_references([x.strip() for x in line.split("|")])
            except Problem as problem:
                complaints.append(f"{path}:{number}: {problem}: {line}")
    return articles, complaints


def main():
    what, *paths = sys.argv[1:]
    failed = False
    for path in paths:
        articles, complaints = read(path)
        failed |= bool(complaints)
        print("\n".join(complaints), end="\n" if complaints else "", file=sys.stderr)
        for a in articles:
            print(json.dumps({"id": a.id, "date": a.date, "text": a.text, "origin": "written", what: getattr(a, what)}))
    sys.exit(failed)


if __name__ == "__main__":
    main()
