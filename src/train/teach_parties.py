#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Teachers of what is a claim and who accuses whom, from which the network of parties learns.

    teach_parties.py articles CLAIMS.jsonl NEWS.jsonl ... > ARTICLES.jsonl
    teach_parties.py train MODEL.pt ARTICLES.jsonl VECTORS.bin POLNEAR.jsonl PROPBANK.jsonl.gz
    teach_parties.py label MODEL.pt ARTICLES.jsonl VECTORS.bin OUT.jsonl

articles joins annotated articles and others.
train fine-tunes MiniLM-L6 (see teach_parser.py): the words of a cue are marked, and it points at a
word of the source, of the target, or at none; first on PolNeAR's sources and PropBank's arguments,
then on the claims of ARTICLES, whose cues VECTORS holds (train_party_vectors.c). From there a second
one learns what each cue of an annotated article is: nothing, an accusation, a criticism ...
label writes for every cue of VECTORS a line: for source and target [[byte of the text, chance] ...],
byte -1: nobody; and the chances of CLASSES (party_data.py).
Parties are pointed at by their heads. Two of every five articles of claims-train are left out, and
what is right there is printed at the end.
It is no part of the program, and no user needs it.
"""
import gzip
import json
import random
import re
import sys
from collections import defaultdict

import torch
from torch import nn
from transformers import BertModel

from party_data import CLASSES, ROLES, class_of, read_instances
from teach_parser import FOLDER, TOKENIZER, batches, first_places, padded, quick_products, rate_share, take_step

TRAIN_PIECES, LABEL_PIECES, LONGEST_PIECES = 1400, 6000, 200
BEFORE, AFTER, FAR = 260, 60, 600  # characters around a sentence; as far as one goes
POLNEAR_COUNT, PROPBANK_COUNT, LONGEST_SENTENCE = 10000, 12000, 60
HEADS = ROLES + ("arg0", "arg1", "arg2")
FOLDS, LEFT_OUT = 5, (0, 1)  # articles of claims-train whose number % FOLDS is so are only measured on
ENCODER_RATES, WARM_UP, EPOCHS = (2e-4, 1.5e-4), 50, 2  # before the claims, on them
OTHERS_KEPT = 0.5  # of the cues that are no claims
WORD = re.compile(r"\w+|[^\w\s]")
SENTENCE_END = re.compile(r"[.!?][”\"’]?\s+(?=[A-Z“\"])|\n")


class Example:
    """Words, some of them the cue's; `gold`: of a head the words it may point at, none: nobody;
    `what`: the class of the cue."""

    def __init__(self, words, cue, gold, what=0):
        self.what = what
        coded = TOKENIZER(words, is_split_into_words=True, truncation=True, max_length=LONGEST_PIECES)
        self.pieces, first = coded["input_ids"], first_places(coded, len(words))
        self.places = [0] + first  # of nobody, then of the words
        self.cue = [int(word in cue) for word in coded.word_ids()]
        here = set(coded.word_ids())
        self.gold = {}
        for head, wanted in gold.items():
            points = [first[word] for word in wanted if word in here]
            if points or not wanted:  # what lies outside is not taught
                self.gold[head] = points or [0]


def window(text, start, end):
    """The sentence with something before it and after."""
    first = max(0, start - BEFORE)
    cut = re.search(r"(?<=[.!?”\"])\s|\n", text[first:start]) if first else None
    return first + cut.end() if cut else first, min(len(text), end + AFTER)


def sentence_around(text, start, end):
    low = max(0, start - FAR)
    ends = [low] + [low + m.end() for m in SENTENCE_END.finditer(text, low, start)]
    after = SENTENCE_END.search(text, end, end + FAR)
    return ends[-1] if ends[-1] <= start else low, after.start() + 1 if after else min(len(text), end + FAR)


def example_of(text, sentence, cue, gold, what=0):
    """Spans in characters; the example and where its words begin."""
    first, end = window(text, *sentence)
    words = list(WORD.finditer(text, first, end))

    def inside(spans):
        return {i for i, word in enumerate(words) if any(word.start() < b and word.end() > a for a, b in spans)}
    wanted = {head: inside(spans) or ({-1} if spans else set()) for head, spans in gold.items()}
    return Example([w.group() for w in words], inside([cue]), wanted, what), [w.start() for w in words]


def polnear_examples(path):
    found = []
    with open(path, encoding="utf8") as lines:
        for article in map(json.loads, lines):
            for attribution in article["attributions"]:
                cue, source = attribution["cue"], attribution["source"]
                if cue and cue[-1][1] - cue[0][0] < 80 and attribution["content"]:
                    found.append((article["text"], (cue[0][0], cue[-1][1]), source))
    random.shuffle(found)
    return [example_of(text, sentence_around(text, *cue), cue, {"source": source})[0]
            for text, cue, source in found[:POLNEAR_COUNT]]


def propbank_examples(path):
    found = []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for sentence in map(json.loads, lines):
            for frame in sentence["frames"]:
                gold = {head: set() for head in HEADS[2:]}
                for role, first, last in frame["args"]:
                    if role.lower() in gold:
                        gold[role.lower()] |= set(range(first - 1, last))
                if len(sentence["words"]) <= LONGEST_SENTENCE and (gold["arg0"] or gold["arg1"]):
                    found.append((sentence["words"], {frame["predicate"] - 1}, gold))
    random.shuffle(found)
    return [Example(*each) for each in found[:PROPBANK_COUNT]]


def cue_example(article, instance, taught=True):
    words = instance.words
    cue = words[words["cue"] > 0]
    place = article.character_of
    gold = {}
    if taught and instance.claim:
        spans = {role: article.head_spans(instance.claim, role, words) for role in ROLES}
        gold = {role: [(place(a), place(b)) for a, b in spans[role]] for role in ROLES}
    return example_of(article.text, (place(words["start"][0]), place(words["end"][-1])),
                      (place(cue["start"][0]), place(cue["end"][-1])), gold, class_of(instance.claim))


class Pointer(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = BertModel.from_pretrained(FOLDER, add_pooling_layer=False)
        self.encoder.embeddings.requires_grad_(False)
        self.cue = nn.Parameter(torch.randn(self.encoder.config.hidden_size) * 0.02)
        self.heads = nn.Linear(self.encoder.config.hidden_size, len(HEADS))
        self.dropout = nn.Dropout(0.1)

    def vectors(self, examples):
        """[example][piece][...]"""
        vectors = self.encoder.embeddings.word_embeddings(padded([e.pieces for e in examples]))
        vectors = vectors + padded([e.cue for e in examples]).unsqueeze(-1) * self.cue
        mask = padded([[1] * len(e.pieces) for e in examples])
        with quick_products():
            return self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state.float()

    def forward(self, examples):
        """[example][piece][head]; other pieces than those of `places` have next to no chance."""
        scores = self.heads(self.dropout(self.vectors(examples)))
        allowed = torch.zeros(scores.shape[:2], dtype=torch.bool)
        for row, example in zip(allowed, examples):
            row[example.places] = True
        return scores.masked_fill(~allowed.unsqueeze(-1), -1e4)

    def loss(self, batch):
        scores, loss = self(batch), 0
        for k, head in enumerate(HEADS):
            rows = [i for i, example in enumerate(batch) if head in example.gold]
            for shares, i in zip(scores[rows, :, k].log_softmax(-1), rows):
                loss = loss - torch.logsumexp(shares[batch[i].gold[head]], 0)
        return loss / len(batch)


class Judge(Pointer):
    """Of which class a cue is."""

    def __init__(self):
        super().__init__()
        self.classes = nn.Linear(self.encoder.config.hidden_size, len(CLASSES))

    def forward(self, examples):
        """[example][class]"""
        vectors, cue = self.vectors(examples), padded([e.cue for e in examples]).unsqueeze(-1)
        words = (vectors * cue).sum(1) / cue.sum(1).clamp(min=1)
        return self.classes(self.dropout(words + vectors[:, 0]))

    def loss(self, batch):
        return nn.functional.cross_entropy(self(batch), torch.tensor([example.what for example in batch]))


def learn(model, examples, epochs, rate):
    todo = []
    for _ in range(epochs):
        epoch = batches(examples, TRAIN_PIECES)
        random.shuffle(epoch)
        todo += epoch
    tuned = [p for p in model.encoder.parameters() if p.requires_grad]
    top = [model.cue, *(p for name, p in model.named_parameters() if name.startswith(("heads", "classes")))]
    optimizer = torch.optim.AdamW([{"params": tuned}, {"params": top}], betas=(0.9, 0.98), weight_decay=0.01)
    model.train()
    for step, indexes in enumerate(todo):
        batch = [examples[i] for i in indexes]
        share = rate_share(step, WARM_UP, len(todo))
        loss = model.loss(batch)
        take_step(model, optimizer, (rate * share, 5 * rate * share), loss)
        if step % 100 == 99:
            print(f"{step + 1} of {len(todo)} steps, loss {loss.item():.3f}", flush=True)


def train(articles, vectors, polnear, propbank):
    """A Pointer and a Judge."""
    torch.manual_seed(1)
    random.seed(1)
    pointer, judge = Pointer(), Judge()
    learn(pointer, polnear_examples(polnear) + propbank_examples(propbank), 1, ENCODER_RATES[0])
    articles, instances = read_instances(articles, vectors)
    taught, left_out = [], []
    for instance in instances:
        article = articles[instance.article]
        if article.is_annotated:
            is_left = article.given and instance.article % FOLDS in LEFT_OUT
            (left_out if is_left else taught).append(cue_example(article, instance)[0])
    learn(pointer, [e for e in taught if e.what], EPOCHS, ENCODER_RATES[1])
    judge.load_state_dict(pointer.state_dict(), strict=False)
    learn(judge, [e for e in taught if e.what or random.random() < OTHERS_KEPT], 1, ENCODER_RATES[1])
    report(pointer, judge, left_out)
    return pointer, judge


@torch.no_grad()
def report(pointer, judge, examples):
    """How often they point at a right word, how well they tell claims."""
    pointer.eval()
    judge.eval()
    right, implicit = defaultdict(list), CLASSES.index("implicit")
    for example in examples:
        scores = pointer([example])[0]
        for k, role in enumerate(ROLES):
            if role in example.gold:
                kind = "implicit" if example.what == implicit else "explicit"
                right[role, kind].append(scores[:, k].argmax().item() in example.gold[role])
        told = judge([example])[0].argmax().item()
        if implicit not in (told, example.what):
            right["explicit claims", "found" if example.what else "false"].append(bool(told) == bool(example.what))
    for (role, name), hits in sorted(right.items()):
        print(f"{role}, {name}: {sum(hits) / len(hits):.3f} of {len(hits)} right", flush=True)


@torch.no_grad()
def label(pointer, judge, articles, vectors, out):
    pointer.eval()
    judge.eval()
    articles, instances = read_instances(articles, vectors)
    examples = [cue_example(articles[i.article], i, False) for i in instances]
    lines = [None] * len(examples)
    for indexes in batches([example for example, _ in examples], LABEL_PIECES):
        batch = [examples[i][0] for i in indexes]
        chances, classes = pointer(batch)[..., :len(ROLES)].softmax(1), judge(batch).softmax(1)
        for row, what, i in zip(chances, classes.tolist(), indexes):
            article, (example, starts) = articles[instances[i].article], examples[i]
            bytes_of = [-1] + [int(article.byte_of[start]) for start in starts]
            line = {"class": [round(chance, 3) for chance in what]}
            for k, role in enumerate(ROLES):
                pairs = {place: byte for byte, place in reversed(list(zip(bytes_of, example.places)))}
                line[role] = [[byte, round(row[place, k].item(), 3)] for place, byte in sorted(pairs.items())
                              if row[place, k] > 0.01]
            lines[i] = json.dumps(line)
    with open(out, "w", encoding="utf8") as file:
        file.write("\n".join(lines) + "\n")


def join_articles(annotated, others):
    """All annotated articles, as train_claims numbers them; of the others what is not among them."""
    seen = set()
    for path in [annotated, *others]:
        with open(path, encoding="utf8") as lines:
            for article in map(json.loads, lines):
                if path == annotated or article["text"] not in seen:
                    kept = ("id", "date", "text", "origin", "claims") if path == annotated else ("id", "date", "text")
                    print(json.dumps({key: article[key] for key in kept if key in article}))
                seen.add(article["text"])


def main():
    torch.set_num_threads(1)  # sums in one order
    task, rest = (sys.argv + [""])[1], sys.argv[2:]
    if task == "articles" and rest:
        join_articles(rest[0], rest[1:])
    elif task == "train" and len(rest) == 5:
        torch.save([model.state_dict() for model in train(*rest[1:])], rest[0])
    elif task == "label" and len(rest) == 4:
        models = Pointer(), Judge()
        for model, state in zip(models, torch.load(rest[0])):
            model.load_state_dict(state)
        label(*models, *rest[1:])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
