#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Texts with their names, for train_names.

    names_data.py POLNEAR.jsonl POLNEAR.conllu.gz GUM.conllu EWT.conllu EWT.tsv > OUT

Each text: "D id kind", "T bytes" and the text, then a line a span, "start end LABEL" in
bytes: PER, ORG, LOC, MISC. EWT.tsv has the names of EWT by sentence and token.
"""
import gzip
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "accuracy"))
import coreference  # noqa: E402

CLASSES = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "CITY": "LOC", "COUNTRY": "LOC",
           "STATE_OR_PROVINCE": "LOC", "MISC": "MISC", "NATIONALITY": "MISC", "RELIGION": "MISC", "IDEOLOGY": "MISC"}
NO_NAMES = set("monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
               "august september october november december".split())
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data")


def keys(name, kind=None):
    with open(os.path.join(DATA, name), encoding="utf8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    return {r[0] for r in rows if kind is None or r[1] in kind}


TITLES = keys("titles.tsv")
STATES = keys("countries.tsv") | keys("metonyms.tsv")
DEMONYMS = keys("countries.tsv", {"demonym"}) | keys("metonyms.tsv", {"demonym"}) | keys("no-names.tsv")
BODIES = keys("organizations.tsv")


def emit(name, kind, text, spans):
    at = [0]
    for c in text:
        at.append(at[-1] + len(c.encode()))
    sys.stdout.write(f"D {name} {kind}\nT {at[-1]}\n{text}\n")
    for start, end, label in sorted(spans):
        sys.stdout.write(f"{at[start]} {at[end]} {label}\n")


def polnear(texts, analysis):
    text_of = {d["id"]: d["text"] for d in map(json.loads, open(texts, encoding="utf8"))}
    name, spans, last = None, [], None
    with gzip.open(analysis, "rt", encoding="utf8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                if name in text_of:
                    emit(name, "silver", text_of[name], spans)
                name, spans, last = line.split("=")[1].strip(), [], None
            columns = line.rstrip("\n").split("\t")
            if len(columns) < 10:
                last = None
                continue
            where = re.search(r"TokenRange=(\d+):(\d+)", columns[9])
            ner = re.search(r"NER=(\w+)", columns[9])
            label = CLASSES.get(ner.group(1)) if ner else None
            if label and where:
                start, end = int(where.group(1)), int(where.group(2))
                if last == ner.group(1):
                    spans[-1] = (spans[-1][0], end, label)
                else:
                    spans.append((start, end, label))
            last = ner.group(1) if label else None
    if name in text_of:
        emit(name, "silver", text_of[name], spans)


def flat_name(words, head):
    """The run of proper nouns around the head, "of" and the like inside, titles off its front."""
    first = last = head
    while first > 0 and (words[first - 1][2] == "PROPN" or words[first - 1][4] == "-" and first > 1 and words[first - 2][2] == "PROPN"):
        first -= 1
    while last + 1 < len(words):
        if words[last + 1][2] == "PROPN":
            last += 1
        elif last + 2 < len(words) and words[last + 2][2] == "PROPN" and words[last + 1][4].lower() in ("of", "-", "and", "for", "'s", "&", "’s"):
            last += 2
        elif last + 3 < len(words) and words[last + 1][4].lower() in ("of", "for") and words[last + 2][4].lower() == "the" and words[last + 3][2] == "PROPN":
            last += 3
        else:
            break
    return first, last


def without_title(forms):
    """How many words of a person's name are a title: "U.S. President", "Prime Minister"."""
    forms = [f.lower() for f in forms]
    states = 1 if forms[0] in STATES and len(forms) > 2 else 0
    for length in range(min(5, len(forms) - 1), states, -1):
        if " ".join(forms[states:length]) in TITLES:
            return length
    return 0


def gum(path):
    for number, (name, text, mentions) in enumerate(coreference.documents(path, with_words=True)):
        spans = []
        for m in mentions:
            label = {"person": "PER", "organization": "ORG", "place": "LOC"}[m["kind"]]
            words = m["words"]
            heads = [i for i, w in enumerate(words) if w[:2] == m["head"] and w[2] == "PROPN"]
            if not heads:
                continue
            first, last = flat_name(words, heads[0])
            if label == "PER":
                first += without_title([w[4] for w in words[first:last + 1]])
            whole = " ".join(w[4] for w in words[first:last + 1]).lower()
            if whole in NO_NAMES or whole in TITLES or whole in DEMONYMS:
                continue
            if label == "PER" and whole in BODIES:
                label = "ORG"
            if label == "PER" and " of " in whole:
                continue
            spans.append((words[first][0], words[last][1], label))
        kept = []
        for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s)):
            if not any(span[0] < k[1] and k[0] < span[1] for k in kept):
                kept.append(span)
        emit(name, "gum", text, kept)
        recased = text.lower() if number % 5 == 0 else text.upper() if number % 5 == 2 else text
        if recased != text and len(recased) == len(text):  # people write so, too
            emit(name + "-recased", "gum", recased, kept)


def read_names(path):
    """sent_id to a list of (first token, last token, label), tokens from 1."""
    names = {}
    with open(path, encoding="utf8") as lines:
        for line in lines:
            if not line.startswith("#"):
                sentence, _, items = line.rstrip("\n").partition("\t")
                found = [re.fullmatch(r"(\d+)(?:-(\d+))?:(\w+)", item).groups() for item in items.split()]
                names[sentence] = [(int(first), int(last or first), label) for first, last, label in found]
    return names


def ewt(path, names):
    opened = gzip.open if path.endswith(".gz") else open
    names = read_names(names)
    with opened(path, "rt", encoding="utf8") as lines:
        blocks = re.split(r"(?m)^# newdoc id = ", lines.read())[1:]
    for block in blocks:
        name, _, rest = block.partition("\n")
        text, words, spans, glue, paragraph, here = "", {}, [], True, False, []
        for line in rest.split("\n") + ["# sent_id = "]:
            if line.startswith("# newpar"):
                paragraph = True
            if line.startswith("# sent_id"):
                spans += [(words[first][0], words[last][1], label) for first, last, label in here]
                here, words = names.get(line.split("=", 1)[1].strip(), []), {}
            columns = line.split("\t")
            if len(columns) < 10 or not columns[0].isdigit():
                continue
            if columns[0] == "1" and text:
                text, glue = text.rstrip() + ("\n\n" if paragraph else " "), True
            paragraph = False
            text += "" if glue else " "
            words[int(columns[0])] = (len(text), len(text) + len(columns[1]))
            text += columns[1]
            glue = "SpaceAfter=No" in columns[9]
        emit(name, "ewt", text + "\n", spans)


def main():
    polnear(sys.argv[1], sys.argv[2])
    gum(sys.argv[3])
    ewt(sys.argv[4], sys.argv[5])


if __name__ == "__main__":
    main()
