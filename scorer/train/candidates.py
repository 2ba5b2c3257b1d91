"""Candidates: other kinds of model, fitted and held against the shipped kind on the same articles and folds.

What is shipped adds up tables and bends one way only. Models without these bounds show what the bounds cost; one
that reads words shows how far a model gets that knows outlets and topics; length shows how easy the sets are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.preprocessing import OneHotEncoder
from threadpoolctl import threadpool_limits

from scorer.keys import Ints
from scorer.reading import Floats
from scorer.train.fit import Columns, Examples, folds

_SEED = 7
_ADDITIVE = {
    "learning_rate": 0.15,
    "max_leaf_nodes": 4,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "interaction_cst": "no_interactions",
}
_FREE = {"learning_rate": 0.05, "max_leaf_nodes": 15, "min_samples_leaf": 20, "l2_regularization": 5.0}
_FEWEST = 20  # articles in a range that gets a weight of its own
_RIDGE = {"C": 0.1, "max_iter": 300, "tol": 1e-3}
_WORDS = {"ngram_range": (1, 2), "n_features": 2**20, "alternate_sign": False, "norm": None, "dtype": np.float32}
_READER = {"loss": "log_loss", "alpha": 1e-5, "max_iter": 10, "tol": None, "average": True, "random_state": _SEED}


@dataclass(frozen=True, slots=True)
class Seen:
    """What candidates may look at; rows belong together.

    ``words`` counts hashed words and pairs of words; ``lengths`` are in characters; ``trees`` are those of the shipped
    head. Examples that are only learnt from come last, without words and lengths.
    """

    examples: Examples
    columns: Columns
    words: csr_matrix
    lengths: Floats
    trees: int


Candidate = Callable[[Seen, Ints, Ints], Floats]
"""Fits to some rows (the first) and gives log-odds, or anything that ranks, of others."""


def hashed(texts: Sequence[str]) -> csr_matrix:
    """How often each text holds each word and pair of words, by hash."""
    return HashingVectorizer(**_WORDS).transform(texts)


def held_out(examples: Examples, columns: Columns, words: csr_matrix, lengths: Floats, trees: int) -> dict[str, Floats]:
    """What each candidate says of each measured example when its source was held out, in the folds of the shipped kind.

    ``words`` (from :func:`hashed`) and ``lengths`` (in characters) have a row each of them.

    Raises:
        InputError: if there are too few sources.
    """
    seen = Seen(examples, columns, words, lengths, trees)
    parts = [(train, test[test < len(lengths)]) for train, test in folds(examples)]
    return {name: _held_out(candidate, seen, parts) for name, candidate in CANDIDATES.items()}


def _held_out(candidate: Candidate, seen: Seen, parts: Sequence[tuple[Ints, Ints]]) -> Floats:
    said = np.empty(len(seen.lengths))
    for train, test in parts:
        said[test] = candidate(seen, train, test)
    return said


def _booster(**settings: Any) -> Candidate:
    def fitted(seen: Seen, train: Ints, test: Ints) -> Floats:
        values = seen.examples.ranges.astype(np.float64)
        values[seen.examples.ranges == seen.columns.width - 1] = np.nan
        values[:, np.isnan(values[train]).all(axis=0)] = 0
        given = {"max_iter": seen.trees, "early_stopping": False, "random_state": _SEED} | settings
        one = seen.examples.take(train)
        with threadpool_limits(1):
            booster = HistGradientBoostingClassifier(**given)
            booster.fit(values[train], one.labels, sample_weight=one.weights)
            return np.asarray(booster.decision_function(values[test]))

    return fitted


def _binned(seen: Seen, train: Ints, test: Ints) -> Floats:
    """One weight each range of each feature, drawn towards zero."""
    ranges = OneHotEncoder(handle_unknown="ignore", min_frequency=_FEWEST).fit(seen.examples.ranges[train])
    one = seen.examples.take(train)
    regression = LogisticRegression(**_RIDGE)
    regression.fit(ranges.transform(one.ranges), one.labels, sample_weight=one.weights)
    return np.asarray(regression.decision_function(ranges.transform(seen.examples.ranges[test])))


def _reader(seen: Seen, train: Ints, test: Ints) -> Floats:
    """Words and pairs of words, weighed as Salton and Buckley (1988)."""
    train = train[train < len(seen.lengths)]
    rarity = TfidfTransformer(sublinear_tf=True).fit(seen.words[train])
    one = seen.examples.take(train)
    regression = SGDClassifier(**_READER)
    regression.fit(rarity.transform(seen.words[train]), one.labels, sample_weight=one.weights)
    return np.asarray(regression.decision_function(rarity.transform(seen.words[test])))


def _length(seen: Seen, _train: Ints, test: Ints) -> Floats:
    return seen.lengths[test]


CANDIDATES: Mapping[str, Candidate] = {
    "additive booster, free to rise and fall": _booster(**_ADDITIVE),
    "booster with interactions, unconstrained": _booster(**_FREE),
    "logistic regression on ranges": _binned,
    "words and pairs of words (sees outlets and topics)": _reader,
    "length alone": _length,
}
