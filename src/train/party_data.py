# SPDX-License-Identifier: MIT
"""What teach_parties.py and train_parties.py read: the cues of articles with the words around them."""
import json
from collections import namedtuple

import numpy as np

ROLES = ("source", "target")
CLASSES = ("nothing", "accusation", "criticism", "denial", "implicit")  # what a cue may be
VIEW = 256
WORD = np.dtype([("article", "<u4"), ("claim", "<u4"), ("start", "<u4"), ("end", "<u4"), ("head", "<u4"),
                 ("relation", "u1"), ("cue", "u1"), ("first", "u1"), ("unused", "u1"), ("view", "u1", VIEW)])
NO_CLAIM = 2**32 - 1
# A cue: `words` of WORD around it, places in bytes; `claim` as annotated, or None.
Instance = namedtuple("Instance", "article words claim")


class Article:
    def __init__(self, line):
        self.whole = json.loads(line)
        self.text = self.whole["text"]
        self.claims = self.whole.get("claims") or []
        sizes = [len(c.encode()) for c in self.text]
        self.byte_of = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)  # of each character
        self.given = "origin" not in self.whole and "claims" in self.whole  # of claims-train
        self.is_annotated = "claims" in self.whole

    def spans(self, claim, role):
        """Of its parties, in bytes."""
        return [(self.byte_of[p["start"]], self.byte_of[p["end"]]) for p in claim.get(role) or [] if "start" in p]

    def head_spans(self, claim, role, words):
        """The same, of each party that stands among the words its head only."""
        heads = [(span, head_of(words, *span)) for span in self.spans(claim, role)]
        return [(words["start"][head], words["end"][head]) if head is not None else span for span, head in heads]

    def character_of(self, byte):
        return int(np.searchsorted(self.byte_of, byte, "right")) - 1


def class_of(claim):
    """Its number in CLASSES; None is no claim."""
    return 0 if not claim else CLASSES.index(claim["kind"] if claim["explicit"] else "implicit")


def head_of(words, start, end):
    """The first word of a span, given in bytes, whose head is outside of it; None: no word is inside."""
    inside = np.flatnonzero((words["start"] < end) & (words["end"] > start))
    heads = [i for i in inside if words["head"][i] == i or words["head"][i] not in inside]
    return heads[0] if heads else None


def read_instances(articles_path, vectors_path):
    with open(articles_path, encoding="utf8") as lines:
        articles = [Article(line) for line in lines]
    words = np.fromfile(vectors_path, WORD)
    starts = np.append(np.flatnonzero(words["first"]), len(words))
    found = []
    for first, end in zip(starts[:-1], starts[1:]):
        own = words[first:end]
        article, claim = int(own["article"][0]), int(own["claim"][0])
        found.append(Instance(article, own, None if claim == NO_CLAIM else articles[article].claims[claim]))
    return articles, found
