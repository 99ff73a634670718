#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Add the labels of spaCy's en_core_web_md to those of Names.java.

    names_spacy.py MODEL SENTENCES LABELS > OUT

MODEL: the folder of the model; SENTENCES: one a line, words parted by spaces; LABELS: the labels of
the same words, "PERSON/O/PERSON"; OUT: the same with one more, "PERSON/O/PERSON/PERSON".
"""
import sys

import spacy
from spacy.tokens import Doc

CLASSES = {"PERSON": "PERSON", "ORG": "ORGANIZATION", "GPE": "LOCATION", "LOC": "LOCATION", "FAC": "LOCATION", "NORP": "MISC"}


def main():
    nlp = spacy.load(sys.argv[1], disable=["tagger", "parser", "lemmatizer", "attribute_ruler", "senter"])
    with open(sys.argv[2], encoding="utf8") as sentences, open(sys.argv[3], encoding="utf8") as labels:
        texts = (Doc(nlp.vocab, words=line.split()) for line in sentences)
        for named, line in zip(nlp.pipe(texts, batch_size=200), labels):
            pairs = zip(line.split(), named, strict=True)
            print(" ".join(votes + "/" + CLASSES.get(token.ent_type_, "O") for votes, token in pairs))


if __name__ == "__main__":
    main()
