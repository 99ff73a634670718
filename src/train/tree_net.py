# SPDX-License-Identifier: MIT
"""The network of model/tree_network.h in torch: what train_parties.py trains.

Needs numpy and torch. Layers of gated running sums in both directions over what the grammar network
makes of words; between them words hand something to their dependents and their heads. The network of
cues, which is of the same kind, is trained in C (cue_net.h).
"""
import struct
from collections import namedtuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from torch.optim.lr_scheduler import LambdaLR
from torch.optim.swa_utils import AveragedModel

VECTOR, SCALE, SUM = 2**11, 2**19, 2**23  # fixed points, as in model/network.h
BYTE_LIMIT, BYTE_ZERO, BYTE_WEIGHT, BLOCK = 63, 64, 63, 16
INPUTS, RELATIONS = 256, 51  # inputs: the embedding and layer 3's vector
CUT = 14  # of vectors before the gates, which add less than 2: 16 bits end at 16


class Settings:
    labels, width, layers = 16, 128, 2
    epochs, batch = 8, 6000  # tokens
    rate, warm_up = 5e-3, 100  # steps
    dropout, input_dropout = 0.15, 0.1
    average = 0.998  # what the average of the weights keeps at a step
    seed = 1


# Arrays of a sentence, or of sentences side by side: [token][sentence]. `up`: how far on its head
# is, 0 for itself; `labels`: chances, all zero where not known; not `real`: behind the end.
Tokens = namedtuple("Tokens", "inputs up relations labels real cue articles")


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


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        width, layers = Settings.width, range(Settings.layers)
        self.input = nn.Linear(INPUTS, 2 * width, bias=False)  # for the token, for its dependents
        self.start = nn.Parameter(torch.zeros(width))
        self.relation = nn.Parameter(torch.randn(2 * RELATIONS, width) * 0.05)
        self.gates = nn.ModuleList([nn.Linear(width, 3 * width) for _ in layers])
        self.exchange = nn.ModuleList([nn.Linear(width, 2 * width) for _ in layers])
        self.output = nn.Linear(width, Settings.labels)
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

    def forward(self, batch):
        longest, count = batch.up.shape
        heads = (torch.arange(longest)[:, None] + batch.up) * count + torch.arange(count)
        heads, relations = heads.flatten(), batch.relations.flatten()
        inputs = F.dropout(batch.inputs.flatten(0, 1) / 16, Settings.input_dropout, self.training)
        own, above = self.input(inputs).chunk(2, 1)
        x = own + self.start + above[heads] + self.relation[relations]
        for gates, exchange in zip(self.gates, self.exchange):
            x = x.clamp(-CUT, CUT)
            change = self.gated(gates(in_bytes(x)).view(longest, count, -1), batch.real[..., None])
            x = x + F.dropout(change.flatten(0, 1), Settings.dropout, self.training)
            down, up = F.relu(exchange(in_bytes(x))).chunk(2, 1)
            x = (x + down[heads]).index_add(0, heads, up, alpha=0.5)
        x = F.dropout(in_bytes(x), Settings.dropout, self.training)
        return self.output(x).view(longest, count, -1)


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
    token, then for its dependents), the relations' vectors as int16, for each layer the gates
    (z f o forward, z f o backward) and the exchange (rows to dependents, then to the head), and
    the output matrix, with rows of zeros."""
    value = {name: tensor.numpy() for name, tensor in net.state_dict().items()}
    with open(path, "wb") as file:
        shape = INPUTS, Settings.width, Settings.layers, 2 * RELATIONS, 0  # no table of words
        put(file, struct.pack("<8s5I", b"ALGCUE1", *shape))
        put_bytes(file, value["input.weight"], np.pad(value["start"], (0, Settings.width)))
        put(file, np.round(value["relation"] * VECTOR).astype("<i2").tobytes())
        for i in range(Settings.layers):
            for name in (f"gates.{i}", f"exchange.{i}"):
                put_bytes(file, value[name + ".weight"], value[name + ".bias"])
        put_bytes(file, np.pad(value["output.weight"], ((0, BLOCK - Settings.labels), (0, 0))),
                  np.pad(value["output.bias"], (0, BLOCK - Settings.labels)))
