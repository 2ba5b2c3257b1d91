"""Small models in ONNX form, made here: they take two texts for contradictory if just one says "not"."""

import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

PADDING, OPENING, END, UNKNOWN, NOT = range(5)
ANY = "[UNK]"
VOCABULARY = {"[PAD]": PADDING, "[CLS]": OPENING, "[SEP]": END, ANY: UNKNOWN, "not": NOT}
THREE = ("entailment", "neutral", "contradiction")
SURE = 4.0  # log-odds of what it takes for so


def model_at(folder, labels=THREE, *, inputs=("input_ids", "attention_mask", "token_type_ids"), width=None, **config):
    """A folder with a model whose outputs stand for ``labels``, in that order, or as many as ``width``."""
    folder.mkdir(exist_ok=True)
    width = len(labels) if width is None else width
    onnx.save(network(inputs, labels.index(said(labels)), width), folder / "model.onnx")
    tokenizer().save(str(folder / "tokenizer.json"))
    known = {"id2label": {str(place): label for place, label in enumerate(labels)}, "pad_token_id": PADDING}
    (folder / "config.json").write_text(json.dumps(known | config), encoding="utf-8")
    return folder


def said(labels):
    """What of some labels it says of two texts of which just one has the word."""
    return next(label for label in labels if label.lower() in {"contradiction", "not_entailment", "unsupported"})


def tokenizer():
    made = Tokenizer(models.WordLevel(VOCABULARY, unk_token=ANY))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", OPENING), ("[SEP]", END)],
    )
    return made


def network(inputs, column, width):
    """Log-odds: of ``column`` :data:`SURE` if one text has the word once more, or else minus that; of others 0."""
    counts = np.zeros((len(VOCABULARY), 1), dtype=np.float32)
    counts[NOT] = 1
    weights = np.zeros((1, width), dtype=np.float32)
    weights[0, column] = 2 * SURE
    bias = np.zeros(width, dtype=np.float32)
    bias[column] = -SURE
    typed = "token_type_ids" in inputs
    nodes = [
        helper.make_node("Gather", ["counts", "input_ids"], ["found"]),
        helper.make_node("Cast", ["attention_mask"], ["seen"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["seen", "last"], ["column"]),
        helper.make_node("Mul", ["found", "column"], ["own"]),
        *(signed() if typed else [helper.make_node("Identity", ["own"], ["weighed"])]),
        helper.make_node("ReduceSum", ["weighed", "tokens"], ["sum"], keepdims=0),
        helper.make_node("Abs", ["sum"], ["size"]),
        helper.make_node("MatMul", ["size", "weights"], ["product"]),
        helper.make_node("Add", ["product", "bias"], ["logits"]),
    ]
    constants = {
        "counts": counts,
        "weights": weights,
        "bias": bias,
        "last": np.array([-1]),
        "tokens": np.array([1]),
        "two": np.array(2, dtype=np.float32),
        "one": np.array(1, dtype=np.float32),
    }
    graph = helper.make_graph(
        nodes,
        "negation",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["pairs", "tokens"]) for name in inputs],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["pairs", width])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def signed():
    """What stands in the second text counts against the first."""
    return [
        helper.make_node("Cast", ["token_type_ids"], ["type"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["type", "two"], ["twice"]),
        helper.make_node("Sub", ["one", "twice"], ["sign"]),
        helper.make_node("Unsqueeze", ["sign", "last"], ["signs"]),
        helper.make_node("Mul", ["own", "signs"], ["weighed"]),
    ]
