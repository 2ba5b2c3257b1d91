"""Pairs: flaws lower, attacks are told, and no text is scored by a model that knows its source."""

import random
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from scorer.model import Head, Model
from scorer.train import figures, pairs
from scorer.train.fit import Additive, fit_head
from scorer.train.sample import catalogue
from scorer.train.unseen import Unseen
from tests.made_up import sound, unsound
from tests.train.made_up import COLUMNS, examples

NAMES = ("seo-section", "hashtag-tail", "direct-quote")


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(figures, "_SAMPLES", 10)
    monkeypatch.setattr(pairs, "_SECOND", 2)


@pytest.fixture(scope="module")
def judge():
    """Two faults lower the score, quotations raise it."""
    tables = np.array([[0.0, -1.0, 0.0], [0.0, -1.0, 0.0], [0.0, 1.0, 0.0]])
    head = Head(0.0, tables, tables[None].astype(np.float32), np.zeros(1, dtype=np.float32))
    model = Model(NAMES, [np.array([0.5])] * 3, {"quality": head, "reliability": head})
    return pairs.Judge(catalogue(), model, Unseen(Additive(0.0, tables), (), ()))


@pytest.fixture
def frame():
    draw = random.Random(1)  # noqa: S311
    rows = [{"text": sound(draw), "kind": "press", "quality": 1.0} for _ in range(6)]
    rows += [{"text": unsound(draw), "kind": "farm", "quality": 0.0} for _ in range(6)]
    return pd.DataFrame(rows).assign(title="Bridge shuts", group=[f"s{row % 3}" for row in range(12)])


def test_flaws_that_the_model_weighs_lower_every_article(frame, judge):
    told = pairs.flawed(frame, judge)

    assert told["by flaw"]["seo section"]["value"] == told["by flaw"]["hashtags"]["value"] == 1.0
    assert told["by flaw"]["comment form"]["value"] == 0.0
    assert 0 < told["one flaw"]["value"] < 1
    assert told["second flaw"] == {"pairs": 6 * 4, "raised": 0.0, "clearly raised": 0.0}


def test_attacks_are_told(frame, judge):
    told = pairs.attacked(frame, judge)

    assert set(told) == set(pairs.ATTACKS)
    assert told["a good paragraph appended"]["change"] > 0.05
    assert told["a good paragraph appended"]["raised"]["value"] == 1.0
    assert told["the title left out"]["change"] == 0.0
    assert told["l e t t e r s spaced"] == {"not judged": 1.0}


def test_the_first_flaw_is_the_same_before_a_second():
    text = "One.\n\nTwo.\n\nThree."
    first, second = (lambda lines, *_: [*lines, "first"]), (lambda lines, *_: [*lines, "second"])

    assert pairs._with(text, "", (first,), 1)[0] == "One.\n\nTwo.\n\nThree.\n\nfirst"
    assert pairs._with(text, "", (first, second), 1)[0].startswith(pairs._with(text, "", (first,), 1)[0])


def test_each_source_is_scored_by_the_model_without_it():
    some = examples(200)
    fitted = fit_head(some, COLUMNS, trees=20)
    whole = replace(fitted.head, base=9.0, tables=np.zeros((2, COLUMNS.width)))

    unseen = Unseen.of(some, replace(fitted, head=whole))
    told = unseen.log_odds(some.ranges, some.groups)

    assert set().union(*unseen.without) == set(some.groups)
    assert not (told == 9.0).any()
    for part, without in zip(unseen.parts, unseen.without, strict=True):
        held = np.isin(some.groups.astype(str), list(without))
        np.testing.assert_array_equal(told[held], part.logits(some.ranges[held]))
    assert unseen.log_odds(some.ranges[:1], np.array(["elsewhere"], dtype=object)).tolist() == [9.0]
