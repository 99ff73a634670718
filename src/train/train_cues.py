#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Train the network that marks the cues of attributions, on top of the grammar network.

    train_cues.py FOLDER OUT.model [--without K]

Needs numpy and torch. FOLDER holds, for the names train, news and dev, NAME.bin of
train_cue_vectors (every word as the grammar network sees it, and PolNeAR's cues) and, but for dev,
NAME.conllu of `teach_cues.py label`: in MISC a larger network's chances for the same words.
train teaches gold labels and the teacher's, news the teacher's only. Sources and contents are learnt
along from the teacher; which belongs to which cue is left to train_attribution.c. --without K leaves
out the articles of train whose number % 4 is K, for honest chances on them (see there).
OUT.model: see write_model.
"""
import argparse
import os
import struct
from collections import namedtuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pad_sequence
from torch.optim.lr_scheduler import LambdaLR
from torch.optim.swa_utils import AveragedModel

VECTOR, SCALE, SUM = 2**11, 2**19, 2**23  # fixed points, as in model/network.h
BYTE_LIMIT, BYTE_ZERO, BYTE_WEIGHT, BLOCK = 63, 64, 63, 16
INPUTS, RELATIONS, FOLDS = 256, 51, 4  # inputs: the embedding and layer 3's vector
# What a teacher says in MISC, with its weight in the loss. Labels: none, begins, goes on; none, inside.
PARTS = (("Cue", 3, 1.0), ("Source", 3, 0.5), ("Content", 2, 0.25))
LABELS, CUE_LABELS = 8, 3
TOGETHER = 160  # words of sentences that are read together, as in language/tag.c
CUT = 14  # of vectors before the gates, which add less than 2: 16 bits end at 16
TABLE_STEP, TABLE_LIMIT = 2**-5, 127  # of what words add


class Settings:
    width, layers = 64, 3
    words = 2**14  # rows of the table of what words add by themselves
    epochs, batch = 8, 6000  # tokens
    rate, warm_up = 5e-3, 100  # steps
    dropout, input_dropout, row_dropout = 0.1, 0.06, 0.1
    gold_part = 0.5  # of the labels of TRAIN; the rest are the teacher's
    average = 0.998  # what the average of the weights keeps at a step
    seed = 1


# Arrays of a sentence, or of sentences side by side: [token][sentence]. `up`: how far on its head
# is, 0 for itself; `labels`: chances, all zero where not known; not `real`: behind the end; `word`: row
# of the table.
Tokens = namedtuple("Tokens", "inputs up relations labels real cue articles word")


WORD = np.dtype([("article", "<u4"), ("sentence", "<u4"), ("head", "<u4"), ("hash", "<u4"),
                 ("relation", "u1"), ("gold", "u1"), ("quoted", "u1"), ("unused", "u1"), ("view", "u1", INPUTS)])


def teacher_chances(path, count):
    """Of the labels of PARTS at each word; zero where not known."""
    chances, word = np.zeros((count, LABELS), np.float32), 0
    with open(path, encoding="utf8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if not columns[0].isdigit():
                continue
            said, first = dict(item.split("=", 1) for item in columns[9].split("|") if "=" in item), 0
            for name, size, _ in PARTS:
                if name in said:
                    rest = [int(percent) / 100 for percent in said[name].split(",")]
                    chances[word, first:first + size] = [max(1 - sum(rest), 0), *rest]
                first += size
            word += 1
    assert word == count, f"{path}: {word} words, not {count}"
    return chances


def join(words):
    """Joins sentences that are read together: of one article, at most TOGETHER words. Their lengths."""
    lengths = np.bincount(words["sentence"])
    first = np.cumsum(lengths) - lengths
    article, run, size = words["article"][first], np.zeros(len(lengths), int), lengths[0]
    for i in range(1, len(lengths)):
        size += lengths[i]
        opens = article[i] != article[i - 1] or size > TOGETHER
        run[i] = run[i - 1] + opens
        size = lengths[i] if opens else size
    joined = np.bincount(run, lengths).astype(int)
    moved = np.repeat(first, lengths) - np.repeat(np.cumsum(joined) - joined, joined)
    words["head"] += moved.astype(np.uint32)
    return joined


def read_sentences(folder, name, gold_part):
    words = np.fromfile(os.path.join(folder, name + ".bin"), WORD)
    assert words["relation"].max() < RELATIONS
    lengths = join(words)
    place = np.arange(len(words)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    labels = np.eye(LABELS, dtype=np.float32)[words["gold"]]
    if gold_part < 1:
        gold, labels = labels, teacher_chances(os.path.join(folder, name + ".conllu"), len(words))
        known = labels[:, :CUE_LABELS].any(1)
        labels[known, :CUE_LABELS] += gold_part * (gold - labels)[known, :CUE_LABELS]
    arrays = [(words["view"].astype(np.int16) - BYTE_ZERO).astype(np.int8), words["head"] - place,
              words["relation"].astype(np.int64) + RELATIONS * words["quoted"], labels, np.ones(len(words), np.float32),
              words["gold"] > 0, words["article"].astype(np.int64),
              (words["hash"] % Settings.words).astype(np.int64)]
    parts = [torch.split(torch.from_numpy(array), lengths.tolist()) for array in arrays]
    return [Tokens(*each) for each in zip(*parts)]


def groups_of(sentences, random=None):
    """Numbers of sentences of about the same length; shuffled with a random generator."""
    length = np.array([len(sentence.up) for sentence in sentences])
    spread = random.rand(len(length)) * 0.1 if random else np.zeros(len(length))
    groups, longest = [[]], 0
    for i in np.argsort(length * (1 + spread), kind="stable"):
        longest = max(longest, length[i])
        if groups[-1] and longest * (len(groups[-1]) + 1) > Settings.batch:
            groups.append([])
            longest = length[i]
        groups[-1].append(i)
    if random:
        random.shuffle(groups)
    return groups


def batches(sentences, random=None):
    """Sequences side by side."""
    for group in groups_of(sentences, random):
        yield Tokens(*[pad_sequence(arrays) for arrays in zip(*[sentences[i] for i in group])])


def in_bytes(x):
    """Values as the bytes that the program multiplies; gradients pass where nothing is cut."""
    cut = x.clamp(-BYTE_LIMIT / 16, BYTE_LIMIT / 16)
    return cut + (torch.round(cut * 16) / 16 - cut).detach()


def gate(x):
    x = x.clamp(-4, 4)
    return 0.5 + x / 4 - x * x.abs() / 32


def bend(x):
    x = x.clamp(-2, 2)
    return x - x * x.abs() / 4


def in_steps(x):
    """Values as the steps of a table; gradients pass where nothing is cut."""
    cut = x.clamp(-TABLE_LIMIT * TABLE_STEP, TABLE_LIMIT * TABLE_STEP)
    return cut + (torch.round(cut / TABLE_STEP) * TABLE_STEP - cut).detach()


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        width, layers = Settings.width, range(Settings.layers)
        self.word = nn.Parameter(torch.randn(Settings.words, width) * 0.05)
        self.input = nn.Linear(INPUTS, 2 * width, bias=False)  # for the token, for its dependents
        self.start = nn.Parameter(torch.zeros(width))
        self.relation = nn.Parameter(torch.randn(2 * RELATIONS, width) * 0.05)
        self.gates = nn.ModuleList([nn.Linear(width, 3 * width) for _ in layers])
        self.exchange = nn.ModuleList([nn.Linear(width, 2 * width) for _ in layers])
        self.output = nn.Linear(width, LABELS)
        for layer in self.gates:
            nn.init.zeros_(layer.bias)
            nn.init.ones_(layer.bias.data.view(2, 3, width // 2)[:, 1])  # sums keep much at first

    def gated(self, u, real):
        """The steps of language/gates.c: one half of x forward, the other backward."""
        ahead, back = u.chunk(2, 2)
        z, keep, out = torch.cat([ahead, back.flip(0)], 1).chunk(3, 2)
        keep, z = gate(keep), bend(z) * torch.cat([real, real.flip(0)], 1)
        sums, last = [], torch.zeros_like(z[0])
        for some, more in zip(keep.unbind(), ((1 - keep) * z).unbind()):
            last = torch.addcmul(more, some, last)
            sums.append(last)
        ahead, back = (gate(out) * torch.stack(sums)).chunk(2, 1)
        return torch.cat([ahead, back.flip(0)], 2)

    def added(self, word):
        """What words add by themselves; some are left out in training."""
        values = in_steps(self.word[word])
        return values * (torch.rand(len(word), 1) > Settings.row_dropout) if self.training else values

    def forward(self, batch):
        longest, count = batch.up.shape
        heads = (torch.arange(longest)[:, None] + batch.up) * count + torch.arange(count)
        heads, relations = heads.flatten(), batch.relations.flatten()
        inputs = F.dropout(batch.inputs.flatten(0, 1) / 16, Settings.input_dropout, self.training)
        own, above = self.input(inputs).chunk(2, 1)
        x = own + self.start + above[heads] + self.relation[relations]
        if Settings.words:
            x = x + self.added(batch.word.flatten())
        for gates, exchange in zip(self.gates, self.exchange):
            x = x.clamp(-CUT, CUT)
            change = self.gated(gates(in_bytes(x)).view(longest, count, -1), batch.real[..., None])
            x = x + F.dropout(change.flatten(0, 1), Settings.dropout, self.training)
            down, up = F.relu(exchange(in_bytes(x))).chunk(2, 1)
            x = (x + down[heads]).index_add(0, heads, up, alpha=0.5)
        x = F.dropout(in_bytes(x), Settings.dropout, self.training)
        return self.output(x).view(longest, count, -1)


def report(name, net, sentences):
    """F1 of the tokens of cues at some thresholds."""
    net.eval()
    with torch.no_grad():
        results = [(1 - net(batch)[..., :CUE_LABELS].softmax(2)[batch.real > 0][:, 0], batch.cue[batch.real > 0])
                   for batch in batches(sentences)]
    chance, cue = [torch.cat(parts).numpy() for parts in zip(*results)]
    for limit in (0.3, 0.35, 0.4, 0.45, 0.5):
        found = chance > limit
        name += f" {2 * (found & cue).sum() / (found.sum() + cue.sum()):.4f} at {limit}"
    print(name, flush=True)


def averaged(old, new, step):
    keep = min(Settings.average, (step + 1) / (step + 10))
    return old * keep + new * (1 - keep)


def fit(settings, steps, epoch_batches, loss_of, report_on):
    """A network with the average of the weights over the last steps. `steps` in an epoch;
    `epoch_batches` takes a random generator, `loss_of` the network and a batch."""
    torch.manual_seed(settings.seed)
    random, net = np.random.RandomState(settings.seed), Net()
    average = AveragedModel(net, avg_fn=averaged)
    optimizer = torch.optim.AdamW(net.parameters(), settings.rate, betas=(0.9, 0.98))
    steps *= settings.epochs
    schedule = LambdaLR(optimizer, lambda step: min((step + 1) / settings.warm_up, max(0.02, 1 - step / steps)))
    for epoch in range(settings.epochs):
        net.train()
        for batch in epoch_batches(random):
            loss = loss_of(net, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1)
            optimizer.step()
            schedule.step()
            average.update_parameters(net)
        report_on(f"epoch {epoch + 1}:", average.module)
    return average.module


def loss_of_cues(net, batch):
    loss, first, scores = 0, 0, net(batch)
    for _, size, weight in PARTS:
        labels, shares = batch.labels[..., first:first + size], scores[..., first:first + size].log_softmax(2)
        loss = loss - weight * (labels * shares).sum() / labels.sum().clamp(min=1)
        first += size
    return loss


def train(sentences, dev):
    return fit(Settings, len(groups_of(sentences)), lambda random: batches(sentences, random), loss_of_cues,
               lambda name, net: report(f"{name} dev:", net, dev))


def quantised(weights):
    """Weights of -63 .. 63 and the scale of each row."""
    step = np.maximum(np.abs(weights).max(1), 1e-6) / BYTE_WEIGHT
    return np.round(weights / step[:, None]).astype(int), np.round(step * SCALE).astype(int)


def put(file, data):
    file.write(data + bytes(-len(data) % BLOCK))


def put_bytes(file, weights, bias):
    """A ByteMatrix of model/network.h. Sums may wrap, as in the program."""
    outputs, inputs = weights.shape
    whole, scale = quantised(weights)
    bias = np.round(bias * SUM).astype(int) - BYTE_ZERO * whole.sum(1) * scale
    blocks = whole.reshape(outputs // BLOCK, BLOCK, inputs // 4, 4).transpose(0, 2, 1, 3)
    for array, kind in ((blocks, "<i1"), (scale, "<i4"), (bias % 2**32, "<u4")):
        put(file, array.astype(kind).tobytes())


def write_model(net, path):
    """Little endian arrays, each padded to 16 bytes: the head, the input matrix (rows for the
    token, then for its dependents), the relations' vectors as int16, the words' as int8, for each layer the gates
    (z f o forward, z f o backward) and the exchange (rows to dependents, then to the head), and
    the output matrix, with rows of zeros."""
    value = {name: tensor.numpy() for name, tensor in net.state_dict().items()}
    with open(path, "wb") as file:
        shape = INPUTS, Settings.width, Settings.layers, 2 * RELATIONS, Settings.words
        put(file, struct.pack("<8s5I", b"ALGCUE1", *shape))
        put_bytes(file, value["input.weight"], np.pad(value["start"], (0, Settings.width)))
        put(file, np.round(value["relation"] * VECTOR).astype("<i2").tobytes())
        steps = np.round(value["word"] / TABLE_STEP).clip(-TABLE_LIMIT, TABLE_LIMIT)
        put(file, steps.astype("<i1").tobytes())
        for i in range(Settings.layers):
            for name in (f"gates.{i}", f"exchange.{i}"):
                put_bytes(file, value[name + ".weight"], value[name + ".bias"])
        put_bytes(file, np.pad(value["output.weight"], ((0, BLOCK - LABELS), (0, 0))),
                  np.pad(value["output.bias"], (0, BLOCK - LABELS)))


def main():
    parser = argparse.ArgumentParser()
    for name in ("folder", "model"):
        parser.add_argument(name)
    parser.add_argument("--without", type=int, choices=range(FOLDS))
    options = parser.parse_args()
    torch.set_num_threads(1)
    gold = read_sentences(options.folder, "train", Settings.gold_part)
    news, dev = [read_sentences(options.folder, *what) for what in (("news", 0), ("dev", 1))]
    left_out = [each for each in gold if each.articles[0] % FOLDS == options.without]
    kept = [each for each in gold if each.articles[0] % FOLDS != options.without]
    net = train(kept + news, dev)
    write_model(net, options.model)
    for layer in net.modules():
        if isinstance(layer, nn.Linear):
            whole, scale = quantised(layer.weight.detach().numpy())
            layer.weight.data = torch.from_numpy(whole * scale[:, None] / SCALE).float()
    report("dev, weights of the file:", net, dev)
    if left_out:
        report("left out articles, weights of the file:", net, left_out)


if __name__ == "__main__":
    main()
