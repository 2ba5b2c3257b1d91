"""Intervals are held against models of other sources."""

import numpy as np
import pytest

from scorer.model import Head
from scorer.train import coverage, figures, fit
from tests.train.made_up import COLUMNS, examples


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(fit, "MEMBERS", 8)
    monkeypatch.setattr(figures, "_SAMPLES", 20)


def test_longer_intervals_hold_more():
    held = coverage.coverage(examples(copies=30), COLUMNS, 30, 1.0)

    assert len(held.needed) == 600
    assert held.at(0.5)["value"] < held.at(1.0)["value"] <= held.at(3.0)["value"]
    assert held.at(held.enough())["value"] >= coverage.WANTED - 1e-3
    told = coverage.told(held)
    assert told["value"] == held.at(1.0)["value"]
    assert 0 < told["mean width"] < 1


def test_no_source_is_in_two_parts():
    some = examples(90)

    for parts in coverage._splits(some):
        sources = [set(some.groups[part]) for part in parts]
        assert sum(map(len, parts)) == 90
        assert not sources[0] & sources[1] | sources[1] & sources[2] | sources[0] & sources[2]


def test_the_stretch_is_told_by_the_side_it_is_on():
    head = Head(0.0, np.zeros((1, 3)), np.zeros((2, 1, 3), dtype=np.float32), np.zeros(2, dtype=np.float32))
    bounds = np.tile(1 / (1 + np.exp([1.0, -2.0])), (4, 1))  # log-odds from -1 to 2

    needed = coverage._needed(head, np.zeros((4, 1), dtype=np.intp), bounds, np.array([-1.0, -2.0, 1.0, 0.0]))

    assert needed.tolist() == pytest.approx([1.0, 2.0, 0.5, 0.0])
