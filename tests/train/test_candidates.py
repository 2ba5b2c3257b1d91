"""Candidates are fitted without the sources that they are asked about."""

import numpy as np
import pytest

from scorer.train import candidates, fit
from tests.train.made_up import COLUMNS, examples


@pytest.fixture(scope="module")
def said():
    """A word tells the label, another the source."""
    some = examples(copies=50)
    texts = [
        f"the {'harbor' if label else 'market'} of {source.replace(' ', '')}"
        for label, source in zip(some.labels[:600], some.groups[:600], strict=True)
    ]
    lengths = np.arange(600.0)
    return some, lengths, candidates.held_out(some, COLUMNS, candidates.hashed(texts), lengths, 40)


def area(said, labels):
    return np.mean(said[labels > 0][:, None] > said[labels == 0])


def test_each_measured_article_is_told_of_by_each_candidate(said):
    _, lengths, told = said

    assert set(told) == set(candidates.CANDIDATES)
    for values in told.values():
        assert values.shape == (600,)
        assert np.isfinite(values).all()
    assert told["length alone"].tolist() == lengths.tolist()


def test_candidates_learn(said):
    some, _, told = said

    for name in set(told) - {"length alone"}:
        assert area(told[name], some.labels[:600]) > 0.75, name
    assert area(told["words and pairs of words (sees outlets and topics)"], some.labels[:600]) > 0.99


def test_no_candidate_is_asked_about_what_it_was_fitted_to(monkeypatch):
    some, asked = examples(100), []

    def watched(seen, train, test):
        asked.append(set(some.groups[train]) & set(some.groups[test]))
        return np.zeros(len(test))

    monkeypatch.setattr(candidates, "CANDIDATES", {"watched": watched})
    candidates.held_out(some, COLUMNS, candidates.hashed(["a b"] * 100), np.zeros(100), 10)

    assert asked == [set()] * fit.FOLDS


def test_the_same_every_time(said):
    some, lengths, _ = said
    words = candidates.hashed(["a b"] * 600)

    one, two = (candidates.held_out(some, COLUMNS, words, lengths, 20) for _ in range(2))
    for name, values in one.items():
        assert values.tobytes() == two[name].tobytes(), name
