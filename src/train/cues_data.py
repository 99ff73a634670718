#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""cues_data.py TRAIN.jsonl ANALYSIS.conllu.gz: PolNeAR's cues on the tokens of its analysis.

Prints the analysis with Cue=B, Cue=I or Cue=O in MISC, for the grammar network to learn from.
Every fourth article (HELD_OUT of 4) goes without: those show whether the network has learnt the
others by heart (it has not: see train_attribution.c).
"""
import gzip
import json
import re
import sys

PERIOD, HELD_OUT = 4, 3


def cues_of(article):
    """(start, end) of each piece of a cue, in code points, with the number of the cue."""
    return sorted((s, e, n) for n, a in enumerate(article["attributions"]) for s, e in a["cue"])


def mark(lines, cues):
    """Adds Cue= to the token lines of an article; None for `cues` leaves them as they are."""
    before, at = None, 0
    for line in lines:
        where = re.search(r"TokenRange=(\d+):(\d+)", line)
        if cues is None or not where:
            yield line
            continue
        start, end = map(int, where.groups())
        while at < len(cues) and cues[at][1] <= start:
            at += 1
        inside = at < len(cues) and cues[at][0] < end
        number = cues[at][2] if inside else None
        label = "O" if not inside else "I" if number == before else "B"
        before = number
        yield f"{line}|Cue={label}"


def main():
    articles = {}
    with open(sys.argv[1], encoding="utf8") as lines:
        for number, article in enumerate(map(json.loads, lines)):
            articles[article["id"]] = None if number % PERIOD == HELD_OUT else cues_of(article)
    with gzip.open(sys.argv[2], "rt", encoding="utf8") as lines:
        name, held = None, []
        for line in lines:
            if line.startswith("# newdoc"):
                print(*mark(held, articles.get(name)), sep="\n")
                name, held = line.split("=")[1].strip(), []
            held.append(line.rstrip("\n"))
        print(*mark(held, articles.get(name)), sep="\n")


main()
