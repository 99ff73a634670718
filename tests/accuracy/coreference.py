#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Of the descriptions and pronouns that mean a named actor, how many get its name?

    coreference.py GUM.conllu ALLEGE [--errors N | --figures]

Gold are the Entity= chains of GUM: every mention of a person, organisation or place that is
no name itself, in a chain that has a name. A mention of the report answers a gold mention if
it holds its head word and lies inside it. It is right if the name of its actor is a name of
the chain; wrong if it is another name; else (no mention, or an actor that has no name) open.
"others" are all but the pronouns of the first and second person; --figures prints only their
shares, a name and a number a line.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

KINDS = {"person", "organization", "place"}
STOP = set("the a an of mr mrs ms dr sir president minister prime senator".split())


def documents(path, with_words=False):
    """(id, text, mentions): a mention is (chain, kind, start, end, head start, head end, form)."""
    for block in re.split(r"(?m)^# newdoc id = ", open(path, encoding="utf8").read())[1:]:
        name, _, rest = block.partition("\n")
        text, opened, mentions, glue = "", {}, [], True
        new_paragraph = False
        for line in rest.split("\n"):
            if line.startswith("# newpar") and not line.startswith("# newpar_block"):
                new_paragraph = True
            columns = line.split("\t")
            if len(columns) < 10 or not columns[0].isdigit():
                continue
            if columns[0] == "1" and text:
                text, glue = text.rstrip() + ("\n\n" if new_paragraph else " "), True
            new_paragraph = False
            if not glue:
                text += " "
            start = len(text)
            text += columns[1]
            word = (start, len(text), columns[3], columns[4], columns[1])
            glue = "SpaceAfter=No" in columns[9]
            for spans in opened.values():
                for span in spans:
                    span[2].append(word)
            entity = re.search(r"(?:^|\|)Entity=([^|]*)", columns[9])
            for part in re.findall(r"\([^()]+\)?|[^()]+\)", entity.group(1) if entity else ""):
                if part[0] == "(":
                    fields = part.strip("()").split("-")
                    span = [fields[1], fields[5] if len(fields) > 5 else "1", [word]]
                    opened.setdefault(fields[0], []).append(span)
                    chain = fields[0]
                else:
                    chain = part[:-1]
                if part[-1] == ")" and opened.get(chain):
                    mentions.append((chain, opened[chain].pop()))
        found = [as_mention(c, *span) for c, span in mentions if span[0] in KINDS]
        if with_words:
            for m, (_, span) in zip(found, [m for m in mentions if m[1][0] in KINDS]):
                m["words"] = span[2]
        yield name, text + "\n", found


def as_mention(chain, kind, minspan, words):
    at = [int(i) - 1 for i in re.findall(r"\d+", minspan)] or [0]
    core = [words[i] for i in at if i < len(words)] or words[:1]
    form = "name" if any(w[2] == "PROPN" for w in core) else "pronoun" if core[0][2] in ("PRON", "DET") else "nominal"
    return {"chain": chain, "kind": kind, "start": words[0][0], "end": words[-1][1], "form": form,
            "head": (core[0][0], core[0][1]), "core": (core[0][0], core[-1][1])}


def words(name):
    name = re.sub(r"['\u2019]s\b", "", name.lower())
    found = re.findall(r"\w+", name)
    return set(found) - STOP or set(found)


def same(a, b):
    a, b = words(a), words(b)
    return bool(a and b) and (a <= b or b <= a)


def answer(report, mention):
    best = None
    for actor in report["actors"]:
        named = any(m["form"] == "name" for m in actor["mentions"])
        for m in actor["mentions"]:
            inside = m["start"] >= mention["start"] - 4 and m["end"] <= mention["end"]
            if inside and m["start"] <= mention["head"][0] and m["end"] >= mention["head"][1] and m["form"] != "name":
                if best is None or m["end"] - m["start"] < best[0]:
                    best = (m["end"] - m["start"], actor["name"] if named else None)
    return best[1] if best else None


def score(name, text, mentions, report, counts, errors):
    named = collections.defaultdict(set)
    for m in mentions:
        if m["form"] == "name":
            named[m["chain"]] |= {text[m["start"]:m["end"]], text[m["core"][0]:m["core"][1]]}
    for m in mentions:
        if m["form"] == "name" or m["chain"] not in named:
            continue
        said = answer(report, m)
        verdict = "open" if said is None else "right" if any(same(said, n) for n in named[m["chain"]]) else "wrong"
        word = text[m["start"]:m["end"]]
        first = m["form"] == "pronoun" and word.lower() in ("i", "me", "my", "we", "us", "our", "you", "your")
        group = "1st and 2nd person" if first else m["form"]
        for key in (group, "all") + (() if first else ("others",)):
            counts[key, "gold"] += 1
            counts[key, verdict] += 1
        if verdict != "right":
            errors.append(f"{verdict} {name} {m['kind']} {word[:60]!r} is {sorted(named[m['chain']])[:2]}"
                          + (f", got {said!r}" if said else "") + f" ... {text[max(0, m['start'] - 60):m['start']]!r}")


def main():
    gold, allege = sys.argv[1:3]
    figures = "--figures" in sys.argv
    limit = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    docs = list(documents(gold))
    with tempfile.TemporaryDirectory() as folder:
        feed = os.path.join(folder, "gum.ndjson")
        with open(feed, "w", encoding="utf8") as out:
            for name, text, _ in docs:
                out.write(json.dumps({"id": name, "text": text}) + "\n")
        made = subprocess.run([allege, "--format", "ndjson", feed], capture_output=True, check=True).stdout
    reports = {r["article"]["id"]: r for r in map(json.loads, made.decode().splitlines())}
    counts, errors = collections.Counter(), []
    for name, text, mentions in docs:
        score(name, text, mentions, reports[name], counts, errors)
    if figures:
        total = counts["others", "gold"] or 1
        for verdict in ("right", "wrong"):
            print(f"coreference.gum-dev.{verdict} {counts['others', verdict] / total:.3f}")
        return
    print(f"{'':20} gold   right   wrong")
    for key in ("nominal", "pronoun", "others", "1st and 2nd person", "all"):
        total = counts[key, "gold"] or 1
        print(f"{key:20} {counts[key, 'gold']:4}  {counts[key, 'right'] / total:.3f}   {counts[key, 'wrong'] / total:.3f}")
    print("\n".join(errors[:limit]))


if __name__ == "__main__":
    main()
