#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Does the confidence of a claim mean anything, and in which articles do claims go most wrong?

    claims.py SHARED ALLEGE [CROSS.ndjson]

The reliability table counts the claims of each step of confidence that report a gold claim (as
the scorer of SHARED aligns them): on the development articles, and on the training articles as
models reported them that had never seen them (CROSS: train_claims --cross). The twenty worst
development articles are those with the most claims missed, made up or wrong in a party.
"""
import collections
import json
import os
import subprocess
import sys
import tempfile


def load(path):
    with open(path, encoding="utf8") as file:
        return [json.loads(line) for line in file if line.strip()]


def report(allege, articles):
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf8") as feed:
        for article in articles:
            feed.write(json.dumps({k: article.get(k) for k in ("id", "date", "text")}) + "\n")
        feed.flush()
        done = subprocess.run([allege, "-q", "--format", "ndjson", feed.name],
                              stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode("utf8").split("\n") if line]


def aligned(scorer, articles, reports):
    """(article, claims of the report, gold to report, report to gold)."""
    by_id = {scorer.article_id(r): r for r in reports}
    for article in articles:
        found = by_id.get(article["id"], {}).get("claims", [])
        claims = [{"source": [], "target": [], "content": None, **c} for c in found
                  if scorer.usable(c)]
        yield (article, claims) + scorer.align(article["claims"], claims)


def print_reliability(title, rows):
    steps = collections.defaultdict(list)
    for _, claims, _, of_claim in rows:
        for index, claim in enumerate(claims):
            steps[min(int(claim["confidence"] * 10), 9)].append((claim["confidence"], index in of_claim))
    print("confidence, " + title)
    print("  from   claims   confidence   right")
    for step in sorted(steps):
        confidence, right = zip(*steps[step])
        print("  %.1f    %6d        %.3f   %.3f" % (step / 10, len(right), sum(confidence) / len(right),
                                                 sum(right) / len(right)))


def print_worst(scorer, rows, limit=20):
    table = []
    for article, claims, of_gold, of_claim in rows:
        missed, made_up = len(article["claims"]) - len(of_gold), len(claims) - len(of_claim)
        wrong = sum(not (scorer.party_ok(article["claims"][i]["source"], claims[j]["source"]) and
                         scorer.party_ok(article["claims"][i]["target"], claims[j]["target"]))
                    for i, j in of_gold.items())
        table.append((missed + made_up + wrong, missed, made_up, wrong, article))
    table.sort(key=lambda row: (-row[0], row[4]["id"]))
    print("worst articles  errors  missed  made up  wrong party  of gold")
    for errors, missed, made_up, wrong, article in table[:limit]:
        print("%-15s %6d  %6d  %7d  %11d  %7d  %s" % (article["id"], errors, missed, made_up, wrong,
                                                     len(article["claims"]), article["text"][:50].split("\n")[0]))


def main():
    shared, allege = sys.argv[1], sys.argv[2]
    sys.dont_write_bytecode = True
    sys.path.insert(0, os.path.join(shared, "tools"))
    import score_claims as scorer
    articles = load(os.path.join(shared, "gold", "claims-dev.jsonl"))
    rows = list(aligned(scorer, articles, report(allege, articles)))
    print_reliability("development articles", rows)
    if len(sys.argv) > 3 and os.path.exists(sys.argv[3]):
        training = load(os.path.join(shared, "gold", "claims-train.jsonl"))
        print_reliability("training articles, cross-validated",
                          list(aligned(scorer, training, load(sys.argv[3]))))
    print_worst(scorer, rows)


if __name__ == "__main__":
    main()
