#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turn the analysis of CoreNLP (UD of 2020, by Teach.java) into today's UD English.

    teach.py RAW.conllu UD-TRAIN.conllu[.gz]... > OUT.conllu

UPOS and lemmas follow the counts of the UD training files; relations that differ
systematically are renamed or turned round; punctuation is attached anew.
"""
import collections
import gzip
import sys

MONTHS = set("January February March April May June July August September October November December "
             "Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec.".split())
RENAME = {"obl:tmod": "obl:unmarked", "obl:npmod": "obl:unmarked", "nmod:tmod": "nmod:unmarked",
          "nmod:npmod": "nmod:unmarked", "det:qmod": "det"}
PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "``": "''", "‘": "’", '"': '"', "'": "'"}
FORM, LEMMA, UPOS, XPOS, HEAD, REL = 1, 2, 3, 4, 6, 7


def sentences(path):
    """(comment lines, word rows) of each sentence; multiword tokens and empty nodes left out."""
    opened = gzip.open if path.endswith(".gz") else open
    comments, rows = [], []
    with opened(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield comments, rows
                comments, rows = [], []
            elif line.startswith("#"):
                comments.append(line)
            else:
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)


class Convention:
    """What the UD files call a word: UPOS by tag, form and relation, lemma by form and UPOS."""

    def __init__(self, paths):
        self.upos = collections.defaultdict(collections.Counter)
        self.lemma = collections.defaultdict(collections.Counter)
        self.modifier = collections.Counter()  # "United" in names: amod (+) or compound (-)
        for path in paths:
            for _, rows in sentences(path):
                for row in rows:
                    form, base = row[FORM].lower(), row[REL].split(":")[0]
                    for key in ((row[XPOS], form, base), (row[XPOS], base), (row[XPOS],)):
                        self.upos[key][row[UPOS]] += 1
                    self.lemma[form, row[UPOS], row[XPOS]][row[LEMMA]] += 1
                    self.modifier[form] += {"amod": 1, "compound": -1}.get(base, 0)

    def apply(self, row):
        form, base = row[FORM].lower().replace("’", "'"), row[REL].split(":")[0]
        row[UPOS] = "X"
        for key in ((row[XPOS], form, base), (row[XPOS], base), (row[XPOS],)):
            counts = self.upos.get(key)
            if counts and sum(counts.values()) > 1:
                row[UPOS] = counts.most_common(1)[0][0]
                break
        known = self.lemma.get((form, row[UPOS], row[XPOS]))
        if row[UPOS] in ("PROPN", "PUNCT", "SYM") and row[XPOS] != "NNPS":
            row[LEMMA] = row[FORM]
        elif known:
            row[LEMMA] = known.most_common(1)[0][0]


class Tree:
    """Heads and relations of one sentence, from 1; 0 is above the root."""

    def __init__(self, rows):
        self.rows, self.size = rows, len(rows)
        self.form = [""] + [r[FORM] for r in rows]
        self.xpos = [""] + [r[XPOS] for r in rows]
        self.head = [0] + [int(r[HEAD]) for r in rows]
        self.rel = [""] + [r[REL] for r in rows]
        self.ner = [""] + [r[9].split("|")[0][4:] for r in rows]

    def store(self):
        for i, row in enumerate(self.rows, 1):
            row[HEAD], row[REL] = str(self.head[i]), self.rel[i]

    def children(self, i):
        return [k for k in range(1, self.size + 1) if self.head[k] == i]

    def raise_over(self, old, new):
        """`new`, below `old`, takes its place; what hung on `old` hangs on `new`."""
        for k in self.children(old):
            if k != new:
                self.head[k] = new
        self.head[new], self.rel[new] = self.head[old], self.rel[old]
        self.head[old] = new


def one_root(tree):
    """One root stays, a word if there is one; others hang on it."""
    roots = [i for i in range(1, tree.size + 1) if tree.head[i] == 0]
    words = [i for i in roots if tree.rel[i] == "root" and tree.xpos[i] not in (",", ".", ":", "``", "''")]
    top = (words or roots)[0]
    for i in roots:
        if i != top:
            tree.head[i] = top
            tree.rel[i] = "dep" if tree.rel[i] == "root" else tree.rel[i]
    tree.rel[top] = "root"


def relabel(tree, convention):
    for i in range(1, tree.size + 1):
        rel, head = RENAME.get(tree.rel[i], tree.rel[i]), tree.head[i]
        below = tree.children(i)
        beside = tree.children(head) if head else []
        if rel == "compound" and (tree.xpos[i] in ("JJ", "JJR", "JJS", "VBN") or convention.modifier[tree.form[i].lower()] > 0):
            rel = "amod"
        elif rel == "nummod" and tree.form[head] in MONTHS:
            rel = "nmod:unmarked"
        elif rel == "nsubj" and tree.xpos[i] == "EX":
            rel = "expl"
        elif rel == "obl" and any(tree.rel[k] == "case" and tree.form[k].lower() == "by" for k in below) \
                and any(tree.rel[k] == "aux:pass" for k in beside):
            rel = "obl:agent"
        elif rel == "obj" and tree.xpos[i] == "PRP" and any(k > i and tree.rel[k] == "obj" for k in beside) \
                and not any(tree.rel[k] in ("conj", "appos") for k in below):
            rel = "iobj"
        tree.rel[i] = rel


def names(tree):
    """Persons' names are flat, headed by their first word; a title before one is nmod:desc."""
    i = 1
    while i <= tree.size:
        end = i
        while end <= tree.size and tree.ner[end] == "PERSON" and tree.xpos[end] in ("NNP", "NNPS"):
            end += 1
        last = end - 1
        if last > i and all(tree.head[k] == last and tree.rel[k] == "compound" for k in range(i, last)):
            head, rel = tree.head[last], tree.rel[last]
            for k in tree.children(last):
                if k < i or k > last:
                    tree.head[k] = i
            tree.head[i], tree.rel[i] = head, rel
            for k in range(i + 1, end):
                tree.head[k], tree.rel[k] = i, "flat"
        if end > i:
            for k in range(1, i):
                if tree.head[k] == i and tree.rel[k] == "compound":
                    tree.rel[k] = "nmod:desc"
        i = max(end, i + 1)


def small_clauses(tree):
    """"make him go", "want them to go": the noun is the object, the clause an xcomp."""
    for i in range(1, tree.size + 1):
        clause = tree.head[i]
        verb = tree.head[clause]
        if tree.rel[i] != "nsubj" or not verb < i < clause or not verb or tree.rel[clause] not in ("ccomp", "xcomp"):
            continue
        below = tree.children(clause)
        finite = any(tree.rel[k] in ("cop", "aux", "aux:pass") and tree.xpos[k] != "VB" for k in below) \
            or tree.xpos[clause] in ("VBD", "VBZ", "VBP", "MD")
        marked = any(tree.rel[k] == "mark" and tree.form[k].lower() != "to" for k in below)
        if finite or marked or tree.form[i].lower() in ("i", "he", "she", "we", "they", "who", "there"):
            continue
        if any(tree.rel[k] == "obj" for k in tree.children(verb)):
            continue
        tree.head[i], tree.rel[i], tree.rel[clause] = verb, "obj", "xcomp"


def copulas(tree):
    """"The problem is that it fails": the clause is the predicate, with an outer subject."""
    for i in range(1, tree.size + 1):
        if tree.rows[i - 1][LEMMA] != "be":
            continue
        below = tree.children(i)
        subjects = [k for k in below if tree.rel[k] == "nsubj" and k < i]
        clauses = [k for k in below if tree.rel[k] == "ccomp" and k > i]
        if len(subjects) == 1 and len(clauses) == 1 and not any(tree.rel[k] in ("expl", "cop") for k in below):
            tree.rel[subjects[0]] = "nsubj:outer"
            tree.raise_over(i, clauses[0])
            tree.rel[i] = "cop"


def pair_marks(tree, mark):
    """Opening mark -> closing mark and back."""
    pairs, opened = {}, []
    for i in range(1, tree.size + 1):
        if not mark[i]:
            continue
        form = tree.form[i]
        closes = [k for k in opened if PAIRS[tree.form[k]] == form]
        if closes:
            pairs[i], pairs[closes[-1]] = closes[-1], i
            del opened[opened.index(closes[-1]):]
        elif form in PAIRS:
            opened.append(i)
    return pairs


def spans(tree, mark):
    low, high = list(range(tree.size + 1)), list(range(tree.size + 1))
    for i in range(1, tree.size + 1):
        at = i if not mark[i] else 0
        for _ in range(tree.size):
            if not at:
                break
            low[at], high[at] = min(low[at], i), max(high[at], i)
            at = tree.head[at]
    return low, high


def punctuate(tree):
    """Attach each mark to the highest word beside it that keeps the tree projective."""
    size, head = tree.size, tree.head
    mark = [False] + [r == "punct" for r in tree.rel[1:]]
    for i in range(1, size + 1):
        while head[i] and mark[head[i]]:
            head[i] = head[head[i]]
    roots = [i for i in range(1, size + 1) if head[i] == 0 and not mark[i]]
    if not roots:
        return
    low, high = spans(tree, mark)
    pairs, new = pair_marks(tree, mark), head[:]
    for i in range(1, size + 1):
        if not mark[i]:
            continue
        left, right = i - 1, i + 1
        while left and mark[left]:
            left -= 1
        while right <= size and mark[right]:
            right += 1
        a, b = min(i, pairs.get(i, i)), max(i, pairs.get(i, i))
        inside = [k for k in range(a + 1, b) if not mark[k] and not a < head[k] < b]
        if inside:
            new[i] = max(inside, key=lambda k: (high[k] - low[k], -k))
        else:
            new[i] = beside(tree, mark, new, low, i, left, right, roots[0])
    tree.head[:] = new


def beside(tree, mark, new, low, i, left, right, root):
    head, form = tree.head, tree.form[i]
    if right > tree.size:
        return root
    if form == "-" and right == i + 1 and left == i - 1 and left:
        return left if head[left] == right or (head[left] > i and head[right] != left) else right
    top, paired = left, 0
    while top:
        k = low[top] - 1
        if form in (",", "-", "--", "—", "–") and k >= 1 and mark[k] and tree.form[k] == form and new[k] == top \
                and tree.rel[top] != "conj":
            paired = top
        if not 0 < head[top] < i:
            break
        top = head[top]
    while head[right] > i:
        right = head[right]
    if paired:
        return paired
    return top if top and not 0 < head[right] < i else right


def main():
    convention = Convention(sys.argv[2:])
    for comments, rows in sentences(sys.argv[1]):
        tree = Tree(rows)
        one_root(tree)
        relabel(tree, convention)
        names(tree)
        small_clauses(tree)
        copulas(tree)
        punctuate(tree)
        tree.store()
        for row in rows:
            convention.apply(row)
        print("\n".join(comments + ["\t".join(r) for r in rows]) + "\n")


if __name__ == "__main__":
    main()
