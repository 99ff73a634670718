#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""UD English EWT with the names of labels/ewt-names.tsv as NER= in MISC, for train_grammar.

    ewt_names.py EWT.conllu.gz EWT.tsv > OUT.conllu
"""
import gzip
import sys

import names_data

CLASSES = {"PER": "PERSON", "ORG": "ORGANIZATION", "LOC": "LOCATION"}


def main():
    names, here = names_data.read_names(sys.argv[2]), {}
    with gzip.open(sys.argv[1], "rt", encoding="utf8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if line.startswith("# sent_id"):
                here = {str(i): CLASSES[label] for first, last, label in names.get(line.split("=", 1)[1].strip(), [])
                        for i in range(first, last + 1)}
            elif columns[0] in here:
                columns[9] = f"NER={here[columns[0]]}" + ("" if columns[9] == "_" else "|" + columns[9])
            sys.stdout.write("\t".join(columns) + "\n")


if __name__ == "__main__":
    main()
