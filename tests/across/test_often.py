"""Pairs are counted the same whether they are held at once or in parts."""

import numpy as np

from scorer.across import often as module
from scorer.across.often import often


def pairs():
    yield np.array([0, 0, 2, 5]), np.array([1, 1, 3, 9])
    yield np.array([0, 5, 5]), np.array([1, 9, 8])


def test_pairs_that_come_up_often_are_given_in_order():
    one, other = often(pairs, 10, 7, 2)
    assert list(zip(one.tolist(), other.tolist(), strict=True)) == [(0, 1), (5, 9)]


def test_parts_change_nothing(monkeypatch):
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    one, other = often(pairs, 10, 7, 2)
    assert list(zip(one.tolist(), other.tolist(), strict=True)) == [(0, 1), (5, 9)]


def test_no_pairs_are_none():
    one, other = often(lambda: iter(()), 0, 0, 1)
    assert one.tolist() == other.tolist() == []
