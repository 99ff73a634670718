#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A teacher of the cues of attributions, from which the network of cues learns.

    teach_cues.py train MODEL.pt TRAIN.jsonl ANALYSIS.conllu [HALF]
    teach_cues.py label MODEL.pt[,MODEL.pt|+MODEL.pt] IN.conllu OUT.conllu

train fine-tunes an encoder on PolNeAR train: for every token whether a cue begins or goes on there,
whether a source does, whether it is in a content. ANALYSIS.conllu holds the tokens of the same
articles in the same order, one "# newdoc" each (`allege --format conllu`). Some sentences are read
together. With HALF, 0 or 1, it learns without the articles whose number % 2 is HALF: a teacher
knows those that it has learnt from too well. MODEL.pt.part holds what an interrupted run has done.
label adds Cue=B,I Source=B,I Content=I to MISC: the chances in percent that one begins, that it
goes on; that the token is inside. Of two models with a comma the one of number i % 2 labels
article i; with + the mean of both is taken.
The committed network learnt from e5-small-v2, unpacked by unpack_encoder.py and named in ENCODER:
F1 of the tokens of cues in PolNeAR dev 76.1, with MiniLM-L6 (see teach_parser.py) 72.6.
It is no part of the program, and no user needs it.
"""
import json
import os
import random
import sys

import torch
from torch import nn
from transformers import BertModel

from teach_parser import (FOLDER, TOKENIZER, batches, first_places, padded, quick_products, rate_share, read_conllu,
                          take_step)

TRAIN_PIECES, LABEL_PIECES = 1600, 4000  # word pieces in a batch, padding counted
CHUNK_PIECES, PIECES_PER_WORD = 150, 1.25  # sentences read together
LONGEST_SENTENCE, LONGEST_PIECES = 200, 500
EPOCHS, ENCODER_RATE, RATE, WARM_UP = 2, 1.5e-4, 1e-3, 100
LABELS = (3, 3, 2)  # cue and source: outside, begins, goes on; content: outside, inside
WEIGHTS, NAMES = (2, 1, 0.5), ("Cue", "Source", "Content")


class Chunk:
    def __init__(self, rows, labels=None):
        self.rows, self.labels = rows, labels
        coded = TOKENIZER([r[1] for r in rows], is_split_into_words=True, truncation=True, max_length=LONGEST_PIECES)
        self.pieces, self.first = coded["input_ids"], first_places(coded, len(rows))


class Marker(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = BertModel.from_pretrained(FOLDER, add_pooling_layer=False)
        self.labels = nn.Linear(self.encoder.config.hidden_size, sum(LABELS))
        self.dropout = nn.Dropout(0.1)

    def forward(self, chunks):
        pieces, first = padded([c.pieces for c in chunks]), padded([c.first for c in chunks])
        mask = padded([[1] * len(c.pieces) for c in chunks])
        with quick_products():
            vectors = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state.float()
        vectors = torch.gather(vectors, 1, first.unsqueeze(-1).expand(-1, -1, vectors.size(-1)))
        return self.labels(self.dropout(vectors)).split(LABELS, -1)


def documents(path):
    """Lists of sentences, each a list of rows."""
    found = []
    for comments, rows in read_conllu(path):
        if not found or any(c.startswith("# newdoc") for c in comments):
            found.append([])
        found[-1].append(rows)
    return found


def chunked(sentences):
    found, words = [], 0
    for rows in sentences:
        if not found or (words + len(rows)) * PIECES_PER_WORD > CHUNK_PIECES:
            found.append([])
            words = 0
        found[-1] += rows[:LONGEST_SENTENCE]
        words += len(rows)
    return [c for c in found if c]


def labelled(article, sentences):
    """The three labels of every token, found in the text from left to right."""
    text, owners, at = article["text"], [], 0
    for part in ("cue", "source", "content"):
        owner = [0] * (len(text) + 1)
        for number, attribution in enumerate(article["attributions"]):
            for start, end in attribution[part]:
                owner[start:end] = [number + 1] * (min(end, len(text)) - start)
        owners.append(owner)
    found = {}
    for rows in sentences:
        before = (0, 0)
        for row in rows:
            place = text.find(row[1], at, at + 400)
            here = [owner[place] for owner in owners] if place >= 0 else (0, 0, 0)
            found[id(row)] = [0 if not own else 1 + (own == last) for own, last in zip(here, before)] + [int(here[2] > 0)]
            before = here[:2]
            at = place + len(row[1]) if place >= 0 else at
    return found


def saved_state(path, model, optimizer):
    """How many steps an earlier run has done; what it had then is read."""
    if not os.path.exists(path):
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["random"])
    return state["step"]


def save_state(path, model, optimizer, step):
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "random": torch.get_rng_state(),
                "step": step}, path + ".new")
    os.replace(path + ".new", path)


def train(articles, analysis, left_out, state):
    torch.manual_seed(1)
    random.seed(1)
    chunks = []
    with open(articles, encoding="utf8") as lines:
        for number, (article, sentences) in enumerate(zip(map(json.loads, lines), documents(analysis))):
            if number % 2 == left_out:
                continue
            labels = labelled(article, sentences)
            chunks += [Chunk(rows, [labels[id(row)] for row in rows]) for rows in chunked(sentences)]
    model = Marker()
    model.encoder.embeddings.requires_grad_(False)
    tuned = [p for p in model.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": tuned}, {"params": model.labels.parameters()}],
                                  betas=(0.9, 0.98), weight_decay=0.01)
    todo = []
    for _ in range(EPOCHS):
        epoch = batches(chunks, TRAIN_PIECES)
        random.shuffle(epoch)
        todo += epoch
    loss_of = nn.CrossEntropyLoss(ignore_index=-100)
    model.train()
    done = saved_state(state, model, optimizer)
    for step, indexes in list(enumerate(todo))[done:]:
        share = rate_share(step, WARM_UP, len(todo))
        batch = [chunks[i] for i in indexes]
        loss = 0
        for part, (scores, weight) in enumerate(zip(model(batch), WEIGHTS)):
            gold = padded([[label[part] for label in c.labels] for c in batch], -100)
            loss = loss + weight * loss_of(scores.reshape(-1, LABELS[part]), gold.reshape(-1))
        take_step(model, optimizer, (ENCODER_RATE * share, RATE * share), loss)
        if step % 50 == 49:
            print(f"{step + 1} of {len(todo)} steps, loss {loss.item():.3f}", flush=True)
            save_state(state, model, optimizer, step + 1)
    os.remove(state)
    return model


def mean_chances(models, batch):
    each = [[part.softmax(-1) for part in model(batch)] for model in models]
    return [torch.stack(parts).mean(0).mul(100).round().int().tolist() for parts in zip(*each)]


@torch.no_grad()
def label(models, chunks):
    for indexes in batches(chunks, LABEL_PIECES):
        batch = [chunks[i] for i in indexes]
        chances = mean_chances(models, batch)
        for chunk, *parts in zip(batch, *chances):
            for row, *shares in zip(chunk.rows, *parts):
                said = [f"{name}=" + ",".join(map(str, share[1:])) for name, share in zip(NAMES, shares)]
                row[9] = "|".join(said if row[9] == "_" else [row[9], *said])


def loaded(path):
    model = Marker()
    model.load_state_dict(torch.load(path))
    return model.eval()


def main():
    torch.set_num_threads(1)  # sums in one order
    what, half = sys.argv[1:2], sys.argv[5:]
    if len(sys.argv) < 5 or (what, half) not in [(["label"], [])] + [(["train"], h) for h in ([], ["0"], ["1"])]:
        sys.exit(__doc__)
    if what == ["train"]:
        torch.save(train(sys.argv[3], sys.argv[4], int(half[0]) if half else None,
                         sys.argv[2] + ".part").state_dict(), sys.argv[2])
        return
    models = sys.argv[2].split(",")
    found = read_conllu(sys.argv[3])
    texts = []
    for comments, rows in found:
        if not texts or any(c.startswith("# newdoc") for c in comments):
            texts.append([])
        texts[-1].append(rows)
    for number, paths in enumerate(models):
        label([loaded(path) for path in paths.split("+")],
              [Chunk(rows) for text in texts[number::len(models)] for rows in chunked(text)])
    with open(sys.argv[4], "w", encoding="utf8") as out:
        for comments, rows in found:
            out.write("\n".join(comments + ["\t".join(r) for r in rows]) + "\n\n")


if __name__ == "__main__":
    main()
