"""A model in ONNX form is a claim checker: read from a folder, asked in batches, its labels by name."""

import builtins
import json
import tomllib
from itertools import permutations
from math import exp

import numpy as np
import pytest

from scorer.checker import GROUP, Checker, Pair, contradicted
from scorer.engines import neural
from scorer.errors import CheckerError, MissingExtraError
from tests.conftest import ROOT
from tests.engines.onnx_models import SURE, THREE, model_at

CLOSED = Pair("The bridge is closed.", "The bridge is not closed.")
SAME = Pair("The bridge is not closed.", "It is not.")
LONG = Pair("The bridge is closed. " * 300, "It is not.")


@pytest.fixture
def folder(tmp_path):
    return model_at(tmp_path / "nli")


def test_the_chances_are_the_softmax_of_what_the_model_gives(folder):
    chances = neural.load(folder).entails([CLOSED, SAME])

    sure, unsure = exp(SURE) / (2 + exp(SURE)), exp(-SURE) / (2 + exp(-SURE))
    expected = [[(1 - chance) / 2, (1 - chance) / 2, chance] for chance in (sure, unsure)]
    assert chances == pytest.approx(np.array(expected))
    assert contradicted(Checker.of(neural.load(folder)), [SAME, CLOSED]) == [(1, pytest.approx(sure))]


@pytest.mark.parametrize("labels", list(permutations(THREE)))
def test_labels_are_known_by_their_names_in_whatever_order(tmp_path, folder, labels):
    shuffled = model_at(tmp_path / "shuffled", [label.upper() for label in labels])

    assert neural.load(shuffled).entails([CLOSED, SAME]) == pytest.approx(neural.load(folder).entails([CLOSED, SAME]))


@pytest.mark.parametrize("labels", [("entailment", "not_entailment"), ("unsupported", "supported")])
def test_two_labels_tell_support(tmp_path, labels):
    model = neural.load(model_at(tmp_path / "two", labels))

    assert model.supports([CLOSED, SAME]) == pytest.approx([1 - 1 / (1 + exp(-SURE)), 1 / (1 + exp(-SURE))])
    assert not Checker.of(model).contradicts


def test_a_pair_has_the_same_chances_alone_and_among_many(folder):
    model = neural.load(folder)
    pairs = [CLOSED, SAME, LONG] * 15

    together = model.entails(pairs)

    assert together.shape == (45, 3)
    assert together.tolist() == [model.entails([pair])[0].tolist() for pair in pairs]


@pytest.mark.parametrize(("tokens", "seen"), [(None, True), (64, True), (7, False)])
def test_long_texts_are_cut_to_what_the_model_takes(tmp_path, tokens, seen):
    folder = model_at(tmp_path / "short", max_position_embeddings=tokens)
    claim = "a b c d e not" if tokens == 7 else "It is not."

    chances = neural.load(folder).entails([Pair(LONG.document, claim)])[0]

    assert (chances[2] > 0.5) == seen


def test_a_model_may_not_ask_for_the_kinds_of_tokens(tmp_path):
    model = neural.load(model_at(tmp_path / "plain", inputs=("input_ids", "attention_mask")))

    assert model.entails([Pair("It is not.", "It is.")])[0, 2] > 0.9


def test_it_is_called_what_it_was_published_as_or_what_its_folder_is(tmp_path):
    assert neural.load(model_at(tmp_path / "mine")).name == "mine"
    assert neural.load(model_at(tmp_path / "mine", _name_or_path="maker/small-nli")).name == "maker/small-nli"
    assert neural.load(model_at(tmp_path / "mine", _name_or_path="/home/me/nli")).name == "mine"


def test_other_weights_have_another_fingerprint(tmp_path, folder):
    same, other = model_at(tmp_path / "same"), model_at(tmp_path / "other", THREE[::-1])

    fingerprint = neural.load(folder).fingerprint
    assert len(fingerprint) == 16
    assert neural.load(same).fingerprint == fingerprint != neural.load(other).fingerprint
    (same / "model.onnx_data").write_bytes(b"more weights")
    assert neural.load(same).fingerprint != fingerprint


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json"])
def test_what_is_missing_or_damaged_is_named(folder, name):
    (folder / name).write_bytes(b"\x00 nonsense")
    with pytest.raises(CheckerError, match=rf"{name} can't be read: "):
        neural.load(folder)

    (folder / name).unlink()
    with pytest.raises(CheckerError, match=rf"nli has no {name}"):
        neural.load(folder)


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ({"0": "LABEL_0", "1": "LABEL_1"}, "names the labels label_0, label_1; wanted are entailment, neutral and"),
        ({"0": "entailment"}, "names the labels entailment; wanted"),
        ({"0": "entailment", "1": "supported"}, "names the labels entailment, supported; wanted"),
        ({"0": "neutral", "1": "contradiction", "2": "neutral"}, "wanted are entailment"),
        ({"zero": "entailment"}, "can't be read: ValueError"),
        (None, "can't be read: TypeError"),
    ],
)
def test_labels_that_tell_nothing_are_refused(folder, labels, said):
    config = json.loads((folder / "config.json").read_text()) | {"id2label": labels}
    (folder / "config.json").write_text(json.dumps(config))

    with pytest.raises(CheckerError, match=said):
        neural.load(folder)


def test_a_model_of_other_inputs_or_outputs_is_refused(tmp_path):
    with pytest.raises(CheckerError, match="asks for position_ids; only input_ids, attention_mask, token_type_ids are"):
        neural.load(model_at(tmp_path / "places", inputs=("input_ids", "attention_mask", "position_ids")))
    with pytest.raises(
        CheckerError, match=r"gives values of the shape \(1, 4\) for 1 pairs; config.json names 3 labels"
    ):
        Checker.of(neural.load(model_at(tmp_path / "wide", width=4)))


@pytest.mark.parametrize("name", ["onnxruntime", "tokenizers"])
def test_who_has_not_the_extra_is_told_its_name(monkeypatch, folder, name):
    real = builtins.__import__

    def without(module, *rest):
        if module == name:
            raise ImportError(name)
        return real(module, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"pip install 'scorer\[neural\]'"):
        neural.load(folder)


def test_the_command_line_knows_it_by_name(run, tmp_path, folder):
    offered = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"][GROUP]
    (tmp_path / "a.txt").write_text(
        f"{CLOSED.document} Mayor Ann Holt signed on Monday. Ms. Holt did not sign on Monday."
    )

    code, out, err = run("score", tmp_path / "a.txt", "--checker", f"{offered['neural']}={folder}")

    assert (code, err) == (0, "")
    assert "In the opinion of “nli”" in out
