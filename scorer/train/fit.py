"""Fitting: two additive heads, calibrated on sources they were not trained on.

A head is a gradient booster whose trees may use one feature each, over values cut into ranges. Such a
booster is a sum of one table a feature, which is read off exactly and shipped; the booster itself
is not. In features that count faults it may only fall.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from threadpoolctl import threadpool_limits

from scorer.errors import InputError
from scorer.keys import Ints
from scorer.model import Head, total
from scorer.reading import Bools, Floats

MOST_RANGES = 24
FOLDS = 5
MEMBERS = 20
_SEED = 7
TREES = 150
"""Trees of a head, unless more is asked for: few labels hold no more."""
_BOOSTER = {
    "learning_rate": 0.15,
    "max_leaf_nodes": 4,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "early_stopping": False,
    "interaction_cst": "no_interactions",
    "random_state": _SEED,
}

Objects = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Examples:
    """What a head learns from: the ranges of an article's values, its label (0 or 1), weight and source."""

    ranges: Ints
    labels: Floats
    weights: Floats
    groups: Objects

    def take(self, which: Ints) -> "Examples":
        """Some of the examples, in the order given."""
        return Examples(self.ranges[which], self.labels[which], self.weights[which], self.groups[which])


@dataclass(frozen=True, slots=True)
class Additive:
    """A booster read off as tables, in log-odds; the last column is for unknown values."""

    base: float
    tables: Floats

    def logits(self, ranges: Ints) -> Floats:
        """Log-odds of each row of ranges."""
        return total(self.base, self.tables[np.arange(len(self.tables)), ranges])

    def scaled(self, slope: float, shift: float) -> "Additive":
        """The same, with log-odds ``slope * x + shift``."""
        return Additive(slope * self.base + shift, slope * self.tables)


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A booster as tables, calibrated by ``slope`` and ``shift``; the rest as in :class:`Fitted`."""

    additive: Additive
    slope: float
    shift: float
    held_out: Floats
    folds: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """A head, the log-odds it gave each example when its source was held out, and in how many folds."""

    head: Head
    held_out: Floats
    folds: int


def ranges_of(rows: Floats) -> list[Floats]:
    """Edges that cut each feature into at most :data:`MOST_RANGES` ranges, from quantiles of ``rows``."""
    edges = []
    for column in rows.T:
        known = np.round(column[~np.isnan(column)], 6)
        cuts = np.quantile(known, np.linspace(0, 1, MOST_RANGES + 1)[1:-1]) if len(known) else np.zeros(0)
        edges.append(np.unique(np.round(cuts[cuts > known.min()], 6)) if len(known) else cuts)
    return edges


def counted_ranges(rows: Floats) -> list[Floats]:
    """Edges for features that count faults: nothing found is a range of its own."""
    edges = []
    for column in rows.T:
        some = column[column > 0]
        cuts = np.quantile(some, np.linspace(0, 1, 9)[:-1]) if len(some) else np.zeros(0)
        edges.append(np.unique(np.round(cuts, 6)))
    return edges


def fit_calibrated(
    examples: Examples, edges: Sequence[Floats], directions: Sequence[int], *, trees: int | None = None
) -> Calibrated:
    """Fit one head and calibrate it on held-out sources.

    ``edges`` are those of the ranges, ``directions`` says for each feature whether it may only lower
    (-1), only raise (1) or both (0).

    Raises:
        InputError: as :func:`folds`.
    """
    width = _width(edges)
    held_out = np.empty(len(examples.labels))
    parts = folds(examples)
    for train, test in parts:
        held_out[test] = _boost(examples.take(train), width, directions, trees).logits(examples.ranges[test])
    slope, shift = _calibrate(held_out, examples)
    additive = _boost(examples, width, directions, trees).scaled(slope, shift)
    additive = _centred(additive, examples, _nothing_found(edges, directions))
    return Calibrated(additive, slope, shift, slope * held_out + shift, len(parts))


def fit_head(
    examples: Examples, edges: Sequence[Floats], directions: Sequence[int], *, trees: int | None = None
) -> Fitted:
    """As :func:`fit_calibrated`, and fitted again to resampled sources.

    Raises:
        InputError: as :func:`folds`.
    """
    width = _width(edges)
    one = fit_calibrated(examples, edges, directions, trees=trees)
    members = (_boost(examples.take(rows), width, directions, trees) for rows in _resampled(examples))
    spread = [member.scaled(one.slope, one.shift) for member in members]
    head = Head(
        base=one.additive.base,
        tables=one.additive.tables,
        spread=np.array([member.tables for member in spread], dtype=np.float32),
        spread_base=np.array([member.base for member in spread], dtype=np.float32),
    )
    return Fitted(head, one.held_out, one.folds)


def folds(examples: Examples) -> list[tuple[Ints, Ints]]:
    """Rows to fit on and rows held out, by source: :data:`FOLDS` times, fewer where few sources hold a label.

    Raises:
        InputError: if sources can't be parted so that both labels stay on the side that is fitted on.
    """
    sources = [len(np.unique(examples.groups[examples.labels == label])) for label in (0, 1)]
    for count in range(min(FOLDS, *sources), 1, -1):
        splitter = StratifiedGroupKFold(count, shuffle=True, random_state=_SEED)
        parts = list(splitter.split(examples.ranges, examples.labels, groups=examples.groups))
        if all(_both(examples.labels[train]) for train, _ in parts):
            return parts
    raise InputError(
        f"{sources[1]:,} sources have sound articles and {sources[0]:,} unsound ones; at least two of each are needed, "
        "so that some can be held out"
    )


def _width(edges: Sequence[Floats]) -> int:
    return max(map(len, edges)) + 2


def _both(labels: Floats) -> bool:
    return bool(labels.min() < labels.max())


def _boost(examples: Examples, width: int, directions: Sequence[int], trees: int | None = None) -> Additive:
    values = examples.ranges.astype(np.float64)
    values[examples.ranges == width - 1] = np.nan
    values[:, np.isnan(values).all(axis=0)] = 0  # what is never known teaches nothing; the booster wants a value
    booster = HistGradientBoostingClassifier(max_iter=trees or TREES, monotonic_cst=list(directions), **_BOOSTER)
    with threadpool_limits(1):  # trees this small take longer to share out among threads than to grow
        booster.fit(values, examples.labels, sample_weight=examples.weights)
        return _read_off(booster, len(directions), width)


def _read_off(booster: HistGradientBoostingClassifier, features: int, width: int) -> Additive:
    """Tables of an additive booster: what it says of rows that differ from zero in one feature."""
    probes = np.zeros((features * width + 1, features))
    for feature in range(features):
        rows = slice(feature * width, (feature + 1) * width)
        probes[rows, feature] = [*range(width - 1), np.nan]
    logits = booster.decision_function(probes)
    base = float(logits[-1])
    return Additive(base, (logits[:-1] - base).reshape(features, width))


def _calibrate(logits: Floats, examples: Examples) -> tuple[float, float]:
    """Slope and shift that make held-out log-odds probabilities (Platt 1999)."""
    platt = LogisticRegression(C=1e6).fit(logits[:, None], examples.labels, sample_weight=examples.weights)
    return float(platt.coef_[0, 0]), float(platt.intercept_[0])


def _nothing_found(edges: Sequence[Floats], directions: Sequence[int]) -> Bools:
    """Features whose lowest range means that nothing was found."""
    return np.array([way < 0 or not len(cuts) for way, cuts in zip(directions, edges, strict=True)])


def _centred(additive: Additive, examples: Examples, from_zero: Bools) -> Additive:
    """Tables that say what a value adds to the average article.

    A count of faults is told from nothing found instead, so that finding nothing adds nothing.
    """
    values = additive.tables[np.arange(len(additive.tables)), examples.ranges]
    average = np.average(values, axis=0, weights=examples.weights)
    reference = np.where(from_zero, additive.tables[:, 0], average)
    tables = additive.tables - reference[:, None]
    tables[from_zero, -1] = 0.0  # a signal that wasn't asked found nothing
    return Additive(additive.base + float(reference.sum()), tables)


def _resampled(examples: Examples) -> list[Ints]:
    """Rows of sources drawn with replacement, :data:`MEMBERS` times; a draw without one of the labels is drawn anew."""
    draw = np.random.default_rng(_SEED)
    sources, of_row = np.unique(examples.groups, return_inverse=True)
    rows_of = [np.flatnonzero(of_row == source) for source in range(len(sources))]
    samples: list[Ints] = []
    while len(samples) < MEMBERS:
        rows = np.concatenate([rows_of[source] for source in draw.integers(len(sources), size=len(sources))])
        if _both(examples.labels[rows]):
            samples.append(rows)
    return samples
