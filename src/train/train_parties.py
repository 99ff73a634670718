#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Train the network that finds the source and the target of a claim in the sentence of its cue.

    train_parties.py ARTICLES.jsonl VECTORS.bin TAUGHT.jsonl OUT.model [--without K]

Needs numpy and torch. ARTICLES and VECTORS: see party_data.py; TAUGHT: what `teach_parties.py
label` says of the same cues. What was annotated teaches half, the larger network's chances the other
half; where nothing was, those chances only. --without K leaves out the articles whose number % 5 is K,
for honest chances on them (see train_claims.c), and prints how often the network is right there.
OUT.model: as in tree_net.py, with twice as many relations: words of the cue have their own.
"""
import argparse
import json
from collections import namedtuple

import numpy as np
import torch
from torch.nn.utils.rnn import pad_sequence

from party_data import CLASSES, ROLES, class_of, head_of, read_instances
from tree_net import BYTE_ZERO, RELATIONS, Settings, Tokens, fit, groups_of, write_model

FOLDS = 5
# That a word is the source, the target; at the head of the cue, for each role: that there is
# none, that it stands elsewhere; there as well, which of CLASSES the cue is: the program does not
# read that, it is learnt along.
LABELS = 6 + len(CLASSES)
GOLD_PART = 0.5  # of the labels of what was annotated; the rest are the teacher's

# tokens: Tokens of the words around the cue, labels by role; rest, gold: see chances_...();
# what: chances of CLASSES; gold_class: of them, or None.
Example = namedtuple("Example", "tokens rest what gold gold_class article is_given is_explicit")


def chances_of_gold(words, spans):
    """By role: of each word, of none, of one elsewhere."""
    found = np.zeros(len(words) + 2, np.float32)
    for span in spans:
        head = head_of(words, *span)
        if head is not None:
            found[head] = 1
    if not found.any():
        found[-1 if spans else -2] = 1
    return found / found.sum()


def chances_taught(words, taught):
    """The same."""
    found = np.zeros(len(words) + 2, np.float32)
    for byte, chance in taught:
        place = np.flatnonzero((words["start"] <= byte) & (words["end"] > byte))
        word = place[0] if len(place) else -2 if byte < 0 else -1
        found[word] += chance
    return found / max(found.sum(), 1e-6)


def read_examples(options):
    articles, instances = read_instances(options.articles, options.vectors)
    with open(options.taught, encoding="utf8") as lines:
        for instance, line in zip(instances, lines, strict=True):
            words, claim, article, taught = instance.words, instance.claim, articles[instance.article], json.loads(line)
            labels = [chances_taught(words, taught[role]) for role in ROLES]
            gold = None
            if claim:
                gold = [chances_of_gold(words, article.spans(claim, role)) for role in ROLES]
                labels = [GOLD_PART * g + (1 - GOLD_PART) * l for g, l in zip(gold, labels)]
            labels, what, gold_class = np.stack(labels), np.array(taught["class"], np.float32), None
            if article.is_annotated:
                gold_class = class_of(claim)
                sure = np.eye(len(CLASSES), dtype=np.float32)[gold_class]
                what = GOLD_PART * sure + (1 - GOLD_PART) * what
            arrays = [(words["view"].astype(np.int16) - BYTE_ZERO).astype(np.int8),
                      words["head"].astype(np.int64) - np.arange(len(words)),
                      words["relation"] + RELATIONS * (words["cue"] > 0).astype(np.int64), labels[:, :-2].T,
                      np.ones(len(words), np.float32), words["cue"] == 2, np.full(len(words), instance.article)]
            yield Example(Tokens(*[torch.from_numpy(np.ascontiguousarray(array)) for array in arrays]),
                          torch.from_numpy(labels[:, -2:].copy()), torch.from_numpy(what / what.sum()), gold,
                          gold_class, instance.article, article.given, bool(claim and claim["explicit"]))


def batches(examples, random=None):
    """Tokens, with what is said of no word, and the examples."""
    for rows in groups_of([example.tokens for example in examples], random):
        group = [examples[i] for i in rows]
        tokens = Tokens(*[pad_sequence(arrays) for arrays in zip(*[example.tokens for example in group])])
        yield tokens, [torch.stack([getattr(example, part) for example in group]) for part in ("rest", "what")], group


def shares(net, batch):
    """By role: logarithms of the chances, [example][word ..., none, elsewhere]; those of CLASSES."""
    scores = net(batch)
    at_cue = (scores * batch.cue.float()[..., None]).sum(0)
    return [torch.cat([scores[..., r].masked_fill(batch.real == 0, -1e4).T, at_cue[:, 2 + 2 * r:4 + 2 * r]], 1)
            .log_softmax(1) for r in range(len(ROLES))], at_cue[:, 6:LABELS].log_softmax(1)


def best_f1(chances, right, left_out):
    """Over all thresholds."""
    order = [i for i in np.argsort(-chances) if not left_out[i]]
    found, seen = np.cumsum(right[order]), np.arange(1, len(order) + 1)
    return (2 * found / (seen + right.sum())).max()


def report(name, net, examples):
    """How often the likeliest word (or none, or elsewhere) is a right one, and how well claims are told."""
    net.eval()
    right, count, told, classes = np.zeros((2, len(ROLES))), np.zeros((2, 1)), [], []
    with torch.no_grad():
        for batch, _, group in batches(examples):
            width = batch.up.shape[0]
            roles, what = shares(net, batch)
            told.append(what.exp().numpy())
            classes += [example.gold_class for example in group]
            for r, best in enumerate(s.argmax(1).tolist() for s in roles):
                for example, place in zip(group, best):
                    if example.gold:
                        place = place if place < width else place - width - 2
                        right[int(example.is_explicit), r] += example.gold[r][place] > 0
            for example in group:
                count[int(example.is_explicit)] += example.gold is not None
    told, classes = np.concatenate(told), np.array(classes)
    implicit, explicit = classes == CLASSES.index("implicit"), (classes > 0) & (classes < CLASSES.index("implicit"))
    print(name, "implicit {}, explicit {} right".format(*(right / np.maximum(count, 1)).round(3)),
          f"told {best_f1(told[:, -1], implicit, explicit):.3f}, {best_f1(told[:, 1:-1].sum(1), explicit, implicit):.3f}",
          flush=True)


def loss_of_parties(net, batch_and_rest):
    batch, (rest, what), _ = batch_and_rest
    labels = [torch.cat([batch.labels[..., r].T, rest[:, r]], 1) for r in range(len(ROLES))]
    roles, told = shares(net, batch)
    return -sum((label * share).sum(1).mean() for label, share in zip([*labels, what], [*roles, told]))


def train(examples, judged):
    return fit(Settings, len(groups_of([example.tokens for example in examples])),
               lambda random: batches(examples, random), loss_of_parties,
               lambda name, net: judged and report(name, net, judged))


def main():
    parser = argparse.ArgumentParser()
    for name in ("articles", "vectors", "taught", "model"):
        parser.add_argument(name)
    parser.add_argument("--without", type=int, choices=range(FOLDS))
    options = parser.parse_args()
    torch.set_num_threads(1)
    Settings.labels = LABELS
    kept, left_out = [], []
    for example in read_examples(options):
        (left_out if example.article % FOLDS == options.without else kept).append(example)
    write_model(train(kept, [e for e in left_out if e.is_given]), options.model)


if __name__ == "__main__":
    main()
